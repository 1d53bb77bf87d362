"""What a failed call means: try again, give up on the article, or stop the run. Pure."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any, Literal

import openai

Verdict = Literal["retry", "article", "account", "unavailable"]
RETRY_STATUS = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529})
LONGEST_WAIT = 120.0

_QUOTA = ("insufficient_quota", "billing", "credit balance", "exceeded your current quota")
_CONTEXT = ("context length", "context_length", "exceed_context", "context size", "n_keep", "n_ctx")


@dataclass(frozen=True)
class Outcome:
    """``verdict`` with a message for the reader; ``after`` is the server's own wait in seconds."""

    verdict: Verdict
    message: str
    after: float | None = None


def classify(error: Exception, *, now: float) -> Outcome:
    """One documented outcome for every exception the client can raise.

    ``now`` is the wall clock in seconds since the epoch; it only turns a Retry-After date into a
    number of seconds.
    """
    if isinstance(error, openai.APITimeoutError | TimeoutError):
        return Outcome("retry", "the server did not answer in time")
    if isinstance(error, openai.APIStatusError):
        return _status(error, now)
    if isinstance(error, openai.APIConnectionError):
        return Outcome("retry", f"the connection failed ({_root(error)})")
    if isinstance(error, json.JSONDecodeError | UnicodeDecodeError | TypeError | AttributeError):
        return Outcome("retry", "the server did not answer with a chat completion")
    return Outcome("article", f"{type(error).__name__}: {error}")


def _status(error: openai.APIStatusError, now: float) -> Outcome:
    text = body_text(error.body)
    said = f"the server answered {error.status_code}: {text}" if text else str(error.status_code)
    lower = text.lower()
    if any(word in lower for word in _QUOTA):
        return Outcome("account", said)
    if error.status_code in (401, 402, 403):
        return Outcome("account", said)
    if error.status_code == 404:
        return Outcome("account", f"{said} (is the model's name or the address right?)")
    if any(word in lower for word in _CONTEXT):
        return Outcome("article", said)
    if error.status_code in RETRY_STATUS:
        after = retry_after(dict(error.response.headers), now)
        if after is not None and after > LONGEST_WAIT:
            return Outcome("unavailable", f"{said}; it asks to wait {after:.0f} s", after)
        return Outcome("retry", said, after)
    return Outcome("article", said)


def retry_after(headers: dict[str, str], now: float) -> float | None:
    """Seconds to wait as told by ``retry-after-ms`` or ``retry-after`` (seconds or a date)."""
    lower = {key.lower(): value for key, value in headers.items()}
    for name, scale in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        value = lower.get(name, "").strip()
        if re.fullmatch(r"\d+(\.\d+)?", value):
            return float(value) * scale
        if value and name == "retry-after":
            try:
                return max(0.0, parsedate_to_datetime(value).timestamp() - now)
            except ValueError:
                return None
    return None


def body_text(body: Any) -> str:
    """The server's own words, whatever the shape of its error body; at most 300 characters."""
    value = body
    for key in ("error", "message", "detail"):
        if isinstance(value, dict) and key in value:
            value = value[key]
    text = value if isinstance(value, str) else json.dumps(value) if value else ""
    return " ".join(text.split())[:300]


def _root(error: BaseException) -> str:
    cause: BaseException = error
    while cause.__cause__ is not None:
        cause = cause.__cause__
    return f"{type(cause).__name__}: {cause}" if str(cause) else type(cause).__name__
