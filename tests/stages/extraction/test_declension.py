"""Cases of Russian nouns, adjectives and names."""

from __future__ import annotations

import functools
import re

import pytest

from briefing.codebooks import load_lexicon, load_vocabulary
from briefing.stages.extraction.declension import ANY, Declension


@functools.cache
def declension() -> Declension:
    loaded = load_lexicon("ru", None, load_vocabulary("plover", None))
    assert loaded is not None
    return Declension(loaded.lexicon.inflection)


@pytest.mark.parametrize(
    ("written", "base", "cases"),
    [
        ("Россию", "Россия", {"accusative"}),
        ("России", "Россия", {"genitive", "dative", "locative"}),
        ("Ирана", "Иран", {"genitive", "accusative"}),
        ("Ветлугиным", "Ветлугин", {"instrumental"}),
        ("Озёрной Республике", "Озёрная Республика", {"dative", "locative"}),
        ("МИДом", "МИД", {"instrumental"}),
    ],
)
def test_an_ending_tells_the_cases_a_name_may_be_in(
    written: str, base: str, cases: set[str]
) -> None:
    assert declension().cases(written, base) == cases


def test_what_has_no_cases_may_stand_in_any() -> None:
    assert declension().cases("Того", "Того") != frozenset()
    assert declension().cases("США", "США") == ANY


def test_behind_the_noun_a_name_stays_as_it_is() -> None:
    pattern = declension().pattern("Союз молочников")
    assert re.search(pattern, "у Союза молочников спросили")
    assert not re.search(pattern, "Союз молочниками занят")


def test_the_nominative_of_a_form_is_among_its_bases() -> None:
    assert "genitive" in declension().bases("Кальдана")["Кальдан"]
    assert "instrumental" in declension().bases("Грабом")["Граб"]


def test_letters_that_are_read_as_others_are_found_either_way() -> None:
    assert re.search(declension().pattern("Пётр"), "Петра видели")
    assert re.search(declension().pattern("Петр"), "Пётр ушёл")


def test_of_a_country_every_form_is_written_out_adjectives_in_every_gender() -> None:
    forms = declension().phrases(("Латвия", "латвийский"))
    assert {"Латвию", "латвийская", "латвийскими", "латвийского"} <= {*forms}
