"""The ways to ask a server for an answer of a given shape, from the strictest to the weakest.

A request is made for the first rung of the ladder and turned into the request of another rung by a
pure function, so that its answer key is known before anything is sent. A request never carries two
mechanisms. Whatever the rung, our own validation decides.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal, get_args

from briefing.llm.wire_schema import portable

Mechanism = Literal["json_schema", "portable_schema", "tools", "json_object", "prompt"]

LADDER: tuple[Mechanism, ...] = get_args(Mechanism)
FIRST = LADDER[0]

SPOKEN: dict[Mechanism, str] = {
    "json_schema": "JSON schema",
    "portable_schema": "JSON schema (portable)",
    "tools": "tool call",
    "json_object": "JSON object",
    "prompt": "prompt only",
}
INSTRUCTION = (
    "\n\nAnswer with one JSON object on one line and nothing else. It must fit this JSON Schema: "
)

Request = dict[str, Any]

# What a refusal says when it is about the mechanism; the rest of a request is the same on each rung
_SCHEMA_WORDS = (
    "schema",
    "grammar",
    "samplers",
    "guided",
    "structured output",
    "structured_output",
    "xgrammar",
    "outlines",
    "llguidance",
    "regex",
    "$ref",
    "$defs",
    "maxlength",
    "maxitems",
    "additionalproperties",
    "keyword",
)
_FORMAT_WORDS = ("response_format", "response format", "json_object", "json mode", "json_schema")
_TOOL_WORDS = ("tool", "function call", "function_call", "functions", "--jinja", "auto-tool")
_NAMES: dict[Mechanism, tuple[str, ...]] = {
    "json_schema": _FORMAT_WORDS + _SCHEMA_WORDS,
    "portable_schema": _FORMAT_WORDS + _SCHEMA_WORDS,
    "tools": _TOOL_WORDS,
    "json_object": _FORMAT_WORDS,
    "prompt": (),
}
# Of those, the ones that complain of how the schema is written, not of schemas
_DIALECT = (
    "grammar",
    "samplers",
    "regex",
    "$ref",
    "$defs",
    "maxlength",
    "maxitems",
    "additionalproperties",
    "keyword",
    "invalid schema",
    "unsupported schema",
    "converting",
    "compile",
)


def on_rung(request: Mapping[str, Any], rung: Mechanism) -> Request:
    """The request of ``rung`` for a request of the first rung, whose bytes stay as they are.

    On the rungs without a schema of their own, the last message tells the schema. Raises
    Unportable for a schema that refers to itself.
    """
    made = dict(request)
    if rung == FIRST:
        return made
    wanted = made.pop("response_format")["json_schema"]
    name, schema = wanted["name"], portable(wanted["schema"])
    if rung == "portable_schema":
        held = {"name": name, "strict": True, "schema": schema}
        made["response_format"] = {"type": "json_schema", "json_schema": held}
    elif rung == "tools":
        function = {"name": name, "description": "Gives the answer.", "parameters": schema}
        made["tools"] = [{"type": "function", "function": function}]
        # not by name: llama-server takes a name for "auto", LM Studio refuses it
        made["tool_choice"] = "required"
    else:
        if rung == "json_object":
            made["response_format"] = {"type": "json_object"}
        *before, last = made["messages"]
        told = INSTRUCTION + json.dumps(schema, ensure_ascii=False, separators=(",", ":"))
        made["messages"] = [*before, {**last, "content": last["content"].rstrip() + told}]
    return made


def rung_of(request: Mapping[str, Any]) -> Mechanism:
    """The rung a request stands on, from what it carries."""
    if "tools" in request:
        return "tools"
    form = request.get("response_format") or {"type": ""}
    if form["type"] == "json_schema":
        return "portable_schema" if form["json_schema"].get("strict") else "json_schema"
    return "json_object" if form["type"] == "json_object" else "prompt"


def names_mechanism(words: str) -> bool:
    """Whether a refusal (a 400 or a 422) may be about a mechanism at all, whichever was sent."""
    return _holds(words, _FORMAT_WORDS + _TOOL_WORDS + _SCHEMA_WORDS)


def next_rung(rung: Mechanism, refusal: str, *, formats: bool = True) -> Mechanism | None:
    """The rung to try when a server refuses ``rung`` in these words, or None to stay.

    None when the words are not about what this rung sends. A complaint about how the schema is
    written is met by the portable schema. ``formats`` False says that the server takes no
    ``response_format`` at all, see ``refuses_formats``: it is not asked for another kind of it.
    """
    if not _holds(refusal, _NAMES[rung]):
        return None
    if rung == "json_schema" and _holds(refusal, _DIALECT):
        return "portable_schema"
    if rung in ("json_schema", "portable_schema"):
        return "tools"
    return "json_object" if rung == "tools" and formats else "prompt"


def refuses_formats(refusal: str) -> bool:
    """Whether a refusal is of ``response_format`` as such, not of one kind of it."""
    return _holds(refusal, ("response_format", "response format")) and not _holds(
        refusal, ("schema", "json_object", ".type", "grammar")
    )


def one_lower(rung: Mechanism) -> Mechanism | None:
    """The rung to go on with when a server takes ``rung`` and ignores it; None where none helps.

    A server that ignores one way of writing the schema ignores the other, too. Below a JSON object
    nothing is stricter: what is wrong there is the model's doing.
    """
    if rung in ("json_schema", "portable_schema"):
        return "tools"
    return "json_object" if rung == "tools" else None


def _holds(text: str, words: tuple[str, ...]) -> bool:
    lower = text.lower()
    return any(word in lower for word in words)
