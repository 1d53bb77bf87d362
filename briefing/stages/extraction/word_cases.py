"""The parties of a sentence with their cases, where a language has no parser.

What stands before a party tells its case: nothing or an article (it may act), a preposition, an
"of", the mark of a named object (Spanish "a"), an article that only objects have (German "den").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from briefing.domain.wording import OrderWords
from briefing.stages.extraction.closed_words import Words
from briefing.stages.extraction.cues import Cue
from briefing.stages.extraction.mentions import How, Mention
from briefing.stages.extraction.word_offices import an_arm, governed, office, sent_from
from briefing.stages.extraction.word_phrases import one_phrase, only_owns

Case = Literal["free", "object", "of", "to", "by", "oblique"]
# the words that a case stands behind
_MARKS: Mapping[Case, OrderWords] = {
    "free": "articles",
    "object": "articles",
    "of": "of",
    "to": "to",
    "by": "by",
    "oblique": "prepositions",
}
_TOKEN = re.compile(r"\w{1,2}['’]|[\w'’-]+|[^\w\s]")  # "l'armée" is two words
_ELIDED = re.compile(r"\w+['’](?=\w)|[\w'’-]+|[^\w\s]")  # "l'ambasciata" are two
_QUOTED = 8
# a quotation of a few words amid a clause: 'repudiou "de forma veemente" as detenções'
_INNER = re.compile(r"(?<=\w )[«“\"][^«»“”\"]{1,60}[»”\"](?=\s\w)")
_HARD = re.compile(r"[;:]|[»”\"],?\s|«|(?:\s|^)[-–—]\s")


@dataclass(frozen=True)
class Noun:
    """A party where it stands; ``prep`` is the preposition that leads to it."""

    party: str
    start: int
    end: int
    case: Case
    prep: str = ""


class Sentence:
    """The parties of one sentence with their cases."""

    def __init__(
        self,
        text: str,
        mentions: Sequence[Mention],
        words: Words,
        verbs: Sequence[int] = (),
    ) -> None:
        """``verbs`` are where verbs end: what stands before one says nothing of what follows."""
        self.text = text
        self._words = words
        self._verbs = verbs
        self._token = _ELIDED if words.direct else _TOKEN
        self.nouns: list[Noun] = []
        how: How = "name"
        for mention in mentions:
            if only_owns(text, mention, words):
                continue
            last = self.nouns[-1] if self.nouns else None
            between = text[last.end : mention.start] if last else ""
            before, how = how, mention.how
            of_state = last and before == "demonym" and not between.strip()
            if last and of_state and an_arm(text[last.start : last.end], mention.party, words):
                self.nouns[-1] = Noun(last.party, last.start, mention.end, last.case, last.prep)
                continue
            short = last is not None and mention.party == last.party and between.strip() == "("
            told = Mention(last.party, last.start, last.end, before) if last else None
            if last and told and (short or one_phrase(text, told, mention, words)):
                self.nouns[-1] = Noun(mention.party, last.start, mention.end, last.case, last.prep)
                continue
            if last and re.fullmatch(rf"\s*(?:,\s*|,?\s*{words.some('joins')}\s*)", between):
                joined = not between.strip().startswith(",") or len(between.strip()) > 1
                if joined:
                    case, prep = last.case, last.prep
                    self.nouns.append(Noun(mention.party, mention.start, mention.end, case, prep))
                    continue
            case, prep = self._case(mention.start, last.end if last else 0)
            self.nouns.append(Noun(mention.party, mention.start, mention.end, case, prep))

    def _case(self, start: int, floor: int) -> tuple[Case, str]:
        floor = max([floor, *(end for end in self._verbs if end <= start)])
        start = self._office(floor, start)
        tokens = self._token.findall(self.text[floor:start])
        if tokens[-1:] == [","]:
            titled = self._titled(floor, start)
            if titled is None:
                return "free", ""
            start, floor = titled, max([0, *(e for e in self._verbs if e <= titled)])
            tokens = self._token.findall(self.text[floor:start])
        case, prep = self._lead(tokens)
        near = self._words.direct and governed(self.text, self._verbs, start, self._words)
        case = "object" if case == "free" and near else case
        return case, prep

    def _office(self, floor: int, start: int) -> int:
        return office(self.text, floor, start, self._token, self._words)

    def _titled(self, floor: int, start: int) -> int | None:
        """ "the president of the country, NAME": where the title before a name begins."""
        segment = self.text[:start].rstrip(" ,")
        begin = max(segment.rfind(","), segment.rfind(";"), segment.rfind("»")) + 1
        found = None
        for match in re.finditer(r"[\w-]+", segment[begin:]):
            if match.group().lower() in self._words.titles:
                found = found or begin + match.start()
        return found

    def phrase_start(self, noun: Noun) -> int:
        """Where the phrase begins that a name ends: "al presidente electo, Ana Roe"."""
        if (office := self._office(0, noun.start)) < noun.start:
            return office
        titled = self._titled(0, noun.start)
        between = self.text[titled : noun.start] if titled is not None else ""
        ends = between.rstrip().endswith(",") and between.count(",") == 1
        return titled if titled is not None and ends else noun.start

    def _lead(self, tokens: list[str]) -> tuple[Case, str]:
        """The case that the nearest of the closed words before a party gives it."""
        apart = False
        for back, token in enumerate(reversed(tokens[-5:])):
            low = token.lower()
            described = low in self._words.titles
            if self._words.capitals and apart and token[0].isupper() and not described:
                break  # "nach Angaben zwei polnische": a noun ends what "nach" leads to
            apart = apart or (token[0].islower() and not self._words.closed(low))
            before = tokens[-2 - back].lower() if len(tokens) >= 2 + back else ""
            if self._words.has("of", low) and self._owned(tokens, back, low):
                return "of", low
            article = self._words.has("objective", low) or self._words.has("articles", low)
            led = self._leading(before if article else low)
            if led is not None:
                return led, before if article else low
            if article:  # Portuguese "a" is also the preposition of whom something is sent to
                prep = low if self._words.has("to", low) else ""
                return ("object" if self._words.has("objective", low) else "free"), prep
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

    def reached(self, start: int, end: int) -> list[Noun]:
        """The parties within two offsets, and a name that only names who is described at the end:
        "reprochó al presidente, Aurelio Tovar, haber".
        """
        found = self.between(start, end)
        for noun in self.nouns:
            behind = noun.start > end and self.text[end : noun.start].strip() == ","
            titled = behind and self._titled(0, noun.start)
            across = start <= noun.start < end < noun.end  # "su homólogo francés, Luc Moreau"
            if across or (titled and titled > start):
                found.append(noun)
        return found

    def joined_first(self, noun: Noun) -> Noun:
        """The first of what "and" joins to a party."""
        first = self.with_joined(noun)
        return min((n for n in self.nouns if n.party in first), key=lambda n: n.start, default=noun)

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
                alike = self.nouns[one].case == self.nouns[other].case
                if alike:  # "do Chile e do Peru", "a Chile y a Perú"
                    gap = re.sub(self._words.some(_MARKS[noun.case]), "", gap)
                if not re.fullmatch(rf"\s*,?\s*{self._words.some('joins')}\s*", gap):
                    break
                here += step
                found.append(self.nouns[here].party)
        return tuple(dict.fromkeys(found))

    def hard_start(self, end: int) -> int:
        """Where the text that a verb at ``end`` belongs to begins: behind a quotation, a colon."""
        quoted = [m for m in _INNER.finditer(self.text) if len(m.group().split()) <= _QUOTED]
        inner = [m.span() for m in quoted] if self._words.direct else []
        stops = [
            m.end()
            for m in _HARD.finditer(self.text[:end])
            if not any(a <= m.start() < b for a, b in inner)
        ]
        return max(stops, default=0)

    def known_thing(self, cue: Cue, end: int) -> str:
        """The known thing that a verb is about, within its words or right behind them.

        "elogió la decisión", "calificó el ataque de cobarde", "begrüßte den Beschluss".
        """
        capitals = self._words.capitals
        noun = r"(?:[a-zà-ÿ]+\s+){0,2}([A-ZÀ-Þ][\w-]+)" if capitals else r"([a-zà-ÿ]{3,})"
        space = r"(?:\s+|(?<=['’]))"
        pattern = re.compile(rf"{self._words.some('definite')}{space}{noun}(?!\w)")
        found = pattern.search(self.text, cue.start, end)
        if found is None or len(self.text[cue.end : found.start()].split()) > 1:
            return ""
        gap, behind = self.text[cue.end : found.start()], self.text[found.end() :]
        dated = found.group(1).lower() in self._words.days
        told = not capitals and re.search(self._words.some("relative"), gap)
        owned = self._words.has("of", found.group().split()[0]) and capitals
        owned = owned and bool(re.search(r"[A-ZÀ-Þ]\w+\s+$", self.text[: found.start()]))
        # "el jueves", "negó que la aeronave", "eine Blockade der Stadt", "das Königreich Velmar"
        if dated or told or owned or re.match(r"\s[A-ZÀ-Þ]", behind):
            return ""
        held = any(n.start < found.end() and found.start() < n.end for n in self.nouns)
        return "" if held else found.group(1)

    def sent_to(self, noun: Noun) -> bool:
        """Whether an envoy is told to be there, or words to come from there: "llamó a su embajador
        en Quito", "die Kritik aus Madrid".
        """
        return sent_from(self.text[: noun.start], noun.prep, self._words)

    def thing(self, start: int, end: int) -> bool:
        """Whether something that does harm without being anybody stands there."""
        found = re.findall(r"[\w-]+", self.text[start:end].lower())
        return any(word.startswith(self._words.things) for word in found[:4])
