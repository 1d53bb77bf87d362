"""A valid answer for any question: made from the request's own schema and words, and repeatable.

The same question gets the same answer however often, in whatever order and by whichever mechanism
it is asked. A re-ask is the same question, so a run with faults can end in the same bytes as one
without.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

Mechanism = Literal["json_schema", "tools", "json_object", "prompt"]

_NAMES = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*")
_WORDS = re.compile(r"[\w’'-]+")
DEEPEST = 12
MOST_ITEMS = 4


@dataclass(frozen=True)
class Asked:
    """A chat completion request as a server sees it.

    ``root`` is the same for a question and its re-asks. ``schema`` is {} where none was sent.
    ``question`` is the last thing the user said before any answer, ``text`` all that was said.
    """

    body: dict[str, Any]
    mechanism: Mechanism
    schema: dict[str, Any]
    text: str
    question: str
    root: str

    @property
    def tool(self) -> str:
        """The name of the first tool, or ""."""
        return str(_tool(self.body).get("name", ""))


class Reader:
    """Reads requests in the order of their arrival.

    A request that is an earlier one with more messages behind it is a re-ask of that one. Examples
    look the same to a server, but no request ends where its examples do.
    """

    def __init__(self) -> None:
        self._first: dict[str, tuple[str, str]] = {}

    def read(self, body: dict[str, Any]) -> Asked:
        """Find mechanism, schema and question in a request."""
        mechanism, schema = _mechanism(body)
        messages = [m for m in body.get("messages") or [] if isinstance(m, dict)]
        said = [str(m.get("content") or "") for m in messages]
        whole = "\n".join(said)
        for length in range(len(said) - 2, 0, -2):
            if (earlier := _digest(said[:length])) in self._first:
                root, question = self._first[earlier]
                break
        else:
            root, question = _digest(said), said[-1] if said else ""
        self._first.setdefault(_digest(said), (root, question))
        schema = schema or next(_schemas_in(whole), {})
        return Asked(body, mechanism, schema, whole, question, root)


def _digest(said: list[str]) -> str:
    return hashlib.sha256("\0".join(said).encode("utf-8", "replace")).hexdigest()[:16]


def _mechanism(body: dict[str, Any]) -> tuple[Mechanism, dict[str, Any]]:
    wanted = body.get("response_format") or {}
    kind = wanted.get("type") if isinstance(wanted, dict) else None
    if kind == "json_schema":
        return "json_schema", (wanted.get("json_schema") or {}).get("schema") or {}
    if body.get("tools"):
        return "tools", _tool(body).get("parameters") or {}
    if kind == "json_object":
        return "json_object", wanted.get("schema") or {}
    return "prompt", {}


def _tool(body: dict[str, Any]) -> dict[str, Any]:
    tools = body.get("tools") or [{}]
    return tools[0].get("function") or {}


def _schemas_in(text: str) -> Iterator[dict[str, Any]]:
    decoder = json.JSONDecoder()
    for found in re.finditer(r'\{\s*"', text):
        try:
            value, _ = decoder.raw_decode(text, found.start())
        except ValueError:
            continue
        if isinstance(value, dict) and "properties" in value:
            yield value


def valid_answer(asked: Asked, *, enforced: bool = True) -> Any:
    """An instance of the schema, with names and words of the request in its strings.

    Unless the schema is ``enforced``, an enum member that the request does not say in its messages
    cannot be guessed: the answer then holds another word.
    """
    dice = random.Random(asked.root)
    maker = _Maker(asked.schema, dice, asked.question, "" if enforced else asked.text)
    return maker.make(asked.schema, "", 0)


@dataclass
class _Maker:
    root: dict[str, Any]
    dice: random.Random
    words: str
    known: str  # "" knows every member

    def make(self, schema: dict[str, Any], key: str, depth: int) -> Any:
        if "$ref" in schema:
            schema = self.root["$defs"][schema["$ref"].rpartition("/")[2]]
        if "const" in schema or "enum" in schema:
            return self._member(schema)
        for union in ("anyOf", "oneOf"):
            if union in schema:
                parts = [part for part in schema[union] if part.get("type") != "null"]
                return self.make(parts[0], key, depth + 1) if parts else None
        kind = schema.get("type", "object")
        if isinstance(kind, list):
            kind = next((one for one in kind if one != "null"), "null")
        return self._of_kind(str(kind), schema, key, depth)

    def _of_kind(self, kind: str, schema: dict[str, Any], key: str, depth: int) -> Any:
        if kind == "object":
            parts = schema.get("properties", {})
            return {name: self.make(part, name, depth + 1) for name, part in parts.items()}
        if kind == "array":
            low, high = schema.get("minItems", 0), schema.get("maxItems", MOST_ITEMS)
            count = max(low, min(high, MOST_ITEMS) if depth < DEEPEST else 0)
            made = [self.make(schema.get("items", {}), key, depth + 1) for _ in range(count)]
            return made[:low] + [v for i, v in enumerate(made) if i >= low and v not in made[:i]]
        if kind == "string":
            return self._text(key)[: schema.get("maxLength", 200)]
        low = schema.get("minimum", 0)
        return {"integer": low, "number": float(low), "boolean": True}.get(kind)

    def _member(self, schema: dict[str, Any]) -> Any:
        members = [schema["const"]] if "const" in schema else schema["enum"]
        if self.known:
            members = [m for m in members if not isinstance(m, str) or m in self.known]
        return self.dice.choice(members) if members else "unheard-of"

    def _text(self, key: str) -> str:
        """A cue is a word of the sentence in question, anything else a name of the article."""
        if key == "cue":
            sentence = self.words.rpartition("SENTENCE:")[2].partition("\n")[0]
            words = _WORDS.findall(sentence)
            return words[min(1, len(words) - 1)] if words else "said"
        article = self.words.partition("ARTICLE:")[2].rpartition("\n\n")[0] or self.words
        names = sorted(set(_NAMES.findall(article)))
        return self.dice.choice(names) if names else "nothing"
