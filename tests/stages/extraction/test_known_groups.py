"""Groups of the table in a text."""

from __future__ import annotations

import pytest

from briefing.stages.extraction.known_groups import groups_in, known_as
from briefing.stages.extraction.mentions import Party
from briefing.stages.extraction.naming import complete
from tests.stages.extraction.newsroom import countries, lexicon


def found(text: str, *known: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(p.name, p.kind, p.forms) for p in groups_in(text, countries(), known)]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Houthi forces seized a tanker.", ("Houthi forces", "armed_group", ())),
        ("The ICRC left. The Red Cross fled.", ("ICRC", "organisation", ("Red Cross",))),
        ("Lebanese Hezbollah left.", ("Hezbollah", "armed_group", ())),
        ("The Pakistani Taliban left.", ("Pakistani Taliban", "armed_group", ())),
    ],
)
def test_a_group_bears_the_name_that_the_text_uses_first(
    text: str, group: tuple[str, str, tuple[str, ...]]
) -> None:
    assert found(text) == [group]


def test_a_part_of_a_longer_name_is_no_group() -> None:
    assert found("The American Red Cross left.") == []
    text = "Islamic State in the Greater Sahara left."
    assert found(text)[0][0] == "Islamic State"
    assert found(text, "Islamic State in the Greater Sahara") == []
    assert found("Nobody left.") == []


def test_a_listed_group_is_found_again_under_any_name_and_with_its_people() -> None:
    listed = {"eln guerrillas": Party("ELN guerrillas", "group"), "x": Party("Al Qaeda", "other")}
    assert known_as(Party("ELN", "armed_group"), listed) == "eln guerrillas"
    assert known_as(Party("al-Qaeda", "armed_group", ("Al Qaeda",)), listed) == "x"
    assert known_as(Party("Hamas", "armed_group"), listed) == ""


def test_what_a_model_lists_as_anything_is_of_the_kind_of_the_table() -> None:
    text = "ELN guerrillas freed six men. The ELN left."
    parties = complete([Party("ELN guerrillas", "group")], text, lexicon(), countries())
    eln = next(party for party in parties if party.name == "ELN guerrillas")
    assert eln.kind == "armed_group"
    assert "ELN" in eln.forms


def test_a_body_within_a_longer_name_is_not_named() -> None:
    def names(text: str) -> set[str]:
        return {party.name for party in complete([], text, lexicon(), countries())}

    assert names("The UN Security Council met.") >= {"UN Security Council"}
    assert "United Nations" not in names("The UN Security Council met.")
    assert "Guinea" not in names("Papua New Guinea left.")
