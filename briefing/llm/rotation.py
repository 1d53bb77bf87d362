"""Several model servers as one: who is asked next, who rests, and when there is nobody left.

The next request goes where the least wait is to be expected: requests in flight times the seconds
an answer took lately. A server that cannot be reached rests while others work, for a second at
first and a minute at most, and is then tried with one request. One that refuses us for good is not
used again in this run; only when all have refused does the run stop.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence

from briefing.errors import AccountError, BriefingError, ModelUnavailable
from briefing.llm.models import WAYS_OUT
from briefing.llm.outcome import Outcome
from briefing.llm.server import Server

FIRST_REST = 1.0
LONGEST_REST = 60.0
FORGOTTEN = 20.0  # seconds until what is known of an idle server counts half
PATIENCE = 3  # answers in a row that a server may fail to give before it rests


class Rotation:
    """Hands out servers for one request each. ``say`` is told who leaves and who comes back."""

    def __init__(self, servers: Sequence[Server], say: Callable[[str], None]) -> None:
        self.servers = tuple(servers)
        self.stopped: BriefingError | None = None
        self.most: Callable[[], float] = lambda: float("inf")
        self._say = say
        self._changed = asyncio.Event()

    @property
    def address(self) -> str:
        """All addresses, for errors."""
        return ", ".join(server.url for server in self.servers)

    async def take(self, only: Server | None = None) -> Server:
        """The server for the next request, as soon as one is free; ``give`` it back.

        Raises what stopped the run, or the server without which it will not do.
        """
        while True:
            stopped = self.stopped or (only and only.stopped)
            if stopped:
                raise stopped
            now = time.monotonic()
            server = self._best(now, only)
            if server is not None:
                server.in_flight += 1
                return server
            changed = self._changed
            try:
                async with asyncio.timeout(self._until_something_opens(now)):
                    await changed.wait()
            except TimeoutError:
                pass

    def give(self, server: Server) -> None:
        """The request is over, whatever became of it."""
        server.in_flight -= 1
        self.wake()

    def wake(self) -> None:
        """Let those who wait look again."""
        self._changed.set()
        self._changed = asyncio.Event()

    def stop(self, error: BriefingError) -> None:
        """Nobody is asked any more."""
        self.stopped = self.stopped or error
        self.wake()

    def answered(self, server: Server) -> None:
        """A request to this server succeeded."""
        if server.rest:
            server.rest = 0.0
            self._say(f"{server.url} is back")

    def failed(self, server: Server, outcome: Outcome) -> bool:
        """A request failed. True when others can take the question over, at no cost to it."""
        if server.stopped is not None:
            self._left_out(server)
            return bool(self._usable())
        others = [s for s in self._usable() if s is not server and s.rest <= time.monotonic()]
        if outcome.verdict != "retry" or outcome.loading or outcome.busy or not others:
            return False
        if not outcome.lost and server.failures < PATIENCE:
            return False
        if not server.rest:
            self._say(f"{server.url}: {outcome.message}; its questions go to the others")
        pause = min(LONGEST_REST, FIRST_REST * 2.0 ** min(server.failures - 1, 10))
        server.rest = time.monotonic() + pause
        server.proven = False  # one request shall find out whether it is back
        return outcome.lost

    def _usable(self) -> list[Server]:
        return [server for server in self.servers if server.stopped is None]

    def _best(self, now: float, only: Server | None) -> Server | None:
        usable = self._usable()
        if sum(server.in_flight for server in usable) >= self.most():
            return None
        awake = [server for server in usable if server.rest <= now] or usable
        awake = awake if only is None else [only]
        free = [s for s in awake if s.gate <= now and s.in_flight < s.capacity]
        return min(free, key=lambda server: _expected_wait(server, now), default=None)

    def _until_something_opens(self, now: float) -> float | None:
        times = [t for server in self._usable() for t in (server.gate, server.rest) if t > now]
        return min(times) - now + 0.001 if times else None

    def _left_out(self, server: Server) -> None:
        usable = self._usable()
        if usable:
            self._say(f"left out: {server.stopped}")
            return
        reasons = [s.stopped for s in self.servers if s.stopped is not None]
        refused = any(isinstance(reason, AccountError) for reason in reasons)
        kind = AccountError if refused else ModelUnavailable
        hints = dict.fromkeys(reason.hint for reason in reasons if reason.hint)
        hint = "; ".join(hints) or WAYS_OUT
        self.stop(kind("; ".join(reason.message for reason in reasons), hint=hint))


def _expected_wait(server: Server, now: float) -> tuple[float, int]:
    """A server that never answered yet is tried first: nothing is known against it.

    What is known of one that was not asked for long is believed less: it may have been warming up.
    """
    believed = 0.5 ** ((now - server.asked) / FORGOTTEN) if not server.in_flight else 1.0
    return (server.in_flight + 1) * (server.seconds or 0.0) * believed, server.in_flight
