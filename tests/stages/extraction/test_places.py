"""The place a sentence gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.stages.extraction.places import find_place


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("Rebels attacked a convoy near Tarsk on Monday.", "Tarsk"),
        ("They met in Port Ellery.", "Port Ellery"),
        ("A bomb went off in the town of Dorvan.", "Dorvan"),
        ("A bomb went off in the northern city of Dorvan.", "Dorvan"),
        ("A ship sank off the coast of Ombara.", "Ombara"),
        ("Police marched at the Halm Bridge.", "Halm Bridge"),
        ("They met in the village of Al-Hadid.", "Al-Hadid"),
        ("They met in São Paulo.", "São Paulo"),
        ("They met in Östersund.", "Östersund"),
        ("They met in Łódź.", "Łódź"),
        ("They met in Torvane’s capital.", "Torvane"),
        ("They met in Montenegro.", "Montenegro"),
        ("They met in Sunderland.", "Sunderland"),
        ("They met in Fribourg.", "Fribourg"),
    ],
)
def test_a_name_after_a_preposition_of_place_is_the_place(sentence: str, place: str) -> None:
    assert find_place(sentence, 0, ()) == place


@pytest.mark.parametrize(
    "sentence",
    [
        "They met in January.",
        "They met in May.",
        "It happened in Monday's raid.",
        "They met in Summer.",
        "They met at home.",
        "They met in the valley.",
        "Torvane met Lesk.",
        "They met in 2024.",
    ],
)
def test_times_and_common_nouns_are_no_places(sentence: str) -> None:
    assert find_place(sentence, 0, ()) == ""


def test_a_person_is_no_place() -> None:
    assert find_place("They believe in Haar.", 0, ["Haar"]) == ""


def test_the_place_nearest_to_the_cue_counts() -> None:
    sentence = "After talks in Dorvan last week they signed a treaty in Port Ellery."
    assert find_place(sentence, sentence.index("talks"), ()) == "Dorvan"
    assert find_place(sentence, sentence.index("signed"), ()) == "Port Ellery"


@given(st.text(max_size=80), st.integers(0, 80))
def test_a_place_is_always_words_of_the_sentence(text: str, near: int) -> None:
    assert find_place(text, near, ()) in text
