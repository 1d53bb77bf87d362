"""The embedded model: llama.cpp (``xllamacpp``) as an OpenAI-compatible server in a child process.

A child, so that neither Ctrl-C nor a crash inside llama.cpp takes us with it. The child holds our
end of its standard input and leaves when that closes, which the kernel sees to even after kill -9.

    parent                                  child: python -m briefing.llm.llamacpp --model …
    EmbeddedServer.__aenter__  ── starts ──►  loads the model, its output kept aside
                      ◄── one JSON line ───   {"base_url": …, "model": …} or {"error": …}
    asks over HTTP             ── /v1 ──►     serves
    __aexit__, or dies         ── EOF ──►     is gone

Only the child imports xllamacpp, so this module is cheap to import.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, NoReturn, Self

from briefing.errors import ModelUnavailable
from briefing.llm.models import WAYS_OUT

LOOPBACK = "127.0.0.1"
START_SECONDS = 120.0
STOP_SECONDS = 1.0
MOST_THREADS = 8
_LOG_TAIL = 8_192


class EmbeddedServer:
    """``async with EmbeddedServer(path) as server`` serves ``server.model`` at ``server.base_url``.

    ``context`` is tokens for one request; ``slots`` requests are worked on at once, and each has a
    context of its own. ``threads`` None takes the physical cores we may use, at most eight.
    ``alias`` is the model name that answers carry; by default the file's stem. ``port`` 0 takes a
    free one. ``verbose`` lets llama.cpp write to our standard error. Raises ModelUnavailable when
    the server does not come up within ``patience`` seconds.
    """

    def __init__(
        self,
        path: Path,
        *,
        context: int = 8192,
        threads: int | None = None,
        slots: int = 2,
        alias: str = "",
        host: str = LOOPBACK,
        port: int = 0,
        verbose: bool = False,
        patience: float = START_SECONDS,
    ) -> None:
        self.path = path
        self.model = alias or path.stem
        self.base_url = ""
        self.pid = 0
        self._options = {
            "--model": str(path.absolute()),
            "--alias": self.model,
            "--host": host,
            "--port": str(port),
            "--context": str(context),
            "--threads": str(threads or default_threads()),
            "--slots": str(slots),
        }
        self._verbose = verbose
        self._patience = patience
        self._process: asyncio.subprocess.Process | None = None
        self._log: IO[bytes] | None = None

    async def __aenter__(self) -> Self:
        _check_gguf(self.path)
        try:
            async with asyncio.timeout(self._patience):
                await self._start()
        except TimeoutError:
            await self._stop()
            raise self._unavailable(f"was not ready after {self._patience:.0f} s") from None
        except BaseException:
            await self._stop()
            raise
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._stop()

    async def wait(self) -> NoReturn:
        """Wait for the server to end by itself, which is always a ModelUnavailable."""
        assert self._process is not None, "the server was not started"
        code = await self._process.wait()
        raise self._unavailable(f"ended by itself ({_cause(code)}): {self._complaint()}")

    async def _start(self) -> None:
        self._log = None if self._verbose else tempfile.TemporaryFile()  # noqa: SIM115
        command = [sys.executable, "-P", "-m", "briefing.llm.llamacpp"]
        command += [word for option in self._options.items() for word in option]
        self._process = process = await asyncio.create_subprocess_exec(
            *command,
            *(["--verbose"] if self._verbose else []),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=self._log,
            env=_environment(),
            # the terminal's Ctrl-C is for us; we end the child ourselves
            start_new_session=True,
        )
        self.pid = process.pid
        assert process.stdout is not None
        line = await process.stdout.readline()
        if not line:
            code = await process.wait()
            raise self._unavailable(f"died while starting ({_cause(code)}): {self._complaint()}")
        said = json.loads(line)
        if "error" in said:
            raise self._unavailable(f"did not start: {self._complaint(said['error'])}")
        self.base_url, self.model = said["base_url"], said["model"]

    async def _stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            await _end(process)
        if self._log is not None:
            self._log.close()
            self._log = None

    def _unavailable(self, what: str) -> ModelUnavailable:
        message = f"the embedded server for {self.path.name} {what}".rstrip(": ")
        return ModelUnavailable(message, hint=WAYS_OUT)

    def _complaint(self, otherwise: str = "") -> str:
        """llama.cpp's first error near the end of its log, else ``otherwise``, else the log's end.

        Its lines read "minutes.seconds.milliseconds.microseconds E where: what".
        """
        if self._log is None:
            return otherwise
        self._log.seek(max(0, self._log.seek(0, os.SEEK_END) - _LOG_TAIL))
        lines = self._log.read().decode("utf-8", "replace").strip().splitlines()
        errors = [line.split(" E ", 1)[1] for line in lines if " E " in line]
        return next(filter(None, [*errors, otherwise, *lines[-1:]]), "").strip()[:300]


async def _end(process: asyncio.subprocess.Process) -> None:
    """Terminate, kill after STOP_SECONDS, and leave no pipe open."""
    if process.returncode is None:
        with suppress(ProcessLookupError):
            process.terminate()
        try:
            async with asyncio.timeout(STOP_SECONDS):
                await process.wait()
        except TimeoutError:
            with suppress(ProcessLookupError):
                process.kill()
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.close()
    await process.wait()
    await process.stdout.read()


def serve_forever(
    path: Path,
    host: str = LOOPBACK,
    port: int = 8080,
    *,
    context: int = 8192,
    threads: int | None = None,
    slots: int = 2,
    alias: str = "",
    verbose: bool = False,
    ready: Callable[[str, str], None] = lambda base_url, model: None,
) -> None:
    """Serve until Ctrl-C (KeyboardInterrupt) or until the server dies (ModelUnavailable).

    ``ready`` is called once with the address and the model's name. A ``host`` other than the
    loopback address offers the model, without a key, to everyone who can reach this machine.
    """
    server = EmbeddedServer(
        path,
        context=context,
        threads=threads,
        slots=slots,
        alias=alias,
        host=host,
        port=port,
        verbose=verbose,
    )

    async def serving() -> None:
        async with server:
            ready(server.base_url, server.model)
            await server.wait()

    asyncio.run(serving())


def default_threads() -> int:
    """Physical cores that this process may use, at most eight: beyond, memory is the limit.

    llama.cpp's threads wait for each other, so one more than there are cores costs a multiple.
    """
    if sys.platform != "linux":
        return min(MOST_THREADS, os.cpu_count() or 1)
    cores = {_siblings(cpu) for cpu in os.sched_getaffinity(0)}
    return max(1, min(MOST_THREADS, len(cores), _cpu_quota()))


def _siblings(cpu: int) -> str:
    """A name shared by the hardware threads of one core."""
    listing = Path(f"/sys/devices/system/cpu/cpu{cpu}/topology/thread_siblings_list")
    try:
        return listing.read_text(encoding="ascii").strip()
    except OSError:
        return str(cpu)


def _cpu_quota() -> int:
    """The container's CPU limit in whole CPUs; MOST_THREADS where there is none."""
    try:
        quota, period = Path("/sys/fs/cgroup/cpu.max").read_text(encoding="ascii").split()
        return round(int(quota) / int(period))
    except (OSError, ValueError):  # no such file, or "max 100000"
        return MOST_THREADS


def _check_gguf(path: Path) -> None:
    try:
        with path.open("rb") as file:
            magic = file.read(4)
    except OSError as error:
        raise ModelUnavailable(f"{path} cannot be read: {error.strerror}", hint=WAYS_OUT) from error
    if magic != b"GGUF":
        raise ModelUnavailable(f"{path} is not a GGUF model file", hint=WAYS_OUT)


def _environment() -> dict[str, str]:
    """Ours, with our import path, so that the child finds this very package."""
    places = [str(Path(place).absolute()) for place in sys.path]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(places)}


def _cause(code: int) -> str:
    if code >= 0:
        return f"exit {code}"
    with suppress(ValueError):
        return f"signal {signal.Signals(-code).name}"
    return f"signal {-code}"
