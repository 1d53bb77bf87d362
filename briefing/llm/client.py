"""The seam to a live model: instructor, then the answer book, then tenacity, then openai.

The only module that imports instructor. It costs a second to import, so the pipeline loads it when
the first question has no recorded answer.
"""

from __future__ import annotations

import asyncio
import contextvars
import logging
import time
from dataclasses import dataclass, field
from typing import Any, cast

import httpx2
import instructor
import openai
import tenacity
from instructor.core import IncompleteOutputException, InstructorRetryException
from openai.types.chat import ChatCompletion

from briefing.domain.questions import Question
from briefing.errors import (
    AccountError,
    AnswerInvalid,
    AnswerTruncated,
    BriefingError,
    CallFailed,
    ModelUnavailable,
    Refused,
)
from briefing.llm.answers import AnswerBook, Record, answer_key
from briefing.llm.outcome import LONGEST_WAIT, Outcome, classify
from briefing.llm.parsing import Unparseable, parse_answer

TRANSPORT_ATTEMPTS = 4
RE_ASKS = 2
BREAKER = 5
WAYS_OUT = (
    "three ways out: the address of a model server (--base-url), a GGUF file (--model-path), "
    "or recorded answers (--replay DIR)"
)

logging.getLogger("instructor").setLevel(logging.CRITICAL)
_call: contextvars.ContextVar[_Call] = contextvars.ContextVar("call")


@dataclass
class _Call:
    """State of one question while instructor asks and re-asks it."""

    question: Question
    article: str
    keys: list[str] = field(default_factory=list)
    origin: str = "recording"
    answering: str = ""
    tokens: list[tuple[int | None, int | None]] = field(default_factory=list)
    repairs: tuple[str, ...] = ()


class _ServerWait(tenacity.wait.wait_base):
    """The server's own word, else full jitter between 0.5 and 30 seconds."""

    def __init__(self) -> None:
        self._jitter = tenacity.wait_random_exponential(multiplier=0.5, max=30)

    def __call__(self, retry_state: tenacity.RetryCallState) -> float:
        error = retry_state.outcome.exception() if retry_state.outcome else None
        after = error.outcome.after if isinstance(error, _Failed) else None
        return min(after, LONGEST_WAIT) if after is not None else self._jitter(retry_state)


