"""Which figures of a sentence an act has: harm has victims, words what they offer."""

from __future__ import annotations

import pytest

from briefing.domain.claims import Figure
from briefing.stages.extraction.claiming import told_of
from tests.stages.extraction.newsroom import vocabulary

KILLED = Figure(kind="killed", value=10, text="ten")
MONEY = Figure(kind="money", value=3e6, unit="USD", text="$3 million")


@pytest.mark.parametrize(
    ("type_", "killed", "money"),
    [
        ("ASSAULT", True, True),
        ("AID", False, True),
        ("RETREAT", False, True),
        ("AGREE", False, True),
        ("ACCUSE", False, False),
    ],
)
def test_harm_has_victims_and_an_offer_money(type_: str, killed: bool, money: bool) -> None:
    kind = vocabulary().types[type_]
    assert (told_of(KILLED, kind), told_of(MONEY, kind)) == (killed, money)
