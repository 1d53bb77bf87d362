"""What a name in the text stands for."""

from __future__ import annotations

import pytest

from briefing.stages.extraction.mentions import Party
from briefing.stages.extraction.naming import clean, complete, strip_titles
from tests.stages.extraction.newsroom import countries, lexicon


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("President Olga Haar", "Olga Haar"),
        ("Ostravan Defence Minister Petra Halvik", "Petra Halvik"),
        ("Gen. Omar al-Hadi", "Omar al-Hadi"),
        ("Olga Haar", "Olga Haar"),
        ("prime minister", "prime minister"),
        ("Presidential Guard", "Presidential Guard"),
    ],
)
def test_titles_are_stripped_from_names(name: str, bare: str) -> None:
    assert strip_titles(name, lexicon()) == bare


@pytest.mark.parametrize(
    ("name", "code"),
    [("China", "CHN"), ("beijing", "CHN"), ("US", "USA"), ("Lesk", None), ("China Daily", None)],
)
def test_only_a_whole_name_stands_for_a_country(name: str, code: str | None) -> None:
    found = countries().named(name)
    assert (found.code if found else None) == code


def test_the_last_word_of_a_longer_name_is_no_name_of_its_own() -> None:
    def found(text: str) -> list[str]:
        return [party.name for party in complete([], text, lexicon(), countries())]

    again = "the men of {0} fled, and in {0} it rained. {0}'s walls held."
    assert "Amindo" in found("On Monday " + again.format("Amindo"))
    assert "Amindo" not in found("On Monday " + again.format("Fort Amindo"))


@pytest.mark.parametrize(
    ("listed", "text", "name", "kind"),
    [
        (Party("Omani", "state"), "Omani envoys left.", "Oman", "state"),
        (Party("Omani", "group"), "The Omani left.", "Omani", "group"),
        (Party("Doctors", "group"), "Doctors left. The doctors came back.", "doctors", "group"),
    ],
)
def test_a_listed_people_is_its_state_and_a_listed_collective_a_common_noun(
    listed: Party, text: str, name: str, kind: str
) -> None:
    ((found,), unfound) = clean([listed], text, lexicon(), countries())
    assert (found.name, found.kind, unfound) == (name, kind, [])


def test_a_name_is_spelt_as_the_text_spells_it() -> None:
    ((found,), _) = clean([Party("EUrofleet", "x")], "Eurofleet left.", lexicon(), countries())
    assert found.name == "Eurofleet"


def test_no_name_goes_from_one_line_into_the_next() -> None:
    text = "It was late.\nNORTH TOSK\nRed Lantern said it fired. Then Red Lantern fled."
    assert not any("\n" in party.name for party in complete([], text, lexicon(), countries()))
