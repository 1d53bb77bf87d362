"""What happened, told once."""

from __future__ import annotations

import pytest

from briefing.domain.claims import Attribution
from briefing.domain.dossier import Contest, Event
from briefing.errors import ConfigError
from tests.stages.resolution_days import Piece, dossier, killed, on, only, who


def _pieces(count: int) -> list[Piece]:
    return [Piece(name) for name in ("one", "two", "three", "four", "five")[:count]]


def test_articles_that_tell_the_same_are_one_event() -> None:
    one, two = _pieces(2)
    claims = {
        one.event("ASSAULT", "Russia", "Kyiv", confidence=0.5, cue="struck"),
        two.event("ASSAULT", "Moscow", "Ukraine", confidence=0.6, cue="hit"),
    }
    found = dossier(one, two)
    event = only(found.events)
    assert set(event.claims) == claims
    assert event.articles == ("a-one", "a-two")
    assert (event.origins, event.confidence, event.cue) == (2, 0.8, "hit")
    assert event.initiators == (who(found, "Russia").id,)
    assert (event.quad, event.score) == (4, -9)


def test_confidence_never_reaches_one_and_copies_do_not_raise_it() -> None:
    one, two = _pieces(2)
    one.event("AID", "Mali", "Ghana", confidence=1.0)
    two.event("AID", "Mali", "Ghana", confidence=1.0)
    assert only(dossier(one, two).events).confidence == 0.99
    same = "Mali gave grain to Ghana before the rains came in the north."
    copies = [Piece("one", same), Piece("two", same)]
    for piece in copies:
        piece.event("AID", "Mali", "Ghana", confidence=0.5)
    assert only(dossier(*copies).events).confidence == 0.5


@pytest.mark.parametrize(
    ("kind", "left", "right"),
    [("AID", "Russia", "Ukraine"), ("ASSAULT", "Ukraine", "Russia"), ("ASSAULT", "Russia", "Mali")],
)
def test_another_type_direction_or_party_is_another_event(kind: str, left: str, right: str) -> None:
    one, two = _pieces(2)
    one.event("ASSAULT", "Russia", "Ukraine")
    two.event(kind, left, right)
    assert len(dossier(one, two).events) == 2


def test_reciprocal_acts_have_all_parties_on_one_side() -> None:
    one, two = _pieces(2)
    one.event("CONSULT", "China", "Pakistan")
    two.event("CONSULT", "Islamabad|Beijing")
    found = dossier(one, two)
    event = only(found.events)
    assert event.recipients == ()
    assert set(event.initiators) == {who(found, "China").id, who(found, "Pakistan").id}


def test_without_a_recipient_the_issue_must_be_the_same() -> None:
    one, two, three = _pieces(3)
    one.event("REJECT", "Mali", issue="the ceasefire")
    two.event("REJECT", "Mali", issue="ceasefire")
    three.event("REJECT", "Mali", issue="the budget")
    events = dossier(one, two, three).events
    assert sorted(len(event.claims) for event in events) == [1, 2]
    assert len({event.id for event in events}) == 2


def test_with_a_recipient_the_issue_does_not_split() -> None:
    one, two = _pieces(2)
    one.event("ACCUSE", "Mali", "Ghana", issue="the dam")
    two.event("ACCUSE", "Mali", "Ghana")
    assert only(dossier(one, two).events).issue == "the dam"


def test_with_one_side_unnamed_another_place_is_another_event() -> None:
    one, two, three = _pieces(3)
    one.event("ASSAULT", "", "Ukraine", place="Odesa")
    two.event("ASSAULT", "", "Ukraine", place="the port of Odesa")
    three.event("ASSAULT", "", "Ukraine", place="Lviv")
    events = dossier(one, two, three).events
    assert sorted(len(event.claims) for event in events) == [1, 2]
    assert len({event.id for event in events}) == 2


