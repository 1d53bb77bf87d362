"""From the text of an answer to a validated value. Pure; every repair has a name and is counted."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError

_THINK = re.compile(r"<think>.*?</think>", re.DOTALL)
_FENCE = re.compile(r"```(?:json)?\s*\n(.*?)```", re.DOTALL)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_CANDIDATES = 20


class Unparseable(ValueError):
    """No part of the text validates; the message is short enough to send back to a model."""


def parse_answer(text: str, model: type[BaseModel]) -> tuple[BaseModel, tuple[str, ...]]:
    """The value and the names of the repairs it took.

    Tries the text as it stands, then without ``<think>``, without a code fence, then every balanced
    object in it; each strictly first, then with trailing commas removed. Duplicate keys, NaN and
    lone surrogates are refused, never repaired. Raises ``Unparseable``.
    """
    problem = "the answer holds no JSON object"
    for candidate, repairs in _candidates(text):
        for body, more in ((candidate, ()), (_TRAILING_COMMA.sub(r"\1", candidate), ("comma",))):
            if more and body == candidate:
                continue
            try:
                return _validate(body, model), (*repairs, *more)
            except ValidationError as error:
                problem = _short(error)
            except (ValueError, RecursionError) as error:
                problem = f"not JSON: {error}" if str(error) else "not JSON"
    raise Unparseable(problem)


def _candidates(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    stripped = text.removeprefix("\ufeff").strip()
    yield stripped, ()
    repairs: tuple[str, ...] = ()
    thought = _THINK.sub("", stripped).strip()
    if thought != stripped:
        repairs = ("think",)
        yield thought, repairs
    for match in _FENCE.finditer(thought):
        yield match.group(1).strip(), (*repairs, "fence")
    for body in _balanced(thought):
        yield body, (*repairs, "prose")


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
            if depth == 0 and text[start : position + 1] != text:
                yield text[start : position + 1]
                found += 1
                if found == _CANDIDATES:
                    return


def _validate(body: str, model: type[BaseModel]) -> BaseModel:
    value = json.loads(body, object_pairs_hook=_no_duplicates, parse_constant=_no_constants)
    if isinstance(value, str):  # one level of double encoding
        value = json.loads(value, object_pairs_hook=_no_duplicates, parse_constant=_no_constants)
    canonical = json.dumps(value, ensure_ascii=False)
    canonical.encode("utf-8")  # a lone surrogate stops here, as a ValueError
    return model.model_validate_json(canonical, strict=False)


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
