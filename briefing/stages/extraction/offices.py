"""Whose office an act is: courts sentence and the police arrest, even where no text says so."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from briefing.domain.lexicon import Grammar
from briefing.stages.extraction.cues import Cue
from briefing.stages.extraction.references import References
from briefing.stages.extraction.scenery import Scenery
from briefing.stages.extraction.trees import Tree

_BODIES = ("state", "government_body", "military")


def office_holder(
    cue: Cue, offices: Mapping[str, Collection[str]], parties: Collection[str]
) -> tuple[str, ...]:
    """The only party of the article that holds the office of the act ("was acquitted": the court).

    ``offices`` maps a noun to the verbs of its office; a party holds it when the noun stands in
    its name. Two courts leave it open.
    """
    verb = cue.lemma.split()[0] if cue.lemma else ""
    for office, verbs in offices.items():
        if verb in verbs:
            holders = [party for party in parties if office in party.lower().split()]
            return (holders[0],) if len(holders) == 1 else ()
    return ()


def announcing(
    scenery: Scenery, references: References, verb: int, grammar: Grammar, speech: Collection[str]
) -> tuple[str, ...]:
    """The body that tells of an act of authority done to somebody: its own.

    "The ministry said three envoys had been expelled"; who tells of a deed that is nobody's office
    ("had been killed") is a witness.
    """
    tree = scenery.tree
    if not tree.passive(verb) or tree.words[verb].lemma not in grammar.enacted:
        return ()
    parties = _teller(scenery, references, verb, speech)
    bodies = [p for p in parties if references.kinds.get(p) in _BODIES or _holds(p, grammar)]
    return tuple(bodies)


def threatening(
    scenery: Scenery, references: References, verb: int, grammar: Grammar, speech: Collection[str]
) -> tuple[str, ...]:
    """Who says what somebody else will suffer: "X said Tosk would pay a price"."""
    paying = scenery.tree.words[verb].lemma in grammar.paying
    return _teller(scenery, references, verb, speech) if paying else ()


def _teller(
    scenery: Scenery, references: References, verb: int, speech: Collection[str]
) -> tuple[str, ...]:
    """The parties that tell of an act."""
    telling = _telling(scenery.tree, verb, speech)
    subject = scenery.tree.subject(telling) if telling is not None else None
    if subject is None or subject.undergoes:
        return ()
    return tuple(references.parties(scenery, subject.word))


def _telling(tree: Tree, verb: int, speech: Collection[str]) -> int | None:
    """The verb of speech that an act hangs on, or that is put in: ", prosecutors said"."""
    first = tree.words[verb].head if tree.words[verb].relation == "conj" else verb
    near = [*tree.children(first, "parataxis")]
    if tree.words[first].relation == "ccomp":
        near.append(tree.words[first].head)
    return next((one for one in near if tree.words[one].lemma in speech), None)


def _holds(party: str, grammar: Grammar) -> bool:
    return any(office in party.lower().split() for office in grammar.offices)
