"""Acts told by nouns amid a sentence: "after Turkey's invasion of", "citing the arrest of X by Y".

A noun only tells an act where its own phrase says who did it, and where it happened: what is
called for, feared or ruled out has not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from briefing.domain.lexicon import Grammar, Lexicon, pattern_words
from briefing.stages.extraction.among import named_of
from briefing.stages.extraction.trees import Tree

_NOUNS = ("NOUN", "PROPN")
_UNDER = ("obj", "nmod", "obl", "conj", "appos", "nsubj:pass", "xcomp", "compound", "attr")
_HIGHEST = 4


@dataclass(frozen=True)
class Nominal:
    """One noun of the lexicon: its type and mode, the words before it, what may follow it.

    ``things``: what it must be about ("recall of .. ambassador"); any, where empty.
    """

    type: str
    mode: str
    before: tuple[frozenset[str], ...]
    cases: frozenset[str]
    things: frozenset[str]


@dataclass(frozen=True)
class Told:
    """A noun that tells an act: its pattern, its first and last word, and the noun itself."""

    pattern: Nominal
    first: int
    last: int


class NominalReader:
    """Finds the nouns of one lexicon in trees. Build it once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._grammar = lexicon.grammar
        self._by_noun: dict[str, list[Nominal]] = {}
        if self._grammar is None:
            return
        cases = _cases(self._grammar)
        for key, entries in lexicon.nouns.items():
            kind, _, mode = key.partition("/")
            for entry in entries:
                self._add(kind, mode, entry, cases)

    def _add(self, kind: str, mode: str, entry: str, cases: frozenset[str]) -> None:
        parts = [frozenset(word.lower().split("|")) for word in pattern_words(entry)]
        behind = next((n for n, one in enumerate(parts) if one & cases or ".." in one), len(parts))
        name = parts[:behind]
        if not name:
            return
        after = [one for one in parts[behind + 1 :] if ".." not in one and not one & cases]
        led = parts[behind] if parts[behind:] else frozenset[str]()
        things = frozenset[str]().union(*after)
        nominal = Nominal(kind, mode, tuple(name[:-1]), led, things)
        for noun in name[-1]:
            self._by_noun.setdefault(noun, []).append(nominal)

    def find(self, tree: Tree) -> Iterator[Told]:
        """The nouns of a sentence that tell an act, each with who did it in its phrase."""
        grammar = self._grammar
        if grammar is None:
            return
        for index, word in enumerate(tree.words):
            patterns = self._by_noun.get(word.text.lower(), ()) if word.pos in _NOUNS else ()
            for pattern in patterns:
                first = index - len(pattern.before)
                named = first >= 0 and all(
                    tree.words[first + n].text.lower() in one
                    for n, one in enumerate(pattern.before)
                )
                if not named or not _whole(tree, index, pattern.cases, grammar):
                    continue
                if pattern.things and not _about(tree, index, pattern.things):
                    continue
                if _has_doer(tree, index, pattern.cases, grammar) and not _unreal(
                    tree, index, grammar
                ):
                    yield Told(pattern, first, index)
                    break


def _whole(tree: Tree, noun: int, cases: frozenset[str], grammar: Grammar) -> bool:
    """Whether what its pattern wants behind a noun is there, or who did it is."""
    if not cases or tree.obliques(noun, (*cases, *grammar.by)):
        return True
    clauses = tree.children(noun, "acl", "ccomp", "xcomp", "acl:relcl", "advcl")
    marks = {tree.words[m].text.lower() for c in clauses for m in tree.children(c, "mark", "aux")}
    following = tree.words[noun + 1].text.lower() if noun + 1 < len(tree.words) else ""
    return bool(marks & cases) or following in cases


def _about(tree: Tree, noun: int, things: frozenset[str]) -> bool:
    """Whether one of some words hangs on a noun, two deep."""
    inside = _inside(tree, noun)
    near = [c for one in (noun, *inside) for c in tree.children(one, "compound", "conj")]
    return any(tree.words[one].text.lower() in things for one in (*inside, *near))


def _cases(grammar: Grammar) -> frozenset[str]:
    return frozenset(
        (*grammar.towards, *grammar.of, *grammar.by, *grammar.between, *grammar.within, "that")
    )


