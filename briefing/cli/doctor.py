"""`briefing doctor`: what the model server can do, and what to change on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefing.cli import options as o
from briefing.cli.console import complain, note, out, out_json
from briefing.cli.watching import watcher
from briefing.errors import AccountError, BriefingError, ModelUnavailable

if TYPE_CHECKING:
    from briefing.config import Settings
    from briefing.pipeline.doctor import Diagnosis

_Port = Annotated[
    list[int] | None,
    typer.Option("--port", help="Look at this local port, not at the usual ones (repeatable)."),
]
_Budget = Annotated[
    float,
    typer.Option(
        "--budget",
        min=1.0,
        help="Seconds for all of it; loading a model may take twice as many more.",
    ),
]
_Quick = Annotated[bool, typer.Option("--quick", help="Without the extraction self-test.")]


def doctor(
    base_url: o.BaseUrl = None,
    model: o.Model = None,
    model_path: o.ModelPath = None,
    port: _Port = None,
    budget: _Budget = 60.0,
    quick: _Quick = False,
    context: o.Context = None,
    jobs: o.Jobs = None,
    output: o.Output = None,
    overrides: o.Overrides = None,
    vocabulary: o.VocabularyName = None,
    config: o.Config = None,
    json_: o.Json = False,
    quiet: o.Quiet = False,
) -> int:
    """Find the model server, try what it really does, remember it, and say what to change.

    \b
    briefing doctor
    briefing doctor --base-url http://127.0.0.1:11434/v1 --model qwen2.5
    briefing doctor --model-path models/mine.gguf --quick
    briefing doctor --json

    \b
    Without an address, the usual local ports are tried, then the embedded model if it is here.
    Of several servers in briefing.toml (base_urls) each is examined; --json then gives a list.
    Exit codes: 0 nothing to change, 3 it works but something should be changed,
    5 the server refuses the key or the model, 6 nobody to ask.
    """
    settings = o.settings_from(locals())
    from briefing.llm.identity import PORTS
    from briefing.pipeline.doctor import diagnose, separated

    several = separated(settings)
    with watcher(quiet=quiet, verbose=False, machine=json_) as progress:
        examine = partial(
            diagnose,
            progress=progress,
            day=datetime.now().astimezone().date(),
            budget=budget,
            selftest=not quick,
            ports=port or tuple(PORTS),
        )
        found = (
            [examine(several[0])] if len(several) == 1 else [_tried(examine, s) for s in several]
        )
    _show(found, json_)
    return _code(found)


def _tried(examine: Callable[[Settings], Diagnosis], one: Settings) -> Diagnosis | BriefingError:
    try:
        return examine(one)
    except (AccountError, ModelUnavailable) as error:
        return error


def _code(found: Sequence[Diagnosis | BriefingError]) -> int:
    failed = [one.exit_code for one in found if isinstance(one, BriefingError)]
    if len(failed) == len(found):
        return max(failed)
    advised = any(one.advice for one in found if not isinstance(one, BriefingError))
    return 3 if failed or advised else 0


def _show(found: Sequence[Diagnosis | BriefingError], json_: bool) -> None:
    """One object or one page for each server; of several, also of those that cannot be examined."""
    if json_:
        objects = [_error(o) if isinstance(o, BriefingError) else _as_json(o) for o in found]
        out_json(objects[0] if len(objects) == 1 else objects)
        return
    for one in found:
        if isinstance(one, BriefingError):
            complain(one.title, one.message, one.hint)
        else:
            _tell(one)


def _error(error: BriefingError) -> dict[str, Any]:
    return {"error": error.message, "hint": error.hint, "exit_code": error.exit_code}


def _tell(found: Diagnosis) -> None:
    for line in _lines(found):
        out(line)
    for one in found.neighbours:
        more = one.refusal or f"examine it with: briefing doctor --base-url {one.address}"
        note(f"{one.name} listens at {one.address}, too; {more}")


def _as_json(found: Diagnosis) -> dict[str, Any]:
    return {
        **found.profile.model_dump(mode="json"),
        "name": found.identity.name,
        "models": list(found.identity.models),
        "answering": found.found.answering,
        "cut": found.found.cut,
        "selftest": found.selftest.said,
        "advice": list(found.advice),
        "requests": found.requests,
        "neighbours": [
            {"address": one.address, "name": one.name, "refusal": one.refusal}
            for one in found.neighbours
        ],
    }


def _lines(found: Diagnosis) -> Iterator[str]:
    from briefing.llm.mechanisms import SPOKEN

    profile = found.profile
    version = f" {profile.version}" if profile.version else ""
    yield f"{found.identity.name}{version} at {profile.address}, model {profile.model}"
    trials = [f"{SPOKEN[rung]}: {trial}" for rung, trial in found.found.trials.items()]
    yield f"  shape of answers  {SPOKEN[profile.mechanism]} is used ({', '.join(trials)})"
    yield f"  context           {_context(found)}"
    yield (
        f"  speed             {_rate(profile.tokens_in)} in, {_rate(profile.tokens_out)} out; "
        f"prefix cache: {_known(profile.prefix_cache)}"
    )
    at_once = f"{profile.jobs} request(s) serve best" if profile.jobs else "not measured"
    yield f"  at once           {at_once}"
    yield (
        f"  reasoning         {profile.reasoning or 'none seen'}; "
        f"logprobs: {_known(profile.logprobs)}"
    )
    yield from _selftest(found)
    if found.advice:
        yield "To change:"
        yield from (f"- {line}" for line in found.advice)
    else:
        yield "Nothing to change."


def _context(found: Diagnosis) -> str:
    profile = found.profile
    size = f"{profile.context} tokens a request" if profile.context else "its size was not told"
    read = f"; {profile.read} tokens were read whole" if profile.read else ""
    slots = f"; {profile.slots} slot(s)" if profile.slots else ""
    return f"{size}{read}{slots}"


def _rate(tokens: float | None) -> str:
    return "unknown" if tokens is None else f"{tokens:.0f} tokens/s"


def _known(fact: bool | None) -> str:
    return {True: "yes", False: "no", None: "unknown"}[fact]


def _selftest(found: Diagnosis) -> Iterator[str]:
    from briefing.pipeline.selftest import A

    head, profile = "  self-test         ", found.profile
    for granularity, result in found.selftest.results.items():
        yield (
            f"{head}one question {A[granularity]}: F1 of events {result.events:.2f}, actors "
            f"{result.actors:.2f}, stances {result.stances:.2f} in {result.seconds:.0f} s "
            f"({result.articles} article(s))"
        )
        head = " " * len(head)
    if found.selftest.said != "done":
        yield f"{head}{found.selftest.said}"
        head = " " * len(head)
    if profile.tested:
        yield f"{head}a run asks one question {A[profile.granularity]}; --granularity changes it"
