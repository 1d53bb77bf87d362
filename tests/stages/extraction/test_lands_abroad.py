"""French, Spanish, German: lands, what is theirs, and who "both sides" are."""

from __future__ import annotations

import pytest

from briefing.domain.claims import ActorClaim
from briefing.grammar import parser
from briefing.stages.extraction import Tools, extract
from tests.factories import a_provenance, an_article
from tests.stages.extraction.newsroom import Model, countries, lexicon, prompt, vocabulary
from tests.stages.extraction.test_other_languages import events

Told = list[tuple[tuple[str, ...], str, tuple[str, ...]]]


async def told(
    code: str, *sentences: str, listed: dict[str, str] | None = None
) -> tuple[Told, list[str]]:
    """The events of an article, and its actors."""
    tools = Tools(vocabulary(), countries(), prompt, {code: lexicon(code)}, parser)
    article = an_article("xxx.", *sentences, title="x", language=code)
    model = Model(actors=[*(listed or {}).items()])
    proposal = await extract(article, model, tools, a_provenance())
    names = [claim.name for claim in proposal.claims if isinstance(claim, ActorClaim)]
    return events(proposal), names


@pytest.mark.parametrize(
    ("sentence", "who", "whom"),
    [
        ("Deutschlands Außenminister kritisierte Ungarns Regierung.", "Germany", "Hungary"),
        ("Die Regierung Serbiens verurteilte das Vorgehen Albaniens.", "Serbia", "Albania"),
        ("Serbiens früherer Präsident Ivo Brandt verurteilte Kroatien.", "Ivo Brandt", "Croatia"),
    ],
)
async def test_a_german_genitive_names_whose_it_is(sentence: str, who: str, whom: str) -> None:
    found, _ = await told("de", sentence, listed={"Ivo Brandt": "person"})
    assert ((who,), "ACCUSE", (whom,)) in found


async def test_a_person_whose_others_are_is_not_what_is_done_to_them() -> None:
    sentences = ("Ivo Brandt schweigt.", "Die Polizei kritisierte zwei Berater Brandts.")
    found, _ = await told("de", *sentences, listed={"Ivo Brandt": "person"})
    assert (("Polizei",), "ACCUSE", ()) in found


@pytest.mark.parametrize(
    ("code", "sentences"),
    [
        ("es", ("El presidente velmarense habló.", "Según Velmar, la oferta es falsa.")),
        ("de", ("Der velmarische Präsident sprach.", "In der Nacht griff Velmar an.")),
    ],
)
async def test_a_land_nobody_listed_is_told_by_who_is_its_own(
    code: str, sentences: tuple[str, ...]
) -> None:
    _, names = await told(code, *sentences)
    assert "Velmar" in names
    _, names = await told(code, *sentences[1:])
    assert "Velmar" not in names


async def test_a_capital_article_that_opens_a_sentence_is_no_part_of_a_name() -> None:
    listed = {"La Tarsie": "state", "Le Figaro": "organisation"}
    sentences = ("La Tarsie a rejeté l'offre.", "Le Figaro a critiqué l'armée de la Tarsie.")
    _, names = await told("fr", *sentences, listed=listed)
    assert "Tarsie" in names
    assert "La Tarsie" not in names
    assert "Le Figaro" in names


@pytest.mark.parametrize(
    ("code", "first", "second", "pair"),
    [
        ("es", "Bolivia criticó a Chile.", "La ONU instó a ambos países a negociar.", "BC"),
        ("de", "Serbien kritisierte Kroatien.", "Die UN rief beide Seiten zur Ruhe auf.", "SC"),
        ("fr", "Le Tchad a expulsé un Malien.", "L'ONU exhorte les deux parties à négocier.", "CM"),
    ],
)
async def test_both_sides_are_those_that_one_acted_upon_the_other(
    code: str, first: str, second: str, pair: str
) -> None:
    found, _ = await told(code, first, second, listed={"Mali": "state"})
    asked = [whom for who, kind, whom in found if kind == "REQUEST"]
    assert [{name[0] for name in whom} for whom in asked] == [{*pair}]


async def test_in_french_a_people_stands_behind_what_is_its_own() -> None:
    sentence = "L'armée malienne a libéré des soldats tchadiens."
    found, _ = await told("fr", sentence)
    assert (("Mali",), "RETREAT", ("Chad",)) in found


async def test_the_opposition_in_a_land_does_not_act_for_it() -> None:
    found, _ = await told("fr", "Le Mali a parlé.", "L'opposition malienne a condamné la France.")
    assert (("opposition",), "ACCUSE", ("France",)) in found
