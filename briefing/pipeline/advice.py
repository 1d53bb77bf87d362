"""What to change on a server, for what was found out about it. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.llm.capabilities import Findings
from briefing.llm.identity import Identity
from briefing.llm.mechanisms import SPOKEN

SLOW = 4.0  # tokens a second

_CONTEXT = {
    "ollama": "raise OLLAMA_CONTEXT_LENGTH to {want}: OLLAMA_CONTEXT_LENGTH={want} ollama serve",
    "llama.cpp": "-np divides -c: start llama-server with -c {whole} for its {slots} slots "
    "(or with -np 1 -c {want})",
    "vllm": "start vLLM with --max-model-len {want}",
    "sglang": "start SGLang with --context-length {want}",
    "lmstudio": "load the model again with more context: lms load {model} --context-length {want}",
    "localai": "write context_size: {want} into the model's YAML file",
    "openai": "choose a model with a larger context",
    "": "raise the server's context to {want} tokens",
}
_SCHEMA = {
    "ollama": "use a GGUF model on a local Ollama: MLX builds and cloud models ignore schemas",
    "llama.cpp": "update llama-server: builds whose grammar does not parse ignore schemas",
    "vllm": "update vLLM, and leave its structured-output backend switched on",
    "sglang": "start SGLang with --grammar-backend xgrammar",
    "lmstudio": "update LM Studio, and switch the model's thinking off: with it, schemas are off",
    "localai": "update LocalAI, or serve the model by its llama-cpp backend",
    "openai": "choose a model that knows structured outputs",
    "": "use a server that enforces JSON schemas, such as llama-server",
}
_TOOLS = {
    "llama.cpp": "start llama-server with --jinja, so that tool calls work",
    "vllm": "start vLLM with --enable-auto-tool-choice --tool-call-parser NAME, so that tool calls "
    "work",
    "sglang": "start SGLang with --tool-call-parser NAME, so that tool calls work",
}
_THINKING = {
    "llama.cpp": "start llama-server with --reasoning-budget 0",
    "ollama": "choose a model that does not think: its /v1 address cannot be told to stop",
    "vllm": "start vLLM with --default-chat-template-kwargs '{\"enable_thinking\": false}'",
    "sglang": "start SGLang without --reasoning-parser, or with a model that does not think",
    "lmstudio": "switch the model's thinking off in LM Studio",
}
_CACHE = {
    "llama.cpp": "start llama-server without --no-cache-prompt",
    "vllm": "start vLLM with --enable-prefix-caching",
    "sglang": "start SGLang without --disable-radix-cache",
}


def advise(identity: Identity, found: Findings, model: str, wanted: int) -> tuple[str, ...]:
    """What to change, the most important first; empty for a server that does all we need.

    ``wanted`` is the context of one request in tokens.
    """
    kind = identity.kind if identity.kind in _CONTEXT else ""
    return (
        *_of_schemas(kind, found),
        *_of_context(kind, identity, found, model, wanted),
        *_of_thinking(kind, found),
        *_of_speed(kind, found),
        *_of_names(found, model),
    )


def _of_schemas(kind: str, found: Findings) -> Iterator[str]:
    if "enforced" in found.trials.values() or not found.trials:
        return
    yield f"no JSON schema is enforced (going on with {SPOKEN[found.mechanism]!r}): {_SCHEMA[kind]}"
    if found.trials.get("tools") == "refused" and kind in _TOOLS:
        yield _TOOLS[kind]


def _of_context(
    kind: str, identity: Identity, found: Findings, model: str, wanted: int
) -> Iterator[str]:
    if found.context is not None and found.context < wanted:
        slots = max(1, identity.slots)
        fix = _CONTEXT[kind].format(want=wanted, whole=wanted * slots, slots=slots, model=model)
        how = "is cut in silence" if found.cut else "is refused"
        yield f"a request gets {found.context} tokens, and a longer one {how}: {fix}"
    elif found.cut:
        yield f"a long prompt is cut in silence: {_CONTEXT[kind].format(**_any(wanted, model))}"


def _any(wanted: int, model: str) -> dict[str, object]:
    return {"want": wanted, "whole": wanted, "slots": 1, "model": model}


def _of_thinking(kind: str, found: Findings) -> Iterator[str]:
    if found.reasoning:
        fix = _THINKING.get(kind, "switch the model's thinking off")
        yield f"{found.reasoning}: it is paid for and thrown away; {fix}"


def _of_speed(kind: str, found: Findings) -> Iterator[str]:
    if found.prefix_cache is False:
        fix = _CACHE.get(kind, "switch the server's prefix cache on")
        yield f"the same beginning is read again for every question: {fix}"
    if found.tokens_out is not None and found.tokens_out < SLOW:
        yield (
            f"{found.tokens_out:.1f} tokens a second are slow: take a smaller model or a smaller "
            "quantisation, or give the server a GPU"
        )


def _of_names(found: Findings, model: str) -> Iterator[str]:
    if found.answering and found.answering != model:
        yield f"{found.answering!r} answers when {model!r} is asked for; name the one you mean"
