"""Reading names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.stages.resolution.names import Places, clean, folded, read, skeleton
from briefing.stages.resolution.people import is_shorter, split
from tests.stages.resolution_days import countries

PLACES = Places(countries())


@pytest.mark.parametrize(
    ("name", "code", "how"),
    [
        ("China", "CHN", "name"),
        ("the Chinese", "CHN", "demonym"),
        ("Beijing", "CHN", "capital"),
        ("Beijing's", "CHN", "capital"),
        ("CHINA", "CHN", "name"),
        ("the U.S.", "USA", "alias"),
        ("US", "USA", "alias"),
        ("Kremlin", "RUS", "alias"),
        ("Poles", "POL", "demonym"),
        ("Chinese government", "CHN", "government"),
        ("government of China", "CHN", "government"),
        ("the Government of the United Kingdom", "GBR", "government"),
        ("Pakistan’s government", "PAK", "government"),
        ("Côte d’Ivoire", "CIV", "name"),
    ],
)
def test_a_whole_name_means_the_state(name: str, code: str, how: str) -> None:
    form = read(name, "", PLACES)
    assert (form.sort, form.code, form.how) == ("state", code, how)


@pytest.mark.parametrize(
    "name",
    [
        "Georgia Tech",
        "Georgia Supreme Court",
        "Jordan Peterson",
        "Chad Smith",
        "Turkey Creek",
        "Mali Empire Museum",
        "us",
        "Latin America",
        "Niger Delta Avengers",
        "China Evergrande",
        "Bank of England",
        "Kabul police",
    ],
)
def test_a_country_word_inside_a_longer_name_says_nothing(name: str) -> None:
    form = read(name, "", PLACES)
    assert form.anchor == ""
    assert form.code == ""


@pytest.mark.parametrize(("name", "kind"), [("Jordan", "person"), ("Paris", "company")])
def test_a_person_or_a_company_is_never_a_state(name: str, kind: str) -> None:
    assert read(name, kind, PLACES).anchor == ""


def test_a_capital_is_no_state_where_the_actor_is_an_army() -> None:
    assert read("Moscow", "military", PLACES).anchor == ""
    assert read("Russia", "military", PLACES).code == "RUS"


@pytest.mark.parametrize(
    "name",
    ["Pakistan army", "Pakistan's army", "Pakistani Army", "the army of Pakistan", "PAKISTAN ARMY"],
)
def test_the_army_of_a_state_is_one_office_however_written(name: str) -> None:
    form = read(name, "military", PLACES)
    assert (form.anchor, form.code) == ("office PAK army", "PAK")


@pytest.mark.parametrize(
    ("name", "titles", "tokens", "code"),
    [
        ("Prime Minister Kaja Lind", ("prime", "minister"), ("kaja", "lind"), ""),
        ("Estonian Prime Minister Kaja Lind", ("prime", "minister"), ("kaja", "lind"), "EST"),
        ("PM Lind", ("prime", "minister"), ("lind",), ""),
        (
            "Deputy Prime Minister and Foreign Minister Ishaq Dar",
            ("deputy", "prime", "minister", "foreign", "minister"),
            ("ishaq", "dar"),
            "",
        ),
        (
            "Chief of Army Staff (COAS) General Qamar Javed Bajwa",
            ("chief", "army", "staff", "general"),
            ("qamar", "javed", "bajwa"),
            "",
        ),
        ("South Korean President Yoon Suk-yeol", ("president",), ("yoon", "suk", "yeol"), "KOR"),
        (
            "Secretary-General António Guterres",
            ("secretary", "general"),
            ("antónio", "guterres"),
            "",
        ),
        ("President von der Leyen", ("president",), ("von", "der", "leyen"), ""),
        ("Kaja Lind", (), ("kaja", "lind"), ""),
        ("ambassador in Brennick", (), ("ambassador", "in", "brennick"), ""),
        (
            "EU Commission President Ursula von der Leyen",
            ("president",),
            ("ursula", "von", "der", "leyen"),
            "",
        ),
    ],
)
def test_titles_are_taken_off_persons(
    name: str, titles: tuple[str, ...], tokens: tuple[str, ...], code: str
) -> None:
    form = read(name, "person", PLACES)
    assert (form.titles, form.tokens, form.code) == (titles, tokens, code)


@pytest.mark.parametrize(
    "name", ["Israel Defense Forces", "Israeli military", "Israel's armed forces"]
)
def test_the_armed_forces_as_a_whole_have_several_names(name: str) -> None:
    assert read(name, "military", PLACES).anchor == "office ISR military"


def test_a_rank_before_the_adjective_does_not_hide_the_country() -> None:
    assert read("top Chinese generals", "military", PLACES).code == "CHN"


def test_titles_stay_on_companies() -> None:
    assert read("General Motors", "company", PLACES).tokens == ("general", "motors")


@pytest.mark.parametrize("name", ["the president", "police", "Foreign Minister", "protesters"])
def test_a_description_is_no_name(name: str) -> None:
    assert read(name, "other", PLACES).sort == "generic"


@pytest.mark.parametrize(
    ("name", "text", "acronym"),
    [
        ("Inter-Services Public Relations (ISPR)", "Inter-Services Public Relations", "ISPR"),
        ("the  “Blue Front”", "Blue Front", ""),
        ("Chief (COAS) General Rao", "Chief General Rao", ""),
        ("The", "The", ""),
        ("U.S.A.", "USA", ""),
        ("Hamas (the group)", "Hamas", ""),
    ],
)
def test_marks_articles_and_parentheses_come_off(name: str, text: str, acronym: str) -> None:
    assert clean(name) == (text, acronym)


@given(st.text(max_size=40), st.sampled_from(["", "person", "state", "company", "other"]))
def test_any_text_can_be_read(name: str, kind: str) -> None:
    form = read(name, kind, PLACES)
    assert form == read(name, kind, PLACES)
    assert folded(form.text) == folded(clean(name)[0])


def test_look_alike_letters_give_the_same_skeleton_but_another_key() -> None:
    latin, cyrillic = read("Kaja Lind", "person", PLACES), read("Kаja Lind", "person", PLACES)
    assert latin.key != cyrillic.key
    assert skeleton(latin.key) == skeleton(cyrillic.key)
    assert read("Сhina", "state", PLACES).anchor == ""


@pytest.mark.parametrize(
    ("tokens", "family"),
    [
        ("ursula von der leyen", "von der leyen"),
        ("martin luther king jr", "king"),
        ("lind", "lind"),
        ("mohammed bin salman", "bin salman"),
    ],
)
def test_the_family_name_is_found(tokens: str, family: str) -> None:
    assert " ".join(split(tuple(tokens.split()))[1]) == family


@pytest.mark.parametrize(
    ("short", "full", "same"),
    [
        ("Qamar Bajwa", "Qamar Javed Bajwa", True),
        ("Q. Bajwa", "Qamar Javed Bajwa", True),
        ("Javed Bajwa", "Qamar Javed Bajwa", False),
        ("Ali Bajwa", "Qamar Javed Bajwa", False),
        ("Donald Trump", "Donald Trump Jr.", False),
    ],
)
def test_shorter_forms_need_the_first_name_and_the_family_name(
    short: str, full: str, same: bool
) -> None:
    one, other = read(short, "person", PLACES), read(full, "person", PLACES)
    assert is_shorter(one, other) is same
