"""Who is meant by a noun phrase, in names of the article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from briefing.domain.lexicon import Grammar
from briefing.stages.extraction.belonging import owning
from briefing.stages.extraction.epithets import EpithetReader
from briefing.stages.extraction.mentions import Mention
from briefing.stages.extraction.pronouns import Pronouns
from briefing.stages.extraction.same_office import OfficesTold
from briefing.stages.extraction.scenery import Scenery
from briefing.stages.extraction.two_sides import Opposed, TwoSides, bare_pair, next_door

_DEEPEST = 4
_LOOK_BACK = 3
_ACTING = ("nsubj", "obl:agent")


@dataclass
class References:
    """Resolves noun phrases of one article; its sentences are handed in order to ``enter``.

    ``kinds`` are the kinds of the parties by name, ``sexes`` "f" or "m" by person;
    ``homes`` whom persons speak for, as far as the article was read.
    """

    grammar: Grammar
    kinds: Mapping[str, str]
    sexes: Mapping[str, str] = field(default_factory=dict)
    before: list[Scenery] = field(default_factory=list)
    homes: dict[str, str] = field(default_factory=dict)
    opposed: Opposed | None = field(default_factory=Opposed)
    _described: dict[str, list[str]] = field(default_factory=dict)
    _depth: int = 0

    def __post_init__(self) -> None:
        self._pronouns = Pronouns(self.grammar, self.kinds, self.sexes, self.before, self.parties)
        self._sides = TwoSides(self.grammar, self.kinds, self.opposed)
        self._offices = OfficesTold(self.grammar)
        self._epithets = EpithetReader(self.grammar, self.kinds)
        self._kinds_of = {
            noun: kinds.split() for kinds, nouns in self.grammar.bodies.items() for noun in nouns
        }

    def enter(self, scenery: Scenery) -> None:
        """Take note of a sentence: who its subject was, what its actors are called."""
        for index, word in enumerate(scenery.tree.words):
            leads = word.relation == "root" or (
                word.relation in ("conj", "ccomp") and word.pos == "VERB"
            )
            subject = scenery.tree.subject(index) if leads and not scenery.subjects else None
            if subject is not None:
                scenery.lead = subject.word
                scenery.subjects = tuple(self.parties(scenery, subject.word))
        for mention in scenery.mentions:
            if mention.how != "demonym":
                self._describe(scenery, mention)
        self.before.append(scenery)

    def _describe(self, scenery: Scenery, mention: Mention) -> None:
        """Note what a party is called: "Ana Roe, the minister", "the rebel group Ansar"."""
        tree = scenery.tree
        head = tree.head_of(mention.start, mention.end)
        if head is None:
            return
        around = tree.children(head, "appos", "compound", "amod")
        word = tree.words[head]
        if word.relation == "appos":
            around.append(word.head)
        if word.relation == "nsubj":
            around += tree.children(word.head, "attr")
        for index in around:
            noun = tree.words[index]
            listed = scenery.mention(index)  # "the drivers' union, VLG": "union" may be listed, too
            # "Prime Minister Ana Roe" may be listed so
            title = noun.text.lower() in self._offices.titles
            other = listed is not None and not (title or listed.party.islower())
            if noun.pos in ("NOUN", "PROPN") and not other:
                self._call(noun.lemma.lower(), mention.party)
                self._offices.learn(tree, index, mention.party)
        if " " in mention.party:
            self._call(mention.party.split()[-1].lower(), mention.party)

    def _call(self, noun: str, party: str) -> None:
        parties = self._described.setdefault(noun, [])
        if party in parties:
            parties.remove(party)
        parties.append(party)

    def parties(self, scenery: Scenery, index: int, *, loosely: bool = True) -> list[str]:
        """The parties that a noun phrase names, with all that "and" joins to it.

        ``loosely``: a people or owner stands for its things ("Indian troops", "Tosk's envoy").
        """
        if self._depth >= _DEEPEST:
            return []
        self._depth += 1
        try:
            found = [
                party
                for one in scenery.joined(index)
                for party in self._pronouns.own_land(scenery, one, self.homes)
                or self._next_door(scenery, one)
                or self._one(scenery, one, loosely=loosely)
            ]
        finally:
            self._depth -= 1
        return list(dict.fromkeys(found))

    def _one(self, scenery: Scenery, index: int, *, loosely: bool) -> list[str]:
        word, mention = scenery.tree.words[index], scenery.mention(index)
        beside = self._name_beside(scenery, index)
        if mention is not None and not mention.party.islower():
            bare = scenery.text[mention.start : mention.end].islower()
            return [beside if bare and beside else mention.party]  # "the police union NPB"
        if beside:
            return [beside]
        realm = word.text in self.grammar.realms  # "the Republic of Tosk"
        if realm or word.pos == "NUM" or word.lemma in self.grammar.quantities:
            inner = self._of(scenery, index)
            if inner:
                return inner
        whose = word.relation == "nmod:poss" and word.text.lower() in self.grammar.relative
        if bare_pair(scenery.tree, index, self.grammar):
            return self._sides.together(self._named_so_far(scenery, index)[:2])
        if word.pos == "PRON" or whose:
            return self._pronouns.meant(scenery, index)
        past = any(
            scenery.tree.words[c].lemma in self.grammar.former
            for c in scenery.tree.children(index, "amod", "advmod", "compound")
        )
        private = word.relation in _ACTING and word.lemma in self.grammar.unofficial
        apart = past or private or word.lemma in self.grammar.others
        stands_in = not apart and (loosely or mention is not None)
        if stands_in and (owner := self.owner(scenery, index)):
            return owner
        if mention is not None and " " in mention.party:
            return [mention.party]
        held = word.lemma in self.grammar.persons and not apart
        if held and (owner := self._of(scenery, index)):
            return owner  # "the president of Tosk" is no other president
        return self._description(scenery, index) or ([mention.party] if mention else [])

    def _name_beside(self, scenery: Scenery, index: int) -> str:
        """The name that explains a noun: "the minister, Ana Roe", "a commander known as Falcon"."""
        tree, word = scenery.tree, scenery.tree.words[index]
        near = tree.children(index, "appos")
        near += [c for one in near for c in tree.children(one, "appos")]
        if word.relation == "appos":
            near.append(word.head)  # "Brazil, the bloc's biggest member, called"
        for one in (index, *tree.children(index, "appos")):
            for verb in tree.children(one, "acl"):
                if tree.words[verb].lemma in self.grammar.called:
                    near += tree.children(verb)
        person = word.lemma in self.grammar.persons
        inner = [
            c  # "her counterpart in Tosk, Ana Roe": hung on Tosk by the parser
            for below in (tree.children(index, "nmod") if person else ())
            for c in tree.children(below, "appos")
        ]
        for other in (*near, *inner):
            named = scenery.mention(other)
            if named is None or named.how == "demonym" or named.party.islower():
                continue
            if other not in inner or self.kinds.get(named.party) == "person":
                return named.party
        return ""

    def _of(self, scenery: Scenery, index: int) -> list[str]:
        below = scenery.tree.children(index, "nmod")
        first = [c for c in below if scenery.tree.words[c].case == self.grammar.of[0]]
        return [party for c in first for party in self.parties(scenery, c)]

    def owner(self, scenery: Scenery, index: int) -> list[str]:
        """Whose a thing is: "Indian missile and drone strikes", "Tosk's envoy", "troops of A"."""
        tree = scenery.tree
        of = owning(tree.words[index].text.lower(), self.grammar)
        for other in tree.children(index, "nmod:poss"):
            inner = self.parties(scenery, other)
            if inner:
                return inner
        for other in tree.children(index, "amod"):
            people = scenery.mention(other) if other > index else None
            if people is not None and people.how == "demonym":
                return [people.party]  # "les soldats maliens"
        served = [
            o
            for c in tree.children(index, "amod", "acl")
            if tree.words[c].lemma in self.grammar.loyal
            for o in tree.obliques(c, self.grammar.towards)
        ]  # "forces loyal to General Roe"
        led = [*served, *tree.obliques(index, of)]
        behind = [
            self.parties(scenery, o, loosely=tree.words[o].text.lower() in self.grammar.ruling)
            for o in led
        ]
        named = next((found for found in behind if found and not found[0].islower()), [])
        for mention in reversed(scenery.mentions):
            if mention.end <= tree.words[index].start and not mention.party.islower():
                head = tree.head_of(mention.start, mention.end)
                bare = scenery.text[mention.start : mention.end].islower()
                if head is not None and tree.modifies(head, index) and not (bare and named):
                    # but "the military leaders of Tosk" are Tosk's
                    return [*self._beside(scenery, head), mention.party]
        return named

    def _beside(self, scenery: Scenery, head: int) -> list[str]:
        """Whom "and" joins to a people before its noun: "Chilean and Peruvian troops"."""
        first = scenery.tree.words[head].head
        if scenery.tree.words[head].relation != "conj" or scenery.tree.words[first].pos != "ADJ":
            return []
        other = scenery.mention(first)
        return [*self._beside(scenery, first), *([other.party] if other is not None else [])]

    def _description(self, scenery: Scenery, index: int) -> list[str]:
        """ "the minister", "the group": the party last called so, else the last of that kind."""
        tree, word = scenery.tree, scenery.tree.words[index]
        plural = word.tag in ("NNS", "NNPS")
        if plural and (both := self._both(scenery, index)):
            return self._epithets.counted(word.lemma, both)
        if plural:
            return self._epithets.several(tree, index, self._named_so_far(scenery, index))
        definite = any(
            tree.words[c].text.lower() in (*self.grammar.definite, *self.grammar.both[:1])
            for c in tree.children(index, "det")
        )
        definite = definite or word.case in self.grammar.definite  # "au pays"
        if not definite or word.pos not in ("NOUN", "PROPN"):
            return []
        offices = self._offices
        called = self._described.get(word.lemma.lower(), [])
        called = called or offices.alike(word.lemma, self._described)
        called = [party for party in called if not offices.another(tree, index, party)]
        if called:
            return [called[-1]]
        if known := self._epithets.one(tree, index, self._named_so_far(scenery, index)):
            return known
        if word.lemma in self.grammar.titled:
            return []
        if word.lemma in self.grammar.persons:
            return self._last(scenery, index, ("person",))
        if tree.obliques(index, self.grammar.of[:1]):
            return []  # "the movement of diplomats" is no movement
        return self._last(scenery, index, self._kinds_of.get(word.lemma, ()))

    def _next_door(self, scenery: Scenery, index: int) -> list[str]:
        """ "its bigger neighbour": the other of two that act upon each other."""
        near = next_door(scenery.tree, index, self.grammar)
        return [p for one in near for p in self._sides.opposite(self.parties(scenery, one))]

    def _named_so_far(self, scenery: Scenery, index: int) -> list[tuple[str, ...]]:
        """Whom the article names before a word, sentence by sentence, the nearest first."""
        earlier = [tuple(reversed(s.parties)) for s in reversed(self.before)]
        return [scenery.named_before(index), *earlier]

    def _last(self, scenery: Scenery, index: int, kinds: Sequence[str]) -> list[str]:
        earlier = [tuple(reversed(s.named)) for s in reversed(self.before[-_LOOK_BACK:])]
        for named in (scenery.named_before(index), *earlier):
            for party in named:
                fitting = self.kinds.get(party, "other") in kinds and not party.islower()
                if fitting and self._epithets.called(party, scenery.tree.words[index].lemma):
                    return [party]
        return []

    def _doing(self, scenery: Scenery, index: int) -> set[str]:
        """Who acts upon a noun phrase: all whom the subject above it names."""
        tree = scenery.tree
        for verb in tree.ancestors(index):
            subject = tree.subject(verb)
            if subject is None or tree.words[subject.word].pos == "PRON":
                continue
            phrase = tree.phrase(subject.word)
            if index in phrase:
                return set()
            named = {m.party for m in scenery.mentions if tree.head_of(m.start, m.end) in phrase}
            return named.union(self.parties(scenery, subject.word))
        return set()

    def _both(self, scenery: Scenery, index: int) -> list[str]:
        """ "both governments", "the two leaders": the last two parties of that sort."""
        tree, word = scenery.tree, scenery.tree.words[index]
        told = {tree.words[c].text.lower() for c in tree.children(index)}
        if word.relation == "nmod" and word.case in self.grammar.of:  # "both of the leaders"
            told.add(tree.words[word.head].text.lower())
        both = told & {*self.grammar.both}
        # whoever acts upon both sides is none of them; "ties between the two" may be his own
        doing = set() if word.case in self.grammar.between else self._doing(scenery, index)
        # "two men" are any two: only "both" and "the two" were named before
        known = both & {*self.grammar.both[:1]} or told & {*self.grammar.definite}
        if not (both and known) or word.lemma not in self.grammar.sides:
            return []
        named = [tuple(reversed(scenery.named_before(index)))]
        named += [s.parties for s in reversed(self.before)]
        return self._sides.among(word.lemma, named, doing)
