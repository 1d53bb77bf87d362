"""Claims of one article that say the same become one."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.domain.claims import EventClaim


def merged(claims: Sequence[EventClaim]) -> list[EventClaim]:
    """Equal claims of one article become one with united evidence; the surest keeps its fields.

    A claim without a target joins one of the same type, initiators and factuality that has one,
    when a sentence or the headline proves both.
    """
    groups: dict[tuple[object, ...], list[EventClaim]] = {}
    for claim in sorted(claims, key=lambda c: not (c.recipients or c.issue)):
        key: tuple[object, ...] = (
            *(claim.type, claim.initiators, claim.recipients),
            *(claim.issue, claim.factuality),
        )
        if not claim.recipients and not claim.issue:
            key = next((k for k, group in groups.items() if _fuller(k, group, claim)), key)
        groups.setdefault(key, []).append(claim)
    united = [_united(group) for group in groups.values()]
    return sorted(united, key=lambda c: c.evidence[0])


def _fuller(key: tuple[object, ...], group: Sequence[EventClaim], claim: EventClaim) -> bool:
    same = key[0] == claim.type and key[1] == claim.initiators and key[4] == claim.factuality
    near = {n for c in group for n in c.evidence} | {1}
    return same and bool(near & {*claim.evidence})


def _united(group: Sequence[EventClaim]) -> EventClaim:
    full = [c for c in group if c.recipients or c.issue] or list(group)
    best = max(full, key=lambda c: (c.confidence, -c.evidence[0]))
    evidence = dict.fromkeys((*best.evidence, *sorted(n for c in group for n in c.evidence)))
    figures = {f.model_dump_json(): f for c in group for f in c.figures}
    return best.model_copy(
        update={
            "evidence": tuple(evidence),
            "figures": tuple(figures[key] for key in sorted(figures)),
            "date": best.date or next((c.date for c in group if c.date), None),
            "place": best.place or next((c.place for c in group if c.place), ""),
        }
    )
