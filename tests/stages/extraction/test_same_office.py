"""Whose an office is, by what the article called its holders."""

from __future__ import annotations

from briefing.stages.extraction.same_office import OfficesTold
from tests.stages.extraction.reading_room import grammar, tree, word


def test_an_office_with_another_field_is_another() -> None:
    offices = OfficesTold(grammar())
    named, asked = "The prime minister, Ana Roe, left.", "The interior minister left."
    offices.learn(tree(named), word(named, "minister"), "Ana Roe")
    assert offices.alike("premier", {"minister": ["Ana Roe"]}) == ["Ana Roe"]
    assert offices.another(tree(asked), word(asked, "minister"), "Ana Roe")
    assert not offices.another(tree(named), word(named, "minister"), "Ana Roe")
