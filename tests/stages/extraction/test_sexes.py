"""Who is a he and who a she."""

from __future__ import annotations

import pytest

from briefing.stages.extraction.sexes import learn_sexes
from tests.stages.extraction.newsroom import lexicon
from tests.stages.extraction.reading_room import KINDS, grammar, sceneries

UNTOLD = ("Kim Lorne", "Robin Hale")  # first names that both sexes bear


def learnt(*texts: str) -> dict[str, str]:
    found = learn_sexes(sceneries(texts), KINDS, grammar())
    return {person: sex for person, sex in found.items() if person in UNTOLD}


@pytest.mark.parametrize(
    ("name", "sexes"),
    [
        ("Greta Polk", {"Greta Polk": "f"}),
        ("Yusuf Haddad", {"Yusuf Haddad": "m"}),
        ("Jean-Pierre Roux", {"Jean-Pierre Roux": "m"}),
        ("Kim Lorne", {}),
        ("Greta", {}),
    ],
)
def test_a_first_name_tells_where_only_one_sex_bears_it(name: str, sexes: dict[str, str]) -> None:
    assert learn_sexes([], {name: "person"}, grammar()) == sexes
    assert learn_sexes([], {name: "company"}, grammar()) == {}


def test_a_title_outweighs_a_first_name() -> None:
    told = learn_sexes(sceneries(("Ms Voss left.",)), KINDS, grammar())
    assert told["Karl Voss"] == "f"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_name_is_both_a_womans_and_a_mans(language: str) -> None:
    known = lexicon(language).grammar
    assert known is not None
    assert known.women
    assert known.men
    assert not {*known.women} & {*known.men}
    assert all(name == name.lower() for name in (*known.women, *known.men))


@pytest.mark.parametrize(
    ("text", "sexes"),
    [
        ("Ms Lorne left.", {"Kim Lorne": "f"}),
        ("Mr Hale left.", {"Robin Hale": "m"}),
        ("The chairwoman, Kim Lorne, left.", {"Kim Lorne": "f"}),
        ("Kim Lorne said she would leave.", {"Kim Lorne": "f"}),
        ("Robin Hale said his party would leave.", {"Robin Hale": "m"}),
        ("Ms Lorne met Robin Hale.", {"Kim Lorne": "f"}),
        ("Kim Lorne left.", {}),
        ("Tosk said she would leave.", {}),
    ],
)
def test_title_description_and_pronouns_tell(text: str, sexes: dict[str, str]) -> None:
    assert learnt(text) == sexes


def test_where_two_persons_are_named_a_pronoun_tells_nothing() -> None:
    assert learnt("Kim Lorne told Robin Hale she would leave.") == {}


def test_a_title_outweighs_a_pronoun_and_a_tie_tells_nothing() -> None:
    he = ["Kim Lorne said he would leave."] * 4
    assert learnt("Ms Lorne left.", *he) == {"Kim Lorne": "f"}
    assert learnt("Kim Lorne said she left.", "Kim Lorne said he left.") == {}


def test_a_pronoun_in_a_clause_with_another_subject_tells_nothing() -> None:
    assert learnt("Kim Lorne said the thief had betrayed his neighbours.") == {}
    assert learnt("Kim Lorne said he had betrayed his neighbours.") == {"Kim Lorne": "m"}
