"""What is known of one model on one server, as it is remembered in the store."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pydantic import ValidationError

from briefing.domain.base import Frozen
from briefing.domain.questions import Granularity
from briefing.llm.mechanisms import FIRST, Mechanism

EMBEDDED = "embedded"


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


def choose_granularity(tested: Mapping[str, SelfTest]) -> Granularity:
    """The granularity with the best F1 of events, the sentence among equals and untested ones.

    Two results are compared only if they are of the same number of articles.
    """
    of_sentence, of_article = tested.get("sentence"), tested.get("article")
    if of_sentence is None or of_article is None or of_sentence.articles != of_article.articles:
        return "sentence"
    return "article" if of_article.events > of_sentence.events else "sentence"
