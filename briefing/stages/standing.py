"""Which grounded acts stand in a briefing, weighed by signs of how such acts fared on gold.

Every sign is a number from 0 to 1. Their names are those of ``schemas/standing.yaml``; what they
weigh there comes from `make weigh` (logistic regression on the tuning gold: is an act one that its
article is about, and told right).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence

from briefing.domain.articles import Article
from briefing.domain.claims import (
    EventClaim,
    Extraction,
    Grounded,
    Rejection,
    StanceClaim,
    act_of,
)
from briefing.domain.standing import Standing

WEAK = "too weak to stand"

_HEADLINE, _LEAD = 1, 2
_NEAR = 90
_ENDING = 3
_WORD = re.compile(r"[^\W\d_]+")
_WORD_OR_STOP = re.compile(r"[^\W\d_]+|[,;:]")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OPENING = re.compile('["“«„]')
_PAIRS = (("“", "”"), ("«", "»"))


def weigh(extraction: Extraction, article: Article, standing: Standing) -> Extraction:
    """The extraction with acts below the bar rejected, and the stances read from them.

    Claims that the weights were not fitted to are left as they are: of another recipe or language.
    """
    language = _language(article)
    fitted = language in standing.languages and extraction.provenance.recipe == standing.recipe
    if not fitted:
        return extraction
    found = signs(extraction, article)
    weak: dict[str, Rejection] = {}
    for item in extraction.grounded:
        chance = likelihood(found[item.id], standing) if item.id in found else 1.0
        bar = standing.bar(headline=is_headline(item))
        if chance < bar:
            shown = math.floor(chance * 100) / 100  # 0.497 is not the 0.5 that is needed
            detail = f"likelihood {shown:.2f}, at least {bar:g} is needed"
            weak[item.id] = _too_weak(item, detail)
    standing_acts = {act_of(it.claim) for it in extraction.grounded if it.id in found.keys() - weak}
    fallen = {act_of(one.claim) for one in weak.values()} - standing_acts
    for item in extraction.grounded:
        if isinstance(item.claim, StanceClaim) and act_of(item.claim) in fallen:
            weak[item.id] = _too_weak(item, "the act that it is read from does not stand")
    kept = tuple(item for item in extraction.grounded if item.id not in weak)
    return extraction.model_copy(
        update={"grounded": kept, "rejected": (*extraction.rejected, *weak.values())}
    )


def _too_weak(item: Grounded, detail: str) -> Rejection:
    return Rejection(claim=item.claim, reason=WEAK, detail=detail, grounded=item)


def is_headline(item: Grounded) -> bool:
    """Whether the headline has the words of the act, not only more about it."""
    return any(proof.sentence == _HEADLINE and proof.cue for proof in item.evidence)


def likelihood(found: Mapping[str, float], standing: Standing) -> float:
    """How likely an act with these signs stands, 0 to 1."""
    odds = standing.base + sum(
        standing.signs.get(name, 0.0) * found[name] for name in sorted(found)
    )
    return (1 + math.tanh(odds / 2)) / 2  # the logistic function, for odds of any size


def signs(extraction: Extraction, article: Article) -> dict[str, dict[str, float]]:
    """The signs of every grounded act by its id, those that are 0 left out."""
    acts = [(it, it.claim) for it in extraction.grounded if isinstance(it.claim, EventClaim)]
    told = [claim for _, claim in acts]
    language = _language(article)
    found: dict[str, dict[str, float]] = {}
    for item, claim in acts:
        every = (*_own(claim), *_among(claim, told), *_wording(claim, item, language))
        found[item.id] = {name: float(value) for name, value in every if value}
    return found


def _language(article: Article) -> str:
    return "en" if article.language == "und" else article.language


def _own(claim: EventClaim) -> Iterator[tuple[str, float]]:
    """What the claim says itself."""
    yield f"type {claim.type}", 1
    yield f"type {claim.type} {claim.mode}".rstrip(), 1
    yield "roles from " + ", ".join(claim.roles_from), 1
    yield f"factuality {claim.factuality}", 1
    yield f"attribution {claim.attribution.kind}", 1
    yield f"agreement {claim.agreement}", 1
    yield "several initiators", len(claim.initiators) > 1
    yield "several recipients", len(claim.recipients) > 1
    yield "an issue", bool(claim.issue)
    yield "figures", bool(claim.figures)
    yield "a date", claim.date is not None
    yield "a place", bool(claim.place)
    if not claim.recipients:
        yield "an issue alone" if claim.issue else "no target", 1
        yield f"no target, type {claim.type}", not claim.issue
    yield "initiator without a name", claim.initiators[:1] != () and claim.initiators[0].islower()
    yield "recipient without a name", claim.recipients[:1] != () and claim.recipients[0].islower()
    yield "several sentences", len(claim.evidence) > 1


def _among(claim: EventClaim, told: Sequence[EventClaim]) -> Iterator[tuple[str, float]]:
    """Where the act stands in its article, and what else is told of its parties."""
    first, last = min(claim.evidence), max(max(one.evidence) for one in told)
    yield "how far down", first / last
    yield "in the headline", _HEADLINE in claim.evidence
    yield "in the lead", _LEAD in claim.evidence
    beside = sum(one.evidence[0] == claim.evidence[0] for one in told)
    yield "acts in its sentence", min(4, beside) / 4
    yield "acts in the article", min(25, len(told)) / 25
    doers, hit = set(claim.initiators), set(claim.recipients)
    others = [one for one in told if one is not claim]
    again = [one for one in others if one.type == claim.type and doers & {*one.initiators}]
    yield "told again", bool(again)
    yield "told before", any(one.evidence[0] <= claim.evidence[0] for one in again)
    yield (
        "another act of the pair",
        any(doers & {*one.initiators} and hit & {*one.recipients} for one in others),
    )
    yield "answered", any(hit & {*one.initiators} and doers & {*one.recipients} for one in told)
    yield "acts of the initiator", min(5, sum(bool(doers & {*one.initiators}) for one in told)) / 5
    parts = ({*one.initiators, *one.recipients} for one in told)
    yield "acts with the recipient", min(5, sum(bool(hit & names) for names in parts)) / 5


def _wording(claim: EventClaim, item: Grounded, language: str) -> Iterator[tuple[str, float]]:
    """How the sentence words it: its length, its quotes, and what stands before the cue."""
    proof = item.evidence[0]
    text = " ".join(piece.text for piece in item.evidence)
    yield "length of the evidence", min(400, len(text)) / 400
    yield "words of the cue", min(4, len(claim.cue.split())) / 4
    yield "a year", bool(_YEAR.search(text))
    yield "a question", "?" in text
    yield "a quotation", bool(_OPENING.search(text))
    head = claim.cue.split()[0].lower()
    yield f"{language}: cue in -{head[-_ENDING:]}", 1
    if proof.cue is None:
        return
    before = proof.text[: proof.cue[0] - proof.start]
    quoted = any(before.count(opened) > before.count(closed) for opened, closed in _PAIRS)
    yield "cue quoted", quoted or before.count('"') % 2 == 1
    yield "how far into the evidence", len(before) / len(text)
    low = before.lower()
    yield f"{language}: after {([*_WORD_OR_STOP.findall(low)] or ['nothing'])[-1]}", 1
    for word in sorted(set(_WORD.findall(low[-_NEAR:]))):
        yield f"{language}: behind {word}", 1
