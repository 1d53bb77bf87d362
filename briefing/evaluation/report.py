"""How the figures of an evaluation are printed: one run by itself, several side by side.

Every layout prints the same figures. A figure that does not exist is a dash.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.evaluation.layout import COST_HEAD, Row, Table, costs, markdown, number, plain
from briefing.evaluation.measures import COUNTS, ERRORS, MAIN, SHARES, Count, Totals
from briefing.evaluation.runs import GROUPS, Group, Run, as_json
from briefing.evaluation.totals import add, difference

_BAR = 20


def show(runs: Sequence[Run], form: str, *, errors: bool = False) -> str:
    """Runs as "table", "markdown" or "json", ending in a line feed.

    Several stand side by side, with their differences from the first. ``errors`` lists the errors
    of a single run whose articles are shown; JSON always has them.
    """
    if form == "json":
        return as_json(runs, {"differences": differences(runs)} if len(runs) > 1 else None)
    tables = _one(runs[0], errors=errors) if len(runs) == 1 else _side_by_side(runs)
    return markdown(tables) if form == "markdown" else plain(tables)


def _one(run: Run, *, errors: bool) -> list[Table]:
    tables: list[Table] = []
    for name in _groups([run]):
        group = run.groups[name]
        some = _figures(group) + _parts(group) + (_errors(group) if errors else [])
        tables += [(f"{name}: {title}", rows) for title, rows in some]
    return tables


def _figures(group: Group) -> list[Table]:
    totals = group.totals
    counts: list[Row] = [("measure", "P", "R", "F1", "F1 95 %", "macro F1")]
    for name in COUNTS:
        count = totals.counts[name]
        figures = _prf(count)
        counts.append((name, *figures, _interval(totals, name), number(totals.macro.get(name))))
    shares: list[Row] = [("share", "value", "of")]
    shares += [(n, number(totals.shares[n].value), str(totals.shares[n].of)) for n in SHARES]
    shares.append(("stance F1, mean of labels", number(totals.stance_macro), ""))
    wrong: list[Row] = [("error", "number"), *((n, str(totals.errors[n])) for n in ERRORS)]
    status: list[Row] = [("factuality", "number")]
    status += [(pair, str(size)) for pair, size in sorted(totals.statuses.items())]
    tables: list[Table] = [("agreement", counts), ("shares", shares), ("errors", wrong)]
    tables += [("factuality of gold as told", status)] if totals.statuses else []
    return tables + _reliability(totals)


def _prf(count: Count) -> list[str]:
    """Precision, recall and F1; dashes where nothing was required and nothing predicted."""
    if not count.predicted and not count.required:
        return ["-"] * 3
    return [number(value) for value in (count.precision, count.recall, count.f1)]


def _interval(totals: Totals, name: str) -> str:
    if name not in totals.intervals:
        return "-"
    low, high = totals.intervals[name]
    return f"{low:.2f} to {high:.2f}"


def _reliability(totals: Totals) -> list[Table]:
    tables: list[Table] = []
    for kind, found in totals.reliability.items():
        if not found.size:
            continue
        rows: list[Row] = [("confidence", "claims", "mean", "right", "share right")]
        for one in found.bins:
            bar = "#" * round(one.right * _BAR)
            figures = (number(one.confidence), number(one.right), bar.ljust(_BAR, "."))
            rows.append((f"{one.low:.1f} to {one.high:.1f}", str(one.size), *figures))
        mean = sum(one.size * one.confidence for one in found.bins) / found.size
        rows.append(("all", str(found.size), number(mean), number(found.right), ""))
        scores = ("Brier", found.brier), ("ECE", found.ece), ("AUC", found.auc)
        text = ", ".join(f"{name} {number(value)}" for name, value in scores)
        tables.append((f"reliability of {kind} confidence ({text})", rows))
    return tables


def _parts(group: Group) -> list[Table]:
    head: Row = ("", *(f"{name} F1" for name in MAIN), "events P", "events R", *COST_HEAD)
    parts: list[Row] = [head]
    for name, totals in group.parts.items():
        parts.append(
            (f"{name} ({totals.articles})", *_main(totals.counts), *costs(group.part_costs[name]))
        )
    whole = (*_main(group.totals.counts), *costs(group.cost))
    parts.append((f"all {group.totals.articles}", *whole))
    tables: list[Table] = [("parts", parts)]
    if group.articles:
        rows: list[Row] = [("article", *head[1:])]
        for score in group.articles:
            cells = (*_main(score.counts), *costs(group.costs.get(score.name)))
            rows.append((score.name, *cells))
        tables.append(("articles", rows))
    return tables


def _main(counts: dict[str, Count]) -> list[str]:
    events = counts["events"]
    figures = [counts[name].f1 for name in MAIN] + [events.precision, events.recall]
    return [number(value) for value in figures]


def _errors(group: Group) -> list[Table]:
    rows: list[Row] = [("error", "article", "gold", "predicted", "sentence")]
    rows += [
        (
            one.error,
            score.name,
            one.gold or "-",
            one.predicted or "-",
            " ".join(one.evidence.split()),
        )
        for score in group.articles
        for one in score.examples
    ]
    return [("every error", rows)] if group.articles else []


def _groups(runs: Sequence[Run]) -> list[str]:
    return [name for name in GROUPS if any(name in run.groups for run in runs)]


def _side_by_side(runs: Sequence[Run]) -> list[Table]:
    tables: list[Table] = []
    for name in _groups(runs):
        some = [(run.name, run.groups[name]) for run in runs if name in run.groups]
        tables.append((name, _columns(some)))
        rows: list[Row] = [("against", "run", "articles", "measure", "F1", "95 %", "better in")]
        rows += _difference_rows(runs, name)
        tables += [(f"{name}: differences", rows)] if len(rows) > 1 else []
    return tables


def _columns(some: Sequence[tuple[str, Group]]) -> list[Row]:
    every = [group.totals for _, group in some]
    lines: list[Row] = [("", *(name for name, _ in some))]
    lines.append(("articles", *(str(totals.articles) for totals in every)))
    for name in COUNTS:
        found = [totals.counts[name] for totals in every]
        lines.append((f"{name} P/R", *(" / ".join(_prf(c)[:2]) for c in found)))
        lines.append((f"{name} F1", *(_prf(count)[2] for count in found)))
        if name in MAIN:
            lines.append((f"{name} F1 95 %", *(_interval(totals, name) for totals in every)))
    for name in SHARES:
        lines.append((name, *(number(totals.shares[name].value) for totals in every)))
    for name in ERRORS:
        lines.append((f"{name} (number)", *(str(totals.errors[name]) for totals in every)))
    for kind in ("event", "stance"):
        trust = [totals.reliability[kind] for totals in every]
        lines.append((f"{kind} confidence ECE", *(number(one.ece) for one in trust)))
        lines.append((f"{kind} confidence AUC", *(number(one.auc) for one in trust)))
    prices = [costs(group.cost) for _, group in some]
    return lines + [(name, *(price[n] for price in prices)) for n, name in enumerate(COST_HEAD)]


def differences(runs: Sequence[Run]) -> list[dict[str, object]]:
    """Each run against the first: F1 differences over the articles that both have.

    ``low`` and ``high`` bound the 95 % paired bootstrap interval; ``better`` is the share of draws
    in which the run is above the first.
    """
    found: list[dict[str, object]] = []
    for name in _groups(runs):
        base, *others = [run for run in runs if name in run.groups]
        for run in others:
            ours, theirs = run.groups[name].draws, base.groups[name].draws
            both = sorted(set(ours) & set(theirs))
            for measure in MAIN if both else ():
                pairs = [(theirs[key][measure], ours[key][measure]) for key in both]
                low, high, better = difference(pairs)
                first, second = (add([pair[n] for pair in pairs]).f1 for n in (0, 1))
                about: dict[str, object] = {
                    "group": name,
                    "against": base.name,
                    "run": run.name,
                    "measure": measure,
                }
                gap: dict[str, object] = {
                    "difference": second - first,
                    "low": low,
                    "high": high,
                    "better": better,
                }
                found.append({**about, "articles": len(both), **gap})
    return found


def _difference_rows(runs: Sequence[Run], group: str) -> list[Row]:
    return [
        (
            str(one["against"]),
            str(one["run"]),
            str(one["articles"]),
            str(one["measure"]),
            f"{one['difference']:+.2f}",
            f"{one['low']:+.2f} to {one['high']:+.2f}",
            f"{one['better']:.0%}",
        )
        for one in differences(runs)
        if one["group"] == group
    ]
