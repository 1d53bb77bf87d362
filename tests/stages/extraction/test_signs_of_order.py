"""Spanish and German sentences, one construction each: who does what to whom."""

from __future__ import annotations

from functools import cache

import pytest

from briefing.domain.claims import ActorClaim, EventClaim
from briefing.stages.extraction import Tools, extract
from tests.factories import a_provenance, an_article
from tests.stages.extraction.newsroom import Model, countries, lexicon, prompt, vocabulary

ACTORS = (("Chile", "state"), ("Japan", "state"), ("Peru", "state"), ("Ana Roe", "person"))
SPANISH = [
    ("Chile se negó a negociar con Japan.", "REJECT Chile > Japan"),
    ("Chile criticó a Japan y a Peru.", "ACCUSE Chile > Japan,Peru"),
    ("A Japan lo criticó el Gobierno chileno.", "ACCUSE Chile > Japan"),
    ("Las sanciones impuestas por Chile a Japan siguen en vigor.", "SANCTION Chile > Japan"),
    ("Japan obtuvo el respaldo de Chile.", "SUPPORT Chile > Japan"),
    ("Chile recibió al canciller de Japan.", "CONSULT Chile > Japan"),
    (
        "Chile condenó el ataque de Japan contra Peru.",
        "ACCUSE Chile > Japan; ASSAULT Japan > Peru",
    ),
    ("Doce personas murieron en un ataque de Japan contra Peru.", "ASSAULT Japan > Peru"),
    ("Se suspendieron las conversaciones entre Chile y Japan.", "REJECT Chile > Japan"),
    ("Si Japan ataca a Peru, nadie responderá.", ""),
    ("Chile debe apoyar a Japan, dijo un analista.", ""),
    ("Chile exigió la retirada de las tropas de Japan.", "REQUEST Chile > Japan"),
    ("Chile acusa a Japan de bloquear la reforma.", "ACCUSE Chile > Japan"),
    ("La canciller chilena, Ana Roe, visitó Japan.", "CONSULT Ana Roe > Japan"),
    (
        "Chile, que agradeció a Japan su ayuda y criticó a Peru, calló.",
        "SUPPORT Chile > Japan; ACCUSE Chile > Peru",
    ),
    ("Chile dispersó con gases a un grupo que lanzaba piedras.", "ASSAULT Chile > "),
    ("Chile frena la reforma y la Japan celebra.", "REJECT Chile > "),
    ("Chile llamó a consultas a su embajador, en protesta por el acuerdo.", "SANCTION Chile > "),
]
GERMAN = [
    ("Japan solle seine Truppen abziehen, forderte Chile.", "REQUEST Chile > Japan"),
    ("Chile verlangt, dass Japan seine Truppen abzieht.", "REQUEST Chile > Japan"),
    ("Chile forderte von Japan den Abzug der Soldaten.", "REQUEST Chile > Japan"),
    ("Chile lehnte es ab, Japan zu unterstützen.", "REJECT Chile > Japan"),
    ("Chile weigerte sich, mit Japan zu verhandeln.", "REJECT Chile > Japan"),
    ("Chile will Japan angreifen.", "THREATEN Chile > Japan"),
    ("Chile wird Japan angreifen.", "THREATEN Chile > Japan"),
    ("Chile könnte Japan angreifen.", ""),
    ("Chile kritisierte Japan nicht.", ""),
    ("Chile kritisierte Japan nicht nur am Montag.", "ACCUSE Chile > Japan"),
    ("Japan erhielt Rückendeckung von Chile.", "SUPPORT Chile > Japan"),
    (
        "Die von Chile gegen Japan verhängten Sanktionen treten am Montag in Kraft.",
        "SANCTION Chile > Japan",
    ),
    ("Chile sagte Japan zehn Millionen Euro Hilfe zu.", "AGREE Chile > Japan"),
    ("In Genf begannen am Montag Gespräche zwischen Chile und Japan.", "CONSULT Chile > Japan"),
    (
        "Chile verurteilte den Angriff Japans auf Peru.",
        "ACCUSE Chile > Japan; ASSAULT Japan > Peru",
    ),
    ("Der Angriff Japans auf Peru forderte zwölf Tote.", "ASSAULT Japan > Peru"),
    ("Bei einem japanischen Luftangriff wurden zwölf Menschen getötet.", "ASSAULT Japan > "),
    ("Bei einem Angriff Japans kamen zwölf Menschen ums Leben.", "ASSAULT Japan > "),
    ("Am Montag griffen japanische Truppen einen chilenischen Konvoi an.", "ASSAULT Japan > Chile"),
    ("Chile kündigte an, Japan zu unterstützen.", "AGREE Chile > Japan"),
    ("Japan wies den Vorwurf aus Santiago zurück.", "REJECT Japan > Chile"),
    ("Am Montag verurteilte Chile den Antrag Japans gegen Peru.", "ACCUSE Chile > Japan"),
    ("Peru schweigt - Chile verurteilt Japan.", "ACCUSE Chile > Japan"),
]


@cache
def tools() -> Tools:
    return Tools(vocabulary(), countries(), prompt, {code: lexicon(code) for code in ("es", "de")})


async def told(language: str, sentence: str) -> list[str]:
    """The acts that one sentence tells, as "TYPE who > whom"."""
    article = an_article("Zum Hintergrund", sentence, language=language)
    found = await extract(article, Model(actors=ACTORS), tools(), a_provenance())
    return sorted(
        f"{c.type} {','.join(sorted(c.initiators))} > {','.join(sorted(c.recipients))}"
        for c in found.claims
        if isinstance(c, EventClaim) and c.initiators
    )


@pytest.mark.parametrize(("sentence", "acts"), SPANISH)
async def test_spanish_words_tell_who_and_whom(sentence: str, acts: str) -> None:
    assert await told("es", sentence) == sorted(filter(None, acts.split("; ")))


@pytest.mark.parametrize(("sentence", "acts"), GERMAN)
async def test_german_words_tell_who_and_whom(sentence: str, acts: str) -> None:
    assert await told("de", sentence) == sorted(filter(None, acts.split("; ")))


async def test_an_office_alone_is_whoever_holds_it_in_the_article() -> None:
    first = "Außenministerin Ana Roe schwieg lange."
    article = an_article(
        "Zum Hintergrund", first, "Dann rügte die Ministerin erneut Chile.", language="de"
    )
    found = await extract(article, Model(actors=ACTORS), tools(), a_provenance())
    acts = [c for c in found.claims if isinstance(c, EventClaim)]
    assert [(c.initiators, c.recipients) for c in acts] == [(("Ana Roe",), ("Chile",))]


async def test_a_person_between_commas_behind_an_office_and_its_people_is_an_actor() -> None:
    text = "El presidente chileno, Luis Moro, criticó a Japan."
    found = await extract(
        an_article("Contexto", text, language="es"), Model(), tools(), a_provenance()
    )
    assert "Luis Moro" in {c.name for c in found.claims if isinstance(c, ActorClaim)}
