"""Writing a day's files: whole or not at all, old ones of the same day replaced."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from briefing.errors import StoreError

SUFFIXES = (".md", ".json")


def publish(folder: Path, files: Mapping[str, str]) -> tuple[Path, ...]:
    """Write ``files`` (relative path to text) under ``folder``; notes of articles no longer in
    the day are removed. Raises StoreError when a file cannot be written; the old one then stays.

    ``briefing.md`` is written last: once it is there, all it links to is there too.
    """
    ordered = sorted(files, key=lambda name: (name == "briefing.md", name))
    written = []
    try:
        for name in ordered:
            written.append(write_whole(folder / name, files[name]))
        for old in sorted((folder / "articles").glob("*.md")):
            if f"articles/{old.name}" not in files:
                old.unlink()
    except OSError as error:
        raise StoreError(
            f"{folder} cannot be written: {error.strerror or error}",
            hint="check that the folder is writable and has room, or give another with --output",
        ) from error
    return tuple(written)


def write_whole(path: Path, text: str) -> Path:
    """Replace ``path`` in one step; the content is on disk before the name points to it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
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
