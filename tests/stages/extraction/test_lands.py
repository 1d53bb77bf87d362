"""States of which only a body was named."""

from __future__ import annotations

import pytest

from briefing.stages.extraction.lands import lands
from briefing.stages.extraction.mentions import Party
from tests.stages.extraction.newsroom import countries, lexicon

RADIO = Party("Radio Tesara", "organisation")
MINISTRY = Party("Ministry of Works of Norrmark", "government_body")


@pytest.mark.parametrize(
    ("party", "text", "found"),
    [
        (RADIO, "Tesara freed nine Tesaran sailors, Radio Tesara said.", ["Tesara"]),
        (RADIO, "Radio Tesara said nine Tesaran sailors were free.", []),
        (RADIO, "Tesara was on air, Radio Tesara said.", []),
        (MINISTRY, "The Ministry of Works of Norrmark met. Norrmark condemns it.", ["Norrmark"]),
        (MINISTRY, "The Ministry of Works of Norrmark met.", []),
        (Party("Northern Front", "organisation"), "The Front is no Frontan. Front men fled.", []),
        (Party("Ana Roe", "person"), "Roe met Roeans.", []),
    ],
)
def test_a_body_tells_of_its_state_where_the_text_uses_it_alone(
    party: Party, text: str, found: list[str]
) -> None:
    assert [one.name for one in lands(text, [party], lexicon(), countries())] == found
    assert all(one.kind == "state" for one in lands(text, [party], lexicon(), countries()))


def test_a_state_that_was_listed_is_not_found_again() -> None:
    text = "Tesara freed nine Tesaran sailors, Radio Tesara said."
    assert lands(text, [RADIO, Party("Tesara", "state")], lexicon(), countries()) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It thanked the Republic of Lisk.", ["Lisk"]),
        ("It thanked the Union of Reporters.", []),
        ("It thanked the Republic of Kenya.", []),
        ("Police in Kessara beat Kessaran lawyers.", ["Kessara"]),
        ("Police in Kessara beat lawyers.", []),
        ("Police in Kenya beat Kenyan lawyers.", []),
        ("Police fled in June. June was hot.", []),
        ("Exports of Argentine beef fell, Argentines said.", []),
    ],
)
def test_a_land_is_told_by_its_full_name_or_by_its_people(text: str, found: list[str]) -> None:
    assert [one.name for one in lands(text, [], lexicon(), countries())] == found


def test_a_word_of_a_name_is_no_land() -> None:
    text = "Police in Kessara beat Kessaran lawyers."
    party = Party("Kessara Times", "organisation")
    assert lands(text, [party], lexicon(), countries()) == []
