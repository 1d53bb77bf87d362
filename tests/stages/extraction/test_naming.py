"""What a name in the text stands for."""

from __future__ import annotations

import pytest

from briefing.stages.extraction.mentions import Party
from briefing.stages.extraction.naming import clean, complete, without_opener
from briefing.stages.extraction.titles import strip_titles
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


def cleaned(party: Party, text: str) -> list[tuple[str, tuple[str, ...]]]:
    found, _ = clean([party], text, lexicon(), countries())
    return [(one.name, one.forms) for one in found]


def test_a_short_name_in_brackets_is_a_form_of_the_name() -> None:
    text = "The Northern Salvation Front (NSF) left. The NSF is armed."
    party = Party("Northern Salvation Front (NSF)", "organisation")
    assert cleaned(party, text) == [("Northern Salvation Front", ("NSF",))]


def test_an_office_of_a_people_is_nobody() -> None:
    text = "The Lanvari Minister of Trade, Ana Roe, left. A Lanvari PM left."
    assert cleaned(Party("Lanvari Minister of Trade", "person"), text) == []
    assert cleaned(Party("Lanvari PM", "person"), text) == []


def test_an_hour_is_no_title() -> None:
    assert complete([], "They met at 5 pm Eastern Time.", lexicon(), countries()) == []


def test_a_body_that_bears_a_common_word_keeps_its_capitals() -> None:
    text = "The National Assembly voted. Doctors left."
    assert cleaned(Party("National Assembly", "organisation"), text)[0][0] == "National Assembly"
    assert cleaned(Party("Doctors", "group"), text)[0][0] == "doctors"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A judge in San Salvador de Jujuy freed them.", "El Salvador"),
        ("The United Emirates of Saqr welcomed it.", "United Arab Emirates"),
    ],
)
def test_a_part_of_a_longer_name_is_no_country(text: str, name: str) -> None:
    def found(words: str) -> list[str]:
        return [party.name for party in complete([], words, lexicon(), countries())]

    assert name not in found(text)
    assert name in found("The Emirates met in San Salvador.")


def test_the_army_is_no_liberation_army() -> None:
    band = Party("Ebra Liberation Army", "armed_group")
    text = "The Ebra Liberation Army fought the army."
    forms = {p.name: p.forms for p in complete([band], text, lexicon(), countries())}
    assert forms == {"Ebra Liberation Army": (), "army": ()}


def test_a_village_council_is_not_the_council_with_a_name() -> None:
    aid = Party("Norwegian Refugee Council", "organisation")

    def forms(text: str) -> tuple[str, ...]:
        parties = complete([aid], text, lexicon(), countries())
        return next(party.forms for party in parties if party.name == aid.name)

    assert forms("The head of the village council left.") == ()
    assert forms("The head of the village council saw the council leave.") == ("council",)


def test_a_word_that_owns_something_once_is_an_actor_where_it_acts() -> None:
    text = "The drone was the army's own. The army bombed the dam."
    assert "army" in [party.name for party in complete([], text, lexicon(), countries())]


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("When Lisk Steel", "Lisk Steel"),
        ("But With Lisk", "Lisk"),
        ("Both", "Both"),
        ("Lisk Both", "Lisk Both"),
    ],
)
def test_a_word_that_opens_a_sentence_is_no_part_of_a_name(name: str, bare: str) -> None:
    assert without_opener(name, lexicon()) == bare


def test_names_that_act_are_found_without_what_opens_their_sentence() -> None:
    text = "Rain fell.\nFollowing Dunmore Homes's refusal, When Ana Roe said so, it stopped."
    names = [party.name for party in complete([], text, lexicon(), countries())]
    assert "Dunmore Homes" in names
    assert "Ana Roe" in names


def test_an_office_with_a_capital_is_nobody() -> None:
    text = "In May, Governor spoke, he said, Governor left, and Governor said so."
    assert complete([], text, lexicon(), countries()) == []


def test_titles_lead_to_names_with_accents_and_are_part_of_compounds() -> None:
    spanish = complete([], "Habló el ministro Óscar Llanos.", lexicon("es"), countries())
    german = complete([], "Gestern traf CDU-Chef Karl Brenner ein.", lexicon("de"), countries())
    assert "Óscar Llanos" in [party.name for party in spanish]
    assert "Karl Brenner" in [party.name for party in german]
    assert strip_titles("Bundesaußenministerin Ana Roe", lexicon("de")) == "Ana Roe"


def test_words_for_people_of_somebody_else_are_no_actors() -> None:
    words = {"members", "neighbours", "allies", "rivals", "customers", "partners"}
    assert not words & {*lexicon().collectives}
