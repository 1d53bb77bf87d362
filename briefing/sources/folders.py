"""Which files a path stands for."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

ARTICLE_SUFFIXES = frozenset({".txt", ".md", ".markdown", ".jsonl"})

# Files that somebody may believe to be read; pictures and the like are passed over in silence.
LOOKS_LIKE_ARTICLE = frozenset(
    {".html", ".htm", ".pdf", ".doc", ".docx", ".odt", ".rtf", ".eml", ".epub"}
)


class Found(NamedTuple):
    """A file, or a folder that cannot be listed (``problem`` says why)."""

    path: Path
    problem: str = ""


def files_below(folder: Path, exclude: Sequence[str]) -> list[Found]:
    """The files to look at below ``folder``, sorted by path, every real folder once.

    Hidden names are left out. ``exclude`` are glob patterns against the path below ``folder``; a
    pattern without a slash also matches a name anywhere, and naming a folder leaves out all of it.
    """
    patterns = [_normal(pattern) for pattern in exclude if pattern.strip()]
    found = _walk(folder, "", patterns, set())
    return sorted(found, key=lambda item: item.path.relative_to(folder).parts)


def _walk(folder: Path, below: str, patterns: list[str], seen: set[str]) -> Iterator[Found]:
    real = os.path.realpath(folder)
    if real in seen:  # a link back up, or a second way to the same folder
        return
    seen.add(real)
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError as error:
        yield Found(folder, error.strerror or "cannot be listed")
        return
    for name in names:
        relative = f"{below}{name}"
        if name.startswith(".") or _excluded(relative, name, patterns):
            continue
        path = folder / name
        if path.is_dir():
            yield from _walk(path, f"{relative}/", patterns, seen)
        elif path.suffix.lower() in ARTICLE_SUFFIXES | LOOKS_LIKE_ARTICLE:
            yield Found(path)


def _excluded(relative: str, name: str, patterns: list[str]) -> bool:
    return any(
        fnmatchcase(relative, pattern) or ("/" not in pattern and fnmatchcase(name, pattern))
        for pattern in patterns
    )


def _normal(pattern: str) -> str:
    pattern = pattern.strip().replace("\\", "/").removeprefix("./")
    return pattern.removesuffix("/**").rstrip("/").removeprefix("**/")
