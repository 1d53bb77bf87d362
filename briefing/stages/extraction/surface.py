"""Who did it and to whom, read off the surface of an English sentence.

For the cues in which the parser sees no verb: headlines, mostly.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.stages.extraction.cues import Cue
from briefing.stages.extraction.mentions import Mention

_BREAK = re.compile(r"[;:]|[”\"]\s|\s[–—]\s")
_DET = r"(?:the|a|an|its|their|his|her|neighbouring|neighboring|both)"
_OBLIQUE = re.compile(
    r"\b(?:to|by|with|from|in|at|near|against|for|on|off|over|under|than|between|through|toward|"
    r"towards|into|about|amid|during|before|after|since|via|despite|including|like|outside|inside|"
    r"around|along|across|behind|within|beyond)\s+"
    rf"(?:{_DET}\s+)?(?:[\w-]+\s+){{0,1}}$"
)
_OF = re.compile(rf"\bof\s+(?:{_DET}\s+)?$")
_POSSESSIVE = re.compile(r"^(?:'s|’s|s'|s’|'|’)\s")
_AGENT = re.compile(rf"\bby\s+(?:{_DET}\s+)?(?:[\w-]+\s+){{0,2}}$")
_AND = re.compile(rf"^\s*(?:,|,?\s*and|&)\s+(?:{_DET}\s+)?$")
_NEAR = re.compile(r"^\s+(?:[\w'’-]+\s+){0,4}$")
_AWAY = re.compile(r"\b(?:and|that|after|before|while|because|when|who|which|said)\b|\bto\s+[a-z]+")
_TOWARDS = re.compile(r"\b(?:against|to|from|toward|towards|into|with|for|on|at)\b")
_RELATIVE = re.compile(r"^,?\s+(?:who|which|that)\s+(?:\w+\s+){0,2}$")
_OWNED = re.compile(r"^(?:'s|’s|s'|s’|'|’)?\s+(?:[a-z-]+\s+)?$")
_CONJUNCTION = re.compile(r"\b(?:after|before|since|during|despite|as|like)\s+(?:the\s+)?$")
_ADJACENT = re.compile(r"^\s+(?:(?:\w+ly|ha[sd]|have|also|will|would|then)\s+)*$")
_PLACED = re.compile(r"\b(?:in|at|near|off|outside|over|under|since|until)\s+(?:the\s+)?$")
_CHAIN = re.compile(r"(?:\band\s+(?:\w+ly\s+|then\s+|also\s+)?|,\s+)$")
_PARTICIPLE = re.compile(r"(?:,|\b(?:after|before|while|by|without|for))\s+(?:\w+ly\s+)?$")
_APPOSED = re.compile(r"^,\s+(?:an?|the)\s+\w+")


def subjects(
    sentence: str, cue: Cue, mentions: Sequence[Mention], cues: Sequence[Cue] = ()
) -> tuple[str, ...]:
    """The parties that act; empty when the surface does not tell.

    ``cues`` are all cues of the sentence: a verb that goes on after "and", or a participle after a
    comma, shares the subject of the verb before it.
    """
    if is_noun(cue):
        return _owner(sentence, cue, mentions)
    if not cue.passive:
        leader = _leader(sentence, cue, mentions, cues)
        if leader is not None:
            return subjects(sentence, leader, mentions, cues)
        return _before(sentence, cue, mentions)
    after = [m for m in mentions if m.start >= cue.end]
    for index, mention in enumerate(after):
        between = sentence[cue.end : mention.start]
        if len(between) < 60 and _AGENT.search(between):
            return _joined_right(sentence, after, index)
    return ()


def _leader(
    sentence: str, cue: Cue, mentions: Sequence[Mention], cues: Sequence[Cue]
) -> Cue | None:
    """The earlier verb whose subject this one shares, or None."""
    lead = sentence[: cue.start]
    pattern = _PARTICIPLE if cue.form == "ing" else _CHAIN
    found = pattern.search(lead)
    before = [c for c in cues if c.end <= cue.start and not is_noun(c)]
    if found is None or not before or (before[-1].passive and cue.form != "ing"):
        return None
    last = before[-1]
    named = [m for m in mentions if m.end == found.start() and cue.form != "ing"]
    if named and not (
        last.end <= named[0].start and named[0].party in targets(sentence, last, mentions)
    ):
        return None  # "…, Irena Sholt, accused": an apposition; "expels envoys, seizes": a chain
    return last


def targets(
    sentence: str, cue: Cue, mentions: Sequence[Mention], *, by_object: bool = True
) -> tuple[str, ...]:
    """The parties acted upon; empty when the surface does not tell.

    A people or possessor stands for itself: "downed Indian aircraft", "condemned India's move". A
    party within the cue is its target: "strengthens China ties". Without ``by_object`` the object
    of the verb is a means ("deployed troops against"), and only a preposition leads to the target.
    """
    if cue.passive:
        return _before(sentence, cue, mentions) if by_object else ()
    within = [m for m in mentions if cue.start < m.start and m.end <= cue.end]
    if by_object and any(not m.party.islower() for m in within):
        return tuple(dict.fromkeys(m.party for m in within if not m.party.islower()))
    after = [m for m in mentions if m.start >= cue.end]
    for index, mention in enumerate(after):
        between = sentence[cue.end : mention.start]
        if not _NEAR.match(between) or _AWAY.search(between) or _PLACED.search(between):
            return ()
        if not by_object and not _TOWARDS.search(between):
            continue
        return _joined_right(sentence, after, index)
    return ()


def is_noun(cue: Cue) -> bool:
    """Whether the cue is a noun ("drone strikes") rather than a verb."""
    return cue.form == "literal" and not cue.text.split()[0].lower().endswith(("ed", "en"))


def _owner(sentence: str, cue: Cue, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """ "Indian missile and drone strikes", "Velmar's attack on": whose the noun is."""
    for mention in reversed([m for m in mentions if m.end <= cue.start]):
        between = sentence[mention.end : cue.start]
        if re.match(r"^(?:'s|’s|s'|s’)?\s+(?:[\w-]+\s+){0,3}$", between):
            return (mention.party,)
    return ()


def _joined_right(sentence: str, mentions: Sequence[Mention], index: int) -> tuple[str, ...]:
    """ "A and B" from A on."""
    found = [mentions[index]]
    for following in mentions[index + 1 :]:
        if not _AND.match(sentence[found[-1].end : following.start]):
            break
        found.append(following)
    return tuple(dict.fromkeys(m.party for m in found))


def _before(sentence: str, cue: Cue, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The nearest parties before the cue, outside prepositional phrases and possessives.

    "the deputies of Pakistan visited": nobody is named but Pakistan, so it stands for its deputies;
    "President Haar of Torvane": Haar acts; "Indian troops": India acts.
    """
    start = max((m.end() for m in _BREAK.finditer(sentence[: cue.start])), default=0)
    left = [m for m in mentions if start <= m.start and m.end <= cue.start]
    for index in range(len(left) - 1, -1, -1):
        mention = left[index]
        if _RELATIVE.match(sentence[mention.end : cue.start]):
            return (mention.party,)
        of = _OF.search(sentence[start : mention.start])
        named_before = of and any(m.end >= start + of.start() - 1 for m in left[:index])
        first = _first_of_chain(sentence, left, index)
        lead = sentence[start : left[first].start]
        # "after Keldane freezes assets": a conjunction, since the verb follows at once
        clause = _CONJUNCTION.search(lead) and _ADJACENT.match(sentence[mention.end : cue.start])
        # "Delegates from A and B met": nobody else is named
        origin = re.match(r"^\s*(?:\w+\s+){1,3}from\s+(?:the\s+)?$", lead)
        if named_before and index and left[index - 1].party.islower():
            return (mention.party,)  # "the government of Zoria"
        if named_before or (_OBLIQUE.search(lead) and not clause and not origin):
            continue
        if of and any(_APPOSED.match(sentence[m.end :]) for m in left[:index]):
            continue  # "The Mothers of Pala, an association of survivors, thanked"
        if _POSSESSIVE.match(sentence[mention.end :]) or mention.how == "demonym":
            continue
        parties = [m.party for m in left[first : index + 1]]
        if mention.party.islower() and index and first == index:
            owner = left[index - 1]
            if _OWNED.match(sentence[owner.end : mention.start]):
                parties = [owner.party]
        return tuple(dict.fromkeys(parties))
    return ()


def _first_of_chain(sentence: str, mentions: Sequence[Mention], index: int) -> int:
    """Where "A, B and C" begins, C being at ``index``; commas alone are an apposition."""
    first = index
    joined = False
    while first > 0:
        between = sentence[mentions[first - 1].end : mentions[first].start]
        if not _AND.match(between):
            break
        joined = joined or "and" in between or "&" in between
        first -= 1
    return first if joined else index
