"""Attitudes as stance claims."""

from __future__ import annotations

from briefing.domain.articles import Article
from briefing.domain.claims import StanceClaim
from briefing.stages.extraction.inflection import as_spelt
from briefing.stages.extraction.parsing import ParsedArticle

_SURE = 0.55


def held_stances(article: Article, parsed: ParsedArticle) -> list[StanceClaim]:
    """The attitudes that the sentences of an article tell, in its order.

    A sentence that only says "he" gets the one of the name as further evidence.
    """
    claims = []
    for sentence in article.sentences:
        for one in parsed.attitudes.get(sentence.number, ()):
            parties = () if one.thing else (one.target,)
            before = parsed.antecedent(sentence.number, (one.holder,), parties)
            claims.append(
                StanceClaim(
                    holder=one.holder,
                    target=as_spelt(one.target, sentence.text) if one.thing else one.target,
                    target_type="policy" if one.thing else "actor",
                    label=one.label,
                    explicitness="explicit",
                    attribution="reported_by_other",
                    cue=sentence.text[one.start : one.end],
                    confidence=_SURE,
                    evidence=(sentence.number, *before),
                )
            )
    return claims
