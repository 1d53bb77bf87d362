"""Cutting what a page carries and never shows."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from briefing.domain.articles import Cut

_LONGEST_HIDDEN = 5_000
_LONGEST_CLOSER = 50
_OPENER = re.compile(r"<!--|<(script|style)\b[^>]{0,500}>", re.IGNORECASE)
_CLOSERS = {
    "": re.compile("-->"),
    "script": re.compile(r"</script\s{0,40}>", re.IGNORECASE),
    "style": re.compile(r"</style\s{0,40}>", re.IGNORECASE),
}


class Trimmed(NamedTuple):
    """What is left, and what was taken, in the order it was taken."""

    text: str
    cuts: tuple[Cut, ...]


def cut_hidden(text: str) -> Trimmed:
    """``text`` without what a page never shows: HTML comments, scripts and styles.

    An unclosed comment hides nothing, so nothing is cut then.
    """
    spans = _hidden_spans(text)
    if not spans:
        return Trimmed(text, ())
    left = [text[end:start] for (_, end), (start, _) in pairwise([(0, 0), *spans, (len(text), 0)])]
    cuts = tuple(Cut(rule="hidden text", text=text[start:end]) for start, end in spans)
    return Trimmed(" ".join(left), cuts)


def _hidden_spans(text: str) -> list[tuple[int, int]]:
    """In one pass: what was searched for an end in vain is not searched again."""
    spans: list[tuple[int, int]] = []
    searched = dict.fromkeys(_CLOSERS, 0)
    for opener in _OPENER.finditer(text):
        if spans and opener.start() < spans[-1][1]:
            continue
        kind = (opener.group(1) or "").lower()
        limit = opener.end() + _LONGEST_HIDDEN + _LONGEST_CLOSER
        closer = _CLOSERS[kind].search(text, max(opener.end(), searched[kind]), limit)
        if closer is not None:
            spans.append((opener.start(), closer.end()))
        else:
            searched[kind] = limit - _LONGEST_CLOSER
    return spans
