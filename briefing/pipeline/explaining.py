"""Why a line stands in the briefing: from any id down to sentences, rules and recorded answers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from briefing.config import Settings
from briefing.domain.dossier import Dossier
from briefing.errors import InputError
from briefing.pipeline.day import open_store


def explain(item_id: str, day: date | None, settings: Settings) -> dict[str, Any]:
    """Everything known about an actor, event, stance, contest, story, claim or article.

    JSON-safe. Looks in the named day, else in the latest day that has the id. Raises InputError
    when no day has it.
    """
    with open_store(settings) as store:
        days = [day] if day else list(reversed(store.days()))
        for chosen in days:
            dossier = store.dossier(chosen)
            found = _find(item_id, dossier) if dossier else None
            if found is not None and dossier is not None:
                return {"day": dossier.day.isoformat(), "id": item_id, **found}
    where = f"the briefing of {day}" if day else "any briefing in the store"
    raise InputError(
        f"{item_id!r} is not an id of {where}",
        hint="ids look like e-1a2b3c4d; they stand in dossier.json beside the briefing",
    )


def _find(item_id: str, dossier: Dossier) -> dict[str, Any] | None:
    names = {actor.id: actor.name for actor in dossier.actors}
    kinds: tuple[tuple[str, Iterable[Any]], ...] = (
        ("actor", dossier.actors),
        ("event", dossier.events),
        ("stance", dossier.stances),
        ("story", dossier.stories),
        ("contest", dossier.contests),
    )
    for kind, items in kinds:
        for item in items:
            if item.id == item_id:
                record = item.model_dump(mode="json")
                claims = _claims_of(record, dossier)
                return {
                    "kind": kind,
                    "record": record,
                    "names": {i: n for i, n in names.items() if i in str(record)},
                    "claims": [c for c in _all_claims(dossier) if c["id"] in claims],
                }
    for source in dossier.sources:
        if source.article_id == item_id:
            return {
                "kind": "article",
                "record": source.model_dump(mode="json"),
                "claims": [c for c in _all_claims(dossier) if c["article"] == item_id],
            }
    for failure in dossier.failures:
        if failure.article_id == item_id:
            return {"kind": "article", "record": failure.model_dump(mode="json"), "claims": []}
    for claim in _all_claims(dossier):
        if claim["id"] == item_id:
            return {"kind": "claim", "record": claim["claim"], "claims": [claim]}
    return None


def _claims_of(record: dict[str, Any], dossier: Dossier) -> set[str]:
    """Claim ids of an item; a contest names them side by side, a story through its events."""
    found = set(record.get("claims", ()))
    for event in dossier.events:
        if event.id in record.get("events", ()):
            found |= set(event.claims)
    for _, claims in record.get("sides", ()):
        found |= set(claims)
    return found


def _all_claims(dossier: Dossier) -> list[dict[str, Any]]:
    titles = {source.article_id: source.title for source in dossier.sources}
    result = []
    for extraction in dossier.extractions:
        for item in extraction.grounded:
            result.append(
                {
                    "id": item.id,
                    "article": extraction.article_id,
                    "title": titles.get(extraction.article_id, ""),
                    "grade": item.grade,
                    "claim": item.claim.model_dump(mode="json"),
                    "evidence": [e.model_dump(mode="json") for e in item.evidence],
                    "asked": extraction.provenance.asked,
                    "recipe": extraction.provenance.recipe,
                }
            )
    return result
