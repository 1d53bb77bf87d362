"""Expressions of time in a sentence and the days they mean. By rule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from briefing.domain.claims import EventDate
from briefing.domain.wording import Calendar

_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_YEAR = r"(?:,?\s+(?:de\s+)?(\d{4}))?(?!\d)"
_NONE = "(?!)"


@dataclass(frozen=True)
class Moment:
    """An expression of time: its place in the sentence, and what it says of the day.

    ``day`` where it is a date or counts from publication; ``weekday`` (0 is Monday) where it is a
    day of some week; ``shift`` where it counts from the day told before ("the same evening").
    """

    start: int
    end: int
    text: str
    day: date | None = None
    weekday: int | None = None
    shift: int | None = None
    last: bool = False
    next: bool = False

    def resolved(
        self, published: date | None, before: date | None, *, future: bool = False
    ) -> EventDate | None:
        """The day it means; ``before`` is the day told last, ``future`` that the act is to come."""
        day = self.day
        if self.shift is not None:
            day = before + timedelta(days=self.shift) if before is not None else None
        elif self.weekday is not None and published is not None:
            day = self._of_week(self.weekday, published, future=future)
        return EventDate(day=day, text=self.text) if day is not None else None

    def _of_week(self, wanted: int, published: date, *, future: bool) -> date:
        if self.next or (future and not self.last):
            return published + timedelta(days=(wanted - published.weekday() - 1) % 7 + 1)
        back = (published.weekday() - wanted) % 7
        return published - timedelta(days=back or (7 if self.last else 0))


class DateFinder:
    """Finds expressions of time with the calendar of one language. Build it once."""

    def __init__(self, calendar: Calendar) -> None:
        self._days = {name: n for n, names in enumerate(calendar.days) for name in names}
        self._months = {name: n + 1 for n, names in enumerate(calendar.months) for name in names}
        self._calendar = calendar

    def find(self, sentence: str, published: date | None) -> tuple[Moment, ...]:
        """The expressions of a sentence in its order, none within another.

        Days of the week and words like "yesterday" need ``published``; a day and month without a
        year are the nearest to it.
        """
        found = [*self._dated(sentence, published), *self._shifted(sentence)]
        if published is not None:
            found += [*self._near(sentence, published), *self._weekdays(sentence)]
        kept: list[Moment] = []
        for one in sorted(found, key=lambda m: (m.start, -m.end)):
            if not kept or one.start >= kept[-1].end:
                kept.append(one)
        return tuple(kept)

    def _dated(self, sentence: str, published: date | None) -> list[Moment]:
        parts = [(m, m[1], int(m[2]), m[3]) for m in _ISO.finditer(sentence)]
        for pattern, number, name in ((self._day_month, 1, 2), (self._month_day, 2, 1)):
            for match in pattern.finditer(sentence):
                month = self._months[match[name].lower()]
                parts.append((match, match[3], month, match[number]))
        made = [
            (match, _day(year, month, day) if year else _nearest(published, month, day))
            for match, year, month, day in parts
        ]
        return [Moment(m.start(), m.end(), m.group(), day=day) for m, day in made if day]

    def _near(self, sentence: str, published: date) -> list[Moment]:
        offsets = self._calendar.offsets
        return [
            Moment(*m.span(), m.group(), day=published + timedelta(days=offsets[_plain(m)]))
            for m in self._offset.finditer(sentence)
        ]

    def _shifted(self, sentence: str) -> list[Moment]:
        shifts = self._calendar.shifts
        return [
            Moment(*m.span(), m.group(), shift=shifts[_plain(m)])
            for m in self._shift.finditer(sentence)
        ]

    def _weekdays(self, sentence: str) -> list[Moment]:
        found = []
        for match in self._weekday.finditer(sentence):
            before, name, after = (part.lower() if part else "" for part in match.groups())
            if before in self._calendar.until:
                continue  # a deadline is not when it happened
            words = (before, after)
            found.append(
                Moment(
                    *(match.start(), match.end(), match.group()),
                    weekday=self._days[name],
                    last=any(word in self._calendar.last for word in words if word),
                    next=any(word in self._calendar.next for word in words if word),
                )
            )
        return found

    @cached_property
    def _weekday(self) -> re.Pattern[str]:
        calendar = self._calendar
        before = _any((*calendar.last, *calendar.next, *calendar.until))
        after = _any((*calendar.last, *calendar.next))
        return re.compile(
            rf"\b(?:({before})\s+)?({_any(self._days)})\b(?:\s+({after})\b)?", re.IGNORECASE
        )

    @cached_property
    def _offset(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{_any(self._calendar.offsets)})\b", re.IGNORECASE)

    @cached_property
    def _shift(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{_any(self._calendar.shifts)})\b", re.IGNORECASE)

    @cached_property
    def _day_month(self) -> re.Pattern[str]:
        return re.compile(
            rf"\b(\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s+(?:of\s+|de\s+)?({_any(self._months)})\b\.?{_YEAR}",
            re.IGNORECASE,
        )

    @cached_property
    def _month_day(self) -> re.Pattern[str]:
        return re.compile(
            rf"\b({_any(self._months)})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?(?!\d){_YEAR}",
            re.IGNORECASE,
        )


def find_date(
    sentence: str,
    near: int,
    published: date | None,
    *,
    future: bool = False,
    finder: DateFinder | None = None,
) -> EventDate | None:
    """The day that a sentence gives nearest to an offset; without ``finder`` only 2026-03-01."""
    moments = (finder or _ANY_LANGUAGE).find(sentence, published)
    return nearest(moments, near, published, future=future)


def nearest(
    moments: Sequence[Moment], near: int, published: date | None, *, future: bool = False
) -> EventDate | None:
    """The day of the expression nearest to offset ``near``, for sentences without a tree."""
    days = [(m, m.resolved(published, None, future=future)) for m in moments]
    told = [(abs(m.start - near), m.start, day) for m, day in days if day is not None]
    return min(told, key=lambda item: item[:2])[2] if told else None


_ANY_LANGUAGE = DateFinder(Calendar())


def _nearest(published: date | None, month: int, day: str) -> date | None:
    """The day and month of the year in which they come nearest to publication."""
    if published is None:
        return None
    years = (published.year + n for n in (-1, 0, 1))
    days = [found for year in years if (found := _day(str(year), month, day))]
    return min(days, key=lambda one: abs(one - published), default=None)


def _day(year: str, month: int, day: str) -> date | None:
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None  # "31 June", or no year known


def _plain(match: re.Match[str]) -> str:
    return " ".join(match.group().lower().split())


def _any(words: Sequence[str] | dict[str, int]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) or _NONE
