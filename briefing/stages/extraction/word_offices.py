"""Titles with what they are for before a name: "il commissario al Commercio Jan Roe"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.domain.lexicon import Lexicon
from briefing.stages.extraction.closed_words import Words
from briefing.stages.extraction.mentions import Party, word_pattern

_FIELD = 5


def office(text: str, floor: int, start: int, token: re.Pattern[str], words: Words) -> int:
    """Where the title before a name begins that its field parts from it, else where the name does;
    not before ``floor``.
    """
    if not words.direct or not text[start : start + 1].isupper():
        return start
    for match in re.finditer(r"[\w-]+", text[floor:start]):
        behind = token.findall(text[floor + match.end() : start])
        if match.group().lower() in words.titles and _is_field(behind, words):
            return floor + match.start()
    return start


def _is_field(told: list[str], words: Words) -> bool:
    """Whether words say what an office is for: "dell'Interno", "al Commercio"."""
    if len(told) > 1 and not words.closed(told[0]):
        told = told[1:]  # "assessore regionale alle Infrastrutture"
    led = bool(told) and (words.has("of", told[0]) or words.has("to", told[0]))
    plain = all(word[0].isalnum() and not words.stops(word) for word in told[1:])
    plain = plain and bool(told) and not words.closed(told[-1])  # "ministra degli Esteri del Cile"
    named = any(word[0].isupper() for word in told[1:])
    return led and plain and named and len(told) <= _FIELD


def without_fields(parties: Sequence[Party], text: str, lexicon: Lexicon) -> list[Party]:
    """The parties but for those that a text names as the end of a title only: "il presidente del
    Consiglio" leads no council.
    """
    titles = [title for title in lexicon.titles if " " in title]
    organs = lexicon.organs if "suffered" in lexicon.order else ()
    return [party for party in parties if not _only_field(party.name, titles, text, organs)]


def _only_field(name: str, titles: Sequence[str], text: str, organs: Sequence[str] = ()) -> bool:
    fronts = [t.removesuffix(name.lower()) for t in titles if t.endswith(f" {name.lower()}")]
    fronts += [t.removesuffix(name.lower()) for t in titles if t.endswith(f"'{name.lower()}")]
    ministries = [f"{organ} {t.partition(' ')[2]}" for organ in organs for t in fronts if " " in t]
    fronts = [*fronts, *ministries]
    if not fronts or not name[:1].isupper():
        return False
    found = [m.start() for m in re.finditer(word_pattern(name), text)]
    return all(text[:start].lower().endswith(tuple(fronts)) for start in found)


def an_arm(whose: str, organ: str, words: Words) -> bool:
    """Whether a state acts by what has no name of its own: "die polnischen Truppen"."""
    return words.capitals and organ.lower() in words.arms and (whose.islower() or whose.istitle())


def governed(text: str, verbs: Sequence[int], start: int, words: Words) -> bool:
    """Whether a verb stands right before a phrase: "acusou o ministro"."""
    verb = max((end for end in verbs if end <= start), default=-1)
    gap = text[verb:start] if verb >= 0 else ""
    near = re.fullmatch(r"(?:\s+[\w'’-]+){0,3}(?:\s+|(?<=['’]))", gap)
    return bool(near) and not any(words.stops(word) for word in gap.split())


def sent_from(before: str, prep: str, words: Words) -> bool:
    """Whether what stands ``before`` a party is an envoy there or words from there."""
    owner = rf"(?:{words.some('of')}\s+(?:[\w-]+\s+){{1,3}})?"
    if re.search(rf"{words.some('envoys')}\s+{owner}{re.escape(prep)}\s+$", before):
        return True
    said = rf"{words.some('statements')}\s+{re.escape(prep)}\s+$"
    return words.capitals and words.has("at", prep) and bool(re.search(said, before))
