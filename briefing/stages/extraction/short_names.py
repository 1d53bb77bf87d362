"""Bodies under a short name: "NSF" for the Northern Salvation Front, "Brussels" for the EU."""

from __future__ import annotations

import re
from collections.abc import Mapping

from briefing.domain.vocabulary import CountryTable
from briefing.stages.extraction.mentions import Party, word_pattern

_MINOR = frozenset(
    {"of", "for", "and", "the", "in", "on", "to", "de", "du", "des", "la", "et", "y"}
)


def spelled_out(kept: Mapping[str, Party]) -> dict[str, str]:
    """Capitals that are the first letters of one body's name, with that name."""
    found = {}
    for name, party in kept.items():
        if not re.fullmatch(r"[A-Z]{2,7}", name) or party.kind == "person":
            continue
        wholes = [
            other.name
            for other in kept.values()
            if other.kind != "person" and name in _initials(other.name)
        ]
        if len(wholes) == 1:
            found[name] = wholes[0]
    return found


def _initials(name: str) -> set[str]:
    words = re.findall(r"[^\W\d_][\w'’]*", name)
    strong = [word for word in words if word.lower() not in _MINOR]
    if len(strong) < 2 or not all(word[:1].isupper() for word in strong):
        return set()
    return {"".join(word[0] for word in some).upper() for some in (words, strong)}


def shortened(kept: Mapping[str, Party]) -> dict[str, str]:
    """A body that leaves words out of another's name: "Lisk court" for the Lisk District Court."""
    found = {}
    for name, party in kept.items():
        words = name.lower().split()
        if len(words) < 2 or party.kind in ("person", "state") or not name[:1].isupper():
            continue
        longer = [
            other.name
            for other in kept.values()
            if other.kind != "person" and _leaves_out(words, other.name.lower().split())
        ]
        if len(longer) == 1:
            found[name] = longer[0]
    return found


def _leaves_out(short: list[str], full: list[str]) -> bool:
    """Whether a name is another without some words in its middle."""
    ends = (full[0], full[-1]) == (short[0], short[-1])
    rest = iter(full)
    return len(full) > len(short) and ends and all(word in rest for word in short)


def seated(kept: Mapping[str, Party], countries: CountryTable, text: str) -> dict[str, str]:
    """The town of a body that the article names, but not the country that the town lies in."""
    found = {}
    for body in countries.bodies:
        town = body.seat
        if town in kept and body.name in kept and town != body.name:
            host = next((one for one in countries.countries if one.code == body.host), None)
            words = (host.name, *host.demonyms) if host is not None else ()
            if not any(re.search(word_pattern(word), text) for word in words):
                found[town] = body.name
    return found


def elders(kept: Mapping[str, Party], text: str) -> dict[str, str]:
    """Last names that two persons bear and the text uses alone, with who is named first.

    Whoever is told of later ("his wife, Zelal Aksu") keeps both names.
    """
    found: dict[str, str] = {}
    persons = [p.name for p in kept.values() if p.kind == "person" and " " in p.name]
    for last in {name.split()[-1] for name in persons}:
        family = [name for name in persons if name.split()[-1] == last]
        # "Mrs Roe", "Roe Holdings"
        other = rf"\b(?:M[rs]|Mrs)\.? {re.escape(last)}\b|\b{re.escape(last)} [A-Z]"
        titled = re.search(other, text)
        if len(family) > 1 and last not in kept and not titled:
            found[last] = min(family, key=lambda name: (text.find(name) % (len(text) + 1), name))
    return found
