"""The seam to a live model: instructor, then the answer book, then the transport.

The only module that imports instructor. It costs a second to import, so the pipeline loads it when
the first question has no recorded answer.
"""

from __future__ import annotations

import contextvars
import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import instructor
from instructor.core import IncompleteOutputException, InstructorRetryException
from openai.types.chat import ChatCompletion
from pydantic import ValidationError

from briefing.domain.questions import Question
from briefing.errors import AnswerInvalid, AnswerTruncated, CallFailed, Refused, ReplayMiss
from briefing.llm.answers import AnswerBook, Record, answer_digest, answer_key
from briefing.llm.ladder import Ladder, RungChanged, canary, fits
from briefing.llm.mechanisms import FIRST, Mechanism, on_rung
from briefing.llm.parsing import Unparseable, read_answer
from briefing.llm.transport import MechanismRefused, Transport

RE_ASKS = 2
SHOWN_AGAIN = 1000
RE_ASK = (
    "That answer cannot be used: {problem}. Answer again, with the corrected JSON object and "
    "nothing else."
)

logging.getLogger("instructor").setLevel(logging.CRITICAL)
_call: contextvars.ContextVar[_Call] = contextvars.ContextVar("call")


@dataclass
class _Call:
    """State of one question while instructor asks and re-asks it.

    ``request`` is the first one on ``rung``; ``messages`` are what is sent: the question, then each
    bad answer with what was wrong with it. ``before`` are the keys of the answers
    that other rungs gave.
    """

    question: Question
    article: str
    request: dict[str, Any]
    messages: list[dict[str, str]]
    rung: Mechanism = FIRST
    before: tuple[str, ...] = ()
    keys: list[str] = field(default_factory=list)
    origin: str = "recording"
    answering: str = ""
    tokens: list[tuple[int | None, int | None]] = field(default_factory=list)
    problem: str = ""


