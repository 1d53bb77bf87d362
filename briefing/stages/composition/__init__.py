"""From a day's dossier to a briefing: selection, ranking and wording, all computed."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.domain.articles import Article
from briefing.domain.briefing import Briefing
from briefing.domain.dossier import Delta, Dossier
from briefing.domain.vocabulary import Vocabulary
from briefing.stages.composition.coverage import gaps, method, sources, unread
from briefing.stages.composition.desk import Desk
from briefing.stages.composition.developments import bottom_line, contested, developments
from briefing.stages.composition.notes import notes
from briefing.stages.composition.tables import actors, stances
from briefing.stages.composition.wording import count, day_text

__all__ = ["compose"]


def compose(
    dossier: Dossier, delta: Delta, articles: Mapping[str, Article], vocabulary: Vocabulary
) -> Briefing:
    """The briefing of the day; ``articles`` maps article ids to articles.

    Every entry and row cites a sentence that exists in a note of the briefing, but for facts about
    the run itself. Events, stances and actors without such a sentence are left out and counted
    under the gaps. The texts are plain; nothing here is Markdown.
    """
    desk = Desk(dossier, delta, articles, vocabulary)
    return Briefing(
        day=dossier.day,
        title=f"Briefing for {day_text(dossier.day)}",
        summary=_summary(desk),
        sections=(
            bottom_line(desk),
            developments(desk),
            stances(desk),
            actors(desk),
            contested(desk),
            gaps(desk),
            sources(desk),
            method(desk),
        ),
        notes=notes(desk),
    )


def _summary(desk: Desk) -> str:
    coverage = desk.dossier.coverage
    read = f"{count(coverage.articles, 'article')} read"
    if coverage.articles:
        read += f", {count(coverage.origins, 'independent origin')}"
    fresh = sum(1 for event in desk.events if desk.is_new(event.id))
    events = count(len(desk.events), "event")
    if desk.events:
        since = desk.delta.since
        events += f", {fresh} new or changed since {day_text(since)}" if since else ", all new"
    parts = [read, events, count(len(desk.stances), "stance")]
    text = "; ".join(part for part in (*parts, unread(desk)) if part)
    return f"{text[0].upper()}{text[1:]}."