class _Failed(Exception):
    """A transport attempt failed; the outcome says what that means."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.message)
        self.outcome = outcome


def _retryable(error: BaseException) -> bool:
    return isinstance(error, _Failed) and error.outcome.verdict == "retry"


class LiveClient:
    """Asks one server. Create and close it inside the event loop that uses it.

    ``timeout`` bounds each call from the first byte sent to the last received, in seconds.
    Raises ``AccountError``, ``ModelUnavailable``, ``ReplayMiss`` (run-wide) or an
    ``ArticleFailure`` subclass (this article only).
    """

    def __init__(self, base_url: str, api_key: str, timeout: float, book: AnswerBook) -> None:
        self.base_url = base_url
        self.timeout = timeout
        self.book = book
        self.requests = 0
        self._failures = 0
        self._stopped: BriefingError | None = None
        self._gate = 0.0
        self._openai = openai.AsyncOpenAI(
            base_url=base_url,
            api_key=api_key or "not-needed",
            max_retries=0,
            timeout=httpx2.Timeout(timeout, connect=5.0, pool=None),
        )
        self._instructor = instructor.AsyncInstructor(
            client=self._openai,
            create=instructor.patch(create=self._create, mode=instructor.Mode.JSON_SCHEMA),
            mode=instructor.Mode.JSON_SCHEMA,
        )

    async def close(self) -> None:
        """Close the connections."""
        await self._openai.close()

    async def first_model(self) -> str:
        """The first model the server lists. Raises ModelUnavailable when it lists none."""
        try:
            page = await self._openai.models.list()
        except Exception as error:
            outcome = classify(error, now=time.time())
            if outcome.verdict == "account":
                raise AccountError(f"{self.base_url}: {outcome.message}") from error
            raise self._unavailable(outcome.message) from error
        names = [model.id for model in page.data or []]
        if not names:
            raise self._unavailable("the server lists no model; name one with --model")
        return names[0]

    async def ask(self, question: Question, request: dict[str, Any], article: str) -> _Call:
        """Ask, re-asking at most twice when the answer does not validate.

        Returns the finished call; its last key is the key of the accepted answer.
        """
        call = _Call(question, article)
        token = _call.set(call)
        try:
            await self._instructor.create(
                response_model=question.answer,
                max_retries=RE_ASKS,
                strict=False,
                **{key: value for key, value in request.items() if key != "response_format"},
            )
        except IncompleteOutputException as error:
            self.book.forget(tuple(call.keys))
            raise AnswerTruncated(
                f"the answer to {question.label} stopped at {request['max_tokens']} tokens",
                hint="try another model",
            ) from error
        except InstructorRetryException as error:
            raise self._explained(error, call) from error
        finally:
            _call.reset(token)
        return call

    def _explained(self, error: InstructorRetryException, call: _Call) -> BriefingError:
        cause = error.__cause__
        while cause is not None and not isinstance(cause, BriefingError):
            cause = cause.__cause__
        if isinstance(cause, BriefingError):
            return cause
        self.book.forget(tuple(call.keys))
        return AnswerInvalid(
            f"the model gave no valid answer to {call.question.label} in {len(call.keys)} attempts",
            hint="try another model, or `--fresh` to ask again",
        )

    async def _create(self, *_: Any, **request: Any) -> ChatCompletion:
        """What instructor calls: the answer book first, then the server."""
        call = _call.get()
        key = answer_key(request, len(call.keys) + 1)
        call.keys.append(key)
        found = self.book.find(key)
        if found is not None:
            origin, record = found
            call.origin = origin if call.origin != "live" else "live"
        else:
            if self.book.strict:
                raise self.book.miss(
                    request, call.article, call.question.purpose, call.question.label
                )
            completion = await self._live(request, call.question)
            record = make_record(call, key, request, completion)
            self.book.save(key, record)
            call.origin = "live"
        call.answering = record["response"]["model"]
        usage = record["response"]["usage"] or {}
        call.tokens.append((usage.get("prompt_tokens"), usage.get("completion_tokens")))
        return self._completion(record, call)

    def _completion(self, record: Record, call: _Call) -> ChatCompletion:
        """The recorded answer as instructor wants it, repaired where our parser could."""
        response = record["response"]
        text = response["content"]
        try:
            value, call.repairs = parse_answer(text, call.question.answer)
            text = value.model_dump_json()
        except Unparseable:
            pass  # instructor sees the text as it came, fails to validate it, and re-asks
        return ChatCompletion.model_validate(
            {
                "id": "answer",
                "object": "chat.completion",
                "created": 0,
                "model": response["model"],
                "choices": [
                    {
                        "index": 0,
                        "finish_reason": response["finish_reason"],
                        "message": {"role": "assistant", "content": text},
                    }
                ],
            }
        )

    async def _live(self, request: dict[str, Any], question: Question) -> ChatCompletion:
        if self._stopped is not None:
            raise self._stopped
        policy = tenacity.AsyncRetrying(
            stop=tenacity.stop_after_attempt(TRANSPORT_ATTEMPTS),
            wait=_ServerWait(),
            retry=tenacity.retry_if_exception(_retryable),
            reraise=True,
        )
        try:
            async for attempt in policy:
                with attempt:
                    completion = await self._once(request)
        except _Failed as error:
            raise self._given_up(error.outcome, question) from error
        self._failures = 0
        choice = completion.choices[0]
        if choice.message.refusal or choice.finish_reason == "content_filter":
            raise Refused(f"the model refused to answer {question.label}")
        return completion

    async def _once(self, request: dict[str, Any]) -> ChatCompletion:
        await asyncio.sleep(max(0.0, self._gate - time.monotonic()))
        self.requests += 1
        try:
            async with asyncio.timeout(self.timeout):
                completion = await self._openai.chat.completions.create(**request)
            if not completion.choices or completion.choices[0].message is None:
                raise TypeError("no choices")
        except Exception as error:
            outcome = classify(error, now=time.time())
            if outcome.after is not None:
                self._gate = max(self._gate, time.monotonic() + min(outcome.after, LONGEST_WAIT))
            raise _Failed(outcome) from error
        return cast(ChatCompletion, completion)

    def _given_up(self, outcome: Outcome, question: Question) -> BriefingError:
        """The end of one question: for this article, or for the whole run."""
        if outcome.verdict == "account":
            self._stopped = AccountError(
                f"{self.base_url}: {outcome.message}",
                hint="check the key (BRIEFING_API_KEY), the account and --model",
            )
        elif outcome.verdict == "unavailable":
            self._stopped = self._unavailable(outcome.message)
        elif outcome.verdict == "retry":
            self._failures += 1
            if self._failures >= BREAKER or (self.requests == TRANSPORT_ATTEMPTS):
                self._stopped = self._unavailable(outcome.message)
        return self._stopped or CallFailed(
            f"{question.label}: {outcome.message}", hint="run again; what was answered is kept"
        )

    def _unavailable(self, message: str) -> ModelUnavailable:
        return ModelUnavailable(f"no answer from {self.base_url}: {message}", hint=WAYS_OUT)


def make_record(
    call: _Call, key: str, request: dict[str, Any], completion: ChatCompletion
) -> Record:
    """One answer as it is kept: what was asked, what was said, by whom; no headers, no clock."""
    choice = completion.choices[0]
    usage = completion.usage
    return {
        "version": 1,
        "key": key,
        "attempt": len(call.keys),
        "article": call.article,
        "purpose": call.question.purpose,
        "label": call.question.label,
        "request": request,
        "response": {
            "model": completion.model or "unknown",
            "finish_reason": choice.finish_reason or "stop",
            "content": choice.message.content
            or getattr(choice.message, "reasoning_content", None)
            or "",
            "usage": {
                "prompt_tokens": usage.prompt_tokens,
                "completion_tokens": usage.completion_tokens,
            }
            if usage
            else None,
        },
    }
