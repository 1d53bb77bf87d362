"""What two budgets and a loading server cost together; counted at the server."""

from __future__ import annotations

from pathlib import Path

from tests.faults.running import articles, faultless, run
from tests.faults.server import FaultServer

POISON = r"Canary1\b"
ATTEMPTS = 4
QUESTIONS = 4  # of one article


def test_a_server_that_loads_its_model_is_waited_for(tmp_path: Path) -> None:
    source = articles(tmp_path / "in", 1)
    with FaultServer("503_loading", total=5, retry_after=0.01) as server:
        done = run(server, source, tmp_path / "out")
    assert done.code == 0, done.err
    assert len(server.requests) == 5 + QUESTIONS
    assert "load" in done.err.lower()


def test_transport_faults_and_bad_answers_together_cost_six_requests_at_most(
    tmp_path: Path,
) -> None:
    with FaultServer("wrong_enum", "500", rate=0.9, seed=5, poison=POISON) as server:
        done = run(server, faultless(2)[0], tmp_path)
    assert done.code in (0, 3), done.err
    assert max(server.questions.values()) <= ATTEMPTS + 2


def test_an_answer_larger_than_any_answer_is_not_read_to_its_end(tmp_path: Path) -> None:
    with FaultServer("huge_body", poison=POISON) as server:
        done = run(server, faultless(2)[0], tmp_path)
    assert done.code == 3, done.err
    assert max(server.questions.values()) <= ATTEMPTS
    assert done.failures == {"01.md": "server failure"}
