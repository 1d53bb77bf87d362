"""Whether two parties that stand side by side are one: "der polnische Minister X"."""

from __future__ import annotations

import re

from briefing.stages.extraction.closed_words import Words
from briefing.stages.extraction.mentions import Mention


def only_owns(text: str, mention: Mention, words: Words) -> bool:
    """Whether a person is only told as whose others are: "zwei Berater Lohses"."""
    ends = words.genitive
    if not ends or mention.how != "demonym" or " " not in mention.party:
        return False
    noun = re.search(r"([A-ZÄÖÜ][\w-]+)\s+$", text[: mention.start])
    return bool(noun) and not words.has("statements", noun[1] if noun else "")


def one_phrase(text: str, last: Mention, mention: Mention, words: Words) -> bool:
    """Whether a name only says who is described before it: "die Gewerkschaft EVG", "der
    polnische Minister Karl Roe", "el ministro francés, Luc Moreau", "due diplomatici cileni".
    ``last`` is the party before it.
    """
    between = text[last.end : mention.start]
    if mention.how == "demonym":
        return words.has("serving", last.party) and not between.strip()
    if mention.party.islower():
        return False
    if re.fullmatch(r"-[\w-]+\s+", between):  # "UN-Generalsekretär Ana Roe"
        return between.strip().lower().endswith(tuple(words.titles))
    if text[last.start : last.end].lower() in words.governments:
        inner = between.lower().split()
        return (
            bool(inner)
            and all(words.closed(word) for word in inner[:2])
            and (words.has("of", inner[0]) and len(inner) <= 2)
        )
    if words.collective(last.party):
        return _collective(text, last, mention, words)
    return last.how == "demonym" and _described(text, last, mention, words)


def _collective(text: str, last: Mention, mention: Mention, words: Words) -> bool:
    """Whether people behind whom a name stands are who is named: "Beamte des Landesamtes" are the
    office, "la policía de Velmar" not Velmar, "i lavoratori della Lumax" not the company.
    """
    between = text[last.end : mention.start]
    owned = between.split()
    own = last.party.lower() in words.organs
    if len(owned) == 1 and words.has("of", owned[0]) and not own:
        named = text[mention.start].isupper() or not words.collective(mention.party)
        return named and words.serves(last.party)
    return not between.strip() and not words.collective(mention.party)


def _described(text: str, last: Mention, mention: Mention, words: Words) -> bool:
    """Whether a name behind a demonym is whom it describes."""
    between = text[last.end : mention.start]
    inner = re.findall(r"[\w-]+", between)
    if inner:
        if words.genitive and " " in mention.party and "," not in between:
            # "Teschners Verteidigerin Ayla Demirci", "Serbiens früherer Präsident Ana Roe"
            return inner[-1][0].isupper() and not any(words.closed(w) for w in inner)
        return "," not in between and all(word.lower() in words.titles for word in inner)
    lead = re.search(r"([\w-]+)\s+$", text[: last.start])
    titled = lead is not None and lead.group(1).lower() in words.titles
    return between.strip() == "," and titled
