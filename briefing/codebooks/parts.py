"""A lexicon file as it is written, and how it and the lexicon it builds upon become one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from briefing.domain.base import Frozen
from briefing.domain.lexicon import Grammar, Lexicon
from briefing.domain.vocabulary import Place

_REPLACED = ("irregular", "numbers", "multipliers", "currencies", "endings", "upon")
_NEEDED = ("towards", "of", "by")


class GrammarFile(Grammar):
    """A grammar as it is written: one that adds to another may name only what it adds."""

    towards: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    by: tuple[str, ...] = ()


class LexiconFile(Lexicon):
    """A lexicon as it is written.

    ``extends`` names a lexicon file to which this one adds: a pattern that stands there under
    another type moves, and ``without`` lists patterns to leave out. ``words_of`` names one whose
    lists are used but whose verbs are not, since they are of another vocabulary.
    """

    verbs: dict[str, tuple[str, ...]] = {}
    grammar: GrammarFile | None = None
    extends: str = ""
    words_of: str = ""
    without: tuple[str, ...] = ()


def blanks(written: LexiconFile) -> Iterator[tuple[Place, str]]:
    """Empty entries of the lists, of ``synonyms`` and of ``grammar``; not those of patterns."""
    parts: dict[Place, Any] = {(name,): value for name, value in written if name != "idle"}
    parts |= {("synonyms", key): words for key, words in written.synonyms.items()}
    for name, value in written.grammar or ():
        parts["grammar", name] = value
        if isinstance(value, Mapping):
            parts |= {("grammar", name, key): inner for key, inner in value.items()}
    for place, value in parts.items():
        if isinstance(value, str):
            if len(place) > 1 and not value.strip():
                yield place, "should not be empty"
        elif isinstance(value, tuple):
            if place[0] == "synonyms" and not value:
                yield place, "should not be empty"
            for index, entry in enumerate(value):
                if not entry.strip():
                    yield (*place, index), "an empty entry would be found everywhere"


def grammar_gaps(written: LexiconFile, base: Lexicon | None) -> list[tuple[Place, str]]:
    """What a grammar cannot do without and neither this file nor the one it builds upon has."""
    if written.grammar is None or (base is not None and base.grammar is not None):
        return []
    return [
        (("grammar", name), "is missing or empty")
        for name in _NEEDED
        if not getattr(written.grammar, name)
    ]


def plain(written: LexiconFile) -> Lexicon:
    """The lexicon of a file that builds upon no other."""
    values = {name: getattr(written, name) for name in Lexicon.model_fields}
    return Lexicon.model_validate({**values, "grammar": _grammar(None, written.grammar)})


def joined(base: Lexicon, more: LexiconFile, *, with_verbs: bool) -> Lexicon:
    """``base`` and what a file adds to it: verbs move, lists and maps grow."""
    values = {name: _grown(name, getattr(base, name), getattr(more, name)) for name in _fields()}
    values["grammar"] = _grammar(base.grammar, more.grammar)
    if not with_verbs:
        values["nouns"] = more.nouns
    moved = {pattern for patterns in more.verbs.values() for pattern in patterns}
    gone = moved | set(more.without)
    kept = base.verbs if with_verbs else {}
    verbs = {key: tuple(p for p in patterns if p not in gone) for key, patterns in kept.items()}
    for key, patterns in more.verbs.items():
        verbs[key] = verbs.get(key, ()) + patterns
    values["verbs"] = {key: patterns for key, patterns in verbs.items() if patterns}
    return Lexicon.model_validate(values)


def _fields() -> list[str]:
    return [name for name in Lexicon.model_fields if name not in ("verbs", "grammar")]


def _grown(name: str, mine: Any, more: Any) -> Any:
    """A list or map with what is added; text stays as it is."""
    if isinstance(mine, tuple):
        return tuple(dict.fromkeys((*mine, *more)))
    if name in _REPLACED:
        return {**mine, **more}
    if isinstance(mine, Mapping):
        keys = dict.fromkeys((*mine, *more))
        return {k: tuple(dict.fromkeys((*mine.get(k, ()), *more.get(k, ())))) for k in keys}
    return mine


def _grammar(base: Frozen | None, more: Frozen | None) -> Grammar | None:
    """A grammar that grows like the lists of a lexicon; None where neither has one."""
    if base is None or more is None:
        known = base or more
        return Grammar.model_validate(dict(known)) if known else None
    return Grammar.model_validate(
        {name: _grown(name, value, getattr(more, name)) for name, value in base}
    )
