"""`briefing doctor` as a user and a script call it."""

from __future__ import annotations

import json
import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from tests.command import CHECKOUT, DAY, briefing, started, without_traceback, write_article
from tests.faults.server import FaultServer
from tests.scripted import Reply, ScriptedServer

QUICK = ("--quick", "--budget", "10", "-j", "2")


def port_of(server: ScriptedServer) -> str:
    return server.base_url.rpartition(":")[2].partition("/")[0]


def test_a_good_server_ends_with_nothing_to_change_and_progress_on_stderr(tmp_path: Path) -> None:
    with FaultServer() as server:
        done = briefing("doctor", "--base-url", server.base_url, "-o", tmp_path, *QUICK)
    assert done.code == 0, done.err
    assert "JSON schema: enforced" in done.out
    assert done.out.endswith("Nothing to change.\n")
    assert "trying: tool call" in done.err


def test_json_is_one_object_that_says_the_same(tmp_path: Path) -> None:
    with FaultServer(profile="ollama") as server:
        words = ("doctor", "--port", port_of(server), "-o", tmp_path, "--json", "-q", *QUICK)
        done = briefing(*words)
    said = json.loads(done.out)
    assert done.code == 3
    assert done.err == ""
    assert said["kind"] == "ollama"
    assert said["address"] == server.base_url
    assert (said["mechanism"], said["context"], said["cut"]) == ("json_schema", 4096, True)
    assert "OLLAMA_CONTEXT_LENGTH=8192" in said["advice"][0]
    assert said["granularity"] == "sentence"


def test_of_several_servers_each_is_examined_and_a_dead_one_named(tmp_path: Path) -> None:
    config = tmp_path / "briefing.toml"
    with FaultServer() as one, FaultServer(profile="ollama") as two:
        urls = [one.base_url, "http://127.0.0.1:9/v1", two.base_url]
        config.write_text(f"base_urls = {json.dumps(urls)}\n", "utf-8")
        words = ("doctor", "--config", config, "-o", tmp_path / "out", *QUICK)
        told = briefing(*words)
        machine = briefing(*words, "--json", "-q")
        config.write_text(f"base_urls = {json.dumps([urls[1], 'http://127.0.0.1:1/v1'])}\n")
        dead = briefing(*words)
    assert (told.code, machine.code, dead.code) == (3, 3, 6)
    assert f"at {one.base_url}" in told.out
    assert f"at {two.base_url}" in told.out
    assert "no answer from http://127.0.0.1:9/v1" in told.err
    first, error, last = json.loads(machine.out)
    assert (first["address"], last["address"]) == (one.base_url, two.base_url)
    assert last["context"] == 4096
    assert "127.0.0.1:9" in error["error"]
    assert error["exit_code"] == 6
    assert "127.0.0.1:1/" in dead.err


def test_with_nobody_to_ask_there_are_three_ways_out(tmp_path: Path) -> None:
    done = briefing("doctor", "--port", "9", "-o", tmp_path)
    assert done.code == 6
    assert "three ways out" in without_traceback(done)
    assert not list(tmp_path.iterdir())


def test_a_dead_address_is_exit_code_6_and_a_refused_key_5(tmp_path: Path) -> None:
    dead = briefing("doctor", "--base-url", "http://127.0.0.1:9/v1", "-o", tmp_path)
    assert dead.code == 6
    assert "no answer from http://127.0.0.1:9/v1" in without_traceback(dead)
    with ScriptedServer(lambda _: Reply(status=401, body=b'{"error": "who?"}')) as server:
        refused = briefing("doctor", "--base-url", server.base_url, "-o", tmp_path)
    assert refused.code == 5
    assert "BRIEFING_API_KEY" in without_traceback(refused)


@pytest.mark.parametrize(("status", "code"), [(407, 5), (302, 5), (200, 6), (500, 6)])
def test_whatever_stops_it_is_one_object_for_a_script(
    status: int, code: int, tmp_path: Path
) -> None:
    page = Reply(status=status, body=b"<title>Sign in</title>", headers={"Location": "http://x"})
    with ScriptedServer(lambda _: page) as server:
        words = ("doctor", "--base-url", server.base_url, "-o", tmp_path, "--json", *QUICK)
        done = briefing(*words)
    said = json.loads(done.out)
    assert done.code == said["exit_code"] == code
    assert said["error"] in without_traceback(done)
    assert said["hint"]


@pytest.mark.parametrize("body", [b"", b"<html>hotel wifi</html>", b"\xff\xfe", b'{"choices": 3}'])
def test_nonsense_from_a_server_is_told_without_a_traceback(body: bytes, tmp_path: Path) -> None:
    with ScriptedServer(lambda _: Reply(body=body)) as server:
        done = briefing("doctor", "--base-url", server.base_url, "-o", tmp_path, *QUICK)
    without_traceback(done)
    assert done.code == 6


def test_a_model_file_that_is_none_is_told(tmp_path: Path) -> None:
    file = tmp_path / "not.gguf"
    file.write_text("no model")
    done = briefing("doctor", "--model-path", file, "-o", tmp_path)
    assert done.code == 6
    assert "not a GGUF" in without_traceback(done)


def test_what_the_doctor_found_is_what_the_next_run_goes_by(tmp_path: Path) -> None:
    write_article(tmp_path / "in", 0)
    with FaultServer(profile="no_schema") as server:
        flags = ("--base-url", server.base_url, "-o", tmp_path / "out")
        assert briefing("doctor", *flags, *QUICK).code == 3
        before = len(server.requests)
        done = briefing("run", tmp_path / "in", "--day", DAY, *flags)
        assert done.code == 0, done.err
        sent = server.requests[before:]
    assert sent
    assert all("tools" in body for body in sent), "no request was spent on what is known"
    assert "refuses" not in done.err


def test_ctrl_c_ends_the_doctor_at_once(tmp_path: Path) -> None:
    def answer(body: dict[str, Any]) -> Reply:
        return Reply("blue", delay=30.0)

    log = tmp_path / "log"
    with ScriptedServer(answer) as server:
        words = ("doctor", "--base-url", server.base_url, "-o", tmp_path / "out")
        with started(*words, log=log) as child:
            until = time.monotonic() + 60
            while not server.requests and time.monotonic() < until:
                time.sleep(0.02)
            assert server.requests
            assert child.pid is not None
            stopped = time.monotonic()
            os.kill(child.pid, signal.SIGINT)
            child.join(10)
            took = time.monotonic() - stopped
            assert child.exitcode == 130
    assert took < 2.0
    assert "Traceback" not in log.read_text("utf-8")


def test_the_page_of_servers_has_a_section_for_every_kind() -> None:
    from briefing.llm.identity import NAMES, PORTS

    text = (CHECKOUT / "docs" / "servers.md").read_text("utf-8")
    headings = [line[3:] for line in text.splitlines() if line.startswith("## ")]
    for kind, name in NAMES.items():
        assert not kind or any(name.split()[0] in heading for heading in headings), name
    for port in PORTS:
        assert f":{port}/v1" in text
    assert "docs/servers.md" in (CHECKOUT / "README.md").read_text("utf-8")


def test_a_server_that_only_says_slow_down_is_not_waited_for_as_one_that_loads(
    tmp_path: Path,
) -> None:
    with ScriptedServer(lambda _: Reply(status=429)) as server:
        words = ("doctor", "--base-url", server.base_url, "-o", tmp_path, "--quick")
        done = briefing(*words, "--budget", "2")
        asked = len(server.requests)
    assert done.code == 6, done.err
    assert 0 < asked < 10
