"""Bodies by the words of their names, in a language that inflects them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from briefing.stages.extraction.case_words import quoted
from briefing.stages.extraction.cased_names import CAPITAL, NAME, NameText
from briefing.stages.extraction.mentions import Party

_ACRONYM = re.compile(rf"(?<![\w-])({CAPITAL}{{2,6}})(?![\w-])")


class BodyNames(NameText):
    """Finds bodies by quotation marks, by their first noun and by their initials."""

    def bodies(self) -> list[Party]:
        """Names in quotation marks behind a noun of bodies, and those that begin with one."""
        found: dict[str, Party] = {}
        for match in re.finditer(r"([\w-]+)\s[«“„\"]([^«»“”„\"]{2,40})[»”“\"]", self.text):
            noun = self.declension.fold(match.group(1)).lower()
            name = quoted(match.group(2))
            if noun in self.words.bodies and name[:1].isupper():
                old = found.get(name, Party(name, "organisation"))
                own = self.attested(name) if " " not in name else ()
                forms = dict.fromkeys((*old.forms, match.group(), *own))
                forms.pop(name, None)
                found[name] = replace(old, forms=tuple(forms))
        for name, short in self._long_names():
            party = self.party(name, "organisation")
            if short:
                party = replace(party, forms=(*party.forms, short))
            found.setdefault(name, party)
        spelt = {form for party in found.values() for form in party.forms}
        for short, times in Counter(_ACRONYM.findall(self.text)).items():
            if short not in spelt | self.known and not self._is_organ(short) and times > 1:
                found.setdefault(short, self.party(short, "organisation", sure=False))
        return list(found.values())

    def _is_organ(self, short: str) -> bool:
        return bool(self.organ.fullmatch(short)) or short.lower() in self.words.people

    def _long_names(self) -> list[tuple[str, str]]:
        """ "Союз молочников", "Дельтийский фронт", "Евразийская экономическая комиссия (ЕЭК)"."""
        heads = {word.lower() for word in self.words.lexicon.bodies}
        found = []
        adjective = r"[а-яё-]+(?:ий|ый|ая|ой|ое|ого|ому|ым|им|ом|ую|ые|ых)"
        head = "|".join(self.declension.pattern(word) for word in self.words.lexicon.bodies)
        of = r"[а-яё]+(?:ов|ев|ей|ых|их|ости|ения|ания|ств|ций|ия|ства|ики)"
        pattern = re.compile(
            rf"(?<![\w-])({CAPITAL}{adjective}\s(?:{adjective}\s){{0,2}})?((?i:{head}))"
            rf"((?:\s{of}){{0,2}}(?:[^\S\n]{NAME}){{0,2}})(?:\s\(([А-ЯЁ]{{2,8}})\))?"
        )
        for match in pattern.finditer(self.declension.fold(self.text)):
            if self.text[match.end() :].startswith(" «"):
                continue  # the name follows: "Оппозиционная партия «Вперёд»"
            front, noun, rest, short = (part or "" for part in match.groups())
            low = noun.lower()
            if front:
                rest = re.sub(rf"\s{CAPITAL}\S*(?<!ого)(?<!ой)(?:\s.*)?$", "", rest)
            if not (front or (noun[0].isupper() and rest)):
                continue
            bases = [b for b in self.declension.bases(low) if b in heads]
            if not bases or (front and self.declension.agreeing(front.split()[0]) == frozenset()):
                continue
            woman = bases[0][-1] in "ая"
            neuter = bases[0][-1] in "ео"
            words = [self.adjective(word, woman=woman) for word in front.split()]
            if neuter:
                words = [re.sub(r"(?:ый|ий)$", "ое", word) for word in words]
            base = bases[0].capitalize() if not front else bases[0]
            found.append((" ".join([*words, base, *rest.split()]), short))
        return found
