"""Articles are read in a thread of their own."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest
from pydantic import BaseModel

from briefing.domain.questions import Answer, Message, Question
from briefing.errors import ArticleFailure
from briefing.pipeline import desk as desks
from briefing.pipeline.desk import Desk

QUESTION = Question(
    purpose="actors",
    label="a question",
    messages=(Message(role="user", content="who?"),),
    answer=BaseModel,
    max_tokens=1,
)


async def test_servers_are_heard_while_an_article_is_read() -> None:
    heard = threading.Event()

    async def read() -> bool:
        return heard.wait(30)  # blocks its whole thread, like a long sentence

    async with Desk() as desk:
        reading = asyncio.create_task(desk.work(read()))
        await asyncio.sleep(0.01)
        assert not reading.done()
        heard.set()
        assert await reading


async def test_questions_are_asked_where_the_servers_are_and_their_errors_come_back() -> None:
    async def ask(question: Question) -> Answer:
        assert threading.current_thread() is threading.main_thread()
        raise ArticleFailure(f"no answer to {question.label}")

    async with Desk() as desk:
        reaching = desk.reaching(ask)

        async def read() -> Answer:
            assert threading.current_thread() is not threading.main_thread()
            return await reaching(QUESTION)

        with pytest.raises(ArticleFailure, match="no answer to a question"):
            await desk.work(read())


async def test_what_is_given_up_here_asks_nothing_more() -> None:
    cut: list[str] = []
    asked = asyncio.Event()

    async def ask(question: Question) -> Answer:
        asked.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            cut.append("question")
            raise
        raise AssertionError

    async with Desk() as desk:
        reaching = desk.reaching(ask)

        async def read() -> Any:
            try:
                return await reaching(QUESTION)
            except asyncio.CancelledError:
                cut.append("article")
                raise

        reading = asyncio.create_task(desk.work(read()))
        await asked.wait()
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading
    assert sorted(cut) == ["article", "question"]


async def test_a_desk_is_left_while_a_sentence_is_still_being_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(desks, "PATIENCE", 0.05)
    begun, over = threading.Event(), threading.Event()

    async def read() -> None:
        begun.set()
        over.wait(30)

    async with Desk() as desk:
        reading = asyncio.create_task(desk.work(read()))
        while not begun.is_set():
            await asyncio.sleep(0.01)
        reading.cancel()
    assert not over.is_set()
    over.set()


def test_a_signal_that_meets_the_asking_thread_ends_the_desk_without_a_word(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    broken: list[Any] = []
    monkeypatch.setattr(threading, "excepthook", broken.append)

    told = threading.Event()

    async def ask(question: Question) -> Answer:
        raise KeyboardInterrupt  # as a handler does that runs while this is on its way

    async def main() -> None:
        async with Desk() as desk:
            reaching = desk.reaching(ask)

            async def read() -> None:
                try:
                    await reaching(QUESTION)
                finally:
                    told.set()

            # not awaited here, so that nothing but the interrupt itself reaches the desk
            asyncio.run_coroutine_threadsafe(read(), desk._loop)
            try:
                await asyncio.sleep(60)
            finally:
                told.wait(10)

    with pytest.raises(KeyboardInterrupt):
        asyncio.run(main())
    assert told.is_set()
    assert broken == []
