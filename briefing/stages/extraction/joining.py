"""What "and" joins where the parser does not see it: owners, "A, along with B"."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from briefing.domain.syntax import Parse, Word
from briefing.stages.extraction.trees import Tree

_TOLD = ("VBD", "VBZ", "VBP", "VBN")
_NOUNS = ("NOUN", "PROPN")


def joined_up(parse: Parse, alongside: Collection[str]) -> Parse:
    """The parse with who does the same hung together; ``alongside`` stands before such a one."""
    words = list(parse)
    _owners(words)
    _alongside(words, [phrase.split() for phrase in alongside])
    return tuple(words)


def _below(words: list[Word], index: int, *relations: str) -> list[int]:
    return Tree(tuple(words)).children(index, *relations)


def _owners(words: list[Word]) -> None:
    """ "Chile's and Peru's ministers met": both are whose ministers they are."""
    for index, word in enumerate(words):
        first = index
        while first > 0 and words[first - 1].tag in ("CC", "DT"):
            first -= 1
        owned = [i for i in _below(words, index, "case") if words[i].tag == "POS"]
        if word.relation != "nmod:poss" or not owned or first == index or first < 2:
            continue
        mark, other = words[first - 1], words[first - 1].head
        apart = words[other].relation != "nmod:poss" and words[first].tag == "CC"
        if mark.tag == "POS" and apart and words[other].pos in ("NOUN", "PROPN") and other < first:
            words[other] = replace(words[other], relation="nmod:poss", head=word.head, case="")
            words[index] = replace(word, relation="conj", head=other)


def _alongside(words: list[Word], phrases: list[list[str]]) -> None:
    """ "A, along with B, condemned the coup": both did."""
    for index, word in enumerate(words):
        if word.pos not in _NOUNS or word.relation not in ("obl", "nmod", "nsubj"):
            continue
        own = [i for i in _below(words, index, "det", "amod", "compound") if i < index]
        first = min([index, *own])
        before = [w.text.lower() for w in words[:first]]
        if not any(before[-len(phrase) :] == phrase for phrase in phrases):
            continue
        verb = next((i for i in range(index + 1, len(words)) if words[i].tag in _TOLD), None)
        led = [] if verb is None else [i for i in _below(words, verb, "nsubj") if i < first - 1]
        if led:
            words[index] = replace(word, relation="conj", head=led[0], case="")
