"""Words that the parser takes for other forms than they are, set right in the parse."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from briefing.domain.lexicon import Grammar
from briefing.domain.syntax import Word
from briefing.stages.extraction.trees import Tree

_LED = ("nsubj", "nsubj:pass")
_CLAUSE = ("mark", "aux", "aux:pass", "obj", "ccomp", "xcomp")


def retagged(words: list[Word], grammar: Grammar) -> None:
    """Put right what such words are, in place."""
    _handed(words, grammar.handing)
    _named(words, grammar.clauseless)


def _handed(words: list[Word], handing: Collection[str]) -> None:
    """ "was summoned and handed a note": one as passive as the other."""
    tree = Tree(tuple(words))
    for verb, word in enumerate(words):
        alike = word.relation == "conj" and word.tag == "VBD" and word.lemma in handing
        if alike and tree.children(word.head, "aux:pass") and not tree.children(verb, *_LED):
            words[verb] = replace(word, tag="VBN")


def _named(words: list[Word], clauseless: Collection[str]) -> None:
    """ "imposed asset freezes": such a verb has things for its object, no clauses."""
    tree = Tree(tuple(words))
    for index, word in enumerate(words):
        if word.relation != "ccomp" or word.tag != "VBZ" or index - 1 <= word.head:
            continue
        before = words[index - 1]
        bare = before.tag == "NN" and before.head == index and before.relation == "nsubj"
        if not bare or words[word.head].lemma not in clauseless or tree.children(index, *_CLAUSE):
            continue
        words[index] = replace(word, pos="NOUN", tag="NNS", relation="obj")
        words[index - 1] = replace(before, relation="compound")
        for one in tree.children(index, "obl"):
            words[one] = replace(words[one], relation="nmod")
