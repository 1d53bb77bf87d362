"""The starter lexicons of languages but English: acts found, traps passed over."""

from __future__ import annotations

import functools

import pytest

from briefing.codebooks import load_lexicon, load_vocabulary
from briefing.stages.extraction.tools import Language

SENTENCES = [
    ("fr", "Le Lesk a condamné mardi la décision du Torvane.", "ACCUSE/disapprove"),
    ("fr", "La police a arrêté douze manifestants à Brennick.", "COERCE/arrest"),
    ("fr", "Le ministre a démissionné lundi.", "RETREAT/resign"),
    ("fr", "La présidente s'est rendue à Paris pour une visite.", "CONSULT/visit"),
    ("fr", "Les deux pays ont signé un accord de paix.", "SUPPORT"),
    ("fr", "Des milliers de personnes ont manifesté.", "PROTEST/demo"),
    ("fr", "Le pays produit trois millions de tonnes de blé.", ""),
    ("fr", "L'aide internationale reste faible.", ""),
    ("es", "México condenó el ataque.", "ACCUSE/disapprove"),
    ("es", "La policía detuvo a doce manifestantes.", "COERCE/arrest"),
    ("es", "Rusia expulsó a dos diplomáticos.", "SANCTION/expel"),
    ("es", "Los presidentes se reunieron en Lima.", "CONSULT"),
    ("es", "El país produce trigo.", ""),
    ("es", "La visita duró dos horas.", ""),
    ("pt", "Portugal condenou o ataque.", "ACCUSE/disapprove"),
    ("pt", "A polícia deteve doze manifestantes.", "COERCE/arrest"),
    ("pt", "A Rússia expulsou dois diplomatas.", "SANCTION/expel"),
    ("pt", "Os presidentes reuniram-se em Lima.", "CONSULT"),
    ("pt", "Os presidentes se reuniram em Lima.", "CONSULT"),
    ("pt", "O ministro demitiu-se.", "RETREAT/resign"),
    ("pt", "O presidente demitiu o ministro.", "SANCTION/expel"),
    ("pt", "Os trabalhadores saíram à rua.", "PROTEST/demo"),
    ("pt", "O país retirou-se do acordo.", "SANCTION/withdraw"),
    ("pt", "A proposta de paz e a ajuda aos feridos.", ""),
    ("pt", "O país produz trigo.", ""),
    ("it", "L'Italia ha condannato l'attacco.", "ACCUSE/disapprove"),
    ("it", "La polizia ha arrestato dodici manifestanti.", "COERCE/arrest"),
    ("it", "La Russia ha espulso due diplomatici.", "SANCTION/expel"),
    ("it", "I presidenti si sono riuniti a Lima.", "CONSULT"),
    ("it", "I presidenti dovrebbero riunirsi a Lima.", "CONSULT"),
    ("it", "Il ministro si è dimesso.", "RETREAT/resign"),
    ("it", "I lavoratori sono scesi in piazza.", "PROTEST/demo"),
    ("it", "Il Paese si è ritirato dall’accordo.", "SANCTION/withdraw"),
    ("it", "Mosca accusa Kiev.", "ACCUSE/allege"),
    ("it", "La visita e l’accusa di frode.", ""),
    ("it", "Il Paese produce grano.", ""),
    ("de", "Berlin verurteilte den Angriff.", "ACCUSE/disapprove"),
    ("de", "Die Polizei nahm zwölf Demonstranten fest.", "COERCE/arrest"),
    ("de", "Die Minister trafen sich in Wien.", "CONSULT"),
    ("de", "Der Minister ist zurückgetreten.", "RETREAT/resign"),
    ("de", "Das Land erzeugt Weizen.", ""),
]


@functools.cache
def reader(language: str) -> Language:
    loaded = load_lexicon(language, None, load_vocabulary("plover", None))
    assert loaded is not None
    return Language(loaded.lexicon)


@pytest.mark.parametrize(("language", "sentence", "expected"), SENTENCES)
def test_a_sentence_gives_its_act_or_none(language: str, sentence: str, expected: str) -> None:
    cues = reader(language).cues.find(sentence)
    first = "/".join(part for part in (cues[0].type, cues[0].mode) if part) if cues else ""
    assert first == expected


@pytest.mark.parametrize("language", ["fr", "es", "de", "pt", "it"])
def test_every_type_has_verbs_and_there_are_enough_of_them(language: str) -> None:
    verbs = reader(language).lexicon.verbs
    types = load_vocabulary("plover", None)[0].types
    assert {key.partition("/")[0] for key in verbs} == set(types)
    assert sum(map(len, verbs.values())) >= 150


def test_what_is_to_come_and_what_is_denied_is_told_in_french() -> None:
    french = reader("fr")
    for sentence, status in [
        ("Le gouvernement va lever le couvre-feu.", "planned"),
        ("Le groupe a revendiqué l'attaque.", "alleged"),
    ]:
        cue = french.cues.find(sentence)[0]
        assert french.status.status(sentence, cue).factuality == status
