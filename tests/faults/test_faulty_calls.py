"""Each fault of the catalogue alone: how many requests it costs, and what becomes of the article.

Article 1 meets the fault, article 0 does not. Requests are counted at the server.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.command import DAY, write_article
from tests.faults.known_faults import FAULTS, named
from tests.faults.running import Run, articles, faultless, run
from tests.faults.server import FaultServer

# waited for until a limit is over: each has a test of its own
SLOW = ("hang", "hang_mid_body", "slow_drip", "huge_body", "503_loading")
POISON = r"Canary1\b"
ATTEMPTS = 4
QUESTIONS = 4  # of one article


def only(*kinds: str) -> list[str]:
    return [name for name in FAULTS if FAULTS[name][0] in kinds and name not in SLOW]


def same_claims(done: Run) -> None:
    """Everything in the briefing is what it would have been without the fault."""
    assert done.claims() == faultless(2)[1].claims()


# -- faults that pass --------------------------------------------------------------------------


@pytest.mark.parametrize("name", only("transient"))
def test_a_passing_fault_costs_one_request_more_and_changes_nothing(
    name: str, tmp_path: Path
) -> None:
    with FaultServer(name, first=1, poison=POISON, patience=0.2) as server:
        done = run(server, faultless(2)[0], tmp_path)
    assert done.code == 0, done.err
    assert set(server.attempts.values()) == {1, 2}
    assert sorted(server.questions.values()) == [1] * QUESTIONS + [2] * QUESTIONS
    same_claims(done)
    assert done.pages == faultless(2)[1].pages
    assert len(done.err.splitlines()) <= 1, done.err


@pytest.mark.parametrize("name", SLOW[:3])
def test_an_answer_that_does_not_come_is_cut_at_the_limit_and_asked_for_once_more(
    name: str, tmp_path: Path
) -> None:
    source = articles(tmp_path / "in", 1)
    with FaultServer(name, patience=20) as server:
        begun = time.monotonic()
        done = run(server, source, tmp_path / "out", timeout=2)
        took = time.monotonic() - begun
        until = time.monotonic() + 2
        while server.left < 2 and time.monotonic() < until:
            time.sleep(0.01)
    assert done.code == 6
    assert len(server.requests) == 2
    assert took < 10
    assert server.left == 2
    assert server.base_url in done.err
    assert "in time" in done.err


def test_a_model_that_loads_is_waited_for_with_one_line_and_for_no_longer_than_was_said(
    tmp_path: Path,
) -> None:
    source = articles(tmp_path / "in", 2)
    with FaultServer("503_loading", total=5) as server:
        done = run(server, source, tmp_path / "out", jobs=4)
    assert done.code == 0, done.err
    assert len(server.requests) == 5 + 2 * QUESTIONS
    assert len(done.err.splitlines()) == 1
    assert "waiting up to 300 s" in done.err
    short = tmp_path / "short.toml"
    short.write_text("loading = 1\n", "utf-8")
    with FaultServer("503_loading") as server:
        done = run(server, source, tmp_path / "late", jobs=4, config=short)
    assert done.code == 6, done.err
    assert "not loaded after 1 s" in done.err


@pytest.mark.parametrize("name", only("transient"))
def test_a_fault_that_stays_costs_four_requests_and_that_article_only(
    name: str, tmp_path: Path
) -> None:
    with FaultServer(name, poison=POISON, patience=0.2) as server:
        done = run(server, faultless(2)[0], tmp_path)
    assert done.code == 3, done.err
    assert max(server.attempts.values()) == ATTEMPTS
    assert max(server.questions.values()) == ATTEMPTS
    assert done.failures == {"01.md": "server failure"}
    assert "01.md" in done.page
    (detail,) = [failure["detail"] for failure in done.told["failures"]]
    assert "run again" in detail
    assert "Canary0" in done.page


@pytest.mark.parametrize("name", only("benign"))
def test_what_is_no_fault_costs_nothing_and_is_not_mentioned(name: str, tmp_path: Path) -> None:
    with FaultServer(name, patience=0.4) as server:
        done = run(server, faultless(2)[0], tmp_path)
    assert (done.code, done.err) == (0, ""), done.err
    assert set(server.attempts.values()) == {1}
    same_claims(done)
    if name == "model_mismatch":
        assert "another-model-8b" in done.page


# -- answers that can or cannot be used --------------------------------------------------------


@pytest.mark.parametrize("name", only("silent"))
def test_a_known_blemish_is_repaired_without_a_second_request(name: str, tmp_path: Path) -> None:
    with FaultServer(name, poison=POISON) as server:
        done = run(server, faultless(2)[0], tmp_path)
    assert done.code == 0, done.err
    assert set(server.questions.values()) == {1}
    assert sum(done.told["repairs"].values()) >= QUESTIONS - 1  # not every answer holds an enum
    same_claims(done)
    assert done.pages == faultless(2)[1].pages


@pytest.mark.parametrize("name", only("re-ask"))
def test_a_bad_answer_is_asked_for_once_more(name: str, tmp_path: Path) -> None:
    with FaultServer(name, first=1, poison=POISON) as server:
        done = run(server, faultless(2)[0], tmp_path)
    assert done.code == 0, done.err
    assert set(server.questions.values()) == {1, 2}
    same_claims(done)


@pytest.mark.parametrize("name", only("re-ask", "cut"))
def test_an_answer_that_stays_bad_costs_three_requests_and_that_article_only(
    name: str, tmp_path: Path
) -> None:
    with FaultServer(name, poison=POISON) as server:
        done = run(server, faultless(2)[0], tmp_path)
    assert done.code == 3, done.err
    assert max(server.questions.values()) <= 3
    assert done.failures.keys() == {"01.md"}
    assert done.failures["01.md"] in ("invalid answer", "truncated answer")
    assert "01.md" in done.page
    assert "Canary0" in done.page


@pytest.mark.parametrize("name", only("cut"))
def test_half_an_answer_is_never_taken_for_one(name: str, tmp_path: Path) -> None:
    with FaultServer(name, first=1, poison=POISON) as server:
        done = run(server, faultless(2)[0], tmp_path)
    assert max(server.questions.values()) <= 2
    if done.code == 0:
        same_claims(done)
    else:
        assert done.failures == {"01.md": "truncated answer"}


@pytest.mark.parametrize("name", only("declined"))
def test_a_refusal_costs_one_request_and_is_shown(name: str, tmp_path: Path) -> None:
    with FaultServer(name, poison=POISON) as server:
        done = run(server, faultless(2)[0], tmp_path)
    assert done.code == 3
    assert sorted(server.questions.values()) == [1] * (QUESTIONS + 1)
    assert done.failures.keys() == {"01.md"}
    assert done.failures["01.md"] in ("refused", "filtered")
    assert done.failures["01.md"] in done.page


@pytest.mark.parametrize("name", only("partial", "hostile"))
def test_what_does_not_stand_in_the_article_is_dropped_and_counted(
    name: str, tmp_path: Path
) -> None:
    with FaultServer(name, poison=POISON) as server:
        done = run(server, faultless(2)[0], tmp_path)
    assert done.code in (0, 3), done.err
    assert max(server.questions.values()) <= 3
    if done.code == 0:
        assert "S999" not in done.page
        assert "no article ever held" not in done.page
        assert done.told["rejected"] > faultless(2)[1].told["rejected"] or name != "partial"
    assert "Canary0" in done.page


# -- faults that no other attempt mends --------------------------------------------------------


@pytest.mark.parametrize("jobs", [1, 4])
@pytest.mark.parametrize("name", only("fatal"))
def test_a_refused_account_costs_one_request_in_the_whole_run(
    name: str, jobs: int, tmp_path: Path
) -> None:
    source = articles(tmp_path / "in", 5)
    with FaultServer(name) as server:
        done = run(server, source, tmp_path / "out", jobs=jobs)
    assert done.code == 5, done.err
    assert len(server.requests) == 1
    assert server.base_url in done.err
    assert not (tmp_path / "out" / DAY).exists()


@pytest.mark.parametrize("name", [*only("article"), "413", "422"])
def test_a_prompt_too_long_costs_its_article_one_request(name: str, tmp_path: Path) -> None:
    with FaultServer(name, poison=POISON) as server:
        done = run(server, faultless(2)[0], tmp_path)
    assert done.code == 3, done.err
    assert sorted(server.questions.values()) == [1] * (QUESTIONS + 1)
    assert done.failures.keys() == {"01.md"}
    if "llamacpp" in name:
        (detail,) = [failure["detail"] for failure in done.told["failures"]]
        assert "9000 tokens of 4096" in detail


def test_an_hour_to_wait_stops_the_run_and_says_when_to_come_back(tmp_path: Path) -> None:
    source = articles(tmp_path / "in", 5)
    with FaultServer("429_long") as server:
        done = run(server, source, tmp_path / "out", jobs=4)
    assert done.code == 6, done.err
    assert len(server.requests) == 1
    assert "3600" in done.err


# -- waiting as long as the server says --------------------------------------------------------


@pytest.mark.parametrize("name", ["429_seconds", "429_ms", "429_date"])
def test_no_worker_asks_before_the_time_that_the_server_named(name: str, tmp_path: Path) -> None:
    source = articles(tmp_path / "in", 5)
    with FaultServer(name, total=1, retry_after=1.0) as server:
        done = run(server, source, tmp_path / "out", jobs=4)
    assert done.code == 0, done.err
    asked_at = server.times[0] + time.time() - time.monotonic()
    wanted = int(asked_at) + 1 - asked_at if name == "429_date" else 1.0
    assert server.times[1] - server.times[0] >= wanted - 0.05
    assert len(server.requests) == 1 + 5 * QUESTIONS


def test_five_questions_in_a_row_without_an_answer_stop_the_run_and_the_rest_is_free(
    tmp_path: Path,
) -> None:
    source = articles(tmp_path / "in", 12)
    with FaultServer("500", poison=r"Canary(?!0\b)\d+") as server:
        done = run(server, source, tmp_path / "out")
        assert done.code == 6, done.err
        last = server.raw.index(server.answered[-1])  # an answer in between begins the row anew
        assert len(server.raw[last + 1 :]) <= 5 * ATTEMPTS
        before, paid = len(server.requests), list(server.answered)
        server.faults = ()
        again = run(server, source, tmp_path / "out")
        assert again.code == 0, again.err
        assert len(server.requests) - before == 12 * QUESTIONS - len(set(paid))


@pytest.mark.parametrize("jobs", [1, 3])
def test_no_more_is_asked_at_once_than_was_allowed(jobs: int, tmp_path: Path) -> None:
    source = articles(tmp_path / "in", 6)
    with FaultServer(latency=0.1) as server:
        done = run(server, source, tmp_path / "out", jobs=jobs)
    assert done.code == 0, done.err
    assert min(jobs, 2) <= server.max_in_flight <= jobs


def test_a_bad_answer_is_quoted_back_in_two_kilobytes_at_most(tmp_path: Path) -> None:
    write_article(tmp_path / "in", 1)
    with FaultServer("schema_echo", first=1) as server:
        done = run(server, tmp_path / "in", tmp_path / "out")
    assert done.code == 0, done.err
    for first, second in zip(server.raw[::2], server.raw[1::2], strict=True):
        assert len(second) - len(first) <= 2000


def test_every_fault_was_tried() -> None:
    """The catalogue grows with what is seen of servers; a new kind needs its test above."""
    tried = {*SLOW, *only("transient", "benign", "silent", "re-ask", "cut", "declined")}
    tried |= {*only("partial", "hostile", "fatal", "article", "stop"), *named("ladder")}
    assert tried == set(FAULTS)
