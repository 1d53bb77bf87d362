"""Where an article names its actors."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.stages.extraction.inflection import irregular_forms
from briefing.stages.extraction.mentions import MentionFinder, Party, contains
from tests.stages.extraction.newsroom import CAST, cast_finder, countries, lexicon


def found(sentence: str, *parties: Party) -> list[tuple[str, str, str]]:
    finder = MentionFinder(parties or CAST, countries(), acting=irregular_forms(lexicon()))
    return [(m.party, sentence[m.start : m.end], m.how) for m in finder.find(sentence)]


NORVIA = Party("Norvia", "state")


@pytest.mark.parametrize(
    "word", ["Norvian", "Norvians", "Norvish", "Norvese", "Norvi", "Norvia’s", "Norvia's"]
)
def test_an_invented_state_is_known_by_its_demonym(word: str) -> None:
    assert [m[0] for m in found(f"The {word} envoy left.", NORVIA)] == ["Norvia"]


@pytest.mark.parametrize(
    ("word", "state"),
    [("Leskan", "Lesk"), ("Torvanian", "Torvane"), ("Velmari", "Velmar"), ("Sohrani", "Sohran")],
)
def test_demonyms_take_many_endings(word: str, state: str) -> None:
    assert found(f"{word} troops left.", Party(state, "state")) == [(state, word, "demonym")]


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("Norvialand", "Norvia"),
        ("Transnorvia", "Norvia"),
        ("Norval", "Norvia"),
        ("Leskov", "Lesk"),
        ("Torvin", "Torvane"),
        ("norvian", "Norvia"),
        ("Norway", "Norvia"),
    ],
)
def test_a_word_that_only_looks_alike_is_no_mention(word: str, state: str) -> None:
    assert found(f"It was {word} again.", Party(state, "state")) == []


HALVIK = Party("Petra Halvik", "person")


@pytest.mark.parametrize(
    ("sentence", "text", "how"),
    [
        ("Petra Halvik spoke.", "Petra Halvik", "name"),
        ("Petra \n Halvik spoke.", "Petra \n Halvik", "name"),
        ("Halvik spoke.", "Halvik", "part"),
        ("Halvik's aide spoke.", "Halvik", "part"),
    ],
)
def test_a_person_is_known_by_name_and_surname(sentence: str, text: str, how: str) -> None:
    assert found(sentence, HALVIK) == [("Petra Halvik", text, how)]


@pytest.mark.parametrize("sentence", ["Petra spoke.", "Halvikson spoke.", "the halvik stone"])
def test_a_first_name_or_a_piece_of_a_word_names_no_person(sentence: str) -> None:
    assert found(sentence, HALVIK) == []


@pytest.mark.parametrize(
    ("sentence", "parties"),
    [
        ("The Tosk coast guard struck a boat.", ["Tosk"]),
        ("Tosk's coast guard struck a boat.", ["Tosk"]),
        ("The Norvian coast guard struck a boat.", ["Norvia", "Norvia Coast Guard"]),
        ("In Tosk the coast guard struck a boat.", ["Tosk", "Norvia Coast Guard"]),
    ],
)
def test_a_body_of_one_state_is_not_meant_where_that_of_another_is_told(
    sentence: str, parties: list[str]
) -> None:
    guard = Party("Norvia Coast Guard", "government_body", ("coast guard",))
    assert [m[0] for m in found(sentence, NORVIA, Party("Tosk", "state"), guard)] == parties


def test_troops_of_another_people_are_not_a_navys() -> None:
    navy = Party("Norvian navy", "military", ("troops",))
    tosk, norvia = Party("Tosk", "state"), Party("Norvia", "state")
    assert [m[0] for m in found("Tosk's troops left.", tosk, norvia, navy)] == ["Tosk"]
    assert [m[0] for m in found("The troops left.", tosk, norvia, navy)] == ["Norvian navy"]


def test_a_body_that_names_no_state_may_be_any_states() -> None:
    guard = Party("Sea Guard", "government_body", ("coast guard",))
    assert [m[0] for m in found("Tosk's coast guard left.", Party("Tosk", "state"), guard)] == [
        "Tosk",
        "Sea Guard",
    ]


def test_a_shared_surname_names_neither() -> None:
    haars = (Party("Olga Haar", "person"), Party("Ali Haar", "person"))
    assert found("Haar spoke.", *haars) == []
    assert [m[0] for m in found("Ali Haar met Olga Haar.", *haars)] == ["Ali Haar", "Olga Haar"]


def test_an_organisation_is_known_by_its_acronym_and_last_strong_word() -> None:
    council = Party("Nordic Council of Ministers", "organisation")
    league = Party("Harbour Workers League", "organisation")
    assert found("The NCM met.", council) == [(council.name, "NCM", "acronym")]
    assert found("The League met.", league) == [(league.name, "League", "part")]
    assert found("The Army met.", Party("Red Hill Army", "group")) == []


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Chinese envoys met in Beijing.", ["China", "China"]),
        ("Islamabad answered the Americans.", ["Pakistan", "United States"]),
        ("The U.S. and the EU agreed.", ["United States", "European Union"]),
        ("US officials tell us little.", ["United States"]),
        ("Indochina was far away.", []),
    ],
)
def test_a_country_is_known_by_its_table(sentence: str, names: list[str]) -> None:
    table = (
        Party("China", "state", (), "CHN"),
        Party("Pakistan", "state", (), "PAK"),
        Party("United States", "state", (), "USA"),
        Party("European Union", "organisation", (), "EUR"),
    )
    assert [m[0] for m in found(sentence, *table)] == names


def test_of_two_names_the_longer_wins() -> None:
    niger = (Party("Niger", "state", (), "NER"), Party("Nigeria", "state", (), "NGA"))
    assert [m[0] for m in found("Nigeria met Niger.", *niger)] == ["Nigeria", "Niger"]
    guinea = (Party("Guinea", "state", (), "GIN"), Party("Guinea-Bissau", "state", (), "GNB"))
    assert [m[0] for m in found("Guinea-Bissau met Guinea.", *guinea)] == [
        "Guinea-Bissau",
        "Guinea",
    ]
    bank = (Party("Torvane", "state"), Party("Torvane Central Bank", "organisation"))
    assert [m[0] for m in found("The Torvane Central Bank spoke.", *bank)] == [
        "Torvane Central Bank"
    ]


def test_chinese_names_are_found_without_spaces() -> None:
    cast = (Party("王毅", "person"), Party("中国", "state"))
    assert found("王毅在北京会见了记者，中国外交部说。", *cast) == [
        ("王毅", "王毅", "name"),
        ("中国", "中国", "name"),
    ]


def test_urdu_names_are_found_as_whole_words() -> None:
    cast = (Party("شہباز شریف", "person"), Party("پاکستان", "state"))
    assert found("وزیراعظم شہباز شریف نے کہا", *cast) == [("شہباز شریف", "شہباز شریف", "name")]
    assert found("پاکستانی فوج نے کہا", *cast) == [("پاکستان", "پاکستانی", "demonym")]
    assert found("پاکستانیوں", *cast) == []


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Police fired at the crowd.", ["police"]),
        ("The police have left.", ["police"]),
        ("The police station burned.", []),
        ("A police officer spoke.", []),
        ("A policeman spoke.", []),
        ("The police now say so.", ["police"]),
    ],
)
def test_a_bare_noun_before_another_noun_is_no_actor(sentence: str, names: list[str]) -> None:
    assert [m[0] for m in found(sentence, Party("police", "group"))] == names


def test_another_form_of_a_name_is_its_alias() -> None:
    party = Party("Olga Haar", "person", ("the Iron Lady",))
    assert found("The vote pleased the Iron Lady.", party) == [
        ("Olga Haar", "the Iron Lady", "alias")
    ]


@pytest.mark.parametrize(
    ("text", "form", "there"),
    [
        ("The red  hill\narmy fought.", "Red Hill Army", True),
        ("The army fought.", "arm", False),
        ("Anything", "", False),
        ("Anything", "  ", False),
        ("他在北京说", "北京", True),
        ("It cost (a lot).", "(a lot)", True),
    ],
)
def test_a_form_is_contained_word_for_word(text: str, form: str, there: bool) -> None:
    assert contains(text, form) is there


WORDS = ["Torvane", "Leskan", "Haar", "Olga Haar", "rebels", "the RHA", "Brandt's", "and", "met"]


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_mentions_are_in_order_and_never_overlap(sentence: str) -> None:
    mentions = cast_finder().find(sentence)
    for one, other in itertools.pairwise(mentions):
        assert one.end <= other.start


@given(st.text(max_size=60), st.text(min_size=1, max_size=20).filter(str.strip))
def test_any_name_can_be_looked_for_in_any_text(text: str, name: str) -> None:
    for kind in ("state", "person", "group"):
        for mention in MentionFinder([Party(name, kind)], countries()).find(text):
            assert mention.party == name
            assert 0 <= mention.start < mention.end <= len(text)


def test_a_title_before_a_name_is_nobody_beside_it() -> None:
    prosecutor = Party("prosecutor", "group", sure=False)
    assert found("Prosecutor Ana Roe left.", prosecutor) == []
    assert [m[0] for m in found("Prosecutor and judge left.", prosecutor)] == ["prosecutor"]


def test_a_noun_before_the_name_that_it_explains_is_nobody_beside_it() -> None:
    cast = (Party("Solida", "organisation"), Party("aid group", "group"))
    assert [m[0] for m in found("The aid group Solida left.", *cast)] == ["Solida"]
    assert [m[0] for m in found("The aid group left Solida.", *cast)] == ["aid group", "Solida"]


INDIA = Party("India", "state", country="IND")
OMAN = Party("Oman", "state", country="OMN")


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Muscat spoke.", ["Muscat"]),
        ("Muscat's envoy spoke.", ["Muscat"]),
        ("The Muscat Convention was broken.", []),
        ("It cost 40 million Indian rupees.", []),
        ("The Indian rupee collector spoke.", ["Indian"]),
    ],
)
def test_a_capital_in_another_name_and_money_are_no_mention(
    sentence: str, names: list[str]
) -> None:
    finder = MentionFinder([INDIA, OMAN], countries(), units=("rupees",))
    assert [sentence[m.start : m.end] for m in finder.find(sentence)] == names


def test_a_land_that_ends_in_vowels_is_known_by_its_people() -> None:
    maluay = Party("Maluay", "state")
    assert [m[1] for m in found("Maluayan ports are closed.", maluay)] == ["Maluayan"]
    assert found("Malua fell.", maluay) == []


def test_a_capital_inside_a_longer_name_is_nobodys() -> None:
    salvador = Party("El Salvador", "state", (), "SLV")
    finder = MentionFinder([salvador], countries())
    assert finder.find("A judge in San Salvador de Jujuy freed them.") == ()
    assert [m.how for m in finder.find("San Salvador of all towns refused.")] == ["capital"]


def test_a_verb_or_an_adverb_behind_a_noun_is_not_qualified_by_it() -> None:
    court = Party("court", "government_body")
    for told in ("upheld the ban", "unanimously upheld it", "became the last to act"):
        assert [m[0] for m in found(f"On Monday the court {told}.", court)] == ["court"]
    for noun in ("assembly", "papers", "supply"):
        assert found(f"On Monday the court {noun} left.", court) == []
