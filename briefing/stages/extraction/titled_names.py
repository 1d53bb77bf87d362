"""Persons by the title before their names where a language has no parser: "la segretaria del
Partito democratico Ana Roe", "il presidente eritreo Haile Tekle".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from briefing.domain.lexicon import Lexicon
from briefing.domain.vocabulary import CountryTable
from briefing.stages.extraction.mentions import Party
from briefing.stages.extraction.titles import NAME, titles_in

_TOKEN = re.compile(r"\w+['’](?=\w)|[\w'’-]+|[^\w\s]")
_REACH = 9
_LONGEST = 3


def titled_persons(
    parties: Sequence[Party], text: str, lexicon: Lexicon, countries: CountryTable
) -> list[Party]:
    """The parties with the persons whom a text gives a title, each by the name alone."""
    if "suffered" not in lexicon.order:
        return [*parties]
    found = dict.fromkeys(_names(text, lexicon, countries))
    result = [replace(p, kind="person") if p.name in found else p for p in parties]
    for name in found:
        # "Camera Ana Roe", "Repubblica Ana Roe": a model took the end of the title for a name
        result = [p for p in result if not p.name.endswith(f" {name}") or p.country]
        last = name.rpartition(" ")[2]
        lasts = [p for p in result if p.name == last and not p.country]
        if name not in {p.name for p in result}:
            forms = tuple(p.name for p in lasts)
            result = [p for p in result if p not in lasts]
            result.append(Party(name, "person", forms))
    return result


def _names(text: str, lexicon: Lexicon, countries: CountryTable) -> Iterable[str]:
    title = re.compile(rf"(?<![\w-])(?i:{titles_in(lexicon)})(?![\w-])")
    for line in text.splitlines():
        for match in title.finditer(line):
            tokens = list(_TOKEN.finditer(line, match.end()))[:_REACH]
            if name := _behind(line, tokens, lexicon, countries):
                yield name


def _behind(
    line: str, tokens: Sequence[re.Match[str]], lexicon: Lexicon, countries: CountryTable
) -> str:
    """The name behind a title and what it is for; empty where no name follows."""
    order = lexicon.order
    stops = {w for k in ("relative", "active", "passive", "joins") for w in order.get(k, ())}
    leads = {w for k in ("of", "to", "prepositions", "articles") for w in order.get(k, ())}
    led = False
    for place, token in enumerate(tokens):
        word = token.group()
        if word.lower() in stops or (not word[0].isalnum() and word != ","):
            return ""
        if word == ",":
            rest = tokens[place + 1 : place + 2]
            return _name(line, rest[0].start(), 0, lexicon, countries) if rest else ""
        if word[0].isupper():
            # what an "of" leads to is the field: "degli Esteri Ana Roe"
            if name := _name(line, token.start(), int(led), lexicon, countries):
                return name
            led = True
        else:
            led = word.lower() in leads
    return ""


def _name(line: str, start: int, field: int, lexicon: Lexicon, countries: CountryTable) -> str:
    """The person's name in the words with capitals from a place on, without those of a field."""
    found = re.compile(NAME).match(line, start)
    words = found.group().split() if found else []
    if field:
        words = words[-2:] if len(words) > 2 else []
    known = {*lexicon.bodies, *lexicon.collectives, *lexicon.titles, *lexicon.calendar.names}
    known |= {*lexicon.things.get("heads", ())}
    if not 1 < len(words) <= _LONGEST + 1 or any(w.lower() in known for w in words):
        return ""
    name = " ".join(words)
    land = any(countries.named(one) for one in (name, *words))
    plain = name == name.title() or not name.isupper()
    return name if plain and not land else ""
