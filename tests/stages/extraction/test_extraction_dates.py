"""The day a sentence gives to what it tells."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.claims import EventDate
from briefing.stages.extraction.dates import DateFinder, Moment, nearest
from tests.stages.extraction.newsroom import lexicon

WEDNESDAY = date(2026, 3, 4)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


FINDER = DateFinder(lexicon().calendar)


def find_date(
    sentence: str, near: int, published: date | None, *, future: bool = False
) -> EventDate | None:
    return nearest(FINDER.find(sentence, published), near, published, future=future)


def day(sentence: str, *, future: bool = False, published: date | None = WEDNESDAY) -> date | None:
    found = find_date(sentence, 0, published, future=future)
    return found.day if found else None


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("They met on Monday.", date(2026, 3, 2)),
        ("They met on Wednesday.", date(2026, 3, 4)),
        ("They met on Friday.", date(2026, 2, 27)),
        ("They met last Wednesday.", date(2026, 2, 25)),
        ("They met yesterday.", date(2026, 3, 3)),
        ("They met today.", date(2026, 3, 4)),
        ("Shelling went on overnight.", date(2026, 3, 4)),
        ("They met on 2 March.", date(2026, 3, 2)),
        ("They met on the 2nd of March.", date(2026, 3, 2)),
        ("They met on March 2.", date(2026, 3, 2)),
        ("They met on 12 March 2024.", date(2024, 3, 12)),
        ("They met on March 12, 2024.", date(2024, 3, 12)),
        ("They met on 2026-02-28.", date(2026, 2, 28)),
        ("They met on 29 February 2024.", date(2024, 2, 29)),
        ("Sunday's raid went on.", date(2026, 3, 1)),
    ],
)
def test_a_past_act_lies_before_publication(sentence: str, found: date) -> None:
    assert day(sentence) == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("They will meet on Friday.", date(2026, 3, 6)),
        ("They will meet on Monday.", date(2026, 3, 9)),
        ("They will meet on Wednesday.", date(2026, 3, 11)),
        ("They will meet next Wednesday.", date(2026, 3, 11)),
        ("They will meet tomorrow.", date(2026, 3, 5)),
        ("They will meet after fighting since Sunday.", date(2026, 3, 1)),
        ("They will meet, as they did last Friday.", date(2026, 2, 27)),
    ],
)
def test_a_weekday_of_a_future_act_lies_after_publication(sentence: str, found: date) -> None:
    assert day(sentence, future=True) == found


@pytest.mark.parametrize(
    ("sentence", "year"), [("on 30 December", 2025), ("on 12 March", 2026), ("on 1 August", 2026)]
)
def test_a_day_without_a_year_is_the_nearest_one(sentence: str, year: int) -> None:
    found = day(sentence)
    assert found is not None
    assert found.year == year


def test_near_new_year_a_january_day_is_of_the_next_year() -> None:
    assert day("on 2 January", published=date(2025, 12, 30)) == date(2026, 1, 2)


@pytest.mark.parametrize(
    "sentence", ["They met yesterday.", "They met on Monday.", "They met on 12 March."]
)
def test_an_undated_article_leaves_relative_words_unset(sentence: str) -> None:
    assert day(sentence, published=None) is None


@pytest.mark.parametrize("sentence", ["They met on 2026-02-28.", "They met on 28 February 2026."])
def test_an_undated_article_can_still_give_a_full_date(sentence: str) -> None:
    assert day(sentence, published=None) == date(2026, 2, 28)


@pytest.mark.parametrize(
    "sentence", ["31 June", "2026-13-01", "29 February", "30 February 2024", "0 May", "no day"]
)
def test_what_is_no_day_is_none(sentence: str) -> None:
    assert day(sentence) is None


def test_of_two_dates_the_one_near_the_cue_counts() -> None:
    sentence = "Talks were held on Sunday and a raid followed on Tuesday."
    early = find_date(sentence, sentence.index("held"), WEDNESDAY)
    late = find_date(sentence, sentence.index("followed"), WEDNESDAY)
    assert early is not None
    assert late is not None
    assert (early.day, late.day) == (date(2026, 3, 1), date(2026, 3, 3))
    assert (early.text, late.text) == ("Sunday", "Tuesday")


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.sampled_from(DAYS), st.booleans())
def test_a_weekday_is_that_weekday_within_a_week(published: date, name: str, future: bool) -> None:
    found = day(f"on {name}", future=future, published=published)
    assert found is not None
    assert found.weekday() == DAYS.index(name)
    gap = found - published
    assert timedelta(1) <= gap <= timedelta(7) if future else timedelta(-6) <= gap <= timedelta(0)


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)))
def test_every_iso_date_is_read_back(when: date) -> None:
    assert day(f"On {when.isoformat()} they met.", published=None) == when


@given(st.text(max_size=80), st.booleans())
def test_any_text_can_be_read(text: str, future: bool) -> None:
    found = find_date(text, 0, WEDNESDAY, future=future)
    assert found is None or found.text in text


@pytest.mark.parametrize("sentence", ["They must leave by Friday.", "It is shut until Monday."])
def test_a_deadline_is_not_the_day_of_the_act(sentence: str) -> None:
    assert day(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("on Sept. 29", date(2025, 9, 29)),
        ("on Jan 16, 2026", date(2026, 1, 16)),
        ("this morning", WEDNESDAY),
        ("last night", date(2026, 3, 3)),
        ("the day before yesterday", date(2026, 3, 2)),
    ],
)
def test_short_months_and_parts_of_a_day_are_read(sentence: str, found: date) -> None:
    assert day(sentence) == found


def test_what_counts_from_another_day_needs_one() -> None:
    (moment,) = FINDER.find("They were freed the following day.", None)
    assert moment.resolved(WEDNESDAY, None) is None
    found = moment.resolved(None, date(2026, 2, 28))
    assert found == EventDate(day=date(2026, 3, 1), text="the following day")


@given(
    st.builds(
        Moment,
        start=st.just(0),
        end=st.just(3),
        text=st.just("day"),
        day=st.none(),
        weekday=st.integers(0, 6),
        last=st.booleans(),
        next=st.booleans(),
    ),
    st.dates(date(1990, 1, 1), date(2060, 1, 1)),
    st.booleans(),
)
def test_a_weekday_is_resolved_to_itself_within_a_week(
    moment: Moment, published: date, future: bool
) -> None:
    found = moment.resolved(published, None, future=future)
    assert found is not None
    assert found.day.weekday() == moment.weekday
    assert abs(found.day - published) <= timedelta(7)
    if moment.last and not moment.next:
        assert found.day < published
    if moment.next:
        assert found.day > published


@given(st.text(alphabet="on Monday 1234567890 March,.-", max_size=60))
def test_expressions_stand_where_they_say_and_do_not_overlap(text: str) -> None:
    moments = FINDER.find(text, WEDNESDAY)
    assert all(text[m.start : m.end] == m.text for m in moments)
    assert all(a.end <= b.start for a, b in pairwise(moments))
