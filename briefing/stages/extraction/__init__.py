"""From an article to a proposal, through an ``ask`` that is handed in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from briefing.domain.articles import Article
from briefing.domain.claims import ActorClaim, Proposal, Provenance
from briefing.domain.questions import Answer, Ask
from briefing.stages.extraction.actors import actor_claims, find_cast
from briefing.stages.extraction.events import find_events
from briefing.stages.extraction.mentions import MentionFinder
from briefing.stages.extraction.parsing import ParsedArticle, trees_of
from briefing.stages.extraction.stances import Company, derive_stances
from briefing.stages.extraction.tools import Tools
from briefing.stages.extraction.trees import Tree

RECIPE = "cue-and-tree/1"

__all__ = ["RECIPE", "Tools", "extract"]


async def extract(article: Article, ask: Ask, tools: Tools, origin: Provenance) -> Proposal:
    """Everything the model and the rules propose about one article.

    ``origin`` holds the model asked and the digests of prompts and schemas; what the answers tell
    is added to it. Raises what ``ask`` raises.
    """
    trees = _trees(article, tools)
    cast = await find_cast(article, ask, tools, trees)
    language = tools.language(article.language)
    english = language is None or not language.lexicon.endings
    countries = tools.countries_in(article.language)
    finder = MentionFinder(cast.parties, countries, qualifying=english)
    parsed = None
    if trees is not None and language is not None:
        kinds = {party.name: party.kind for party in cast.parties}
        parsed = ParsedArticle(article, trees, finder, kinds, language, tools.vocabulary)
    events, answers = await find_events(article, cast, finder, ask, tools, parsed)
    company = Company(
        kinds={party.name: party.kind for party in cast.parties},
        homes=parsed.homes if parsed is not None else {},
        **(language.takers if language is not None else {}),
    )
    stances = derive_stances(events, article, tools.vocabulary, company)
    used = frozenset(name for event in events for name in (*event.initiators, *event.recipients))
    actors = actor_claims(cast, article.sentences, finder, used, tools.vocabulary)
    unfound = [
        ActorClaim(name=party.name, names=(party.name,), kind=party.kind, evidence=())
        for party in cast.unfound
    ]
    return Proposal(
        article_id=article.id,
        claims=(*actors, *unfound, *events, *stances),
        provenance=_with_answers(origin, (*cast.answers, *answers)),
    )


def _trees(article: Article, tools: Tools) -> dict[int, Tree] | None:
    """The trees of the sentences, where there are a parser and the words to read them with."""
    language, parse = tools.language(article.language), tools.parser(article.language)
    if language is None or parse is None or language.lexicon.grammar is None:
        return None
    return trees_of(article, parse, language.lexicon.grammar)


def _with_answers(origin: Provenance, answers: Sequence[Answer]) -> Provenance:
    return origin.model_copy(
        update={
            "answering": tuple(sorted({a.answering for a in answers})),
            "recipe": RECIPE,
            "keys": tuple(key for a in answers for key in a.keys),
            "tokens_in": _total([a.tokens_in for a in answers]),
            "tokens_out": _total([a.tokens_out for a in answers]),
            "repairs": dict(sorted(Counter(r for a in answers for r in a.repairs).items())),
        }
    )


def _total(counts: Sequence[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None
