"""The armies and police of states."""

from __future__ import annotations

import pytest

from briefing.stages.extraction.forces import forces, with_forces
from briefing.stages.extraction.mentions import Party
from tests.stages.extraction.newsroom import countries, lexicon

MALI = Party("Mali", "state", country="MLI")
TORMA = Party("Torma", "other")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Malian army fled.", [("Malian army", "military")]),
        ("Mali's army fled.", [("Mali's army", "military")]),
        ("The Torman police fled.", [("Torman police", "government_body")]),
        ("Torma’s border guards fled.", [("Torma’s border guards", "government_body")]),
        ("A Malian coast guard vessel sank.", [("Malian coast guard", "military")]),
        ("A Malian army attaché left.", []),
        ("A Malian military-backed cabinet met.", []),
        ("The Malian Army Sports Club met.", []),
        ("The Malian foreign minister met the army.", []),
    ],
)
def test_a_force_with_its_state_is_an_actor(text: str, found: list[tuple[str, str]]) -> None:
    named = forces(text, [MALI, TORMA], lexicon(), countries())
    assert [(party.name, party.kind) for party in named] == found


def test_two_names_of_one_force_are_one_and_two_forces_are_two() -> None:
    text = "The Malian army fled. Mali's armed forces won. Malian police left. Torma's army ran."
    names = [(p.name, p.forms) for p in forces(text, [MALI, TORMA], lexicon(), countries())]
    malian = ("Malian army", ("Mali's armed forces",))
    assert names == [malian, ("Malian police", ()), ("Torma's army", ())]


def test_a_listed_force_keeps_its_name_and_is_told_what_it_is() -> None:
    listed = {"malian military": Party("Malian military", "organisation"), "mali": MALI}
    text = "The Malian army fled. The Malian military said so."
    kept = with_forces(listed, text, lexicon(), countries())
    assert kept == {
        "malian military": Party("Malian military", "military", ("Malian army",)),
        "mali": MALI,
    }
