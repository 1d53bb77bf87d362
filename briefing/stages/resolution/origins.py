"""Who copies whom: near-duplicate texts and wire credits, and what counts as one vote."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from briefing.domain.articles import Article, Sentence
from briefing.stages.resolution.groups import Groups
from briefing.stages.resolution.names import folded
from briefing.stages.resolution.words import AGENCIES

SHINGLE = 5
NEAR = 0.5
# A credited text shares at least this part of the shorter text with what it was taken from.
CREDITED = 0.1

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Origins:
    """``first`` names, for each article id, the earliest article of its copies (itself if none).

    ``outlets`` are the outlets and agencies that an article's words come from, lower case.
    """

    first: Mapping[str, str]
    outlets: Mapping[str, frozenset[str]]

    def votes(self, articles: Iterable[str]) -> dict[str, str]:
        """For each article id, the vote it belongs to: copies and one outlet's articles are one."""
        ids = sorted(set(articles))
        groups = Groups(ids)
        seen: dict[tuple[str, str], str] = {}
        for one in ids:
            marks = [("copy", self.first[one]), *(("outlet", name) for name in self.outlets[one])]
            for mark in marks:
                groups.join(seen.setdefault(mark, one), one)
        return {one: groups.root(one) for one in ids}

    def count(self, articles: Iterable[str]) -> int:
        """The number of independent votes among ``articles``."""
        return len(set(self.votes(articles).values()))


def trace(articles: Sequence[Article], filed: Mapping[str, date]) -> Origins:
    """Find copies and credits among ``articles``; ``filed`` must name a day for every one."""
    shingles = {one.id: _shingles(one) for one in articles}
    shared = _shared(shingles)
    credits = {one.id: _credits(one, articles) for one in articles}
    outlets = {one.id: folded(one.outlet.strip()) for one in articles}
    groups = Groups(sorted(shingles))
    for (one, other), common in sorted(shared.items()):
        union = len(shingles[one]) + len(shingles[other]) - common
        shorter = min(len(shingles[one]), len(shingles[other]))
        credited = outlets[other] in credits[one] or outlets[one] in credits[other]
        if common / union >= NEAR or (credited and common / shorter >= CREDITED):
            groups.join(one, other)
    order = {one.id: _age(one, filed) for one in articles}
    first = {
        member: min(members, key=lambda one: order[one])
        for members in groups.all()
        for member in members
    }
    words = {one: frozenset({outlets[one]} - {""} | credits[one]) for one in outlets}
    return Origins(first, words)


def _age(article: Article, filed: Mapping[str, date]) -> tuple[str, str, str, str]:
    moment = article.published.isoformat() if article.published else "~"
    if article.published:
        moment = f"{article.published.timestamp():020.3f}"
    return moment, filed[article.id].isoformat(), article.outlet, article.id


def _body(article: Article) -> list[Sentence]:
    """The sentences that are neither masked nor the title again."""
    title = folded(article.title)
    return [one for one in article.sentences if not one.masked and folded(one.text) != title]


def _shingles(article: Article) -> frozenset[tuple[str, ...]]:
    words = [word for one in _body(article) for word in _WORD.findall(one.text.casefold())]
    if not words:
        return frozenset()
    return frozenset(
        tuple(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))
    )


def _shared(shingles: Mapping[str, frozenset[tuple[str, ...]]]) -> dict[tuple[str, str], int]:
    """How many shingles two articles share, for every pair that shares any."""
    holders: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for one in sorted(shingles):
        for shingle in shingles[one]:
            holders[shingle].append(one)
    counts: Counter[tuple[str, str]] = Counter()
    for ids in holders.values():
        counts.update((a, b) for at, a in enumerate(ids) for b in ids[at + 1 :])
    return dict(counts)


def _credits(article: Article, articles: Sequence[Article]) -> set[str]:
    """Outlets of the day and agencies that the first or the last sentence gives credit to."""
    body = _body(article)
    ends = [one.text for one in (body[:1] + body[-1:])]
    names = {one.outlet.strip() for one in articles} | set(AGENCIES)
    return {
        folded(name)
        for name in sorted(names - {"", article.outlet.strip()})
        if any(_credited(name, text) for text in ends)
    }


def _credited(name: str, text: str) -> bool:
    """Whether ``text`` credits ``name``: "(AFP)", "OSLO, AFP -", "Source: AFP"."""
    if name not in text:
        return False
    exact = re.escape(name)
    patterns = (
        rf"\((?:[^()]*[,/&]\s*)?{exact}(?:\s*[,/&][^()]*)?\)",
        rf"^[^.]{{0,40}}?\b{exact}\s*[-–—:]\s",
        rf"[-–—]\s*{exact}\.?\s*$",
        rf"(?i:\b(?:source|sources|credit|courtesy of|courtesy|via))\s*:?\s*(?:the\s+)?{exact}\b",
        rf"(?i:\b(?:published|appeared)\s+(?:by|in|on|at))\s+(?:the\s+)?{exact}\b",
        rf"(?i:\b(?:reporting by|with material from|with input from|according to a report by))"
        rf"\s+(?:the\s+)?{exact}\b",
    )
    return any(re.search(pattern, text) for pattern in patterns)
