"""Stance claims against gold.

Holder, target (an actor or an issue) and label must be right; "stances found" looks at holder and
target alone. A predicted label "unclear" abstains and is not counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from briefing.domain.claims import Grounded, StanceClaim
from briefing.evaluation import matching
from briefing.evaluation.case import Case, share, spans_of, text_of
from briefing.evaluation.gold import GoldStance
from briefing.evaluation.matching import assign
from briefing.evaluation.measures import LABELS, Count, Example, Graded, Share


def _predicted_text(claim: StanceClaim) -> str:
    return f"{claim.holder} {claim.label} {claim.target}"


def _gold_text(gold: GoldStance) -> str:
    return f"{'/'.join(gold.holder)} {'/'.join(gold.labels)} {'/'.join(gold.target)}"


class Stances:
    """The stances of one article."""

    def __init__(self, case: Case) -> None:
        self._case, self._golds = case, case.gold.stances
        self._claims = [pair for pair in case.claims(StanceClaim) if pair[0].label != "unclear"]
        self._labels = [claim.label for claim, _ in self._claims]
        parties = [(case.party(c.holder).ids, case.party(c.target).ids) for c, _ in self._claims]
        self._table = [
            [self._value(row, *two, gold) for gold in self._golds]
            for row, two in enumerate(parties)
        ]
        self._found = assign(self._table)
        self._right = [pair for pair in self._found if self._table[pair[0]][pair[1]] >= 1]
        self._parties = parties

    def _value(
        self, row: int, holder: frozenset[str], target: frozenset[str], gold: GoldStance
    ) -> float:
        if holder.isdisjoint(gold.holder) or target.isdisjoint(gold.target):
            return 0.0
        claim, item = self._claims[row]
        shared = matching.overlap(spans_of(item), self._case.gold_spans(gold.evidence))
        return (1.0 if claim.label in gold.labels else 0.1) + 1e-3 * gold.required + 1e-5 * shared

    @cached_property
    def _swapped(self) -> list[tuple[int, int]]:
        """Left-over claims that hold the other way round for a left-over gold stance."""
        rows = [r for r in range(len(self._claims)) if r not in {row for row, _ in self._found}]
        columns = [c for c in range(len(self._golds)) if c not in {col for _, col in self._found}]
        table = []
        for row in rows:
            holder, target = self._parties[row]
            golds = [self._golds[column] for column in columns]
            table.append(
                [
                    float(bool(holder & set(gold.target) and target & set(gold.holder)))
                    for gold in golds
                ]
            )
        return [(rows[row], columns[column]) for row, column in assign(table)]

    def counts(self) -> dict[str, Count]:
        """Found and right, and right for each label."""
        counts = {"stances found": self._count(self._found, LABELS)}
        counts["stances"] = self._count(self._right, LABELS)
        return counts | {f"stance {name}": self._count(self._right, (name,)) for name in LABELS}

    def _count(self, pairs: Sequence[tuple[int, int]], only: Sequence[str]) -> Count:
        """Count the stances of the labels ``only``; ``pairs`` are right.

        Where gold accepts several labels it requires the one that was predicted, else its first.
        """
        expected: dict[int, str] = dict(enumerate(gold.labels[0] for gold in self._golds))
        expected |= {column: self._labels[row] for row, column in pairs}
        required = [gold.required and expected[n] in only for n, gold in enumerate(self._golds)]
        mine = [self._golds[column].required for row, column in pairs if self._labels[row] in only]
        shown = sum(label in only for label in self._labels) - mine.count(False)
        return Count(credit=sum(mine), predicted=shown, required=sum(required))

    def shares(self) -> dict[str, Share]:
        """How many of the pairs that are found are found the right way round."""
        flags = [True] * len(self._found) + [False] * len(self._swapped)
        return {"stance direction right": share(flags)}

    def graded(self) -> list[Graded]:
        """Every stance claim that takes a side, and whether it is right."""
        right = {row for row, _ in self._right}
        return [
            Graded(claim="stance", confidence=claim.confidence, right=row in right)
            for row, (claim, _) in enumerate(self._claims)
        ]

    def errors(self) -> list[Example]:
        """Every error: a wrong label, the wrong way round, missed, extra."""
        wrong = [pair for pair in self._found if pair not in self._right]
        found = [self._example("wrong label", *pair) for pair in wrong]
        found += [self._example("swapped stance", *pair) for pair in self._swapped]
        paired = [*self._found, *self._swapped]
        rows, columns = {row for row, _ in paired}, {column for _, column in paired}
        found += [
            Example(
                error="missed stance",
                gold=_gold_text(gold),
                evidence=self._case.gold_text(gold.evidence),
            )
            for column, gold in enumerate(self._golds)
            if gold.required and column not in columns
        ]
        return found + [
            Example(error="extra stance", predicted=_predicted_text(claim), evidence=text_of(item))
            for row, (claim, item) in enumerate(self._claims)
            if row not in rows
        ]

    def _example(self, error: str, row: int, column: int) -> Example:
        claim, item = self._claims[row]
        gold = _gold_text(self._golds[column])
        return Example(
            error=error, gold=gold, predicted=_predicted_text(claim), evidence=text_of(item)
        )

    def proven(self) -> list[tuple[Grounded, tuple[int, ...]]]:
        """The evidence of the right ones next to gold's."""
        return [(self._claims[r][1], self._golds[c].evidence) for r, c in self._right]
