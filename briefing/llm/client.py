"""The seam to a live model: instructor, then the answer book, then the transport.

The only module that imports instructor. It costs a second to import, so the pipeline loads it when
the first question has no recorded answer.
"""

from __future__ import annotations

import contextvars
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Literal

import instructor
from instructor.core import InstructorRetryException
from instructor.processing.function_calls import OpenAISchema
from openai.types.chat import ChatCompletion
from pydantic import ValidationError

from briefing.domain.questions import Question
from briefing.errors import (
    AnswerInvalid,
    AnswerTruncated,
    Filtered,
    Refused,
    ReplayMiss,
)
from briefing.llm.answers import AnswerBook, Found, Record
from briefing.llm.calls import Call, make_record
from briefing.llm.ladder import canary, fits
from briefing.llm.mechanisms import FIRST, LADDER, Mechanism, on_rung
from briefing.llm.transport import Budget, Sent, Transport

RE_ASKS = 2

logging.getLogger("instructor").setLevel(logging.CRITICAL)
_call: contextvars.ContextVar[Call] = contextvars.ContextVar("call")


class _Verdict(OpenAISchema):
    """What instructor validates: whether our own parser, the only authority, took the answer.

    One shape for all questions. Given the shape of each, instructor would build two classes and a
    schema for it, three milliseconds a call, and read JSON less strictly than we do.
    """

    accepted: Literal[True]

    @classmethod
    def model_json_schema(cls, *_: Any, **__: Any) -> dict[str, Any]:
        """Asked for at every call, and sent to nobody."""
        return {"type": "object"}


def _completion(text: str) -> ChatCompletion:
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "finish_reason": "stop", "message": message}
    said = {"id": "answer", "object": "chat.completion", "created": 0, "model": "any"}
    # without usage instructor looks at every call for a package that is not installed
    usage = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}
    return ChatCompletion.model_validate({**said, "choices": [choice], "usage": usage})


_ACCEPTED = '{"accepted":true}'
_NOT_ACCEPTED = "(not accepted)"


class _StartAgain(Exception):
    """The server is asked by another mechanism now: the question starts again from its words."""


