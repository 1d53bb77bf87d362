"""Whom a pronoun stands for."""

from __future__ import annotations

import pytest

from tests.stages.extraction.reading_room import meant


@pytest.mark.parametrize(
    ("before", "text", "form", "parties"),
    [
        ("Ms Roe met Mr Voss.", "She left.", "She", ["Ana Roe"]),
        ("Ms Roe met Mr Voss.", "He left.", "He", ["Karl Voss"]),
        ("Ms Roe met Mr Voss.", "Velmar praised him.", "him", ["Karl Voss"]),
        ("Ms Roe met Karl Voss.", "He left.", "He", ["Karl Voss"]),
        ("Velmar met Tosk.", "It left.", "It", ["Velmar"]),
        ("Velmar met Ana Roe.", "She left.", "She", ["Ana Roe"]),
        ("Velmar met Ana Roe.", "It left.", "It", ["Velmar"]),
        ("Velmar and Tosk met.", "They left.", "They", ["Velmar", "Tosk"]),
        ("Rebels met Velmar.", "They left.", "They", ["rebels"]),
        ("It rained.", "Velmar told Indian envoys to go, accusing them of it.", "them", ["India"]),
        ("It rained.", "Karl Voss called Indian envoys and urged them to go.", "them", ["India"]),
        ("Velmar left.", "She left.", "She", []),
        ("It rained.", "They left.", "They", []),
    ],
)
def test_a_pronoun_stands_for_the_nearest_party_that_fits(
    before: str, text: str, form: str, parties: list[str]
) -> None:
    assert meant(form, before, text) == parties


def test_nobody_is_the_object_of_his_own_verb() -> None:
    assert meant("him", "Karl Voss left.", "Karl Voss praised him.") == []
    assert meant("it", "Tosk left.", "Velmar praised it.") == ["Tosk"]
    assert meant("him", "Ana Roe met Karl Voss, and she thanked him.") == ["Karl Voss"]
    assert meant("it", "Tosk left.", "The police of Velmar condemned it.") == ["Tosk"]


def test_the_subject_of_the_clause_above_comes_first() -> None:
    assert meant("it", "Tosk left.", "Velmar said it would pay.") == ["Velmar"]


def test_a_relative_pronoun_stands_for_the_word_before_it() -> None:
    assert meant("who", "Karl Voss met Ana Roe, who left.") == ["Ana Roe"]


def test_we_are_whoever_speaks() -> None:
    assert meant("We", "Tosk left.", '"We will pay," Ana Roe said.') == ["Ana Roe"]
    assert meant("We", "Ana Roe spoke.", "We will pay.") == ["Ana Roe"]


def test_a_pronoun_looks_back_only_two_sentences() -> None:
    assert meant("It", "Velmar left.", "Karl Voss spoke.", "It paid.") == ["Velmar"]
    far = ["Velmar left.", "Karl Voss spoke.", "Karl Voss left.", "It paid."]
    assert meant("It", *far) == []


def test_who_was_asked_answers() -> None:
    asked = "Karl Voss urged Robin Hale to go."
    assert meant("He", asked, "He refused.") == ["Robin Hale"]
    assert meant("He", asked, "He left.") == ["Karl Voss"]


def test_they_are_many_and_two_that_nothing_joins_must_be_alike() -> None:
    assert meant("they", "Velmar told Karl Voss that they left.") == []
    joined = "Karl Voss and Dunmore Homes signed."
    assert meant("them", joined, "Velmar praised them.") == ["Karl Voss", "Dunmore Homes"]


def test_he_and_she_look_back_three_sentences() -> None:
    far = ["Karl Voss spoke.", "Velmar left.", "Tosk left."]
    assert meant("him", *far, "Velmar praised him.") == ["Karl Voss"]
    assert meant("him", *far, "It rained.", "Velmar praised him.") == []


def test_he_is_the_office_that_leads_the_clause_above_or_the_sentence_before() -> None:
    said = "Tosk's president says he is leaving."
    assert meant("he", "Karl Voss left.", said) == ["Tosk"]
    assert meant("He", "Tosk's president left.", "He will pay.") == ["Tosk"]
    assert meant("She", "Tosk's president met Ana Roe.", "She will pay.") == ["Ana Roe"]
    assert meant("he", "Karl Voss left.", "The minister says he is leaving.") == []
