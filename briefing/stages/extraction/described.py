"""Who is described in languages other than English: by a title with more behind it, by a capital
letter that newspapers give to institutions, by the word for a government.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from briefing.domain.lexicon import Lexicon
from briefing.domain.vocabulary import CountryTable
from briefing.stages.extraction.mentions import Party
from briefing.stages.extraction.states import first_named, most_named
from briefing.stages.extraction.titles import is_person
from briefing.stages.extraction.word_offices import without_fields

_CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
_LINKS = r"(?:d[aeio]|d[ao]s|del|dell[ao]|dal|dalla|degli|lo|e|von|van|al|el|bin)"
_PERSON = rf"{_CAPITAL}[\w’'-]+(?:\s(?:{_LINKS}\s)?{_CAPITAL}[\w’'-]+){{1,3}}"


def described(parties: Sequence[Party], text: str, lexicon: Lexicon) -> list[Party]:
    """The parties with persons behind a title and its field ("la ministra de Salud, Ana Roe") and
    institutions that bear a capital ("la Fiscalía").
    """
    if lexicon.order.get("direct"):
        parties = without_fields(parties, text, lexicon)
    known = {form.lower() for party in parties for form in (party.name, *party.forms)}
    found = list(parties)
    for name in _titled(text, lexicon):
        low = name.lower()
        if is_person(name) and not any(low in other or other in low for other in known):
            known.add(low)
            found.append(Party(name, "person"))
    return [*found, *_institutions(known, text, lexicon)]


def _titled(text: str, lexicon: Lexicon) -> list[str]:
    owners = (*lexicon.order.get("of", ()), *(lexicon.grammar.of if lexicon.grammar else ()))
    if lexicon.order.get("direct"):  # "il capogruppo alla Camera"
        owners += lexicon.order.get("to", ())
    behind = rf"(?:\s(?:{_any(owners)})[\w’' ]{{3,45}}?)?"
    titles = _any(sorted(lexicon.titles, key=len, reverse=True))
    whose = r"(?:\s[a-zà-ÿ]{4,}(?<!\bque))?"  # "el presidente francés, Luc Moreau"
    pattern = rf"(?<!\w)(?i:{titles}){whose}{behind},\s({_PERSON})(?=[\s,.;:])"
    return list(dict.fromkeys(match.group(1) for match in re.finditer(pattern, text)))


def _institutions(known: set[str], text: str, lexicon: Lexicon) -> list[Party]:
    """Where nouns bear no capital, one behind an article tells that a body is meant."""
    if lexicon.inflection.capitals:
        return []
    articles = _any(
        (
            *lexicon.order.get("articles", ()),
            *lexicon.order.get("to", ()),
            *lexicon.order.get("of", ()),
            *lexicon.order.get("by", ()),
            *lexicon.order.get("at", ()),
        )
    )
    found = []
    space = r"(?:\s|(?<=['’]))" if lexicon.order.get("direct") else r"\s"
    for word in lexicon.collectives:
        capital = word.capitalize()
        pattern = rf"(?i:(?<!\w)(?:{articles}){space}){re.escape(capital)}(?=\s[^\WA-ZÀ-Þ]|[,.;:])"
        if word not in known and capital in text and re.search(pattern, text):
            found.append(Party(word, "group", (capital,), sure=False))
    return found


def governing(
    parties: Sequence[Party], text: str, lexicon: Lexicon, countries: CountryTable
) -> list[Party]:
    """The parties with "el Gobierno" as the state whose it is: the only one, or the one that the
    text names most.
    """
    words = [party for party in parties if party.name.lower() in lexicon.governments]
    states = [party for party in parties if party.kind == "state" and party.sure]
    chosen = states if len(states) == 1 else most_named(states, text, countries)
    first = first_named(states, text, countries)
    chosen = chosen or [party for party in first if party.country in lexicon.homelands]
    seats = _any(lexicon.order.get("prepositions", ()))
    called = _any(form for party in words for form in (party.name, *party.forms))
    if not words or len(chosen) != 1 or re.search(rf"(?:{called})\s(?:{seats})\s{_CAPITAL}", text):
        return list(parties)
    forms = dict.fromkeys(form for party in words for form in (party.name, *party.forms))
    state = replace(chosen[0], forms=(*chosen[0].forms, *forms))
    return [state if party is chosen[0] else party for party in parties if party not in words]


def with_organs(
    parties: Sequence[Party], text: str, lexicon: Lexicon, countries: CountryTable
) -> list[Party]:
    """The states with what speaks for them: "le gouvernement belge", "die russische Botschaft"."""
    organs = _any({*lexicon.governments, *lexicon.organs})
    demonyms = {c.name: _any(c.demonyms) for c in countries.countries if c.demonyms}
    found = []
    for party in parties:
        people = demonyms.get(party.name, "(?!)")
        seats = _any((*lexicon.order.get("prepositions", ()), *lexicon.order.get("of", ())))
        town = _any(c.capital for c in countries.countries if c.name == party.name and c.capital)
        pattern = (
            rf"(?<!\w)(?:(?i:{organs})\s(?:(?:{people})|(?:{seats})\s(?:{town}))"
            rf"|(?:{people})\s(?i:{organs}))(?!\w)"
        )
        forms = dict.fromkeys((*party.forms, *re.findall(pattern, text)))
        found.append(replace(party, forms=tuple(forms)) if party.country else party)
    return found


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words)) or "(?!)"
