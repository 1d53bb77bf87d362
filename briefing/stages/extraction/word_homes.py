"""Whom persons speak for, where a language has no parser: "la ministra ecuatoriana, Ana Roe"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from briefing.domain.lexicon import Lexicon
from briefing.stages.extraction.mentions import Mention

_REACH = 70
_BEHIND = re.compile(r"\s*,\s+")


def homes_by_words(
    sentences: Iterable[tuple[str, Sequence[Mention]]],
    kinds: Mapping[str, str],
    lexicon: Lexicon,
    cased: str = "",
) -> dict[str, str]:
    """The body of each person whom a title stands beside: before the name, or behind a comma.

    What stands with the title is whose it is: "Litauens Ministerin Ana Roe", "la canciller de
    Ecuador, Ana Roe", "Ana Roe, portavoz de la CIG,".
    """
    titles = (
        cased or "|".join(sorted(map(re.escape, lexicon.titles), key=len, reverse=True)) or "(?!)"
    )
    title = re.compile(rf"(?<!\w)(?i:{titles})(?!\w)")
    found: dict[str, str] = {}
    for text, mentions in sentences:
        bodies = [m for m in mentions if kinds.get(m.party) != "person" and _named(m)]
        for person in mentions:
            if kinds.get(person.party) == "person" and person.party not in found:
                home = _before(text, person, bodies, title) or _after(text, person, bodies, title)
                if home:
                    found[person.party] = home
    return found


def _named(mention: Mention) -> bool:
    return not mention.party.islower()


def _before(text: str, person: Mention, bodies: Sequence[Mention], title: re.Pattern[str]) -> str:
    """Whose the title before a name is."""
    floor = max(0, person.start - _REACH)
    stretch = text[floor : person.start]
    stop = max((m.end() for m in re.finditer(r"[.;:!?»”\"]\s|,(?=.*,)", stretch)), default=0)
    titles = list(title.finditer(text, floor + stop, person.start))
    if not titles:
        return ""
    start, end = titles[0].start(), titles[-1].end()
    between = text[end : person.start]
    if "," in between[:-2] or len(between.split()) > 6:
        return ""
    for body in bodies:
        if start <= body.start and body.end <= person.start:
            return body.party
        if body.end <= start and not text[body.end : start].strip(" 's’"):
            return body.party
    return ""


def _after(text: str, person: Mention, bodies: Sequence[Mention], title: re.Pattern[str]) -> str:
    """Whose the title behind a name and a comma is."""
    comma = _BEHIND.match(text, person.end)
    if comma is None:
        return ""
    stop = re.search(r"[,.;:]", text[comma.end() :])
    end = comma.end() + (stop.start() if stop else len(text))
    office = title.search(text, comma.end(), end)
    if office is None or len(text[comma.end() : office.start()].split()) > 1:
        return ""
    behind = [body for body in bodies if office.end() <= body.start and body.end <= end]
    return behind[0].party if behind else ""
