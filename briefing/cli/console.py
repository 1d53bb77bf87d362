"""Printing: nothing from an article, a model or a server may steer a terminal."""

from __future__ import annotations

import errno
import json
import os
import sys
import unicodedata
from typing import Any, TextIO

from briefing.errors import BriefingError

_KEPT = "\n\t"


class OutputError(BriefingError):
    """Standard output or error cannot be written, for example because the disk is full."""

    title = "Output"


def steady_output() -> None:
    """Make both streams bear every character, in whatever encoding they were opened.

    A stream that the caller closed becomes the null device, so that printing stays harmless.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def abandon_output(*streams: TextIO) -> None:
    """What is still buffered, by default for both streams, goes nowhere and cannot fail at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in streams or (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())


def plain(text: str) -> str:
    """Text without control, bidi and other invisible characters (line feed and tab stay)."""
    return "".join(
        c
        for c in text
        if c in _KEPT or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
    )


def out(text: str) -> None:
    """A line on stdout."""
    _print(plain(text), sys.stdout)


def note(text: str) -> None:
    """A line on stderr."""
    _print(plain(text), sys.stderr)


def out_json(value: Any) -> None:
    """One JSON value on one line of stdout; ASCII, so that no terminal can stumble over it."""
    _print(json.dumps(value, allow_nan=False, ensure_ascii=True, default=str), sys.stdout)


def complain(title: str, message: str, hint: str = "") -> None:
    """An expected error, written for the reader."""
    note(f"{title}: {message}")
    if hint:
        note(f"  {hint}")


def _print(text: str, stream: TextIO) -> None:
    try:
        print(text, file=stream, flush=True)
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise
        abandon_output(stream)
        name = "output" if stream is sys.stdout else "error"
        raise OutputError(
            f"standard {name} cannot be written: {error.strerror or error}",
            hint="what was answered is kept; free some room or redirect it elsewhere",
        ) from error
