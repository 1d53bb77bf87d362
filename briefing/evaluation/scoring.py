"""How well an extraction agrees with gold, for one article.

Matching is optimal and one to one. Exactness outranks obligation: a prediction goes to the gold
item that it fits best, and to a required one where both fit equally. One that goes to an optional
item is absorbed: it enters no count. A second prediction of the same item is an extra one.

Actors match leniently when names match at 0.7 or better, trying the actor's other forms when its
name is nobody's; strictly when its name itself is the gold name or an alias. Events and stances:
see the modules of these names. ``docs/evaluation.md`` tells the measures to a reader.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from briefing.domain.articles import Article
from briefing.domain.claims import ActorClaim, EventClaim, Extraction, Grounded, StanceClaim
from briefing.domain.vocabulary import Vocabulary
from briefing.errors import ConfigError
from briefing.evaluation import matching
from briefing.evaluation.case import Case, share, spans_of, text_of
from briefing.evaluation.events import Events
from briefing.evaluation.gold import GoldArticle
from briefing.evaluation.matching import assign, mentions
from briefing.evaluation.measures import ERRORS, ArticleScore, Count, Example, Share
from briefing.evaluation.stances import Stances

_Proof = tuple[Grounded, tuple[int, ...]]


def score_article(
    gold: GoldArticle,
    article: Article,
    extraction: Extraction,
    vocabulary: Vocabulary,
    related: matching.Related | None = None,
) -> ArticleScore:
    """Compare the grounded claims of ``extraction`` with ``gold`` (rules: see the module).

    The order of the claims does not matter. Raises ConfigError when gold uses an event type that
    the vocabulary lacks, or scipy is missing.
    """
    unknown = {name for event in gold.events for name in event.type} - set(vocabulary.types)
    if unknown:
        raise ConfigError(f"{gold.name}: the vocabulary has no event type {min(unknown)!r}")
    case = Case(gold, article, extraction, vocabulary, related)
    events, stances = Events(case), Stances(case)
    actors = _actor_pairs(case, strict=False)
    examples = (*events.errors(), *_actor_errors(case, actors), *stances.errors())
    wrong = Counter(example.error for example in examples)
    proofs = [*events.proven(), *stances.proven()]
    return ArticleScore(
        name=gold.name,
        held_out=gold.held_out,
        counts={
            "actors": _actor_count(case, actors),
            "actors strict": _actor_count(case, _actor_pairs(case, strict=True)),
        }
        | events.counts()
        | stances.counts(),
        shares=events.shares() | stances.shares() | _grounding(case, proofs) | _reading(case),
        errors={name: wrong[name] for name in ERRORS},
        statuses=events.statuses(),
        examples=examples,
        graded=(*events.graded(), *stances.graded()),
    )


def _actor_pairs(case: Case, *, strict: bool) -> tuple[tuple[int, int], ...]:
    table = []
    for claim, _ in case.claims(ActorClaim):
        ids, level = case.actor_names.resolve(claim.name, () if strict else claim.names)
        usable = ids if level == 1.0 or not strict else ()
        table.append([(g.name in usable) * (level + 1e-3 * g.required) for g in case.gold.actors])
    return assign(table)


def _actor_count(case: Case, pairs: Sequence[tuple[int, int]]) -> Count:
    who = case.gold.actors
    hits = sum(who[column].required for _, column in pairs)
    shown = len(case.claims(ActorClaim)) - len(pairs) + hits
    return Count(credit=hits, predicted=shown, required=sum(gold.required for gold in who))


def _actor_errors(case: Case, pairs: Sequence[tuple[int, int]]) -> list[Example]:
    rows, columns = {row for row, _ in pairs}, {column for _, column in pairs}
    missed = [
        Example(error="missed actor", gold=gold.name)
        for column, gold in enumerate(case.gold.actors)
        if gold.required and column not in columns
    ]
    extra = [
        Example(
            error="extra actor" if case.in_text(claim.name) else "actor not in the text",
            predicted=claim.name,
            evidence=text_of(item),
        )
        for row, (claim, item) in enumerate(case.claims(ActorClaim))
        if row not in rows
    ]
    return missed + extra


def _grounding(case: Case, proven: Sequence[_Proof]) -> dict[str, Share]:
    events, held = case.claims(EventClaim), case.claims(StanceClaim)
    roles = [_roles(case, item, (c.initiators, c.recipients or (c.issue,))) for c, item in events]
    roles += [_roles(case, item, ((c.holder,), (c.target,))) for c, item in held]
    proofs = [(spans_of(item), case.gold_spans(wanted)) for item, wanted in proven]
    pieces = [proof for item in case.grounded for proof in item.evidence]
    return {
        "evidence names both": share([bool(named) and all(named) for named in roles]),
        "evidence names any": share([any(named) for named in roles]),
        "offsets exact": share([case.exact(proof) for proof in pieces]),
        "evidence as in gold": share([matching.overlap(*two) for two in proofs]),
        "actors in the text": share([case.in_text(c.name) for c, _ in case.claims(ActorClaim)]),
        "claims that stand": share([True] * len(case.grounded) + [False] * case.rejected),
    }


def _roles(case: Case, item: Grounded, roles: Sequence[Sequence[str]]) -> list[bool]:
    """For each role that names somebody: whether the evidence names one of them."""
    proof = text_of(item)
    filled = [names for role in roles if (names := [name for name in role if name])]
    return [any(mentions(proof, case.called(name)) for name in names) for names in filled]


def _reading(case: Case) -> dict[str, Share]:
    """What reading, not extraction, made of the article."""
    gold, article = case.gold, case.article
    return {
        "published right": share([article.day == gold.published] if gold.published else []),
        "language right": share([article.language == gold.language] if gold.language else []),
    }
