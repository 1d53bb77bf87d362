"""Longer patterns whose first word the parser sees as no verb, or which ask nobody."""

from __future__ import annotations

import pytest

from briefing.stages.extraction.heard import people
from tests.stages.extraction.newsroom import cue_finder
from tests.stages.extraction.reading_room import tree
from tests.stages.extraction.test_frames import found


@pytest.mark.parametrize(
    "sentence",
    [
        "He was standing in the 300 block of Oak Street when the lights went out.",
        "Firefighters put out a fire at a warehouse in Lesk.",
        "The fire chief said that nobody was in the building.",
        "A search for survivors was under way.",
    ],
)
def test_a_noun_is_not_the_verb_of_a_longer_pattern(sentence: str) -> None:
    assert found(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        ("Protesters block the main road in Lesk every morning.", "PROTEST"),
        ("Troops fire at a convoy near Lesk.", "ASSAULT"),
        ("Torvane and Lesk trade fire, then insults, over a ridge.", "ASSAULT"),
    ],
)
def test_a_verb_is_and_where_the_parser_sees_no_verb_at_all_it_is_not_believed(
    sentence: str, type_: str
) -> None:
    assert type_ in found(sentence)


def test_a_noun_leaves_its_words_to_a_pattern_that_means_it() -> None:
    assert found("The minister left after an hour of talks with Torvane.") == ["CONSULT"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister wants to stay in Lesk.",
        "The witness asked not to be named.",
        "He told us that nobody here has to go.",
        "The army saw the order as an effort to save time.",
    ],
)
def test_who_wishes_something_for_himself_asks_nobody(sentence: str) -> None:
    assert "REQUEST" not in found(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister wants Lesk to withdraw.",
        "The minister was asked to withdraw.",
        "Torvane asked the governor of Lesk to stay and to keep order.",
        "Judges ordered the ministry to think.",
    ],
)
def test_who_asks_somebody_does(sentence: str) -> None:
    assert found(sentence)[:1] == ["REQUEST"]


def test_without_a_tree_the_words_alone_decide() -> None:
    assert [cue.type for cue in cue_finder().find("A fire at a warehouse.")] == ["ASSAULT"]


@pytest.mark.parametrize(
    ("sentence", "participle"),
    [
        ("Ombara sent two helicopters for the wounded.", "wounded"),
        ("Torvane sent home 40 of their wounded.", "wounded"),
        ("She thanked several of the wounded men.", "wounded"),
        ("The detained were taken to Lesk.", "detained"),
    ],
)
def test_a_participle_that_says_who_somebody_is_tells_no_act(
    sentence: str, participle: str
) -> None:
    read = tree(sentence)
    (at,) = [i for i, word in enumerate(read.words) if word.text == participle]
    assert people(read, at)
    assert participle not in [c.text for c in cue_finder().find(sentence, tree=read)]


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        ("Soldiers wounded ten protesters in Lesk.", "wounded"),
        ("Torvane imposed sanctions on Lesk.", "imposed"),
        ("Freed prisoners said the army had detained them.", "Freed"),
    ],
)
def test_one_without_an_article_may_be_a_verb(sentence: str, verb: str) -> None:
    read = tree(sentence)
    (at,) = [i for i, word in enumerate(read.words) if word.text == verb]
    assert not people(read, at)
