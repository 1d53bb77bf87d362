"""The parties of a sentence with their cases, where endings tell them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.stages.extraction.case_words import CaseWords
from briefing.stages.extraction.closed_words import Words
from briefing.stages.extraction.declension import (
    ACCUSATIVE,
    ANY,
    CASES,
    DATIVE,
    GENITIVE,
    INSTRUMENTAL,
    NOMINATIVE,
)
from briefing.stages.extraction.mentions import Mention
from briefing.stages.extraction.word_cases import Case, Noun, Sentence

_TOKEN = re.compile(r"[\w’'-]+|[^\w\s]")
_VERBAL = re.compile(
    r"(?:л|ла|ло|ли|лся|лась|лось|лись|ет|ит|ют|ут|ят|ат|ется|ится|ются|атся|ятся|ть|ться|в|вшись)$"
)
_MANY = ("США", "ОАЭ")
_SHORT = 3
_STEPS = 8
_REACH = 6
# first names of women and of men end so
_FOREIGN = "еэиоую"


@dataclass(frozen=True)
class CasedNoun(Noun):
    """A party with the cases that its form may be in, and with what verbs agree with.

    ``gender`` is "m", "f", "n", "p" for many, "" where it is not told.
    """

    cases: frozenset[str] = ANY
    gender: str = ""
    lead: int = 0


class CasedSentence(Sentence):
    """The parties of one sentence; ``kinds`` are those of actors, ``verbs`` where verbs end."""

    def __init__(
        self,
        text: str,
        mentions: Sequence[Mention],
        words: Words,
        known: CaseWords,
        kinds: Mapping[str, str],
        verbs: Sequence[tuple[int, int]] = (),
    ) -> None:
        super().__init__(known.declension.fold(text), (), words)
        self._known = known
        self._spans = verbs
        self._mentions = mentions
        found: list[CasedNoun] = []
        for mention in mentions:
            noun = self._noun(mention, kinds, found)
            if found and kinds.get(mention.party) == "group" and self._peopled(found[-1], mention):
                found.pop()  # "таджикские пограничники" act, not all Tajikistan
            found.append(noun)
        self.cased = found
        self.nouns = [*found]

    def _peopled(self, last: CasedNoun, mention: Mention) -> bool:
        """Whether a party is only whose the people behind it are."""
        adjective = self._known.declension.agreeing(self.text[last.start : last.end])
        common = self.text[mention.start].islower()
        return bool(adjective) and common and self.text[last.end : mention.start] == " "

    def _noun(
        self, mention: Mention, kinds: Mapping[str, str], before: Sequence[CasedNoun]
    ) -> CasedNoun:
        person = kinds.get(mention.party) == "person"
        written = self.text[mention.start : mention.end]
        cases = self._cases(written, mention.party, person=person) or ANY
        last = before[-1] if before else None
        gender = self._gender(mention, written, person=person)
        if last is not None:
            between = self.text[last.end : mention.start]
            joined = rf"\s*(?:,|,?\s*{self._words.some('joins')})\s*"
            listed = re.fullmatch(joined, between) and (between.strip() != "," or self._lists(last))
            same = last.cases & cases
            if listed and (same or last.case == "of"):
                return CasedNoun(
                    mention.party,
                    mention.start,
                    mention.end,
                    last.case,
                    last.prep,
                    same or cases,
                    gender,
                    last.lead,
                )
        lead = self._lead_start(mention.start, cases, person=person)
        case, prep = self._case_of(lead, cases)
        return CasedNoun(mention.party, mention.start, mention.end, case, prep, cases, gender, lead)

    def _lists(self, last: CasedNoun) -> bool:
        """Whether a comma behind a party goes on to others: "Иран, Ирак и Сирия"."""
        behind = self.text[last.end :]
        return bool(re.match(rf",\s[^,]+(?:,\s[^,]+)?\s{self._words.some('joins')}\s", behind))

    def _cases(self, written: str, party: str, *, person: bool) -> frozenset[str]:
        bare = re.sub(r"[«»„“”\"]", "", written)
        if bare != written:  # "партия «Земля и труд»": the noun before the name has the case
            first = written.split()[0]
            return self._known.cases(first) or ANY
        return self._known.of_name(written, party, person=person)

    def _gender(self, mention: Mention, written: str, *, person: bool) -> str:
        if person:
            first = mention.party.split()[0]
            man = mention.party.endswith(("ов", "ев", "ин", "ский"))
            if first[-1] in _FOREIGN and not man:
                return ""  # "Илзе", "Хосе"
            return "f" if first[-1] in "ая" and " " in mention.party and not man else "m"
        land = self._known.lands.get(written)
        if land is not None and not written[0].islower():
            return self._by_ending(
                land[1].split()[0] if " " not in land[1] else land[1].split()[-1]
            )
        head = next(
            (
                w
                for w in written.split()
                if self._known.is_noun(w) or not self._known.declension.agreeing(w)
            ),
            written.split()[0],
        )
        declension = self._known.declension
        if mention.how == "demonym" and " " not in written:
            return ""
        low = head.lower()
        if head in self._known.lexicon.organs and head[:1].isupper():
            return ""  # "Минобороны опровергло"
        options = {
            base
            for base, cases in declension.bases(low).items()
            if base in self._known.nominatives or base == declension.fold(mention.party).lower()
        }
        if not options:
            if NOMINATIVE not in self._cases(written, mention.party, person=False):
                return ""
            if head.isupper():
                return ""
            options = {low}
        genders = {self._by_ending(option) for option in options}
        return genders.pop() if len(genders) == 1 else ""

    def _by_ending(self, base: str) -> str:
        end = base[-1:].lower()
        if base.isupper() and len(base) > 1:
            return "p" if base in _MANY else ""
        if base.endswith(("ые", "ие")) and not base.endswith(("ние", "тие", "вие")):
            return "p"
        kinds = (("ая", "f"), ("ыи", "p"), ("оеэ", "n"), ("ьуюё", ""))
        return next((gender for ends, gender in kinds if end in ends), "m")

    def _lead_start(self, start: int, cases: frozenset[str], *, person: bool) -> int:
        """Where the phrase begins that a name ends: "министр обороны республики Ян Корсак"."""
        tokens = list(_TOKEN.finditer(self.text, 0, start))
        at = start
        for back, token in enumerate(reversed(tokens[-_STEPS:])):
            word = token.group()
            if not word[0].isalnum():
                break
            if self._words.has("prepositions", word) or self._verb_at(token.start()):
                break
            if self._known.is_title(word) and (person or not back):
                if not person:
                    break
                at = token.start()
                continue
            fits = self._known.declension.agreeing(word) & cases
            if at == token.end() + 1 and (fits or word.isdigit()):
                at = token.start()
                continue
            if not person or not self._title_behind(tokens, back):
                break
        return at

    def _title_behind(self, tokens: Sequence[re.Match[str]], back: int) -> bool:
        """Whether a title stands a few words further back, without a comma or verb between."""
        rest = tokens[-_STEPS:][::-1][back + 1 : back + 6]
        for token in rest:
            word = token.group()
            if not word[0].isalnum() or self._words.has("prepositions", word):
                return False
            if self._verb_at(token.start()):
                return False
            if self._known.is_title(word):
                return True
        return False

    def _verb_at(self, start: int) -> bool:
        return any(a <= start < b for a, b in self._spans)

    def _case_of(self, lead: int, cases: frozenset[str]) -> tuple[Case, str]:
        tokens = list(_TOKEN.finditer(self.text, 0, lead))
        prev = tokens[-1] if tokens else None
        word = prev.group().lower() if prev is not None else ""
        prep = self._preposition(tokens)
        if prep and (cases & self._taken_by(prep) or cases == ANY):
            return "oblique", prep
        if GENITIVE in cases and any(
            self._words.has("quantities", t.group()) or t.group().isdigit() for t in tokens[-1:]
        ):
            return "free", ""  # "около двухсот фермеров"
        noun = prev is not None and word[0].isalnum() and self._is_noun(prev)
        if noun and GENITIVE in cases:
            return "of", ""
        if NOMINATIVE in cases:
            return "free", ""
        for case, kind in (
            (ACCUSATIVE, "object"),
            (DATIVE, "to"),
            (INSTRUMENTAL, "by"),
            (GENITIVE, "of"),
        ):
            if case in cases:
                return kind, ""  # type: ignore[return-value]
        return "oblique", ""

    def _preposition(self, tokens: Sequence[re.Match[str]]) -> str:
        """The preposition right before a phrase: "с", "в отношении"."""
        for size in (3, 2, 1):
            words = " ".join(t.group().lower() for t in tokens[-size:])
            if len(tokens) >= size and self._words.has("prepositions", words):
                return words
        return ""

    def _taken_by(self, prep: str) -> frozenset[str]:
        return frozenset(case for case in CASES if self._words.has(case, prep))  # type: ignore[arg-type]

    def _is_noun(self, token: re.Match[str]) -> bool:
        """Whether the word before a name is a noun that the name may belong to."""
        word = token.group()
        low = word.lower()
        if self._verb_at(token.start()) or self._words.has("prepositions", low):
            return False
        if self._words.has("joins", low) or self._words.has("adverbs", low) or low in ("не", "что"):
            return False
        if self._known.is_noun(low):
            return True
        if any(m.start <= token.start() < m.end for m in self._mentions):
            return True
        verbal = len(low) > _SHORT and bool(_VERBAL.search(low))
        return not verbal and not low.endswith(("но", "ски")) and len(low) >= _SHORT

    def agrees(self, noun: CasedNoun, verb: str) -> bool:
        """Whether a noun may be the subject of a verb by gender and number."""
        joined = noun in self.nouns and len(self.with_joined(noun)) > 1
        gender = "p" if joined else noun.gender
        low = re.sub(r"(?:ся|сь)$", "", verb.lower())
        if not gender:
            return True
        if low.endswith("ла") or low.endswith(("на", "та")):
            return gender == "f"
        if low.endswith("ло") or low.endswith(("но", "то")):
            return gender == "n"
        if low.endswith(("ли", "ны", "ты", "ют", "ут", "ят", "ат")):
            return gender == "p"
        if low.endswith("л"):
            return gender == "m"
        return not low.endswith(("ет", "ит", "ан", "ен", "ят")) or gender != "p"
