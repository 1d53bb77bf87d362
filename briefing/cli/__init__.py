"""The command line. Only here is printed and exited; heavy imports wait inside the commands."""

from __future__ import annotations

import gc
import os
import shlex
import signal
import sys
from types import FrameType
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from briefing import __version__
from briefing.cli import day, doctor, evaluating, generated, models, resources
from briefing.cli.console import abandon_output, complain, note, out, out_json, steady_output
from briefing.errors import BriefingError

_EPILOG = """\b
Exit codes: 0 complete, 2 usage or configuration, 3 something was left out,
4 nothing extracted, 5 the server refuses, 6 no model, 7 replay miss,
130 and 143 stopped by Ctrl-C or SIGTERM.

Start with: briefing run seeds/"""


class _Stopped(Exception):
    """Ctrl-C or a reader that went away, as an exit code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class _Terminator:
    """SIGTERM, passed on as Ctrl-C: where servers are talked to, that cancels the work in order
    instead of breaking into whatever runs just then.
    """

    came = False

    def __call__(self, signum: int, frame: FrameType | None) -> None:
        self.came = True
        if not callable(signal.getsignal(signal.SIGINT)):
            raise KeyboardInterrupt  # started with Ctrl-C ignored, as by nohup
        signal.raise_signal(signal.SIGINT)


class _Door(TyperGroup):
    """typer makes 130 of every interrupt and 1 of a closed pipe, and says nothing; we do."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise _Stopped(130) from None
        except BrokenPipeError:
            raise _Stopped(141) from None


app = typer.Typer(
    name="briefing",
    cls=_Door,
    help="News articles in, a checked Markdown intelligence briefing out.",
    epilog=_EPILOG,
    rich_markup_mode=None,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    pretty_exceptions_show_locals=False,
)
app.command("run")(day.run)
app.command("extract")(day.extract)
app.command("render")(day.render)
app.command("explain")(day.explain)
app.command("doctor")(doctor.doctor)
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
    """News articles in, a checked Markdown intelligence briefing out."""


def main() -> None:
    """The program. It ends with the exit code of its command.

    One that was stopped is left at once: the thread that reads articles may be deep in a library
    that aborts or holds up the end of the interpreter. All that is to be closed is closed by then.
    """
    code = door()
    if code in (130, 143):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


def door() -> int:
    """Run a command and turn every expected error into a sentence and an exit code."""
    term = _Terminator()
    signal.signal(signal.SIGTERM, term)
    try:
        # often a small look, which keeps no server waiting; whole ones were a tenth of a run
        gc.set_threshold(700, 10, 1_000)
        steady_output()
        code = _run()
    except KeyboardInterrupt:
        code = _stopped(130)
    except BrokenPipeError:
        abandon_output()
        code = 141
    return 143 if term.came and code == 130 else code


def _run() -> int:
    try:
        code = app(prog_name="briefing", standalone_mode=False) or 0
        if code == 130:
            raise _Stopped(code)  # typer was still reading the command line
        return code
    except BriefingError as error:
        complain(error.title, error.message, error.hint)
        if "--json" in sys.argv[1:]:
            out_json({"error": error.message, "hint": error.hint, "exit_code": error.exit_code})
        return error.exit_code
    except _Stopped as stop:
        if stop.code == 141:
            raise BrokenPipeError from None
        return _stopped(stop.code)
    except Exception as error:
        return _usage(error)


def _stopped(code: int) -> int:
    note(f"\nStopped.{_how_to_go_on(sys.argv[1:])}")
    return code


def _usage(error: Exception) -> int:
    """typer's own usage errors; everything else is a bug of ours and keeps its traceback."""
    show = getattr(error, "show", None)
    if show is None:
        raise error
    show()
    return int(getattr(error, "exit_code", 2))


def _how_to_go_on(words: list[str]) -> str:
    """The same command without --fresh, which would throw away what was answered."""
    if words[:2] == ["model", "serve"]:
        return ""
    again = shlex.join(word for word in words if word != "--fresh")
    return f" What is done is kept; go on with: briefing {again}"
