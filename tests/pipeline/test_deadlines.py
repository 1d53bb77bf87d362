from __future__ import annotations

import asyncio

import pytest

from briefing.pipeline.deadlines import Deadlines


async def test_an_article_that_takes_too_long_is_cut_off() -> None:
    with pytest.raises(TimeoutError):
        async with Deadlines(0.01).article():
            await asyncio.sleep(10)


async def test_an_article_in_time_is_not() -> None:
    async with Deadlines(10).article():
        await asyncio.sleep(0)


async def test_waiting_for_a_model_is_no_articles_time() -> None:
    deadlines, ready = Deadlines(0.5), asyncio.Event()

    async def fetching() -> str:
        async with deadlines.article():
            with deadlines.paused():
                await asyncio.sleep(0.8)
            ready.set()
            return "done"

    async def waiting() -> str:
        async with deadlines.article():
            await ready.wait()
            return "done"

    async def beginning_meanwhile() -> str:
        await asyncio.sleep(0.02)
        return await waiting()

    assert await asyncio.gather(fetching(), waiting(), beginning_meanwhile()) == ["done"] * 3


async def test_after_the_wait_the_time_runs_again() -> None:
    deadlines = Deadlines(0.05)

    async def article() -> None:
        async with deadlines.article():
            with deadlines.paused():
                await asyncio.sleep(0.1)
            await asyncio.sleep(10)

    with pytest.raises(TimeoutError):
        await article()


async def test_a_failed_wait_starts_the_time_too() -> None:
    deadlines = Deadlines(0.05)

    async def article() -> None:
        async with deadlines.article():
            with pytest.raises(ValueError), deadlines.paused():
                raise ValueError
            await asyncio.sleep(10)

    with pytest.raises(TimeoutError):
        await article()
