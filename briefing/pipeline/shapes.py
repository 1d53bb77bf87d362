"""The answers that a vocabulary makes us ask for, checked against what servers can enforce."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel

from briefing.domain.vocabulary import Vocabulary
from briefing.llm.wire_schema import lint, portable
from briefing.stages.extraction.shapes import (
    actors_shape,
    article_shape,
    event_shape,
    roles_shape,
    translation_shape,
)

_NAMES = tuple(f"Actor number {n}" for n in range(12))


def shapes_of(vocabulary: Vocabulary) -> Mapping[str, type[BaseModel]]:
    """Every shape of an answer under this vocabulary, by the question it belongs to."""
    return {
        "actors": actors_shape(vocabulary),
        "roles": roles_shape(_NAMES, ("an issue",)),
        "event": event_shape(_NAMES, ("an issue",), vocabulary),
        "translation": translation_shape(),
        "article": article_shape(tuple(range(1, 25)), vocabulary),
    }


def unportable(vocabulary: Vocabulary) -> tuple[str, ...]:
    """What not every server can enforce, each with the question and a JSON Pointer."""
    return tuple(
        f"{name}: {problem}"
        for name, shape in shapes_of(vocabulary).items()
        for problem in lint(portable(shape.model_json_schema()))
    )