class LiveClient:
    """Asks one server. Create and close it inside the event loop that uses it.

    ``timeout`` bounds each request from the first byte sent to the last received, in seconds.
    Raises ``AccountError``, ``ModelUnavailable``, ``ReplayMiss`` (run-wide) or an
    ``ArticleFailure`` subclass (this article only).
    """

    def __init__(
        self,
        base_url: str,
        api_key: str,
        timeout: float,
        book: AnswerBook,
        ladder: Ladder | None = None,
    ) -> None:
        self.base_url = base_url
        self.ladder = ladder or Ladder()
        self.timeout = timeout
        self.book = book
        self._transport = Transport(base_url, api_key, timeout)
        self._instructor = instructor.AsyncInstructor(
            client=None,
            create=instructor.patch(create=self._create, mode=instructor.Mode.JSON_SCHEMA),
            mode=instructor.Mode.JSON_SCHEMA,
        )

    @property
    def requests(self) -> int:
        """How many requests were sent, whatever became of them."""
        return self._transport.requests

    async def close(self) -> None:
        """Close the connections."""
        await self._transport.close()

    async def first_model(self) -> str:
        """The first model the server lists. Raises ModelUnavailable when it lists none."""
        return await self._transport.first_model()

    async def ask(
        self,
        question: Question,
        request: dict[str, Any],
        article: str,
        *,
        recorded: Sequence[Mechanism] = (),
    ) -> _Call:
        """Ask, re-asking at most twice when the answer does not validate.

        ``request`` is that of the first rung; it is sent on the rung in use. With ``recorded``, the
        rungs on which there are recorded answers, these are read one after the other instead.
        Returns the finished call; its last key is the key of the accepted answer.
        """
        before: tuple[str, ...] = ()
        left = list(recorded)
        while True:
            rung = left.pop(0) if recorded else self.ladder.rung
            turned = on_rung(request, rung)
            messages = [dict(message) for message in turned["messages"]]
            call = _Call(question, article, turned, messages, rung, before)
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

    async def _asked(self, call: _Call) -> None:
        """All attempts on one rung."""
        token = _call.set(call)
        question = call.question
        try:
            await self._instructor.create(
                response_model=question.answer,
                max_retries=max(0, RE_ASKS - len(call.before)),
                strict=False,
                messages=call.request["messages"],
            )
        except IncompleteOutputException as error:
            self.book.forget((*call.before, *call.keys))
            raise AnswerTruncated(
                f"the answer to {question.label} stopped at {call.request['max_tokens']} tokens",
                hint="try another model",
            ) from error
        except InstructorRetryException as error:
            raise self._explained(error, call) from error
        finally:
            _call.reset(token)

    def _explained(self, error: InstructorRetryException, call: _Call) -> BaseException:
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
        return cause

    async def _create(self, *_: Any, **__: Any) -> ChatCompletion:
        """What instructor calls: the answer book first, then the server.

        instructor repeats the call; what is sent is ours, so that neither its mechanism nor its
        size nor its key depends on the versions of instructor and pydantic.
        """
        call = _call.get()
        # a copy, because records keep it; in the same order, because a server makes the model write
        # the fields of the schema in the order in which they stand
        request = json.loads(json.dumps({**call.request, "messages": call.messages}))
        key = answer_key(request, len(call.keys) + 1)
        call.keys.append(key)
        found = self.book.find(key)
        if found is not None:
            origin, record = found
            call.origin = origin if call.origin != "live" else "live"
        else:
            record = await self._live(call, key, request)
            call.origin = "live"
        response = record["response"]
        call.answering = response["model"]
        usage = response["usage"] or {}
        call.tokens.append((usage.get("prompt_tokens"), usage.get("completion_tokens")))
        if found is None and await self._ignored(call, response):
            raise RungChanged
        return self._completion(record, call)

    async def _live(self, call: _Call, key: str, request: dict[str, Any]) -> Record:
        """Ask the server; the answer is durable before this returns."""
        label = call.question.label
        if self.book.strict:
            raise self.book.miss(request, call.article, call.question.purpose, label)
        async with self.ladder.sending(call.rung):
            reply = await self._transport.complete(request, label)
        if reply.refused:
            raise Refused(f"the model refused to answer {label}")
        record = make_record(call, key, request, reply.response)
        self.book.save(key, record)
        return record

    async def _ignored(self, call: _Call, response: dict[str, Any]) -> bool:
        """Whether this live answer ends the use of a mechanism that the server ignores."""
        if fits(response, call.question):
            self.ladder.accepted(call.rung)
            return False
        if response["finish_reason"] != "stop" or not response["content"]:
            return False
        return await self.ladder.doubted(call.rung, lambda: self._canary_ignored(call))

    async def _canary_ignored(self, call: _Call) -> bool:
        """Whether a canary, too, gets an answer that the schema does not allow."""
        from briefing.llm.asking import Sampling, request_for

        question = canary()
        first = request_for(question, Sampling(call.request["model"], 0.0))
        request = on_rung(first, call.rung)
        reply = await self._transport.complete(request, question.label)
        return not reply.refused and not fits(reply.response, question)

    def _completion(self, record: Record, call: _Call) -> ChatCompletion:
        """The answer as instructor wants it: valid when our parser says so, and only then."""
        response = record["response"]
        try:
            value, _ = read_answer(record, call.question.answer)
            text = value.model_dump_json()
        except Unparseable as error:
            call.problem = str(error)
            said = response["content"][:SHOWN_AGAIN].encode("utf-8", "replace").decode()
            call.messages += [
                {"role": "assistant", "content": said},
                {"role": "user", "content": RE_ASK.format(problem=call.problem[:SHOWN_AGAIN])},
            ]
            text = "(not accepted)"  # no JSON: instructor reads twice-given keys, we do not
        message = {"role": "assistant", "content": text}
        choice = {"index": 0, "finish_reason": response["finish_reason"], "message": message}
        return ChatCompletion.model_validate(
            {
                "id": "answer",
                "object": "chat.completion",
                "created": 0,
                "model": response["model"],
                "choices": [choice],
            }
        )


def make_record(call: _Call, key: str, request: dict[str, Any], response: dict[str, Any]) -> Record:
    """One answer as it is kept: what was asked, what was said, by whom; no headers, no clock."""
    return {
        "version": 1,
        "key": key,
        "attempt": len(call.keys),
        "article": call.article,
        "purpose": call.question.purpose,
        "label": call.question.label,
        "request": request,
        "response": response,
        "digest": answer_digest(response),
    }
