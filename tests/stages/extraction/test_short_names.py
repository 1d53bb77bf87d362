"""Bodies under their initials and under their town."""

from __future__ import annotations

import pytest

from briefing.stages.extraction.mentions import Party
from briefing.stages.extraction.short_names import seated, shortened, spelled_out
from tests.stages.extraction.newsroom import countries


def kept(*names: str, kind: str = "organisation") -> dict[str, Party]:
    return {name: Party(name, kind) for name in names}


@pytest.mark.parametrize(
    ("short", "names", "found"),
    [
        ("NSF", ["Northern Salvation Front"], "Northern Salvation Front"),
        ("OSS", ["Organization of Southern States"], "Organization of Southern States"),
        ("NSF", ["National Science Fund", "Northern Salvation Front"], None),
        ("NSF", ["Northern Front"], None),
        ("NF", ["northern rebel fronts"], None),
    ],
)
def test_capitals_are_the_only_body_whose_name_they_begin(
    short: str, names: list[str], found: str | None
) -> None:
    assert spelled_out(kept(short, *names)).get(short) == found


def test_no_person_is_called_by_initials() -> None:
    assert spelled_out({**kept("AR"), **kept("Ana Roe", kind="person")}) == {}


def test_brussels_is_the_union_unless_the_country_around_it_is_told_of() -> None:
    parties = kept("Brussels", "European Union")
    assert seated(parties, countries(), "Brussels froze it.") == {"Brussels": "European Union"}
    assert seated(parties, countries(), "Belgian police and Brussels froze it.") == {}
    assert seated(kept("Brussels"), countries(), "Brussels froze it.") == {}


@pytest.mark.parametrize(
    ("short", "full", "one"),
    [
        ("Lisk court", "Lisk District Court", True),
        ("Lisk Court", "Lisk Court of Appeal", False),
        ("Lisk Council", "Lisk District Court", False),
        ("Court", "Lisk District Court", False),
    ],
)
def test_a_body_may_leave_words_out_amid_its_name(short: str, full: str, one: bool) -> None:
    assert shortened(kept(short, full)) == ({short: full} if one else {})
    assert shortened(kept(short, full, kind="person")) == {}
