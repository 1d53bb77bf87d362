"""Patterns read off the tree of a sentence: a verb and what stands as its object.

"imposed sanctions", "sanctions were imposed", "the sanctions that Torvane has imposed" and "imposed
a round of sweeping new sanctions" are one frame: ``impose <curb>``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefing.domain.lexicon import NOTHING, SOMEBODY, Lexicon, pattern_words
from briefing.stages.extraction.trees import Tree

_SLOT = re.compile(r"<([\w-]+)>|\(([^()]+)\)")
_NAMES = ("PERSON", "ORG", "GPE", "NORP", "PER", "LOC")
_FARTHEST = 6
VERBAL = ("VERB", "AUX")
_CLAUSES = ("ccomp", "xcomp", "compound:prt")


@dataclass(frozen=True)
class Slot:
    """What stands as the object, or behind ``case``; ``anybody``: whoever can act.

    ``nothing``: no object stands there, and no clause in its place ("Lesk accepted").
    """

    case: str
    words: frozenset[str]
    anybody: bool = False
    nothing: bool = False


def is_frame(pattern: str) -> bool:
    """Whether a pattern is read off the tree."""
    return "<" in pattern or "(" in pattern


def slot_words(word: str, classes: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The nouns that a word of a pattern stands for; none where it is no slot."""
    found = _SLOT.fullmatch(word)
    if found is None:
        return ()
    return tuple(classes.get(found[1], ())) if found[1] else tuple(found[2].split("|"))


def slots_of(pattern: str, classes: Mapping[str, Sequence[str]]) -> tuple[Slot, ...]:
    """The slots of a pattern; words between them are the preposition or particle of the next.

    A word that no slot follows stands alone: its slot takes any noun. A pattern of words alone has
    no slots.
    """
    if not is_frame(pattern):
        return ()
    slots: list[Slot] = []
    waiting: list[str] = []
    for word in pattern_words(pattern)[1:]:
        if not is_frame(word):
            waiting.append(word.lower())
            continue
        anybody = word == f"<{SOMEBODY}>"
        words = frozenset(slot_words(word, classes))
        slots.append(Slot(" ".join(waiting), words, anybody, word == f"<{NOTHING}>"))
        waiting.clear()
    if waiting:
        slots.append(Slot(" ".join(waiting), frozenset()))
    return tuple(slots)


