"""Which words of a clause judge its subject: what that is said to be, not what it is about."""

from __future__ import annotations

import re
from collections.abc import Collection

from briefing.stages.extraction.trees import Tree

_CLAUSES = ("acl", "acl:relcl", "advcl", "ccomp", "xcomp", "pcomp", "csubj", "parataxis")
_OWN = ("nsubj", "aux", "aux:pass", "cop")


def verdict(tree: Tree, clause: int, predicate: int) -> str:
    """The words of a predicate, and its negation, which may be its subject ("nobody has a right").

    Without its clauses ("a consequence of attacking a town" blames nobody) and without adverbs that
    only look like praise ("did just that").
    """
    denied = {one for one in tree.children(clause, "nsubj") if tree.words[one].pos == "PRON"}
    return spelt(tree, _core(tree, predicate) | {*tree.children(clause, "neg")} | denied)


def spelt(tree: Tree, inside: Collection[int]) -> str:
    """Some words of a sentence; what stands together there ("ill-advised") stays together."""
    text, end = "", -1
    for index in sorted(inside):
        word = tree.words[index]
        text += word.text if word.start == end else f" {word.text}"
        end = word.end
    return text.strip()


def _core(tree: Tree, predicate: int) -> set[int]:
    found = {predicate}
    waiting = [predicate]
    for one in waiting:
        for child in tree.children(one):
            below = tree.words[child].relation in _CLAUSES
            told = tree.words[child].relation == "conj" and tree.children(child, *_OWN)
            if child not in found and not below and not told and not _loose(tree, child):
                found.add(child)
                waiting.append(child)
    return found


def _loose(tree: Tree, index: int) -> bool:
    """Whether an adverb says nothing of its own: "just", not "politically", "ill-" or "not"."""
    word = tree.words[index]
    if word.pos != "ADV" or word.relation == "neg" or word.text.lower().endswith("ly"):
        return False
    near = tree.words[max(0, index - 1) : index + 2]
    return all("-" not in other.text for other in near)


def foretold(tree: Tree, clause: int, predicate: int) -> bool:
    """Whether "it" only opens the clause: "it is important to remember that"."""
    subjects = tree.children(clause, "nsubj", "expl")
    bare = any(tree.words[one].text.lower() == "it" for one in subjects)
    behind = [*tree.children(clause, *_CLAUSES), *tree.children(predicate, *_CLAUSES)]
    return bare and any(one > predicate for one in behind)


def likened(tree: Tree, verb: int, as_: int) -> bool:
    """Whether "as" at a character belongs to a verb: to no other verb between the two."""
    index = next((i for i, word in enumerate(tree.words) if word.start == as_), None)
    if index is None:
        return False
    if any(above == verb for above in tree.ancestors(index) if _verbal(tree, above)):
        nearest = next(above for above in tree.ancestors(index) if _verbal(tree, above))
        return nearest == verb
    return not any(_verbal(tree, one) for one in range(verb + 1, index))


def led_by_article(tree: Tree, index: int, quote: re.Match[str] | None) -> bool:
    """Whether a word taken for an adjective is the noun judged: "called the detente 'a trap'"."""
    word = tree.words[index]
    right_before = quote is not None and word.end + 1 == quote.start()
    return right_before and word.pos == "ADJ" and tree.words[index - 1].pos == "DET"


def _verbal(tree: Tree, index: int) -> bool:
    word = tree.words[index]
    return word.pos == "VERB" and word.relation not in ("amod", "compound")
