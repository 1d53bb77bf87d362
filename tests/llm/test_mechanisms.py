"""The ladder's rungs: what each sends, and which refusal leads where."""

from __future__ import annotations

import json
from typing import Any

import pytest
from questions import SAMPLING, a_question

from briefing.llm.answers import answer_key
from briefing.llm.asking import request_for
from briefing.llm.mechanisms import (
    FIRST,
    LADDER,
    Mechanism,
    names_mechanism,
    next_rung,
    on_rung,
    one_lower,
    refuses_formats,
    rung_of,
)


def base() -> dict[str, Any]:
    return request_for(a_question(), SAMPLING)


@pytest.mark.parametrize("rung", LADDER)
def test_a_request_carries_one_mechanism_and_tells_its_rung(rung: Mechanism) -> None:
    request = on_rung(base(), rung)
    assert rung_of(request) == rung
    carried = ("tools" in request) + ("response_format" in request)
    assert carried == (rung != "prompt")
    told = "JSON Schema" in request["messages"][-1]["content"]
    assert told == (rung in ("json_object", "prompt"))


def test_the_first_rung_keeps_every_byte_and_no_two_rungs_share_a_key() -> None:
    request = base()
    assert json.dumps(on_rung(request, FIRST)) == json.dumps(request)
    assert len({answer_key(on_rung(request, rung), 1) for rung in LADDER}) == len(LADDER)
    assert request == base(), "turning a request must not change it"


def test_the_beginning_of_the_messages_is_the_same_on_every_rung() -> None:
    first = base()["messages"]
    for rung in LADDER:
        messages = on_rung(base(), rung)["messages"]
        assert messages[:-1] == first[:-1]
        assert messages[-1]["content"].startswith(first[-1]["content"].rstrip())


LM_STUDIO = "'response_format.type' must be 'json_schema' or 'text'"
REFUSALS: list[tuple[Mechanism, str, Mechanism | None]] = [
    ("json_schema", "response_format type json_schema is not supported", "tools"),
    ("json_schema", "Failed to initialize samplers: failed to parse grammar", "portable_schema"),
    (
        "json_schema",
        "The provided JSON schema contains features not supported: $ref",
        "portable_schema",
    ),
    ("json_schema", '[{"loc": ["body", "response_format"], "msg": "extra"}]', "tools"),
    ("portable_schema", "failed to parse grammar", "tools"),
    ("tools", "qwen2 does not support tools", "json_object"),
    ("tools", "tools param requires --jinja flag", "json_object"),
    ("json_object", LM_STUDIO, "prompt"),
    # of another matter: the rung stays
    ("json_schema", "temperature must be at most 1", None),
    ("json_schema", "Unsupported parameter: 'max_tokens'", None),
    ("json_schema", "messages: roles must alternate", None),
    ("json_schema", "qwen2 does not support tools", None),
    ("tools", "response_format is not supported", None),
    ("prompt", "json_schema tools response_format grammar", None),
]


@pytest.mark.parametrize(("rung", "words", "expected"), REFUSALS)
def test_only_a_refusal_of_what_was_sent_moves_the_ladder(
    rung: Mechanism, words: str, expected: Mechanism | None
) -> None:
    assert next_rung(rung, words) == expected
    if expected is not None:
        assert names_mechanism(words)


def test_a_server_without_response_format_is_not_asked_for_another_kind_of_it() -> None:
    assert refuses_formats('[{"loc": ["body", "response_format"], "msg": "extra"}]')
    assert not refuses_formats(LM_STUDIO)
    assert not refuses_formats("response_format json_schema is not supported")
    assert next_rung("tools", "no tools here", formats=False) == "prompt"


def test_below_an_ignored_mechanism_stands_a_weaker_one_that_the_server_may_enforce() -> None:
    lower: dict[Mechanism, Mechanism | None] = {rung: one_lower(rung) for rung in LADDER}
    assert lower == {
        "json_schema": "tools",
        "portable_schema": "tools",
        "tools": "json_object",
        "json_object": None,
        "prompt": None,
    }
