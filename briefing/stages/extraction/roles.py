"""Who did it and to whom, read off the surface of an English sentence: a second opinion.

Where this and the model agree, a claim is far more often right; where only one of them names a
party, the claim is a lead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

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
_UNNAMED_AGENT = re.compile(r"^\s+by\s+(?:the|a|an|unidentified|unknown)\s+[a-z]")
_APPOSED = re.compile(r"^,\s+(?:an?|the)\s+\w+")
_BOTH = re.compile(
    r"\b(?:both|the two)\s+(?:sides|governments|countries|states|nations|delegations|parties|"
    r"leaders|neighbours|neighbors|capitals)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"(?:^|[,;:]\s+|\b(?:and|but|that|claim|when|as|after)\s+)(he|she|it|they)\b[\s,\w’']{0,25}$",
    re.IGNORECASE,
)


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


def unnamed_agent(sentence: str, cue: Cue) -> bool:
    """Whether the sentence says "by the group": somebody acts, and it names nobody."""
    return cue.passive and bool(_UNNAMED_AGENT.match(sentence[cue.end :]))


def may_act(sentence: str, cue: Cue, mentions: Sequence[Mention], party: str) -> bool:
    """Whether the surface allows a party that the model names to be the one that acts.

    Not when the sentence names it only behind the verb, as a place or as a people: then whoever
    acts is somebody else. A party that the sentence does not name at all may be meant by "he".
    """
    here = [m for m in mentions if m.party == party]
    return not here or any(_could_act(sentence, cue, mention) for mention in here)


def _could_act(sentence: str, cue: Cue, mention: Mention) -> bool:
    lead = sentence[: mention.start]
    if _AGENT.search(lead):
        return True
    away = mention.start >= cue.end or mention.how == "demonym"
    return not (away or _OBLIQUE.search(lead) or _POSSESSIVE.match(sentence[mention.end :]))


def both_sides(
    sentence: str,
    earlier: Sequence[Sequence[Mention]],
    kinds: Mapping[str, str],
    *,
    before: int | None = None,
    after: int | None = None,
) -> tuple[str, ...]:
    """Whom "both sides" (before or after an offset) stands for: the last two parties that met."""
    found = _BOTH.search(sentence[:before] if before is not None else sentence, after or 0)
    if found is None or (after is not None and found.start() - after > 12):
        return ()
    for scene in earlier:
        named = dict.fromkeys(m.party for m in scene if kinds.get(m.party) != "person")
        if len(named) >= 2:
            return tuple(named)[:2]
    return ()


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


def pronoun_subjects(
    sentence: str,
    cue: Cue,
    mentions: Sequence[Mention],
    earlier: Sequence[Sequence[Mention]],
    kinds: Mapping[str, str],
) -> tuple[str, ...]:
    """Whom a he, she, it or they before the cue stands for; empty when there is none.

    ``earlier`` are the mentions of the sentences before, the nearest first; mentions of the same
    sentence before the pronoun come before them.
    """
    found = _PRONOUN.search(sentence[: cue.start])
    if found is None or any(found.start(1) < m.start < cue.start for m in mentions):
        return ()
    word = found.group(1).lower()
    here = [m for m in mentions if m.end <= found.start(1)]
    for scene in ([here] if here else []) + [list(ms) for ms in earlier]:
        named = [m for m in scene if m.how != "demonym"]
        persons = [m.party for m in named if kinds.get(m.party) == "person"]
        others = [m.party for m in named if kinds.get(m.party) != "person"]
        if word in ("he", "she") and persons:
            return (persons[-1],)
        if word == "it" and others:
            return (others[0],)
        if word == "they" and named:
            return tuple(dict.fromkeys(m.party for m in named))[:2]
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
