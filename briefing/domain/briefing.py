"""What a layout may see, and what a reviewer decides about it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from briefing.domain.base import Frozen


class Citation(Frozen):
    """A link to one numbered sentence: source number, sentence number, and the note it lies in.

    ``note`` is a path relative to the briefing, portable and percent-safe.
    """

    source: int
    sentence: int
    note: str


class Entry(Frozen):
    """One checkable line. ``text`` is plain text, never Markdown; the layout escapes it.

    ``quote`` is the article's own words. ``tags`` are short computed labels ("new", a type).
    ``stated`` is True for facts about the run itself, which need no citation.
    """

    id: str
    text: str
    quote: str = ""
    tags: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    stated: bool = False


class Row(Frozen):
    """A table row: plain-text cells, then citations."""

    id: str
    cells: tuple[str, ...]
    citations: tuple[Citation, ...] = ()


class SourceLine(Frozen):
    """A numbered source with the link to its note and, where it has one, its own address."""

    number: int
    note: str
    title: str
    facts: tuple[str, ...] = ()
    url: str = ""


class Section(Frozen):
    """A headed part of the briefing: entries, a table or sources. ``empty`` is said when bare."""

    id: str
    heading: str
    intro: str = ""
    entries: tuple[Entry, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    sources: tuple[SourceLine, ...] = ()
    empty: str = ""


class NoteClaim(Frozen):
    """A claim under the sentence that proves it (or, rejected, under the article)."""

    id: str
    label: str
    text: str
    details: tuple[str, ...] = ()


class NoteSentence(Frozen):
    """A numbered sentence of an article note with the claims that rest on it."""

    number: int
    text: str
    masked: str = ""
    claims: tuple[NoteClaim, ...] = ()


class Note(Frozen):
    """One article, annotated. ``file`` is its path relative to the briefing."""

    file: str
    title: str
    facts: tuple[tuple[str, str], ...] = ()
    url: str = ""
    sentences: tuple[NoteSentence, ...] = ()
    rejected: tuple[NoteClaim, ...] = ()
    cuts: tuple[tuple[str, str], ...] = ()
    back: str = "../briefing.md"


class Briefing(Frozen):
    """Everything a layout may see."""

    day: date
    title: str
    summary: str
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]


class Decision(Frozen):
    """A reviewer's verdict on one entry. Append-only; applying it twice changes nothing."""

    entry: str
    verdict: Literal["accept", "reject", "change", "unsure"]
    before: str = ""
    after: str = ""
    reviewer: str = ""
    time: datetime | None = None
