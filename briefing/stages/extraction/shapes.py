"""The shapes of the answers we ask for, built per question from the vocabulary and the names.

Every field is required and bounded: an optional field is a field a small model never writes.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from briefing.domain.vocabulary import Vocabulary

NOBODY = "nobody"


class Shape(BaseModel):
    """Base of all answers; unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", strict=False)


def actors_shape(vocabulary: Vocabulary) -> type[BaseModel]:
    """``{"actors": [{"n": name, "k": kind}], "issues": [name]}``."""
    return _actors_shape(tuple(vocabulary.actor_kinds))


@lru_cache(maxsize=8)
def _actors_shape(names: tuple[str, ...]) -> type[BaseModel]:
    kinds: Any = Literal[names]
    named = create_model(
        "Named", __base__=Shape, n=(Annotated[str, Field(max_length=60)], ...), k=(kinds, ...)
    )
    return create_model(
        "Actors",
        __base__=Shape,
        actors=(Annotated[list[named], Field(max_length=12)], ...),
        issues=(Annotated[list[Annotated[str, Field(max_length=40)]], Field(max_length=3)], ...),
    )


@lru_cache(maxsize=512)
def roles_shape(names: tuple[str, ...], issues: tuple[str, ...]) -> type[BaseModel]:
    """``{"who": name, "whom": name or issue}``, either of them possibly "nobody"."""
    who: Any = Literal[(*names, NOBODY)]
    whom: Any = Literal[tuple(dict.fromkeys((*names, *issues, NOBODY)))]
    return create_model("Roles", __base__=Shape, who=(who, ...), whom=(whom, ...))


def event_shape(
    names: tuple[str, ...], issues: tuple[str, ...], vocabulary: Vocabulary
) -> type[BaseModel]:
    """``{"events": [{"cue", "who", "type", "whom"}]}``, at most one event, the cue first."""
    who: Any = Literal[(*names, NOBODY)]
    whom: Any = Literal[tuple(dict.fromkeys((*names, *issues, NOBODY)))]
    kinds: Any = Literal[tuple(vocabulary.types)]
    event = create_model(
        "Act",
        __base__=Shape,
        cue=(Annotated[str, Field(max_length=50)], ...),
        who=(who, ...),
        type=(kinds, ...),
        whom=(whom, ...),
    )
    return create_model(
        "Event",
        __base__=Shape,
        events=(Annotated[list[event], Field(max_length=1)], ...),
    )
