"""Who may ask next: a bounded number of questions at once, those of earlier articles first."""

from __future__ import annotations

import asyncio
import heapq
from collections import Counter, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Slots:
    """``jobs`` questions at once, and so many articles that there is always one more to ask.

    A run that took its articles up all together would have them all wait for answers at one time
    and all do their own work at another. So an article is let in only when fewer questions are
    open than fit, and the questions of those that came first go first.
    """

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self._ahead = 1 + jobs // 8
        self._free = jobs
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._entering: deque[asyncio.Future[None]] = deque()
        self._open: Counter[int] = Counter()
        self._demand = 0
        self._number = 0

    @asynccontextmanager
    async def article(self) -> AsyncIterator[int]:
        """The time of one article; gives the rank of its questions. An open article counts one."""
        while self._demand >= self.jobs + self._ahead:
            turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._entering.append(turn)
            try:
                await turn
            except asyncio.CancelledError:
                if turn.done() and not turn.cancelled():
                    self._let_in()  # it was our turn, and now is another's
                raise
        self._demand += 1
        self._number += 1
        try:
            yield self._number
        finally:
            self._demand -= 1
            self._let_in()

    @asynccontextmanager
    async def question(self, rank: int) -> AsyncIterator[None]:
        """The time of one question, its wait for a slot not counted; lower ranks go first."""
        self._opened(rank, 1)
        try:
            await self._slot(rank)
            try:
                yield
            finally:
                self._free += 1
                self._next()
        finally:
            self._opened(rank, -1)

    async def _slot(self, rank: int) -> None:
        if self._free and not self._waiting:
            self._free -= 1
            return
        self._number += 1
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (rank, self._number, turn))
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._free += 1
                self._next()
            raise

    def _next(self) -> None:
        while self._free and self._waiting:
            _, _, turn = heapq.heappop(self._waiting)
            if not turn.done():
                self._free -= 1
                turn.set_result(None)

    def _opened(self, rank: int, more: int) -> None:
        """Count open questions; the first of an article is the one that it counts anyway."""
        before = max(1, self._open[rank])
        self._open[rank] += more
        self._demand += max(1, self._open[rank]) - before
        if not self._open[rank]:
            del self._open[rank]
        if more < 0:
            self._let_in()

    def _let_in(self) -> None:
        room = self.jobs + self._ahead - self._demand
        while room > 0 and self._entering:
            turn = self._entering.popleft()
            if not turn.done():
                turn.set_result(None)
                room -= 1
