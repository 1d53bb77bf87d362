"""The vocabularies an analyst owns, as types; the data lies in ``schemas/*.yaml``."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from briefing.domain.base import Frozen
from briefing.domain.claims import StanceLabel


class Mode(Frozen):
    """A mode of an event type. ``score`` is its intensity (-10 to 10), None when it has none."""

    score: float | None = None
    definition: str


class StanceRule(Frozen):
    """The stance an act of this type implies, initiator towards recipient or issue."""

    label: StanceLabel
    intensity: int = Field(ge=0, le=3)


class EventType(Frozen):
    """One event type.

    ``definition`` is the line shown to a model; ``phrase`` completes "A ... B" for a reader
    ("accused or criticised"). ``future`` is the type that the same act takes when it is only
    announced or planned (empty: unchanged). ``reciprocal`` types put every party on one side. Where
    ``object_is_target`` is False, the verb's object is a means ("deployed troops"), not whom the
    act is directed at. A ``threat`` is done by being said: its acts are told as threatened.
    ``allied`` types count as half right in scoring.
    """

    quad: Literal[1, 2, 3, 4]
    score: float = Field(ge=-10, le=10)
    definition: str
    phrase: str
    recipient_required: bool = False
    reciprocal: bool = False
    object_is_target: bool = True
    threat: bool = False
    future: str = ""
    stance: StanceRule | None = None
    allied: tuple[str, ...] = ()
    modes: dict[str, Mode] = {}


class Vocabulary(Frozen):
    """An event vocabulary with actor kinds, sectors and contexts; no code knows one by heart."""

    name: str
    version: str
    origin: str
    errata: dict[str, str] = {}
    quads: dict[int, str]
    types: dict[str, EventType]
    contexts: dict[str, str] = {}
    actor_kinds: dict[str, str]
    sectors: dict[str, str] = {}
    sector_words: dict[str, tuple[str, ...]] = {}
    kind_sectors: dict[str, str] = {}
    international: dict[str, str] = {}

    @model_validator(mode="after")
    def _references_exist(self) -> Self:
        for name, kind in self.types.items():
            for other in (*kind.allied, *([kind.future] if kind.future else [])):
                if other not in self.types:
                    raise ValueError(f"types.{name} refers to the unknown type {other!r}")
            if kind.quad not in self.quads:
                raise ValueError(f"types.{name}.quad is {kind.quad}, which quads does not name")
        for sector in (*self.sector_words, *self.kind_sectors.values()):
            if sector not in self.sectors:
                raise ValueError(f"sectors does not name {sector!r}")
        return self

    def sector(self, name: str, kind: str) -> str:
        """The sector of an actor, from the words of its name, else from its kind; "" if unknown.

        A person has none of its own: a name says nothing about an office.
        """
        words = name.lower().split()
        if kind != "person":
            for length in range(len(words), 0, -1):
                for start in range(len(words) - length, -1, -1):
                    piece = " ".join(words[start : start + length])
                    for sector, known in self.sector_words.items():
                        if piece in known:
                            return sector
        return self.kind_sectors.get(kind, "")

    def score(self, type_name: str, mode: str = "") -> float:
        """Intensity of the mode when it has one, else of the type."""
        event = self.types[type_name]
        own = event.modes.get(mode)
        return own.score if own is not None and own.score is not None else event.score


class Lexicon(Frozen):
    """Cue verbs of one language and the words that tell the status of an act.

    ``verbs`` maps ``TYPE`` or ``TYPE/mode`` to patterns. A pattern is words separated by spaces;
    the first is a verb lemma (found in every inflection) unless it starts with ``=`` (found as
    written); ``a|b`` are alternatives; ``..`` stands for up to four words. ``irregular`` gives the
    inflected forms of lemmas that do not follow the rules; ``instruments`` are things that do harm
    without being anybody; ``nounlike`` lists lemmas whose bare and
    -s forms are as often nouns. ``approval`` and ``disapproval`` are words that speak for or
    against what they are said of; a ``*`` stands for any ending. The remaining lists are lemmas or
    literal phrases.
    """

    language: str
    verbs: dict[str, tuple[str, ...]]
    irregular: dict[str, tuple[str, ...]] = {}
    nounlike: tuple[str, ...] = ()
    speech: tuple[str, ...] = ()
    denial: tuple[str, ...] = ()
    allegation: tuple[str, ...] = ()
    announcement: tuple[str, ...] = ()
    future: tuple[str, ...] = ()
    negation: tuple[str, ...] = ()
    pronouns: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    collectives: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    numbers: dict[str, int] = {}
    multipliers: dict[str, int] = {}
    figures: dict[str, tuple[str, ...]] = {}
    currencies: dict[str, tuple[str, ...]] = {}
    unnamed_sources: tuple[str, ...] = ()
    approval: tuple[str, ...] = ()
    disapproval: tuple[str, ...] = ()


class Country(Frozen):
    """A country with the words that stand for it. ``code`` is ISO 3166 alpha-3 (KOS for Kosovo)."""

    code: str
    name: str
    capital: str = ""
    demonyms: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


class CountryTable(Frozen):
    """All countries and the international bodies PLOVER gives a country slot."""

    countries: tuple[Country, ...]
    bodies: tuple[Country, ...] = ()


class ReadingRules(Frozen):
    """What is cut from an article or masked before anybody reads it.

    ``tails`` are line beginnings after which nothing belongs to the article; ``lines`` are regular
    expressions of single lines to cut; ``link_line`` marks a line of a link list (two or more in a
    row are cut); ``instructions`` are regular expressions of text addressed to a model. All are
    matched without regard to case.
    """

    tails: tuple[str, ...]
    lines: tuple[str, ...] = ()
    link_line: tuple[str, ...] = ()
    instructions: tuple[str, ...]
