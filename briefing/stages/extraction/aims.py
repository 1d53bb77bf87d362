"""At whom acts are aimed whose own sentences do not say it: what the article as a whole tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from briefing.domain.claims import EventClaim


def side_of(parties: Sequence[str], homes: Mapping[str, str]) -> set[str]:
    """The parties and whom they speak for; ``homes`` tells that of persons."""
    return {*parties, *(homes.get(party, party) for party in parties)}


def agreed(
    claims: Sequence[EventClaim], promising: Collection[str], homes: Mapping[str, str]
) -> list[EventClaim]:
    """Claims with whom an act of a ``promising`` type that names nobody agrees.

    That is who acted upon its side before in the same sentence: "X asked Y for help, and Y agreed".
    """
    result = []
    for number, claim in enumerate(claims):
        side = side_of(claim.initiators, homes)
        asking = [
            other.initiators
            for other in claims[:number]
            if other.evidence[0] == claim.evidence[0]
            and side & {*other.recipients}
            and not side & {*other.initiators}
        ]
        open_ = claim.type in promising and not claim.recipients
        update = {"recipients": asking[-1] if asking else ()}
        result.append(claim.model_copy(update=update) if open_ else claim)
    return result


def carried_on(
    claims: Sequence[EventClaim], verbal: Collection[str], hostile: Collection[str]
) -> list[EventClaim]:
    """Claims with the recipients of what their initiators did just before in the same sentence.

    "X condemned Y and demanded an inquiry": words of ``verbal`` types that name nobody go on from
    a ``hostile`` act that does.
    """
    result: list[EventClaim] = []
    for claim in claims:
        last = next(
            (
                earlier.recipients
                for earlier in reversed(result)
                if earlier.evidence[0] == claim.evidence[0]
                and earlier.type in hostile
                and earlier.recipients
                and {*earlier.initiators} == {*claim.initiators}
            ),
            (),
        )
        open_ = claim.initiators and not (claim.recipients or claim.issue)
        found = {"recipients": last, "roles_from": (claim.roles_from[0], "quarrel")}
        result.append(
            claim.model_copy(update=found) if claim.type in verbal and open_ and last else claim
        )
    return result


def directed(
    claims: Sequence[EventClaim],
    needing: Collection[str],
    hostile: Collection[str],
    homes: Mapping[str, str] | None = None,
    states: Mapping[str, int] | None = None,
    leagues: Collection[str] = (),
) -> list[EventClaim]:
    """Claims with the recipients that their type cannot do without, where the article tells them.

    A ``hostile`` act of a type ``needing`` a recipient that names neither one nor a thing is
    directed at the party with which its initiator has most hostile acts told in the article. Where
    there is none, what a state or one of the ``leagues`` does hits the state that the article names
    most, and so does what a state gives, if it is said to give it. ``states`` tells how often each
    is named.
    """
    quarrels = Quarrels([c for c in claims if c.type in hostile], homes or {})
    named = Counter(states or {})
    foreign = {*named, *leagues}
    result = []
    for claim in claims:
        other, source = "", "quarrel"
        if claim.type in needing and claim.initiators and not claim.recipients:
            if claim.type in hostile and not claim.issue:
                other = quarrels.other_side(claim.initiators)
            side = side_of(claim.initiators, homes or {})
            if claim.type not in hostile:
                side |= quarrels.foes(claim.initiators).keys()
            told = claim.type in hostile or claim.factuality not in ("alleged", "denied")
            if told and not other and side & (foreign if claim.type in hostile else named.keys()):
                other, source = foremost(named, side), "foremost"
        found = {"recipients": (other,), "roles_from": (claim.roles_from[0], source)}
        result.append(claim.model_copy(update=found) if other else claim)
    return result


def foremost(states: Counter[str], side: Collection[str]) -> str:
    """The state named most, and more than once, that is not of a ``side``; "" for none."""
    others = Counter({state: times for state, times in states.items() if state not in side})
    state, times = (others.most_common(1) or [("", 0)])[0]
    return state if times > 1 else ""


class Quarrels:
    """Who acts against whom in one article. ``homes`` are whom persons speak for."""

    def __init__(self, acts: Sequence[EventClaim], homes: Mapping[str, str]) -> None:
        self._homes = homes
        self._pairs = Counter(
            pair
            for act in acts
            for doer in act.initiators
            for other in act.recipients
            for pair in ((doer, other), (other, doer))
        )

    def other_side(self, parties: Sequence[str]) -> str:
        """With whom these have most quarrels, the first told of equals; "" for nobody."""
        found = self.foes(parties)
        return found.most_common(1)[0][0] if found else ""

    def foes(self, parties: Sequence[str]) -> Counter[str]:
        """With whom these have quarrels, and how many."""
        side = side_of(parties, self._homes)
        found: Counter[str] = Counter()
        for (one, other), times in self._pairs.items():
            if one in side and other not in side:
                found[other] += times
        return found
