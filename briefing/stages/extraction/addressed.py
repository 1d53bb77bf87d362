"""Whom a clause below a verb addresses: "demanded that X resign", "alleged that X had fled"."""

from __future__ import annotations

from briefing.domain.lexicon import Grammar
from briefing.stages.extraction.cues import Cue
from briefing.stages.extraction.trees import Tree

_PAST = ("VBD", "VBN")


def clauses_of(tree: Tree, grammar: Grammar, verb: int) -> list[int]:
    """The clauses behind a verb that are its object: also "called *for X to resign*"."""
    behind = tree.children(verb, "ccomp", "xcomp")
    asking = tree.words[verb].lemma in grammar.wishes
    for clause in tree.children(verb, "advcl") if asking else ():
        marks = {tree.words[m].text.lower() for m in tree.children(clause, "mark")}
        if marks & {*grammar.sought} and tree.infinitive(clause):
            behind.append(clause)
    return [clause for clause in behind if clause > verb]


def addressees(tree: Tree, grammar: Grammar, cue: Cue, clause: int) -> list[int]:
    """The words for whoever is to do, or is said to have done, what a clause tells."""
    lemma = tree.words[tree.words[clause].head].lemma
    aux = [tree.words[a] for a in tree.children(clause, "aux")]
    modals = [word for word in aux if word.tag == "MD"]
    obliged = any(word.end <= cue.end and word.lemma in grammar.obliging for word in modals)
    accused = lemma in grammar.alleging
    if accused and tree.passive(clause):  # "alleged that he had been beaten by guards"
        return tree.children(clause, "obl:agent")
    bare = tree.bare(clause, asked=lemma in grammar.wishes)
    verb = tree.words[clause]
    within = verb.end <= cue.end and (verb.pos == "AUX" or verb.tag in _PAST)
    # "said Tosk must go", "said Tosk was behind", "said Tosk had lied"
    told = accused or obliged or within or (bare and not modals)
    # "that X be freed" is asked of others
    return tree.children(clause, "nsubj")[:1] if told else []


def goes_on(tree: Tree, grammar: Grammar, clause: int) -> bool:
    """Whether a clause only goes on with the act of the verb above it: "refused to admit X"."""
    verb = tree.words[clause].head
    # "asked people to meet X"
    asking = tree.words[verb].lemma in grammar.control and bool(tree.children(verb, "obj"))
    led = bool(tree.children(clause, "nsubj")) or tree.passive(clause)
    return not (asking or led) and tree.words[clause].relation == "xcomp"


def scattered(tree: Tree, grammar: Grammar, verb: int) -> list[int]:
    """Upon whom force is used: "fired tear gas to disperse protesters"."""
    ends = [
        clause
        for clause in tree.children(verb, "advcl", "xcomp")
        if tree.infinitive(clause) and tree.words[clause].lemma in grammar.scattering
    ]
    ends = [clause for clause in ends if clause > verb]
    led = [c for clause in ends for c in tree.children(clause, "ccomp")]  # "disperse men marching"
    return [
        *(one for clause in ends for one in tree.children(clause, "obj")),
        *(one for clause in led for one in tree.children(clause, "nsubj")),
    ]


def termed(tree: Tree, grammar: Grammar, verb: int, index: int) -> bool:
    """Whether "it" is what a verb calls something: a thing, or all that was told before."""
    word = tree.words[index]
    named = tree.words[verb].lemma in grammar.terming
    return named and word.pos == "PRON" and word.text.lower() in grammar.it[:1]


def wanted(tree: Tree, grammar: Grammar, noun: int, case: str) -> bool:
    """Whether what is "of" a noun is asked for, or counted: "called for the release of X"."""
    word = tree.words[noun]
    asked = word.pos == "NOUN" and word.case in grammar.sought
    return case in grammar.of[:1] and (asked or word.lemma in grammar.quantities)
