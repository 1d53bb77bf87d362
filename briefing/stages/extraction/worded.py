"""Attacks that are words: "Il leader dell'opposizione attacca il premier"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from briefing.domain.lexicon import Lexicon
from briefing.stages.extraction.acts import Act
from briefing.stages.extraction.cues import CueFinder
from briefing.stages.extraction.settling import Parts

_CIVIL = ("person", "organisation", "government_body")


class WordedAttacks:
    """The verbs ``worded`` of one lexicon: between civilians they say what its first verb says."""

    def __init__(self, lexicon: Lexicon, acts: CueFinder) -> None:
        blame, *attacks = lexicon.order.get("worded", ()) or ("",)
        self._forms = frozenset(form for verb in attacks for form in lexicon.forms(verb))
        self._civil = frozenset(lexicon.institutions)
        self._blame = next((cue for cue in acts.find(blame)), None) if attacks else None

    def told(self, act: Act, parts: Parts, kinds: Mapping[str, str]) -> Act:
        """The act, as one of words where neither who nor whom bears arms."""
        parties = (*parts.initiators, *parts.recipients)
        civil = bool(parties) and all(
            kinds.get(party) in _CIVIL or party in self._civil for party in parties
        )
        if self._blame is None or act.cue.text.lower() not in self._forms or not civil:
            return act
        return replace(act, cue=replace(act.cue, type=self._blame.type, mode=self._blame.mode))
