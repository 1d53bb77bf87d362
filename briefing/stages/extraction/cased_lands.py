"""Lands that no table has, in a language that inflects their names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefing.stages.extraction.cased_names import CAPITAL, NAME, NameText
from briefing.stages.extraction.declension import ACCUSATIVE, GENITIVE
from briefing.stages.extraction.mentions import Party

_TOLD = 3  # how often a land is told that nothing but its people shows
_APPOSED = 6  # the realms before whose name no "of" is meant: "Республика Ставрия"


class LandNames(NameText):
    """Finds lands by what they are called, by their people and by who governs them."""

    def lands(self, known: Sequence[Party]) -> list[Party]:
        """Lands that no table has: with a people ("кальданский"), or who governs them."""
        taken = {
            self.declension.fold(word)
            for party in known
            for form in (party.name, *party.forms)
            for word in form.split()
        }
        found: dict[str, Party] = {}
        realms = self.words.lexicon.realms
        for match in re.finditer(self._realm_pattern(realms), self.text):
            base = self._realm_base(match.group())
            if base and not any(self.declension.cases(match.group(), name) for name in found):
                last = base.split()[-1]
                named = len(base.split()) == 2 and base.split()[0] in realms[:_APPOSED]
                name, whole = (last, self.attested(base)) if named else (base, ())
                party = self.party(name, "state")
                forms = dict.fromkeys((*party.forms, *whole, *self._people(name)))
                found.setdefault(name, replace(party, forms=tuple(forms)))
        taken |= {w for p in found.values() for f in (p.name, *p.forms) for w in f.split()}
        for word in sorted(self.all):
            low = word.lower()
            if word in taken or word in self.known or low in self.small or self.common(word):
                continue
            if low in self.words.lexicon.order.get("prepositions", ()):
                continue
            governed = self._governed(word)
            base = self._land_base(word, governed=governed)
            if base in found or self.declension.fold(base) in taken:
                continue
            people = self._people(base)
            times = sum(self.all[form] for form in self.declension.forms(base))
            if governed or (people and times + len(people) >= _TOLD):
                party = self.party(base, "state")
                forms = dict.fromkeys((*party.forms, *people))
                found[base] = replace(party, forms=tuple(forms))
                taken |= {base, *party.forms}
        return list(found.values())

    def _realm_pattern(self, realms: Sequence[str]) -> str:
        heads = "|".join(self.declension.pattern(realm) for realm in realms) or "(?!)"
        adjective = rf"{CAPITAL}[а-яё-]+(?:ая|ой|ую|ое|ого|ому|ом|ым|ий|ый|ые|ых)[^\S\n]"
        more = rf"[^\S\n]{NAME}"
        return rf"(?:{adjective}(?:{heads})|(?:{heads})(?:{more}){{1,2}})(?![\w-])"

    def _realm_base(self, written: str) -> str:
        words = self.declension.fold(written).split()
        head = next((i for i, w in enumerate(words) if not self.declension.agreeing(w)), 0)
        for base in self.declension.bases(words[head]):
            if base in self._realms_bases():
                woman = base[-1] in "ая"
                front = [self.adjective(word, woman=woman) for word in words[:head]]
                return " ".join([*front, base, *words[head + 1 :]])
        return ""

    def _realms_bases(self) -> set[str]:
        return {self.declension.fold(r) for r in self.words.lexicon.realms}

    def _governed(self, word: str) -> bool:
        """Whether the text tells of a land's government, ministry or leader."""
        cases = {case for of in self.declension.bases(word).values() for case in of}
        if GENITIVE not in cases:
            return False
        behind = rf"\s{re.escape(word)}(?![\w-])(?!\s{CAPITAL})"
        if re.search(rf"(?i:{self.words.organ}){behind}", self.declension.fold(self.text)):
            return True
        titled = re.findall(rf"([\w-]+){behind}", self.declension.fold(self.text))
        # "лидера Гранича" may be a person's name, "президент Велжина" is a land's
        return any(
            self.words.is_title(title) and not self.words.cases(title) & {GENITIVE, ACCUSATIVE}
            for title in titled
        )

    def _people(self, base: str) -> tuple[str, ...]:
        """The forms of what is a land's: "кальданский"."""
        stem = re.sub(r"(?:[аеиоуыэюяьй]+|ия)$", "", self.declension.fold(base)).lower()
        if len(stem) < 4:
            return ()
        found = re.findall(
            rf"(?<![\w-]){re.escape(stem)}[аеиоуыйья]{{0,2}}н?(?:ск|цк)(?:ий|ая|ое|ие|ого|ому|им|"
            rf"ом|ой|ую|их|ими)(?![\w-])",
            self.declension.fold(self.text).lower(),
        )
        return tuple(dict.fromkeys(found))

    def _land_base(self, word: str, *, governed: bool) -> str:
        """The nominative under which most of the forms of the text come together."""
        best, most = word, -9.0
        for base, cases in self.declension.bases(word).items():
            forms = self.declension.forms(base)
            score = 1.0 * sum(times for other, times in self.all.items() if other in forms)
            score += 0.5 * (base in self.all) + 0.2 * (base == word and not governed)
            score += 0.3 if governed and GENITIVE in cases else -1.0 * governed
            score -= 0.9 * base.endswith(
                ("ь", "ый", "ой", "ое", "ие", "ье", "иа", "ок", "ец", "ии", "ы")
            )
            if score > most:
                best, most = base, score
        return best
