"""An act too weak to stand by itself stands by what others tell."""

from __future__ import annotations

from briefing.domain.briefing import Decision
from briefing.domain.dossier import Dossier
from tests.stages.resolution_days import Piece, dossier, on, only


def _two() -> tuple[Piece, Piece]:
    return Piece("one"), Piece("two")


def _weak_details(found: Dossier) -> list[str]:
    return [one.weak for part in found.extractions for one in part.grounded if one.weak]


def test_a_weak_act_joins_the_event_that_another_article_tells() -> None:
    one, two = _two()
    sure = one.event("ASSAULT", "Russia", "Ukraine", confidence=0.5)
    weak = two.event("ASSAULT", "Moscow", "Kyiv", confidence=0.4)
    two.weak(weak)
    found = dossier(one, two)
    event = only(found.events)
    assert set(event.claims) == {sure, weak}
    assert (event.origins, event.confidence) == (2, 0.7)
    assert (found.coverage.grounded, found.coverage.rejections) == (2, {})
    assert _weak_details(found) == ["0.4"]


def test_it_does_not_stand_by_another_event_or_alone() -> None:
    one, two = _two()
    one.event("ASSAULT", "Ukraine", "Russia")
    two.weak(two.event("ASSAULT", "Russia", "Ukraine"))
    found = dossier(one, two)
    assert only(found.events).articles == ("a-one",)
    assert found.coverage.rejections == {"weak": 1}


def test_two_weak_acts_do_not_carry_each_other() -> None:
    one, two = _two()
    for piece in (one, two):
        piece.weak(piece.event("ASSAULT", "Russia", "Ukraine"))
    assert dossier(one, two).events == ()


def test_the_same_article_does_not_carry_its_own_act() -> None:
    one = Piece("one")
    one.event("ASSAULT", "Russia", "Ukraine")
    one.weak(one.event("ASSAULT", "Russia", "Ukraine"))
    assert len(only(dossier(one).events).claims) == 1


def test_what_the_day_before_told_stands_when_it_is_told_again() -> None:
    one = Piece("one")
    one.event("ASSAULT", "Russia", "Ukraine", date=on(2))
    known = only(dossier(one).events).id
    two = Piece("two")
    two.weak(two.event("ASSAULT", "Russia", "Ukraine", date=on(2)))
    assert dossier(two).events == ()
    assert only(dossier(two, known=[known]).events).id == known


def test_a_stance_stands_with_the_act_that_it_is_read_from() -> None:
    one, two = _two()
    one.event("ACCUSE", "Russia", "Ukraine")
    act = two.event("ACCUSE", "Russia", "Ukraine", cue="said")
    read = two.stance("Russia", "oppose", "Ukraine", from_event="ACCUSE")
    other = two.stance("Russia", "oppose", "Ukraine", from_event="REJECT")
    two.weak(act)
    two.weak(read, other, detail="its act does not stand")
    found = dossier(one, two)
    assert _weak_details(found) == ["0.4", "0.4"]
    assert only(found.stances).claims == (read,)
    assert found.coverage.rejections == {"weak": 1}


def test_an_act_that_a_reviewer_rejected_carries_none_and_is_carried_by_none() -> None:
    one, two = _two()
    sure = one.event("ASSAULT", "Russia", "Ukraine")
    weak = two.event("ASSAULT", "Russia", "Ukraine")
    two.weak(weak)
    assert dossier(one, two, decisions=[_rejected(sure)]).events == ()
    assert only(dossier(one, two, decisions=[_rejected(weak)]).events).claims == (sure,)


def _rejected(entry: str) -> Decision:
    return Decision(entry=entry, verdict="reject")
