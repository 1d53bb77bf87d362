"""Lexicons: found by language and vocabulary, put together from their parts, checked, inflected."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from briefing.codebooks.inflecting import inflected
from briefing.codebooks.parts import LexiconFile, blanks, grammar_gaps, joined, plain
from briefing.codebooks.sheets import Sheet
from briefing.domain.lexicon import NOTHING, SOMEBODY, Lexicon, pattern_words
from briefing.domain.vocabulary import Place, Vocabulary, meant
from briefing.resources import Resource, every, look_up, read_file

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8})*")
_SLOT = re.compile(r"<([\w-]+)>|\(([^()<>]+)\)")
_WORD = re.compile(r"[\w'’.-]*\w[\w'’.-]*")
_ACTS = ("verbs", "nouns")
_LONGEST = 8
_DEEPEST = 3


class LoadedLexicon(NamedTuple):
    """A lexicon ready for use, its file, and the files that this one builds upon."""

    lexicon: Lexicon
    resource: Resource
    bases: tuple[Resource, ...] = ()


class _Shelf(NamedTuple):
    """Where lexicon files are looked for; ``beside`` is the folder of a vocabulary of your own."""

    overrides: Path | None
    beside: Path | None

    def look_up(self, name: str, *, but: Path | None = None) -> Resource | None:
        """The copy in use, passing over ``but``, the file that asks for its own original."""
        if self.beside is not None and (self.beside / name).is_file() and self.beside / name != but:
            return read_file("schemas", self.beside / name)
        found = look_up("schemas", name, self.overrides)
        return look_up("schemas", name, None) if found and found.path == but else found


def load_lexicon(
    language: str,
    overrides: Path | None,
    vocabulary: tuple[Vocabulary, Resource] | None = None,
) -> LoadedLexicon | None:
    """The lexicon of a language for a vocabulary, or None when there is none.

    ``language`` is a BCP 47 tag in any case; "en-GB" is served by ``lexicon.en.yaml`` unless it has
    a file of its own. Anything that is not a tag has no lexicon: articles may declare any nonsense.
    Types go by their names in the vocabulary, those it dropped are left out. Raises ConfigError
    with file and line when the file is wrong, is for another language or knows types that the
    vocabulary does not.
    """
    tag = language.lower()
    if not _LANGUAGE.fullmatch(tag):
        return None
    infix = f"{vocabulary[0].lexicon}." if vocabulary and vocabulary[0].lexicon else ""
    own = vocabulary is not None and vocabulary[1].origin == "yours"
    shelf = _Shelf(overrides, vocabulary[1].path.parent if vocabulary and own else None)
    for part in dict.fromkeys((tag, tag.partition("-")[0])):
        resource = shelf.look_up(f"lexicon.{infix}{part}.yaml")
        if resource is not None:
            loaded = _read(resource, part, shelf, vocabulary, depth=0)
            return loaded._replace(lexicon=inflected(loaded.lexicon))
    return None


def lexicon_languages(
    overrides: Path | None, vocabulary: tuple[Vocabulary, Resource]
) -> tuple[str, ...]:
    """The languages for which this vocabulary has a lexicon, in alphabetical order."""
    infix = f"{vocabulary[0].lexicon}." if vocabulary[0].lexicon else ""
    names = {resource.name for resource in every(overrides) if resource.kind == "schemas"}
    if vocabulary[1].origin == "yours":
        names |= {path.name for path in vocabulary[1].path.parent.glob("lexicon.*.yaml")}
    start = f"lexicon.{infix}"
    parts = (
        name.removeprefix(start).removesuffix(".yaml") for name in names if name.startswith(start)
    )
    return tuple(sorted(part for part in parts if _LANGUAGE.fullmatch(part)))


def _read(
    resource: Resource,
    language: str,
    shelf: _Shelf,
    vocabulary: tuple[Vocabulary, Resource] | None,
    depth: int,
) -> LoadedLexicon:
    """One file with what it builds upon; patterns as written, types as the vocabulary has them."""
    sheet = Sheet(resource)
    written = sheet.validated(LexiconFile)
    problems = [*_problems(written, language)]
    if vocabulary is not None:
        problems += _unknown_types(written, vocabulary[0], vocabulary[1].name)
    if depth == _DEEPEST:
        problems.append((("extends",), "lexicons build upon one another without end"))
    base = None
    for key in ("extends", "words_of"):
        name = getattr(written, key)
        if name and not problems:
            found = shelf.look_up(name, but=resource.path)
            if found is None:
                known = [one.name for one in every(shelf.overrides) if one.kind == "schemas"]
                problems.append(((key,), f"there is no file {name!r}" + meant(name, known)))
            else:
                types = vocabulary if key == "extends" else None
                base = _read(found, language, shelf, types, depth + 1)
    if not problems:
        problems += grammar_gaps(written, base.lexicon if base else None)
        problems += _unknown_classes(written, base.lexicon if base else None)
    if problems:
        sheet.refuse(problems)
    lexicon = _renamed(written, vocabulary[0]) if vocabulary else written
    if base is None:
        return LoadedLexicon(plain(lexicon), resource)
    whole = joined(base.lexicon, lexicon, with_verbs=bool(written.extends))
    return LoadedLexicon(whole, resource, (base.resource, *base.bases))


def _problems(written: LexiconFile, language: str) -> Iterator[tuple[Place, str]]:
    if written.language.lower() != language:
        yield ("language",), f"the name of the file says {language!r}"
    if not written.verbs and not written.extends:
        yield ("verbs",), "is missing"
    if written.extends and written.words_of:
        yield ("words_of",), "a lexicon either extends another or uses its words, not both"
    for field in _ACTS:
        seen: dict[str, str] = {}
        for (_, key, index), pattern in _patterns(written, field):
            if pattern in seen:
                yield (field, key, index), f"{pattern!r} stands already under {seen[pattern]}"
            seen.setdefault(pattern, str(key))
    yield from _misspelt(written)
    yield from blanks(written)


def _misspelt(written: LexiconFile) -> Iterator[tuple[Place, str]]:
    """Patterns that break the syntax."""
    for field in (*_ACTS, "implied", "idle"):
        for place, pattern in _patterns(written, field):
            reason = pattern_problem(pattern)
            if not reason and field in ("nouns", "implied") and _SLOT.search(pattern):
                reason = f"{pattern!r}: only patterns of verbs and idle ones can have an object"
            if reason:
                yield tuple(part for part in place if part != ""), reason


def _patterns(written: Lexicon, field: str) -> Iterator[tuple[Place, str]]:
    """The patterns of a field with their places (field, key, index); lists have the key ""."""
    value = getattr(written, field)
    groups = value if isinstance(value, Mapping) else {"": value}
    for key, patterns in groups.items():
        for index, pattern in enumerate(patterns):
            yield (field, key, index), pattern


def pattern_problem(pattern: str) -> str:
    """What is wrong with a pattern, or nothing."""
    words = pattern_words(pattern)
    if not words:
        return "an empty pattern would be found everywhere"
    if len(words) > _LONGEST:
        return f"a pattern has at most {_LONGEST} words, .. included"
    if words[0] == ".." or words[-1] == "..":
        return f"{pattern!r}: .. stands between words, not first or last"
    for word, after in zip(words, [*words[1:], ""], strict=True):
        if word == after == "..":
            return f"{pattern!r}: .. stands twice in a row"
        slot = _SLOT.fullmatch(word)
        if slot and word == words[0]:
            return f"{pattern!r}: a pattern begins with its verb, not with its object"
        options = slot[2].replace(" ", "|") if slot and slot[2] else word.strip("<>")
        for option in options.split("|"):
            if word != ".." and not _WORD.fullmatch(option.removeprefix("=")):
                return f"{pattern!r}: {option!r} is no word; alternatives are written a|b"
    if _SLOT.search(pattern) and ".." in words:
        return f"{pattern!r}: an object is found wherever it stands, so .. has no place beside it"
    return ""


def _unknown_classes(written: LexiconFile, base: Lexicon | None) -> Iterator[tuple[Place, str]]:
    """Classes of nouns that patterns name and nobody has written down."""
    known = {*written.classes, *(base.classes if base else ()), SOMEBODY, NOTHING}
    if SOMEBODY in written.classes:
        yield ("classes", SOMEBODY), "stands for whoever can act and cannot be given words"
    if NOTHING in written.classes:
        yield ("classes", NOTHING), "stands for no object at all and cannot be given words"
    for field in (*_ACTS, "implied", "idle"):
        for place, pattern in _patterns(written, field):
            for name in re.findall(r"<([\w-]+)>", pattern):
                if name not in known:
                    reason = f"{pattern!r}: there is no class {name!r} under classes"
                    yield tuple(part for part in place if part != ""), reason + meant(name, known)


def _unknown_types(
    written: Lexicon, vocabulary: Vocabulary, file: str
) -> Iterator[tuple[Place, str]]:
    known = vocabulary.known_as()
    for field, key in [(acts, key) for acts in _ACTS for key in getattr(written, acts)]:
        kind, _, mode = key.partition("/")
        if kind not in known:
            yield (
                (field, key),
                f"{file} has no type {kind!r}{meant(kind, known)} (a type renamed there names "
                "the old one under `formerly`; one not wanted stands under `dropped`)",
            )
        elif known[kind] and mode and mode not in vocabulary.types[known[kind]].modes:
            modes = vocabulary.types[known[kind]].modes
            yield (field, key), f"{known[kind]} has no mode {mode!r}{meant(mode, modes)}"


def _renamed(written: LexiconFile, vocabulary: Vocabulary) -> LexiconFile:
    known = vocabulary.known_as()
    renamed: dict[str, dict[str, tuple[str, ...]]] = {field: {} for field in _ACTS}
    for field, key in [(acts, key) for acts in _ACTS for key in getattr(written, acts)]:
        kind, slash, mode = key.partition("/")
        if known[kind]:
            name, into = known[kind] + slash + mode, renamed[field]
            into[name] = into.get(name, ()) + getattr(written, field)[key]
    return written.model_copy(update=renamed)
