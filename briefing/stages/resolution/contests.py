"""Reports that cannot all be true, side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from briefing.domain.claims import Figure
from briefing.domain.dossier import Contest, Event, ReportedFigure, Stance
from briefing.stages.resolution.context import Context, digest
from briefing.stages.resolution.events import Told
from briefing.stages.resolution.mentions import NOBODY
from briefing.stages.resolution.reports import Report, disagree, label

# A vocabulary tells in its phrases which types accuse and which reject an accusation.
_ACCUSES = ("accus", "alleg")
_REJECTS = ("reject", "deni", "deny")


def find_contests(
    told: Sequence[Told], stances: Sequence[Stance], names: Mapping[str, str], context: Context
) -> list[Contest]:
    """Every contest of the day, sorted by kind and id. ``names`` gives actor names by id."""
    found: list[Contest] = []
    for one in told:
        found += _figures(one, names, context)
        found += _denied(one.event, names, context)
    found += _rejected([one.event for one in told], names, context)
    found += _stances(stances, names)
    return sorted(found, key=lambda contest: (contest.kind, contest.id))


def line(event: Event, names: Mapping[str, str], context: Context) -> str:
    """An event in one line of plain words: who, the vocabulary's phrase, whom or what."""
    kind = context.vocabulary.types[event.type]
    left, right = event.initiators, event.recipients
    if kind.reciprocal and len(left) > 1:
        left, right = left[:1], left[1:]
    actor = ", ".join(names[one] for one in left) or "somebody unnamed"
    other = ", ".join(names[one] for one in right) or event.issue or "somebody unnamed"
    return f"{actor} {kind.phrase} {other}"


def _figures(told: Told, names: Mapping[str, str], context: Context) -> list[Contest]:
    votes = context.origins.votes(one.article for one in told.reports)
    kinds: defaultdict[tuple[str, str], list[ReportedFigure]] = defaultdict(list)
    for one in told.event.figures:
        kinds[one.figure.kind, one.figure.unit].append(one)
    return [
        Contest(
            id=digest("c", "figures", told.event.id, *kind),
            kind="figures",
            subject=f"{' in '.join(filter(None, kind))}: {line(told.event, names, context)}",
            sides=tuple((label(one.figure), one.claims) for one in figures),
        )
        for kind, figures in sorted(kinds.items())
        if _contradict(figures, told.reports, votes)
    ]


def _contradict(
    figures: Sequence[ReportedFigure], reports: Iterable[Report], votes: Mapping[str, str]
) -> bool:
    """Whether two independent votes give figures of which none agree with each other."""
    articles = {report.id: report.article for report in reports}
    given: defaultdict[str, list[Figure]] = defaultdict(list)
    for one in figures:
        for claim in one.claims:
            given[votes[articles[claim]]].append(one.figure)
    voices = [given[vote] for vote in sorted(given)]
    return any(
        all(disagree(a, b) for a in mine for b in theirs)
        for at, mine in enumerate(voices)
        for theirs in voices[at + 1 :]
    )


def _denied(event: Event, names: Mapping[str, str], context: Context) -> list[Contest]:
    if "denied" not in event.reports or len(event.reports) < 2:
        return []
    return [
        Contest(
            id=digest("c", "denial", event.id),
            kind="denial",
            subject=line(event, names, context),
            sides=tuple(event.reports.items()),
        )
    ]


def _rejected(events: Sequence[Event], names: Mapping[str, str], context: Context) -> list[Contest]:
    """An accusation that the accused rejects towards the accuser within a day."""
    types = context.vocabulary.types

    def saying(stems: tuple[str, ...]) -> list[Event]:
        return [one for one in events if any(stem in types[one.type].phrase for stem in stems)]

    answers = saying(_REJECTS)
    return [
        Contest(
            id=digest("c", "denial", accusation.id, answer.id),
            kind="denial",
            subject=line(accusation, names, context),
            sides=(
                (types[accusation.type].phrase, accusation.claims),
                (types[answer.type].phrase, answer.claims),
            ),
        )
        for accusation in saying(_ACCUSES)
        for answer in answers
        if _answers(answer, accusation)
    ]


def _answers(answer: Event, accusation: Event) -> bool:
    mirrored = (
        answer.id != accusation.id
        and bool(answer.initiators and answer.recipients)
        and answer.initiators == accusation.recipients
        and answer.recipients == accusation.initiators
    )
    if not mirrored or answer.date is None or accusation.date is None:
        return mirrored
    return abs(answer.date.day - accusation.date.day) <= timedelta(days=1)


def _stances(stances: Sequence[Stance], names: Mapping[str, str]) -> list[Contest]:
    pairs: defaultdict[tuple[str, str], dict[str, Stance]] = defaultdict(dict)
    for stance in stances:
        if stance.holder not in NOBODY and stance.label in {"support", "oppose"}:
            pairs[stance.holder, stance.target][stance.label] = stance
    return [
        Contest(
            id=digest("c", "stance", holder, target),
            kind="stance",
            subject=f"{names.get(holder, holder)} on {names.get(target, target)}",
            sides=tuple((name, labels[name].claims) for name in ("support", "oppose")),
        )
        for (holder, target), labels in sorted(pairs.items())
        if len(labels) == 2
    ]
