"""One model server at one address: a request out, the bytes of the answer back, or what failed."""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import httpx2
import openai

from briefing.addresses import host_of, is_loopback
from briefing.errors import AccountError, BriefingError, ModelUnavailable
from briefing.llm.envelope import Reply, read_completion, read_models
from briefing.llm.ladder import Ladder
from briefing.llm.models import WAYS_OUT
from briefing.llm.outcome import LONGEST_WAIT, BodyTooLarge, Outcome, classify
from briefing.llm.tls import context_for

# openai compares its arguments with the classes of httpx as soon as anybody has imported it, and
# falls over one that another thread (where articles are read) has only begun to import
with contextlib.suppress(ImportError):
    importlib.import_module("httpx")

CONNECT = 5.0
KEEP_ALIVE = 4.0  # servers drop idle connections after five seconds
ACCOUNT = (
    "check the address, --model, the account and the key (BRIEFING_API_KEY); a key in "
    "briefing.toml is sent only to the addresses that stand beside it"
)
_T = TypeVar("_T")
_SECRET = 6  # a shorter key would also be found in ordinary words


@dataclass(frozen=True)
class Address:
    """Where a server is, and how it is asked: the key that only it is sent, how many requests it
    bears at once, and the mechanism on its ladder.
    """

    url: str
    key: str = field(default="", repr=False)
    slots: int = 1
    ladder: Ladder = field(default_factory=Ladder, repr=False, compare=False)


@dataclass(frozen=True)
class Limits:
    """Bounds of every request.

    ``timeout`` is seconds from the first byte sent to the last received, ``loading`` seconds for a
    server to load its model, ``max_body`` bytes of an answer.
    """

    timeout: float = 300.0
    loading: float = 300.0
    max_body: int = 1 << 20


class Failed(Exception):
    """One request failed; the outcome says what that means. ``sent`` is when it was sent."""

    def __init__(self, outcome: Outcome, sent: float) -> None:
        super().__init__(outcome.message)
        self.outcome = outcome
        self.sent = sent


