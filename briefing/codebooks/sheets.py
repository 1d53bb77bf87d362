"""One YAML file as data that knows its lines, and the refusal of what does not fit a model.

YAML guesses types: the country code NO becomes False and the version 1.10 becomes 1.1. Here every
scalar stays text, and the model that receives it decides whether it is a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NoReturn, TypeVar, get_args, get_origin

import yaml
from pydantic import BaseModel, ValidationError

from briefing.domain.vocabulary import Place, meant
from briefing.errors import ConfigError
from briefing.resources import Resource

try:
    from yaml import CSafeLoader as _SafeLoader
except ImportError:  # a PyYAML built without libyaml: the same result, ten times slower
    from yaml import SafeLoader as _SafeLoader  # type: ignore[assignment]

_Model = TypeVar("_Model", bound=BaseModel)

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


class _StringsLoader(_SafeLoader):
    """Every plain scalar is a string; only null is guessed."""


_StringsLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in guesses if tag == _PREFIX + "null"]
    for first, guesses in _SafeLoader.yaml_implicit_resolvers.items()
}


class Sheet:
    """One YAML file: its data as text, lists and mappings, and the line of every part."""

    def __init__(self, resource: Resource) -> None:
        self.resource = resource
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
            found = error.errors(include_url=False)
        problems: list[tuple[Place, str]] = []
        for item in found:
            place = item["loc"]
            if item["type"] == "places":
                problems += item["ctx"]["places"]
                continue
            reason = _PLAIN.get(item["type"], item["msg"].removeprefix("Value error, "))
            if item["type"] == "extra_forbidden":
                reason += meant(str(place[-1]), _fields_at(model, place[:-1]))
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

    def refuse(self, problems: Iterable[tuple[Place, str]]) -> NoReturn:
        """Raise ConfigError for problems at places of the file, in the order of their lines."""
        lines = []
        for place, reason in problems:
            where = ".".join(str(part) for part in place if part != "[key]")
            lines.append((self.line(place), f"{where}: {reason}" if where else reason))
        lines.sort()
        shown = [f"{self.resource.path}, line {line}: {text}" for line, text in lines[:_SHOWN]]
        if len(lines) > _SHOWN:
            shown.append(f"and {len(lines) - _SHOWN} more mistakes in this file")
        if self.resource.origin == "yours":
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
            f"{self.resource.path}, line {line}: {reason}",
            hint="Correct the line; indent with spaces and put doubtful text into quotes.",
        )

    def line(self, place: Place) -> int:
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


def _fields_at(model: type[BaseModel], place: Place) -> list[str]:
    """The keys that the model knows at a place of the file; none where it takes any key."""
    kind: Any = model
    for part in place:
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            field = kind.model_fields.get(str(part))
            kind = field.annotation if field else None
        elif get_origin(kind) in (dict, tuple):
            kind = get_args(kind)[1 if get_origin(kind) is dict else 0]
        options = [one for one in get_args(kind) if one is not type(None)]
        if type(None) in get_args(kind) and len(options) == 1:
            kind = options[0]
    known = isinstance(kind, type) and issubclass(kind, BaseModel)
    return list(kind.model_fields) if known else []


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
