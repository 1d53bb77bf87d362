"""The order of words in Arabic: the verb, who does it, to whom; before the verb in headlines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.stages.extraction.clauses import GAP, Clauses
from briefing.stages.extraction.cues import Cue
from briefing.stages.extraction.mentions import Mention
from briefing.stages.extraction.noun_phrases import Phrase, Phrases, words_in
from briefing.stages.extraction.roles import Reading

_NAME = re.compile(r"[«“\"](?:[^«»“”\"\s]+\s?){1,4}[»”\"]")
_NEAR = 9
_PEOPLE = 2
_MANY = ("ين", "اء", "ات")  # words for several people end so
_NOBODY = Reading(subject=True)


class VerbFirstReader(Clauses):
    """Reads who stands behind the verb, or before it where a word such as "أن" leads to a noun."""

    def enter(
        self, text: str, mentions: Sequence[Mention], cues: Sequence[Cue] = (), number: int = 0
    ) -> None:
        """The next sentence begins: whom the last was about is who "he" is."""
        self.last = self.within or self.last
        self.within = ()
        self.upon = ()
        self._earlier = [phrase.party for phrase in reversed(self._phrases.all)] or self._earlier
        self._phrases = Phrases(text, mentions, self._verbs)
        # names in quotation marks end nothing
        self._flat = _NAME.sub(lambda m: f" {m.group()[1:-1]} ", text)
        self._doers = {}
        self._nouned = ()
        self._besides = [
            token.start
            for token in self._phrases.tokens
            if self._verbs.agreement.get(token.text) == "beside"
            and not any(p.start <= token.start < p.end for p in self._phrases.all)
        ]
        relative = "|".join(map(re.escape, self._verbs.some("relative")))
        aside = re.finditer(rf",\s(?:{relative})\s[^,.;:]*,", text)
        self._asides = [match.span() for match in aside]
        for index in self._phrases.verbs:
            phrase, who = self._doer(index)
            self._doers[index] = (phrase, who)
            if not self._aside_of(self._phrases.tokens[index].start):
                self.within = who or self.within

    def read(self, cue: Cue, cues: Sequence[Cue], *, by_object: bool) -> Reading | None:
        """Who and whom in the sentence entered last."""
        found = self._phrases
        index = next((n for n, t in enumerate(found.tokens) if t.start == cue.start), None)
        if index is None:
            return None
        if index in self._doers:
            return self._told(index, cue, by_object=by_object)
        if self._verbs.agreement.get(found.tokens[index].text) == "beside":
            over = [n for n in found.verbs if n < index]
            who = next((self._doers[n][1] for n in reversed(over) if self._doers[n][1]), ())
            who = who or self._before(index)
            return self._reading(cue, who, None, by_object=by_object)
        return self._by_noun(index, cue, by_object=by_object)

    def _told(self, index: int, cue: Cue, *, by_object: bool) -> Reading:
        phrase, who = self._doers[index]
        word = self._phrases.tokens[index].text
        lemma = self._lemma(word)
        if lemma in self._verbs.some("suffering"):
            return self._undergone(index, cue, who)
        if lemma in self._verbs.some("undergone") and self._no_object(index, phrase):
            return self._undergone(index, cue, who)
        return self._reading(cue, who, phrase, by_object=by_object)

    def _no_object(self, index: int, phrase: Phrase | None) -> bool:
        """Whether nobody and nothing is acted upon: who stands behind such a verb suffers it."""
        tokens = self._phrases.tokens
        behind = tokens[index + 1].text if index + 1 < len(tokens) else ""
        counted = behind.isdigit() or behind in self._verbs.numbers
        if phrase is None:
            return not self._doers[index][1]
        if counted:
            return True
        if phrase.start < tokens[index].start:
            return False
        rest = self._phrases.text[phrase.end :].lstrip('»”" ')
        following = words_in(rest)[:1]
        return not following or rest[0] in ".,;:" or following[0] in self._verbs.prepositions

    def _undergone(self, index: int, cue: Cue, upon: tuple[str, ...]) -> Reading:
        """Who suffers it is told; who does it stands behind "by", or owns the blow."""
        end = self._end(cue.end)
        harms = self._verbs.some("harms")
        for phrase in self._phrases.between(cue.end, end):
            dealt = any(
                word.removeprefix(self._verbs.article) in harms for word in words_in(phrase.lead)
            )
            if phrase.prep in self._verbs.some("by") or (phrase.prep and dealt):
                who = self._phrases.with_joined(phrase)
                return Reading(who=who, whom=tuple(p for p in upon if p not in who), subject=True)
        return Reading(whom=upon, subject=True)

    def _doer(self, index: int) -> tuple[Phrase | None, tuple[str, ...]]:
        """Who acts by a finite verb: behind it, before it, or as in the clause before."""
        found, token = self._phrases, self._phrases.tokens[index]
        told = self._verbs.agreement[token.text]
        turned = self._relative(index, told)
        if turned:
            return turned
        before = self._subject_before(index)
        if before is not None:
            return before, found.with_joined(before)
        behind = self._free_behind(index)
        joined = self._opens(index)
        both = self._both(token.end, (), reach=2)
        if both:
            return None, both
        own = self._own_people(index)
        if own:
            return None, own
        if behind and self.within and joined and self._goes_to(index, behind, told):
            return None, self.within
        if behind and self._agrees(told, behind[0]):
            return behind[0], found.with_joined(behind[0])
        if behind and not self.within:
            return behind[0], found.with_joined(behind[0])
        if self._gap_is_named(index):
            return None, ()
        return None, self.within or (self.last if joined else ())

    def _relative(self, index: int, told: str) -> tuple[Phrase | None, tuple[str, ...]] | None:
        """ "القوات التي يقودها دقلو", "الذي أدان": behind the verb with a pronoun, else before."""
        found, tokens = self._phrases, self._phrases.tokens
        at = index - 1
        while (
            at >= 0
            and tokens[at].text in self._verbs.stops
            and tokens[at].text not in self._verbs.some("relative")
        ):
            at -= 1
        if at < 0 or tokens[at].text not in self._verbs.some("relative"):
            return None
        behind = self._free_behind(index)
        pronoun = index + 1 < len(tokens) and tokens[index + 1].text in self._verbs.some("clitics")
        if (
            behind
            and (pronoun or self._agrees(told, behind[0]))
            and (pronoun or behind[0].start - tokens[index].end < 3)
        ):
            return behind[0], found.with_joined(behind[0])
        asked = [p for p in found.all if p.end <= tokens[at].start]
        near = asked and not words_in(found.text[asked[-1].end : tokens[at].start])
        return (asked[-1], (asked[-1].party,)) if near else (None, ())

    def _goes_to(self, index: int, behind: Sequence[Phrase], told: str) -> bool:
        """Whether who stands behind the verb is acted upon by who acted before: "ودعت الطرفين"."""
        first = behind[0]
        if not self._agrees(told, first):
            return True
        joins = "|".join(self._verbs.some("joins"))
        others = [
            p
            for p in behind[1:]
            if not re.fullmatch(rf"\s*,?\s*(?:{joins})\s*", self._phrases.text[first.end : p.start])
            and not {*words_in(self._phrases.text[first.end : p.start])} & self._verbs.prepositions
        ]
        rest = words_in(self._phrases.text[first.end :])[:1]
        goes_on = (
            bool(rest)
            and rest[0] not in self._verbs.prepositions
            and rest[0] not in self._verbs.stops
        )
        asks = self._phrases.tokens[index].text in self._asking
        return not others and not goes_on and asks

    @property
    def _asking(self) -> frozenset[str]:
        """The forms of verbs that always name whom they are done to."""
        found: set[str] = set()
        for lemma in self._verbs.some("objective"):
            found |= self._verbs.forms[lemma]
        return frozenset(found)

    def _before(self, index: int) -> tuple[str, ...]:
        start = self._phrases.tokens[index].start
        free = [p for p in self._phrases.all if p.end <= start and not p.prep]
        return self._phrases.with_joined(free[0]) if free else self.within or self.last

    def _reading(
        self, cue: Cue, who: tuple[str, ...], phrase: Phrase | None, *, by_object: bool
    ) -> Reading:
        whom = self._whom(cue, who, phrase, by_object=by_object)
        if not who:
            return Reading(whom=whom, subject=False) if whom else _NOBODY
        self.upon = whom or self.upon
        if not self._both(cue.start, who):
            self._told_of.update((*who, *whom))
        behind = phrase is not None and phrase.start >= cue.start
        thing = (
            ""
            if whom
            else self._thing(max(cue.end, phrase.end if behind and phrase else 0), cue.text)
        )
        return Reading(who=who, whom=whom, subject=True, thing=thing)

    def _whom(
        self, cue: Cue, who: tuple[str, ...], phrase: Phrase | None, *, by_object: bool
    ) -> tuple[str, ...]:
        found = self._phrases
        head = cue.start + len(cue.text.split()[0])
        for place in (head, cue.end):
            clitic = re.match(r"\s(\w+)", found.text[place:])
            if clitic and clitic[1] in self._verbs.some("clitics") and not self._resumes(cue.start):
                return self._meant(cue.start, who, clitic[1])
        doing = [doer for doer, _ in self._doers.values() if doer is not None]
        after = [p for p in found.between(head, self._end(head)) if p.party not in who]
        after = [p for p in after if p not in doing]
        after = [p for p in after if self._aside_of(head) or not self._aside_of(p.start)]
        begin = phrase.end if phrase is not None and phrase.start >= head else head
        towards = {*self._verbs.some("towards")}
        both = self._both(head, who)
        if both:
            return both
        after = [p for p in after if not self._beside(p)]
        for free in (True, False) if by_object else (False,):
            # what stands behind all words of an act first: "قضت محكمة بتونس بسجن رضا"
            for one in after if free else sorted(after, key=lambda p: p.end <= cue.end):
                gap = len(words_in(found.text[begin : one.start]))
                led = one.prep in towards or self._sent_to(one)
                if gap <= GAP and (not one.prep if free else led):
                    return tuple(p for p in found.with_joined(one) if p not in who)
        return next(((p.party,) for p in after if self._led_within(begin, p)), ())

    def _led_within(self, begin: int, phrase: Phrase) -> bool:
        """Whether people within a body are acted upon: "عقوبات على قائدين في الجبهة"."""
        lead = words_in(self._phrases.text[begin : phrase.start])
        body = self._verbs.kinds.get(phrase.party) not in ("state", "person", "group")
        within = phrase.prep in self._verbs.some("at") and len(lead) > _PEOPLE
        return body and within and lead[-2].endswith(_MANY) and lead[-3] in self._verbs.prepositions

    def _by_noun(self, index: int, cue: Cue, *, by_object: bool) -> Reading:
        """An act told by its noun: whose verb governs it does it, or who stands right behind it."""
        found = self._phrases
        over = [n for n in found.verbs if n < index]
        light = over[-1] if over else None
        word = found.tokens[light].text if light is not None else ""
        lemma = self._lemma(word)
        near = light is not None and index - light <= _NEAR + 2
        after = [p for p in found.all if p.end > cue.end and p.start < self._end(cue.end)]
        gap = words_in(found.text[cue.end : after[0].start]) if after else []
        owner = after[0] if after and not gap else None
        if near and lemma in self._verbs.some("passive"):
            return self._undergone(index, cue, (owner.party,) if owner else ())
        if near and light is not None and lemma in self._verbs.some("governing"):
            phrase, who = self._doers[light]
            self._nouned = who
            return self._reading(cue, who, phrase, by_object=by_object)
        before = next(
            (
                p
                for p in found.all
                if p.end <= cue.start and not found.text[p.end : cue.start].strip()
            ),
            None,
        )
        deciding = self._verbs.some("deciding")
        if before is not None and {*words_in(before.lead)} & deciding:
            self._nouned = found.with_joined(before)
            return self._reading(cue, found.with_joined(before), before, by_object=by_object)
        joined = index > 1 and found.tokens[index - 1].text in self._verbs.some("joins")
        if joined and self._nouned:
            return self._reading(cue, self._nouned, None, by_object=by_object)
        others = [
            p for p in after if p != owner and (not p.prep or p.prep in self._verbs.some("towards"))
        ]
        if owner is None or owner.prep:
            return self._undergone(
                index, cue, (after[0].party,) if after and not after[0].prep else ()
            )
        if others or not by_object:
            return self._reading(cue, found.with_joined(owner), owner, by_object=by_object)
        return self._undergone(index, cue, (owner.party,))
