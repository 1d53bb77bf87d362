"""JSON Schemas that every server's grammar compiler understands: the profile, and its lint.

Servers differ in which keywords they enforce, refuse or drop in silence. The portable profile is
what all of them are known to take; what it leaves out (lengths, patterns, numbers' bounds) our own
models still enforce on the answer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

MOST_MEMBERS = 100
LONGEST_MEMBER = 100
MOST_ITEMS = 32
MOST_NESTED_ITEMS = 1000
DEEPEST = 5
LARGEST = 8000

Schema = Mapping[str, Any]

_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
_TAKEN = frozenset(
    {"type", "properties", "required", "additionalProperties", "items", "enum", "maxItems"}
    | {"anyOf", "description", "format"}
)
_REASONS = {
    "pattern": "compilers take other dialects of patterns, or drop the grammar",
    "minLength": "dropped or refused; say it in the model that validates",
    "maxLength": "dropped or refused; say it in the model that validates",
    "minItems": "refused by some compilers",
    "$ref": "references must be written out",
    "$defs": "references must be written out",
    "title": "costs tokens and says nothing",
    "default": "every property is required",
    "const": "write it as an enum of one",
    "oneOf": "only a choice between one shape and null is taken",
    "allOf": "cannot be mixed with properties",
}


class Forbidden(NamedTuple):
    """One thing the profile does not take; ``pointer`` is an RFC 6901 JSON Pointer to it."""

    pointer: str
    problem: str

    def __str__(self) -> str:
        return f"{self.pointer or '(root)'}: {self.problem}"


class Unportable(ValueError):
    """The schema says something that no portable schema can say."""


def portable(schema: Schema) -> dict[str, Any]:
    """The same answers as ``schema`` describes, or a few more, in words that all servers take.

    References are written out, every property is required and no other allowed; titles, lengths,
    patterns and bounds of numbers go. The order of properties stays: servers make a model write
    them in that order. Raises Unportable for a schema that refers to itself.
    """
    return _portable(schema, schema.get("$defs", {}), ())


def _portable(schema: Schema, defs: Mapping[str, Any], above: tuple[str, ...]) -> dict[str, Any]:
    if "$ref" in schema:
        name = str(schema["$ref"]).rpartition("/")[2]
        if name in above:
            raise Unportable(f"{name} contains itself")
        return _portable(defs[name], defs, (*above, name))
    only = schema.get("allOf", ())
    if len(only) == 1:
        return _portable(only[0], defs, above)
    made: dict[str, Any] = {k: schema[k] for k in ("type", "description", "enum") if k in schema}
    if "const" in schema:
        made["enum"] = [schema["const"]]
    if schema.get("format") == "date":
        made["format"] = "date"
    if "maxItems" in schema:
        made["maxItems"] = min(schema["maxItems"], MOST_ITEMS)
    if "items" in schema:
        made["items"] = _portable(schema["items"], defs, above)
    branches = schema.get("anyOf") or schema.get("oneOf")
    if branches:
        made["anyOf"] = [_portable(branch, defs, above) for branch in branches]
    if schema.get("type") == "object":
        parts = schema.get("properties", {})
        made["properties"] = {k: _portable(part, defs, above) for k, part in parts.items()}
        made["required"] = list(parts)
        made["additionalProperties"] = False
    return made


def lint(schema: Schema) -> tuple[Forbidden, ...]:
    """What keeps a schema out of the portable profile, in the order in which it stands there."""
    found = list(_node(schema, "", 1, 1))
    if schema.get("type") != "object":
        found.insert(0, Forbidden("/type", "the root must be an object"))
    size = len(json.dumps(schema, ensure_ascii=False, separators=(",", ":")).encode())
    if size > LARGEST:
        found.append(Forbidden("", f"{size} bytes, more than {LARGEST}"))
    return tuple(found)


def _node(schema: Schema, at: str, depth: int, items: int) -> Iterator[Forbidden]:
    if depth == DEEPEST + 1:
        yield Forbidden(at, f"more than {DEEPEST} levels deep")
    for word in schema:
        if word not in _TAKEN:
            reason = _REASONS.get(word, "not enforced everywhere, and dropped in silence")
            yield Forbidden(f"{at}/{_escaped(word)}", f"{word}: {reason}")
    if schema.get("format", "date") != "date":
        yield Forbidden(f"{at}/format", "only the format date is taken")
    yield from _members(schema, at)
    if schema.get("type") == "object":
        yield from _object(schema, at)
    if schema.get("type") == "array":
        yield from _array(schema, at, items)
    yield from _choice(schema, at)
    items *= schema.get("maxItems", 1)
    for where, part in _parts(schema):
        yield from _node(part, at + where, depth + 1, items)


def _parts(schema: Schema) -> Iterator[tuple[str, Schema]]:
    for holder in ("properties", "$defs"):
        for name, part in schema.get(holder, {}).items():
            yield f"/{holder}/{_escaped(name)}", part
    if isinstance(schema.get("items"), dict):
        yield "/items", schema["items"]
    for holder in ("anyOf", "oneOf", "allOf", "prefixItems"):
        for number, part in enumerate(schema.get(holder, ())):
            yield f"/{holder}/{number}", part


def _members(schema: Schema, at: str) -> Iterator[Forbidden]:
    members = schema.get("enum", ())
    if len(members) > MOST_MEMBERS:
        yield Forbidden(f"{at}/enum", f"{len(members)} members, more than {MOST_MEMBERS}")
    for number, member in enumerate(members):
        if isinstance(member, str) and len(member) > LONGEST_MEMBER:
            yield Forbidden(f"{at}/enum/{number}", f"longer than {LONGEST_MEMBER} characters")


def _object(schema: Schema, at: str) -> Iterator[Forbidden]:
    parts = schema.get("properties", {})
    if schema.get("additionalProperties") is not False:
        yield Forbidden(
            f"{at}/additionalProperties", "must be false: servers differ on its default"
        )
    for name in parts:
        if not _KEY.fullmatch(name):
            problem = "a key is an ASCII letter followed by letters, digits and _"
            yield Forbidden(f"{at}/properties/{_escaped(name)}", problem)
    missing = [name for name in parts if name not in schema.get("required", ())]
    if missing:
        names = ", ".join(missing)
        yield Forbidden(f"{at}/required", f"every property must be required; missing: {names}")


def _array(schema: Schema, at: str, items: int) -> Iterator[Forbidden]:
    if "maxItems" not in schema:
        yield Forbidden(f"{at}/maxItems", "an array without a bound can go on for ever")
    elif schema["maxItems"] > MOST_ITEMS:
        yield Forbidden(f"{at}/maxItems", f"more than {MOST_ITEMS}")
    if items * schema.get("maxItems", 1) >= MOST_NESTED_ITEMS:
        yield Forbidden(f"{at}/maxItems", f"nested arrays hold {MOST_NESTED_ITEMS} items or more")


def _choice(schema: Schema, at: str) -> Iterator[Forbidden]:
    branches = schema.get("anyOf", ())
    if branches and (len(branches) != 2 or {"type": "null"} not in branches):
        yield Forbidden(f"{at}/anyOf", "only a choice between one shape and null is taken")
    if branches and "properties" in schema:
        yield Forbidden(f"{at}/anyOf", "a choice cannot stand beside properties")
    kinds = schema.get("type")
    if isinstance(kinds, list) and (not at or len(kinds) != 2 or "null" not in kinds):
        yield Forbidden(
            f"{at}/type", "several types are taken only as one and null, not at the root"
        )


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
