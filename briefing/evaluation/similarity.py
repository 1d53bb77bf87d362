"""Events matched by similarity: the usual recipe for whole records, more lenient than ``matching``.

Similarity is 0.35 type + 0.25 initiators + 0.25 recipients + 0.10 date, over what gold states. A
pair is eligible when the type earns something and the initiators agree by half; of the best
assignment the pairs of 0.6 and more count. One wrong party may pass, so read this figure beside the
others, not in their place.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from briefing.domain.claims import EventClaim, Grounded
from briefing.evaluation.case import Case
from briefing.evaluation.gold import GoldEvent
from briefing.evaluation.matching import assign
from briefing.evaluation.measures import Count
from briefing.evaluation.roles import Party, Reading, type_credit

_TYPE, _ACTORS, _RECIPIENTS, _DATE = 0.35, 0.25, 0.25, 0.10
_ENOUGH, _ELIGIBLE = 0.6, 0.5


def similar_events(
    case: Case, claims: Sequence[tuple[EventClaim, Grounded]], readings: Sequence[Reading]
) -> Count:
    """The claims of which each is similar enough to a gold event of its own."""
    golds = case.gold.events
    table = [
        [_similarity(case, claim, reading, gold) for gold in golds]
        for (claim, _), reading in zip(claims, readings, strict=True)
    ]
    # a required event is preferred only where both are equally similar
    ranked = [
        [value + 1e-6 * g.required * (value > 0) for value, g in zip(row, golds, strict=True)]
        for row in table
    ]
    kept = [golds[c].required for r, c in assign(ranked) if table[r][c] >= _ENOUGH]
    return Count(
        credit=sum(kept),
        predicted=len(claims) - kept.count(False),
        required=sum(gold.required for gold in golds),
    )


def _similarity(case: Case, claim: EventClaim, reading: Reading, gold: GoldEvent) -> float:
    credit = type_credit(claim.type, gold, case.vocabulary)
    actors, recipients = _slots(case, reading, gold)
    if not credit or actors < _ELIGIBLE:
        return 0.0
    parts = [(_TYPE, credit), (_ACTORS, actors), (_RECIPIENTS, recipients)]
    if gold.date is not None:
        gap = abs((claim.date.day - gold.date).days) if claim.date else 9
        parts.append((_DATE, 1.0 if gap == 0 else 0.5 if gap == 1 else 0.0))
    return sum(weight * value for weight, value in parts) / sum(weight for weight, _ in parts)


def _slots(case: Case, reading: Reading, gold: GoldEvent) -> tuple[float, float]:
    """The agreement of both roles; for reciprocal types the better of both directions."""
    doers, hits = reading.initiators, reading.recipients
    straight = _directed(doers, hits, reading, gold)
    kind = case.vocabulary.types.get(reading.type)
    if kind is None or not kind.reciprocal:
        return straight
    options = [straight, _directed(hits, doers, reading, gold)]
    if not hits:
        for place, _ in enumerate(doers[1:]):
            left, right = doers[: place + 1], doers[place + 1 :]
            options += [
                _directed(left, right, reading, gold),
                _directed(right, left, reading, gold),
            ]
    return max(options, key=sum)


def _directed(
    doers: Sequence[Party], hits: Sequence[Party], reading: Reading, gold: GoldEvent
) -> tuple[float, float]:
    targets = {name for name in gold.target if name is not None}
    if not hits:
        nobody = None in gold.target or bool(reading.issue & targets)
        return _slot(doers, gold.actor), float(nobody)
    return _slot(doers, gold.actor), _slot(hits, targets)


def _slot(parties: Sequence[Party], accepted: Collection[str]) -> float:
    """F1 of a list against one slot that accepts any of ``accepted``."""
    right = sum(not party.ids.isdisjoint(accepted) for party in parties)
    return 2 * right / (len(parties) + right) if right else 0.0
