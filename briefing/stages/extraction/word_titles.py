"""Who is meant by a title alone where a language has no parser: "La premier ha criticato" behind
"la premier Ana Roe".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.domain.lexicon import Lexicon
from briefing.domain.wording import OrderWords
from briefing.stages.extraction.closed_words import Words
from briefing.stages.extraction.mentions import Mention

_BETWEEN = 5


class Titles:
    """The persons of one article by their titles, as its sentences are read in turn."""

    def __init__(self, lexicon: Lexicon, words: Words) -> None:
        titles = sorted({*lexicon.titles}, key=lambda one: (-len(one), one))
        joined: tuple[OrderWords, ...] = ("to", "of", "by") if words.direct else ()
        before = "|".join((words.some("articles"), *(words.some(kind) for kind in joined)))
        self._title = re.compile(rf"(?<![\w’'-])({'|'.join(map(re.escape, titles))})(?!\w)", re.I)
        self._led = re.compile(rf"(?:{before})\s*(?:(?:ex|stess[oa])\s+)?$", re.I)
        self._words = words
        self._holders: dict[str, list[str]] = {}

    def with_stand_ins(self, text: str, mentions: Sequence[Mention]) -> list[Mention]:
        """The mentions of the next sentence, and the titles in it that stand for somebody."""
        if not self._words.any("suffered"):
            return [*mentions]
        self.learn(text, mentions)
        held = self.stand_ins(text, mentions)
        return sorted([*mentions, *held], key=lambda mention: mention.start)

    def learn(self, text: str, mentions: Sequence[Mention]) -> None:
        """Note whom a sentence gives a title, right before the name or behind a comma."""
        for mention in mentions:
            if mention.how not in ("name", "part") or not mention.party[:1].isupper():
                continue
            floor = max(
                [0, *(m.end for m in mentions if m.end <= mention.start and m.how == "name")]
            )
            lead = text[floor : mention.start]
            found = [m for m in self._title.finditer(lead) if self._near(lead[m.end() :])]
            behind = re.match(r",\s+(?:\w+['’\s]\s*)?", text[mention.end :])
            if not found and behind:
                aside = self._title.match(text, mention.end + behind.end())
                found = [aside] if aside else []
            if found and " " in mention.party:
                known = self._holders.setdefault(self._head(found[0].group()), [])
                known[:] = [*(p for p in known if p != mention.party), mention.party]

    def _near(self, gap: str) -> bool:
        """Whether words may stand between a title and its name: "degli Esteri cileno"."""
        return (
            len(gap.split()) <= _BETWEEN
            and not re.search(r"[.;:«»\"(]", gap)
            and not (any(self._words.stops(word) for word in gap.split()))
        )

    def _head(self, title: str) -> str:
        """What an office goes by: a title of several words is that one only."""
        return " ".join(title.lower().split())

    def stand_ins(self, text: str, mentions: Sequence[Mention]) -> list[Mention]:
        """The titles of a sentence that stand for the one person known to bear them."""
        found = []
        for match in self._title.finditer(text):
            start, end = match.span()
            holders = self._holders.get(self._head(match.group()), [])
            if len(holders) != 1 or not self._led.search(text[:start]):
                continue
            if any(m.start < end and start < m.end for m in mentions):
                continue
            if self._alone(text, end, mentions) and holders[0] not in {m.party for m in mentions}:
                found.append(Mention(holders[0], start, end, "alias"))
        return found

    def _alone(self, text: str, end: int, mentions: Sequence[Mention]) -> bool:
        """Whether a title stands without a name, a field or whose it is."""
        behind = re.findall(r"[\w-]+['’]?|[^\w\s]", text[end:])[:1]
        if not behind:
            return True
        close = self._words.has("of", behind[0]) or behind[0][:1].isupper()
        follows = [m for m in mentions if m.start >= end and m.start - end <= 1]
        return not close and not follows
