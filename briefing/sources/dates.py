"""When an article was published, from what its source wrote."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache

_LONGEST = 100
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_NUMERIC = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2\d{4}(?!\d)")
# a day, a month by name and a year: "5 June 2026", "March 3rd, 2026", "22 de abril de 2026"
_MONTH = r"(?:de\s+)?[^\W\d_]{3,12}\.?"
_PRINTED = re.compile(
    rf"(?<![\w.])(?:\d{{1,2}}(?:st|nd|rd|th|er|\.)?\s+{_MONTH}\s+(?:de\s+)?|"
    rf"{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+)(?:19|20)\d\d(?!\w)"
)
_BRACKETED = re.compile(rf"\(({_PRINTED.pattern})\)")
_SIGNED = re.compile(rf"(?:{_PRINTED.pattern})[\s.)]*$")
_FOOT_LINES = 3
_HEAD_LINES = 6
_HEAD_LINE = 120
_DATELINE = 70
_SETTINGS = {
    # Only full dates: relative words ("yesterday") would read the clock.
    "PARSERS": ["absolute-time"],
    "REQUIRE_PARTS": ["day", "month", "year"],
    "TIMEZONE": "UTC",
    "RETURN_AS_TIMEZONE_AWARE": True,
    "DATE_ORDER": "DMY",
}


@lru_cache(maxsize=1024)
def parse_published(value: str) -> datetime | None:
    """The moment ``value`` names, aware (UTC when it names no zone), or None.

    ISO 8601 first, then seconds or milliseconds since 1970, then the written forms of many
    languages. 3/4/2025 is read by nobody: day and month could be either.
    """
    value = value.strip()
    if not value or len(value) > _LONGEST:
        return None
    return _iso(value) or _epoch(value) or _written(value)


def printed_date(text: str, uncut: str = "") -> datetime | None:
    """The date that an article prints for itself: a line of its own, a byline, a dateline.

    Only full dates count, within the first six lines; of a long line (a paragraph) only its
    dateline is looked at and what stands in brackets, so that a date in the story is not taken for
    the day it was told. Failing that, a short line at the foot that ends in a date. ``uncut`` is
    the text before boilerplate was cut: "Updated 5 June 2026" tells the day and nothing else.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    first = [line for line in uncut.splitlines() if line.strip()][:_HEAD_LINES]
    head, foot = [*first, *lines[:_HEAD_LINES]], lines[_HEAD_LINES:][-_FOOT_LINES:]
    places = [
        *(_PRINTED.search(line if len(line) <= _HEAD_LINE else line[:_DATELINE]) for line in head),
        *(_BRACKETED.search(line) for line in head),
        *(_SIGNED.search(line) for line in foot if len(line) <= _HEAD_LINE),
    ]
    for found in places:
        if found is not None:
            words = re.sub(r"(?<=\d)(?:st|nd|rd|th|er)\b", "", found.group().strip("(). "))
            moment = parse_published(words)
            if moment is not None:
                return moment
    return None


def _iso(value: str) -> datetime | None:
    try:
        return _aware(datetime.fromisoformat(value))
    except ValueError:
        return None


def _epoch(value: str) -> datetime | None:
    if not (value.isascii() and _EPOCH.fullmatch(value)):
        return None
    return datetime.fromtimestamp(int(value[:10]), UTC)


def _written(value: str) -> datetime | None:
    numeric = _NUMERIC.search(value)
    if numeric and int(numeric[1]) <= 12 and int(numeric[3]) <= 12 and numeric[1] != numeric[3]:
        return None
    # Imported here: it is slow to load, and most dates are ISO.
    import dateparser

    found = dateparser.parse(value, settings=_SETTINGS)
    return _aware(found) if found else None


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    offset = moment.utcoffset()
    return moment if offset else moment.replace(tzinfo=UTC)
