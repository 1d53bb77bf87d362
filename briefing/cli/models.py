"""`briefing model list | pull | serve`: the embedded model."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefing.cli import options as o
from briefing.cli.console import note, out, out_json
from briefing.cli.watching import watcher

app = typer.Typer(
    help="The embedded model: list, fetch, serve.", rich_markup_mode=None, no_args_is_help=True
)
Name = Annotated[str | None, typer.Argument(help="A model of the list [the default one].")]


@app.command("list")
def list_(json_: o.Json = False) -> int:
    """List the embedded models, and where those that are here lie.

    \b
    briefing model list --json
    """
    from briefing.llm.models import CATALOGUE, DEFAULT, locate

    for name, model in CATALOGUE.items():
        here = locate(model)
        if json_:
            out_json(
                {
                    "name": name,
                    "default": name == DEFAULT,
                    "bytes": model.size,
                    "sha256": model.sha256,
                    "licence": model.licence,
                    "path": str(here) if here else None,
                }
            )
        else:
            out(
                f"{name}{' (default)' if name == DEFAULT else ''}  {model.size / 1e9:.2f} GB  "
                f"{model.licence}  {here or 'not here yet'}"
            )
    return 0


def _known(name: str | None) -> str:
    from briefing.errors import ConfigError
    from briefing.llm.models import CATALOGUE, DEFAULT

    if name and name not in CATALOGUE:
        raise ConfigError(
            f"there is no embedded model {name!r}", hint=f"known are {', '.join(CATALOGUE)}"
        )
    return name or DEFAULT


@app.command("pull")
def pull(name: Name = None, quiet: o.Quiet = False) -> int:
    """Fetch a model now: checked by SHA-256, resumable, kept for this user.

    \b
    briefing model pull
    """
    from briefing.llm.models import CATALOGUE, locate
    from briefing.llm.models import pull as fetch

    model = CATALOGUE[_known(name)]
    here = locate(model)
    if here is None:
        with watcher(quiet=quiet, verbose=False) as progress:
            here = fetch(
                model, progress=lambda _, done, total: progress.pulling(model.name, done, total)
            )
    out(str(here))
    return 0


@app.command("serve")
def serve(
    name: Name = None,
    model_path: o.ModelPath = None,
    port: Annotated[int, typer.Option("--port", help="Port on 127.0.0.1 (0: any).")] = 8080,
    context: Annotated[int, typer.Option("--context", help="Tokens one request gets.")] = 8192,
    slots: Annotated[int, typer.Option("--slots", help="Requests served at once.")] = 1,
    quiet: o.Quiet = False,
) -> int:
    """Serve the embedded model on loopback, OpenAI-compatible, until Ctrl-C.

    \b
    briefing model serve --port 8080
    briefing run news/ --base-url http://127.0.0.1:8080/v1
    """
    from briefing.llm.embedded import serve_forever
    from briefing.llm.models import CATALOGUE, locate
    from briefing.llm.models import pull as fetch

    path: Path | None = model_path
    alias = path.stem if path else _known(name)
    if path is None:
        model = CATALOGUE[alias]
        path = locate(model)
        if path is None:
            with watcher(quiet=quiet, verbose=False) as progress:
                path = fetch(
                    model, progress=lambda _, done, total: progress.pulling(model.name, done, total)
                )
    serve_forever(
        path,
        "127.0.0.1",
        port,
        context=context,
        slots=slots,
        alias=alias,
        ready=lambda url, model: note(f"{model} answers at {url}  (Ctrl-C stops it)"),
    )
    return 0
