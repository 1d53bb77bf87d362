"""`briefing eval`: how good the extraction is, against gold."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from briefing.cli import options as o
from briefing.cli.console import note, out
from briefing.cli.watching import watcher

_OWN = Path("benchmarks") / "gold"

_Gold = Annotated[
    list[Path] | None,
    typer.Option(
        "--gold",
        help="Folder with gold.json files, repeatable [BRIEFING_GOLD and benchmarks/gold].",
    ),
]
_Part = Annotated[
    list[str] | None,
    typer.Option("--part", help="Only this part of the gold (repeatable), e.g. tuning."),
]
_Language = Annotated[
    list[str] | None,
    typer.Option("--language", help="Only articles in this language (repeatable), e.g. en."),
]
_Reveal = Annotated[
    bool,
    typer.Option("--reveal-held-out", help="Show the articles and errors of held-out parts."),
]
_Seeds = Annotated[Path, typer.Option("--seeds", help="Folder of the seed articles.")]
_Form = Annotated[str, typer.Option("--format", "--as", help="table, markdown or json.")]
_Errors = Annotated[bool, typer.Option("--errors", help="List every error in the table, too.")]
_Against = Annotated[
    list[Path] | None,
    typer.Option("--against", help="Compare with the --json result of an earlier run."),
]
_Name = Annotated[str, typer.Option("--name", help="What to call this run [its model].")]
_Configs = Annotated[
    list[str] | None,
    typer.Option("--config", help="Settings file [briefing.toml]; several NAME=FILE are compared."),
]
_Benchmarks = Annotated[
    list[str] | None,
    typer.Option(
        "--benchmark", help="Measure foreign data of the gold folder instead: gsr or seesaw."
    ),
]
_Limit = Annotated[
    int | None, typer.Option("--limit", min=1, help="Only so many records of a benchmark.")
]


def evaluate(
    gold: _Gold = None,
    part: _Part = None,
    language: _Language = None,
    reveal: _Reveal = False,
    seeds: _Seeds = Path("seeds"),
    form: _Form = "table",
    as_json: o.Json = False,
    errors: _Errors = False,
    against: _Against = None,
    name: _Name = "",
    config: _Configs = None,
    benchmark: _Benchmarks = None,
    limit: _Limit = None,
    output: o.Output = None,
    base_url: o.BaseUrl = None,
    model: o.Model = None,
    model_path: o.ModelPath = None,
    jobs: o.Jobs = None,
    granularity: o.Granularity = None,
    least: o.Least = None,
    record: o.Record = None,
    replay: o.Replay = None,
    fresh: o.Fresh = False,
    overrides: o.Overrides = None,
    vocabulary: o.VocabularyName = None,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
) -> int:
    """Score actors, events, stances and grounding against annotated articles.

    Parts called held-out are reported apart, as totals. docs/evaluation.md tells every measure.

    \b
    briefing eval --part tuning --errors
    briefing eval --language en
    briefing eval --gold ../gold --json > before.json
    briefing eval --against before.json --format markdown
    briefing eval --config small=small.toml --config large=large.toml
    briefing eval --benchmark gsr --benchmark seesaw
    """
    return _evaluate({**locals(), "output": output or Path("outputs") / "eval"})


def _evaluate(flags: Mapping[str, Any]) -> int:
    form = "json" if flags["as_json"] else flags["form"]
    if form not in ("table", "markdown", "json"):
        raise typer.BadParameter(f"{form!r} is none of table, markdown, json")
    if flags["benchmark"]:
        return _benchmarks(flags, form)
    folders = _gold_folders(flags["gold"] or [])
    named = _named(flags["config"] or [], flags["name"])
    configurations = [(name, o.settings_from({**flags, "config": file})) for name, file in named]
    if not folders:
        note("skipped: no gold.json; name its folder with --gold or BRIEFING_GOLD")
        return 0
    from briefing.evaluation.report import show
    from briefing.evaluation.runs import load_runs
    from briefing.pipeline.evaluating import evaluate as evaluated

    runs = [run for file in flags["against"] or [] for run in load_runs(file)]
    for name, settings in configurations:
        with watcher(quiet=flags["quiet"], verbose=flags["verbose"]) as progress:
            run = evaluated(
                folders,
                flags["seeds"] if flags["seeds"].is_dir() else None,
                settings,
                progress,
                only=flags["part"] or (),
                languages=flags["language"] or (),
                name=name,
                reveal=flags["reveal"],
            )
        runs.append(run)
        for missed in run.missed:
            note(f"not processed: {missed}")
    out(show(runs, form, errors=flags["errors"]).rstrip("\n"))
    return 0


def _benchmarks(flags: Mapping[str, Any], form: str) -> int:
    from briefing.evaluation.foreign import show
    from briefing.pipeline.benchmarks import NAMES, file_of, run_benchmark

    found = []
    file = Path(flags["config"][0]) if flags["config"] else None
    settings = o.settings_from({**flags, "config": file})
    home = os.environ.get("BRIEFING_GOLD")
    folders = flags["gold"] or ([Path(home)] if home else [])
    for name in flags["benchmark"]:
        if name not in NAMES:
            raise typer.BadParameter(f"{name!r} is none of {', '.join(NAMES)}")
        there = [folder for folder in folders if file_of(name, folder).is_file()]
        if there:
            found.append(run_benchmark(name, there[0], settings, flags["limit"]))
        else:
            note(f"skipped: no {file_of(name, Path())} below --gold or BRIEFING_GOLD")
    if found:
        out(show(found, form).rstrip("\n"))
    return 0


def _gold_folders(named: list[Path]) -> list[Path]:
    """The folders of ``--gold``, else those that are there by themselves, as far as they have any.

    A folder that was named and holds no gold is a usage error.
    """
    from briefing.evaluation.gold import find_parts

    for folder in named:
        if not find_parts([folder]):
            raise typer.BadParameter(f"{folder} holds no gold.json", param_hint="--gold")
    if named:
        return named
    home = os.environ.get("BRIEFING_GOLD")
    known = [Path(home)] if home else []
    return [folder for folder in (*known, _OWN) if find_parts([folder])]


def _named(texts: list[str], name: str) -> list[tuple[str, Path | None]]:
    """Names and settings files of ``--config``: ``NAME=FILE``, or FILE, known by its stem.

    A single file needs no name of its own.
    """
    parts = [text.rpartition("=") for text in texts]
    if len(parts) < 2:
        return [(own or name, Path(file)) for own, _, file in parts] or [(name, None)]
    return [(own or Path(file).stem, Path(file)) for own, _, file in parts]
