"""States of which only a body was named."""

from __future__ import annotations

import pytest

from briefing.stages.extraction.lands import lands
from briefing.stages.extraction.mentions import Party
from tests.stages.extraction.reading_room import grammar

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
    assert [one.name for one in lands(text, [party], grammar())] == found
    assert all(one.kind == "state" for one in lands(text, [party], grammar()))


def test_a_state_that_was_listed_is_not_found_again() -> None:
    text = "Tesara freed nine Tesaran sailors, Radio Tesara said."
    assert lands(text, [RADIO, Party("Tesara", "state")], grammar()) == []
