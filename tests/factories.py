"""Builders of domain values with sensible defaults: say only what your test is about."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from briefing.domain.articles import Article, Sentence
from briefing.domain.claims import (
    ActorClaim,
    Claim,
    EventClaim,
    Evidence,
    Extraction,
    Grounded,
    Provenance,
    Rejection,
    StanceClaim,
)
from briefing.domain.dossier import (
    Actor,
    Coverage,
    Dossier,
    Event,
    Method,
    Source,
    Stance,
)
from briefing.domain.vocabulary import EventType, Mode, StanceRule, Vocabulary

DAY = date(2026, 3, 4)
Words = Callable[[str], str]


def short_id(*parts: object, length: int = 16) -> str:
    """Hex digits that depend on ``parts`` alone."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "replace")).hexdigest()[
        :length
    ]


def an_article(
    *sentences: str,
    title: str = "Ombara and Lestova talk",
    published: datetime | None = datetime(2026, 3, 4, 8, tzinfo=UTC),
    masked: Mapping[int, str] | None = None,
    **more: Any,
) -> Article:
    """An article whose text is the given sentences joined by single spaces."""
    texts = sentences or ("Ombara met Lestova on Tuesday.",)
    numbered: list[Sentence] = []
    start = 0
    for number, text in enumerate(texts, start=1):
        end = start + len(text)
        why = (masked or {}).get(number, "")
        numbered.append(Sentence(number=number, start=start, end=end, text=text, masked=why))
        start = end + 1
    values: dict[str, Any] = {
        "id": short_id(title, *texts),
        "title": title,
        "outlet": "Harbour Post",
        "language": "en",
        "path": f"seeds/{short_id(title, length=6)}.txt",
        "published": published,
        "text": " ".join(texts),
        "sentences": tuple(numbered),
    }
    return Article(**{**values, **more})


def an_event_claim(**more: Any) -> EventClaim:
    """Ombara met Lestova, said in sentence 1."""
    values: dict[str, Any] = {
        "type": "CONSULT",
        "initiators": ("Ombara",),
        "recipients": ("Lestova",),
        "cue": "met",
        "confidence": 0.6,
        "evidence": (1,),
    }
    return EventClaim(**{**values, **more})


def a_stance_claim(**more: Any) -> StanceClaim:
    """Ombara opposes Lestova, said in sentence 1."""
    values: dict[str, Any] = {
        "holder": "Ombara",
        "target": "Lestova",
        "label": "oppose",
        "intensity": 2,
        "explicitness": "explicit",
        "attribution": "own_statement_indirect",
        "cue": "condemned",
        "confidence": 0.6,
        "evidence": (1,),
    }
    return StanceClaim(**{**values, **more})


def an_actor_claim(name: str = "Ombara", **more: Any) -> ActorClaim:
    """An actor named in sentence 1."""
    values: dict[str, Any] = {"name": name, "names": (name,), "kind": "state", "evidence": (1,)}
    return ActorClaim(**{**values, **more})


def evidence_of(article: Article, claim: Claim) -> tuple[Evidence, ...]:
    """The evidence a claim names, with the cue's offsets where the sentence holds the cue."""
    found = []
    for number in claim.evidence:
        sentence = article.sentences[number - 1]
        cue = getattr(claim, "cue", "")
        at = sentence.text.find(cue) if cue else -1
        span = (sentence.start + at, sentence.start + at + len(cue)) if at >= 0 else None
        found.append(
            Evidence(
                article_id=article.id,
                sentence=number,
                start=sentence.start,
                end=sentence.end,
                text=sentence.text,
                cue=span,
            )
        )
    return tuple(found)


def grounded(article: Article, claim: Claim, **more: Any) -> Grounded:
    """The claim as it stands in the article."""
    values: dict[str, Any] = {
        "id": "g-" + short_id(article.id, repr(claim), length=10),
        "claim": claim,
        "evidence": evidence_of(article, claim),
        "grade": "name" if isinstance(claim, ActorClaim) else "both",
    }
    return Grounded(**{**values, **more})


def a_grounded_event(article: Article, **claim: Any) -> Grounded:
    """A grounded event claim of the article; keywords go to ``an_event_claim``."""
    return grounded(article, an_event_claim(**claim))


def a_grounded_stance(article: Article, **claim: Any) -> Grounded:
    """A grounded stance claim of the article; keywords go to ``a_stance_claim``."""
    return grounded(article, a_stance_claim(**claim))


def a_grounded_actor(article: Article, name: str = "Ombara", **claim: Any) -> Grounded:
    """A grounded actor claim of the article; keywords go to ``an_actor_claim``."""
    return grounded(article, an_actor_claim(name, **claim))


def a_provenance(**more: Any) -> Provenance:
    """Answers of one small model, all from a recording."""
    values: dict[str, Any] = {
        "asked": "small-model",
        "answering": ("small-model-q4",),
        "prompts": {"event.md.j2": "0123456789ab"},
        "schemas": {"events.yaml": "ba9876543210"},
        "recipe": "sentence",
    }
    return Provenance(**{**values, **more})


