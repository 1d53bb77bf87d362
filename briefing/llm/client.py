"""The seam to a live model: instructor, then the answer book, then the transport.

The only module that imports instructor. It costs a second to import, so the pipeline loads it when
the first question has no recorded answer.
"""

from __future__ import annotations

import contextvars
import logging
from collections.abc import Awaitable, Callable, Sequence
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
    CallFailed,
    Filtered,
    Refused,
    ReplayMiss,
)
from briefing.llm.answers import AnswerBook, Record, answer_key
from briefing.llm.calls import Call, make_record
from briefing.llm.ladder import Ladder, RungChanged, canary, fits
from briefing.llm.mechanisms import Mechanism, on_rung
from briefing.llm.transport import Budget, MechanismRefused, Transport

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


class LiveClient:
    """Asks the model servers of a run, which ``transport`` reaches; without one, only the book.

    Raises ``AccountError``, ``ModelUnavailable``, ``ReplayMiss`` (run-wide) or an
    ``ArticleFailure`` subclass (this article only).
    """

    def __init__(
        self,
        book: AnswerBook,
        transport: Transport | None = None,
        ladder: Ladder | None = None,
    ) -> None:
        self.book = book
        self.ladder = ladder or Ladder()
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
        new: bool = False,
        recorded: Sequence[Mechanism] = (),
    ) -> Call:
        """Ask, re-asking at most twice when the answer does not validate.

        ``request`` is that of the first rung; it is sent on the rung in use. With ``recorded``, the
        rungs on which there are recorded answers, these are read one after the other instead.
        Returns the finished call; its last key is the key of the accepted answer.
        """
        before: tuple[str, ...] = ()
        budget = Budget()
        left = list(recorded)
        while True:
            rung = left.pop(0) if recorded else self.ladder.rung
            turned = on_rung(request, rung)
            call = Call(question, article, turned, context, budget, rung, before, new)
            try:
                await self._asked(call)
                return call
            except RungChanged:
                pass
            except ReplayMiss:
                if not left:
                    raise
            except MechanismRefused as refusal:
                if not self.ladder.refused(rung, refusal.words):
                    raise CallFailed(f"{question.label}: {refusal.words}") from refusal
            before += tuple(call.keys[: len(call.tokens)])
            new = False

    async def _asked(self, call: Call) -> None:
        """All attempts on one rung."""
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
        key = answer_key(call.request, len(call.keys) + 1)
        found = None if call.new and not call.keys else self.book.find(key)
        call.keys.append(key)
        if found is not None:
            origin, record = found
            call.origin = origin if call.origin != "live" else "live"
        else:
            record = await self._live(call, key)
            call.origin = "live"
        response = record["response"]
        call.answering = response["model"]
        usage = response["usage"] or {}
        call.tokens.append((usage.get("prompt_tokens"), usage.get("completion_tokens")))
        accepted = call.accepts(record)
        if found is None and await self._ignored(call, response, accepted=accepted):
            raise RungChanged
        return _completion(_ACCEPTED if accepted else _NOT_ACCEPTED)

    async def _live(self, call: Call, key: str) -> Record:
        """Ask the server; the answer is durable before this returns."""
        label = call.question.label
        if self.book.strict or self.transport is None:
            raise self.book.miss(call.request, call.article, call.question.purpose, label)
        async with self.ladder.sending(call.rung):
            reply = await self.transport.complete(call.request, label, call.budget)
        if reply.declined:
            if reply.declined == "filtered":
                raise Filtered(f"a content filter of the server cut the answer to {label}")
            raise Refused(f"the model refused to answer {label}")
        call.check_read(reply.response)
        record = make_record(call, key, call.request, reply.response)
        self.book.save(key, record)
        return record

    async def _ignored(self, call: Call, response: dict[str, Any], *, accepted: bool) -> bool:
        """Whether this live answer ends the use of a mechanism that the server ignores."""
        if accepted:
            self.ladder.accepted(call.rung)
            return False
        if response["finish_reason"] != "stop" or not response["content"] or call.cut:
            return False
        return await self.ladder.doubted(call.rung, lambda: self._canary_ignored(call))

    async def _canary_ignored(self, call: Call) -> bool:
        """Whether a canary, too, gets an answer that the schema does not allow."""
        from briefing.llm.asking import Sampling, request_for

        assert self.transport is not None  # this follows a live answer
        question = canary()
        first = request_for(question, Sampling(call.request["model"], 0.0))
        request = on_rung(first, call.rung)
        reply = await self.transport.complete(request, question.label, Budget())
        return not reply.declined and not fits(reply.response, question)
