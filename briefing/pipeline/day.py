"""The story of a day: sources in, dossier and briefing out; the same page from the store."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from briefing import __version__
from briefing.config import Settings
from briefing.domain.articles import Article, Failure
from briefing.domain.claims import Extraction
from briefing.domain.dossier import Delta, Dossier, Method
from briefing.errors import BriefingError, ConfigError, InputError, NothingExtracted
from briefing.pipeline.harvest import Gathered, Harvest, gather, harvest
from briefing.pipeline.progress import Progress
from briefing.pipeline.publishing import check_folder, one_asker, one_writer, publish
from briefing.pipeline.single import prove_layouts
from briefing.pipeline.workshop import Workshop
from briefing.stages.comparison import compare
from briefing.stages.composition import compose
from briefing.stages.rendering import render
from briefing.stages.resolution import resolve
from briefing.store import FILE_NAME, Store


@dataclass(frozen=True)
class DayReport:
    """What a run did, for the summary line and ``--json``. ``partial`` means exit code 3.

    ``stopped`` is what ended it early, which has an exit code of its own.
    """

    day: date
    folder: Path
    files: tuple[Path, ...]
    articles: int
    failures: tuple[Failure, ...]
    events: int
    stances: int
    new: int
    grounded: int
    rejected: int
    calls: int
    recipe: str
    outcomes: dict[str, str]
    repairs: dict[str, int]
    held_back: tuple[str, ...] = ()
    stopped: BriefingError | None = None

    @property
    def partial(self) -> bool:
        """Whether something given could not be used."""
        return bool(self.failures)


def run_day(
    paths: Sequence[str],
    day: date,
    settings: Settings,
    progress: Progress,
    *,
    stdin: bytes | None = None,
    exclude: Sequence[str] = (),
) -> DayReport:
    """Read, extract, merge, compare and write the briefing of ``day``.

    Articles dated later than the day after ``day`` are held back by name. Raises NothingExtracted
    when no article could be used (no file is written then), and every run-wide BriefingError.
    """
    workshop = Workshop(settings.vocabulary, settings.overrides)
    gathered = gather(paths, workshop, settings, progress, stdin=stdin, exclude=exclude)
    # one day of grace: the evening edition of another time zone is dated tomorrow
    late = [a for a in gathered.articles if a.day and a.day > day + timedelta(days=1)]
    articles = [a for a in gathered.articles if not a.day or a.day <= day + timedelta(days=1)]
    _require(articles, gathered, late, day)
    # whatever would keep the briefing from being written is better known before a model is asked
    check_folder(settings.output / day.isoformat())
    if settings.overrides is not None:
        prove_layouts(articles[0], day, workshop)
    with Store(settings.output / FILE_NAME) as store, one_asker(settings.output, progress.say):
        result = asyncio.run(harvest(articles, workshop, settings, store, progress))
        _require_some(result)
        filed = {a.id: store.file_article(a, day) for a in articles}
        dossier = resolve(
            day,
            [a for a in articles if a.id in {e.article_id for e in result.extractions}],
            result.extractions,
            (*gathered.failures, *result.failures),
            countries=workshop.countries,
            vocabulary=workshop.vocabulary,
            filed=filed,
            outlets=settings.outlets,
            method=_method(result.extractions),
            repeats=gathered.repeats,
            held_back=sorted(a.path for a in late),
            decisions=store.decisions(),
            known=_known(store.dossier_before(day)),
        )
        with one_writer(settings.output):
            store.put_dossier(dossier)
            folder, files, delta = _write(dossier, store, workshop, settings)
    return _report(dossier, delta, folder, files, result)


def _require_some(result: Harvest) -> None:
    if not result.extractions:
        raise NothingExtracted(
            f"no article could be processed: {_named(result.failures)}",
            hint="no briefing was written; what was answered is kept for the next run",
        )


def _known(before: Dossier | None) -> list[str]:
    return [event.id for event in before.events] if before is not None else []


def _require(
    articles: Sequence[Article], gathered: Gathered, late: Sequence[Article], day: date
) -> None:
    if articles:
        return
    if late:
        raise InputError(
            f"all {len(late)} articles are dated after {day.isoformat()}",
            hint="give the day of the briefing with --day",
        )
    raise NothingExtracted(
        f"no article could be read: {_named(gathered.failures)}",
        hint="give .txt, .md or .jsonl files, or folders that hold some",
    )


def _named(failures: Sequence[Failure]) -> str:
    told = [f"{f.title or f.path} ({f.reason}: {f.detail.rstrip('.')})" for f in failures[:3]]
    return "; ".join(told) + (f"; and {len(failures) - 3} more" if failures[3:] else "")


def render_day(day: date | None, settings: Settings) -> tuple[date, Path, tuple[Path, ...]]:
    """Write a day's files again from the store alone; the latest day when none is named."""
    with open_store(settings) as store, one_writer(settings.output):
        days = store.days()
        chosen = day or (days[-1] if days else None)
        dossier = store.dossier(chosen) if chosen else None
        if dossier is None:
            known = ", ".join(d.isoformat() for d in days) or "none"
            raise InputError(
                f"the store has no briefing for {chosen or 'any day'}",
                hint=f"days in the store: {known}",
            )
        workshop = Workshop(settings.vocabulary, settings.overrides)
        _same_vocabulary(dossier, workshop)
        folder, files, _ = _write(dossier, store, workshop, settings)
    return dossier.day, folder, files


