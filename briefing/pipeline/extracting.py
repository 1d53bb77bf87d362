"""Extraction alone: typed records of the given articles, no merging, no briefing."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from briefing.config import Settings
from briefing.domain.articles import Article, Failure
from briefing.domain.claims import Extraction
from briefing.errors import BriefingError
from briefing.pipeline.harvest import gather, harvest
from briefing.pipeline.progress import Progress
from briefing.pipeline.publishing import one_asker
from briefing.pipeline.single import page_of_one
from briefing.pipeline.workshop import Workshop
from briefing.stages.rendering import render_note
from briefing.store import FILE_NAME, Store


@dataclass(frozen=True)
class Records:
    """Extractions in input order beside their articles, what failed, and what ended it early."""

    articles: tuple[Article, ...]
    extractions: tuple[Extraction, ...]
    failures: tuple[Failure, ...]
    calls: int
    stopped: BriefingError | None = None


def extract_articles(
    paths: Sequence[str],
    settings: Settings,
    progress: Progress,
    *,
    stdin: bytes | None = None,
    exclude: Sequence[str] = (),
) -> Records:
    """Read and extract. Failures are returned, not raised; run-wide errors are raised."""
    workshop = Workshop(settings.vocabulary, settings.overrides)
    gathered = gather(paths, workshop, settings, progress, stdin=stdin, exclude=exclude)
    if not gathered.articles:
        return Records((), (), gathered.failures, 0)
    with (
        Store(settings.output / FILE_NAME) as store,
        one_asker(settings.output, progress.say),
    ):
        result = asyncio.run(harvest(gathered.articles, workshop, settings, store, progress))
    done = {extraction.article_id for extraction in result.extractions}
    return Records(
        tuple(a for a in gathered.articles if a.id in done),
        result.extractions,
        (*gathered.failures, *result.failures),
        result.calls,
        result.stopped,
    )


def as_record(article: Article, extraction: Extraction) -> dict[str, Any]:
    """One article as one JSON object: who it is, its sentences, what was found and what was not."""
    return {
        "article": article.model_dump(mode="json", exclude={"text"}),
        "grounded": [item.model_dump(mode="json") for item in extraction.grounded],
        "rejected": [item.model_dump(mode="json") for item in extraction.rejected],
        "unread": list(extraction.unread),
        "provenance": extraction.provenance.model_dump(mode="json"),
    }


def as_note(article: Article, extraction: Extraction, day: date, workshop: Workshop) -> str:
    """One article as an annotated Markdown note; ``day`` files an undated article."""
    page = page_of_one(article, extraction, day, workshop)
    return render_note(page.notes[0], workshop.templates.render)
