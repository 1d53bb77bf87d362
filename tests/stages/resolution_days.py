"""Small days for the tests of resolution: articles in one line each, claims in one line each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from briefing.domain.articles import Article, Sentence
from briefing.domain.claims import (
    ActorClaim,
    Claim,
    EventClaim,
    EventDate,
    Evidence,
    Extraction,
    Figure,
    Grounded,
    Provenance,
    Rejection,
    StanceClaim,
)
from briefing.domain.dossier import Actor, Dossier, Event, Method
from briefing.domain.vocabulary import CountryTable, EventType, Mode, Vocabulary
from briefing.stages.resolution import resolve

DAY = date(2026, 3, 4)
SCHEMAS = Path(__file__).parents[2] / "schemas"


@cache
def countries() -> CountryTable:
    """The shipped table."""
    text = (SCHEMAS / "countries.yaml").read_text(encoding="utf-8")
    return CountryTable.model_validate(yaml.safe_load(text))


def vocabulary() -> Vocabulary:
    """Five types: one reciprocal, one accusing, one rejecting, one with modes, one plain."""

    def kind(quad: Any, score: float, phrase: str, **more: Any) -> EventType:
        return EventType(quad=quad, score=score, definition=phrase, phrase=phrase, **more)

    return Vocabulary(
        name="test",
        version="1",
        origin="made for tests",
        quads={1: "talk", 2: "help", 3: "quarrel", 4: "fight"},
        types={
            "CONSULT": kind(1, 2.5, "met or held talks with", reciprocal=True),
            "AID": kind(2, 7, "gave aid to"),
            "ACCUSE": kind(3, -3, "accused or criticised"),
            "REJECT": kind(3, -2, "rejected or rebuffed"),
            "ASSAULT": kind(
                4,
                -9,
                "attacked",
                modes={
                    "beat": Mode(score=-6, definition="by hand"),
                    "aerial": Mode(score=-9.5, definition="from the air"),
                },
            ),
        },
        actor_kinds={
            one: one for one in ("state", "military", "organisation", "company", "person", "other")
        },
    )


class Piece:
    """One article under construction with its claims."""

    def __init__(
        self,
        name: str,
        *sentences: str,
        outlet: str = "",
        published: datetime | None = datetime(2026, 3, 4, 8, tzinfo=UTC),
        **more: Any,
    ) -> None:
        texts = sentences or tuple(f"{name} {word} {name}{word}." for word in "abcdefgh")
        numbered, start = [], 0
        for number, text in enumerate(texts, start=1):
            numbered.append(Sentence(number=number, start=start, end=start + len(text), text=text))
            start += len(text) + 1
        self.article = Article(
            id=f"a-{name}",
            title=f"Title {name}",
            outlet=outlet or f"Outlet {name}",
            language="en",
            published=published,
            text=" ".join(texts),
            sentences=tuple(numbered),
            **more,
        )
        self.claims: list[Grounded] = []
        self.rejected: list[Rejection] = []

    def _add(self, claim: Claim) -> str:
        key = f"g-{self.article.id}-{len(self.claims) + len(self.rejected)}"
        first = self.article.sentences[0]
        proof = Evidence(
            article_id=self.article.id,
            sentence=1,
            start=first.start,
            end=first.end,
            text=first.text,
        )
        self.claims.append(Grounded(id=key, claim=claim, evidence=(proof,), grade="both"))
        return key

    def actor(self, *names: str, kind: str = "other", **more: Any) -> str:
        """An actor claim; returns the id of the grounded claim."""
        return self._add(ActorClaim(name=names[0], names=names, kind=kind, evidence=(1,), **more))

    def event(self, type_name: str, left: str = "", right: str = "", **more: Any) -> str:
        """An event claim; parties are separated by "|"."""
        return self._add(
            EventClaim(
                type=type_name,
                initiators=tuple(filter(None, left.split("|"))),
                recipients=tuple(filter(None, right.split("|"))),
                cue=more.pop("cue", "acted"),
                evidence=(1,),
                **more,
            )
        )

    def stance(self, holder: str, label: Any, target: str, **more: Any) -> str:
        """A stance claim."""
        return self._add(
            StanceClaim(
                holder=holder, label=label, target=target, cue="said", evidence=(1,), **more
            )
        )

    def weak(self, *keys: str, detail: str = "0.4") -> None:
        """Reject claims as weighing does."""
        for one in [one for one in self.claims if one.id in keys]:
            self.claims.remove(one)
            self.rejected.append(
                Rejection(claim=one.claim, reason="weak", detail=detail, grounded=one)
            )

    def extraction(self) -> Extraction:
        """What extraction would hand over."""
        return Extraction(
            article_id=self.article.id,
            grounded=tuple(self.claims),
            rejected=tuple(self.rejected),
            provenance=Provenance(asked="none"),
        )


def on(day: int, precision: Any = "day") -> EventDate:
    """A day in March 2026."""
    return EventDate(day=date(2026, 3, day), precision=precision)


def killed(value: float, bound: Any = "exact", kind: Any = "killed") -> Figure:
    """A number of people killed."""
    return Figure(kind=kind, value=value, bound=bound, text=f"{value:g}")


def dossier(*pieces: Piece, day: date = DAY, **more: Any) -> Dossier:
    """The dossier of the pieces."""
    values: dict[str, Any] = {
        "countries": countries(),
        "vocabulary": vocabulary(),
        "filed": {},
        "outlets": {},
        "method": Method(program="test"),
        "failures": (),
    }
    values |= more
    return resolve(
        day,
        [one.article for one in pieces],
        [one.extraction() for one in pieces],
        values.pop("failures"),
        **values,
    )


def who(found: Dossier, name: str) -> Actor:
    """The one actor called so, by name or alias."""
    matches = [one for one in found.actors if name in (one.name, *one.aliases)]
    assert len(matches) == 1, f"{name}: {[one.name for one in matches]}"
    return matches[0]


def groups(found: Dossier) -> set[frozenset[str]]:
    """All names of each actor."""
    return {frozenset((one.name, *one.aliases)) for one in found.actors}


def reasons(actor: Actor) -> dict[str, str]:
    """Why each name was taken for the actor."""
    return {merge.name: merge.reason for merge in actor.merges}


def only(events: Sequence[Event]) -> Event:
    """The single event."""
    assert len(events) == 1, [one.claims for one in events]
    return events[0]
