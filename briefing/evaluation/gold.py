"""Gold annotation: what a careful reader found in an article, and what gold accepts.

Every list in an event or a stance holds alternatives: any one of them is right. An item that is not
``required`` absorbs a prediction without reward or penalty. ``docs/evaluation.md`` has the format.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date as Day
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, TypeAdapter, ValidationError, model_validator

from briefing.domain.base import Frozen
from briefing.domain.claims import Factuality, FigureKind, StanceLabel
from briefing.errors import ConfigError

HELD_OUT = "held-out"
Polarity = Literal["supportive", "opposed", "mixed", "neutral"]
Name = Annotated[str, Field(min_length=1)]
Names = Annotated[tuple[Name, ...], Field(min_length=1)]
Span = tuple[int, int]


def _several(value: object) -> object:
    return value if isinstance(value, list | tuple) or value is None else (value,)


Factualities = Annotated[tuple[Factuality, ...], BeforeValidator(_several)]
Amounts = Annotated[tuple[float, ...], Field(min_length=1), BeforeValidator(_several)]

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
    """Who did what to whom. None among the targets means that naming nobody is right, too.

    ``factuality`` is one status or several acceptable ones; gold that leaves it out says nothing
    about status and figures. ``date`` is the day of the act, None where the text fixes none;
    ``figures`` are the numbers stated as part of the act, each one value or several acceptable.
    """

    actor: Names
    type: Names
    target: Annotated[tuple[Name | None, ...], Field(min_length=1)]
    evidence: tuple[int, ...]
    required: bool = True
    factuality: Factualities = ()
    date: Day | None = None
    figures: dict[FigureKind, Amounts] = {}


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
    """One entry of a ``gold.json``. Evidence numbers count its own ``sentences``, from 1.

    ``published`` and ``language`` (ISO 639-1) are what a reader sees, None or "" where unsaid;
    ``kind`` is the kind of text ("wire", "feature", …).
    """

    sentences: tuple[str, ...]
    published: Day | None = None
    language: str = ""
    kind: str = ""
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
    """The gold of one article; ``name`` is "part/key" and ``path`` is where its text lies."""

    name: str
    path: Path

    @property
    def part(self) -> str:
        """The part of the gold that it belongs to."""
        return self.name.partition("/")[0]

    @property
    def held_out(self) -> bool:
        """Whether it is kept out of sight while tuning: its part is called ``held-out…``."""
        return self.part.startswith(HELD_OUT)

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


def find_parts(folders: Sequence[Path]) -> dict[str, Path]:
    """The ``gold.json`` of every part in ``folders``, by the name of the part, sorted.

    A folder may be a part, hold parts, or hold ``dev_articles`` that holds parts. A part that is
    found twice with the same bytes counts once; ConfigError where the bytes differ.
    """
    found: dict[str, Path] = {}
    for folder in folders:
        files = [*folder.glob("gold.json"), *folder.glob("*/gold.json")]
        for file in sorted([*files, *folder.glob("dev_articles/*/gold.json")]):
            other = found.setdefault(file.resolve().parent.name, file)
            if other.read_bytes() != file.read_bytes():
                raise ConfigError(
                    f"{file}: there is another part of this name, {other}",
                    hint="Rename one of the two folders.",
                )
    return dict(sorted(found.items()))


def load_gold(
    folders: Sequence[Path], seeds: Path | None, only: Collection[str] = ()
) -> tuple[GoldArticle, ...]:
    """Every annotated article of the parts in ``folders``, sorted by name; ``only`` these parts.

    A part holds one file ``KEY.txt`` an entry of its ``gold.json``. The text of an entry
    ``seedNNN`` is the file ``NNN_*.txt`` in ``seeds``; without ``seeds`` such entries are left out.
    Raises ConfigError, with file and reason, when gold is missing, malformed or without its text.
    """
    parts = find_parts(folders)
    if not parts:
        raise ConfigError(
            f"{', '.join(map(str, folders))}: there is no gold.json",
            hint="Name the folder that holds the annotated articles.",
        )
    unknown = sorted(set(only) - set(parts))
    if unknown:
        raise ConfigError(
            f"the gold has no part {unknown[0]!r}", hint=f"It has: {', '.join(parts)}."
        )
    chosen = {name: file for name, file in parts.items() if not only or name in only}
    return _load(chosen, seeds)


def _load(parts: Mapping[str, Path], seeds: Path | None) -> tuple[GoldArticle, ...]:
    articles: list[GoldArticle] = []
    for part, file in parts.items():
        for key, annotation in sorted(_read(file).items()):
            if _SEED.match(key) and seeds is None:
                continue
            path = _text_path(file, key, seeds)
            fields = {name: getattr(annotation, name) for name in _Annotation.model_fields}
            articles.append(GoldArticle(name=f"{part}/{key}", path=path, **fields))
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
