"""Attitudes read from the tree: sides that are held without an act."""

from __future__ import annotations

from functools import cache

import pytest

from briefing.domain.claims import StanceClaim
from briefing.stages.extraction.attitudes import AttitudeReader
from tests.factories import an_article
from tests.stages.extraction.newsroom import Model, lexicon, propose, status_reader
from tests.stages.extraction.reading_room import references, sceneries


@cache
def reader() -> AttitudeReader:
    return AttitudeReader(lexicon(), status_reader())


def attitudes(*texts: str) -> list[tuple[str, str, str]]:
    """Holder, side and target in the last of these sentences."""
    *before, last = sceneries(texts)
    found = reader().read(last, references(before, [last]), [])
    return [(one.holder, one.label, one.target) for one in found]


@pytest.mark.parametrize(
    ("sentence", "held"),
    [
        ("Ana Roe has long admired Velmar.", ("Ana Roe", "support", "Velmar")),
        ("Velmar is mistrusted by Tosk.", ("Tosk", "oppose", "Velmar")),
        ("Ana Roe is campaigning against the airport.", ("Ana Roe", "oppose", "airport")),
        ("Velmar is sceptical of Tosk's offer.", ("Velmar", "oppose", "Tosk")),
        ("Velmar is opposed to the pipeline.", ("Velmar", "oppose", "pipeline")),
        ("Velmar, long hostile to Tosk, closed its office.", ("Velmar", "oppose", "Tosk")),
        ("Velmar's support for Tosk is strong.", ("Velmar", "support", "Tosk")),
        ("Ana Roe was in favour of the treaty.", ("Ana Roe", "support", "treaty")),
        ("Ana Roe was full of praise for Tosk.", ("Ana Roe", "support", "Tosk")),
        ("Ana Roe came to the defence of Karl Voss.", ("Ana Roe", "support", "Karl Voss")),
        ("Karl Voss, a fierce critic of Velmar, spoke.", ("Karl Voss", "oppose", "Velmar")),
        ("Velmar's ally, Tosk, sent help.", ("Tosk", "support", "Velmar")),
        (
            "Ana Roe condemned nobody but is opposed to sanctions on Tosk.",
            ("Ana Roe", "oppose", "sanction"),
        ),
        ("Ana Roe urged voters to reject Karl Voss.", ("Ana Roe", "oppose", "Karl Voss")),
        ("Ana Roe asked miners to vote for Karl Voss.", ("Ana Roe", "support", "Karl Voss")),
        ("Ana Roe said that Velmar could not be trusted.", ("Ana Roe", "oppose", "Velmar")),
        ("Tosk is a supporter of Velmar.", ("Tosk", "support", "Velmar")),
        ("Ana Roe led a march against the dam.", ("Ana Roe", "oppose", "dam")),
        ("Ana Roe joined a rally over the fee.", ("Ana Roe", "oppose", "fee")),
        ("Velmar withdrew its support for Tosk.", ("Velmar", "oppose", "Tosk")),
        ("Velmar expressed its gratitude to Tosk.", ("Velmar", "support", "Tosk")),
        (
            "Velmar expresses its appreciation to Tosk for the welcome.",
            ("Velmar", "support", "Tosk"),
        ),
        (
            "Karl Voss, the mayor and an ally of Ana Roe, spoke.",
            ("Karl Voss", "support", "Ana Roe"),
        ),
    ],
)
def test_verbs_adjectives_and_nouns_tell_sides(sentence: str, held: tuple[str, str, str]) -> None:
    assert attitudes(sentence) == [held]


@pytest.mark.parametrize(
    "sentence",
    [
        "Karl Voss was picked up by Velmar.",
        "Velmar backed up Tosk.",
        "Velmar's commitment extends to the last inch.",
    ],
)
def test_a_particle_or_a_verb_of_its_own_tells_no_side(sentence: str) -> None:
    assert attitudes(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Ana Roe no longer trusts Karl Voss.",
        "Ana Roe does not trust Karl Voss.",
        "Ana Roe has lost confidence in Karl Voss.",
        "Ana Roe has no faith in Karl Voss.",
    ],
)
def test_support_that_is_denied_or_lost_is_opposition(sentence: str) -> None:
    assert attitudes(sentence) == [("Ana Roe", "oppose", "Karl Voss")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ana Roe is not opposed to the deal.",
        "Ana Roe may support Karl Voss.",
        "Ana Roe would trust Velmar if it left.",
        "Karl Voss, a former ally of Ana Roe, spoke.",
        "Ana Roe faces opposition to the plan.",
        "Ana Roe defended herself.",
        "Ana Roe met a critic of Velmar.",
        "Ana Roe joined the army in Velmar.",
        "Ana Roe said that Velmar could be trusted.",
    ],
)
def test_what_is_not_held_or_only_supposed_is_no_side(sentence: str) -> None:
    assert attitudes(sentence) == []


def test_a_land_that_is_for_something_is_whose_minister_says_so() -> None:
    found = attitudes("Ana Roe said her country was in favour of the treaty.")
    assert found == [("Ana Roe", "support", "treaty")]


def test_a_thing_with_a_name_is_its_whole_name() -> None:
    found = attitudes("Velmar remains committed to the Indus Waters Treaty.")
    assert found == [("Velmar", "support", "Indus Waters Treaty")]


async def stances(*sentences: str) -> list[StanceClaim]:
    cast = (("Velmar", "state"), ("Tosk", "state"), ("Ana Roe", "person"))
    proposal = await propose(an_article(*sentences), Model(actors=cast), parsed=True)
    return [claim for claim in proposal.claims if isinstance(claim, StanceClaim)]


async def test_attitudes_become_stances_with_their_sentence() -> None:
    (one,) = await stances("Velmar votes.", "Velmar is wary of Tosk.")
    assert (one.holder, one.label, one.target, one.target_type) == (
        "Velmar",
        "oppose",
        "Tosk",
        "actor",
    )
    assert (one.cue, one.evidence, one.explicitness) == ("wary", (2,), "explicit")
    assert (one.from_event, one.attribution) == ("", "reported_by_other")


async def test_a_thing_that_sides_are_taken_on_is_named_as_the_text_does() -> None:
    (one,) = await stances("Velmar votes.", "Velmar is opposed to the quotas.")
    assert (one.target, one.target_type) == ("quotas", "policy")


@pytest.mark.parametrize(
    ("sentence", "target"),
    [("Ana Roe warned against the plan.", "plan"), ("Ana Roe called for a truce.", "truce")],
)
async def test_warnings_and_wishes_take_sides(sentence: str, target: str) -> None:
    (one,) = await stances("Velmar votes.", sentence)
    assert (one.holder, one.target) == ("Ana Roe", target)


async def test_an_attitude_of_a_pronoun_rests_on_the_name_too() -> None:
    found = await stances("Velmar votes.", "Ana Roe spoke.", "She is opposed to the pipeline.")
    assert [(one.holder, one.target, one.evidence) for one in found] == [
        ("Ana Roe", "pipeline", (3, 2))
    ]


async def test_what_an_act_tells_is_told_once() -> None:
    (one,) = await stances("Velmar votes.", "Velmar supports Tosk.")
    assert one.from_event == "SUPPORT"
    assert await stances("Velmar votes.", "Tosk rejected the allegation.") == []


async def test_words_that_take_no_side_by_themselves_hide_no_attitude() -> None:
    (one,) = await stances("Velmar votes.", "Velmar is committed to Tosk.")
    assert (one.holder, one.label, one.target, one.cue) == (
        "Velmar",
        "support",
        "Tosk",
        "committed",
    )
