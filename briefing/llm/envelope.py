"""From the bytes of a chat completion to what is kept of it. Pure; nothing is trusted."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from briefing.llm.outcome import BadEnvelope, ErrorBody, body_text

_ABSURD = 10**9  # tokens that no request has


@dataclass(frozen=True)
class Reply:
    """What is kept of a chat completion; ``declined`` is "refused", "filtered" or empty."""

    response: dict[str, Any]
    declined: str = ""


def read_envelope(body: bytes) -> Any:
    """The JSON value in the body of a 200.

    Raises BadEnvelope for what is no JSON in UTF-8, an HTML page of a proxy among it.
    """
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadEnvelope("it is not UTF-8 text") from None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        pass
    if text.lstrip()[:1] == "<":
        raise BadEnvelope(
            f"{body_text(text)}, as a proxy or the login page of a network would send"
        ) from None
    if re.match(r"\s*(?::[^\n]*\s+)?(?:event|data):", text):
        raise BadEnvelope("it is a stream of events, which was not asked for") from None
    raise BadEnvelope("it is empty" if not text.strip() else "it is not JSON") from None


def read_completion(body: bytes) -> Reply:
    """What is kept of a completion.

    Raises ErrorBody for an error in a 200, BadEnvelope for anything that is no chat completion.
    """
    value = read_envelope(body)
    if not isinstance(value, dict):
        raise BadEnvelope("it is no JSON object")
    if value.get("error"):
        raise ErrorBody(value["error"])
    choices = value.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    if not isinstance(choice, dict):
        raise BadEnvelope("it has no choices")
    message, finish = choice.get("message"), choice.get("finish_reason")
    said = message if isinstance(message, dict) else {}
    declined = (
        "filtered" if finish == "content_filter" else "refused" if said.get("refusal") else ""
    )
    content = _in_one(said.get("content"))
    if not declined and (not isinstance(message, dict) or not isinstance(content, str | None)):
        raise BadEnvelope("its message has no text")
    response = {
        "model": _name(value.get("model")),
        # servers have their own words for an ordinary end ("eos", "stop_sequence", null)
        "finish_reason": "length" if finish in ("length", "max_tokens") else "stop",
        "content": content if isinstance(content, str) else "",
        "usage": _usage(value.get("usage")),
    }
    arguments, reasoning = _tool_arguments(said), said.get("reasoning_content")
    if arguments:
        response |= {"content": arguments, "source": "tool"}
    elif not response["content"] and isinstance(reasoning, str):
        response |= {"content": reasoning, "source": "reasoning"}
    return Reply(response, declined)


def _tool_arguments(message: dict[str, Any]) -> str:
    """What the first tool call hands over; empty when there is none."""
    calls = message.get("tool_calls")
    first = calls[0] if isinstance(calls, list) and calls else None
    function = first.get("function") if isinstance(first, dict) else None
    arguments = function.get("arguments") if isinstance(function, dict) else None
    if isinstance(arguments, dict):  # some hand over the object itself
        return json.dumps(arguments)
    return arguments if isinstance(arguments, str) else ""


def _in_one(content: Any) -> Any:
    """The text of a content that came as a list of parts; anything else as it is."""
    if not isinstance(content, list) or not all(isinstance(part, dict) for part in content):
        return content
    texts = [part.get("text") for part in content if part.get("type", "text") == "text"]
    return "".join(text for text in texts if isinstance(text, str))


def _name(model: Any) -> str:
    """The name of the model that answered, as it can be kept and shown."""
    name = model if isinstance(model, str) else ""
    return "".join(char for char in name[:1000] if char.isprintable())[:200] or "unknown"


def read_models(body: bytes) -> list[str]:
    """The names in a list of models. Raises BadEnvelope or ErrorBody."""
    value = read_envelope(body)
    listed = value.get("data") if isinstance(value, dict) else None
    if isinstance(value, dict) and value.get("error"):
        raise ErrorBody(value["error"])
    if not isinstance(listed, list | None) or not isinstance(value, dict):
        raise BadEnvelope("it is no list of models")
    return [str(item["id"]) for item in listed or [] if isinstance(item, dict) and item.get("id")]


def _usage(usage: Any) -> dict[str, int | None] | None:
    """Token counts; what is absent, zero, absurd or no number is unknown."""
    names = ("prompt_tokens", "completion_tokens")
    counts = {name: usage.get(name) if isinstance(usage, dict) else None for name in names}
    known = {
        name: n if isinstance(n, int) and not isinstance(n, bool) and 0 < n < _ABSURD else None
        for name, n in counts.items()
    }
    return known if any(known.values()) else None
