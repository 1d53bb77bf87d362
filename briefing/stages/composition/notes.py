"""One note per article: its sentences, and under each the claims that rest on it."""

from __future__ import annotations

from briefing.domain.articles import Article
from briefing.domain.briefing import Note, NoteClaim, NoteSentence
from briefing.domain.claims import ActorClaim, Claim, EventClaim, Extraction, Grounded, Rejection
from briefing.domain.vocabulary import Vocabulary
from briefing.stages.composition.coverage import standing
from briefing.stages.composition.desk import Desk
from briefing.stages.composition.wording import claim_text, confidence, count

_GRADES = {
    "both": "the sentence names every party",
    "one": "the sentence names one party only",
    "name": "",
}
_AGREEMENT = {
    "agree": "parties by text and model alike",
    "differ": "text and model differ on a party",
    "model_only": "parties by the model alone",
    "text_only": "parties by the grammar of the sentence",
}


def notes(desk: Desk) -> tuple[Note, ...]:
    """Notes in the order of the sources."""
    extractions = {extraction.article_id: extraction for extraction in desk.dossier.extractions}
    return tuple(
        _note(desk, article, extractions.get(article.id)) for article in desk.articles.values()
    )


def _note(desk: Desk, article: Article, extraction: Extraction | None) -> Note:
    under: dict[int, list[NoteClaim]] = {}
    for grounded in sorted(extraction.grounded if extraction else (), key=_order):
        claim = _claim(grounded, desk.vocabulary)
        for number in _sentences(grounded, article):
            under.setdefault(number, []).append(claim)
    rejected = extraction.rejected if extraction else ()
    return Note(
        file=desk.files[article.id],
        title=article.title or "Untitled",
        facts=_facts(desk, article, extraction),
        url=article.url,
        sentences=tuple(
            NoteSentence(
                number=sentence.number,
                text=sentence.text,
                masked=sentence.masked,
                claims=tuple(under.get(sentence.number, ())),
            )
            for sentence in article.sentences
        ),
        rejected=tuple(
            _rejected(f"rejected-{article.id}-{number}", rejection, desk.vocabulary)
            for number, rejection in enumerate(rejected, start=1)
        ),
        cuts=tuple((cut.rule, cut.text) for cut in article.cuts),
    )


def _facts(
    desk: Desk, article: Article, extraction: Extraction | None
) -> tuple[tuple[str, str], ...]:
    source = desk.source_of[article.id]
    declared = "declared" if article.language_declared else "detected"
    facts = [
        ("Source", "; ".join((f"number {source.number}", *standing(source, desk)))),
        ("Outlet", article.outlet or "not given"),
        ("Author", article.author or "not given"),
        ("Published", article.published.isoformat() if article.published else "undated"),
        ("Language", f"{article.language} ({declared})"),
        ("Encoding", _encoding(article)),
        ("Read from", article.path or "not given"),
        ("Article id", article.id),
    ]
    if extraction is None:
        facts.append(("Claims", "none: the article could not be processed"))
    else:
        made = f"{len(extraction.grounded)} grounded, {len(extraction.rejected)} rejected"
        facts.append(("Claims", made))
        facts.append(("Recipe", extraction.provenance.recipe or "not given"))
        if extraction.unread:
            numbers = ", ".join(f"S{number}" for number in extraction.unread)
            facts.append(("Not read", f"{numbers}: too long for one question to the model"))
    return tuple(facts)


def _encoding(article: Article) -> str:
    parts = [article.encoding]
    if article.replaced:
        parts.append(f"{count(article.replaced, 'character')} could not be decoded")
    if article.removed:
        parts.append(f"{count(article.removed, 'invisible character')} removed")
    return "; ".join(parts)


def _sentences(grounded: Grounded, article: Article) -> list[int]:
    """Where a claim is shown: an actor where it is first named, everything else at each proof."""
    numbers = sorted(
        {proof.sentence for proof in grounded.evidence if proof.article_id == article.id}
    )
    return numbers[:1] if isinstance(grounded.claim, ActorClaim) else numbers


def _order(grounded: Grounded) -> tuple[int, str]:
    return (("event", "stance", "actor").index(grounded.claim.claim), grounded.id)


def _label(claim: Claim) -> str:
    if not isinstance(claim, EventClaim):
        return claim.claim
    return f"{claim.type} ({claim.mode})" if claim.mode else claim.type


def _claim(grounded: Grounded, vocabulary: Vocabulary) -> NoteClaim:
    claim = grounded.claim
    details: list[str] = []
    if isinstance(claim, ActorClaim):
        others = sorted({proof.sentence for proof in grounded.evidence})[1:]
        details += [f"also in {', '.join(f'S{number}' for number in others)}"] if others else []
    else:
        details += [f"cue “{claim.cue}”", _GRADES[grounded.grade]]
        details.append(f"{confidence(claim.confidence)} ({claim.confidence:.2f})")
    if isinstance(claim, EventClaim):
        details[1:1] = [f"told as {claim.factuality}"]
        details.append(f"{_type_by(claim)}{_AGREEMENT[claim.agreement]}")
    if grounded.weak:
        details.append(f"stands only because it is told elsewhere, too: {grounded.weak}")
    return NoteClaim(
        id=grounded.id,
        label=_label(claim),
        text=claim_text(claim, vocabulary),
        details=tuple(detail for detail in details if detail),
    )


def _type_by(claim: EventClaim) -> str:
    """Who named the type, where that is known."""
    if claim.model_type and claim.lexicon_type:
        same = claim.model_type == claim.lexicon_type
        other = "the verb lexicon alike" if same else f"the verb lexicon says {claim.lexicon_type}"
        return f"type by the model{' and' if same else ','} {other}, "
    if claim.model_type:
        return "type by the model, "
    return "type by the verb lexicon, " if claim.lexicon_type else ""


def _rejected(claim_id: str, rejection: Rejection, vocabulary: Vocabulary) -> NoteClaim:
    return NoteClaim(
        id=claim_id,
        label=_label(rejection.claim),
        text=claim_text(rejection.claim, vocabulary),
        details=tuple(text for text in (rejection.reason, rejection.detail) if text),
    )
