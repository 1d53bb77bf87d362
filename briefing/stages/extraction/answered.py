"""Whom an act answers: "rejected the allegation", "promised to retaliate", "denounced the closure".

A target that a sentence does not name is often the party whose act is answered. It is read from the
claims before it, and only where they leave no doubt.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from briefing.domain.claims import EventClaim
from briefing.stages.extraction.aims import side_of

REACH = 3
FAR = 8
_STEM = 4


def answered(
    claims: Sequence[EventClaim],
    answering: Collection[str],
    statements: Collection[str],
    homes: Mapping[str, str] | None = None,
    unasked: Collection[tuple[str, str]] = (),
    harms: Collection[str] = (),
    harming: Collection[str] = (),
    moves: Collection[str] = (),
) -> list[EventClaim]:
    """Claims in the order of the text, with the recipients that the claims before them tell.

    ``answering`` are the types whose acts answer somebody; ``statements`` are nouns that stand for
    what somebody did or said ("decision", "allegation"); ``homes`` are whom persons speak for;
    ``unasked`` types with their modes answer nobody ("opened an inquiry"). ``harms`` are nouns for
    acts of the types ``harming``, whatever their cue is ("the attack"), ``moves`` those of the
    ``statements`` that are no mere words ("the decision").
    """
    result: list[EventClaim] = []
    for claim in claims:
        target: tuple[str, ...] = ()
        if claim.initiators and not claim.recipients:
            side = side_of(claim.initiators, homes or {})
            hostile = claim.type in answering and (claim.type, claim.mode) not in unasked
            target = _same(claim, result, side, FAR if hostile else REACH)
            if not target and hostile and _thing(claim) in harms:
                near = _near(claim, result, side, REACH)
                target = next((others for earlier, others in near if earlier.type in harming), ())
            if not target and hostile:
                deed = _thing(claim) in moves
                told = [one for one in result if not (deed and one.type in answering)]
                target = _told(claim, told, side, statements, FAR if deed else REACH)
        result.append(claim.model_copy(update={"recipients": target}) if target else claim)
    return result


def _near(
    claim: EventClaim, before: Sequence[EventClaim], side: Collection[str], reach: int
) -> Iterator[tuple[EventClaim, tuple[str, ...]]]:
    """Earlier claims, the nearest first, with who of their initiators is on the other side."""
    for earlier in reversed(before):
        if claim.evidence[0] - earlier.evidence[0] > reach:
            return
        others = tuple(p for p in earlier.initiators if p not in side)
        if others:
            yield earlier, others


def _thing(claim: EventClaim) -> str:
    return claim.issue.split()[-1] if claim.issue else ""


def _same(
    claim: EventClaim, before: Sequence[EventClaim], side: Collection[str], reach: int
) -> tuple[str, ...]:
    """Who did the deed that the claim names: "denounced the closure"."""
    thing = _thing(claim)
    for earlier, others in _near(claim, before, side, reach) if thing else ():
        if _same_deed(thing, earlier):
            return others
    return ()


def _told(
    claim: EventClaim,
    before: Sequence[EventClaim],
    side: Collection[str],
    statements: Collection[str],
    reach: int,
) -> tuple[str, ...]:
    """Who acted upon the claim's side, or said what it names: "rejected the allegation"."""
    thing = _thing(claim)
    if thing and thing not in statements:
        return ()
    for earlier, others in _near(claim, before, side, reach):
        if {*earlier.recipients} & {*side}:
            return others
    return next((others for _, others in _near(claim, before, side, REACH) if thing), ())


def _same_deed(thing: str, earlier: EventClaim) -> bool:
    stem = thing[:_STEM]
    return len(stem) == _STEM and any(word.startswith(stem) for word in earlier.cue.lower().split())
