"""Senses of the English lexicon's verbs that are no acts, and newsroom expressions that are."""

from __future__ import annotations

import pytest

from briefing.grammar import parser
from tests.stages.extraction.test_frames import found

pytestmark = pytest.mark.skipif(parser("en") is None, reason="the English parser is missing")

NO_ACTS = (
    "Surveillance footage captured the moment.",
    "Firefighters fought the blaze all night.",
    "The crash killed two people on the spot.",
    "The rule protects threatened and endangered species.",
    "The company offers services in three cities.",
    "The card supports larger files.",
    "Guests can visit the website of the museum.",
    "The plan was executed well.",
    "The parcel will not arrive before Monday.",
    "The singer hosted the awards in May.",
    "Flames shot from the roof.",
)


@pytest.mark.parametrize("sentence", NO_ACTS)
def test_senses_that_are_no_acts_find_nothing(sentence: str) -> None:
    assert found(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        ("The minister will not sign the pact.", "REJECT"),
        ("The court overturned the ruling.", "REJECT"),
        ("Youths overturned two cars in Lesk.", "PROTEST"),
        ("Torvane wants an apology from Lesk.", "REQUEST"),
        ("Torvane has armed the rebels.", "AID"),
        ("Rescue teams were deployed to the valley.", "AID"),
        ("The clerk was let go from her post.", "SANCTION"),
        ("Villagers fought the soldiers for an hour.", "ASSAULT"),
    ],
)
def test_the_same_verbs_in_senses_that_are_acts(sentence: str, type_: str) -> None:
    assert type_ in found(sentence)
