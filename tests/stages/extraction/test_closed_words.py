"""What articles tell: a noun behind one, a name with one."""

from __future__ import annotations

import re

import pytest

from briefing.stages.extraction.closed_words import led_noun, without_article
from tests.stages.extraction.newsroom import lexicon


def _found(word: str, before: str) -> re.Match[str]:
    match = re.compile(f"{word}$").search(f"{before}{word}")
    assert match is not None
    return match


@pytest.mark.parametrize(
    ("word", "before", "noun"),
    [("proposta", "Velmar aceitou a ", True), ("proposta", "foi ", False), ("acusou", "a ", False)],
)
def test_an_article_makes_a_noun_of_what_may_be_one(word: str, before: str, noun: bool) -> None:
    assert led_noun(_found(word, before), lexicon("pt")) is noun
    assert not led_noun(_found(word, before), lexicon("es"))


@pytest.mark.parametrize(
    ("before", "noun"),
    [
        ("Mosca ", False),
        ("Ana Roe, ", False),
        ("che ", False),
        ("il presidente ", False),
        ("di ", True),
        ("nuova ", True),
    ],
)
def test_a_form_alone_is_a_verb_behind_a_name_or_a_word_before_verbs(
    before: str, noun: bool
) -> None:
    assert led_noun(_found("accusa", before), lexicon("it"), alone=True) is noun


def test_a_body_has_no_article_in_its_name_but_a_newspaper_may() -> None:
    portuguese = lexicon("pt")
    assert without_article("A Associação Velmarense", portuguese) == "Associação Velmarense"
    assert without_article("O Globo", portuguese) == "O Globo"
    assert without_article("the Bank", None) == "Bank"