class FrameReader:
    """Fills the slots of frames with the words of trees; knows who can act in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        grammar = lexicon.grammar
        self._wholes = frozenset(lexicon.wholes)
        self._none = frozenset(lexicon.negation)
        # "a package of aid", "45 million dollars in aid"
        self._behind = (*grammar.of[:1], *grammar.within[:1]) if grammar else ()
        self._relative = frozenset(grammar.relative) if grammar else frozenset()
        self._actors = frozenset(_who_acts(lexicon))
        self._terms = frozenset(w for some in lexicon.classes.values() for w in some if " " in w)

    def match(self, tree: Tree, verb: int, slots: Sequence[Slot]) -> tuple[int, int] | None:
        """First and last word of a frame with this verb; None where a slot stays empty."""
        last = verb
        for slot in slots:
            if slot.nothing:
                if self.objects(tree, verb) or tree.children(verb, *_CLAUSES):
                    return None
                continue
            filler = next(self._fillers(tree, verb, slot), None)
            if filler is None:
                return None
            beside = self._particles(tree, verb, slot.case) if slot.case else []
            named = [filler] if slot.words or slot.anybody else []  # any noun stays outside
            near = [i for i in (*named, *beside) if verb < i <= verb + _FARTHEST]
            last = max([last, *near])
        return verb, last

    def none_of(self, tree: Tree, verb: int) -> bool:
        """Whether a verb is done to nothing: "no link was established"."""
        return any(
            tree.words[c].text.lower() in self._none
            for one in self.objects(tree, verb)
            for c in tree.children(one, "det")
        )

    @staticmethod
    def in_two_words(tree: Tree, index: int, slots: Sequence[Slot]) -> bool:
        """Whether a slot is filled by two words: "launched air strikes", which are no strikes."""
        word = tree.words[index]
        before = tree.words[index - 1].text.lower() if index else ""
        both = {f"{before} {form}" for form in (word.lemma, word.text.lower())}
        return any(both & slot.words for slot in slots)

    def _fillers(self, tree: Tree, verb: int, slot: Slot) -> Iterator[int]:
        for one in self._candidates(tree, verb, slot.case):
            for word in self._parts(tree, one):
                if self._fits(tree, word, slot):
                    yield word
        if slot.case and not slot.words and not slot.anybody:
            yield from self._particles(tree, verb, slot.case)

    def _candidates(self, tree: Tree, verb: int, case: str) -> list[int]:
        objects = self.objects(tree, verb)
        if not case:
            return objects
        if self._particles(tree, verb, case):
            return objects
        found = tree.obliques(verb, (case,))
        for one in (*objects, *tree.children(verb, "advmod", "compound:prt")):
            found += tree.obliques(one, (case,))
        return found

    @staticmethod
    def _particles(tree: Tree, verb: int, case: str) -> list[int]:
        """Words beside a verb that go with it: "called off", "stepped down"."""
        near = tree.children(verb, "compound:prt", "advmod", "case", "mark")
        return [c for c in near if c > verb and tree.words[c].text.lower() == case]

    def objects(self, tree: Tree, verb: int) -> list[int]:
        """What a verb is done to, wherever it stands."""
        word = tree.words[verb]
        if word.pos not in VERBAL:
            return _following(tree, verb)
        if word.relation == "amod" and word.tag == "VBD":  # "Torvane imposed sanctions", misread
            return [word.head]
        found = [
            c
            for c in tree.children(verb, "obj", "iobj", "attr")
            if tree.words[c].text.lower() not in self._relative
        ]
        subject = tree.subject(verb)
        if subject is not None and subject.undergoes:
            found.append(subject.word)
        if found:
            return found
        if word.relation == "acl:relcl" and not tree.passive(verb):
            own = tree.children(verb, "nsubj")
            if own and tree.words[own[-1]].text.lower() not in self._relative:
                return [word.head]  # "the aid that Lesk sent"
        for other in tree.children(verb, "conj"):  # "planned and carried out the raid"
            if not tree.children(other, "nsubj", "nsubj:pass", "aux:pass"):
                found += tree.children(other, "obj")
        return found

    def _parts(self, tree: Tree, noun: int) -> Iterator[int]:
        """A noun, what "and" joins to it, and what it is a quantity or a part of."""
        for one in tree.joined(noun):
            yield one
            if tree.words[one].lemma in self._wholes or tree.words[one].pos == "NUM":
                for inner in tree.obliques(one, self._behind):
                    yield from tree.joined(inner)
                yield from tree.children(one, "compound")

    def _fits(self, tree: Tree, index: int, slot: Slot) -> bool:
        word = tree.words[index]
        if slot.anybody:
            return self._acts(tree, index)
        if not slot.words:
            return True
        before = tree.words[index - 1].text.lower() + " " if index else ""
        forms = {word.lemma, word.text.lower()}
        whole = {before + form for form in forms}
        if whole & self._terms:  # "travel bans" are no bans
            return bool(whole & slot.words)
        return bool((forms | whole) & slot.words)

    def _acts(self, tree: Tree, index: int) -> bool:
        """Whether a noun is somebody: a name, a person, a state, a body."""
        word = tree.words[index]
        if word.lemma in self._actors or word.text.lower() in self._actors:
            return True
        return word.pos == "PROPN" and (not word.entity or word.entity[2:] in _NAMES)


def _following(tree: Tree, verb: int) -> list[int]:
    """The nouns right behind a verb that the parser overlooks."""
    found = []
    for index in range(verb + 1, min(len(tree.words), verb + _FARTHEST)):
        if tree.words[index].pos in (*VERBAL, "PUNCT", "ADP", "CCONJ", "SCONJ"):
            break
        if tree.words[index].pos in ("NOUN", "PROPN"):
            found.append(index)
    return found


def _who_acts(lexicon: Lexicon) -> Iterator[str]:
    yield from lexicon.collectives
    grammar = lexicon.grammar
    if grammar is None:
        return
    for words in (grammar.persons, grammar.states, grammar.he, grammar.she, grammar.they):
        yield from words
    for words in (*grammar.bodies.values(), *lexicon.synonyms.values()):
        yield from words
