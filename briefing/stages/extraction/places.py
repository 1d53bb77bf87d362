"""The place a sentence gives to what it tells. By rule: a capitalised name after in, at or near."""

from __future__ import annotations

import re
from collections.abc import Collection

_INITIAL = "A-ZÀ-ÖØ-ÞĆČĐĞİŁŚŞŠŹŻŽ"
_PLACE = re.compile(
    r"\b(?:in|at|near|outside|off|beside)\s+(?:the\s+)?"
    r"(?:(?:[\w-]+\s+){0,2}?(?:town|city|port|village|district|capital|coast)(?:\s+of)?,?\s+)?"
    rf"([{_INITIAL}][\w’'-]+(?:\s+[{_INITIAL}][\w’'-]+)*)"
)
_TIMES = re.compile(
    r"^(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Spring|Summer|Autumn|Winter)\b"
)


def find_place(sentence: str, near: int, others: Collection[str]) -> str:
    """The place name nearest to offset ``near``, or "" when the sentence gives none.

    ``others`` are names that are no places: persons, and peoples ("the Kestrian port").
    """
    found = [
        (abs(match.start() - near), match.start(), name)
        for match in _PLACE.finditer(sentence)
        if (name := re.sub(r"['’]s?$", "", match.group(1)))
        and not _TIMES.match(name)
        and name not in others
    ]
    return min(found)[2] if found else ""
