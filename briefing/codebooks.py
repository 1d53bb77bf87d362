"""Reading ``schemas/*.yaml`` into types, with the line of every mistake.

YAML guesses types: the country code NO becomes False and the version 1.10 becomes 1.1. Here every
scalar stays text, and the model that receives it decides whether it is a number.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from briefing.domain.vocabulary import CountryTable, Lexicon, ReadingRules, Vocabulary
from briefing.errors import ConfigError
from briefing.resources import Resource, find, look_up

try:
    from yaml import CSafeLoader as _SafeLoader
except ImportError:  # a PyYAML built without libyaml: the same result, ten times slower
    from yaml import SafeLoader as _SafeLoader  # type: ignore[assignment]

_Model = TypeVar("_Model", bound=BaseModel)
_Place = tuple[int | str, ...]

_SHOWN = 8
_DEEPEST = 50
_PREFIX = "tag:yaml.org,2002:"
_NUMERAL = re.compile("[0-9]{1,9}")
_PLAIN = {
    "missing": "is missing",
    "extra_forbidden": "there is no such key",
    "string_type": "should be text",
    "tuple_type": "should be a list",
    "dict_type": "should be a mapping of keys to values",
    "model_type": "should be a mapping of keys to values",
}
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8})*")


class _StringsLoader(_SafeLoader):
    """Every plain scalar is a string; only null is guessed."""


_StringsLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in guesses if tag == _PREFIX + "null"]
    for first, guesses in _SafeLoader.yaml_implicit_resolvers.items()
}


def load_vocabulary(name: str, overrides: Path | None) -> tuple[Vocabulary, Resource]:
    """The event vocabulary ``schemas/<name>.yaml``. Raises ConfigError with file and line."""
    resource = find("schemas", f"{name}.yaml", overrides)
    return _Sheet(resource).validated(Vocabulary), resource


def load_lexicon(language: str, overrides: Path | None) -> tuple[Lexicon, Resource] | None:
    """``schemas/lexicon.<language>.yaml``, or None when there is none for the language.

    ``language`` is a BCP 47 tag in any case; "en-GB" is served by ``lexicon.en.yaml`` unless it has
    a file of its own. Anything that is not a tag has no lexicon: articles may declare any nonsense.
    Raises ConfigError with file and line when the file is wrong or is for another language.
    """
    tag = language.lower()
    if not _LANGUAGE.fullmatch(tag):
        return None
    for part in dict.fromkeys((tag, tag.partition("-")[0])):
        resource = look_up("schemas", f"lexicon.{part}.yaml", overrides)
        if resource is None:
            continue
        sheet = _Sheet(resource)
        lexicon = sheet.validated(Lexicon)
        if lexicon.language.lower() != part:
            sheet.refuse([(("language",), f"the name of the file says {part!r}")])
        return lexicon, resource
    return None


def load_countries(overrides: Path | None) -> tuple[CountryTable, Resource]:
    """``schemas/countries.yaml``. Raises ConfigError with file and line."""
    resource = find("schemas", "countries.yaml", overrides)
    return _Sheet(resource).validated(CountryTable), resource


def load_reading_rules(overrides: Path | None) -> tuple[ReadingRules, Resource]:
    """``schemas/reading.yaml``; every regular expression in it compiles, and no rule is empty.

    Raises ConfigError with file and line.
    """
    resource = find("schemas", "reading.yaml", overrides)
    sheet = _Sheet(resource)
    rules = sheet.validated(ReadingRules)
    problems: list[tuple[_Place, str]] = []
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


class _Sheet:
    """One YAML file: its data as text, lists and mappings, and the line of every part."""

    def __init__(self, resource: Resource) -> None:
        self._resource = resource
        self._built: dict[int, Any] = {}
        self._unfinished: set[int] = set()
        try:
            self._check_depth(resource.text)
            # compose, not load: nodes know their lines, and no constructor runs at all
            self._root = yaml.compose(resource.text, Loader=_StringsLoader)
            if self._root is None:
                self._stop(1, "the file is empty")
            self._data = self._build(self._root)
        except yaml.MarkedYAMLError as error:
            reason = ", ".join(part for part in (error.context, error.problem) if part)
            self._stop(_line_of(error.problem_mark or error.context_mark), reason)
        except yaml.YAMLError as error:
            self._stop(_line_of_character(error, resource.text), str(error).splitlines()[0])

    def validated(self, model: type[_Model]) -> _Model:
        """The data as ``model``; raises ConfigError listing the mistakes with their lines."""
        try:
            return self._checked(model)
        except ValidationError as error:
            found = error.errors(include_url=False, include_context=False)
        problems: list[tuple[_Place, str]] = []
        for item in found:
            place = item["loc"]
            reason = _PLAIN.get(item["type"], item["msg"].removeprefix("Value error, "))
            if not place and item["type"] == "value_error":
                # a rule about the whole begins with the dotted place it speaks of
                place = tuple(reason.split(" ")[0].split("."))
                self.refuse([(place if self._line(place) > 1 else (), reason)], named=True)
            problems.append((place, reason.replace("Input should", "should", 1)))
        self.refuse(problems)

    def _checked(self, model: type[_Model]) -> _Model:
        """Validate; numerals that a Literal refuses as text are read as numbers, then once more."""
        try:
            return model.model_validate(self._data)
        except ValidationError as error:
            numerals = [
                item["loc"]
                for item in error.errors(include_url=False, include_context=False)
                if item["type"] == "literal_error" and _NUMERAL.fullmatch(str(item["input"]))
            ]
            if not numerals:
                raise
        for *above, last in numerals:
            holder = self._data
            for part in above:
                holder = holder[part]
            holder[last] = int(holder[last])
        return model.model_validate(self._data)

    def refuse(self, problems: list[tuple[_Place, str]], *, named: bool = False) -> NoReturn:
        """Raise ConfigError for problems at places; ``named``: the reasons tell the place."""
        lines = []
        for place, reason in problems:
            where = "" if named else ".".join(str(part) for part in place if part != "[key]")
            lines.append((self._line(place), f"{where}: {reason}" if where else reason))
        lines.sort()
        shown = [f"{self._resource.path}, line {line}: {text}" for line, text in lines[:_SHOWN]]
        if len(lines) > _SHOWN:
            shown.append(f"and {len(lines) - _SHOWN} more mistakes in this file")
        if self._resource.origin == "yours":
            hint = "Correct the file, or remove it and the built-in one is used."
        else:
            hint = "Correct the file, or install the program afresh."
        raise ConfigError("\n".join(shown), hint=hint)

    def _check_depth(self, text: str) -> None:
        depth = 0
        for event in yaml.parse(text, Loader=_StringsLoader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > _DEEPEST:  # libyaml's composer would overrun its stack, not raise
                    self._stop(_line_of(event.start_mark), "nested too deeply")
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1

    def _stop(self, line: int, reason: str) -> NoReturn:
        raise ConfigError(
            f"{self._resource.path}, line {line}: {reason}",
            hint="Correct the line; indent with spaces and put doubtful text into quotes.",
        )

    def _line(self, place: _Place) -> int:
        """Line of the deepest part of ``place`` that the file has, counted from 1."""
        node, line = self._root, 1
        for part in place:
            if isinstance(node, yaml.MappingNode):
                pair = next((p for p in node.value if p[0].value == str(part)), None)
                if pair is None:
                    break
                line, node = _line_of(pair[0].start_mark), pair[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(part, int):
                node = node.value[part]
                line = _line_of(node.start_mark)
            else:
                break
        return line

    def _build(self, node: yaml.Node) -> Any:
        """Plain data; an alias gives the value that its anchor gave."""
        key = id(node)
        if key in self._unfinished:
            self._stop(_line_of(node.start_mark), "an alias stands inside its own anchor")
        if key not in self._built:
            self._unfinished.add(key)
            self._built[key] = self._value(node)
            self._unfinished.discard(key)
        return self._built[key]

    def _value(self, node: yaml.Node) -> Any:
        kind = node.tag.removeprefix(_PREFIX)
        if isinstance(node, yaml.MappingNode) and kind == "map":
            return self._mapping(node)
        if isinstance(node, yaml.SequenceNode) and kind == "seq":
            return [self._build(item) for item in node.value]
        if isinstance(node, yaml.ScalarNode) and kind in ("str", "null"):
            return node.value if kind == "str" else None
        return self._stop(_line_of(node.start_mark), f"the tag {node.tag} is not understood here")

    def _mapping(self, node: yaml.MappingNode) -> dict[str, Any]:
        lines: dict[str, int] = {}
        data: dict[str, Any] = {}
        for key, value in node.value:
            line = _line_of(key.start_mark)
            if not isinstance(key, yaml.ScalarNode):
                self._stop(line, "a key must be a word, not a list or a mapping")
            if key.value in lines:
                first = lines[key.value]
                self._stop(line, f"the key {key.value!r} stands here again, first in line {first}")
            lines[key.value] = line
            data[key.value] = self._build(value)
        return data


def _line_of(mark: Any) -> int:
    """Line of a YAML mark, counted from 1; the first where libyaml gives no mark."""
    return 1 if mark is None else int(mark.line) + 1


def _line_of_character(error: yaml.YAMLError, text: str) -> int:
    """Line of the character that a reader error is about.

    Its ``position`` counts bytes or characters, depending on the reader, so it is of no use.
    """
    character = getattr(error, "character", None)
    wanted = chr(character) if isinstance(character, int) else str(character)
    return text[: max(0, text.find(wanted))].count("\n") + 1
