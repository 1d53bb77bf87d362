"""One model server over HTTP: the only loop that sends a request again.

All workers share one transport, and with it one gate (the server's own word on when to come back)
and one breaker (the errors that stop a run).
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import httpx2
import openai
import tenacity

from briefing.errors import (
    AccountError,
    BriefingError,
    CallFailed,
    ModelUnavailable,
)
from briefing.llm.models import WAYS_OUT
from briefing.llm.outcome import LONGEST_WAIT, ErrorBody, Outcome, classify

ATTEMPTS = 4
SLOW_ATTEMPTS = 2
BREAKER = 5
FIRST_WAIT = 0.5
LONGEST_BACK_OFF = 30.0

_T = TypeVar("_T")


@dataclass(frozen=True)
class Reply:
    """What is kept of a chat completion; ``refused`` when the model or a filter declined."""

    response: dict[str, Any]
    refused: bool


class MechanismRefused(Exception):
    """The server does not take the way in which it was asked for a shape; ``words`` are its own."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


class _Failed(Exception):
    """One request failed; the outcome says what that means."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.message)
        self.outcome = outcome


def retryable(error: BaseException) -> bool:
    """Only what the classifier allows: never KeyboardInterrupt, never a cancelled task."""
    return isinstance(error, _Failed) and error.outcome.verdict == "retry"


class _Wait(tenacity.wait.wait_base):
    """The server's own word, else full jitter."""

    def __init__(self) -> None:
        self._jitter = tenacity.wait_random_exponential(multiplier=FIRST_WAIT, max=LONGEST_BACK_OFF)

    def __call__(self, retry_state: tenacity.RetryCallState) -> float:
        error = retry_state.outcome.exception() if retry_state.outcome else None
        after = error.outcome.after if isinstance(error, _Failed) else None
        return min(after, LONGEST_WAIT) if after is not None else self._jitter(retry_state)


class _SlowTwice(tenacity.stop.stop_base):
    """A server that does not answer in time may still be at work on the first request."""

    def __init__(self) -> None:
        self._slow = 0

    def __call__(self, retry_state: tenacity.RetryCallState) -> bool:
        error = retry_state.outcome.exception() if retry_state.outcome else None
        self._slow += isinstance(error, _Failed) and error.outcome.slow
        return self._slow >= SLOW_ATTEMPTS


