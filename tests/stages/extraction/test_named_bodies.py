"""Bodies by the words of their names, where no parser sees them."""

from __future__ import annotations

import pytest

from briefing.stages.extraction.named_bodies import named_bodies
from tests.stages.extraction.newsroom import lexicon


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("es", "Viajó a la sede de la Comunidad Andina en Lima.", ["Comunidad Andina"]),
        ("es", "El Frente de Liberación del Valle atacó.", ["Frente de Liberación del Valle"]),
        ("es", "Mató a tres operarios de la estatal Petrolar.", ["Petrolar"]),
        ("es", "La comunidad pidió agua.", []),
        ("it", "La leader del Partito Civico Anna Roe tacque.", ["Partito Civico"]),
        ("de", "Abgeordnete der Partei Neue Mitte gingen.", ["Neue Mitte"]),
        ("de", "Die Sicherheitsfirma Argos schwieg.", ["Argos"]),
        ("de", "Beamte des Landeskriminalamts kamen.", ["Landeskriminalamt"]),
        ("de", "Der Chaos-Verein rief dazu auf.", ["Chaos-Verein"]),
        ("de", "Die Partei schwieg.", []),
        ("de", "Die Ostafrikanische Konferenz tagt im Amt.", ["Ostafrikanische Konferenz"]),
        ("de", "Das Auswärtige Amt schwieg.", ["Auswärtige Amt"]),
        ("de", "Diese Konferenz tagt.", []),
    ],
)
def test_a_body_is_told_by_the_words_of_its_name(
    language: str, text: str, found: list[str]
) -> None:
    bodies = named_bodies(text, lexicon(language))
    assert [party.name for party in bodies] == found
    assert {party.kind for party in bodies} <= {"organisation"}