@pytest.mark.parametrize(
    ("first", "second", "events"),
    [
        (on(3), on(3), 1),
        (on(3), on(4), 1),
        (on(3), None, 1),
        (on(3), on(5), 2),
        (on(3), on(20, "month"), 1),
        (on(3), on(20, "week"), 2),
        (on(2, "month"), None, 1),
        (None, None, 1),
    ],
)
def test_dates_must_be_compatible(first: object, second: object, events: int) -> None:
    one, two = _pieces(2)
    one.event("ASSAULT", "Russia", "Ukraine", date=first)
    two.event("ASSAULT", "Russia", "Ukraine", date=second)
    found = dossier(one, two).events
    assert len(found) == events
    assert len({event.id for event in found}) == events


def test_days_that_one_article_tells_apart_stay_apart() -> None:
    piece = Piece("one")
    piece.event("ASSAULT", "Russia", "Ukraine", date=on(3))
    piece.event("ASSAULT", "Russia", "Ukraine", date=on(4))
    assert len(dossier(piece).events) == 2


def test_neighbouring_days_do_not_chain() -> None:
    one, two, three = _pieces(3)
    for piece, day in ((one, 1), (two, 2), (three, 3)):
        piece.event("ASSAULT", "Russia", "Ukraine", date=on(day))
    assert len(dossier(one, two, three).events) == 2


def test_an_undated_report_joins_the_event_of_its_own_article_else_the_latest_known() -> None:
    one, two, three = _pieces(3)
    first = one.event("ASSAULT", "Russia", "Ukraine", date=on(1))
    own = one.event("ASSAULT", "Russia", "Ukraine")
    last = two.event("ASSAULT", "Russia", "Ukraine", date=on(4))
    other = three.event("ASSAULT", "Russia", "Ukraine")
    claims = {frozenset(event.claims) for event in dossier(one, two, three).events}
    assert claims == {frozenset({first, own}), frozenset({last, other})}


def test_an_article_that_repeats_itself_tells_one_event() -> None:
    piece = Piece("one")
    claims = {
        piece.event("ACCUSE", "Mali", "Ghana", confidence=0.4),
        piece.event("ACCUSE", "Mali", "Accra", confidence=0.5),
    }
    event = only(dossier(piece).events)
    assert (set(event.claims), event.origins, event.confidence) == (claims, 1, 0.5)


def test_the_strongest_mode_is_kept() -> None:
    one, two, three = _pieces(3)
    for piece, mode in ((one, "beat"), (two, "aerial"), (three, "")):
        piece.event("ASSAULT", "Russia", "Ukraine", mode=mode)
    event = only(dossier(one, two, three).events)
    assert (event.mode, event.score) == ("aerial", -9.5)
    assert only(dossier(one, three).events).mode == "beat"


def test_a_type_the_vocabulary_lacks_is_a_config_error() -> None:
    piece = Piece("one")
    piece.event("FIGHT", "Russia", "Ukraine")
    with pytest.raises(ConfigError, match="FIGHT"):
        dossier(piece)


def _contests(*figures: object) -> tuple[tuple[Contest, ...], Event]:
    pieces = _pieces(len(figures))
    for piece, figure in zip(pieces, figures, strict=True):
        piece.event("ASSAULT", "Russia", "Ukraine", figures=figure)
    found = dossier(*pieces)
    return found.contests, only(found.events)


def test_different_figures_of_independent_origins_are_contested() -> None:
    contests, event = _contests((killed(4),), (killed(7),))
    assert [one.kind for one in contests] == ["figures"]
    assert [side for side, _ in contests[0].sides] == ["4 killed", "7 killed"]
    assert [len(claims) for _, claims in contests[0].sides] == [1, 1]
    assert contests[0].subject == "killed: Russia attacked Ukraine"
    assert [one.figure.value for one in event.figures] == [4, 7]


@pytest.mark.parametrize(
    ("one", "other", "contested"),
    [
        (killed(4), killed(4), False),
        (killed(4), killed(7, "least"), True),
        (killed(7), killed(4, "least"), False),
        (killed(9), killed(4, "most"), True),
        (killed(4), killed(9, "most"), False),
        (killed(9, "least"), killed(4, "most"), True),
        (killed(100), killed(105, "about"), False),
        (killed(100), killed(150, "about"), True),
        (killed(4), killed(7, kind="wounded"), False),
    ],
)
def test_bounds_decide_whether_figures_can_both_be_true(
    one: object, other: object, contested: bool
) -> None:
    assert bool(_contests((one,), (other,))[0]) is contested


