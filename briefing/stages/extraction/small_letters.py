"""Names that go on in small letters, as French bodies' do: "la Commission électorale nationale",
"le Rassemblement pour l'alternance (RPA)"; and persons of whom a list has the last name only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from briefing.domain.lexicon import Lexicon
from briefing.domain.vocabulary import CountryTable
from briefing.stages.extraction.mentions import Party

_SMALL = r"[a-zà-öø-ÿœ][\w-]*"
_CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
_INNER = rf"(?:\s(?:[dl]['’])?(?:{_SMALL}|{_CAPITAL}[\w-]*)(?:['’][\w-]+)?){{1,9}}"
_MOST_LINKS = 2
_INFINITIVE = r"\w+(?:er|ir|dre|(?<!o)ire)(?!\w)"  # "a demandé au Conseil d'inscrire"


def in_small_letters(
    parties: Sequence[Party], text: str, lexicon: Lexicon, countries: CountryTable
) -> list[Party]:
    """The parties with such bodies, whatever was listed of their names becoming a form of them, and
    with persons by first and last name.
    """
    named = [p if p.country else _in_full(p, text, lexicon) for p in parties]
    for name, short in _bodies(text, lexicon):
        if countries.named(name) is not None:
            continue
        named = _with(named, name, short)
    return _with_fields(named, text, lexicon)


def _with_fields(parties: Sequence[Party], text: str, lexicon: Lexicon) -> list[Party]:
    """A ministry by its field, where the text names one: "le ministère de l'Intérieur"."""
    owners = _any(sorted({*lexicon.order.get("of", ())}, key=len, reverse=True))
    articles = _any(sorted(lexicon.order.get("articles", ()), key=len, reverse=True))
    fields = rf"\s(?:{owners})\s?(?:(?:{articles})\s?)?(?:{_CAPITAL}|[a-z])[\w-]+"
    result = []
    for party in parties:
        pattern = rf"(?<![\w-]){re.escape(party.name)}{fields}(?:\s(?:étrangères|sociales))?"
        told = set(re.findall(pattern, text)) if party.name in lexicon.organs else set()
        if len(told) == 1 and party.name.islower():
            name = told.pop()
            party = replace(party, name=name, forms=(party.name, *party.forms))
        result.append(party)
    return result


def _with(parties: Sequence[Party], name: str, short: str) -> list[Party]:
    """The parties with one body of that name."""
    same = {name, short} - {""}
    parts = [
        p
        for p in parties
        if not p.country
        and p.kind != "person"
        and (p.name in same or name.startswith(f"{p.name} "))
    ]
    held = [p for p in parties if p not in parts and (name in p.name or name in p.forms)]
    if held:
        return list(parties)
    forms = [form for p in parts for form in (p.name, *p.forms)] + [short]
    kept = tuple(dict.fromkeys(form for form in forms if form and form != name))
    kind = next((p.kind for p in parts if p.kind != "other"), "organisation")
    place = next((i for i, p in enumerate(parties) if p in parts), len(parties))
    result = [p for p in parties if p not in parts]
    result.insert(min(place, len(result)), Party(name, kind, kept))
    return result


def _bodies(text: str, lexicon: Lexicon) -> list[tuple[str, str]]:
    """The names, each once, with their acronym or without their last "of"; "" for neither."""
    words = {one for word in lexicon.bodies for one in (word.capitalize(), word.title())}
    heads = _any(sorted(words, key=len, reverse=True))
    found: dict[str, str] = {}
    for match in re.finditer(rf"(?<=[\w,’']\s|.[’'])(?:{heads})(?![\w-])", text):
        rest = text[match.end() :]
        spelled = re.match(rf"({_INNER})\s\(({_CAPITAL}[\w-]{{1,11}})\)", rest)
        if spelled and spelled.group(2)[0] == match.group()[0]:
            found[match.group() + spelled.group(1)] = spelled.group(2)
            continue
        tail, shorter = _tail(rest, lexicon)
        if tail:
            found.setdefault(match.group() + tail, match.group() + shorter if shorter else "")
    return [(" ".join(name.split()), " ".join(short.split())) for name, short in found.items()]


def _tail(rest: str, lexicon: Lexicon) -> tuple[str, str]:
    """What goes on a name behind its first noun: adjectives, and nouns behind "of"; that without
    the last "of", which may be no part of the name.
    """
    names = lexicon.order.get("called", ())
    adjective = re.compile(rf"\s[a-zà-ÿ-]{{2,}}(?:{_any(names)})(?!\w)")
    of = (*lexicon.order.get("of", ()), *lexicon.order.get("without", ()))
    articles = _any(sorted(lexicon.order.get("articles", ()), key=len, reverse=True))
    link = rf"(?:{_any(sorted(of, key=len, reverse=True))})"
    noun = re.compile(
        rf"\s(?:(?:{_any(lexicon.order.get('joins', ())[:1])})\s)?{link}\s?(?:(?:{articles})\s?)?"
        rf"(?:(?!{_INFINITIVE}){_SMALL}|{_CAPITAL}[\w-]+)"
    )
    end, last, links = 0, 0, 0
    while True:
        match = adjective.match(rest, end)
        if match is None and links < _MOST_LINKS:
            match = noun.match(rest, end)
            links += 1
            last = end if match is not None else last
        if match is None:
            return rest[:end], rest[:last]
        end = match.end()


def _in_full(party: Party, text: str, lexicon: Lexicon) -> Party:
    """A person by the first name that stands before the last one somewhere in the text."""
    grammar = lexicon.grammar
    if grammar is None or " " in party.name or not party.name[:1].isupper():
        return party
    before = rf"(?<![\w-])({_CAPITAL}[\w’'-]+)\s{re.escape(party.name)}(?![\w-])"
    firsts = {match.group(1) for match in re.finditer(before, text)}
    known = {first for first in firsts if first.lower() in {*grammar.women, *grammar.men}}
    if len(known) != 1:
        return party
    name = f"{known.pop()} {party.name}"
    return replace(party, name=name, kind="person", forms=(party.name, *party.forms))


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words)) or "(?!)"
