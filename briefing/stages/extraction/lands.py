"""States of which a model named only a body: "Radio Tesara", "the Ministry of Norrmark"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.domain.lexicon import Grammar
from briefing.stages.extraction.mentions import Party, people_pattern, word_pattern

_BODIES = ("organisation", "government_body", "military", "company", "group", "other")


def lands(text: str, parties: Sequence[Party], grammar: Grammar) -> list[Party]:
    """A state for each last word of a body's name that the text treats as a land.

    It does where the word stands alone without an article ("Tesara welcomed", never "the Front")
    and where it has a people ("Tesaran trawlers") or the body is said to be "of" it.
    """
    known = {party.name for party in parties}
    found: dict[str, Party] = {}
    for party in parties:
        words = party.name.split()
        name = words[-1]
        if len(words) < 2 or party.kind not in _BODIES or name in known or not _proper(name):
            continue
        if _alone(name, party.name, text, grammar) and (
            words[-2] == "of" or _has_people(name, text)
        ):
            found.setdefault(name, Party(name, "state"))
    return list(found.values())


def _proper(name: str) -> bool:
    return name[:1].isupper() and not name.isupper() and len(name) >= 4


def _alone(name: str, whole: str, text: str, grammar: Grammar) -> bool:
    rest = re.sub(word_pattern(whole), " ", text)
    before = "|".join(map(re.escape, (*grammar.definite, *grammar.own)))
    if re.search(rf"(?i:\b(?:{before}))\s+{word_pattern(name)}", rest):
        return False
    return bool(re.search(word_pattern(name), rest))


def _has_people(name: str, text: str) -> bool:
    pattern = people_pattern(name)
    return bool(pattern) and any(found != name for found in re.findall(pattern, text))
