"""How long one article may take: a clock that stands still while a model is fetched or started."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager


class Deadlines:
    """``async with article()`` gives its body ``seconds``; a longer one is a TimeoutError.

    Within ``paused()`` nobody's time runs; after it, everybody's starts anew.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._running: set[asyncio.Timeout] = set()
        self._paused = False

    @asynccontextmanager
    async def article(self) -> AsyncIterator[None]:
        """The time of one article."""
        async with asyncio.timeout(None if self._paused else self.seconds) as limit:
            self._running.add(limit)
            try:
                yield
            finally:
                self._running.discard(limit)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Waiting that is no article's fault."""
        self._set(paused=True)
        try:
            yield
        finally:
            self._set(paused=False)

    def _set(self, *, paused: bool) -> None:
        self._paused = paused
        when = None if paused else asyncio.get_running_loop().time() + self.seconds
        for limit in self._running:
            if not limit.expired():
                limit.reschedule(when)
