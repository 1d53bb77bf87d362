"""Every proposed claim becomes ``Grounded`` or a ``Rejection`` with its reason."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Literal

from briefing.domain.articles import Article, Sentence
from briefing.domain.claims import (
    ActorClaim,
    Claim,
    EventClaim,
    Evidence,
    Extraction,
    Grounded,
    Proposal,
    Rejection,
    StanceClaim,
)

Grade = Literal["both", "one", "name"]

# scripts that put no space between words; and scripts in which a word ends where a letter does
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
_LATIN = re.compile(r"[\x00-\u024f\u2000-\u206f]*")
# what a demonym adds to a name that has lost its last vowels: "Norv-ian", "Chin-ese"
_DEMONYM = r"[aeiouyی]{0,2}(?:n|ns|sh|ese|s)?"


def ground(proposal: Proposal, article: Article) -> Extraction:
    """Check every claim against the sentences it names.

    Order is kept and the two lists together hold every proposed claim exactly once. Ids of grounded
    claims depend on the article and the claim's own words, so that they survive re-extraction.
    """
    names = _names(proposal.claims, article)
    grounded: list[Grounded] = []
    rejected: list[Rejection] = []
    seen: set[str] = set()
    for claim in proposal.claims:
        outcome = _check(claim, article, names)
        if isinstance(outcome, Grounded) and outcome.id in seen:
            outcome = Rejection(
                claim=claim, reason="repeated", detail="the same claim stands above"
            )
        if isinstance(outcome, Grounded):
            seen.add(outcome.id)
            grounded.append(outcome)
        else:
            rejected.append(outcome)
    return Extraction(
        article_id=article.id,
        grounded=tuple(grounded),
        rejected=(*rejected, *proposal.refused),
        provenance=proposal.provenance,
        unread=proposal.unread,
    )


def _names(claims: Sequence[Claim], article: Article) -> dict[str, tuple[str, ...]]:
    """Every way each actor is written, from the actor claims that stand."""
    return {
        claim.name: claim.names
        for claim in claims
        if isinstance(claim, ActorClaim) and isinstance(_check(claim, article, {}), Grounded)
    }


def _check(
    claim: Claim, article: Article, names: dict[str, tuple[str, ...]]
) -> Grounded | Rejection:
    if not claim.evidence:
        return Rejection(claim=claim, reason="not in the text", detail="no sentence names it")
    sentences: list[Sentence] = []
    for number in claim.evidence:
        sentence = article.sentence(number)
        if sentence is None:
            return Rejection(claim=claim, reason="no such sentence", detail=f"sentence {number}")
        if sentence.masked:
            return Rejection(claim=claim, reason="rests on a masked sentence", detail=f"S{number}")
        sentences.append(sentence)
    if isinstance(claim, ActorClaim):
        return _actor(claim, article, sentences)
    return _act(claim, article, sentences, names)


def _actor(
    claim: ActorClaim, article: Article, sentences: Sequence[Sentence]
) -> Grounded | Rejection:
    forms = claim.names or (claim.name,)
    visible = "\n".join(s.text for s in article.sentences if not s.masked)
    if not any(_stands(form, visible) for form in forms):
        return Rejection(
            claim=claim, reason="not in the text", detail=f"{claim.name!r} is not in it"
        )
    return _grounded(claim, article, sentences, "name", None)


def _act(
    claim: EventClaim | StanceClaim,
    article: Article,
    sentences: Sequence[Sentence],
    names: dict[str, tuple[str, ...]],
) -> Grounded | Rejection:
    first = sentences[0]
    found = _cue(claim, first.text)
    if found is None:
        detail = f"{claim.cue!r} is not in sentence {first.number}"
        return Rejection(claim=claim, reason="cue not in the sentence", detail=detail)
    if isinstance(claim, EventClaim):
        parties = (*claim.initiators, *claim.recipients)
        if not claim.initiators and not claim.figures:
            # an attack by nobody known is news when it has victims; any other act needs an actor
            return Rejection(claim=claim, reason="no initiator named", detail=claim.cue)
        actors, targets = claim.initiators, (*claim.recipients, *filter(None, (claim.issue,)))
    else:
        parties = (claim.holder,) if claim.target_type != "actor" else (claim.holder, claim.target)
        actors, targets = (claim.holder,), (claim.target,)
    unknown = [party for party in parties if party not in names]
    if unknown:
        return Rejection(claim=claim, reason="unknown actor", detail=", ".join(unknown))
    has_actor = any(_named(a, names, s.text) for a in actors for s in sentences)
    has_target = any(_named(t, names, s.text) for t in targets for s in sentences)
    if parties and not has_actor and not has_target:
        detail = f"sentence {first.number} names neither side"
        return Rejection(claim=claim, reason="evidence names nobody", detail=detail)
    grade: Grade = "both" if has_actor and (has_target or not targets) else "one"  # of the roles
    return _grounded(claim, article, sentences, grade, found)


def _named(name: str, names: dict[str, tuple[str, ...]], sentence: str) -> bool:
    """Whether a sentence names a party: in full, by its surname or last word, or by its stem."""
    forms = names.get(name, (name,))
    return any(
        _stands(form, sentence)
        or _stands(form.split()[-1], sentence)
        or _stem_stands(form, sentence)
        for form in forms
        if form.strip()
    )


def _stem_stands(form: str, sentence: str) -> bool:
    """ "Norvian" for Norvia, "Chinese" for China; never "behind" for India."""
    stem = form.rstrip("aeiouy")
    stem = stem if len(stem) > 3 else form
    if len(stem) < 4 or form[0].islower():
        return False
    return bool(re.search(rf"(?<!\w){re.escape(stem)}{_DEMONYM}(?!\w)", sentence))


def _stands(form: str, text: str) -> bool:
    body = r"\s+".join(map(re.escape, form.split()))
    if not body:
        return False
    spaced = not _UNSPACED.search(form)
    return bool(re.search(rf"(?<!\w){body}(?!\w)" if spaced else body, text, re.IGNORECASE))


def _cue(claim: EventClaim | StanceClaim, sentence: str) -> re.Match[str] | None:
    """Where the cue stands: as whole words, and where the phrase begins if it stands twice."""
    body = r"\s+".join(map(re.escape, claim.cue.split()))
    if not body:
        return None
    pattern = rf"(?<!\w){body}(?!\w)" if _LATIN.fullmatch(claim.cue) else body
    found = list(re.finditer(pattern, sentence, re.IGNORECASE))
    phrase = claim.phrase.removesuffix("…").strip() if isinstance(claim, EventClaim) else ""
    for match in found:
        if " ".join(sentence[match.start() :].split()).startswith(phrase):
            return match
    return found[0] if found else None


def _grounded(
    claim: Claim,
    article: Article,
    sentences: Sequence[Sentence],
    grade: Grade,
    cue: re.Match[str] | None,
) -> Grounded:
    evidence = tuple(
        Evidence(
            article_id=article.id,
            sentence=sentence.number,
            start=sentence.start,
            end=sentence.end,
            text=sentence.text,
            cue=(sentence.start + cue.start(), sentence.start + cue.end())
            if cue is not None and sentence is sentences[0]
            else None,
        )
        for sentence in sentences
    )
    return Grounded(id=_claim_id(claim, article), claim=claim, evidence=evidence, grade=grade)


def _claim_id(claim: Claim, article: Article) -> str:
    if isinstance(claim, ActorClaim):
        words = [claim.name]
    elif isinstance(claim, EventClaim):
        words = [
            claim.type,
            *claim.initiators,
            ">",
            *claim.recipients,
            claim.issue,
            claim.factuality,
        ]
    else:
        words = [claim.holder, claim.target, claim.label]
    text = "\x1f".join([article.id, claim.claim, *words])
    return "c-" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
