"""Who did it and to whom, read off the order of words where a language has no parser.

What stands before a party tells its case: nothing or an article (it may act), a preposition, an
"of", the mark of a named object (Spanish "a"), an article that only objects have (German "den").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from briefing.domain.lexicon import Lexicon, OrderWords
from briefing.stages.extraction.cues import Cue
from briefing.stages.extraction.mentions import Mention
from briefing.stages.extraction.roles import Reading

Case = Literal["free", "object", "of", "to", "by", "oblique"]
_TOKEN = re.compile(r"[\w'’-]+|[^\w\s]")
_HARD = re.compile(r"[;:]|[»”\"],?\s|«|\s[–—]\s")
_NOBODY = Reading(subject=True)


@dataclass(frozen=True)
class Noun:
    """A party where it stands; ``prep`` is the preposition that leads to it."""

    party: str
    start: int
    end: int
    case: Case
    prep: str = ""


class Words:
    """The closed words of one lexicon as sets and as patterns."""

    def __init__(self, lexicon: Lexicon) -> None:
        order: Mapping[OrderWords, tuple[str, ...]] = lexicon.order
        self._sets = {key: frozenset(words) for key, words in order.items()}
        self.titles = frozenset(word for title in lexicon.titles for word in title.lower().split())
        self.things = tuple(word.lower() for word in lexicon.instruments)
        self.done = "|".join(map(re.escape, lexicon.inflection.done)) or "(?!)"
        self.towards = order.get("towards", ())

    def has(self, key: OrderWords, word: str) -> bool:
        """Whether a word is of one kind."""
        return word.lower() in self._sets.get(key, frozenset())

    def stops(self, word: str) -> bool:
        """Whether what stands before a word says nothing of what stands behind it."""
        kinds: tuple[OrderWords, ...] = ("relative", "joins", "active", "passive")
        return any(self.has(kind, word) for kind in kinds)

    def some(self, key: OrderWords) -> str:
        """A pattern that finds any word of one kind."""
        words = sorted(self._sets.get(key, frozenset()), key=lambda word: (-len(word), word))
        return rf"\b(?i:{'|'.join(map(re.escape, words)) or '(?!)'})\b"


class Sentence:
    """The parties of one sentence with their cases."""

    def __init__(self, text: str, mentions: Sequence[Mention], words: Words) -> None:
        self.text = text
        self._words = words
        self.nouns: list[Noun] = []
        for mention in mentions:
            last = self.nouns[-1] if self.nouns else None
            between = text[last.end : mention.start] if last else ""
            if last and re.fullmatch(rf"\s*(?:,\s*|,?\s*{words.some('joins')}\s*)", between):
                joined = not between.strip().startswith(",") or len(between.strip()) > 1
                if joined:
                    case, prep = last.case, last.prep
                    self.nouns.append(Noun(mention.party, mention.start, mention.end, case, prep))
                    continue
            case, prep = self._case(mention.start, last.end if last else 0)
            self.nouns.append(Noun(mention.party, mention.start, mention.end, case, prep))

    def _case(self, start: int, floor: int) -> tuple[Case, str]:
        tokens = _TOKEN.findall(self.text[floor:start])
        if tokens[-1:] == [","]:
            titled = self._titled(floor, start)
            if titled is None:
                return "free", ""
            tokens = _TOKEN.findall(self.text[:titled])
        return self._lead(tokens)

    def _titled(self, floor: int, start: int) -> int | None:
        """ "the president of the country, NAME": where the title before a name begins."""
        segment = self.text[:start].rstrip(" ,")
        begin = max(segment.rfind(","), segment.rfind(";"), segment.rfind("»")) + 1
        found = None
        for match in re.finditer(r"[\w-]+", segment[begin:]):
            if match.group().lower() in self._words.titles:
                found = found or begin + match.start()
        return found

    def _lead(self, tokens: list[str]) -> tuple[Case, str]:
        """The case that the nearest of the closed words before a party gives it."""
        for back, token in enumerate(reversed(tokens[-5:])):
            low = token.lower()
            before = tokens[-2 - back].lower() if len(tokens) >= 2 + back else ""
            if self._words.has("of", low) and self._owned(tokens, back, low):
                return "of", low
            article = self._words.has("objective", low) or self._words.has("articles", low)
            led = self._leading(before if article else low)
            if led is not None:
                return led, before if article else low
            if article:
                return ("object" if self._words.has("objective", low) else "free"), ""
            if not token[0].isalnum() or self._words.stops(low):
                break
        return "free", ""

    def _leading(self, word: str) -> Case | None:
        """The case behind a preposition, None where the word is none."""
        if self._words.has("articles", word):
            return None
        kinds: tuple[tuple[OrderWords, Case], ...] = (
            ("by", "by"),
            ("to", "to"),
            ("of", "of"),
            ("prepositions", "oblique"),
        )
        return next((case for kind, case in kinds if self._words.has(kind, word)), None)

    def _owned(self, tokens: list[str], back: int, low: str) -> bool:
        """An article that may be that of an owner ("der") is one behind another noun."""
        if not self._words.has("articles", low):
            return True
        before = tokens[-2 - back] if len(tokens) >= 2 + back else ""
        first = len(tokens) < 3 + back
        return before[:1].isupper() and not first and not self._words.has("articles", before)

    def between(self, start: int, end: int) -> list[Noun]:
        """The parties within two offsets."""
        return [noun for noun in self.nouns if start <= noun.start and noun.end <= end]

    def with_joined(self, noun: Noun) -> tuple[str, ...]:
        """A party and those joined to it: "A, B and C"."""
        index = self.nouns.index(noun)
        found = [noun.party]
        for step in (-1, 1):
            here = index
            while 0 <= here + step < len(self.nouns):
                one, other = sorted((here, here + step))
                gap = self.text[self.nouns[one].end : self.nouns[other].start]
                gap = re.sub(self._words.some("articles"), "", gap)
                if not re.fullmatch(rf"\s*,?\s*{self._words.some('joins')}\s*", gap):
                    break
                here += step
                found.append(self.nouns[here].party)
        return tuple(dict.fromkeys(found))

    def hard_start(self, end: int) -> int:
        """Where the text that a verb at ``end`` belongs to begins: behind a quotation, a colon."""
        return max((m.end() for m in _HARD.finditer(self.text[:end])), default=0)

    def thing(self, start: int, end: int) -> bool:
        """Whether something that does harm without being anybody stands there."""
        found = re.findall(r"[\w-]+", self.text[start:end].lower())
        return any(word.startswith(self._words.things) for word in found[:4])


class OrderReader:
    """Reads the cues of one article in order: subject, verb, object, as in Spanish.

    What a sentence leaves to a pronoun or to the verb's ending comes from the sentence before.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.words = Words(lexicon)
        self.last: tuple[str, ...] = ()
        self.within: tuple[str, ...] = ()
        self.upon: tuple[str, ...] = ()
        self._sentence = Sentence("", (), self.words)

    def enter(self, text: str, mentions: Sequence[Mention]) -> None:
        """The next sentence begins: whom the last was about is who "he" is."""
        first = next(((n.party,) for n in self._sentence.nouns if n.case == "free"), ())
        self.last = self.within or first or self.last
        self.within = ()
        self.upon = ()
        self._sentence = Sentence(text, mentions, self.words)

    def read(self, cue: Cue, cues: Sequence[Cue], *, by_object: bool) -> Reading | None:
        """Who and whom in the sentence entered last, None where the surface does not tell."""
        sentence = self._sentence
        if self.passive(sentence, cue):
            upon = self.subject(sentence, cue, cues) or ()
            end = self.clause_end(sentence, cue, cues)
            agents = [n for n in sentence.between(0, end) if n.case == "by"]
            who = sentence.with_joined(agents[-1]) if agents else ()
            return Reading(who=who, whom=tuple(p for p in upon if p not in who), subject=True)
        who_ = self.subject(sentence, cue, cues)
        if who_ is None:
            return _NOBODY if sentence.thing(sentence.hard_start(cue.start), cue.start) else None
        self.within = self.within or who_
        found = self.target(sentence, cue, cues, who_, by_object)
        whom = tuple(party for party in found if party not in who_)
        self.upon = whom or self.upon
        return Reading(who=who_, whom=whom, subject=True)

    def passive(self, sentence: Sentence, cue: Cue) -> bool:
        """Whether what stands before the verb is acted upon: "fue detenido", "detenido por"."""
        before = sentence.text[: cue.start]
        if re.search(rf"{self.words.some('passive')}\s+(?:\w+mente\s+)?$", before):
            return True
        participle = re.match(rf"\w+(?:{self.words.done})\b", cue.text)
        active = re.search(rf"{self.words.some('active')}\s+(?:\w+\s+)?$", before)
        by = re.match(rf"(?:\s+[\w-]+){{0,3}}?\s+{self.words.some('by')}", sentence.text[cue.end :])
        return bool(participle and by and not active)

    def clause_end(self, sentence: Sentence, cue: Cue, cues: Sequence[Cue]) -> int:
        """Where what the verb governs ends at the latest."""
        text = sentence.text
        stop = re.search(r"[;:.»”](?=\s|$)|,\s", text[cue.end :])
        end = cue.end + stop.start() if stop else len(text)
        return min([end, *(c.start for c in cues if c.start > cue.end)])

    def subject(self, sentence: Sentence, cue: Cue, cues: Sequence[Cue]) -> tuple[str, ...] | None:
        """The parties that stand where the subject stands; None where that is nobody known."""
        text, start = sentence.text, sentence.hard_start(cue.start)
        before = sentence.between(start, cue.start)
        behind = self._behind(sentence, cue)
        if behind and re.search(r"(?:^|[,»”\"]\s*)$", text[: cue.start]):
            return sentence.with_joined(behind)
        stand_in = None
        for noun in reversed(before):
            gap = text[noun.end : cue.start]
            relative = re.match(rf"\s*,?\s*(\w+\s+)?{self.words.some('relative')}\b", gap)
            if relative and noun is before[-1] and not relative.group(1):
                return (noun.party,)
            if noun.case == "free":
                return sentence.with_joined(noun)
            if noun.case == "of" and stand_in is None and self._alone(sentence, noun, start):
                stand_in = noun
        if stand_in is not None:
            return (stand_in.party,)
        if behind:
            return sentence.with_joined(behind)
        lead = re.sub(rf"^\W+|{self.words.some('pronouns')}|\W+$", "", text[start : cue.start])
        if not lead.strip() or re.fullmatch(r"(?:[Nn]o|[Tt]ambién|[Ss]e|[Hh]an?|\s)+", lead):
            return self.within or self.last or None
        return None

    def _alone(self, sentence: Sentence, noun: Noun, start: int) -> bool:
        """ "the deputies of X voted": nobody else is named, so X stands for them."""
        lead = sentence.text[start : noun.start]
        words = re.findall(r"\w+", lead)
        return 1 < len(words) <= 6 and not self.words.has("prepositions", words[0])

    def _behind(self, sentence: Sentence, cue: Cue) -> Noun | None:
        """A party right behind the verb that may be its subject."""
        for noun in sentence.between(cue.end, len(sentence.text))[:1]:
            gap = sentence.text[cue.end : noun.start]
            if noun.case == "free" and re.fullmatch(r"(?:\s+[\w-]+){0,4}\s+", gap):
                return noun
        return None

    def target(
        self,
        sentence: Sentence,
        cue: Cue,
        cues: Sequence[Cue],
        who: tuple[str, ...],
        by_object: bool,
    ) -> tuple[str, ...]:
        """The parties acted upon."""
        end = self.clause_end(sentence, cue, cues)
        after = [n for n in sentence.between(cue.start, end) if n.party not in who]
        for cases in (("to",), ("free", "object") if by_object else (), ("oblique",), ("of",)):
            for noun in after:
                gap = sentence.text[cue.end : noun.start]
                near = len(gap.split()) <= 6
                led = noun.case != "oblique" or noun.prep in self.words.towards
                if noun.case in cases and near and led and (by_object or noun.case != "of"):
                    return sentence.with_joined(noun)
        before = re.search(
            rf"(\w+)\s+{self.words.some('relative')}\s*$", sentence.text[: cue.start]
        )
        if before and self.words.has("to", before.group(1)):
            asked = [n for n in sentence.between(0, before.start()) if n.party not in who]
            return (asked[-1].party,) if asked else ()
        clitic = re.search(
            rf"{self.words.some('clitics')}\s+(?:\w+\s+)?$", sentence.text[: cue.start]
        )
        return self.meant(sentence, cue, who) if clitic else ()

    def meant(self, sentence: Sentence, cue: Cue, who: tuple[str, ...]) -> tuple[str, ...]:
        """Whom "lo" or "ihn" means: who was acted upon before, was named, or is spoken of."""
        named = [n.party for n in sentence.between(0, cue.start) if n.case == "free"][:1]
        for parties in (self.upon, tuple(named), self.last):
            others = tuple(party for party in parties if party not in who)
            if others:
                return others
        return ()
