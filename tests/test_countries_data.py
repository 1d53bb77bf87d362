"""The shipped country table."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from briefing.domain.vocabulary import Country, CountryTable

FILE = Path(__file__).parents[1] / "schemas" / "countries.yaml"
INTERNATIONAL = {"UNO", "EUR", "IGO"}


@pytest.fixture(scope="module")
def table() -> CountryTable:
    return CountryTable.model_validate(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def _words(entry: Country) -> set[str]:
    names = (entry.name, entry.capital, *entry.demonyms, *entry.aliases)
    return {name.casefold() for name in names if name}


def _code(table: CountryTable, word: str) -> str:
    codes = [
        one.code for one in (*table.countries, *table.bodies) if word.casefold() in _words(one)
    ]
    assert len(codes) == 1, f"{word}: {codes}"
    return codes[0]


def test_there_are_about_two_hundred_countries_with_three_letter_codes_of_their_own(
    table: CountryTable,
) -> None:
    codes = [one.code for one in table.countries]
    assert 195 <= len(codes) <= 215
    assert len(set(codes)) == len(codes)
    assert all(len(code) == 3 and code.isascii() and code.isupper() for code in codes)
    assert not INTERNATIONAL & set(codes)


def test_bodies_have_the_codes_of_the_vocabulary_and_names_of_their_own(
    table: CountryTable,
) -> None:
    assert {one.code for one in table.bodies} == INTERNATIONAL
    names = [one.name for one in table.bodies]
    assert len(set(names)) == len(names)


def test_no_word_stands_in_two_entries(table: CountryTable) -> None:
    seen: dict[str, str] = {}
    for entry in (*table.countries, *table.bodies):
        for word in _words(entry):
            assert word not in seen, f"{word!r} in {seen[word]} and {entry.name}"
            seen[word] = entry.name


def test_no_word_is_blank_padded_or_read_by_yaml_as_something_else(table: CountryTable) -> None:
    for entry in (*table.countries, *table.bodies):
        for word in (entry.name, *entry.demonyms, *entry.aliases):
            assert word
            assert word == " ".join(word.split())
            assert any(letter.isalpha() for letter in word)


def test_every_code_is_quoted_in_the_file() -> None:
    lines = [line for line in FILE.read_text(encoding="utf-8").splitlines() if "code:" in line]
    assert len(lines) > 200
    assert all('{code: "' in line for line in lines)


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("US", "USA"),
        ("U.S.", "USA"),
        ("America", "USA"),
        ("White House", "USA"),
        ("Trump administration", "USA"),
        ("Washington", "USA"),
        ("Britain", "GBR"),
        ("UK", "GBR"),
        ("Turkey", "TUR"),
        ("Türkiye", "TUR"),
        ("Ivory Coast", "CIV"),
        ("Burma", "MMR"),
        ("Holland", "NLD"),
        ("Czech Republic", "CZE"),
        ("Czechia", "CZE"),
        ("DRC", "COD"),
        ("Kremlin", "RUS"),
        ("Islamabad", "PAK"),
        ("Pakistani", "PAK"),
        ("Chinese", "CHN"),
        ("French", "FRA"),
        ("Danes", "DNK"),
        ("Kosovo", "KOS"),
        ("Norway", "NOR"),
        ("Georgia", "GEO"),
        ("Niger", "NER"),
        ("Nigerien", "NER"),
        ("Nigerian", "NGA"),
        ("Palestinian", "PSE"),
        ("Hong Kong", "HKG"),
        ("UN", "UNO"),
        ("Security Council", "UNO"),
        ("EU", "EUR"),
        ("NATO", "IGO"),
        ("African Union", "IGO"),
        ("IAEA", "IGO"),
        ("OSCE", "IGO"),
        ("BRICS", "IGO"),
    ],
)
def test_the_words_of_the_news_find_their_entry(table: CountryTable, word: str, code: str) -> None:
    assert _code(table, word) == code


@pytest.mark.parametrize(
    "word",
    [
        "Brussels",
        "Congo",
        "Korea",
        "Pentagon",
        "Congolese",
        "Dominican",
        "Justice Department",
        "West",
    ],
)
def test_words_that_mean_several_or_a_ministry_are_in_no_entry(
    table: CountryTable, word: str
) -> None:
    entries = (*table.countries, *table.bodies)
    assert [one.name for one in entries if word.casefold() in _words(one)] == []


def test_groups_are_of_the_kinds_of_actors_and_share_no_name(table: CountryTable) -> None:
    assert {group.kind for group in table.groups} <= {
        "organisation",
        "armed_group",
        "military",
        "government_body",
    }
    words = [word for group in table.groups for word in (group.name, *group.aliases)]
    assert len(words) == len(set(words)) > 100
    taken = {word for entry in (*table.countries, *table.bodies) for word in _words(entry)}
    assert not taken & {word.casefold() for word in words}
