"""One ``ask`` for the stages: the answer book first, a live model only when it must be.

Everything a server needs (address, embedded model) is fetched by ``connect`` when the first
question has no recorded answer, so that a run without questions opens no socket.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

from pydantic import BaseModel

from briefing.domain.questions import Answer, Ask, Question
from briefing.errors import ArticleFailure, ReplayMiss
from briefing.llm.answers import AnswerBook, Found, answer_key
from briefing.llm.ladder import Ladders
from briefing.llm.mechanisms import LADDER, Mechanism, on_rung
from briefing.llm.parsing import Unparseable, read_answer
from briefing.llm.sizes import estimate
from briefing.llm.slots import Slots

if TYPE_CHECKING:
    from briefing.llm.calls import Call
    from briefing.llm.client import LiveClient


@dataclass(frozen=True)
class Sampling:
    """What is sent beside the messages. ``context`` bounds prompt and answer, in tokens."""

    model: str
    temperature: float = 0.0
    context: int = 8192


@lru_cache(maxsize=512)
def _schema(answer: type[BaseModel]) -> dict[str, Any]:
    """Not to be changed: questions with the same answer share it."""
    return answer.model_json_schema()


def request_for(question: Question, sampling: Sampling) -> dict[str, Any]:
    """What reaches a server on the first rung, so that its key is known before any client exists.

    ``mechanisms.on_rung`` makes the request of any other rung from it.
    """
    schema = _schema(question.answer)
    return {
        "model": sampling.model,
        "messages": [{"role": m.role, "content": m.content} for m in question.messages],
        "temperature": sampling.temperature,
        "max_tokens": question.max_tokens,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": question.answer.__name__, "schema": schema},
        },
    }


class Asker:
    """Answers questions for one run; counts calls for the report."""

    def __init__(
        self,
        sampling: Sampling,
        book: AnswerBook,
        connect: Callable[[], Awaitable[LiveClient]],
        jobs: int = 1,
        ladders: Ladders | None = None,
    ) -> None:
        self.sampling = sampling
        self.book = book
        self.live_calls = 0
        self.ladders = ladders or Ladders()
        self._connect = connect
        self._client: LiveClient | None = None
        self._reader: LiveClient | None = None
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._connecting = asyncio.Lock()
        self.slots = Slots(jobs)

    def for_article(self, article_id: str, rank: int = 0) -> Ask:
        """An ``ask`` whose answers are kept under this article; lower ranks are asked first."""

        async def ask(question: Question) -> Answer:
            return await self._ask(question, article_id, rank)

        return ask

    async def _ask(self, question: Question, article: str, rank: int) -> Answer:
        request = request_for(question, self.sampling)
        key = answer_key(request, 1)
        # two articles may hold the same sentence: the second waits for the answer of the first
        turn = self._turns.setdefault(key, asyncio.Lock())
        async with turn:
            rungs = self.ladders.rungs if self.book.strict else self.ladders.known_rungs
            keys = {r: key if r == LADDER[0] else answer_key(on_rung(request, r), 1) for r in rungs}
            found = {rung: self.book.find(other) for rung, other in keys.items()}
            for rung, record in found.items():
                known = self._recorded(question, keys[rung], record)
                if known is not None:
                    return known
            self._check_size(question, request)
            call = await self._replayed(question, request, found, article)
            if call is None:
                async with self.slots.question(rank):
                    client = await self._connected()
                    self.book.require_room()
                    call = await client.ask(
                        question,
                        request,
                        article,
                        self.sampling.context,
                        new={r: keys[r] for r, record in found.items() if record is None},
                    )
        self.live_calls += call.origin == "live"
        return self._answer(question, call)

    def _answer(self, question: Question, call: Call) -> Answer:
        found = self.book.find(call.keys[-1])
        assert found is not None  # the client saved it
        return Answer(
            value=call.value,
            keys=tuple(call.keys),
            asked=self.sampling.model,
            answering=call.answering,
            origin="live" if call.origin == "live" else found[0],
            tokens_in=_sum([pair[0] for pair in call.tokens]),
            tokens_out=_sum([pair[1] for pair in call.tokens]),
            repairs=call.repairs,
        )

    async def _replayed(
        self,
        question: Question,
        request: dict[str, Any],
        found: dict[Mechanism, Found | None],
        article: str,
    ) -> Call | None:
        """A bad first answer may have good ones after it, all recorded: that needs no server."""
        # in the order of the ladder: that is the order in which they were asked
        rungs = [rung for rung in LADDER if found.get(rung) is not None]
        if not rungs:
            if self.book.strict:
                asked = on_rung(request, self.ladders.rungs[0])
                raise self.book.miss(asked, article, question.purpose, question.label)
            return None
        if self._reader is None:
            from briefing.llm.client import LiveClient  # a second: only when it is needed

            self._reader = LiveClient(self.book.sealed())
        try:
            return await self._reader.ask(
                question, request, article, self.sampling.context, recorded=rungs
            )
        except ReplayMiss:
            if self.book.strict:
                raise
            return None

    def _recorded(self, question: Question, key: str, found: Found | None) -> Answer | None:
        """A first answer that is known and valid needs no client at all."""
        if found is None or found[1]["response"]["finish_reason"] != "stop":
            return None
        origin, record = found
        try:
            value, repairs = read_answer(record, question.answer)
        except Unparseable:
            return None
        usage = record["response"]["usage"] or {}
        return Answer(
            value=value,
            keys=(key,),
            asked=self.sampling.model,
            answering=record["response"]["model"],
            origin=origin,
            tokens_in=usage.get("prompt_tokens"),
            tokens_out=usage.get("completion_tokens"),
            repairs=repairs,
        )

    def _check_size(self, question: Question, request: dict[str, Any]) -> None:
        """Refuse a prompt that cannot fit rather than let a server cut it silently."""
        needed = estimate(request["messages"]) + question.max_tokens
        if needed > self.sampling.context:
            raise ArticleFailure(
                f"{question.label} needs about {needed} tokens; the model is given "
                f"{self.sampling.context}",
                hint="raise --context if the server allows it",
            )

    async def _connected(self) -> LiveClient:
        async with self._connecting:
            if self._client is None:
                self._client = await self._connect()
            return self._client

    async def close(self) -> None:
        """Close the live client if there ever was one."""
        for client in (self._client, self._reader):
            if client is not None:
                await client.close()


def _sum(values: list[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known and len(known) == len(values) else None
