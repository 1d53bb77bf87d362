"""The portable profile: what it leaves of a schema, and what the lint says of the rest."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from briefing.codebooks import load_vocabulary
from briefing.llm.parsing import parse_answer
from briefing.llm.wire_schema import Unportable, lint, portable
from briefing.pipeline.shapes import shapes_of, unportable
from tests.scripted import smallest


def shipped() -> Mapping[str, type[BaseModel]]:
    """Every shape that a shipped prompt asks for, at its largest."""
    return shapes_of(load_vocabulary("plover", None)[0])


def a_schema(**more: Any) -> dict[str, Any]:
    """A schema of the profile with one property ``x``."""
    part = {"type": "string", **more}
    base = {"type": "object", "properties": {"x": part}, "required": ["x"]}
    return {**base, "additionalProperties": False}


@pytest.mark.parametrize("name", ["actors", "roles", "event", "article"])
def test_every_shipped_schema_is_portable_once_it_is_written_out(name: str) -> None:
    schema = portable(shipped()[name].model_json_schema())
    assert lint(schema) == ()
    assert "$" not in json.dumps(schema)


@pytest.mark.parametrize("name", ["actors", "roles", "event"])
def test_what_the_portable_schema_describes_is_what_our_model_takes(name: str) -> None:
    shape = shipped()[name]
    schema = portable(shape.model_json_schema())
    parse_answer(json.dumps(smallest(schema, schema)), shape)
    assert list(schema["properties"]) == list(shape.model_fields)


@pytest.mark.parametrize(
    ("schema", "pointer", "word"),
    [
        (a_schema(pattern="\\d+"), "/properties/x/pattern", "pattern"),
        (a_schema(maxLength=9), "/properties/x/maxLength", "maxLength"),
        (a_schema(minLength=1), "/properties/x/minLength", "minLength"),
        (a_schema(format="email"), "/properties/x/format", "date"),
        (a_schema(uniqueItems=True), "/properties/x/uniqueItems", "dropped"),
        (a_schema(enum=[str(n) for n in range(101)]), "/properties/x/enum", "101"),
        (a_schema(enum=["y" * 101]), "/properties/x/enum/0", "longer"),
        (a_schema(oneOf=[{"type": "string"}]), "/properties/x/oneOf", "null"),
        (a_schema(anyOf=[{"type": "string"}]), "/properties/x/anyOf", "null"),
        (a_schema(type="array", items={"type": "string"}), "/properties/x/maxItems", "bound"),
        (
            a_schema(type="array", maxItems=33, items={"type": "string"}),
            "/properties/x/maxItems",
            "32",
        ),
        (a_schema() | {"additionalProperties": True}, "/additionalProperties", "false"),
        (a_schema() | {"required": []}, "/required", "missing: x"),
        (a_schema() | {"$defs": {}}, "/$defs", "written out"),
        (a_schema() | {"type": ["object", "null"]}, "/type", "root"),
        (a_schema() | {"type": "array"}, "/type", "root"),
        (a_schema() | {"description": "d" * 8000}, "", "bytes"),
        (
            a_schema() | {"properties": {"Schlüssel": {"type": "string"}}},
            "/properties/Schlüssel",
            "ASCII",
        ),
        (a_schema() | {"properties": {"a/b~": {"type": "string"}}}, "/properties/a~1b~0", "ASCII"),
    ],
)
def test_the_lint_points_to_what_the_profile_does_not_take(
    schema: dict[str, Any], pointer: str, word: str
) -> None:
    found = [item for item in lint(schema) if item.pointer == pointer]
    assert any(word in item.problem for item in found), lint(schema)
    assert lint(a_schema()) == ()


def test_bounds_of_nested_arrays_multiply() -> None:
    def nested(levels: int) -> dict[str, Any]:
        inner = {"type": "string"}
        return (
            inner if not levels else {"type": "array", "maxItems": 10, "items": nested(levels - 1)}
        )

    assert not lint({**a_schema(), "properties": {"x": nested(2)}})
    assert "1000" in str(lint({**a_schema(), "properties": {"x": nested(3)}})[0])


def test_a_schema_of_six_levels_is_too_deep() -> None:
    schema = a_schema()
    for _ in range(4):
        schema = {**a_schema(), "properties": {"x": schema}}
    (problem,) = lint(schema)
    assert problem.pointer == "/properties/x" * 5
    assert "5 levels" in problem.problem


def test_the_raw_schema_of_pydantic_is_told_by_pointer() -> None:
    pointers = {item.pointer for item in lint(shipped()["actors"].model_json_schema())}
    assert {"/$defs", "/properties/actors/items/$ref"} <= pointers
    assert "/properties/issues/items/maxLength" in pointers


def test_a_schema_that_contains_itself_cannot_be_written_out() -> None:
    class Tree(BaseModel):
        twigs: list[Tree]

    Tree.model_rebuild(_types_namespace={"Tree": Tree})
    with pytest.raises(Unportable, match="Tree contains itself"):
        portable(Tree.model_json_schema())


def test_an_optional_value_is_required_and_may_be_null() -> None:
    class Optional(BaseModel):
        day: str | None = None

    schema = portable(Optional.model_json_schema())
    assert schema["required"] == ["day"]
    assert lint(schema) == ()
    assert parse_answer('{"day":null}', Optional)[0] == Optional(day=None)


@given(st.lists(st.sampled_from(["maxLength", "minLength", "pattern", "format", "title"])))
def test_writing_a_portable_schema_again_changes_nothing(words: list[str]) -> None:
    values = {"maxLength": 5, "minLength": 1, "pattern": "a", "format": "uri", "title": "T"}
    schema = portable(a_schema(**{word: values[word] for word in words}))
    assert lint(schema) == ()
    assert portable(schema) == schema


def test_a_vocabulary_with_too_many_types_is_told_by_question_and_pointer() -> None:
    vocabulary, _ = load_vocabulary("plover", None)
    assert unportable(vocabulary) == ()
    one = next(iter(vocabulary.types.values()))
    many = vocabulary.model_copy(update={"types": {f"TYPE{n}": one for n in range(101)}})
    place = "/properties/events/items/properties/type/enum: 101 members"
    found = unportable(many)
    assert [problem.partition(", ")[0] for problem in found] == [
        f"event: {place}",
        f"article: {place}",
    ]
