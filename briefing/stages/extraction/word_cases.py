"""The parties of a sentence with their cases, where a language has no parser.

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

Case = Literal["free", "object", "of", "to", "by", "oblique"]
_TOKEN = re.compile(r"[\w'’-]+|[^\w\s]")
_HARD = re.compile(r"[;:]|[»”\"],?\s|«|\s[–—]\s")


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
        self.governments = frozenset(lexicon.governments)
        organs = (*lexicon.organs, *lexicon.institutions, *lexicon.governments)
        self.organs = frozenset(word.lower() for word in organs)
        self.capitals = lexicon.inflection.capitals
        self._collectives = frozenset(word.lower() for word in lexicon.collectives)
        self.done = "|".join(map(re.escape, lexicon.inflection.done)) or "(?!)"
        self.towards = order.get("towards", ())
        self.days = lexicon.calendar.names

    def collective(self, party: str) -> bool:
        """Whether a party is only known by what it is ("policía")."""
        return party.lower() in self._collectives

    def has(self, key: OrderWords, word: str) -> bool:
        """Whether a word is of one kind."""
        return word.lower() in self._sets.get(key, frozenset())

    def closed(self, word: str) -> bool:
        """Whether a word is an article or a preposition."""
        kinds: tuple[OrderWords, ...] = ("articles", "objective", "of", "prepositions", "by", "to")
        return any(self.has(kind, word) for kind in kinds)

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
        self.nouns: list[Noun] = []
        how = ""
        for mention in mentions:
            last = self.nouns[-1] if self.nouns else None
            between = text[last.end : mention.start] if last else ""
            before, how = how, mention.how
            if last and self._one_phrase(last, before, between, mention):
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

    def _one_phrase(self, last: Noun, how: str, between: str, mention: Mention) -> bool:
        """Whether a name only says who is described before it: "die Gewerkschaft EVG", "der
        polnische Minister Karl Roe", "el ministro francés, Luc Moreau".
        """
        if mention.how == "demonym" or mention.party.islower():
            return False
        if re.fullmatch(r"-[\w-]+\s+", between):  # "UN-Generalsekretär Ana Roe"
            return between.strip().lower().endswith(tuple(self._words.titles))
        if self.text[last.start : last.end].lower() in self._words.governments:
            inner = between.lower().split()
            return (
                bool(inner)
                and all(self._words.closed(word) for word in inner[:2])
                and (self._words.has("of", inner[0]) and len(inner) <= 2)
            )
        if self._words.collective(last.party):
            owned = between.split()
            own = last.party.lower() in self._words.organs
            if len(owned) == 1 and self._words.has("of", owned[0]) and not own:
                # "Beamte des Landesamtes" are the office, "la policía de Velmar" not Velmar
                return not self._words.collective(mention.party)
            return not between.strip() and not self._words.collective(mention.party)
        if how != "demonym":
            return False
        inner = re.findall(r"[\w-]+", between)
        if inner:
            return "," not in between and all(word.lower() in self._words.titles for word in inner)
        lead = re.search(r"([\w-]+)\s+$", self.text[: last.start])
        titled = lead is not None and lead.group(1).lower() in self._words.titles
        return between.strip() == "," and titled

    def _case(self, start: int, floor: int) -> tuple[Case, str]:
        floor = max([floor, *(end for end in self._verbs if end <= start)])
        tokens = _TOKEN.findall(self.text[floor:start])
        if tokens[-1:] == [","]:
            titled = self._titled(floor, start)
            if titled is None:
                return "free", ""
            tokens = _TOKEN.findall(
                self.text[max([0, *(e for e in self._verbs if e <= titled)]) : titled]
            )
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

    def phrase_start(self, noun: Noun) -> int:
        """Where the phrase begins that a name ends: "al presidente electo, Ana Roe"."""
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

    def reached(self, start: int, end: int) -> list[Noun]:
        """The parties within two offsets, and a name that only names who is described at the end:
        "reprochó al presidente, Aurelio Tovar, haber".
        """
        found = self.between(start, end)
        for noun in self.nouns:
            behind = noun.start > end and self.text[end : noun.start].strip() == ","
            titled = behind and self._titled(0, noun.start)
            if titled and titled > start:
                found.append(noun)
        return found

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

    def known_thing(self, cue: Cue, end: int) -> str:
        """The known thing that a verb is about, within its words or right behind them.

        "elogió la decisión", "calificó el ataque de cobarde", "begrüßte den Beschluss".
        """
        capitals = self._words.capitals
        noun = r"(?:[a-zà-ÿ]+\s+){0,2}([A-ZÀ-Þ][\w-]+)" if capitals else r"([a-zà-ÿ]{3,})"
        pattern = re.compile(rf"{self._words.some('definite')}\s+{noun}(?!\w)")
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
        """Whether an envoy is told to be there: "llamó a su embajador en Quito"."""
        before = self.text[: noun.start]
        return bool(
            re.search(rf"{self._words.some('envoys')}\s+{re.escape(noun.prep)}\s+$", before)
        )

    def thing(self, start: int, end: int) -> bool:
        """Whether something that does harm without being anybody stands there."""
        found = re.findall(r"[\w-]+", self.text[start:end].lower())
        return any(word.startswith(self._words.things) for word in found[:4])
