"""Where the parties of a sentence stand, in a language without cases and capitals.

A phrase begins with its first noun ("وزير الخارجية المصري" with "وزير"); what stands before that
leads to it. A title with a name behind it is the person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.domain.lexicon import Lexicon
from briefing.domain.wording import OrderWords
from briefing.stages.extraction.forms import Token, tokens_of
from briefing.stages.extraction.mentions import Mention

_FARTHEST = 8
_TO_TITLE = 10
FINITE = ("m", "f", "many")
_QUANTITIES = 3


@dataclass(frozen=True)
class Phrase:
    """A party with the words before its name; ``prep`` leads to it, ``gender`` is "" if unknown."""

    party: str
    start: int
    end: int
    prep: str
    lead: str
    gender: str = ""


class Verbs:
    """The closed words and the verbs of one lexicon."""

    def __init__(self, lexicon: Lexicon, kinds: Mapping[str, str]) -> None:
        self.order = lexicon.order
        self.agreement = lexicon.agreement
        self.kinds = kinds
        self.titles = {title.split()[0] for title in lexicon.titles}
        self.article = lexicon.inflection.article
        self.nouns = frozenset(lexicon.nounlike)
        stops: tuple[OrderWords, ...] = ("prepositions", "joins", "relative", "fronting", "by")
        self.stops = {
            word for kind in stops for words in self.order.get(kind, ()) for word in words.split()
        }
        self.stops |= {word for slot in lexicon.inflection.attached for word in slot}
        self.stops |= {
            *self.order.get("adverbs", ()),
            *self.order.get("clitics", ()),
            *lexicon.negation,
        }
        self.prepositions = frozenset(
            (*self.order.get("prepositions", ()), *lexicon.inflection.attached[-1])
        )
        self.negation = frozenset(lexicon.negation)
        self.feminine = lexicon.inflection.feminine
        self.forms = {lemma: {lemma, *forms} for lemma, forms in lexicon.irregular.items()}
        self.parts = frozenset((*self.order.get("joins", ()), *lexicon.inflection.attached[0]))
        self.numbers = frozenset((*lexicon.numbers, *lexicon.multipliers))

    def some(self, kind: OrderWords) -> frozenset[str]:
        """The words of one kind."""
        return frozenset(self.order.get(kind, ()))

    def finite(self, word: str) -> bool:
        """Whether a word is a form of a verb that has a subject."""
        return self.agreement.get(word, "noun") in FINITE

    def gender(self, word: str, party: str, *, named: bool) -> str:
        """ "m", "f", or "" where a word does not tell."""
        bare = word.removeprefix(self.article)
        if word in self.some("men") or bare in self.some("men"):
            return "m"
        if word in self.some("women"):
            return "f"
        if named and self.kinds.get(party) == "person":
            return ""
        if word.endswith(self.feminine):
            return "f"
        if named and self.kinds.get(party) == "state":
            return "f"
        return "m" if bare in self.titles or not named else ""


class Phrases:
    """The phrases of one sentence in order, and its verbs."""

    def __init__(self, text: str, mentions: Sequence[Mention], verbs: Verbs) -> None:
        self.text = text
        self._verbs = verbs
        self.tokens = tokens_of(text)
        inside = [(m.start, m.end) for m in mentions]
        self.verbs: list[int] = []
        for index, token in enumerate(self.tokens):
            named = any(start <= token.start < end for start, end in inside)
            if verbs.finite(token.text) and not named and not self._as_noun(index):
                self.verbs.append(index)
        self._at = {self.tokens[index].start for index in self.verbs}
        self.all: list[Phrase] = []
        for mention in mentions:
            floor = self.all[-1].end if self.all else 0
            phrase = self._phrase(mention, floor)
            if self.all and (whole := self._one(self.all[-1], phrase)):
                self.all[-1] = whole
            else:
                self.all.append(phrase)

    def _as_noun(self, index: int) -> bool:
        """Whether what looks like a verb is the noun of its act here: "بعد قصف", "أعلنت رفض"."""
        word, before = self.tokens[index].text, self.tokens[index - 1].text if index else ""
        if before in self._verbs.prepositions:
            return True
        told = self._verbs.agreement.get(word)
        if told == "m" and before in self._verbs.some("joins") and word in self._verbs.nouns:
            last = (self._verbs.agreement.get(t.text) for t in reversed(self.tokens[: index - 1]))
            return next((how for how in last if how), "") == "noun"
        if told == "m" and word in self._verbs.nouns and self._governed(index):
            return True
        same = word in self._verbs.nouns
        return bool(
            told == "m"
            and index
            and self._verbs.finite(before)
            and (same or not word.startswith(("ي", "ت")))
            and before not in self._verbs.some("fronting")
        )

    def _governed(self, index: int) -> bool:
        """Whether a verb stands before in the same clause: "رفضت الحكومة طلب واشنطن"."""
        parts = {
            *self._verbs.some("fronting"),
            *self._verbs.some("relative"),
            *self._verbs.parts,
            *self._verbs.some("adverbs"),
        }
        for at in range(index - 1, -1, -1):
            word = self.tokens[at].text
            if at in self.verbs:
                return True
            if word in parts or not word[0].isalnum():
                return False
        return False

    def _phrase(self, mention: Mention, floor: int) -> Phrase:
        before = [t for t in self.tokens if floor <= t.start and t.end <= mention.start]
        first = len(before)
        while first and len(before) - first < _FARTHEST and self._goes_on(before[first - 1]):
            first -= 1
        speaking = first and before[first - 1].text in self._verbs.some("speaking")
        titled = self._title(before, first - 1) if speaking else None
        first = titled if titled is not None else first
        many = self._verbs.some("quantities")
        if (
            first > 1
            and before[first - 1].text in self._verbs.some("of")
            and before[first - 2].text in many
        ):
            first -= 2  # "العشرات من أهالي"
        if first > 1 and before[first - 2].text in self._verbs.some("belonging"):
            first -= 2  # "قافلة تابعة لبرنامج"
            while first and len(before) - first < _TO_TITLE and self._goes_on(before[first - 1]):
                first -= 1
        start = before[first].start if first < len(before) else mention.start
        prep = before[first - 1].text if first else ""
        told = before[first - 2].text + " " + prep if first > 1 else ""
        prep = told if told in self._verbs.some("by") else prep
        led = prep if prep in self._verbs.prepositions or " " in prep else ""
        lead = self.text[start : mention.start].strip()
        return Phrase(mention.party, start, mention.end, led, lead, self._gender(lead, mention))

    def _gender(self, lead: str, mention: Mention) -> str:
        words = [w.strip('«“"') for w in lead.split()]
        name = self.text[mention.start : mention.end]
        if words:
            many = words[0].isdigit() or words[0] in (
                *self._verbs.numbers,
                *self._verbs.some("quantities"),
            )
            return "" if many else self._verbs.gender(words[0], mention.party, named=False)
        return self._verbs.gender(name.split()[0], mention.party, named=True)

    def _goes_on(self, token: Token) -> bool:
        """Whether a word before a name belongs to its phrase."""
        word = token.text
        if not (word[0].isalnum() or word in '«“"') or token.start in self._at:
            return False
        return word not in self._verbs.stops and self._verbs.agreement.get(word) != "beside"

    def _title(self, before: Sequence[Token], last: int) -> int | None:
        """Where a title begins that is joined to whom it speaks for."""
        for index in range(last, max(-1, last - _TO_TITLE), -1):
            token = before[index]
            if token.start in self._at or not token.text[0].isalnum():
                return None
            if token.text in self._verbs.titles:
                return index
        return None

    def _one(self, last: Phrase, new: Phrase) -> Phrase | None:
        """A title and the name behind it as one phrase: the person's."""
        if self._verbs.kinds.get(new.party) != "person":
            return None
        gap = self.text[last.end : new.start]
        words = last.lead.split()
        titled = any(word in self._verbs.titles for word in words)
        at = "|".join(self._verbs.some("at"))
        between = re.fullmatch(rf"[»”\"]?\s*,?\s*|\s+(?:{at})\s+\S+\s*,\s*", gap)
        lead = all(
            word.startswith(self._verbs.article) or word in self._verbs.titles
            for word in new.lead.split()
        )
        if titled and between and lead and not new.prep:
            return replace(last, party=new.party, end=new.end, gender=last.gender)
        return None

    def between(self, start: int, end: int) -> list[Phrase]:
        """The phrases within two offsets."""
        return [phrase for phrase in self.all if start <= phrase.start and phrase.end <= end]

    def with_joined(self, phrase: Phrase) -> tuple[str, ...]:
        """A party and those joined to it: "الإمارات وقطر"."""
        index = self.all.index(phrase)
        found = [phrase.party]
        joins = "|".join(self._verbs.some("joins"))
        for step in (-1, 1):
            here = index
            while 0 <= here + step < len(self.all):
                one, other = sorted((here, here + step))
                gap = self.text[self.all[one].end : self.all[other].start]
                if not re.fullmatch(rf"[»”\"]?\s*,?\s*(?:{joins})\s*[«“\"]?", gap):
                    break
                here += step
                found.insert(0 if step < 0 else len(found), self.all[here].party)
        return tuple(dict.fromkeys(found))


def words_in(text: str) -> list[str]:
    """The words of a stretch of text."""
    return re.findall(r"[^\W\d_]+", text)


__all__ = ["FINITE", "Iterable", "Phrase", "Phrases", "Verbs", "words_in"]
