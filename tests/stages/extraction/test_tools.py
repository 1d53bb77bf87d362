"""What extraction knows of a language."""

from __future__ import annotations

from briefing.stages.extraction.tools import named_countries
from tests.stages.extraction.newsroom import countries, lexicon


def test_a_language_adds_its_names_to_a_table_that_was_used_before() -> None:
    table = countries()
    assert "Polen" not in {form for form, _ in table.forms}
    named = named_countries(table, lexicon("de").countries)
    poland = named.named("Polen")
    assert poland is not None
    assert poland.code == "POL"
    assert "Polen" in {form for form, _ in named.forms}
    assert named.groups == table.groups
