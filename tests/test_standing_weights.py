"""The weights that are shipped, and how they are fitted."""

from __future__ import annotations

import math
import random

import pytest

from benchmarks.standing import Act, chance, eased, fitted, frequent, grammar_words
from briefing.codebooks import load_standing, load_vocabulary
from briefing.stages.extraction import RECIPES

VOCABULARY = load_vocabulary("plover", None)[0]
STANDING = load_standing(VOCABULARY, None, [RECIPES["sentence"].name])[0]


def acts(count: int, **rates: float) -> list[Act]:
    """Acts told right as often as their only sign says, each with one of two types."""
    made = []
    for name, rate in rates.items():
        for number in range(count):
            kind = "CONSULT" if number % 2 else "ASSAULT"
            right = 1.0 if number < rate * count else 0.0
            made.append(Act("part", "en", kind, {name: 1.0, f"type {kind}": 1.0}, right))
    return made


def test_the_shipped_weights_are_for_the_recipe_and_the_types_that_there_are() -> None:
    assert STANDING.recipe == RECIPES["sentence"].name
    assert 0 < STANDING.least < 1
    types = {name.split()[-1] for name in STANDING.signs if name.startswith("no target, type ")}
    types |= {name.split()[1] for name in STANDING.signs if name.startswith("type ")}
    assert types <= set(VOCABULARY.types)


def test_no_name_and_no_noun_speaks_for_an_act_or_against_it() -> None:
    for sign in STANDING.signs:
        language, _, rest = sign.partition(": ")
        kind, _, word = rest.rpartition(" ")
        if kind in ("after", "behind") and word.isalpha():
            assert word in grammar_words(language), sign


def test_what_speaks_for_an_act_is_found_from_gold() -> None:
    known = acts(400, good=0.9, bad=0.3)
    base, weights = fitted(known, frequent(known))
    assert weights["good"] > 0 > weights["bad"]
    likely = {
        name: chance(Act("", "en", "", {name: 1.0}, None), base, weights)
        for name in ("good", "bad")
    }
    assert likely["good"] > 0.75
    assert likely["bad"] < 0.45


def test_an_act_of_an_unknown_type_weighs_what_types_weigh_on_average() -> None:
    chances = random.Random(1)
    known = []
    for number in range(900):
        kind = ("CONSULT", "CONSULT", "ASSAULT")[number % 3]
        right = chances.random() < (0.8 if kind == "CONSULT" else 0.2)
        known.append(Act("part", "en", kind, {f"type {kind}": 1.0}, float(right)))
    base, weights = fitted(known, frequent(known))
    odds = {kind: base + weights[f"type {kind}"] for kind in ("CONSULT", "ASSAULT")}
    assert odds["ASSAULT"] < base < odds["CONSULT"]
    assert math.isclose(base, (2 * odds["CONSULT"] + odds["ASSAULT"]) / 3, abs_tol=1e-6)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("a year", True),
        ("en: behind after", True),
        ("en: behind china", False),
        ("en: after soldiers", False),
        ("en: after ,", True),
        ("de: behind der", True),
    ],
)
def test_words_are_weighed_only_where_they_are_words_of_grammar(name: str, kept: bool) -> None:
    known = [Act("part", "en", "", {name: 1.0}, 1.0)] * 60
    assert (name in frequent(known)) is kept


def test_what_is_seldom_seen_is_not_weighed_least_of_all_a_type() -> None:
    signs = {"a year": 1.0, "type AID": 1.0}
    assert frequent([Act("part", "en", "AID", signs, 1.0)] * 3) == []
    assert frequent([Act("part", "en", "AID", signs, 1.0)] * 60) == ["a year"]
    assert frequent([Act("part", "en", "AID", signs, 1.0)] * 100) == ["a year", "type AID"]


def test_the_bar_is_lower_for_headlines_only() -> None:
    below = Act("part", "en", "AID", {}, 1.0)
    headline = Act("part", "en", "AID", {}, 1.0, headline=True)
    assert eased(below, 0.4, 0.8) == 0.4
    assert eased(headline, 0.4, 0.8) == 0.5
    assert eased(headline, 0.1, 0.0) == 1
