"""Acts that are too weak to stand by themselves, and stand by what others tell."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from briefing.domain.claims import EventClaim, Extraction, Grounded, Rejection, act_of
from briefing.stages.resolution.events import Told


def with_weak(parts: Iterable[Extraction]) -> list[Extraction]:
    """The extractions as if all acts stood that only their weight speaks against."""
    return [_with(part, {one.id for one in _weak_acts(part)}) for part in parts]


def corroborated(
    parts: Sequence[Extraction], told: Iterable[Told], known: Collection[str]
) -> list[Extraction]:
    """The extractions with weak acts standing that others tell, and the stances read from them.

    ``told`` are the events of ``with_weak(parts)``. A weak act stands if another article tells the
    same event by an act that stands, or if its event is ``known`` (ids) from the day before.
    """
    weak = {one.id for part in parts for one in _weak_acts(part)}
    carried: set[str] = set()
    for one in told:
        sure = {report.article for report in one.reports if report.id not in weak}
        for report in one.reports:
            if report.id in weak and (one.event.id in known or sure - {report.article}):
                carried.add(report.id)
    return [_with(part, carried) for part in parts]


def _weak_acts(part: Extraction) -> list[Grounded]:
    weighed = [one.grounded for one in part.rejected if one.grounded is not None]
    return [one for one in weighed if isinstance(one.claim, EventClaim)]


def _with(part: Extraction, carried: Collection[str]) -> Extraction:
    """The extraction with the ``carried`` acts (ids) standing, and the stances read from them."""
    acts = {
        act_of(one.claim): one.detail
        for one in part.rejected
        if isinstance(one.claim, EventClaim) and one.grounded and one.grounded.id in carried
    }
    stands: list[Grounded] = []
    left: list[Rejection] = []
    for one in part.rejected:
        if one.grounded is not None and _is_carried(one.grounded, carried, acts):
            stands.append(one.grounded.model_copy(update={"weak": acts[act_of(one.claim)]}))
        else:
            left.append(one)
    if not stands:
        return part
    return part.model_copy(update={"grounded": (*part.grounded, *stands), "rejected": tuple(left)})


def _is_carried(one: Grounded, carried: Collection[str], acts: Collection[object]) -> bool:
    """Whether an act is carried, or a stance read from one that is."""
    if isinstance(one.claim, EventClaim):
        return one.id in carried
    return act_of(one.claim) in acts
