"""What tree and order of words tell of one act, where a language has both."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from briefing.stages.extraction.cues import Cue
from briefing.stages.extraction.government import anchor
from briefing.stages.extraction.roles import Reading
from briefing.stages.extraction.trees import Tree

_VERBAL = ("VERB", "AUX")


def joined(
    seen: Reading,
    ordered: Reading | None,
    cue: Cue,
    tree: Tree,
    named: Collection[str],
    *,
    led: bool,
    drawn: bool = False,
) -> Reading:
    """The reading by the tree, mended by the order of words.

    Where the parser sees no verb, order tells all; where it sees no subject or finds nobody of the
    parties ``named`` in the sentence for a noun, who; where it finds no target, whom. Only
    who leads a verb (``led``) does it. Order tells of what somebody is ``drawn`` into by others.
    """
    if ordered is None or (drawn and ordered.who):
        return ordered or seen
    verb = anchor(tree, cue)
    overlooked = verb is None or tree.words[verb].pos not in _VERBAL
    if overlooked and ordered.who and not cue.noun:
        return ordered
    who = ordered.who if led and not {*seen.whom} & {*ordered.who} else ()
    if who and not (seen.who or seen.subject):
        seen = replace(seen, who=who, subject=True)
    elif who and seen.who and not {*seen.who} & {*named} and {*who} <= {*named}:
        subject = tree.subject(verb) if verb is not None else None
        if subject is not None and tree.words[subject.word].pos != "PRON":
            seen = replace(seen, who=who)
    if ordered.whom and not seen.whom:
        whom = tuple(party for party in ordered.whom if party not in seen.who)
        seen = replace(seen, whom=whom, thing="" if whom else seen.thing)
    return seen
