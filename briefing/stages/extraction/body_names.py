"""Bodies by the first noun of their names: "نقابة المحامين", "كتلة «السند»"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefing.stages.extraction.forms import Form, Token
from briefing.stages.extraction.mentions import Party, word_pattern
from briefing.stages.extraction.name_words import CLOSING, LONGEST, QUOTES, STEM, NameWords

_QUOTED = 6


class BodyNames(NameWords):
    """Finds the bodies that sentences name."""

    def _named(self, text: str) -> Iterator[tuple[Party, list[Form]]]:
        """Bodies that the lexicon knows."""
        taken: set[str] = set()
        for kind, names in self._lexicon.uncased.known.items():
            for name in sorted(names, key=len, reverse=True):
                same = next(
                    (
                        [k, *v]
                        for k, v in self._lexicon.uncased.alike.items()
                        if name == k or name in v
                    ),
                    [name],
                )
                if name in taken or not re.search(word_pattern(name), text):
                    continue
                taken.update(same)
                yield Party(name, kind), [Form(other) for other in same]

    def _bodies(
        self, lines: Sequence[Sequence[Token]], texts: Sequence[str]
    ) -> Iterator[tuple[Party, list[Form]]]:
        for tokens, text in zip(lines, texts, strict=True):
            for at, token in enumerate(tokens):
                pair = " ".join(t.text for t in tokens[at : at + 2])
                kind = self._sorts.get(pair) or self._sort(token.text)
                kind = kind or ("state" if token.text in self._lexicon.uncased.ruling else "")
                last = self._body(tokens, at, lines) if kind else None
                office = at > 0 and kind == "state" and tokens[at - 1].text in self._titles
                if kind and last is not None and not office:
                    name = text[token.start : tokens[last].end]
                    land = (
                        self._land(name)
                        if token.text in self._lexicon.uncased.ruling and pair not in self._sorts
                        else ""
                    )
                    if land:
                        self._of_land[land].append(Form(name))
                        if self._sort(token.text):
                            self._of_land[land].append(Form(self._article + token.text))
                        continue
                    if kind == "state":
                        continue
                    quoted = re.search(r"[«“\"]([^«»“”\"]{2,40})[»”\"]", name)
                    forms = [Form(name)]
                    if quoted:
                        forms.append(Form(quoted[1]))
                        name = quoted[1]
                    yield Party(name, kind), forms

    def _land(self, name: str) -> str:
        """The state that a name ends in, or whose people it does."""
        for land, (_, kind, forms) in self._all.items():
            if kind == "state" and any(name.endswith(f" {form.text}") for form in forms):
                return land
        return ""

    def _body(
        self, tokens: Sequence[Token], at: int, lines: Sequence[Sequence[Token]]
    ) -> int | None:
        """The last token of a body's name whose head stands at ``at``; None where it has none."""
        if at and tokens[at - 1].text in QUOTES and (size := _quoted(tokens, at)) > 1:
            return at + size - 1
        definite = tokens[at].text.startswith(self._article) and tokens[at].text not in self._sorts
        last = at
        loose: list[str] = []
        for index in range(at + 1, min(at + 1 + LONGEST, len(tokens))):
            word = tokens[index].text
            if word in QUOTES:
                return self._with_quoted(tokens, at, index, definite=definite)
            own = word.startswith(self._article) and len(word) > len(self._article) + 1
            if self._ends(word) or (not own and (definite or word in self._titles)):
                break
            people = word.removeprefix(self._article) in self._lexicon.collectives
            if definite and own and last > at and (people or not self._describes(word)):
                break  # "أدانت نقابة المحامين الاعتقالات": another noun
            land = word in self._known
            definite, last = definite or own or land, index
            if land and own:  # "نقابة المحامين السودانيين": the name ends with whose people it is
                break
            if not definite:
                loose.append(word)
        if last == at or definite:
            return None if last == at else last
        return self._loose(tokens, at, last, loose, lines)

    def _describes(self, word: str) -> bool:
        relational = self._lexicon.uncased.relational
        return word.endswith(relational) or word.removeprefix(self._article) in self._fields

    def _ends(self, word: str) -> bool:
        return not word[0].isalpha() or word in self._closed or self._verbal(word)

    def _with_quoted(
        self, tokens: Sequence[Token], at: int, index: int, *, definite: bool
    ) -> int | None:
        """A name in quotation marks behind its noun: "صحيفة «المنارة»"."""
        size = _quoted(tokens, index + 1)
        within = tokens[index + 1 : index + 1 + size]
        if size and not definite and not any(self._verbal(token.text) for token in within):
            return index + 1 + size
        return index - 1 if definite and index - 1 > at else None

    def _loose(
        self,
        tokens: Sequence[Token],
        at: int,
        last: int,
        loose: Sequence[str],
        lines: Sequence[Sequence[Token]],
    ) -> int | None:
        """A name without an article: "محكمة جنايات ماسلا", but not "حزب معارض"."""
        ended = loose[-1]
        proper = not ended.endswith(self._lexicon.uncased.adjectives) and ended not in self._nouns
        proper = proper or (len(loose) > 1 and len(ended) >= STEM and ended.endswith("ا"))
        pair = [token.text for token in tokens[at : at + 2]]
        return last if proper else at + 1 if self._repeated(pair, lines) else None

    def _repeated(self, words: Sequence[str], lines: Sequence[Sequence[Token]]) -> bool:
        told = sum(
            [t.text for t in line[i : i + len(words)]] == [*words]
            for line in lines
            for i in range(len(line))
        )
        return told > 1


def _quoted(tokens: Sequence[Token], start: int) -> int:
    """How many tokens stand from one to the next closing quotation mark; 0 without a near one."""
    near = tokens[start : start + _QUOTED]
    return next((size for size, token in enumerate(near) if token.text in CLOSING), 0)
