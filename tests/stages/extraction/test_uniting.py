"""Parties that are one under two names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.stages.extraction.mentions import Party
from briefing.stages.extraction.uniting import ruled, united
from tests.stages.extraction.newsroom import countries, lexicon


def names(text: str, *parties: Party) -> dict[str, tuple[str, ...]]:
    """The names that are left, with their other forms."""
    return {party.name: party.forms for party in united(parties, text, lexicon(), countries())}


@pytest.mark.parametrize(
    ("short", "full"),
    [
        (Party("Dorje", "person"), Party("Karma Dorje", "person")),
        (Party("Dorje", "person"), Party("Karma al-Dorje", "person")),
        (Party("Tavena", "state"), Party("Republic of Tavena", "state")),
        (Party("Tavena", "state"), Party("Kingdom of the Tavena", "state")),
        (Party("Dunmore", "other"), Party("Dunmore Homes", "company")),
    ],
)
def test_a_short_name_is_its_fuller_one(short: Party, full: Party) -> None:
    assert names("", short, full) == {full.name: (short.name,)}
    assert names("", full, short) == {full.name: (short.name,)}


@pytest.mark.parametrize(
    ("short", "fuller"),
    [
        (
            Party("Dorje", "person"),
            [Party("Karma Dorje", "person"), Party("Tsering Dorje", "person")],
        ),
        (Party("Karma", "person"), [Party("Karma Dorje", "person")]),
        (Party("Ana Dorje", "person"), [Party("Karma Dorje", "person")]),
        (Party("Tavena", "state"), [Party("Bank of Tavena", "company")]),
        (Party("Dunmore", "person"), [Party("Dunmore Homes", "company")]),
    ],
)
def test_a_name_that_may_be_another_stays(short: Party, fuller: list[Party]) -> None:
    assert {*names("", short, *fuller)} == {short.name, *(p.name for p in fuller)}


def test_a_town_is_none_of_its_firms() -> None:
    town, firm = Party("Dunmore", "other"), Party("Dunmore Homes", "company")
    assert {*names("A fire broke out in Dunmore.", town, firm)} == {"Dunmore", "Dunmore Homes"}


def test_words_for_the_same_people_become_the_one_that_comes_first() -> None:
    militants, rebels = Party("militants", "group"), Party("rebels", "group")
    assert names("Rebels and militants shot.", militants, rebels) == {"rebels": ("militants",)}
    assert names("Militants and rebels shot.", militants, rebels) == {"militants": ("rebels",)}


def test_the_only_armed_group_with_a_name_is_the_rebels() -> None:
    rebels = Party("rebels", "group")
    one, other = Party("Red Hill Army", "armed_group"), Party("Ansar Front", "armed_group")
    assert names("The rebels left.", rebels, one) == {"Red Hill Army": ("rebels",)}
    assert {*names("The rebels left.", rebels, one, other)} == {
        "rebels",
        "Red Hill Army",
        "Ansar Front",
    }


def test_country_and_sureness_are_kept() -> None:
    short = Party("China", "state", (), "CHN", sure=True)
    full = Party("Republic of China", "state", sure=False)
    (one,) = united([short, full], "", lexicon(), countries())
    assert (one.name, one.country, one.sure) == ("Republic of China", "CHN", True)


PARTIES = st.lists(
    st.builds(
        Party,
        st.sampled_from(
            [
                *("Dorje", "Karma Dorje", "Tsering Dorje", "Karma", "Tavena", "Republic of Tavena"),
                *("Dunmore", "Dunmore Homes", "rebels", "militants", "police", "officers"),
                *("Red Hill Army", "army", "soldiers"),
            ]
        ),
        st.sampled_from(["person", "state", "company", "armed_group", "group", "other"]),
    ),
    max_size=6,
    unique_by=lambda party: party.name,
)


@given(PARTIES, st.sampled_from(["", "Militants, rebels and officers left.", "The army shot."]))
def test_uniting_twice_changes_nothing_and_no_name_is_lost(parties: list[Party], text: str) -> None:
    once = united(parties, text, lexicon(), countries())
    assert united(once, text, lexicon(), countries()) == once
    written = {form for party in once for form in (party.name, *party.forms)}
    assert written == {party.name for party in parties}


def test_the_judges_are_the_only_court_with_a_name() -> None:
    judges = Party("judges", "group", sure=False)
    court = Party("Halden High Court", "organisation")
    assert names("", judges, court) == {"Halden High Court": ("judges",)}
    other = Party("Supreme Court", "organisation")
    assert set(names("", judges, court, other)) == {"judges", court.name, other.name}


@pytest.mark.parametrize(
    "text",
    [
        "Fighters of the Dawn Circle fled.",
        "Gunmen belonging to the Dawn Circle fled.",
        "Dawn Circle rebels fled.",
        "Circle rebels fled.",
        "The rebel group Dawn Circle fled.",
    ],
)
def test_the_rebels_are_the_only_body_that_the_text_calls_so(text: str) -> None:
    rebels = Party("rebels", "group", sure=False)
    circle, league = Party("Dawn Circle", "organisation"), Party("Tea League", "organisation")
    found = names(text, rebels, circle, league)
    assert found == {"Dawn Circle": ("rebels",), "Tea League": ()}
    assert "rebels" in names("The Dawn Circle met the rebels.", rebels, circle, league)


def test_the_rebels_are_the_only_body_with_the_name_of_a_band() -> None:
    rebels = Party("rebels", "group", sure=False)
    front, league = Party("Dawn Front", "organisation"), Party("Tea League", "organisation")
    found = names("The Dawn Front fell. Rebels fled.", rebels, front, league)
    assert found == {"Dawn Front": ("rebels",), "Tea League": ()}
    other = Party("Lion Brigades", "organisation")
    assert "rebels" in names("The Dawn Front fell. Rebels fled.", rebels, front, other)


def test_the_company_is_the_only_one_or_the_only_body_that_says_of_nobody_what_it_is() -> None:
    company = Party("company", "group", sure=False)
    mill, union = Party("Harlink", "organisation"), Party("Dockers' Union", "organisation")
    assert names("", company, mill, union) == {"Harlink": ("company",), "Dockers' Union": ()}
    firm = Party("Corb Paper", "company")
    assert names("", company, mill, firm) == {"Corb Paper": ("company",), "Harlink": ()}
    torneft = Party("Torneft", "other")
    assert names("Torneft met Harlink.", company, mill, torneft)["Torneft"] == ("company",)


def test_the_government_is_that_of_the_only_state_or_of_the_one_that_has_one() -> None:
    government = Party("government", "group", sure=False)
    tosk, velmar = Party("Tosk", "state"), Party("Velmar", "state")

    def left(text: str, *parties: Party) -> dict[str, tuple[str, ...]]:
        return {party.name: party.forms for party in ruled(parties, text, countries())}

    assert left("", government, tosk) == {"Tosk": ("government",)}
    met = left("Tosk's government met.", government, tosk, velmar)
    assert met == {"Tosk": ("government",), "Velmar": ()}
    assert "government" in left("", government, tosk, velmar)
    placed = Party("Velmar", "state", sure=False)
    assert left("", government, tosk, placed)["Tosk"] == ("government",)


def test_what_has_a_government_is_a_state() -> None:
    parties = [Party("Tosk", "company"), Party("Dunmore", "company")]
    found = united(parties, "Tosk's government sued Dunmore.", lexicon(), countries())
    assert {party.name: party.kind for party in found} == {"Tosk": "state", "Dunmore": "company"}


def test_an_acronym_in_brackets_is_the_name_before_it() -> None:
    front, short = Party("Upper Valley Front", "organisation"), Party("UVF", "organisation")
    text = "The Upper Valley Front (UVF) struck."
    assert names(text, front, short) == {"Upper Valley Front": ("UVF",)}
    other = Party("Urban Veterans' Fund", "organisation")
    assert set(names("UVF struck.", front, short, other)) == {front.name, "UVF", other.name}


def test_the_council_is_the_only_council_with_a_name() -> None:
    council = Party("Council of Muslims", "organisation")
    text = "The Council of Muslims met. The Council condemned it."
    assert names(text, council) == {"Council of Muslims": ("Council",)}
    assert names("The Council of Muslims met.", council) == {"Council of Muslims": ()}
    other = Party("Tea Council", "organisation")
    assert names(text, council, other)["Council of Muslims"] == ()


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Wang Shaolin arrived. Wang then left, and Wang's staff stayed.", ("Wang",)),
        ("Wang Shaolin arrived. Shaolin then left, and so did Wang.", ()),
        ("Wang Shaolin arrived. Wang Wei then left.", ()),
        ("Wang Shaolin arrived. Wang-based staff stayed.", ()),
    ],
)
def test_who_is_called_by_the_first_word_of_a_name(text: str, forms: tuple[str, ...]) -> None:
    assert names(text, Party("Wang Shaolin", "person")) == {"Wang Shaolin": forms}


def test_a_first_word_that_two_names_share_is_nobodys() -> None:
    two = (Party("Wang Shaolin", "person"), Party("Wang Wei", "person"))
    assert set(names("Wang left.", *two).values()) == {()}


def test_two_names_of_one_body_are_one() -> None:
    front = Party("Northern Salvation Front", "organisation")
    assert names("", Party("NSF", "other"), front) == {front.name: ("NSF",)}
    union, town = Party("European Union", "organisation", (), "EUR"), Party("Brussels", "state")
    assert names("Brussels froze it.", town, union) == {"European Union": ("Brussels",)}


def test_a_word_of_two_kinds_joins_the_one_that_is_told() -> None:
    officers, police = Party("officers", "group"), Party("police", "group")
    soldiers = Party("soldiers", "group")
    text = "Police and officers shot. The soldiers left."
    assert names(text, officers, police) == {"police": ("officers",)}
    assert {*names(text, officers, police, soldiers)} == {"officers", "police", "soldiers"}


def test_a_name_with_a_people_is_a_states_whatever_it_was_taken_for() -> None:
    def kinds(text: str, *parties: Party) -> dict[str, str]:
        return {p.name: p.kind for p in united(parties, text, lexicon(), countries())}

    dromia = Party("Dromia", "person")
    text = "Dromia expelled two Orlish envoys. Dromish envoys left."
    assert kinds(text, dromia, Party("Dromish", "organisation")) == {"Dromia": "state"}
    assert kinds("Dromia left. Dromias of all sorts left.", dromia) == {"Dromia": "person"}
    assert kinds(text, dromia, Party("Ana Dromia", "person")) == {"Ana Dromia": "person"}


def test_the_government_is_nobodys_where_another_state_is_named_first() -> None:
    government = Party("government", "group", sure=False)
    tosk, velmar = Party("Tosk", "state"), Party("Velmar", "state", sure=False)
    both = (government, tosk, velmar)
    left = {p.name for p in ruled(both, "Velmar shook. Tosk left.", countries())}
    assert "government" in left
    assert "government" not in {p.name for p in ruled(both, "Tosk left Velmar.", countries())}


def test_of_several_armed_groups_the_rebels_are_the_one_that_the_text_calls_so() -> None:
    rebels = Party("rebels", "group")
    one, other = Party("Red Hill Army", "armed_group"), Party("Ansar Front", "armed_group")
    text = "Rebels of the Ansar Front fought the Red Hill Army. The rebels left."
    assert names(text, rebels, one, other)["Ansar Front"] == ("rebels",)


def test_the_army_and_the_police_are_the_only_ones_with_a_name_but_no_armed_band() -> None:
    soldiers, men = Party("soldiers", "group"), Party("policemen", "group")
    army, police = Party("Tosk army", "other"), Party("Tosk police", "organisation")
    assert names("", soldiers, men, army, police) == {
        "Tosk army": ("soldiers",),
        "Tosk police": ("policemen",),
    }
    band = Party("Tosk Liberation Army", "other")
    assert names("", soldiers, band) == {"soldiers": (), band.name: ()}


def test_what_a_state_calls_itself_is_it() -> None:
    text = "The Ministry of Foreign Affairs warned Tosk. The Republic thanks Velmar. Velmar waits."
    tosk, velmar = Party("Tosk", "state"), Party("Velmar", "state")
    left = {p.name: p.forms for p in ruled([tosk, velmar], text, countries())}
    assert left == {"Tosk": (), "Velmar": ("Ministry of Foreign Affairs", "Republic")}


def test_the_company_is_the_firm_that_is_called_so_or_the_first_that_is_named() -> None:
    word = Party("company", "group")
    first, other = Party("Karoo Platinum", "company"), Party("Harbourlink", "company")
    plain = "Karoo Platinum shut a mine near Harbourlink. The company blamed the strike."
    assert names(plain, word, first, other)[first.name] == ("company",)
    assert names(plain, word, other, first)[first.name] == ("company",)
    called = "Karoo Platinum met the operator, Harbourlink. The company blamed the strike."
    assert names(called, word, first, other)[other.name] == ("company",)


def test_the_government_in_a_statement_is_that_of_the_state_that_makes_it() -> None:
    text = (
        "The Ministry of Foreign Affairs of the Republic of Velmar warned the ambassador of the "
        "Kingdom of Tosk. The Government of Tosk lied. The Ministry waits. The Government "
        "regrets it. Velmar waits."
    )
    parties = [Party("Velmar", "state"), Party("Tosk", "state"), Party("Government", "group")]
    left = {p.name: p.forms for p in ruled(parties, text, countries())}
    assert "Government" in left["Velmar"]
    assert "Government" not in left["Tosk"]


def test_soldiers_are_not_the_army_they_rise_against() -> None:
    army, soldiers = Party("army", "military"), Party("soldiers", "group")
    assert names("Soldiers fought; the army won.", army, soldiers) == {"soldiers": ("army",)}
    assert {*names("Soldiers mutinied; the army won.", army, soldiers)} == {"army", "soldiers"}


def test_a_title_is_no_part_of_what_all_call_somebody_by() -> None:
    girma = Party("Tesfaye Girma", "person")
    text = "Tesfaye Girma met Karl Voss. Prime Minister Tesfaye left."
    assert names(text, girma, Party("Tesfaye", "person")) == {"Tesfaye Girma": ("Tesfaye",)}


def test_of_two_persons_of_one_last_name_the_first_is_called_by_it() -> None:
    mayor, wife = Party("Karl Voss", "person"), Party("Ana Voss", "person")
    assert names("Karl Voss left. Voss sued. Ana Voss wept.", wife, mayor) == {
        "Ana Voss": (),
        "Karl Voss": ("Voss",),
    }
    assert not any(names("Karl Voss left. Ana Voss wept. Mr Voss sued.", wife, mayor).values())
