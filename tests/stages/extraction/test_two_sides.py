"""Who "both sides" of an article are."""

from __future__ import annotations

import pytest

from briefing.stages.extraction.two_sides import opposed_in
from tests.factories import an_article
from tests.stages.extraction.reading_room import grammar
from tests.stages.extraction.test_parsed_articles import roles

QUARREL = ("Velmar shelled Tosk.", "Tosk accused Velmar.")
ASIDE = "India and Velmar sent envoys."


def test_both_sides_are_the_two_with_most_acts_between_them_even_if_others_stand_nearer() -> None:
    article = an_article("It rained.", *QUARREL, ASIDE, "Ana Roe urged both sides to talk.")
    assert roles(article, 5, "urged").whom == ("Velmar", "Tosk")


def test_both_sides_are_known_before_the_text_has_told_of_them() -> None:
    article = an_article("Ana Roe urged both sides to talk", ASIDE, *QUARREL)
    assert roles(article, 1, "urged").whom == ("Velmar", "Tosk")


def test_the_two_ministers_are_those_of_the_two_states() -> None:
    article = an_article("It rained.", *QUARREL, "Ana Roe urged both ministers to talk.")
    assert roles(article, 4, "urged").whom == ("Velmar", "Tosk")
    assert roles(an_article("It rained.", ASIDE, "Ana Roe urged both men."), 3, "urged").whom == ()


def test_the_two_governments_are_states() -> None:
    acts = ("Red Hill Army shelled Velmar.", "Velmar attacked Red Hill Army.")
    told = (*acts, "Velmar accused Tosk.")
    article = an_article("It rained.", *told, "Ana Roe urged both governments to talk.")
    assert roles(article, 5, "urged").whom == ("Velmar", "Tosk")


def test_whoever_acts_upon_both_sides_is_none_of_them() -> None:
    more = ("India accused Velmar.", "India attacked Velmar.", "Velmar attacked India.")
    article = an_article("It rained.", *QUARREL, *more, "India urged both sides to talk.")
    assert roles(article, 7, "urged").whom == ("Velmar", "Tosk")


@pytest.mark.parametrize(
    ("acts", "pair"),
    [
        ([(4, True, True, ["A"], ["B"]), (3, False, False, ["A"], ["C"])], ["A", "B"]),
        ([(4, True, True, ["A"], ["B"]), (4, True, True, ["A"], ["C"])], []),
        ([(1, False, False, ["A", "B"], []), (1, False, False, ["A", "B"], [])], ["A", "B"]),
        ([(3, False, False, ["A", "B"], []), (3, False, False, ["A", "B"], [])], []),
        ([(4, True, True, ["A", "B"], [])], ["A", "B"]),
        ([(4, True, False, ["A", "B"], [])], []),
        ([(3, True, False, ["Ana"], ["B"])], ["A", "B"]),
        ([(3, False, False, ["A"], ["B"])], []),
        ([(4, True, True, ["A"], ["a crowd"])], []),
        ([(4, True, True, ["A"], ["the army"])], ["A", "the army"]),
    ],
)
def test_hostile_acts_count_more_and_one_friendly_act_is_too_few(
    acts: list[tuple[int, bool, bool, list[str], list[str]]], pair: list[str]
) -> None:
    opposed = opposed_in(acts, {"Ana": "A"}, grammar())
    assert opposed.pair((), ["A", "B", "C", "a crowd", "the army"]) == pair


@pytest.mark.parametrize("last", ["It urged its bigger neighbour to talk.", "It rained."])
def test_the_neighbour_of_one_of_the_two_is_the_other(last: str) -> None:
    article = an_article("It rained.", *QUARREL, "Velmar accused its old rival of lying.", last)
    assert roles(article, 4, "accused").whom == ("Tosk",)


def test_a_rival_of_somebody_with_no_quarrel_is_nobody() -> None:
    article = an_article("It rained.", ASIDE, "Velmar accused its old rival of lying.")
    assert roles(article, 3, "accused").whom == ()
