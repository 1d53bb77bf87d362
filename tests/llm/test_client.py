"""The live client against a real socket: what it sends, repeats, keeps and gives up on."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import scripted
from questions import GOOD, KEY, SAMPLING, Roles, a_client, a_question, asking
from scripted import Reply, ScriptedServer

from briefing.errors import (
    AccountError,
    AnswerInvalid,
    AnswerTruncated,
    BriefingError,
    CallFailed,
    ModelUnavailable,
    Refused,
)
from briefing.llm import transport
from briefing.llm.answers import AnswerBook, FolderBook, answer_key, canonical
from briefing.llm.asking import request_for
from briefing.store import Store

Answerer = Callable[[dict[str, Any]], str | Reply]


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "FIRST_WAIT", 0.001)
    monkeypatch.setattr(transport, "LONGEST_BACK_OFF", 0.002)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "briefing.db") as store:
        yield store


def book_of(store: Store) -> AnswerBook:
    return AnswerBook((("store", store),), (store,))


def in_turn(*replies: str | Reply) -> Answerer:
    """One reply after the other; the last one for ever."""
    left = list(replies)
    return lambda body: left.pop(0) if len(left) > 1 else left[0]


def error_reply(status: int, message: str, **headers: str) -> Reply:
    return Reply(
        status=status,
        headers={name.replace("_", "-"): value for name, value in headers.items()},
        body=json.dumps({"error": {"message": message}}).encode(),
    )


async def ask_one(
    server: ScriptedServer, store: Store, timeout: float = 20.0
) -> tuple[Any, list[dict[str, Any]]]:
    async with asking(server, book_of(store), timeout=timeout) as asker:
        answer = await asker.for_article("a-1")(a_question())
    return answer, server.requests


async def failure_of(server: ScriptedServer, store: Store, **more: Any) -> BriefingError:
    with pytest.raises(BriefingError) as caught:
        await ask_one(server, store, **more)
    return caught.value


# -- answers ---------------------------------------------------------------------------------------


async def test_a_good_answer_costs_one_request(store: Store) -> None:
    with ScriptedServer(in_turn(GOOD)) as server:
        answer, requests = await ask_one(server, store)
    assert answer.value == Roles(who="Lesk", whom="ban")
    assert (answer.origin, answer.answering, answer.repairs) == ("live", "scripted", ())
    assert (answer.tokens_in, answer.tokens_out) == (11, 7)
    assert len(requests) == 1


async def test_what_the_server_receives_is_exactly_what_the_key_was_made_of(store: Store) -> None:
    question = a_question("SENTENCE: Lesk a condamné « le » Torvane. {{ x }} {% if %} \u200b")
    with ScriptedServer(in_turn(GOOD)) as server:
        async with asking(server, book_of(store)) as asker:
            answer = await asker.for_article("a-1")(question)
    planned = request_for(question, SAMPLING)
    assert canonical(server.requests[0]) == canonical(planned)
    assert answer.keys == (answer_key(planned, 1),)
    record = store.get_answer(answer.keys[0])
    assert record is not None
    assert canonical(record["request"]) == canonical(planned)


async def test_the_fields_of_the_schema_reach_the_server_in_their_own_order(store: Store) -> None:
    with ScriptedServer(in_turn(GOOD)) as server:
        await ask_one(server, store)
    schema = server.requests[0]["response_format"]["json_schema"]["schema"]
    assert list(schema["properties"]) == ["who", "whom"]
    assert list(schema) == list(Roles.model_json_schema())


@pytest.mark.parametrize(
    ("text", "repairs"),
    [
        (f"```json\n{GOOD}\n```", ("fence",)),
        (f"<think>{{perhaps}}</think>{GOOD}", ("think",)),
        ('{"who":"LESK","whom":"ban",}', ("comma", "enum case")),
    ],
)
async def test_a_known_fault_is_repaired_without_a_second_request(
    store: Store, text: str, repairs: tuple[str, ...]
) -> None:
    with ScriptedServer(in_turn(text)) as server:
        answer, requests = await ask_one(server, store)
    assert answer.value == Roles(who="Lesk", whom="ban")
    assert answer.repairs == repairs
    assert len(requests) == 1


async def test_an_answer_in_the_reasoning_field_is_taken_and_named(store: Store) -> None:
    value = json.loads(scripted.completion(Reply(content=None)))
    value["choices"][0]["message"]["reasoning_content"] = GOOD
    with ScriptedServer(in_turn(Reply(body=json.dumps(value).encode()))) as server:
        answer, requests = await ask_one(server, store)
    assert answer.repairs == ("reasoning",)
    assert len(requests) == 1


@pytest.mark.parametrize("usage", ["absent", None, {"prompt_tokens": 0, "completion_tokens": 0}])
@pytest.mark.parametrize("finish", ["stop", None, "eos"])
async def test_token_counts_and_finish_reasons_may_be_anything(
    store: Store, usage: Any, finish: str | None
) -> None:
    value = json.loads(scripted.completion(Reply(content=GOOD, model="other")))
    value["usage"] = usage
    if usage == "absent":
        del value["usage"]
    value["choices"][0]["finish_reason"] = finish
    with ScriptedServer(in_turn(Reply(body=json.dumps(value).encode()))) as server:
        answer, requests = await ask_one(server, store)
        again, _ = await ask_one(server, store)
    assert (answer.tokens_in, answer.tokens_out, answer.answering) == (None, None, "other")
    assert again.origin == "store"
    assert len(requests) == 1


# -- re-asking -------------------------------------------------------------------------------------

BAD = [
    "no idea",
    '{"who":"Torvane","whom":"ban"}',
    '{"who":"Lesk"}',
    '{"who":"Lesk","who":"nobody","whom":"ban"}',
    '{"who":"Lesk","whom":"ban\\ud800"}',
    "half a pair: \ud800",
    "",
]


@pytest.mark.parametrize("bad", BAD)
async def test_an_answer_that_does_not_fit_is_asked_again_and_says_why(
    store: Store, bad: str
) -> None:
    with ScriptedServer(in_turn(bad, GOOD)) as server:
        answer, (first, second) = await ask_one(server, store)
    assert answer.value == Roles(who="Lesk", whom="ban")
    assert len(answer.keys) == 2
    assert (answer.tokens_in, answer.tokens_out) == (22, 14)
    assert second["messages"][:-2] == first["messages"]
    assert [m["role"] for m in second["messages"][-2:]] == ["assistant", "user"]
    assert {**second, "messages": 0} == {**first, "messages": 0}
    assert "pydantic" not in str(second)


async def test_an_answer_that_never_fits_costs_three_requests_and_is_asked_again_next_run(
    store: Store, tmp_path: Path
) -> None:
    folder = FolderBook(tmp_path / "recorded")
    with ScriptedServer(in_turn('{"who":"Torvane","whom":"ban"}')) as server:
        for run in (1, 2):
            book = AnswerBook((("store", store), ("recording", folder)), (store, folder))
            async with asking(server, book) as asker:
                with pytest.raises(AnswerInvalid, match=r"3 attempts .*who"):
                    await asker.for_article("a-1")(a_question())
            assert len(server.requests) == 4 * run, "three, and a canary"
    assert not list((tmp_path / "recorded").glob("*/*"))


async def test_a_re_ask_stays_short_whatever_the_model_said(store: Store) -> None:
    with ScriptedServer(in_turn("so " * 50_000, GOOD)) as server:
        await ask_one(server, store)
    first, second = (len(raw) for raw in server.raw)
    assert second <= first + 2500


async def test_a_chain_of_bad_and_good_answers_is_replayed_without_a_server(store: Store) -> None:
    def no_server() -> None:
        raise AssertionError("a recorded answer needs no server")

    with ScriptedServer(in_turn("no idea", GOOD)) as server:
        live, _ = await ask_one(server, store)
        for book in (book_of(store), AnswerBook((("store", store),), strict=True)):
            async with asking(server, book, connected=no_server) as asker:
                again = await asker.for_article("a-1")(a_question())
            assert (again.value, again.keys, again.origin) == (live.value, live.keys, "store")
        assert len(server.requests) == 2


async def test_each_record_keeps_the_request_it_answers(store: Store) -> None:
    book = book_of(store)
    with ScriptedServer(in_turn("no idea", GOOD)) as server:
        async with asking(server, book) as asker:
            answer = await asker.for_article("a-1")(a_question())
    for attempt, key in enumerate(answer.keys, start=1):
        found = book.find(key)
        assert found is not None
        assert answer_key(found[1]["request"], attempt) == key
        assert found[1]["request"] == server.requests[attempt - 1]


async def test_a_chain_that_breaks_off_is_taken_up_where_it_ended(store: Store) -> None:
    with ScriptedServer(in_turn("no idea", error_reply(400, "odd"))) as server:
        with pytest.raises(CallFailed):
            await ask_one(server, store)
        server.answer = in_turn(GOOD)
        answer, requests = await ask_one(server, store)
    assert len(answer.keys) == 2
    assert len(requests) == 3  # the first bad answer was not paid again


# -- the transport ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fault",
    [
        error_reply(500, "boom"),
        error_reply(503, "try later"),
        Reply(status=502, body=b"<html><title>Bad Gateway</title></html>"),
        Reply(hang_up=True),
        Reply(body=b"<html><title>Welcome</title></html>", headers={"Content-Type": "text/html"}),
        Reply(body=b"<html><title>Welcome</title></html>"),
        Reply(body=b""),
        Reply(body=b"\xff\xfe{"),
        Reply(body=b'{"error": {"message": "crashed"}}'),
        Reply(body=b'{"error": "crashed"}'),
        Reply(body=b'{"choices": []}'),
        Reply(body=b'{"choices": null}'),
        Reply(body=b'{"choices": [null]}'),
        Reply(body=b'{"choices": [{"message": null}]}'),
        Reply(body=b'{"choices": [{"message": {"content": [1]}, "finish_reason": "stop"}]}'),
        Reply(body=b"[]"),
        Reply(body=b"null"),
        Reply(body=b'"text"'),
    ],
    ids=lambda fault: f"{fault.status}-{(fault.body or b'hang up')[:24]!r}",
)
async def test_a_passing_fault_costs_one_more_request_and_a_lasting_one_four(
    tmp_path: Path, fault: Reply
) -> None:
    with ScriptedServer(in_turn(fault, GOOD)) as server:
        with Store(tmp_path / "one.db") as store:
            answer, requests = await ask_one(server, store)
        assert answer.value.who == "Lesk"
        assert len(requests) == 2
    with ScriptedServer(in_turn(fault)) as server, Store(tmp_path / "two.db") as store:
        error = await failure_of(server, store)
    assert isinstance(error, ModelUnavailable)  # it never answered anything
    assert server.base_url in error.message
    assert "--replay" in error.hint
    assert len(server.requests) == 4


async def test_a_connection_that_closes_while_we_send_costs_a_question_one_attempt_at_most(
    store: Store,
) -> None:
    def late(reply: Reply) -> Reply:
        return Reply(wire=(reply.packed(), scripted.Wire.CLOSE_LATE))

    busy = late(error_reply(429, "busy", Retry_After_Ms="0"))
    good = late(Reply(GOOD))
    with ScriptedServer(in_turn(good, busy, busy, good)) as server:
        async with asking(server, book_of(store)) as asker:
            ask = asker.for_article("a-1")
            await ask(a_question("first"))
            answer = await ask(a_question("closed, busy, busy, answered"))
    assert answer.value.who == "Lesk"
    assert len(server.requests) == 4  # and one that was never read


async def test_one_failing_question_among_answered_ones_costs_that_question_only(
    store: Store,
) -> None:
    def answer(body: dict[str, Any]) -> str | Reply:
        bad = "poison" in body["messages"][-1]["content"]
        return error_reply(500, "boom") if bad else GOOD

    with ScriptedServer(answer) as server:
        async with asking(server, book_of(store)) as asker:
            ask = asker.for_article("a-1")
            await ask(a_question("one"))
            with pytest.raises(CallFailed, match="boom"):
                await ask(a_question("poison"))
            await ask(a_question("two"))
    assert len(server.requests) == 1 + 4 + 1


async def test_five_failing_questions_in_a_row_stop_the_run(store: Store) -> None:
    kinds: list[type[BaseException]] = []
    with ScriptedServer(in_turn(GOOD, error_reply(500, "boom"))) as server:
        async with asking(server, book_of(store)) as asker:
            ask = asker.for_article("a-1")
            await ask(a_question("first"))
            for number in range(8):
                with pytest.raises(BriefingError) as caught:
                    await ask(a_question(f"question {number}"))
                kinds.append(caught.type)
    assert kinds == [CallFailed] * 4 + [ModelUnavailable] * 4
    assert len(server.requests) == 1 + 5 * 4


async def test_failing_questions_between_answered_ones_never_stop_the_run(store: Store) -> None:
    def answer(body: dict[str, Any]) -> str | Reply:
        bad = "bad" in body["messages"][-1]["content"]
        return error_reply(500, "boom") if bad else GOOD

    with ScriptedServer(answer) as server:
        async with asking(server, book_of(store)) as asker:
            ask = asker.for_article("a-1")
            for number in range(7):
                await ask(a_question(f"good {number}"))
                with pytest.raises(CallFailed):
                    await ask(a_question(f"bad {number}"))


@pytest.mark.parametrize("jobs", [1, 4])
@pytest.mark.parametrize(
    "fault",
    [
        error_reply(401, f"Incorrect API key provided: {KEY}"),
        error_reply(403, "forbidden"),
        error_reply(404, "no such model"),
        error_reply(429, "You exceeded your current quota"),
        error_reply(400, "max_tokens is too large"),
        Reply(body=b'{"error": {"message": "You exceeded your current quota"}}'),
    ],
    ids=lambda fault: str(fault.status),
)
async def test_a_refused_account_costs_one_request_in_the_whole_run(
    store: Store, fault: Reply, jobs: int
) -> None:
    with ScriptedServer(in_turn(fault)) as server:
        async with asking(server, book_of(store), jobs=jobs) as asker:
            errors = await asyncio.gather(
                *(asker.for_article("a-1")(a_question(f"question {n}")) for n in range(6)),
                return_exceptions=True,
            )
    assert [type(error) for error in errors] == [AccountError] * 6
    assert len(server.requests) == 1
    assert KEY not in "".join(map(str, errors))


@pytest.mark.parametrize("status", [300, 304, 405, 407, 410, 415, 426, 501, 505])
async def test_a_refusal_that_is_about_no_article_stops_a_run_that_had_answers(
    store: Store, status: int
) -> None:
    with ScriptedServer(in_turn(GOOD, error_reply(status, "not so"))) as server:
        async with asking(server, book_of(store)) as asker:
            ask = asker.for_article("a-1")
            await ask(a_question("one"))
            for text in ("two", "three"):
                with pytest.raises(AccountError, match=str(status)):
                    await ask(a_question(text))
    assert len(server.requests) == 2


@pytest.mark.parametrize("status", [413, 418, 422, 451])
async def test_a_refusal_that_may_be_about_one_article_stops_no_run_that_had_answers(
    store: Store, status: int
) -> None:
    with ScriptedServer(in_turn(GOOD, error_reply(status, "not so"), GOOD)) as server:
        async with asking(server, book_of(store)) as asker:
            ask = asker.for_article("a-1")
            await ask(a_question("one"))
            with pytest.raises(CallFailed, match=str(status)):
                await ask(a_question("two"))
            await ask(a_question("three"))


async def test_a_bad_request_costs_one_request_of_its_own_article(store: Store) -> None:
    with ScriptedServer(in_turn(GOOD, error_reply(400, "exceeds the context size"))) as server:
        async with asking(server, book_of(store)) as asker:
            ask = asker.for_article("a-1")
            await ask(a_question("one"))
            for text in ("two", "three"):
                with pytest.raises(CallFailed, match="context size"):
                    await ask(a_question(text))
    assert len(server.requests) == 3


async def test_all_workers_wait_as_long_as_the_server_said(store: Store) -> None:
    started = threading.Event()

    def answer(body: dict[str, Any]) -> str | Reply:
        if "first" in body["messages"][-1]["content"] and not started.is_set():
            return GOOD
        if not started.is_set():
            started.set()
            return error_reply(429, "slow down", retry_after_ms="400")
        return GOOD

    with ScriptedServer(answer) as server:
        async with asking(server, book_of(store), jobs=4) as asker:
            ask = asker.for_article("a-1")
            await ask(a_question("first"))
            told = asyncio.create_task(ask(a_question("the one that is told")))
            while not started.is_set():
                await asyncio.sleep(0.005)
            await asyncio.sleep(0.1)  # its answer has arrived; the others start inside the window
            await asyncio.gather(told, *(ask(a_question(f"other {n}")) for n in range(5)))
    assert len(server.requests) == 8
    refused = server.times[1]
    assert all(later - refused >= 0.39 for later in server.times[2:])


async def test_a_longer_wait_told_meanwhile_holds_for_those_already_waiting(store: Store) -> None:
    told: list[float] = []

    def answer(body: dict[str, Any]) -> str | Reply:
        question = body["messages"][-1]["content"]
        if question in ("short", "long") and question not in seen:
            seen.add(question)
            if question == "short":
                return error_reply(429, "slow down", retry_after_ms="500")
            told.append(time.monotonic() + 0.1)
            late = error_reply(429, "slow down", retry_after_ms="800")
            return replace(late, delay=0.1)
        return GOOD

    seen: set[str] = set()
    with ScriptedServer(answer) as server:
        async with asking(server, book_of(store), jobs=4) as asker:
            ask = asker.for_article("a-1")
            await ask(a_question("first"))
            long = asyncio.create_task(ask(a_question("long")))
            while len(server.requests) < 2:
                await asyncio.sleep(0.002)
            short = asyncio.create_task(ask(a_question("short")))
            (place,) = asker._client.transport._rotation.servers  # type: ignore[union-attr]
            while not place.gate:  # until one of them was told to wait
                await asyncio.sleep(0.002)
            await asyncio.gather(long, short, ask(a_question("waits from the start")))
    assert len(server.requests) == 6
    assert all(later >= told[0] + 0.79 for later in server.times[3:])


async def test_a_wait_of_an_hour_stops_the_run_and_says_so(store: Store) -> None:
    fault = error_reply(429, "slow down", Retry_After="3600")
    with ScriptedServer(in_turn(fault)) as server:
        error = await failure_of(server, store)
    assert isinstance(error, ModelUnavailable)
    assert "3600 s" in error.message
    assert len(server.requests) == 1


@pytest.mark.parametrize("fault", [Reply(GOOD, delay=30), Reply(GOOD, drip=0.05)])
async def test_a_hanging_or_dripping_answer_is_cut_and_sent_once_more(
    store: Store, fault: Reply
) -> None:
    with ScriptedServer(in_turn(fault)) as server:
        started = time.monotonic()
        error = await failure_of(server, store, timeout=0.3)
        took = time.monotonic() - started
    assert isinstance(error, ModelUnavailable)
    assert "in time" in error.message
    assert len(server.requests) == 2
    assert 0.6 <= took < 5


@pytest.mark.parametrize(
    "reply",
    [
        Reply(content=None, refusal="I cannot help with that"),
        Reply(content="", finish_reason="content_filter"),
        Reply(body=b'{"choices": [{"message": null, "finish_reason": "content_filter"}]}'),
    ],
)
async def test_a_refusal_is_never_asked_again(store: Store, reply: Reply) -> None:
    with ScriptedServer(in_turn(reply)) as server:
        error = await failure_of(server, store)
    assert isinstance(error, Refused)
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "cut", [Reply(GOOD, finish_reason="length"), Reply('{"who":"Les'), Reply('{"who":"Lesk",')]
)
async def test_a_truncated_answer_is_asked_for_once_more_with_more_room_and_never_salvaged(
    store: Store, cut: Reply
) -> None:
    with ScriptedServer(in_turn(cut)) as server:
        error = await failure_of(server, store)
        assert isinstance(error, AnswerTruncated)
        assert "128 tokens" in error.message
        first, second = server.requests
        assert {**second, "max_tokens": 64} == first
        assert second["max_tokens"] == 128
        server.answer = in_turn(cut, GOOD)
        answer, _ = await ask_one(server, store)
    assert answer.value == Roles(who="Lesk", whom="ban")
    assert len(server.requests) == 4


@pytest.mark.parametrize("loop", ['{"who":"Lesk"' + " " * 300, '{"who":"' + "Lesk and " * 90])
@pytest.mark.parametrize("finish", ["length", "stop"])
async def test_a_loop_is_asked_again_once_at_another_temperature(
    store: Store, loop: str, finish: str
) -> None:
    with ScriptedServer(in_turn(Reply(loop, finish_reason=finish))) as server:
        error = await failure_of(server, store)
        assert isinstance(error, AnswerTruncated)
        assert "loop" in error.message
        first, second = server.requests
        assert {**second, "temperature": first["temperature"]} == first
        assert second["temperature"] != first["temperature"]


async def test_a_server_that_is_not_there_is_said_to_be_unavailable(store: Store) -> None:
    with ScriptedServer(in_turn(GOOD)) as server:
        pass  # closed again: nobody listens at its address
    error = await failure_of(server, store)
    assert isinstance(error, ModelUnavailable)
    assert server.base_url in error.message


@pytest.mark.parametrize("kind", [KeyboardInterrupt, asyncio.CancelledError, SystemExit])
async def test_an_interrupt_is_passed_on_and_never_retried(
    store: Store, kind: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not transport.retryable(kind())
    calls = []

    async def interrupted(*path: str, **request: Any) -> Any:
        calls.append(request)
        raise kind

    client = a_client("http://127.0.0.1:9/v1", book_of(store))
    # the SDK is the one thing replaced: an interrupt cannot be had from a server
    assert client.transport is not None
    lane = client.transport._rotation.servers[0]._lane()
    monkeypatch.setattr(lane, "post", interrupted)
    client.transport._rotation.servers[0]._idle.append(lane)
    question = a_question()
    try:
        await client.ask(question, request_for(question, SAMPLING), "a-1", 8192)
    except BaseException as error:
        caught = error
    await client.close()
    assert type(caught) is kind
    assert len(calls) == 1


async def test_cancelling_a_question_cancels_its_call(store: Store) -> None:
    with ScriptedServer(in_turn(Reply(GOOD, delay=30))) as server:
        async with asking(server, book_of(store)) as asker:
            task = asyncio.create_task(asker.for_article("a-1")(a_question()))
            while not server.requests:
                await asyncio.sleep(0.005)
            task.cancel()
            started = time.monotonic()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert time.monotonic() - started < 1
    assert len(server.requests) == 1


# -- the list of models ----------------------------------------------------------------------------


async def test_the_first_listed_model_is_found(store: Store) -> None:
    with ScriptedServer(in_turn(GOOD)) as server:
        client = a_client(server.base_url, book_of(store))
        assert await client.first_model() == "scripted"
        await client.close()


@pytest.mark.parametrize(
    ("address", "models", "kind", "words"),
    [
        ("/v1", [], ModelUnavailable, "--model"),
        ("/v2", ["scripted"], AccountError, "404"),
    ],
)
async def test_a_server_that_lists_no_model_is_explained(
    store: Store, address: str, models: list[str], kind: type[BriefingError], words: str
) -> None:
    with ScriptedServer(in_turn(GOOD)) as server:
        server.models = models
        client = a_client(server.base_url.replace("/v1", address), book_of(store))
        with pytest.raises(kind, match=words):
            await client.first_model()
        await client.close()


@pytest.mark.parametrize("page", [b"<html>welcome</html>", b"[]", b'{"data": 5}', b"", b"null"])
async def test_a_page_that_is_no_list_of_models_is_explained(store: Store, page: bytes) -> None:
    with ScriptedServer(in_turn(GOOD)) as server:
        server.models_page = Reply(body=page)
        client = a_client(server.base_url, book_of(store))
        with pytest.raises(ModelUnavailable, match="no answer from"):
            await client.first_model()
        await client.close()


# -- what is kept ----------------------------------------------------------------------------------


async def test_the_key_is_sent_to_the_server_and_kept_nowhere(store: Store, tmp_path: Path) -> None:
    folder = FolderBook(tmp_path / "recorded")
    with ScriptedServer(in_turn("no idea", GOOD)) as server:
        async with asking(server, AnswerBook((), (store, folder))) as asker:
            answer = await asker.for_article("a-1")(a_question())
    assert server.headers[0]["authorization"] == f"Bearer {KEY}"
    store.close()
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len([path for path in files if path.suffix == ".json"]) == len(answer.keys) == 2
    assert not [path for path in files if KEY.encode() in path.read_bytes()]


async def test_a_key_that_an_answer_repeats_is_kept_nowhere(store: Store, tmp_path: Path) -> None:
    folder = FolderBook(tmp_path / "recorded")
    with ScriptedServer(in_turn(f"you sent Bearer {KEY}", GOOD)) as server:
        async with asking(server, AnswerBook((), (store, folder))) as asker:
            answer = await asker.for_article("a-1")(a_question())
    assert KEY not in canonical(server.requests[1])
    store.close()
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len([path for path in files if path.suffix == ".json"]) == len(answer.keys) == 2
    assert not [path for path in files if KEY.encode() in path.read_bytes()]
    assert [path for path in files if b"you sent Bearer ***" in path.read_bytes()]


@pytest.mark.parametrize("jobs", [1, 3])
async def test_the_same_question_costs_one_request(store: Store, jobs: int) -> None:
    with ScriptedServer(in_turn(Reply(GOOD, delay=0.05))) as server:
        async with asking(server, book_of(store), jobs=jobs) as asker:
            answers = await asyncio.gather(
                *(asker.for_article(article)(a_question()) for article in ("a-1", "a-2", "a-3"))
            )
        assert len({answer.keys for answer in answers}) == 1
        again, _ = await ask_one(server, store)
    assert again.origin == "store"
    assert asker.live_calls == 1
    assert len(server.requests) == 1


KILLED = """
import asyncio, os, signal, sys
sys.path[:0] = {path!r}
from briefing.llm.answers import AnswerBook
from briefing.store import Store
from questions import asking, a_question

class Server:
    base_url = {url!r}

async def main():
    store = Store(__import__("pathlib").Path({store!r}))
    async with asking(Server, AnswerBook((("store", store),), (store,))) as asker:
        await asker.for_article("a-1")(a_question())
        os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
async def test_an_answer_is_kept_even_if_the_process_is_killed_right_after(tmp_path: Path) -> None:
    place = tmp_path / "killed.db"
    with ScriptedServer(in_turn(GOOD)) as server:
        code = KILLED.format(path=sys.path, url=server.base_url, store=str(place))
        done = await asyncio.to_thread(
            subprocess.run, [sys.executable, "-c", code], env=os.environ, check=False, timeout=60
        )
        assert done.returncode == -signal.SIGKILL
        with Store(place) as store:
            answer, requests = await ask_one(server, store)
    assert answer.origin == "store"
    assert len(requests) == 1


def test_what_the_client_looks_up_by_its_name_is_imported_whole_before_it_is_made() -> None:
    code = "import sys, briefing.llm.server; sys.modules['httpx'].Timeout"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
