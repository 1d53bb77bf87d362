"""Who is described by a title, a capital letter or the word for a government."""

from __future__ import annotations

import pytest

from briefing.stages.extraction.described import described, governing, with_organs
from briefing.stages.extraction.mentions import Party
from briefing.stages.extraction.tools import Tools
from tests.stages.extraction.newsroom import countries, lexicon, prompt, vocabulary

VELMAR = Party("Velmar", "state")
TORVANE = Party("Torvane", "state")


@pytest.mark.parametrize(
    ("code", "text", "names"),
    [
        ("es", "La ministra de Salud, Carla Ruiz, habló.", ["Carla Ruiz"]),
        ("es", "El líder del partido, Juan de la Vega, calló.", []),
        ("es", "La Fiscalía abrió una causa.", ["fiscalía"]),
        ("es", "El Ejército avanzó y la Policía calló.", ["policía", "ejército"]),
        ("es", "La Policía Nacional calló.", []),
        ("es", "La ciudad, Lima, calló.", []),
        ("pt", "A ministra da Saúde, Ana da Silva, calou-se.", ["Ana da Silva"]),
        ("pt", "O protesto foi proibido pela Polícia.", ["polícia"]),
        ("it", "Il sottosegretario alla Salute, Tullio Roe, tacque.", ["Tullio Roe"]),
        ("it", "L’Esecutivo tacque.", ["esecutivo"]),
        ("fr", "La ministre de la Défense, Anne Roy, a parlé.", ["Anne Roy"]),
        ("de", "Der Sprecher der Partei, Karl Roe, schwieg.", ["Karl Roe"]),
        ("de", "Die Polizei schwieg.", []),
    ],
)
def test_titles_with_their_field_and_capitals_tell_who_is_meant(
    code: str, text: str, names: list[str]
) -> None:
    assert [party.name for party in described([], text, lexicon(code))] == names


def test_what_only_ends_a_title_is_nobody() -> None:
    council = Party("Consiglio", "organisation")
    assert described([council], "La presidente del Consiglio tacque.", lexicon("it")) == []
    told = "La presidente del Consiglio tacque. Il Consiglio votò."
    assert council in described([council], told, lexicon("it"))


def test_who_is_known_is_not_found_again() -> None:
    known = [Party("Carla Ruiz", "person")]
    assert described(known, "La ministra de Salud, Carla Ruiz, calló.", lexicon("es")) == known


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("El Gobierno calló. Velmar calló.", "Velmar"),
        ("Velmar, Velmar y Torvane: el Gobierno calló.", "Velmar"),
        ("Velmar y Torvane: el Gobierno calló.", ""),
        ("El Gobierno en Tull calló. Velmar calló.", ""),
    ],
)
def test_the_government_is_the_state_that_is_told_of(text: str, state: str) -> None:
    government = Party("gobierno", "group", ("Gobierno",), sure=False)
    states = [party for party in (VELMAR, TORVANE) if party.name in text]
    found = governing([government, *states], text, lexicon("es"), countries())
    owners = [party.name for party in found if "Gobierno" in party.forms]
    assert owners == ([state] if state else ["gobierno"])


@pytest.mark.parametrize(
    ("code", "text", "form"),
    [
        ("fr", "Le gouvernement belge a refusé.", "gouvernement belge"),
        ("de", "Die belgische Botschaft schwieg.", "belgische Botschaft"),
        ("es", "La embajada belga calló.", "embajada belga"),
        ("es", "La prensa belga calló.", ""),
    ],
)
def test_what_speaks_for_a_state_is_the_state(code: str, text: str, form: str) -> None:
    state = Party("Belgium", "state", country="BEL")
    table = Tools(vocabulary(), countries(), prompt, {code: lexicon(code)}).countries_in(code)
    (found,) = with_organs([state], text, lexicon(code), table)
    assert found.forms == ((form,) if form else ())


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Er warf der Regierung in Minsk Untreue vor.", "Regierung in Minsk"),
        ("Er warf der Presse in Minsk Untreue vor.", ""),
    ],
)
def test_the_government_in_a_capital_is_that_of_its_state(text: str, form: str) -> None:
    state = Party("Belarus", "state", country="BLR")
    (found,) = with_organs([state], text, lexicon("de"), countries())
    assert found.forms == ((form,) if form else ())


def test_the_government_is_that_of_the_papers_own_land_where_it_is_named_first() -> None:
    italian = lexicon("it")
    table = Tools(vocabulary(), countries(), prompt, {"it": italian}).countries_in("it")
    italy, other = Party("Italy", "state", (), "ITA"), Party("Velmar", "state")
    words = Party("governo", "group")
    told = governing([italy, other, words], "Italia e Velmar: il governo tace.", italian, table)
    assert [party.name for party in told] == ["Italy", "Velmar"]
    told = governing([italy, other, words], "Velmar e Italia: il governo tace.", italian, table)
    assert words in told
