"""Persons of an article whose names are inflected, each in the nominative."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefing.stages.extraction.cased_names import CAPITAL, NAME, NameText
from briefing.stages.extraction.declension import ACCUSATIVE, ANY, NOMINATIVE
from briefing.stages.extraction.mentions import Party

_PARTICLE = r"(?:(?:аль|эль|бен|бин|фон|ван|де|да|ди|дер)[-\s])?"
_SEQUENCE = re.compile(rf"(?<![\w-]){NAME}(?:[^\S\n]{_PARTICLE}{NAME})+(?![\w-])")
_INITIAL = re.compile(rf"(?<![\w-]){CAPITAL}\.[^\S\n]?(?:{CAPITAL}\.[^\S\n]?)?({NAME})(?![\w-])")
_REACH = 60
_LINE = 5


class PersonNames(NameText):
    """Finds who has a first name and a surname."""

    def persons(self, known: Sequence[Party]) -> list[Party]:
        """Who has a first name and a surname, behind what is a land, a body or a title."""
        places = {
            self.declension.fold(word)
            for party in known
            for form in (party.name, *party.forms)
            for word in form.split()
        }
        found: dict[str, Party] = {}
        for match in _SEQUENCE.finditer(self.text):
            names, start = match.group().split(), match.start()
            while len(names) > 1 and self._leads(names[0], start, places):
                start += len(names[0]) + 1
                names = names[1:]
            titled = self._titled(start)
            plain = self.declension.agreeing(names[0]) and not titled
            last = self.declension.fold(names[-1])
            land = last in places or (last in self.known and not titled)  # "Переговоры Сербии"
            if len(names) < 2 or plain or land:
                continue
            base = self._nominative(names[0], " ".join(names[1:3]), titled)
            if base not in found and not self._same(base, found) and not self._credit(start):
                found[base] = self.party(base, "person")
        surnames = {name.split()[-1] for name in found}
        for match in _INITIAL.finditer(self.text):
            name = match.group(1)
            if not any(base in surnames for base in self.declension.bases(name)):
                found.setdefault(name, self.party(name, "person"))
        return list(found.values())

    def _leads(self, word: str, start: int, places: set[str]) -> bool:
        """Whether a word with a capital is no part of the name behind it."""
        folded = self.declension.fold(word)
        before = re.search(r"(\w+)\s$", self.text[max(0, start - 12) : start])
        if before is not None and self.words.lexicon.order.get("at", ()).count(before[1].lower()):
            return True
        order = self.words.lexicon.order
        if word.lower() in (*order.get("prepositions", ()), *order.get("adverbs", ())):
            return True  # "Тогда Латвия"
        return folded in places or self.common(word) or self.is_opener(start, word)

    def _credit(self, start: int) -> bool:
        """Whether a name stands in a line of its own, with hardly more: who wrote."""
        first = self.text.rfind("\n", 0, start) + 1
        line = self.text[first:].split("\n", 1)[0]
        return len(line.split()) <= _LINE and not self.text[first:start].strip(" /—–-©")

    def _same(self, base: str, found: Iterable[str]) -> bool:
        """Whether a name is a known person's in a case of its own."""
        return any(
            len(known.split()) == len(base.split())
            and self.declension.cases(base, known, person=True)
            for known in found
        )

    def _titled(self, start: int) -> frozenset[str]:
        """The cases of the title that stands before a name, none where there is none."""
        stretch = self.text[max(0, start - _REACH) : start]
        stretch = re.split(r"[.;:!?»”\"\n—–]", stretch)[-1]
        titles = [m for m in self.title.finditer(stretch) if "," not in stretch[m.end() :]]
        if not titles:
            return frozenset()
        first = titles[0]
        while len(titles) > 1 and len(stretch[first.end() : titles[1].start()].split()) > 2:
            titles = titles[1:]
            first = titles[0]
        if len(stretch[first.end() :].split()) > 6:
            return frozenset()
        head = next((w for w in first.group().split() if self.words.is_title(w)), "")
        cases = self.words.cases(head)
        return cases - {ACCUSATIVE} if NOMINATIVE in cases else cases

    def _nominative(self, first: str, last: str, titled: frozenset[str]) -> str:
        """The likeliest nominative of a first name and a surname that agree in case."""
        best = (first + " " + last, -9.0)
        for name, of_name in self.declension.bases(first).items():
            for surname, of_surname in self._bases_of_all(last).items():
                woman = name[-1] in "ая"
                indeclinable = woman and surname[-1] not in "аяь" and surname == last
                cases = of_name & (ANY if indeclinable else of_surname)
                if not cases or (titled and not cases & titled):
                    continue
                score = self._weight(name, surname, first, last, cases, titled, woman=woman)
                if score > best[1]:
                    best = (f"{name} {surname}", score)
        return best[0]

    def _bases_of_all(self, names: str) -> dict[str, frozenset[str]]:
        words = names.split()
        if len(words) == 1:
            return self.declension.bases(names)
        fronts = self.declension.bases(words[0]) if words[0][0].isupper() else {words[0]: ANY}
        return {
            f"{front} {rest}": cases & others
            for front, cases in fronts.items()
            for rest, others in self._bases_of_all(" ".join(words[1:])).items()
            if cases & others
        }

    def _weight(
        self,
        name: str,
        surname: str,
        first: str,
        last: str,
        cases: frozenset[str],
        titled: frozenset[str],
        *,
        woman: bool,
    ) -> float:
        """How likely a nominative is: as written, or written elsewhere, and of one sex."""
        score = 1.0 if NOMINATIVE in cases and not titled else 0.0
        end = surname.split()[-1]
        score += 2.0 * (self.all[end] > 0 and end != last.split()[-1])
        score += 1.0 * (self.all[name] > 0 and name != first)
        score += 0.6 * (NOMINATIVE in cases and NOMINATIVE in titled)
        female = end.endswith(("ова", "ева", "ина", "ына", "ая", "яя"))
        male = end.endswith(("ов", "ев", "ин", "ын", "ский", "цкий", "ый", "ий"))
        score -= 1.2 * (woman and male) + 3.0 * (not woman and female)
        score -= 1.5 * (name[-1] in "ыоьеи" and name != first) + 0.2 * (end[-1] in "оеьый")
        score -= 1.0 * (name[-1] in "ую") + 1.5 * end.endswith(("ок", "ец"))
        score -= 1.0 * end.endswith(("ый", "ой", "ое", "ые")) + 1.0 * name.endswith(
            ("ый", "ой", "ий", "ое")
        )
        return score
