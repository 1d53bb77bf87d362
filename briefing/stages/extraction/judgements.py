"""Judgements: what somebody calls, says of or finds in another's person, act or plan.

"called the strike 'reckless'", "said the vote was a disgrace", "a step that Y found welcome".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.domain.lexicon import Lexicon
from briefing.stages.extraction.cues import Cue
from briefing.stages.extraction.evaluating import Evaluator, forms_of
from briefing.stages.extraction.predicates import foretold, led_by_article, likened, spelt, verdict
from briefing.stages.extraction.references import References
from briefing.stages.extraction.replies import replied_to
from briefing.stages.extraction.roles import Reading
from briefing.stages.extraction.scenery import Scenery
from briefing.stages.extraction.targets import TargetReader
from briefing.stages.extraction.verdicts import JudgingTypes, Verdicts

_QUOTE = re.compile(r"[“\"«„”»]")
_OPENING = re.compile(r"[“\"«„]")
_END = re.compile(
    r"[;:.!?](?=\s|$)|—|\s–\s|,\s+(?:and|but|while|which|who|as|after|saying|said|adding)\b|"
    r"\s(?:and|but)\s+(?:\w+\s+)?(?:said|says|call\w*|demand\w*|urg\w+|promis\w+|vow\w*|warn\w*)\b"
)
_AS = re.compile(r"\bas\b")
_FINITE = ("VBD", "VBZ", "VBP")
_OVER = ("over", "for", "with", "on", "about", "amid", "after", "against")
_NOMINAL = ("NOUN", "PROPN", "PRON")


@dataclass(frozen=True)
class Judged:
    """A judgement as a cue with its roles."""

    cue: Cue
    reading: Reading


@dataclass(frozen=True)
class _Found:
    """A verdict: its verb, the noun that is judged, above or below 0 for praise or blame, words."""

    verb: int
    target: int | None
    score: int
    words: str = ""


class JudgementReader:
    """Reads the judgements of one article's sentences."""

    def __init__(self, lexicon: Lexicon, types: JudgingTypes) -> None:
        judging = lexicon.judging
        self._names = forms_of(judging.names, lexicon)
        self._likens = forms_of(judging.likens, lexicon)
        self._retorts = forms_of(judging.retorts, lexicon)
        self._wrongs = forms_of(judging.wrongs, lexicon)
        self._light = frozenset(judging.light)
        self._feelings = frozenset(judging.feelings)
        self._speech = frozenset((*lexicon.speech, *judging.opinions))
        self._words = Evaluator(lexicon)
        self._harms = frozenset(lexicon.grammar.harms if lexicon.grammar else ())
        self._verdicts = Verdicts(lexicon, types)

    def read(self, scenery: Scenery, references: References, cues: Sequence[Cue]) -> list[Judged]:
        """The judgements of a sentence that no cue of the lexicon tells."""
        tree = scenery.tree
        result = []
        for verb, word in enumerate(tree.words):
            if word.pos not in ("VERB", "AUX"):
                continue
            if any(cue.start < word.end and word.start < cue.end for cue in cues):
                continue
            found = self._named(scenery, verb) or self._told(scenery, verb)
            if found is None or not found.score:
                continue
            if judged := self._judged(scenery, references, found):
                result.append(judged)
        return result

    def _named(self, scenery: Scenery, verb: int) -> _Found | None:
        """What is called, or described as, something: "called X a disgrace"."""
        word = scenery.tree.words[verb]
        verb_form = word.text.lower()
        likens = verb_form in self._likens
        if not likens and verb_form not in self._names:
            return None
        stop = _clause_end(scenery.text, word.end)
        as_ = _AS.search(scenery.text, word.end)
        if as_ is not None and not likened(scenery.tree, verb, as_.start()):
            as_ = None
        if likens and (as_ is None or as_.start() > stop):
            likens = False
            if verb_form not in self._names:
                return None
        found = self._object(scenery, verb, as_ if likens else None, stop)
        if found is None:
            return None
        start, target = found
        verdict = scenery.text[start : _clause_end(scenery.text, start)]
        score = self._words.score(verdict)
        if not score and not likens and _QUOTE.search(verdict):
            score = -1  # a neutral name would need no quotation marks
        return _Found(verb, target, score, verdict)

    def _object(
        self, scenery: Scenery, verb: int, as_: re.Match[str] | None, stop: int
    ) -> tuple[int, int | None] | None:
        """Where the verdict begins, and the noun that is judged; None for a noun is "what".

        Parsers often take object and verdict for one noun ("called the expulsions 'theatre'"): what
        stands before the quotation mark, or before "as", is the object.
        """
        tree, word = scenery.tree, scenery.tree.words[verb]
        relative = word.relation == "acl:relcl" or (word.relation == "acl" and word.tag in _FINITE)
        if any(tree.words[o].text.lower() == "what" for o in tree.children(verb, "obj")):
            case = tree.words[word.head].case if relative else word.case
            if case.lower() in _OVER:
                return None  # "walked out over what he called a farce": a name, and no judgement
            return word.end, None
        if relative:  # "a step that Y called unlawful"
            return word.end, word.head
        subject = tree.subject(verb)
        if tree.passive(verb):
            return word.end, subject.word if subject is not None else None
        quote = _QUOTE.search(scenery.text, word.end)
        marks = [mark.start() for mark in (as_, quote) if mark is not None]
        bound = min(marks, default=stop)
        behind = [
            index
            for index, other in enumerate(tree.words)
            if index > verb
            and other.end <= min(bound, stop)
            and (other.pos in _NOMINAL or led_by_article(tree, index, quote))
        ]
        objects = [o for o in tree.children(verb, "obj", "nsubj", "compound") if o in behind]
        chosen = next(iter(objects or (behind if marks else ())), None)
        if chosen is None:
            return None
        return (bound if marks and bound <= stop else tree.words[chosen].end), chosen

    def _told(self, scenery: Scenery, verb: int) -> _Found | None:
        """ "said the vote was a disgrace", "said the summit had ignored the reefs", "retorted"."""
        tree, word = scenery.tree, scenery.tree.words[verb]
        clauses = tree.children(verb, "ccomp")
        if word.relation == "parataxis" and word.head < verb:
            clauses.append(word.head)  # "This is a disgrace, said X": the quotation is on top
        subjects = {
            c: [subject.word]  # of "a case which she said was unjust": the case
            for c in clauses
            if tree.children(c, "nsubj") and (subject := tree.subject(c)) is not None
        }
        if word.text.lower() in self._retorts and word.tag in _FINITE:
            told = [one for c, found in subjects.items() if c > verb for one in found]
            return _Found(verb, told[0] if told else None, -1)
        if word.lemma not in self._speech or (word.tag == "VB" and tree.infinitive(verb)):
            return None
        for clause in clauses:
            if clause not in subjects:
                continue
            score = self._weigh(scenery, clause)
            if not score and clause > verb:
                score = self._reproach(scenery, clause, subjects[clause])
            if score:
                words = spelt(tree, tree.phrase(clause, clauses=True))
                return _Found(verb, subjects[clause][0], score, words)
        return None

    def _reproach(self, scenery: Scenery, clause: int, subjects: Sequence[int]) -> int:
        """Below 0 where what a named party is said to have done stands in quotation marks.

        The deed itself must be quoted (said X "left us to drown", not said X went into "emergency
        mode"), and in words that do not praise.
        """
        text, word = scenery.text, scenery.tree.words[clause]
        mention = scenery.mention(subjects[0]) if subjects else None
        if mention is None or mention.party.islower() or word.tag not in ("VBD", "VBN"):
            return 0
        quote = _OPENING.search(text, mention.end, word.start)
        if quote is None or len(_QUOTE.findall(text[: mention.end])) % 2:
            return 0
        praise = self._words.score(text[quote.end() : _clause_end(text, quote.start())])
        return 1 if praise > 0 else -1

    def _weigh(self, scenery: Scenery, clause: int) -> int:
        """What a clause makes of its subject: by what that "is", or by a deed of wrong."""
        tree, word = scenery.tree, scenery.tree.words[clause]
        predicate = tree.children(clause, "acomp", "attr", "oprd")
        if word.lemma in self._light:
            predicate = predicate or tree.children(clause, "obj")
        if (word.lemma == "be" or word.lemma in self._light) and predicate:
            subject, said = tree.subject(clause), tree.words[predicate[0]]
            if subject and tree.words[subject.word].lemma.lower() == said.lemma:
                return 0  # "Piracy is piracy"
            if said.lemma in self._harms and not tree.children(clause, "neg"):
                return -1  # "this was an assault on a lifeline"
            score = self._words.score(verdict(tree, clause, predicate[0]))
            felt = said.text.lower() in self._feelings
            return 0 if felt or (score > 0 and foretold(tree, clause, predicate[0])) else score
        unsaid = tree.children(clause, "neg") or any(  # "could wreck the process"
            tree.words[one].tag == "MD" for one in tree.children(clause, "aux")
        )
        wrong = word.text.lower() in self._wrongs and not unsaid
        return -1 if wrong else 0

    def _judged(self, scenery: Scenery, references: References, found: _Found) -> Judged | None:
        tree, word = scenery.tree, scenery.tree.words[found.verb]
        judged = tree.words[found.target].lemma if found.target is not None else ""
        type_ = self._verdicts.type(found.score, judged, found.words)
        passive, subject = tree.passive(found.verb), tree.subject(found.verb)
        doers = tree.children(found.verb, "obl:agent") if passive else []
        if not passive and subject is not None:
            doers = [subject.word]
        who = tuple(party for one in doers for party in references.parties(scenery, one))
        if not who or not type_:
            return None
        cue = Cue(
            type=type_,
            mode="",
            lemma=word.lemma,
            form="past",
            start=word.start,
            end=word.end,
            text=scenery.text[word.start : word.end],
            passive=passive,
        )
        if found.target is not None and (
            {*references.parties(scenery, found.target)} & {*who}
            or _of_oneself(scenery, references, found, doers)
        ):
            return None  # "said she was disappointed"
        whom, thing = self._target(scenery, references, found, who)
        return Judged(cue, Reading(who=who, whom=whom, subject=True, thing=thing))

    def _target(
        self, scenery: Scenery, references: References, found: _Found, who: tuple[str, ...]
    ) -> tuple[tuple[str, ...], str]:
        """The parties judged, and the thing."""
        whom: tuple[str, ...] = ()
        thing = ""
        if found.target is not None:
            target = TargetReader(scenery, references).acted_on(found.target, who, owned=True)
            whom, thing = tuple(p for p in target.parties if p not in who), target.thing
        if not whom:
            statements = references.grammar.statements
            whom = replied_to(scenery, references, found.verb, who, statements)
        retort = scenery.tree.words[found.verb].text.lower() in self._retorts
        if not whom and not thing and retort:
            whom = _spoken_before(scenery, references, found.verb, who)
        return whom, thing


