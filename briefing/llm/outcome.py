"""What a failed call means: try again, give up on the article, or stop the run. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Any, Literal

import openai

from briefing.llm.mechanisms import names_mechanism

Verdict = Literal["retry", "article", "account", "unavailable", "mechanism"]
RETRY_STATUS = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529})
ACCOUNT_STATUS = frozenset({401, 402, 403})
# 501 is the right word for it, 500 what a compiler of grammars answers that fell over a schema
MECHANISM_STATUS = frozenset({400, 422, 500, 501})
LONGEST_WAIT = 120.0

_QUOTA = ("insufficient_quota", "billing", "credit balance", "exceeded your current quota")
_CONTEXT = (
    "context length",
    "context_length",
    "exceed_context",
    "context size",
    "context window",
    "n_keep",
    "n_ctx",
)
# Refused whatever the article says: the next question would be refused for the same reason.
_OUR_REQUEST = ("max_tokens", "max_completion_tokens", "temperature")
_TITLE = re.compile(r"<title[^>]{0,99}>([^<]{1,200})", re.IGNORECASE)


class ErrorBody(Exception):
    """A server put an error object into a 200; ``body`` is that object."""

    def __init__(self, body: Any) -> None:
        super().__init__("an error in a 200")
        self.body = body


@dataclass(frozen=True)
class Outcome:
    """``verdict`` with a message for the reader; ``after`` is the server's own wait in seconds.

    ``slow`` marks a call that ran out of time: it is sent once more, not three times.
    """

    verdict: Verdict
    message: str
    after: float | None = None
    slow: bool = False


def classify(error: Exception, *, now: float) -> Outcome:
    """One documented outcome for every exception the client can raise.

    ``now`` is the wall clock in seconds since the epoch; it only turns a Retry-After date into a
    number of seconds.
    """
    if isinstance(error, openai.APITimeoutError | TimeoutError):
        return Outcome("retry", "the server did not answer in time", slow=True)
    if isinstance(error, openai.APIStatusError):
        return _status(error.status_code, error.body, dict(error.response.headers), now)
    if isinstance(error, openai.APIConnectionError):
        return Outcome("retry", f"the connection failed ({_root(error)})")
    if isinstance(error, ErrorBody):
        return _status(200, error.body, {}, now)
    if isinstance(
        error,
        json.JSONDecodeError | UnicodeDecodeError | TypeError | AttributeError | LookupError,
    ):
        return Outcome("retry", "the server did not answer with a chat completion")
    return Outcome("article", f"{type(error).__name__}: {error}")


def _status(status: int, body: Any, headers: Mapping[str, str], now: float) -> Outcome:
    text = body_text(body)
    said = f"the server answered {status}: {text}" if text else f"the server answered {status}"
    words = f"{text} {_codes(body)}".lower()
    verdict: Verdict = "article"
    after = None
    if status in ACCOUNT_STATUS or (status not in (413, 422) and _any(_QUOTA, words)):
        verdict = "account"
    elif status == 404:
        verdict = "account"
        said += " (is the model's name or the address right?)"
    elif _any(_CONTEXT, words):
        said += _sizes(body)
    elif status in MECHANISM_STATUS and names_mechanism(words):
        verdict = "mechanism"
    elif status in (400, 422) and _any(_OUR_REQUEST, words):
        verdict = "account"
    elif status in RETRY_STATUS or status == 200:
        verdict, after = "retry", retry_after(headers, now)
        if after is not None and after > LONGEST_WAIT:
            verdict = "unavailable"
            said += f"; it asks to wait {after:.0f} s"
    return Outcome(verdict, said, after)


def _any(words: tuple[str, ...], text: str) -> bool:
    return any(word in text for word in words)


def retry_after(headers: Mapping[str, str], now: float) -> float | None:
    """Seconds to wait as told by ``retry-after-ms`` or ``retry-after`` (seconds or a date).

    None for a header that cannot be read and for a time that is already past.
    """
    lower = {key.lower(): value for key, value in headers.items()}
    for name, scale in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        value = lower.get(name, "").strip()
        if re.fullmatch(r"\d{1,12}(\.\d{1,6})?", value):
            return float(value) * scale or None
        if value and name == "retry-after":
            try:
                date = parsedate_to_datetime(value)
            except (ValueError, OverflowError):
                return None
            aware = date if date.tzinfo else date.replace(tzinfo=UTC)
            return max(0.0, aware.timestamp() - now) or None
    return None


def body_text(body: Any) -> str:
    """The server's own words, whatever the shape of its error body; at most 300 characters.

    Of an HTML page (a proxy, a captive portal) only the title is given.
    """
    value = body
    for key in ("error", "message", "detail"):
        if isinstance(value, dict) and key in value:
            value = value[key]
    text = value if isinstance(value, str) else json.dumps(value) if value else ""
    if text.lstrip()[:1] == "<":
        title = _TITLE.search(text[:5000])
        text = f"an HTML page{f' titled {title.group(1)!r}' if title else ''}"
    shown = "".join(char if char.isprintable() else " " for char in text[:5000])
    return " ".join(shown.split())[:300]


def _inner(body: Any) -> Mapping[str, Any]:
    inner = body.get("error", body) if isinstance(body, dict) else None
    return inner if isinstance(inner, dict) else {}


def _codes(body: Any) -> str:
    """Codes are strings or numbers, depending on the server."""
    return " ".join(str(_inner(body).get(key, "")) for key in ("code", "type", "param"))


def _sizes(body: Any) -> str:
    """llama.cpp tells both numbers beside its message."""
    have, limit = (_inner(body).get(key) for key in ("n_prompt_tokens", "n_ctx"))
    return f" ({have} tokens of {limit})" if have and limit else ""


def _root(error: BaseException) -> str:
    cause: BaseException = error
    while cause.__cause__ is not None:
        cause = cause.__cause__
    return f"{type(cause).__name__}: {cause}" if str(cause) else type(cause).__name__
