"""Who is told of by an office and never by a name."""

from __future__ import annotations

import pytest

from briefing.stages.extraction.unnamed_offices import unnamed_offices
from tests.stages.extraction.newsroom import lexicon
from tests.stages.extraction.reading_room import tree


def offices(*texts: str) -> list[str]:
    found = unnamed_offices([(tree(text), text) for text in texts], [], lexicon())
    assert all(not party.sure for party in found)  # an actor only with a role
    return [party.name for party in found]


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (("The interior minister banned the march.",), ["interior minister"]),
        (("The new foreign minister banned the march.",), ["foreign minister"]),
        (("The march was banned by the governor.",), ["governor"]),
        (("Police removed the governor.",), ["governor"]),
        (("Interior Minister Ana Roe left.", "The interior minister banned the march."), []),
        (("Ana Roe, the governor, left.", "The governor banned the march."), []),
        (("Prime Minister Ana Roe left.", "The interior minister sued."), ["interior minister"]),
        (("Lesk's interior minister banned the march.",), []),
        (("A governor banned the march.",), []),
        (("The former governor banned the march.",), []),
    ],
)
def test_an_office_that_nobody_is_said_to_hold_acts(
    texts: tuple[str, ...], found: list[str]
) -> None:
    assert offices(*texts) == found
