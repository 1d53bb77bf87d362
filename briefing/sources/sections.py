"""Headings that open a list of other articles, and where the article goes on after it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

_STOP = re.compile(r"(?:[.。۔।…][\"”’'»)\]*_]{0,4}|[!?,][\"”»)][.*_]{0,2})$")
_ABBREVIATION = re.compile(r"\b\w\.\w\.$")  # a headline may end in "U.S."
_INNER = re.compile(r"[^\W\d_]{3}[.] ")  # a sentence before a question
_MARKED = re.compile(r"(?:[-*+•·›»▪◦►▶→>]|\d{1,2}[.):]?) ?\S|\d{1,2}[.)]?$")
_NUMBER = re.compile(r"\d{1,2}[.):]?$")
_SHORTEST = 12
_SHORTEST_DENSE = 6
_FEWEST_ITEMS = 2
_FEWEST_TEASERS = 5

Heading = Callable[[str], str]


class Section(NamedTuple):
    """Half-open line numbers, and the phrase of the heading."""

    start: int
    end: int
    phrase: str


def is_prose(line: str) -> bool:
    """Whether ``line`` is a paragraph of an article rather than a headline or a label."""
    line = line.strip()
    if _ABBREVIATION.search(line):
        return False
    if not _STOP.search(line) and not (line.endswith("?") and _INNER.search(line)):
        return False
    return len(line) >= (_SHORTEST_DENSE if "。" in line else _SHORTEST)


def find_sections(
    lines: list[str], heading: Heading, furniture: Callable[[str], bool]
) -> list[Section]:
    """The runs of lines that a heading opens, each up to where prose returns.

    ``heading`` gives the phrase that makes a line a heading, or "". ``furniture`` tells lines that
    are cut anyway: they are no prose. Before the first prose only marked items (bullets, numbers)
    belong to a heading, because the title has no full stop either; a heading that names one other
    article ("Read more: ...") in the middle has only marked items too.
    """
    solid = [index for index, line in enumerate(lines) if line.strip()]
    prose = {
        index
        for index in solid
        if is_prose(lines[index]) and not furniture(lines[index]) and not heading(lines[index])
    }
    last = max(prose, default=-1)
    found: list[Section] = []
    seen = False
    position = 0
    while position < len(solid):
        index = solid[position]
        phrase = heading(lines[index]) if position else ""
        if not phrase:
            seen = seen or index in prose
            position += 1
            continue
        marked_only = not seen or (index < last and _names_more(lines[index], phrase))
        end = position + 1
        while end < len(solid) and _continues(lines, solid, end, marked_only, prose, furniture):
            end += 1
        rest = [index for index in solid[end:] if not furniture(lines[index])]
        if seen and end == position + 2 and _teasers(rest, prose):
            end = len(solid)
        if seen or end - position > _FEWEST_ITEMS:
            found.append(Section(index, solid[end - 1] + 1, phrase))
            position = end
        else:
            position += 1
    return found


def _continues(
    lines: list[str],
    solid: list[int],
    at: int,
    marked_only: bool,
    prose: set[int],
    furniture: Callable[[str], bool],
) -> bool:
    line = lines[solid[at]].strip()
    if solid[at] in prose:
        return False
    if not marked_only or furniture(line):
        return True
    before = lines[solid[at - 1]].strip()
    return _MARKED.match(line) is not None or _NUMBER.match(before) is not None


def _teasers(rest: list[int], prose: set[int]) -> bool:
    """Whether all that is left is a summary after each headline: no two paragraphs in a row."""
    if len(rest) < _FEWEST_TEASERS or rest[-1] not in prose:
        return False
    kinds = [index in prose for index in rest]
    return all(kind == (number % 2 == 0) for number, kind in enumerate(kinds))


def _names_more(line: str, phrase: str) -> bool:
    """Whether one other article follows ("Read more: ..."); "More from the Echo" names none."""
    found = line.casefold().find(phrase.strip().casefold())
    rest = line[found + len(phrase.strip()) :].lstrip(" *_")
    named = phrase.strip()[-1:] == ":" or not rest[:1].isalnum()
    return named and any(map(str.isalnum, rest))
