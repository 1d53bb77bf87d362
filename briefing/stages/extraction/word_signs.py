"""Small signs in the order of words of who acts and at whom it is done."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.stages.extraction.closed_words import Words
from briefing.stages.extraction.cues import Cue
from briefing.stages.extraction.word_cases import Noun, Sentence

_NEAR = 3


def suffers(cue: Cue, words: Words) -> bool:
    """Whether the subject only receives what a verb tells: "recibió el respaldo de", but not
    "recibió al canciller".
    """
    first, *rest = cue.text.split()
    return words.has("suffering", first) and not any(words.has("to", word) for word in rest)


def givers(sentence: Sentence, cue: Cue, end: int, words: Words) -> list[Noun]:
    """Whose act a verb tells that its subject gets: "obtuvo el respaldo de Lesk"."""
    owners = [noun for noun in sentence.reached(cue.end, end) if noun.case == "of"]
    if words.direct:
        return owners
    gaps = [sentence.text[cue.end : noun.start].split() for noun in owners]
    return [n for n, gap in zip(owners, gaps, strict=True) if gap[:1] and len(gap) <= _NEAR]


def endured(sentence: Sentence, cue: Cue, end: int, words: Words) -> tuple[str, ...]:
    """To whom a doer does it behind a participle: "impuestas por Lesk a Norvia"."""
    reached = sentence.reached(cue.end, end)
    behind = [n for n in reached if n.case == "to" or words.has("against", n.prep)]
    return sentence.with_joined(behind[0]) if behind else ()


def content(between: str, other: Cue, words: Words) -> bool:
    """Whether an infinitive only tells what is refused, promised or threatened before it."""
    gap = re.findall(r"[\w-]+|[^\w\s]", between)
    if other.form != "infinitive" or len(gap) > _NEAR:
        return False
    return not any(words.has("apart", word) or not word.isalnum() for word in gap)


def whose_harm(
    sentence: Sentence, cue: Cue, after: Sequence[Noun], words: Words
) -> Noun | None:
    """Who did what is condemned: "condenó el ataque de Lesk contra Norvia"."""
    harm = rf"\s+(?:[\w-]+\s+){{0,2}}?{words.some('harms')}\s+(?:[\w-]+\s+){{0,2}}$"
    for noun in after:
        if noun.case == "of" and re.fullmatch(harm, sentence.text[cue.end : noun.start]):
            return noun
    return None
