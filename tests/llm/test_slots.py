from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest

from briefing.llm.slots import Slots


async def test_no_more_questions_than_jobs_are_open_at_once() -> None:
    slots, now, most = Slots(3), 0, 0

    async def ask() -> None:
        nonlocal now, most
        async with slots.question(1):
            now += 1
            most = max(most, now)
            await asyncio.sleep(0.001)
            now -= 1

    await asyncio.gather(*(ask() for _ in range(20)))
    assert (now, most) == (0, 3)


async def test_questions_of_earlier_articles_go_first() -> None:
    slots, order = Slots(1), []

    async def ask(rank: int) -> None:
        async with slots.question(rank):
            order.append(rank)
            await asyncio.sleep(0)

    await asyncio.gather(*(ask(rank) for rank in (9, 3, 5, 3, 1)))
    assert order == [9, 1, 3, 3, 5]


@pytest.mark.parametrize(("jobs", "let_in"), [(1, 2), (4, 5), (64, 73)])
async def test_so_many_articles_are_let_in_that_one_more_can_ask(jobs: int, let_in: int) -> None:
    slots, inside = Slots(jobs), 0
    done = asyncio.Event()

    async def read() -> None:
        nonlocal inside
        async with slots.article() as rank, slots.question(rank):
            inside += 1
            await done.wait()

    tasks = [asyncio.create_task(read()) for _ in range(100)]
    await asyncio.sleep(0.01)
    assert slots._demand == let_in
    assert inside == jobs
    done.set()
    await asyncio.gather(*tasks)
    assert (slots._demand, slots._free, inside) == (0, jobs, 100)


async def test_an_article_with_many_questions_keeps_others_waiting_until_few_are_left() -> None:
    slots, entered = Slots(2), []

    async def ask(rank: int) -> None:
        async with slots.question(rank):
            await asyncio.sleep(0.002)

    async def read(name: str, questions: int) -> None:
        async with slots.article() as rank:
            entered.append(name)
            await asyncio.gather(*(ask(rank) for _ in range(questions)))

    first = asyncio.create_task(read("first", 8))
    await asyncio.sleep(0.001)
    second = asyncio.create_task(read("second", 1))
    await asyncio.sleep(0.001)
    assert entered == ["first"]
    await asyncio.gather(first, second)
    assert entered == ["first", "second"]


@pytest.mark.parametrize("when", [0.0, 0.001, 0.0025])
async def test_whoever_is_cancelled_takes_no_slot_along(when: float) -> None:
    slots = Slots(2)

    async def read() -> None:
        async with slots.article() as rank, slots.question(rank):
            await asyncio.sleep(0.001)

    tasks = [asyncio.create_task(read()) for _ in range(12)]
    await asyncio.sleep(when)
    for task in tasks[::2]:
        task.cancel()
    for task in tasks:
        with suppress(asyncio.CancelledError):
            await task
    assert (slots._demand, slots._free) == (0, 2)
    await asyncio.wait_for(read(), 1)
