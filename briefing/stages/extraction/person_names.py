"""Persons by the title before their names or by a first name, where no capital tells a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.stages.extraction.forms import Form, Token, shorter
from briefing.stages.extraction.mentions import Party
from briefing.stages.extraction.name_words import LONGEST, QUOTES, STEM, NameWords

_REACH = 9


class PersonNames(NameWords):
    """Finds the persons that sentences name."""

    def _persons(self, lines: Sequence[Sequence[Token]]) -> Iterator[tuple[Party, list[Form]]]:
        for tokens in lines:
            for at, token in enumerate(tokens):
                names: list[str] = []
                if token.text in self._titles:
                    names = self._titled(tokens, at)
                elif token.text in self._given and (
                    at == 0 or tokens[at - 1].text not in self._given
                ):
                    names = self._name(tokens, at, least=2)
                if len(names) > 1:
                    yield Party(" ".join(names), "person"), shorter(names, self._lexicon)

    def _titled(self, tokens: Sequence[Token], at: int) -> list[str]:
        """The name behind a title and whose it is: "وزير الخارجية المصري بدر عبد العاطي"."""
        definite = tokens[at].text.startswith(self._article)
        index = at + 1
        while index < min(at + _REACH, len(tokens)):
            word = tokens[index].text
            own = word.startswith(self._article) and len(word) > STEM - 1
            passing = word in self._titles or word in self._fields or word in self._speaking
            quoted = word in QUOTES or word in '»”"'
            if own or passing or word in self._known or quoted or word in self._joins:
                definite = definite or own or word in self._known
                index += 1
            elif word == "," and definite:
                return self._name(tokens, index + 1, least=2, closed=True)
            elif definite and (names := self._name(tokens, index, least=2)):
                return names
            elif (
                index + 1 < len(tokens)
                and (self._sort(word) or not definite)
                and word[0].isalpha()
                and word not in self._closed
            ):
                index += 1
            else:
                return []
        return []

    def _name(
        self, tokens: Sequence[Token], at: int, *, least: int, closed: bool = False
    ) -> list[str]:
        """The words of a person's name that begin at a token, none where too few do."""
        found: list[str] = []
        joined = self._lexicon.uncased.particles
        ended = False
        for token in tokens[at : at + LONGEST]:
            word = token.text
            own = word.startswith(self._article) and len(word) > STEM - 1
            known = (
                word in self._closed
                or word in self._known
                or word in self._titles
                or self._sort(word)
            )
            verbal = self._verbal(word) and word not in self._given
            told = word in self._nouns or word.removesuffix("ا") in self._nouns
            told = told and word not in self._given
            if (
                not word[0].isalpha()
                or known
                or verbal
                or told
                or len(word) < 2
                or (own and not found)
                or word in self._fields
            ):
                ended = word in (",", ":", "»")
                break
            after = bool(found) and found[-1] in joined
            if (
                own
                and not after
                and word.endswith(self._lexicon.uncased.many)
                and word not in self._lexicon.uncased.compound
            ):
                ended = True
                break
            found.append(word)
            if own and not after and word not in self._lexicon.uncased.compound:
                index = at + len(found)
                ended = index >= len(tokens) or tokens[index].text in (",", ":", ".")
                break
        if closed and not ended:
            return []
        return found[:4] if len(found) >= least and found[-1] not in joined else []
