"""Who did what a text tells without its doer."""

from __future__ import annotations

import pytest

from briefing.stages.extraction.cues import CueFinder
from briefing.stages.extraction.offices import office_holder
from tests.stages.extraction.newsroom import lexicon

OFFICES = {"court": ("acquit", "sentence"), "police": ("arrest",)}


@pytest.mark.parametrize(
    ("text", "parties", "holder"),
    [
        ("Roe was acquitted.", ["High Court", "Roe"], ("High Court",)),
        ("Roe was arrested.", ["High Court", "police", "Roe"], ("police",)),
        ("Roe was acquitted.", ["High Court", "Supreme Court"], ()),
        ("Roe was acquitted.", ["Courtney Roe"], ()),
        ("Roe was accused.", ["High Court"], ()),
    ],
)
def test_the_only_holder_of_an_office_does_its_acts(
    text: str, parties: list[str], holder: tuple[str, ...]
) -> None:
    (cue,) = CueFinder(lexicon()).find(text)
    assert office_holder(cue, OFFICES, parties) == holder
