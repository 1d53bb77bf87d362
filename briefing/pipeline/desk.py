"""Where articles are read: a thread of its own, so that servers are heard whatever is being read.

Parsing an article takes up to seconds. In the thread that talks to the servers these would be
seconds in which no answer arrives, no connection is made in time and no signal is noticed.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from types import TracebackType
from typing import Any, Self, TypeVar

from briefing.domain.questions import Answer, Ask, Question

PATIENCE = 1.0  # seconds that a sentence may take to be read to its end when all is to stop

_T = TypeVar("_T")


class Desk:
    """``async with Desk() as desk: await desk.work(extract(article, desk.reaching(ask), ...))``.

    One loop in one thread: no two articles are worked on at the same moment. What is cancelled
    here is cancelled there, and the other way round.
    """

    def __init__(self) -> None:
        self._home = asyncio.get_running_loop()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="desk", daemon=True)
        self._left = False

    async def __aenter__(self) -> Self:
        self._thread.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop what is still being worked on; a thread that is deep in a sentence is left to it."""
        self._left = True
        self._loop.set_exception_handler(lambda loop, context: None)  # nobody is there to be told
        cleared = asyncio.run_coroutine_threadsafe(_clear(), self._loop)
        await asyncio.wait([asyncio.wrap_future(cleared)], timeout=PATIENCE)
        if cleared.done():
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()

    async def work(self, job: Coroutine[Any, Any, _T]) -> _T:
        """The result of ``job``, which runs at the desk."""
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(job, self._loop))

    def reaching(self, ask: Ask) -> Ask:
        """``ask``, which belongs to this loop, for a job at the desk."""

        async def asked(question: Question) -> Answer:
            if self._left:
                raise asyncio.CancelledError
            there: Coroutine[Any, Any, Answer] = _awaited(ask, question)
            answer = asyncio.run_coroutine_threadsafe(there, self._home)
            try:
                return await asyncio.wrap_future(answer)
            except (KeyboardInterrupt, SystemExit):  # meant for the other thread, which has it
                raise asyncio.CancelledError from None

        return asked


async def _awaited(ask: Ask, question: Question) -> Answer:
    return await ask(question)


async def _clear() -> None:
    """Cancel all other tasks of this loop and see them end."""
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
