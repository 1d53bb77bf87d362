"""Bodies that a text describes and never names."""

from __future__ import annotations

import pytest

from briefing.stages.extraction.mentions import Party
from briefing.stages.extraction.unnamed_bodies import with_unnamed_bodies
from tests.stages.extraction.newsroom import lexicon
from tests.stages.extraction.reading_room import tree


def bodies(text: str, *known: Party) -> dict[str, tuple[str, ...]]:
    """The bodies with their short forms."""
    found = with_unnamed_bodies([(tree(text), text)], known, lexicon())
    return {party.name: party.forms for party in found if not party.sure}


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The cattle ranchers' federation condemned the truce.", "cattle ranchers' federation"),
        ("The national disaster office opened an inquiry.", "national disaster office"),
        ("The truce was condemned by the presidential guard.", "presidential guard"),
        ("The anti-corruption agency sued the mayor.", "anti-corruption agency"),
    ],
)
def test_a_body_is_known_by_what_it_is_for(text: str, body: str) -> None:
    assert bodies(text) == {body: ()}
    assert bodies(text, Party(f"Union {body}", "organisation")) == {}  # short for the named one


@pytest.mark.parametrize(
    "text", ["The new agency sued the mayor.", "Tosk's disaster office opened an inquiry."]
)
def test_a_body_of_any_sort_or_of_somebody_is_none(text: str) -> None:
    assert bodies(text) == {}


def test_a_bare_noun_is_the_only_body_so_described() -> None:
    agency = Party("agency", "organisation", sure=False)
    text = "The disaster agency sued the mayor."
    assert bodies(text, agency) == {"disaster agency": ("agency",)}
