"""Single lines that lead to something else: tickers, labelled teasers, headlines in capitals."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from briefing.sources.sections import is_prose

_FEWEST_WORDS = 4
_TELLING = 4  # letters of a word that tells what a text is about
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 240


def teaser_lines(lines: Sequence[str], label: Callable[[str], str | None]) -> set[int]:
    """The numbers of such lines.

    ``label`` gives what follows a label ("Video: ...") or None. Above the text such a line may be
    the title ("Live: ..."): then it shares a word with the text, which a ticker does not. A label
    alone is a ticker with the line below it. Capitals count where two such lines follow each other
    amid other text.
    """
    solid = [index for index, line in enumerate(lines) if line.strip()]
    paragraphs = [index for index in solid if is_prose(lines[index])]
    if not paragraphs:
        return set()
    top = [index for index in solid if index < paragraphs[0]]
    told = {word for index in paragraphs for word in _words(lines[index])}
    rests = {index: label(lines[index]) for index in solid if index not in set(paragraphs)}
    found = {index for index, rest in rests.items() if rest}
    for index, below in pairwise(top):
        if rests[index] == "" and rests[below] is None and not told & _words(lines[below]):
            found |= {index, below}
    found -= {index for index in top if rests[index] and told & _words(rests[index] or "")}
    if not set(top) - found:
        found -= set(top[:1])
    return found | _capitals(lines, [index for index in solid if index not in set(top)])


def caption_lines(lines: Sequence[str], credit: Callable[[str], bool]) -> set[int]:
    """The numbers of the lines that are only a ``credit``, each with the caption below it.

    The first line is none, and the caption has no full stop: else it would be a paragraph.
    """
    solid = [index for index, line in enumerate(lines) if line.strip()]
    found: set[int] = set()
    for index, below in zip(solid[1:], [*solid[2:], -1], strict=False):
        if credit(lines[index]):
            found.add(index)
            if below >= 0 and not is_prose(lines[below]):
                found.add(below)
    return found


def _words(line: str) -> set[str]:
    return {word for word in _WORD.findall(line.casefold()) if len(word) >= _TELLING}


def _capitals(lines: Sequence[str], below: Sequence[int]) -> set[int]:
    found: set[int] = set()
    for index, following in pairwise(below):
        if _is_capital(lines[index]) and _is_capital(lines[following]):
            found |= {index, following}
    return found if len(found) * 2 < len(below) else set()


def _is_capital(line: str) -> bool:
    line = line.strip()
    return (
        line.isupper()
        and len(line) <= _LONGEST
        and len(line.split()) >= _FEWEST_WORDS
        and not is_prose(line)
    )
