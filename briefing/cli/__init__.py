"""The command line. Only here is printed and exited; heavy imports wait inside the commands."""

from __future__ import annotations

import os
import shlex
import signal
import sys
from types import FrameType
from typing import Annotated

import typer

from briefing import __version__
from briefing.cli import day, evaluating, generated, models, resources
from briefing.cli.console import complain, note, out
from briefing.errors import BriefingError

app = typer.Typer(
    name="briefing",
    help="News articles in, a checked Markdown intelligence briefing out.",
    epilog="Start with: briefing run seeds/",
    rich_markup_mode=None,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    pretty_exceptions_show_locals=False,
)
app.command("run")(day.run)
app.command("extract")(day.extract)
app.command("render")(day.render)
app.command("explain")(day.explain)
app.command("where")(resources.where)
app.command("eject")(resources.eject)
app.command("eval")(evaluating.evaluate)
app.command("generate")(generated.generate)
app.add_typer(models.app, name="model")


def _version(wanted: bool) -> None:
    if wanted:
        out(f"briefing {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """News articles in, a checked Markdown intelligence briefing out.

    \b
    Exit codes: 0 complete, 2 usage or configuration, 3 something was left out,
    4 nothing extracted, 5 the server refuses, 6 no model, 7 replay miss, 130/143 interrupted.
    """


class _Terminated(KeyboardInterrupt):
    """SIGTERM, treated like Ctrl-C but for its exit code."""


def _on_term(signum: int, frame: FrameType | None) -> None:
    raise _Terminated


def main() -> None:
    """The door: runs a command and turns every expected error into a sentence and an exit code."""
    signal.signal(signal.SIGTERM, _on_term)
    try:
        code = app(standalone_mode=False)
    except typer.Exit as leave:
        code = leave.exit_code
    except BriefingError as error:
        complain(error.title, error.message, error.hint)
        code = error.exit_code
    except KeyboardInterrupt as stop:
        note(f"\nStopped. What was answered is kept; continue with: briefing {_again()}")
        code = 143 if isinstance(stop, _Terminated) else 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 141
    except Exception as error:
        code = _usage(error)
    sys.exit(code or 0)


def _usage(error: Exception) -> int:
    """typer's own usage errors; everything else is a bug of ours and keeps its traceback."""
    show = getattr(error, "show", None)
    if show is None:
        if type(error).__name__ == "Abort":
            return 130
        raise error
    show()
    return int(getattr(error, "exit_code", 2))


def _again() -> str:
    return shlex.join(a for a in sys.argv[1:] if a != "--fresh")
