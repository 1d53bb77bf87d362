"""Questions and clients for the tests of the seam to the model."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict
from scripted import ScriptedServer

from briefing.domain.questions import Message, Question
from briefing.llm.answers import AnswerBook
from briefing.llm.asking import Asker, Sampling
from briefing.llm.client import LiveClient
from briefing.llm.ladder import Ladder
from briefing.llm.server import Address, Limits
from briefing.llm.transport import Transport

KEY = "sk-marker-0123456789"
GOOD = '{"who":"Lesk","whom":"ban"}'
SAMPLING = Sampling("scripted")


class Roles(BaseModel):
    model_config = ConfigDict(extra="forbid")
    who: Literal["Lesk", "Olga Haar", "nobody"]
    whom: Literal["Olga Haar", "ban", "nobody"]


def a_question(text: str = "SENTENCE: Lesk bans.", **more: Any) -> Question:
    values: dict[str, Any] = {
        "purpose": "roles",
        "label": f"article a-1, {text[-20:]}",
        "messages": (
            Message(role="system", content="Answer in JSON."),
            Message(role="user", content=text),
        ),
        "answer": Roles,
        "max_tokens": 64,
    }
    return Question(**{**values, **more})


def a_client(
    url: str,
    book: AnswerBook,
    *,
    jobs: int = 1,
    timeout: float = 5.0,
    ladder: Ladder | None = None,
) -> LiveClient:
    """A client of one server; make it inside the event loop."""
    address = Address(url, KEY, jobs, ladder or Ladder())
    return LiveClient(book, Transport([address], Limits(timeout)))


@asynccontextmanager
async def asking(
    server: ScriptedServer,
    book: AnswerBook,
    *,
    jobs: int = 1,
    timeout: float = 20.0,
    connected: Callable[[], None] = lambda: None,
) -> AsyncIterator[Asker]:
    """An asker connected to the server; ``connected`` is called when the client is made."""

    async def connect() -> LiveClient:
        connected()
        return a_client(server.base_url, book, jobs=jobs, timeout=timeout)

    asker = Asker(SAMPLING, book, connect, jobs)
    try:
        yield asker
    finally:
        await asker.close()
