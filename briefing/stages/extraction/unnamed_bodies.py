"""Bodies that a text describes and never names: "the labour court", "the ranchers' federation"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefing.domain.lexicon import Grammar, Lexicon
from briefing.stages.extraction.mentions import Party
from briefing.stages.extraction.trees import Tree

_HYPHEN = "-"
_NOUNS = ("NOUN", "PROPN", "PART", "PUNCT")
_LEADING = ("nsubj", "obl:agent", "obj", "iobj", "nsubj:pass", "conj")


def with_unnamed_bodies(
    sentences: Sequence[tuple[Tree, str]], known: Sequence[Party], lexicon: Lexicon
) -> list[Party]:
    """The parties with such bodies, which are actors only with a role.

    A bare noun among the parties ("agency") is the only body so described.
    """
    grammar = lexicon.grammar
    if grammar is None:
        return list(known)
    found: dict[str, str] = {}
    names = {form.lower() for party in known for form in (party.name, *party.forms)}
    for tree, text in sentences:
        for index, word in enumerate(tree.words):
            if word.lemma in grammar.boards and word.tag == "NN" and word.text.islower():
                body = _body(tree, text, index, grammar)
                if body and not any(name.endswith(body) for name in names):
                    found[body] = word.text
    heads = [*found.values()]
    result = [p for p in known if heads.count(p.name) != 1 or p.sure]
    dropped = {p.name for p in known} - {p.name for p in result}
    new = [Party(body, "organisation", sure=False) for body in found]
    return [
        *result,
        *(replace(p, forms=(found[p.name],)) if found[p.name] in dropped else p for p in new),
    ]


def _body(tree: Tree, text: str, index: int, grammar: Grammar) -> str:
    """The words of a body that has a part; empty where it has a name or is somebody's."""
    words = tree.words
    if words[index].relation not in _LEADING or tree.children(index, "appos", "nummod"):
        return ""
    before = tree.children(index, "compound", "amod", "nmod:poss")
    inside = {one for c in before for one in tree.phrase(c) if words[one].pos != "DET"}
    first = index
    while first - 1 in inside and _tells(tree, first - 1, grammar):
        first -= 1
    if first == index or any(words[c].text[:1].isupper() for c in inside):
        return ""
    if not first or words[first - 1].pos != "DET":
        return ""
    name = text[words[first].start : words[index].end]
    return "" if re.search(r"[^\w\s'’-]", name) else name


def _tells(tree: Tree, index: int, grammar: Grammar) -> bool:
    """Whether a word says which body it is: "labour", "ranchers'", not "new"."""
    word = tree.words[index]
    linked = _HYPHEN in (word.text, tree.words[index + 1].text, tree.words[index - 1].text)
    # "anti-corruption"
    return word.pos in _NOUNS or linked or word.text.lower() in grammar.fields
