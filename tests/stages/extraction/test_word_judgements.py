"""What somebody calls something in quotation marks, in Spanish and German."""

from __future__ import annotations

import pytest

from briefing.stages.extraction.cues import Cue, CueFinder
from briefing.stages.extraction.word_judgements import QuotedJudgements
from tests.stages.extraction.newsroom import lexicon

SAID = [
    ("de", "Roe nannte den Schritt «Fahnenflucht».", "ACCUSE"),
    ("de", "Minsk sprach von einem „feindseligen Akt“ und drohte.", "ACCUSE"),
    ("de", "Minsk sprach von einem „wichtigen Schritt“.", "SUPPORT"),
    ("de", "Roe nannte drei Namen.", ""),
    ("de", "Roe sprach mit der „Zeit“.", ""),
    ("es", "Velmar habló de «chantaje».", "ACCUSE"),
    ("es", "Velmar habló de un «avance histórico».", "SUPPORT"),
    ("es", "Velmar habló con «El País».", ""),
]


@pytest.mark.parametrize(("language", "sentence", "type_"), SAID)
def test_a_name_in_quotation_marks_is_blame_or_praise(
    language: str, sentence: str, type_: str
) -> None:
    reader = QuotedJudgements(lexicon(language), CueFinder(lexicon(language)))
    found = reader.find(sentence, ())
    assert [cue.type for cue in found] == ([type_] if type_ else [])


def test_what_another_cue_tells_is_no_judgement_of_its_own() -> None:
    reader = QuotedJudgements(lexicon("de"), CueFinder(lexicon("de")))
    sentence = "Roe nannte den Schritt „Verrat“."
    known = Cue("ACCUSE", "", "nannte", "past", 4, 10, "nannte", passive=False)
    assert reader.find(sentence, (known,)) == []
