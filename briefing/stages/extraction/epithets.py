"""Who is meant by a description that only knowledge of the world or counting resolves.

"The Baltic state", "the alliance", "the three governments".
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from briefing.domain.lexicon import Grammar
from briefing.stages.extraction.trees import Tree

_STATE = "state"


class EpithetReader:
    """Resolves such descriptions in one article, whose parties have these ``kinds``."""

    def __init__(self, grammar: Grammar, kinds: Mapping[str, str]) -> None:
        self._grammar = grammar
        self._kinds = kinds
        self._words = grammar.epithets
        places = (one for states in grammar.epithets.regions.values() for one in states)
        self._placed = frozenset(places)
        self._counted: dict[str, list[str]] = {}
        self._leagues = {one for some in grammar.epithets.bodies.values() for one in some}

    def called(self, party: str, noun: str) -> bool:
        """Whether a party may be called so: the African Union is no "movement"."""
        return party not in self._leagues or noun not in self._words.unlike

    def one(self, tree: Tree, noun: int, groups: Sequence[Sequence[str]]) -> list[str]:
        """The party that a singular noun describes, of the ``groups`` named, the nearest first."""
        word = tree.words[noun]
        if word.lemma in self._grammar.states:
            return self._nearest(self._lying_there(tree, noun, groups), groups)
        return self._nearest(self._words.bodies.get(word.lemma, ()), groups)

    def several(self, tree: Tree, noun: int, groups: Sequence[Sequence[str]]) -> list[str]:
        """All that "the three countries" are: as many as one sentence names, or the article so far.

        They are persons where the noun means such, and those of one sentence; else states.
        """
        lemma, below = tree.words[noun].lemma, tree.children(noun)
        told = [tree.words[one].text.lower() for one in below]
        count = max((self._words.numbers.get(one, 0) for one in told), default=0)
        known = {*told} & {*self._grammar.definite}
        if not known or lemma not in self._grammar.sides:
            return []
        if not count:  # "the leaders" are those who were counted before
            return self._counted.get(lemma, []) if len(below) == 1 else []
        return self.counted(lemma, self._many(lemma, count, groups))

    def counted(self, lemma: str, parties: list[str]) -> list[str]:
        """Take note of whom a noun with their number means."""
        if parties:
            self._counted[lemma] = parties
        return parties

    def _many(self, lemma: str, count: int, groups: Sequence[Sequence[str]]) -> list[str]:
        kind = "person" if lemma in self._grammar.persons else _STATE
        alike = [[one for one in group if self._kinds.get(one) == kind] for group in groups]
        everybody = list(dict.fromkeys(one for group in alike for one in group))
        near = next((g for g in (*alike[-1:], *alike) if len(g) == count), everybody)
        if near is everybody and kind != _STATE:
            return []
        return list(reversed(near)) if len(near) == count else []

    def _lying_there(
        self, tree: Tree, noun: int, groups: Sequence[Sequence[str]]
    ) -> Collection[str]:
        """The states of the region that stands before a noun; of an invented one nobody knows
        where it lies, so the only such state of the article may lie anywhere.
        """
        first = min([noun, *tree.children(noun, "amod", "compound", "nmod")])
        first = min([first, *(c for one in range(first, noun) for c in tree.children(one))])
        before = " ".join(word.text.lower() for word in tree.words[first:noun])
        known = [region for region in self._words.regions if f" {region} " in f" {before} "]
        told = {*before.split()} & {*self._words.lying}
        if not known and not told:
            return ()
        there = self._words.regions[max(known, key=len)] if known else ()
        named = {one for group in groups for one in group if self._kinds.get(one) == _STATE}
        unplaced = named - self._placed
        return {*there} & named or (unplaced if len(unplaced) == 1 else ())

    @staticmethod
    def _nearest(wanted: Collection[str], groups: Sequence[Sequence[str]]) -> list[str]:
        return next(([one] for group in groups for one in group if one in wanted), [])
