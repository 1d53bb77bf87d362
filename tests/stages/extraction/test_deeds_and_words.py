"""Acts whose own clause does not say who, or whom: what the rest of the article tells."""

from __future__ import annotations

import asyncio

import pytest

from briefing.domain.claims import ActorClaim, EventClaim, Proposal
from tests.factories import an_article
from tests.stages.extraction.newsroom import Model, propose

ACTORS = (
    ("India", "state"),
    ("Israel", "state"),
    ("Lebanon", "state"),
    ("Japan", "state"),
    ("North Korea", "state"),
    ("South Korea", "state"),
    ("Dawn Front", "armed_group"),
    ("Ana Roe", "person"),
    ("Karl Voss", "person"),
)


def proposed(*sentences: str, also: tuple[tuple[str, str], ...] = ()) -> Proposal:
    return asyncio.run(
        propose(an_article("News", *sentences), Model(actors=(*ACTORS, *also)), parsed=True)
    )


def told(found: Proposal, kind: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Who and whom of the acts of one type."""
    return [
        (claim.initiators, claim.recipients)
        for claim in found.claims
        if isinstance(claim, EventClaim) and claim.type == kind and claim.initiators
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Nine soldiers were killed in an attack blamed on the Dawn Front.",
        "Nine soldiers were killed in clashes with fighters of the Dawn Front.",
        "Nine soldiers were wounded in a Dawn Front ambush.",
    ],
)
def test_who_did_the_deed_in_which_others_died_did_harm(sentence: str) -> None:
    assert told(proposed(sentence), "ASSAULT")[0][0] == ("Dawn Front",)


def test_fighting_between_two_is_done_by_both() -> None:
    found = proposed("Fighting broke out on Saturday between Indian soldiers and the Dawn Front.")
    assert told(found, "ASSAULT") == [(("India",), ("Dawn Front",))]


def test_harm_to_nobody_named_is_done_to_the_enemy() -> None:
    found = proposed("Israel shelled Lebanon.", "Lebanon hit back with drones on Monday.")
    assert (("Lebanon",), ("Israel",)) in told(found, "ASSAULT")
    alone = proposed("Israel shelled Lebanon.", "India hit back with drones on Monday.")
    assert not [who for who, _ in told(alone, "ASSAULT") if who == ("India",)]


@pytest.mark.parametrize(
    ("sentence", "kind", "whom"),
    [
        ("Ana Roe said India would pay dearly for the raid.", "THREATEN", "India"),
        ("Ana Roe, in a call with Karl Voss, pledged support.", "SUPPORT", "Karl Voss"),
        ("Ana Roe wrote to Karl Voss, asking for a meeting.", "REQUEST", "Karl Voss"),
        ("Ana Roe said responsibility lies squarely with India.", "ACCUSE", "India"),
        ("Ana Roe warned of war if her ships were attacked by India.", "THREATEN", "India"),
    ],
)
def test_words_are_the_speakers_and_go_to_whom_they_mean(
    sentence: str, kind: str, whom: str
) -> None:
    assert (("Ana Roe",), (whom,)) in told(proposed(sentence), kind)


def test_an_army_of_two_lands_is_both() -> None:
    found = proposed("The Indian and Lebanese navies staged joint drills off Tyre.")
    assert told(found, "COOPERATE") == [(("India", "Lebanon"), ())]


def test_his_government_is_that_of_the_speaker() -> None:
    found = proposed(
        "North Korea fired a missile.",
        "Japanese Premier Karl Voss said his government had lodged a protest with Pyongyang.",
    )
    assert told(found, "ACCUSE") == [(("Japan",), ("North Korea",))]


def test_the_north_is_the_one_of_two_states_of_one_name() -> None:
    found = proposed("Japan called on the North to stop.", "Seoul had warned North Korea.")
    assert (("Japan",), ("North Korea",)) in told(found, "REQUEST")


def test_both_of_his_counterparts_are_the_two_told_of() -> None:
    found = proposed(
        "India blamed Japan for the blast.",
        "Japan accused India of lying.",
        "Karl Voss spoke by phone with both of his counterparts.",
    )
    assert told(found, "CONSULT") == [(("Karl Voss",), ("India", "Japan"))]


def test_the_authorities_in_a_capital_are_the_state() -> None:
    found = proposed("The authorities in Beirut accused India of lying.", "Lebanon was angry.")
    assert told(found, "ACCUSE") == [(("Lebanon",), ("India",))]


def test_negotiators_for_two_speak_for_both() -> None:
    found = proposed("Negotiators for India and Japan agreed to meet again.")
    assert told(found, "AGREE") == [(("India", "Japan"), ())]


def test_a_capital_of_two_words_is_no_person() -> None:
    found = proposed("On Monday Addis Ababa rejected the plan.", "Ethiopia accused India of lying.")
    names = [claim.name for claim in found.claims if isinstance(claim, ActorClaim)]
    assert "Ethiopia" in names
    assert "Addis Ababa" not in names


def test_a_truce_that_lapsed_is_not_made() -> None:
    assert told(proposed("A truce between India and Lebanon expired on Monday."), "CONCEDE") == []
    assert told(proposed("A truce between India and Lebanon expired on Monday."), "AGREE") == []


def test_air_strikes_are_no_stoppage() -> None:
    found = proposed("Israel resumed air strikes on Lebanon.")
    assert told(found, "ASSAULT") == [(("Israel",), ("Lebanon",))]
    assert told(found, "PROTEST") == []


def test_what_is_counted_is_not_acted_upon() -> None:
    found = proposed("India has massed tens of thousands of troops along the frontier.")
    assert told(found, "MOBILIZE") == [(("India",), ())]
