"""What happened: the bottom line, the ranked developments, and what is contested."""

from __future__ import annotations

from briefing.domain.briefing import Entry, Section
from briefing.domain.claims import EventClaim, Evidence, Factuality
from briefing.domain.dossier import Change, Contest, Event, Stance
from briefing.domain.vocabulary import Vocabulary
from briefing.stages.composition.coverage import unread
from briefing.stages.composition.desk import Desk, more
from briefing.stages.composition.wording import (
    act,
    circumstances,
    confidence,
    count,
    day_text,
    joined,
    marked,
    quote,
    shorten,
    stance_label,
    status,
)

SHOWN_IN_FULL = 15
SURE = 0.5
_BOTTOM_ENTRIES = 3
_BOTTOM_WORDS = 60
_CONTESTS = {
    "figures": "Figures differ",
    "denial": "Said and denied",
    "stance": "Stances differ",
}


def change_word(change: Change) -> str:
    """How a change is called in a briefing."""
    return "seen before" if change == "continuing" else change


def ranked(desk: Desk) -> list[Event]:
    """New before seen, then independent origins, then intensity times extraction confidence.

    What has not (or perhaps not) happened counts half.
    """
    return sorted(
        desk.events,
        key=lambda event: (
            not desk.is_new(event.id),
            -event.origins,
            -abs(event.score)
            * event.confidence
            * (1.0 if event.factuality in _done(desk.vocabulary, event.type) else 0.5),
            event.id,
        ),
    )


def _done(vocabulary: Vocabulary, type_name: str) -> tuple[Factuality, ...]:
    """The statuses in which an act of a type is done; a threat or a promise is, once it is said."""
    kind = vocabulary.types.get(type_name)
    return ("occurred", "threatened") if kind is None else ("occurred", "threatened", kind.said)


def bottom_line(desk: Desk) -> Section:
    """At most three entries of at most 60 words: the heaviest news, then what is missing."""
    caveat = _caveat(desk)
    fresh = [event for event in ranked(desk) if desk.is_new(event.id)]
    sure = [event for event in fresh if event.confidence >= SURE]
    entries = [_headline(desk, event) for event in sure or fresh]
    turned = [stance for stance in desk.stances if desk.change(stance.id) == "reversed"]
    entries[1:1] = [_turn(desk, stance) for stance in sorted(turned, key=lambda s: s.id)[:1]]
    if not entries:
        entries = [_stated("bottom-quiet", _quiet(desk))]
    room = _BOTTOM_ENTRIES - (1 if caveat else 0)
    chosen = entries[:room] + ([_stated("bottom-missing", caveat)] if caveat else [])
    return Section(id="bottom-line", heading="Bottom line", entries=tuple(chosen))


def developments(desk: Desk) -> Section:
    """Up to 15 new events in full, then every other event in one line."""
    events = ranked(desk)
    fresh = [event for event in events if desk.is_new(event.id)]
    full, brief = fresh[:SHOWN_IN_FULL], fresh[SHOWN_IN_FULL:]
    seen = [event for event in events if not desk.is_new(event.id)]
    entries = [_full(desk, event) for event in full]
    entries += [_brief(desk, event) for event in brief + seen]
    return Section(
        id="developments",
        heading="Developments",
        intro=_order(len(full), len(brief), len(seen)) if entries else "",
        entries=tuple(entries),
        empty=f"No event could be grounded in the {count(len(desk.articles), 'article')} read."
        if desk.articles
        else "No article was read.",
    )


def contested(desk: Desk) -> Section:
    """Both sides of every contest, then events that are denied, alleged or told in two ways."""
    entries: list[Entry] = []
    told: set[str] = set()
    for contest in sorted(desk.dossier.contests, key=lambda contest: contest.id):
        sides = _sides(desk, contest)
        entries += sides
        if contest.kind == "denial" and len(sides) > 1:
            told |= {claim for _, claims in contest.sides for claim in claims}
    for event in ranked(desk):
        doubtful = event.factuality in {"denied", "alleged"} or len(event.reports) > 1
        if doubtful and not told.issuperset(event.claims):
            entries.append(_doubt(desk, event))
    return Section(
        id="contested",
        heading="Contested or denied",
        intro="Reports that cannot all be true stand side by side; nothing is averaged."
        if entries
        else "",
        entries=tuple(entries),
        empty="No report of the day contradicts another, and none is denied or only alleged.",
    )


def event_line(desk: Desk, event: Event) -> str:
    """Everything the event's fields say, in one line."""
    named = (desk.names(event.initiators), desk.names(event.recipients))
    sides = marked(named, _inferred(desk, event))
    opening = status(desk.vocabulary, event.type, event.factuality)
    if "denied" in event.reports and len(event.reports) > 1:
        opening = f"Said and denied: {opening if event.factuality != 'denied' else ''}"
    code = (event.type, event.mode)
    text = opening + act(desk.vocabulary, code, sides, event.issue, event.phrase)
    place = "" if event.place in event.phrase else event.place
    figures = [reported.figure for reported in event.figures]
    return ", ".join((text, *circumstances(place, event.date, figures, event.attributions)))


def _inferred(desk: Desk, event: Event) -> tuple[bool, bool]:
    """Whether every report that tells the event only implies its initiators, its recipients."""
    told = [claim.claim for claim in desk.claims(event.claims)]
    flags = [claim.inferred for claim in told if isinstance(claim, EventClaim)]
    return all(who for who, _ in flags), all(whom for _, whom in flags)


