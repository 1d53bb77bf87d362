"""Printing: nothing from an article, a model or a server may steer a terminal."""

from __future__ import annotations

import json
import sys
import unicodedata
from typing import Any

_KEPT = "\n\t"


def plain(text: str) -> str:
    """Text without control, bidi and other invisible characters (line feed and tab stay)."""
    return "".join(
        c
        for c in text
        if c in _KEPT or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
    )


def out(text: str) -> None:
    """A line on stdout."""
    print(plain(text), flush=True)


def note(text: str) -> None:
    """A line on stderr."""
    print(plain(text), file=sys.stderr, flush=True)


def out_json(value: Any) -> None:
    """One JSON value on one line of stdout; ASCII, so that no terminal can stumble over it."""
    print(json.dumps(value, allow_nan=False, ensure_ascii=True, default=str), flush=True)


def complain(title: str, message: str, hint: str = "") -> None:
    """An expected error, written for the reader."""
    note(f"{title}: {message}")
    if hint:
        note(f"  {hint}")
