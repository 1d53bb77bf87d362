"""From the day's extractions to the dossier."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from briefing.domain.articles import Article, Failure
from briefing.domain.briefing import Decision
from briefing.domain.claims import Extraction
from briefing.domain.dossier import Dossier, Method
from briefing.domain.vocabulary import CountryTable, Vocabulary
from briefing.stages.resolution.actors import cast
from briefing.stages.resolution.contests import find_contests
from briefing.stages.resolution.context import Context, Stated
from briefing.stages.resolution.corroboration import corroborated, with_weak
from briefing.stages.resolution.coverage import list_sources, take_stock
from briefing.stages.resolution.events import Told, tell
from briefing.stages.resolution.names import Places
from briefing.stages.resolution.origins import trace
from briefing.stages.resolution.stances import take_stances
from briefing.stages.resolution.stories import find_stories

Item = TypeVar("Item")


def resolve(
    day: date,
    articles: Sequence[Article],
    extractions: Sequence[Extraction],
    failures: Sequence[Failure],
    *,
    countries: CountryTable,
    vocabulary: Vocabulary,
    filed: Mapping[str, date],
    outlets: Mapping[str, str],
    method: Method,
    repeats: Sequence[str] = (),
    held_back: Sequence[str] = (),
    decisions: Sequence[Decision] = (),
    known: Collection[str] = (),
) -> Dossier:
    """Merge the claims of a day into its dossier. The order of articles and claims does not matter.

    ``filed`` gives the day an article counts for, by article id (default: its own day, else
    ``day``); ``outlets`` the Admiralty letter of an outlet by name. Of ``decisions``, the last
    verdict on an entry counts, and "reject" leaves the entry out with what rests on it. ``known``
    are the ids of the day before's events: what is told of them again stands.
    Raises ``ConfigError`` for an event type the vocabulary lacks, ``ValueError`` for an extraction
    whose article is not among ``articles``.
    """
    days = {one.id: filed.get(one.id) or one.day or day for one in articles}
    ordered = sorted(articles, key=lambda one: (days[one.id], one.outlet, one.title, one.id))
    review = _Review(decisions)
    parts = _in_order(extractions, ordered)
    context = Context(ordered, (), trace(ordered, days), Places(countries), vocabulary)
    parts = _carried(parts, context, days, review, known)
    context = replace(context, claims=review.keep(_claims(parts), lambda one: (one.id,)))
    items = _merge(context, days, review)
    return Dossier(
        day=day,
        sources=tuple(list_sources(ordered, days, outlets, context.origins)),
        failures=tuple(sorted(failures, key=_failure_key)),
        extractions=tuple(parts),
        coverage=take_stock(
            ordered,
            parts,
            failures,
            context.origins,
            repeats=repeats,
            held_back=held_back,
            reviewed=review.left_out,
        ),
        method=method,
        **items,
    )


def _carried(
    parts: list[Extraction],
    context: Context,
    days: Mapping[str, date],
    review: _Review,
    known: Collection[str],
) -> list[Extraction]:
    """The extractions with weak acts standing that others tell."""
    every = with_weak(parts)
    if every == parts:
        return parts
    context = replace(context, claims=[one for one in _claims(every) if review.allows(one.id)])
    return corroborated(parts, tell(context, cast(context), days), known)


def _merge(context: Context, days: Mapping[str, date], review: _Review) -> dict[str, Any]:
    """The merged fields of the dossier by name, without what a reviewer rejected."""
    actors = cast(context)
    names = {actor.id: actor.name for actor in actors.actors}
    told = review.keep(tell(context, actors, days), _event_ids)
    stances = review.keep(
        take_stances(context, actors), lambda one: (one.id, one.holder, one.target)
    )
    found = find_contests(told, stances, names, context)
    order = [article.id for article in context.articles]
    events, stories = find_stories([one.event for one in told], order)
    return {
        "actors": tuple(review.keep(actors.actors, lambda one: (one.id,))),
        "events": tuple(events),
        "stances": tuple(stances),
        "stories": tuple(stories),
        "contests": tuple(review.keep(found, lambda one: (one.id,))),
    }


class _Review:
    """Leaves out what a reviewer rejected, and counts it."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        last = {one.entry: one.verdict for one in decisions}
        self._rejected = {entry for entry, verdict in last.items() if verdict == "reject"}
        self.left_out = 0

    def allows(self, item: str) -> bool:
        """Whether an id is not rejected."""
        return item not in self._rejected

    def keep(self, items: Iterable[Item], ids: Callable[[Item], Iterable[str]]) -> list[Item]:
        """The items of which no id is rejected."""
        found = list(items)
        kept = [one for one in found if self._rejected.isdisjoint(ids(one))]
        self.left_out += len(found) - len(kept)
        return kept


def _in_order(extractions: Iterable[Extraction], articles: Sequence[Article]) -> list[Extraction]:
    """The extractions in source order, their claims sorted by id."""
    number = {one.id: at for at, one in enumerate(articles)}
    parts = list(extractions)
    stray = sorted({one.article_id for one in parts} - set(number))
    if stray:
        raise ValueError(f"extractions of articles that are not of the day: {', '.join(stray)}")
    return sorted(parts, key=lambda one: number[one.article_id])


def _claims(parts: Iterable[Extraction]) -> list[Stated]:
    return [
        Stated(part.article_id, one)
        for part in parts
        for one in sorted(part.grounded, key=lambda grounded: grounded.id)
    ]


def _event_ids(told: Told) -> tuple[str, ...]:
    return (told.event.id, *told.event.initiators, *told.event.recipients)


def _failure_key(failure: Failure) -> tuple[str, ...]:
    return failure.path, failure.stage, failure.reason, failure.detail, failure.article_id
