"""Letters of the Arabic script of which writers use one for another, read as one."""

from __future__ import annotations

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
_SIGNS = frozenset({*map(chr, range(0x64B, 0x660)), "ٰ", "ـ"})


def fold(text: str) -> str:
    """A text without vowel signs, with one letter for alef, ya and hamza in all variants."""
    return "".join(sign for sign in text if sign not in _SIGNS).translate(_ONE)


def folded(text: str) -> tuple[str, tuple[int, ...]]:
    """A folded text and where each of its letters stands in the text."""
    places = [at for at, sign in enumerate(text) if sign not in _SIGNS]
    return "".join(text[at] for at in places).translate(_ONE), tuple(places)


def fold_all(value: Any) -> Any:
    """Every text within lists and maps folded, keys included."""
    if isinstance(value, str):
        return fold(value)
    if isinstance(value, Mapping):
        return {fold_all(key): fold_all(inner) for key, inner in value.items()}
    if isinstance(value, Sequence):
        return tuple(dict.fromkeys(fold_all(inner) for inner in value))
    return value
