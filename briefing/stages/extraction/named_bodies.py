"""Bodies by the words of their names, in a language without a parser."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefing.domain.lexicon import Lexicon
from briefing.stages.extraction.mentions import Party

_HOLDER = 4  # words of a body's name with that of who leads it
_WORD = r"[A-ZÀ-ÖØ-Þ][\w’'-]+"


def named_bodies(text: str, lexicon: Lexicon) -> list[Party]:
    """What a text calls a body: by the first word of its name ("Comunidad Andina"), by the noun
    before it ("Partei Neue Mitte"), or by what a compound ends in ("Chaos-Verein").

    The ending of a genitive is no part of a compound's name.
    """
    found: dict[str, Party] = {}
    for pattern in _patterns(lexicon):
        for match in re.finditer(pattern, text):
            name, written = (" ".join(match.group(part).split()) for part in (1, 0))
            if lexicon.order.get("direct"):
                name = _without_holder(name, text[: match.start()], lexicon)
            forms = (written,) if written.startswith(name) and written != name else ()
            found.setdefault(name, Party(name, "organisation", forms))
    return list(found.values())


def _without_holder(name: str, before: str, lexicon: Lexicon) -> str:
    """A body's name without that of who leads it: "la leader del Partito Civico Anna Roe"."""
    titles = _any(sorted(lexicon.titles, key=len, reverse=True))
    led = rf"(?i:\b(?:{titles}))\s(?:{_any(lexicon.order.get('of', ()))})\s?$"
    words = name.split()
    if len(words) < _HOLDER or not re.search(led, before):
        return name
    plain = all(word[0].isupper() for word in words[-2:])
    return " ".join(words[:-2]) if plain else name


def _patterns(lexicon: Lexicon) -> list[str]:
    order = lexicon.order
    owners = _any((*order.get("of", ()), *order.get("by", ())))
    articles = _any(order.get("articles", ()))
    link = rf"(?:(?:(?:{owners})(?:\s(?:{articles}))?|(?:{_any(order.get('joins', ())[:1])}))\s)?"
    patterns = []
    if lexicon.bodies:
        first = _any(word.capitalize() for word in lexicon.bodies)
        patterns.append(rf"\b((?:{first})(?:\s{link}{_WORD}){{1,4}})")
    if lexicon.naming:
        patterns.append(rf"(?<!\w)(?:\w*(?:{_any(lexicon.naming)}))\s({_WORD}(?:\s{_WORD})*)")
    if lexicon.inflection.capitals and lexicon.bodies:  # "Ostafrikanische Konferenz"
        nouns = _any((*lexicon.bodies, *(one.capitalize() for one in lexicon.compounds)))
        closed = _any(one for some in order.values() for one in some if one.isalpha())
        patterns.append(rf"\b(?!(?i:{closed})\s)({_WORD}(?:e|er|es|en)\s(?:{nouns}))\b")
    if lexicon.compounds:
        ends = _any(lexicon.compounds)
        patterns.append(rf"\b([A-ZÀ-ÖØ-Þ][\w-]{{2,}}(?i:{ends}))(?:e?s)?\b")
    return patterns


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words)) or "(?!)"
