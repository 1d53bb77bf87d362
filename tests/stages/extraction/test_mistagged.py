"""Words that the parser takes for other forms than they are."""

from __future__ import annotations

import pytest

from tests.factories import an_article
from tests.stages.extraction.test_parsed_articles import roles


def test_what_is_handed_to_whoever_was_summoned_is_no_act_of_his() -> None:
    article = an_article("It rained.", "The Tosk envoy was summoned and handed a note of protest.")
    assert roles(article, 2, "handed a note of protest").who == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Velmar imposed asset freezes on Tosk.",
        "Velmar imposed asset freezes and travel bans on Tosk.",
    ],
)
def test_freezes_are_things_behind_a_verb_that_has_no_clauses(sentence: str) -> None:
    told = roles(an_article("It rained.", sentence), 2, "imposed")
    assert (told.who, told.whom) == (("Velmar",), ("Tosk",))
