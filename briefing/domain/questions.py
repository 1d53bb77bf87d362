"""A question for a model, its answer, and the one callable between them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel

from briefing.domain.base import Frozen

Granularity = Literal["sentence", "article"]
# English prose has at most 4.9 bytes to a token (Qwen, the seed articles)
BYTES_A_TOKEN = 4


class Message(Frozen):
    """One chat message."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True)
class Question:
    """One schema-guided question.

    ``purpose`` names the prompt it was made from ("actors", "roles", "event", "translation",
    "article"); ``label`` is for people ("article a-1b2c, sentence 4"). ``answer`` is a pydantic
    model with every field required; its JSON Schema is what the server is asked to enforce, and it
    validates the answer whatever the server did. ``max_tokens`` bounds the answer.
    """

    purpose: str
    label: str
    messages: tuple[Message, ...]
    answer: type[BaseModel]
    max_tokens: int = 256


@dataclass(frozen=True)
class Answer:
    """A validated answer and where it came from.

    ``value`` is an instance of ``Question.answer``. ``keys`` are the answer keys used, the accepted
    one last. ``origin`` is "live", "store" or "recording". Token counts are None when unknown.
    """

    value: Any
    keys: tuple[str, ...]
    asked: str
    answering: str
    origin: Literal["live", "store", "recording"]
    tokens_in: int | None = None
    tokens_out: int | None = None
    repairs: tuple[str, ...] = ()


Ask = Callable[[Question], Awaitable[Answer]]
