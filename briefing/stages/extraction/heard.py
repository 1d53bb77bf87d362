"""What a parser says of the words of a cue: whether they are the verb a pattern takes them for."""

from __future__ import annotations

from briefing.stages.extraction.frames import VERBAL
from briefing.stages.extraction.inflection import Form
from briefing.stages.extraction.trees import Tree

_NOMINAL = ("NOUN", "PROPN")
_OWNED = ("det", "nmod:poss")
_MODIFYING = ("amod", "compound", "acl")
_CLAUSES = ("xcomp", "ccomp", "advcl", "conj", "acl")


def heard(tree: Tree, start: int, form: Form) -> bool | None:
    """Whether a parser takes the word for a verb that tells something; None where it is unsure.

    A form of the past that it takes for a noun is more often an error of the parser's.
    """
    found = tree.within(start, start + 1)
    if not found:
        return None
    word = tree.words[found[0]]
    if form == "past" and word.pos in _NOMINAL and found[0] - 1 in tree.children(found[0], *_OWNED):
        return False  # "died from a shot in the face"
    verb = word.pos in VERBAL and word.relation not in _MODIFYING[:2]
    verb = verb or bool(form == "s" and tree.children(found[0], "nsubj"))
    return None if form == "past" and not verb else verb


def a_noun(tree: Tree, start: int, form: Form) -> bool:
    """Whether the first word of a longer pattern is a noun here: "the 200 block of Oak Street".

    A form of the past is one behind an article or an owner only ("a shot in the arm").

    Where the parser finds no verb at all, it has overlooked one: "Torvane and Lesk trade fire".
    """
    found = tree.within(start, start + 1)
    if not found or tree.words[found[0]].pos not in _NOMINAL:
        return False
    if form not in ("base", "s") and not (form == "past" and tree.children(found[0], *_OWNED)):
        return False  # "from a shot in the face"
    return any(w.pos in VERBAL and w.relation not in _MODIFYING for w in tree.words)


def own_wish(tree: Tree, start: int, end: int) -> bool:
    """Whether "want .. to" and the like ask nobody else: "wants to stay", "told us that it has to".

    What follows "to" must hang on the verb, and somebody stand between, if the verb is not passive
    ("was asked to go").
    """
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
