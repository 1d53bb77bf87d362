"""Headlines whose subjects only a comma joins."""

from __future__ import annotations

import pytest

from briefing.stages.extraction.headlines import with_joined_subjects
from briefing.stages.extraction.trees import Tree
from tests.stages.extraction.reading_room import parsed


def subjects(text: str, verb: str) -> list[str]:
    tree = Tree(with_joined_subjects(parsed(text)))
    found = tree.subject(next(i for i, word in enumerate(tree.words) if word.text == verb))
    return [tree.words[one].text for one in tree.joined(found.word)] if found is not None else []


@pytest.mark.parametrize(
    ("headline", "verb"),
    [
        ("Tamaran army, rebels trade fire near capital", "trade"),
        ("Ostravian army, Karsk rebels agree truce", "agree"),
        ("Lisk army, Dawn Front rebels exchange prisoners", "exchange"),
    ],
)
def test_a_comma_joins_the_subjects_of_a_headline(headline: str, verb: str) -> None:
    assert subjects(headline, verb) == ["army", "rebels"]


@pytest.mark.parametrize(
    "text", ["On Monday, rebels trade fire.", "Ana Roe, who left, returns.", "Rebels trade fire"]
)
def test_other_commas_join_nothing(text: str) -> None:
    assert with_joined_subjects(parsed(text)) == parsed(text)
