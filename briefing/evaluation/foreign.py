"""Foreign benchmark data, read by path and never shipped: PLOVER GSR sentences and SEESAW stances.

Both are split in two by lot. Whoever improves a word list with such data looks at the first half
only; the second half then tells what the improvement is worth.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from briefing.domain.base import Frozen
from briefing.errors import ConfigError
from briefing.evaluation.layout import Row, Table, markdown, number, plain
from briefing.evaluation.measures import Count, Share

Half = Literal["first", "second"]
HALVES: tuple[Half, Half] = ("first", "second")
OLD_TYPES = {
    "DEMAND": "REQUEST",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "FIGHT": "ASSAULT",
}
_DOCUMENTATION = "DOCUMENT"
_GSR = Path("plover_gsr") / "PLOVER_GSR_CAMEO.json"
_SEESAW = Path("seesaw_valid") / "seesaw_valid.jsonl"
_LABELS: dict[str, Literal["support", "oppose"]] = {"POS": "support", "NEG": "oppose"}
_NOBODY = frozenset({"None", "Not in the list"})


class PairSentence(Frozen):
    """A sentence with the pair whose act it tells; ``type`` under its present name."""

    half: Half
    sentence: str
    initiators: tuple[str, ...]
    recipients: tuple[str, ...]
    type: str


class HeldStance(Frozen):
    """A stance that a sentence of an article tells; ``holder`` is "" for the writer or unnamed."""

    half: Half
    article: str
    sentence: str
    holder: str
    target: str
    label: Literal["support", "oppose"]


class Told(Frozen):
    """One answer beside gold's, under the name of what was measured."""

    measure: str
    half: Half
    gold: str
    told: str


class Measure(Frozen):
    """Accuracy over all and over each half; ``floor`` is what the simplest method reaches.

    ``floors`` names every such method; ``classes`` is by gold label, empty where only hits count.
    """

    name: str
    floors: dict[str, float]
    accuracy: dict[str, Share]
    classes: dict[str, Count] = {}


class Benchmark(Frozen):
    """A foreign benchmark, measured. ``licence`` is the line to print with its result."""

    name: str
    licence: str
    records: int
    measures: tuple[Measure, ...]


def gsr_file(folder: Path) -> Path:
    """Where the PLOVER GSR sentences lie in a folder of gold."""
    return folder / _GSR


def seesaw_file(folder: Path) -> Path:
    """Where the SEESAW validation articles lie in a folder of gold."""
    return folder / _SEESAW


def _half(key: str) -> Half:
    return HALVES[hashlib.sha256(key.encode()).digest()[0] % 2]


def _named(parties: object) -> tuple[str, ...]:
    """The actors of a record; their fields may be missing, empty or text."""
    listed = parties if isinstance(parties, list) else []
    found = [str(one.get("actorText") or "") for one in listed if isinstance(one, dict)]
    return tuple(name for name in found if name)


def load_gsr(file: Path) -> tuple[PairSentence, ...]:
    """The coded sentences in the order of the file. ConfigError when it is something else."""
    try:
        records: list[dict[str, Any]] = json.loads(file.read_bytes())
        return tuple(
            PairSentence(
                half=_half(record["id"]),
                sentence=" ".join(record["text"].split()),
                initiators=_named(record.get("source")),
                recipients=_named(record.get("target")),
                type=OLD_TYPES.get(record["event"], record["event"]),
            )
            for record in records
            if record["event"] != _DOCUMENTATION
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise _unreadable(file, error) from error


def load_seesaw(file: Path) -> tuple[HeldStance, ...]:
    """The stances in the order of the file. ConfigError when it is something else."""
    try:
        articles = [json.loads(line) for line in file.read_bytes().splitlines() if line.strip()]
        return tuple(
            HeldStance(
                half=_half(article["story_id"]),
                article=article["doc_id"],
                sentence=article["sentences"][one["sent"]],
                holder="" if one["subject"] in _NOBODY else one["subject"],
                target="" if one["object"] in _NOBODY else one["object"],
                label=_LABELS[one["sentiment"]],
            )
            for article in articles
            for one in article["stances"]
        )
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise _unreadable(file, error) from error


def _unreadable(file: Path, error: Exception) -> ConfigError:
    return ConfigError(
        f"{file}: not the benchmark it should be ({type(error).__name__}: {error})",
        hint="Fetch it again, or measure without it.",
    )


def measured(told: Sequence[Told], name: str, floors: Mapping[str, float]) -> Measure:
    """The answers of one measure added up."""
    mine = [one for one in told if one.measure == name]
    accuracy: dict[str, Share] = {
        half: _right([one for one in mine if one.half == half]) for half in HALVES
    }
    labels = sorted({one.gold for one in mine})
    classes = {
        label: Count(
            credit=sum(one.gold == one.told == label for one in mine),
            predicted=sum(one.told == label for one in mine),
            required=sum(one.gold == label for one in mine),
        )
        for label in labels
    }
    return Measure(
        name=name,
        floors=dict(floors),
        accuracy={"all": _right(mine)} | accuracy,
        classes=classes,
    )


def _right(told: Sequence[Told]) -> Share:
    return Share(hits=sum(one.gold == one.told for one in told), of=len(told))


def show(found: Sequence[Benchmark], form: str) -> str:
    """Benchmarks as "table", "markdown" or "json", ending in a line feed."""
    if form == "json":
        value = {"benchmarks": [one.model_dump(mode="json") for one in found]}
        return json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    tables = [table for one in found for table in _tables(one)]
    return markdown(tables) if form == "markdown" else plain(tables)


def _tables(one: Benchmark) -> list[Table]:
    rows: list[Row] = [("accuracy", "all", "first half", "second half", "of", "floors")]
    for measure in one.measures:
        shares = [measure.accuracy[part] for part in ("all", *HALVES)]
        floors = ", ".join(f"{name} {value:.2f}" for name, value in measure.floors.items())
        values = [number(share.value) for share in shares]
        rows.append((measure.name, values[0], *values[1:], str(shares[0].of), floors or "-"))
    tables: list[Table] = [(f"{one.name} ({one.records} records; {one.licence})", rows)]
    for measure in one.measures:
        head = (measure.name, "P", "R", "F1", "gold")
        lines = [
            (name, number(c.precision), number(c.recall), number(c.f1), str(c.required))
            for name, c in measure.classes.items()
        ]
        tables += [(f"{one.name}: {measure.name}, by class", [head, *lines])] if lines else []
    return tables
