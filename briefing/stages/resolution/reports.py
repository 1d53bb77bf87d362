"""What the reports of one event have in common, and what they say differently."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from briefing.domain.claims import EventClaim, EventDate, Figure
from briefing.domain.dossier import ReportedFigure
from briefing.stages.resolution.names import folded

FACTUALITIES = ("occurred", "announced", "planned", "threatened", "alleged", "denied")


@dataclass(frozen=True)
class Report:
    """One event claim with its actors resolved (ids, sorted) and its place among the sources."""

    id: str
    article: str
    claim: EventClaim
    initiators: tuple[str, ...]
    recipients: tuple[str, ...]
    reciprocal: bool

    @property
    def two_sided(self) -> bool:
        """Whether the report names both who acted and whom it was done to."""
        if self.reciprocal:
            return len(self.initiators) > 1
        return bool(self.initiators and self.recipients)

    @property
    def issue(self) -> str:
        """The issue where it must agree, because nobody is named at the other end."""
        at_other_end = self.two_sided or (self.recipients and not self.reciprocal)
        return "" if at_other_end else plain(self.claim.issue)


def plain(text: str) -> str:
    """``text`` for comparison, without a leading article."""
    words = folded(text).strip(" .,;:'\"").split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in {"the", "a", "an"} else words)


def period(when: EventDate | None) -> str:
    """The day, week, month or year of ``when`` in ISO form; empty when unknown."""
    if when is None:
        return ""
    year, week, _ = when.day.isocalendar()
    return {
        "day": when.day.isoformat(),
        "week": f"{year}-W{week:02d}",
        "month": f"{when.day:%Y-%m}",
        "year": f"{when.day.year:04d}",
    }[when.precision]


def covers(when: EventDate, day: date) -> bool:
    """Whether ``day`` lies in the period of ``when``."""
    return period(EventDate(day=day, precision=when.precision)) == period(when)


def split_by_place(reports: Sequence[Report]) -> list[list[Report]]:
    """Reports that name one side only are one event where their places agree."""
    if all(report.two_sided for report in reports):
        return [list(reports)]
    places: list[str] = []
    for place in sorted({plain(one.claim.place) for one in reports} - {""}, key=_shorter):
        if not any(set(old.split()) <= set(place.split()) for old in places):
            places.append(place)
    if len(places) < 2:
        return [list(reports)]
    groups: defaultdict[str, list[Report]] = defaultdict(list)
    for report in reports:
        words = set(plain(report.claim.place).split())
        groups[next((one for one in places if set(one.split()) <= words), "")].append(report)
    return [groups[place] for place in sorted(groups)]


def _shorter(place: str) -> tuple[int, str]:
    return len(place.split()), place


def split_by_date(reports: Sequence[Report], filed: Mapping[str, date]) -> list[list[Report]]:
    """Reports whose dates agree, one list per event.

    Days that differ by one agree between articles, never within one. A report without a day joins
    the event of its own article, else the latest one that its article can know of.
    """
    days: defaultdict[date, list[Report]] = defaultdict(list)
    vague: defaultdict[str, list[Report]] = defaultdict(list)
    for report in reports:
        when = report.claim.date
        if when is not None and when.precision == "day":
            days[when.day].append(report)
        else:
            vague[period(when)].append(report)
    groups = _neighbours(days)
    for _, undated in sorted(vague.items()):
        alone: list[Report] = []
        for report in undated:
            home = _home(report, groups, filed)
            (alone if home is None else groups[home]).append(report)
        if alone:
            _settle(alone, groups)
    return [groups[key] for key in sorted(groups)]


def _neighbours(days: Mapping[date, list[Report]]) -> dict[str, list[Report]]:
    groups: dict[str, list[Report]] = {}
    taken: date | None = None
    for day in sorted(days):
        before = day - timedelta(days=1)
        ours = {report.article for report in days[day]}
        known = before in days and before != taken
        if known and ours.isdisjoint(report.article for report in days[before]):
            groups[before.isoformat()] += days[day]
            taken = day
        else:
            groups[day.isoformat()] = list(days[day])
    return groups


def _home(
    report: Report, groups: Mapping[str, list[Report]], filed: Mapping[str, date]
) -> str | None:
    """The dated group that a report without a day belongs to, or None."""
    when = report.claim.date
    fitting = [
        key
        for key in sorted(groups)
        if len(key) == 10 and (when is None or any(_fits(when, one) for one in groups[key]))
    ]
    own = [key for key in fitting if any(one.article == report.article for one in groups[key])]
    if len(own) == 1:
        return own[0]
    known = [key for key in fitting if key <= filed[report.article].isoformat()]
    return known[-1] if known else next(iter(fitting), None)


def _fits(when: EventDate, report: Report) -> bool:
    other = report.claim.date
    return other is not None and other.precision == "day" and covers(when, other.day)


def _settle(reports: list[Report], groups: dict[str, list[Report]]) -> None:
    """Reports without any day are one event, which a vague date of another one may fit."""
    key = period(reports[0].claim.date) or "undated"
    if key != "undated" and "undated" in groups:
        groups[key] = groups.pop("undated") + reports
    else:
        groups[key] = groups.get(key, []) + reports


def label(figure: Figure) -> str:
    """A figure for readers: "4 killed", "at least 7 killed", "5,000,000 USD"."""
    bound = {"least": "at least ", "most": "at most ", "about": "about ", "exact": ""}
    number = f"{figure.value:,.0f}" if figure.value == int(figure.value) else f"{figure.value:,}"
    return f"{bound[figure.bound]}{number} {figure.unit or figure.kind}"


def collect(reports: Iterable[Report]) -> tuple[ReportedFigure, ...]:
    """Every different figure with the claims that give it, sorted by kind, unit and value."""
    found: defaultdict[tuple[str, str, float, str], list[tuple[Figure, str]]] = defaultdict(list)
    for report in reports:
        for figure in report.claim.figures:
            key = (figure.kind, figure.unit, figure.value, figure.bound)
            found[key].append((figure, report.id))
    return tuple(
        ReportedFigure(
            figure=min((figure for figure, _ in found[key]), key=lambda one: one.text),
            claims=tuple(sorted({claim for _, claim in found[key]})),
        )
        for key in sorted(found)
    )


def disagree(one: Figure, other: Figure) -> bool:
    """Whether two figures of one kind cannot both be true. "About" leaves a tenth either way."""
    low, high = _range(one)
    other_low, other_high = _range(other)
    return low > other_high or other_low > high


def _range(figure: Figure) -> tuple[float, float]:
    slack = abs(figure.value) * 0.1
    return {
        "exact": (figure.value, figure.value),
        "least": (figure.value, float("inf")),
        "most": (float("-inf"), figure.value),
        "about": (figure.value - slack, figure.value + slack),
    }[figure.bound]
