"""Which kind of model server answers at an address, and what it tells of itself."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from briefing.addresses import host_of
from briefing.llm.outcome import NO_SERVER, body_text, is_page
from briefing.llm.probing import Page, Probe

# where the servers listen unless they are told otherwise
PORTS: Mapping[int, str] = {
    11434: "Ollama",
    8080: "llama-server or LocalAI",
    8000: "vLLM",
    30000: "SGLang",
    1234: "LM Studio",
}
NAMES: Mapping[str, str] = {
    "llama.cpp": "llama.cpp llama-server",
    "ollama": "Ollama",
    "vllm": "vLLM",
    "sglang": "SGLang",
    "lmstudio": "LM Studio",
    "localai": "LocalAI",
    "openai": "OpenAI",
    "": "an OpenAI-compatible server",
}
_PAGES = {
    "props": "/props",
    "ollama": "/api/version",
    "ps": "/api/ps",
    "version": "/version",
    "lmstudio": "/api/v0/models",
    "sglang": "/get_model_info",
    "system": "/system",
    "readyz": "/readyz",  # has no JSON to show
}


@dataclass(frozen=True)
class Identity:
    """What a server says of itself. ``context`` is tokens for one request; 0 and "" are unknown.

    ``models`` are those it lists; ``refusal`` is its answer when it would not list them, with the
    ``status`` of that (0: nobody answered) and a ``hint`` at what to do.
    """

    kind: str
    version: str = ""
    models: tuple[str, ...] = ()
    context: int = 0
    slots: int = 0
    status: int = 200
    refusal: str = ""
    hint: str = ""

    @property
    def name(self) -> str:
        """The kind, for people."""
        return NAMES.get(self.kind, self.kind)


async def identify(probe: Probe, model: str = "") -> Identity:
    """Ask a server who it is. ``model`` is the one whose context is wanted [the first listed]."""
    listing = await _listing(probe)
    if listing.status == 0:
        return Identity("", status=0, refusal=listing.error, hint=listing.hint)
    urls = [probe.root + path for path in _PAGES.values()]
    answers = await asyncio.gather(*(probe.page(url) for url in urls))
    named = dict(zip(_PAGES, answers, strict=True))
    pages = {k: p for k, p in named.items() if p.ok or (k == "readyz" and p.status == 200)}
    models = _models(listing)
    wanted = model or (models[0] if models else "")
    kind = _kind(probe.base_url, listing, pages)
    return Identity(
        kind,
        _version(kind, pages),
        models,
        _context(wanted, listing, pages),
        _number(pages, "props", "total_slots"),
        listing.status,
        "" if listing.ok else listing.error or _no_list(listing),
        NO_SERVER if is_page(listing.body) else "",
    )


def _no_list(listing: Page) -> str:
    return f"it sent {body_text(listing.body) or 'nothing'} instead"


async def _listing(probe: Probe) -> Page:
    """The list of models; a fault that passes quickly is asked again."""
    listing = await probe.page(f"{probe.base_url}/models")
    for pause in (0.2, 0.5):
        passing = listing.status == 0 or listing.status == 429 or listing.status >= 500
        if not passing or listing.lasting or listing.slow:
            break
        await asyncio.sleep(pause)
        listing = await probe.page(f"{probe.base_url}/models")
    return listing


def _models(listing: Page) -> tuple[str, ...]:
    held = listing.get("data")
    items = held if isinstance(held, list) else []
    names = [item.get("id") for item in items if isinstance(item, dict)]
    return tuple(name for name in names if isinstance(name, str) and name)


def _kind(base_url: str, listing: Page, pages: Mapping[str, Page]) -> str:
    owner = str(listing.get("data", 0, "owned_by") or "").lower()
    server = str(listing.headers.get("server", "")).lower()
    props = pages.get("props")
    told: dict[str, bool] = {
        "openai": host_of(base_url) == "api.openai.com",
        "llama.cpp": props is not None and props.get("default_generation_settings") is not None,
        "lmstudio": "lmstudio" in pages and _has(pages["lmstudio"], "data"),
        "sglang": "sglang" in owner or ("sglang" in pages and _has(pages["sglang"], "model_path")),
        "vllm": owner == "vllm",
        "localai": "system" in pages and _has(pages["system"], "backends"),
        "ollama": owner == "library" or ("ollama" in pages and _has(pages["ollama"], "version")),
    }
    hints = {
        "llama.cpp": "llama" in server or owner == "llamacpp",
        "localai": "readyz" in pages,
        "vllm": "version" in pages,
    }
    found = [kind for kind, is_it in told.items() if is_it]
    return (found or [kind for kind, may_be in hints.items() if may_be] or [""])[0]


def _has(page: Page, key: str) -> bool:
    return page.get(key) is not None


def _version(kind: str, pages: Mapping[str, Page]) -> str:
    names = {"llama.cpp": ("props", "build_info"), "ollama": ("ollama", "version")}
    page, key = names.get(kind, ("version", "version"))
    value = pages[page].get(key) if page in pages else None
    return value[:40] if isinstance(value, str) else ""


def _number(pages: Mapping[str, Page], page: str, *path: str | int) -> int:
    return (pages[page].number(*path) or 0) if page in pages else 0


def _context(model: str, listing: Page, pages: Mapping[str, Page]) -> int:
    """Tokens for one request, as the server tells them; llama-server has divided by its slots."""
    found = _number(pages, "props", "default_generation_settings", "n_ctx")
    for page, lists, names, key in (
        (listing, "data", ("id",), "max_model_len"),
        (pages.get("lmstudio"), "data", ("id",), "loaded_context_length"),
        (pages.get("ps"), "models", ("name", "model"), "context_length"),
    ):
        held = page.get(lists) if page is not None else None
        for item in held if isinstance(held, list) else []:
            value = item.get(key) if isinstance(item, dict) else None
            if isinstance(value, int) and not found and model in [item.get(n) for n in names]:
                found = value
    return max(0, found)
