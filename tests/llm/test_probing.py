"""Raw replies: whatever a server sends is read, nothing of it is trusted."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.llm.capabilities import Findings, cached, told_window, verdict
from briefing.llm.identity import identify
from briefing.llm.probing import Page, Probe, Said, said
from tests.scripted import Reply, ScriptedServer

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "choices",
                    "message",
                    "content",
                    "usage",
                    "timings",
                    "error",
                    "prompt_tokens",
                    "model",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
)


@given(JSON)
def test_any_json_is_read_as_a_completion_without_an_exception(value: Any) -> None:
    read = said(Page(200, 0.1, json.dumps(value), {}, value))
    assert isinstance(read.response["content"], str)
    assert isinstance(read.page.error, str)
    assert told_window(read) is None or told_window(read)


def reply(status: int = 200, seconds: float = 1.0, **more: Any) -> Said:
    value = {} if status == 200 else {"error": {"message": "no"}}
    return Said(Page(status, seconds, "", {}, value), **more)


@pytest.mark.parametrize(
    ("status", "fitting", "rung", "expected"),
    [
        (200, True, "json_schema", "enforced"),
        (200, True, "tools", "works"),
        (200, True, "prompt", "works"),
        (200, False, "json_schema", "ignored"),
        (400, False, "json_schema", "refused"),
        (500, False, "json_schema", "failed"),
        (0, False, "json_schema", "failed"),
        (429, False, "tools", "failed"),
    ],
)
def test_a_canary_tells_enforced_from_working_from_ignored(
    status: int, fitting: bool, rung: Any, expected: str
) -> None:
    assert verdict(rung, reply(status), fitting) == expected


@pytest.mark.parametrize(
    ("trials", "rung"),
    [
        ({"json_schema": "enforced"}, "json_schema"),
        ({"json_schema": "ignored", "portable_schema": "enforced"}, "portable_schema"),
        ({"json_schema": "ignored", "portable_schema": "refused", "tools": "works"}, "tools"),
        ({"json_schema": "refused", "tools": "ignored", "json_object": "ignored"}, "json_object"),
        ({"json_schema": "refused", "tools": "refused", "json_object": "refused"}, "prompt"),
        ({"json_schema": "failed"}, "json_schema"),
        ({}, "json_schema"),
    ],
)
def test_the_strictest_mechanism_that_works_is_used(trials: Any, rung: str) -> None:
    assert Findings(trials=trials).mechanism == rung


@pytest.mark.parametrize(
    ("first", "again", "expected"),
    [
        (reply(tokens_in=600), reply(cached=580), True),
        (reply(tokens_in=600), reply(cached=0), False),
        (reply(seconds=4.0), reply(seconds=0.5), True),
        (reply(seconds=4.0), reply(seconds=3.9), False),
        (reply(seconds=4.0), reply(seconds=2.6), None),
        (reply(seconds=0.1), reply(seconds=0.01), None),
        (reply(), reply(500), None),
    ],
)
def test_a_prefix_cache_is_told_by_counts_else_by_time_else_not_at_all(
    first: Said, again: Said, expected: bool | None
) -> None:
    assert cached(first, again) is expected


@pytest.mark.parametrize(
    ("error", "window"),
    [
        ({"message": "too long", "n_ctx": 4096}, 4096),
        ({"message": "This model's maximum context length is 8192 tokens. However"}, 8192),
        ("n_keep: 13055>= n_ctx: 4096). Try to load", 4096),
        ({"message": "the available context size (2048 tokens)"}, 2048),
        ("no", None),
    ],
)
def test_the_window_is_read_from_each_server_s_words(error: Any, window: int | None) -> None:
    page = Page(400, 0.1, "", {}, {"error": error})
    assert told_window(Said(page)) == window


async def test_a_key_that_a_server_repeats_is_hidden() -> None:
    body = b'{"error": {"message": "sk-secret-123456 is wrong"}}'
    with ScriptedServer(lambda _: Reply(status=401, body=body)) as server:
        async with Probe(server.base_url, "sk-secret-123456") as probe:
            answer = await probe.chat({"messages": []})
        assert server.headers[0]["authorization"] == "Bearer sk-secret-123456"
    assert "sk-secret" not in answer.page.text + answer.page.error + str(answer.page.value)


async def test_nobody_there_is_a_page_without_a_status() -> None:
    async with Probe("http://127.0.0.1:9/v1") as probe:
        page = await probe.page("http://127.0.0.1:9/v1/models")
        assert (page.status, page.ok) == (0, False)
        assert page.error
        assert (await identify(probe)).status == 0


async def test_an_answer_without_an_end_is_cut_by_the_patience() -> None:
    with ScriptedServer(lambda _: Reply("x" * 500, drip=0.05)) as server:
        async with Probe(server.base_url) as probe:
            answer = await probe.chat({"messages": []}, patience=0.3)
    assert answer.page.status == 0
    assert answer.page.seconds < 2
    assert "no answer within" in answer.page.error
