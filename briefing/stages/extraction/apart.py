"""Sentences whose short words are written with the next one, taken apart.

"والحكومة" is "و الحكومة". Everything that reads words (patterns, names, order) then reads them as
in any other language. Each letter remembers its place in the article, so that what is found can be
told in the words of the article itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from briefing.domain.letters import folded
from briefing.domain.lexicon import Lexicon

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 3
_LEAST = 2


@dataclass(frozen=True)
class Taken:
    """A sentence taken apart; ``places`` tell of each letter where it stands in ``own``."""

    text: str
    places: tuple[int, ...]
    own: str

    def written(self, start: int, end: int) -> str:
        """The words of the article between two offsets."""
        return self.own[self.places[start] : self.places[end - 1] + 1] if start < end else ""

    def whole(self, start: int, end: int) -> str:
        """The same with the short words that are written with the first one."""
        first, last = self.places[start], self.places[end - 1] + 1
        while first and self.own[first - 1].isalpha():
            first -= 1
        while last < len(self.own) and (
            self.own[last].isalpha() or not self.own[last].isprintable()
        ):
            last += 1
        return self.own[first:last]

    def bare(self, start: int, end: int) -> str:
        """A name as it is written where no short word stands before it: "للأمم" is "الأمم"."""
        if start + 1 < end and self.places[start] == self.places[start + 1]:
            return self.text[start] + self.own[self.places[start] : self.places[end - 1] + 1]
        return self.written(start, end)


class Separator:
    """Takes the sentences of one article apart."""

    def __init__(self, lexicon: Lexicon, texts: Iterable[str]) -> None:
        inflection = lexicon.inflection
        self._attached = inflection.attached
        self._article = inflection.article
        self._suffixes = tuple(sorted(inflection.suffixes, key=len, reverse=True))
        self._verbs = lexicon.agreement
        self._whole = frozenset(inflection.whole)
        self._known = _words_of(lexicon)
        words = [word for text in texts for word in _WORD.findall(folded(text)[0])]
        self._seen = frozenset(word for word in words if len(word) >= _SHORTEST)

    def take(self, text: str) -> Taken:
        """One sentence taken apart."""
        plain, places = folded(text)
        parts: list[str] = []
        where: list[int] = []
        last = 0
        for match in _WORD.finditer(plain):
            parts.append(plain[last : match.start()])
            where += places[last : match.start()]
            at = match.start()
            for piece, skip in self._pieces(match.group()):
                spaced = bool(parts) and at > match.start()
                own = [places[at + max(0, n - skip)] for n in range(len(piece))]
                parts.append(f" {piece}" if spaced else piece)
                where += [own[0], *own] if spaced else own
                at += len(piece) - skip
            last = match.end()
        parts.append(plain[last:])
        where += places[last:]
        return Taken("".join(parts), tuple(where), text)

    def _pieces(self, word: str) -> list[tuple[str, int]]:
        """The words in one written word; of each the letters that are not written."""
        found: list[tuple[str, int]] = []
        left = word
        for slot in self._attached:
            split = self._split(left, slot)
            if split:
                found.append((left[0], 0))
                left = left[1:]
                if split > 1:  # "للحكومة": the article lost its alef
                    found.append((self._article + left[1:], 1))
                    return found
        verb, suffix = self._suffixed(left)
        return [*found, (verb, 0), (suffix, 0)] if suffix else [*found, (left, 0)]

    def _split(self, word: str, letters: tuple[str, ...]) -> int:
        """1 where the first letter is a word of its own, 2 where it ate the article's, too."""
        rest = word[1:]
        if word[:1] not in letters or len(rest) < _LEAST or word in self._whole:
            return 0
        if rest.startswith(self._article) and len(rest) > _SHORTEST + 1:
            return 1
        if word[0] == "ل" and rest[0] == "ل" and len(rest) > _SHORTEST:
            return 0 if word in self._known or rest in self._verbs else 2
        if word in self._verbs or word in self._known:
            return 0
        sure = rest in self._verbs or rest in self._known or bool(self._suffixed(rest)[1])
        if letters is self._attached[0]:
            # behind "and" another short word may stand; else it is most often just that
            inner = any(self._split(rest, slot) for slot in self._attached[1:])
            return int(sure or inner or (word[0] == letters[0] and len(rest) >= _SHORTEST))
        if len(letters) == 1:  # what tells the future stands before a verb only
            return int(rest in self._verbs or bool(self._suffixed(rest)[1]))
        return int(sure or (rest in self._seen and len(rest) > _SHORTEST))

    def _suffixed(self, word: str) -> tuple[str, str]:
        """A verb and the pronoun at its end: "تفرقهم" is "تفرق" and "هم"."""
        known = word in self._verbs or word in self._known or word in self._whole
        if known or word.startswith(self._article):
            return word, ""
        for suffix in self._suffixes:
            verb = word.removesuffix(suffix)
            if verb == word or len(verb) < _SHORTEST:
                continue
            weak = verb[:-1] + "ي" if verb.endswith("ا") else verb
            told = next(
                (v for v in (verb, f"{verb}ا", weak) if self._verbs.get(v, "noun") != "noun"), ""
            )
            if told:
                return verb, suffix
        return word, ""


def _words_of(lexicon: Lexicon) -> set[str]:
    """Every word that a lexicon knows."""
    found: set[str] = set()
    maps = (
        lexicon.countries,
        lexicon.uncased.capitals,
        lexicon.uncased.known,
        lexicon.uncased.alike,
    )
    lists = [entry for one in maps for entries in one.values() for entry in entries]
    lists += [word for words in lexicon.uncased.sorts.values() for word in words]
    lists += [
        *lexicon.uncased.fields,
        *lexicon.uncased.given,
        *lexicon.nounlike,
        *lexicon.uncased.ruling,
    ]
    lists += [*lexicon.titles, *lexicon.collectives, *lexicon.outlets]
    lists += [
        *lexicon.instruments,
        *lexicon.numbers,
        *lexicon.multipliers,
        *lexicon.unnamed_sources,
    ]
    lists += [word for words in lexicon.order.values() for word in words if len(word) > 1]
    lists += [
        word for words in (*lexicon.calendar.days, *lexicon.calendar.months) for word in words
    ]
    lists += [word for words in lexicon.figures.values() for word in words]
    for entry in lists:
        found.update(entry.split())
    for words in lexicon.uncased.peoples.values():
        found.update(
            w + e for word in words for w in word.split() for e in lexicon.inflection.peoples
        )
    return found
