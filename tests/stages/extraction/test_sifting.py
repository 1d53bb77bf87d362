"""Names that are no actors."""

from __future__ import annotations

import pytest

from briefing.stages.extraction.mentions import Party
from briefing.stages.extraction.sifting import is_thing, sifted
from tests.stages.extraction.newsroom import countries, lexicon
from tests.stages.extraction.reading_room import tree


def left(party: Party, *texts: str, parsed: bool = True) -> list[bool]:
    """Whether the party is kept and, if so, whether it is sure."""
    seen = [(tree(text) if parsed else None, text) for text in texts]
    return [one.sure for one in sifted([party], seen, lexicon(), countries())]


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("Zarkov condemned the attack.", True),
        ("Rebels in Oruk condemned Zarkov.", True),
        ("Rebels in Zarkov attacked Zarkov's army.", True),
        ("The envoy fled to Zarkov.", False),
        ("The envoy rejected Zarkov.", True),
        ("The envoy praised the decision of Zarkov.", True),
    ],
)
def test_what_is_only_a_place_is_no_actor_without_a_role(text: str, sure: bool) -> None:
    assert left(Party("Zarkov", "state"), text) == [sure]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels attacked a convoy in Zarkov.",
        "Rebels attacked the town of Zarkov.",
        "A man was jailed for the Zarkov bombing in Zarkov.",
        "Rebels fled from Zarkov after a battle near Zarkov.",
        "The envoy saw the streets of Zarkov.",
    ],
)
def test_a_state_that_is_only_a_place_is_none_unless_a_country(text: str) -> None:
    assert left(Party("Zarkov", "state"), text) == []
    assert left(Party("Zarkov", "state", country="ZAR"), text) == [False]
    assert left(Party("Zarkov", "company"), text) == [False]


def test_a_state_that_acts_stays_one_though_its_airport_is_told() -> None:
    texts = ("Zarkov closed the border.", "Rebels seized Zarkov airport.", "They met in Zarkov.")
    assert left(Party("Zarkov", "state"), *texts) == [True]
    assert left(Party("Zarkov", "state"), *texts[1:]) == []


def test_without_a_tree_nothing_is_called_a_place() -> None:
    party = Party("Zarkov", "state")
    assert left(party, "Rebels attacked a convoy in Zarkov.", parsed=False) == [True]


def test_campaigners_at_a_body_speak_for_it() -> None:
    text = "The rule was dismissed by campaigners at NetWatch."
    assert left(Party("NetWatch", "organisation"), text) == [True]


def test_who_only_signs_is_no_actor() -> None:
    party = Party("Ana Roe", "person")
    assert left(party, "By Ana Roe") == []
    assert left(party, "By Ana Roe", "Police arrested Ana Roe.") == [True]


@pytest.mark.parametrize(
    ("name", "kind", "thing"),
    [
        ("Muscat Understanding of 2023", "other", True),
        ("National Route 52", "organisation", True),
        ("Convention on Fugitive Offenders", "organisation", True),
        ("Typhoon Amihan-2", "other", True),
        ("Typhoon Relief Fund", "organisation", False),
        ("JOINT COMMUNIQUÉ", "person", True),
        ("In January Lima", "person", True),
        ("Bishops' Conference", "organisation", False),
        ("World Food Programme", "organisation", False),
        ("League of Nations", "organisation", False),
        ("Amina Law", "person", False),
        ("NATO", "organisation", False),
    ],
)
def test_a_name_is_a_thing_by_its_head(name: str, kind: str, thing: bool) -> None:
    assert is_thing(name, lexicon(), kind) is thing


@pytest.mark.parametrize(
    ("language", "name", "thing"),
    [
        ("de", "Abhöraffäre", True),
        ("de", "Im Januar Lima", True),
        ("es", "Tratado de Lima", True),
        ("es", "Comisión de la Verdad", False),
        ("fr", "Traité de Rome", True),
        ("fr", "Convention sur les otages", True),
        ("fr", "Conseil de sécurité", False),
    ],
)
def test_each_language_has_its_own_words_for_things(language: str, name: str, thing: bool) -> None:
    assert is_thing(name, lexicon(language)) is thing


def test_a_body_of_which_there_is_one_is_an_actor_when_it_leads() -> None:
    police = Party("police", "group", sure=False)
    assert left(police, "Police stood by.") == [True]
    assert left(police, "A man was seen near police.") == [False]
    workers = Party("workers", "group", sure=False)
    assert left(workers, "Workers stood by.") == [False]


def test_an_army_is_an_actor_when_it_leads() -> None:
    assert left(Party("army", "group", sure=False), "The army denied it.") == [True]


def test_a_company_is_a_place_only_where_something_happens_in_it() -> None:
    assert left(Party("Zarkov", "company"), "The envoy fled to Zarkov.") == [True]
    assert left(Party("Zarkov", "company"), "The envoy worked at Zarkov.") == [False]


def test_whoever_a_model_lists_without_a_name_is_an_actor_with_a_role_or_before_a_verb() -> None:
    hospitals = Party("public hospitals", "organisation")
    assert left(hospitals, "Nurses left the public hospitals.") == [False]
    assert left(hospitals, "The public hospitals closed.") == [True]


def test_a_person_with_an_article_is_a_place_by_its_noun() -> None:
    passage = Party("Hesk Pass", "person")
    assert left(passage, "Tosk closed the Hesk Pass.") == []
    assert left(passage, "Tosk praised Hesk Pass.") == [True]


