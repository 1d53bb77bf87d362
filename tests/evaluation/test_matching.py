"""Names that are the same, and assignments that are the best."""

from __future__ import annotations

import itertools
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import ConfigError
from briefing.evaluation.matching import (
    NameTable,
    assign,
    level,
    mentions,
    normalise,
    overlap,
)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("The European Union", "european union"),
        ("Mr. Dr. Ivo Renn", "ivo renn"),
        ("Haldia's parliament", "haldia parliament"),
        ("Haldia’s parliament", "haldia parliament"),
        ("Teachers' Union", "teachers union"),
        ("U.S.", "us"),
        ("ＮＡＴＯ", "nato"),
        ("Straße", "strasse"),
        ("Pak-China (PCJMCC)", "pak china pcjmcc"),
        ("The The", "the"),
        ("?!", ""),
    ],
)
def test_names_are_normalised(name: str, plain: str) -> None:
    assert normalise(name) == plain


@given(st.text(max_size=30))
def test_normalising_never_leaves_outer_or_double_spaces(name: str) -> None:
    assert normalise(name) == " ".join(normalise(name).split())


@pytest.mark.parametrize(
    ("predicted", "names", "expected"),
    [
        ("the Velmar", ("Velmar",), 1.0),
        ("Islamabad", ("Pakistan", "Islamabad"), 1.0),
        ("Halvik", ("Petra Halvik",), 0.8),
        ("Ostravan Defence Minister Petra Halvik", ("Petra Halvik",), 0.8),
        ("URA", ("United Relief Agency",), 0.8),
        ("Ministry of Defence and Trade", ("MDT",), 0.8),
        ("Foreign Ministry", ("Foreign Ministry of Karvania",), 0.8),
        ("Highland Liberation Fronts", ("Highland Liberation Front",), 0.7),
        ("Velmar", ("Velmar artillery",), 0.0),  # the head word is lost
        ("Karvania", ("Foreign Ministry of Karvania",), 0.0),
        ("Pakistan and China", ("China",), 0.0),  # two actors, not a longer name
        ("Norway", ("Norvia",), 0.0),
        ("?", ("!",), 0.0),
    ],
)
def test_the_level_of_two_names(predicted: str, names: tuple[str, ...], expected: float) -> None:
    assert level(predicted, names) == expected


def test_a_table_of_relations_gives_the_level_between_alias_and_acronym() -> None:
    capitals = {("Beijing", "China")}
    assert level("Beijing", ("China",), lambda one, two: (one, two) in capitals) == 0.9
    assert level("China", ("China",), lambda one, two: False) == 1.0


def test_an_ambiguous_short_name_stands_for_nobody_but_a_shared_alias_for_both() -> None:
    table = NameTable({"Anna Renn": ["the pair"], "Ivo Renn": ["the pair"], "Board": []})
    assert table.resolve("Renn") == (frozenset(), 0.0)
    assert table.resolve("The pair") == (frozenset({"Anna Renn", "Ivo Renn"}), 1.0)


def test_other_forms_are_tried_only_when_the_name_is_nobodys() -> None:
    table = NameTable({"Ivo Renn": [], "Board": []})
    assert table.resolve("the chairman", ("Ivo Renn",)) == (frozenset({"Ivo Renn"}), 1.0)
    assert table.resolve("Board", ("Ivo Renn",)) == (frozenset({"Board"}), 1.0)


def test_a_mention_is_a_run_of_whole_words() -> None:
    assert mentions("Then Haldia’s parliament voted.", ["the Haldia"])
    assert not mentions("The Haldians voted.", ["Haldia"])
    assert not mentions("Nothing here.", ["!", ""])


def test_names_in_scripts_without_spaces_are_found_within_the_text() -> None:
    text = "中国外交部发言人周二表示，中方反对。"
    assert mentions(text, ["外交部"])
    assert not mentions(text, ["外部"])
    assert level("外交部", ["中国外交部"]) == 0.8
    assert level("美国", ["中国"]) == 0.0


def test_half_open_spans_that_only_touch_do_not_overlap() -> None:
    assert overlap([(0, 5)], [(4, 9)])
    assert not overlap([(0, 5)], [(5, 9)])


def test_assignment_is_optimal_where_greedy_is_not() -> None:
    # Greedy takes 0.9 first and is left with 0.1: 1.0 in all instead of 1.6.
    assert assign([[0.9, 0.8], [0.8, 0.1]]) == ((0, 1), (1, 0))


def test_assignment_leaves_worthless_pairs_and_nothing_alone() -> None:
    assert assign([]) == ()
    assert assign([[], []]) == ()
    assert assign([[0.0, -1.0], [0.0, 0.5]]) == ((1, 1),)


values = st.floats(min_value=0, max_value=1, allow_nan=False)
tables = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(values, min_size=width, max_size=width), min_size=1, max_size=4)
)


@given(tables)
def test_no_other_assignment_is_worth_more(table: list[list[float]]) -> None:
    rows, columns = len(table), len(table[0])
    size = max(rows, columns)
    square = [
        [table[r][c] if r < rows and c < columns else 0.0 for c in range(size)] for r in range(size)
    ]
    best = max(
        sum(square[r][c] for r, c in enumerate(order))
        for order in itertools.permutations(range(size))
    )
    assert sum(table[r][c] for r, c in assign(table)) == pytest.approx(best)


def test_without_scipy_the_reader_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    with pytest.raises(ConfigError) as caught:
        assign([[1.0]])
    assert caught.value.hint == "pip install briefing[eval]"
