"""The shapes of the answers we ask for, built per question from the vocabulary and the names.

Every field is required and bounded: an optional field is a field a small model never writes.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, create_model

from briefing.domain.claims import Factuality
from briefing.domain.vocabulary import Vocabulary

NOBODY = "nobody"
SIDES = ("support", "oppose", "mixed")
STATUSES: tuple[str, ...] = get_args(Factuality)


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
    return _event_shape(names, issues, tuple(vocabulary.types))


@lru_cache(maxsize=512)
def _event_shape(
    names: tuple[str, ...], issues: tuple[str, ...], types: tuple[str, ...]
) -> type[BaseModel]:
    who: Any = Literal[(*names, NOBODY)]
    whom: Any = Literal[tuple(dict.fromkeys((*names, *issues, NOBODY)))]
    kinds: Any = Literal[types]
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


def most_acts(sentences: int) -> tuple[int, int]:
    """How many events and stances an answer about so many sentences has room for."""
    return min(24, 3 + 2 * sentences), min(12, 2 + sentences)


def article_shape(numbers: tuple[int, ...], vocabulary: Vocabulary) -> type[BaseModel]:
    """``{"actors", "events", "stances"}`` of the sentences with these numbers."""
    return _article_shape(numbers, tuple(vocabulary.types), tuple(vocabulary.actor_kinds))


@lru_cache(maxsize=64)
def _article_shape(
    numbers: tuple[int, ...], types: tuple[str, ...], kinds: tuple[str, ...]
) -> type[BaseModel]:
    number: Any = Literal[numbers]
    kind: Any = Literal[types]
    status: Any = Literal[STATUSES]
    side: Any = Literal[SIDES]
    cue = Annotated[str, Field(max_length=100)]
    name = Annotated[str, Field(max_length=60)]
    names = Annotated[list[name], Field(max_length=3)]
    told: Any = create_model(
        "Told",
        __base__=Shape,
        s=(number, ...),
        cue=(cue, ...),
        who=(names, ...),
        type=(kind, ...),
        whom=(names, ...),
        status=(status, ...),
        when=(Annotated[str, Field(max_length=40)], ...),
    )
    position: Any = create_model(
        "Position",
        __base__=Shape,
        s=(number, ...),
        cue=(cue, ...),
        who=(name, ...),
        side=(side, ...),
        whom=(name, ...),
    )
    events, stances = most_acts(len(numbers))
    # the actors are asked for as in the question that asks for nothing else
    listed: Any = _actors_shape(kinds).model_fields["actors"].annotation
    return create_model(
        "Article",
        __base__=Shape,
        actors=(Annotated[listed, Field(max_length=16)], ...),
        events=(Annotated[list[told], Field(max_length=events)], ...),
        stances=(Annotated[list[position], Field(max_length=stances)], ...),
    )


@lru_cache(maxsize=1)
def translation_shape() -> type[BaseModel]:
    """``{"names": [{"n": words of the sentence, "en": in English}], "english": translation}``.

    A small model that names the parties first translates better.
    """
    words = Annotated[str, Field(max_length=200)]
    pair: Any = create_model("Pair", __base__=Shape, n=(words, ...), en=(words, ...))
    return create_model(
        "Translated",
        __base__=Shape,
        names=(Annotated[list[pair], Field(max_length=4)], ...),
        english=(Annotated[str, Field(max_length=4_000)], ...),
    )
