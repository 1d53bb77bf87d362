"""Towards whom a position is taken that names nobody: the other side of the quarrel told so far."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from briefing.domain.claims import EventClaim
from briefing.domain.vocabulary import Vocabulary

_NEAR = 4
_VERBAL = 3
_HOSTILE = (3, 4)
_NO_MATCH_FOR_STATES = ("person", "group")


class Opponents:
    """Finds the other side in one article's events. ``homes`` are whom persons speak for.

    ``denials`` are the forms of verbs that deny, ``kinds`` the kinds of the parties. People without
    a name or a body ("migrants", "the protesters") are no side of a quarrel, and the other side of
    a state is no single person and no group.
    """

    def __init__(
        self,
        events: Sequence[EventClaim],
        vocabulary: Vocabulary,
        homes: Mapping[str, str],
        denials: Collection[str] = (),
        kinds: Mapping[str, str] | None = None,
    ) -> None:
        self._events = sorted(events, key=lambda event: event.evidence[0])
        self._vocabulary = vocabulary
        self._homes = homes
        self._denials = denials
        self._kinds = kinds or {}

    def of(self, event: EventClaim) -> tuple[str, ...]:
        """Whom a verbal hostile act without a recipient is aimed at; empty where nobody is told.

        First who acted against the holder's side shortly before, then whom that side opposes
        elsewhere in the article, then who acts against it anywhere. A thing is a target of its own
        unless it is only denied or threatened.
        """
        if not self._open(event) or all(self._plain(party) for party in event.initiators):
            return ()
        side = self.side(event.initiators)
        place = event.evidence[0]
        others = [e for e in self._events if self._hostile(e) and not self._same(e, event)]
        earlier = [e for e in reversed(others) if 0 <= place - e.evidence[0] <= _NEAR]
        tries = [
            *((e.recipients, e.initiators) for e in earlier),
            *((e.initiators, e.recipients) for e in (*earlier, *others)),
            *((e.recipients, e.initiators) for e in others),
        ]
        for mine, theirs in tries:
            found = tuple(party for party in theirs if party not in side)
            if side & {*mine} and found:
                return found[:1] if self._other_side(event, found[0]) else ()
        return ()

    def _plain(self, party: str) -> bool:
        """Whether these are people who only have a common noun: "drivers"."""
        return self._kinds.get(party) == "group" and party.islower()

    def _other_side(self, event: EventClaim, party: str) -> bool:
        of_state = any(self._kinds.get(one) == "state" for one in event.initiators)
        alone = of_state and self._kinds.get(party) in _NO_MATCH_FOR_STATES
        return not (alone or self._plain(party))

    @staticmethod
    def _same(one: EventClaim, other: EventClaim) -> bool:
        return (one.type, one.cue, one.evidence) == (other.type, other.cue, other.evidence)

    def denies(self, event: EventClaim) -> bool:
        """Whether the act is a denial: what is denied is then not what is opposed."""
        return event.cue.lower().split()[0] in self._denials

    def _open(self, event: EventClaim) -> bool:
        kind = self._vocabulary.types[event.type]
        rule = kind.stance
        if kind.quad != _VERBAL or rule is None or rule.label != "oppose":
            return False
        return not event.issue or kind.threat or self.denies(event)

    def _hostile(self, event: EventClaim) -> bool:
        kind = self._vocabulary.types[event.type]
        return kind.quad in _HOSTILE and kind.stance is not None

    def side(self, parties: Sequence[str]) -> set[str]:
        """The parties, whom they speak for, and who else speaks for the same."""
        bodies = {self._homes.get(party, party) for party in parties}
        return bodies | {*parties} | {one for one, home in self._homes.items() if home in bodies}
