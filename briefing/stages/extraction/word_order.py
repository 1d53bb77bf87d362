"""Who did it and to whom, read off the order of words where a language has no parser.

What stands before a party tells its case: nothing or an article (it may act), a preposition, an
"of", the mark of a named object (Spanish "a"), an article that only objects have (German "den").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.domain.lexicon import Lexicon
from briefing.stages.extraction.closed_words import Words
from briefing.stages.extraction.cues import Cue
from briefing.stages.extraction.mentions import Mention
from briefing.stages.extraction.roles import Reading
from briefing.stages.extraction.two_sides import led_by_both, set_against
from briefing.stages.extraction.word_cases import Noun, Sentence
from briefing.stages.extraction.word_doers import Doers
from briefing.stages.extraction.word_sides import (
    bare,
    between,
    led_by_relative,
    led_to,
    speakers,
)
from briefing.stages.extraction.word_signs import (
    alone,
    anew,
    apposed,
    beside,
    content,
    dealt,
    endured,
    givers,
    goes_on,
    of_a_thing,
    right_behind,
    whose_harm,
)
from briefing.stages.extraction.word_titles import Titles
from briefing.stages.extraction.word_voice import Voice

_NOBODY = Reading(subject=True)


class OrderReader(Voice):
    """Reads the cues of one article in order: subject, verb, object, as in Spanish.

    What a sentence leaves to a pronoun or to the verb's ending comes from the sentence before.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__(Words(lexicon))
        self.doers = Doers(self.words)
        self._titles = Titles(lexicon, self.words)
        self.before: tuple[str, ...] = ()
        # where objects bear no mark, what opens a clause is no sign of a subject behind its verb
        opens = r"[»”\"],?" if self.words.direct else r"^|[,»”\"]"
        spoken = rf"(?:{self.words.some('active')}\s+)?"
        self._opening = rf"(?:(?:{opens})\s*|{self.words.some('likewise')}\s+){spoken}$"
        self.last: tuple[str, ...] = ()
        self.within: tuple[str, ...] = ()
        self.upon: tuple[str, ...] = ()
        self.sides: tuple[str, ...] = ()
        self._named: dict[str, list[int]] = {}
        self.latest: tuple[str, ...] | None = None

    def naming(self, number: int, who: Sequence[str], whom: Sequence[str]) -> tuple[int, ...]:
        """The last sentence that named who acts, where their own names none of the parties."""
        return self._last_naming(number, who, whom) if self.words.direct else ()

    def _last_naming(self, number: int, who: Sequence[str], whom: Sequence[str]) -> tuple[int, ...]:
        told = {n for party in (*who, *whom) for n in self._named.get(party, ())}
        before = [n for party in who for n in self._named.get(party, ()) if n < number]
        return () if number in told else tuple(sorted(before)[-1:])

    def enter(
        self,
        text: str,
        mentions: Sequence[Mention],
        cues: Sequence[Cue] = (),
        number: int = 0,
    ) -> None:
        """The next sentence begins: whom the last was about is who "he" is."""
        if not self.words.direct:
            mentions = self._offices.found(text, mentions)
        for mention in mentions:
            self._named.setdefault(mention.party, []).append(number)
        first = next(((n.party,) for n in self._sentence.nouns if n.case == "free"), ())
        self.last = self.within or first or self.last
        self.within = ()
        self.before, self.upon = self.upon or self.before, ()
        self.latest = None
        verbs = [cue.start + len(cue.text.split()[0]) for cue in cues]
        sides = [match.span() for match in re.finditer(self.words.some("both"), text)]
        mentions = self._titles.with_stand_ins(text, mentions)
        named = [m for m in mentions if not any(a <= m.start < b for a, b in sides)]
        self._sentence = Sentence(text, named, self.words, verbs)
        for noun in self._sentence.nouns:
            joined = self._sentence.with_joined(noun)
            if len(joined) == 2 and not any(party.islower() for party in joined):
                self.sides = joined

    def read(self, cue: Cue, cues: Sequence[Cue], *, by_object: bool) -> Reading | None:
        """Who and whom in the sentence entered last, None where the surface does not tell."""
        sentence = self._sentence
        end = self.clause_end(sentence, cue, cues)
        if self.passive(sentence, cue):
            return self._suffered(sentence, cue, cues, end)
        if bare(sentence, cue, self.words):
            upon = () if self.words.direct else beside(sentence, cue)
            return Reading(whom=upon, subject=True)
        who_ = speakers(sentence, cue, self.last, self.words) or self.subject(sentence, cue, cues)
        near = cue.start if who_ and self.words.direct else end
        if (not who_ or len(who_) > 1) and (pair := between(sentence, cue, near, self.words)):
            return Reading(who=pair[:1], whom=pair[1:], subject=True)
        if who_ is None:
            if sentence.thing(sentence.hard_start(cue.start), cue.start):
                return _NOBODY
            only = self.target(sentence, cue, cues, (), by_object)
            return Reading(whom=only, subject=False) if only else None
        self.within = self.within or who_
        self.latest = who_
        found = self.target(sentence, cue, cues, who_, by_object)
        whom = tuple(party for party in found if party not in who_)
        self.upon = whom or self.upon
        self.sides = set_against(self.sides, who_, () if self.words.direct else whom)
        thing = "" if whom else sentence.known_thing(cue, end)
        return Reading(who=who_, whom=whom, subject=True, thing=thing)

    def _suffered(self, sentence: Sentence, cue: Cue, cues: Sequence[Cue], end: int) -> Reading:
        """Who and whom of a verb whose subject has it done to him."""
        upon = self.subject(sentence, cue, cues) or ()
        self.latest = upon
        doers = self.doers.of(sentence, cue, end)
        if not doers and self._told_passive(cue):  # "morreram numa emboscada dos rebeldes"
            doers = givers(sentence, cue, end, self.words)
        who = sentence.with_joined(doers[-1]) if doers else ()
        if not who and cue.type in self.harming:
            who = dealt(sentence, cue, end, self.words)
        if not who and (pair := between(sentence, cue, end, self.words)):
            return Reading(who=pair[:1], whom=pair[1:], subject=True)
        if self.words.direct and not upon:  # "l'attacco è stato attribuito alle milizie"
            upon = self.target(sentence, cue, cues, who, by_object=False)
        elif who and not upon:
            upon = endured(sentence, cue, end, self.words)
        return Reading(who=who, whom=tuple(p for p in upon if p not in who), subject=True)

    def clause_end(self, sentence: Sentence, cue: Cue, cues: Sequence[Cue]) -> int:
        """Where what the verb governs ends at the latest."""
        text = sentence.text
        hard = rf"(?:{self.doers.stops}|(?<!\bM)(?<!\bMM)(?<!\bMgr)(?<!\bDr)\.)(?=\s|$)|,\s"
        stop = re.search(hard, text[cue.end :])
        end = cue.end + stop.start() if stop else len(text)
        end = min(end, self.doers.told_end(text, cue))
        later = [c for c in cues if c.start > cue.end]
        if cue.type not in self.asking:  # "se negó a negociar con Lesk" is aimed at Lesk
            later = [c for c in later if not content(text[cue.end : c.start], c, self.words)]
        return min([end, *(c.start for c in later)])

    def subject(self, sentence: Sentence, cue: Cue, cues: Sequence[Cue]) -> tuple[str, ...] | None:
        """The parties that stand where the subject stands; None where that is nobody known."""
        text, start = sentence.text, sentence.hard_start(cue.start)
        before = sentence.between(start, cue.start)
        behind = self._behind(sentence, cue)
        if self.latest is not None and goes_on(text[start : cue.start], self.words):
            return self.latest
        opened = re.search(self._opening, text[: cue.start]) and not apposed(sentence, cue)
        if behind and opened:
            return sentence.with_joined(behind)
        if of_a_thing(sentence, cue, self.words):
            return ()
        if led_by_both(text[start : cue.start], self.words):
            return self.sides or None
        return self._placed(sentence, cue, before, behind)

    def _placed(
        self, sentence: Sentence, cue: Cue, before: list[Noun], behind: Noun | None
    ) -> tuple[str, ...] | None:
        """The parties before a verb that may be its subject, else those behind it."""
        text, start = sentence.text, sentence.hard_start(cue.start)
        stand_in = None
        led = led_by_relative(self.words, text[: cue.start])
        if led is not None:  # "…, a quien acusa de": it does not act
            asked = [n for n in before if n.end <= led.start()]
            before = [n for n in before if n not in asked[-1:]]
        for noun in reversed(before):
            gap = text[noun.end : cue.start]
            relative = re.match(rf"\s*,?\s*(\w+\s+)?{self.words.some('relative')}\b", gap)
            if relative and noun is before[-1] and not relative.group(1):
                # "los rehenes que retenía la guerrilla": persons acted upon would have their "a"
                turned = behind is not None and right_behind(sentence, cue, behind, self.words)
                turned = turned and not self.words.direct
                return sentence.with_joined(behind) if behind and turned else (noun.party,)
            if noun.case == "free":
                return sentence.with_joined(noun)
            if noun.case == "of" and stand_in is None and alone(sentence, noun, start, self.words):
                stand_in = noun
        if stand_in is not None:
            return sentence.with_joined(stand_in)
        if later := behind or self.doers.subject_behind(sentence, cue):
            return sentence.with_joined(later)
        return self._carried(text[start : cue.start])

    def _carried(self, lead: str) -> tuple[str, ...] | None:
        """Whom the text was about, where nothing stands before a verb but small words."""
        lead = re.sub(rf"^\W+|{self.words.some('pronouns')}|\W+$", "", lead)
        lead = self.doers.without_opening(lead)
        lead = re.sub(rf"^{self.words.some('joins')}", "", lead) if self.within else lead
        if re.sub(self.words.some("light"), "", lead).strip():
            return None
        return self.within or self.last or None

    def _behind(self, sentence: Sentence, cue: Cue) -> Noun | None:
        """A party right behind the verb that may be its subject."""
        direct = self.words.direct
        for noun in sentence.between(cue.end, len(sentence.text))[: 2 if direct else 1]:
            start = sentence.phrase_start(noun) if direct else noun.start
            gap = sentence.text[cue.end : start]
            near = re.fullmatch(r"(?:\s+[\w'’-]+){0,4}(?:\s+|(?<=['’]))", gap)
            if not direct and re.search(self.words.some("relative"), gap):
                return None  # "negó que los rebeldes"
            free = noun.case == "free" and not direct
            turned = noun.case in ("free", "object") and self._turns(sentence, cue)
            if near and (free or (direct and turned)):
                return noun
        return None

    def _turns(self, sentence: Sentence, cue: Cue) -> bool:
        """Whether a subject may stand where objects do: "»", acusou X", "demitiu-se X"."""
        own = self.words.own(cue.text.split()[0])
        quoted = re.search(self._opening, sentence.text[: cue.start])
        return own or self.passive(sentence, cue) or bool(quoted)

    def target(
        self,
        sentence: Sentence,
        cue: Cue,
        cues: Sequence[Cue],
        who: tuple[str, ...],
        by_object: bool,
    ) -> tuple[str, ...]:
        """The parties acted upon."""
        led_by = led_to(sentence, cue, who, self.words)
        if led_by is not None:
            return led_by
        if re.match(rf"\s+(?:\w+\s+)?{self.words.some('both')}", sentence.text[cue.end :]):
            return tuple(party for party in self.sides if party not in who)
        end = self.clause_end(sentence, cue, cues)
        after = [n for n in sentence.reached(cue.start, end) if n.party not in who]
        if cue.type in self.reproaching and (doer := whose_harm(sentence, cue, after, self.words)):
            return sentence.with_joined(doer)
        after, told = self.doers.sorted_out(sentence, cue, after, by_object=by_object)
        if told:
            return sentence.with_joined(told)
        objects = ("free", "object") if by_object else ()
        own = self.words.direct and self.words.own(cue.text.split()[0])
        first = (("to", *objects),) if self.words.direct else (("to",), objects)
        for cases in (*first, ("oblique",), ("of",), *self.doers.from_):
            for noun in after:
                gap = sentence.text[cue.end : sentence.phrase_start(noun)]
                near = len(gap.split()) <= 6
                led = noun.case != "oblique" or noun.prep in self.words.towards
                led = led or sentence.sent_to(noun)
                # "si sono incontrati a Vienna", but "hanno chiesto a Vienna"
                led = led and not (own and noun.case == "to" and self.words.has("at", noun.prep))
                sent = "to" in cases and noun.case in ("free", "object") and bool(noun.prep)
                case = (noun.case in cases or sent) and not anew(gap, noun, self.words)
                if case and near and led and (by_object or noun.case != "of"):
                    return sentence.with_joined(noun)
        return self._unmarked(sentence, cue, who)

    def _unmarked(self, sentence: Sentence, cue: Cue, who: tuple[str, ...]) -> tuple[str, ...]:
        """The parties acted upon that no word behind the verb tells."""
        if aimed := self.doers.aimed(sentence, cue, who):
            return sentence.with_joined(aimed)
        relative = re.search(rf"{self.words.some('relative')}\s*$", sentence.text[: cue.start])
        turned = [n for n in sentence.between(cue.end, len(sentence.text)) if n.party in who]
        if relative and turned:
            asked = [n for n in sentence.between(0, relative.start()) if n.party not in who]
            return (asked[-1].party,) if asked else ()
        clitic = re.search(
            rf"{self.words.some('clitics')}(?:\s+|(?<=['’]))(?:{self.words.some('active')}\s+)?$",
            sentence.text[: cue.start],
        ) or re.search(rf"-{self.words.some('clitics')}$", cue.text.split()[0])
        if not clitic:
            return ()
        fronted = [n for n in sentence.between(0, clitic.start()) if n.case == "to"][-1:]
        return tuple(n.party for n in fronted) or self.meant(sentence, cue, who)

    def meant(self, sentence: Sentence, cue: Cue, who: tuple[str, ...]) -> tuple[str, ...]:
        """Whom "lo" or "ihn" means: who was acted upon before, was named, or is spoken of."""
        named = [n.party for n in sentence.between(0, cue.start) if n.case == "free"][:1]
        for parties in (self.upon, tuple(named), self.last, self.before):
            others = tuple(party for party in parties if party not in who)
            if others:
                return others
        return ()
