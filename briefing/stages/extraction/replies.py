"""Whom a clause about something just told answers: "A offered help, an offer that B welcomed"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from briefing.stages.extraction.cues import Cue
from briefing.stages.extraction.references import References
from briefing.stages.extraction.scenery import Scenery
from briefing.stages.extraction.trees import Tree


def replied_to(
    scenery: Scenery,
    references: References,
    verb: int,
    who: Collection[str],
    statements: Collection[str],
) -> tuple[str, ...]:
    """Who said or did what the noun of a relative clause stands for: the subject before it."""
    tree = scenery.tree
    word = tree.words[verb]
    if word.relation not in ("acl:relcl", "acl") or word.head >= verb:
        return ()
    noun = tree.words[word.head]
    first = min([word.head, *tree.children(word.head)])
    if noun.lemma not in statements or not first or tree.words[first - 1].text != ",":
        return ()  # what a comma does not set off is told here for the first time
    for above in tree.ancestors(word.head):
        if above > word.head or tree.words[above].pos not in ("VERB", "AUX"):
            continue
        subject = tree.subject(above)
        if subject is None or subject.undergoes:
            continue
        found = tuple(p for p in references.parties(scenery, subject.word) if p not in who)
        if found:
            return found[:1]
    return ()


def depended_on(
    scenery: Scenery, references: References, cue: Cue, who: Collection[str]
) -> tuple[str, ...]:
    """Upon whose acts a threat depends: "warned that it would leave if Tosk attacked".

    That is the subject of the condition, wherever it stands among the clauses of the act.
    """
    tree, provisos = scenery.tree, references.grammar.provisos
    verb = tree.head_of(cue.start, cue.end)
    clauses = [verb] if verb is not None else []
    for one in clauses:  # grows
        clauses += tree.children(one, "ccomp", "xcomp")
    if verb is not None:
        clauses += [above for above in tree.ancestors(verb) if tree.words[above].pos == "VERB"]
    for clause in (below for one in clauses for below in tree.children(one, "advcl")):
        first = min(tree.phrase(clause), default=clause)
        opening = [*tree.children(clause, "mark"), *tree.children(clause, "aux")]
        if not any(tree.words[i].text.lower() in provisos and i <= first + 1 for i in opening):
            continue
        for subject in tree.children(clause, "obl:agent") or tree.children(clause, "nsubj"):
            found = tuple(p for p in references.parties(scenery, subject) if p not in who)
            if found:
                return found[:1]
    return ()


def grievance(scenery: Scenery, references: References, cue: Cue, before: Sequence[str]) -> str:
    """What a protest is about, behind one of ``before``: "began a strike over the new wage".

    A bare noun ("a strike over pay") may be what is wanted, unless it stands behind the first of
    ``before``, "against".
    """
    tree = scenery.tree
    behind = (
        one
        for anchor in tree.within(cue.start, cue.end)
        for one in tree.obliques(anchor, tuple(before))
        if tree.words[one].pos == "NOUN"
        and (tree.words[one].case in before[:1] or tree.children(one, "det"))
        and not references.parties(scenery, one)
    )
    found = next(behind, None)
    return tree.words[found].lemma if found is not None else ""


def thing_at(
    scenery: Scenery,
    verb: int,
    cue: Cue,
    plain: Collection[str],
    but: Collection[str] = (),
    cases: Sequence[str] = (),
    definite: Collection[str] = (),
    sought: Collection[str] = (),
) -> str:
    """The common noun that words take sides on: "hailed the accord", "voted against the bill".

    That is the object of a verb that does so by itself, one of the ``plain``; in idioms ("threw its
    weight behind") what stands behind the preposition that ends the cue, or behind one of the
    ``cases`` ("complained about the fee"). What the cue itself tells is one if it is known
    (``definite``): "called the sentence vindictive", but not "lodged a protest", or one of what is
    ``sought``: "called for a truce".
    """
    tree = scenery.tree
    words = tree.words
    inside = tree.within(cue.start, cue.end)
    below = tree.children(verb, "obj") if words[verb].lemma in plain else []
    last = cue.text.lower().split()[-1]
    below += tree.obliques(verb, (*cases, *(last for _ in range(last != "as"))))
    below += [one for anchor in inside for one in tree.obliques(anchor, cases)]
    nouns = (words[one] for one in below if words[one].pos == "NOUN")
    found = next((word.lemma for word in nouns if word.lemma not in but), "")
    told = (
        words[one].lemma
        for one in inside
        if _known(tree, one, definite) or (words[one].pos == "NOUN" and words[one].lemma in sought)
    )
    return found or next(told, "")


def _known(tree: Tree, noun: int, definite: Collection[str]) -> bool:
    """Whether it is a thing that the text speaks of as known: "the sentence", "this new fee".

    The words before it tell, as parsers hang the article of "called the fee unfair" elsewhere.
    """
    before = noun - 1
    while before >= 0 and tree.words[before].pos == "ADJ":
        before -= 1
    return tree.words[noun].pos == "NOUN" and tree.words[before].text.lower() in definite
