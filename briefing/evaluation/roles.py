"""How the roles and the type of a predicted event fit a gold event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from briefing.domain.vocabulary import Vocabulary
from briefing.evaluation.gold import GoldEvent, Span


@dataclass(frozen=True)
class Party:
    """A name in a predicted role and the gold names it stands for (none: a stranger)."""

    name: str
    ids: frozenset[str]


@dataclass(frozen=True)
class Reading:
    """A predicted event in terms of the gold's names.

    ``issue`` may stand for a target; ``one_sided`` says that all parties of a reciprocal event are
    initiators; ``status``, ``day`` and ``figures`` only tell apart gold events that are else alike.
    ``added`` marks the reading of a single further party (its role, "actor" or "target") of an
    event that is already matched.
    """

    type: str
    initiators: tuple[Party, ...]
    recipients: tuple[Party, ...]
    issue: frozenset[str] = frozenset()
    spans: tuple[Span, ...] = ()
    one_sided: bool = False
    status: str = ""
    day: date | None = None
    figures: frozenset[tuple[str, float]] = frozenset()
    added: str = ""

    def details(self, gold: GoldEvent) -> float:
        """How many of status, day and figures agree with ``gold``, 0 to 3."""
        known = {(kind, value) for kind, values in gold.figures.items() for value in values}
        shared = len(self.figures & known) / max(len(self.figures), len(gold.figures), 1)
        return (self.status in gold.factuality) + (self.day == gold.date) + shared

    def for_party(self, role: str, party: Party) -> Reading:
        """The reading in which ``party`` alone fills its role, the other role staying as it is."""
        if self.one_sided:
            others = tuple(other for other in self.initiators if other != party)
            return replace(self, initiators=(party,), recipients=others, added=role)
        if role == "actor":
            return replace(self, initiators=(party,), added=role)
        return replace(self, recipients=(party,), added=role)


@dataclass(frozen=True)
class Fit:
    """How the roles of a reading fit a gold event.

    ``right``: some initiator and some recipient are acceptable and differ (direction-blind for
    reciprocal types). ``directed``: so, and no stated direction is wrong. ``actor``, ``target``:
    that role alone is acceptable. ``swapped``: acceptable only the other way round. ``foreign``:
    the parties, with their role, whom the gold event does not accept.
    """

    right: bool
    directed: bool
    actor: bool
    target: bool
    swapped: bool
    foreign: tuple[tuple[str, Party], ...]


def type_credit(predicted: str, gold: GoldEvent, vocabulary: Vocabulary) -> float:
    """1 for an acceptable type; 0.5 for the same quad class or an allied type; else 0."""
    if predicted in gold.type:
        return 1.0
    kind = vocabulary.types.get(predicted)
    if kind is None:
        return 0.0
    for other in gold.type:
        theirs = vocabulary.types[other]
        if theirs.quad == kind.quad or other in kind.allied or predicted in theirs.allied:
            return 0.5
    return 0.0


def _ordered(
    initiators: Sequence[Party], recipients: Sequence[Party], reading: Reading, gold: GoldEvent
) -> bool:
    """Whether some initiator and some other recipient (or rightly nobody) are acceptable."""
    targets = frozenset(name for name in gold.target if name is not None)
    doers = [party for party in initiators if not party.ids.isdisjoint(gold.actor)]
    if not doers:
        return False
    unnamed = reading.one_sided or not recipients
    if reading.issue & targets or (unnamed and None in gold.target):
        return True
    hits = [party for party in recipients if party.ids & targets]
    return any(doer.ids != hit.ids for doer in doers for hit in hits)


def fit(reading: Reading, gold: GoldEvent, vocabulary: Vocabulary) -> Fit:
    """Compare the roles of ``reading`` with those of ``gold``; types are not looked at.

    Gold lists are alternatives, so one acceptable party in each role makes the roles right; every
    further party must be acceptable, too, or it is foreign.
    """
    targets = frozenset(name for name in gold.target if name is not None)
    doers, hits = reading.initiators, reading.recipients
    kind = vocabulary.types.get(reading.type)
    mutual = (kind is not None and kind.reciprocal) or set(gold.actor) == targets
    ordered = _ordered(doers, hits, reading, gold)
    everyone = (*doers, *hits)
    union = mutual and len(everyone) > 1 and _ordered(everyone, everyone, reading, gold)
    both = frozenset(gold.actor) | targets
    good = {"actor": both if union else frozenset(gold.actor), "target": both if union else targets}
    roles = [("actor", party) for party in doers] + [("target", party) for party in hits]
    issue_only = not hits and (None in gold.target or bool(reading.issue & targets))
    return Fit(
        right=ordered or union,
        directed=ordered or (union and (reading.one_sided or not hits)),
        actor=any(not party.ids.isdisjoint(gold.actor) for party in doers),
        target=issue_only or any(party.ids & targets for party in hits),
        swapped=not (ordered or union) and bool(hits) and _ordered(hits, doers, reading, gold),
        foreign=tuple((role, who) for role, who in roles if who.ids.isdisjoint(good[role])),
    )
