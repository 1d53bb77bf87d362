"""The forms of names in a language without capitals, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.domain.lexicon import Lexicon
from briefing.domain.vocabulary import CountryTable
from briefing.stages.extraction.mentions import How, Mention, MentionFinder, Party, word_pattern

_TOKEN = re.compile(r"[^\W\d_]+|\d[\d.,]*|[^\w\s]")


@dataclass(frozen=True)
class Token:
    """A word, a number or a mark of a sentence taken apart."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Form:
    """One way in which a party is written, and what sort of name that is."""

    text: str
    how: How = "alias"


def tokens_of(text: str) -> list[Token]:
    """The words, numbers and marks of a text."""
    return [Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def shorter(words: Sequence[str], lexicon: Lexicon) -> list[Form]:
    """A person's full name and what the article calls him by afterwards."""
    full = " ".join(words)
    last = 2 if len(words) > 2 and words[-2] in lexicon.uncased.particles else 1
    return [Form(full, "name"), Form(" ".join(words[-last:]), "part")]


class FormFinder(MentionFinder):
    """Finds parties by forms that are told beforehand."""

    def __init__(
        self, found: Sequence[tuple[Party, Sequence[Form]]], countries: CountryTable
    ) -> None:
        super().__init__((), countries, qualifying=False)
        self.parties = tuple(party for party, _ in found)
        self._patterns = [
            (party.name, form.how, re.compile(word_pattern(form.text)))
            for party, forms in found
            for form in dict.fromkeys(forms)
        ]

    def find(self, sentence: str) -> tuple[Mention, ...]:
        """Mentions in order; of two that overlap the longer wins."""
        found = [
            Mention(party, match.start(), match.end(), how)
            for party, how, pattern in self._patterns
            for match in pattern.finditer(sentence)
        ]
        found.sort(key=lambda m: (m.start - m.end, m.start, m.party))
        kept: list[Mention] = []
        for mention in found:
            if not any(mention.start < k.end and k.start < mention.end for k in kept):
                kept.append(mention)
        return tuple(sorted(kept, key=lambda m: m.start))
