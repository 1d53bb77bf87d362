"""The clause of a verb and the two sides of an article, where endings tell the cases."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.stages.extraction.case_targets import quotation
from briefing.stages.extraction.cased_phrases import CasedNoun, CasedSentence
from briefing.stages.extraction.closed_words import Words
from briefing.stages.extraction.cues import Cue

STOP = re.compile(r"[;:.!?”](?=\s|$)|,\s|\s[—–-]\s|\s\(|\n")
_GERUND = re.compile(r"(?:в|вшись|вши|я|ясь)$")
_TWO = 2
_PHRASE = 4
_REACH = 5


def is_gerund(verb: str) -> bool:
    """Whether a verb goes with that of the main clause: "осудив"."""
    return bool(_GERUND.search(verb)) and not verb.endswith(("ся", "лся"))


def only_phrases(lead: str, words: Words) -> bool:
    """Whether only a phrase with a preposition stands before a verb."""
    told = re.findall(r"[\w-]+", lead.lower())
    return bool(told) and words.has("prepositions", told[0]) and len(told) <= _PHRASE


def aside(sentence: CasedSentence, noun: CasedNoun, words: Words) -> bool:
    """Whether a party stands in a clause that only describes another one."""
    start = max((m.end() for m in STOP.finditer(sentence.text, 0, noun.start)), default=0)
    return bool(re.match(rf"\s*{words.some('relative')}", sentence.text[start:]))


def segment(
    sentence: CasedSentence, cue: Cue, cues: Sequence[Cue], words: Words
) -> tuple[int, int]:
    """The stretch between the commas around a cue, and before the next verb.

    What only says who tells it parts nothing: "который, как он утверждает, направил".
    """
    text = sentence.text
    low, high = quotation(text, cue)
    stops = [
        m
        for m in STOP.finditer(text, low, high)
        if not any(n.start <= m.start() < n.end for n in sentence.cased)
    ]
    stops = _without_asides(text, stops, cue, words)
    start = max((m.end() for m in stops if m.end() <= cue.start), default=low)
    end = min((m.start() for m in stops if m.start() >= cue.end), default=high)
    joined = [
        c.start
        for c in cues
        if cue.end < c.start < end
        and re.search(rf"{words.some('joins')}\s+(?:[\w-]+\s+)?$", text[cue.end : c.start])
    ]
    return start, min([end, *joined])


def _without_asides(
    text: str, stops: Sequence[re.Match[str]], cue: Cue, words: Words
) -> list[re.Match[str]]:
    """The stops but for the two commas around a remark that the verb is not in."""
    remark = re.compile(rf"{words.some('likewise')}(?:\s|$)")
    kept: list[re.Match[str]] = []
    stops = list(stops)
    while stops:
        one = stops.pop(0)
        inner = text[one.end() : stops[0].start()] if stops else ""
        around = stops and one.end() <= cue.start < stops[0].start()
        commas = bool(stops) and one.group().strip() == stops[0].group().strip() == ","
        if commas and not around and remark.match(inner):
            stops.pop(0)
            continue
        kept.append(one)
    return kept


class Sides:
    """The two that were named together last: who "обе стороны" are."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._both: tuple[str, ...] = ()

    def enter(self, sentence: CasedSentence) -> None:
        """The next sentence begins; two states, bodies or persons that it joins are two sides."""
        for noun in sentence.cased:
            joined = sentence.with_joined(noun)
            if len(joined) == _TWO and not any(party.islower() for party in joined):
                self._both = joined

    def acting(self, lead: str) -> tuple[str, ...]:
        """The sides, where they stand right before a verb as its subject."""
        both = re.search(rf"(?:^|(\w+)\s+|\W){self._words.some('both')}\s+(?:\w+о\s+)?$", lead)
        led = both is not None and both[1] and self._words.has("prepositions", both[1])
        return self._both if both is not None and not led else ()

    def undergoing(self, rest: str) -> tuple[str, ...]:
        """The sides, where they stand behind a verb as those whom it is done to."""
        gap = rf"(?:\s+[\w-]+){{0,{_REACH}}}?"
        both = re.match(rf"{gap}\s+{self._words.some('both')}(?!\w)", rest)
        return self._both if both is not None else ()


def summoned(
    sentence: CasedSentence, cue: Cue, start: int, end: int, words: Words
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Who had an envoy come, and whose he is ("посол Торвана вызван в МИД Велмара"); or the two
    between whom something was done ("между Велмаром и Торваном подписано").
    """
    inside = [n for n in sentence.cased if start <= n.start < end]
    between = [n for n in inside if n.prep == "между"]
    if between and len(joined := sentence.with_joined(between[0])) == _TWO:
        return joined[:1], joined[1:]
    before = [n for n in inside if n.end <= cue.start and n.case == "of"]
    called = [n for n in inside if n.start >= cue.end and n.prep in ("в", "во", "на")]
    envoy = before and re.search(rf"{words.some('envoys')}\s+$", sentence.text[: before[0].start])
    return ((called[0].party,), (before[0].party,)) if envoy and called else None


def talking(
    sentence: CasedSentence, cue: Cue, start: int, end: int, words: Words
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Who held the talks that a verb says took place, and with whom: "переговоры Велмара с
    Торваном начались", "состоялась встреча между".
    """
    if not words.has("happened", cue.text.split()[0]):
        return None
    inside = [n for n in sentence.cased if start <= n.start < end]
    between = [n for n in inside if n.prep == "между"]
    owners = between or [n for n in inside if n.case == "of"]
    if not owners:
        return (), ()
    joined = sentence.with_joined(owners[0])
    others = [n for n in inside if n.case == "oblique" and n.prep in ("с", "со")]
    others = [n for n in others if n.party not in joined]
    if len(joined) == 1 and others:
        return joined, sentence.with_joined(others[0])
    return joined[:1], joined[1:]