def an_extraction(
    article: Article, *claims: Grounded, rejected: Iterable[Rejection] = ()
) -> Extraction:
    """What came out of one article."""
    return Extraction(
        article_id=article.id,
        grounded=claims,
        rejected=tuple(rejected),
        provenance=a_provenance(),
    )


def a_vocabulary(words: Words = str) -> Vocabulary:
    """Four event types, one of each quad."""

    def a_type(quad: int, score: float, phrase: str, **more: Any) -> EventType:
        definition = words(f"{phrase}, as defined")
        return EventType.model_validate(
            {"quad": quad, "score": score, "phrase": words(phrase), "definition": definition} | more
        )

    aerial = Mode(score=-9.5, definition=words("from crewed aircraft"))
    rule = StanceRule(label="oppose", intensity=2)
    return Vocabulary(
        name="tiny",
        version="1",
        origin="made up for tests",
        quads={
            1: words("verbal cooperation"),
            2: words("material cooperation"),
            3: words("verbal conflict"),
            4: words("material conflict"),
        },
        types={
            "CONSULT": a_type(1, 2.5, "met or talked with", reciprocal=True),
            "AID": a_type(2, 10, "helped"),
            "ACCUSE": a_type(3, -3, "accused or criticised", stance=rule),
            "ASSAULT": a_type(4, -9, "attacked", modes={"aerial": aerial}),
        },
        actor_kinds={"state": words("a country or its government"), "other": words("else")},
        sectors={"MIL": words("armed forces")},
    )


def an_actor(name: str = "Ombara", *claims: Grounded, **more: Any) -> Actor:
    """An actor of the day resting on the given claims."""
    values: dict[str, Any] = {
        "id": "a-" + short_id(name, length=10),
        "name": name,
        "kind": "state",
        "claims": tuple(claim.id for claim in claims),
        "articles": _articles_of(claims),
    }
    return Actor(**{**values, **more})


def an_event(*claims: Grounded, **more: Any) -> Event:
    """An event of the day resting on the given claims: Ombara met Lestova."""
    first = claims[0].claim if claims else an_event_claim()
    assert isinstance(first, EventClaim)
    values: dict[str, Any] = {
        "type": first.type,
        "mode": first.mode,
        "quad": 1,
        "score": 2.5,
        "initiators": tuple("a-" + short_id(name, length=10) for name in first.initiators),
        "recipients": tuple("a-" + short_id(name, length=10) for name in first.recipients),
        "cue": first.cue,
        "factuality": first.factuality,
        "date": first.date,
        "claims": tuple(claim.id for claim in claims),
        "articles": _articles_of(claims),
        "origins": len(_articles_of(claims)),
        "confidence": first.confidence,
    }
    values["id"] = "e-" + short_id(first.type, first.initiators, first.recipients, length=10)
    values |= more
    values.setdefault("reports", {values["factuality"]: values["claims"]})
    return Event(**values)


def a_stance(*claims: Grounded, **more: Any) -> Stance:
    """A stance of the day resting on the given claims: Ombara opposes Lestova."""
    first = claims[0].claim if claims else a_stance_claim()
    assert isinstance(first, StanceClaim)
    values: dict[str, Any] = {
        "id": "s-" + short_id(first.holder, first.target, length=10),
        "holder": "a-" + short_id(first.holder, length=10),
        "target": "a-" + short_id(first.target, length=10),
        "claims": tuple(claim.id for claim in claims),
        "articles": _articles_of(claims),
        "origins": len(_articles_of(claims)),
    }
    same = ("target_type", "label", "intensity", "explicitness", "attribution", "speaker", "cue")
    values |= {name: getattr(first, name) for name in (*same, "confidence")}
    return Stance(**{**values, **more})


def a_source(article: Article, number: int = 1, **more: Any) -> Source:
    """The article as source ``number``."""
    values: dict[str, Any] = {
        "number": number,
        "article_id": article.id,
        "filed": DAY,
        "published": article.day,
        "origin": article.id,
        "sentences": len(article.sentences),
        "masked": sum(1 for sentence in article.sentences if sentence.masked),
        "cuts": len(article.cuts),
    }
    same = ("title", "outlet", "author", "url", "language", "path", "notes")
    values |= {name: getattr(article, name) for name in same}
    return Source(**{**values, **more})


def a_coverage(**more: Any) -> Coverage:
    """Nothing read."""
    return Coverage(**{"articles": 0, "origins": 0, "undated": 0, "failed": 0, **more})


def a_dossier(**more: Any) -> Dossier:
    """A day on which nothing was read, but for what you give."""
    empty = ("actors", "events", "stances", "stories", "contests", "sources", "failures")
    values: dict[str, Any] = dict.fromkeys((*empty, "extractions"), ())
    values |= {"day": DAY, "coverage": a_coverage(), "method": Method(program="briefing 0.1.0")}
    return Dossier(**{**values, **more})


def _articles_of(claims: Iterable[Grounded]) -> tuple[str, ...]:
    return tuple(sorted({proof.article_id for claim in claims for proof in claim.evidence}))
