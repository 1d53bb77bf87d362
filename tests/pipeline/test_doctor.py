"""`briefing doctor` against profiles of the real servers: what it finds, remembers and advises."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from briefing.config import Settings
from briefing.errors import AccountError, ModelUnavailable
from briefing.llm.identity import NAMES
from briefing.llm.mechanisms import rung_of
from briefing.llm.profiles import Profile
from briefing.pipeline.advice import advise
from briefing.pipeline.doctor import Diagnosis, diagnose
from briefing.pipeline.progress import Progress
from briefing.store import FILE_NAME, Store
from tests.faults.server import FaultServer
from tests.scripted import Reply, ScriptedServer

DAY = date(2026, 3, 4)


class Lines(Progress):
    def __init__(self) -> None:
        self.said: list[str] = []

    def say(self, message: str) -> None:
        self.said.append(message)


def examined(server: ScriptedServer, output: Path, **more: Any) -> Diagnosis:
    settings = Settings(base_url=server.base_url, output=output, jobs=2)
    return diagnose(settings, Lines(), DAY, **{"selftest": False, "budget": 20.0, **more})


@pytest.mark.parametrize(
    ("profile", "kind", "mechanism", "context", "cut", "word"),
    [
        ("llamacpp", "llama.cpp", "json_schema", 4096, False, "-c 16384"),
        ("llamacpp_open", "llama.cpp", "tools", 4096, False, "update llama-server"),
        ("ollama", "ollama", "json_schema", 4096, True, "OLLAMA_CONTEXT_LENGTH"),
        ("vllm", "vllm", "json_schema", None, False, ""),
        ("sglang", "sglang", "json_schema", None, False, "--reasoning-parser"),
        ("lmstudio", "lmstudio", "json_schema", 4096, False, "lms load tiny --context-length"),
        ("localai", "localai", "json_object", None, False, "LocalAI"),
        ("no_tools", "", "json_object", None, False, "going on with 'JSON object'"),
        ("no_schema", "", "tools", None, False, "going on with 'tool call'"),
        ("openai", "", "json_schema", None, False, ""),
    ],
)
def test_each_kind_of_server_is_named_tried_and_given_its_own_advice(
    profile: str, kind: str, mechanism: str, context: int | None, cut: bool, word: str,
    tmp_path: Path,
) -> None:  # fmt: skip
    with FaultServer(profile=profile) as server:
        found = examined(server, tmp_path)
    assert found.identity.kind == kind
    assert found.profile.mechanism == mechanism
    assert found.profile.context == context
    assert found.found.cut == cut
    assert word in " ".join(found.advice)
    assert bool(found.advice) == bool(word)
    if not context and profile != "localai":  # which counts no tokens
        assert (found.profile.read or 0) > 7000
    with Store(tmp_path / FILE_NAME) as store:
        record = store.get_profile(server.base_url, "tiny")
    assert record is not None
    assert Profile.model_validate(record) == found.profile
    assert found.profile.examined == DAY


def test_no_canary_word_stands_in_a_prompt_where_the_schema_is_to_be_enforced(
    tmp_path: Path,
) -> None:
    with FaultServer() as server:
        examined(server, tmp_path)
    canaries = [b for b in server.requests if "colour" in json.dumps(b["messages"])]
    assert [rung_of(body) for body in canaries] == ["json_schema", "tools", "json_object", "prompt"]
    schema = canaries[0]["response_format"]["json_schema"]["schema"]
    words = schema["$defs"]["Named"]["properties"]["word"]["enum"]
    assert not any(word in json.dumps(canaries[0]["messages"]) for word in words)


def test_the_selftest_scores_shipped_articles_and_leaves_nothing_behind(tmp_path: Path) -> None:
    with FaultServer() as server:
        found = examined(server, tmp_path / "out", selftest=True, budget=120.0)
    assert found.selftest.said == "done"
    assert set(found.selftest.results) == {"sentence", "article"}
    for result in found.selftest.results.values():
        assert result.articles == 3
        assert 0 < result.actors <= 1
    assert found.profile.tested == found.selftest.results
    with Store(tmp_path / "out" / FILE_NAME) as store:
        assert not store.near_answers("", "actors")
        assert not store.days()


def test_a_server_that_fails_every_question_of_the_selftest_is_told_not_raised(
    tmp_path: Path,
) -> None:
    def answer(body: dict[str, Any]) -> Reply:
        if body["max_tokens"] > 60:
            return Reply(status=400, body=b'{"error": "no room on this ship"}')
        return Reply("blue")

    with ScriptedServer(answer) as server:
        found = examined(server, tmp_path, selftest=True)
    assert found.selftest.results == {}
    assert found.profile.granularity == "sentence"
    assert "failed" in found.selftest.said
    assert found.profile.mechanism == "json_object"


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_refused_key_or_model_costs_one_question(status: int, tmp_path: Path) -> None:
    error = json.dumps({"error": {"message": "no, sk-secret-123 is wrong"}}).encode()
    with ScriptedServer(lambda body: Reply(status=status, body=error)) as server:
        settings = Settings(base_url=server.base_url, api_key="sk-secret-123", output=tmp_path)
        with pytest.raises(AccountError) as caught:
            diagnose(settings, Progress(), DAY)
    assert len(server.requests) == 1
    assert "sk-secret" not in str(caught.value)


def test_a_model_that_is_being_loaded_is_waited_for(tmp_path: Path) -> None:
    left = [2]

    def answer(body: dict[str, Any]) -> Reply:
        if left[0] > 0:
            left[0] -= 1
            return Reply(status=503, body=b'{"error": {"message": "Loading model"}}')
        return Reply("blue")

    with ScriptedServer(answer) as server:
        lines = Lines()
        settings = Settings(base_url=server.base_url, output=tmp_path)
        diagnose(settings, lines, DAY, selftest=False, budget=5.0)
    assert sum("Loading model" in line for line in lines.said) == 2


@pytest.mark.parametrize("fault", ["500", "reset", "html_200_json"])
def test_faults_that_pass_are_not_told_as_what_the_server_cannot_do(
    fault: str, tmp_path: Path
) -> None:
    with FaultServer(fault, first=1) as server:
        found = examined(server, tmp_path)
        assert server.hits[fault] >= 4
    assert found.found.trials["json_schema"] == "enforced"
    assert found.profile.mechanism == "json_schema"
    assert found.profile.jobs == 2


class Waking(FaultServer):
    """A server whose list of models fails at first; ``looks`` counts how often it was asked for."""

    looks = 0

    @property
    def models_page(self) -> Reply | None:
        self.looks += 1
        return Reply(status=502) if self.looks < 3 else None

    @models_page.setter
    def models_page(self, page: Reply | None) -> None:
        """It has its own."""


def test_a_list_of_models_that_fails_twice_is_asked_for_again(tmp_path: Path) -> None:
    with Waking() as server:
        assert examined(server, tmp_path).profile.model == server.model
        assert server.looks >= 3


def test_without_an_address_the_first_listening_server_is_examined_and_the_others_named(
    tmp_path: Path,
) -> None:
    with FaultServer(profile="vllm") as one, FaultServer(profile="ollama") as two:
        ports = [int(s.base_url.rpartition(":")[2].partition("/")[0]) for s in (one, two)]
        settings = Settings(output=tmp_path, api_key="sk-not-for-strangers")
        found = diagnose(settings, Progress(), DAY, selftest=False, budget=10.0, ports=[9, *ports])
        sent = [headers for server in (one, two) for headers in server.headers]
    assert found.profile.address == one.base_url
    assert [(n.address, n.name) for n in found.neighbours] == [(two.base_url, "Ollama")]
    assert not any("sk-not-for-strangers" in str(headers) for headers in sent)


def test_a_server_that_wants_a_key_is_named_but_not_examined(tmp_path: Path) -> None:
    with ScriptedServer(lambda body: "") as server:
        server.models_page = Reply(status=401, body=b'{"error": "who are you?"}')
        port = int(server.base_url.rpartition(":")[2].partition("/")[0])
        with pytest.raises(ModelUnavailable, match="it wants a key") as caught:
            diagnose(Settings(output=tmp_path), Progress(), DAY, ports=[port])
    assert "three ways out" in caught.value.hint
    assert server.requests == []


def test_a_page_that_is_no_model_server_is_left_alone(tmp_path: Path) -> None:
    with ScriptedServer(lambda body: "") as server:
        server.models_page = Reply(headers={"Content-Type": "text/html"}, body=b"<html>hi</html>")
        port = int(server.base_url.rpartition(":")[2].partition("/")[0])
        with pytest.raises(ModelUnavailable, match="no model server listens"):
            diagnose(Settings(output=tmp_path), Progress(), DAY, ports=[port])
    assert server.requests == []


def test_every_kind_has_advice_for_every_trouble() -> None:
    from briefing.llm.capabilities import Findings
    from briefing.llm.identity import Identity

    for kind in NAMES:
        found = Findings(
            trials={"json_schema": "ignored", "tools": "refused"},
            reasoning="<think> in the answer",
            answering="another",
            context=2048,
            prefix_cache=False,
            tokens_out=1.0,
        )
        lines = advise(Identity(kind, slots=2), found, "mine", 8192)
        assert len(lines) >= 6, kind
        assert "{" not in "".join(lines).replace('{"enable_thinking": false}', "")
