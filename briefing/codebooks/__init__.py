"""Reading ``schemas/*.yaml`` into types, with the line of every mistake."""

from __future__ import annotations

import re
from pathlib import Path

from briefing.codebooks.lexicons import LoadedLexicon, lexicon_languages, load_lexicon
from briefing.codebooks.sheets import Sheet
from briefing.domain.vocabulary import CountryTable, Place, ReadingRules, Vocabulary
from briefing.resources import Resource, find, read_file

__all__ = [
    "LoadedLexicon",
    "lexicon_languages",
    "load_countries",
    "load_lexicon",
    "load_reading_rules",
    "load_vocabulary",
]


def load_vocabulary(name: str, overrides: Path | None) -> tuple[Vocabulary, Resource]:
    """The event vocabulary ``schemas/<name>.yaml``, or the one in a file of your own.

    ``name`` is a file when it ends in ``.yaml`` or ``.yml`` or names a folder. Raises ConfigError
    with file and line.
    """
    if name.endswith((".yaml", ".yml")) or "/" in name or "\\" in name:
        resource = read_file("schemas", Path(name).expanduser())
    else:
        resource = find("schemas", f"{name}.yaml", overrides)
    return Sheet(resource).validated(Vocabulary), resource


def load_countries(overrides: Path | None) -> tuple[CountryTable, Resource]:
    """``schemas/countries.yaml``. Raises ConfigError with file and line."""
    resource = find("schemas", "countries.yaml", overrides)
    return Sheet(resource).validated(CountryTable), resource


def load_reading_rules(overrides: Path | None) -> tuple[ReadingRules, Resource]:
    """``schemas/reading.yaml``; every regular expression in it compiles, and no rule is empty.

    Raises ConfigError with file and line.
    """
    resource = find("schemas", "reading.yaml", overrides)
    sheet = Sheet(resource)
    rules = sheet.validated(ReadingRules)
    problems: list[tuple[Place, str]] = []
    for field, texts in rules:
        for index, text in enumerate(texts):
            problem = _rule_problem(text, regular=field != "tails")
            if problem:
                problems.append(((field, index), problem))
    if problems:
        sheet.refuse(problems)
    return rules, resource


def _rule_problem(text: str, *, regular: bool) -> str:
    if not text.strip():
        return "an empty rule would match every line"
    if regular:
        try:
            re.compile(text)
        except (re.error, OverflowError, RecursionError) as error:
            return f"not a regular expression: {error}"
    return ""
