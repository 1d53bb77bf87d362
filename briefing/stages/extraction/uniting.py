"""Parties that are one under two names become one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.domain.lexicon import Lexicon
from briefing.stages.extraction.mentions import Party

_LONGEST_REALM = 3


def united(parties: Sequence[Party], text: str, lexicon: Lexicon) -> list[Party]:
    """Each party once, under its fuller name.

    "Dorje" is "Karma Dorje", "Tavena" the "Republic of Tavena", "the rebels" the only armed group,
    and of words that mean the same people the first stands for all.
    """
    realms = "|".join(map(re.escape, lexicon.grammar.realms)) if lexicon.grammar else "(?!)"
    realm = re.compile(rf"(?:{realms}) of (?:the )?")
    kept = {party.name: party for party in parties}
    for party in parties:
        whole = _whole(party, [p for p in kept.values() if p.name != party.name], realm)
        if whole is not None:
            kept[whole.name] = _with_forms(kept[whole.name], (party.name, *party.forms), party)
            del kept[party.name]
    for kind, words in lexicon.synonyms.items():
        _unite_words(kept, text, kind, words)
    return list(kept.values())


def _with_forms(party: Party, forms: Sequence[str], other: Party) -> Party:
    return Party(
        party.name,
        party.kind,
        tuple(dict.fromkeys((*party.forms, *forms))),
        party.country or other.country,
        party.sure or other.sure,
    )


def _whole(party: Party, others: Sequence[Party], realm: re.Pattern[str]) -> Party | None:
    """The only party whose fuller name this one's is part of."""
    name = party.name
    if not name[:1].isupper():
        return None
    wholes = [
        other
        for other in others
        if (other.kind == "person" and " " not in name and _surname(other.name) == name)
        or (_is_realm(other.name, name, realm))
        or (
            other.kind == "company" and party.kind != "person" and other.name.startswith(f"{name} ")
        )
    ]
    return wholes[0] if len(wholes) == 1 else None


def _surname(name: str) -> str:
    return re.split(r"[\s-]", name)[-1]


def _is_realm(whole: str, name: str, realm: re.Pattern[str]) -> bool:
    longer = len(whole.split()) - len(name.split())
    return bool(realm.match(whole)) and whole.endswith(f" {name}") and longer <= _LONGEST_REALM


def _unite_words(kept: dict[str, Party], text: str, kind: str, group: Sequence[str]) -> None:
    """Of words for the same people the first in the text stands for all, or the only named party
    of that kind.
    """
    words = [word for word in group if word in kept]
    if not words:
        return
    named = [p for p in kept.values() if p.kind == kind and p.name[:1].isupper()]
    first = min(words, key=lambda word: (text.lower().find(word), word))
    target = named[0] if len(named) == 1 else kept[first]
    others = [word for word in words if word != target.name]
    kept[target.name] = _with_forms(target, others, target)
    for word in others:
        del kept[word]