class Server:
    """Sends single requests and never repeats one. Create and close it inside one event loop.

    ``requests`` counts what was sent, ``asked`` is when the last was. ``seconds`` is what an answer
    took lately, None until there is one; ``answered`` tells whether it ever answered a question.
    ``gate`` and ``rest`` are monotonic times before which
    nothing is sent: the server's own word, and our patience with one that is not there.
    ``stopped`` says why it is not used again in this run.
    """

    def __init__(self, address: Address, limits: Limits) -> None:
        self.url = address.url
        self.slots = address.slots
        self.ladder = address.ladder
        self.limits = limits
        self.requests = 0
        self.in_flight = 0
        self.asked = 0.0
        self.seconds: float | None = None
        self.proven = self.answered = False
        self.failures = 0
        self.gate = 0.0
        self.rest = 0.0
        self.loading_since: float | None = None
        self.stopped: BriefingError | None = None
        self._secret = address.key
        self._bears = float(address.slots)
        self._reduced = 0.0
        self._local = is_loopback(host_of(address.url))
        self._tls = context_for(address.url)
        self._lanes: list[openai.AsyncOpenAI] = []
        self._idle: list[openai.AsyncOpenAI] = []
        self._fresh: openai.AsyncOpenAI | None = None

    async def close(self) -> None:
        """Close the connections."""
        for lane in (*self._lanes, *filter(None, [self._fresh])):
            await lane.close()

    @property
    def capacity(self) -> int:
        """Requests it may work on at once: one until it is known to answer when it is asked in the
        way of now, then what it bears.
        """
        if not (self.proven and self.ladder.taken) or self.loading_since is not None:
            return 1
        return max(1, int(self._bears))

    def learn(self, slots: int, ladder: Ladder) -> None:
        """How it is asked, once it is known which model it serves."""
        self.slots, self.ladder, self._bears = slots, ladder, float(slots)

    async def complete(self, request: dict[str, Any], *, fresh: bool = False) -> Reply:
        """One chat completion. Raises Failed.

        A server may close a kept connection in the moment in which we send. What is sent again
        comes on a ``fresh`` one, so that a question loses one attempt at most to that.
        """

        async def send(lane: openai.AsyncOpenAI) -> Reply:
            answer = await lane.post("/chat/completions", cast_to=httpx2.Response, body=request)
            return read_completion(answer.content)

        reply = await self._timed(send, fresh=fresh)
        self.answered = True
        said = {name: reply.response[name] for name in ("model", "content")}
        hidden = {name: self._without_key(text) for name, text in said.items()}
        return replace(reply, response=reply.response | hidden)

    def starting(self) -> float:
        """It will answer when it is up: the monotonic time since when that is so."""
        if self.loading_since is None:
            self.loading_since = time.monotonic()
        return self.loading_since

    async def models(self) -> list[str]:
        """The names of the models that it lists. Raises Failed."""

        async def send(lane: openai.AsyncOpenAI) -> list[str]:
            return read_models((await lane.get("/models", cast_to=httpx2.Response)).content)

        return await self._timed(send)

    def _lane(self) -> openai.AsyncOpenAI:
        """A client with one connection, the one used last: a pool looks at each that it has, twice
        a request, and that is a quarter of what 64 of them cost.
        """
        if self._idle:
            return self._idle.pop()
        self._lanes.append(self._client())
        return self._lanes[-1]

    def _once(self) -> openai.AsyncOpenAI:
        """The client whose connections serve one request each."""
        if self._fresh is None:
            self._fresh = self._client(kept=0)
        return self._fresh

    def _client(self, kept: int = 1) -> openai.AsyncOpenAI:
        return openai.AsyncOpenAI(
            base_url=self.url,
            api_key=self._secret or "not-needed",
            max_retries=0,
            http_client=openai.DefaultAsyncHttpx2Client(
                verify=self._tls,
                timeout=httpx2.Timeout(self.limits.timeout, connect=CONNECT, pool=None),
                limits=httpx2.Limits(
                    max_connections=None,
                    max_keepalive_connections=kept,
                    keepalive_expiry=KEEP_ALIVE,
                ),
                follow_redirects=False,  # neither key nor article goes to whom nobody named
                trust_env=not self._local,  # no proxy leads to ourselves
                headers={"Accept-Encoding": "identity"},
                event_hooks={"response": [self._cap]},
            ),
        )

    async def _timed(
        self, send: Callable[[openai.AsyncOpenAI], Awaitable[_T]], *, fresh: bool = False
    ) -> _T:
        started = time.monotonic()
        self.requests += 1
        self.asked = started
        lane = self._once() if fresh else self._lane()
        try:
            async with asyncio.timeout(self.limits.timeout):
                result = await send(lane)
        except Exception as error:
            outcome = self._noted(classify(error, now=time.time()), started)
            raise Failed(outcome, started) from error
        finally:
            if not fresh:
                self._idle.append(lane)
        self._succeeded(time.monotonic() - started)
        return result

    def _succeeded(self, took: float) -> None:
        self.seconds = took if self.seconds is None else 0.7 * self.seconds + 0.3 * took
        self.proven, self.failures, self.loading_since = True, 0, None
        self._bears = min(float(self.slots), self._bears + 1 / max(1.0, self._bears))

    def _without_key(self, text: str) -> str:
        """What the server said, as it can be shown and kept: servers like to repeat the key."""
        return text.replace(self._secret, "***") if len(self._secret) >= _SECRET else text

    def _noted(self, outcome: Outcome, started: float) -> Outcome:
        """What one failure means for the next requests to this server."""
        now = time.monotonic()
        if outcome.unclear and self.answered:
            outcome = replace(outcome, verdict="article")
        outcome = replace(outcome, message=self._without_key(outcome.message))
        if outcome.after is not None:
            self.gate = max(self.gate, now + min(outcome.after, LONGEST_WAIT))
        if outcome.slow:
            self.seconds = max(self.seconds or 0.0, now - started)
        if outcome.busy and started >= self._reduced:  # what was sent together counts once
            self._bears, self._reduced = max(1.0, self._bears / 2), now
        if outcome.loading:
            self.starting()
        elif outcome.verdict == "article" or outcome.busy:
            self.proven, self.loading_since = True, None
        if outcome.verdict == "retry" and not (outcome.loading or outcome.busy):
            self.failures += 1
        self._judge(outcome)
        return outcome

    def _judge(self, outcome: Outcome) -> None:
        if outcome.verdict == "account":
            self.stopped = AccountError(
                f"{self.url}: {outcome.message}",
                hint=outcome.hint or ACCOUNT,
            )
        elif outcome.verdict == "unavailable":
            self.stopped = self.unavailable(outcome.message, outcome.hint)

    def unavailable(self, message: str, hint: str = "") -> ModelUnavailable:
        """The error that says that this server cannot be used; ``hint`` is what mends that."""
        return ModelUnavailable(f"no answer from {self.url}: {message}", hint=hint or WAYS_OUT)

    async def _cap(self, response: httpx2.Response) -> None:
        """Called before a body is read: what is longer than we take is not read to its end."""
        limit = self.limits.max_body
        if response.headers.get("content-encoding", "identity") != "identity":
            limit //= 64  # asked for plain text and given packed: it may grow a thousand times
        response.stream = _Capped(response.stream, limit)  # type: ignore[arg-type]


class _Capped(httpx2.AsyncByteStream):
    def __init__(self, stream: httpx2.AsyncByteStream, limit: int) -> None:
        self._stream = stream
        self._limit = limit

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size = 0
        async for part in self._stream:
            size += len(part)
            if size > self._limit:
                raise BodyTooLarge(self._limit)
            yield part

    async def aclose(self) -> None:
        await self._stream.aclose()
