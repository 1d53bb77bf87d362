"""Whom an act is done to, by case: Russian."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.stages.extraction.cased_phrases import CasedNoun, CasedSentence
from briefing.stages.extraction.closed_words import Words
from briefing.stages.extraction.cues import Cue
from briefing.stages.extraction.declension import ACCUSATIVE, LOCATIVE

_NEAR = 7
_FRONT = 40
_PLACED = ("в", "во", "на")


@dataclass(frozen=True)
class Stretch:
    """The clause of a cue."""

    sentence: CasedSentence
    cue: Cue
    start: int
    end: int


class TargetsByCase:
    """Reads targets: dative, accusative, behind a preposition, or whose thing it is."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def behind(
        self,
        stretch: Stretch,
        others: Sequence[CasedNoun],
        later: Sequence[Cue],
        *,
        by_object: bool,
    ) -> CasedNoun | None:
        """The target behind a verb; ``later`` verbs part what stands behind them from it."""
        cue = stretch.cue
        after = [n for n in others if cue.start <= n.start < stretch.end]
        after = [n for n in after if not any(c.end <= n.start for c in later)] or after
        text = stretch.sentence.text
        near = [n for n in after if len(text[cue.end : n.lead].split()) <= _NEAR]
        kinds = (
            [n for n in near if n.case == "to"],
            [n for n in near if by_object and self._object(n)],
            self._fronted(stretch, others) if by_object else [],
            [n for n in near if n.case == "oblique" and self._towards(stretch, n)],
            [n for n in near if n.case == "of" and not self._harmed(stretch, n)],
        )
        return next((nouns[0] for nouns in kinds if nouns), None)

    def _harmed(self, stretch: Stretch, noun: CasedNoun) -> bool:
        """Whether harm behind the verb was done to a party: "осудил задержания журналистов"."""
        before = re.search(r"([\w-]+)\s$", stretch.sentence.text[: noun.lead])
        if before is None or before.start() < stretch.cue.end:
            return False
        return self._words.has("undergone", before[1])

    def _fronted(self, stretch: Stretch, others: Sequence[CasedNoun]) -> list[CasedNoun]:
        """The object that opens a clause: "Остена поддержал глава банка"."""
        opening = [n for n in others if stretch.start <= n.start and n.end <= stretch.cue.start]
        return [n for n in opening if self._object(n) and n.lead - stretch.start <= _FRONT]

    def _object(self, noun: CasedNoun) -> bool:
        return noun.case == "object" or (noun.case == "free" and ACCUSATIVE in noun.cases)

    def _towards(self, stretch: Stretch, noun: CasedNoun) -> bool:
        lead = re.search(r"([\w-]+)\s[\w-]+\s$", stretch.sentence.text[: noun.lead])
        if lead is not None and self._words.has("asides", lead[1]):
            return False  # "у границы с Торваном"
        if noun.prep in _PLACED[:2] and noun.party.islower():
            return False  # "взяли в заложники"
        if noun.prep in _PLACED and LOCATIVE in noun.cases:
            return stretch.sentence.sent_to(noun)  # "посла в Москве", not "в Ираке"
        return noun.prep in self._words.towards

    def clitic(self, stretch: Stretch) -> bool:
        """Whether a pronoun beside the verb is acted upon: "его осудили", "призвал их"."""
        text, cue = stretch.sentence.text, stretch.cue
        clitics = self._words.some("clitics")
        before = re.search(rf"{clitics}\s+(?:не\s+)?$", text[stretch.start : cue.start])
        towards = "|".join(map(re.escape, self._words.towards))
        led = re.search(rf"\s(?:{towards})\s{clitics}(?!\w)", text[cue.start : cue.end])
        return bool(before or led or re.match(rf"\s+{clitics}(?!\w)", text[cue.end :]))

    def before(self, stretch: Stretch, others: Sequence[CasedNoun]) -> CasedNoun | None:
        """The target that opens the clause, or that "которого" stands for."""
        text = stretch.sentence.text
        led = re.match(r"\s*(?:[а-я]+\s)?(котор\w+)\s", text[stretch.start :])
        if led and not re.match(r"котор(?:ый|ая|ое|ые)$", led.group(1)):
            asked = [n for n in others if n.end <= stretch.start]
            return asked[-1] if asked else None
        for noun in others:
            if stretch.start <= noun.start and noun.end <= stretch.cue.start:
                sent = noun.case == "oblique" and self._towards(stretch, noun)
                if (noun.case in ("object", "to") or sent) and noun.lead - stretch.start <= _FRONT:
                    return noun
        return None

    def thing(self, sentence: CasedSentence, cue: Cue) -> str:
        """The known thing an act is about: "отвергла обвинения"."""
        behind = re.findall(r"[\w-]+", sentence.text[cue.start : cue.end + 40])
        first = len(cue.text.split()[:1])
        for word in behind[first : first + 3]:
            low: str = word.lower()
            if self._words.has("statements", low) or self._words.has("harms", low):
                return low
        front = re.findall(r"[\w-]+", sentence.text[: cue.start])[-3:]
        said: list[str] = [w.lower() for w in front if self._words.has("statements", w)]
        return said[0] if said else ""


def quotation(text: str, cue: Cue) -> tuple[int, int]:
    """The quotation that a cue stands in, or the whole text."""
    for quoted in re.finditer(r"«[^«»]*»", text):
        if quoted.start() < cue.start and cue.end < quoted.end():
            return quoted.start() + 1, quoted.end() - 1
    return 0, len(text)
