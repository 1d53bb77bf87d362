"""The text of an article whose names are inflected: how it writes a name, in every case."""

from __future__ import annotations

import re
from collections import Counter

from briefing.domain.vocabulary import CountryTable
from briefing.stages.extraction.case_words import CaseWords
from briefing.stages.extraction.mentions import Party

CAPITAL = r"[А-ЯЁІЇЄҐ]"
NAME = rf"{CAPITAL}[а-яёіїєґ’']+(?:-{CAPITAL}?[а-яёіїєґ]+)*"
_WORD = re.compile(rf"(?<![\w-])({NAME})(?![\w-])")
_ENDING = 2
_AMID = re.compile(r"[\w,;)»”%] $")


class NameText:
    """One article's text with what its words are."""

    def __init__(self, text: str, words: CaseWords, countries: CountryTable) -> None:
        self.text = text
        self.words = words
        self.declension = words.declension
        self.known = {words.declension.fold(form) for form, _ in countries.forms}
        self.title = re.compile(rf"(?i:{words.title})")
        self.organ = re.compile(rf"(?i:{words.organ})")
        self.small = {
            words.declension.fold(word) for word in re.findall(r"(?<!\w)[а-яё]{3,}", text)
        }
        self.all = Counter(words.declension.fold(m.group()) for m in _WORD.finditer(text))

    def attested(self, base: str, *, person: bool = False) -> tuple[str, ...]:
        """How the text writes a name, in any case."""
        pattern = self.declension.pattern(base, person=person)
        return tuple(dict.fromkeys(" ".join(f.split()) for f in re.findall(pattern, self.text)))

    def party(self, base: str, kind: str, *, sure: bool = True) -> Party:
        """A party with the forms that the text has of it."""
        person = kind == "person"
        forms = dict.fromkeys(self.attested(base, person=person))
        if person and " " in base:
            forms |= dict.fromkeys(self.attested(base.split()[-1], person=True))
        base = self.spelt(base)
        forms.pop(base, None)
        return Party(base, kind, tuple(forms), sure=sure)

    def spelt(self, base: str) -> str:
        """A nominative with the letters that its stem has in the text: "Озёрная" by "Озёрной"."""
        words = []
        for word in base.split():
            stem = word[: max(3, len(word) - _ENDING)]
            for match in re.finditer(r"[\w-]+", self.text):
                written = match.group()
                if written != self.declension.fold(written) and self.declension.fold(
                    written
                ).startswith(stem):
                    word = written[: len(stem)] + word[len(stem) :]
                    break
            words.append(word)
        return " ".join(words)

    def is_opener(self, start: int, word: str) -> bool:
        """Whether a word has its capital only from the start of a sentence."""
        amid = _AMID.search(self.text[max(0, start - 2) : start])
        return not amid and self.declension.fold(word).lower() in self.small

    def common(self, word: str) -> bool:
        """Whether a word is a known noun, or names a country."""
        return self.words.is_noun(word) or self.declension.fold(word) in self.known

    def adjective(self, word: str, *, woman: bool) -> str:
        """The nominative of an adjective, for a noun for women or for any other."""
        ends = ("ая", "яя") if woman else ("ый", "ий", "ой", "ое", "ее")
        if word.endswith(ends):
            return word
        stem = re.sub(r"(?:ого|его|ому|ему|ыми|ими|ым|им|ых|их|ую|юю|ой|ей|ом|ем)$", "", word)
        soft = stem.endswith(("к", "г", "х"))
        return stem + ("ая" if woman else "ий" if soft else "ый")
