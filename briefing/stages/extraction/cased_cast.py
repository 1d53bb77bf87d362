"""The actors of an article in a language that inflects names, in the nominative."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefing.domain.lexicon import Lexicon
from briefing.domain.vocabulary import CountryTable
from briefing.stages.extraction.case_words import CaseWords
from briefing.stages.extraction.cased_bodies import BodyNames
from briefing.stages.extraction.cased_lands import LandNames
from briefing.stages.extraction.cased_persons import PersonNames
from briefing.stages.extraction.mentions import OPENING, MentionFinder, Party

_BARE = 2  # words for a government that the text may leave without its state


def cased_parties(
    text: str, lexicon: Lexicon, countries: CountryTable, words: CaseWords
) -> list[Party]:
    """The parties of a text by rule alone: states, bodies, lands, persons, bare collectives.

    What a small model lists of a Russian text adds places and names in other cases or letters.
    """
    states = _countries(text, countries, lexicon.order.get("at", ()))
    longer = [form for form, _ in countries.forms if " " in form and form in text]
    bodies = [
        party
        for party in BodyNames(text, words, countries).bodies()
        if not any(form.startswith(party.name) for form in longer)
    ]
    lands = LandNames(text, words, countries).lands([*states, *bodies])
    found = [
        *states,
        *bodies,
        *lands,
        *PersonNames(text, words, countries).persons([*lands, *bodies]),
    ]
    found = _once(found)
    found = _with_organs(found, text, words, countries)
    return [*found, *_people(text, lexicon, words, found)]


def _countries(text: str, countries: CountryTable, at: Sequence[str]) -> list[Party]:
    """The countries and bodies that a text names in any case; those that only stand ``at`` which
    something is are unsure.
    """
    found: dict[str, Party] = {}
    for mention in MentionFinder(
        [
            Party(country.name, countries.kind_of(country), (), country.code)
            for country in (*countries.countries, *countries.bodies)
            if any(form in text for form in (country.name, *country.aliases, *country.demonyms))
        ],
        countries,
        qualifying=False,
    ).find(text):
        country = next(
            c for c in (*countries.countries, *countries.bodies) if c.name == mention.party
        )
        before = re.search(r"(\w+)\s$", text[max(0, mention.start - 12) : mention.start])
        placed = before is not None and before[1].lower() in at and mention.how != "demonym"
        old = found.get(country.name)
        sure = not placed or (old is not None and old.sure)
        kind = countries.kind_of(country)
        found[country.name] = Party(country.name, kind, (), country.code, sure)
    return list(found.values())


def _once(parties: Sequence[Party]) -> list[Party]:
    found: dict[str, Party] = {}
    for party in parties:
        old = found.get(party.name.lower())
        if old is None:
            found[party.name.lower()] = party
        else:
            forms = tuple(dict.fromkeys((*old.forms, *party.forms)))
            found[party.name.lower()] = replace(old, forms=forms)
    return list(found.values())


def _with_organs(
    parties: Sequence[Party], text: str, words: CaseWords, countries: CountryTable
) -> list[Party]:
    """The states with what speaks for them: "МИД Латвии", "российский МИД", and "правительство" as
    that of the state named first.
    """
    found = []
    states = [party for party in parties if party.kind == "state"]
    first = next(iter(MentionFinder(states, countries, qualifying=False).find(text)), None)
    for party in parties:
        if party.kind != "state":
            found.append(party)
            continue
        named, people = _called(party, countries, text)
        organ = f"(?i:{words.organ})"
        pattern = rf"{organ}\s(?:{named})(?![\w-])|(?<![\w-])(?:{people})\s{organ}"
        forms = dict.fromkeys(party.forms)
        forms |= dict.fromkeys(m.group() for m in re.finditer(pattern, text))
        if first is not None and party.name == first.party:
            forms |= dict.fromkeys(_bare(text, words))
        found.append(replace(party, forms=tuple(forms)))
    return found


def _called(party: Party, countries: CountryTable, text: str) -> tuple[str, str]:
    """Patterns of a state's name and of what is its own."""
    forms = [*party.forms, party.name]
    for country in (*countries.countries, *countries.bodies):
        if party.country and country.name == party.name:
            forms += [*country.aliases, *country.demonyms]
    forms = [form for form in forms if form in text or form[0].upper() + form[1:] in text]
    named = "|".join(re.escape(form) for form in forms if not form[0].islower()) or "(?!)"
    people = "|".join(
        f"[{form[0]}{form[0].upper()}]{re.escape(form[1:])}" for form in forms if form[0].islower()
    )
    return named, people or "(?!)"


def _bare(text: str, words: CaseWords) -> list[str]:
    """How a text writes the words for a government and its ministries that stand alone."""
    lexicon = words.lexicon
    found: list[str] = []
    for base in (*lexicon.governments, *lexicon.organs[: len(lexicon.organs) // _BARE]):
        pattern = words.declension.pattern(base)
        found += [m.group() for m in re.finditer(f"(?i:{pattern})", text)]
    return found


def _people(text: str, lexicon: Lexicon, words: CaseWords, known: Sequence[Party]) -> list[Party]:
    """Bare collectives in any case; a capital letter only where a sentence begins."""
    names = {party.name.lower() for party in known}
    found = []
    for base in lexicon.collectives:
        if base.lower() in names:
            continue
        pattern = words.declension.pattern(base)
        capital = rf"{OPENING}(?i:{pattern})"
        forms = dict.fromkeys(
            m.group() for m in re.finditer(rf"{pattern}|{capital}", text, re.MULTILINE)
        )
        if forms:
            sure = False
            rest = tuple(form for form in forms if form != base)
            found.append(Party(base, "group", rest, sure=sure))
    return found
