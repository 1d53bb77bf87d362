"""Sums, intervals and the reliability of confidence, on numbers that can be worked out on paper."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.evaluation.measures import Count, Graded
from briefing.evaluation.totals import add, difference, interval, reliability

RIGHT, WRONG = Count(credit=1, predicted=1, required=1), Count(predicted=1, required=1)


def graded(*pairs: tuple[float, bool]) -> list[Graded]:
    return [Graded(claim="event", confidence=sure, right=right) for sure, right in pairs]


def test_confidence_that_tells_the_truth_has_no_calibration_error() -> None:
    found = reliability(graded(*[(0.75, True)] * 3, (0.75, False)))
    (one,) = found.bins
    assert (one.low, one.high, one.size, one.right) == (0.7, 0.8, 4, 0.75)
    assert found.ece == pytest.approx(0)
    assert found.brier == pytest.approx((3 * 0.25**2 + 0.75**2) / 4)
    assert found.auc == 0.5


def test_confidence_that_is_sure_and_wrong_is_far_off() -> None:
    found = reliability(graded((1.0, False), (0.0, True)))
    assert (found.brier, found.ece, found.auc) == (1.0, 1.0, 0.0)
    assert [one.low for one in found.bins] == [0.0, 0.9]


def test_the_area_counts_pairs_and_halves_ties() -> None:
    found = reliability(graded((0.9, True), (0.5, True), (0.5, False), (0.1, False)))
    assert found.auc == pytest.approx(3.5 / 4)
    assert reliability(graded((0.9, True))).auc is None


def test_no_claim_has_no_reliability() -> None:
    found = reliability([])
    assert (found.size, found.brier, found.bins) == (0, None, ())


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=30))
def test_every_claim_is_in_one_bin_and_every_figure_is_a_share(
    pairs: list[tuple[float, bool]],
) -> None:
    found = reliability(graded(*pairs))
    assert sum(one.size for one in found.bins) == found.size == len(pairs)
    assert all(one.low <= one.confidence <= one.high for one in found.bins)
    assert all(figure is None or 0 <= figure <= 1 for figure in (found.brier, found.ece, found.auc))


def test_an_interval_is_as_wide_as_the_articles_differ() -> None:
    assert interval([RIGHT] * 5) == (1.0, 1.0)
    low, high = interval([RIGHT, WRONG] * 10)
    assert 0.2 < low < 0.4 < 0.6 < high < 0.8
    assert interval([RIGHT, WRONG] * 50)[0] > low
    assert add([RIGHT, WRONG]).f1 == 0.5


def test_a_difference_is_paired_so_that_hard_articles_do_not_hide_it() -> None:
    hard, easy = (Count(predicted=9, required=9), Count(credit=8, predicted=9, required=9))
    better = easy.model_copy(update={"credit": 9})
    slightly = hard.model_copy(update={"credit": 1})
    low, high, above = difference([(hard, slightly), (easy, better)] * 4)
    assert (low, high) == (pytest.approx(1 / 9), pytest.approx(1 / 9))
    assert above == 1.0
    assert difference([(hard, hard), (easy, easy)]) == (0.0, 0.0, 0.5)
    low, high, above = difference([(RIGHT, WRONG), (WRONG, RIGHT)] * 5)
    assert low < 0 < high
    assert 0.3 < above < 0.7
