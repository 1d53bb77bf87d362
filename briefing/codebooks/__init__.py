"""Reading ``schemas/*.yaml`` into types, with the line of every mistake."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from pathlib import Path

from briefing.codebooks.lexicons import LoadedLexicon, lexicon_languages, load_lexicon
from briefing.codebooks.sheets import Sheet
from briefing.domain.expressions import UnknownPart, expanded
from briefing.domain.standing import UNWEIGHED, Standing
from briefing.domain.vocabulary import CountryTable, Place, ReadingRules, Vocabulary, meant
from briefing.resources import Resource, find, look_up, read_file

__all__ = [
    "LoadedLexicon",
    "lexicon_languages",
    "load_countries",
    "load_lexicon",
    "load_reading_rules",
    "load_standing",
    "load_vocabulary",
]

_EXPRESSIONS = ("lines", "link_line", "pictures", "teasers", "bylines", "bios", "page_parts")


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


def load_standing(
    vocabulary: Vocabulary, overrides: Path | None, recipes: Collection[str]
) -> tuple[Standing, Resource | None]:
    """``schemas/standing.yaml``, or ``standing.<lexicon>.yaml`` for a vocabulary with its lexicon.

    Without such a file every act stands. Types go by their names in the vocabulary. Raises
    ConfigError with file and line, also for weights of a recipe that is none of ``recipes``.
    """
    infix = f"{vocabulary.lexicon}." if vocabulary.lexicon else ""
    resource = look_up("schemas", f"standing.{infix}yaml", overrides)
    if resource is None:
        return UNWEIGHED, None
    sheet = Sheet(resource)
    standing = sheet.validated(Standing)
    if standing.recipe not in recipes:
        sheet.refuse(
            [
                (
                    ("recipe",),
                    f"there is no recipe {standing.recipe!r}" + meant(standing.recipe, recipes),
                )
            ]
        )
    known = vocabulary.known_as()
    signs = {_sign_of(name, known): weight for name, weight in standing.signs.items()}
    return standing.model_copy(update={"signs": signs}), resource


def _sign_of(name: str, known: Mapping[str, str]) -> str:
    """The sign with its type as the vocabulary calls it now."""
    head, marked, tail = name.partition("type ")
    kind, space, mode = tail.partition(" ")
    return f"{head}{marked}{known.get(kind, kind)}{space}{mode}" if marked else name


def load_reading_rules(overrides: Path | None) -> tuple[ReadingRules, Resource]:
    """``schemas/reading.yaml``; every regular expression in it compiles, and no rule is empty.

    Raises ConfigError with file and line.
    """
    resource = find("schemas", "reading.yaml", overrides)
    sheet = Sheet(resource)
    rules = sheet.validated(ReadingRules)
    problems: list[tuple[Place, str]] = []
    # each part compiles by itself: in a rule, a letter may stand for it
    above: dict[str, tuple[str, ...]] = {}
    for name, texts in rules.parts.items():
        problems += _rule_problems(("parts", name), texts, partial(expanded, parts=dict(above)))
        above[name] = ("x",)
    for field in ("tails", "sections"):
        problems += _rule_problems((field,), getattr(rules, field), re.escape)
    for field in _EXPRESSIONS:
        problems += _rule_problems((field,), getattr(rules, field), str)
    for field in ("instructions", "headers", "follow_ups"):
        problems += _rule_problems((field,), getattr(rules, field), partial(expanded, parts=above))
    if problems:
        sheet.refuse(problems)
    return rules, resource


def _rule_problems(
    place: Place, texts: tuple[str, ...], expression: Callable[[str], str]
) -> Iterator[tuple[Place, str]]:
    """Mistakes in a list of rules, each of which stands for the ``expression`` it gives."""
    for index, text in enumerate(texts):
        if not text.strip():
            yield (*place, index), "an empty rule would match every line"
            continue
        try:
            re.compile(expression(text), re.IGNORECASE)
        except UnknownPart as error:
            yield (*place, index), str(error)
        except (re.error, OverflowError, RecursionError) as error:
            yield (*place, index), f"not a regular expression: {error}"
