"""Who wrote an article: the line that names the writer, and the note that tells who that is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.sources.sections import is_prose

_LONGEST_BYLINE = 120
_LONGEST_NOTE = 600
_FOOT = 0.6  # a note on the writer stands below this share of the lines, or above the text
_DECORATION = " \t*_#>|•·–—-[]"
_WORDS = re.compile(r"[^\W\d_][\w'’.-]*")
_TITLE = re.compile(r"(?:mr|mrs|ms|dr|prof|professor|herr|frau|m|mme)\.? ", re.IGNORECASE)

Patterns = Sequence[re.Pattern[str]]


def writer_lines(
    lines: Sequence[str], bylines: Patterns, bios: Patterns, author: str = ""
) -> set[int]:
    """The numbers of the lines that name the writer above the text or tell about them.

    The first line is the title and never one. A note begins with the name of a writer or, where
    nobody is named, with a full name and what ``bios`` finds after it. That name stands in no
    paragraph besides: whoever the article is about is named more than once.
    """
    solid = [index for index, line in enumerate(lines) if line.strip()]
    prose = [index for index in solid if is_prose(lines[index])]
    if not prose:
        return set()
    found: set[int] = set()
    writers = set(_names(author))
    alone: set[str] = set()  # names that are a line of their own
    for index in solid[1:]:
        bare = lines[index].strip(_DECORATION)
        rest = _after(bylines, bare)
        if index in prose or len(bare) > _LONGEST_BYLINE:
            continue
        if rest and _is_names(rest):
            writers.update(_names(rest))
            if index < prose[0] or index > prose[-1]:
                found.add(index)
        elif len(bare.split()) in (2, 3) and _is_names(bare):
            alone.update(_names(bare))
    foot = solid[min(int(len(solid) * _FOOT), len(solid) - 1)]
    for index in prose:
        if foot <= index or index == prose[0]:
            others = [lines[other] for other in prose if other != index]
            last = set() if writers else alone
            told = _told(lines[index], writers, last, bios, index == prose[-1] and not writers)
            if told and not _named(told, others, lines[prose[0]]):
                found.add(index)
    return found


def _told(line: str, writers: set[str], alone: set[str], bios: Patterns, last: bool) -> str:
    """The surname of the writer that ``line`` is a note on, or ""."""
    bare = _without_title(line)
    if len(bare) > _LONGEST_NOTE:
        return ""
    words = bare.split()
    for size in (3, 2, 1):
        name = " ".join(words[:size]).rstrip(",")
        if name.casefold() in writers:
            return name.split()[-1]
        if size > 1 and _is_names(name) and (last or name.casefold() in alone):
            rest = " ".join(words[size:])
            if any(bio.match(rest) for bio in bios):
                return name.split()[-1]
    return ""


def _named(surname: str, others: Sequence[str], first: str) -> bool:
    """Whether another paragraph knows the name; one above the text that opens with it does not."""
    word = re.compile(rf"\b{re.escape(surname)}\b", re.IGNORECASE)
    opening = _without_title(first).split()[:3]
    above = any(surname.casefold() == part.strip(",").casefold() for part in opening)
    return any(word.search(other) for other in others if not (above and other is first))


def _without_title(line: str) -> str:
    bare = line.strip(_DECORATION)
    start = _TITLE.match(bare)
    return bare[start.end() :] if start else bare


def _after(bylines: Patterns, line: str) -> str:
    hits = (pattern.match(line) for pattern in bylines)
    return next((line[hit.end() :].strip(_DECORATION) for hit in hits if hit), "")


def _is_names(text: str) -> bool:
    """Whether ``text`` begins with two capitalised words and has few small ones."""
    words = _WORDS.findall(text)
    large = sum(word[0].isupper() for word in words)
    return (
        len(words) > 1 and all(word[0].isupper() for word in words[:2]) and large * 2 > len(words)
    )


def _names(text: str) -> list[str]:
    """Full names and surnames in a byline, folded."""
    found: list[str] = []
    for part in re.split(
        r",|;|\(|\band\b|\bund\b|\bet\b|\by\b|\bи\b|\bin\b|\bfor\b|&", text, flags=re.I
    ):
        words = part.split()
        if 2 <= len(words) <= 3 and _is_names(part):
            found += [part.strip().casefold(), words[-1].casefold()]
    return found
