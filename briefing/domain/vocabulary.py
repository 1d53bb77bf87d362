"""The vocabularies an analyst owns, as types; the data lies in ``schemas/*.yaml``."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from briefing.domain.base import Frozen
from briefing.domain.claims import Factuality, StanceLabel

Place = tuple[int | str, ...]
_MATERIAL_CONFLICT = 4
_Score = Annotated[float, Field(ge=-10, le=10)]


class StanceRule(Frozen):
    """The stance an act of this type implies, initiator towards recipient or issue.

    ``between`` says whose acts are written down as stances: everybody's, those between two bodies
    (states, organisations, forces) only, or nobody's; then the label only tells how friendly the
    act is.
    """

    label: StanceLabel
    intensity: int = Field(ge=0, le=3)
    between: Literal["all", "bodies", "nobody"] = "all"


class Mode(Frozen):
    """A mode of an event type. ``score`` is its intensity (-10 to 10), None when it has none.

    ``stance`` takes the place of the type's; ``object_is_target`` and ``victim_required`` do where
    they are given.
    ``answers`` is False for acts that do not reply to what was told before (an inquiry).
    """

    score: _Score | None = None
    definition: str
    stance: StanceRule | None = None
    object_is_target: bool | None = None
    victim_required: bool | None = None
    answers: bool = True


class EventType(Frozen):
    """One event type.

    ``definition`` is the line shown to a model; ``phrase`` completes "A ... B" for a reader
    ("accused or criticised"). ``future`` is the type that the same act takes when it is only
    announced or planned (empty: unchanged). An act with ``victim_required`` is not told where one
    party does it to nobody, to nothing and with no number of victims. ``reciprocal`` types put
    every party on one side. Where
    ``object_is_target`` is False, the verb's object is a means ("deployed troops"), not whom the
    act is directed at. ``demand`` is the stance of an act whose verb takes sides
    (``demand`` of the lexicon), ``wish`` the one towards the thing asked for. A ``threat`` and a
    ``promise`` are done by being said: told as threatened, and as announced. ``allied`` types count
    as half right in scoring. ``formerly`` lists names under which lexicons may know the type: a
    type can be renamed here without touching them.
    """

    quad: Literal[1, 2, 3, 4]
    score: _Score
    definition: str
    phrase: str
    recipient_required: bool = False
    victim_required: bool = False
    reciprocal: bool = False
    object_is_target: bool = True
    threat: bool = False
    promise: bool = False
    future: str = ""
    stance: StanceRule | None = None
    demand: StanceRule | None = None
    wish: StanceRule | None = None
    allied: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    modes: dict[str, Mode] = {}

    @property
    def complains(self) -> bool:
        """Whether such deeds are against whatever they are about, as words are: protests."""
        by_all = self.stance is not None and self.stance.between == "all"
        return by_all and self.quad == _MATERIAL_CONFLICT and not self.recipient_required

    @property
    def judges(self) -> bool:
        """Whether its acts are words for or against somebody ("condemned", "praised")."""
        sided = self.stance is not None and self.stance.between == "all"
        return sided and not self.threat and self.quad in (1, 3)

    def acts_on_object(self, mode: str) -> bool:
        """Whether the verb of such an act names its target as its object."""
        own = self.modes[mode].object_is_target if mode in self.modes else None
        return self.object_is_target if own is None else own

    def needs_victim(self, mode: str) -> bool:
        """Whether such an act is only told where the text names or counts whom or what it harms."""
        own = self.modes[mode].victim_required if mode in self.modes else None
        return self.victim_required if own is None else own

    @property
    def said(self) -> Factuality:
        """The status of an act of this type of which nothing but itself is told."""
        return "threatened" if self.threat else "announced" if self.promise else "occurred"


class Vocabulary(Frozen):
    """An event vocabulary with actor kinds, sectors and contexts; no code knows one by heart.

    Quads 1 and 3 are words, 2 and 4 deeds; 1 and 2 are friendly, 3 and 4 hostile, whatever
    ``quads`` calls them. ``lexicon`` names the lexicons that know its types
    (``lexicon.<lexicon>.<language>.yaml``; empty: ``lexicon.<language>.yaml``); ``dropped`` lists
    types that they know and this vocabulary does not want.
    """

    name: str = Field(min_length=1)
    version: str
    origin: str
    errata: dict[str, str] = {}
    lexicon: str = Field(default="", pattern=r"^([a-z][a-z0-9_-]{3,})?$")
    quads: dict[int, str]
    types: dict[str, EventType] = Field(min_length=1)
    dropped: tuple[str, ...] = ()
    contexts: dict[str, str] = {}
    actor_kinds: dict[str, str]
    sectors: dict[str, str] = {}
    sector_words: dict[str, tuple[str, ...]] = {}
    kind_sectors: dict[str, str] = {}
    international: dict[str, str] = {}

    @model_validator(mode="after")
    def _references_exist(self) -> Self:
        places = [*self._type_problems(), *self._name_problems(), *self._sector_problems()]
        if places:
            told = "; ".join(f"{'.'.join(map(str, at))}: {why}" for at, why in places)
            raise PydanticCustomError("places", "{told}", {"told": told, "places": places})
        return self

    def _type_problems(self) -> Iterator[tuple[Place, str]]:
        for name, kind in self.types.items():
            at: Place = ("types", name)
            if not all(c.isalnum() or c in "_-" for c in name):
                yield at, "a type is named with letters, digits, _ and - only"
            for field in ("definition", "phrase"):
                if not getattr(kind, field).strip():
                    yield (*at, field), "should not be empty"
            if kind.quad not in self.quads:
                yield (*at, "quad"), f"is {kind.quad}, which quads does not name"
            others = {(*at, "allied", i): other for i, other in enumerate(kind.allied)}
            others |= {(*at, "future"): kind.future} if kind.future else {}
            for place, other in others.items():
                if other not in self.types:
                    yield place, f"there is no type {other!r}" + meant(other, self.types)

    def _name_problems(self) -> Iterator[tuple[Place, str]]:
        """Names for lexicons that would stand for two types, or for one in use and for none."""
        taken = {name: name for name in self.types}
        for name, kind in self.types.items():
            for index, old in enumerate(kind.formerly):
                if taken.setdefault(old, name) != name:
                    why = f"{old!r} already stands for the type {taken[old]}"
                    yield ("types", name, "formerly", index), why
        for index, old in enumerate(self.dropped):
            if old in taken:
                yield ("dropped", index), f"{old!r} is in use for the type {taken[old]}"

    def _sector_problems(self) -> list[tuple[Place, str]]:
        named: list[tuple[Place, str]] = [
            (("sector_words", sector), sector) for sector in self.sector_words
        ]
        named += [(("kind_sectors", kind), sector) for kind, sector in self.kind_sectors.items()]
        found: list[tuple[Place, str]] = [
            (place, f"sectors does not name {sector!r}" + meant(sector, self.sectors))
            for place, sector in named
            if sector not in self.sectors
        ]
        for kind in self.kind_sectors:
            if kind not in self.actor_kinds:
                why = f"actor_kinds does not name {kind!r}" + meant(kind, self.actor_kinds)
                found.append((("kind_sectors", kind), why))
        return found

    def known_as(self) -> dict[str, str]:
        """The type that every name a lexicon may use stands for; dropped ones stand for ""."""
        names = {name: name for name in self.types}
        names |= {old: name for name, kind in self.types.items() for old in kind.formerly}
        return names | dict.fromkeys(self.dropped, "")

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


def meant(word: str, known: Iterable[str]) -> str:
    """``; did you mean 'x'?`` for the known word that ``word`` resembles most, else nothing."""
    folded = {name.lower(): name for name in sorted(known)}
    found = difflib.get_close_matches(word.lower(), list(folded), 1, cutoff=0.55)
    return f"; did you mean {folded[found[0]]!r}?" if found else ""


class Country(Frozen):
    """A country with the words that stand for it. ``code`` is ISO 3166 alpha-3 (KOS for Kosovo).

    ``seat`` is the town of a body that stands for it beside its name, ``host`` the code of the
    country that the town lies in.
    """

    code: str
    name: str
    capital: str = ""
    demonyms: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    seat: str = ""
    host: str = ""


class Group(Frozen):
    """A body that the news names without saying what it is; ``kind`` is that of an actor."""

    name: str
    kind: str
    aliases: tuple[str, ...] = ()


class CountryTable(Frozen):
    """All countries, the international bodies PLOVER gives a country slot, and known ``groups``."""

    countries: tuple[Country, ...]
    bodies: tuple[Country, ...] = ()
    groups: tuple[Group, ...] = ()

    def named(self, name: str) -> Country | None:
        """The country or body a whole name stands for: its name, alias or capital."""
        return self._by_form.get(name.lower())

    def kind_of(self, country: Country) -> str:
        """What it is as an actor."""
        return "organisation" if country in self.bodies else "state"

    @cached_property
    def forms(self) -> tuple[tuple[str, Country], ...]:
        """Every word that stands for a country or a body, in the order of the table."""
        return tuple(
            (form, country)
            for country in (*self.countries, *self.bodies)
            for form in (country.name, *country.aliases, country.capital, *country.demonyms)
            if form
        )

    @cached_property
    def _by_form(self) -> dict[str, Country]:
        found: dict[str, Country] = {}
        for country in (*self.countries, *self.bodies):
            for form in (country.name, *country.aliases, country.capital):
                found.setdefault(form.lower(), country)
        found.pop("", None)
        return found


class ReadingRules(Frozen):
    """What is cut from an article or masked before anybody reads it.

    ``schemas/reading.yaml`` tells what each does. Case never matters.
    """

    tails: tuple[str, ...]
    sections: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    link_line: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    teasers: tuple[str, ...] = ()
    bylines: tuple[str, ...] = ()
    bios: tuple[str, ...] = ()
    page_parts: tuple[str, ...] = ()
    parts: dict[str, tuple[str, ...]] = {}
    instructions: tuple[str, ...]
    headers: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
