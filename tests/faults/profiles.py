"""How the real servers differ in what a client can see: mechanisms, windows, words for errors.

Taken from threads and manuals of those servers; see each profile's remark.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from tests.faults.answering import Asked, Mechanism
from tests.scripted import Reply

Bearing = Literal["enforced", "ignored"] | Reply
CHARACTERS_A_TOKEN = 4


def _json(status: int, value: Any) -> Reply:
    return Reply(status=status, body=json.dumps(value).encode())


def _nested(status: int, message: str, kind: str = "invalid_request_error") -> Reply:
    return _json(status, {"error": {"message": message, "type": kind, "code": status}})


@dataclass(frozen=True)
class Profile:
    """One kind of server.

    ``bearing`` says for each mechanism whether the schema binds the answer, is ignored, or what the
    request is refused with. ``window`` is in tokens, 0 for more than any test sends; ``overflow``
    says what happens beyond it. ``pages`` are further GET and POST pages.
    """

    name: str
    bearing: Mapping[Mechanism, Bearing] = field(default_factory=dict)
    window: int = 0
    overflow: Literal["cut", "llamacpp", "vllm", "lmstudio", "openai"] = "openai"
    models: tuple[str, ...] = ("tiny",)
    any_model: bool = False
    reasoning_field: bool = False
    usage: bool = True
    pages: Mapping[str, Any] = field(default_factory=dict)

    def bears(self, asked: Asked) -> Bearing:
        """What this server makes of the mechanism of a request."""
        default: Bearing = "ignored" if asked.mechanism == "prompt" else "enforced"
        if asked.mechanism == "json_object" and not _has_schema(asked):
            default = "ignored"  # nothing was sent that could bind
        return self.bearing.get(asked.mechanism, default)

    def too_long(self, tokens: int) -> Reply | None:
        """The refusal of a prompt of so many tokens, if it is one."""
        if not self.window or tokens <= self.window or self.overflow == "cut":
            return None
        return _OVERFLOW[self.overflow](tokens, self.window)


def _has_schema(asked: Asked) -> bool:
    wanted = asked.body.get("response_format") or {}
    return bool(wanted.get("schema"))


_OVERFLOW: dict[str, Callable[[int, int], Reply]] = {
    "llamacpp": lambda have, limit: _json(
        400,
        {
            "error": {
                "code": 400,
                "message": f"the request exceeds the available context size ({limit} tokens), "
                "try increasing it",
                "type": "exceed_context_size_error",
                "n_prompt_tokens": have,
                "n_ctx": limit,
            }
        },
    ),
    "vllm": lambda have, limit: _nested(
        400,
        f"This model's maximum context length is {limit} tokens. However, your request has "
        f"{have} input tokens.",
        "BadRequestError",
    ),
    "lmstudio": lambda have, limit: _json(
        400,
        {
            "error": "The number of tokens to keep from the initial prompt is greater than the "
            f"context length (n_keep: {have}>= n_ctx: {limit}). Try to load the model with a "
            "larger context length, or provide a shorter input."
        },
    ),
    "openai": lambda have, limit: _json(
        400,
        {
            "error": {
                "message": f"This model's maximum context length is {limit} tokens. However, your "
                f"messages resulted in {have} tokens.",
                "type": "invalid_request_error",
                "param": "messages",
                "code": "context_length_exceeded",
            }
        },
    ),
}

_NO_TOOLS = _nested(400, "registry.ollama.ai/library/tiny:latest does not support tools")
_NO_SCHEMA = _nested(400, "response_format type json_schema is not supported by this server")
_PROPS = {
    "default_generation_settings": {"n_ctx": 4096, "params": {}},
    "total_slots": 2,
    "model_path": "/models/tiny.gguf",
    "chat_template": "",
    "build_info": "b9272",
}

PROFILES: dict[str, Profile] = {
    profile.name: profile
    for profile in (
        # everything binds; the model that is asked for answers
        Profile("openai", models=("tiny", "other")),
        # a longer prompt is cut without a word: only usage tells
        Profile(
            "ollama",
            window=4096,
            overflow="cut",
            pages={
                "/api/version": {"version": "0.32.3"},
                "/api/tags": {"models": [{"name": "tiny:latest", "model": "tiny:latest"}]},
            },
        ),
        Profile(
            "llamacpp",
            window=4096,
            overflow="llamacpp",
            any_model=True,
            pages={"/props": _PROPS, "/health": {"status": "ok"}},
        ),
        # a build whose grammar does not parse: 200, and nothing binds
        Profile(
            "llamacpp_open",
            bearing={"json_schema": "ignored", "json_object": "ignored"},
            window=4096,
            overflow="llamacpp",
            any_model=True,
            pages={"/props": _PROPS, "/health": {"status": "ok"}},
        ),
        # no tool parser was configured; the schema binds
        Profile(
            "vllm",
            bearing={
                "tools": _nested(
                    400,
                    '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser '
                    "to be set",
                    "BadRequestError",
                )
            },
            window=8192,
            overflow="vllm",
            pages={"/version": {"version": "0.12.0"}, "/health": {}},
        ),
        # with a reasoning parser the JSON lies beside an empty content
        Profile(
            "sglang",
            reasoning_field=True,
            pages={"/get_model_info": {"model_path": "tiny", "is_generation": True}},
        ),
        Profile(
            "lmstudio",
            bearing={
                "json_object": _json(
                    400, {"error": "'response_format.type' must be 'json_schema' or 'text'"}
                )
            },
            window=4096,
            overflow="lmstudio",
            any_model=True,
            pages={"/api/v0/models": {"data": [{"id": "tiny", "loaded_context_length": 4096}]}},
        ),
        # a backend that ignores every constraint, and counts nothing
        Profile(
            "localai",
            bearing={"json_schema": "ignored", "json_object": "ignored", "tools": "ignored"},
            usage=False,
            pages={"/readyz": "OK"},
        ),
        # schema and tools unknown, JSON mode without a schema
        Profile("no_tools", bearing={"json_schema": _NO_SCHEMA, "tools": _NO_TOOLS}),
        Profile("no_schema", bearing={"json_schema": _NO_SCHEMA}),
    )
}
