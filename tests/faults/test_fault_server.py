"""The server with faults does what its names say, the same way every time."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections import Counter
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field

from tests.faults.answering import Reader, valid_answer
from tests.faults.known_faults import FAULTS, KINDS, named
from tests.faults.profiles import PROFILES
from tests.faults.server import RE_ASK_BUDGET, TRANSPORT_BUDGET, FaultServer


class Part(BaseModel):
    n: str = Field(max_length=60)
    k: Literal["state", "person"]


class Whole(BaseModel):
    parts: list[Part] = Field(max_length=12)
    who: Literal["Arven", "Brisk", "nobody"]
    sure: bool
    much: float
    note: str | None


SCHEMA = Whole.model_json_schema()
# slow, large or ambiguous, but any parser can read them in the end
READABLE = ("slow_drip", "huge_body", "dup_keys", "gzip_lie")


def a_request(text: str = "ARTICLE:\nArven warned Brisk.\n\nList them.", **more: Any) -> Any:
    wanted = {"type": "json_schema", "json_schema": {"name": "Whole", "schema": SCHEMA}}
    messages = [{"role": "system", "content": "Answer."}, {"role": "user", "content": text}]
    return {"model": "tiny", "messages": messages, "response_format": wanted, **more}


def send(server: FaultServer, body: Any, timeout: float = 5.0) -> tuple[int, bytes]:
    """One request over a connection of its own."""
    address = urlsplit(server.base_url)
    line = http.client.HTTPConnection(str(address.hostname), address.port, timeout=timeout)
    try:
        line.request("POST", "/v1/chat/completions", json.dumps(body))
        reply = line.getresponse()
        return reply.status, reply.read()
    finally:
        line.close()


def said(raw: bytes) -> Any:
    return json.loads(raw)["choices"][0]["message"]


@given(st.text(max_size=200))
def test_any_question_gets_an_answer_that_fits_its_schema(text: str) -> None:
    asked = Reader().read(a_request(text))
    value = valid_answer(asked)
    assert Whole.model_validate(value).model_dump() == value
    assert valid_answer(Reader().read(a_request(text))) == value


def test_a_re_ask_is_the_same_question_and_gets_the_same_answer() -> None:
    reader = Reader()
    body = a_request()
    first = reader.read(body)
    tail = [{"role": "assistant", "content": "no"}, {"role": "user", "content": "again"}]
    second = reader.read({**body, "messages": [*body["messages"], *tail]})
    assert first.root == second.root
    assert valid_answer(first) == valid_answer(second)
    assert reader.read(a_request("another")).root != first.root


@pytest.mark.parametrize(
    "name", [n for n in FAULTS if FAULTS[n][0] != "benign" and n not in READABLE]
)
def test_a_fault_is_shown_once_and_then_the_right_answer(name: str) -> None:
    with FaultServer(name, first=1, patience=0.05) as server:
        try:
            status, raw = send(server, a_request())
            seen = said(raw)["content"] if status == 200 else None
        except (
            OSError,
            http.client.HTTPException,
            ValueError,
            LookupError,
            TypeError,
            RecursionError,
        ):
            seen = None
        if seen is not None and FAULTS[name][0] not in ("silent", "partial", "hostile"):
            with pytest.raises(ValueError):
                Whole.model_validate_json(seen)
        status, raw = send(server, a_request())
        assert status == 200
        Whole.model_validate_json(said(raw)["content"])
    assert server.hits == {name: 1}


def test_every_kind_has_faults_and_recoverable_ones_are_many() -> None:
    assert {kind for kind, _ in FAULTS.values()} == set(KINDS)
    assert len(named("recoverable")) > 40
    assert set(named("all")) == set(FAULTS)


def test_faults_follow_the_seed_and_the_question_and_keep_to_the_budget() -> None:
    names = named("recoverable")
    seen = []
    for order in (range(6), reversed(range(6))):
        server = FaultServer(*names, rate=0.9, seed=3, bounded=True)
        reader = Reader()
        for number in order:
            for _ in range(12):
                server._fault(reader.read(a_request(f"question {number}")))
        server._server.server_close()
        seen.append(server._shown)
    assert seen[0] == seen[1]
    for shown in seen[0].values():
        kinds = Counter(FAULTS[name][0] for name in shown if name)
        assert kinds["transient"] < TRANSPORT_BUDGET
        assert kinds["re-ask"] <= RE_ASK_BUDGET


def test_clients_that_leave_and_requests_at_once_are_counted() -> None:
    with FaultServer("hang", first=1, patience=5) as server:
        with pytest.raises(TimeoutError):
            send(server, a_request(), timeout=0.05)
        until = time.monotonic() + 3
        while not server.left and time.monotonic() < until:
            time.sleep(0.01)
        assert server.left == 1
    with FaultServer(latency=0.2) as server:
        threads = [threading.Thread(target=send, args=(server, a_request(str(n)))) for n in "abc"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert server.max_in_flight == 3
    assert sorted(server.attempts.values()) == [1, 1, 1]


@pytest.mark.parametrize("name", sorted(PROFILES))
def test_a_profile_binds_ignores_or_refuses_each_mechanism(name: str) -> None:
    secret = {"type": "object", "properties": {"word": {"enum": ["xq7-never-said"]}}}
    requests = {
        "json_schema": {
            "response_format": {"type": "json_schema", "json_schema": {"schema": secret}}
        },
        "json_object": {"response_format": {"type": "json_object", "schema": secret}},
        "tools": {
            "tools": [{"type": "function", "function": {"name": "say", "parameters": secret}}]
        },
    }
    with FaultServer(profile=name) as server:
        for mechanism, more in requests.items():
            body = {"model": "tiny", "messages": [{"role": "user", "content": "Go."}], **more}
            status, raw = send(server, body)
            bearing = PROFILES[name].bearing.get(mechanism, "enforced")
            if not isinstance(bearing, str):
                assert (status, raw) == (bearing.status, bearing.body)
                continue
            message = said(raw)
            calls = message.get("tool_calls") or [{"function": {"arguments": None}}]
            words = message["content"] or message.get("reasoning_content")
            words = words or calls[0]["function"]["arguments"]
            assert ("xq7-never-said" in words) == (bearing == "enforced"), mechanism


def test_a_window_is_cut_in_silence_or_refused_with_its_size() -> None:
    body = a_request("word " * 6000)
    with FaultServer(profile="ollama") as server:
        status, raw = send(server, body)
        assert (status, json.loads(raw)["usage"]["prompt_tokens"]) == (200, 4096)
    with FaultServer(profile="llamacpp") as server:
        status, raw = send(server, body)
        assert (status, json.loads(raw)["error"]["n_ctx"]) == (400, 4096)
