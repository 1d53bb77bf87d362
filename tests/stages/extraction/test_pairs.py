"""What a sentence says of a given pair, read with the shipped lexicon."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.pipeline.workshop import Workshop
from briefing.stages.extraction.pairs import PairReader

TOOLS = Workshop().tools
LANGUAGE = TOOLS.language("en")
assert LANGUAGE is not None
READER = PairReader(LANGUAGE, TOOLS.vocabulary)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Arven condemned Brisk.", "ACCUSE"),
        ("Arven said on Monday that Brisk must open the gates.", "REQUEST"),
        ("Arven will send food aid to Brisk.", "AGREE"),
        ("Arven is ready to send food aid to Brisk.", "AGREE"),
        ("Arven said it would withdraw its aid from Brisk unless the talks resumed.", "THREATEN"),
        ("Arven would not meet the envoys of Brisk.", "REJECT"),
        ("Arven has not attacked Brisk but accused it of lying.", "ACCUSE"),
    ],
)
def test_the_act_of_a_pair_is_read_with_its_status(sentence: str, expected: str) -> None:
    act = READER.act(sentence, ["Arven"], ["Brisk"])
    assert act is not None
    assert act.type == expected


def test_of_several_acts_the_one_that_stands_to_the_pair_is_read() -> None:
    sentence = "Corland praised the deal after Arven had been accused by Brisk of spying."
    found = [
        READER.act(sentence, [doer], [hit]) for doer, hit in (("Corland", ""), ("Brisk", "Arven"))
    ]
    assert [act.type for act in found if act] == ["SUPPORT", "ACCUSE"]


def test_without_a_cue_the_words_of_the_lexicon_lean_to_a_type_and_say_so() -> None:
    guessed = READER.act("An investigation into Brisk, said Arven.", ["Arven"], ["Brisk"])
    assert guessed is not None
    assert guessed.cue == ""
    assert READER.act("Zzz.", ["Arven"], ["Brisk"]) is None


@pytest.mark.parametrize(
    ("sentence", "friendly"),
    [
        ("Arven praised Brisk for its courage.", True),
        ("“Brisk is a corrupt liar,” Arven said.", False),
        ("Arven condemned Brisk.", False),
        ("Arven saw Brisk.", False),  # nothing said is not support
        ("Arven and Brisk went to the Justice and Support Department.", True),
    ],
)
def test_polarity_weighs_the_act_and_the_words(sentence: str, friendly: bool) -> None:
    assert (READER.polarity(sentence, "Arven", "Brisk") > 0) is friendly


def test_the_words_of_a_name_take_no_side() -> None:
    text = "Arven spoke of the Hope and Trust Party."
    assert READER.polarity(text, "Arven", "Brisk") > 0
    assert READER.polarity(text, "Arven", "Hope and Trust Party") == 0


@pytest.mark.parametrize(
    "sentence",
    [
        "Arven accused Brisk of spying.",
        "Brisk was attacked by Arven.",
        "Brisk has been heavily criticised by the leaders of Arven.",
    ],
)
def test_who_acts_is_named_first_or_the_agent_of_a_passive(sentence: str) -> None:
    assert READER.first_acts(sentence, "Arven", "Brisk")
    assert not READER.first_acts(sentence, "Brisk", "Arven")


def test_a_name_is_found_by_its_longest_word() -> None:
    assert READER.named("Mr Sharif left.", "Shehbaz Sharif")
    assert not READER.named("Mr Khan left.", "Shehbaz Sharif")


@given(st.text(max_size=60), st.text(max_size=8), st.text(max_size=8))
def test_any_text_can_be_read(sentence: str, one: str, other: str) -> None:
    READER.act(sentence, [one], [other])
    READER.polarity(sentence, one, other)
    READER.first_acts(sentence, one, other)
