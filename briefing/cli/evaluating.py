"""`briefing eval`: how good the extraction is, against gold."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from briefing.cli import options as o
from briefing.cli.console import note, out
from briefing.cli.watching import watcher


def evaluate(
    gold: Annotated[
        Path | None,
        typer.Option("--gold", help="Folder with dev_articles/ [BRIEFING_GOLD]."),
    ] = None,
    seeds: Annotated[Path, typer.Option("--seeds", help="Folder of the seed articles.")] = Path(
        "seeds"
    ),
    form: Annotated[str, typer.Option("--as", help="table, markdown or json.")] = "table",
    output: o.Output = None,
    base_url: o.BaseUrl = None,
    model: o.Model = None,
    model_path: o.ModelPath = None,
    jobs: o.Jobs = None,
    fresh: o.Fresh = False,
    overrides: o.Overrides = None,
    vocabulary: o.VocabularyName = None,
    config: o.Config = None,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
) -> int:
    """Score actors, events, stances and grounding against annotated articles.

    \b
    briefing eval --gold ../gold
    briefing eval --gold ../gold --model qwen2.5-coder-0.5b-instruct-q4_k_m --as json
    """
    settings = o.settings_from({**locals(), "output": output or Path("outputs") / "eval"})
    if gold is not None and not (gold / "dev_articles").is_dir():
        raise typer.BadParameter(f"{gold} holds no folder dev_articles", param_hint="--gold")
    if form not in ("table", "markdown", "json"):
        raise typer.BadParameter(f"{form!r} is none of table, markdown, json")
    folder = gold or Path(os.environ.get("BRIEFING_GOLD", ""))
    if not (folder / "dev_articles").is_dir():
        note(f"skipped: no gold in {folder}; name its folder with --gold or BRIEFING_GOLD")
        return 0
    from briefing.evaluation import report
    from briefing.pipeline.evaluating import evaluate as evaluated

    with watcher(quiet=quiet, verbose=verbose) as progress:
        result = evaluated(
            folder / "dev_articles", seeds if seeds.is_dir() else None, settings, progress
        )
    show = {"table": report.as_table, "markdown": report.as_markdown, "json": report.as_json}[form]
    out(show(result.totals, result.scores, result.costs).rstrip("\n"))
    for missed in result.missed:
        note(f"not processed: {missed}")
    return 0
