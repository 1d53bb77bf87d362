"""The day a sentence gives to what it tells, resolved against the article's date. By rule."""

from __future__ import annotations

import re
from datetime import date, timedelta

from briefing.domain.claims import EventDate

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_WEEKDAY = re.compile(rf"\b(last|next|this|on|late|early|since|by)?\s*({'|'.join(_DAYS)})\b", re.I)
_RELATIVE = re.compile(r"\b(today|tonight|yesterday|tomorrow|overnight)\b", re.I)
_MONTH = "|".join(_MONTHS)
_DAY_MONTH = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({_MONTH})(?:,?\s+(\d{{4}}))?\b", re.I
)
_MONTH_DAY = re.compile(
    rf"\b({_MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?(?:,\s*(\d{{4}}))?(?!\d)", re.I
)
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_OFFSET = {"today": 0, "tonight": 0, "overnight": 0, "yesterday": -1, "tomorrow": 1}


def find_date(
    sentence: str, near: int, published: date | None, *, future: bool = False
) -> EventDate | None:
    """The date expression nearest to offset ``near``, or None.

    A weekday means the last such day before publication (the next one for a future act); relative
    words need ``published``: without it they stay unresolved and the date stays unset.
    """
    found: list[tuple[int, EventDate]] = []
    for match in _ISO.finditer(sentence):
        year, month, day = map(int, match.groups())
        _add(found, match, year, month, day)
    for match in _DAY_MONTH.finditer(sentence):
        number, name, stated = match.groups()
        _add_month(found, match, number, name, stated, published)
    for match in _MONTH_DAY.finditer(sentence):
        name, number, stated = match.groups()
        _add_month(found, match, number, name, stated, published)
    if published is not None:
        for match in _RELATIVE.finditer(sentence):
            day_ = published + timedelta(days=_OFFSET[match.group(1).lower()])
            found.append((match.start(), EventDate(day=day_, text=match.group())))
        for match in _WEEKDAY.finditer(sentence):
            day_ = _weekday(match, published, future)
            found.append((match.start(), EventDate(day=day_, text=match.group().strip())))
    if not found:
        return None
    return min(found, key=lambda item: (abs(item[0] - near), item[0]))[1]


def _weekday(match: re.Match[str], published: date, future: bool) -> date:
    wanted = _DAYS.index(match.group(2).lower())
    word = (match.group(1) or "").lower()
    if word in ("next", "by") or (future and word not in ("last", "since")):
        return published + timedelta(days=(wanted - published.weekday() - 1) % 7 + 1)
    back = (published.weekday() - wanted) % 7
    return published - timedelta(days=back or (7 if word == "last" else 0))


def _add_month(
    found: list[tuple[int, EventDate]],
    match: re.Match[str],
    number: str,
    name: str,
    stated: str | None,
    published: date | None,
) -> None:
    month = _MONTHS.index(name.lower()) + 1
    if stated:
        _add(found, match, int(stated), month, int(number))
    elif published is not None:
        year = published.year - (month - published.month > 6) + (published.month - month > 6)
        _add(found, match, year, month, int(number))


def _add(
    found: list[tuple[int, EventDate]], match: re.Match[str], year: int, month: int, day: int
) -> None:
    try:
        found.append((match.start(), EventDate(day=date(year, month, day), text=match.group())))
    except ValueError:
        return  # "31 June" is no date
