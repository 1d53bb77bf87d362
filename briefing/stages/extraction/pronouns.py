"""Whom a pronoun stands for: the nearest party that fits, subjects first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from briefing.domain.lexicon import Grammar
from briefing.stages.extraction.among import one_of_them
from briefing.stages.extraction.scenery import Scenery
from briefing.stages.extraction.trees import Tree

_LOOK_BACK = 2
_PERSONS_BACK = 3
_ONLY_BACK = 5  # the only woman, or the only man
_MOST = 3
_BODIES = ("military", "government_body", "organisation", "company")


class Pronouns:
    """Resolves the pronouns of one article.

    ``before`` are the sentences read so far; ``parties`` resolves the noun phrase at an index.
    """

    def __init__(
        self,
        grammar: Grammar,
        kinds: Mapping[str, str],
        sexes: Mapping[str, str],
        before: Sequence[Scenery],
        parties: Callable[[Scenery, int], list[str]],
    ) -> None:
        self._grammar = grammar
        self._kinds = kinds
        self._sexes = sexes
        self._before = before
        self._parties = parties
        self._we: list[str] = []

    def meant(self, scenery: Scenery, index: int) -> list[str]:
        """The parties that the pronoun at ``index`` stands for; empty when nobody fits."""
        tree, word = scenery.tree, scenery.tree.words[index]
        pronoun = word.text.lower()
        if word.start == word.end:
            return self._issuer()
        if pronoun in self._grammar.relative:
            for one in (word.head, tree.words[word.head].head):  # "who left", "whose envoy left"
                above = tree.words[one]
                if above.relation.startswith("acl") and above.head < index:
                    return self._parties(scenery, above.head)
            return []
        if pronoun in self._grammar.we:
            return self._speaker(scenery, index)
        if listed := one_of_them(tree, index, self._grammar):
            return [party for one in listed for party in self._parties(scenery, one)]
        if asked := self._asked(scenery, index) or self._told(scenery, index):
            return asked
        if pronoun in self._grammar.latter:
            return self._latter(scenery, index)
        if faulted := self._faulted(scenery, index):
            return faulted
        return [] if self._things(scenery, index) else self._nearest(scenery, index)

    def _nearest(self, scenery: Scenery, index: int) -> list[str]:
        """Who fits of those named before, the office that leads the clause above first."""
        own = self._own_subject(scenery, index)
        holding = self._holding(scenery, index)
        if holding is not None:
            return [party for party in holding if party not in own]
        pronoun = scenery.tree.words[index].text.lower()
        for group, joined in self._candidates(scenery, index):
            chosen = self._fitting(pronoun, [p for p in group if p not in own], joined=joined)
            if chosen:
                return chosen
        return []

    def _holding(self, scenery: Scenery, index: int) -> list[str] | None:
        """ "Tosk's president says he is leaving": Tosk, for whom who holds the office speaks.

        Nobody, where the office is nobody's by name; None where no office leads the clause above,
        or the sentence before.
        """
        tree, word = scenery.tree, scenery.tree.words[index]
        if word.text.lower() not in (*self._grammar.he, *self._grammar.she):
            return None
        for above in _leading(tree, index):
            return self._held(scenery, above)
        last = self._before[-1] if self._before and not scenery.named_before(index) else None
        if last is None or last.lead is None or any(map(self._is_person, last.named)):
            return None
        if last.tree.words[last.lead].lemma in self._grammar.ruling:
            return None  # a spokesman's name was told before
        return self._held(last, last.lead)

    def _held(self, scenery: Scenery, index: int) -> list[str] | None:
        word = scenery.tree.words[index]
        if word.tag != "NN" or word.lemma not in self._grammar.titled:
            return None
        parties = self._parties(scenery, index)
        return None if any(map(self._is_person, parties)) else parties

    def _is_person(self, party: str) -> bool:
        return self._kinds.get(party) == "person"

    def own_land(self, scenery: Scenery, index: int, homes: Mapping[str, str]) -> list[str]:
        """ "his government", "her country": that of the person, whichever the text names first.

        ``homes`` are whom persons speak for.
        """
        tree, grammar = scenery.tree, self._grammar
        if tree.words[index].lemma not in grammar.states:
            return []
        for other in tree.children(index, "nmod:poss"):
            if tree.words[other].text.lower() in (*grammar.he, *grammar.she):
                return [homes[party] for party in self.meant(scenery, other) if party in homes]
        return []

    def _latter(self, scenery: Scenery, index: int) -> list[str]:
        """ "celui-ci" is whoever was named last, in its sentence or the one before."""
        named = scenery.named_before(index) or (
            tuple(reversed(self._before[-1].named)) if self._before else ()
        )
        return list(named[:1])

    def _issuer(self) -> list[str]:
        """Who passes the points of a resolution: "The Council, … 1. Condemns the attack"."""
        for earlier in reversed(self._before):
            parties = earlier.subjects or earlier.named
            if parties and earlier.text.rstrip().endswith((",", ":")):
                return list(parties[:1])
        return []

    def _asked(self, scenery: Scenery, index: int) -> list[str]:
        """ "Roe urged Voss to go. He refused": who was asked answers."""
        verb = scenery.tree.words[index].head
        if not self._before or scenery.tree.words[verb].lemma not in self._grammar.answers:
            return []
        last = self._before[-1]
        for asking in reversed(range(len(last.tree.words))):
            if last.tree.words[asking].lemma in self._grammar.control:
                for one in last.tree.children(asking, "obj"):
                    pronoun = scenery.tree.words[index].text.lower()
                    return self._fitting(pronoun, self._parties(last, one), joined=True)
        return []

    def _told(self, scenery: Scenery, index: int) -> list[str]:
        """ "told three envoys to leave, accusing them of": those told of, whoever they act for.

        So "telephoned both ministers and urged them".
        """
        tree, word = scenery.tree, scenery.tree.words[index]
        clause = tree.words[word.head]
        behind = word.relation == "obj" and clause.relation in ("advcl", "conj")
        if not behind or word.text.lower() not in self._grammar.they:
            return []
        told = [one for one in tree.children(clause.head, "obj", "iobj") if one < index]
        many = [one for one in told if tree.words[one].tag in ("NNS", "NNPS")]
        return self._parties(scenery, many[0]) if many else []

    def _faulted(self, scenery: Scenery, index: int) -> list[str]:
        """ "condemned Tosk for its support", "broke with Tosk over its war": Tosk's, whose fault
        or merit it is.
        """
        tree, word = scenery.tree, scenery.tree.words[index]
        noun = tree.words[word.head]
        if word.relation != "nmod:poss" or noun.case not in self._grammar.faulting:
            return []
        verb = noun.head if tree.words[noun.head].pos == "VERB" else tree.words[noun.head].head
        objects = tree.children(verb, "obj")
        near = [*objects, *(c for one in objects for c in tree.children(one, "nmod"))]
        near += tree.children(verb, "obl")
        named = [one for one in near if one < word.head and scenery.mention(one) is not None]
        met = (self._parties(scenery, one) for one in named)
        fitting = (self._fitting(word.text.lower(), one, joined=True) for one in met)
        return next((found for found in fitting if found), [])

    def _things(self, scenery: Scenery, index: int) -> bool:
        """ "X welcomed the tariffs, but Y criticised them": what is told of just before."""
        tree, word = scenery.tree, scenery.tree.words[index]
        clause, pronoun = tree.words[word.head], word.text.lower()
        it = pronoun in self._grammar.it
        if not (it or pronoun in self._grammar.they) or clause.relation not in ("conj", "advcl"):
            return False
        told = tree.children(clause.head, "obj") if word.relation == "obj" else []
        tag = "NN" if it else "NNS"
        alike = [one for one in told if tree.words[one].tag == tag and one < word.head]
        return bool(alike) and not self._parties(scenery, alike[0])

    def _own_subject(self, scenery: Scenery, index: int) -> list[str]:
        """Nobody is the object of his own verb without "himself", nor answers his own word."""
        tree, word = scenery.tree, scenery.tree.words[index]
        verb = word.head
        if word.relation == "nmod:poss":  # "accepted his resignation"
            noun, verb = tree.words[verb], tree.words[verb].head
            takes_up = tree.words[verb].lemma in self._grammar.answering
            if not takes_up or noun.lemma not in self._grammar.statements:
                return []
        elif word.relation not in ("obj", "iobj", "obl", "obl:agent"):
            return []
        subject = tree.subject(verb)
        if subject is None:
            return []
        phrase = tree.phrase(subject.word)
        named = [m.party for m in scenery.mentions if tree.head_of(m.start, m.end) in phrase]
        return [*self._parties(scenery, subject.word), *named]

    def _candidates(self, scenery: Scenery, index: int) -> list[tuple[Sequence[str], bool]]:
        """Groups of parties, the likeliest first: subjects above, names before, then earlier.

        With each whether it is one noun phrase, so that "they" can be all of it.
        """
        tree, word = scenery.tree, scenery.tree.words[index]
        groups: list[tuple[Sequence[str], bool]] = []
        for above in _leading(tree, index):
            groups.append((self._parties(scenery, above), True))
        groups.append((scenery.named_before(index), False))
        if word.text.lower() in self._grammar.it and word.relation.startswith("nsubj"):
            last = self._before[-1:]
            if last and not last[0].subjects:
                return groups  # "An explosion … It set two tanks alight": a thing goes on
        one_person = word.text.lower() in (*self._grammar.he, *self._grammar.she)
        far = self._reach(word.text.lower()) if one_person else _LOOK_BACK
        for earlier in reversed(self._before[-far:]):
            groups += [(earlier.subjects, True), (earlier.named, False)]
        return groups

    def _reach(self, pronoun: str) -> int:
        """How many sentences back a person may have been named."""
        sex = "f" if pronoun in self._grammar.she else "m"
        persons = [p for p, kind in self._kinds.items() if kind == "person"]
        alike = [p for p in persons if self._sexes.get(p, sex) == sex]
        return _ONLY_BACK if len(alike) == 1 else _PERSONS_BACK

    def _fitting(self, pronoun: str, group: Sequence[str], *, joined: bool) -> list[str]:
        grammar = self._grammar
        persons = [p for p in group if self._kinds.get(p) == "person"]
        bodies = [p for p in group if self._is_body(p)]  # "the army said it"
        others = [p for p in group if p not in persons and (p in bodies or not p.islower())]
        if pronoun in grammar.she or pronoun in grammar.he:
            sex = "f" if pronoun in grammar.she else "m"
            known = [p for p in persons if self._sexes.get(p) == sex]
            fitting = (known or [p for p in persons if p not in self._sexes])[:1]
            if fitting or pronoun not in grammar.it:
                return fitting
        if pronoun in grammar.it:
            return others[:1]
        if pronoun in grammar.they:
            return self._several(group, joined=joined)
        return []

    def _is_body(self, party: str) -> bool:
        """Whether it is a body, with a name or without: "the army", "the interior ministry"."""
        _, _, noun = party.rpartition(" ")
        told = " " in party and noun in self._grammar.boards
        return told or self._kinds.get(party) in _BODIES

    def _several(self, group: Sequence[str], *, joined: bool) -> list[str]:
        if joined and len(group) > 1:
            return list(group)[:_MOST]
        kinds = [self._kinds.get(p) for p in group]
        if len(group) == 2 and kinds[0] == kinds[1]:
            return list(group)
        many = [p for p in group if self._kinds.get(p) not in ("person", "state")]
        return sorted(many, key=lambda p: not p.islower())[:1]

    def _speaker(self, scenery: Scenery, index: int) -> list[str]:
        """ "we" is whoever speaks: the subject of the main verb, else of an earlier sentence.

        A statement may say so once: "We, the foreign ministers of A, B and C, met".
        """
        tree = scenery.tree
        for one in tree.children(index, "appos"):
            if own := self._parties(scenery, one):
                self._we = own
                return own
        for verb, word in enumerate(tree.words):
            if word.pos == "VERB" and word.relation in ("root", "parataxis"):
                subject = tree.subject(verb)
                if subject is not None and tree.words[subject.word].pos != "PRON":
                    parties = self._parties(scenery, subject.word)
                    if parties:
                        return parties
        if self._we:
            return self._we
        earlier = next((s for s in reversed(self._before) if s.subjects), None)
        return list(earlier.subjects[:1]) if earlier else []


def _leading(tree: Tree, index: int) -> Iterator[int]:
    """The nouns that lead the clauses above a pronoun, the nearest first; not its own verb's."""
    word = tree.words[index]
    for verb in tree.ancestors(index):
        subject = tree.subject(verb)
        if subject is None or subject.word >= index or tree.words[subject.word].pos == "PRON":
            continue
        if verb != word.head or word.relation == "nmod:poss":
            yield subject.word
