"""Who wrote, photographed or sent an article, and where: its lines of credit and its dateline."""

from __future__ import annotations

import re
from functools import lru_cache

from briefing.domain.lexicon import Lexicon

_LONGEST = 14
_PIPES = re.compile(r"^[^|]+\|[^|]+(?:\|[^|]+)*$")
# "The Tidewater Post | Saturday 14 November | By Ana Roe Sign up here": all but the last part
_PARTED = re.compile(r"^(?:[^|.!?]{3,60}\|\s*){2,}")
# "ORUK, Lesk, Nov 17 (Halden Wire) —": a place, and in brackets who sent the news
_SENT = re.compile(
    r"^[^\W\d_][^.!?\"“”|—–]{1,70}?\s*\((?P<who>[A-ZÀ-Þ][^()]{1,40})\)\s*(?:[—–-]+\s|:\s|$)"
)
# "ORUK, 17 November 2026 — By Ana Roe"
_DATELINE = re.compile(r"^[A-ZÀ-Þ][^.!?\"“”|—–]{2,60}?\s[—–-]+\s")
# "Ana Roe, The Southern Quarterly, 14 June 2025": a line that ends with a day, without a verb
_DATED = re.compile(
    r"^(?:[^\W\d_][\w'’.&-]*,?\s+){1,8}"
    r"(?:\d{1,2}(?:st|nd|rd|th|\.)?\s+[^\W\d_]{3,12},?|[^\W\d_]{3,12}\.?\s+\d{1,2},)\s+\d{4}$"
)
_NAMES = re.compile(r"^(?:[A-ZÀ-Þ][\w'’-]+\s){1,3}(?:and|,|&)\s(?:[A-ZÀ-Þ][\w'’-]+\s?){2,3}$")


def credited(text: str, start: int, lexicon: Lexicon, *, first: bool = False) -> str:
    """How a name at ``start`` stands in what is no part of the story; "" where it is.

    "credit" is who wrote or sent it, "place" where a dateline is. ``first``: the headline, which
    may be names alone.
    """
    if is_credit(text, lexicon) or (_NAMES.match(text.strip()) and not first):
        return "credit"
    line = _DATELINE.match(text)
    if line and is_credit(text[line.end() :], lexicon):
        return "place" if start < line.end() else "credit"
    parted, sent = _PARTED.match(text), _SENT.match(text)
    if parted and start < parted.end():
        return "credit"
    if sent and start < sent.end():
        return "credit" if start >= sent.start("who") else "place"
    return "dated" if _DATED.match(text.strip()) else ""


def is_credit(text: str, lexicon: Lexicon) -> bool:
    """Whether a line only says who wrote or photographed what."""
    short = len(text.split()) <= _LONGEST and not text.rstrip().endswith((".", "?", "!"))
    return short and bool(_opening(lexicon.credits).match(text) or _PIPES.match(text))


@lru_cache(maxsize=8)
def _opening(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds a line that begins as a credit does: "By Ana Roe", "Photo: Ana Roe"."""
    one = "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"
    return re.compile(rf"^\W*(?i:{one})(?:\s*:|(?=\s))\s*(?=[A-ZÀ-Þ])")
