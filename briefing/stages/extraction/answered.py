"""Whom an act answers: "rejected the allegation", "promised to retaliate", "denounced the closure".

A target that a sentence does not name is often the party whose act is answered. It is read from the
claims before it, and only where they leave no doubt.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from briefing.domain.claims import EventClaim

REACH = 3
_STEM = 4


def answered(
    claims: Sequence[EventClaim], answering: Collection[str], statements: Collection[str]
) -> list[EventClaim]:
    """Claims in the order of the text, with the recipients that the claims before them tell.

    ``answering`` are the types whose acts answer somebody; ``statements`` are nouns that stand for
    what somebody did or said ("decision", "allegation").
    """
    result: list[EventClaim] = []
    for claim in claims:
        target = _target(claim, result, answering, statements)
        result.append(claim.model_copy(update={"recipients": target}) if target else claim)
    return result


def _target(
    claim: EventClaim,
    before: Sequence[EventClaim],
    answering: Collection[str],
    statements: Collection[str],
) -> tuple[str, ...]:
    if claim.recipients or not claim.initiators:
        return ()
    thing = claim.issue.split()[-1] if claim.issue else ""
    for earlier in reversed(before):
        if claim.evidence[0] - earlier.evidence[0] > REACH:
            break
        others = tuple(p for p in earlier.initiators if p not in claim.initiators)
        if not others:
            continue
        if thing and _same_deed(thing, earlier):
            return others
        if claim.type not in answering:
            continue
        aimed = not thing and set(earlier.recipients) & set(claim.initiators)
        if thing in statements or aimed:
            return others
    return ()


def _same_deed(thing: str, earlier: EventClaim) -> bool:
    stem = thing[:_STEM]
    return len(stem) == _STEM and any(word.startswith(stem) for word in earlier.cue.lower().split())
