"""Who is meant by a noun phrase."""

from __future__ import annotations

import pytest

from tests.stages.extraction.reading_room import meant, references, scenery, word


@pytest.mark.parametrize(
    ("text", "form", "parties"),
    [
        ("Velmar and Tosk left.", "Velmar", ["Velmar", "Tosk"]),
        ("Velmar's envoy left.", "envoy", ["Velmar"]),
        ("Indian troops left.", "troops", ["India"]),
        ("The army of Tosk left.", "army", ["Tosk"]),
        ("Four of the rebels left.", "Four", ["rebels"]),
        ("The minister, Ana Roe, left.", "minister", ["Ana Roe"]),
        ("Ana Roe, a lawyer from Tosk, left.", "Roe", ["Ana Roe"]),
        ("Villagers left.", "Villagers", []),
    ],
)
def test_a_phrase_means_the_parties_it_names(text: str, form: str, parties: list[str]) -> None:
    assert meant(form, text) == parties


@pytest.mark.parametrize(
    ("before", "text", "form", "parties"),
    [
        ("The minister, Ana Roe, met Karl Voss.", "The minister left.", "minister", ["Ana Roe"]),
        ("The Red Hill Army left.", "The group shot.", "group", ["Red Hill Army"]),
        ("Dunmore Homes paid.", "The company lied.", "company", ["Dunmore Homes"]),
        ("The National Assembly met.", "The assembly voted.", "assembly", ["National Assembly"]),
        ("Velmar met Tosk.", "Both governments left.", "governments", ["Velmar", "Tosk"]),
        ("Ana Roe met Karl Voss.", "The two leaders left.", "leaders", ["Ana Roe", "Karl Voss"]),
        ("Velmar left.", "Both governments left.", "governments", []),
        ("Dunmore Homes paid.", "A company lied.", "company", []),
        ("Dunmore Homes paid.", "The companies lied.", "companies", []),
        ("Velmar left.", "The company lied.", "company", []),
    ],
)
def test_a_description_means_the_party_last_described_so(
    before: str, text: str, form: str, parties: list[str]
) -> None:
    assert meant(form, before, text) == parties


def test_a_description_reaches_back_only_so_far() -> None:
    between = ["It rained."] * 2
    assert meant("judge", "Karl Voss left.", *between, "The judge left.") == ["Karl Voss"]
    assert meant("judge", "Karl Voss left.", *between, "It snowed.", "The judge left.") == []


def test_strictly_an_owner_does_not_stand_for_its_things() -> None:
    scene = scenery("Velmar's envoy left.")
    known = references([])
    envoy = word(scene.text, "envoy")
    assert known.parties(scene, envoy, loosely=True) == ["Velmar"]
    assert known.parties(scene, envoy, loosely=False) == []


def test_a_sentence_that_was_read_knows_its_subjects() -> None:
    scene = scenery("Velmar and Tosk condemned India.")
    references([scene])
    assert scene.subjects == ("Velmar", "Tosk")
