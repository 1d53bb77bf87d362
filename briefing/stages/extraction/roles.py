"""Who did it and to whom, read off the tree of a sentence."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from briefing.stages.extraction.adjacent import described
from briefing.stages.extraction.cues import Cue
from briefing.stages.extraction.nominal import content, done_by
from briefing.stages.extraction.references import References
from briefing.stages.extraction.scenery import Scenery
from briefing.stages.extraction.targets import TargetReader
from briefing.stages.extraction.trees import Subject
from briefing.stages.extraction.undergoing import Undergoing

_FINITE = ("VBD", "VBZ")


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
        self._undergoing = Undergoing(scenery, references, self._targets)

    def read(
        self,
        cue: Cue,
        *,
        object_is_target: bool = True,
        verbal: bool = False,
        judging: bool = False,
        harming: bool = False,
    ) -> Reading:
        """Initiators and recipients of the act at ``cue``; ``verbal`` acts are done by words.

        ``judging`` ones are words for or against somebody: not against who suffers what they judge.
        ``harming`` ones are hostile deeds, which hit a land where they are done.
        """
        anchor = self._anchor(cue)
        if anchor is None:
            return Reading(misread=True)
        if self._tree.words[anchor].pos not in ("VERB", "AUX"):
            verb_form = cue.form in ("s", "past") and " " not in cue.lemma
            return Reading(misread=True) if verb_form else self._nominal(anchor, cue)
        self._targets.judging = judging
        self._undergoing.harming = harming
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
        passive = self._undergoing.passive(cue, verb)
        agents = self._undergoing.doers(cue, verb)
        doers = agents if passive else [subject.word] if subject is not None else []
        who = next((found for one in doers if (found := self._actor(one))), ())
        if not (verbal or passive) and any(self._drafted(one) for one in doers):
            who = ()  # "a Qatari draft would free them"
        if verbal and not who and not passive:
            who = self._author(verb, doers)
        upon = subject.word if passive and subject is not None and object_is_target else None
        target = self._targets.of_verb(cue, verb, who, object_is_target, upon)
        if not (passive or target.parties):
            target = replace(target, parties=self._targets.replied_to(verb, who))
        if not (verbal or target.parties):
            target = replace(target, parties=self._undergoing.struck(verb, who))
        if agents and not target.parties and self._undergoing.felt(cue, verb):
            target = self._targets.acted_on(agents[0], who)
        if verbal and not passive and self._undergoing.draws(cue, verb):
            met = [tree.words[one] for one in doers if tree.words[one].pos == "NOUN"]
            thing = next((word.lemma for word in met if not who), "")
            target = replace(target, parties=who, thing=thing)
            who = self._undergoing.drawn_from(verb)
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

    def _actor(self, index: int) -> tuple[str, ...]:
        """The parties that act; a thing that does harm acts for whoever owns it, or for nobody."""
        word = self._tree.words[index]
        if word.lemma not in self._things and word.text.lower() not in self._things:
            return self._parties(index)
        said = self._targets.doers(index) or done_by(
            self._tree, index, (), self._references.grammar
        )
        by = [p for one in said for p in self._parties(one)]
        return tuple(by) or tuple(self._references.owner(self._scenery, index))

    def _nominal(self, noun: int, cue: Cue) -> Reading:
        """A noun that carries an act: "the arrest of X by Y", "talks between X and Y"."""
        tree, word = self._tree, self._tree.words[noun]
        who = next((f for one in self._targets.doers(noun) if (f := self._parties(one))), ())
        if cue.noun:
            return self._told(noun, cue, who)
        who = who or self._targets.before(noun)
        who = who or self._first(done_by(tree, noun, (), self._references.grammar))
        who = who or self._first(self._withdrawn(noun, cue))
        if not who and word.relation == "obj" and not self._takes_up(noun):
            subject = tree.subject(word.head)
            if subject is not None and not subject.undergoes:
                who = self._actor(subject.word)
        if not who and word.relation == "nsubj:pass":
            agents = tree.children(word.head, "obl:agent")
            who = next((f for one in agents if (f := self._actor(one))), ())
        who, whom = self._targets.of_noun(noun, who)
        if not whom and self._undergoing.harming:  # "the shelling of a Toskan village by Lesk"
            near = described(self._scenery, self._references, cue)
            whom = tuple(party for party in near if party not in who)
        return Reading(who=who, whom=whom, subject=bool(who))

    def _withdrawn(self, noun: int, cue: Cue) -> list[int]:
        """Whose forces a cue names: "the withdrawal of Toskan troops from Lesk"."""
        tree, grammar = self._tree, self._references.grammar
        inside = {*tree.within(cue.start, cue.end)} & {*tree.obliques(noun, grammar.of[:1])}
        return [o for o in sorted(inside) if tree.words[o].text.lower() in grammar.embodying]

    def _takes_up(self, noun: int) -> bool:
        """Whether the verb above only speaks of the act, or its doer is somebody else."""
        grammar, verb = self._references.grammar, self._tree.words[self._tree.words[noun].head]
        spoken = (*grammar.answering, *grammar.statements, *grammar.unreal)
        return verb.lemma in spoken or bool(done_by(self._tree, noun, (), grammar))

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