def _has_doer(tree: Tree, noun: int, cases: frozenset[str], grammar: Grammar) -> bool:
    """Whether the phrase of a noun says whose act it is."""
    if tree.children(noun, "nmod:poss") or tree.obliques(noun, (*grammar.by, *grammar.between)):
        return True
    if done_by(tree, noun, cases, grammar):
        return True  # "an attack on a post by X"
    if any(tree.children(c, "obl:agent") for c in tree.children(noun, "acl")):
        return True
    around = tree.children(noun, "amod", "compound")
    return any(tree.words[c].text[:1].isupper() for c in around)


def done_by(tree: Tree, noun: int, cases: Collection[str], grammar: Grammar) -> list[int]:
    """Who did it, deeper in the phrase: "an attack on a post by X", "the raid, blamed on X".

    Parsers hang "by X" on the noun before it, and a relative clause as well. Where the act is done
    to what stands behind one of other ``cases``, its "of" did it: "the withdrawal of X from Y".
    """
    inner = [c for one in _inside(tree, noun) for c in tree.obliques(one, grammar.by)]
    verb = tree.words[noun].head
    if not inner and tree.words[noun].relation == "obj" and not tree.passive(verb):
        inner = [c for c in tree.obliques(verb, grammar.by) if c > noun]  # hung on the verb
    if inner:
        return inner
    charged = [
        (verb, grammar.upon[tree.words[verb].lemma])
        for one in (noun, *_inside(tree, noun))
        for verb in (*tree.children(one, "acl", "acl:relcl"), tree.words[one].head)
        if tree.words[verb].lemma in grammar.charging
    ]
    found = [c for verb, case in charged for c in tree.obliques(verb, (case,))]
    beside = {case for _, case in charged}
    found = found or tree.obliques(noun, tuple(sorted(beside)))
    if found or not tree.obliques(noun, tuple(cases)):
        return found
    return tree.obliques(noun, [case for case in grammar.of if case not in cases])


def _inside(tree: Tree, noun: int) -> list[int]:
    """The nouns below a noun, two deep."""
    below = tree.children(noun, "nmod")
    return below + [c for one in below for c in tree.children(one, "nmod")]


def _lapsed(tree: Tree, noun: int, grammar: Grammar) -> bool:
    """Whether a noun is what ended: "a truce between X and Y expired" is no truce made now."""
    word = tree.words[noun]
    return word.relation == "nsubj" and tree.words[word.head].lemma in grammar.lapsing


def _unreal(tree: Tree, noun: int, grammar: Grammar) -> bool:
    """Whether the noun hangs on a word under which nothing has happened yet: "calls for"."""
    word = noun
    if _lapsed(tree, noun, grammar):
        return True
    for _ in range(_HIGHEST):
        one = tree.words[word]
        if one.head == word or one.relation not in _UNDER:
            return False
        word = one.head
        lemma = tree.words[word].lemma.lower()
        if one.relation != "conj" and lemma in (*grammar.unreal, *grammar.wishes):
            return True
        if tree.words[word].pos not in _NOUNS and tree.words[word].relation != "xcomp":
            return False
    return False


def beyond(tree: Tree, noun: int, grammar: Grammar) -> list[int]:
    """Where goods go that a noun is about ("the issue of permits to X"), or one of many people."""
    ways = [case for case in grammar.ways if case not in grammar.of]
    goods = tree.obliques(noun, grammar.of[:1])
    gone = [one for thing in goods for one in tree.obliques(thing, ways)]
    return [*gone, *named_of(tree, noun, grammar)]


def content(tree: Tree, noun: int) -> list[int]:
    """Who is acted upon in the clause of a noun: "accusations that X had", "refusal to admit X"."""
    clauses = [c for c in tree.children(noun, "acl", "ccomp") if tree.children(c, "mark", "aux")]
    bare = [c for c in clauses if tree.words[c].tag == "VB" and not tree.children(c, "nsubj")]
    finite = [c for c in clauses if c not in bare]
    upon = [o for c in bare for o in tree.children(c, "obj")]
    return [s for c in finite for s in tree.children(c, "nsubj")] or upon
