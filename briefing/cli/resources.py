"""`briefing where` and `briefing eject`: which prompts, schemas and layouts are in use."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefing.cli import options as o
from briefing.cli.console import out, out_json


def where(overrides: o.Overrides = None, config: o.Config = None, json_: o.Json = False) -> int:
    """Show which copy of every prompt, schema and layout is used, with its digest.

    \b
    briefing where
    briefing where --overrides mine --json
    """
    settings = o.settings_from(locals())
    from briefing.resources import every

    for item in every(settings.overrides):
        if json_:
            out_json(
                {
                    "kind": item.kind,
                    "name": item.name,
                    "origin": item.origin,
                    "digest": item.digest,
                    "path": str(item.path),
                }
            )
        else:
            out(f"{item.digest}  {item.origin:<8}  {item.kind}/{item.name}  {item.path}")
    return 0


def eject(
    name: Annotated[
        str, typer.Argument(help="A file as `briefing where` lists it, e.g. layouts/briefing.md.j2")
    ],
    into: Annotated[Path, typer.Option("--into", help="Your override folder.")] = Path("mine"),
) -> int:
    """Copy one built-in prompt, schema or layout to edit it.

    \b
    briefing eject layouts/briefing.md.j2 --into mine
    briefing run news/ --overrides mine
    """
    from briefing.errors import ConfigError
    from briefing.resources import KINDS
    from briefing.resources import eject as copy_out

    kind, _, file = name.partition("/")
    chosen = next((known for known in KINDS if known == kind), None)
    if chosen is None or not file:
        raise ConfigError(
            f"{name!r} names no resource",
            hint=f"write KIND/FILE with KIND one of {', '.join(KINDS)}",
        )
    out(str(copy_out(chosen, file, into)))
    return 0
