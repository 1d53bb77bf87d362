"""A run of the evaluation as it is kept: what was measured, group by group, to be compared later.

Articles kept out of tuning are a group of their own. It holds totals only, unless it is asked to
reveal more; ``draws`` lets two runs be compared article by article all the same, under names that
tell nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pydantic import ValidationError

from briefing.domain.base import Frozen
from briefing.errors import ConfigError
from briefing.evaluation.gold import HELD_OUT
from briefing.evaluation.measures import MAIN, ArticleScore, Cost, Count, Totals
from briefing.evaluation.totals import total

TUNING = "tuning"
GROUPS = (TUNING, HELD_OUT)


class Group(Frozen):
    """The articles of one group. ``articles`` and ``costs`` are empty where they are not shown."""

    totals: Totals
    cost: Cost
    parts: dict[str, Totals]
    part_costs: dict[str, Cost]
    draws: dict[str, dict[str, Count]]
    articles: tuple[ArticleScore, ...] = ()
    costs: dict[str, Cost] = {}


class Run(Frozen):
    """One configuration, measured. ``missed`` tells which articles failed and why."""

    name: str
    model: str = ""
    recipe: str = ""
    groups: dict[str, Group]
    missed: tuple[str, ...] = ()


def group(
    scores: Sequence[ArticleScore], costs: Mapping[str, Cost], *, reveal: bool = False
) -> dict[str, Group]:
    """The groups of these articles, tuning first; ``reveal`` shows articles that are held out."""
    found = {}
    for name, held_out in ((TUNING, False), (HELD_OUT, True)):
        mine = [score for score in scores if score.held_out is held_out]
        if mine:
            found[name] = _group(mine, costs, shown=reveal or not held_out)
    return found


def _group(scores: Sequence[ArticleScore], costs: Mapping[str, Cost], *, shown: bool) -> Group:
    own = {score.name: costs[score.name] for score in scores if score.name in costs}
    parts: dict[str, list[ArticleScore]] = {}
    for score in scores:
        parts.setdefault(score.part, []).append(score)
    return Group(
        totals=total(scores),
        cost=add_costs(own.values()),
        parts={name: total(some) for name, some in sorted(parts.items())},
        part_costs={
            name: add_costs(own[score.name] for score in some if score.name in own)
            for name, some in sorted(parts.items())
        },
        draws={_secret(s.name): {name: s.counts[name] for name in MAIN} for s in scores},
        articles=tuple(scores) if shown else (),
        costs=own if shown else {},
    )


def _secret(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:12]


def add_costs(costs: Iterable[Cost]) -> Cost:
    """The sum of costs; a figure that one of them lacks is None."""
    every = list(costs)
    return Cost(
        calls=sum(cost.calls for cost in every),
        tokens_in=_sum([cost.tokens_in for cost in every]),
        tokens_out=_sum([cost.tokens_out for cost in every]),
        seconds=_sum([cost.seconds for cost in every]),
    )


def _sum(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known[1:], start=known[0]) if known and len(known) == len(values) else None


def as_json(runs: Sequence[Run], more: Mapping[str, object] | None = None) -> str:
    """Runs as indented JSON with sorted keys, ending in a line feed; ``load_runs`` reads it."""
    value = {"runs": [run.model_dump(mode="json") for run in runs]} | dict(more or {})
    return json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True, allow_nan=False) + "\n"


def load_runs(file: Path) -> tuple[Run, ...]:
    """The runs of an earlier result. ConfigError when the file is none."""
    try:
        return tuple(Run.model_validate(run) for run in json.loads(file.read_bytes())["runs"])
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read ({error.strerror})") from error
    except (ValueError, KeyError, TypeError) as error:
        first = error.errors(include_url=False)[0] if isinstance(error, ValidationError) else None
        where = f" ({'.'.join(map(str, first['loc']))}: {first['msg']})" if first else ""
        raise ConfigError(
            f"{file}: this is no result of an evaluation{where}",
            hint="Write one with: briefing eval --json > FILE",
        ) from error
