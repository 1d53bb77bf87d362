"""Who is named as one of many: "Roe was among those held", "detained nine, among them Roe"."""

from __future__ import annotations

from briefing.domain.lexicon import Grammar
from briefing.stages.extraction.trees import Tree


def one_of_them(tree: Tree, index: int, grammar: Grammar) -> list[int]:
    """The words that say who is one of those at ``index``, the pronoun of a participle.

    "Roe was among those held", "among those held was Roe", "those held include Roe".
    """
    word = tree.words[index]
    if not tree.children(index, "acl"):
        return []
    if word.case in grammar.amid:
        return tree.children(word.head, "nsubj")
    listing = word.relation == "nsubj" and tree.words[word.head].lemma in grammar.listing
    return tree.children(word.head, "obj") if listing else []


def named_of(tree: Tree, noun: int, grammar: Grammar) -> list[int]:
    """Who is named of the many that a verb is done to: "detained nine, including Roe"."""
    verb = tree.words[noun].head
    listed = [c for c in tree.children(noun, "nmod") if tree.words[c].case in grammar.amid]
    asides = [
        one
        for above in (verb, noun)
        for one in tree.children(above, "obl:npmod", "appos")
        if any(tree.words[c].case in grammar.amid for c in tree.children(one, "nmod"))
    ]
    return [*listed, *asides]
