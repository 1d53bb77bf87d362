"""The seam to a live model: instructor, then the answer book, then the transport.

The only module that imports instructor. It costs a second to import, so the pipeline loads it when
the first question has no recorded answer.
"""

from __future__ import annotations

import contextvars
import logging
from dataclasses import dataclass, field
from typing import Any, Literal

import instructor
from instructor.core import InstructorRetryException
from instructor.processing.function_calls import OpenAISchema
from openai.types.chat import ChatCompletion
from pydantic import ValidationError

from briefing.domain.questions import Question
from briefing.errors import AnswerInvalid, AnswerTruncated, Filtered, PromptTruncated, Refused
from briefing.llm.answers import AnswerBook, Record, answer_digest, answer_key
from briefing.llm.parsing import Unparseable, is_cut, loops, read_answer
from briefing.llm.sizes import estimate, was_cut
from briefing.llm.transport import Budget, Transport

RE_ASKS = 2
SHOWN_AGAIN = 1000
OTHER_TEMPERATURE = 0.4
RE_ASK = (
    "That answer cannot be used: {problem}. Answer again, with the corrected JSON object and "
    "nothing else."
)

logging.getLogger("instructor").setLevel(logging.CRITICAL)
_call: contextvars.ContextVar[_Call] = contextvars.ContextVar("call")


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


@dataclass
class _Call:
    """State of one question while instructor asks and re-asks it.

    ``request`` is what is sent next: the question, then also each bad answer with what was wrong
    with it. ``context`` bounds it, in tokens; ``new`` when the book is known to hold no first
    answer. ``repairs`` are those of the accepted ``value``.
    """

    question: Question
    article: str
    request: dict[str, Any]
    context: int
    new: bool = False
    budget: Budget = field(default_factory=Budget)
    keys: list[str] = field(default_factory=list)
    origin: str = "recording"
    answering: str = ""
    tokens: list[tuple[int | None, int | None]] = field(default_factory=list)
    problem: str = ""
    cut: bool = False
    value: Any = None
    repairs: tuple[str, ...] = ()


class LiveClient:
    """Asks the model servers of a run, which ``transport`` reaches; without one, only the book.

    Raises ``AccountError``, ``ModelUnavailable``, ``ReplayMiss`` (run-wide) or an
    ``ArticleFailure`` subclass (this article only).
    """

    def __init__(self, book: AnswerBook, transport: Transport | None = None) -> None:
        self.book = book
        self.transport = transport
        self._instructor = instructor.AsyncInstructor(
            client=None,
            create=instructor.patch(create=self._create, mode=instructor.Mode.JSON_SCHEMA),
            mode=instructor.Mode.JSON_SCHEMA,
        )

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
    ) -> _Call:
        """Ask, re-asking at most twice when the answer does not validate.

        Returns the finished call; its last key is the key of the accepted answer.
        """
        call = _Call(question, article, request, context, new)
        token = _call.set(call)
        try:
            await self._instructor.create(
                response_model=_Verdict, max_retries=RE_ASKS, strict=False, messages=[]
            )
        except InstructorRetryException as error:
            raise self._explained(error, call) from error
        finally:
            _call.reset(token)
        return call

    def _explained(self, error: InstructorRetryException, call: _Call) -> BaseException:
        """The error that instructor hides; a mistake of our own stays a traceback."""
        cause = error.__cause__
        if cause is None or isinstance(cause, ValidationError):
            self.book.forget(tuple(call.keys))
            return AnswerInvalid(
                f"the model gave no valid answer to {call.question.label} in {len(call.keys)} "
                f"attempts ({call.problem[:200]})",
                hint="try another model, or `--fresh` to ask again",
            )
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
        return _completion(_ACCEPTED if self._accepts(record, call) else _NOT_ACCEPTED)

    async def _live(self, call: _Call, key: str) -> Record:
        """Ask the server; the answer is durable before this returns."""
        label = call.question.label
        if self.book.strict or self.transport is None:
            raise self.book.miss(call.request, call.article, call.question.purpose, label)
        reply = await self.transport.complete(call.request, label, call.budget)
        if reply.declined:
            if reply.declined == "filtered":
                raise Filtered(f"a content filter of the server cut the answer to {label}")
            raise Refused(f"the model refused to answer {label}")
        counted = (reply.response["usage"] or {}).get("prompt_tokens")
        if was_cut(call.request["messages"], counted):
            raise _prompt_cut(label, estimate(call.request["messages"]), counted)
        record = make_record(call, key, call.request, reply.response)
        self.book.save(key, record)
        return record

    def _accepts(self, record: Record, call: _Call) -> bool:
        """Whether our parser takes the answer; if not, ``call`` holds what is sent next."""
        response = record["response"]
        text = response["content"]
        if response["finish_reason"] != "length":
            try:
                call.value, call.repairs = read_answer(record, call.question.answer)
            except Unparseable as error:
                call.problem = str(error)
            else:
                return True
        if response["finish_reason"] == "length" or is_cut(text):
            self._with_more_room(call, loops(text))
            return False
        said = text[:SHOWN_AGAIN].encode("utf-8", "replace").decode()
        wrong = RE_ASK.format(problem=call.problem[:SHOWN_AGAIN])
        messages = [
            *call.request["messages"],
            {"role": "assistant", "content": said},
            {"role": "user", "content": wrong},
        ]
        if estimate(messages) + call.request["max_tokens"] <= call.context:
            call.request = {**call.request, "messages": messages}
            return False
        self.book.forget(tuple(call.keys))
        raise AnswerInvalid(
            f"the answer to {call.question.label} is not valid ({call.problem[:200]}), and to say "
            f"so takes more than the {call.context} tokens of the context",
            hint="raise --context if the server allows it, or try another model",
        )

    def _with_more_room(self, call: _Call, looping: bool) -> None:
        """A cut answer is asked for once more, a loop at another temperature; never salvaged."""
        request, label = call.request, call.question.label
        room = min(2 * request["max_tokens"], call.context - estimate(request["messages"]))
        if call.cut or not (looping or room > request["max_tokens"]):
            self.book.forget(tuple(call.keys))
            how = "ran into a loop and was cut" if looping else "stopped"
            raise AnswerTruncated(
                f"the answer to {label} {how} at {request['max_tokens']} tokens",
                hint="try another model",
            )
        call.cut = True
        if looping:
            other = OTHER_TEMPERATURE if request["temperature"] < OTHER_TEMPERATURE / 2 else 0.0
            call.request = {**request, "temperature": other}
        else:
            call.request = {**request, "max_tokens": room}


def _prompt_cut(label: str, sent: int, counted: int) -> PromptTruncated:
    return PromptTruncated(
        f"{label} is about {sent} tokens long and the server read {counted}: it cuts prompts "
        "without saying so",
        hint="give the model more context on the server: OLLAMA_CONTEXT_LENGTH=8192 for Ollama, "
        "-c 8192 for llama-server, --max-model-len 8192 for vLLM",
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
