"""Gold annotation: what a careful reader found in an article, and what gold accepts.

Every list in an event or a stance holds alternatives: any one of them is right. An item that is not
``required`` absorbs a prediction without reward or penalty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, TypeAdapter, ValidationError, model_validator

from briefing.domain.base import Frozen
from briefing.domain.claims import StanceLabel
from briefing.domain.vocabulary import Vocabulary
from briefing.errors import ConfigError

Polarity = Literal["supportive", "opposed", "mixed", "neutral"]
Name = Annotated[str, Field(min_length=1)]
Names = Annotated[tuple[Name, ...], Field(min_length=1)]
Span = tuple[int, int]

_LABELS: dict[Polarity, StanceLabel] = {
    "supportive": "support",
    "opposed": "oppose",
    "mixed": "mixed",
    "neutral": "neutral",
}
_SEED = re.compile(r"seed(\d+)\Z")


class GoldActor(Frozen):
    """An actor under its canonical name; ``aliases`` are the other names that count as right."""

    name: Name
    aliases: tuple[Name, ...] = ()
    kind: str = "other"
    required: bool = True


class GoldIssue(Frozen):
    """Something that is no actor but may be the target of an event or a stance."""

    name: Name
    aliases: tuple[Name, ...] = ()


class GoldEvent(Frozen):
    """Who did what to whom. None among the targets means that naming nobody is right, too."""

    actor: Names
    type: Names
    target: Annotated[tuple[Name | None, ...], Field(min_length=1)]
    evidence: tuple[int, ...]
    required: bool = True


class GoldStance(Frozen):
    """Where a holder stands on an actor or an issue."""

    holder: Names
    target: Names
    polarity: Annotated[tuple[Polarity, ...], Field(min_length=1)]
    evidence: tuple[int, ...]
    required: bool = True

    @property
    def labels(self) -> tuple[StanceLabel, ...]:
        """The acceptable polarities as stance labels."""
        return tuple(_LABELS[polarity] for polarity in self.polarity)


class _Annotation(Frozen):
    """One entry of a ``gold.json``. Evidence numbers count its own ``sentences``, from 1."""

    sentences: tuple[str, ...]
    actors: tuple[GoldActor, ...]
    issues: tuple[GoldIssue, ...] = ()
    events: tuple[GoldEvent, ...] = ()
    stances: tuple[GoldStance, ...] = ()

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        names = [actor.name for actor in self.actors] + [issue.name for issue in self.issues]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"the name {twice[0]!r} is given twice")
        for event in self.events:
            self._check((*event.actor, *event.target), names, event.evidence)
        for stance in self.stances:
            self._check((*stance.holder, *stance.target), names, stance.evidence)
        return self

    def _check(
        self, used: tuple[str | None, ...], names: list[str], evidence: tuple[int, ...]
    ) -> None:
        for name in used:
            if name is not None and name not in names:
                raise ValueError(f"{name!r} is neither an actor nor an issue of this article")
        for number in evidence:
            if not 1 <= number <= len(self.sentences):
                raise ValueError(f"evidence {number}, but sentences run to {len(self.sentences)}")


class GoldArticle(_Annotation):
    """The gold of one article; ``name`` is "folder/key" and ``path`` is where its text lies."""

    name: str
    path: Path

    def spans(self, text: str) -> tuple[Span | None, ...]:
        """Where each gold sentence lies in ``text`` (half-open code points), or None.

        Sentences are found by their words, whatever white space is between them, and in order, so
        that a sentence which stands twice is placed twice. ``text`` may be segmented otherwise.
        """
        found: list[Span | None] = []
        cursor = 0
        for sentence in self.sentences:
            words = re.compile(r"\s+".join(map(re.escape, sentence.split())))
            hit = (words.search(text, cursor) or words.search(text)) if words.pattern else None
            found.append(hit.span() if hit else None)
            cursor = hit.end() if hit else cursor
        return tuple(found)


_FILE: TypeAdapter[dict[str, _Annotation]] = TypeAdapter(dict[str, _Annotation])


def load_gold(folder: Path, seeds: Path | None) -> tuple[GoldArticle, ...]:
    """Every annotated article below ``folder``, sorted by name.

    Each subfolder with a ``gold.json`` holds one file ``KEY.txt`` an entry. The text of an entry
    ``seedNNN`` is the file ``NNN_*.txt`` in ``seeds``; without ``seeds`` such entries are left out.
    Raises ConfigError, with file and reason, when gold is missing, malformed or without its text.
    """
    files = sorted(folder.glob("*/gold.json"))
    if not files:
        raise ConfigError(
            f"{folder}: no gold.json in any of its subfolders",
            hint="Name the folder that holds the annotated articles.",
        )
    articles: list[GoldArticle] = []
    for file in files:
        for key, annotation in sorted(_read(file).items()):
            if _SEED.match(key) and seeds is None:
                continue
            path = _text_path(file, key, seeds)
            name = f"{file.parent.name}/{key}"
            fields = {part: getattr(annotation, part) for part in _Annotation.model_fields}
            articles.append(GoldArticle(name=name, path=path, **fields))
    return tuple(articles)


def _read(file: Path) -> dict[str, _Annotation]:
    try:
        return _FILE.validate_json(file.read_bytes())
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read ({error.strerror})") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise ConfigError(f"{file}: {where}: {first['msg']}") from error


def _text_path(file: Path, key: str, seeds: Path | None) -> Path:
    seed = _SEED.match(key)
    if seed and seeds is not None:
        hits = sorted(seeds.glob(f"{seed[1]}_*.txt"))
        if len(hits) != 1:
            raise ConfigError(f"{file}: {key}: {len(hits)} files {seed[1]}_*.txt in {seeds}, not 1")
        return hits[0]
    path = file.parent / f"{key}.txt"
    if not path.is_file():
        raise ConfigError(f"{file}: {key}: its text {path.name} is missing")
    return path


@dataclass(frozen=True)
class Party:
    """A name in a predicted role and the gold names it stands for (none: a stranger)."""

    name: str
    ids: frozenset[str]


@dataclass(frozen=True)
class Reading:
    """A predicted event in terms of the gold's names.

    ``issue`` may stand for a target; ``one_sided`` says that all parties of a reciprocal event are
    initiators. ``added`` marks the reading of a single further party (its role, "actor" or
    "target") of an event that is already matched.
    """

    type: str
    initiators: tuple[Party, ...]
    recipients: tuple[Party, ...]
    issue: frozenset[str] = frozenset()
    spans: tuple[Span, ...] = ()
    one_sided: bool = False
    added: str = ""

    def for_party(self, role: str, party: Party) -> Reading:
        """The reading in which ``party`` alone fills its role, the other role staying as it is."""
        if self.one_sided:
            others = tuple(other for other in self.initiators if other != party)
            return replace(self, initiators=(party,), recipients=others, added=role)
        if role == "actor":
            return replace(self, initiators=(party,), added=role)
        return replace(self, recipients=(party,), added=role)


@dataclass(frozen=True)
class Fit:
    """How the roles of a reading fit a gold event.

    ``right``: some initiator and some recipient are acceptable and differ (direction-blind for
    reciprocal types). ``directed``: so, and no stated direction is wrong. ``actor``, ``target``:
    that role alone is acceptable. ``swapped``: acceptable only the other way round. ``foreign``:
    the parties, with their role, whom the gold event does not accept.
    """

    right: bool
    directed: bool
    actor: bool
    target: bool
    swapped: bool
    foreign: tuple[tuple[str, Party], ...]


def type_credit(predicted: str, gold: GoldEvent, vocabulary: Vocabulary) -> float:
    """1 for an acceptable type; 0.5 for the same quad class or an allied type; else 0."""
    if predicted in gold.type:
        return 1.0
    kind = vocabulary.types.get(predicted)
    if kind is None:
        return 0.0
    for other in gold.type:
        theirs = vocabulary.types[other]
        if theirs.quad == kind.quad or other in kind.allied or predicted in theirs.allied:
            return 0.5
    return 0.0


def _ordered(
    initiators: Sequence[Party], recipients: Sequence[Party], reading: Reading, gold: GoldEvent
) -> bool:
    """Whether some initiator and some other recipient (or rightly nobody) are acceptable."""
    targets = frozenset(name for name in gold.target if name is not None)
    doers = [party for party in initiators if not party.ids.isdisjoint(gold.actor)]
    if not doers:
        return False
    unnamed = reading.one_sided or not recipients
    if reading.issue & targets or (unnamed and None in gold.target):
        return True
    hits = [party for party in recipients if party.ids & targets]
    return any(doer.ids != hit.ids for doer in doers for hit in hits)


def fit(reading: Reading, gold: GoldEvent, vocabulary: Vocabulary) -> Fit:
    """Compare the roles of ``reading`` with those of ``gold``; types are not looked at.

    Gold lists are alternatives, so one acceptable party in each role makes the roles right; every
    further party must be acceptable, too, or it is foreign.
    """
    targets = frozenset(name for name in gold.target if name is not None)
    doers, hits = reading.initiators, reading.recipients
    kind = vocabulary.types.get(reading.type)
    mutual = (kind is not None and kind.reciprocal) or set(gold.actor) == targets
    ordered = _ordered(doers, hits, reading, gold)
    everyone = (*doers, *hits)
    union = mutual and len(everyone) > 1 and _ordered(everyone, everyone, reading, gold)
    both = frozenset(gold.actor) | targets
    good = {"actor": both if union else frozenset(gold.actor), "target": both if union else targets}
    roles = [("actor", party) for party in doers] + [("target", party) for party in hits]
    issue_only = not hits and (None in gold.target or bool(reading.issue & targets))
    return Fit(
        right=ordered or union,
        directed=ordered or (union and (reading.one_sided or not hits)),
        actor=any(not party.ids.isdisjoint(gold.actor) for party in doers),
        target=issue_only or any(party.ids & targets for party in hits),
        swapped=not (ordered or union) and bool(hits) and _ordered(hits, doers, reading, gold),
        foreign=tuple((role, who) for role, who in roles if who.ids.isdisjoint(good[role])),
    )
