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
        ("A minister of Tosk left.", "minister", ["Tosk"]),
        ("A former minister of Tosk left.", "minister", []),
        ("Supporters of Ana Roe left.", "Supporters", []),
        ("The family of Ana Roe left.", "family", []),
        ("Indian rebels left.", "rebels", ["rebels"]),
        ("Indian villagers left.", "villagers", []),
        ("Tosk met Indian villagers.", "villagers", ["India"]),
        ("Indian and Israeli envoys left.", "envoys", ["India", "Israel"]),
        ("Two aides of the Indian embassy left.", "aides", ["India"]),
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
        ("Velmar met Tosk.", "India urged both states to talk.", "states", ["Velmar", "Tosk"]),
        ("Velmar met Tosk.", "Velmar envoy Ana Roe urged both states.", "states", []),
        ("Velmar met Tosk.", "Ties between both states are cold.", "states", ["Velmar", "Tosk"]),
        ("The Red Hill Army left.", "The group of villagers left.", "group", []),
        ("Ana Roe met Karl Voss.", "Both agreed to talk.", "Both", ["Ana Roe", "Karl Voss"]),
        ("Velmar met Tosk.", "The two agreed to talk.", "two", ["Velmar", "Tosk"]),
        ("Ana Roe met Karl Voss.", "Police arrested two men.", "men", []),
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
    assert meant("leader", "Karl Voss left.", *between, "The leader left.") == ["Karl Voss"]
    assert meant("leader", "Karl Voss left.", *between, "It snowed.", "The leader left.") == []


def test_a_title_means_only_who_is_called_so() -> None:
    assert meant("governor", "Karl Voss left.", "The governor left.") == []
    assert meant("governor", "Governor Karl Voss left.", "The governor left.") == ["Karl Voss"]


def test_both_countries_are_states_where_states_are_named() -> None:
    text = "Both countries left."
    assert meant("countries", "Velmar, Dunmore Homes and Tosk met.", text) == ["Velmar", "Tosk"]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Her counterpart in Tosk, Karl Voss, left.", "counterpart"),
        ("A commander known as Karl Voss attacked a convoy.", "commander"),
        ("His rival, the former banker Karl Voss, left.", "rival"),
    ],
)
def test_a_description_gives_way_to_the_name_beside_it(text: str, form: str) -> None:
    assert meant(form, "Ana Roe met Robin Hale.", text) == ["Karl Voss"]


def test_a_rival_is_not_who_has_him() -> None:
    assert meant("rival", "Ana Roe left.", "Her rival left.") == []
    assert meant("envoy", "Velmar left.", "Its envoy left.") == ["Velmar"]


def test_the_subject_of_what_nobody_named_says_is_the_subject() -> None:
    scene = scenery("Velmar left, the palace said.")
    references([scene])
    assert scene.subjects == ("Velmar",)


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


def test_both_sides_are_the_two_that_most_sentences_name_together() -> None:
    story = ["Velmar shelled Tosk.", "Tosk accused Velmar.", "Velmar met India."]
    assert meant("sides", *story, "The Farmers' League urged both sides to talk.") == [
        "Velmar",
        "Tosk",
    ]
    told_once = story[1:]
    assert meant("sides", *told_once, "The Farmers' League urged both sides to talk.") == [
        "Velmar",
        "India",
    ]


def test_whoever_acts_upon_both_sides_is_none_of_them() -> None:
    story = ["Velmar met India.", "India met Velmar.", "Velmar met Tosk."]
    assert meant("states", *story, "India urged both states to talk.") == ["Velmar", "Tosk"]


def test_of_three_that_a_sentence_names_none_are_both_sides() -> None:
    story = ["Velmar, Tosk and India sent envoys."]
    assert meant("sides", *story, "The Farmers' League urged both sides to talk.") == []


def test_the_opposition_is_no_body_named_before() -> None:
    assert meant("opposition", "The Farmers' League met.", "The opposition left.") == []


def test_whose_is_the_party_before_it() -> None:
    assert meant("troops", "Karl Voss met Velmar, whose troops attacked Tosk.") == ["Velmar"]


@pytest.mark.parametrize(
    ("before", "text", "form", "parties"),
    [
        ("Prime Minister Ana Roe left.", "The premier wept.", "premier", ["Ana Roe"]),
        ("Prime Minister Ana Roe left.", "The prime minister wept.", "minister", ["Ana Roe"]),
        ("Prime Minister Ana Roe left.", "The minister wept.", "minister", ["Ana Roe"]),
        ("Prime Minister Ana Roe left.", "The interior minister wept.", "minister", []),
    ],
)
def test_an_office_is_that_of_whoever_was_called_by_it(
    before: str, text: str, form: str, parties: list[str]
) -> None:
    assert meant(form, before, text) == parties
