"""States that nobody listed, by a body, a full name or a people that the text names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.domain.lexicon import Grammar, Lexicon
from briefing.domain.vocabulary import CountryTable
from briefing.stages.extraction.mentions import Party, people_pattern, word_pattern

_NAME = r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]{3,}"
_BODIES = ("organisation", "government_body", "military", "company", "group", "other")


def lands(
    text: str, parties: Sequence[Party], lexicon: Lexicon, countries: CountryTable
) -> list[Party]:
    """A state for each last word of a body's name that the text treats as a land.

    It does where the word stands alone without an article ("Tesara welcomed", never "the Front")
    and where it has a people ("Tesaran trawlers") or the body is said to be "of" it. Besides,
    what a text calls "the Kingdom of" and what stands like a land and has a people.
    """
    grammar = lexicon.grammar
    if grammar is None:
        return []
    known = {party.name for party in parties}
    found: dict[str, Party] = {}
    for party in parties:
        words = party.name.split()
        name = words[-1]
        if len(words) < 2 or party.kind not in _BODIES or name in known or not _proper(name):
            continue
        if _alone(name, party.name, text, grammar) and (
            words[-2] == "of" or _has_people(name, text)
        ):
            found.setdefault(name, Party(name, "state"))
    peoples = {form for country in countries.countries for form in country.demonyms}
    taken = {
        word for party in parties for form in (party.name, *party.forms) for word in form.split()
    }
    for name in (*_realms(text, lexicon, grammar), *_peopled(text, grammar)):
        if name not in taken | peoples and countries.named(name) is None:
            found.setdefault(name, Party(name, "state"))
    return list(found.values())


def peopled(
    text: str, parties: Sequence[Party], lexicon: Lexicon, countries: CountryTable
) -> list[Party]:
    """Invented states that nobody listed, by who is said to be theirs: "le président velmarien"
    beside "Velmar"; in a language that has ``peoples``.
    """
    if not lexicon.peoples:
        return []
    peoples = {form for country in countries.countries for form in country.demonyms}
    taken = {w for party in parties for form in (party.name, *party.forms) for w in form.split()}
    theirs = _theirs(text, lexicon)
    alone = rf"(?<!\w)({_NAME})(?!\w|['’]|\s[A-ZÀ-Þ])"
    closed = {word.capitalize() for some in lexicon.order.values() for word in some}
    names = [
        match[1]
        for match in re.finditer(alone, text)
        if not (lead := re.search(r"([A-ZÀ-Þ][\w-]+) $", text[: match.start()]))
        or lead[1] in closed
    ]
    return [
        Party(name, "state")
        for name in dict.fromkeys(names)
        if name not in taken | peoples
        and countries.named(name) is None
        and (pattern := people_pattern(name, lexicon.peoples))
        and any(re.fullmatch(pattern, word) for word in theirs)
    ]


def _theirs(text: str, lexicon: Lexicon) -> set[str]:
    """Words in small letters beside a title or what speaks for a state."""
    who = {*lexicon.titles, *lexicon.organs, *lexicon.governments, *lexicon.collectives}
    nouns = "|".join(sorted(map(re.escape, who), key=len, reverse=True))
    behind = re.findall(rf"(?<!\w)(?i:{nouns})\s([a-zà-öø-ÿ-]{{5,}})(?!\w)", text)
    before = re.findall(
        rf"(?<!\w)([a-zà-öø-ÿ-]{{5,}})\s(?:[a-zà-öø-ÿ]+\s)?(?i:{nouns})(?!\w)", text
    )
    return {*behind, *before} - who


def _realms(text: str, lexicon: Lexicon, grammar: Grammar) -> list[str]:
    """What is called a state by its full name: "the Kingdom of Roum", never "the Union of"."""
    words = [word for word in grammar.realms if word.lower() not in lexicon.bodies]
    realms = "|".join(map(re.escape, words)) or "(?!)"
    return re.findall(rf"\b(?:{realms}) of (?:the )?([A-Z][a-z]{{2,}})\b(?! [A-Z])", text)


def _peopled(text: str, grammar: Grammar) -> list[str]:
    """What stands like a land and has a people: "in Kessaria" beside "Kessarian police"."""
    before = "|".join(map(re.escape, (*grammar.at, *grammar.ways)))
    names = re.findall(rf"\b(?:{before}) ([A-Z][a-z]{{3,}})\b(?!['’]?\s?[A-Z])", text)
    return [
        name
        for name in dict.fromkeys(names)
        if (people := people_pattern(name))
        and any(found != name for found in re.findall(rf"{people}(?= \w)", text))
    ]


def _proper(name: str) -> bool:
    return name[:1].isupper() and not name.isupper() and len(name) >= 4


def _alone(name: str, whole: str, text: str, grammar: Grammar) -> bool:
    rest = re.sub(word_pattern(whole), " ", text)
    before = "|".join(map(re.escape, (*grammar.definite, *grammar.own)))
    if re.search(rf"(?i:\b(?:{before}))\s+{word_pattern(name)}", rest):
        return False
    return bool(re.search(word_pattern(name), rest))


def _has_people(name: str, text: str) -> bool:
    pattern = people_pattern(name)
    return bool(pattern) and any(found != name for found in re.findall(pattern, text))
