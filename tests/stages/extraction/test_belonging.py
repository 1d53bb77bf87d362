"""Whose people are: "Mali's junta" is Mali, "monks of Lion's Breath" are Lion's Breath."""

from __future__ import annotations

import pytest

from briefing.stages.extraction.belonging import belonging
from briefing.stages.extraction.mentions import Party
from tests.stages.extraction.newsroom import countries, lexicon
from tests.stages.extraction.reading_room import tree

VELMAR = Party("Velmar", "state")
TOSK = Party("Tosk", "state")
FRONT = Party("Dawn Front", "organisation")


def left(parties: list[Party], *texts: str) -> dict[str, tuple[str, ...]]:
    """The names that are left, with their other forms."""
    seen = [(tree(text), text) for text in texts]
    return {p.name: p.forms for p in belonging(parties, seen, lexicon(), countries())}


@pytest.mark.parametrize(
    "text",
    [
        "Velmar's junta rejected the offer.",
        "The junta of Velmar rejected the offer.",
        "France thanked Velmar, whose junta rejected the offer.",
    ],
)
def test_a_state_is_its_junta(text: str) -> None:
    junta = Party("junta", "group", sure=False)
    assert left([VELMAR, TOSK, junta], text, "The junta left.") == {
        "Velmar": ("junta",),
        "Tosk": (),
    }


def test_a_junta_that_two_states_have_or_nobody_is_its_own() -> None:
    junta = Party("junta", "group", sure=False)
    assert "junta" in left([VELMAR, TOSK, junta], "The junta rejected the offer of Velmar.")
    two = ("Velmar's junta rejected the offer.", "Tosk's junta rejected the offer.")
    assert "junta" in left([VELMAR, TOSK, junta], *two)


@pytest.mark.parametrize(
    "text",
    [
        "Observers from the Dawn Front left.",
        "The Dawn Front's observers left.",
        "Police praised the Dawn Front, whose observers left.",
    ],
)
def test_a_body_is_its_observers_and_not_its_workers(text: str) -> None:
    observers, workers = Party("observers", "group"), Party("workers", "group")
    assert left([FRONT, observers], text) == {"Dawn Front": ("observers",)}
    assert "workers" in left(
        [FRONT, workers], text.replace("Observers", "Workers").replace("observers", "workers")
    )


def test_soldiers_of_a_state_are_an_army_of_their_own() -> None:
    assert "soldiers" in left([VELMAR, Party("soldiers", "group")], "Velmar's soldiers left.")


def test_of_two_words_for_one_party_only_the_one_that_fits_is_a_bodys() -> None:
    officers = Party("officers", "group", ("police",), sure=False)
    said = "Officers of the Dawn Front beat him.", "Police left."
    assert left([FRONT, officers], *said) == {"Dawn Front": ("officers",), "police": ()}
