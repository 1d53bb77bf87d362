"""Today against the last dossier, on typed facts: what is new, what changed, what went quiet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import timedelta

from briefing.domain.claims import Figure
from briefing.domain.dossier import Actor, Change, Delta, DeltaEntry, Dossier, Event, Stance

# An event this grave (PLOVER score either way) is missed when nothing more is heard of it.
GRAVE = 5.0

# Acts that lie ahead: a later day can be the day they happen.
_AHEAD = frozenset({"announced", "planned", "threatened"})
_TURNS = {"support": "oppose", "oppose": "support"}
_ITEMS = ("event", "stance", "actor")


def compare(today: Dossier, before: Dossier | None) -> Delta:
    """How the items of ``today`` stand to ``before``, the last earlier dossier (or None).

    Items match by id; actors also by a name only one of each day bears, events also by type,
    actors and dates that agree. "Gone quiet" names the gravest event of an earlier story with
    a score of 5 or more of which today has no event and no other event between two of its actors.
    """
    if before is None:
        return Delta(since=None)
    same = _same_actors(today, before)
    pairs = _pairs(today, before, same)
    known = set(same.values())
    entries = [_event_entry(event, pairs.get(event.id)) for event in today.events]
    entries += _stance_entries(today, before, same)
    entries += [
        DeltaEntry(id=actor.id, item="actor", change="continuing" if actor.id in known else "new")
        for actor in today.actors
    ]
    entries += _quiet(today, before, same, {event.id for event in pairs.values()})
    return Delta(
        since=before.day,
        entries=tuple(sorted(entries, key=lambda one: (_ITEMS.index(one.item), one.id))),
    )


def _same_actors(today: Dossier, before: Dossier) -> dict[str, str]:
    """Actor ids of the earlier day with those of today, for actors of both days."""
    mine = {actor.id for actor in today.actors}
    same = {actor.id: actor.id for actor in before.actors if actor.id in mine}
    bearers = _bearers(actor for actor in today.actors if actor.id not in same)
    old = _bearers(actor for actor in before.actors if actor.id not in same)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name in sorted(set(bearers) & set(old)):
        if len(bearers[name]) == len(old[name]) == 1:
            found[min(old[name])] |= bearers[name]
    countries = {actor.id: actor.country for actor in (*today.actors, *before.actors)}
    for one, others in sorted(found.items()):
        other = min(others)
        codes = {countries[one], countries[other]} - {""}
        if len(others) == 1 and len(codes) < 2 and other not in same.values():
            same[one] = other
    return same


def _bearers(actors: Iterable[Actor]) -> dict[str, set[str]]:
    names: defaultdict[str, set[str]] = defaultdict(set)
    for actor in actors:
        for name in (actor.name, *actor.aliases):
            names[name.casefold()].add(actor.id)
    return names


def _deed(event: Event, same: Mapping[str, str]) -> tuple[object, ...]:
    def now(ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(same.get(one, one) for one in ids))

    return event.type, now(event.initiators), now(event.recipients)


def _pairs(today: Dossier, before: Dossier, same: Mapping[str, str]) -> dict[str, Event]:
    """The earlier event of each of today's events that had one, by today's id."""
    earlier = {event.id: event for event in before.events}
    pairs = {event.id: earlier.pop(event.id) for event in today.events if event.id in earlier}
    by_deed: defaultdict[tuple[object, ...], list[Event]] = defaultdict(list)
    for event in sorted(earlier.values(), key=lambda one: one.id):
        by_deed[_deed(event, same)].append(event)
    for event in sorted(today.events, key=lambda one: one.id):
        if event.id in pairs:
            continue
        left = by_deed[_deed(event, {})]
        match = next((one for one in left if _can_be(event, one, before)), None)
        if match is not None:
            left.remove(match)
            pairs[event.id] = match
    return pairs


def _can_be(event: Event, old: Event, before: Dossier) -> bool:
    """Whether ``event`` can be ``old`` told again, by date and, with one side unnamed, issue."""
    issues = {event.issue.casefold(), old.issue.casefold()} - {""}
    if len(issues) > 1 and not (event.initiators and event.recipients):
        return False
    if event.date is None or event.date.precision != "day":
        return True
    if event.date.day > before.day and old.factuality not in _AHEAD:
        return False
    if old.date is None or old.date.precision != "day":
        return True
    return abs(event.date.day - old.date.day) <= timedelta(days=1)


def _event_entry(event: Event, old: Event | None) -> DeltaEntry:
    if old is None:
        return DeltaEntry(id=event.id, item="event", change="new")
    change: Change = "continuing"
    details = [*_figure_changes(event, old)]
    if event.mode != old.mode and event.mode and old.mode:
        details.append(f"{old.mode or 'no mode'} -> {event.mode or 'no mode'}")
    if event.factuality != old.factuality:
        details.append(f"{old.factuality} -> {event.factuality}")
    if "denied" in event.reports and "denied" not in old.reports and not _denied(event):
        details.append("now also denied")
    if details:
        change = "contradicted" if _denied(event) and not _denied(old) else "changed"
    return DeltaEntry(id=event.id, item="event", change=change, detail="; ".join(details))


def _denied(event: Event) -> bool:
    return event.factuality == "denied"


def _figure_changes(event: Event, old: Event) -> list[str]:
    """What figures changed. A figure that is not repeated has not changed."""
    now, then = _figures(event), _figures(old)
    changes = []
    for kind in sorted(now):
        fresh = [one for one in now[kind] if one not in then.get(kind, [])]
        if fresh and kind in then:
            changes.append(f"{' / '.join(then[kind])} -> {' / '.join(now[kind])}")
        elif fresh:
            changes.append(f"now {' / '.join(now[kind])}")
    return changes


def _figures(event: Event) -> dict[tuple[str, str], list[str]]:
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for one in event.figures:
        found[one.figure.kind, one.figure.unit].append(_label(one.figure))
    return found


def _label(figure: Figure) -> str:
    bound = {"least": "at least ", "most": "at most ", "about": "about ", "exact": ""}
    number = f"{figure.value:,.0f}" if figure.value == int(figure.value) else f"{figure.value:,}"
    return f"{bound[figure.bound]}{number} {figure.unit or figure.kind}"


def _stance_entries(today: Dossier, before: Dossier, same: Mapping[str, str]) -> list[DeltaEntry]:
    then = _labels(before.stances, same)
    now = _labels(today.stances, {})
    entries = []
    for stance in today.stances:
        pair = (stance.holder, _target(stance, {}))
        labels, turned = then.get(pair, set()), _TURNS.get(stance.label, "")
        change: Change = "continuing" if stance.label in labels else "new"
        if change == "new" and turned in labels and turned not in now[pair]:
            change = "reversed"
        entries.append(
            DeltaEntry(
                id=stance.id,
                item="stance",
                change=change,
                detail=f"{turned} -> {stance.label}" if change == "reversed" else "",
            )
        )
    return entries


def _labels(stances: Iterable[Stance], same: Mapping[str, str]) -> dict[tuple[str, str], set[str]]:
    labels: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for stance in stances:
        labels[same.get(stance.holder, stance.holder), _target(stance, same)].add(stance.label)
    return labels


def _target(stance: Stance, same: Mapping[str, str]) -> str:
    if stance.target_type == "actor":
        return same.get(stance.target, stance.target)
    return " ".join(stance.target.casefold().split())


def _quiet(
    today: Dossier, before: Dossier, same: Mapping[str, str], matched: set[str]
) -> list[DeltaEntry]:
    active = [_parties(event, {}) for event in today.events]
    events = {event.id: event for event in before.events}
    names = {actor.id: actor.name for actor in before.actors}
    entries = []
    for story in before.stories:
        members = [events[key] for key in story.events if key in events]
        grave = [event for event in members if abs(event.score) >= GRAVE]
        parties = [_parties(event, same) for event in members]
        heard = any(event.id in matched for event in members) or any(
            len(mine & theirs) > 1 for mine in parties for theirs in active
        )
        if grave and not heard:
            entries.append(_quiet_entry(grave, before, today, names))
    return entries


def _parties(event: Event, same: Mapping[str, str]) -> set[str]:
    return {same.get(one, one) for one in (*event.initiators, *event.recipients)}


def _quiet_entry(
    grave: list[Event], before: Dossier, today: Dossier, names: Mapping[str, str]
) -> DeltaEntry:
    event = min(grave, key=lambda one: (-abs(one.score), one.id))
    who = [
        ", ".join(names.get(one, one) for one in side)
        for side in (event.initiators, event.recipients)
    ]
    told = " - ".join(part for part in (who[0], event.cue, who[1] or event.issue) if part)
    detail = f"last reported on {before.day.isoformat()}"
    if today.coverage.failed:
        detail += f"; {today.coverage.failed} could not be read today, so silence proves nothing"
    return DeltaEntry(id=event.id, item="event", change="gone quiet", detail=detail, before=told)
