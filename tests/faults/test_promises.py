"""The table of promises names tests that exist."""

from __future__ import annotations

import pytest

from tests.faults.promises import OPEN, PROMISES, found_in


def test_every_promise_is_either_held_or_said_to_be_open() -> None:
    counts = {"C": 13, "P": 8, "L": 8, "D": 10, "S": 12, "T": 4}
    wanted = {f"{letter}{n:02}" for letter, most in counts.items() for n in range(1, most + 1)}
    assert PROMISES.keys() | OPEN.keys() == wanted
    assert not PROMISES.keys() & OPEN.keys()


@pytest.mark.parametrize("name", sorted(PROMISES))
def test_a_promise_is_held_by_tests_that_exist(name: str) -> None:
    promise, held = PROMISES[name]
    assert promise
    assert held
    for file, test in held:
        assert test in found_in(file)