class LiveClient:
    """Asks the model servers of a run, which ``transport`` reaches; without one, only the book.

    Raises ``AccountError``, ``ModelUnavailable``, ``ReplayMiss`` (run-wide) or an
    ``ArticleFailure`` subclass (this article only).
    """

    def __init__(
        self,
        book: AnswerBook,
        transport: Transport | None = None,
    ) -> None:
        self.book = book
        self.transport = transport
        # the patched function itself: around it, instructor only adds hooks, which nobody hears
        patched: Any = instructor.patch(create=self._create, mode=instructor.Mode.JSON_SCHEMA)
        self._instructor: Callable[..., Awaitable[_Verdict]] = patched

    @property
    def requests(self) -> int:
        """How many requests were sent, whatever became of them."""
        return self.transport.requests if self.transport else 0

    async def close(self) -> None:
        """Close the connections."""
        if self.transport is not None:
            await self.transport.close()

    async def first_model(self) -> str:
        """The first model the server lists. Raises ModelUnavailable when it lists none."""
        assert self.transport is not None
        return await self.transport.first_model()

    async def ask(
        self,
        question: Question,
        request: dict[str, Any],
        article: str,
        context: int,
        *,
        new: Mapping[Mechanism, str] | None = None,
        recorded: Sequence[Mechanism] = (),
    ) -> Call:
        """Ask, re-asking at most twice when the answer does not validate.

        ``request`` is that of the first rung; it is sent on the rung of whichever server is asked.
        ``new`` has the keys of first answers that the book is known not to hold. With ``recorded``,
        the rungs on which there are recorded first answers, these are read one after the other.
        Returns the finished call; its last key is the key of the accepted answer.
        """
        before: tuple[str, ...] = ()
        budget = Budget()
        left = list(recorded)
        while True:
            rung = left.pop(0) if left else FIRST
            call = Call(question, article, request, context, budget, rung, before, new or {})
            try:
                await self._asked(call)
                return call
            except _StartAgain:
                pass
            except ReplayMiss:
                if not left:
                    raise
            before += tuple(call.keys)

    async def _asked(self, call: Call) -> None:
        """All attempts."""
        token = _call.set(call)
        again = max(0, RE_ASKS - len(call.before))
        try:
            await self._instructor(
                response_model=_Verdict, max_retries=again, strict=False, messages=[]
            )
        except InstructorRetryException as error:
            raise self._explained(error, call) from error
        finally:
            _call.reset(token)

    def _explained(self, error: InstructorRetryException, call: Call) -> BaseException:
        """The error that instructor hides; a mistake of our own stays a traceback."""
        cause = error.__cause__
        if cause is None or isinstance(cause, ValidationError):
            keys = (*call.before, *call.keys)
            self.book.forget(keys)
            return AnswerInvalid(
                f"the model gave no valid answer to {call.question.label} in {len(keys)} "
                f"attempts ({call.problem[:200]})",
                hint="try another model, or `--fresh` to ask again",
            )
        if isinstance(cause, AnswerInvalid | AnswerTruncated):
            self.book.forget((*call.before, *call.keys))
        return cause

    async def _create(self, *_: Any, **__: Any) -> ChatCompletion:
        """What instructor calls, and calls again until the answer is accepted.

        What is sent, also in a re-ask, is ours, so that neither its size nor its key depends on
        the versions of instructor and pydantic.
        """
        call = _call.get()
        found, sent = self._found(call), None
        if found is not None:
            (call.rung, key), (origin, record) = found
            call.keys.append(key)
            call.origin = origin if call.origin != "live" else "live"
        else:
            sent, record = await self._live(call)
            call.origin = "live"
        response = record["response"]
        call.answering = response["model"]
        usage = response["usage"] or {}
        call.tokens.append((usage.get("prompt_tokens"), usage.get("completion_tokens")))
        accepted = call.accepts(record)
        if sent is not None and await self._ignored(call, sent, accepted=accepted):
            raise _StartAgain
        return _completion(_ACCEPTED if accepted else _NOT_ACCEPTED)

    def _found(self, call: Call) -> tuple[tuple[Mechanism, str], Found] | None:
        """The next answer, if the book has it: on which rung it was given, its key, itself.

        Servers may differ in their rungs, and what one gave is not asked of another.
        """
        if self.transport is not None:
            rungs = self.transport.rungs
        else:  # a replay: the first answer is on the rung that was named, a later one on any
            rungs = (call.rung, *LADDER) if call.keys else (call.rung,)
        for rung in dict.fromkeys(rungs):
            if not call.keys and rung in call.new:
                continue
            key = call.key(rung)
            found = self.book.find(key)
            if found is not None:
                return (rung, key), found
        return None

    async def _live(self, call: Call) -> tuple[Sent, Record]:
        """Ask a server; the answer is durable before this returns."""
        label = call.question.label
        if self.book.strict or self.transport is None:
            asked = call.on(call.rung)
            raise self.book.miss(asked, call.article, call.question.purpose, label)
        sent = await self.transport.complete(call.on, label, call.budget)
        reply = sent.reply
        if reply.declined:
            if reply.declined == "filtered":
                raise Filtered(f"a content filter of the server cut the answer to {label}")
            raise Refused(f"the model refused to answer {label}")
        call.check_read(sent.request, reply.response)
        key = call.key(sent.rung)
        call.rung = sent.rung
        call.keys.append(key)
        record = make_record(call, key, sent.request, reply.response)
        self.book.save(key, record)
        return sent, record

    async def _ignored(self, call: Call, sent: Sent, *, accepted: bool) -> bool:
        """Whether this live answer ends the use of a mechanism that its server ignores."""
        ladder, response = sent.server.ladder, sent.reply.response
        if accepted:
            ladder.accepted(sent.rung)
            return False
        if response["finish_reason"] != "stop" or not response["content"] or call.cut:
            return False
        return await ladder.doubted(sent.rung, lambda: self._canary_ignored(sent))

    async def _canary_ignored(self, sent: Sent) -> bool | None:
        """Whether a canary, too, gets an answer that the schema does not allow; None for none."""
        from briefing.llm.asking import Sampling, request_for

        assert self.transport is not None  # this follows a live answer
        question = canary()
        first = request_for(question, Sampling(sent.request["model"], 0.0))
        reply = await self.transport.once(sent.server, on_rung(first, sent.rung))
        if reply is None:
            return None
        return not reply.declined and not fits(reply.response, question)
