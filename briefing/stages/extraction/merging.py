"""Claims of one article that say the same become one."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.domain.claims import EventClaim

_Key = tuple[str, tuple[str, ...], str, tuple[str, ...], str, str]


def merged(claims: Sequence[EventClaim], *, apart: bool = False) -> list[EventClaim]:
    """Equal claims of one article become one with united evidence; the surest keeps its fields.

    A claim without a target joins one of the same type, initiators and factuality that has one,
    when a sentence or the headline proves both. Several words of one sentence for one act ("shelled
    a post, killing three") are one claim. Which claims unite does not depend on their order; of
    equally sure ones the first keeps its fields. Merging what is merged changes nothing.
    With ``apart``, several acts of one sentence with different targets stay apart.
    """
    claims = claims if apart else _one_act_a_sentence(claims)
    groups: dict[_Key, list[EventClaim]] = {}
    for claim in claims:
        if claim.recipients or claim.issue:
            groups.setdefault(_key(claim), []).append(claim)
    for claim in _not_joined([c for c in claims if not (c.recipients or c.issue)], groups):
        groups.setdefault(_key(claim), []).append(claim)
    united = [_united(group) for group in groups.values()]
    return sorted(united, key=lambda c: c.evidence[0])


def _key(claim: EventClaim) -> _Key:
    # two acts of one actor that name neither target nor issue are told apart by their words
    alone = claim.initiators and not claim.recipients and not claim.issue
    words = claim.cue.lower() if alone else ""
    return (
        *(claim.type, claim.initiators, claim.factuality),
        *(claim.recipients, claim.issue, words),
    )


def _one_act_a_sentence(claims: Sequence[EventClaim]) -> list[EventClaim]:
    groups: dict[tuple[object, ...], list[EventClaim]] = {}
    for claim in claims:
        key: tuple[object, ...] = (claim.evidence, *_key(claim)[:3])
        if len(claim.evidence) > 1:
            key = (*key, *_key(claim)[3:])
        groups.setdefault(key, []).append(claim)
    return [_united(group) for group in groups.values()]


def _not_joined(
    waiting: list[EventClaim], groups: dict[_Key, list[EventClaim]]
) -> list[EventClaim]:
    """Let claims without a target join a group that has one; those that find none are returned.

    In rounds: what has joined adds its sentences, and with them others may come to join.
    """
    while True:
        near = {key: {1, *(n for c in group for n in c.evidence)} for key, group in groups.items()}
        left: list[EventClaim] = []
        for claim in waiting:
            found = [k for k in near if k[:3] == _key(claim)[:3] and near[k] & {*claim.evidence}]
            if found:
                groups[min(found)].append(claim)
            else:
                left.append(claim)
        if len(left) == len(waiting):
            return left
        waiting = left


def _united(group: Sequence[EventClaim]) -> EventClaim:
    group = sorted(group, key=lambda c: (-c.confidence, c.evidence))
    best = next((c for c in group if c.recipients or c.issue), group[0])
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
