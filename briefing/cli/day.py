"""`briefing run`, `extract`, `render` and `explain`: doors only."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefing.cli import options as o
from briefing.cli.console import complain, note, out, out_json
from briefing.cli.watching import watcher

if TYPE_CHECKING:
    from briefing.domain.articles import Failure
    from briefing.errors import BriefingError
    from briefing.pipeline.day import DayReport

_LINES_FACTOR = 100  # standard input may be .jsonl, which holds many articles


def _stdin(paths: list[str], max_bytes: int) -> bytes | None:
    """Standard input if it is asked for; one byte too many shows that it is too long."""
    if "-" not in paths:
        return None
    return sys.stdin.buffer.read(_LINES_FACTOR * max_bytes + 1) if sys.stdin else b""


def _tell_failures(failures: Sequence[Failure]) -> None:
    pending = [failure for failure in failures if failure.reason == "pending"]
    if pending:
        note(f"pending: {_count(len(pending), 'article')}; run again to go on")
    for failure in failures:
        if failure.reason == "pending":
            continue
        note(f"left out: {failure.path}: {failure.reason}. {failure.detail}")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def run(
    paths: o.Paths,
    day: o.Day = None,
    exclude: o.Exclude = None,
    output: o.Output = None,
    base_url: o.BaseUrl = None,
    model: o.Model = None,
    model_path: o.ModelPath = None,
    jobs: o.Jobs = None,
    timeout: o.Timeout = None,
    context: o.Context = None,
    granularity: o.Granularity = None,
    least: o.Least = None,
    record: o.Record = None,
    replay: o.Replay = None,
    fresh: o.Fresh = False,
    overrides: o.Overrides = None,
    vocabulary: o.VocabularyName = None,
    config: o.Config = None,
    json_: o.Json = False,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
) -> int:
    """Make the briefing of a day from articles.

    \b
    briefing run seeds/
    briefing run news/ --base-url http://127.0.0.1:8080/v1
    briefing run news/ --day 2026-03-04 --output reports
    cat article.txt | briefing run -
    """
    settings = o.settings_from(locals())
    chosen = o.a_day(day) or _today()
    from briefing.pipeline.day import run_day

    stdin = _stdin(paths, settings.max_bytes)
    with watcher(quiet=quiet, verbose=verbose, machine=json_) as progress:
        report = run_day(paths, chosen, settings, progress, stdin=stdin, exclude=exclude or ())
    if json_:
        out_json(_as_json(report))
    else:
        _tell(report, quiet=quiet)
    return _ended(report.stopped, 3 if report.partial else 0)


def _ended(stopped: BriefingError | None, code: int) -> int:
    """The exit code; what ended the run early is told last, and its own code wins."""
    if stopped is None:
        return code
    complain(stopped.title, stopped.message, stopped.hint)
    return stopped.exit_code


def _as_json(report: DayReport) -> dict[str, Any]:
    return {
        "day": report.day,
        "briefing": str(report.folder / "briefing.md"),
        "articles": report.articles,
        "events": report.events,
        "new": report.new,
        "stances": report.stances,
        "grounded": report.grounded,
        "rejected": report.rejected,
        "calls": report.calls,
        "recipe": report.recipe,
        "outcomes": report.outcomes,
        "repairs": report.repairs,
        "failures": [failure.model_dump() for failure in report.failures],
        "held_back": report.held_back,
        "stopped": report.stopped.message if report.stopped else None,
    }


def _tell(report: DayReport, *, quiet: bool) -> None:
    _tell_failures(report.failures)
    if not quiet:
        for path in report.held_back:
            note(f"held back: {path}: dated after {report.day.isoformat()}")
        note(
            f"{_count(report.articles, 'article')}, {_count(report.events, 'event')} "
            f"({report.new} new), {_count(report.stances, 'stance')}, {report.rejected} of "
            f"{_count(report.rejected + report.grounded, 'claim')} rejected, "
            f"{_count(report.calls, 'model call')}, recipe {report.recipe or 'none'}"
        )
        if report.repairs:
            told = ", ".join(f"{name} {number}" for name, number in report.repairs.items())
            note(f"answers repaired without asking again: {told}")
    out(str(report.folder / "briefing.md"))


def _today() -> date:
    return datetime.now().astimezone().date()


def extract(
    paths: o.Paths,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="Annotated Markdown notes instead of JSON lines.")
    ] = False,
    exclude: o.Exclude = None,
    output: o.Output = None,
    base_url: o.BaseUrl = None,
    model: o.Model = None,
    model_path: o.ModelPath = None,
    jobs: o.Jobs = None,
    timeout: o.Timeout = None,
    context: o.Context = None,
    granularity: o.Granularity = None,
    least: o.Least = None,
    record: o.Record = None,
    replay: o.Replay = None,
    fresh: o.Fresh = False,
    overrides: o.Overrides = None,
    vocabulary: o.VocabularyName = None,
    config: o.Config = None,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
) -> int:
    """Print actors, events and stances of articles: JSON lines, or Markdown notes.

    \b
    briefing extract article.md
    briefing extract article.md --markdown
    briefing extract news/ --base-url http://127.0.0.1:11434/v1 --model qwen2.5 > records.jsonl
    """
    settings = o.settings_from(locals())
    from briefing.pipeline.extracting import as_note, as_record, extract_articles
    from briefing.pipeline.workshop import Workshop

    stdin = _stdin(paths, settings.max_bytes)
    with watcher(quiet=quiet, verbose=verbose) as progress:
        records = extract_articles(paths, settings, progress, stdin=stdin, exclude=exclude or ())
    workshop = None
    for article, extraction in zip(records.articles, records.extractions, strict=True):
        if markdown:
            workshop = workshop or Workshop(settings.vocabulary, settings.overrides)
            out(as_note(article, extraction, _today(), workshop))
        else:
            out_json(as_record(article, extraction))
    _tell_failures(records.failures)
    left_out = 3 if records.articles else 4
    return _ended(records.stopped, left_out if records.failures else 0)


def render(
    day: o.Day = None,
    output: o.Output = None,
    overrides: o.Overrides = None,
    vocabulary: o.VocabularyName = None,
    config: o.Config = None,
    json_: o.Json = False,
) -> int:
    """Write a day's Markdown again from the store; no article is read, no model is asked.

    \b
    briefing render
    briefing render --day 2026-03-04 --overrides mine
    """
    settings = o.settings_from(locals())
    from briefing.pipeline.day import render_day

    chosen, folder, files = render_day(o.a_day(day), settings)
    if json_:
        out_json({"day": chosen, "files": [str(path) for path in files]})
    else:
        out(str(folder / "briefing.md"))
    return 0


def explain(
    item: Annotated[
        str, typer.Argument(help="An id: e-… p-… t-… x-… y-… c-… or a-…", metavar="ID")
    ],
    day: o.Day = None,
    output: o.Output = None,
    config: o.Config = None,
    json_: o.Json = False,
) -> int:
    """Show what a line of the briefing rests on: claims, sentences, merges, model and recipe.

    \b
    briefing explain e-1a2b3c4d
    briefing explain p-0f0f0f0f --json
    """
    settings = o.settings_from(locals())
    from briefing.pipeline.explaining import explain as explained

    found = explained(item, o.a_day(day), settings)
    if json_:
        out_json(found)
    else:
        _print_explained(found)
    return 0


def _print_explained(found: dict[str, Any]) -> None:
    out(f"{found['kind']} {found['id']} of {found['day']}")
    names = found.get("names", {})
    for key, value in found["record"].items():
        if value not in ("", None, [], {}, ()) and key not in ("id", "claims"):
            out(f"  {key}: {_named(value, names)}")
    for claim in found["claims"]:
        out(f"claim {claim['id']} in {claim['title']!r} (grade {claim['grade']}, {claim['asked']})")
        for evidence in claim["evidence"]:
            out(f"  S{evidence['sentence']}: {evidence['text']}")


def _named(value: Any, names: dict[str, str]) -> str:
    if isinstance(value, list):
        return "; ".join(_named(item, names) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{k} {_named(v, names)}" for k, v in value.items() if v not in ("", None))
    return names.get(value, str(value)) if isinstance(value, str) else str(value)
