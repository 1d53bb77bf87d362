"""Who is told of by an office and never by a name: "the interior minister", "the governor"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.domain.lexicon import Grammar, Lexicon
from briefing.stages.extraction.mentions import Party, word_pattern
from briefing.stages.extraction.trees import Tree

_LEADING = ("nsubj", "obl:agent", "obj", "iobj", "nsubj:pass")
_NAME = r"[A-ZÀ-ÖØ-Þ]"


def unnamed_offices(
    sentences: Sequence[tuple[Tree, str]], known: Sequence[Party], lexicon: Lexicon
) -> list[Party]:
    """Offices that lead a verb, where the text nowhere says who holds them.

    They are actors only with a role, and none of a state ("Israel's interior minister").
    """
    grammar = lexicon.grammar
    if grammar is None:
        return []
    text = "\n".join(one for _, one in sentences)
    found: dict[str, Party] = {}
    names = {form.lower() for party in known for form in (party.name, *party.forms)}
    for tree, _ in sentences:
        for index, word in enumerate(tree.words):
            if word.lemma not in grammar.holders or word.tag != "NN" or not word.text.islower():
                continue
            office = _office(tree, index, grammar)
            if office and office not in names and not _is_held(office, text):
                found[office] = Party(office, "person", sure=False)
    return list(found.values())


def _office(tree: Tree, index: int, grammar: Grammar) -> str:
    """The words of an office that acts; empty where its noun is another's, or named beside."""
    word = tree.words[index]
    if word.relation not in _LEADING or tree.children(index, "nmod:poss", "appos", "nummod"):
        return ""
    if not any(tree.words[c].text.lower() in grammar.definite for c in tree.children(index, "det")):
        return ""
    before = tree.children(index, "compound", "amod")
    if any(tree.words[c].pos == "PROPN" or tree.words[c].text[:1].isupper() for c in before):
        return ""
    if any(tree.words[c].lemma in grammar.former for c in before):
        return ""
    first = index
    while first - 1 in before and _is_field(tree, first - 1, grammar):
        first -= 1
    return " ".join(one.text for one in tree.words[first : index + 1])


def _is_field(tree: Tree, index: int, grammar: Grammar) -> bool:
    """Whether a word says which office it is: "interior", "foreign", "deputy", not "new"."""
    word = tree.words[index]
    return word.pos == "NOUN" or word.text.lower() in grammar.fields


def _is_held(office: str, text: str) -> bool:
    """Whether the text says who holds an office: "Interior Minister Ana Roe", "Ana Roe, the …".

    Of a bare "minister" any minister with a name may be meant.
    """
    named = rf"(?i:{word_pattern(office)})(?: of [^,.]{{3,30}})?,? {_NAME}"
    behind = rf"{_NAME}[\w’'-]+, (?:[\w’' -]{{0,30}} )?(?i:{word_pattern(office)})"
    return bool(re.search(named, text) or re.search(behind, text))
