"""The sentences of one article as trees, read in order."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from briefing.domain.articles import Article, Sentence
from briefing.domain.lexicon import Grammar, Lexicon
from briefing.domain.vocabulary import EventType, Vocabulary
from briefing.stages.extraction import surface
from briefing.stages.extraction.acts import Act, acts_in
from briefing.stages.extraction.attitudes import Attitude, AttitudeReader
from briefing.stages.extraction.cues import Cue
from briefing.stages.extraction.deeds import by_deed
from briefing.stages.extraction.judgements import JudgementReader
from briefing.stages.extraction.mentions import MentionFinder
from briefing.stages.extraction.offices import announcing, office_holder, threatening
from briefing.stages.extraction.references import References
from briefing.stages.extraction.replies import depended_on, grievance, replied_to, thing_at
from briefing.stages.extraction.roles import Reading, RoleReader
from briefing.stages.extraction.scenery import Scenery
from briefing.stages.extraction.sexes import learn_sexes
from briefing.stages.extraction.spokesmen import homes_in
from briefing.stages.extraction.tools import Language
from briefing.stages.extraction.trees import Tree
from briefing.stages.extraction.two_sides import Between, Opposed, opposed_in, says_both
from briefing.stages.extraction.verdicts import judging_types
from briefing.stages.extraction.voiced import voiced

_HARM = 4  # quad class of hostile deeds
_VERBAL_CONFLICT = 3


def _replying(
    scenery: Scenery,
    references: References,
    cue: Cue,
    reading: Reading,
    plain: Collection[str],
    lexicon: Lexicon,
    kind: EventType,
) -> Reading:
    """A reading with whom its verb answers, where the verb hangs on what was just told.

    Else with the thing that it takes sides on, in conflicts if that is none of what is only said.
    """
    verb = scenery.tree.head_of(cue.start, cue.end)
    if verb is None:
        return reading
    grammar = references.grammar
    found = replied_to(scenery, references, verb, reading.who, grammar.statements)
    if not found and kind.said == "threatened":
        found = depended_on(scenery, references, cue, reading.who)
    if found or reading.thing:
        return replace(reading, whom=found) if found else reading
    said = grammar.statements if kind.quad == _VERBAL_CONFLICT else ()
    known = () if scenery.tree.words[verb].lemma in lexicon.denial else grammar.definite
    sought = lexicon.causes if kind.wish is not None else ()
    thing = thing_at(scenery, verb, cue, plain, said, ("against", "about"), known, sought)
    return replace(reading, thing=thing)


def _in_office(
    cue: Cue,
    reading: Reading,
    scenery: Scenery,
    references: References,
    speech: Collection[str],
) -> Reading:
    """A reading of an act that nobody is said to do, with the body whose office it is."""
    grammar, verb = references.grammar, scenery.tree.head_of(cue.start, cue.end)
    passive = verb is not None and bool(scenery.tree.children(verb, "nsubj:pass"))
    if reading.who or not (reading.whom or passive):
        return reading
    held = announcing(scenery, references, verb, grammar, speech) if verb is not None else ()
    if verb is not None and passive:  # "was charged with": the office is that of "charge"
        cue = replace(cue, lemma=scenery.tree.words[verb].lemma)
    held = held or office_holder(cue, grammar.offices, references.kinds)
    who = tuple(party for party in held if party not in reading.whom)
    return replace(reading, who=who, office=bool(who))


def _suffering(
    cue: Cue,
    reading: Reading,
    scenery: Scenery,
    references: References,
    speech: Collection[str],
) -> Reading:
    """A reading of a threat whose subject is threatened: "X said Tosk would pay a price"."""
    verb = scenery.tree.head_of(cue.start, cue.end)
    if verb is None or not reading.who or reading.whom:
        return reading
    who = threatening(scenery, references, verb, references.grammar, speech)
    ours = {*who} & {*reading.who}
    return replace(reading, who=who, whom=reading.who) if who and not ours else reading


def _not_at_home(reading: Reading, homes: Mapping[str, str]) -> Reading:
    """A reading of words; not said to the body that the speaker speaks for ("warned it would")."""
    own = any({*reading.whom} == {homes.get(who)} for who in reading.who)
    return replace(reading, whom=()) if own else reading


def _whole(reading: Reading) -> bool:
    """Whether it tells both who acts and upon whom or what."""
    return bool(reading.who and (reading.whom or reading.thing))


class ParsedArticle:
    """Roles of every cue of an article whose language has a parser."""

    def __init__(
        self,
        article: Article,
        trees: Mapping[int, Tree],
        finder: MentionFinder,
        kinds: Mapping[str, str],
        language: Language,
        vocabulary: Vocabulary,
    ) -> None:
        grammar = language.lexicon.grammar
        assert grammar is not None  # a language is only parsed when it has one
        self._language = language
        self._vocabulary = vocabulary
        self._sceneries = {
            sentence.number: Scenery(
                sentence.number, sentence.text, trees[sentence.number], finder.find(sentence.text)
            )
            for sentence in article.sentences
            if sentence.number in trees
        }
        self._sentences = {sentence.number: sentence for sentence in article.sentences}
        self._kinds = kinds
        self._attitudes = AttitudeReader(language.lexicon, language.status)
        self._judge = JudgementReader(language.lexicon, judging_types(language.lexicon, vocabulary))
        self._telling = {*language.lexicon.speech, *language.lexicon.announcement}
        self._plain = {p for some in language.lexicon.verbs.values() for p in some if p.isalpha()}
        opposed = Opposed()
        if any(says_both(scenery.tree, grammar) for scenery in self._sceneries.values()):
            self._read_all(grammar, None)  # first for the two sides, then with them
            opposed = opposed_in(self._acts, self.homes, grammar)
        self._read_all(grammar, opposed)

    def _read_all(self, grammar: Grammar, opposed: Opposed | None) -> None:
        """Read the sentences in order; not knowing who are ``opposed``, both sides are nobody."""
        ordered = list(self._sceneries.values())
        sexes = learn_sexes(ordered, self._kinds, grammar)
        self._references = References(grammar, self._kinds, sexes, opposed=opposed)
        self._readings: dict[tuple[int, int], Reading] = {}
        self._acts: list[Between] = []
        self.homes: dict[str, str] = {}
        self.judged: dict[int, list[Cue]] = {}
        self.attitudes: dict[int, list[Attitude]] = {}
        for scenery in ordered:
            scenery.subjects = ()
            self.homes = homes_in(scenery, self._references, self._kinds) | self.homes
            self._references.homes = self.homes
            self._read(scenery, self._sentences[scenery.number], grammar)
            self._references.enter(scenery)

    def _read(self, scenery: Scenery, sentence: Sentence, grammar: Grammar) -> None:
        """Take up the readings, judgements and attitudes of the next sentence."""
        language, references, number = self._language, self._references, scenery.number
        acts, cues = acts_in(sentence, language, self._vocabulary, scenery.tree)
        reader = RoleReader(
            scenery, references, language.lexicon.instruments, language.lexicon.speech
        )
        for cue in cues:
            kind = self._vocabulary.types[cue.type]
            reading = reader.read(
                cue,
                object_is_target=kind.acts_on_object(cue.mode),
                verbal=kind.quad in (1, 3),
                judging=kind.judges,
                harming=kind.quad == _HARM,
            )
            if kind.quad in (1, 3):
                reading = voiced(reading, scenery, references, cue, self._telling)
                reading = _not_at_home(reading, self.homes)
            if reading.misread:
                reading = self._by_surface(scenery, cue, cues)
            elif kind.quad in (1, 3) and reading.who and not (reading.whom or cue.noun):
                reading = _replying(
                    scenery, references, cue, reading, self._plain, language.lexicon, kind
                )
            elif kind.complains and reading.who and not reading.whom:
                about = grievance(scenery, references, cue, language.lexicon.grievances)
                reading = replace(reading, thing=about or reading.thing)
            if kind.quad == _HARM:
                reading = by_deed(reading, scenery, references, cue)
            if kind.said == "threatened":
                reading = _suffering(cue, reading, scenery, references, self._telling)
            reading = _in_office(cue, reading, scenery, references, self._telling)
            self._readings[number, cue.start] = reading
            hostile = kind.stance is not None and kind.stance.label == "oppose"
            self._acts.append((kind.quad, hostile, kind.victim_required, reading.who, reading.whom))
        for judged in self._judge.read(scenery, references, cues):
            self.judged.setdefault(number, []).append(judged.cue)
            self._readings[number, judged.cue.start] = judged.reading
        known = [act.cue for act in acts] + self.judged.get(number, [])
        told = [cue for cue in known if _whole(self._readings[number, cue.start])]
        self.attitudes[number] = self._attitudes.read(scenery, references, told)

    def _by_surface(self, scenery: Scenery, cue: Cue, cues: Sequence[Cue]) -> Reading:
        text, mentions = scenery.text, scenery.mentions
        by_object = self._vocabulary.types[cue.type].acts_on_object(cue.mode)
        if self._language.thing_acts(text[: cue.end]):
            return Reading(misread=True)
        who = surface.subjects(text, cue, mentions, cues)
        found = surface.targets(text, cue, mentions, by_object=by_object)
        whom = tuple(party for party in found if party not in who)
        return Reading(who=who, whom=whom, subject=bool(who), misread=True)

    def judgements(self, sentence: Sentence) -> list[Act]:
        """The judgements of a sentence that stand; a negated one says nothing."""
        cues = self.judged.get(sentence.number, ())
        acts = [Act(cue, self._language.status.status(sentence.text, cue)) for cue in cues]
        return [act for act in acts if not act.status.negated]

    def reading(self, number: int, cue: Cue) -> Reading:
        """What the tree of a sentence says of one of its cues."""
        return self._readings[number, cue.start]

    def tree(self, number: int) -> Tree:
        """The tree of a sentence."""
        return self._sceneries[number].tree

    def antecedent(
        self, number: int, initiators: Sequence[str], others: Sequence[str]
    ) -> tuple[int, ...]:
        """The last sentence that names a party, where the act's own sentence names none of them."""
        parties = {*initiators, *others}
        if not parties or parties & {*self._sceneries[number].parties}:
            return ()
        return self.naming(number, {*initiators} or parties)

    def naming(self, number: int, wanted: Collection[str]) -> tuple[int, ...]:
        """The last sentence before one that names any of the ``wanted`` parties."""
        before = [n for n, s in self._sceneries.items() if n < number and {*wanted} & {*s.parties}]
        return tuple(before[-1:])
