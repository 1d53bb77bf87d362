"""The cases of nouns, adjectives and names, in a language whose endings tell who acts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import product

from briefing.domain.inflection import Inflection

NOMINATIVE, GENITIVE, DATIVE, ACCUSATIVE, INSTRUMENTAL, LOCATIVE = CASES = (
    "nominative",
    "genitive",
    "dative",
    "accusative",
    "instrumental",
    "locative",
)
ANY = frozenset(CASES)
_SHORTEST = 2
_STEM = 2  # letters that an adjective has at least before its ending
_WORD = re.compile(r"[\w’'-]+|\S")
_INITIALS = 5
_ODD = re.compile(r"[ыи]$|[^аеиоуыэюя]й$")  # no nominative of one thing ends so


class Declension:
    """Forms of words by the ``cases`` of one lexicon, with letters as they are read."""

    def __init__(self, inflection: Inflection) -> None:
        self._families = sorted(inflection.cases.items(), key=lambda one: -len(one[0]))
        self._adjectives = sorted(
            ((ending, frozenset(cases)) for ending, cases in inflection.adjectives.items()),
            key=lambda one: -len(one[0]),
        )
        self._folded = str.maketrans(
            {
                letter: other
                for low, base in inflection.folded.items()
                for letter, other in ((low, base), (low.upper(), base.upper()))
            }
        )
        self._letters = {
            base: f"[{base}{low}]" for low, base in inflection.folded.items() if len(low) == 1
        }
        self._known = lru_cache(maxsize=20_000)(self._forms)

    def fold(self, text: str) -> str:
        """A text of the same length, with letters as they are read."""
        return text.translate(self._folded)

    def forms(self, word: str) -> Mapping[str, frozenset[str]]:
        """Every form of a word in the nominative, folded, with the cases that it may be."""
        return self._known(self.fold(word))

    def _forms(self, word: str) -> dict[str, frozenset[str]]:
        front, hyphen, last = word.rpartition("-")
        if hyphen and front and last[:1].islower() is front[:1].islower():
            return {f"{front}-{form}": cases for form, cases in self.forms(last).items()}
        if word.isupper() and len(word) > 1:
            return self._of_initials(word)
        found: dict[str, set[str]] = {word: {NOMINATIVE}}
        for ending, others in self._families:
            if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
                if not ending and word[-1] in "аеиоуыэюяь":
                    break
                stem = word.removesuffix(ending)
                for case, written in zip(CASES[1:], others, strict=True):
                    for end in written.split("|"):
                        found.setdefault(word if end == "=" else stem + end, set()).add(case)
                return {form: frozenset(cases) for form, cases in found.items()}
        return {word: ANY}

    def _of_initials(self, word: str) -> dict[str, frozenset[str]]:
        """ "МИД", "МИДа": initials may stand as they are in every case."""
        found = {word: ANY}
        if len(word) <= _INITIALS and word[-1].lower() not in "аеиоуыэюя":
            ends = zip(CASES[1:], self._families[-1][1], strict=True)
            for case, written in ends:
                for end in written.split("|"):
                    if end != "=":
                        form = word + end
                        found[form] = found.get(form, frozenset()) | {case}
        return found

    def agreeing(self, word: str) -> frozenset[str]:
        """The cases of a word that ends like an adjective; none for another."""
        low = self.fold(word).lower()
        for ending, cases in self._adjectives:
            if low.endswith(ending) and len(low) > len(ending) + _STEM:
                return cases
        return frozenset()

    def adjective(self, word: str) -> bool:
        """Whether a word in the nominative ends like an adjective."""
        return NOMINATIVE in self.agreeing(word)

    def declined(self, base: str, *, person: bool = False) -> list[str]:
        """The words of a name that have cases: a person's all, else those up to the noun."""
        words = base.split()
        if person:
            return words
        for at, word in enumerate(words):
            if not self.adjective(word):
                return words[: at + 1]
        return words

    def pattern(self, base: str, *, person: bool = False) -> str:
        """A regular expression that finds a name in every case."""
        words = base.split()
        count = len(self.declined(base, person=person))
        parts = [self._any(self.forms(word)) for word in words[:count]]
        parts += [self._any([self.fold(word)]) for word in words[count:]]
        return r"(?<![\w-])" + r"\s+".join(parts) + r"(?![\w-])"

    def phrases(self, bases: Iterable[str]) -> tuple[str, ...]:
        """Every form of some names; adjectives, in small letters, in every gender."""
        found: dict[str, None] = {}
        for base in bases:
            every = [base]
            if base.islower() and base.endswith("ий"):
                every += [base[:-2] + end for end in ("ая", "ое", "ие")]
            for one in every:
                words = [*self.declined(one)]
                rest = one.split()[len(words) :]
                for case in CASES:
                    forms = [[f for f, of in self.forms(w).items() if case in of] for w in words]
                    found |= {" ".join([*some, *rest]): None for some in product(*forms)}
        return tuple(found)

    def _any(self, forms: Iterable[str]) -> str:
        ordered = sorted(forms, key=lambda form: (-len(form), form))
        return f"(?:{'|'.join(self._spelt(form) for form in ordered)})"

    def _spelt(self, form: str) -> str:
        return "".join(self._letters.get(letter, re.escape(letter)) for letter in form)

    def cases(self, written: str, base: str, *, person: bool = False) -> frozenset[str]:
        """The cases in which a name may stand as it is written."""
        found = ANY
        words = self.fold(written).split()
        for word, own in zip(words, self.declined(base, person=person), strict=False):
            forms = self.forms(own)
            match = (
                forms.get(word) or forms.get(word.lower()) or forms.get(word[:1].upper() + word[1:])
            )
            if match is None:
                low = {form.lower(): cases for form, cases in forms.items()}
                match = low.get(word.lower(), frozenset())
            found = found & match
        return found

    def bases(self, word: str) -> dict[str, frozenset[str]]:
        """The nominatives of which a word may be a form, with the case that it would be in."""
        word = self.fold(word)
        found: dict[str, set[str]] = {word: {NOMINATIVE}}
        for ending, others in self._families:
            for written in others:
                for end in written.split("|"):
                    if end != "=" and word.endswith(end) and len(word) - len(end) >= _SHORTEST:
                        base = (word[: -len(end)] if end else word) + ending
                        cases = self.forms(base).get(word)
                        if cases and not _ODD.search(base):
                            found.setdefault(base, set()).update(cases)
        return {base: frozenset(cases) for base, cases in found.items()}
