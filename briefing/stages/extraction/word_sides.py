"""Whom the order of words leaves to other signs: people behind "by", two that stand between, us."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.stages.extraction.closed_words import Words
from briefing.stages.extraction.cues import Cue
from briefing.stages.extraction.word_cases import Noun, Sentence

_PAIR = 2


def agents(sentence: Sentence, cue: Cue, end: int, words: Words) -> list[Noun]:
    """Who did what a passive verb tells: who stands behind "by", or whose people do, as in "por
    agentes da Polícia".
    """
    behind = [n for n in sentence.reached(0, end) if n.case == "by"]
    if behind or not words.direct:
        return behind
    led = rf"{words.some('by')}\s?(?:{words.some('articles')}\s?)?[\w-]+\s{words.some('of')}\s?$"
    owned = [n for n in sentence.between(cue.end, end) if n.case == "of"]
    return [n for n in owned if re.search(led, sentence.text[cue.end : n.start])]


def between(sentence: Sentence, cue: Cue, end: int, words: Words) -> tuple[str, ...]:
    """The two between whom something is or was done: "i colloqui tra Velmar e Torvan sono
    iniziati", "begannen Gespräche zwischen Velmar und Torvan".
    """
    start = sentence.hard_start(cue.start)
    reach = cue.start if words.direct and not words.any("suffered") else end
    for noun in sentence.between(start, reach):
        if words.has("between", noun.prep):
            joined = sentence.with_joined(noun)
            return joined if len(joined) == _PAIR else ()
    return ()


def speakers(sentence: Sentence, cue: Cue, last: Sequence[str], words: Words) -> tuple[str, ...]:
    """Who "we" are: whoever says so behind the quotation or before it, else whom it was about."""
    if not words.ours(cue.text.split()[0]):
        return ()
    closed = re.search(r"[»”\"]", sentence.text[cue.end :])
    behind = cue.end + closed.start() if closed else len(sentence.text)
    opened = max(sentence.text.rfind(mark, 0, cue.start) for mark in '«“"')
    said = [n for n in sentence.nouns if n.start > behind and n.case in ("free", "object")]
    said = said or [n for n in sentence.nouns if n.end <= opened and n.case == "free"][-1:]
    return (said[0].party,) if said else tuple(last)


def led_by_relative(words: Words, before: str) -> re.Match[str] | None:
    """The relative pronoun behind a preposition by which a clause opens: "con quien"."""
    towards = "|".join(map(re.escape, words.towards)) or "(?!)"
    return re.search(
        rf"(?:{words.some('to')}|\b(?:{towards})\b)\s+"
        rf"(?:{words.some('articles')}\s+)?{words.some('relative')}\s+"
        rf"(?:[^\s,;]+\s+){{0,4}}?$",
        before,
    )


def bare(sentence: Sentence, cue: Cue, words: Words) -> bool:
    """Whether a participle stands there that tells of nobody who acts: "o acordo assinado"."""
    auxiliary = "|".join(words.some(kind) for kind in ("active", "passive"))
    first = cue.text.split()[0]
    if not (
        words.participle(first) if words.direct else re.fullmatch(rf"\w+(?:{words.done})", first)
    ):
        return False
    before = sentence.text[: cue.start]
    joined = rf"(?:[^\s,;:]+\s+){{0,5}}?{words.some('joins')}\s+"
    led = rf"(?:{auxiliary})\s+(?:[\w’'-]+\s+){{0,4}}(?:{joined})?$"
    return not re.search(led, before)


def led_to(
    sentence: Sentence, cue: Cue, who: Sequence[str], words: Words
) -> tuple[str, ...] | None:
    """Whom "al que acusa", "a la que Velmar reprocha" tell of: the last party before it."""
    before = led_by_relative(words, sentence.text[: cue.start])
    if before is None:
        return None
    asked = [n for n in sentence.between(0, before.start()) if n.party not in who][-1:]
    if not words.direct and asked:  # "el Clan del Sur, con el que": nobody known
        between = sentence.text[asked[0].end : before.start()]
        return () if re.search(r"[A-ZÀ-Þ]", between) else (asked[0].party,)
    return tuple(n.party for n in asked) or None
