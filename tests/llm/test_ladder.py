"""The ladder walked by a live client: what moves it, what it costs, and that it is remembered."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from questions import GOOD, SAMPLING, a_client, a_question
from scripted import Reply, ScriptedServer

from briefing.errors import CallFailed
from briefing.llm.answers import AnswerBook
from briefing.llm.asking import Asker
from briefing.llm.client import LiveClient
from briefing.llm.ladder import Ladder, Ladders, canary, fits
from briefing.llm.mechanisms import Mechanism, rung_of
from briefing.store import FILE_NAME, Store

Answers = Callable[[dict[str, Any]], str | Reply]


@pytest.fixture
def store(tmp_path: Any) -> Any:
    with Store(tmp_path / FILE_NAME) as opened:
        yield opened


class Walk:
    """A run's ladder, what it remembered and what it said."""

    def __init__(self, rung: Mechanism = "json_schema", settled: bool = False) -> None:
        self.kept: list[Mechanism] = []
        self.said: list[str] = []
        self.ladder = Ladder(rung, settled=settled, remember=self.kept.append, say=self.said.append)


@asynccontextmanager
async def run(
    server: ScriptedServer, store: Store, walk: Walk, jobs: int = 1
) -> AsyncIterator[Asker]:
    book = AnswerBook((("store", store),), (store,))

    async def connect() -> LiveClient:
        return a_client(server.base_url, book, jobs=jobs, timeout=20.0, ladder=walk.ladder)

    asker = Asker(SAMPLING, book, connect, jobs, Ladders([walk.ladder]))
    try:
        yield asker
    finally:
        await asker.close()


def refusing(*rungs: Mechanism, status: int = 400) -> Answers:
    """A server that takes none of these rungs and says so in the words of real ones."""
    words = {
        "json_schema": "response_format type json_schema is not supported",
        "portable_schema": "Failed to initialize samplers: failed to parse grammar",
        "tools": "this model does not support tools",
        "json_object": "'response_format.type' must be 'json_schema' or 'text'",
    }

    def answer(body: dict[str, Any]) -> str | Reply:
        rung = rung_of(body)
        if rung in rungs:
            error = {"error": {"message": words[rung]}}
            return Reply(status=status, body=json.dumps(error).encode())
        return as_tool(GOOD) if rung == "tools" else GOOD

    return answer


def as_tool(arguments: str) -> Reply:
    """A completion that answers with a tool call."""
    call = {"id": "1", "type": "function", "function": {"name": "Roles", "arguments": arguments}}
    message = {"role": "assistant", "content": None, "tool_calls": [call]}
    choice = {"index": 0, "finish_reason": "tool_calls", "message": message}
    whole = {"id": "x", "object": "chat.completion", "created": 1, "model": "scripted"}
    return Reply(body=json.dumps({**whole, "choices": [choice]}).encode())


async def ask_many(asker: Asker, count: int) -> list[Any]:
    ask = asker.for_article("a-1")
    questions = [a_question(f"SENTENCE: number {n}.") for n in range(count)]
    return await asyncio.gather(*(ask(question) for question in questions), return_exceptions=True)


@pytest.mark.parametrize("jobs", [1, 8])
@pytest.mark.parametrize("status", [400, 422, 501])
@pytest.mark.parametrize(
    ("refused", "rung"),
    [
        (("json_schema",), "tools"),
        (("json_schema", "tools"), "json_object"),
        (("json_schema", "tools", "json_object"), "prompt"),
    ],
)
async def test_a_refused_mechanism_costs_one_request_a_rung_in_the_whole_run(
    refused: tuple[Mechanism, ...], rung: Mechanism, status: int, jobs: int, store: Store
) -> None:
    walk = Walk()
    with ScriptedServer(refusing(*refused, status=status)) as server:
        async with run(server, store, walk, jobs) as asker:
            answers = await ask_many(asker, 8)
        assert [json.loads(a.value.model_dump_json()) for a in answers] == [json.loads(GOOD)] * 8
        assert len(server.requests) == 8 + len(refused)
        assert walk.kept[-1] == rung
        assert len(walk.said) == len(refused)

        again = Walk(walk.kept[-1], settled=True)
        async with run(server, store, again, jobs) as asker:
            answers = await ask_many(asker, 9)
        assert [answer.origin for answer in answers] == ["store"] * 8 + ["live"]
        assert len(server.requests) == 9 + len(refused), "the remembered rung costs nothing extra"
        assert not again.kept


async def test_answers_of_another_rung_are_found_without_a_request(store: Store) -> None:
    with ScriptedServer(refusing("json_schema")) as server:
        async with run(server, store, Walk()) as asker:
            await ask_many(asker, 2)
        before = len(server.requests)
        async with run(server, store, Walk("json_schema")) as asker:
            answers = await ask_many(asker, 2)
    assert [answer.origin for answer in answers] == ["store"] * 2
    assert len(server.requests) == before


async def test_a_complaint_about_the_grammar_is_met_by_the_portable_schema(store: Store) -> None:
    def answer(body: dict[str, Any]) -> str | Reply:
        if "maxLength" in json.dumps(body) or "title" in json.dumps(body):
            error = {"error": {"code": 400, "message": "failed to parse grammar"}}
            return Reply(status=400, body=json.dumps(error).encode())
        return GOOD

    walk = Walk()
    with ScriptedServer(answer) as server:
        async with run(server, store, walk) as asker:
            await ask_many(asker, 1)
    assert walk.kept == ["portable_schema"]
    assert len(server.requests) == 2


