"""What a parser says of the words of a cue: whether they are the verb a pattern takes them for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from briefing.domain.syntax import Word
from briefing.stages.extraction.frames import VERBAL
from briefing.stages.extraction.inflection import Form
from briefing.stages.extraction.trees import Tree

_NOMINAL = ("NOUN", "PROPN")
_MODIFYING = ("amod", "compound", "acl")
_DETERMINING = ("det", "nmod:poss", "nummod")
_ARGUMENTS = ("obj", "iobj", "obl", "nmod", "nsubj", "nsubj:pass", "appos")
_CLAUSES = ("xcomp", "ccomp", "advcl", "conj", "acl")


def heard(tree: Tree, start: int, form: Form) -> bool | None:
    """Whether a parser takes the word for a verb that tells something; None where it is unsure.

    A form of the past that it takes for a noun is more often an error of the parser's.
    """
    found = tree.within(start, start + 1)
    if not found:
        return None
    index = _last_part(tree, found[0])
    word = tree.words[index]
    if form == "past" and people(tree, index):
        return False
    verb = word.pos in VERBAL and word.relation not in _MODIFYING[:2]
    verb = verb or bool(form == "s" and tree.children(index, "nsubj"))
    return None if form == "past" and not verb else verb


def _last_part(tree: Tree, index: int) -> int:
    """Where a verb of several parts ends: "test-launched" is three words to a parser."""
    words = tree.words
    while index + 2 < len(words) and words[index + 1].tag == "HYPH":
        hyphen = words[index + 1]
        if words[index].end != hyphen.start or hyphen.end != words[index + 2].start:
            break
        index += 2
    return index


def whole_words(tree: Tree) -> Iterator[tuple[int, Word]]:
    """The words that do not only end another: who "test-fired a missile" fired at nobody."""
    before: Word | None = None
    for index, word in enumerate(tree.words):
        joined = before is not None and before.tag == "HYPH" and before.end == word.start
        before = word
        if not joined:
            yield index, word


def people(tree: Tree, index: int) -> bool:
    """Whether a participle only says who somebody is: "the wounded", "several of the freed men".

    An article, an owner or a number stands before it, or before the noun that it describes.
    """
    word = tree.words[index]
    loose = word.relation == "dep" and word.tag == "VBN" and word.head < index
    if loose and not tree.children(index, "aux", "aux:pass", "nsubj"):
        return True  # "shared intercepted messages"
    noun = word.head if word.relation == "amod" and word.tag != "VBD" else index
    if noun == index and word.relation not in _ARGUMENTS:
        return False
    return noun >= index and any(c < index for c in tree.children(noun, *_DETERMINING))


def a_noun(tree: Tree, start: int, form: Form) -> bool:
    """Whether the first word of a longer pattern is a noun here: "the 200 block of Oak Street".

    Where the parser finds no verb at all, it has overlooked one: "Torvane and Lesk trade fire".
    """
    found = tree.within(start, start + 1)
    if form not in ("base", "s") or not found or tree.words[found[0]].pos not in _NOMINAL:
        return False
    return any(w.pos in VERBAL and w.relation not in _MODIFYING for w in tree.words)


def own_wish(rest: Sequence[str], tree: Tree, start: int, end: int) -> bool:
    """Whether "want .. to" and the like ask nobody else: "wants to stay", "told us that it has to".

    What follows "to" must hang on the verb, and somebody stand between, if the verb is not passive
    ("was asked to go").
    """
    if ("..", "to") not in pairwise(rest):
        return False
    words = tree.words
    inside = tree.within(start, end)
    to = next((i for i in inside if words[i].pos == "PART" and words[i].text == "to"), None)
    if to is None:
        return False
    verb, above = inside[0], words[to].head
    asked = any(words[i].pos in (*_NOMINAL, "PRON", "NUM") for i in range(verb + 1, to))
    if not asked:
        return words[verb].tag != "VBN" and not tree.passive(verb)
    for _ in range(3):
        if words[above].head == verb:
            return False
        if words[above].relation not in _CLAUSES:
            break
        above = words[above].head
    return True


def elsewhere(rest: Sequence[str], tree: Tree, start: int, end: int) -> bool:
    """Whether the last noun of a pattern belongs to another phrase.

    "holds Tosk responsible for the strike" is no "hold .. strike".
    """
    within = tree.within(start, end)
    if len(rest) != 2 or rest[0] != ".." or tree.words[within[-1]].pos != "NOUN":
        return False
    cases = [c for c in tree.children(within[-1], "case") if c in within]
    held = [i for i in within if tree.words[i].pos in ("NOUN", "PROPN")]
    others = [c for c in cases if tree.words[c].text.lower() not in (*rest, "of")]
    return bool(others) and held[0] < others[0]
