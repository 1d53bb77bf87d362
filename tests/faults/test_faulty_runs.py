"""Whole runs while the server misbehaves: same bytes, no traceback, nothing paid for twice.

``FAULT_SEEDS`` in the environment says how many seeds are tried (3); ``.ci/run`` tries 20.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.command import DAY, KNOWN, briefing, model_flags, slowness, started, tree
from tests.faults.known_faults import FAULTS, named
from tests.faults.profiles import PROFILES
from tests.faults.running import Run, articles, faultless, run
from tests.faults.server import FaultServer
from tests.scripted import Reply
from tests.store_state import integrity

SEEDS = range(int(os.environ.get("FAULT_SEEDS", "3")))
WORKERS = (1, 4, 8)
ATTEMPTS = 4
QUESTIONS = 4  # of one article
KEY = "sk-marker-7f3a9c1e5d"


@pytest.mark.parametrize("seed", SEEDS)
def test_faults_that_pass_leave_no_trace_in_the_briefing(seed: int, tmp_path: Path) -> None:
    source, clean = faultless(30)
    jobs = WORKERS[seed % len(WORKERS)]
    names = named("recoverable")
    with FaultServer(*names, rate=0.5, seed=seed, bounded=True, patience=0.05) as server:
        done = run(server, source, tmp_path, jobs=jobs)
    assert done.code == 0, done.err
    assert server.hits.total() > 60, server.hits
    assert max(server.questions.values()) <= 6
    assert done.claims() == clean.claims()
    assert done.pages == clean.pages


@pytest.mark.parametrize("seed", SEEDS)
def test_any_mix_of_faults_ends_in_words_and_loses_no_paid_answer(
    seed: int, tmp_path: Path
) -> None:
    source, _ = faultless(8)
    jobs = WORKERS[seed % len(WORKERS)]
    ending = ("fatal", "stop", "ladder")
    names = [n for n in FAULTS if FAULTS[n][0] not in ending] if seed % 3 else list(FAULTS)
    with FaultServer(*names, rate=0.3, seed=seed, patience=0.05) as server:
        done = run(server, source, tmp_path, jobs=jobs, timeout=30)
        assert done.code in (0, 3, 4, 5, 6)
        assert done.code in (0, 3) or done.err
        assert max(server.attempts.values()) <= ATTEMPTS
        add_up(done, 8)
        assert integrity(tmp_path) == "ok"
        paid, before = set(server.answered), len(server.raw)
        server.faults = ()
        again = run(server, source, tmp_path, jobs=4)
        assert again.code == 0, again.err
        # a worker that is cut off by the end of the run may have been about to read its answer
        assert len(paid & set(server.raw[before:])) <= jobs
    add_up(again, 8)


def add_up(done: Run, count: int) -> None:
    """Every article is either in the briefing or among the failures."""
    if done.code in (0, 3):
        told = done.told
        assert told["articles"] + len(told["failures"]) == count
        assert len(told["outcomes"]) == count
        for name in done.failures:
            assert name in done.page


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize(("signum", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_leaves_within_two_seconds_and_keeps_what_was_paid(
    signum: signal.Signals, code: int, tmp_path: Path
) -> None:
    source, clean = faultless(8)
    hang = r"Canary[4-7]\b"
    with FaultServer("hang", poison=hang, patience=120) as server:
        words = ["run", source, "-o", tmp_path / "out", "--day", DAY]
        words += model_flags(server, jobs=4)
        with started(*words, log=tmp_path / "log") as child:
            give_up = time.monotonic() + 120
            while server.hits["hang"] < 4 and time.monotonic() < give_up:
                time.sleep(0.01)
            begun = time.monotonic()
            os.kill(child.pid or 0, signum)
            child.join(20)
            took = time.monotonic() - begun
            assert child.exitcode == code, (tmp_path / "log").read_text()
        assert took < 2 * slowness()
        log = (tmp_path / "log").read_text()
        assert "Traceback" not in log
        assert "go on with: briefing run" in log
        assert server.hits["hang"] == 4
        server.faults = ()
        answered = len(server.requests) - 4
        assert answered == 4 * QUESTIONS
        done = run(server, source, tmp_path / "out", jobs=4)
    assert done.code == 0
    assert len(server.requests) == 4 + 8 * QUESTIONS
    assert done.pages == clean.pages


def test_three_poisoned_articles_of_ten_are_named_and_cost_nothing_else(tmp_path: Path) -> None:
    source = articles(tmp_path / "in", 10)
    with FaultServer("refusal_text", poison=r"Canary[147]\b") as server:
        done = run(server, source, tmp_path / "out", jobs=4)
    assert done.code == 3
    assert sorted(done.failures) == ["01.md", "04.md", "07.md"]
    for name in done.failures:
        assert name in done.page
    assert "7 articles read" in done.page
    good = tmp_path / "good"
    good.mkdir()
    for path in source.iterdir():
        if path.name not in done.failures:
            (good / path.name).write_bytes(path.read_bytes())
    with FaultServer() as server:
        alone = run(server, good, tmp_path / "alone")
    for kind in ("actors", "events", "stances"):
        assert done.claims()[kind] == alone.claims()[kind]


def test_when_every_article_fails_no_quiet_day_is_written(tmp_path: Path) -> None:
    source = articles(tmp_path / "in", 3)
    with FaultServer("refusal_text") as server:
        done = run(server, source, tmp_path / "out")
    assert done.code == 4
    assert not (tmp_path / "out" / DAY).exists()


@pytest.mark.parametrize("place", ["out", f"out/{DAY}", f"out/{DAY}/articles", "out/briefing.db"])
def test_a_place_that_cannot_be_written_is_found_before_the_first_request(
    place: str, tmp_path: Path
) -> None:
    source = articles(tmp_path / "in", 1)
    path = tmp_path / place
    path.parent.mkdir(parents=True, exist_ok=True)
    if place.endswith(".db"):
        path.mkdir()
    else:
        path.write_text("a file")
    with FaultServer() as server:
        done = run(server, source, tmp_path / "out")
    assert done.code == 2, done.err
    assert str(path) in done.err
    assert server.requests == []


def test_a_broken_layout_is_found_before_the_first_request(tmp_path: Path) -> None:
    source = articles(tmp_path / "in", 1)
    layouts = tmp_path / "mine" / "layouts"
    layouts.mkdir(parents=True)
    (layouts / "briefing.md.j2").write_text("{{ nothing_like_it }}")
    with FaultServer() as server:
        done = run(server, source, tmp_path / "out", "--overrides", layouts.parent)
    assert done.code == 2
    assert "briefing.md.j2" in done.err
    assert server.requests == []


@pytest.mark.parametrize("name", ["missing_usage", "null_usage", "zero_usage"])
def test_tokens_that_were_not_told_are_unknown_and_not_none(name: str, tmp_path: Path) -> None:
    with FaultServer(name) as server:
        done = run(server, faultless(2)[0], tmp_path)
    assert done.code == 0
    dossier = json.loads((tmp_path / DAY / "dossier.json").read_text("utf-8"))
    for extraction in dossier["extractions"]:
        assert extraction["provenance"]["tokens_in"] is None


def test_the_key_is_in_no_file_and_no_stream_whatever_happens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_API_KEY", KEY)
    source = articles(tmp_path / "in", 4)
    mixes = {"all": tuple(FAULTS), "401": ("401",), "500": ("500",), "429_long": ("429_long",)}
    mixes["passing"] = named("recoverable")
    for mix, names in mixes.items():
        rate = 1.0 if len(names) == 1 else 0.4
        with FaultServer(*names, rate=rate, seed=4, patience=0.05) as server:
            words = ["--verbose", "--record", tmp_path / mix / "answers"]
            done = run(server, source, tmp_path / mix / "out", *words, jobs=2, timeout=30)
            assert any(KEY in headers["authorization"] for headers in server.headers)
        assert KEY not in done.result.out + done.err, mix
        for name, content in tree(tmp_path / mix).items():
            assert KEY.encode() not in content, (mix, name)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_leads_a_request_to_another_host(
    status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_API_KEY", KEY)
    source, _ = faultless(2)
    with FaultServer() as aim, FaultServer() as moved:
        there = Reply(status=status, headers={"Location": aim.base_url}, body=b"moved")
        moved.models_page, moved.answer = there, lambda body: there
        moved.pages = {"/props": there, "/api/version": there, "/v1/models/fixed": there}
        done = run(moved, source, tmp_path)
        assert len(moved.requests) == 1
        unnamed = briefing("run", source, "-o", tmp_path, "--base-url", moved.base_url)
        doctor = briefing("doctor", "-o", tmp_path, "--base-url", moved.base_url, "--quick")
        # a page of the web is no article: nobody fetches it
        page = briefing("run", f"{aim.base_url}/models", "-o", tmp_path, *model_flags(moved))
    assert (done.code, unnamed.code, page.code) == (5, 5, 4)
    assert aim.base_url in done.err
    assert doctor.code in (5, 6)
    assert "Traceback" not in doctor.err
    assert (aim.requests, aim.paths) == ([], [])


@pytest.mark.parametrize("profile", sorted(PROFILES))
def test_a_second_run_on_any_server_asks_nothing(profile: str, tmp_path: Path) -> None:
    source, clean = faultless(2)
    with FaultServer(profile=profile) as server:
        done = run(server, source, tmp_path, context=3000)
        assert done.code == 0, done.err
        assert done.claims()["events"]
        if profile != "no_tools":  # there the schema stands in the prompt: another question
            assert done.claims() == clean.claims()
        asked = len(server.requests)
        run(server, source, tmp_path, context=3000)
        assert len(server.requests) == asked


def test_what_is_known_needs_no_server(tmp_path: Path) -> None:
    source, clean = faultless(2)
    done = briefing("run", source, "-o", clean.out, "--day", DAY, *KNOWN[:2], "--model", "tiny")
    assert done.code == 0, done.err
