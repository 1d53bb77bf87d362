"""What several windows told of one sentence, as if it had been read once."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.domain.claims import EventClaim, StanceClaim


def events_once(read: Sequence[Sequence[EventClaim]]) -> list[EventClaim]:
    """The acts of all windows; an act that two of them told of one sentence is one claim.

    It is one where type or words are the same and no party speaks against it; who is named by
    only one of the windows is kept. What one window told apart stays apart.
    """
    kept: list[EventClaim] = []
    for claims in read:
        before = len(kept)
        met: set[int] = set()
        for claim in claims:
            found = _twin(claim, kept[:before], met)
            if found is None:
                kept.append(claim)
            else:
                met.add(found)
                kept[found] = _fuller(kept[found], claim)
    return kept


def _twin(claim: EventClaim, before: Sequence[EventClaim], met: set[int]) -> int | None:
    """The act told before that this one repeats; those that nobody has repeated yet come first."""
    same = [n for n, old in enumerate(before) if _same_act(old, claim)]
    exact = [n for n in same if _parties(before[n]) == _parties(claim)]
    return min(exact or same, key=lambda n: (n in met, n), default=None)


def _same_act(one: EventClaim, other: EventClaim) -> bool:
    if one.evidence[0] != other.evidence[0]:
        return False
    cues = one.cue.casefold(), other.cue.casefold()
    alike = one.type == other.type or cues[0] in cues[1] or cues[1] in cues[0]
    pairs = zip(_parties(one), _parties(other), strict=True)
    return alike and all(not mine or not theirs or mine == theirs for mine, theirs in pairs)


def _parties(claim: EventClaim) -> tuple[tuple[str, ...], tuple[str, ...]]:
    targets = claim.recipients or ((claim.issue,) if claim.issue else ())
    return claim.initiators, targets


def _fuller(old: EventClaim, new: EventClaim) -> EventClaim:
    """The one that names more; of equal ones the first, which had more of the text before it."""
    named = [sum(map(bool, _parties(claim))) for claim in (old, new)]
    return new if named[1] > named[0] else old


def stances_once(read: Sequence[Sequence[StanceClaim]]) -> list[StanceClaim]:
    """The stances of all windows; of one holder towards one target in one sentence the first."""
    kept: dict[tuple[str, str, int], StanceClaim] = {}
    for claims in read:
        for claim in claims:
            kept.setdefault((claim.holder, claim.target, claim.evidence[0]), claim)
    return list(kept.values())
