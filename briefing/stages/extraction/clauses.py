"""The clauses of a sentence whose verb comes first: their ends, who stands where, who is meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from briefing.domain.lexicon import Lexicon
from briefing.domain.wording import OrderWords
from briefing.stages.extraction.noun_phrases import Phrase, Phrases, Verbs, words_in
from briefing.stages.extraction.word_order import OrderReader

_HARD = re.compile(r"[.;:!?](?=\s|$)|[»”]\s|\s[–—]\s")
_DATED = re.compile(r"\s[-–—]\s")
_NEAR = 9
GAP = 7
_FEW = 4


class Clauses(OrderReader):
    """What ``VerbFirstReader`` knows of the sentence entered last and of those before it."""

    def __init__(self, lexicon: Lexicon, kinds: Mapping[str, str]) -> None:
        super().__init__(lexicon)
        self._verbs = Verbs(lexicon, kinds)
        self._phrases = Phrases("", (), self._verbs)
        self._nouned: tuple[str, ...] = ()
        self._asides: list[tuple[int, int]] = []
        self._flat = ""
        self._earlier: list[str] = []
        self._besides: list[int] = []
        self._told_of: Counter[str] = Counter()
        self._doers: dict[int, tuple[Phrase | None, tuple[str, ...]]] = {}

    def _aside_of(self, place: int) -> bool:
        """Whether a place is within a clause that only says who somebody is: ", التي …,"."""
        return any(start <= place < end for start, end in self._asides)

    def _end(self, start: int) -> int:
        """Where what a verb governs ends: at a stop, or where the next verb joins."""
        found = self._phrases
        stop = _HARD.search(self._flat, start)
        later = [found.tokens[n].start for n in found.verbs if found.tokens[n].start > start]
        later += [place for place in self._besides if place > start]
        if not self._aside_of(start):
            later = [place for place in later if not self._aside_of(place)]
        return min([stop.start() + 1 if stop else len(found.text), *later])

    def _free_behind(self, index: int) -> list[Phrase]:
        """The phrases behind a verb up to the next one, without those that a word leads to."""
        found, tokens = self._phrases, self._phrases.tokens
        start = tokens[index].end
        inside = self._aside_of(start)
        after = [
            n for n in found.verbs if n > index and (inside or not self._aside_of(tokens[n].start))
        ]
        end = tokens[after[0]].start if after else len(found.text)
        end = min(end, next((at for at in self._besides if at > start), end))
        stop = _HARD.search(self._flat, start, end)
        end = min(end, stop.start() + 1 if stop else end)
        fronting = self._verbs.some("fronting")
        clause = next((t.start for t in tokens[index + 1 :] if t.text in fronting), end)
        pronouns = self._verbs.some("relative")
        relative = next(
            (
                t.start
                for t in tokens[index + 1 :]
                if t.text in pronouns and (inside or not self._aside_of(t.start))
            ),
            end,
        )
        near = found.between(start, min(end, clause, relative))
        near = [p for p in near if inside or not self._aside_of(p.start)]
        near = [p for p in near if not p.prep and not self._harmed(p)]
        return [p for p in near if len(words_in(found.text[start : p.start])) <= _NEAR]

    def _harmed(self, phrase: Phrase) -> bool:
        """Whether people only stand behind the noun for what is done to them: "أدان استهداف
        المدنيين".
        """
        people = self._verbs.kinds.get(phrase.party) == "group"
        return people and bool({*words_in(phrase.lead)} & self._verbs.some("harms"))

    def _opens(self, index: int) -> bool:
        """Whether a verb goes on from the one before it: joined by "و", or behind a stop."""
        tokens = self._phrases.tokens
        before = tokens[index - 1].text if index else ""
        joining = {*self._verbs.parts, *self._verbs.some("adverbs"), *self._verbs.negation}
        return not before or before in joining or not before[0].isalnum()

    def _agrees(self, told: str, phrase: Phrase) -> bool:
        return told == "many" or not phrase.gender or phrase.gender == told

    def _subject_before(self, index: int) -> Phrase | None:
        """Who stands before a verb: where a headline begins, behind "أن", after a stop."""
        found, tokens = self._phrases, self._phrases.tokens
        start = tokens[index].start
        inside = self._aside_of(start)
        earlier = [p for p in found.all if p.end <= start]
        earlier = [p for p in earlier if inside or not self._aside_of(p.start)]
        if not earlier or earlier[-1].prep:
            return self._aside(earlier, index)
        phrase = earlier[-1]
        gap = self._flat[phrase.end : start]
        for first, last in self._asides if not inside else ():
            if phrase.end <= first and last <= start:
                gap = self._flat[phrase.end : first] + self._flat[last:start]
        if _DATED.search(gap):
            return None  # "تونس - قضت محكمة": where it was written
        between = words_in(gap)
        joins = self._verbs.some("joins")
        passing = (self._verbs.stops - self._verbs.prepositions - joins) | self._verbs.some(
            "adverbs"
        )
        if len(between) > _FEW or not passing.issuperset(between):
            return None
        told = self._verbs.agreement[tokens[index].text]
        anew = not between and self._agrees(told, phrase) and self._anew(phrase)
        return phrase if anew or self._fronted(phrase) else None

    def _fronted(self, phrase: Phrase) -> bool:
        lead = self._phrases.text[: phrase.start]
        if re.search(r"(?:^|[.:!?–—]\s+|[«“\"])[\s«“\"]*$", lead):
            return True
        fronting = "|".join(
            sorted(map(re.escape, self._verbs.some("fronting")), key=len, reverse=True)
        )
        return bool(re.search(rf"(?<!\w)(?:\w\s+)?(?:{fronting})\s+[«“\"]?$", lead))

    def _anew(self, phrase: Phrase) -> bool:
        """Whether a clause begins with a party behind "and": "… والحوثيون يتوعدون"."""
        found = self._phrases
        at = found.all.index(phrase)
        before = found.text[found.all[at - 1].end if at else 0 : phrase.start]
        joins = "|".join(self._verbs.some("joins"))
        return bool(re.search(rf"\w.*(?<!\w)(?:{joins})\s$", before))

    def _aside(self, earlier: Sequence[Phrase], index: int) -> Phrase | None:
        """The subject with more said of it: "وزير الدفاع في حكومة X يعلن"."""
        found = self._phrases
        for phrase in reversed(earlier[:-1]):
            gap = found.text[phrase.end : found.tokens[index].start]
            if (
                _HARD.search(gap)
                or "," in gap
                or len(words_in(gap)) > 6
                or any(found.tokens[n].start > phrase.end and n < index for n in found.verbs)
            ):
                return None
            if not phrase.prep and self._fronted(phrase):
                return phrase
        return None

    def _lemma(self, word: str) -> str:
        """The verb that a form may be of; the first of those that the order lists name."""
        kinds: tuple[OrderWords, ...] = ("suffering", "undergone", "governing", "passive")
        known = (verb for kind in kinds for verb in self._verbs.order.get(kind, ()))
        return next((verb for verb in known if word in self._verbs.forms[verb]), word)

    def _both(self, start: int, who: tuple[str, ...], reach: int = GAP) -> tuple[str, ...]:
        """ "الطرفين": the two who have done most so far."""
        near = words_in(self._phrases.text[start : self._end(start)])[:reach]
        if not {*near} & self._verbs.some("both"):
            return ()
        most = [party for party, _ in self._told_of.most_common() if party not in who]
        return tuple(most[:2]) if len(most) > 1 else ()

    def _fits(self, party: str, pronoun: str) -> bool:
        """Whether a pronoun can stand for a party: "ه" for no state, "ها" for no people."""
        kind = self._verbs.kinds.get(party, "")
        if pronoun in self._verbs.some("plural"):
            return kind != "person"
        masculine = pronoun in self._verbs.some("masculine")
        return kind != "group" and not (masculine and kind == "state")

    def _resumes(self, start: int) -> bool:
        """Whether a pronoun at a verb means the thing before it: "غارة شنتها إسرائيل"."""
        found = self._phrases
        before = [t for t in found.tokens if t.end <= start][-2:]
        if before and before[-1].text in self._verbs.some("relative"):
            before = before[:-1]
        if not before or not before[-1].text[0].isalpha() or before[-1].text in self._verbs.stops:
            return False
        held = any(p.start <= before[-1].start < p.end for p in found.all)
        return not held and not self._verbs.finite(before[-1].text)

    def _meant(self, start: int, who: tuple[str, ...], pronoun: str = "") -> tuple[str, ...]:
        """Whom a pronoun at a verb means: who was acted upon, or was named last before it."""
        named = [p.party for p in self._phrases.all if p.end <= start]
        many = pronoun in self._verbs.some("plural")
        people = [p for p in named if many and self._verbs.kinds.get(p) == "group"]
        if people:
            return tuple(people[-1:])
        told = [w for n, (_, w) in self._doers.items() if self._phrases.tokens[n].start < start]
        near = (self.upon, *reversed(told), *((p,) for p in reversed(named)), self.last)
        for parties in (*near, *((p,) for p in self._earlier)):
            others = tuple(p for p in parties if p not in who and self._fits(p, pronoun))
            if others:
                return others
        return ()

    def _sent_to(self, phrase: Phrase) -> bool:
        """Whether what is told of is there: "إزاء الوضع في اليمن"."""
        lead = words_in(self._phrases.text[: phrase.start])[-2:]
        return (
            len(lead) == 2
            and phrase.prep in self._verbs.some("at")
            and lead[0] in self._verbs.some("envoys")
        )

    def _beside(self, phrase: Phrase) -> bool:
        """Whether somebody is only there when it is done: "بالتنسيق مع بغداد"."""
        lead = words_in(self._phrases.text[: phrase.start])[-2:]
        return len(lead) == 2 and lead[1] == phrase.prep and lead[0] in self._verbs.some("asides")

    def _thing(self, start: int, cue_text: str) -> str:
        """The definite noun right behind the words of an act: "رحبت بالخطوة"."""
        text = self._phrases.text
        led = "|".join(map(re.escape, self._verbs.prepositions | self._verbs.some("definite")))
        noun = rf"(?:\s(?:{led}))*\s({self._verbs.article}[^\W\d_]{{3,}})(?!\w)"
        found = re.match(noun, text[start:])
        if found and found[0].split()[0] == found[1] and " " in cue_text:
            return ""
        if found is None or found[1] in (*self._verbs.titles, *self._verbs.some("asides")):
            return ""
        held = any(p.start <= start + found.start(1) < p.end for p in self._phrases.all)
        return "" if held else found[1]

    def _gap_is_named(self, index: int) -> bool:
        """Whether somebody unknown stands behind the verb: "قال مزارعون"."""
        tokens = self._phrases.tokens
        if index + 1 >= len(tokens):
            return False
        word = tokens[index + 1].text
        closed = word in self._verbs.stops or not word[0].isalpha()
        return not closed and self._verbs.agreement.get(word) is None and not self.within

    def _own_people(self, index: int) -> tuple[str, ...]:
        """Whom "his country" before a verb, or "its spokesman" behind it, belongs to."""
        tokens = self._phrases.tokens
        behind = [t.text for t in tokens[index + 1 : index + 3]]
        if {*behind[:1]} & self._verbs.titles and {*behind[1:]} & self._verbs.some("on_behalf"):
            free = [(p.party,) for p in self._phrases.all if p.end <= tokens[index].start]
            return self.within or next(iter(free), self.last)
        at = index - 1
        adverbs = self._verbs.some("adverbs") | {"«", "“", '"'}
        while at > 0 and tokens[at].text in adverbs:
            at -= 1
        fronting = self._verbs.some("fronting")
        last = [token.text for token in tokens[max(0, at - 2) : at + 1]]
        pronouns = self._verbs.some("clitics")
        if {*last[:1]} & self._verbs.some("belonging") and {*last[2:]} & pronouns:
            return self._meant(tokens[at].start, self.within or self.last)  # "تابعة لها قصفت"
        owned = (
            at > 0 and tokens[at].text.endswith(tuple(pronouns)) and tokens[at - 1].text in fronting
        )
        return (self.within or self.last) if owned else ()
