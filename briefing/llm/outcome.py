"""What a failed call means: try again, give up on the article, or stop the run. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Any, Literal

import httpx2
import openai

from briefing.llm.mechanisms import names_mechanism
from briefing.llm.tls import NOT_TAKEN, tls_fault, wants_tls

Verdict = Literal["retry", "article", "account", "unavailable", "mechanism"]
RETRY_STATUS = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529})
ACCOUNT_STATUS = frozenset({401, 402, 403, 407})
NEVER_BETTER = frozenset({501, 505})  # of the server's own errors, those that do not pass
BUSY_STATUS = frozenset({429, 503, 529})
# about the way in which we ask, never about what an article says
SAME_FOR_ALL = NEVER_BETTER | {300, 304, 305, 405, 406, 410, 411, 415, 426, 428}
REDIRECTS = frozenset({301, 302, 303, 307, 308})
# 501 is the right word for it, 500 what a compiler of grammars answers that fell over a schema
MECHANISM_STATUS = frozenset({400, 422, 500, 501})
LONGEST_WAIT = 120.0
A_YEAR = 365 * 86_400.0

_LOADING = (
    "unavailable_error",
    "loading model",
    "model is loading",
    "model loading",
    "currently loading",
    "still loading",
    "model is being loaded",
)
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
NO_SERVER = "a web page comes from a proxy, a login or a wrong address, not from a model server"
PROXY = (
    "a proxy on the way wants a login: put its name and password into HTTPS_PROXY or HTTP_PROXY, "
    "or name the model server's host in NO_PROXY"
)
_TITLE = re.compile(r"<title[^>]{0,99}>([^<]{1,200})", re.IGNORECASE)


class BadEnvelope(Exception):
    """A 200 that is no chat completion; the message says what came instead."""


class BodyTooLarge(Exception):
    """A server sent more than we take; ``limit`` is in bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"the server's answer is larger than {limit:,} bytes")


class ErrorBody(Exception):
    """A server put an error object into a 200; ``body`` is that object."""

    def __init__(self, body: Any) -> None:
        super().__init__("an error in a 200")
        self.body = body


@dataclass(frozen=True)
class Outcome:
    """``verdict`` with a message for the reader; ``after`` is the server's own wait in seconds.

    ``slow`` marks a call that ran out of time: it is sent once more, not three times. ``loading``
    is a server that will answer when its model is in memory, ``busy`` one that was asked too much
    at once, ``lost`` one that could not be reached or hung up, ``gone`` one where nobody took the
    connection. ``unclear`` is a refusal of our
    request that says nothing of its text: all of ours are about as long, so that a server which
    never answered one will refuse the next as well; from one that did it is the article's.
    ``hint`` is what to do about it, where that is known.
    """

    verdict: Verdict
    message: str
    after: float | None = None
    slow: bool = False
    loading: bool = False
    busy: bool = False
    lost: bool = False
    gone: bool = False
    unclear: bool = False
    hint: str = ""


def classify(error: Exception, *, now: float) -> Outcome:
    """One documented outcome for every exception the client can raise.

    ``now`` is the wall clock in seconds since the epoch; it only turns a Retry-After date into a
    number of seconds.
    """
    if isinstance(error.__cause__, httpx2.ConnectTimeout):
        return Outcome("retry", NOT_TAKEN, slow=True, lost=True, gone=True)
    if isinstance(error, openai.APITimeoutError | TimeoutError):
        return Outcome("retry", "the server did not answer in time", slow=True)
    if isinstance(error, openai.APIStatusError):
        outcome = of_status(error.status_code, error.body, dict(error.response.headers), now)
        hint = wants_tls(error.status_code, body_text(error.body))
        return Outcome("unavailable", outcome.message, hint=hint) if hint else outcome
    if isinstance(error, openai.APIConnectionError):
        return _no_answer(error)
    if isinstance(error, ErrorBody):
        return of_status(200, error.body, {}, now)
    if isinstance(error, json.JSONDecodeError) and is_page(error.doc):
        return no_completion(error.doc)
    if isinstance(error, json.JSONDecodeError | UnicodeDecodeError):
        return Outcome("retry", "the server did not answer with a chat completion")
    if isinstance(error, BadEnvelope):
        what = f": {error}" if str(error) else ""
        return Outcome("retry", f"the server did not answer with a chat completion{what}")
    return Outcome("article", f"{type(error).__name__}: {error}")


def is_page(body: Any) -> bool:
    """Whether a body is HTML or XML."""
    return isinstance(body, str) and body.lstrip()[:1] == "<"


