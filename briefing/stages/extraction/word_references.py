"""Persons called by their office alone, where a language has no parser: "el ministro"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.domain.wording import OrderWords
from briefing.stages.extraction.closed_words import Words
from briefing.stages.extraction.mentions import Mention

_REACH = 60


class Offices:
    """Remembers which persons of one article hold which office, as far as it was read."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._holders: dict[str, list[str]] = {}
        kinds: tuple[OrderWords, ...] = ("definite", "objective", "to")
        articles = "|".join(words.some(kind) for kind in kinds)
        self._called = re.compile(rf"(?:{articles})\s+([\w-]{{4,}})(?!\w)")

    def found(self, text: str, mentions: Sequence[Mention]) -> list[Mention]:
        """The mentions of a sentence with the holders of offices that it leaves without a name."""
        told = [*mentions]
        for match in self._called.finditer(text) if self._holders else ():
            start, end = match.span(1)
            title = match[1].lower()
            if title not in self._words.titles or self._specified(text, end, mentions):
                continue
            holders = {
                party
                for known, parties in self._holders.items()
                for party in parties
                if known == title or (self._words.capitals and known.endswith(title))
            }
            clear = not any(m.start < end and start < m.end for m in mentions)
            if len(holders) == 1 and clear:
                told.append(Mention(holders.pop(), start, end, "part"))
        self._learn(text, mentions)
        return sorted(told, key=lambda mention: mention.start)

    def _specified(self, text: str, end: int, mentions: Sequence[Mention]) -> bool:
        """Whether a name or whose office it is follows."""
        behind = text[end:]
        near = any(end <= m.start <= end + 2 for m in mentions)
        word = re.match(r"\s+([\w-]+)", behind)
        of = word and self._words.has("of", word[1])
        named = word and word[1][0].isupper() and self._words.capitals
        return bool(near or of or named)

    def _learn(self, text: str, mentions: Sequence[Mention]) -> None:
        for mention in mentions:
            if mention.how not in ("name", "alias") or " " not in mention.party:
                continue
            within = text[mention.start : mention.end].removesuffix(mention.party)
            lead = text[max(0, mention.start - _REACH) : mention.start] + within
            lead = re.split(r"[.;:»”]\s|,\s(?=.*,)", lead)[-1]
            for word in reversed(re.findall(r"[\w-]+", lead)):
                if word.lower() in self._words.titles:
                    held = self._holders.setdefault(word.lower(), [])
                    if mention.party not in held:
                        held.append(mention.party)
                    break
                if word[0].isupper() and self._words.capitals:
                    break
