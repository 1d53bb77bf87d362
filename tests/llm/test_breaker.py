from __future__ import annotations

from briefing.llm.breaker import Breaker


def test_five_questions_given_up_in_a_row_open_it() -> None:
    breaker = Breaker()
    for _ in range(4):
        breaker.gave_up()
    assert not breaker.open
    breaker.gave_up()
    assert breaker.open


def test_an_answer_in_between_closes_the_account() -> None:
    breaker = Breaker()
    for _ in range(20):
        breaker.gave_up()
        breaker.answered()
    assert not breaker.open


def test_no_more_requests_are_sent_than_five_questions_may_cost() -> None:
    breaker, sent, now = Breaker(), 0, 0.0
    while not breaker.open:
        now += 1
        burst = int(min(8, breaker.allowance))
        sent += burst
        for _ in range(burst):
            breaker.failed(now, now + 0.5)
    assert sent == 20


def test_many_failures_of_one_moment_are_no_reason_to_stop() -> None:
    breaker = Breaker()
    for _ in range(64):
        breaker.failed(1.0, 1.5)
    assert not breaker.open
    assert breaker.allowance == 1
    breaker.answered()
    assert breaker.allowance == float("inf")
