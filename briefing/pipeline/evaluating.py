"""Extraction against gold: the same way through the house as a day, scored at the end."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

from briefing.config import Settings
from briefing.domain.articles import Article
from briefing.domain.claims import Extraction
from briefing.errors import InputError, NothingExtracted
from briefing.evaluation.gold import GoldArticle, load_gold
from briefing.evaluation.report import ArticleScore, Cost, Costs, Totals
from briefing.evaluation.scoring import score_article, total
from briefing.pipeline.harvest import Harvest, gather, harvest
from briefing.pipeline.progress import Progress
from briefing.pipeline.workshop import Workshop
from briefing.store import FILE_NAME, Store


@dataclass(frozen=True)
class Evaluation:
    """Scores in the order of the gold; ``missed`` names the articles that failed and why."""

    totals: Totals
    scores: tuple[ArticleScore, ...]
    costs: Costs
    missed: tuple[str, ...]


def evaluate(gold: Path, seeds: Path | None, settings: Settings, progress: Progress) -> Evaluation:
    """Extract every annotated article below ``gold`` and score it; failed articles count as empty.

    Raises ConfigError for bad gold, InputError for an article that cannot be read, and
    NothingExtracted when none could be processed.
    """
    annotated = load_gold(gold, seeds)
    workshop = Workshop(settings.vocabulary, settings.overrides)
    articles = {one.name: _read(one, workshop, settings, progress) for one in annotated}
    different = tuple({article.id: article for article in articles.values()}.values())
    with Store(settings.output / FILE_NAME) as store:
        result = asyncio.run(harvest(different, workshop, settings, store, progress))
    if not result.extractions:
        raise NothingExtracted("none of the annotated articles could be processed")
    extractions = {extraction.article_id: extraction for extraction in result.extractions}
    scores = []
    for one in annotated:
        article = articles[one.name]
        empty = Extraction(
            article_id=article.id,
            grounded=(),
            rejected=(),
            provenance=workshop.origin(settings.model),
        )
        found = extractions.get(article.id, empty)
        scores.append(score_article(one, article, found, workshop.vocabulary))
    return Evaluation(
        total(scores),
        tuple(scores),
        _costs(annotated, articles, extractions, result),
        tuple(f"{failure.title}: {failure.detail}" for failure in result.failures),
    )


def _read(one: GoldArticle, workshop: Workshop, settings: Settings, progress: Progress) -> Article:
    gathered = gather([str(one.path)], workshop, settings, progress)
    if not gathered.articles:
        failure = gathered.failures[0]
        raise InputError(
            f"the annotated article {failure.path} cannot be read: {failure.reason}",
            hint=failure.detail,
        )
    return gathered.articles[0]


def _costs(
    annotated: tuple[GoldArticle, ...],
    articles: dict[str, Article],
    extractions: dict[str, Extraction],
    result: Harvest,
) -> Costs:
    each: dict[str, Cost] = {}
    for one in annotated:
        found = extractions.get(articles[one.name].id)
        if found is not None:
            origin = found.provenance
            each[one.name] = Cost(
                calls=len(origin.keys),
                tokens_in=origin.tokens_in,
                tokens_out=origin.tokens_out,
                seconds=result.seconds.get(found.article_id),
            )
    timed = [cost.seconds for cost in each.values()]
    known = all(
        cost.tokens_in is not None and cost.tokens_out is not None for cost in each.values()
    )
    whole = Cost(
        calls=sum(cost.calls for cost in each.values()),
        tokens_in=sum(cost.tokens_in or 0 for cost in each.values()) if known else None,
        tokens_out=sum(cost.tokens_out or 0 for cost in each.values()) if known else None,
        seconds=sum(s or 0.0 for s in timed) if all(s is not None for s in timed) else None,
    )
    return Costs(total=whole, articles=each)
