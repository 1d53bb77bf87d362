"""The nouns that one lexicon knows, in all their cases: titles, bodies, people."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefing.domain.lexicon import Lexicon
from briefing.stages.extraction.declension import ACCUSATIVE, ANY, NOMINATIVE, Declension


class CaseWords:
    """The closed nouns of a lexicon by their forms. Build it once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.declension = Declension(lexicon.inflection)
        self.lexicon = lexicon
        self.titles = self._forms(lexicon.titles)
        self.organs = self._forms((*lexicon.governments, *lexicon.organs))
        self.people = self._forms(lexicon.collectives)
        self.bodies = self._forms((*lexicon.bodies, *lexicon.naming))
        self.lands = self._names(
            name
            for names in (*lexicon.countries.values(), *lexicon.capitals.values())
            for name in names
        )
        self._known = [self.titles, self.organs, self.people, self.bodies]
        self.nominatives = {
            self.declension.declined(phrase)[-1].lower()
            for phrase in (
                *lexicon.governments,
                *lexicon.organs,
                *lexicon.collectives,
                *lexicon.bodies,
                *lexicon.naming,
            )
        }
        self.title = self._pattern(lexicon.titles)
        self.organ = self._pattern((*lexicon.governments, *lexicon.organs))

    def _forms(self, phrases: Iterable[str]) -> dict[str, frozenset[str]]:
        """The forms of the heads of some phrases, in small letters."""
        found: dict[str, frozenset[str]] = {}
        for phrase in phrases:
            head = self.declension.declined(phrase)[-1]
            for form, cases in self.declension.forms(head).items():
                low = form.lower()
                found[low] = found.get(low, frozenset()) | cases
        return found

    def _names(self, bases: Iterable[str]) -> dict[str, tuple[frozenset[str], str]]:
        """The forms of names with their cases and their nominative."""
        found: dict[str, tuple[frozenset[str], str]] = {}
        for base in bases:
            for form in self.declension.phrases((base,)):
                cases, _ = found.get(form, (frozenset(), ""))
                own = self.declension.cases(form, base)
                found[form] = (cases | (own or self.declension.agreeing(form.split()[0])), base)
        return found

    def _pattern(self, phrases: Iterable[str]) -> str:
        longest = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
        return "|".join(self.declension.pattern(phrase) for phrase in longest) or "(?!)"

    def cases(self, word: str) -> frozenset[str]:
        """The cases of a known noun or of an adjective; none for any other word."""
        low = self.declension.fold(word).lower()
        for forms in self._known:
            if low in forms:
                return forms[low]
        if "-" in low and not low.startswith("экс"):
            return self.cases(low.rpartition("-")[2])
        return self.declension.agreeing(low)

    def is_title(self, word: str) -> bool:
        """Whether a word is a title in some case."""
        return self.declension.fold(word).lower() in self.titles

    def is_noun(self, word: str) -> bool:
        """Whether a word is a known noun in some case."""
        low = self.declension.fold(word).lower()
        return any(low in forms for forms in self._known)

    def of_name(self, written: str, base: str, *, person: bool) -> frozenset[str]:
        """The cases in which a party stands as it is written."""
        words = written.split()
        if written in self.lands:
            return self.lands[written][0]
        low = written[:1].lower() + written[1:]
        if low in self.lands:
            return self.lands[low][0]
        if person:
            found = self.declension.cases(written, base, person=True)
            if len(words) == 1 and len(base.split()) > 1:
                found = self.declension.cases(written, base.split()[-1], person=True)
            if NOMINATIVE in found and found != ANY:
                found = found - {ACCUSATIVE}  # of persons it is the genitive
            return found or ANY
        whole = self.declension.cases(written, base)
        if len(words) == len(base.split()) and whole and whole != ANY:
            return whole
        cases = ANY
        for word in words:
            known = self.cases(word)
            if not known:
                break
            cases = cases & known or known
            if self.is_noun(word):
                return cases
        return cases if words and self.cases(words[0]) else frozenset()


def quoted(name: str) -> str:
    """A name without its quotation marks."""
    return re.sub(r"[«»„“”\"]", "", name).strip()
