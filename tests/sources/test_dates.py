"""Claims about dates: aware, exact, and never guessed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.sources.dates import parse_published, printed_date


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2025-06-30", datetime(2025, 6, 30, tzinfo=UTC)),
        ("2025-06-30T08:05:00", datetime(2025, 6, 30, 8, 5, tzinfo=UTC)),
        ("2025-06-30T08:05:00Z", datetime(2025, 6, 30, 8, 5, tzinfo=UTC)),
        (
            "2025-06-30 08:05+05:00",
            datetime(2025, 6, 30, 8, 5, tzinfo=timezone(timedelta(hours=5))),
        ),
        ("Mon, 30 Jun 2025 14:03:00 GMT", datetime(2025, 6, 30, 14, 3, tzinfo=UTC)),
        ("June 30, 2025", datetime(2025, 6, 30, tzinfo=UTC)),
        ("30 juin 2025", datetime(2025, 6, 30, tzinfo=UTC)),
        ("30 de junio de 2025", datetime(2025, 6, 30, tzinfo=UTC)),
        ("30/06/2025", datetime(2025, 6, 30, tzinfo=UTC)),
        ("06/30/2025", datetime(2025, 6, 30, tzinfo=UTC)),
        ("5/5/2025", datetime(2025, 5, 5, tzinfo=UTC)),
        ("1751241600", datetime(2025, 6, 30, tzinfo=UTC)),
        ("1751241600000", datetime(2025, 6, 30, tzinfo=UTC)),
    ],
)
def test_common_forms_are_read(written: str, expected: datetime) -> None:
    found = parse_published(written)
    assert found == expected
    assert found is not None
    assert found.utcoffset() == expected.utcoffset()


@pytest.mark.parametrize(
    "written",
    ["", "yesterday", "2 hours ago", "June 2025", "garbage", "03/04/2025", "9" * 500, "²" * 10],
)
def test_what_is_relative_ambiguous_or_incomplete_is_not_a_date(written: str) -> None:
    assert parse_published(written) is None


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=20))
def test_any_text_gives_an_aware_moment_or_nothing(text: str) -> None:
    found = parse_published(text)
    assert found is None or found.utcoffset() is not None


@pytest.mark.parametrize(
    "text",
    [
        "A title\n\nThe premier resigned early on Monday. (Sept. 29, 2025)\n\nMore.",
        "A title\n" + "A line of the story.\n" * 9 + "Samt, 29 September 2025\nREAD NEXT: a map",
        "A title\n" + "A line of the story.\n" * 9 + "- From our correspondent, Sept. 29, 2025",
    ],
)
def test_a_date_in_brackets_or_at_the_foot_is_printed(text: str) -> None:
    found = printed_date(text)
    assert found is not None
    assert found.date().isoformat() == "2025-09-29"


def test_a_date_within_the_last_lines_of_a_story_is_not_its_own() -> None:
    text = "A title\n" + "A line.\n" * 9 + "The law passed on 29 September 2025 was repealed."
    assert printed_date(text) is None
