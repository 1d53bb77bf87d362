"""What is known of one model on one server, as it is remembered in the store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, get_args

from pydantic import ValidationError

from briefing.domain.base import Frozen
from briefing.llm.mechanisms import FIRST, Mechanism

EMBEDDED = "embedded"

Granularity = Literal["sentence", "article"]
# the whole-article recipe is not written yet; what is not here is not offered
AVAILABLE: tuple[Granularity, ...] = ("sentence",)


class SelfTest(Frozen):
    """The short self-test under one granularity: F1 of events and seconds for all its articles."""

    events: float
    actors: float
    stances: float
    seconds: float
    articles: int


class Profile(Frozen):
    """One model on one server. None is "not measured", which differs from "no".

    ``context`` is the tokens of one request, ``read`` the longest prompt that was seen to arrive
    whole; ``jobs`` is how many requests at once serve best. ``tokens_in`` and ``tokens_out`` are
    per second. ``examined`` is the day ``briefing doctor`` looked; None when only a run did.
    """

    address: str
    model: str
    kind: str = ""
    version: str = ""
    mechanism: Mechanism = FIRST
    trials: dict[str, str] = {}
    context: int | None = None
    read: int | None = None
    slots: int | None = None
    jobs: int | None = None
    tokens_in: float | None = None
    tokens_out: float | None = None
    prefix_cache: bool | None = None
    logprobs: bool | None = None
    reasoning: str = ""
    granularity: Granularity = "sentence"
    tested: dict[str, SelfTest] = {}
    examined: date | None = None


def read_profile(record: Mapping[str, object] | None, address: str, model: str) -> Profile:
    """The profile in a record of the store; a blank one for none, or one that cannot be read.

    What is remembered of a server only saves requests, so a record of another version is dropped.
    """
    if record is not None:
        try:
            return Profile.model_validate(record)
        except ValidationError:
            pass
    return Profile(address=address, model=model)


def choose_granularity(
    tested: Mapping[str, SelfTest], available: Iterable[str] = AVAILABLE
) -> Granularity:
    """The granularity with the best F1 of events; among equals the faster one.

    Only what is available and was tested can win; with nothing tested it is the sentence.
    """
    fit = [name for name in get_args(Granularity) if name in tested and name in set(available)]
    best: Granularity = min(
        fit,
        key=lambda name: (-round(tested[name].events, 4), tested[name].seconds),
        default="sentence",
    )
    return best
