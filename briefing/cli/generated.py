"""`briefing generate`: the files of this project that are made from its code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.console import note, out


def generate(
    into: Annotated[Path, typer.Option("--into", help="The checkout.")] = Path(),
    check: Annotated[bool, typer.Option("--check", help="Only say what is out of date.")] = False,
) -> int:
    """Write the JSON Schemas of our records and the command reference.

    \b
    briefing generate
    briefing generate --check
    """
    stale = 0
    for name, text in (*_schemas(), ("docs/commands.md", _commands())):
        path = into / name
        if path.is_file() and path.read_text("utf-8") == text:
            continue
        stale += 1
        if check:
            note(f"out of date: {name} (run `make docs`)")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            out(str(path))
    return 1 if check and stale else 0


def _schemas() -> list[tuple[str, str]]:
    from briefing.domain import articles, claims, dossier, vocabulary

    models = (
        ("article", articles.Article),
        ("dossier", dossier.Dossier),
        ("extraction", claims.Extraction),
        ("proposal", claims.Proposal),
        ("vocabulary", vocabulary.Vocabulary),
    )
    return [
        (
            f"schemas/{name}.schema.json",
            json.dumps(model.model_json_schema(), indent=1, sort_keys=True) + "\n",
        )
        for name, model in models
    ]


def _commands() -> str:
    """Every command with its help, as a person at a terminal of 100 columns sees it."""
    from typer.main import get_command
    from typer.testing import CliRunner

    from briefing.cli import app

    root = get_command(app)
    names: list[list[str]] = [[]]
    for name, command in getattr(root, "commands", {}).items():
        inner = getattr(command, "commands", None)
        names += [[name]] if inner is None else [[name, one] for one in inner]
    parts = ["# Commands", "", "Made by `make docs` from the program itself.", ""]
    runner = CliRunner(env={"COLUMNS": "100", "TERMINAL_WIDTH": "100"})
    for words in names:
        shown = " ".join(["briefing", *words])
        text = runner.invoke(app, [*words, "--help"], prog_name="briefing").output
        parts += [
            f"## {shown}",
            "",
            "```text",
            *(li.rstrip() for li in text.split("\n")),
            "```",
            "",
        ]
    return "\n".join(parts).replace("\n\n```\n", "\n```\n").rstrip() + "\n"
