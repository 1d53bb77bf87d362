"""What every step of resolution works on: the day's claims in one fixed order, and ids."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from briefing.domain.articles import Article
from briefing.domain.claims import ActorClaim, EventClaim, Grounded, StanceClaim
from briefing.domain.vocabulary import Vocabulary
from briefing.stages.resolution.names import Places
from briefing.stages.resolution.origins import Origins

Claim = TypeVar("Claim", ActorClaim, EventClaim, StanceClaim)
Item = TypeVar("Item")


@dataclass(frozen=True)
class Stated:
    """A grounded claim and the article it stands in."""

    article: str
    grounded: Grounded

    @property
    def id(self) -> str:
        """The grounded claim's id."""
        return self.grounded.id


@dataclass(frozen=True)
class Context:
    """The day, read-only. ``claims`` are sorted by source number, then id."""

    articles: Sequence[Article]
    claims: Sequence[Stated]
    origins: Origins
    places: Places
    vocabulary: Vocabulary

    def stated(self, kind: type[Claim]) -> list[tuple[Stated, Claim]]:
        """The claims of one kind, with the claim itself, typed."""
        return [
            (one, one.grounded.claim) for one in self.claims if isinstance(one.grounded.claim, kind)
        ]


def digest(letter: str, *parts: str) -> str:
    """A stable id: ``letter``, a hyphen and 8 hex digits over ``parts``."""
    text = "\x1f".join(parts)
    return f"{letter}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def distinct(
    letter: str, items: Sequence[Item], bases: Sequence[Callable[[Item], tuple[str, ...]]]
) -> list[str]:
    """One id per item from the first basis; items that share it take the further bases as well.

    The last basis must be different for every item.
    """
    ids = [digest(letter, *bases[0](item)) for item in items]
    for size in range(2, len(bases) + 1):
        taken = Counter(ids)
        ids = [
            digest(letter, *(part for basis in bases[:size] for part in basis(item)))
            if taken[old] > 1
            else old
            for old, item in zip(ids, items, strict=True)
        ]
    return ids


def majority(values: Iterable[str], default: str = "") -> str:
    """The most frequent non-empty value, ties by alphabet; ``default`` when there is none."""
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else default


def together(confidences: dict[str, list[float]]) -> float:
    """Confidence from independent votes (vote -> confidences of its claims), at most 0.99."""
    doubt = 1.0
    for strongest in sorted(max(values) for values in confidences.values()):
        doubt *= 1.0 - strongest
    return round(min(0.99, 1.0 - doubt), 4)
