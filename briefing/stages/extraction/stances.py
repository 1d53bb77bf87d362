"""Stances read from what actors did and said: an act implies a position towards its target."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.domain.articles import Article
from briefing.domain.claims import EventClaim, StanceAttribution, StanceClaim, TargetType
from briefing.domain.vocabulary import Vocabulary
from briefing.stages.extraction.status import has_quote

_VERBAL = (1, 3)
# of stances read from acts, three in four of what the acts' own confidence promises are right
_OF_ACTS = 0.75


def derive_stances(
    events: Sequence[EventClaim], article: Article, vocabulary: Vocabulary
) -> list[StanceClaim]:
    """One stance per initiator and recipient (or issue) of an event whose type implies one.

    Acts that are denied or only alleged imply nothing. Verbal acts are explicit positions, material
    acts implied ones. A stance keeps the type of the event it comes from.
    """
    stances: list[StanceClaim] = []
    for event in events:
        kind = vocabulary.types[event.type]
        if kind.stance is None or event.factuality in ("denied", "alleged"):
            continue
        verbal = kind.quad in _VERBAL
        target_type: TargetType = "actor" if event.recipients else "policy"
        for holder in event.initiators:
            for target in event.recipients or ((event.issue,) if event.issue and verbal else ()):
                claim = StanceClaim(
                    holder=holder,
                    target=target,
                    target_type=target_type,
                    label=kind.stance.label,
                    intensity=kind.stance.intensity,
                    explicitness="explicit" if verbal else "implied",
                    attribution=_attribution(event, article, verbal),
                    speaker=event.attribution.source,
                    cue=event.cue,
                    from_event=event.type,
                    confidence=round(event.confidence * _OF_ACTS, 2),
                    evidence=event.evidence,
                )
                stances.append(claim)
    return united_stances(stances)


def united_stances(claims: Sequence[StanceClaim]) -> list[StanceClaim]:
    """Equal stances of one holder towards one target as one, in the order of the first."""
    stances: dict[tuple[str, str, str], StanceClaim] = {}
    for claim in claims:
        key = (claim.holder, claim.target, claim.label)
        stances[key] = _stronger(stances[key], claim) if key in stances else claim
    return list(stances.values())


def _attribution(event: EventClaim, article: Article, verbal: bool) -> StanceAttribution:
    if event.attribution.kind != "outlet":
        return "reported_by_other"
    if not verbal:
        return "inferred_from_action"
    sentence = article.sentence(event.evidence[0])
    quoted = sentence is not None and has_quote(sentence.text)
    return "own_statement" if quoted else "own_statement_indirect"


def _stronger(one: StanceClaim, other: StanceClaim) -> StanceClaim:
    """The clearer of two equal stances, resting on the evidence of both."""
    best = max(one, other, key=lambda c: (c.explicitness == "explicit", c.intensity, c.confidence))
    evidence = tuple(dict.fromkeys((*best.evidence, *one.evidence, *other.evidence)))
    return best.model_copy(update={"evidence": evidence})
