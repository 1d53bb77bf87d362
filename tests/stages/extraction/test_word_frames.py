"""Verbs with their objects, prefixes and pronouns in languages that no parser reads."""

from __future__ import annotations

from functools import cache

import pytest

from briefing.codebooks import load_vocabulary
from briefing.domain.articles import Sentence
from briefing.stages.extraction.acts import Act, acts_in
from briefing.stages.extraction.tools import Language
from tests.stages.extraction.newsroom import lexicon


@cache
def language(code: str) -> Language:
    return Language(lexicon(code))


def acts(code: str, text: str) -> list[Act]:
    sentence = Sentence(number=2, start=0, end=len(text), text=text)
    return acts_in(sentence, language(code), load_vocabulary("plover", None)[0])[0]


def told(code: str, text: str) -> list[str]:
    """The acts of a sentence as TYPE/mode."""
    kinds = [(act.cue.type, act.cue.mode) for act in acts(code, text)]
    return ["/".join(part for part in kind if part) for kind in kinds]


@pytest.mark.parametrize(
    ("code", "text", "type_"),
    [
        ("de", "Lesk lehnte den Vorschlag der neuen Regierung am Freitag erneut ab.", "REJECT"),
        ("de", "Der Plan wurde abgelehnt.", "REJECT"),
        ("de", "Lesk weigerte sich, den Plan abzulehnen.", "REJECT"),
        (
            "de",
            "Lesk hat neue Wirtschaftssanktionen gegen Torvane verhängt.",
            "SANCTION/discontinue",
        ),
        ("de", "Die Sanktionen, die Lesk gegen Torvane verhängte, gelten.", ""),
        ("de", "Die Minister einigten sich auf einen Plan.", "AGREE"),
        ("de", "Die Angriffe dauerten an.", ""),
        ("es", "Lesk impuso ayer nuevas y duras sanciones a Torvane.", "SANCTION/discontinue"),
        ("es", "Las sanciones impuestas por Lesk siguen vigentes.", "SANCTION/discontinue"),
        ("es", "Las sanciones son duras y Lesk impuso orden.", ""),
        ("es", "Lesk no impuso ninguna sanción.", ""),
        ("es", "Los ministros se han reunido en Lima.", "CONSULT"),
        ("es", "Los ministros reunían firmas.", "CONSULT"),
        ("es", "Lesk envía ayuda a Torvane.", "AID"),
        ("fr", "Le ministre s'est réuni avec Lesk.", "CONSULT"),
        ("fr", "Les rebelles s’emparèrent de la ville.", "ASSAULT"),
    ],
)
def test_forms_prefixes_pronouns_and_objects(code: str, text: str, type_: str) -> None:
    assert told(code, text)[:1] == ([type_] if type_ else [])


def test_a_capital_letter_tells_a_noun_in_german() -> None:
    assert told("de", "Die Kämpfe und die Drohungen hielten an.") == []


def test_a_participle_between_an_article_and_its_noun_is_no_act_in_german() -> None:
    assert told("de", "Lesk beriet über 22 inhaftierte Kämpfer.") == ["CONSULT"]
    assert told("de", "Lesk beriet über die entführte Frau.") == ["CONSULT"]
    assert told("de", "Lesk entführte Frauen.") == ["ASSAULT/abduct"]


@pytest.mark.parametrize(
    ("code", "text", "types"),
    [
        ("es", "Lesk propuso enviar tropas a Torvane.", ["REQUEST"]),
        ("es", "Tras detener a dos hombres, la policía registró una casa.", 2),
        ("de", "Lesk drohte, die Grenze zu schließen.", ["THREATEN"]),
        ("de", "Ohne die Häftlinge freizulassen, lehnte Lesk den Plan ab.", ["REJECT"]),
    ],
)
def test_an_infinitive_is_what_the_act_before_it_is_about(
    code: str, text: str, types: list[str] | int
) -> None:
    found = told(code, text)
    assert (found == types) if isinstance(types, list) else len(found) == types


@pytest.mark.parametrize(
    ("code", "text", "status"),
    [
        ("es", "Lesk retirará a su embajador.", "planned"),
        ("es", "Lesk retiró a su embajador.", "occurred"),
        ("fr", "Le Lesk fermera la frontière.", "planned"),
        ("de", "Lesk will seine Truppen bis zum Ende des Jahres aus Torvane abziehen.", "planned"),
        ("de", "Lesk kündigte an, seine Truppen aus Torvane abzuziehen.", "occurred"),
        ("de", "Lesk kündigte an, Truppen an die Grenze zu verlegen.", "announced"),
    ],
)
def test_what_is_still_to_come_is_told_by_the_form_of_the_verb(
    code: str, text: str, status: str
) -> None:
    assert acts(code, text)[-1].status.factuality == status
