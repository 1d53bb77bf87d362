"""The dossier as a whole: coverage, decisions, and what must hold for every day."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.domain.articles import Failure
from briefing.domain.briefing import Decision
from briefing.domain.claims import EventClaim, Rejection
from briefing.domain.dossier import Dossier
from tests.stages.resolution_days import Piece, dossier, killed, on, who

NAMES = (
    "China", "Beijing", "the Chinese", "Chinese military", "China's military", "Pakistan",
    "Islamabad", "government of Pakistan", "ISPR", "Inter-Services Public Relations",
    "Inter-Services Public Relations (ISPR)", "Ishaq Dar", "Dar", "Minister Dar", "Abdul Dar",
    "I. Dar", "General Khan", "Khan", "Imran Khan", "the president", "protesters", "Blue Front",
    "Jordan", "Kаja Lind", "Kaja Lind", "PM Lind", "UN", "Security Council",
)  # fmt: skip
TEXTS = (
    "The harbour of Sorvik was closed on Monday after a strike by dock workers.",
    "Union leaders said that talks with the port company had failed over pay.",
    "Farmers in the south counted their losses after a second week of heavy rain.",
    "Source: Outlet one",
)
name = st.sampled_from(NAMES)
some = st.lists(name, max_size=2).map("|".join)
parties = st.tuples(some, some).filter(any)


@st.composite
def actor_claims(draw: st.DrawFn) -> tuple[object, ...]:
    kind = draw(st.sampled_from(["state", "person", "military", "organisation", "other"]))
    return "actor", draw(st.lists(name, min_size=1, max_size=3)), kind


@st.composite
def event_claims(draw: st.DrawFn) -> tuple[object, ...]:
    more = {
        "factuality": draw(st.sampled_from(["occurred", "planned", "denied"])),
        "figures": draw(st.lists(st.sampled_from([4, 7]).map(killed), max_size=2).map(tuple)),
        "date": draw(
            st.none() | st.builds(on, st.integers(1, 5), st.sampled_from(["day", "week", "month"]))
        ),
        "place": draw(st.sampled_from(["", "Sorvik", "port of Sorvik", "Riven"])),
        "issue": draw(st.sampled_from(["", "the dam"])),
        "mode": "",
        "confidence": draw(st.sampled_from([0.2, 0.5, 1.0])),
    }
    kind = draw(st.sampled_from(["CONSULT", "AID", "ACCUSE", "REJECT", "ASSAULT"]))
    return "event", kind, draw(parties), more


@st.composite
def stance_claims(draw: st.DrawFn) -> tuple[object, ...]:
    label = draw(st.sampled_from(["support", "oppose", "neutral"]))
    return "stance", draw(name), label, draw(name), draw(st.sampled_from(["actor", "policy"]))


claims = st.lists(st.one_of(actor_claims(), event_claims(), stance_claims()), max_size=4)
days = st.lists(
    st.tuples(claims, st.lists(st.sampled_from(TEXTS), min_size=1, max_size=3)),
    min_size=1,
    max_size=4,
)
WORDS = ("one", "two", "three", "four", "five")


def _piece(called: str, said: list[tuple], texts: list[str]) -> Piece:
    hour = len(called)
    piece = Piece(called, *texts, published=datetime(2026, 3, 4, hour, tzinfo=UTC))
    for sort, *rest in said:
        if sort == "actor":
            piece.actor(*rest[0], kind=rest[1])
        elif sort == "event":
            piece.event(rest[0], *rest[1], **rest[2])
        else:
            piece.stance(*rest[:3], target_type=rest[3])
    return piece


def _pieces(day: list[tuple]) -> list[Piece]:
    return [_piece(called, *one) for called, one in zip(WORDS, day, strict=False)]


@settings(max_examples=60, deadline=None)
@given(days, st.randoms(use_true_random=False))
def test_the_order_of_articles_and_claims_changes_nothing(
    day: list[tuple], chance: random.Random
) -> None:
    expected = dossier(*_pieces(day))
    pieces = _pieces(day)
    chance.shuffle(pieces)
    assert dossier(*pieces) == expected
    for piece in pieces:
        chance.shuffle(piece.claims)
    found = dossier(*pieces)
    same = {"extractions"}
    assert found.model_dump_json(exclude=same) == expected.model_dump_json(exclude=same)


def _items(found: Dossier) -> list[tuple[str, ...]]:
    merged = (*found.actors, *found.events, *found.stances)
    sides = [claims for contest in found.contests for _, claims in contest.sides]
    return [*(item.claims for item in merged), *sides]


@settings(max_examples=60, deadline=None)
@given(days)
def test_every_claim_is_in_an_item_and_no_item_is_without_claims(day: list[tuple]) -> None:
    found = dossier(*_pieces(day))
    grounded = {one.id for part in found.extractions for one in part.grounded}
    items = _items(found)
    assert all(items)
    assert {claim for item in items for claim in item} == grounded


@settings(max_examples=60, deadline=None)
@given(days)
def test_ids_are_unique_and_every_reference_leads_somewhere(day: list[tuple]) -> None:
    found = dossier(*_pieces(day))
    actors = [one.id for one in found.actors]
    events = [one.id for one in found.events]
    for ids in (actors, events, [s.id for s in found.stances], [c.id for c in found.contests]):
        assert len(set(ids)) == len(ids)
    for event in found.events:
        assert {*event.initiators, *event.recipients} <= set(actors)
    for stance in found.stances:
        assert stance.holder in actors
        assert stance.target_type != "actor" or stance.target in actors
    assert sorted(key for story in found.stories for key in story.events) == sorted(events)
    stories = {key: story.id for story in found.stories for key in story.events}
    assert all(event.story == stories[event.id] for event in found.events)


@settings(max_examples=60, deadline=None)
@given(days)
def test_another_article_about_others_leaves_every_id_as_it_was(day: list[tuple]) -> None:
    before = dossier(*_pieces(day))
    more = Piece("zebra", "Ships waited in a northern bay while crews slept ashore that night.")
    more.actor("Norway", kind="state")
    more.actor("President Halla Moe", kind="person")
    more.event("AID", "Norway", "Halla Moe")
    after = dossier(*_pieces(day), more)
    for field in ("actors", "events", "stances", "stories", "contests"):
        old = {one.id for one in getattr(before, field)}
        assert old <= {one.id for one in getattr(after, field)}


def test_another_report_of_the_same_event_leaves_its_id() -> None:
    one, two = Piece("one"), Piece("two")
    one.event("ASSAULT", "Russia", "Ukraine", date=on(3), place="Odesa")
    two.event("ASSAULT", "Moscow", "Kyiv", issue="the port", place="Lviv")
    (alone,), (both,) = dossier(one).events, dossier(one, two).events
    assert alone.id == both.id
    assert alone.story == both.story


def test_coverage_counts_what_was_read_and_what_was_not() -> None:
    one, two, three = Piece("one", published=None), Piece("two"), Piece("three")
    one.event("AID", "Mali", "Ghana")
    two.actor("Mali", kind="state")
    claim = EventClaim(type="AID", cue="gave", evidence=(1,))
    two.rejected = [
        Rejection(claim=claim, reason="no cue"),
        Rejection(claim=claim, reason="nobody named"),
        Rejection(claim=claim, reason="no cue"),
    ]
    failure = Failure(path="x.txt", stage="read", reason="empty", detail="It is empty.")
    found = dossier(
        one, two, three, failures=(failure,), repeats=("b", "a"), held_back=("later.txt",)
    )
    coverage = found.coverage
    assert (coverage.articles, coverage.origins, coverage.undated, coverage.failed) == (3, 3, 1, 1)
    assert (coverage.proposed, coverage.grounded) == (5, 2)
    assert coverage.rejections == {"no cue": 2, "nobody named": 1}
    assert coverage.languages == {"en": 3}
    assert set(coverage.without_events) == {"a-two", "a-three"}
    assert (coverage.repeats, coverage.held_back) == (("a", "b"), ("later.txt",))
    assert found.failures == (failure,)


def test_a_day_without_articles_is_an_empty_dossier() -> None:
    found = dossier()
    assert (found.actors, found.events, found.sources, found.coverage.articles) == ((), (), (), 0)


def test_an_extraction_without_its_article_is_refused() -> None:
    one, two = Piece("one"), Piece("one")
    two.article = two.article.model_copy(update={"id": "a-other"})
    with pytest.raises(ValueError, match="a-other"):
        dossier_of_strays(one, two)


def dossier_of_strays(known: Piece, stray: Piece) -> Dossier:
    """A day that has the extraction of ``stray`` and not its article."""
    known.extraction = stray.extraction  # type: ignore[method-assign]
    return dossier(known)


def _day() -> list[Piece]:
    one, two = Piece("one"), Piece("two")
    one.event("ASSAULT", "Russia", "Ukraine", figures=(killed(4),))
    two.event("ASSAULT", "Russia", "Ukraine", figures=(killed(7),))
    two.event("AID", "Norway", "Ukraine")
    two.stance("Norway", "support", "Ukraine")
    return [one, two]


def test_a_rejected_event_is_left_out_with_its_contests_and_counted() -> None:
    before = dossier(*_day())
    event = next(one for one in before.events if one.type == "ASSAULT")
    found = dossier(*_day(), decisions=(Decision(entry=event.id, verdict="reject"),))
    assert [one.type for one in found.events] == ["AID"]
    assert found.contests == ()
    assert found.coverage.rejections == {"rejected by a reviewer": 1}


def test_the_last_verdict_on_an_entry_counts() -> None:
    before = dossier(*_day())
    entry = before.events[0].id
    verdicts = (
        Decision(entry=entry, verdict="reject"),
        Decision(entry=entry, verdict="accept"),
        Decision(entry="e-unknown", verdict="reject"),
    )
    assert dossier(*_day(), decisions=verdicts) == before


def test_a_rejected_actor_takes_what_names_it_along() -> None:
    norway = who(dossier(*_day()), "Norway").id
    found = dossier(*_day(), decisions=(Decision(entry=norway, verdict="reject"),))
    assert "Norway" not in {actor.name for actor in found.actors}
    assert [one.type for one in found.events] == ["ASSAULT"]
    assert found.stances == ()
    assert found.coverage.rejections == {"rejected by a reviewer": 3}


def test_a_rejected_claim_counts_for_nothing() -> None:
    pieces = _day()
    claim = pieces[1].claims[0].id
    found = dossier(*pieces, decisions=(Decision(entry=claim, verdict="reject"),))
    event = next(one for one in found.events if one.type == "ASSAULT")
    assert claim not in event.claims
    assert found.contests == ()
