"""Who and whom by case, in a language whose order of words is free: Russian."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from briefing.stages.extraction.case_clauses import (
    STOP,
    Sides,
    aside,
    is_gerund,
    only_phrases,
    segment,
    summoned,
    talking,
)
from briefing.stages.extraction.case_targets import Stretch, TargetsByCase
from briefing.stages.extraction.case_words import CaseWords
from briefing.stages.extraction.cased_phrases import CasedNoun, CasedSentence
from briefing.stages.extraction.cues import Cue
from briefing.stages.extraction.declension import ACCUSATIVE
from briefing.stages.extraction.mentions import Mention
from briefing.stages.extraction.roles import Reading
from briefing.stages.extraction.word_cases import Sentence
from briefing.stages.extraction.word_order import OrderReader

_PARTICIPLE = re.compile(r"(?:вший|вшая|вшее|вшие|вшего|вшей|вшим|вших|вшую)(?:ся)?$")
_OURS = ("ем", "им")
_KEPT = 6


class CaseReader(OrderReader):
    """Reads the cues of one article by the cases of its parties."""

    def __init__(self, known: CaseWords, kinds: Mapping[str, str]) -> None:
        super().__init__(known.lexicon)
        self._known = known
        self._kinds = kinds
        self._recent: list[CasedNoun] = []
        self._leaders: list[CasedNoun] = []
        self._subject: CasedNoun | None = None
        self._cased = CasedSentence("", (), self.words, known, kinds)
        self._targets = TargetsByCase(self.words)
        self._sides = Sides(self.words)

    def enter(
        self, text: str, mentions: Sequence[Mention], cues: Sequence[Cue] = (), number: int = 0
    ) -> None:
        """The next sentence begins; whom the last ones named may be "he"."""
        for mention in mentions:
            self._named.setdefault(mention.party, []).append(number)
        led = [n for n in self._cased.cased if n.case == "free"]
        self._leaders += led
        self._recent = [*led, *self._recent][:_KEPT]
        self.within, self.upon = (), ()
        self._subject = None
        verbs = [(cue.start, cue.start + len(cue.text.split()[0])) for cue in cues]
        self._cased = CasedSentence(text, mentions, self.words, self._known, self._kinds, verbs)
        self._sides.enter(self._cased)

    def naming(self, number: int, who: Sequence[str], whom: Sequence[str]) -> tuple[int, ...]:
        """The last sentence that named who acts, where their own names none of the parties."""
        return self._last_naming(number, who, whom)

    def read(self, cue: Cue, cues: Sequence[Cue], *, by_object: bool) -> Reading | None:
        """Who and whom in the sentence entered last, None where the surface does not tell."""
        sentence = self._cased
        start, end = self._segment(sentence, cue, cues)
        talks = talking(sentence, cue, start, end, self.words)
        if talks is not None:
            return Reading(who=talks[0], whom=talks[1], subject=True)
        if self.passive(sentence, cue):
            return self._undergone(sentence, cue, cues)
        if sides := self._sides.acting(sentence.text[start : cue.start]):
            return Reading(who=sides, subject=True)
        who = self.subject(sentence, cue, cues)
        if who is None:
            alone = self.target(sentence, cue, cues, (), by_object)
            return Reading(whom=alone, subject=False) if alone else None
        self.within = self.within or who
        whom = tuple(p for p in self.target(sentence, cue, cues, who, by_object) if p not in who)
        self.upon = whom or self.upon
        thing = "" if whom else self._targets.thing(sentence, cue)
        return Reading(who=who, whom=whom, subject=True, thing=thing)

    def _undergone(self, sentence: CasedSentence, cue: Cue, cues: Sequence[Cue]) -> Reading:
        start, end = self._segment(sentence, cue, cues)
        if told := summoned(sentence, cue, start, end, self.words):
            return Reading(who=told[0], whom=told[1], subject=True)
        inside = [n for n in sentence.cased if start <= n.start < end]
        agents = [n for n in inside if n.case == "by" or self._of_agents(sentence, n)]
        who = sentence.with_joined(agents[0]) if agents else ()
        verb = cue.text.split()[0]
        free = [n for n in inside if n.case == "free" and sentence.agrees(n, verb)]
        free += self._relative(sentence, start, cue)
        if not free and re.match(rf"\s*{self.words.some('pronouns')}\s", sentence.text[start:]):
            free = self._spoken_of(sentence, verb)
        whom = sentence.with_joined(free[0]) if free and free[0] in sentence.cased else ()
        whom = whom or tuple(n.party for n in free[:1])
        whom = whom or self.target(sentence, cue, cues, who, by_object=True)
        self.upon = tuple(p for p in whom if p not in who) or self.upon
        return Reading(who=who, whom=tuple(p for p in whom if p not in who), subject=True)

    def _of_agents(self, sentence: CasedSentence, noun: CasedNoun) -> bool:
        """Whether a party stands for its people who act: "сотрудниками спецслужбы"."""
        before = re.search(r"(\w+)\s$", sentence.text[: noun.lead])
        return noun.case == "of" and before is not None and before[1].endswith(("ами", "ями"))

    def passive(self, sentence: Sentence, cue: Cue) -> bool:
        """Whether a short participle tells what was done: "был задержан"."""
        return bool(re.search(rf"(?:{self.words.done})$", self._verb(cue)))

    def _verb(self, cue: Cue) -> str:
        first: str = cue.text.split()[0]
        return self._known.declension.fold(first).lower()

    def finite(self, cue: Cue) -> bool:
        """Whether a cue is a verb that has a subject of its own."""
        return not _PARTICIPLE.search(self._verb(cue))

    def _segment(self, sentence: CasedSentence, cue: Cue, cues: Sequence[Cue]) -> tuple[int, int]:
        return segment(sentence, cue, cues, self.words)

    def subject(self, sentence: Sentence, cue: Cue, cues: Sequence[Cue]) -> tuple[str, ...] | None:
        """The party in the nominative that agrees with the verb: before it, else behind it."""
        cased = self._cased
        noun = self._subject_noun(cased, cue, cues)
        if noun is None:
            return None
        self._subject = noun
        return cased.with_joined(noun) if noun in cased.cased else (noun.party,)

    def _subject_noun(
        self, sentence: CasedSentence, cue: Cue, cues: Sequence[Cue]
    ) -> CasedNoun | None:
        verb = self._verb(cue)
        start, end = self._segment(sentence, cue, cues)
        if _PARTICIPLE.search(verb):
            before = [n for n in sentence.cased if n.end <= start]
            return before[-1] if before else None
        if is_gerund(verb):
            return self._of_main(sentence, cue)
        if verb.endswith(_OURS):
            return self._speaker(sentence, cue)
        free = [n for n in sentence.cased if n.case == "free" and sentence.agrees(n, verb)]
        left = [n for n in free if start <= n.start and n.end <= cue.start]
        right = [n for n in free if cue.end <= n.start < end]
        sure = [n for n in left if ACCUSATIVE not in n.cases] or left
        verbs = [c.end for c in cues if start <= c.start and c.end <= cue.start]
        beyond = [n for n in sure if not verbs or n.start >= max(verbs)]
        chained = self._chained(sentence, start, cue)
        owned = self._subject is not None and sentence.agrees(self._subject, verb)
        if beyond and not (chained and owned and verbs and ACCUSATIVE in beyond[0].cases):
            return beyond[0]
        relative = self._relative(sentence, start, cue)
        if relative:
            return relative[0]
        if chained and owned:
            return self._subject
        certain = [n for n in right if ACCUSATIVE not in n.cases]
        if certain or (right and not chained):
            return (certain or right)[0]
        if sure:
            return sure[-1]
        named = [
            n
            for n in sentence.cased
            if start <= n.start < end and n.case == "free" and self._kinds.get(n.party) == "person"
        ]
        if len(named) == 1 and verb.endswith("ла"):
            return named[0]  # "Рут Хайн поблагодарила": a name does not tell a woman
        return self._seated(sentence, start, cue) or self._earlier(sentence, start, cue)

    def _speaker(self, sentence: CasedSentence, cue: Cue) -> CasedNoun | None:
        """Who "we" are: whoever says so behind the quotation, else the state that acts most."""
        behind = sentence.text.find("»", cue.end)
        said = [n for n in sentence.cased if n.case == "free" and -1 < behind < n.start]
        if said:
            return said[0]
        states = [n for n in self._leaders if self._kinds.get(n.party) == "state"]
        most = Counter(n.party for n in states).most_common(1)
        return next((n for n in states if most and n.party == most[0][0]), None)

    def _of_main(self, sentence: CasedSentence, cue: Cue) -> CasedNoun | None:
        """Whose act a gerund tells: the subject of the clause beside it."""
        if self._subject is not None:
            return self._subject
        stops = [m.start() for m in STOP.finditer(sentence.text, cue.end)]
        own = range(cue.start, min(stops, default=len(sentence.text)))
        free = [n for n in sentence.cased if n.case == "free" and n.start not in own]
        before = [n for n in free if n.end <= cue.start]
        return next(iter(before[-1:] or free[:1]), None)

    def _relative(self, sentence: CasedSentence, start: int, cue: Cue) -> list[CasedNoun]:
        """Who "который" is that opens a clause: the party before its comma."""
        head = re.match(r"\s*(котор(?:ый|ая|ое|ые)|кто)[\s,]", sentence.text[start:])
        before = [n for n in sentence.cased if n.end <= start]
        if head is None or not before:
            return []
        verb = self._verb(cue)
        near = [n for n in reversed(before) if sentence.agrees(n, verb)]
        return near[:1] or before[-1:]

    def _chained(self, sentence: CasedSentence, start: int, cue: Cue) -> bool:
        """Whether nothing but adverbs and conjunctions stands between a verb and the one before."""
        stretch = sentence.text[start : cue.start]
        joined = [m.end() for m in re.finditer(self.words.some("joins"), stretch)]
        stretch = stretch[joined[-1] :] if joined else stretch
        words = re.findall(r"[\w-]+", stretch.lower())
        return all(
            self.words.has("adverbs", word) or word.endswith("но") or word == "не" for word in words
        )

    def _earlier(self, sentence: CasedSentence, start: int, cue: Cue) -> CasedNoun | None:
        """Who a pronoun or a clause without a subject of its own goes on about."""
        verb = self._verb(cue)
        lead = sentence.text[start : cue.start]
        if re.search(self.words.some("pronouns"), lead):
            return next(iter(self._spoken_of(sentence, verb)), None)
        opens = re.match(r"\s*(?:что|и|а|но|однако|после чего|а также)\b", lead)
        bare = self._chained(sentence, start, cue)
        if start == 0 or not (opens or bare or only_phrases(lead, self.words)):
            return None
        if self._subject is not None and sentence.agrees(self._subject, verb):
            return self._subject
        before = [
            n
            for n in sentence.cased
            if n.case == "free"
            and n.end <= start
            and sentence.agrees(n, verb)
            and not aside(sentence, n, self.words)
        ]
        return before[-1] if before else None

    def _seated(self, sentence: CasedSentence, start: int, cue: Cue) -> CasedNoun | None:
        """Whoever acts without being a subject: "В Астане обвинения отвергают", "ГКНБ Киргизии
        возбудил дело".
        """
        inside = [n for n in sentence.cased if start <= n.start and n.end <= cue.start]
        if not inside:
            return None
        first = inside[0]
        lead = re.findall(r"[\w-]+", sentence.text[start : first.start])
        many = re.search(r"(?:ли|ют|ут|ят|ат)(?:сь|ся)?$", self._verb(cue))
        placed = first.case == "oblique" and self.words.has("at", first.prep) and len(lead) <= 1
        if placed and many and self._kinds.get(first.party) in ("state", "organisation"):
            return first
        alone = first.case == "of" and 1 <= len(lead) <= 3
        plain = not any(self.words.has("prepositions", word) for word in lead)
        return first if alone and plain and len(inside) == 1 else None

    def _spoken_of(self, sentence: CasedSentence, verb: str) -> list[CasedNoun]:
        """Whom a pronoun means: who led this sentence or the last ones, persons first."""
        led = [self._subject] if self._subject is not None else []
        fitting = [n for n in [*led, *self._recent] if sentence.agrees(n, verb)]
        persons = [n for n in fitting if self._kinds.get(n.party) == "person"]
        many = verb.endswith(("ли", "ют", "ут", "ят"))
        return (fitting if many else persons or fitting)[:1]

    def target(
        self,
        sentence: Sentence,
        cue: Cue,
        cues: Sequence[Cue],
        who: tuple[str, ...],
        by_object: bool,
    ) -> tuple[str, ...]:
        """Whom an act is done to, by case; whom a pronoun means beside the verb."""
        start, end = self._segment(self._cased, cue, cues)
        verb = cue.start + len(cue.text.split()[0])
        if sides := self._sides.undergoing(self._cased.text[verb:end]):
            return tuple(party for party in sides if party not in who)
        stretch = Stretch(self._cased, cue, start, end)
        led = self._subject if who else None  # "глава банка Петер Лунд": the bank is his
        others = [
            n
            for n in self._cased.cased
            if n.party not in who and not (led and led.lead <= n.start < led.start)
        ]
        later = [c for c in cues if c.start > cue.start]
        behind = self._targets.behind(stretch, others, later, by_object=by_object)
        if behind is not None:
            return self._cased.with_joined(behind)
        if self._targets.clitic(stretch):
            return self.meant(self._cased, cue, who)
        before = self._targets.before(stretch, others)
        return self._cased.with_joined(before) if before is not None else ()

    def meant(self, sentence: Sentence, cue: Cue, who: tuple[str, ...]) -> tuple[str, ...]:
        """Whom "его" or "им" means: who was acted upon or named before."""
        for parties in (self.upon, tuple(n.party for n in self._recent)):
            others = tuple(party for party in parties if party not in who)
            if others:
                return others[:1]
        return ()
