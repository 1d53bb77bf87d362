"""Stances of the day: one record per holder, target and label."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.domain.claims import StanceClaim
from briefing.domain.dossier import Stance
from briefing.stages.resolution.actors import Cast
from briefing.stages.resolution.context import Context, digest, majority, together
from briefing.stages.resolution.mentions import NOBODY
from briefing.stages.resolution.reports import plain

# What tells most about a position: the holder's own words before what others make of it.
ATTRIBUTIONS = (
    "own_statement",
    "own_statement_indirect",
    "reported_by_other",
    "author_voice",
    "inferred_from_action",
)


@dataclass(frozen=True)
class _Voice:
    id: str
    article: str
    claim: StanceClaim
    at: int


def take_stances(context: Context, actors: Cast) -> list[Stance]:
    """Merge the stance claims of the day; sorted by holder, target and label."""
    same: defaultdict[tuple[str, str, str, str], list[_Voice]] = defaultdict(list)
    for at, (stated, claim) in enumerate(context.stated(StanceClaim)):
        holder = claim.holder.strip() or "UNATTRIBUTED"
        if holder not in NOBODY:
            holder = actors.of(stated.article, claim.holder)
        is_actor = claim.target_type == "actor" and bool(claim.target.strip())
        target = actors.of(stated.article, claim.target) if is_actor else plain(claim.target)
        voice = _Voice(stated.id, stated.article, claim, at)
        same[holder, "actor" if is_actor else "text", target, claim.label].append(voice)
    return [_stance(key, same[key], context) for key in sorted(same)]


def _stance(key: tuple[str, str, str, str], voices: Sequence[_Voice], context: Context) -> Stance:
    holder, sort, target, label = key
    first = min(voices, key=_authority).claim
    votes = context.origins.votes(voice.article for voice in voices)
    confidences: defaultdict[str, list[float]] = defaultdict(list)
    for voice in voices:
        confidences[votes[voice.article]].append(voice.claim.confidence)
    if sort == "text":
        target = majority(voice.claim.target for voice in voices)
    return Stance(
        id=digest("t", holder, sort, key[2], label),
        holder=holder,
        target=target,
        target_type=first.target_type,
        label=first.label,
        intensity=first.intensity,
        explicitness=first.explicitness,
        attribution=first.attribution,
        speaker=first.speaker,
        cue=first.cue,
        claims=tuple(voice.id for voice in voices),
        articles=tuple(dict.fromkeys(voice.article for voice in voices)),
        origins=len(set(votes.values())),
        confidence=together(confidences),
    )


def _authority(voice: _Voice) -> tuple[bool, int, int, float, int]:
    """Explicit before implied, own words before others', then the strongest and surest."""
    claim = voice.claim
    return (
        claim.explicitness != "explicit",
        ATTRIBUTIONS.index(claim.attribution),
        -claim.intensity,
        -claim.confidence,
        voice.at,
    )
