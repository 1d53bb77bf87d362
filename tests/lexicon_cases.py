"""How well a lexicon finds the acts of sentences written by hand, apart from any model.

    python -m tests.lexicon_cases [--misses] [LANGUAGE]

prints precision and recall for the half to tune on and for the half kept apart; ``--misses`` lists
what went wrong in the half to tune on, never in the other.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefing.codebooks import load_lexicon, load_vocabulary
from briefing.grammar import parser
from briefing.stages.extraction.acts import own_acts
from briefing.stages.extraction.apart import Separator
from briefing.stages.extraction.cues import Cue
from briefing.stages.extraction.tools import Language
from briefing.stages.extraction.trees import Tree

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Act:
    """An act that a sentence reports; ``words`` stand in it, small or capital letters alike."""

    words: str
    type: str
    mode: str
    status: str


@dataclass(frozen=True)
class Case:
    """``number`` counts from 1; even ones are kept apart from tuning."""

    number: int
    sentence: str
    acts: tuple[Act, ...]


@dataclass
class Score:
    """Counts over some cases. An act is found when a cue of its type overlaps its words."""

    acts: int = 0
    cues: int = 0
    found: int = 0
    modes: int = 0
    states: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.found / self.cues if self.cues else 0.0

    @property
    def recall(self) -> float:
        return self.found / self.acts if self.acts else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        return (
            f"precision {self.precision:.2f}  recall {self.recall:.2f}  F1 {self.f1:.2f}  "
            f"(acts {self.acts}, cues {self.cues}; of those found, mode right "
            f"{self.modes}/{self.found}, status right {self.states}/{self.found})"
        )


def cases(language: str) -> list[Case]:
    """The cases of ``lexicon_cases.<language>.txt``; the words of an act stand in its sentence.

    Those of other languages also tell who does it to whom, in square brackets.
    """
    text = (FOLDER / f"lexicon_cases.{language}.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [_case(number, line) for number, line in enumerate(lines, start=1)]


def _case(number: int, line: str) -> Case:
    sentence, *rest = (part.strip() for part in line.split(" | "))
    assert rest, line
    acts = [] if rest == ["none"] else [_act(sentence, part) for part in rest]
    return Case(number, sentence, tuple(acts))


def _act(sentence: str, part: str) -> Act:
    words, _, label = part.partition(" = ")
    label = label.partition(" [")[0]
    kind, _, status = label.partition(" ")
    type_, _, mode = kind.partition("/")
    assert words.lower() in sentence.lower(), f"{words!r} is not in {sentence!r}"
    return Act(words.lower(), type_, mode, status or "occurred")


def score(chosen: Sequence[Case], language: Language, vocabulary: str = "plover") -> Score:
    """Precision and recall of the cues that would be asked about."""
    types = load_vocabulary(vocabulary, None)[0].types
    total, grammar = Score(), language.lexicon.grammar
    parse = parser(language.lexicon.language) or (lambda sentence: ())
    for case in (_apart(case, language) for case in chosen):
        cues = []
        tree = Tree(parse(case.sentence), grammar.control, grammar.relative) if grammar else None
        for cue in own_acts(
            case.sentence, language.cues.find(case.sentence, tree=tree), language.lexicon
        ):
            status = language.status.status(case.sentence, cue, said=types[cue.type].said)
            if not status.negated:
                cues.append((cue, str(status.factuality)))
        _count(case, cues, total, {name: str(kind.said) for name, kind in types.items()})
    return total


def _apart(case: Case, language: Language) -> Case:
    """A case with its words taken apart, in a language that writes short ones with the next."""
    if not language.lexicon.inflection.attached:
        return case
    take = Separator(language.lexicon, [case.sentence]).take
    acts = tuple(replace(act, words=take(act.words).text) for act in case.acts)
    return replace(case, sentence=take(case.sentence).text, acts=acts)


def _count(case: Case, cues: list[tuple[Cue, str]], total: Score, said: dict[str, str]) -> None:
    left = list(cues)
    total.acts += len(case.acts)
    total.cues += len(cues)
    for act in case.acts:
        start = case.sentence.lower().index(act.words)
        end = start + len(act.words)
        hit = next(
            (p for p in left if p[0].type == act.type and p[0].start < end and p[0].end > start),
            None,
        )
        if hit is None:
            total.misses.append(
                f"{case.number:4} missed {act.type:9} {act.words!r}: {case.sentence}"
            )
            continue
        left.remove(hit)
        total.found += 1
        total.modes += hit[0].mode == act.mode
        wanted = said[act.type] if act.status == "occurred" else act.status
        total.states += hit[1] == wanted
        if (hit[0].mode, hit[1]) != (act.mode, wanted):
            told = f"{hit[0].mode or '-'} {hit[1]}, not {act.mode or '-'} {wanted}"
            total.misses.append(f"{case.number:4} partly {act.type:9} {told}: {case.sentence}")
    for cue, _ in left:
        total.misses.append(f"{case.number:4} wrong  {cue.type:9} {cue.text!r}: {case.sentence}")


def halves(language: str) -> tuple[Score, Score]:
    """The score on the half to tune on and on the half kept apart."""
    loaded = load_lexicon(language, None)
    assert loaded is not None
    reader, every = Language(loaded[0]), cases(language)
    return (
        score([case for case in every if case.number % 2], reader),
        score([case for case in every if not case.number % 2], reader),
    )


def main() -> None:
    words = [word for word in sys.argv[1:] if re.fullmatch("[a-z]{2}", word)]
    for language in words or ["en"]:
        tuned, apart = halves(language)
        if "--misses" in sys.argv:
            print("\n".join(tuned.misses))
        print(f"{language}, half to tune on:  {tuned}")
        print(f"{language}, half kept apart:  {apart}")


if __name__ == "__main__":
    main()
