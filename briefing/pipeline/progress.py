"""What the pipeline tells whoever watches. The command line draws it; everybody else ignores it."""

from __future__ import annotations


class Progress:
    """Silent by default; override what you want to show."""

    def reading(self, articles: int, failures: int) -> None:
        """The sources are read."""

    def extracting(self, total: int) -> None:
        """``total`` articles are about to be extracted."""

    def article(self, title: str, outcome: str) -> None:
        """One article is finished: "from store", "from recording", "asked", or "failed: …"."""

    def pulling(self, name: str, done: int, total: int) -> None:
        """``done`` of ``total`` bytes of a model are here."""

    def say(self, message: str) -> None:
        """A remark for the person who looks."""
