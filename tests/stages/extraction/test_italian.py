"""Italian: who and whom by the order of words, and persons by their titles."""

from __future__ import annotations

import pytest

from briefing.domain.claims import ActorClaim
from tests.stages.extraction.test_other_languages import PERSON, events, proposed

NAMES = {"Anna Conti": PERSON, "Ken Mori": PERSON, "polizia": "group", "Pd": "organisation"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Il Cile ha ricevuto l'appoggio del Giappone.", ("Japan", "SUPPORT", "Chile")),
        ("Il Perù ha subìto un attacco del Cile.", ("Chile", "ASSAULT", "Peru")),
        (
            "Dodici soldati peruviani sono stati uccisi in un raid cileno.",
            ("Chile", "ASSAULT", "Peru"),
        ),
        ("L'attacco del Cile al Perù ha provocato dodici morti.", ("Chile", "ASSAULT", "Peru")),
        ("Il Cile ha criticato l'attacco del Perù contro l'Iraq.", ("Chile", "ACCUSE", "Peru")),
        ("È stato firmato un accordo tra Cile e Giappone.", ("Chile", "SUPPORT", "Japan")),
        ("Il Cile ha espulso due diplomatici peruviani.", ("Chile", "SANCTION", "Peru")),
        ("L'ambasciatore peruviano è stato convocato alla Farnesina.", ("Italy", "ACCUSE", "Peru")),
        ("Gli Stati Uniti hanno posto il veto.", ("United States", "REJECT", "")),
        ("Il Cile si è rifiutato di incontrare il Giappone.", ("Chile", "REJECT", "Japan")),
        ("Anna Conti ha incontrato a Roma Ken Mori.", ("Anna Conti", "CONSULT", "Ken Mori")),
        (
            "Dopo aver incontrato Ken Mori, Anna Conti è partita.",
            ("Anna Conti", "CONSULT", "Ken Mori"),
        ),
        ("Il Pd attacca Anna Conti.", ("Pd", "ACCUSE", "Anna Conti")),
        ("Il Cile ha ribadito il suo appoggio al Giappone.", ("Chile", "SUPPORT", "Japan")),
    ],
)
async def test_who_and_whom_of_plain_sentences(text: str, told: tuple[str, str, str]) -> None:
    who, kind, whom = told
    found, _ = await proposed("it", NAMES, text)
    assert ((who,), kind, (whom,) if whom else ()) in events(found)


@pytest.mark.parametrize(
    "text",
    [
        "Il Giappone deve ritirare le truppe.",
        "Se il Cile attaccherà il Perù, il Giappone risponderà.",
        "Il ministero sostiene che la nave pescava.",
        "Luca Neri è stato visto per aver criticato il Cile.",
    ],
)
async def test_what_must_or_may_be_is_no_act(text: str) -> None:
    found, _ = await proposed("it", {}, text)
    assert not [event for event in events(found) if event[0]]


async def test_pronouns_and_titles_stand_for_who_was_told_before() -> None:
    found, _ = await proposed(
        "it",
        NAMES,
        "La premier Anna Conti ha incontrato Ken Mori.",
        "Gli ha chiesto di restare.",
        "In serata la premier ha criticato il Perù.",
    )
    assert (("Anna Conti",), "REQUEST", ("Ken Mori",)) in events(found)
    assert (("Anna Conti",), "ACCUSE", ("Peru",)) in events(found)


async def test_persons_are_found_by_a_title_with_what_it_is_for() -> None:
    found, _ = await proposed(
        "it",
        {},
        "La segretaria del Partito democratico Elena Corsi ha criticato il Perù.",
        "Il presidente eritreo Haile Tekle ha ringraziato il Cile.",
        "Il capogruppo alla Camera Dario Zanetti ha elogiato il Giappone.",
    )
    named = {claim.name for claim in found.claims if isinstance(claim, ActorClaim)}
    assert {"Elena Corsi", "Haile Tekle", "Dario Zanetti"} <= named


async def test_a_noun_that_looks_like_a_verb_and_a_participle_alone_tell_no_act() -> None:
    found, _ = await proposed(
        "it",
        NAMES,
        "Anna Conti chiede verità e giustizia per Ken Mori.",
        "Anna Conti lavora al dialogo interrotto con il Cile.",
    )
    told = {kind for who, kind, _ in events(found) if who}
    assert told <= {"REQUEST"}
