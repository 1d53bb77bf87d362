"""Patterns with an object where no parser sees it: the noun stands in the clause of its verb.

"impuso nuevas sanciones", "las sanciones impuestas por", "hat Sanktionen gegen Lesk verhängt".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from briefing.domain.lexicon import Lexicon
from briefing.domain.wording import OrderWords
from briefing.stages.extraction.frames import Slot

_BREAK = re.compile(r"[;:!?]|,(?=\s)|\.(?=\s|$)|\s[–—]\s")
_STOP = re.compile(r"[;:!?]|\.(?=\s|$)|\s[–—]\s")
_NEAR = 8
_WITHIN = 6
_LED = 4
# what lost its vowel stands without a space: "all'accordo"
_SPACE = r"(?:\s+|(?<='))"


class WordFrames:
    """Fills the slots of frames with the words of a clause."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._inflection = lexicon.inflection
        order = lexicon.order
        # where the verb is second or last, its object stands on either side
        self._either = "conjunctions" in order or bool(lexicon.inflection.cases)
        kinds: tuple[OrderWords, ...] = ("passive", "relative")
        self._turned = _words(word for kind in kinds for word in order.get(kind, ()))
        self._done = _words(lexicon.inflection.done)
        self._active = _words(order.get("active", ()))
        self._pronoun = _words(order.get("clitics", ())) if "fronting" in order else ""
        self._joins = _words(order.get("joins", ()))
        self._none = _words(lexicon.negation)
        self._useful = bool(order)
        # Arabic sets days and the like between commas within one clause
        self._break = _STOP if "fronting" in order else _BREAK
        self._noun = cache(self._pattern)

    def match(
        self, text: str, start: int, end: int, slots: Sequence[Slot]
    ) -> tuple[int, int] | None:
        """Where the verb with what fills its slots stands; None where one stays empty."""
        if not self._useful or any(slot.nothing for slot in slots):
            return None  # words alone do not tell that an object is missing
        last = end
        for slot in slots:
            found = self._filler(text, start, end, slot)
            if found is None:
                return None
            if found[0] >= end and len(text[end : found[0]].split()) <= _WITHIN:
                last = max(last, found[1])
        return start, last

    def none_of(self, text: str, start: int, end: int, slots: Sequence[Slot]) -> bool:
        """Whether a verb is done to nothing: "no impuso ninguna sanción", "keine Sanktionen"."""
        found = [self._filler(text, start, end, slot) for slot in slots if slot.words]
        return any(
            one and re.search(rf"\b(?:{self._none})\s+(?:[\w-]+\s+)?$", text[: one[0]])
            for one in found
        )

    def _filler(self, text: str, start: int, end: int, slot: Slot) -> tuple[int, int] | None:
        """The place of the noun, or of the preposition that any noun may follow."""
        left, right = _clause(text, start, end, self._break)
        noun = self._noun(slot.case, slot.words)
        for match in noun.finditer(text, start, right):  # behind, or within a verb that is parted
            gap = text[end : match.start()]
            joined = not self._pronoun and re.search(rf"\b(?:{self._joins})\b", gap)
            if match.start() != start and not joined and len(gap.split()) <= _NEAR:
                return match.span()
        for match in reversed(list(noun.finditer(text, left, start))):
            if self._either or self._undergoes(text, match.end(), start, end):
                return match.span()
        return None

    def _undergoes(self, text: str, noun: int, start: int, end: int) -> bool:
        """Whether a noun before a verb is its object: "las sanciones impuestas", "que impuso"."""
        between = text[noun:start]
        resumed = self._pronoun and re.match(rf"\s(?:{self._pronoun})(?!\w)", text[end:])
        if resumed and len(between.split()) <= _LED:
            return True  # "غارة شنتها إسرائيل"
        near = rf"\b(?:{self._turned})\b(?:\W+\w+){{0,3}}?\W+$"
        if re.search(near, between) and not re.search(rf"\b(?:{self._joins})\b", between):
            return True
        participle = re.search(rf"\w(?:{self._done})$", text[start:end])
        return bool(participle and not re.search(rf"\b(?:{self._active})\b", between))

    def _pattern(self, case: str, words: frozenset[str]) -> re.Pattern[str]:
        endings = "|".join(map(re.escape, self._inflection.nouns))
        front = (
            r"(?<!\w)(?:(?-i:[A-ZÀ-ÖØ-Þ])[\w-]{3,}?)?" if self._inflection.compounds else r"(?<!\w)"
        )
        if self._inflection.article:
            front = rf"(?<!\w)(?:{self._inflection.article})?"
        nouns = [re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))]
        body = rf"(?:{front}(?:{'|'.join(nouns)})(?:{endings})?(?!\w))" if nouns else ""
        if not case:
            return re.compile(body, re.I)
        leading = (
            rf"(?:{'|'.join(map(re.escape, word.split('|')))})(?:(?!\w)|(?<='))"
            for word in case.split()
        )
        led = r"(?<!\w)" + _SPACE.join(leading)
        gap = rf"(?:\s+[\w-]+){{0,{_LED - 1}}}?{_SPACE}"
        return re.compile(led + (gap + body if body else ""), re.I)


def _clause(text: str, start: int, end: int, ends: re.Pattern[str]) -> tuple[int, int]:
    left = max((m.end() for m in ends.finditer(text, 0, start)), default=0)
    right = ends.search(text, end)
    return left, right.start() if right else len(text)


def _words(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words)) or "(?!)"
