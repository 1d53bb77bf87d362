"""Copies, wire credits and votes."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from briefing.stages.resolution.origins import trace
from tests.stages.resolution_days import DAY, Piece, dossier, only

BODY = (
    "The harbour of Sorvik was closed on Monday after a strike by dock workers.",
    "Union leaders said that talks with the port company had failed over pay.",
    "Ships were sent to the northern terminal, where queues grew through the night.",
)
OTHER = (
    "Farmers in the south counted their losses after a second week of heavy rain.",
    "The ministry promised help before the end of the month and named no sum.",
)


def _at(hour: int) -> datetime:
    return datetime(2026, 3, 4, hour, tzinfo=UTC)


def _first(*pieces: Piece) -> dict[str, str]:
    articles = [piece.article for piece in pieces]
    origins = trace(articles, {one.id: DAY for one in articles})
    return dict(origins.first)


def test_near_copies_share_an_origin_and_point_to_the_earliest() -> None:
    late = Piece("late", *BODY, "More follows.", published=_at(9))
    early = Piece("early", *BODY, published=_at(6))
    other = Piece("other", *OTHER)
    found = dossier(late, early, other)
    sources = {source.article_id: source for source in found.sources}
    assert sources["a-late"].origin == sources["a-early"].origin != sources["a-other"].origin
    assert sources["a-late"].copy_of == "a-early"
    assert sources["a-early"].copy_of == ""
    assert found.coverage.origins == 2


LONG = "Reporters of the regional desk contributed much to this long and winding morning bulletin."


@pytest.mark.parametrize("why", ["title", "masked", ""])
def test_titles_and_masked_sentences_do_not_make_a_copy(why: str) -> None:
    pieces = [Piece("one", LONG, "Rain fell in Riven."), Piece("two", LONG, "Ships left Sorvik.")]
    for piece in pieces:
        first, *rest = piece.article.sentences
        if why == "masked":
            first = first.model_copy(update={"masked": "instruction"})
        update = {"sentences": (first, *rest)} | ({"title": LONG} if why == "title" else {})
        piece.article = piece.article.model_copy(update=update)
    assert (_first(*pieces)["a-two"] == "a-one") is (why == "")


def test_articles_of_one_outlet_are_no_copies_of_each_other() -> None:
    one = Piece("one", *BODY, outlet="Harbour Post")
    two = Piece("two", *OTHER, outlet="Harbour Post")
    assert _first(one, two) == {"a-one": "a-one", "a-two": "a-two"}


CREDITS = [
    "SORVIK (Norvia Wire) - The strike went on.",
    "SORVIK, Norvia Wire - The strike went on.",
    "Source: Norvia Wire",
    "The strike went on. (Norvia Wire, own staff)",
    "This article was first published by Norvia Wire.",
    "The strike went on — Norvia Wire",
]


@pytest.mark.parametrize("credit", CREDITS)
def test_a_credit_and_some_shared_text_make_a_copy(credit: str) -> None:
    wire = Piece("wire", *BODY, *OTHER, outlet="Norvia Wire", published=_at(6))
    taken = Piece(
        "taken", BODY[0], "Nothing else moved in the town that cold night.", credit,
        "Our own reporter counted fourteen ships.", credit, published=_at(9),
    )  # fmt: skip
    assert _first(wire, taken)["a-taken"] == "a-wire"


def test_a_credit_without_shared_text_makes_no_copy() -> None:
    fresh = [f"Word {at} then comes word {at + 1} and after it word {at + 2}." for at in range(9)]
    stock = "This bulletin is sent every morning."
    wire = Piece("wire", stock, *BODY, *OTHER, outlet="Norvia Wire", published=_at(6))
    taken = Piece("taken", stock, *fresh, "Source: Norvia Wire", published=_at(9))
    assert _first(wire, taken)["a-taken"] == "a-taken"


def test_a_mention_is_no_credit() -> None:
    wire = Piece("wire", *BODY, *OTHER, outlet="Norvia Wire", published=_at(6))
    words = "The chief of Norvia Wire resigned on Tuesday."
    other = Piece("other", BODY[0], "Nothing else moved in the town that cold night.", words)
    assert _first(wire, other)["a-other"] == "a-other"


def _event_origins(*pieces: Piece) -> int:
    for piece in pieces:
        piece.event("AID", "Mali", "Ghana", confidence=0.5)
    return only(dossier(*pieces).events).origins


def test_one_outlet_is_one_vote() -> None:
    assert _event_origins(Piece("one", outlet="Post"), Piece("two", outlet="post")) == 1
    assert _event_origins(Piece("one", outlet="Post"), Piece("two", outlet="Mail")) == 2


def test_copies_in_two_outlets_are_one_vote() -> None:
    assert _event_origins(Piece("one", *BODY), Piece("two", *BODY), Piece("three", *OTHER)) == 2


def test_a_credited_text_votes_with_its_agency_without_being_a_copy() -> None:
    wire = Piece("wire", *BODY, outlet="Norvia Wire")
    rewritten = Piece("new", *OTHER, "Source: Norvia Wire")
    assert _first(wire, rewritten)["a-new"] == "a-new"
    assert _event_origins(wire, rewritten) == 1


def test_two_texts_of_an_absent_agency_are_one_vote() -> None:
    one = Piece("one", "SORVIK (Reuters) - Ships waited.", *BODY)
    two = Piece("two", "RIVEN (Reuters) - Rain fell.", *OTHER)
    assert _event_origins(one, two) == 1


def test_articles_without_outlet_are_not_one_outlet() -> None:
    pieces = [Piece("one", *BODY), Piece("two", *OTHER)]
    for piece in pieces:
        piece.article = piece.article.model_copy(update={"outlet": ""})
    assert _event_origins(*pieces) == 2


def test_sources_are_numbered_by_day_outlet_title_and_id() -> None:
    pieces = [
        Piece("one", outlet="B"),
        Piece("two", outlet="A"),
        Piece("three", outlet="A"),
        Piece("four", outlet="Z"),
    ]
    filed = {"a-four": date(2026, 3, 3)}
    found = dossier(*pieces, filed=filed, outlets={"a": "B"})
    assert [(one.number, one.article_id) for one in found.sources] == [
        (1, "a-four"),
        (2, "a-three"),
        (3, "a-two"),
        (4, "a-one"),
    ]
    assert [one.reliability for one in found.sources] == ["F", "B", "B", "F"]
    assert found.sources[0].filed == date(2026, 3, 3)
