"""The shapes of the answers we ask for."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from briefing.stages.extraction.shapes import NOBODY, actors_shape, event_shape, roles_shape
from tests.stages.extraction.newsroom import members, vocabulary

ROLES = roles_shape(("Torvane", "Lesk"), ("ban",))
ACTORS = actors_shape(vocabulary())
EVENT = event_shape(("Torvane", "Lesk"), ("ban",), vocabulary())


def test_only_named_parties_and_nobody_can_act() -> None:
    assert members(ROLES, "who") == ["Torvane", "Lesk", NOBODY]


def test_an_issue_can_be_acted_upon_but_does_not_act() -> None:
    assert members(ROLES, "whom") == ["Torvane", "Lesk", "ban", NOBODY]
    with pytest.raises(ValidationError):
        ROLES.model_validate({"who": "ban", "whom": NOBODY})


def test_an_issue_that_is_also_an_actor_is_listed_once() -> None:
    assert members(roles_shape(("Lesk",), ("Lesk",)), "whom") == ["Lesk", NOBODY]


@pytest.mark.parametrize(
    "answer",
    [
        {"who": "Torvane"},
        {"whom": "Lesk"},
        {},
        {"who": "Torvane", "whom": "Norvia"},
        {"who": "torvane", "whom": NOBODY},
        {"who": None, "whom": NOBODY},
        {"who": "Torvane", "whom": NOBODY, "why": "because"},
    ],
)
def test_an_answer_outside_the_shape_is_refused(answer: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        ROLES.model_validate(answer)


@pytest.mark.parametrize(
    "answer",
    [
        {"actors": [{"n": "Lesk", "k": "empire"}], "issues": []},
        {"actors": [{"n": "L" * 61, "k": "state"}], "issues": []},
        {"actors": [{"n": "Lesk", "k": "state"}] * 13, "issues": []},
        {"actors": [], "issues": ["ban"] * 4},
        {"actors": [], "issues": ["b" * 41]},
        {"actors": []},
        {"actors": [{"n": "Lesk"}], "issues": []},
    ],
)
def test_lists_and_strings_are_bounded(answer: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        ACTORS.model_validate(answer)


def test_at_most_one_event_is_told_a_sentence() -> None:
    event = {"cue": "met", "who": "Torvane", "type": "CONSULT", "whom": "Lesk"}
    assert EVENT.model_validate({"events": [event]}).model_dump() == {"events": [event]}
    assert EVENT.model_validate({"events": []}).model_dump() == {"events": []}
    with pytest.raises(ValidationError):
        EVENT.model_validate({"events": [event, event]})


def test_the_cue_is_asked_before_the_label() -> None:
    fields = list(EVENT.model_json_schema()["$defs"]["Act"]["properties"])
    assert fields.index("cue") < fields.index("type")


def test_types_and_kinds_are_those_of_the_vocabulary() -> None:
    act = EVENT.model_json_schema()["$defs"]["Act"]["properties"]
    named = ACTORS.model_json_schema()["$defs"]["Named"]["properties"]
    assert act["type"]["enum"] == list(vocabulary().types)
    assert named["k"]["enum"] == list(vocabulary().actor_kinds)


@pytest.mark.parametrize("shape", [ROLES, ACTORS, EVENT])
def test_every_field_is_required_and_nothing_else_is_allowed(shape: Any) -> None:
    schema = shape.model_json_schema()
    for part in (schema, *schema.get("$defs", {}).values()):
        assert part["required"] == list(part["properties"])
        assert part["additionalProperties"] is False
