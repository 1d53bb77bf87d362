"""Writing a day's files: whole or not at all, old ones of the same day replaced."""

from __future__ import annotations

import os
import re
import stat
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from briefing.errors import StoreError
from briefing.llm.locking import locked

LOCK_NAME = "briefing.lock"
ASKING_NAME = "asking.lock"
_PART = ".part"
_OURS = re.compile(r"-[0-9a-f]{8}(?:[0-9a-f]{56})?\.md$")
_HINT = "check that the folder is writable and has room, or give another with --output"


@contextmanager
def one_writer(output: Path) -> Iterator[None]:
    """Two runs at once write one after the other, so that store and files tell the same story."""
    with _one(output, LOCK_NAME, lambda: None):
        yield


@contextmanager
def one_asker(output: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Two runs at once ask one after the other, so that no question is paid for twice.

    Who has to wait is told so once.
    """
    told: list[str] = []

    def waiting() -> None:
        if not told:
            told.append(f"another run works in {output}; waiting for it, to pay for nothing twice")
            say(told[0])

    with _one(output, ASKING_NAME, waiting):
        yield


@contextmanager
def _one(output: Path, name: str, waiting: Callable[[], None]) -> Iterator[None]:
    with ExitStack() as stack:
        try:
            stack.enter_context(locked(output / name, waiting))
        except OSError as error:
            raise _unwritable(output, error) from error
        yield


def check_folder(folder: Path) -> None:
    """Raise StoreError when ``folder`` can already be seen to be no place to write to."""
    for place in (folder.parent, folder, folder / "articles"):
        try:
            mode = place.stat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            continue  # to be made, or told of when the folder above is looked at
        except OSError as error:
            raise _unwritable(folder.parent, error) from error
        if not stat.S_ISDIR(mode):
            raise StoreError(f"{place} is a file, not a folder", hint=_HINT)
        if not os.access(place, os.W_OK | os.X_OK):
            raise StoreError(f"{place} is not writable", hint=_HINT)


def publish(folder: Path, files: Mapping[str, str]) -> tuple[Path, ...]:
    """Write ``files`` (relative path to text) under ``folder``.

    Our notes of articles no longer in the day are removed, somebody else's files are not. Raises
    StoreError when a file cannot be written; the old one then stays.

    ``briefing.md`` is written last: once it is there, all it links to is there too. The caller
    holds ``one_writer``, so half-written files lying about are those of a run that was killed.
    """
    ordered = sorted(files, key=lambda name: (name == "briefing.md", name))
    written = []
    try:
        for name in ordered:
            written.append(write_whole(folder / name, files[name]))
        for old in sorted((folder / "articles").glob("*.md")):
            if f"articles/{old.name}" not in files and _OURS.search(old.name):
                old.unlink()
        for place in (folder, folder / "articles"):
            for left in sorted(place.glob(f".*{_PART}")):
                left.unlink()
    except OSError as error:
        raise _unwritable(folder, error) from error
    return tuple(written)


def write_whole(path: Path, text: str) -> Path:
    """Replace ``path`` in one step; the content is on disk before the name points to it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=_PART)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        os.replace(name, path)  # noqa: PTH105  (atomic on every platform)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return path


def _unwritable(folder: Path, error: OSError) -> StoreError:
    return StoreError(f"{folder} cannot be written: {error.strerror or error}", hint=_HINT)
