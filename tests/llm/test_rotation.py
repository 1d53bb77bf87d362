"""Several servers as one: who is asked, who rests, and when nobody is left."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from questions import GOOD, KEY, SAMPLING, a_question
from scripted import Reply, ScriptedServer

from briefing.errors import AccountError, BriefingError, CallFailed, ModelUnavailable
from briefing.llm import rotation, transport
from briefing.llm.answers import AnswerBook, FolderBook
from briefing.llm.asking import Asker, request_for
from briefing.llm.client import LiveClient
from briefing.llm.ladder import Ladder
from briefing.llm.server import Address, Limits, Server
from briefing.llm.transport import Transport

DEAD = "http://127.0.0.1:9/v1"


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "FIRST_WAIT", 0.001)
    monkeypatch.setattr(transport, "FIRST_LOOK", 0.02)
    monkeypatch.setattr(transport, "LONGEST_LOOK", 0.05)
    monkeypatch.setattr(rotation, "FIRST_REST", 0.05)


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def servers() -> Iterator[Callable[..., ScriptedServer]]:
    with ExitStack() as stack:
        yield lambda answer: stack.enter_context(ScriptedServer(answer))


def error_reply(status: int, message: str = "no") -> Reply:
    return Reply(status=status, body=json.dumps({"error": {"message": message}}).encode())


async def ask_all(
    addresses: list[Address],
    number: int,
    said: list[str],
    *,
    jobs: int = 4,
    limits: Limits | None = None,
    book: AnswerBook | None = None,
) -> list[Any]:
    """One answer or error for each of ``number`` questions."""
    kept = book or AnswerBook()

    async def connect() -> LiveClient:
        return LiveClient(kept, client)

    client = Transport(addresses, limits or Limits(10.0), say=said.append)
    asker = Asker(SAMPLING, kept, connect, jobs)
    ask = asker.for_article("a-1")
    try:
        return await asyncio.gather(
            *(ask(a_question(f"question {n}")) for n in range(number)), return_exceptions=True
        )
    finally:
        await asker.close()


def bad(results: list[Any]) -> list[Any]:
    return [result for result in results if isinstance(result, BaseException)]


async def test_the_work_goes_to_each_server_by_its_speed(servers: Any, said: list[str]) -> None:
    quick, slow = (
        servers(lambda b: Reply(GOOD, delay=0.02)),
        servers(lambda b: Reply(GOOD, delay=0.2)),
    )
    results = await ask_all(
        [Address(slow.base_url, slots=4), Address(quick.base_url, slots=4)], 60, said, jobs=4
    )
    assert bad(results) == []
    assert len(quick.requests) + len(slow.requests) == 60
    assert len(quick.requests) > 4 * len(slow.requests) > 0


async def test_a_server_that_was_slow_at_first_is_tried_again_later(
    servers: Any, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "FORGOTTEN", 0.1)
    warming: list[Any] = []

    def warms_up(body: dict[str, Any]) -> Reply:
        warming.append(body)
        return Reply(GOOD, delay=0.6 if len(warming) == 1 else 0.0)

    one, two = servers(warms_up), servers(lambda b: Reply(GOOD, delay=0.05))
    addresses = [Address(one.base_url), Address(two.base_url)]
    assert bad(await ask_all(addresses, 50, said, jobs=2)) == []
    assert len(one.requests) > 5


async def test_a_dead_server_costs_no_article_and_is_named_once(
    servers: Any, said: list[str]
) -> None:
    alive = servers(lambda b: Reply(GOOD, delay=0.005))
    results = await ask_all([Address(DEAD), Address(alive.base_url, slots=4)], 12, said)
    assert bad(results) == []
    assert len(alive.requests) == 12
    assert len([line for line in said if DEAD in line]) == 1
    assert "its questions go to the others" in said[0]


async def test_a_server_that_dies_midway_hands_its_questions_over(
    servers: Any, said: list[str]
) -> None:
    served = []

    def dying(body: dict[str, Any]) -> Reply:
        served.append(body)
        return Reply(GOOD, hang_up=len(served) > 3)

    one, two = servers(dying), servers(lambda b: Reply(GOOD, delay=0.01))
    results = await ask_all(
        [Address(one.base_url, slots=2), Address(two.base_url, slots=2)], 30, said
    )
    assert bad(results) == []
    assert any("its questions go to the others" in line for line in said)


async def test_a_server_that_comes_back_gets_work_again(servers: Any, said: list[str]) -> None:
    served = []

    def ill(body: dict[str, Any]) -> Reply:
        served.append(body)
        return Reply(GOOD, hang_up=1 < len(served) < 4)

    one, two = servers(ill), servers(lambda b: Reply(GOOD, delay=0.03))
    results = await ask_all(
        [Address(one.base_url, slots=1), Address(two.base_url, slots=1)], 40, said
    )
    assert bad(results) == []
    assert f"{one.base_url} is back" in said
    assert len(one.requests) > 6


@pytest.mark.parametrize("status", [401, 403, 404])
async def test_a_server_that_refuses_for_good_is_left_out_after_one_request(
    servers: Any, said: list[str], status: int
) -> None:
    closed, open_ = servers(lambda b: error_reply(status)), servers(lambda b: GOOD)
    results = await ask_all([Address(closed.base_url), Address(open_.base_url)], 10, said)
    assert bad(results) == []
    assert (len(closed.requests), len(open_.requests)) == (1, 10)
    assert [line for line in said if line.startswith("left out")] == said


async def test_the_run_stops_when_all_have_refused(servers: Any, said: list[str]) -> None:
    closed, barred = servers(lambda b: error_reply(401)), servers(lambda b: error_reply(403))
    results = await ask_all([Address(closed.base_url), Address(barred.base_url)], 10, said)
    assert {type(result) for result in results} == {AccountError}
    assert closed.base_url in str(results[-1])
    assert barred.base_url in str(results[-1])
    assert len(closed.requests) + len(barred.requests) == 2


async def test_the_run_stops_when_all_are_dead(said: list[str]) -> None:
    results = await ask_all([Address(DEAD), Address("http://127.0.0.1:10/v1")], 3, said)
    assert {type(result) for result in results} == {ModelUnavailable}


async def test_each_server_gets_its_own_key_only(servers: Any, said: list[str]) -> None:
    mine, other = (
        servers(lambda b: Reply(GOOD, delay=0.02)),
        servers(lambda b: Reply(GOOD, delay=0.02)),
    )
    await ask_all([Address(mine.base_url, KEY), Address(other.base_url)], 8, said)
    assert {head["authorization"] for head in mine.headers} == {f"Bearer {KEY}"}
    assert not [head for head in other.headers if KEY in str(head)]


async def test_answers_are_kept_under_the_same_keys_whoever_gives_them(
    servers: Any, said: list[str], tmp_path: Path
) -> None:
    kept = []
    for name, count in (("one", 1), ("three", 3)):
        addresses = [Address(servers(lambda b: GOOD).base_url) for _ in range(count)]
        book = AnswerBook((), (FolderBook(tmp_path / name),))
        assert bad(await ask_all(addresses, 9, said, book=book)) == []
        kept.append(sorted(p.name for p in (tmp_path / name).glob("*/*")))
    assert kept[0] == kept[1]
    assert len(kept[0]) == 9


async def test_a_redirect_is_not_followed_and_its_aim_is_named(
    servers: Any, said: list[str]
) -> None:
    aim = servers(lambda b: GOOD)
    moved = servers(lambda b: Reply(status=307, headers={"Location": aim.base_url}, body=b"moved"))
    (error,) = await ask_all([Address(moved.base_url, KEY)], 1, said)
    assert isinstance(error, AccountError)
    assert aim.base_url in str(error)
    assert aim.requests == []


# -- loading ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("jobs", [1, 4])
async def test_loading_is_waited_for_with_one_line_and_costs_no_attempt(
    servers: Any, said: list[str], jobs: int
) -> None:
    asked: list[Any] = []

    def loads(body: dict[str, Any]) -> str | Reply:
        asked.append(body)
        return error_reply(503, "Loading model") if len(asked) <= 7 else GOOD

    server = servers(loads)
    results = await ask_all([Address(server.base_url, slots=jobs)], 5, said, jobs=jobs)
    assert bad(results) == []
    assert len(server.requests) == 7 + 5
    assert len(said) == 1
    assert "loading its model; waiting up to 300 s" in said[0]


async def test_a_model_that_never_loads_stops_the_run(servers: Any, said: list[str]) -> None:
    server = servers(lambda b: error_reply(503, "Loading model"))
    limits = Limits(10.0, loading=0.3)
    results = await ask_all([Address(server.base_url)], 3, said, limits=limits)
    assert {type(result) for result in results} == {ModelUnavailable}
    assert "not loaded after 0 s" in str(results[0])
    assert 4 <= len(server.requests) <= 12


# -- load ------------------------------------------------------------------------------------------


async def test_a_server_that_is_asked_too_much_is_asked_half_as_much_and_then_a_little_more(
    servers: Any,
) -> None:
    refuses = [True]
    server = servers(lambda b: error_reply(429) if refuses[0] else GOOD)
    one = Server(Address(server.base_url, slots=8, ladder=Ladder(settled=True)), Limits(10.0))
    request = request_for(a_question(), SAMPLING)

    async def ask(times: int) -> None:
        await asyncio.gather(*(one.complete(request) for _ in range(times)), return_exceptions=True)

    await ask(8)
    assert one.capacity == 4  # what was sent together counts once
    await ask(4)
    assert one.capacity == 2
    refuses[0] = False
    for expected in (3, 4, 5):
        await ask(expected - 1)
        assert one.capacity in (expected - 1, expected)
    await ask(60)
    assert one.capacity == 8
    await one.close()


async def test_an_answer_without_end_is_cut(servers: Any, said: list[str]) -> None:
    server = servers(lambda b: Reply(body=b" " * (1 << 21)))
    limits = Limits(10.0, max_body=1 << 20)
    (error,) = await ask_all([Address(server.base_url)], 1, said, limits=limits)
    assert isinstance(error, ModelUnavailable)
    assert "larger than 1,048,576 bytes" in str(error)


async def test_a_prompt_that_the_server_cut_fails_its_article_by_name(
    servers: Any, said: list[str]
) -> None:
    value = json.loads(GOOD)
    body = {
        "model": "m",
        "choices": [{"message": {"content": json.dumps(value)}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 2048, "completion_tokens": 9},
    }
    server = servers(lambda b: Reply(body=json.dumps(body).encode()))
    book = AnswerBook()
    client = LiveClient(book, Transport([Address(server.base_url)], Limits()))

    async def connect() -> LiveClient:
        return client

    asker = Asker(SAMPLING, book, connect)
    with pytest.raises(BriefingError, match="read 2048") as caught:
        await asker.for_article("a-1")(a_question("word " * 2000))
    assert not isinstance(caught.value, CallFailed)
    assert "OLLAMA_CONTEXT_LENGTH" in caught.value.hint
    assert (await asker.for_article("a-1")(a_question("short"))).tokens_in == 2048
    await asker.close()
