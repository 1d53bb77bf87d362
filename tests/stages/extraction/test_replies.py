"""Whom a clause about something just told answers."""

from __future__ import annotations

import pytest

from briefing.stages.extraction.opponents import Opponents
from tests.factories import an_article, an_event_claim
from tests.stages.extraction.newsroom import vocabulary
from tests.stages.extraction.test_parsed_articles import roles


@pytest.mark.parametrize(
    ("sentence", "act", "who", "whom"),
    [
        ("Velmar offered help, a proposal that Ana Roe rejected.", "rejected", "Ana Roe", "Velmar"),
        ("Velmar said he lied, an insinuation Ana Roe denied.", "denied", "Ana Roe", "Velmar"),
        ("Velmar said Karl Voss was ill, a claim Ana Roe denied.", "denied", "Ana Roe", "Velmar"),
    ],
)
def test_an_answer_to_what_was_just_said(sentence: str, act: str, who: str, whom: str) -> None:
    found = roles(an_article("It rained.", sentence), 2, act)
    assert (found.who, found.whom) == ((who,), (whom,))


@pytest.mark.parametrize(
    ("sentence", "act", "thing"),
    [
        ("Ana Roe voted against the bill.", "voted against", "bill"),
        ("Ana Roe hailed the accord.", "hailed", "accord"),
        ('Ana Roe denounced the drill as a "provocation".', "denounced", "drill"),
        ("Velmar threw its weight behind the plan.", "threw", "plan"),
        ("Velmar voiced its gratitude.", "voiced", ""),
        ("Velmar rejected the allegation.", "rejected", "allegation"),
        ("Ana Roe called the sentence vindictive.", "called", "sentence"),
        ("Ana Roe called the long sentence vindictive.", "called", "sentence"),
        ("Ana Roe dismissed the report as fantasy.", "dismissed", "report"),
        ("Ana Roe dismissed a report as fantasy.", "dismissed", ""),
        ("Ana Roe complained about the blackout.", "complained", "blackout"),
        ("Ana Roe lodged a protest.", "lodged", ""),
        ("Ana Roe denied the charge.", "denied", ""),
        ("Ana Roe led a protest over the new fee.", "led", "fee"),
        ("Ana Roe led a protest over unpaid fees.", "led", ""),
        ("Ana Roe protested against corruption.", "protested", "corruption"),
    ],
)
def test_words_that_take_sides_on_a_thing_are_about_it(sentence: str, act: str, thing: str) -> None:
    assert roles(an_article("It rained.", sentence), 2, act).thing == thing


def test_the_quarrel_is_looked_for_nearby_first() -> None:
    near = an_event_claim(
        type="ACCUSE", initiators=("Tosk",), recipients=("Velmar",), evidence=(4,)
    )
    far = an_event_claim(
        type="ACCUSE", initiators=("India",), recipients=("Velmar",), evidence=(1,)
    )
    answer = an_event_claim(
        type="REJECT", initiators=("Velmar",), recipients=(), cue="refused", evidence=(6,)
    )
    found = Opponents([far, near, answer], vocabulary(), {})
    assert found.of(answer) == ("Tosk",)
    assert Opponents([far, answer], vocabulary(), {}).of(answer) == ("India",)
    friendly = answer.model_copy(update={"type": "SUPPORT"})
    assert found.of(friendly) == ()
