"""Who is meant by descriptions that knowledge of the world or counting resolves."""

from __future__ import annotations

import pytest

from briefing.stages.extraction.epithets import EpithetReader
from tests.stages.extraction.reading_room import grammar, tree, word

KINDS = {
    "Lithuania": "state",
    "Poland": "state",
    "Belarus": "state",
    "Velmar": "state",
    "NATO": "organisation",
    "European Union": "organisation",
    "International Monetary Fund": "organisation",
    "Ana Roe": "person",
}


def one(text: str, noun: str, *named: tuple[str, ...]) -> list[str]:
    return EpithetReader(grammar(), KINDS).one(tree(text), word(text, noun), named)


def several(text: str, noun: str, *named: tuple[str, ...]) -> list[str]:
    return EpithetReader(grammar(), KINDS).several(tree(text), word(text, noun), named)


@pytest.mark.parametrize(
    ("text", "noun", "party"),
    [
        ("The Baltic state left.", "state", ["Lithuania"]),
        ("The small Central European country left.", "country", ["Poland"]),
        ("The neighbouring state left.", "state", []),
        ("The Andean country left.", "country", ["Velmar"]),  # nobody knows where Velmar lies
        ("The alliance left.", "alliance", ["NATO"]),
        ("The lender left.", "lender", ["International Monetary Fund"]),
        ("The team left.", "team", []),
    ],
)
def test_a_region_or_an_epithet_tells_who_is_meant(text: str, noun: str, party: list[str]) -> None:
    assert one(text, noun, tuple(KINDS)) == party


def test_of_several_in_a_region_the_nearest_is_meant() -> None:
    assert one("The bloc left.", "bloc", ("Velmar",), ("European Union", "Poland")) == [
        "European Union"
    ]
    assert one("The Eastern European state left.", "state", ("Poland", "Belarus")) == ["Poland"]


@pytest.mark.parametrize(
    ("text", "noun", "named", "parties"),
    [
        ("The three countries left.", "countries", [("Velmar", "Poland", "Belarus")], 3),
        ("The three countries left.", "countries", [("Velmar",), ("Poland", "Belarus")], 3),
        ("The three countries left.", "countries", [("Velmar", "Poland")], 0),
        ("The three leaders left.", "leaders", [("Velmar", "Poland", "Belarus")], 0),
        ("Three countries left.", "countries", [("Velmar", "Poland", "Belarus")], 0),
    ],
)
def test_as_many_as_are_counted_are_meant(
    text: str, noun: str, named: list[tuple[str, ...]], parties: int
) -> None:
    assert len(several(text, noun, *named)) == parties


def test_a_league_is_called_by_no_word_for_a_band() -> None:
    reader = EpithetReader(grammar(), KINDS)
    assert not reader.called("European Union", "group")
    assert reader.called("European Union", "body")
    assert reader.called("Red Hill Army", "group")


def test_the_leaders_are_those_who_were_counted_before() -> None:
    reader = EpithetReader(grammar(), KINDS)
    first, then = "The three governments met.", "The governments left."
    assert reader.several(tree(then), word(then, "governments"), [("Velmar",)]) == []
    both = reader.several(
        tree(first), word(first, "governments"), [("Velmar", "Poland", "Belarus")]
    )
    assert reader.several(tree(then), word(then, "governments"), []) == both != []