def _same_vocabulary(dossier: Dossier, workshop: Workshop) -> None:
    unknown = sorted({event.type for event in dossier.events} - set(workshop.vocabulary.types))
    if unknown:
        raise ConfigError(
            f"the vocabulary {workshop.vocabulary.name} has no {', '.join(unknown)}, which the "
            f"briefing of {dossier.day.isoformat()} uses",
            hint="name the vocabulary that the day was made with: --vocabulary NAME",
        )


def open_store(settings: Settings) -> Store:
    """The existing store of the output folder. Raises InputError when there is none."""
    path = settings.output / FILE_NAME
    if not path.is_file():
        raise InputError(
            f"there is no store in {settings.output}",
            hint="make a briefing first with `briefing run`, or name the folder with --output",
        )
    return Store(path)


def _write(
    dossier: Dossier, store: Store, workshop: Workshop, settings: Settings
) -> tuple[Path, tuple[Path, ...], Delta]:
    delta = compare(dossier, store.dossier_before(dossier.day))
    articles = {}
    for source in dossier.sources:
        article = store.article(source.article_id)
        if article is not None:  # a later day may have read the same article from another path
            articles[article.id] = article.model_copy(update={"path": source.path})
    briefing = compose(dossier, delta, articles, workshop.vocabulary)
    files = render(briefing, workshop.templates.render)
    files["dossier.json"] = dossier.model_dump_json(indent=1) + "\n"
    folder = settings.output / dossier.day.isoformat()
    return folder, publish(folder, files), delta


def _method(extractions: Sequence[Extraction]) -> Method:
    origins = [extraction.provenance for extraction in extractions]
    repairs: Counter[str] = Counter()
    for origin in origins:
        repairs.update(origin.repairs)
    return Method(
        program=f"briefing {__version__}",
        asked=tuple(sorted({o.asked for o in origins})),
        answering=tuple(sorted({name for o in origins for name in o.answering})),
        recipe=", ".join(sorted({o.recipe for o in origins})),
        prompts=origins[0].prompts if origins else {},
        schemas=origins[0].schemas if origins else {},
        repairs=dict(sorted(repairs.items())),
    )


def _report(
    dossier: Dossier, delta: Delta, folder: Path, files: tuple[Path, ...], result: Harvest
) -> DayReport:
    return DayReport(
        day=dossier.day,
        folder=folder,
        files=files,
        articles=len(dossier.sources),
        failures=dossier.failures,
        events=len(dossier.events),
        stances=len(dossier.stances),
        new=sum(delta.change_of(event.id) == "new" for event in dossier.events),
        grounded=dossier.coverage.grounded,
        rejected=sum(dossier.coverage.rejections.values()),
        calls=result.calls,
        recipe=dossier.method.recipe,
        outcomes=result.outcomes,
        repairs=dossier.method.repairs,
        held_back=dossier.coverage.held_back,
        stopped=result.stopped,
    )