def test_a_person_without_a_name_is_unsure() -> None:
    text = "The American contractor left."
    assert left(Party("American contractor", "person"), text) == [False]


@pytest.mark.parametrize(
    "text",
    [
        "The charity Medic Bridge vaccinated ten children.",
        "Medic Bridge, a charity, vaccinated ten children.",
    ],
)
def test_what_the_text_calls_a_body_is_no_thing_by_its_name(text: str) -> None:
    bridge = Party("Medic Bridge", "organisation")
    assert left(bridge, text) == [True]
    assert left(bridge, "Medic Bridge was closed to lorries.") == []
    assert left(bridge, "Medic Bridge doctors vaccinated ten children.") == []


def test_a_line_with_a_day_is_a_place_of_a_state_and_the_credit_of_all_others() -> None:
    line = "Port Lamis, 9 November 2026"
    assert left(Party("Port Lamis", "state"), "Police left.", line) == []
    assert left(Party("Port Lamis", "organisation"), "Police left.", line) == []


def test_the_people_of_a_land_and_colleagues_in_it_are_its_own() -> None:
    land = Party("Zarkov", "state")
    assert left(land, "The envoy thanked the government and people of Zarkov.") == [True]
    assert left(land, "The minister spoke with her colleagues in Zarkov.") == [True]
    assert left(land, "The minister spoke in Zarkov.") == []


def test_what_is_explained_as_a_place_is_one() -> None:
    bank = Party("Tern Bank", "organisation")
    assert left(bank, "The navy attacked the Tern Bank, a district of Oruk.") == [False]
    assert left(bank, "The navy attacked the Tern Bank, a charity of Oruk.") == [True]


def test_a_name_of_one_word_that_leads_a_verb_is_an_actors_where_a_capital_tells_a_name() -> None:
    estrel = Party("Estrel", "other", sure=False)
    assert left(estrel, "Estrel left.", "Police barred ships from Estrel.") == [True]
    assert left(estrel, "Estrel left.", "Estrel was quiet.") == [False]
    assert left(estrel, "Police barred ships from Estrel.") == [False]


def test_an_armed_group_that_only_names_whose_a_thing_is_is_unsure() -> None:
    group = Party("Dawn Front", "armed_group")
    assert left(group, "The man joined a Dawn Front affiliate.") == [False]
    assert left(group, "The Dawn Front left.") == [True]


@pytest.mark.parametrize(
    "text", ["She fled Zarkov.", "The bishop of Zarkov wept.", "Troops reached Zarkov at dawn."]
)
def test_where_somebody_goes_or_lives_is_unsure(text: str) -> None:
    assert left(Party("Zarkov", "state"), text) == [False]
    assert left(Party("Zarkov", "organisation"), text) == [False]


def test_a_republic_stands_for_the_state_in_its_name() -> None:
    land = Party("Senegal", "state", country="SEN")
    assert left(land, "The envoy praised the Republic of Senegal.") == [True]
    assert left(land, "The envoy fled to the Republic of Senegal.") == [False]


def test_a_body_by_its_name_is_no_place() -> None:
    text = "At the {} in Zarkov, a motion passed."
    for name in ("Union of Southern States", "Southern Council"):
        assert left(Party(name, "organisation"), text.format(name)) == [True]
    assert left(Party("Southern Sun", "organisation"), text.format("Southern Sun")) == [False]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Resolute", "Its navy sent the frigate Resolute to the strait."),
        ("Grey Heron", "The forces will hold the exercise Grey Heron in May."),
        ("INS Sukanya", "Men aboard INS Sukanya saw the boats."),
    ],
)
def test_a_ship_and_an_exercise_are_nobody_whatever_their_names(name: str, text: str) -> None:
    assert left(Party(name, "person"), text) == []


def test_what_a_ship_is_done_to_by_is_no_ship() -> None:
    assert left(Party("Zarkov", "state"), "The ship Zarkov seized sank.") == [True]


@pytest.mark.parametrize(
    ("language", "name", "text", "sure"),
    [
        ("de", "Soldaten", "Eine Entsendung zusätzlicher Soldaten sei nicht geplant.", False),
        ("de", "Selim", "Sie reisten nach Selim.", False),
        ("de", "Torvane", "Gestern klagte Torvane.", True),
        ("es", "Ipiales", "En Ipiales hubo protestas.", False),
    ],
)
def test_without_a_tree_places_and_german_words_for_people_are_unsure(
    language: str, name: str, text: str, sure: bool
) -> None:
    listed = [Party(name, "other", sure=name == "Torvane")]
    (party,) = sifted(listed, [(None, text)], lexicon(language), countries())
    assert party.sure is sure


def test_a_word_that_only_explains_the_name_behind_it_is_nobody() -> None:
    parties = [Party("Gewerkschaft", "group"), Party("Nordbund", "organisation")]
    text = "Die Gewerkschaft Nordbund klagt."
    assert [p.name for p in sifted(parties, [(None, text)], lexicon("de"), countries())] == [
        "Nordbund"
    ]
    text = "Der Nordbund klagt, die Gewerkschaft schweigt."
    assert len(sifted(parties, [(None, text)], lexicon("de"), countries())) == len(parties)


def test_a_name_of_several_words_that_leads_a_verb_is_an_actor() -> None:
    text = "On Monday the preacher Moses Quill announced a march."
    assert left(Party("Moses Quill", "other", sure=False), text) == [True]
    other = "On Monday villagers met Moses Quill."
    assert left(Party("Moses Quill", "other", sure=False), other) == [False]
