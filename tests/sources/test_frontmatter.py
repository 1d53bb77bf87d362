"""Claims about front matter: strings stay strings and the body is never lost."""

from __future__ import annotations

import time

import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefing.sources.frontmatter import split_front_matter


def test_values_stay_strings_where_yaml_would_change_them() -> None:
    fields = split_front_matter(
        "---\ntitle: NO\nauthor: 0123\ndate: 2025-06-30\nlang: no\nSource: 12:30\n---\nBody."
    ).fields
    assert fields == {
        "title": "NO",
        "author": "0123",
        "date": "2025-06-30",
        "lang": "no",
        "source": "12:30",
    }


@given(
    st.dictionaries(
        st.from_regex(r"[a-z]{1,8}", fullmatch=True),
        st.text(st.characters(max_codepoint=0x2FF, exclude_categories=("C",))),
    )
)
def test_what_yaml_writes_is_read_back_as_strings(fields: dict[str, str]) -> None:
    block = yaml.safe_dump(fields, allow_unicode=True)
    opened = split_front_matter(f"---\n{block}---\nBody.")
    assert (dict(opened.fields), opened.body, opened.note) == (fields, "Body.", "")


@given(st.text())
def test_the_body_is_never_lost(block: str) -> None:
    opened = split_front_matter(f"---\n{block}\n---\nThe body stays.")
    assert opened.body.endswith("The body stays.")


def test_an_unclosed_block_is_read_as_text_with_a_note() -> None:
    opened = split_front_matter("---\ntitle: Ferry\nThe ferry left.")
    assert opened.body == "title: Ferry\nThe ferry left."
    assert "not closed" in opened.note
    assert not opened.fields


def test_a_title_with_a_colon_is_rescued_line_by_line() -> None:
    opened = split_front_matter('---\ntitle: Denga: talks fail\nlang: "en\n---\nBody.')
    assert opened.fields == {"title": "Denga: talks fail", "lang": "en"}
    assert opened.body == "Body."
    assert "line by line" in opened.note


def test_a_block_that_is_prose_stays_in_the_body() -> None:
    opened = split_front_matter("---\nThe ferry left.\n---\nIt came back.")
    assert opened.body == "The ferry left.\nIt came back."
    assert opened.note


def test_text_without_a_block_is_untouched() -> None:
    assert split_front_matter("Title\n---\nBody").body == "Title\n---\nBody"


def test_hostile_yaml_neither_runs_code_nor_hangs() -> None:
    begun = time.process_time()
    for block in (
        "!!python/object/apply:os.getcwd []",
        "[" * 9_000,
        "a: &a [x]\nb: &b [*a,*a]\n" * 200,
    ):
        assert split_front_matter(f"---\n{block}\n---\nBody.").body.endswith("Body.")
    assert time.process_time() - begun < 10
