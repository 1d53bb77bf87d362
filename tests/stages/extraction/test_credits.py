"""Who wrote and sent an article is nobody in it."""

from __future__ import annotations

import pytest

from briefing.stages.extraction.credits import credited, is_credit
from tests.stages.extraction.newsroom import lexicon


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("By Ana Roe, The Tidewater Post", True),
        ("Photo: Ana Roe/Handout", True),
        ("Photographs by Ana Roe", True),
        ("Ana Roe | Maghreb Review | 24 February 2026", True),
        ("By Monday Ana Roe had left.", False),
        ("Convoy hit by Ruvi rebels", False),
        ("Ana Roe condemned the attack", False),
    ],
)
def test_a_credit_is_a_line_of_its_own(line: str, credit: bool) -> None:
    assert is_credit(line, lexicon()) is credit


@pytest.mark.parametrize(("language", "line"), [("fr", "Par Ana Roe"), ("de", "Von Ana Roe")])
def test_each_language_opens_a_credit_in_its_own_words(language: str, line: str) -> None:
    assert is_credit(line, lexicon(language))
    assert not is_credit(line, lexicon())


@pytest.mark.parametrize(
    ("text", "name", "how"),
    [
        ("ORUK, Lesk, Nov 17, 2026 (Halden Wire)", "Halden Wire", "credit"),
        ("Oruk (AFP) – The minister stepped down.", "Oruk", "place"),
        ("Oruk (AFP) – The minister stepped down.", "minister", ""),
        ("ORUK, October 31, 2026 — Long read by Ana Roe", "Ana", "credit"),
        ("ORUK, October 31, 2026 — Rebels left.", "Rebels", ""),
        ("The minister (a doctor) stepped down.", "minister", ""),
        ("The Lesk Monitor | Oruk | Monday, 9 May Rebels left.", "Oruk", "credit"),
        ("The Lesk Monitor | Oruk | Monday, 9 May Rebels left.", "Rebels", ""),
        ("Ana Roe and Karl Voss", "Karl", "credit"),
        ("Ana Roe, The Southern Quarterly, 14 June 2025", "Ana", "dated"),
        ("Port Lamis, 9 November 2026", "Port", "dated"),
        ("Rebels left Port Lamis on 9 November 2026.", "Port", ""),
    ],
)
def test_a_name_before_the_story_is_no_part_of_it(text: str, name: str, how: str) -> None:
    assert credited(text, text.index(name), lexicon()) == how


def test_a_headline_may_be_names_alone() -> None:
    assert credited("Ana Roe and Karl Voss", 0, lexicon(), first=True) == ""
