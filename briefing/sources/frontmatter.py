"""The block of ``key: value`` lines that may open a Markdown file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import yaml

_FENCE = re.compile(r"-{3}[ \t]*")
_CLOSE = re.compile(r"(?:-{3}|\.{3})[ \t]*")
_KEY_LINE = re.compile(r"[ \t]*([A-Za-z_]{2,20})[ \t]*:[ \t](.*)")
_KNOWN = frozenset(
    {"title", "source", "outlet", "author", "published", "date", "url", "language", "lang"}
)
_LONGEST = 20_000


class Opened(NamedTuple):
    """``fields`` keeps keys in lower case and values as YAML gave them, every scalar a string."""

    fields: Mapping[str, object]
    body: str
    note: str = ""


class _StringLoader(yaml.SafeLoader):
    """Only null is recognised: ``no`` stays "no" and ``0123`` stays "0123"."""


_StringLoader.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if tag.endswith(":null")]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def split_front_matter(text: str) -> Opened:
    """Metadata and body of ``text`` (line ends ``\\n``). The body is never lost.

    Without a closing line the whole text is the body. A block that is no YAML but holds known
    ``key: value`` lines (a title with a colon in it) is read line by line; any other bad block
    is left in the body. Both are said in ``note``.
    """
    lines = text.split("\n")
    if not _FENCE.fullmatch(lines[0]):
        return Opened({}, text)
    close = next((i for i, line in enumerate(lines) if i and _CLOSE.fullmatch(line)), 0)
    block = "\n".join(lines[1:close])
    if not close or len(block) > _LONGEST:
        note = "the front matter is not closed by a line of three dashes; it was read as text"
        return Opened({}, "\n".join(lines[1:]).strip(), note)
    body = "\n".join(lines[close + 1 :]).strip()
    fields = _as_mapping(block)
    if fields is not None:
        return Opened(fields, body)
    rescued = _line_by_line(block)
    if rescued:
        return Opened(rescued, body, "the front matter is not valid YAML; it was read line by line")
    whole = "\n".join(lines[1:close] + lines[close + 1 :]).strip()
    return Opened({}, whole, "the front matter is not a list of keys; it was read as text")


def _as_mapping(block: str) -> Mapping[str, object] | None:
    if not block.strip():
        return {}
    try:
        loaded: Any = yaml.load(block, Loader=_StringLoader)  # a SafeLoader that knows strings only
    except (yaml.YAMLError, RecursionError):
        return None
    if not isinstance(loaded, dict):
        return None
    return {str(key).strip().lower(): value for key, value in loaded.items()}


def _line_by_line(block: str) -> Mapping[str, object]:
    found: dict[str, object] = {}
    for line in block.split("\n"):
        pair = _KEY_LINE.fullmatch(line)
        if pair and pair[1].lower() in _KNOWN:
            found.setdefault(pair[1].lower(), pair[2].strip(" \t\"'[]"))
    return found
