"""Who did deeds, and to whom, that only other deeds of the article tell.

Who "captured a village" took it from whom he fights; who died "in an attack by X" died by X.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from briefing.domain.claims import EventClaim
from briefing.domain.vocabulary import Vocabulary
from briefing.stages.extraction.aims import Quarrels
from briefing.stages.extraction.cues import Cue
from briefing.stages.extraction.government import anchor
from briefing.stages.extraction.nominal import done_by
from briefing.stages.extraction.references import References
from briefing.stages.extraction.roles import Reading
from briefing.stages.extraction.scenery import Scenery
from briefing.stages.extraction.targets import TargetReader
from briefing.stages.extraction.unclaimed import is_aimless

_AT_WAR = ("state", "military", "armed_group")


def by_deed(reading: Reading, scenery: Scenery, references: References, cue: Cue) -> Reading:
    """A reading of harm with who did it where the deed in which it was done tells that."""
    reading = between(reading, scenery, references, cue)
    return by_means(reading, scenery, references, cue)


def between(reading: Reading, scenery: Scenery, references: References, cue: Cue) -> Reading:
    """A reading of a deed that lies between two: "fighting broke out between A and B"."""
    verb = anchor(scenery.tree, cue)
    if reading.who or verb is None or len(reading.whom) < 2:
        return reading
    for one in scenery.tree.obliques(verb, references.grammar.between):
        both = tuple(references.parties(scenery, one))
        if len(both) > 1:
            return Reading(who=both[:1], whom=both[1:], subject=True)
    return reading


def by_means(reading: Reading, scenery: Scenery, references: References, cue: Cue) -> Reading:
    """A reading of harm with who did the deed in which it was suffered.

    "were killed in an Israeli air strike", "in an attack blamed on A", "in clashes with A". A
    capital or a land before the deed may be where it was.
    """
    tree, grammar = scenery.tree, references.grammar
    verb = anchor(tree, cue)
    if reading.who or verb is None or not (tree.passive(verb) or reading.whom):
        return reading
    targets = TargetReader(scenery, references)
    for noun in tree.obliques(verb, (*grammar.within[:1], *grammar.by)):
        if tree.words[noun].lemma not in (*grammar.harms, *grammar.frays):
            continue
        whose = [
            one
            for one in tree.children(noun, "nmod:poss", "amod", "compound")
            if (named := scenery.mention(one)) is not None
            and (named.how == "demonym" or references.kinds.get(named.party) != "state")
        ]
        told = [*targets.doers(noun), *done_by(tree, noun, (), grammar), *whose]
        told += tree.obliques(noun, grammar.fought)
        who = next((p for one in told if (p := references.parties(scenery, one))), ())
        if doers := tuple(party for party in who if party not in reading.whom):
            hit = [references.parties(scenery, o) for o in tree.obliques(noun, grammar.against)]
            upon = next((tuple(found) for found in hit if found), ())  # "killed in a strike on B"
            whom = reading.whom or tuple(party for party in upon if party not in doers)
            return replace(reading, who=doers, whom=whom, subject=True)
    return reading


def fought(
    claims: Sequence[EventClaim],
    vocabulary: Vocabulary,
    homes: Mapping[str, str],
    harming: Collection[str],
    kinds: Mapping[str, str],
    deeds: Collection[str] = (),
) -> list[EventClaim]:
    """The claims, harm that is done to nobody named done to whom its doer fights in the article.

    Both are states, armies or armed groups: whom the police arrest, or who storms a hall, does so
    to others than those told of before.
    """
    quarrels = Quarrels([c for c in claims if c.type in harming], homes)
    result = []
    for claim in claims:
        happened = claim.factuality == "occurred" and is_aimless(claim, vocabulary, deeds)
        foe = quarrels.other_side(claim.initiators) if happened else ""
        sides = (*claim.initiators, foe)
        foe = foe if all(kinds.get(side) in _AT_WAR for side in sides) else ""
        update = {"recipients": (foe,), "roles_from": (claim.roles_from[0], "quarrel")}
        result.append(claim.model_copy(update=update) if foe else claim)
    return result
