"""Single raw requests to a model server, timed, for finding out what it is and what it does.

Nothing here is sent twice, kept in an answer book or trusted: a reply is whatever came.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import httpx2

from briefing.addresses import host_of, https_host, is_loopback
from briefing.llm.outcome import body_text
from briefing.llm.tls import NOT_TAKEN, Fault, context_for, tls_fault, wants_tls

CONNECT = 2.0
LARGEST = 1 << 20


@dataclass(frozen=True)
class Page:
    """One HTTP reply; ``status`` 0 says that none came, ``text`` then why. ``seconds`` it took.

    ``hint`` is what to do about a connection that never comes about, ``slow`` marks one that
    ran out of our time, ``lasting`` one that will fail in the same way again.
    """

    status: int
    seconds: float
    text: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    value: Any = None
    hint: str = ""
    slow: bool = False
    lasting: bool = False

    @property
    def ok(self) -> bool:
        """A 200 that holds JSON without an error object in it."""
        return self.status == 200 and self.value is not None and not self.error

    @property
    def error(self) -> str:
        """The server's own words when it refuses, also those that stand in a 200."""
        if self.status == 0:
            return self.text
        held = self.value.get("error") if isinstance(self.value, dict) else None
        if self.status == 200 and not held:
            return ""
        return body_text(self.body) or "no words"

    @property
    def body(self) -> Any:
        """The JSON, or the text where it is none."""
        return self.value if self.value is not None else self.text

    def get(self, *path: str | int) -> Any:
        """The part of the JSON at ``path``, or None where there is none."""
        value = self.value
        for step in path:
            if isinstance(step, int):
                value = value[step] if isinstance(value, list) and len(value) > step else None
            else:
                value = value.get(step) if isinstance(value, dict) else None
        return value

    def number(self, *path: str | int) -> int | None:
        """A positive whole number at ``path``, or None."""
        value = self.get(*path)
        whole = isinstance(value, int) and not isinstance(value, bool)
        return value if whole and value > 0 else None


@dataclass(frozen=True)
class Said:
    """A chat completion as far as it can be read. Token counts are None where none were told."""

    page: Page
    content: str = ""
    arguments: str = ""
    reasoning: str = ""
    finish: str = ""
    model: str = ""
    tokens_in: int | None = None
    tokens_out: int | None = None
    cached: int | None = None
    logprobs: bool = False

    @property
    def response(self) -> dict[str, Any]:
        """As the answer book would keep it."""
        content = self.arguments or self.content
        source = {"source": "reasoning"} if not content and self.reasoning else {}
        return {"content": content or self.reasoning, **source}


def said(page: Page) -> Said:
    """Read a chat completion; what is missing or of another kind stays empty."""
    choice = ("choices", 0)
    texts = {
        "content": page.get(*choice, "message", "content"),
        "arguments": page.get(*choice, "message", "tool_calls", 0, "function", "arguments"),
        "reasoning": page.get(*choice, "message", "reasoning_content")
        or page.get(*choice, "message", "reasoning"),
        "finish": page.get(*choice, "finish_reason"),
        "model": page.get("model"),
    }
    cached = page.get("usage", "prompt_tokens_details", "cached_tokens")
    if not isinstance(cached, int):
        cached = page.get("timings", "cache_n")
    return Said(
        page,
        **{name: text for name, text in texts.items() if isinstance(text, str)},
        tokens_in=page.number("usage", "prompt_tokens"),
        tokens_out=page.number("usage", "completion_tokens"),
        cached=cached if isinstance(cached, int) and not isinstance(cached, bool) else None,
        logprobs=bool(page.get(*choice, "logprobs", "content")),
    )


class Probe:
    """A server to be asked. ``key`` is sent with every request to it, and to nobody else."""

    def __init__(self, base_url: str, key: str = "", *, patience: float = 60.0) -> None:
        self.base_url = base_url.rstrip("/")
        self.root = self.base_url.removesuffix("/v1")
        self.model = ""
        self.requests = 0
        self._key = key
        local = is_loopback(host_of(base_url))
        self._http = httpx2.AsyncClient(
            headers={"Authorization": f"Bearer {key}"} if key else {},
            timeout=httpx2.Timeout(patience, connect=CONNECT, pool=None),
            verify=context_for(self.base_url),
            trust_env=not local,  # a proxy for the world has no business between us and ourselves
            limits=httpx2.Limits(max_connections=None, keepalive_expiry=4.0),
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._http.aclose()

    async def page(self, url: str, *, patience: float = 5.0) -> Page:
        """GET one address."""
        return await self._sent("GET", url, None, patience)

    async def chat(self, request: Mapping[str, Any], *, patience: float = 60.0) -> Said:
        """One chat completion, with the model filled in."""
        self.requests += 1
        body = {"model": self.model, "temperature": 0.0, **request}
        return said(await self._sent("POST", f"{self.base_url}/chat/completions", body, patience))

    async def _sent(self, method: str, url: str, body: Any, patience: float) -> Page:
        started = time.monotonic()
        try:
            async with (
                asyncio.timeout(patience),
                self._http.stream(method, url, json=body) as reply,
            ):
                raw = b""
                async for piece in reply.aiter_bytes():
                    raw += piece
                    if len(raw) > LARGEST:
                        break
        except TimeoutError:
            took = time.monotonic() - started
            return Page(0, took, f"no answer within {patience:.0f} s", slow=True)
        except httpx2.ConnectTimeout:
            return Page(0, time.monotonic() - started, NOT_TAKEN, slow=True)
        except (httpx2.HTTPError, httpx2.InvalidURL, OSError) as error:
            said = str(error) or type(error).__name__
            fault = tls_fault(error, secure=bool(https_host(url))) or Fault(said, "", lasting=False)
            text, took = self._hidden(fault.message or said), time.monotonic() - started
            return Page(0, took, text, hint=fault.hint, lasting=fault.lasting)
        seconds = time.monotonic() - started
        text = self._hidden(raw.decode("utf-8", "replace"))
        hint = wants_tls(reply.status_code, body_text(text))
        if hint:
            return Page(0, seconds, body_text(text), hint=hint, lasting=True)
        return Page(reply.status_code, seconds, text, dict(reply.headers), _json(text))

    def _hidden(self, text: str) -> str:
        """Servers like to repeat the key that they refuse."""
        return text.replace(self._key, "***") if len(self._key) > 5 else text


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
