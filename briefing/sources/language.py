"""Which language a text is written in."""

from __future__ import annotations

import re

UNKNOWN = "und"
_ENOUGH_LETTERS = 20
_SAMPLE = 5_000
_CODE = re.compile(r"([a-z]{2})(?:[-_][a-z0-9_-]{1,20})?")


def declared_language(value: str) -> str:
    """The two letters of a code such as ``en`` or ``pt-BR``, or nothing when it is no code."""
    found = _CODE.fullmatch(value.strip().lower())
    return found.group(1) if found else ""


def detect_language(text: str) -> str:
    """ISO 639-1 code of ``text``, or ``und`` below 20 letters. Same text, same answer."""
    sample = text[:_SAMPLE]
    if sum(map(str.isalpha, sample)) < _ENOUGH_LETTERS:
        return UNKNOWN
    # Imported here: the model takes a second to load, and a declared language never needs it.
    import py3langid

    return str(py3langid.classify(sample)[0])