class Transport:
    """Create and close it inside the event loop that uses it. ``requests`` counts what was sent.

    ``timeout`` bounds each request from the first byte sent to the last received, in seconds.
    """

    def __init__(self, base_url: str, api_key: str, timeout: float) -> None:
        self.base_url = base_url
        self.timeout = timeout
        self.requests = 0
        self._secret = api_key
        self._failures = 0
        self._answered = False
        self._stopped: BriefingError | None = None
        self._gate = 0.0
        self._opening = asyncio.Lock()
        self._opened = False
        self._openai = openai.AsyncOpenAI(
            base_url=base_url,
            api_key=api_key or "not-needed",
            max_retries=0,
            timeout=httpx2.Timeout(timeout, connect=5.0, pool=None),
        )

    async def close(self) -> None:
        """Close the connections."""
        await self._openai.close()

    async def first_model(self) -> str:
        """The first model the server lists.

        Raises AccountError, or ModelUnavailable when it lists none.
        """

        async def send() -> list[str]:
            page = await self._openai.models.list()
            return [str(model.id) for model in page.data or []]

        try:
            names = await self._tried(send, "the list of models")
        except CallFailed as error:
            raise self._unavailable(error.message) from error
        if not names:
            raise self._unavailable("the server lists no model; name one with --model")
        return names[0]

    async def complete(self, request: dict[str, Any], label: str) -> Reply:
        """One chat completion, sent at most four times.

        ``label`` names the question in errors. Raises CallFailed, AccountError, ModelUnavailable,
        and MechanismRefused, which the caller answers by asking in another way.
        """

        async def send() -> Reply:
            return read_completion(await self._openai.chat.completions.create(**request))

        reply = await self._tried(send, label)
        self._answered = True
        self._failures = 0
        return reply

    async def _tried(self, send: Callable[[], Awaitable[_T]], label: str) -> _T:
        policy = tenacity.AsyncRetrying(
            stop=tenacity.stop_after_attempt(ATTEMPTS) | _SlowTwice(),
            wait=_Wait(),
            retry=tenacity.retry_if_exception(retryable),
            reraise=True,
        )
        try:
            async for attempt in policy:
                with attempt:
                    return await self._once(send)
        except _Failed as error:
            if error.outcome.verdict == "mechanism":
                raise MechanismRefused(error.outcome.message) from error
            raise self._given_up(error.outcome, label) from error
        raise AssertionError("the policy raises what it gives up on")

    async def _once(self, send: Callable[[], Awaitable[_T]]) -> _T:
        """The first request of a run goes alone: a refused key costs one request, not one each."""
        if not self._opened:
            async with self._opening:
                if not self._opened:
                    try:
                        return await self._sent(send)
                    finally:
                        self._opened = True
        return await self._sent(send)

    async def _sent(self, send: Callable[[], Awaitable[_T]]) -> _T:
        while (wait := self._gate - time.monotonic()) > 0:
            await asyncio.sleep(wait)
        if self._stopped is not None:
            raise self._stopped
        self.requests += 1
        try:
            async with asyncio.timeout(self.timeout):
                return await send()
        except Exception as error:
            outcome = self._outcome(error)
            if outcome.after is not None:
                self._gate = max(self._gate, time.monotonic() + min(outcome.after, LONGEST_WAIT))
            raise _Failed(outcome) from error

    def _outcome(self, error: Exception) -> Outcome:
        """What an error means; those that stop the run stop the other workers at once."""
        outcome = classify(error, now=time.time())
        if len(self._secret) > 5:  # servers like to repeat the key that they refuse
            outcome = replace(outcome, message=outcome.message.replace(self._secret, "***"))
        if outcome.verdict == "account":
            self._stopped = AccountError(
                f"{self.base_url}: {outcome.message}",
                hint="check the key (BRIEFING_API_KEY), the account and --model",
            )
        elif outcome.verdict == "unavailable":
            self._stopped = self._unavailable(outcome.message)
        return outcome

    def _given_up(self, outcome: Outcome, label: str) -> BriefingError:
        """The end of one question: for this article, or for the whole run.

        A server that never answered anything is given up at once, one that did after five
        questions in a row.
        """
        again = outcome.verdict == "retry"
        if again:
            self._failures += 1
            if not self._answered or self._failures >= BREAKER:
                self._stopped = self._unavailable(outcome.message)
        return self._stopped or CallFailed(
            f"{label}: {outcome.message}",
            hint="run again; what was answered is kept" if again else "",
        )

    def _unavailable(self, message: str) -> ModelUnavailable:
        return ModelUnavailable(f"no answer from {self.base_url}: {message}", hint=WAYS_OUT)


def read_completion(completion: Any) -> Reply:
    """What is kept of a completion. Responses are constructed by openai, not validated.

    Raises ErrorBody for an error in a 200, TypeError, AttributeError or LookupError for anything
    that is no chat completion.
    """
    error = getattr(completion, "error", None)
    if error:
        raise ErrorBody(error)
    choice = completion.choices[0]
    message, finish = choice.message, choice.finish_reason
    refused = finish == "content_filter" or bool(getattr(message, "refusal", None))
    content = getattr(message, "content", None)
    arguments = _tool_arguments(message)
    reasoning = getattr(message, "reasoning_content", None)
    if not refused and (message is None or not isinstance(content, str | None)):
        raise TypeError("no text")
    response = {
        "model": completion.model if isinstance(completion.model, str) else "unknown",
        # servers have their own words for an ordinary end ("eos", "stop_sequence", null)
        "finish_reason": "length" if finish in ("length", "max_tokens") else "stop",
        "content": content or "",
        "usage": _usage(completion.usage),
    }
    if arguments:
        response |= {"content": arguments, "source": "tool"}
    elif not response["content"] and isinstance(reasoning, str):
        response |= {"content": reasoning, "source": "reasoning"}
    return Reply(response, refused)


def _tool_arguments(message: Any) -> str:
    """What the first tool call hands over; empty when there is none."""
    calls = getattr(message, "tool_calls", None)
    function = getattr(calls[0], "function", None) if isinstance(calls, list) and calls else None
    arguments = getattr(function, "arguments", None)
    return arguments if isinstance(arguments, str) else ""


def _usage(usage: Any) -> dict[str, int | None] | None:
    """Token counts; what is absent, zero or no number is unknown."""
    names = ("prompt_tokens", "completion_tokens")
    counts = {name: getattr(usage, name, None) for name in names}
    known = {name: n if isinstance(n, int) and n > 0 else None for name, n in counts.items()}
    return known if any(known.values()) else None
