"""Which words of a text mean the same people: "soldiers" and "the army"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from briefing.domain.lexicon import Lexicon
from briefing.stages.extraction.mentions import Party


def alike_in(kind: str, kept: Mapping[str, Party], text: str, lexicon: Lexicon) -> list[str]:
    """The synonyms of a kind that a text may mean the same people by.

    A word of two kinds ("officers") where no other of these is told.
    """
    others = [some for other, some in lexicon.synonyms.items() if other != kind]
    told = {form for party in kept.values() for form in (party.name, *party.forms)}
    return [
        word
        for word in lexicon.synonyms[kind]
        if not any(word in some and {*some} & told - {word} for some in others)
        and not _unknown(word, text, lexicon)
    ]


def torn_in(kind: str, text: str, lexicon: Lexicon) -> list[str]:
    """The words for those who serve a body, where the text tells that they turn against it."""
    bodies = lexicon.rifts.get(kind, ())
    told = "|".join(map(re.escape, lexicon.rifts.get("told", ()))) or "(?!)"
    if not bodies or not re.search(rf"\b(?i:{told})", text):
        return []
    return [word for word in lexicon.synonyms[kind] if word not in bodies]


def _unknown(word: str, text: str, lexicon: Lexicon) -> bool:
    """Whether a text never says who people are, nor speaks of them again: "gunmen killed two"."""
    grammar = lexicon.grammar
    if grammar is None or word not in grammar.strangers:
        return False
    behind = "|".join((*grammar.of, *grammar.relative, *grammar.tied, *grammar.supposed))
    known = rf"\b(?:{'|'.join(grammar.definite)}) {word}\b|\b{word} (?:{behind})\b"
    known += rf"|\b(?:{'|'.join(grammar.supposed)}) (?:\w+ )?{word}"
    return not re.search(known, text, re.I)
