"""What a person sees while a run goes on: on stderr, a bar only on a terminal."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any, Self

from briefing.cli.console import note, plain
from briefing.pipeline.progress import Progress


class Lines(Progress):
    """One line per remark; one per article with ``-v``. Used when nobody watches a terminal."""

    def __init__(self, *, quiet: bool, verbose: bool) -> None:
        self.quiet = quiet
        self.verbose = verbose
        self._told = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        return None

    def say(self, message: str) -> None:
        """A remark."""
        if not self.quiet:
            note(message)

    def article(self, title: str, outcome: str) -> None:
        """One article is done."""
        if self.verbose:
            self.say(f"{outcome}: {title}")

    def pulling(self, name: str, done: int, total: int) -> None:
        """A line for every tenth of a download."""
        tenth = 10 * done // max(total, 1)
        if tenth != self._told:
            self._told = tenth
            self.say(f"{name}: {done / 1e6:.0f} of {total / 1e6:.0f} MB")


class Bars(Lines):
    """rich progress bars on stderr."""

    def __init__(self, *, verbose: bool) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as RichProgress

        super().__init__(quiet=False, verbose=verbose)
        self._console = Console(stderr=True, markup=False, highlight=False, emoji=False)
        self._bars = RichProgress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TextColumn("{task.completed:.0f}/{task.total:.0f} {task.fields[unit]}", markup=False),
            TimeElapsedColumn(),
            console=self._console,
            transient=True,
        )
        self._tasks: dict[str, Any] = {}

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bars.stop()

    def say(self, message: str) -> None:
        """A remark above the bars."""
        self._console.print(plain(message))

    def extracting(self, total: int) -> None:
        """Start the bar of the articles."""
        self._tasks["articles"] = self._bars.add_task("reading", total=total, unit="articles")

    def article(self, title: str, outcome: str) -> None:
        """Advance the bar."""
        super().article(title, outcome)
        task = self._tasks.get("articles")
        if task is not None:
            self._bars.update(task, advance=1, description=f"reading {plain(title)[:40]}")

    def pulling(self, name: str, done: int, total: int) -> None:
        """The bar of a download, in megabytes."""
        if name not in self._tasks:
            self._tasks[name] = self._bars.add_task(
                f"fetching {name}", total=total / 1e6, unit="MB"
            )
        self._bars.update(self._tasks[name], completed=done / 1e6)


def watcher(*, quiet: bool, verbose: bool, machine: bool = False) -> Lines:
    """Bars for a person at a terminal, lines for a log, nothing with ``-q``."""
    if sys.stderr.isatty() and not quiet and not machine:
        return Bars(verbose=verbose)
    return Lines(quiet=quiet, verbose=verbose)
