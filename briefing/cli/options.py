"""Flags that several commands share. Settings flags are named like the settings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

Paths = Annotated[
    list[str],
    typer.Argument(help="Articles: files (.txt .md .jsonl), folders, or - for standard input."),
]
Exclude = Annotated[
    list[str] | None,
    typer.Option("--exclude", help="Leave out paths of a folder that match (repeatable)."),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="Output folder with the store [outputs].")
]
BaseUrl = Annotated[
    list[str] | None,
    typer.Option("--base-url", help="A model server, e.g. http://127.0.0.1:8080/v1 (repeatable)."),
]
Model = Annotated[str | None, typer.Option("--model", "-m", help="The model to ask for.")]
ModelPath = Annotated[
    Path | None, typer.Option("--model-path", help="A GGUF file for the embedded server.")
]
Jobs = Annotated[int | None, typer.Option("--jobs", "-j", help="Questions asked at once.")]
Timeout = Annotated[float | None, typer.Option("--timeout", help="Seconds for one call [300].")]
Context = Annotated[int | None, typer.Option("--context", help="Tokens one request gets [8192].")]
Granularity = Annotated[
    str | None,
    typer.Option("--granularity", help="One question a: sentence, article or auto [auto]."),
]
Least = Annotated[
    float | None,
    typer.Option("--least", help="Likelihood an act needs to stand; 0 keeps every act [0.5]."),
]
Record = Annotated[
    Path | None, typer.Option("--record", help="Also write every answer to this folder.")
]
Replay = Annotated[
    Path | None, typer.Option("--replay", help="Only recorded answers; a miss is an error.")
]
Fresh = Annotated[bool, typer.Option("--fresh", help="Ignore recorded and stored answers.")]
Overrides = Annotated[
    Path | None, typer.Option("--overrides", help="Your own prompts/, schemas/, layouts/.")
]
VocabularyName = Annotated[
    str | None,
    typer.Option("--vocabulary", help="Event types: a name in schemas/ or a .yaml file [plover]."),
]
Config = Annotated[Path | None, typer.Option("--config", help="Settings file [briefing.toml].")]
Json = Annotated[bool, typer.Option("--json", help="Machine-readable output on stdout.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Only errors on stderr.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say what happens to each article.")]


def a_day(text: str | None) -> date | None:
    """A ``YYYY-MM-DD`` flag as a date; a usage error otherwise."""
    if text is None:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=None).date()  # noqa: DTZ007
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no day; write it like 2026-03-04") from None


Day = Annotated[
    str | None,
    typer.Option("--day", help="The day of the briefing, YYYY-MM-DD [today]."),
]


def settings_from(flags: Mapping[str, Any]) -> Any:
    """Settings from a command's own variables, the environment and the file.

    What is named like a setting is one, so ``settings_from(locals())`` as the first line of a
    command takes all its flags; ``config`` names the file. Loaded late, since it costs time.
    """
    from briefing.config import Settings, load_settings

    given = {
        name: value
        for name, value in flags.items()
        if name in Settings.model_fields and not (value is None or value is False or value == [])
    }
    return load_settings(given, config=flags.get("config"))