def test_two_figures_in_one_article_are_no_contest() -> None:
    assert _contests((killed(4), killed(7)))[0] == ()
    assert _contests((killed(4), killed(7)), (killed(7),))[0] == ()


def test_a_denial_does_not_outvote_but_is_contested() -> None:
    one, two, three = _pieces(3)
    said = one.event("ASSAULT", "Russia", "Ukraine", factuality="alleged")
    for piece in (two, three):
        piece.event("ASSAULT", "Russia", "Ukraine", factuality="denied")
    found = dossier(one, two, three)
    event = only(found.events)
    assert event.factuality == "alleged"
    assert event.reports["alleged"] == (said,)
    assert len(event.reports["denied"]) == 2
    assert [contest.kind for contest in found.contests] == ["denial"]
    assert dict(found.contests[0].sides) == event.reports


def test_denials_alone_are_denied_and_no_contest() -> None:
    piece = Piece("one")
    piece.event("ASSAULT", "Russia", "Ukraine", factuality="denied")
    found = dossier(piece)
    assert only(found.events).factuality == "denied"
    assert found.contests == ()


def test_factuality_follows_independent_votes_not_the_number_of_copies() -> None:
    same = "Mali gave grain to Ghana before the rains came in the north."
    copies = [Piece(name, same) for name in ("one", "two", "three")]
    others = [Piece("four"), Piece("five")]
    for piece in copies:
        piece.event("AID", "Mali", "Ghana", factuality="planned")
    for piece in others:
        piece.event("AID", "Mali", "Ghana", factuality="announced")
    assert only(dossier(*copies, *others).events).factuality == "announced"


def test_an_accusation_that_the_accused_rejects_is_contested() -> None:
    one, two = _pieces(2)
    accusation = one.event("ACCUSE", "Mali", "Ghana", date=on(3))
    answer = two.event("REJECT", "Accra", "Bamako", date=on(4))
    contest = dossier(one, two).contests[0]
    assert contest.kind == "denial"
    assert contest.sides == (
        ("accused or criticised", (accusation,)),
        ("rejected or rebuffed", (answer,)),
    )


@pytest.mark.parametrize(("target", "day"), [("Niger", 3), ("Mali", 6)])
def test_a_rejection_of_somebody_else_or_days_later_is_no_answer(target: str, day: int) -> None:
    one, two = _pieces(2)
    one.event("ACCUSE", "Mali", "Ghana", date=on(3))
    two.event("REJECT", "Ghana", target, date=on(day))
    assert dossier(one, two).contests == ()


def test_everything_the_reports_say_is_kept() -> None:
    one, two = _pieces(2)
    one.event("AID", "Mali", "Ghana", place="Accra", date=on(3, "week"))
    two.event(
        "AID",
        "Mali",
        "Ghana",
        place="accra",
        attribution=Attribution(kind="named", source="Kaja Lind"),
        date=on(3),
        figures=(killed(2), killed(2, "least")),
    )
    event = only(dossier(one, two).events)
    assert event.place in {"Accra", "accra"}
    assert [one.kind for one in event.attributions] == ["named", "outlet"]
    assert event.date == on(3)
    assert [one.figure.bound for one in event.figures] == ["exact", "least"]


def test_stories_join_events_that_share_a_pair_or_an_article_and_an_actor() -> None:
    one, two, three = _pieces(3)
    one.event("ASSAULT", "Russia", "Ukraine")
    one.event("ACCUSE", "Ukraine", "Mali")
    two.event("CONSULT", "Russia|Ukraine")
    three.event("AID", "Russia", "Cuba")
    found = dossier(one, two, three)
    assert sorted(len(story.events) for story in found.stories) == [1, 3]
    heaviest = found.stories[0]
    events = {event.id: event for event in found.events}
    assert [events[key].type for key in heaviest.events] == ["ASSAULT", "ACCUSE", "CONSULT"]
    assert heaviest.articles == ("a-one", "a-two")
    assert all(events[key].story == heaviest.id for key in heaviest.events)
