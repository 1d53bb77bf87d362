"""Who is waited for and who is given up: a lone server that goes away or refuses everything."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from typing import Any

import pytest
from questions import GOOD, a_question, asking
from scripted import Reply, ScriptedServer

from briefing.errors import CallFailed, ModelUnavailable
from briefing.llm import transport
from briefing.llm.answers import AnswerBook


@pytest.fixture(autouse=True)
def short_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "FIRST_WAIT", 0.001)
    monkeypatch.setattr(transport, "FIRST_LOOK", 0.02)
    monkeypatch.setattr(transport, "LONGEST_LOOK", 0.05)


def refused(status: int, words: str) -> Reply:
    return Reply(status=status, body=json.dumps({"error": {"message": words}}).encode())


async def ask_one_after_the_other(server: ScriptedServer, number: int) -> list[Any]:
    results: list[Any] = []
    async with asking(server, AnswerBook()) as asker:
        for n in range(number):
            asked = asker.for_article("a-1")(a_question(f"question {n}"))
            results += await asyncio.gather(asked, return_exceptions=True)
    return results


def gone_after(server: ScriptedServer, answers: int) -> threading.Thread:
    """Take the server from its port once it has given so many answers."""

    def leave() -> None:
        while len(server.requests) < answers:
            time.sleep(0.005)
        server.__exit__(None)

    thread = threading.Thread(target=leave)
    thread.start()
    return thread


async def test_a_server_that_is_started_again_midway_loses_no_question() -> None:
    first = ScriptedServer(lambda body: Reply(GOOD, delay=0.02))
    first.__enter__()
    later: list[ScriptedServer] = []

    def start_again() -> None:
        leaving.join()
        time.sleep(0.5)
        later.append(ScriptedServer(lambda body: GOOD, first.port))
        later[0].__enter__()

    leaving = gone_after(first, 3)
    starting = threading.Thread(target=start_again)
    starting.start()
    results = await ask_one_after_the_other(first, 12)
    starting.join()
    later[0].__exit__(None)
    assert not [result for result in results if isinstance(result, BaseException)]
    assert len(later[0].requests) >= 8
    assert 12 <= len(first.requests) + len(later[0].requests) <= 13


async def test_a_server_that_does_not_come_back_stops_the_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(transport, "AWAY", 0.3)
    server = ScriptedServer(lambda body: Reply(GOOD, delay=0.02))
    server.__enter__()
    leaving = gone_after(server, 2)
    results = await ask_one_after_the_other(server, 6)
    leaving.join()
    assert isinstance(results[-1], ModelUnavailable)
    assert "did not come back within 0 s" in str(results[-1])
    assert not [result for result in results if isinstance(result, CallFailed)]


async def test_one_that_was_never_there_is_not_waited_for() -> None:
    with ScriptedServer(lambda body: GOOD) as server:
        pass
    started = time.monotonic()
    (error,) = await ask_one_after_the_other(server, 1)
    assert isinstance(error, ModelUnavailable)
    assert "come back" not in str(error)
    assert time.monotonic() - started < transport.AWAY / 2


async def test_refusing_all_questions_in_words_that_say_nothing_of_them_stops_the_run() -> None:
    with ScriptedServer(lambda body: refused(400, "odd")) as server:
        results = await ask_one_after_the_other(server, 9)
    kinds = [type(result) for result in results]
    assert kinds == [CallFailed] * 4 + [ModelUnavailable] * 5
    assert "odd" in str(results[-1])
    assert len(server.requests) == 5


@pytest.mark.parametrize("words", ["exceeds the context size", "n_ctx is 512"])
async def test_questions_that_are_each_too_long_stop_no_run(words: str) -> None:
    with ScriptedServer(lambda body: refused(400, words)) as server:
        results = await ask_one_after_the_other(server, 7)
    assert {type(result) for result in results} == {CallFailed}
    assert len(server.requests) == 7


async def test_refusals_of_a_server_that_answers_others_stop_no_run() -> None:
    asked: list[Any] = []

    def first_only(body: dict[str, Any]) -> str | Reply:
        asked.append(body)
        return GOOD if len(asked) == 1 else refused(400, "odd")

    with ScriptedServer(first_only) as server:
        results = await ask_one_after_the_other(server, 8)
    assert [type(result) for result in results[1:]] == [CallFailed] * 7
