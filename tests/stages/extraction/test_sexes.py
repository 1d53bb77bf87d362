"""Who is a he and who a she."""

from __future__ import annotations

import pytest

from briefing.stages.extraction.sexes import learn_sexes
from tests.stages.extraction.reading_room import KINDS, grammar, sceneries


def learnt(*texts: str) -> dict[str, str]:
    return learn_sexes(sceneries(texts), KINDS, grammar())


@pytest.mark.parametrize(
    ("text", "sexes"),
    [
        ("Ms Roe left.", {"Ana Roe": "f"}),
        ("Mr Voss left.", {"Karl Voss": "m"}),
        ("The chairwoman, Ana Roe, left.", {"Ana Roe": "f"}),
        ("Ana Roe said she would leave.", {"Ana Roe": "f"}),
        ("Karl Voss said his party would leave.", {"Karl Voss": "m"}),
        ("Ms Roe met Karl Voss.", {"Ana Roe": "f"}),
        ("Ana Roe left.", {}),
        ("Tosk said she would leave.", {}),
    ],
)
def test_title_description_and_pronouns_tell(text: str, sexes: dict[str, str]) -> None:
    assert learnt(text) == sexes


def test_where_two_persons_are_named_a_pronoun_tells_nothing() -> None:
    assert learnt("Ana Roe told Karl Voss she would leave.") == {}


def test_a_title_outweighs_a_pronoun_and_a_tie_tells_nothing() -> None:
    he = ["Ana Roe said he would leave."] * 4
    assert learnt("Ms Roe left.", *he) == {"Ana Roe": "f"}
    assert learnt("Ana Roe said she left.", "Ana Roe said he left.") == {}
