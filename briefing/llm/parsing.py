"""From the text of an answer to a validated value. Pure; every repair has a name and is counted."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

Repairs = tuple[str, ...]

# Every pattern here is linear on any text: no unbounded run can be given back and tried again.
_FENCE = re.compile(r"```[ \t]{0,9}\w{0,20}[ \t]{0,9}\r?\n")
_COMMA = re.compile(r'("(?:[^"\\]+|\\.)*+"?)|,(?=\s*+[}\]])', re.DOTALL)
_OBJECT = re.compile(r'\{\s{0,99}["}]')
_CANDIDATES = 20


class Unparseable(ValueError):
    """No part of the text validates; the message is short enough to send back to a model."""


def read_answer(record: Mapping[str, Any], model: type[BaseModel]) -> tuple[BaseModel, Repairs]:
    """The value in a record of the answer book, and its repairs. Raises ``Unparseable``."""
    response = record["response"]
    value, repairs = parse_answer(response["content"], model)
    thought = response.get("source") == "reasoning"
    return value, (("reasoning", *repairs) if thought else repairs)


def parse_answer(text: str, model: type[BaseModel]) -> tuple[BaseModel, Repairs]:
    """The value and the names of the repairs it took.

    Tries the text as it stands, then without ``<think>``, without a code fence, then every object
    in it; each strictly first, then with trailing commas removed. A string that fits one member of
    an enum but for case and outer spaces becomes that member; a field that nobody asked for is
    dropped. Duplicate keys, NaN and lone
    surrogates are refused, never repaired. Raises ``Unparseable``.
    """
    problems = [(3, "the answer holds no JSON object")]
    for candidate, repairs in _candidates(text):
        for body, more in _spellings(candidate):
            try:
                value, fixed = _validate(body, model)
                return value, (*repairs, *more, *fixed)
            except ValidationError as error:
                problems.append((1, _short(error)))
            except json.JSONDecodeError as error:
                problems.append((4, f"not JSON: {error}"))
            except (ValueError, RecursionError) as error:
                problems.append((2, f"not accepted: {error}"))
    raise Unparseable(min(problems, key=lambda problem: problem[0])[1])


def _candidates(text: str) -> Iterator[tuple[str, Repairs]]:
    seen = {""}
    for body, repairs in _pieces(text.strip().strip("\ufeff").strip()):
        if body not in seen:
            seen.add(body)
            yield body, repairs


def _pieces(stripped: str) -> Iterator[tuple[str, Repairs]]:
    yield stripped, ()
    thought = _without_thinking(stripped)
    repairs: Repairs = ("think",) if thought != stripped else ()
    yield thought, repairs
    for body in _fenced(thought):
        yield body, (*repairs, "fence")
    for body in _balanced(thought):
        yield body, (*repairs, "prose")
    for body in _decodable(thought):
        yield body, (*repairs, "prose")


def _without_thinking(text: str) -> str:
    """Without what stands in or before a think block; a block left open reaches to the end."""
    kept, position = [], 0
    while (start := text.find("<think>", position)) >= 0:
        kept.append(text[position:start])
        end = text.find("</think>", start)
        position = end + len("</think>") if end >= 0 else len(text)
    kept.append(text[position:])
    return "".join(kept).rpartition("</think>")[2].strip()


def _fenced(text: str) -> Iterator[str]:
    position = 0
    for _ in range(_CANDIDATES):
        opening = _FENCE.search(text, position)
        closing = text.find("```", opening.end()) if opening else -1
        if opening is None or closing < 0:
            return
        yield text[opening.end() : closing].strip()
        position = closing + 3


def _balanced(text: str) -> Iterator[str]:
    """Top-level ``{…}`` pieces, brackets inside strings left alone; linear, bounded in number."""
    depth = start = found = 0
    quoted = escaped = False
    for position, char in enumerate(text):
        if quoted:
            escaped, quoted = (not escaped and char == "\\"), (escaped or char != '"')
        elif depth and char == '"':
            quoted = True
        elif char == "{":
            start = position if depth == 0 else start
            depth += 1
        elif char == "}" and depth:
            depth -= 1
            if depth == 0:
                yield text[start : position + 1]
                found += 1
                if found == _CANDIDATES:
                    return


def _decodable(text: str) -> Iterator[str]:
    """Objects that are JSON already, also behind a brace or quote that is never closed."""
    decoder = json.JSONDecoder()
    position = 0
    for _ in range(_CANDIDATES):
        found = _OBJECT.search(text, position)
        if found is None:
            return
        try:
            _, position = decoder.raw_decode(text, found.start())
        except (ValueError, RecursionError):
            position = found.start() + 1
        else:
            yield text[found.start() : position]


def _spellings(body: str) -> Iterator[tuple[str, Repairs]]:
    yield body, ()
    without = _COMMA.sub(lambda found: found.group(1) or "", body)
    if without != body:
        yield without, ("comma",)


def _validate(body: str, model: type[BaseModel]) -> tuple[BaseModel, Repairs]:
    value = _loads(body)
    repairs: Repairs = ()
    if isinstance(value, str):  # one level of double encoding
        value, repairs = _loads(value), ("encoded",)
    try:
        return model.model_validate_json(_dumps(value), strict=False), repairs
    except ValidationError:
        schema = model.model_json_schema()
        defs = schema.get("$defs", {})
        for name, mend in (("enum case", _in_case), ("extra field", _without_extras)):
            mended = mend(value, schema, defs)
            if mended != value:
                value, repairs = mended, (*repairs, name)
        return model.model_validate_json(_dumps(value), strict=False), repairs


def _in_case(value: Any, schema: Any, defs: Mapping[str, Any]) -> Any:
    """``value`` with enum members spelled as in the schema wherever exactly one member fits."""
    if "$ref" in schema:
        schema = defs[schema["$ref"].rpartition("/")[2]]
    if isinstance(value, dict):
        parts = schema.get("properties", {})
        return {key: _in_case(item, parts.get(key, {}), defs) for key, item in value.items()}
    if isinstance(value, list):
        return [_in_case(item, schema.get("items", {}), defs) for item in value]
    members = schema.get("enum", [schema["const"]] if "const" in schema else [])
    if not isinstance(value, str) or value in members:
        return value
    fold = value.strip().casefold()
    fitting = [m for m in members if isinstance(m, str) and m.strip().casefold() == fold]
    return fitting[0] if len(fitting) == 1 else value


def _without_extras(value: Any, schema: Any, defs: Mapping[str, Any]) -> Any:
    """``value`` without the fields that its schema does not know and does not allow."""
    if "$ref" in schema:
        schema = defs[schema["$ref"].rpartition("/")[2]]
    if isinstance(value, list):
        return [_without_extras(item, schema.get("items", {}), defs) for item in value]
    if not isinstance(value, dict):
        return value
    parts = schema.get("properties", {})
    closed = schema.get("additionalProperties") is False
    return {
        key: _without_extras(item, parts.get(key, {}), defs)
        for key, item in value.items()
        if key in parts or not closed
    }


def _loads(text: str) -> Any:
    return json.loads(text, object_pairs_hook=_no_duplicates, parse_constant=_no_constants)


def _dumps(value: Any) -> str:
    """JSON again, free of what pydantic and ``json`` read differently; ValueError otherwise."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    if not text.isascii() and any("\ud800" <= char <= "\udfff" for char in text):
        raise ValueError("the answer holds half of a surrogate pair")
    return text


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("a key stands twice in one object")
    return value


def _no_constants(name: str) -> Any:
    raise ValueError(f"{name} is not a JSON number")


def _short(error: ValidationError) -> str:
    lines = [
        f"{'.'.join(str(part) for part in item['loc']) or 'answer'}: {item['msg']}"
        for item in error.errors(include_url=False, include_input=False)[:5]
    ]
    return "; ".join(lines)
