"""A day as data: merged actors, events and stances, and how they differ from earlier days."""

from __future__ import annotations

from datetime import date
from typing import Literal

from briefing.domain.articles import Failure
from briefing.domain.base import Frozen
from briefing.domain.claims import (
    Attribution,
    EventDate,
    Extraction,
    Factuality,
    Figure,
    StanceAttribution,
    StanceLabel,
    TargetType,
)

Change = Literal["new", "changed", "continuing", "contradicted", "reversed", "gone quiet"]


class Merge(Frozen):
    """Why one name was taken for the actor it now belongs to."""

    name: str
    reason: str


class Actor(Frozen):
    """An actor of the day. ``id`` depends on the canonical name and country only."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str = "other"
    sector: str = ""
    country: str = ""
    merges: tuple[Merge, ...] = ()
    claims: tuple[str, ...]
    articles: tuple[str, ...]


class ReportedFigure(Frozen):
    """A figure with the grounded claims that report it."""

    figure: Figure
    claims: tuple[str, ...]


class Event(Frozen):
    """One event, however many articles tell it.

    ``initiators`` and ``recipients`` are actor ids. ``phrase`` is the words of one article,
    ``claims`` are the grounded claims it rests on, ``origins`` the number of independent origins
    (copies count once). ``score`` is the PLOVER
    intensity of the mode, else of the type (-10 to 10), ``quad`` 1 to 4. ``reports`` lists every
    factuality seen ("occurred", "denied") with its claims.
    """

    id: str
    type: str
    mode: str = ""
    quad: int
    score: float
    initiators: tuple[str, ...]
    recipients: tuple[str, ...]
    issue: str = ""
    cue: str
    phrase: str = ""
    factuality: Factuality
    reports: dict[str, tuple[str, ...]] = {}
    attributions: tuple[Attribution, ...] = ()
    figures: tuple[ReportedFigure, ...] = ()
    date: EventDate | None = None
    place: str = ""
    story: str = ""
    claims: tuple[str, ...]
    articles: tuple[str, ...]
    origins: int
    confidence: float


class Stance(Frozen):
    """Who stands where on what. ``target`` is an actor id if ``target_type`` says so, else text."""

    id: str
    holder: str
    target: str
    target_type: TargetType
    label: StanceLabel
    intensity: int
    explicitness: Literal["explicit", "implied"]
    attribution: StanceAttribution
    speaker: str = ""
    cue: str
    claims: tuple[str, ...]
    articles: tuple[str, ...]
    origins: int
    confidence: float


class Story(Frozen):
    """Events that belong together. ``events`` are ids, the heaviest first."""

    id: str
    events: tuple[str, ...]
    articles: tuple[str, ...]


class Contest(Frozen):
    """Reports that cannot all be true, side by side; each side names its grounded claims.

    ``kind`` is ``"figures"`` (4 killed / 7 killed), ``"denial"`` (said and denied) or ``"stance"``.
    """

    id: str
    kind: Literal["figures", "denial", "stance"]
    subject: str
    sides: tuple[tuple[str, tuple[str, ...]], ...]


class Source(Frozen):
    """One article as a source. ``number`` is its number in citations, from 1.

    ``origin`` is shared by copies of one text; ``copy_of`` is the article id of the first of them.
    ``reliability`` is the Admiralty letter of the outlet (F = cannot be judged).
    """

    number: int
    article_id: str
    title: str
    outlet: str = ""
    author: str = ""
    url: str = ""
    published: date | None = None
    filed: date
    language: str = "und"
    path: str = ""
    origin: str
    copy_of: str = ""
    reliability: str = "F"
    sentences: int = 0
    masked: int = 0
    cuts: int = 0
    notes: tuple[str, ...] = ()


class Coverage(Frozen):
    """What was read and what was not. ``rejections`` counts rejected claims by reason.

    ``origins`` is the number of independent origins among the articles; ``held_back`` lists the
    paths of articles dated after the day.
    """

    articles: int
    origins: int
    undated: int
    failed: int
    repeats: tuple[str, ...] = ()
    held_back: tuple[str, ...] = ()
    proposed: int = 0
    grounded: int = 0
    rejections: dict[str, int] = {}
    languages: dict[str, int] = {}
    without_events: tuple[str, ...] = ()


class Method(Frozen):
    """How the claims were made: for the method section and for whoever must reproduce them."""

    program: str
    asked: tuple[str, ...] = ()
    answering: tuple[str, ...] = ()
    recipe: str = ""
    prompts: dict[str, str] = {}
    schemas: dict[str, str] = {}
    repairs: dict[str, int] = {}


class Dossier(Frozen):
    """A day. Every item lists the grounded claims it rests on; failed articles are in it."""

    day: date
    actors: tuple[Actor, ...]
    events: tuple[Event, ...]
    stances: tuple[Stance, ...]
    stories: tuple[Story, ...]
    contests: tuple[Contest, ...]
    sources: tuple[Source, ...]
    failures: tuple[Failure, ...]
    extractions: tuple[Extraction, ...]
    coverage: Coverage
    method: Method


class DeltaEntry(Frozen):
    """How one event, stance or actor of the dossier stands to the earlier one.

    ``id`` is an id of today's dossier, except for ``"gone quiet"``, where it is of the earlier one.
    """

    id: str
    item: Literal["event", "stance", "actor"]
    change: Change
    detail: str = ""
    before: str = ""


class Delta(Frozen):
    """Today against the last dossier. ``since`` is None when there is none to compare with."""

    since: date | None
    entries: tuple[DeltaEntry, ...] = ()

    def change_of(self, item_id: str) -> Change:
        """The change of one item; everything is new on the first day."""
        for entry in self.entries:
            if entry.id == item_id:
                return entry.change
        return "new"
