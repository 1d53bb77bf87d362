"""Bodies by the words of their names, in a language without a parser."""

from __future__ import annotations

import re

from briefing.domain.lexicon import Lexicon
from briefing.stages.extraction.mentions import Party

_LINK = r"(?:(?:de|del|de la|de los|de las|von|der|des|für|y|und)\s)?"
_WORD = r"[A-ZÀ-ÖØ-Þ][\w’'-]+"


def named_bodies(text: str, lexicon: Lexicon) -> list[Party]:
    """What a text calls a body: by the first word of its name ("Comunidad Andina"), by the noun
    before it ("Partei Neue Mitte"), or by what a compound ends in ("Chaos-Verein").
    """
    found: dict[str, Party] = {}
    for pattern in _patterns(lexicon):
        for match in re.finditer(pattern, text):
            name = " ".join(match.group(1).split())
            found.setdefault(name, Party(name, "organisation"))
    return list(found.values())


def _patterns(lexicon: Lexicon) -> list[str]:
    first = "|".join(re.escape(word.capitalize()) for word in lexicon.bodies)
    before = "|".join(map(re.escape, lexicon.naming))
    ends = "|".join(map(re.escape, lexicon.compounds))
    patterns = []
    if first:
        patterns.append(rf"\b((?:{first})(?:\s{_LINK}{_WORD}){{1,4}})")
    if before:
        patterns.append(rf"(?<!\w)(?:\w*(?:{before}))\s({_WORD}(?:\s{_WORD})*)")
    if ends:
        patterns.append(rf"\b([A-ZÀ-ÖØ-Þ][\w-]{{2,}}(?i:{ends})(?:e?s)?)\b")
    return patterns