def _spoken_before(
    scenery: Scenery, references: References, verb: int, who: Sequence[str]
) -> tuple[str, ...]:
    """Whom a retort answers: the subject of the clause, else of the sentence, before it."""
    tree = scenery.tree
    for other in range(verb - 1, -1, -1):
        if tree.words[other].pos != "VERB" or tree.words[other].relation == "acl:relcl":
            continue
        if verb in tree.ancestors(other):
            continue  # what is retorted
        for subject in tree.children(other, "nsubj"):
            found = [p for p in references.parties(scenery, subject) if p not in who]
            if found and subject < verb:
                return tuple(found[:1])
    last = references.before[-1].subjects if references.before else ()
    return tuple(p for p in last if p not in who)[:1]


def _of_oneself(
    scenery: Scenery, references: References, found: _Found, doers: Sequence[int]
) -> bool:
    """Whether one person tells, not in his own words, what "he" or "she" is: mostly himself."""
    words, grammar = scenery.tree.words, references.grammar
    if found.target is None or found.target < found.verb:
        return False
    person = words[found.target].text.lower() in (*grammar.he[:1], *grammar.she[:1])
    many = any(words[one].tag in ("NNS", "NNPS") for one in doers)
    quoted = _QUOTE.search(scenery.text, words[found.verb].end, words[found.target].start)
    return person and not many and quoted is None


def _clause_end(text: str, start: int) -> int:
    """The end of the clause at ``start``; a quotation is not cut."""
    quote = _QUOTE.search(text, start)
    end = _END.search(text, start)
    if quote is not None and (end is None or quote.start() < end.start()):
        closing = _QUOTE.search(text, quote.end())
        return closing.start() if closing is not None else len(text)
    return end.start() if end is not None else len(text)
