"""Who did it and to whom, read off the tree of a sentence."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from briefing.stages.extraction.cues import Cue
from briefing.stages.extraction.nominal import content, done_by
from briefing.stages.extraction.references import References
from briefing.stages.extraction.scenery import Scenery
from briefing.stages.extraction.targets import TargetReader
from briefing.stages.extraction.trees import Subject

_FINITE = ("VBD", "VBZ")
_PAST = ("VBD", "VBN")
_ENDS = ("PUNCT", "SCONJ")


@dataclass(frozen=True)
class Reading:
    """What the tree says of one act.

    ``subject``: something stands where the actor stands, be it a party or not. ``open``: something
    is acted upon, but no party is named in it. ``thing``: the common noun acted upon. ``misread``:
    the parser did not see a verb where the lexicon does; nothing is known. ``office``: the sentence
    leaves the initiator out, and whose office the act is tells it.
    """

    who: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()
    subject: bool = False
    open: bool = False
    thing: str = ""
    misread: bool = False
    office: bool = False


class RoleReader:
    """Reads the roles of the cues of one sentence.

    ``things`` do harm without being anybody ("explosion"); ``speech`` are verbs that report.
    """

    def __init__(
        self,
        scenery: Scenery,
        references: References,
        things: Collection[str],
        speech: Collection[str],
    ) -> None:
        self._scenery = scenery
        self._tree = scenery.tree
        self._references = references
        self._things = things
        self._speech = speech
        self._targets = TargetReader(scenery, references)

    def read(
        self,
        cue: Cue,
        *,
        object_is_target: bool = True,
        verbal: bool = False,
        judging: bool = False,
    ) -> Reading:
        """Initiators and recipients of the act at ``cue``; ``verbal`` acts are done by words.

        ``judging`` ones are words for or against somebody: not against who suffers what they judge.
        """
        anchor = self._anchor(cue)
        if anchor is None:
            return Reading(misread=True)
        if self._tree.words[anchor].pos not in ("VERB", "AUX"):
            verb_form = cue.form in ("s", "past") and " " not in cue.lemma
            return Reading(misread=True) if verb_form else self._nominal(anchor, cue)
        self._targets.judging = judging
        return self._verbal(cue, anchor, object_is_target, verbal)

    def _anchor(self, cue: Cue) -> int | None:
        """The word that carries the cue: its first verb, else the noun the others hang on."""
        inside = self._tree.within(cue.start, cue.end)
        for pos in ("VERB", "AUX"):
            for index in inside:
                if self._tree.words[index].pos == pos:
                    return index
        return self._tree.head_of(cue.start, cue.end)

    def _parties(self, index: int, *, loosely: bool = True) -> tuple[str, ...]:
        return tuple(self._references.parties(self._scenery, index, loosely=loosely))

    def _verbal(self, cue: Cue, verb: int, object_is_target: bool, verbal: bool) -> Reading:
        tree = self._tree
        subject = self._subject(verb, verbal)
        felt = self._felt(cue, verb)
        passive = not felt and (
            tree.passive(verb) or self._headline_passive(verb) or self._undergone(cue, verb)
        )
        agents = tree.children(verb, "obl:agent") or self._agents_within(verb)
        doers = agents if passive else [subject.word] if subject is not None else []
        who = next((found for one in doers if (found := self._actor(one))), ())
        if not (verbal or passive) and any(self._drafted(one) for one in doers):
            who = ()  # "a Qatari draft would free them"
        if verbal and not who and not passive:
            who = self._author(verb, doers)
        upon = subject.word if passive and subject is not None and object_is_target else None
        target = self._targets.of_verb(cue, verb, who, object_is_target, upon)
        if felt and agents and not target.parties:
            target = self._targets.acted_on(agents[0], who)
        if verbal and not passive and self._draws(cue, verb):
            met = [tree.words[one] for one in doers if tree.words[one].pos == "NOUN"]
            thing = next((word.lemma for word in met if not who), "")
            who, target = self._drawn_from(verb), replace(target, parties=who, thing=thing)
        return Reading(
            who=who,
            whom=tuple(party for party in target.parties if party not in who),
            subject=bool(doers),
            open=target.open and not target.parties,
            thing=target.thing,
        )

    def _drafted(self, noun: int) -> bool:
        """Whether it is a text that only says what somebody is to do."""
        word = self._tree.words[noun]
        return word.lemma in self._references.grammar.drafts and self._scenery.mention(noun) is None

    def _felt(self, cue: Cue, verb: int) -> bool:
        """Whether the cue tells what its subject feels: "X was disappointed by Y" tells of X.

        Not "X was charged with fraud": that was done to X.
        """
        tree, felt = self._tree, self._references.grammar.felt
        first = tree.within(cue.start, cue.end)[0]
        if cue.form == "literal" or tree.words[first].pos != "AUX" or first >= verb:
            return False
        return not tree.passive(verb) or tree.words[verb].lemma in felt

    def _undergone(self, cue: Cue, verb: int) -> bool:
        """Whether a participle was taken for a verb: "Nine people killed when a wall fell".

        A verb of harm has an object; where none follows, its subject suffered.
        """
        tree, word = self._tree, self._tree.words[verb]
        within = tree.within(cue.start, cue.end)
        ordeal = any(tree.words[one].lemma in self._references.grammar.ordeals for one in within)
        if ordeal and (tree.words[within[0]].pos == "AUX" or self._draws(cue, verb)):
            return True  # "was in custody", "received a sentence"
        harm = word.lemma in self._references.grammar.victimising
        if not harm or word.tag not in _PAST or word.text != cue.text:
            return False
        if tree.children(verb, "obj", "iobj", "aux") or not tree.children(verb, "nsubj"):
            return False
        behind = tree.words[verb + 1] if verb + 1 < len(tree.words) else word
        return behind.pos in _ENDS or behind.text.lower() in self._references.grammar.within

    def _draws(self, cue: Cue, verb: int) -> bool:
        """Whether the subject only meets with the act: "faced criticism", "drew a rebuke"."""
        tree, grammar = self._tree, self._references.grammar
        if tree.words[verb].lemma not in grammar.drawing:
            return False
        within = {*tree.within(cue.start, cue.end)} & {*tree.children(verb, "obj")}
        suffered = any(tree.words[one].lemma in grammar.ordeals for one in within)
        judged = bool(self._targets.judging and within)
        return judged or suffered or bool(self._drawn_from(verb))

    def _drawn_from(self, verb: int) -> tuple[str, ...]:
        """Who really acts: "the move drew a rebuke *from X*"."""
        tree, grammar = self._tree, self._references.grammar
        hung = (verb, *tree.children(verb, "obj"))
        behind = [one for index in hung for one in tree.obliques(index, grammar.of[1:])]
        return tuple(party for one in behind for party in self._parties(one))

    def _agents_within(self, verb: int) -> list[int]:
        """Who did it, hung elsewhere: "were refused entry by X", "were shot and killed by X"."""
        tree = self._tree
        for other in tree.children(verb, "conj"):
            own = tree.children(other, "nsubj", "nsubj:pass", "aux", "aux:pass")
            if not own and (found := tree.children(other, "obl:agent")):
                return found
        nouns = tree.children(verb, "obj", "obl")
        nouns += [c for one in nouns for c in tree.children(one, "nmod")]
        return [a for one in nouns for a in tree.obliques(one, self._references.grammar.by)]

    def _subject(self, verb: int, verbal: bool) -> Subject | None:
        """The subject of a verb, mending two joins that parsers get wrong.

        "said S had failed and demanded": who said it demands; "the shelling, which killed five, and
        called": the main clause goes on.
        """
        tree, word = self._tree, self._tree.words[verb]
        if word.relation == "advcl" and word.tag == "VBG" and (spoken := self._spoken(verb)):
            return tree.subject(spoken)
        if word.relation != "conj" or tree.children(verb, "nsubj", "nsubj:pass", "aux"):
            return tree.subject(verb)
        first = word.head
        for above in tree.ancestors(first):
            if tree.words[first].relation != "conj" or tree.children(first, "nsubj"):
                break
            first = above
        outer = tree.words[first].head
        told = tree.words[first].relation == "ccomp" and tree.words[outer].lemma in self._speech
        alike = word.tag in _FINITE and tree.words[outer].tag == word.tag
        if verbal and told and alike and tree.children(first, "aux", "aux:pass", "csubj"):
            return tree.subject(outer)
        if tree.words[first].relation == "acl:relcl" and self._after_comma(verb):
            main = next((a for a in tree.ancestors(first) if tree.words[a].pos == "VERB"), None)
            return tree.subject(main) if main is not None else None
        return tree.subject(verb)

    def _spoken(self, verb: int) -> int | None:
        """The verb of speech right before a participle: "…", Roe said, urging both to stop."""
        words = self._tree.words
        for before in range(verb - 1, 0, -1):
            if words[before].pos == "VERB":
                told = words[before].lemma in self._speech and words[before].relation != "root"
                return before if told and self._tree.children(before, "nsubj") else None
        return None

    def _author(self, verb: int, doers: Sequence[int]) -> tuple[str, ...]:
        """Who speaks by a thing: "a report by X accuses", "sent a letter asking"."""
        tree = self._tree
        nouns = [one for one in doers if tree.words[one].pos == "NOUN"]
        by = [p for n in nouns for one in self._targets.doers(n) for p in self._parties(one)]
        word = tree.words[tree.words[verb].head]
        hung = tree.words[verb].relation == "acl" and word.pos == "NOUN"
        if by or not hung or word.relation != "obj" or tree.passive(word.head):
            return tuple(by)
        subject = tree.subject(word.head)
        return self._actor(subject.word) if subject is not None and not subject.undergoes else ()

    def _after_comma(self, verb: int) -> bool:
        before = verb - 1
        while before > 0 and self._tree.words[before].pos in ("CCONJ", "ADV", "AUX"):
            before -= 1
        return self._tree.words[before].text == ","

    def _headline_passive(self, verb: int) -> bool:
        """ "Eleven aid workers freed in Gaboro": headlines leave the auxiliary out."""
        headline = self._scenery.number == 1
        word = self._tree.words[verb]
        alone = not self._tree.children(verb, "aux", "obj", "iobj", "xcomp", "ccomp")
        return headline and word.tag == "VBN" and alone

    def _actor(self, index: int) -> tuple[str, ...]:
        """The parties that act; a thing that does harm acts for whoever owns it, or for nobody."""
        word = self._tree.words[index]
        if word.lemma not in self._things and word.text.lower() not in self._things:
            return self._parties(index)
        by = [p for one in self._targets.doers(index) for p in self._parties(one)]
        return tuple(by) or tuple(self._references.owner(self._scenery, index))

    def _nominal(self, noun: int, cue: Cue) -> Reading:
        """A noun that carries an act: "the arrest of X by Y", "talks between X and Y"."""
        tree, word = self._tree, self._tree.words[noun]
        who = next((f for one in self._targets.doers(noun) if (f := self._parties(one))), ())
        if cue.noun:
            return self._told(noun, cue, who)
        who = who or self._targets.before(noun)
        who = who or self._first(done_by(tree, noun, (), self._references.grammar))
        if not who and word.relation == "obj":
            subject = tree.subject(word.head)
            if subject is not None and not subject.undergoes:
                who = self._actor(subject.word)
        if not who and word.relation == "nsubj:pass":
            agents = tree.children(word.head, "obl:agent")
            who = next((f for one in agents if (f := self._actor(one))), ())
        who, whom = self._targets.of_noun(noun, who)
        return Reading(who=who, whom=whom, subject=bool(who))

    def _told(self, noun: int, cue: Cue, who: tuple[str, ...]) -> Reading:
        """A noun amid a sentence: its owner did it, unless its owner suffers such an act."""
        tree, grammar = self._tree, self._references.grammar
        owners = self._owners(noun)
        if tree.words[noun].text.lower() in grammar.suffered:
            who = who or self._first(done_by(tree, noun, cue.noun, grammar))
            if owners and (who or not tree.obliques(noun, grammar.of[:1])):
                whom = tuple(party for party in owners if party not in who)
                return Reading(who=who, whom=whom, subject=bool(who))
        who = who or owners or self._first(done_by(tree, noun, cue.noun, grammar))
        who, whom = self._targets.of_noun(noun, who)
        if not whom:
            behind = [
                o for d in self._targets.doers(noun) for o in tree.obliques(d, grammar.of[:1])
            ]
            upon = [*content(tree, noun), *behind]  # "the shelling by X of Y"
            within = [self._targets.acted_on(one, who).parties for one in upon]
            whom = next((p for p in within if p), ())
        return Reading(who=who, whom=whom, subject=bool(who))

    def _first(self, words: Sequence[int]) -> tuple[str, ...]:
        return next((found for one in words if (found := self._parties(one))), ())

    def _owners(self, noun: int) -> tuple[str, ...]:
        """Whose act it is; behind "and", "its" is the owner of the first."""
        tree, word = self._tree, self._tree.words[noun]
        own = self._references.grammar.own
        shared = any(tree.words[c].text.lower() in own for c in tree.children(noun, "nmod:poss"))
        first = self._targets.before(word.head) if shared and word.relation == "conj" else ()
        return first or self._targets.before(noun)
