"""Joining the lines of paragraphs that were wrapped at a fixed width."""

from __future__ import annotations

from itertools import pairwise

_FEWEST_LINES = 3
_WIDTHS = range(40, 121)


def unwrap(text: str) -> str:
    """``text`` with each wrapped paragraph on one line; everything else stays as it is.

    A sentence ends at a line end, so a wrapped paragraph would fall into fragments. Its first
    line may be a title: then the title keeps a line of its own.
    """
    done: list[str] = []
    block: list[str] = []
    for line in text.split("\n"):
        if line.strip():
            block.append(line)
            continue
        done += [*_joined(block), line]
        block = []
    return "\n".join(done + _joined(block))


def _joined(block: list[str]) -> list[str]:
    for title in (0, 1):
        if _is_wrapped(block[title:]):
            return [*block[:title], " ".join(line.strip() for line in block[title:])]
    return block


def _is_wrapped(lines: list[str]) -> bool:
    """Whether every line is full (the next word would not have fitted) and some words are small.

    A list of headlines of like length has full lines too, but hardly one begins in lower case.
    """
    width = max(map(len, lines), default=0)
    if len(lines) < _FEWEST_LINES or width not in _WIDTHS:
        return False
    full = all(
        len(line.rstrip()) + 1 + len(following.split(maxsplit=1)[0]) > width
        for line, following in pairwise(lines)
    )
    small = sum(following[:1].islower() for following in lines[1:])
    return full and small * 3 >= len(lines) - 1
