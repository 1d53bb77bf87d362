"""Articles added up: micro and macro figures, bootstrap intervals, reliability of confidence."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from briefing.evaluation.measures import (
    COUNTS,
    ERRORS,
    LABELS,
    MAIN,
    SHARES,
    ArticleScore,
    Bin,
    Count,
    Graded,
    Reliability,
    Share,
    Totals,
)

RESAMPLES = 1000
BINS = 10
_SEED = 20260101


def total(scores: Iterable[ArticleScore]) -> Totals:
    """Add up articles. The bootstrap draws articles, ``RESAMPLES`` times, from a fixed seed."""
    ordered = sorted(scores, key=lambda score: (score.name, score.model_dump_json()))
    size = len(ordered)
    counts = {name: add([score.counts[name] for score in ordered]) for name in COUNTS}
    statuses: Counter[str] = Counter()
    for score in ordered:
        statuses.update(score.statuses)
    graded = [item for score in ordered for item in score.graded]
    return Totals(
        articles=size,
        counts=counts,
        shares={name: _share(ordered, name) for name in SHARES},
        errors={name: sum(score.errors[name] for score in ordered) for name in ERRORS},
        statuses=dict(statuses),
        macro={
            name: sum(score.counts[name].f1 for score in ordered) / size for name in MAIN if size
        },
        intervals={
            name: interval([score.counts[name] for score in ordered]) for name in MAIN if size
        },
        stance_macro=_macro(counts),
        reliability={
            kind: reliability([item for item in graded if item.claim == kind])
            for kind in ("event", "stance")
        },
    )


def add(counts: Sequence[Count]) -> Count:
    """The sum of counts."""
    return Count(
        credit=sum(count.credit for count in counts),
        predicted=sum(count.predicted for count in counts),
        required=sum(count.required for count in counts),
    )


def interval(counts: Sequence[Count]) -> tuple[float, float]:
    """The 95 % bootstrap interval of the F1 over these articles, one or more."""
    return _middle([f1[0] for f1 in _resampled([(count,) for count in counts])])


def difference(pairs: Sequence[tuple[Count, Count]]) -> tuple[float, float, float]:
    """The 95 % interval of second F1 minus first, and the share of draws where it is above 0.

    ``pairs`` are the same articles under two runs, one or more; both are drawn together, so that
    an easy or hard article does not count as a difference. Draws that tie count half.
    """
    gaps = [second - first for first, second in _resampled(pairs)]
    above = sum((gap > 0) + 0.5 * (gap == 0) for gap in gaps) / len(gaps)
    return (*_middle(gaps), above)


def _resampled(rows: Sequence[Sequence[Count]]) -> list[tuple[float, ...]]:
    """F1 of each column of ``rows`` over rows drawn with replacement, ``RESAMPLES`` times."""
    draw = random.Random(_SEED)
    plain = [[(c.credit, c.predicted + c.required) for c in row] for row in rows]
    found = []
    for _ in range(RESAMPLES):
        drawn = draw.choices(plain, k=len(plain))
        columns = zip(*drawn, strict=True)
        found.append(tuple(_f1(column) for column in columns))
    return found


def _f1(cells: Iterable[tuple[float, int]]) -> float:
    credit, size = map(sum, zip(*cells, strict=True))
    return 2 * credit / size if size else 1.0


def _middle(values: Sequence[float]) -> tuple[float, float]:
    ordered = sorted(values)
    return ordered[round(0.025 * RESAMPLES)], ordered[round(0.975 * RESAMPLES) - 1]


def _share(scores: Sequence[ArticleScore], name: str) -> Share:
    found = [score.shares[name] for score in scores]
    return Share(hits=sum(share.hits for share in found), of=sum(share.of for share in found))


def _macro(counts: Mapping[str, Count]) -> float | None:
    held = [counts[f"stance {label}"] for label in LABELS]
    known = [count.f1 for count in held if count.required]
    return sum(known) / len(known) if known else None


def reliability(graded: Sequence[Graded]) -> Reliability:
    """How far the confidence of these claims can be trusted."""
    size = len(graded)
    if not size:
        return Reliability()
    bins = _bins(graded)
    return Reliability(
        size=size,
        right=sum(item.right for item in graded) / size,
        brier=sum((item.confidence - item.right) ** 2 for item in graded) / size,
        ece=sum(one.size * abs(one.confidence - one.right) for one in bins) / size,
        auc=_auc(graded),
        bins=bins,
    )


def _bins(graded: Sequence[Graded]) -> tuple[Bin, ...]:
    filled: dict[int, list[Graded]] = {}
    for item in graded:
        filled.setdefault(min(int(item.confidence * BINS), BINS - 1), []).append(item)
    return tuple(
        Bin(
            low=place / BINS,
            high=(place + 1) / BINS,
            size=len(items),
            confidence=sum(item.confidence for item in items) / len(items),
            right=sum(item.right for item in items) / len(items),
        )
        for place, items in sorted(filled.items())
    )


def _auc(graded: Sequence[Graded]) -> float | None:
    good = [item.confidence for item in graded if item.right]
    bad = [item.confidence for item in graded if not item.right]
    if not good or not bad:
        return None
    won = sum((one > other) + 0.5 * (one == other) for one in good for other in bad)
    return won / (len(good) * len(bad))
