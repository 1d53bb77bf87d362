"""Letters of the Arabic script of which writers use one for another, read as one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

_ONE = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **{"ى": "ي", "ؤ": "و", "ئ": "ي", "ی": "ي", "ک": "ك"},
        **{"،": ",", "؛": ";", "؟": "?", "٫": ".", "٬": ","},
        **{chr(0x660 + n): str(n) for n in range(10)},
    }
)
# "على" (upon) must not become the name Ali
_UPON = re.compile(r"(?<![\u0621-\u064a])([وف]?عل)ى(?![\u0621-\u064a])")
_SIGNS = frozenset({*map(chr, range(0x64B, 0x660)), "ٰ", "ـ"})


def fold(text: str) -> str:
    """A text without vowel signs, with one letter for alef, ya and hamza in all variants."""
    return folded(text)[0]


def folded(text: str) -> tuple[str, tuple[int, ...]]:
    """A folded text and where each of its letters stands in the text."""
    places = [at for at, sign in enumerate(text) if sign not in _SIGNS]
    bare = "".join(text[at] for at in places)
    return _UPON.sub(r"\1ا", bare).translate(_ONE), tuple(places)


def fold_all(value: Any) -> Any:
    """Every text within lists and maps folded, keys included."""
    if isinstance(value, str):
        return fold(value)
    if isinstance(value, Mapping):
        return {fold_all(key): fold_all(inner) for key, inner in value.items()}
    if isinstance(value, Sequence):
        return tuple(dict.fromkeys(fold_all(inner) for inner in value))
    return value
