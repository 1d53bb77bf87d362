"""Whose an office is, by what the article called its holders: "the premier", "the minister"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefing.domain.lexicon import Grammar
from briefing.stages.extraction.trees import Tree


class OfficesTold:
    """What the office holders of one article were called, with the words for which office it is."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._fields: dict[str, set[str]] = {}
        self.titles = {*grammar.fields, *grammar.titled, *grammar.same_office}

    def learn(self, tree: Tree, index: int, party: str) -> None:
        """Take up the noun at ``index``, which describes a party."""
        self._fields.setdefault(party, set()).update(self._said(tree, index))

    def _said(self, tree: Tree, index: int) -> set[str]:
        below = (index, *tree.children(index, "compound", "amod"))
        words = [tree.words[one] for one in below]
        return {w.lemma for w in words if w.pos == "NOUN" or w.lemma in self._grammar.fields}

    def alike(self, noun: str, called: Mapping[str, Sequence[str]]) -> list[str]:
        """Who holds an office under its other name: "the premier" is the prime minister."""
        field, _, office = self._grammar.same_office.get(noun, "").partition(" ")
        return [party for party in called.get(office, ()) if field in self._fields.get(party, ())]

    def another(self, tree: Tree, index: int, party: str) -> bool:
        """Whether the office at ``index`` is not that of a party: no "Prime Minister Roe" is "the
        interior minister".
        """
        noun = tree.words[index].lemma
        told, own = self._said(tree, index) - {noun}, self._fields.get(party, set()) - {noun}
        return noun in self._grammar.titled and bool(told and own) and not told & own
