"""The shapes of names: a person's, one with titles before it, a body's with its noun behind it."""

from __future__ import annotations

import re
from functools import lru_cache

from briefing.domain.lexicon import Lexicon

NAME = (
    r"[A-ZÀ-ÖØ-Þ][\w'’-]+(?:[^\S\n]+(?:(?:al-|el-)?[A-ZÀ-ÖØ-Þ][\w'’-]*|"
    r"(?:bin|ben|van|von|de|da|das|dos|del|di|der|la|le)(?=[^\S\n]+(?:[a-z]+[^\S\n]+)?[A-ZÀ-ÖØ-Þ])))*"
)


def titles_in(lexicon: Lexicon) -> str:
    """An expression that finds any title of a lexicon."""
    return _one_of(lexicon.titles, lexicon.inflection.compounds)


@lru_cache(maxsize=8)
def _one_of(titles: tuple[str, ...], compounds: bool = False) -> str:
    """Any of some titles, of ``compounds`` also what they end in ("CDU-Chef")."""
    known = "|".join(sorted(map(re.escape, titles), key=len, reverse=True)) or "(?!)"
    return rf"(?:[\w-]+?(?=\w{{4}}))?(?:{known})" if compounds else known


def is_person(name: str) -> bool:
    """Whether a name has the shape of a person's: two to four words, each with a capital."""
    return (
        not name.startswith("The ")
        and bool(re.fullmatch(NAME, name))
        and 2 <= len(name.split()) <= 4
    )


def strip_titles(name: str, lexicon: Lexicon | None) -> str:
    """ "Ostravan Defence Minister Petra Halvik" becomes "Petra Halvik"; a bare title stays."""
    if lexicon is None:
        return name
    titles = titles_in(lexicon)
    match = re.match(rf"^(?:.*\s)?(?:{titles})\.?\s+({NAME})$", name, re.IGNORECASE)
    rest = match.group(1) if match else ""
    return rest if rest[:1].isupper() and not re.match(rf"^(?:{titles})$", rest, re.I) else name


def is_grouping(name: str, lexicon: Lexicon | None) -> bool:
    """Whether a name ends in the noun that says what it is: "Pheu Rak party"."""
    bare, _, noun = name.rpartition(" ")
    nouns = lexicon.grammar.groupings if lexicon is not None and lexicon.grammar else ()
    return noun in nouns and bool(bare) and all(word[:1].isupper() for word in bare.split())
