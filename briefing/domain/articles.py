"""Articles and their numbered sentences."""

from __future__ import annotations

from datetime import date, datetime

from briefing.domain.base import Frozen


class Sentence(Frozen):
    """One numbered piece of an article.

    ``start`` and ``end`` are code points into ``Article.text``, half-open, so that
    ``article.text[start:end] == text``. Between two sentences there is only white space.
    ``masked`` names why a sentence is never shown to a model nor allowed to prove a claim
    (``"instruction"``); empty for ordinary sentences.
    """

    number: int
    start: int
    end: int
    text: str
    masked: str = ""


class Cut(Frozen):
    """Text taken out before sentences were numbered, kept on record with the rule that took it."""

    rule: str
    text: str


class Article(Frozen):
    """One article as the program sees it.

    ``id`` is a content hash over title, outlet, author, url, date and text: the same article is the
    same id on every machine, wherever the file lies. ``path`` is the address it was read from, as
    given; ``published`` is aware (UTC when the source names no zone), None for an undated article.
    ``encoding`` says how the bytes were decoded; ``replaced`` counts U+FFFD in the result and
    ``removed`` the control, bidi and zero-width characters dropped. ``notes`` are remarks for the
    reader ("decoded as cp1252, guessed").
    """

    id: str
    title: str
    outlet: str = ""
    author: str = ""
    url: str = ""
    published: datetime | None = None
    language: str = "und"
    language_declared: bool = False
    path: str = ""
    text: str
    encoding: str = "utf-8"
    replaced: int = 0
    removed: int = 0
    cuts: tuple[Cut, ...] = ()
    notes: tuple[str, ...] = ()
    sentences: tuple[Sentence, ...] = ()

    @property
    def day(self) -> date | None:
        """The day of publication, or None for an undated article."""
        return self.published.date() if self.published else None

    def sentence(self, number: int) -> Sentence | None:
        """Sentence ``number`` (from 1), or None when the article has no such sentence."""
        return self.sentences[number - 1] if 1 <= number <= len(self.sentences) else None


class Failure(Frozen):
    """Something that could not be read or processed, and why; it is printed in the briefing.

    ``stage`` is ``"read"`` or ``"extract"``; ``reason`` a short class ("empty", "binary",
    "invalid answer"); ``detail`` one sentence for the reader with what to do next.
    """

    path: str
    stage: str
    reason: str
    detail: str
    article_id: str = ""
    title: str = ""


class Reading(Frozen):
    """What came out of reading the sources: good articles, failures, and repeats left out."""

    articles: tuple[Article, ...] = ()
    failures: tuple[Failure, ...] = ()
    repeats: tuple[str, ...] = ()
