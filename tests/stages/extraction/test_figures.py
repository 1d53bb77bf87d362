"""Figures that a sentence states."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.stages.extraction.figures import find_figures
from tests.stages.extraction.newsroom import lexicon


def figures(sentence: str) -> list[tuple[str, float, str, str]]:
    return [(f.kind, f.value, f.unit, f.bound) for f in find_figures(sentence, lexicon())]


def counted(sentence: str) -> dict[str, float]:
    found = find_figures(sentence, lexicon())
    assert len({f.kind for f in found}) == len(found)
    return {f.kind: f.value for f in found}


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("12 soldiers killed in ambush", {"killed": 12}),
        ("LESK, Nov 21 - Soldiers shot at a bus, killing three.", {"killed": 3}),
        ("TULL, 21 March — Troops killed three people.", {"killed": 3}),
        ("The blast killed 12 soldiers and wounded 30.", {"killed": 12, "wounded": 30}),
        ("Rebels killed 3 people and wounded 5.", {"killed": 3, "wounded": 5}),
        ("31 dead, 40 hurt in Lesk blast", {"killed": 31, "wounded": 40}),
        ("The death toll rose to 31.", {"killed": 31}),
        ("Gunmen shot dead nine people.", {"killed": 9}),
        ("Three people were killed and two others wounded.", {"killed": 3, "wounded": 2}),
        ("Police arrested seven demonstrators on Monday.", {"arrested": 7}),
        ("Two people were in custody after the raid.", {"arrested": 2}),
        ("More than 2,000 people fled their homes.", {"displaced": 2000}),
        ("Twenty-three miners are missing after the flood.", {"missing": 23}),
        ("Torvane deployed 1,500 troops to the border.", {"troops": 1500}),
        ("Two dozen people were wounded.", {"wounded": 24}),
        ("Half a dozen soldiers were killed.", {"killed": 6}),
        ("A hundred people died.", {"killed": 100}),
        ("Four thousand people were displaced.", {"displaced": 4000}),
        ("1.2 million refugees crossed the river.", {"displaced": 1_200_000}),
        ("One person was killed.", {"killed": 1}),
        ("They killed 3 and destroyed 5 tanks.", {"killed": 3}),
        ("The blast killed an estimated 30 people.", {"killed": 30}),
    ],
)
def test_the_word_next_to_a_number_tells_what_it_counts(
    sentence: str, found: dict[str, float]
) -> None:
    assert counted(sentence) == found


@pytest.mark.parametrize(
    ("sentence", "bound"),
    [
        ("At least 40 people were killed.", "least"),
        ("More than 40 people were killed.", "least"),
        ("No fewer than 40 people were killed.", "least"),
        ("Up to 40 people were killed.", "most"),
        ("Fewer than 40 people were killed.", "most"),
        ("About 40 people were killed.", "about"),
        ("An estimated 40 people were killed.", "about"),
        ("Exactly 40 people were killed.", "exact"),
        ("The raid was over when 40 people were killed.", "exact"),
    ],
)
def test_a_bound_before_the_number_is_kept(sentence: str, bound: str) -> None:
    assert figures(sentence) == [("killed", 40, "", bound)]


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        ("Torvane gave Lesk $45 million for schools.", 45_000_000, "USD"),
        ("The bank lent €1.5bn to Ombara.", 1_500_000_000, "EUR"),
        ("A loan of 300 million euros was agreed.", 300_000_000, "EUR"),
        ("US$3.2 million was paid.", 3_200_000, "USD"),
        ("£2m was paid.", 2_000_000, "GBP"),
        ("The €750,000 fine was paid.", 750_000, "EUR"),
        ("The bank gave USD 45 million.", 45_000_000, "USD"),
        ("Japan lent 200 billion yen.", 200_000_000_000, "JPY"),
    ],
)
def test_money_has_a_value_and_a_currency(sentence: str, value: float, unit: str) -> None:
    assert figures(sentence) == [("money", value, unit, "exact")]


def test_a_bound_before_a_currency_sign_is_kept() -> None:
    assert figures("Torvane gave more than $45 million.") == [("money", 45_000_000, "USD", "least")]


@pytest.mark.parametrize(
    "sentence",
    [
        "In 2019 the army killed protesters.",
        "In March 2021 troops killed protesters.",
        "The 2021 coup left many dead.",
        "Exports fell 12 percent and 40% of workers were displaced.",
        "Some 12 per cent of the wounded were children.",
        "The 12-year-old boy was killed.",
        "The 3rd attack killed soldiers.",
        "At 10.30 the bomb killed soldiers.",
        "The No. 2 commander was killed.",
        "He was jailed for 12 years.",
        "Soldiers were killed 50 km away.",
        "Police said no one was killed.",
        "They accused one another of killing hostages.",
        "The 9 March attack left soldiers dead.",
        "Nobody was killed.",
        "Torvane has 12 provinces.",
    ],
)
def test_a_number_that_counts_nobody_is_no_figure(sentence: str) -> None:
    assert figures(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("On 12 March 14 people were killed.", {"killed": 14}),
        ("On March 12 two people were killed.", {"killed": 2}),
        ("The 9 March attack killed 8.", {"killed": 8}),
        ("10 were killed in 2 days.", {"killed": 10}),
        ("Since 1998, 12 soldiers were killed.", {"killed": 12}),
        ("2000 people were killed.", {"killed": 2000}),
    ],
)
def test_a_date_beside_a_figure_does_not_spoil_it(sentence: str, found: dict[str, float]) -> None:
    assert counted(sentence) == found


def test_the_words_of_the_article_are_kept() -> None:
    (found,) = find_figures("Two dozen people were wounded.", lexicon())
    assert found.text == "Two dozen"


def test_the_same_figure_twice_is_one() -> None:
    assert figures("12 were killed, and the 12 killed were farmers.") == [
        ("killed", 12, "", "exact")
    ]


@given(st.integers(min_value=1, max_value=9_999_999))
def test_thousands_may_be_grouped_or_not(value: int) -> None:
    assert figures(f"Rebels killed {value:,} people.") == figures(f"Rebels killed {value} people.")
    assert figures(f"Rebels killed {value:,} people.") == [("killed", value, "", "exact")]


@given(st.text(max_size=120))
def test_any_text_can_be_read(text: str) -> None:
    for figure in find_figures(text, lexicon()):
        assert figure.text in text
        assert figure.value >= 0
