"""Regular expressions put together from named parts."""

from __future__ import annotations

import re
from collections.abc import Mapping


class UnknownPart(ValueError):
    """A rule names a part that does not stand above it."""


_NAMED = re.compile(r"(?<!\\)(?<!\?P)<([a-z][a-z_]*)>")


def expanded(rule: str, parts: Mapping[str, tuple[str, ...]]) -> str:
    """``rule`` with every ``<name>`` replaced by any of the expressions of that part.

    A part may name parts that stand above it. Raises UnknownPart when a part does not exist.
    """
    built: dict[str, str] = {}
    for name, texts in parts.items():
        built[name] = "(?:" + "|".join(_filled(text, built) for text in texts) + ")"
    return _filled(rule, built)


def leading_part(rule: str) -> str:
    """The name of the part that a rule begins with; empty when it begins with none."""
    found = _NAMED.match(rule)
    return found[1] if found else ""


def _filled(text: str, built: Mapping[str, str]) -> str:
    for name in _NAMED.findall(text):
        if name not in built:
            raise UnknownPart(f"there is no part <{name}> above it")
    return _NAMED.sub(lambda found: built[found[1]], text)
