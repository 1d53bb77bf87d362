"""Claims about wrapped paragraphs: joined where a width was kept, else untouched."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.sources.wrapping import unwrap

PROSE = (
    "The ferry left the harbour of Denga at noon with ninety passengers, the harbour master said, "
    "and came back three hours later because the engine had failed in the strait of Sule, where "
    "two ships of the coast guard were waiting for it with pumps and water."
)


@pytest.mark.parametrize("width", [60, 72, 80, 100])
def test_a_wrapped_paragraph_becomes_one_line(width: int) -> None:
    assert unwrap(textwrap.fill(PROSE, width)) == PROSE


def test_a_title_above_a_wrapped_paragraph_keeps_its_line() -> None:
    assert (
        unwrap(f"Ferry returns\n{textwrap.fill(PROSE, 72)}\n\nEnd.")
        == f"Ferry returns\n{PROSE}\n\nEnd."
    )


def test_headlines_lists_and_plain_paragraphs_stay() -> None:
    headlines = "\n".join(
        (
            "Ferry returns to Denga after three hours",
            "Coast guard sends two ships to the strait",
            "Engine failed, says harbour master in Sule",
        )
    )
    for text in (headlines, f"Title\n{PROSE}\n{PROSE}", "- one\n- two\n- three", "a\nb\nc", ""):
        assert unwrap(text) == text


@given(st.text())
def test_only_line_ends_and_the_spaces_around_them_change(text: str) -> None:
    assert unwrap(text).split() == text.split()
    assert unwrap(unwrap(text)).split() == text.split()
