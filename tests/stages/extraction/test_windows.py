"""Articles in windows: nothing at an edge is lost, nothing is read where it does not fit."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.articles import Sentence
from briefing.stages.extraction.actors import WINDOW, find_cast
from briefing.stages.extraction.windows import Window, windows
from tests.factories import an_article
from tests.stages.extraction.newsroom import Model, tools

SIZES = st.lists(st.integers(1, 60), max_size=40)


def sentences(sizes: list[int]) -> list[Sentence]:
    return list(an_article(*("x" * size for size in sizes)).sentences) if sizes else []


def length(sentence: Sentence) -> int:
    return len(sentence.text)


@given(SIZES, st.integers(1, 100), st.integers(0, 4))
def test_every_sentence_is_new_in_exactly_one_window_and_in_order(
    sizes: list[int], room: int, overlap: int
) -> None:
    given_ = sentences(sizes)
    found = windows(given_, room, length, overlap)
    assert [s for window in found for s in window.sentences[window.known :]] == given_
    assert all(window.known < len(window.sentences) for window in found)


@given(SIZES, st.integers(1, 100), st.integers(0, 4))
def test_a_window_is_never_heavier_than_its_room_but_for_one_heavy_sentence(
    sizes: list[int], room: int, overlap: int
) -> None:
    for window in windows(sentences(sizes), room, length, overlap):
        assert sum(map(length, window.sentences)) <= room or len(window.sentences) == 1


@given(SIZES, st.integers(1, 100), st.integers(0, 4))
def test_what_a_window_repeats_is_the_end_of_the_one_before(
    sizes: list[int], room: int, overlap: int
) -> None:
    found = windows(sentences(sizes), room, length, overlap)
    for before, window in pairwise(found):
        assert window.known <= overlap
        again = window.sentences[: window.known]
        assert again == before.sentences[len(before.sentences) - window.known :]
    assert all(window.known == 0 for window in found[:1])


def test_windows_overlap_where_there_is_room() -> None:
    found = windows(sentences([10] * 6), 40, length, 2)
    assert [[s.number for s in window.sentences] for window in found] == [
        [1, 2, 3, 4],
        [3, 4, 5, 6],
    ]


@given(st.integers(2, 30), st.integers(0, 3))
def test_two_halves_hold_every_sentence_and_are_smaller(count: int, overlap: int) -> None:
    whole = Window(tuple(sentences([1] * count)))
    first, second = whole.halves(overlap)
    assert (*first.sentences, *second.sentences[second.known :]) == whole.sentences
    assert len(first.sentences) < count
    assert len(second.sentences) < count


@given(st.lists(st.integers(1, WINDOW + 50), max_size=12), st.sets(st.integers(1, 12)))
async def test_the_actors_question_shows_every_readable_sentence_once(
    sizes: list[int], hidden: set[int]
) -> None:
    texts = [f"{n} {'x' * size}" for n, size in enumerate(sizes, start=1)]
    masked = {n: "instruction" for n in hidden if n <= len(texts)}
    article = an_article(*texts, masked=masked) if texts else an_article("1 x", masked={1: "i"})
    model = Model()
    await find_cast(article, model, tools())
    shown = [q.messages[-1].content.partition("ARTICLE:\n")[2] for q in model.asked]
    lines = [line for text in shown for line in text.partition("\n\n")[0].splitlines()]
    assert lines == [s.text for s in article.sentences if not s.masked]
    assert all(len(text.partition("\n\n")[0]) <= WINDOW + 50 + 12 + 20 for text in shown)
