"""Whom a German verb is aimed at beyond the bracket of its own clause, and right behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.stages.extraction.closed_words import Words
from briefing.stages.extraction.word_cases import Noun, Sentence

_OBJECTS = ("free", "object")
_FEW = 4


@dataclass(frozen=True)
class Clause:
    """One stretch between commas; ``verb`` is where its finite verb stands."""

    start: int
    end: int
    opener: str
    verb: int
    last: bool


def given(
    sentence: Sentence, clause: Clause, around: Sequence[Noun], words: Words
) -> tuple[str, ...]:
    """Who gets what is promised, right behind the verb: "sagte Lesk Hilfe zu"."""
    verb = re.match(r"[\w-]+", sentence.text[clause.verb :])
    at = clause.verb + (verb.end() if verb else 0)
    for noun in around:
        gap = sentence.text[at : noun.start].split()
        near = noun.start > at and all(words.has("objective", word) for word in gap)
        if near and noun.case in _OBJECTS and len(gap) <= 1:
            return sentence.with_joined(noun)
    return ()


def asked(
    sentence: Sentence, clause: Clause, who: tuple[str, ...], words: Words
) -> tuple[str, ...]:
    """Who ought to do what is demanded: "verlangt, dass Lesk …", "Lesk solle …, forderte"."""
    text = sentence.text
    clauses = ((clause.end, len(text)), (sentence.hard_start(clause.start), clause.start))
    for start, end in clauses:
        part = text[start:end]
        led = re.match(rf"\W*{words.some('that')}\s", part)
        told = re.match(rf"[^,]*?{words.some('reported')}", part)
        for noun in sentence.between(start, end)[:1]:
            gap = text[start : noun.start].split()
            if noun.case == "free" and (led or told) and len(gap) <= _FEW and noun.party not in who:
                return sentence.with_joined(noun)
    return ()


def refused(
    sentence: Sentence, clause: Clause, who: tuple[str, ...], words: Words
) -> tuple[str, ...]:
    """Whom an infinitive tells that says what is refused, promised or threatened:
    "weigerte sich, mit Lesk zu verhandeln".
    """
    behind = sentence.text[clause.end :]
    linking = words.some("linking")
    found = re.match(rf",\s+(?:[^\s,;:.]+\s+){{0,14}}?{linking}\s+[\w-]+", behind)
    opener = re.match(r",\s+([\w-]+)", behind)
    if not found or not opener or words.has("conjunctions", opener[1]):
        return ()
    for noun in sentence.between(clause.end, clause.end + found.end()):
        led = noun.case in _OBJECTS or noun.prep in words.towards
        if led and noun.party not in who:
            return sentence.with_joined(noun)
    return ()
