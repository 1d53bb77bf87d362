"""One sentence as it is read."""

from __future__ import annotations

from tests.stages.extraction.reading_room import scenery, word

TEXT = "Indian troops met Velmar, Ana Roe and Velmar."


def test_parties_are_told_once_in_their_order_and_peoples_are_not_named() -> None:
    assert scenery(TEXT).parties == ("India", "Velmar", "Ana Roe")
    assert scenery(TEXT).named == ("Velmar", "Ana Roe")


def test_the_party_named_last_is_the_nearest() -> None:
    assert scenery(TEXT).named_before(word(TEXT, "and")) == ("Ana Roe", "Velmar")
    assert scenery(TEXT).named_before(0) == ()


def test_every_word_of_a_name_belongs_to_its_mention() -> None:
    scene = scenery(TEXT)
    for form in ("Ana", "Roe"):
        found = scene.mention(word(TEXT, form))
        assert found is not None
        assert found.party == "Ana Roe"
    assert scene.mention(word(TEXT, "met")) is None
