"""The figures of an evaluation, and how they are printed.

One run is printed with its articles; several runs stand side by side. Every layout prints the
same figures: precision, recall, F1, intervals, shares, errors, costs. A figure that does not exist
(a share of nothing, a token count that the server never told) is a dash, in JSON null.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from pydantic import Field

from briefing.domain.base import Frozen

MAIN = ("actors", "events", "stances")
LABELS = ("support", "oppose", "mixed", "neutral")
DETAIL = ("actors strict", "events strict", "stances found", *(f"stance {x}" for x in LABELS))
COUNTS = (*MAIN, *DETAIL)
SHARES = (
    "type right",
    "quad class right",
    "direction right",
    "evidence names both",
    "evidence names any",
    "offsets exact",
    "evidence as in gold",
)
ERRORS = (
    "wrong type",
    "wrong actor",
    "wrong target",
    "swapped roles",
    "missed event",
    "not in the text",
    "extra event",
)

Row = Sequence[str]


class Count(Frozen):
    """Credit earned, and what it is divided by: predictions not absorbed, and required items."""

    credit: float = 0.0
    predicted: int = 0
    required: int = 0

    @property
    def precision(self) -> float:
        """1 where nothing was predicted and nothing required; 0 where only one of them is so."""
        return self._over(self.predicted)

    @property
    def recall(self) -> float:
        """See ``precision``."""
        return self._over(self.required)

    @property
    def f1(self) -> float:
        """See ``precision``."""
        return self._over((self.predicted + self.required) / 2)

    def _over(self, divisor: float) -> float:
        if not self.predicted and not self.required:
            return 1.0
        return self.credit / divisor if divisor else 0.0


class Share(Frozen):
    """``hits`` out of ``of``; ``value`` is None out of nothing."""

    hits: int = 0
    of: int = 0

    @property
    def value(self) -> float | None:
        """0 to 1, or None."""
        return self.hits / self.of if self.of else None


class Measures(Frozen):
    """The numbers. The keys are all of ``COUNTS``, ``SHARES`` and ``ERRORS``.

    ``errors`` are of events; each wrong prediction and each missed event is in one class.
    """

    counts: dict[str, Count]
    shares: dict[str, Share]
    errors: dict[str, int]


class ArticleScore(Measures):
    """The measures of one article."""

    name: str


class Totals(Measures):
    """The sums over ``articles`` articles, and more about the F1 of the ``MAIN`` counts.

    ``macro`` is its mean over articles, ``intervals`` its 95 % bootstrap interval over articles;
    both are empty where there is no article.
    """

    articles: int
    macro: dict[str, float]
    intervals: dict[str, tuple[float, float]]


class Cost(Frozen):
    """What answers cost. Token counts are None when the server did not tell, seconds unmeasured."""

    calls: int = 0
    tokens_in: int | None = None
    tokens_out: int | None = None
    seconds: float | None = None


class Costs(Frozen):
    """The cost of a run, and of its articles by name as far as it is known.

    ``total`` stands on its own: articles that ran side by side took less time than their sum.
    """

    total: Cost = Cost()
    articles: dict[str, Cost] = Field(default_factory=dict)


Run = tuple[str, Totals, Cost]


def as_table(totals: Totals, per_article: Sequence[ArticleScore], costs: Costs) -> str:
    """One run as aligned plain text, ending in a line feed."""
    return _plain(_one(totals, per_article, costs))


def as_markdown(totals: Totals, per_article: Sequence[ArticleScore], costs: Costs) -> str:
    """One run as GFM tables, ending in a line feed."""
    return _markdown(_one(totals, per_article, costs))


def as_json(totals: Totals, per_article: Sequence[ArticleScore], costs: Costs) -> str:
    """One run as indented JSON with sorted keys, ending in a line feed."""
    articles = {
        score.name: _figures(score) | {"cost": _cost(costs.articles.get(score.name))}
        for score in per_article
    }
    return _dump(_totals(totals, costs.total) | {"per_article": articles})


def compare_table(runs: Sequence[Run]) -> str:
    """Several runs side by side, a column each, as aligned plain text."""
    return _plain(_side_by_side(runs))


def compare_markdown(runs: Sequence[Run]) -> str:
    """Several runs side by side, a column each, as GFM tables."""
    return _markdown(_side_by_side(runs))


def compare_json(runs: Sequence[Run]) -> str:
    """Several runs, in the order given, as indented JSON."""
    return _dump([{"run": name} | _totals(totals, cost) for name, totals, cost in runs])


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True, allow_nan=False) + "\n"


def _cost(cost: Cost | None) -> dict[str, object] | None:
    return cost.model_dump() if cost is not None else None


def _figures(measures: Measures) -> dict[str, object]:
    counts = {
        name: count.model_dump()
        | {"precision": count.precision, "recall": count.recall}
        | {"f1": count.f1}
        for name, count in measures.counts.items()
    }
    shares = {
        name: share.model_dump() | {"value": share.value} for name, share in measures.shares.items()
    }
    return {"counts": counts, "shares": shares, "errors": measures.errors}


def _totals(totals: Totals, cost: Cost) -> dict[str, object]:
    more = {"articles": totals.articles, "macro_f1": totals.macro, "f1_95": totals.intervals}
    return _figures(totals) | more | {"cost": _cost(cost)}


def _number(value: float | None, digits: int = 2) -> str:
    return "-" if value is None else f"{value:.{digits}f}"


def _costs(cost: Cost | None) -> list[str]:
    if cost is None:
        return ["-"] * 4
    tokens = ["-" if count is None else str(count) for count in (cost.tokens_in, cost.tokens_out)]
    return [str(cost.calls), *tokens, _number(cost.seconds, 1)]


def _interval(totals: Totals, name: str) -> str:
    if name not in totals.intervals:
        return "-"
    low, high = totals.intervals[name]
    return f"{low:.2f} to {high:.2f}"


_COST_HEAD = ("calls", "tokens in", "tokens out", "seconds")


def _one(
    totals: Totals, per_article: Sequence[ArticleScore], costs: Costs
) -> list[tuple[str, list[Row]]]:
    counts: list[Row] = [("measure", "P", "R", "F1", "F1 95 %", "macro F1")]
    for name in COUNTS:
        count = totals.counts[name]
        figures = [_number(value) for value in (count.precision, count.recall, count.f1)]
        macro = _number(totals.macro.get(name))
        counts.append((name, *figures, _interval(totals, name), macro))
    shares: list[Row] = [("share", "value", "of")]
    shares += [(n, _number(totals.shares[n].value), str(totals.shares[n].of)) for n in SHARES]
    errors: list[Row] = [("error", "events"), *((n, str(totals.errors[n])) for n in ERRORS)]
    articles: list[Row] = [("article", *(f"{name} F1" for name in MAIN), *_COST_HEAD)]
    for score in per_article:
        values = [_number(score.counts[name].f1) for name in MAIN]
        articles.append((score.name, *values, *_costs(costs.articles.get(score.name))))
    whole = [_number(totals.counts[name].f1) for name in MAIN]
    articles.append((f"all {totals.articles}", *whole, *_costs(costs.total)))
    return [("Agreement", counts), ("Shares", shares), ("Errors", errors), ("Articles", articles)]


def _side_by_side(runs: Sequence[Run]) -> list[tuple[str, list[Row]]]:
    lines: list[Row] = [("", *(name for name, _, _ in runs))]
    lines.append(("articles", *(str(totals.articles) for _, totals, _ in runs)))
    for name in COUNTS:
        found = [totals.counts[name] for _, totals, _ in runs]
        lines.append((f"{name} P/R", *(f"{c.precision:.2f} / {c.recall:.2f}" for c in found)))
        lines.append((f"{name} F1", *(_number(count.f1) for count in found)))
        if name in MAIN:
            lines.append((f"{name} F1 95 %", *(_interval(totals, name) for _, totals, _ in runs)))
    for name in SHARES:
        lines.append((name, *(_number(totals.shares[name].value) for _, totals, _ in runs)))
    for name in ERRORS:
        lines.append((f"{name} (events)", *(str(totals.errors[name]) for _, totals, _ in runs)))
    prices = [_costs(cost) for _, _, cost in runs]
    lines += [(name, *(price[n] for price in prices)) for n, name in enumerate(_COST_HEAD)]
    return [("Runs", lines)]


def _plain(tables: Sequence[tuple[str, Sequence[Row]]]) -> str:
    parts = []
    for title, rows in tables:
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = [
            "  ".join(
                cell.rjust(width) if place else cell.ljust(width)
                for place, (cell, width) in enumerate(zip(row, widths, strict=True))
            ).rstrip()
            for row in rows
        ]
        parts.append("\n".join([title, "-" * len(title), *lines]) + "\n")
    return "\n".join(parts)


def _markdown(tables: Sequence[tuple[str, Sequence[Row]]]) -> str:
    parts = []
    for title, rows in tables:
        head, *body = [" | ".join(map(_cell, row)) for row in rows]
        rule = " | ".join(["---"] + ["---:"] * (len(rows[0]) - 1))
        table = "\n".join(f"| {line} |" for line in (head, rule, *body))
        parts.append(f"## {title}\n\n{table}\n")
    return "\n".join(parts)


def _cell(text: str) -> str:
    return re.sub(r"([\\|`*<\[])", r"\\\1", " ".join(text.split()))
