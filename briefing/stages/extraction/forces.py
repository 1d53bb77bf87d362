"""The armies, navies and police of the states that an article names ("the Malian army")."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefing.domain.lexicon import Lexicon
from briefing.domain.vocabulary import CountryTable
from briefing.stages.extraction.inflection import irregular_forms
from briefing.stages.extraction.mentions import MODIFIES, Party, people_pattern, word_pattern


def forces(
    text: str, parties: Sequence[Party], lexicon: Lexicon, countries: CountryTable
) -> list[Party]:
    """Each force with a state before it, once, under the name that the text uses first.

    "Mali's army" is the Malian army, and so is "Malian army helicopters". What only qualifies
    another noun ("Malian army officers") is none; nor is what is part of a longer name.
    """
    words = {
        word: (kind, same)
        for kind, groups in lexicon.forces.items()
        for same in groups
        for word in same.split("|")
    }
    if not words:
        return []
    some = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    acting = irregular_forms(lexicon)  # "withdrew"
    led = re.compile(rf" (?:{'|'.join(sorted({*lexicon.means, *acting})) or '(?!)'})\b")
    found: dict[tuple[str, str, str], list[str]] = {}
    for state, owner in _owners(parties, text, countries).items():
        pattern = rf"(?P<name>(?:{owner})(?:['’]s?)? (?P<word>(?i:{some})))\b(?! [A-Z]|-)"
        for match in re.finditer(pattern, text):
            behind = text[match.end() :]
            capital = match["word"][:1].isupper()  # "the Maluay Coast Guard rejects"
            if capital or led.match(behind) or not MODIFIES.match(behind):
                key = (state, *words[match["word"].lower()])
                found.setdefault(key, []).append(match["name"])
    return [
        Party(names[0], kind, tuple(dict.fromkeys(n for n in names if n != names[0])))
        for (_, kind, _), names in found.items()
    ]


def with_forces(
    parties: Mapping[str, Party], text: str, lexicon: Lexicon, countries: CountryTable
) -> dict[str, Party]:
    """The parties by their keys, with the forces that are not among them; those that a model
    listed are forces whatever it took them for, each with its other names.
    """
    result = dict(parties)
    for force in forces(text, list(parties.values()), lexicon, countries):
        names = (force.name, *force.forms)
        old = [name for name in names if name.lower() in result]
        for name in old[1:]:
            del result[name.lower()]
        first = result[old[0].lower()] if old else force
        forms = dict.fromkeys((*first.forms, *(n for n in names if n != first.name)))
        result[first.name.lower()] = replace(first, kind=force.kind, forms=tuple(forms))
    return result


def _owners(parties: Sequence[Party], text: str, countries: CountryTable) -> dict[str, str]:
    """For each state a pattern of what stands before what is its own."""
    known = {country.name: country for country in countries.countries}
    owners = {}
    for party in parties:
        country = known.get(party.name)
        bare = " " not in party.name and party.name[:1].isupper() and not party.name.isupper()
        if country is not None and party.country:
            forms = (country.name, *country.aliases, *country.demonyms)
            owners[party.name] = "|".join(word_pattern(form) for form in forms if form in text)
        elif bare and party.kind != "person" and not party.country:
            owners[party.name] = people_pattern(party.name)
    return {name: pattern for name, pattern in owners.items() if pattern}
