"""Claims about cleaning: idempotent, nothing invisible left, every removal counted."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.sources.cleaning import clean, clean_line

AWKWARD = st.one_of(
    st.sampled_from(("\x1b[31m", "\x1b]8;;http://evil.example\x07", "\x1b", "[", "m", "\x9b", "]")),
    st.sampled_from("\u202e\u200b\u200d\u200cکक्\r\n \u2028\u0301e\ufeff\U000e0041\u00ad\u00a0\x00"),
    st.sampled_from(("\ud800", "\udc00", "\u0958", "\x85", "\r\n", "\u1112\u1161\u11ab", "\u1112")),
)
SEEN = frozenset("\n\t")


@settings(max_examples=300)
@given(st.one_of(st.text(), st.lists(AWKWARD, max_size=30).map("".join)))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text).text
    assert clean(once) == (once, 0)
    assert clean_line(clean_line(text)) == clean_line(text)


@settings(max_examples=300)
@given(st.one_of(st.text(), st.lists(AWKWARD, max_size=30).map("".join)))
def test_no_control_or_half_pair_survives_and_the_form_is_nfc(text: str) -> None:
    cleaned = clean(text).text
    assert not [c for c in cleaned if unicodedata.category(c) in ("Cc", "Cs") and c not in SEEN]
    assert unicodedata.is_normalized("NFC", cleaned)
    assert "\n\n\n\n" not in cleaned
    assert cleaned == cleaned.strip()


@pytest.mark.parametrize(
    ("dirty", "expected", "removed"),
    [
        ("a\x1b[31mred\x1b[0mb", "aredb", 9),
        ("a\x1b]8;;http://evil.example\x07link\x1b]8;;\x07", "alink", 31),
        ("a\x1b]52;c;ZXZpbA==\x1b\\b", "ab", 17),
        ("a\x9b2Jb", "ab", 3),
        ("pass\u00adword\u200b", "password", 2),
        ("abc\u202edef\u2066", "abcdef", 2),
        ("hid\U000e0041\U000e0042den", "hidden", 2),
        ("a\x00b\x07", "ab", 2),
        ("\ufeffstart", "start", 1),
    ],
)
def test_what_nobody_sees_is_removed_and_counted(dirty: str, expected: str, removed: int) -> None:
    assert clean(dirty) == (expected, removed)


def test_joiners_stay_where_spelling_needs_them_and_go_elsewhere() -> None:
    persian, hindi = "می\u200cخواهم", "क्\u200dष"
    assert clean(persian) == (persian, 0)
    assert clean(hindi) == (hindi, 0)
    assert clean("mini\u200dster") == ("minister", 1)
    assert clean("می\u200c") == ("می", 1)
    assert clean("می\u200c\u200cخواهم").removed == 2


def test_line_ends_become_one_kind_and_blank_runs_end_at_two() -> None:
    assert clean("a\r\nb\rc\u2028d").text == "a\nb\nc\nd"
    assert clean("a\n \n\t\n\n\n\nb  ").text == "a\n\n\nb"


def test_accents_are_composed() -> None:
    assert clean("re\u0301sume\u0301") == ("résumé", 0)


def test_hostile_runs_cost_linear_time() -> None:
    begun = time.process_time()
    marks = clean("a" + "\u0316\u0301" * 300_000)
    clean("\x1b]" * 300_000)
    clean("\x1b[" + "0" * 600_000)
    clean(" " * 600_000 + "x")
    assert time.process_time() - begun < 5
    assert marks.removed == 600_000 - 30


def test_a_line_is_one_line_within_its_limit() -> None:
    assert clean_line("a\nb\t c\x1b[1m") == "a b c"
    assert clean_line("word " * 100, 20) == "word word word word…"
