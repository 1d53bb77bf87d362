"""Which day a sentence gives to which of its acts, by the real parser."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.domain.claims import EventClaim, EventDate
from briefing.stages.extraction.dates import DateFinder
from briefing.stages.extraction.timing import Timing, is_daily, with_headline
from briefing.stages.extraction.trees import Tree
from tests.stages.extraction.newsroom import cue, lexicon
from tests.stages.extraction.reading_room import grammar, parsed

WEDNESDAY = date(2026, 3, 4)
SUNDAY, MONDAY, TUESDAY = date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3)
NEXT_FRIDAY = date(2026, 3, 6)


def when(
    text: str,
    word: str,
    *,
    ahead: bool = False,
    said: bool = False,
    before: str = "",
    daily: bool = False,
    tree: bool = True,
) -> date | None:
    sentences = {2: before, 3: text}
    finder = DateFinder(lexicon().calendar)
    timing = Timing(sentences, WEDNESDAY, finder, lexicon(), daily=daily)
    read = Tree(parsed(text), grammar().control) if tree else None
    found = timing.when(3, cue(text, word), read, ahead=ahead, said=said)
    return found.day if found else None


@pytest.mark.parametrize(
    ("sentence", "word", "found"),
    [
        ("India attacked the town on Monday.", "attacked", MONDAY),
        ("India visited Israel on Monday and apologised to it.", "apologised", MONDAY),
        ("India expelled an envoy on Sunday and recalled its own on Monday.", "expelled", SUNDAY),
        ("India killed ten men on Monday when it attacked a convoy.", "attacked", MONDAY),
        ("India condemned Israel on Monday, accusing it of murder.", "accusing", MONDAY),
        ("India imposed a curfew on Tuesday.", "imposed", TUESDAY),
        # told on Monday is not done on Monday
        ("The minister said on Monday that India had attacked the town.", "attacked", None),
        ("India condemned Monday's raid.", "condemned", None),
        ("India, which attacked the town on Monday, condemned Israel.", "condemned", None),
        ("India condemned Israel after rebels attacked the town on Monday.", "condemned", None),
    ],
)
def test_an_act_has_the_day_of_its_own_clause(sentence: str, word: str, found: date | None) -> None:
    assert when(sentence, word) == found


def test_what_is_to_come_lies_ahead_and_what_was_said_of_it_behind() -> None:
    ahead = "India said on Monday it would expel two envoys on Friday."
    assert when(ahead, "expel", ahead=True) == NEXT_FRIDAY
    open_ = "The ministry announced on Monday that India would expel two envoys."
    assert when(open_, "expel", ahead=True) is None
    assert when(open_, "expel", ahead=True, said=True) == MONDAY


def test_the_following_day_follows_the_day_told_before() -> None:
    told = "Rebels attacked the town on Sunday."
    assert when("They freed the hostages the following day.", "freed", before=told) == MONDAY
    assert when("They freed the hostages the following day.", "freed") is None
    assert when("They freed the hostages.", "freed", before=told) is None


def test_a_live_page_tells_what_happens_on_its_day() -> None:
    assert when("India condemned Israel.", "condemned", daily=True) == WEDNESDAY
    assert when("India will attack the town.", "attack", daily=True, ahead=True) is None
    assert is_daily("Live page\n06:12 Fire\n07:00\nMore\n- 08.15 The end")
    assert not is_daily("They met at 06:12\nand at 07:00\n")


def test_without_a_tree_the_nearest_day_counts() -> None:
    text = "India attacked on Sunday and Israel retaliated on Tuesday."
    assert when(text, "attacked", tree=False) == SUNDAY


def event(number: int, day: date | None, *who: str, type_: str = "ASSAULT") -> EventClaim:
    told = EventDate(day=day) if day else None
    return EventClaim(type=type_, cue="x", initiators=who, date=told, evidence=(number,))


def test_a_headline_has_the_day_of_the_body() -> None:
    claims = [
        event(1, None, "rebels"),
        event(2, SUNDAY, "army"),
        event(3, MONDAY, "rebels"),
        event(4, TUESDAY, "rebels", type_="COERCE"),
        event(5, None, "rebels"),
    ]
    days = [claim.date.day if claim.date else None for claim in with_headline(claims)]
    assert days == [MONDAY, SUNDAY, MONDAY, TUESDAY, None]
    assert with_headline(with_headline(claims)) == with_headline(claims)
    assert with_headline(claims[:1]) == claims[:1]
