"""At whom an act is directed, read off the tree of a sentence."""

from __future__ import annotations

from dataclasses import replace

from briefing.stages.extraction.addressed import (
    addressees,
    clauses_of,
    goes_on,
    scattered,
    termed,
    wanted,
)
from briefing.stages.extraction.adjacent import adjacent, described, led_within
from briefing.stages.extraction.cues import Cue
from briefing.stages.extraction.nominal import beyond, done_by
from briefing.stages.extraction.references import References
from briefing.stages.extraction.scenery import Scenery
from briefing.stages.extraction.target import Target
from briefing.stages.extraction.towns import reached

_DEEPEST = 2
_NEAR = 3
_COUNTED = ("nummod", "quantmod")
_Parties = tuple[str, ...]


class TargetReader:
    """Reads targets in one sentence.

    While it is ``judging``, who suffers the harm that an act is about is no target of that act.
    """

    def __init__(self, scenery: Scenery, references: References) -> None:
        self.judging = False
        self._scenery = scenery
        self._tree = scenery.tree
        self._references = references
        self._grammar = references.grammar

    def _parties(self, index: int, *, loosely: bool = True) -> _Parties:
        return tuple(self._references.parties(self._scenery, index, loosely=loosely))

    def doers(self, noun: int) -> list[int]:
        """Who a noun says did it: "the raid by police", "the raid carried out by police"."""
        tree = self._tree
        carried = [a for c in tree.children(noun, "acl") for a in tree.children(c, "obl:agent")]
        return tree.obliques(noun, self._grammar.by) + carried

    def before(self, noun: int) -> _Parties:
        """Parties that stand before a noun as its owner or people: "Velmar's attack"."""
        tree = self._tree
        return tuple(
            dict.fromkeys(
                party
                for relation in ("nmod:poss", "amod", "compound")
                for child in tree.children(noun, relation)
                for party in self._parties(child, loosely=False)
            )
        )

    def of_noun(self, noun: int, who: _Parties) -> tuple[_Parties, _Parties]:
        """Initiators and recipients of an act that a noun tells."""
        for one in self._tree.obliques(noun, self._grammar.between):
            both = self._parties(one)
            return both[:1], both[1:]
        for one in self._tree.obliques(noun, self._grammar.towards):
            found = self.acted_on(one, who).parties
            if found:
                return who, tuple(party for party in found if party not in who)
        return who, ()

    def of_verb(
        self, cue: Cue, verb: int, who: _Parties, object_is_target: bool, upon: int | None
    ) -> Target:
        """The target of a verb; ``upon`` is the subject of a passive."""
        target = Target()
        if upon is not None:
            target = self.acted_on(upon, who, owned=self._harm(upon))
            if self._harm(upon):
                return target
        if not target.parties:
            other = self._around(cue, verb, who, object_is_target)
            target = Target(other.parties, target.thing or other.thing, target.open or other.open)
        if not target.parties and object_is_target and upon is None:
            near = adjacent(self._scenery, self._grammar, cue, who)
            if self._tree.words[verb].lemma in self._grammar.giving:
                near = () if all(party.islower() for party in near) else near
            near = near or self._but(who, described(self._scenery, self._references, cue))
            return Target(near, target.thing, target.open)
        if not target.parties and self._tree.words[verb].lemma in self._grammar.answering:
            return self._answered(verb, who) or target
        return target

    def replied_to(self, verb: int, who: _Parties) -> _Parties:
        """Whose act it answers: "in response to Tosk's tariffs"."""
        tree, grammar = self._tree, self._grammar
        replies = [
            one for one in tree.children(verb, "obl") if tree.words[one].lemma in grammar.replying
        ]
        near = [o for reply in replies for o in tree.obliques(reply, grammar.towards)]
        return next((f for o in near if (f := self._but(who, self._parties(o)))), ())

    def _answered(self, verb: int, who: _Parties) -> Target | None:
        """Whose word an answer takes up: "accepted an offer by Tosk", "spurned its plea"."""
        words, statements = self._tree.words, self._grammar.statements
        said = [i for i in self._tree.children(verb, "obj") if words[i].lemma in statements]
        return self.acted_on(said[0], who) if said else None

    def _around(
        self, cue: Cue, verb: int, who: _Parties, object_is_target: bool, depth: int = 0
    ) -> Target:
        """Objects first, then prepositions, then clauses below the verb."""
        upon = self._grammar.upon.get(self._tree.words[verb].lemma)
        for one in self._tree.obliques(verb, (upon,)) if upon else ():
            if found := self._parties(one):
                return Target(found, "", True)
        inside = set(self._tree.within(cue.start, cue.end))
        for one in self._tree.children(verb, "obj"):
            if one not in inside and not upon and self._harm(one):
                return self._judged(one, who)
        target = self._object(verb, inside, who) if object_is_target else self._given(verb, who)
        told = [c for c in self._tree.children(verb, "ccomp") if c in inside and c > verb]
        if not target.parties and any(self._tree.words[c].pos == "VERB" for c in told):
            target = replace(target, parties=self._below(cue, verb, who, depth))
        if target.parties:
            return target
        behind = self._behind(verb, inside, who)
        if behind.parties:
            return Target(behind.parties, target.thing or behind.thing, True)
        target = Target((), target.thing or behind.thing, target.open or behind.open)
        return Target(self._below(cue, verb, who, depth), target.thing, target.open)

    def _harm(self, noun: int) -> bool:
        """Whether it is a harm that is judged, with who suffers it: "condemned the attack on X"."""
        tree = self._tree
        hung = (noun, tree.words[noun].head)
        return (
            self.judging
            and tree.words[noun].lemma in self._grammar.harms
            and any(one > noun for i in hung for one in tree.obliques(i, self._grammar.against))
        )

    def _judged(self, harm: int, who: _Parties) -> Target:
        """Who did a harm that is judged."""
        for doer in done_by(self._tree, harm, (), self._grammar):
            if told := self._but(who, self._parties(doer)):
                return Target(told, self._tree.words[harm].lemma, True)
        return replace(self.acted_on(harm, who, owned=True), open=True)

    def _object(self, verb: int, inside: set[int], who: _Parties) -> Target:
        tree = self._tree
        thing, open_ = "", False
        objects = tree.children(verb, "iobj") + tree.children(verb, "obj", "attr") + tree.held(verb)
        for one in objects:
            word = tree.words[one]
            if (word.relation == "attr" and one not in inside) or termed(
                tree, self._grammar, verb, one
            ):
                continue
            # "voiced Norvia's thanks to X", but "asked the government to go"
            light = one in inside and word.tag == "NN" and self._scenery.mention(one) is None
            people = (*self._grammar.persons, *self._grammar.states, *self._grammar.harms)
            light = light and word.lemma not in people  # "repelled a Toskan attack"
            light = light and tree.words[verb].lemma not in self._grammar.answering
            doers = tree.obliques(verb, self._grammar.by) if word.pos == "NOUN" else []
            for doer in doers:  # "condemned the shelling by X", hung on the verb
                if told := self._but(who, self._parties(doer)):
                    return Target(told, word.lemma, True)
            found = self.acted_on(one, who, light=light)
            given = word.relation == "obj" and tree.words[verb].lemma in self._grammar.giving
            if given and all(party.islower() for party in found.parties):
                sort = "" if tree.children(one, *_COUNTED) else word.lemma
                found = Target((), found.thing or sort)  # "sent a team of monitors"
            if found.parties:
                return Target(found.parties, found.thing, True)
            if one not in inside or len(inside) < 3:
                thing, open_ = thing or found.thing, True
        return Target((), thing, open_)

    def _given(self, verb: int, who: _Parties) -> Target:
        """Who gets something: "offered Norvia talks"; a name where an object is a means."""
        for one in self._tree.children(verb, "iobj", "obj"):
            word, grounds = self._tree.words[one], self._grammar.grounds
            holder = word.lemma in self._grammar.persons  # "invited the Omani minister"
            found = self._but(who, self._parties(one, loosely=holder))
            if word.lemma in grounds:  # "entered Toskan waters"
                found = self._but(who, self.before(one))
            itself = self._scenery.mention(one) is not None or word.pos == "PRON"
            itself = itself or holder or len(found) > 1 or word.lemma in grounds
            sent = word.relation == "obj" and self._tree.words[verb].lemma in self._grammar.giving
            kinds = {self._references.kinds.get(party) for party in found}
            named = tuple(party for party in found if itself and not party.islower())
            if named and not (sent and kinds <= {"military"}):  # "send in the brigade"
                return Target(named, "", True)
        return Target()

    def _behind(self, verb: int, inside: set[int], who: _Parties) -> Target:
        """Parties behind a preposition of the verb, of the cue's other words or of the object."""
        tree = self._tree
        if within := self._but(who, led_within(self._scenery, self._references, sorted(inside))):
            return Target(within, "", True)
        anchors = [verb, *sorted(inside - {verb})]
        more = tree.children(verb, "obj", "advmod", "compound:prt")
        anchors += [index for index in more if index not in anchors]
        before = self._grammar.pleading.get(tree.words[verb].lemma)  # "complained to X over"
        for case in (case for case in self._grammar.towards if case != before):
            for anchor in anchors:
                for one in reached(self._scenery, self._grammar, verb, anchor, case):
                    if wanted(tree, self._grammar, anchor, case):
                        continue
                    found = self.acted_on(one, who)
                    if case in self._grammar.sought and all(p.islower() for p in found.parties):
                        continue  # "asked for the young men"
                    if found.parties:
                        return Target(found.parties, found.thing, True)
        return Target()

    def _below(self, cue: Cue, verb: int, who: _Parties, depth: int) -> _Parties:
        """The target in a clause: "demanded that X resign", "refused to admit X"."""
        tree, grammar = self._tree, self._grammar
        for one in scattered(tree, grammar, verb):
            if upon := self.acted_on(one, who).parties:
                return upon
        for clause in clauses_of(tree, grammar, verb):
            found: _Parties = ()
            if addressed := addressees(tree, grammar, cue, clause):
                found = next((f for a in addressed if (f := self._but(who, self._parties(a)))), ())
            elif depth < _DEEPEST and goes_on(tree, grammar, clause):
                gives = tree.words[clause].lemma in grammar.giving  # "threatened to send"
                found = self._around(cue, clause, who, not gives, depth + 1).parties
            if found:
                return found
        return ()

    def acted_on(
        self, index: int, who: _Parties, *, light: bool = False, owned: bool = False
    ) -> Target:
        """The parties in what is acted upon; else the common noun that it is.

        Who did a deed comes first ("condemned the shelling by X"); the "of" of a deed suffered it.
        ``light``: the noun only helps its verb, and whose it is tells nothing. ``owned``: only
        whose it is or who did it counts, not whom it harms or helps ("the embargo on X").
        """
        word = self._tree.words[index]
        # what is counted are victims or goods, told as figures: not what the act is about
        counted = self._tree.children(index, *_COUNTED)
        thing = word.lemma if word.pos == "NOUN" and not counted else ""
        direct = () if light else self._but(who, self._parties(index, loosely=False))
        if direct:
            return Target(direct, thing if direct[0].islower() else "")
        for one in self.doers(index):
            if found := self._but(who, self._parties(one)):
                return Target(found, thing)
        if abroad := self._but(who, self._abroad(index)):
            return Target(abroad, thing)
        if not light and (owners := self._but(who, self._owners(index, who))):
            return Target(owners, thing)
        deed = word.lemma in self._grammar.deeds
        if owned:
            return Target((), thing)
        cases = [c for c in self._grammar.towards if not (deed and c in self._grammar.of[:1])]
        near = self._tree.obliques(index, cases[:7] if deed else cases)
        for one in (*near, *beyond(self._tree, index, self._grammar)):
            if found := self._but(who, self._parties(one)):
                return Target(found, thing)
        return Target((), thing)

    def _abroad(self, index: int) -> _Parties:
        """Where a colleague or mission is: "her Omani counterpart", "its embassy in Tosk"."""
        tree, word = self._tree, self._tree.words[index]
        grammar = self._grammar
        person = word.lemma in (*grammar.others, *grammar.persons, *grammar.ruling)
        if not (person and tree.children(index, "nmod:poss")):
            return ()
        near = tree.children(index, "amod", "compound") + tree.obliques(index, grammar.within)
        hung = tree.obliques(word.head, grammar.within)  # "met her colleague in Tosk"
        near += [one for one in hung if index < one <= index + _NEAR]
        return tuple(p for one in near for p in self._parties(one, loosely=False))

    def _owners(self, index: int, who: _Parties) -> _Parties:
        """Whose the thing is; "its" and "their" are the subject's own, unless that is a person."""
        word = self._tree.words[index]
        if word.lemma in self._grammar.deeds:
            return self.before(index)
        kinds = self._references.kinds
        possessives = self._tree.children(index, "nmod:poss")
        own = any(self._tree.words[c].text.lower() in self._grammar.own for c in possessives)
        persons = bool(who) and all(kinds.get(party) == "person" for party in who)
        above = self._tree.words[word.head].lemma
        # "its teams were refused entry", "rejected its offer": not the doer's
        others = word.relation == "nsubj:pass" or above in self._grammar.answering
        if word.lemma in self._grammar.places or (own and not (persons or others)):
            return ()
        return tuple(self._references.owner(self._scenery, index))

    @staticmethod
    def _but(who: _Parties, parties: _Parties) -> _Parties:
        return tuple(party for party in parties if party not in who)