def _order(full: int, brief: int, seen: int) -> str:
    text = "Ranked by independent origins, then by intensity times extraction confidence."
    if brief:
        text += f" The first {full} in full; {brief} more new in one line each."
    if seen:
        text += f" At the end, {count(seen, 'event')} known from an earlier briefing."
    return text


def _tags(desk: Desk, event: Event) -> tuple[str, ...]:
    quad = desk.vocabulary.quads.get(event.quad, f"quad {event.quad}")
    code = f"{event.type}/{event.mode}" if event.mode else event.type
    return (change_word(desk.change(event.id)), code, quad)


def _full(desk: Desk, event: Event) -> Entry:
    proofs = desk.proofs(event.claims)
    details = [count(event.origins, "independent origin"), confidence(event.confidence)]
    if any(said.kind == "outlet" for said in event.attributions) and len(event.attributions) > 1:
        details.append("also told without attribution")
    if doubt := _reports(event):
        details.append(f"contested: {doubt}")
    elif _in_contest(desk, event):
        details.append("contested: see below")
    if note := desk.change_note(event.id):
        details.append(f"{desk.change(event.id)}: {note}")
    return Entry(
        id=event.id,
        text=event_line(desk, event),
        quote=quote(_best(desk, event, proofs)),
        tags=_tags(desk, event),
        details=(*details, *more(proofs)),
        citations=desk.cite(proofs),
    )


def _brief(desk: Desk, event: Event) -> Entry:
    proofs = desk.proofs(event.claims)
    return Entry(
        id=event.id,
        text=event_line(desk, event),
        tags=_tags(desk, event),
        details=more(proofs),
        citations=desk.cite(proofs),
    )


def _best(desk: Desk, event: Event, proofs: list[Evidence]) -> Evidence:
    """The sentence to quote: of a claim told as the event is told, naming both sides, surest."""
    claims = sorted(
        desk.claims(event.claims),
        key=lambda claim: (
            getattr(claim.claim, "factuality", "") != event.factuality,
            getattr(claim.claim, "phrase", "") != event.phrase,
            claim.grade != "both",
            -getattr(claim.claim, "confidence", 0.0),
            claim.id,
        ),
    )
    for claim in claims:
        of_claim = desk.proofs([claim.id])
        if of_claim:
            return next((proof for proof in of_claim if proof.cue), of_claim[0])
    return proofs[0]


def _headline(desk: Desk, event: Event) -> Entry:
    return Entry(
        id=f"bottom-{event.id}",
        text=shorten(event_line(desk, event), _BOTTOM_WORDS),
        tags=(change_word(desk.change(event.id)),),
        citations=desk.cite(desk.proofs(event.claims)),
    )


def _turn(desk: Desk, stance: Stance) -> Entry:
    label = stance_label(stance.label, stance.intensity)
    text = (
        f"{desk.name(stance.holder)} has changed its stance on {desk.name(stance.target)}: {label}"
    )
    note = desk.change_note(stance.id)
    return Entry(
        id=f"bottom-{stance.id}",
        text=shorten(f"{text} ({note})" if note else text, _BOTTOM_WORDS),
        tags=("reversed",),
        citations=desk.cite(desk.proofs(stance.claims)),
    )


def _quiet(desk: Desk) -> str:
    since = desk.delta.since
    if not desk.articles:
        return "Nothing was read, so nothing can be said about this day."
    if not desk.events:
        return (
            f"Nothing could be grounded: the {count(len(desk.articles), 'article')} of the day "
            "yielded no event that stands in its text."
        )
    known = f"the {day_text(since)} briefing" if since else "an earlier briefing"
    return f"Nothing new: {count(len(desk.events), 'event')} today, all of them known from {known}."


def _caveat(desk: Desk) -> str:
    missing = unread(desk)
    return f"{missing[0].upper()}{missing[1:]}: the day is not fully covered." if missing else ""


def _stated(entry_id: str, text: str) -> Entry:
    return Entry(id=entry_id, text=shorten(text, _BOTTOM_WORDS), stated=True)


def _sides(desk: Desk, contest: Contest) -> list[Entry]:
    entries = []
    total = len(contest.sides)
    for number, (side, claims) in enumerate(contest.sides, start=1):
        proofs = desk.proofs(claims)
        if not proofs:
            continue
        entries.append(
            Entry(
                id=f"{contest.id}-{number}",
                text=f"{_CONTESTS[contest.kind]}, {desk.name(contest.subject)}: {side}",
                quote=quote(next((proof for proof in proofs if proof.cue), proofs[0])),
                tags=(f"side {number} of {total}",),
                details=more(proofs),
                citations=desk.cite(proofs),
            )
        )
    return entries


def _doubt(desk: Desk, event: Event) -> Entry:
    proofs = desk.proofs(event.claims)
    reports = _reports(event)
    return Entry(
        id=f"contested-{event.id}",
        text=event_line(desk, event),
        quote=quote(_best(desk, event, proofs)),
        tags=(event.factuality,),
        details=(*((reports,) if reports else ()), *more(proofs)),
        citations=desk.cite(proofs),
    )


def _reports(event: Event) -> str:
    if len(event.reports) < 2:
        return ""
    return "reported as " + joined(
        f"{told} ({count(len(claims), 'claim')})" for told, claims in sorted(event.reports.items())
    )


def _in_contest(desk: Desk, event: Event) -> bool:
    own = set(event.claims)
    return any(
        own.intersection(claims) for contest in desk.dossier.contests for _, claims in contest.sides
    )
