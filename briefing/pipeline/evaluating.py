"""Extraction against gold: the same way through the house as a day, scored at the end."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from pathlib import Path

from briefing.config import Settings
from briefing.domain.articles import Article
from briefing.domain.claims import Extraction
from briefing.errors import InputError, NothingExtracted
from briefing.evaluation.gold import GoldArticle, load_gold
from briefing.evaluation.measures import Cost
from briefing.evaluation.runs import Run, group
from briefing.evaluation.scoring import score_article
from briefing.pipeline.harvest import Harvest, gather, harvest
from briefing.pipeline.progress import Progress
from briefing.pipeline.workshop import Workshop
from briefing.store import FILE_NAME, Store


def evaluate(
    folders: Sequence[Path],
    seeds: Path | None,
    settings: Settings,
    progress: Progress,
    *,
    only: Collection[str] = (),
    languages: Collection[str] = (),
    name: str = "",
    reveal: bool = False,
) -> Run:
    """Extract every annotated article in ``folders`` and score it; failed articles count as empty.

    ``only`` names the parts of the gold to take (all, when empty), ``languages`` those of their
    articles by ISO 639-1 code, ``name`` the run (its model, when empty); ``reveal`` keeps the
    articles of held-out parts in the result. Raises ConfigError for bad gold, InputError for an
    article that cannot be read or when none is in these languages, and NothingExtracted when none
    could be processed.
    """
    return asyncio.run(
        evaluate_within(
            folders,
            seeds,
            settings,
            progress,
            only=only,
            languages=languages,
            name=name,
            reveal=reveal,
        )
    )


async def evaluate_within(
    folders: Sequence[Path],
    seeds: Path | None,
    settings: Settings,
    progress: Progress,
    *,
    only: Collection[str] = (),
    languages: Collection[str] = (),
    name: str = "",
    reveal: bool = False,
) -> Run:
    """As ``evaluate``, within an event loop that runs already."""
    annotated = load_gold(folders, seeds, only)
    workshop = Workshop(settings.vocabulary, settings.overrides)
    articles = {one.name: _read(one, workshop, settings, progress) for one in annotated}
    annotated = _in(languages, annotated, articles)
    articles = {one.name: articles[one.name] for one in annotated}
    different = tuple({article.id: article for article in articles.values()}.values())
    with Store(settings.output / FILE_NAME) as store:
        result = await harvest(different, workshop, settings, store, progress)
    if result.stopped is not None:  # half an evaluation is none
        raise result.stopped
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
    origin = result.extractions[0].provenance
    return Run(
        name=name or origin.asked,
        model=origin.asked,
        recipe=workshop.recipe(
            origin.asked, settings.temperature, result.granularity, settings.context
        ),
        groups=group(scores, _costs(annotated, articles, extractions, result), reveal=reveal),
        missed=tuple(f"{failure.title}: {failure.detail}" for failure in result.failures),
    )


def _in(
    languages: Collection[str], annotated: tuple[GoldArticle, ...], articles: dict[str, Article]
) -> tuple[GoldArticle, ...]:
    """The annotated articles in some languages, or all when none is given."""
    kept = tuple(
        one for one in annotated if not languages or articles[one.name].language in languages
    )
    if annotated and not kept:
        told = ", ".join(sorted({one.language or "unknown" for one in articles.values()}))
        raise InputError(
            f"the gold has no article in {', '.join(sorted(languages))}",
            hint=f"Its articles are in: {told}.",
        )
    return kept


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
) -> dict[str, Cost]:
    """What each article cost that could be processed."""
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
    return each
