"""When an act happened: which expression of time of its sentence is its own.

By the tree: an act has the time of its own verb, or of a verb that shares its clause ("visited
Dunhal on Thursday and apologised", "killed four on Monday when they attacked a convoy"). The time
at which something was said is not the time at which it happened.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from briefing.domain.claims import EventClaim, EventDate
from briefing.domain.lexicon import Lexicon
from briefing.stages.extraction.cues import Cue
from briefing.stages.extraction.dates import DateFinder, Moment, nearest
from briefing.stages.extraction.government import anchor, misread
from briefing.stages.extraction.trees import Tree

_VERBS = ("VERB", "AUX")
_TIMED = ("VBD", "VBZ", "VBP")
# what shares the time of the verb it hangs on
_SAME = ("xcomp", "aux", "aux:pass", "cop", "compound:prt")
_SUBJECTS = ("nsubj", "nsubj:pass")
_OF_NOUN = ("nmod:poss", "compound", "amod", "nummod", "nmod", "appos")
_STAMP = re.compile(r"^\W{0,3}(?:[01]?\d|2[0-3])[:.h][0-5]\d\b", re.MULTILINE)
_ENTRIES = 3
_HIGHEST = 8
_BACK = 2


class Timing:
    """The days that the sentences of one article give, read in order.

    ``daily`` articles are kept up while things happen (a live page): what is told there without a
    day is of the day of publication.
    """

    def __init__(
        self,
        sentences: Mapping[int, str],
        published: date | None,
        finder: DateFinder,
        lexicon: Lexicon,
        *,
        daily: bool = False,
    ) -> None:
        self._published = published
        self._daily = daily
        self._deeds = frozenset(lexicon.grammar.deeds) if lexicon.grammar is not None else ()
        self._at_once = frozenset(lexicon.calendar.at_once)
        self._moments = {n: finder.find(text, published) for n, text in sentences.items()}
        self._told = {n: self._last_day(moments) for n, moments in self._moments.items()}

    def when(
        self, number: int, cue: Cue, tree: Tree | None, *, ahead: bool, said: bool
    ) -> EventDate | None:
        """The day of the act at ``cue``, None where the text fixes none.

        ``ahead``: the act is still to come; ``said``: what is told is that it was promised or
        threatened, so that the day of the saying is its own where it names none.
        """
        moments = self._moments[number]
        found = None
        word = anchor(tree, cue) if tree is not None else None
        if tree is None or word is None or misread(tree, cue, word):
            found = nearest(moments, cue.start, self._published, future=ahead)
        else:
            own = self._own(tree, word, moments)
            found = self._first(own, number, cue.start, future=ahead)
            if found is None and said and tree.words[word].relation == "ccomp":
                own = self._own(tree, tree.words[word].head, moments)
                found = self._first(own, number, cue.start, future=False)
        if found is None and self._daily and self._published is not None and (said or not ahead):
            return EventDate(day=self._published)
        return found

    def _first(
        self, moments: Sequence[Moment], number: int, near: int, *, future: bool
    ) -> EventDate | None:
        for moment in sorted(moments, key=lambda m: (abs(m.start - near), m.start)):
            before = self._before(number, moment)
            day = moment.resolved(self._published, before, future=future)
            if day is not None:
                return day
        return None

    def _before(self, number: int, moment: Moment) -> date | None:
        """The day told last before an expression: in its sentence, or in one of the two before."""
        earlier = [m for m in self._moments[number] if m.end <= moment.start]
        days = [self._last_day(earlier), *(self._told.get(number - n) for n in range(1, _BACK + 1))]
        return next((day for day in days if day is not None), None)

    def _last_day(self, moments: Sequence[Moment]) -> date | None:
        days = [m.resolved(self._published, None) for m in moments]
        return next((day.day for day in reversed(days) if day is not None), None)

    def _own(self, tree: Tree, word: int, moments: Sequence[Moment]) -> list[Moment]:
        """The expressions of time of an act: its own verb's, else those of its clause."""
        holders = [(moment, self._holder(tree, moment)) for moment in moments]
        if tree.words[word].pos not in _VERBS:
            within = {word, *_below(tree, word)}
            named = [m for m in moments if within & {*tree.within(m.start, m.end)}]
            if named:
                return named
            word = _verb_over(tree, word)
        direct = [m for m, holder in holders if holder == word]
        clause = self._clause(tree, word)
        return direct or [
            m for m, h in holders if h is not None and self._clause(tree, h) == clause
        ]

    def _holder(self, tree: Tree, moment: Moment) -> int | None:
        """The verb that an expression tells the time of, None for the time of a noun.

        "Monday's raid" is no time of the verb; "imposed a ban on Monday" is, whatever the parser
        says, since a ban is no deed that somebody would date by itself.
        """
        head = tree.head_of(moment.start, moment.end)
        for _ in range(_HIGHEST):
            if head is None or tree.words[head].pos in _VERBS:
                return head if head is None else self._speaking(tree, head, moment)
            word = tree.words[head]
            above = tree.words[word.head]
            owned = word.relation in ("nmod:poss", "amod", "nummod")
            deed = word.relation == "nmod" and above.lemma in self._deeds
            if owned or deed or word.head == head:
                return None
            head = word.head
        return None

    def _speaking(self, tree: Tree, verb: int, moment: Moment) -> int:
        """The verb over a clause, where the expression stands before the clause begins.

        "said on Monday it would leave": parsers hang the day on what was said.
        """
        above = tree.words[verb].head
        begins = [tree.words[i].start for i in tree.children(verb, *_SUBJECTS, "mark")]
        if tree.words[verb].relation == "ccomp" and begins:
            between = tree.words[above].start < moment.start < min(begins)
            return above if between else verb
        return verb

    def _clause(self, tree: Tree, word: int) -> int:
        """The verb that stands for a whole clause: those that share its time have the same one."""
        for _ in range(_HIGHEST):
            one = tree.words[word]
            if one.head == word or not self._shares(tree, word):
                break
            word = one.head
        return word

    def _shares(self, tree: Tree, word: int) -> bool:
        one = tree.words[word]
        if one.relation == "advcl":
            marks = {tree.words[i].text.lower() for i in tree.children(word, "mark", "advmod")}
            bare = one.tag not in _TIMED and not tree.children(word, "mark") and not one.case
            return bare or bool(marks & self._at_once)
        if one.relation == "conj":
            return not tree.children(word, *_SUBJECTS)
        return one.relation in _SAME


