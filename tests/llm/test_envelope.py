"""From bytes to what is kept of a completion."""

from __future__ import annotations

import json
from typing import Any

import pytest

from briefing.llm.envelope import read_completion
from briefing.llm.outcome import BadEnvelope


def body(message: Any, **more: Any) -> bytes:
    return json.dumps({"choices": [{"message": message}], **more}).encode()


def test_a_name_of_a_model_that_steers_a_terminal_or_breaks_utf_8_is_kept_without_that() -> None:
    said = body({"content": "{}"}, model="\x1b[31mm\ud800x\u202e\n" + "y" * 999)
    assert read_completion(said).response["model"] == "[31mmx" + "y" * 194


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ([{"type": "text", "text": '{"a":'}, {"type": "text", "text": "1}"}], '{"a":1}'),
        ([{"text": "x"}, {"type": "image_url", "text": "no"}], "x"),
        ([], ""),
        ([{"type": "text", "text": None}], ""),
    ],
)
def test_a_content_in_parts_is_their_text(content: Any, text: str) -> None:
    assert read_completion(body({"content": content})).response["content"] == text


@pytest.mark.parametrize("content", [7, {"text": "x"}, ["x"], True])
def test_a_content_that_is_no_text_is_no_completion(content: Any) -> None:
    with pytest.raises(BadEnvelope, match="no text"):
        read_completion(body({"content": content}))


@pytest.mark.parametrize("start", [b"data: ", b"event: delta\ndata: ", b": ping\n\ndata: "])
def test_a_stream_of_events_is_called_one(start: bytes) -> None:
    with pytest.raises(BadEnvelope, match="stream of events"):
        read_completion(start + body({"content": "{}"}) + b"\n\n")


@pytest.mark.parametrize("count", [10**9, 10**40, -1, 0, True, "7"])
def test_a_count_of_tokens_that_no_request_has_is_unknown(count: Any) -> None:
    usage = {"prompt_tokens": count, "completion_tokens": 7}
    said = read_completion(body({"content": "{}"}, usage=usage)).response["usage"]
    assert said == {"prompt_tokens": None, "completion_tokens": 7}
