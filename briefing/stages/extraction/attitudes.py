"""Attitudes: sides that are held and not taken by an act.

"is sceptical of X", "no longer trusts X", "a critic of X", "X's support for Y", "lost faith in X".
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from briefing.domain.lexicon import Lexicon
from briefing.domain.wording import AttitudeSide
from briefing.stages.extraction.cues import Cue
from briefing.stages.extraction.government import Government, government
from briefing.stages.extraction.references import References
from briefing.stages.extraction.scenery import Scenery
from briefing.stages.extraction.status import StatusReader
from briefing.stages.extraction.targets import TargetReader
from briefing.stages.extraction.trees import Tree

_JOINED = 3
_TURNED: dict[AttitudeSide, AttitudeSide] = {"support": "oppose"}


@dataclass(frozen=True)
class Attitude:
    """Who takes which side of whom, or of what thing, in the words ``start`` to ``end``."""

    holder: str
    label: AttitudeSide
    target: str
    thing: bool
    start: int
    end: int


@dataclass(frozen=True)
class _Held:
    """A side before its parties are known: its word, the verb above it, who holds it, of what."""

    word: int
    verb: int | None
    side: AttitudeSide
    holder: int
    target: int


class AttitudeReader:
    """Reads the attitudes of sentences with the words of one lexicon. Build it once."""

    def __init__(self, lexicon: Lexicon, status: StatusReader) -> None:
        words = lexicon.attitudes
        self._verbs = _places(words.verbs)
        self._traits = _places(words.traits)
        self._feelings = _places(words.feelings)
        self._bonds = {word: side for side, some in words.bonds.items() for word in some}
        self._shows, self._loses = frozenset(words.shows), frozenset(words.loses)
        self._asked = frozenset(words.asked)
        self._able = frozenset(words.able)
        self._selves = frozenset(words.selves)
        self._lapsed = frozenset(words.lapsed)
        self._nots = frozenset(words.nots)
        self._speech = frozenset((*lexicon.speech, *lexicon.judging.opinions))
        self._wishes = lexicon.grammar.wishes if lexicon.grammar is not None else ()
        self._of = lexicon.grammar.of[:1] if lexicon.grammar is not None else ()
        self._status = status

    def read(
        self, scenery: Scenery, references: References, cues: Collection[Cue]
    ) -> list[Attitude]:
        """The attitudes of a sentence where none of the ``cues`` tells an act."""
        result: list[Attitude] = []
        for index, word in enumerate(scenery.tree.words):
            if any(cue.start < word.end and word.start < cue.end for cue in cues):
                continue
            for held in self._at(scenery.tree, index):
                result += self._resolved(scenery, references, held)
        return result

    def _at(self, tree: Tree, index: int) -> Iterator[_Held]:
        word = tree.words[index]
        if word.pos in ("VERB", "AUX") and word.lemma in self._verbs:
            yield from self._by_verb(tree, index)
        if word.pos in ("ADJ", "VERB", "ADP", "ADV"):
            yield from self._by_trait(tree, index)
        if word.pos == "NOUN" and word.lemma in self._feelings:
            yield from self._by_feeling(tree, index)
        if word.pos == "NOUN" and word.lemma in self._bonds:
            yield from self._by_bond(tree, index)

    def _by_verb(self, tree: Tree, verb: int) -> Iterator[_Held]:
        """ "admires X", "campaigns against X", "X is mistrusted by Y"."""
        if tree.children(verb, "compound:prt"):
            return  # "picked up", "backed down"
        subject, asking, told = tree.subject(verb), self._asking(tree, verb), verb
        passive = tree.passive(verb)
        for side, cases in self._verbs[tree.words[verb].lemma]:
            if passive:
                agents = tree.children(verb, "obl:agent") or self._speaker(tree, verb)
                if agents and subject is not None and not cases:
                    yield _Held(verb, verb, side, agents[0], subject.word)
                continue
            if asking is None and tree.words[verb].lemma in self._asked:
                continue
            if asking is not None:
                verb, subject = asking, tree.subject(asking)
            below = tree.obliques(told, cases) if cases else tree.children(told, "obj")
            if subject is not None and below:
                yield _Held(told, verb, side, subject.word, below[0])
                return

    def _asking(self, tree: Tree, verb: int) -> int | None:
        """The verb that asks others for it: who "urged voters to reject X" is against X."""
        above = tree.words[verb].head
        asked = tree.words[verb].relation == "xcomp" and tree.words[above].lemma in self._wishes
        return above if asked and tree.children(above, "obj", "iobj") else None

    def _speaker(self, tree: Tree, verb: int) -> list[int]:
        """Who says so: "warned that X could not be trusted"."""
        above = tree.words[verb].head
        told = tree.words[verb].relation == "ccomp" and tree.words[above].lemma in self._speech
        subject = tree.subject(above) if told else None
        return [subject.word] if subject is not None else []

    def _by_trait(self, tree: Tree, index: int) -> Iterator[_Held]:
        """ "is sceptical of X", "X, long hostile to Y,"."""
        word = tree.words[index]
        for side, cases in self._traits.get(word.text.lower(), ()):
            below = tree.obliques(index, cases) or tree.obliques(word.head, cases)
            own = tree.children(index, "aux:pass", "nsubj", "nsubj:pass")
            above = index if own else word.head
            if not below or below[0] < index:
                continue
            if tree.words[above].pos in ("NOUN", "PROPN") and word.relation in ("amod", "appos"):
                yield _Held(index, None, side, above, below[0])
            elif (subject := tree.subject(above)) is not None:
                yield _Held(index, above, side, subject.word, below[0])
            return

    def _by_feeling(self, tree: Tree, noun: int) -> Iterator[_Held]:
        """ "Y's support for X", "has faith in X", "is in favour of X", "lost trust in X"."""
        word = tree.words[noun]
        for side, cases in self._feelings[word.lemma]:
            below = tree.obliques(noun, cases)
            if not word.relation.startswith("nsubj"):  # whose verb has objects of its own
                below = below or tree.obliques(word.head, cases)
            below = [one for one in below if one > noun]
            if not below:
                continue
            owners = tree.children(noun, "nmod:poss")
            if owners and not self._own(tree, noun, owners[0]):
                yield _Held(noun, None, side, owners[0], below[0])
                return
            verb = word.head
            if tree.words[verb].pos in ("ADJ", "NOUN"):  # "full of praise for X"
                verb = tree.words[verb].head
            shown = tree.words[verb].lemma in (*self._shows, *self._loses)
            subject = tree.subject(verb) if tree.words[verb].pos in ("VERB", "AUX") else None
            if subject is None or tree.passive(verb) or not (shown or word.case in ("in", "to")):
                return
            lost = tree.words[verb].lemma in self._loses
            turned = _TURNED.get(side) if lost else side
            if turned is not None:
                yield _Held(noun, verb, turned, subject.word, below[0])
            return

    def _own(self, tree: Tree, noun: int, owner: int) -> bool:
        """Whether the feeling is that of the verb's subject: "withdrew its support for X"."""
        word = tree.words[noun]
        verbs = (*self._shows, *self._loses)
        pronoun = tree.words[owner].tag == "PRP$"
        return pronoun and word.relation == "obj" and tree.words[word.head].lemma in verbs

    def _by_bond(self, tree: Tree, noun: int) -> Iterator[_Held]:
        """ "Y, a critic of X", "Y is X's ally", "X's ally, Y"."""
        if any(tree.words[c].text.lower() in self._lapsed for c in tree.children(noun)):
            return
        below = [*tree.obliques(noun, (*self._of, "to")), *tree.children(noun, "nmod:poss")]
        if not below:
            return
        first = noun
        for _ in range(_JOINED):
            if tree.words[first].relation != "conj" or tree.words[
                tree.words[first].head
            ].pos not in (
                "NOUN",
                "PROPN",
            ):
                break
            first = tree.words[first].head
        word = tree.words[first]
        verb: int | None = None
        holder: int | None = None
        if word.relation in ("attr", "oprd") and tree.words[word.head].lemma in self._shows:
            verb = word.head
            subject = tree.subject(verb)
            holder = subject.word if subject is not None else None
        elif word.relation == "appos":
            holder = word.head
        else:
            holder = next(iter(tree.children(noun, "appos")), None)
        if holder is not None:
            yield _Held(noun, verb, self._bonds[tree.words[noun].lemma], holder, below[0])

    def _resolved(self, scenery: Scenery, references: References, held: _Held) -> list[Attitude]:
        """The attitude of each holder towards each target, if it stands."""
        tree = scenery.tree
        side = self._standing(scenery, held)
        if side is None or tree.words[held.target].text.lower() in self._selves:
            return []
        who = self._holders(scenery, references, held)
        target = TargetReader(scenery, references).acted_on(held.target, tuple(who), owned=True)
        named = self._named(scenery, held.target)
        parties = () if named else target.parties
        things = tuple(filter(None, (named or target.thing,))) if not parties else ()
        word = tree.words[held.word]
        return [
            Attitude(holder, side, one, one in things, word.start, word.end)
            for holder in who
            for one in (*parties, *things)
            if one != holder
        ]

    @staticmethod
    def _named(scenery: Scenery, index: int) -> str:
        """A thing with a name that is no party: "the Indus Waters Treaty"."""
        tree, word = scenery.tree, scenery.tree.words[index]
        parts = [*tree.children(index, "compound", "amod"), index]
        first = tree.words[min(parts)]
        whole = word.pos == "PROPN" and len(parts) > 1 and first.text[:1].isupper()
        if not whole or scenery.mention(index) is not None:
            return ""
        return scenery.text[first.start : word.end]

    def _holders(self, scenery: Scenery, references: References, held: _Held) -> list[str]:
        """Who holds it; "said its country was in favour": the speaker."""
        tree = scenery.tree
        found = references.parties(scenery, held.holder)
        if found or held.verb is None:
            return [party for party in found if not party.islower()] or found
        clause = tree.words[held.verb]
        subject = tree.subject(clause.head) if clause.relation == "ccomp" else None
        own = [held.holder, *tree.children(held.holder, "nmod:poss")]
        if subject is None or tree.words[clause.head].lemma not in self._speech:
            return []
        if not any(tree.words[one].pos == "PRON" for one in own):
            return []
        return references.parties(scenery, subject.word)

    def _standing(self, scenery: Scenery, held: _Held) -> AttitudeSide | None:
        """The side, turned round by a negation; None where it is only supposed, or not held."""
        tree = scenery.tree
        none = any(tree.words[c].text.lower() in self._nots for c in tree.children(held.word))
        if held.verb is not None:
            over = self._over(scenery, held)
            if over is None:
                return None
            none = none or over
        return _TURNED.get(held.side) if none else held.side

    def _over(self, scenery: Scenery, held: _Held) -> bool | None:
        """Whether the verb is negated; None where it tells no fact."""
        assert held.verb is not None
        tree = scenery.tree
        word = tree.words[held.verb]
        cue = Cue("", "", word.lemma, "literal", word.start, word.end, word.text, passive=False)
        above = government(tree, cue, self._wishes)
        words: Sequence[str] = above.words.split() if above is not None else ()
        kept = [one for one in words if one.lower() not in self._nots]
        if len(kept) < len(words):  # "could not be trusted" is not of the future
            kept = [one for one in kept if one.lower() not in self._able]
        wished = above is not None and above.wished
        text = Government("".join(f"{one} " for one in kept), wished)
        status = self._status.status(scenery.text[: word.end], cue, over=text)
        if status.negated or status.factuality != "occurred":
            return None
        return len(kept) < len(words)


def _places(
    words: dict[AttitudeSide, tuple[str, ...]],
) -> dict[str, list[tuple[AttitudeSide, tuple[str, ...]]]]:
    """The sides of each word with the prepositions behind which its target stands."""
    found: dict[str, list[tuple[AttitudeSide, tuple[str, ...]]]] = {}
    for side, patterns in words.items():
        for pattern in patterns:
            word, _, cases = pattern.partition(" ")
            found.setdefault(word, []).append((side, tuple(filter(None, cases.split("|")))))
    return found
