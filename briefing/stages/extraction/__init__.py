"""From an article to a proposal, through an ``ask`` that is handed in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from briefing.domain.articles import Article
from briefing.domain.claims import ActorClaim, Proposal, Provenance
from briefing.domain.questions import Answer, Ask, Granularity
from briefing.stages.extraction.actors import actor_claims, with_a_role
from briefing.stages.extraction.recipes import RECIPES, Task
from briefing.stages.extraction.tools import Tools

__all__ = ["RECIPES", "Tools", "extract"]


async def extract(
    article: Article,
    ask: Ask,
    tools: Tools,
    origin: Provenance,
    granularity: Granularity = "sentence",
    context: int = 8192,
) -> Proposal:
    """Everything the model and the rules propose about one article.

    ``origin`` holds the model asked and the digests of prompts and schemas; what the answers tell
    is added to it. ``granularity`` chooses the recipe; ``context`` is the tokens of one request.
    Raises what ``ask`` raises.
    """
    recipe = RECIPES[granularity]
    found = await recipe.read(Task(article, ask, tools, context))
    claims = (*found.events, *found.stances)
    used = with_a_role(found.events, found.stances)
    actors = actor_claims(found.cast, article.sentences, found.finder, used, tools.vocabulary)
    unfound = [
        ActorClaim(name=party.name, names=(party.name,), kind=party.kind, evidence=())
        for party in found.cast.unfound
    ]
    return Proposal(
        article_id=article.id,
        claims=(*actors, *unfound, *claims),
        provenance=_with_answers(origin, found.answers, recipe.name),
        refused=found.refused,
        unread=found.unread,
    )


def _with_answers(origin: Provenance, answers: Sequence[Answer], recipe: str) -> Provenance:
    return origin.model_copy(
        update={
            "answering": tuple(sorted({a.answering for a in answers})),
            "recipe": recipe,
            "keys": tuple(key for a in answers for key in a.keys),
            "tokens_in": _total([a.tokens_in for a in answers]),
            "tokens_out": _total([a.tokens_out for a in answers]),
            "repairs": dict(sorted(Counter(r for a in answers for r in a.repairs).items())),
        }
    )


def _total(counts: Sequence[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None
