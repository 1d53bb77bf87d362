"""What the shipped lexicons find in sentences written by hand; the half kept apart has floors."""

from __future__ import annotations

import re

import pytest

from tests.lexicon_cases import cases, halves

# precision and recall that the half kept apart must reach; it stood at 0.84 and 0.61 before the
# lexicon was extended, at 0.89 and 0.95 after
FLOORS = {"en": (0.86, 0.90)}


# the same of languages with fewer cases; before their lexicons were widened the half kept apart
# stood at 0.96 and 0.85 (Spanish), 0.90 and 0.69 (German), 0.94 and 0.62 (French)
FEWER = {
    "es": (0.90, 0.93),
    "de": (0.90, 0.95),
    "fr": (0.90, 0.80),
    "pt": (0.90, 0.95),
    "ru": (0.90, 0.93),
    "ar": (0.86, 0.93),
    "it": (0.90, 0.95),
}


@pytest.mark.parametrize("language", FEWER)
def test_the_acts_of_other_languages_are_found_with_mode_and_status(language: str) -> None:
    tuned, apart = halves(language)
    precision, recall = FEWER[language]
    assert apart.precision >= precision, str(apart)
    assert apart.recall >= recall, str(apart)
    assert tuned.precision >= precision, "\n".join(tuned.misses)
    assert tuned.recall >= recall, "\n".join(tuned.misses)
    assert apart.modes / apart.found >= 0.85
    assert apart.states / apart.found >= 0.95


@pytest.mark.parametrize("language", FLOORS)
def test_the_half_kept_apart_reaches_its_floor(language: str) -> None:
    _, apart = halves(language)
    assert (apart.acts, apart.cues) > (100, 100)
    precision, recall = FLOORS[language]
    assert apart.precision >= precision, str(apart)
    assert apart.recall >= recall, str(apart)


@pytest.mark.parametrize("language", FLOORS)
def test_of_the_acts_found_mode_and_status_are_nearly_always_right(language: str) -> None:
    _, apart = halves(language)
    assert apart.modes / apart.found >= 0.9
    assert apart.states / apart.found >= 0.97


def test_the_halves_are_alike_in_size_and_hold_acts_and_traps() -> None:
    every = cases("en")
    assert len(every) >= 250
    for rest in (0, 1):
        half = [case for case in every if case.number % 2 == rest]
        assert sum(bool(case.acts) for case in half) >= 100
        assert sum(not case.acts for case in half) >= 35


def test_no_sentence_stands_twice_and_none_is_a_mere_pattern() -> None:
    sentences = [case.sentence for case in cases("en")]
    assert len(sentences) == len(set(sentences))
    assert all(re.match(r"[\w’'].{15,}\.$", sentence) for sentence in sentences)
