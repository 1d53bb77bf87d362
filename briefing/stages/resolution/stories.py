"""Stories: events that belong together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from briefing.domain.dossier import Event, Story
from briefing.stages.resolution.context import digest
from briefing.stages.resolution.groups import Groups


def find_stories(events: Sequence[Event], order: Sequence[str]) -> tuple[list[Event], list[Story]]:
    """The events with their story filled in, and the stories, the heaviest first.

    ``order`` is the article ids in source order. Events belong together when they share two actors,
    or one actor within one article; one actor alone never joins events of different articles.
    """
    groups = Groups(event.id for event in events)
    seen: dict[tuple[str, ...], str] = {}
    for event in events:
        for tie in _ties(event):
            groups.join(seen.setdefault(tie, event.id), event.id)
    found = {event.id: event for event in events}
    stories = [_story([found[key] for key in keys], order) for keys in groups.all()]
    home = {key: story.id for story in stories for key in story.events}
    stories.sort(key=lambda story: _weight(found[story.events[0]]))
    return [event.model_copy(update={"story": home[event.id]}) for event in events], stories


def _ties(event: Event) -> list[tuple[str, ...]]:
    """What ties an event to others: each pair of its actors, and each actor within an article."""
    actors = sorted({*event.initiators, *event.recipients})
    pairs: list[tuple[str, ...]] = list(combinations(actors, 2))
    return pairs + [("article", article, actor) for article in event.articles for actor in actors]


def _story(events: Sequence[Event], order: Sequence[str]) -> Story:
    ranked = sorted(events, key=_weight)
    articles = {article for event in events for article in event.articles}
    return Story(
        id=digest("y", ranked[0].id),
        events=tuple(event.id for event in ranked),
        articles=tuple(article for article in order if article in articles),
    )


def _weight(event: Event) -> tuple[float, int, str]:
    return -abs(event.score), -event.origins, event.id
