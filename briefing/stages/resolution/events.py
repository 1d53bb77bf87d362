"""Events of the day: one record per event, however many reports tell it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from briefing.domain.claims import EventClaim, EventDate, Factuality
from briefing.domain.dossier import Event
from briefing.domain.vocabulary import EventType
from briefing.errors import ConfigError
from briefing.stages.resolution.actors import Cast
from briefing.stages.resolution.context import Context, distinct, majority, together
from briefing.stages.resolution.names import folded
from briefing.stages.resolution.reports import (
    FACTUALITIES,
    Report,
    collect,
    period,
    plain,
    split_by_date,
    split_by_place,
)


@dataclass(frozen=True)
class Told:
    """An event with the reports it was made from, in source order."""

    event: Event
    reports: tuple[Report, ...]


def tell(context: Context, actors: Cast, filed: Mapping[str, date]) -> list[Told]:
    """Merge the event claims of the day; sorted by origins, weight and id."""
    same: defaultdict[tuple[str, ...], list[Report]] = defaultdict(list)
    for stated, claim in context.stated(EventClaim):
        report = _report(stated.id, stated.article, claim, context, actors)
        same[_key(report)].append(report)
    groups = [
        tuple(dated)
        for key in sorted(same)
        for placed in split_by_place(same[key])
        for dated in split_by_date(placed, filed)
    ]
    ids = distinct("e", groups, [_basis, _place, lambda group: (min(one.id for one in group),)])
    told = [
        Told(_event(key, group, context), group) for key, group in zip(ids, groups, strict=True)
    ]
    return sorted(told, key=lambda one: weight(one.event))


def weight(event: Event) -> tuple[int, float, str]:
    """The sort key that puts widely reported and grave events first."""
    return -event.origins, -abs(event.score), event.id


def event_type(name: str, context: Context) -> EventType:
    """The vocabulary's type; a claim of another vocabulary is a ``ConfigError``."""
    found = context.vocabulary.types.get(name)
    if found is None:
        raise ConfigError(
            f"a stored claim has the event type {name!r}, "
            f"which the vocabulary {context.vocabulary.name!r} does not know",
            hint="extract the articles again with this vocabulary, or put the type back",
        )
    return found


def _report(key: str, article: str, claim: EventClaim, context: Context, actors: Cast) -> Report:
    reciprocal = event_type(claim.type, context).reciprocal
    initiators = {actors.of(article, name) for name in claim.initiators if name.strip()}
    recipients = {actors.of(article, name) for name in claim.recipients if name.strip()}
    if reciprocal:
        initiators, recipients = initiators | recipients, set()
    return Report(
        key, article, claim, tuple(sorted(initiators)), tuple(sorted(recipients)), reciprocal
    )


def _key(report: Report) -> tuple[str, ...]:
    return (
        report.claim.type,
        ",".join(report.initiators),
        ",".join(report.recipients),
        report.issue,
        _own_words(report),
    )


def _own_words(report: Report) -> str:
    """What tells two acts of one actor apart that name neither a target nor an issue: the cue."""
    alone = report.initiators and not report.recipients and not report.issue
    return plain(report.claim.cue) if alone and not report.reciprocal else ""


def _basis(group: Sequence[Report]) -> tuple[str, ...]:
    return (*_key(group[0]), period(_date(group)))


def _place(group: Sequence[Report]) -> tuple[str, ...]:
    return (majority(plain(one.claim.place) for one in group),)


def _event(key: str, group: Sequence[Report], context: Context) -> Event:
    claims = [report.claim for report in group]
    votes = context.origins.votes(one.article for one in group)
    kind = event_type(claims[0].type, context)
    mode = _mode(claims, context)
    confidences: defaultdict[str, list[float]] = defaultdict(list)
    for report in group:
        confidences[votes[report.article]].append(report.claim.confidence)
    best = max(group, key=lambda one: one.claim.confidence)
    said = {(one.attribution.kind, one.attribution.source): one.attribution for one in claims}
    return Event(
        id=key,
        type=claims[0].type,
        mode=mode,
        quad=kind.quad,
        score=context.vocabulary.score(claims[0].type, mode),
        initiators=group[0].initiators,
        recipients=group[0].recipients,
        issue=_wording([one.issue for one in claims]),
        cue=best.claim.cue,
        phrase=best.claim.phrase,
        factuality=_factuality(group, votes),
        reports=_statuses(group),
        attributions=tuple(said[one] for one in sorted(said)),
        figures=collect(group),
        date=_date(group),
        place=_wording([one.place for one in claims]),
        claims=tuple(report.id for report in group),
        articles=tuple(dict.fromkeys(report.article for report in group)),
        origins=len(set(votes.values())),
        confidence=together(confidences),
    )


def _mode(claims: Sequence[EventClaim], context: Context) -> str:
    """The strongest mode any report gives; a report without a mode says nothing against one."""
    modes = {claim.mode for claim in claims} - {""}
    kind = claims[0].type
    return min(
        modes, key=lambda mode: (-abs(context.vocabulary.score(kind, mode)), mode), default=""
    )


def _wording(texts: Sequence[str]) -> str:
    """The most frequent text, spelling aside, as it is most often written."""
    chosen = majority(plain(text) for text in texts)
    return majority(text for text in texts if plain(text) == chosen)


def _factuality(group: Sequence[Report], votes: Mapping[str, str]) -> Factuality:
    """What most independent reports say; a denial counts only when nobody affirms."""
    backers: defaultdict[Factuality, set[str]] = defaultdict(set)
    for report in group:
        backers[report.claim.factuality].add(votes[report.article])
    affirmed = [one for one in backers if one != "denied"]
    if not affirmed:
        return "denied"
    return min(affirmed, key=lambda one: (-len(backers[one]), FACTUALITIES.index(one)))


def _statuses(group: Sequence[Report]) -> dict[str, tuple[str, ...]]:
    found = {
        status: tuple(one.id for one in group if one.claim.factuality == status)
        for status in FACTUALITIES
    }
    return {status: claims for status, claims in found.items() if claims}


def _date(group: Sequence[Report]) -> EventDate | None:
    """The date most reports give, the exact ones first, ties by the earliest."""
    dates = [report.claim.date for report in group if report.claim.date is not None]
    exact = [one for one in dates if one.precision == "day"] or dates
    if not exact:
        return None
    chosen = majority(period(one) for one in exact)
    return min(
        (one for one in exact if period(one) == chosen),
        key=lambda one: (one.day, folded(one.text), one.text),
    )
