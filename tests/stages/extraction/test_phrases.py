"""The words around a cue."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.stages.extraction.cues import Cue
from briefing.stages.extraction.phrases import object_of, phrase_at, quotation_before
from tests.stages.extraction.newsroom import cue, cue_finder


@pytest.mark.parametrize(
    ("sentence", "word", "phrase"),
    [
        ("Ombara condemned Lesk.", "condemned", "condemned Lesk"),
        ("Ombara condemned the raid, saying it was cruel.", "condemned", "condemned the raid"),
        ("Ombara condemned the raid; Lesk left.", "condemned", "condemned the raid"),
        ("Ombara condemned the raid — again.", "condemned", "condemned the raid"),
        ("Ombara condemned the raid (twice).", "condemned", "condemned the raid"),
        ("Ombara attacked U.S. troops in May.", "attacked", "attacked U.S. troops in May"),
        ("“We condemned the raid.” He left.", "condemned", "condemned the raid"),
        ("Ombara gave $3.5 million to Lesk.", "gave", "gave $3.5 million to Lesk"),
        ("Ombara resigned", "resigned", "resigned"),
    ],
)
def test_a_phrase_ends_with_its_clause(sentence: str, word: str, phrase: str) -> None:
    assert phrase_at(sentence, cue(sentence, word)) == phrase


def test_a_long_phrase_is_cut_at_fourteen_words() -> None:
    words = [f"word{number}" for number in range(30)]
    sentence = f"Ombara condemned {' '.join(words)}."
    assert phrase_at(sentence, cue(sentence, "condemned")) == (
        "condemned " + " ".join(words[:13]) + " …"
    )


def test_a_cut_phrase_does_not_end_in_a_small_word() -> None:
    words = [f"word{number}" for number in range(11)]
    sentence = f"Ombara condemned {' '.join(words)} to the bitter end of it all."
    assert phrase_at(sentence, cue(sentence, "condemned")).endswith("word10 …")


@pytest.mark.parametrize(
    ("sentence", "word", "issue"),
    [
        ("Ombara welcomed the ceasefire in the valley.", "welcomed", "ceasefire"),
        ("Ombara rejected a new peace plan from Lesk.", "rejected", "new peace plan"),
        ("Ombara opposes the ban", "opposes", "ban"),
        ("Ombara voted against the bill.", "voted against", "bill"),
        ("Ombara condemned Lesk.", "condemned", ""),
        ("Ombara resigned.", "resigned", ""),
        ("The ban was rejected by the court.", "rejected", ""),
    ],
)
def test_the_object_is_the_common_noun_after_the_cue(sentence: str, word: str, issue: str) -> None:
    assert object_of(sentence, cue(sentence, word)) == issue


TAILS = ["the raid", "on Monday", ", saying", "; then", "in the U.S.", '"no"', "(again)", "a b c d"]


@given(
    st.sampled_from(["condemned", "attacked", "held talks", "withdrew its ambassador"]),
    st.lists(st.sampled_from(TAILS), max_size=12),
)
def test_a_phrase_is_short_and_begins_with_the_cue(verb: str, tails: list[str]) -> None:
    sentence = " ".join(["Ombara", verb, *tails])
    for each in cue_finder().find(sentence):
        phrase = phrase_at(sentence, each)
        assert phrase.startswith(each.text)
        assert len(phrase.removesuffix(" …").split()) <= 14
        assert phrase.removesuffix(" …") in " ".join(sentence.split())
        assert object_of(sentence, each) in sentence


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ('"They lied," she said.', "They lied"),
        ("“It is a cup of water,” the director, Ana Roe, said", "It is a cup of water"),
        ('They lied," said the secretary.', "They lied"),
        ('"No," he added. "They lied," the ministry said in a statement.', "They lied"),
        ("«They lied», said the secretary.", "They lied"),
        ("Ombara said Lesk lied.", ""),
        ('"They lied"; Ombara said so.', ""),
    ],
)
def test_a_verb_of_saying_has_the_quotation_before_it(sentence: str, said: str) -> None:
    assert quotation_before(sentence, _saying(sentence)) == said


def test_a_quotation_that_opens_within_a_phrase_does_not_end_it() -> None:
    sentence = 'Ombara said the measures "violate every rule" of trade.'
    assert phrase_at(sentence, _saying(sentence)) == 'said the measures "violate every rule'


def test_what_follows_a_cue_at_once_is_not_set_apart() -> None:
    sentence = "Ombara «said» it."
    assert phrase_at(sentence, _saying(sentence)) == "said» it"


def _saying(sentence: str) -> Cue:
    start = sentence.index("said")
    return Cue("ACCUSE", "", "say", "past", start, start + 4, "said", passive=False)
