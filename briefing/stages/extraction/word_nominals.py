"""Acts that a noun tells with who did it and to whom, where a language has no parser.

"el ataque de Lesk contra Norvia", "der Angriff Lesks auf Norvia", "la reunión entre Lesk y Norvia".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from briefing.domain.lexicon import Lexicon
from briefing.stages.extraction.closed_words import Words
from briefing.stages.extraction.cues import Cue
from briefing.stages.extraction.mentions import Mention
from briefing.stages.extraction.roles import Reading
from briefing.stages.extraction.word_cases import Noun, Sentence

_FEW = 5
_PAIR = 2
_BREAK = re.compile(r"[,;:()»«”“„]|\.\s")


class WordNominals:
    """Finds the ``nouns`` of one lexicon that name both parties. Build it once an article."""

    def __init__(self, lexicon: Lexicon, open_types: Collection[str]) -> None:
        """What stands behind a verb of ``open_types`` is only asked for, promised or threatened."""
        self._words = Words(lexicon)
        self._open = open_types
        self._entries: list[tuple[str, str, re.Pattern[str], frozenset[str]]] = []
        unreal = self._words.some("unreal")
        self._unreal = re.compile(rf"(?:{unreal}|\b(?:{'|'.join(lexicon.negation)}))\W[^,;:.]*$")
        for key, entries in lexicon.nouns.items():
            kind, _, mode = key.partition("/")
            for entry in entries:
                nouns, _, preps = entry.partition(" ")
                pattern = re.compile(rf"(?<![\w-])(?:{nouns})(?!\w)")
                self._entries.append((kind, mode, pattern, frozenset(preps.split("|"))))

    def find(
        self, text: str, mentions: Sequence[Mention], cues: Sequence[Cue]
    ) -> list[tuple[Cue, Reading]]:
        """The acts of a sentence beside those that its ``cues`` tell."""
        sentence = Sentence(text, mentions, self._words)
        owners = {m.start for m in mentions if m.how == "demonym"}
        found = []
        for kind, mode, pattern, preps in self._entries:
            for match in pattern.finditer(text):
                start, end = match.span()
                # "el ataque de Lesk contra Norvia dejó doce muertos" is one act
                told = any(c.start < end and (c.type == kind or start < c.end) for c in cues)
                behind = any(c.type in self._open and c.end <= start for c in cues)
                if told or behind or self._unreal.search(text[:start]):
                    continue
                who, whom = self._parties(sentence, start, end, preps, owners)
                if who and whom:
                    noun = match.group()
                    cue = Cue(kind, mode, noun, "literal", start, end, noun, passive=False)
                    found.append((cue, Reading(who=who, whom=whom, subject=True)))
        return found

    def _parties(
        self,
        sentence: Sentence,
        start: int,
        end: int,
        preps: frozenset[str],
        owners: Collection[int],
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        behind = [n for n in sentence.nouns if n.start >= end]
        led = [n for n in behind[:_PAIR] if self._near(sentence, end, n) and n.prep in preps]
        if led and self._words.has("between", led[0].prep):
            both = sentence.with_joined(led[0])
            return (both[:1], both[1:]) if len(both) == _PAIR else ((), ())
        owner = self._owner(sentence, start, end, owners)
        if owner is None:
            return (), ()
        for noun in behind:
            apart = sentence.text[max(owner.end, end) : noun.start]
            reach = len(apart.split()) <= _FEW and not _BREAK.search(apart)
            if noun is not owner and noun.prep in preps and reach and noun.party != owner.party:
                return sentence.with_joined(owner), sentence.with_joined(noun)
        return (), ()

    def _owner(
        self, sentence: Sentence, start: int, end: int, owners: Collection[int]
    ) -> Noun | None:
        """Whose act it is: "de Lesk", "lesko", "Lesks", "von Lesk", "leskische"."""
        text = sentence.text
        for noun in sentence.nouns:
            if noun.end <= start and noun.start in owners and text[noun.end : start] == " ":
                return noun if text[noun.start].islower() or noun.start == 0 else None
            gap = text[end : noun.start].split()
            if noun.start < end or not self._near(sentence, end, noun):
                continue
            if noun.start in owners and len(gap) <= 1:
                return noun
            led = bool(gap) and (self._words.has("of", gap[0]) or self._words.has("by", gap[0]))
            return noun if led and noun.case in ("of", "by", "free") else None
        return None

    def _near(self, sentence: Sentence, end: int, noun: Noun) -> bool:
        gap = sentence.text[end : noun.start]
        return len(gap.split()) <= _FEW and not _BREAK.search(gap)