def with_headline(claims: Sequence[EventClaim]) -> list[EventClaim]:
    """Acts that only the headline tells get the day on which the body dates the same kind of act.

    The act of the same type that shares a party with it goes first, else the first one told.
    """
    dated = [c for c in claims if c.date is not None and c.evidence[0] > 1]
    found = []
    for claim in claims:
        day = claim.date
        if day is None and claim.evidence == (1,):
            parties = {*claim.initiators, *claim.recipients}
            alike = [c for c in dated if c.type == claim.type]
            shared = [c for c in alike if parties & {*c.initiators, *c.recipients}]
            day = next((c.date for c in (*shared, *alike)), None)
        found.append(claim if day is claim.date else claim.model_copy(update={"date": day}))
    return found


def is_daily(text: str) -> bool:
    """Whether an article is a live page: its entries begin with the time of day."""
    return len(_STAMP.findall(text)) >= _ENTRIES


def _below(tree: Tree, word: int) -> Collection[int]:
    """What hangs on a noun, clauses aside."""
    found: list[int] = []
    left = [word]
    while left:
        below = tree.children(left.pop(), *_OF_NOUN, "obl:npmod", "flat")
        found += below
        left += below
    return found


def _verb_over(tree: Tree, word: int) -> int:
    return next((i for i in tree.ancestors(word) if tree.words[i].pos in _VERBS), word)
