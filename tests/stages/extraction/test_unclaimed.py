"""Harm that a sentence tells of nobody: whose act it was, and when it is news."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.domain.claims import EventClaim, EventDate, Figure, FigureKind
from briefing.stages.extraction.government import anchor
from briefing.stages.extraction.trees import Tree
from briefing.stages.extraction.unclaimed import claimed, is_news, told_elsewhere
from tests.factories import an_event_claim
from tests.stages.extraction.newsroom import cue, lexicon
from tests.stages.extraction.reading_room import parsed

PUBLISHED = date(2026, 3, 10)


def figure(kind: FigureKind = "killed", value: float = 7) -> Figure:
    return Figure(kind=kind, value=value, text=f"{value:g}")


def harm(
    who: str = "", whom: str = "", *figures: Figure, number: int = 1, type_: str = "ASSAULT"
) -> EventClaim:
    return an_event_claim(
        type=type_,
        initiators=tuple(who.split()),
        recipients=tuple(whom.split()),
        figures=figures,
        evidence=(number,),
    )


def test_victims_of_an_act_told_beside_them_are_its_victims() -> None:
    (one,) = claimed([harm("", "soldiers", figure()), harm("rebels")])
    assert one == harm("rebels", "soldiers", figure()).model_copy(
        update={"roles_from": one.roles_from}
    )


def test_whoever_an_act_names_stays_its_recipient() -> None:
    (one,) = claimed([harm("rebels", "Tosk"), harm("", "soldiers", figure())])
    assert (one.recipients, one.figures) == (("Tosk",), (figure(),))


def test_a_figure_that_both_tell_is_told_once() -> None:
    (one,) = claimed([harm("rebels", "", figure()), harm("", "", figure(), figure("wounded", 3))])
    assert one.figures == (figure(), figure("wounded", 3))


@pytest.mark.parametrize(
    "others",
    [
        [harm("rebels", number=2)],
        [harm("rebels", type_="COERCE")],
        [harm("rebels"), harm("Tosk")],
        [harm("soldiers")],
    ],
    ids=["another sentence", "another type", "two of them", "its own victims"],
)
def test_where_nobody_is_plainly_told_it_stays_unclaimed(others: list[EventClaim]) -> None:
    lone = harm("", "soldiers", figure())
    assert claimed([*others, lone]) == [*others, lone]


def test_harm_by_nobody_is_news_only_where_nobody_is_told_to_have_done_any() -> None:
    lone = harm("", "soldiers", figure())
    praise = harm("Tosk", type_="SUPPORT")
    assert told_elsewhere([lone, praise], ("ASSAULT",)) == [lone, praise]
    moved = harm("Tosk", type_="MOBILIZE", number=3)
    assert told_elsewhere([moved, lone], ("ASSAULT", "MOBILIZE")) == [moved, lone]
    for told in (harm("rebels", number=3), harm("rebels", "Lesk", type_="COERCE", number=3)):
        known, found = told_elsewhere([told, lone], ("ASSAULT", "COERCE"))
        assert known == told
        assert (found.recipients, found.figures) == (("soldiers",), ())


def news(text: str, verb: str, *figures: Figure, day: date | None = None) -> bool:
    tree = Tree(parsed(text))
    claim = harm("", "", *(figures or (figure(),)))
    if day is not None:
        claim = claim.model_copy(update={"date": EventDate(day=day, text="then")})
    found = anchor(tree, cue(text, verb))
    known = lexicon()
    return is_news(claim, tree, found, PUBLISHED, known.calendar.since, known.disasters)


def test_the_dead_of_an_attack_by_nobody_known_are_news() -> None:
    assert news("Seven people were killed in Tull on Monday.", "killed")
    assert news("Seven soldiers killed in Tull", "killed")
    assert news("The police chief said seven people were killed.", "killed")


def test_goods_and_money_are_no_victims() -> None:
    assert not news("Seven people were killed in Tull.", "killed", figure("money", 90e6))
    assert not news("Seven people were killed in Tull.", "killed", figure("troops", 500))
    assert news("Seven people were killed in Tull.", "killed", figure("troops"), figure("killed"))


def test_what_is_only_told_of_somebody_else_is_no_news() -> None:
    assert not news("Velmar blamed Tosk for the bombing that killed 17 shoppers.", "killed")
    tree = Tree(parsed("Velmar met members of the banned league."))
    banned = next(i for i, word in enumerate(tree.words) if word.text == "banned")
    assert not is_news(harm("", "", figure("arrested")), tree, banned, PUBLISHED, ())


def test_what_a_disaster_did_nobody_did() -> None:
    assert not news("Seven people were killed near Tull by the tsunami.", "killed")
    assert not news("Seven people were killed when a landslide hit Tull.", "killed")
    assert news("Seven people were killed when a bomb hit Tull.", "killed")


def test_a_sum_over_years_is_no_news() -> None:
    assert not news("The war has killed 14,000 people since 2011.", "killed")


def test_what_lies_months_back_is_no_news() -> None:
    text = "Seven people were killed in Tull."
    assert news(text, "killed", day=date(2026, 2, 1))
    assert not news(text, "killed", day=date(2025, 9, 1))
    claim = harm("", "", figure()).model_copy(update={"date": EventDate(day=date(2020, 1, 1))})
    assert is_news(claim, None, None, None, ())
