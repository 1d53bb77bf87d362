"""Several servers that differ in what they take: each is asked in its own way, one book for all."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from questions import GOOD, SAMPLING, a_question
from scripted import Reply, ScriptedServer
from test_ladder import Walk, as_tool, is_canary, refusing

from briefing.llm import rotation, transport
from briefing.llm.answers import AnswerBook, FolderBook
from briefing.llm.asking import Asker
from briefing.llm.client import LiveClient
from briefing.llm.ladder import Ladders
from briefing.llm.mechanisms import Mechanism, rung_of
from briefing.llm.server import Address, Limits
from briefing.llm.transport import Transport

Answers = Callable[[dict[str, Any]], str | Reply]
Place = tuple[ScriptedServer, Walk]


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "FIRST_WAIT", 0.001)
    monkeypatch.setattr(rotation, "FIRST_REST", 0.05)


@pytest.fixture
def servers() -> Iterator[Callable[[Answers], ScriptedServer]]:
    with ExitStack() as stack:
        yield lambda answer: stack.enter_context(ScriptedServer(answer))


@pytest.fixture
def folder(tmp_path: Path) -> FolderBook:
    return FolderBook(tmp_path / "answers")


def slow(answer: Answers, seconds: float = 0.01) -> Answers:
    """The same, late enough that one server cannot have done all before the other is asked."""

    def late(body: dict[str, Any]) -> Reply:
        reply = answer(body)
        made = reply if isinstance(reply, Reply) else Reply(reply)
        return Reply(**{**vars(made), "delay": seconds})

    return late


@asynccontextmanager
async def run(places: list[Place], folder: FolderBook, jobs: int = 4) -> AsyncIterator[Asker]:
    book = AnswerBook((("recording", folder),), (folder,))
    addresses = [Address(s.base_url, slots=jobs, ladder=walk.ladder) for s, walk in places]

    async def connect() -> LiveClient:
        return LiveClient(book, Transport(addresses, Limits(10.0)))

    asker = Asker(SAMPLING, book, connect, jobs, Ladders(walk.ladder for _, walk in places))
    try:
        yield asker
    finally:
        await asker.close()


async def ask(asker: Asker, count: int) -> list[Any]:
    questions = [a_question(f"SENTENCE: number {n}.") for n in range(count)]
    asking = asker.for_article("a-1")
    return await asyncio.gather(*(asking(q) for q in questions), return_exceptions=True)


def rungs(server: ScriptedServer) -> list[Mechanism]:
    return [rung_of(body) for body in server.requests]


async def test_each_server_is_asked_by_its_own_mechanism_and_walks_its_own_ladder(
    servers: Any, folder: FolderBook
) -> None:
    schema = servers(slow(refusing("tools", "json_object")))
    tools = servers(slow(refusing("json_schema", "portable_schema")))
    one, two = Walk(), Walk()
    async with run([(schema, one), (tools, two)], folder) as asker:
        answers = await ask(asker, 40)
    assert {answer.value.who for answer in answers} == {"Lesk"}
    assert set(rungs(schema)) == {"json_schema"}
    assert rungs(tools).count("json_schema") == 1, "a refused mechanism is tried once"
    assert rungs(tools)[1:] == ["tools"] * (len(tools.requests) - 1)
    assert min(len(schema.requests), len(tools.requests)) > 3
    assert len(schema.requests) + len(tools.requests) == 40 + 1
    assert (one.kept, two.kept) == ([], ["tools"])
    assert (len(one.said), len(two.said)) == (0, 1)


async def test_a_mechanism_that_is_known_to_be_refused_is_not_tried(
    servers: Any, folder: FolderBook
) -> None:
    schema = servers(slow(refusing("tools", "json_object")))
    words = servers(slow(refusing("json_schema", "tools")))
    places = [(schema, Walk(settled=True)), (words, Walk("json_object", settled=True))]
    async with run(places, folder) as asker:
        await ask(asker, 30)
    assert set(rungs(schema)) == {"json_schema"}
    assert set(rungs(words)) == {"json_object"}
    assert len(schema.requests) + len(words.requests) == 30


@pytest.mark.parametrize("left", [(0,), (1,), (1, 0), (0, 1)])
async def test_whoever_answered_nothing_is_asked_again(
    left: tuple[int, ...], servers: Any, folder: FolderBook
) -> None:
    places = [
        (servers(slow(refusing("tools"))), Walk(settled=True)),
        (servers(slow(refusing("json_schema"))), Walk("tools", settled=True)),
    ]
    async with run(places, folder) as asker:
        first = await ask(asker, 12)
    before = [len(server.requests) for server, _ in places]
    assert min(before) > 0
    async with run([places[number] for number in left], folder) as asker:
        again = await ask(asker, 12)
    assert [len(server.requests) for server, _ in places] == before
    assert [a.keys for a in again] == [a.keys for a in first]
    async with run([], FolderBook(folder.folder)) as asker:
        asker.book.strict = True
        replayed = await ask(asker, 12)
    assert [a.keys for a in replayed] == [a.keys for a in first]


async def test_another_server_is_told_of_a_bad_answer_in_its_own_mechanism(
    servers: Any, folder: FolderBook
) -> None:
    def bad_then_gone(body: dict[str, Any]) -> Reply:
        return Reply("It was Lesk.", hang_up=len(dying.requests) > 1)

    dying = servers(bad_then_gone)
    tools = servers(lambda body: as_tool(GOOD))
    places = [(dying, Walk(settled=True)), (tools, Walk("tools", settled=True))]
    async with run(places, folder, jobs=1) as asker:
        (answer,) = await ask(asker, 1)
    assert answer.value.who == "Lesk"
    assert rungs(dying)[0] == "json_schema"
    (asked,) = tools.requests
    assert rung_of(asked) == "tools"
    assert [m["content"] for m in asked["messages"]][-2] == "It was Lesk."
    assert "cannot be used" in asked["messages"][-1]["content"]
    assert len(answer.keys) == 2
    requests = len(dying.requests) + len(tools.requests)
    for strict in (False, True):
        async with run(places, FolderBook(folder.folder), jobs=1) as asker:
            asker.book.strict = strict
            (again,) = await ask(asker, 1)
        assert (again.keys, again.value) == (answer.keys, answer.value)
    assert len(dying.requests) + len(tools.requests) == requests


async def test_a_bad_answer_that_is_kept_is_not_asked_for_again_but_told_of(
    servers: Any, folder: FolderBook
) -> None:
    closed = Reply(status=401, body=b'{"error": "who?"}')
    server = servers(lambda body: closed if len(server.requests) > 1 else as_tool("It was Lesk."))
    schema = servers(lambda body: closed)
    places = [(server, Walk("tools", settled=True)), (schema, Walk(settled=True))]
    async with run(places, folder, jobs=1) as asker:
        (error,) = await ask(asker, 1)
    assert "who?" in str(error)
    server.answer = lambda body: as_tool(GOOD)
    before = len(server.requests)
    async with run(places, folder, jobs=1) as asker:
        (answer,) = await ask(asker, 1)
    assert len(answer.keys) == 2
    (asked,) = server.requests[before:]
    assert [m["content"] for m in asked["messages"]][-2] == "It was Lesk."


async def test_only_the_server_that_is_doubted_gets_a_canary_and_only_its_ladder_moves(
    servers: Any, folder: FolderBook
) -> None:
    def ignores(body: dict[str, Any]) -> str | Reply:
        if rung_of(body) == "tools":
            return as_tool(GOOD)
        return '{"colour":{"word":"blue","other":""}}' if is_canary(body) else "It was Lesk."

    loose, firm = servers(slow(ignores)), servers(slow(lambda body: GOOD))
    one, two = Walk(), Walk()
    async with run([(loose, one), (firm, two)], folder) as asker:
        answers = await ask(asker, 30)
    assert {answer.value.who for answer in answers} == {"Lesk"}
    assert sum(map(is_canary, loose.requests)) == 1
    assert not any(map(is_canary, firm.requests))
    assert (one.ladder.rung, two.ladder.rung) == ("tools", "json_schema")
    assert set(rungs(firm)) == {"json_schema"}


async def test_a_canary_without_an_answer_neither_acquits_nor_condemns(
    servers: Any, folder: FolderBook
) -> None:
    def answer(body: dict[str, Any]) -> Reply:
        return Reply("It was Lesk.", hang_up=is_canary(body))

    server, walk = servers(answer), Walk()
    async with run([(server, walk)], folder, jobs=1) as asker:
        failed = await ask(asker, 1)
    assert "3 attempts" in str(failed[0])
    canaries = sum(map(is_canary, server.requests))
    assert canaries == 2, "each bad answer after the first asks one more"
    assert walk.kept == []
    assert walk.ladder.rung == "json_schema"


async def test_a_server_that_leaves_for_good_takes_its_mechanism_with_it(
    servers: Any, folder: FolderBook
) -> None:
    refusal = Reply(status=401, body=json.dumps({"error": "who?"}).encode())
    closed, tools = servers(lambda body: refusal), servers(lambda body: as_tool(GOOD))
    client = Transport(
        [
            Address(closed.base_url, ladder=Walk().ladder),
            Address(tools.base_url, ladder=Walk("tools", settled=True).ladder),
        ],
        Limits(10.0),
    )
    assert client.rungs == ("json_schema", "tools")
    book = AnswerBook((("recording", folder),), (folder,))

    async def connect() -> LiveClient:
        return LiveClient(book, client)

    asker = Asker(SAMPLING, book, connect)
    answers = await ask(asker, 4)
    await asker.close()
    assert {answer.value.who for answer in answers} == {"Lesk"}
    assert client.rungs == ("tools",)
    assert (len(closed.requests), len(tools.requests)) == (1, 4)
