"""`briefing` as a user calls it: in this process, in its own, or in one that can be killed."""

from __future__ import annotations

import atexit
import contextlib
import functools
import io
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any
from unittest.mock import patch

from briefing.cli import door, main

CHECKOUT = Path(__file__).parent.parent
DAYS = CHECKOUT / "seeds" / "days"
DAY = "2026-03-02"
LAST_DAY = "2026-03-04"


@dataclass(frozen=True)
class Result:
    """How a command ended and the exact bytes it wrote."""

    code: int
    raw_out: bytes
    raw_err: bytes

    @property
    def out(self) -> str:
        return self.raw_out.decode("utf-8")

    @property
    def err(self) -> str:
        return self.raw_err.decode("utf-8")


class _Stream(io.TextIOWrapper):
    """A stream over memory that outlives its wrapper."""

    def __init__(self, data: bytes = b"", encoding: str = "utf-8") -> None:
        self.memory = io.BytesIO(data)
        super().__init__(self.memory, encoding=encoding, write_through=True)


def briefing(*words: object, stdin: bytes = b"", encoding: str = "utf-8") -> Result:
    """Run a command in this process, exactly as the console script would."""
    out, err = _Stream(encoding=encoding), _Stream(encoding=encoding)
    code: Any = 0
    before = signal.getsignal(signal.SIGTERM)
    try:
        with (
            patch.object(sys, "argv", ["briefing", *map(str, words)]),
            patch.object(sys, "stdin", _Stream(stdin)),
            patch.object(sys, "stdout", out),
            patch.object(sys, "stderr", err),
        ):
            code = door()
    except SystemExit as leave:
        code = leave.code
    finally:
        signal.signal(signal.SIGTERM, before)
    return Result(int(code or 0), out.memory.getvalue(), err.memory.getvalue())


def slowness() -> float:
    """How many times longer everything takes just now than on an idle machine; at least 1."""
    begun, burnt = time.monotonic(), time.process_time()
    while time.process_time() - burnt < 0.2:
        pass
    return max(1.0, (time.monotonic() - begun) / 0.2)


def arguments(*words: object) -> list[str]:
    """The command line of a real process."""
    return [sys.executable, "-m", "briefing", *map(str, words)]


def environment(**more: str) -> dict[str, str]:
    """The environment of a real process: this one's, with the checkout to import from."""
    return {**os.environ, "PYTHONPATH": str(CHECKOUT), **more}


def process(*words: object, **more: str) -> Result:
    """Run a command in a process of its own and wait for it."""
    done = subprocess.run(
        arguments(*words), env=environment(**more), capture_output=True, timeout=200, check=False
    )
    return Result(done.returncode, done.stdout, done.stderr)


def python(code: str, *words: object) -> str:
    """What a fresh interpreter prints for ``code``; it must end well."""
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, words)],
        env=environment(),
        capture_output=True,
        timeout=200,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def _child(words: list[str], log: str) -> None:
    handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(handle, 1)
    os.dup2(handle, 2)
    sys.argv = ["briefing", *words]
    main()


@contextlib.contextmanager
def started(*words: object, log: Path) -> Iterator[ForkServerProcess]:
    """A process that has everything imported already, so that it can be killed at any moment."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["briefing.cli", "briefing.llm.client", "tests.command"])
    child = context.Process(target=_child, args=([str(w) for w in words], str(log)))
    child.start()
    try:
        yield child
    finally:
        child.kill()
        child.join()
        child.close()


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder`` with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@functools.cache
def paid() -> Path:
    """``in``: six articles of three days; ``out`` and ``answers``: one run over them, jobs 1.

    Made once for all tests, which copy what they change. The store in ``out`` knows every answer
    of the model "scripted", so ``KNOWN`` asks nobody.
    """
    from tests.scripted import ScriptedServer, by_schema

    folder = Path(tempfile.mkdtemp(prefix="briefing-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for number in range(6):
        write_article(folder / "in", number, day=f"2026-03-0{2 + number // 2}")
    words = ["run", folder / "in", "-o", folder / "out", "--record", folder / "answers"]
    with ScriptedServer(by_schema) as server:
        done = briefing(*words, "--day", LAST_DAY, *model_flags(server, jobs=1))
    assert done.code == 0, done.err
    return folder


NOBODY = "http://127.0.0.1:9/v1"
KNOWN = ("--base-url", NOBODY, "--model", "scripted")
PEOPLE = ("Arven", "Brisk", "Corland", "Dunmere", "Estovia", "Farholm", "Gistan", "Helvan")


def write_article(folder: Path, number: int, *, day: str = DAY, extra: str = "") -> Path:
    """A small article; ``Canary<number>`` stands in each of its three sentences.

    It is declared Dutch, a language without a lexicon: so a model is asked about each sentence.
    """
    who, whom = PEOPLE[number % 8], PEOPLE[(number + 3) % 8]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{number:02}.md"
    path.write_text(
        f"---\ntitle: {who} condemns {whom} over Canary{number}\nsource: Post {number}\n"
        f"published: {day}\nlanguage: nl\nurl: https://post.example/{number}\n---\n\n"
        f"{who} condemned {whom} on Sunday over the port of Canary{number}. "
        f"{whom} rejected the Canary{number} charge and sent 40 troops to the border.\n{extra}",
        "utf-8",
    )
    return path


def without_traceback(result: Result) -> str:
    """Standard error, which must not be a traceback."""
    assert "Traceback" not in result.err, result.err
    return result.err


def model_flags(server: Any, **flags: object) -> list[str]:
    """Flags that name a scripted server and its model."""
    more: Mapping[str, object] = {"base-url": server.base_url, "model": server.model, **flags}
    return [word for name, value in more.items() for word in (f"--{name}", str(value))]