@pytest.mark.parametrize("words", ["temperature must be 1", "roles must alternate", "bad request"])
async def test_a_bad_request_of_another_reason_never_moves_the_ladder(
    words: str, store: Store
) -> None:
    walk = Walk()
    error = json.dumps({"error": {"message": words}}).encode()
    with ScriptedServer(lambda body: Reply(status=400, body=error)) as server:
        async with run(server, store, walk) as asker:
            (failed,) = await ask_many(asker, 1)
    assert isinstance(failed, Exception)
    assert words in str(failed)
    assert walk.ladder.rung == "json_schema"
    assert not walk.kept
    assert len(server.requests) == 1


async def test_a_refusal_on_the_last_rung_fails_the_article_with_the_server_s_words(
    store: Store,
) -> None:
    error = json.dumps({"error": {"message": "no tools, no schema"}}).encode()
    walk = Walk("prompt")
    with ScriptedServer(lambda body: Reply(status=400, body=error)) as server:
        async with run(server, store, walk) as asker:
            (failed,) = await ask_many(asker, 1)
    assert isinstance(failed, CallFailed)
    assert "no tools, no schema" in str(failed)
    assert len(server.requests) == 1


def is_canary(body: dict[str, Any]) -> bool:
    return "colour" in json.dumps(body["messages"])


def ignoring(body: dict[str, Any]) -> str | Reply:
    """A server that ignores the schema and whose model never heard of it; tools it obeys."""
    if rung_of(body) == "tools":
        return as_tool(GOOD)
    return '{"colour":{"word":"blue","other":""}}' if is_canary(body) else "It was Lesk who did it."


@pytest.mark.parametrize("jobs", [1, 4])
async def test_an_ignored_schema_is_noticed_by_one_canary_and_remembered(
    jobs: int, store: Store
) -> None:
    walk = Walk()
    with ScriptedServer(ignoring) as server:
        async with run(server, store, walk, jobs) as asker:
            answers = await ask_many(asker, 6)
        assert all(answer.value.who == "Lesk" for answer in answers), answers
        assert sum(map(is_canary, server.requests)) == 1
        assert walk.kept == ["tools"]
        assert "ignores" in walk.said[0]
        before = len(server.requests)
        async with run(server, store, Walk("tools", settled=True), jobs) as asker:
            answers = await ask_many(asker, 6)
        assert len(server.requests) == before


async def test_one_bad_answer_is_no_reason_to_doubt_the_server(store: Store) -> None:
    told: list[int] = []

    def answer(body: dict[str, Any]) -> str:
        told.append(1)
        return "prose" if len(told) == 1 else GOOD

    walk = Walk()
    with ScriptedServer(answer) as server:
        async with run(server, store, walk) as asker:
            await ask_many(asker, 3)
    assert not any(map(is_canary, server.requests))
    assert walk.ladder.rung == "json_schema"


async def test_a_canary_that_is_held_to_its_schema_acquits_the_server_for_good(
    store: Store,
) -> None:
    def answer(body: dict[str, Any]) -> str:
        if not is_canary(body):
            return "prose"
        schema = body["response_format"]["json_schema"]["schema"]
        word = schema["$defs"]["Named"]["properties"]["word"]["enum"][1]
        return json.dumps({"colour": {"word": word, "other": ""}})

    walk = Walk()
    with ScriptedServer(answer) as server:
        async with run(server, store, walk) as asker:
            failed = await ask_many(asker, 3)
        assert all("3 attempts" in str(error) for error in failed)
        assert sum(map(is_canary, server.requests)) == 1
        assert walk.kept == ["json_schema"], "a settled rung is remembered"
        async with run(server, store, Walk(settled=True)) as asker:
            await ask_many(asker, 3)
    assert sum(map(is_canary, server.requests)) == 1


def test_a_canary_cannot_be_answered_by_guessing_or_by_reading_the_prompt() -> None:
    first, second = canary(), canary()
    words = first.answer.model_json_schema()["$defs"]["Named"]["properties"]["word"]["enum"]
    assert (
        words != second.answer.model_json_schema()["$defs"]["Named"]["properties"]["word"]["enum"]
    )
    assert not any(word in message.content for word in words for message in first.messages)
    good = {"content": json.dumps({"colour": {"word": words[0], "other": ""}})}
    assert fits(good, first)
    assert not fits(good, second)


async def test_arguments_of_a_tool_call_are_read_before_the_words_beside_it(store: Store) -> None:
    with ScriptedServer(lambda body: as_tool(GOOD)) as server:
        async with run(server, store, Walk("tools")) as asker:
            (answer,) = await ask_many(asker, 1)
    assert answer.value.whom == "ban"
    assert answer.repairs == ()
    sent = server.requests[0]
    assert sent["tool_choice"] == "required"


async def test_requests_go_one_by_one_until_a_rung_is_known_to_be_taken(store: Store) -> None:
    walk = Walk()
    refuses = refusing("json_schema", "tools")

    def slowly(body: dict[str, Any]) -> Reply:
        reply = refuses(body)
        return replace(reply if isinstance(reply, Reply) else Reply(reply), delay=0.05)

    with ScriptedServer(slowly) as server:
        book = AnswerBook((), (store,))
        client = a_client(server.base_url, book, jobs=9, ladder=walk.ladder)
        assert await client.first_model() == "scripted"  # it answers, but how is not known yet

        async def connect() -> LiveClient:
            return client

        asker = Asker(SAMPLING, book, connect, 9, Ladders([walk.ladder]))
        await ask_many(asker, 27)
        await asker.close()
        assert server.max_in_flight > 4
        first = [rung_of(body) for body in server.requests[:4]]
        assert first == ["json_schema", "tools", "json_object", "json_object"]
        apart = [b - a for a, b in pairwise(server.times[:4])]
        assert min(apart) >= 0.05
