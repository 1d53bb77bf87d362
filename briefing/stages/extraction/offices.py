"""Whose office an act is: courts sentence and the police arrest, even where no text says so."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from briefing.stages.extraction.cues import Cue


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
