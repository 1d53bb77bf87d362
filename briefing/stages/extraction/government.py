"""The words that an act stands under: its auxiliaries, and the verbs and nouns that contain it.

"The army denied that its troops had crossed the border and attacked": over *attacked* stand
"denied that had"; over *denied* stands nothing, and a relative clause or a clause joined by "and"
is not heard at all. Whether an act happened is told by these words and by no others.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from briefing.stages.extraction.cues import Cue
from briefing.stages.extraction.trees import Tree

_VERBS = ("VERB", "AUX")
_OWN = ("aux", "aux:pass", "neg", "mark", "advmod", "case", "cop", "cc:preconj", "preconj")
_SHARED = ("aux", "neg", "mark")
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "csubj:pass")
_NOTHING = ("det", "neg", "preconj", "cc:preconj", "advmod")
_CONTAINED = ("acomp", "ccomp", "xcomp", "pcomp", "csubj", "csubj:pass")
# "accused of shelling", "ban on selling": a clause behind one of these is what the verb is about
_ABOUT = ("of", "from", "on", "to", "about", "against", "de", "d'")
_OR = ("or", "nor", "ou", "ni")
_NOR = ("nor", "ni")
_FINITE = ("VBD", "VBZ", "VBP")
_FUTURE = ("will", "would", "'ll", "'d")
_HIGHEST = 8


@dataclass(frozen=True)
class Government:
    """``words`` over an act in the order of the sentence, without those of its cue.

    ``wished``: it is only asked for, wanted or recommended ("asked Lesk to free two men").
    """

    words: str
    wished: bool = False


def anchor(tree: Tree, cue: Cue) -> int | None:
    """The word that carries a cue: its first verb, else the noun that the others hang on."""
    inside = tree.within(cue.start, cue.end)
    for pos in _VERBS:
        for index in inside:
            if tree.words[index].pos == pos:
                return index
    return tree.head_of(cue.start, cue.end)


def misread(tree: Tree, cue: Cue, word: int) -> bool:
    """Whether the parser took a verb of the lexicon for something else."""
    return tree.words[word].pos not in _VERBS and cue.form in ("s", "past")


def government(
    tree: Tree,
    cue: Cue,
    wishes: Collection[str] = (),
    speech: Collection[str] = (),
    unreal: Collection[str] = (),
) -> Government | None:
    """What stands over the act at ``cue``; ``wishes`` are verbs that only ask for what they govern.

    Those that are verbs of ``speech``, too, tell what will be ("told them she would not sign").
    A gerund under an ``unreal`` word is only wished or weighed, too ("delayed imposing").
    None where the parser did not see a verb in the cue.
    """
    word = anchor(tree, cue)
    if word is None or misread(tree, cue, word):
        return None
    found: set[int] = set()
    act, wished, told = word, False, False
    for _ in range(_HIGHEST):
        found |= _around(tree, word)
        asks = {*wishes} - {*speech} if _foretold(tree, word) else wishes
        wished = wished or (_wished(tree, word, asks) and not told) or _weighed(tree, word, unreal)
        # "let it be known that it stands ready to"
        told = told or (word != act and tree.words[word].tag in _FINITE)
        above = _above(tree, word, found)
        if above is None:
            break
        word = above
        found |= {word, *tree.children(word, "compound:prt")}  # "ruled out"
    words = [w for i, w in enumerate(tree.words) if i in found]
    kept = [w for w in words if w.end <= cue.start or w.start >= cue.end]
    return Government("".join(f"{w.text} " for w in kept), wished)


def _around(tree: Tree, word: int) -> set[int]:
    """What stands with a word itself: auxiliaries, negations, "if", "no" with its subject."""
    found = set(tree.children(word, *_OWN))
    found -= {i for i in tree.children(word, "preconj") if tree.children(i, "advmod")}  # "not only"
    for adverb in tree.children(word, "advmod"):
        found |= set(tree.children(adverb, "neg", "det"))  # "no longer insisted"
    for case in tree.children(word, "case"):
        found |= set(tree.children(case, "advmod"))  # "instead of"
    if tree.words[word].pos not in _VERBS:
        found |= set(tree.children(word, "det", "amod"))
    for subject in tree.children(word, *_SUBJECTS):
        found |= set(tree.children(subject, *_NOTHING))
        if tree.words[subject].pos == "PRON":
            found.add(subject)
    return found


def _above(tree: Tree, word: int, found: set[int]) -> int | None:
    """The word that contains the act; what joined verbs share with it is added to ``found``."""
    word = _first_joined(tree, word, found)
    one = tree.words[word]
    if one.head == word or one.relation in ("conj", "root"):
        return None
    if one.relation == "acl:relcl":  # "there was nothing to negotiate"
        return one.head if tree.infinitive(word) else None
    if one.relation in _CONTAINED:
        if one.head < word:
            return one.head
        found.add(one.head)  # "X attacked, officials claimed"
        return None
    if one.relation == "advcl" and one.case not in _ABOUT:
        found |= _modals(tree, word, one.head)
        return None
    if one.relation == "acl" and not (tree.children(word, "mark") or tree.infinitive(word)):
        return one.head if one.case in _ABOUT else None
    nominal = one.pos == "NOUN" and tree.words[one.head].pos in ("NOUN", "VERB")
    inside = one.relation in ("advcl", "acl") or (one.relation in ("nmod", "obj") and nominal)
    return one.head if inside else None


def _first_joined(tree: Tree, word: int, found: set[int]) -> int:
    """The first of the verbs that "and" joins; their shared auxiliaries go to ``found``."""
    for _ in range(_HIGHEST):
        first = tree.words[word].head
        if tree.words[word].relation != "conj" or tree.words[first].pos not in _VERBS:
            break
        links = tree.children(first, "cc")
        found |= {i for i in links if i < word and tree.words[i].text.lower() in _NOR}
        outer = _alike_above(tree, word)
        if outer is None and _shares(tree, word, first):
            found |= set(tree.children(first, *_SHARED))
        word = first if outer is None else outer
    return word


def _alike_above(tree: Tree, word: int) -> int | None:
    """The verb that a finite one goes on from, where the parser joined it to a lower one.

    "claimed to have killed ten and imposed a curfew": who claimed imposed.
    """
    tag, first = tree.words[word].tag, tree.words[word].head
    own = tree.children(word, "aux", "aux:pass", *_SUBJECTS)
    either = any(tree.words[i].text.lower() in _OR for i in tree.children(first, "cc"))
    if own or either or tag not in _FINITE or tree.words[first].tag in _FINITE:
        return None
    above = [i for i in tree.ancestors(first) if tree.words[i].pos in _VERBS]
    return next((i for i in above if tree.words[i].tag == tag), None)


def _wished(tree: Tree, word: int, wishes: Collection[str]) -> bool:
    """Whether a verb without a time of its own hangs on one that asks for it."""
    while tree.words[word].relation == "conj" or _listed(tree, word):
        word = tree.words[word].head
    one = tree.words[word]
    bare = one.tag == "VB" or (one.pos in _VERBS and one.text.lower() == one.lemma)
    passive = any(tree.words[i].tag == "VB" for i in tree.children(word, "aux:pass"))
    # "the prisoners it wants freed"
    undone = one.tag == "VBN" and not tree.children(word, "aux", "aux:pass", "nsubj")
    below = one.relation in (*_CONTAINED, "advcl") and tree.words[one.head].lemma in wishes
    return below and (bare or passive or (undone and one.relation in _CONTAINED))


def _weighed(tree: Tree, word: int, unreal: Collection[str]) -> bool:
    """Whether a gerund is what somebody only speaks of: "opposed sending", "talk of sending"."""
    one = tree.words[word]
    contained = one.relation in _CONTAINED or one.case in _ABOUT
    above = {one.case, tree.words[one.head].lemma}
    return one.tag == "VBG" and contained and bool(above & {*unreal})


def _foretold(tree: Tree, word: int) -> bool:
    """Whether "will" or "would" stands with a verb."""
    return any(
        tree.words[i].tag == "MD" and tree.words[i].lemma in _FUTURE
        for i in tree.children(word, "aux")
    )


def _listed(tree: Tree, word: int) -> bool:
    """Whether an infinitive goes on a list that the parser broke: "to hand over X, to pay"."""
    one = tree.words[word]
    if one.relation not in ("advcl", "dep") or one.head > word:
        return False
    marks = [i for i in tree.children(word) if tree.words[i].tag == "TO" and i > 0]
    behind = bool(marks) and tree.words[marks[0] - 1].text == ","
    return behind and tree.infinitive(one.head)


def _shares(tree: Tree, word: int, first: int) -> bool:
    """Whether a verb behind "and" uses the auxiliaries of the first: "will attack and seize"."""
    tags = {tree.words[word].tag, tree.words[first].tag}
    return (len(tags) == 1 or tags == {"VBD", "VBN"}) and not tree.children(
        word, "aux", "aux:pass", *_SUBJECTS
    )


def _modals(tree: Tree, word: int, governor: int) -> set[int]:
    """The auxiliaries of the main clause, where the clause has no time of its own."""
    finite = tree.words[word].tag in _FINITE or tree.children(word, "mark")
    return set() if finite else set(tree.children(governor, "aux"))
