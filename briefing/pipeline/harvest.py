"""From paths to grounded claims: read, number, ask, ground, weigh. A bad one loses no good one."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Coroutine, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any

from briefing.config import Settings
from briefing.domain.articles import Article, Failure
from briefing.domain.claims import Extraction, Proposal
from briefing.domain.questions import Granularity
from briefing.domain.standing import Standing
from briefing.errors import AccountError, ArticleFailure, BriefingError, ModelUnavailable
from briefing.llm.answers import AnswerBook, FolderBook
from briefing.llm.asking import Asker, Sampling
from briefing.pipeline.connection import Connection
from briefing.pipeline.deadlines import Deadlines
from briefing.pipeline.desk import Desk
from briefing.pipeline.progress import Progress
from briefing.pipeline.serving import Served
from briefing.pipeline.workshop import Workshop, numbered
from briefing.resources import shipped_answers
from briefing.sources.files import read_sources
from briefing.stages.extraction import RECIPES, extract
from briefing.stages.grounding import ground
from briefing.stages.standing import weigh
from briefing.store import Store

PENDING = "pending"


@dataclass(frozen=True)
class Gathered:
    """The articles of a run, numbered, and what could not be read."""

    articles: tuple[Article, ...]
    failures: tuple[Failure, ...]
    repeats: tuple[str, ...]


@dataclass(frozen=True, repr=False)  # asyncio.run writes a result out, and throws that away
class Harvest:
    """What extraction made of the articles. ``calls`` counts questions that reached a model.

    ``outcomes`` and ``seconds`` are by article id; an article is timed only when a model was asked.
    ``granularity`` is the recipe's. ``stopped`` is what ended the run early; the articles that were
    not read are failures with the reason "pending".
    """

    extractions: tuple[Extraction, ...]
    failures: tuple[Failure, ...]
    calls: int
    outcomes: dict[str, str] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    stopped: BriefingError | None = None
    granularity: Granularity = "sentence"


def gather(
    paths: Sequence[str],
    workshop: Workshop,
    settings: Settings,
    progress: Progress,
    *,
    stdin: bytes | None = None,
    exclude: Sequence[str] = (),
) -> Gathered:
    """Read and number the articles. Raises InputError when no path was given."""
    reading = read_sources(
        paths,
        rules=workshop.rules,
        stdin=stdin,
        exclude=exclude,
        max_bytes=settings.max_bytes,
    )
    articles = tuple(numbered(article, workshop) for article in reading.articles)
    progress.reading(len(articles), len(reading.failures))
    return Gathered(articles, reading.failures, reading.repeats)


def open_book(settings: Settings, store: Store) -> AnswerBook:
    """The answer book of a run, from ``--record``, ``--replay`` and ``--fresh``."""
    if settings.replay is not None:
        return AnswerBook((("recording", FolderBook(settings.replay)),), strict=True)
    writers: tuple[Store | FolderBook, ...] = (store,)
    if settings.record is not None:
        writers = (store, FolderBook(settings.record))
    if settings.fresh:
        return AnswerBook((), writers)
    shipped = shipped_answers()
    recordings = [FolderBook(settings.record)] if settings.record is not None else []
    recordings += [FolderBook(shipped)] if shipped is not None else []
    readers = (("store", store), *(("recording", book) for book in recordings))
    return AnswerBook(readers, writers)  # type: ignore[arg-type]


async def harvest(
    articles: Sequence[Article],
    workshop: Workshop,
    settings: Settings,
    store: Store,
    progress: Progress,
) -> Harvest:
    """Extract, ground and weigh every article; results are in the order of ``articles``.

    An ``ArticleFailure`` or a missed deadline costs that article only. Every other
    ``BriefingError`` stops the run; what was answered until then is in the store. Servers that fail
    after they have answered end it early, see ``Harvest.stopped``; what else stops it is raised.
    """
    async with AsyncExitStack() as stack:
        book = open_book(settings, store)
        deadlines = Deadlines(settings.deadline)
        connection = Connection(settings, book, store, stack, progress, deadlines.paused)
        model = await _model(connection, articles, workshop, settings, store)
        served = connection.served(model)
        sampling = Sampling(model, settings.temperature, served.context)
        asker = Asker(sampling, book, connection.client, served.jobs, served.ladders)
        desk = await stack.enter_async_context(Desk())
        line = _Line(workshop, settings, store, asker, progress, model, deadlines, served, desk)
        progress.extracting(len(articles))
        results, stopped = await _results(articles, line)
    standing = _standing(workshop, settings, served.granularity, progress)
    extractions = []
    failures = []
    for article in articles:
        result = results[article.id]
        if isinstance(result, Failure):
            failures.append(result)
        else:
            extractions.append(weigh(ground(result, article), article, standing))
    return Harvest(
        tuple(extractions),
        tuple(failures),
        asker.live_calls,
        line.outcomes,
        line.seconds,
        stopped,
        served.granularity,
    )


def _standing(
    workshop: Workshop, settings: Settings, granularity: Granularity, progress: Progress
) -> Standing:
    """The weights with the bar of this run; says so when a bar was set that nothing is held to."""
    found = workshop.standing
    if settings.least and found.recipe != RECIPES[granularity].name:
        why = "this vocabulary" if not found.recipe else f"the recipe {RECIPES[granularity].name}"
        progress.say(f"least {settings.least:g} has no effect: there are no weights for {why}")
    return found.at_least(settings.least)


async def _results(
    articles: Sequence[Article], line: _Line
) -> tuple[dict[str, Proposal | Failure], BriefingError | None]:
    """What became of each article, by id, and what ended the run before it came to all of them."""
    results: dict[str, Proposal | Failure] = {}

    async def one(article: Article) -> None:
        async with line.asker.slots.article() as rank:
            results[article.id] = await line.propose(article, rank)

    try:
        await _all_or_first_error([one(article) for article in articles])
    except (AccountError, ModelUnavailable) as error:
        if not line.asker.live_calls:
            raise
        results |= {a.id: line.left_over(a) for a in articles if a.id not in results}
        if all(isinstance(result, Failure) for result in results.values()):
            raise
        return results, error
    return results, None


async def _model(
    connection: Connection,
    articles: Sequence[Article],
    workshop: Workshop,
    settings: Settings,
    store: Store,
) -> str:
    """The model to ask. With nothing left to ask, its server is not even asked for its name."""
    last = connection.model_of_last_time()
    if last and not settings.record:
        served = connection.served(last)
        recipe = _recipe(workshop, settings, last, served)
        if all(store.get_proposal(article.id, recipe) is not None for article in articles):
            return last
    return await connection.model()


def _recipe(workshop: Workshop, settings: Settings, model: str, served: Served) -> str:
    return workshop.recipe(model, settings.temperature, served.granularity, served.context)


async def _all_or_first_error(jobs: Sequence[Coroutine[Any, Any, None]]) -> None:
    """Like gather, but an error that stops the run cancels the rest and is raised bare."""
    try:
        async with asyncio.TaskGroup() as group:
            for job in jobs:
                group.create_task(job)
    except BaseExceptionGroup as several:
        first = several.exceptions[0]
        while isinstance(first, BaseExceptionGroup):
            first = first.exceptions[0]
        expected = several.subgroup(BriefingError)
        while isinstance(expected, BaseExceptionGroup):
            first = expected = expected.exceptions[0]  # type: ignore[assignment]
        raise first from None


@dataclass
class _Line:
    """One article at a time: the store's proposal if the recipe is the same, else questions."""

    workshop: Workshop
    settings: Settings
    store: Store
    asker: Asker
    progress: Progress
    model: str
    deadlines: Deadlines
    served: Served
    desk: Desk
    outcomes: dict[str, str] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    async def propose(self, article: Article, rank: int) -> Proposal | Failure:
        known, recipe = self._known(article)
        if known is not None:
            return self._done(article, known, "from store")
        before, started = self.asker.live_calls, time.monotonic()
        try:
            async with self.deadlines.article():
                proposal = await self.desk.work(
                    extract(
                        article,
                        self.desk.reaching(self.asker.for_article(article.id, rank)),
                        self.workshop.tools,
                        self.workshop.origin(self.model),
                        self.served.granularity,
                        self.served.context,
                    )
                )
        except TimeoutError:
            detail = (
                f"not finished within {self.settings.deadline:.0f} s; what was answered is kept"
            )
            return self._failed(article, "deadline", detail)
        except ArticleFailure as error:
            detail = f"{error.message}. {error.hint}".strip() if error.hint else error.message
            return self._failed(article, error.reason, detail)
        if not self.settings.replay:
            self.store.put_proposal(proposal, recipe)
        asked = self.asker.live_calls > before
        if asked:
            self.seconds[article.id] = time.monotonic() - started
        return self._done(article, proposal, "asked" if asked else "from recording")

    def _known(self, article: Article) -> tuple[Proposal | None, str]:
        """What the store holds of an article, and the recipe under which it is to be kept."""
        recipe = _recipe(self.workshop, self.settings, self.model, self.served)
        derived = not (self.settings.fresh or self.settings.replay or self.settings.record)
        return (self.store.get_proposal(article.id, recipe) if derived else None), recipe

    def left_over(self, article: Article) -> Proposal | Failure:
        """An article that the run did not come to: what the store holds of it, else pending."""
        known, _ = self._known(article)
        if known is not None:
            return self._done(article, known, "from store")
        self.outcomes[article.id] = PENDING
        detail = "the run stopped before it was read; run again to go on, what was answered is kept"
        return self._failure(article, PENDING, detail)

    def _done(self, article: Article, proposal: Proposal, outcome: str) -> Proposal:
        self.outcomes[article.id] = outcome
        self.progress.article(article.title, outcome)
        return proposal

    def _failed(self, article: Article, reason: str, detail: str) -> Failure:
        self.outcomes[article.id] = f"failed: {reason}"
        self.progress.article(article.title, f"failed: {reason}")
        return self._failure(article, reason, detail)

    def _failure(self, article: Article, reason: str, detail: str) -> Failure:
        return Failure(
            path=article.path,
            stage="extract",
            reason=reason,
            detail=detail,
            article_id=article.id,
            title=article.title,
        )
