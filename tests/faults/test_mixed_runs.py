"""Whole runs on two servers that differ: each gets what it bears, the briefing is one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from briefing.llm.mechanisms import Mechanism, rung_of
from tests.command import briefing
from tests.faults.running import Run, articles, faultless, run
from tests.faults.server import FaultServer

QUICK = ("--quick", "--budget", "10", "-q")
QUESTIONS = 4  # of one article
ARTICLES = 12


def pair(one: str, two: str, latency: float = 0.02) -> tuple[FaultServer, FaultServer]:
    """Slow enough that both get work."""
    return FaultServer(profile=one, latency=latency), FaultServer(profile=two, latency=latency)


def on_both(one: FaultServer, two: FaultServer, source: Path, out: Path, **flags: Any) -> Run:
    return run(
        two, source, out, "--base-url", one.base_url, **{"jobs": 2, "context": 3000, **flags}
    )


def rungs(server: FaultServer, since: int = 0) -> list[Mechanism]:
    return [rung_of(body) for body in server.requests[since:]]


def test_the_briefing_of_two_servers_is_that_of_one(tmp_path: Path) -> None:
    source, clean = faultless(ARTICLES)
    one, two = pair("vllm", "no_schema")  # no tools there, no schemas here
    with one, two:
        done = on_both(one, two, source, tmp_path)
        assert done.code == 0, done.err
        assert set(rungs(one)) == {"json_schema"}
        assert rungs(two)[0] == "json_schema"
        assert set(rungs(two)[1:]) == {"tools"}
        assert len(one.requests) + len(two.requests) == ARTICLES * QUESTIONS + 1
        assert min(len(one.requests), len(two.requests)) > QUESTIONS
        assert done.err.count("refuses the mechanism") == 1
        assert f"{two.base_url}: the server refuses" in done.err
        assert done.pages == clean.pages

        before = len(one.requests), len(two.requests)
        again = on_both(one, two, source, tmp_path)
        alone = run(two, source, tmp_path, context=3000)
        assert (len(one.requests), len(two.requests)) == before
    assert again.pages == alone.pages == clean.pages


@pytest.mark.parametrize("other", ["no_tools", "localai", "llamacpp_open", "sglang", "ollama"])
def test_what_two_servers_answered_is_replayed_and_never_asked_again(
    other: str, tmp_path: Path
) -> None:
    source = faultless(ARTICLES)[0]
    one, two = pair("openai", other)
    with one, two:
        done = on_both(one, two, source, tmp_path / "out")
        assert done.code == 0, done.err
        assert set(rungs(one)) == {"json_schema"}
        before = len(one.requests), len(two.requests)
        assert min(before) > QUESTIONS
        recording = tmp_path / "answers"
        words = ["--record", recording]
        again = run(one, source, tmp_path / "out", *words, context=3000)
        assert again.code == 0, again.err
        assert (len(one.requests), len(two.requests)) == before
    replayed = briefing(
        *["run", source, "-o", tmp_path / "new", "--day", "2026-03-02"],
        *["--replay", recording, "--model", "tiny", "--context", "3000"],
    )
    assert replayed.code == 0, replayed.err
    assert Run(replayed, tmp_path / "new").pages == done.pages


def test_what_doctor_found_of_each_server_is_gone_by(tmp_path: Path) -> None:
    source = articles(tmp_path / "in", ARTICLES)
    one, two = pair("openai", "no_tools")
    with one, two:
        both = ["--base-url", one.base_url, "--base-url", two.base_url, "--model", "tiny"]
        told = briefing("doctor", *both, *QUICK, "-j", "4", "--json", "-o", tmp_path / "out")
        assert told.code in (0, 3), told.err
        found = {it["address"]: it for it in json.loads(told.out)}
        assert found[one.base_url]["mechanism"] == "json_schema"
        assert found[two.base_url]["mechanism"] == "json_object"
        before = len(one.requests), len(two.requests)
        one.max_in_flight = two.max_in_flight = 0
        done = run(one, source, tmp_path / "out", "--base-url", two.base_url, jobs=0)
        assert done.code == 0, done.err
    assert set(rungs(one, before[0])) == {"json_schema"}
    assert set(rungs(two, before[1])) == {"json_object"}
    assert "refuses" not in done.err
    for server in (one, two):
        assert 1 <= server.max_in_flight <= found[server.base_url]["jobs"]
    assert max(one.max_in_flight, two.max_in_flight) > 1


def test_what_doctor_found_of_one_of_two_servers_is_gone_by(tmp_path: Path) -> None:
    source = articles(tmp_path / "in", ARTICLES)
    one, two = pair("llamacpp", "no_tools")
    with one, two:
        words = ["--base-url", two.base_url, "--model", "tiny", "-o", tmp_path / "out"]
        assert briefing("doctor", *words, *QUICK).code in (0, 3)
        before = len(two.requests)
        done = on_both(one, two, source, tmp_path / "out")
        assert done.code == 0, done.err
    assert set(rungs(one)) == {"json_schema"}
    assert rungs(two, before)
    assert set(rungs(two, before)) == {"json_object"}


def test_the_smallest_context_bounds_every_question_and_is_named_once(tmp_path: Path) -> None:
    source = articles(tmp_path / "in", 2)
    one, two = pair("openai", "llamacpp")  # 4096 tokens, which it tells
    with one, two:
        both = ["--base-url", one.base_url, "--base-url", two.base_url, "--model", "tiny"]
        briefing("doctor", *both, *QUICK, "-o", tmp_path / "out")
        words = ["run", source, "-o", tmp_path / "out", "--day", "2026-03-02", *both]
        done = briefing(*words)
        asked = len(one.requests), len(two.requests)
        again = briefing(*words)
    assert done.code == 0, done.err
    remark = f"the servers differ: a request gets 4096 tokens, for the sake of {two.base_url}"
    assert done.err.count(remark) == 1
    assert remark not in again.err, "nobody was asked"
    assert (len(one.requests), len(two.requests)) == asked


def test_a_model_that_nobody_named_is_asked_of_each_server_in_its_way(tmp_path: Path) -> None:
    source = articles(tmp_path / "in", ARTICLES)
    one, two = pair("openai", "no_schema")
    with one, two:
        both = ["--base-url", one.base_url, "--base-url", two.base_url]
        briefing("doctor", *both, *QUICK, "-o", tmp_path / "out")
        before = len(one.requests), len(two.requests)
        done = briefing("run", source, "-o", tmp_path / "out", "--day", "2026-03-02", *both)
    assert done.code == 0, done.err
    assert set(rungs(one, before[0])) == {"json_schema"}
    assert set(rungs(two, before[1])) == {"tools"}
