"""Names with what is only said of them."""

from __future__ import annotations

import pytest

from briefing.stages.extraction.called import (
    members,
    with_full_names,
    with_nouns,
    without_calling,
)
from briefing.stages.extraction.mentions import Party
from tests.stages.extraction.newsroom import lexicon
from tests.stages.extraction.reading_room import tree


@pytest.mark.parametrize(
    ("listed", "kind", "name"),
    [
        ("property developer Ultan Brogan", "person", "Ultan Brogan"),
        ("al-Rashid", "person", "al-Rashid"),
        ("aid group Medic Bridge", "organisation", "aid group Medic Bridge"),
    ],
)
def test_a_person_goes_without_the_calling(listed: str, kind: str, name: str) -> None:
    assert without_calling(Party(listed, kind)).name == name


def test_a_body_is_known_with_and_without_its_noun() -> None:
    text = "The Pheu Rak party met. Forward left, said the Forward party."
    with_it = with_nouns([Party("Pheu Rak party", "organisation")], text, lexicon())
    bare = with_nouns([Party("Forward", "organisation")], text, lexicon())
    assert (with_it[0].forms, bare[0].forms) == (("Pheu Rak",), ("Forward party",))


def test_a_force_is_no_name_before_a_noun() -> None:
    police = Party("Dutch police", "government_body")
    assert with_nouns([police], "The Dutch police union met.", lexicon())[0].forms == ()


def test_one_word_gives_way_to_the_only_full_name_that_ends_in_it() -> None:
    trees = [tree("Police arrested Karl Voss on Monday.")]
    found = with_full_names([Party("Voss", "other")], trees, lexicon())
    assert [(party.name, party.kind) for party in found] == [("Karl Voss", "person")]


def test_members_bear_the_name_of_their_party() -> None:
    union, greens = Party("Agrarian Union", "organisation"), Party("Agrarians", "group")
    assert members({p.name: p for p in (union, greens)}, lexicon()) == {
        "Agrarians": "Agrarian Union"
    }
    assert members({"Agrarians": greens}, lexicon()) == {}
