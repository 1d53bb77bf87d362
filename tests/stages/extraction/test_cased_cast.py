"""The actors of a Russian text, found by rule and named in the nominative."""

from __future__ import annotations

from briefing.stages.extraction.cased_cast import cased_parties
from briefing.stages.extraction.mentions import Party
from tests.stages.extraction.newsroom import countries
from tests.stages.extraction.test_case_order import language, table


def parties(text: str) -> dict[str, Party]:
    """The parties of a text by name."""
    russian = language()
    assert russian.cased is not None
    found = cased_parties(text, russian.lexicon, table(), russian.cased)
    return {party.name: party for party in found}


def test_persons_are_named_in_the_nominative_whatever_case_they_stand_in() -> None:
    found = parties("Суд оштрафовал депутата Артура Сеймена. Он спорил с мэром Глебом Ведовым.")
    assert found["Артур Сеймен"].kind == "person"
    assert "Глебом Ведовым" in found["Глеб Ведов"].forms


def test_women_keep_surnames_that_have_no_cases() -> None:
    assert "Инга Корш" in parties("Министр встретился с Ингой Корш. Инга Корш молчала.")


def test_the_land_before_a_name_is_no_part_of_it() -> None:
    found = parties("Глава МИД Латвии Дайна Озола заявила протест.")
    assert "Дайна Озола" in found
    assert "МИД Латвии" in found["Latvia"].forms


def test_a_land_that_no_table_has_is_one_by_its_ministry_or_its_people() -> None:
    found = parties("МИД Велжина назвал это ложью. Велжинская таможня и Велжин молчат.")
    assert found["Велжин"].kind == "state"


def test_a_country_that_is_only_a_place_is_unsure() -> None:
    assert not parties("Судно шло в Египет.")["Egypt"].sure
    assert parties("Египет закрыл порт.")["Egypt"].sure


def test_bodies_bear_names_in_quotation_marks_or_begin_with_their_noun() -> None:
    found = parties("Партия «Земля и труд» поддержала их. Бойцы Дельтийского фронта ушли.")
    assert found["Земля и труд"].kind == "organisation"
    assert "Дельтийский фронт" in found


def test_who_wrote_an_article_is_nobody_in_it() -> None:
    assert "Анна Ветрова" not in parties("Порт закрыт.\nАнна Ветрова, Бишкек")


def test_letters_of_the_text_are_kept_in_the_nominative() -> None:
    assert "Озёрная Республика" in parties("Власти Озёрной Республики назвали это ложью.")


def test_collectives_are_found_in_any_case() -> None:
    assert parties("Их задержали полицией.")["полиция"].forms == ("полицией",)


def test_tables_of_other_languages_keep_their_names() -> None:
    assert countries().named("Латвия") is None