def no_completion(body: Any) -> Outcome:
    """The outcome of a 200 whose ``body``, JSON or text, is something else."""
    said = f"the server did not answer with a chat completion but with {body_text(body) or 'null'}"
    return Outcome("retry", said, hint=NO_SERVER if is_page(body) else "")


def _no_answer(error: openai.APIConnectionError) -> Outcome:
    root = _root(error)
    if isinstance(root, BodyTooLarge):
        return Outcome("retry", str(root))
    fault = tls_fault(error, secure=error.request.url.scheme == "https")
    if fault is not None and fault.lasting:
        return Outcome("unavailable", fault.message, hint=fault.hint)
    said = f"{type(root).__name__}: {root}" if str(root) else type(root).__name__
    why = f"the connection failed ({said})"
    if fault is None:
        gone = isinstance(error.__cause__, httpx2.ConnectError)
        return Outcome("retry", why, lost=True, gone=gone)
    return Outcome("retry", fault.message or why, lost=True, hint=fault.hint)


def of_status(status: int, body: Any, headers: Mapping[str, str], now: float) -> Outcome:
    """The same for a reply that was read: its status, its body (JSON or text) and its headers."""
    text = body_text(body)
    said = f"the server answered {status}: {text}" if text else f"the server answered {status}"
    words = f"{text} {_codes(body)}".lower()
    verdict: Verdict = "article"
    after = None
    if status in RETRY_STATUS and _any(_LOADING, words):
        return Outcome("retry", said, retry_after(headers, now), loading=True)
    if status in ACCOUNT_STATUS or (status not in (413, 422) and _any(_QUOTA, words)):
        verdict = "account"
    elif status == 404 or status in REDIRECTS:
        verdict = "account"
        said += _wrong_place(status, headers)
    elif _any(_CONTEXT, words):
        said += _sizes(body)
    elif status in MECHANISM_STATUS and names_mechanism(words):
        verdict = "mechanism"
    elif status in (400, 422) and _any(_OUR_REQUEST, words):
        verdict = "account"
    elif _passes(status):
        verdict, after = "retry", retry_after(headers, now)
        if after is not None and after > LONGEST_WAIT:
            verdict = "unavailable"
            said += f"; it asks to wait {after:.0f} s"
    elif status != 400:
        return Outcome("account", said, unclear=status not in SAME_FOR_ALL)
    hint = PROXY if status == 407 else ""
    busy = verdict == "retry" and status in BUSY_STATUS
    unclear = status == 400 and verdict == "article" and not _any(_CONTEXT, words)
    return Outcome(verdict, said, after, busy=busy, unclear=unclear, hint=hint)


def _wrong_place(status: int, headers: Mapping[str, str]) -> str:
    if status == 404:
        return " (is the model's name or the address right?)"
    aim = _shown(headers.get("location", "nowhere"))
    return (
        f"; it sends us on to {aim}, which is not followed: give that address if it is the "
        "right one"
    )


def _passes(status: int) -> bool:
    return status in RETRY_STATUS or status == 200 or (status >= 500 and status not in NEVER_BETTER)


def _any(words: tuple[str, ...], text: str) -> bool:
    return any(word in text for word in words)


def retry_after(headers: Mapping[str, str], now: float) -> float | None:
    """Seconds to wait as told by ``retry-after-ms`` or ``retry-after`` (seconds or a date).

    None for a header that cannot be read and for a time that is already past.
    """
    lower = {key.lower(): value for key, value in headers.items()}
    for name, scale in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        value = lower.get(name, "").strip()
        if re.fullmatch(r"\d{1,300}(\.\d{1,20})?", value):
            return min(float(value) * scale, A_YEAR) or None
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
    text = value if isinstance(value, str) else _as_text(value) if value else ""
    if is_page(text):
        title = _TITLE.search(text[:5000])
        text = f"an HTML page{f' titled {title.group(1)!r}' if title else ''}"
    return _shown(text)


def _as_text(value: Any) -> str:
    try:
        return json.dumps(value)
    except (ValueError, RecursionError):
        return "nested too deep to be shown"


def _shown(text: str) -> str:
    """One printable line of at most 300 characters."""
    printable = "".join(char if char.isprintable() else " " for char in text[:5000])
    return " ".join(printable.split())[:300]


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


def _root(error: BaseException) -> BaseException:
    cause: BaseException = error
    while cause.__cause__ is not None:
        cause = cause.__cause__
    return cause
