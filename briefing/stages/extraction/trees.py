"""Questions to the tree of one sentence: whose verb, whose object, joined with what."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from briefing.domain.syntax import Parse

_FINITE = ("VBD", "VBZ", "VBP")
_PAST = ("VBD", "VBN")
_ON_NOUNS = ("acl", "acl:relcl")
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "csubj:pass")
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")
_CLAUSES = ("VERB", "AUX", "ADJ", "NOUN")
# "accused X of shelling", "stopped X from leaving", "thanked X for helping"
_OF_OBJECT = ("of", "from", "for")
_WITH = (*_OF_OBJECT, "with")  # "charged X with plotting"
# "the decision of Norway to expel", "a promise by both to meet"
_WHOSE = ("of", "by", "par", "de")
_HIGHEST = 6


@dataclass(frozen=True, slots=True)
class Subject:
    """The word that a verb's subject is; ``undergoes`` when the verb is done to it."""

    word: int
    undergoes: bool


class Tree:
    """One parsed sentence. Indices are those of its words.

    ``control`` are verbs whose object does what they ask for ("urged X to sign"); ``relative`` are
    relative pronouns.
    """

    def __init__(
        self, words: Parse, control: Collection[str] = (), relative: Collection[str] = ()
    ) -> None:
        self.words = words
        self._control = frozenset(control)
        self._relative = frozenset(relative)
        self._children: list[list[int]] = [[] for _ in words]
        for index, word in enumerate(words):
            if word.head != index:
                self._children[word.head].append(index)

    def children(self, index: int, *relations: str) -> list[int]:
        """The dependents of a word, in order; only those with one of the relations, if any."""
        found = self._children[index]
        return [c for c in found if self.words[c].relation in relations] if relations else found

    def within(self, start: int, end: int) -> list[int]:
        """The words that lie in a span of characters."""
        return [i for i, w in enumerate(self.words) if w.start < end and w.end > start]

    def head_of(self, start: int, end: int) -> int | None:
        """The word of a span that the others hang on; None for a span without words."""
        inside = self.within(start, end)
        outward = [i for i in inside if self.words[i].head not in inside or self.words[i].head == i]
        return next(iter(outward or inside), None)

    def ancestors(self, index: int) -> Iterator[int]:
        """The governors of a word, the nearest first."""
        seen = {index}
        while (above := self.words[index].head) not in seen:
            seen.add(above)
            index = above
            yield above

    def passive(self, verb: int) -> bool:
        """Whether the verb is in the passive: done to its subject."""
        for _ in range(_HIGHEST):
            word = self.words[verb]
            if self.children(verb, "aux:pass", "nsubj:pass"):
                return True
            if self._led(verb):
                return False
            if self.children(verb, "obl:agent") and word.tag not in _FINITE:
                return word.tag != "VBN" or not self.children(verb, "aux")  # "has spoken by radio"
            if word.tag != "VBN" or self.children(verb, "aux", *_SUBJECTS):
                return False
            if word.relation != "conj":
                return word.relation in ("acl", "advcl")
            verb = word.head
        return False

    def subject(self, verb: int, depth: int = 0) -> Subject | None:
        """Who acts or undergoes, found up the tree where the verb has no subject of its own."""
        own = [one for one in self.children(verb, *_SUBJECTS) if not self._some_of(one)]
        for aux in self.children(verb, "aux:pass"):
            own = own or self.children(aux, *_SUBJECTS)  # where the parser hung it on "is"
        if own:
            return Subject(self._antecedent(own[-1]), self.passive(verb))
        word = self.words[verb]
        if depth > _HIGHEST or word.head == verb:
            return None
        if self._led(verb):
            return Subject(word.head, undergoes=False)
        if word.relation in _ON_NOUNS:
            return self._of_noun(verb, depth)
        if word.relation == "conj" and self.words[word.head].pos in _CLAUSES:
            above = self.subject(word.head, depth + 1)
            return Subject(above.word, self.passive(verb)) if above else None
        if word.relation in ("xcomp", "advcl", "ccomp"):
            return self._controlled(verb, depth)
        if word.relation == "acomp":  # "was quick to send", "is ready to pardon"
            return self.subject(word.head, depth + 1)
        return None

    def _some_of(self, index: int) -> bool:
        """Whether a word begins an aside on a subject: "The Union, many of whose voters left,"."""
        behind = [word.text.lower() for word in self.words[index + 1 : index + 3]]
        return len(behind) == 2 and behind[0] == _WHOSE[0] and behind[1] in self._relative

    def _led(self, verb: int) -> bool:
        """Whether a parser took the subject for all there is: "Velmar, for its part, offered"."""
        word = self.words[verb]
        noun = word.head
        root = self.words[noun].head == noun and self.words[noun].pos in ("NOUN", "PROPN")
        if not root or word.relation not in ("acl", "advcl") or word.tag not in _PAST:
            return False
        between = noun + 1 < verb - 1 and self.words[noun + 1].text == self.words[verb - 1].text
        return between and self.words[verb - 1].text == ","

    def _of_noun(self, verb: int, depth: int) -> Subject | None:
        """The subject of a clause that hangs on a noun: "troops shelling", "men killed by"."""
        word = self.words[verb]
        noun = word.head
        if self.children(verb, "mark") or word.tag == "VB":  # "a plan to attack"
            owners = self.children(noun, "nmod:poss") or self.obliques(noun, _WHOSE)
            if owners:
                return Subject(owners[0], self.passive(verb))
            governor = self.words[noun].head
            return self.subject(governor, depth + 1) if governor != noun else None
        finite = word.tag in ("VBD", "VBZ", "VBP")
        return Subject(noun, self.passive(verb) and not finite)

    def _controlled(self, verb: int, depth: int) -> Subject | None:
        """The subject that a clause shares with the verb above it: "vowed to fight"."""
        word = self.words[verb]
        governor = self.words[word.head]
        if governor.pos not in _CLAUSES:
            return None
        passive = self.passive(verb)
        if governor.pos in _NOMINAL and word.relation == "advcl" and word.case in _OF_OBJECT:
            return Subject(word.head, passive)  # "accused X of shelling", hung on X
        objects = self.children(word.head, "obj", "iobj")
        led = _WITH if governor.lemma in self._control else _OF_OBJECT
        asked = word.relation == "xcomp" or self._behind(verb, objects)
        done_by_object = asked and governor.lemma in self._control
        if objects and (done_by_object or (word.relation == "advcl" and word.case in led)):
            return Subject(self._antecedent(objects[0]), passive)
        above = self.subject(word.head, depth + 1)
        if above is None or (word.relation == "advcl" and above.undergoes and word.case == "by"):
            return None
        return Subject(above.word, passive)

    def _behind(self, verb: int, objects: Sequence[int]) -> bool:
        """Whether an infinitive goes on a clause of the object: "accused X of using Y to dig"."""
        told = any(
            self.words[clause].case in _OF_OBJECT and clause < verb
            for one in objects
            for clause in self.children(one, "advcl", "acl")
        )
        return told and any(self.words[one].tag == "TO" for one in self.children(verb))

    def _antecedent(self, index: int) -> int:
        """The noun that a relative pronoun stands for."""
        if self.words[index].text.lower() not in self._relative:
            return index
        verb = self.words[index].head
        for _ in range(_HIGHEST):  # "a case which X said was unjust": the clause below counts, too
            inner = self.words[verb].relation in ("conj", "ccomp") and index < self.words[verb].head
            outer = self.words[verb].relation == "conj" or inner
            verb = self.words[verb].head if outer else verb
        above = self.words[verb]
        return above.head if above.relation in _ON_NOUNS else index

    def joined(self, index: int) -> list[int]:
        """A noun and what "and" joins to it."""
        found = [index]
        for one in found:
            more = self.children(one, "conj")
            new = [c for c in more if c not in found]
            found += [c for c in new if self.words[c].pos in _NOMINAL or self.words[c].entity]
        return sorted(set(found))

    def phrase(self, index: int, *, clauses: bool = False) -> set[int]:
        """A word with all that hangs on it; the ``clauses`` on a noun only where asked for."""
        found = {index}
        for one in (waiting := [index]):
            below = [c for c in self._children[one] if c not in found]
            new = [c for c in below if clauses or self.words[c].relation not in _ON_NOUNS]
            found.update(new)
            waiting += new
        return found

    def held(self, verb: int) -> list[int]:
        """Who a verb says is something: "found Roe guilty", "holds Tosk responsible"."""
        said = [c for c in self.children(verb, "ccomp") if self.words[c].pos == "ADJ"]
        bare = [c for c in said if not self.children(c, "aux", "cop", "mark")]
        return [noun for c in bare for noun in self.children(c, "nsubj")]

    def obliques(self, index: int, cases: Sequence[str]) -> list[int]:
        """Nouns behind one of the prepositions, in the order of ``cases``."""
        below = self.children(index, "obl", "nmod", "iobj", "obl:agent")
        ranked = [
            (cases.index(self.words[c].case), c) for c in below if self.words[c].case in cases
        ]
        return [c for _, c in sorted(ranked)]

    def finite(self, verb: int) -> bool:
        """Whether a verb tells what is: it has a tense or an auxiliary."""
        return self.words[verb].tag in ("VBD", "VBZ", "VBN") or bool(self.children(verb, "aux"))

    def infinitive(self, verb: int) -> bool:
        """Whether "to" stands before a verb."""
        return any(self.words[i].tag == "TO" for i in self.children(verb, "aux", "mark"))

    def bare(self, verb: int, *, asked: bool = False) -> bool:
        """Whether a verb has its base form; what is ``asked`` for may be taken for a noun."""
        word = self.words[verb]
        plain = word.pos in ("NOUN", "VERB") and word.text.lower() == word.lemma
        return word.tag == "VB" or (asked and plain)

    def modifies(self, word: int, noun: int) -> bool:
        """Whether a word stands before a noun as part of it: "Indian drone strikes"."""
        for _ in range(4):
            relation = self.words[word].relation
            before = relation in (
                "compound",
                "amod",
                "nmod",
                "obl:npmod",
                "nmod:poss",
                "conj",
                "flat",
            )
            if not before or (relation == "nmod" and self.words[word].case):
                return False
            word = self.words[word].head
            if word == noun:
                return True
        return False
