"""Sources with their numbers, and what was read and what was not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from briefing.domain.articles import Article, Failure
from briefing.domain.claims import EventClaim, Extraction
from briefing.domain.dossier import Coverage, Source
from briefing.stages.resolution.origins import Origins

REVIEWED = "rejected by a reviewer"


def list_sources(
    articles: Sequence[Article],
    filed: Mapping[str, date],
    outlets: Mapping[str, str],
    origins: Origins,
) -> list[Source]:
    """The articles as sources, numbered in their order. ``outlets`` gives Admiralty letters."""
    letters = {name.strip().casefold(): outlets[name] for name in sorted(outlets)}
    return [
        Source(
            number=number,
            article_id=one.id,
            title=one.title,
            outlet=one.outlet,
            author=one.author,
            url=one.url,
            published=one.day,
            filed=filed[one.id],
            language=one.language,
            path=one.path,
            origin=origins.first[one.id],
            copy_of="" if origins.first[one.id] == one.id else origins.first[one.id],
            reliability=letters.get(one.outlet.strip().casefold(), "F"),
            sentences=len(one.sentences),
            masked=sum(1 for sentence in one.sentences if sentence.masked),
            cuts=len(one.cuts),
            notes=one.notes,
        )
        for number, one in enumerate(articles, start=1)
    ]


def take_stock(
    articles: Sequence[Article],
    extractions: Sequence[Extraction],
    failures: Sequence[Failure],
    origins: Origins,
    *,
    repeats: Iterable[str],
    held_back: Iterable[str],
    reviewed: int,
) -> Coverage:
    """Count what the day rests on. ``reviewed`` entries were left out by a reviewer."""
    rejections = Counter(one.reason for part in extractions for one in part.rejected)
    if reviewed:
        rejections[REVIEWED] += reviewed
    grounded = sum(len(part.grounded) for part in extractions)
    silent = {
        part.article_id
        for part in extractions
        if not any(isinstance(one.claim, EventClaim) for one in part.grounded)
    }
    return Coverage(
        articles=len(articles),
        origins=len({origins.first[one.id] for one in articles}),
        undated=sum(1 for one in articles if one.published is None),
        failed=len(failures),
        repeats=tuple(sorted(repeats)),
        held_back=tuple(sorted(held_back)),
        proposed=grounded + sum(len(part.rejected) for part in extractions),
        grounded=grounded,
        rejections=dict(sorted(rejections.items())),
        languages=dict(sorted(Counter(one.language for one in articles).items())),
        without_events=tuple(one.id for one in articles if one.id in silent),
    )
