"""Whom persons speak for, by the words beside their names."""

from __future__ import annotations

import pytest

from briefing.stages.extraction.mentions import MentionFinder, Party
from briefing.stages.extraction.word_homes import homes_by_words
from tests.stages.extraction.newsroom import countries, lexicon

PARTIES = [
    Party("Velmar", "state", ("velmarisch", "velmarische", "velmareño", "velmareña")),
    Party("Torvane", "state", ("Torvanes",)),
    Party("Ana Ruiz", "person"),
    Party("CIG", "organisation"),
    Party("policía", "group"),
]
SAID = [
    ("es", "La canciller de Velmar, Ana Ruiz, criticó a Torvane.", "Velmar"),
    ("es", "El ministro de Defensa velmareño Ana Ruiz negó el ataque.", "Velmar"),
    ("es", "Ana Ruiz, portavoz de la CIG, criticó a Torvane.", "CIG"),
    ("es", "Ana Ruiz, de vacaciones, habló con la portavoz de la CIG.", ""),
    ("es", "Velmar criticó a la ministra Ana Ruiz.", ""),
    ("es", "El portavoz de la policía, Ana Ruiz, calló.", ""),
    ("de", "Torvanes Außenministerin Ana Ruiz begrüßte den Beschluss.", "Torvane"),
    ("de", "Der velmarische Präsident Ana Ruiz schwieg.", "Velmar"),
]


@pytest.mark.parametrize(("code", "sentence", "home"), SAID)
def test_a_person_speaks_for_whose_title_it_is(code: str, sentence: str, home: str) -> None:
    finder = MentionFinder(PARTIES, countries(), qualifying=False)
    kinds = {party.name: party.kind for party in PARTIES}
    found = homes_by_words([(sentence, finder.find(sentence))], kinds, lexicon(code))
    assert found.get("Ana Ruiz", "") == home
