"""Foreign benchmarks: what code and lexicon make of sentences whose pair is given; no model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from briefing.config import Settings
from briefing.errors import ConfigError
from briefing.evaluation.foreign import (
    Benchmark,
    Half,
    HeldStance,
    Measure,
    PairSentence,
    Told,
    gsr_file,
    load_gsr,
    load_seesaw,
    measured,
    seesaw_file,
)
from briefing.pipeline.workshop import Workshop
from briefing.stages.extraction.pairs import PairReader

NAMES = ("gsr", "seesaw")
_ELSEWHERE = 0.3  # what the same pair in other sentences of the article weighs
_FLOORS = {"type": 0.63, "quad class": 0.79}
_LICENCES = {
    "gsr": "PLOVER GSR, Open Event Data Alliance, CC BY-SA 4.0",
    "seesaw": "SEESAW, CC BY-NC-SA 4.0; the articles belong to their outlets",
}


def file_of(name: str, folder: Path) -> Path:
    """Where the data of a benchmark lies in a folder of gold."""
    return gsr_file(folder) if name == "gsr" else seesaw_file(folder)


def run_benchmark(name: str, folder: Path, settings: Settings, limit: int | None) -> Benchmark:
    """Measure ``name`` (one of ``NAMES``) on its first ``limit`` records, all when None.

    Raises ConfigError for data that cannot be read and for a vocabulary without a lexicon.
    """
    workshop = Workshop(settings.vocabulary, settings.overrides)
    language = workshop.tools.language("en")
    if language is None:
        raise ConfigError("there is no English lexicon to measure", hint="See schemas/.")
    reader = PairReader(language, workshop.vocabulary)
    if name == "gsr":
        sentences = load_gsr(gsr_file(folder))[:limit]
        return _gsr(sentences, reader, workshop)
    return _seesaw(load_seesaw(seesaw_file(folder))[:limit], reader)


def _gsr(records: Sequence[PairSentence], reader: PairReader, workshop: Workshop) -> Benchmark:
    types = workshop.vocabulary.types
    unknown = sorted({record.type for record in records} - set(types))
    if unknown:
        raise ConfigError(
            f"the vocabulary {workshop.vocabulary.name} has no event type {unknown[0]!r}",
            hint="PLOVER GSR is measured with --vocabulary plover.",
        )
    told: list[Told] = []
    for record in records:
        act = reader.act(record.sentence, record.initiators, record.recipients)
        kind = act.type if act else ""
        quads = [str(types[name].quad) if name else "" for name in (record.type, kind)]
        told.append(Told(measure="type", half=record.half, gold=record.type, told=kind))
        told.append(
            Told(measure="quad class", half=record.half, gold=quads[0], told=quads[1]),
        )
    pairs = [
        _Pair(one.half, one.sentence, one.initiators[0], one.recipients[0])
        for one in records
        if one.initiators and one.recipients
    ]
    floors = {name: {"naive Bayes": value} for name, value in _FLOORS.items()}
    return Benchmark(
        name="PLOVER GSR, pair given",
        licence=_LICENCES["gsr"],
        records=len(records),
        measures=(
            measured(told, "type", floors["type"]),
            measured(told, "quad class", floors["quad class"]),
            _roles(pairs, reader),
        ),
    )


class _Pair(NamedTuple):
    half: Half
    sentence: str
    doer: str
    other: str


def _roles(pairs: Sequence[_Pair], reader: PairReader) -> Measure:
    """Who of a pair acts, or holds the stance, where both stand in the sentence.

    Both are given in the order of their names, so that the order tells nothing.
    """
    both = [pair for pair in pairs if reader.named(pair.sentence, pair.doer, pair.other)]
    told, first = [], 0
    for pair in both:
        one, other = sorted((pair.doer, pair.other))
        said = one if reader.first_acts(pair.sentence, one, other) else other
        told.append(Told(measure="roles", half=pair.half, gold=pair.doer, told=said))
        first += reader.named_first(pair.sentence, pair.doer, pair.other)
    floors = {"whoever is named first": first / len(both)} if both else {}
    return measured(told, "roles", floors).model_copy(update={"classes": {}})


def _seesaw(stances: Sequence[HeldStance], reader: PairReader) -> Benchmark:
    scores = [reader.polarity(one.sentence, one.holder, one.target) for one in stances]
    whole: dict[tuple[str, str, str], float] = {}
    for one, score in zip(stances, scores, strict=True):
        whole[_key(one)] = whole.get(_key(one), 0.0) + score
    told = []
    for one, score in zip(stances, scores, strict=True):
        friendly = score + _ELSEWHERE * (whole[_key(one)] - score) > 0
        label = "support" if friendly else "oppose"
        told.append(Told(measure="polarity", half=one.half, gold=one.label, told=label))
    pairs = [
        _Pair(one.half, one.sentence, one.holder, one.target)
        for one in stances
        if one.holder and one.target
    ]
    negative = sum(one.label == "oppose" for one in stances) / max(len(stances), 1)
    return Benchmark(
        name="SEESAW validation, pair given",
        licence=_LICENCES["seesaw"],
        records=len(stances),
        measures=(
            measured(told, "polarity", {"always negative": negative}),
            _roles(pairs, reader),
        ),
    )


def _key(one: HeldStance) -> tuple[str, str, str]:
    return one.article, one.holder, one.target
