"""Small signs in the order of words of who acts and at whom it is done."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.domain.wording import OrderWords
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


def dealt(sentence: Sentence, cue: Cue, end: int, words: Words) -> tuple[str, ...]:
    """Whose blow people suffered: "bei einem leskischen Luftangriff", "en un ataque de Lesk"."""
    text, start = sentence.text, sentence.hard_start(cue.start)
    parts = "|".join(words.harms)
    harm = rf"(?i:[\w-]*(?:{parts}))(?:e?[sn])?"
    led = rf"{words.some('blows')}\s+(?:[\w-]+\s+){{0,3}}?"
    for noun in sentence.between(start, end):
        before, behind = text[start : noun.start], text[noun.end :]
        small = text[noun.start].islower()
        if small and re.match(rf"\s+{harm}(?!\w)", behind) and re.search(rf"{led}$", before):
            return (noun.party,)
        gap = rf"\s+(?:{words.some('of')}\s+)?(?:[\w-]+\s+){{0,2}}?"
        owned = noun.case in ("of", "by") or small or text[noun.end - 1] == words.genitive
        if owned and re.search(rf"{led}{harm}{gap}$", before):
            return sentence.with_joined(noun)
    return ()


def whose_harm(sentence: Sentence, cue: Cue, after: Sequence[Noun], words: Words) -> Noun | None:
    """Who did what is condemned: "condenó el ataque de Lesk contra Norvia"."""
    harms = words.some("harms")
    if words.capitals:  # "den Misstrauensantrag der Opposition gegen Lesk"
        parts = "|".join(map(re.escape, (*words.harms, *words.statements)))
        harms = rf"[\w-]*(?i:{parts})(?:e?s|e?n)?"
    harm = rf"\s+(?:[\w-]+\s+){{0,2}}?{harms}\s+(?:[\w-]+\s+){{0,2}}$"
    for noun in after:
        if noun.case == "of" and re.fullmatch(harm, sentence.text[cue.end : noun.start]):
            return noun
    return None


def goes_on(lead: str, words: Words) -> bool:
    """Whether a verb is joined to the one before it: "agradeció a Lesk y celebró"."""
    light: tuple[OrderWords, ...] = ("light", "passive", "clitics")
    small = "|".join(words.some(kind) for kind in light)
    joined = re.search(rf"{words.some('joins')}\s+(?:(?:{small})\s+)*$", lead)
    return bool(joined) and not words.direct


def apposed(sentence: Sentence, cue: Cue) -> bool:
    """Whether the name before a verb's comma explains who acts: "el canciller, Ana Roe, negó"."""
    before = sentence.text[: cue.start].rstrip()
    named = [n for n in sentence.between(0, cue.start) if n.end == len(before) - 1]
    if not before.endswith(",") or not named:
        return False
    noun = named[-1]
    within = "," in sentence.text[noun.start : noun.end]
    return within or sentence.text[: noun.start].rstrip().endswith(",")


def of_a_thing(sentence: Sentence, cue: Cue, words: Words) -> bool:
    """Whether a verb tells what some thing or people without a name do: "un grupo que lanzaba"."""
    if words.direct or words.capitals:
        return False
    kinds: tuple[OrderWords, ...] = ("articles", "of", "to", "prepositions")
    led = "|".join(words.some(kind) for kind in kinds)
    light: tuple[OrderWords, ...] = ("light", "clitics", "active")
    small = "|".join(words.some(kind) for kind in light)
    pattern = rf"(?:{led})\s+((?:[\w-]+\s+){{0,1}}[\w-]+),?\s+que\s+(?:(?:{small})\s+)*$"
    found = re.search(pattern, sentence.text[: cue.start])
    if found is None or found[1].lower() in words.days:
        return False
    party = any(n.end > found.start(1) and n.start < found.end(1) for n in sentence.nouns)
    titled = any(word in words.titles for word in found[1].lower().split())
    return not (party or titled)


def beside(sentence: Sentence, cue: Cue) -> tuple[str, ...]:
    """Whom a participle tells of that stands right behind them: "dos leskos acusados de"."""
    before = [n for n in sentence.between(0, cue.start) if n.case != "by"][-1:]
    return tuple(n.party for n in before if not sentence.text[n.end : cue.start].strip(" ,"))


def anew(gap: str, noun: Noun, words: Words) -> bool:
    """Whether another clause begins before a party: "frena la reforma y la CGT celebra"."""
    joined = rf"(?:^|[\w»”\"])\s+{words.some('joins')}\s+(?:{words.some('articles')}\s*)?$"
    return noun.case == "free" and not words.direct and bool(re.search(joined, gap))


def alone(sentence: Sentence, noun: Noun, start: int, words: Words) -> bool:
    """ "the deputies of X voted": nobody else is named, so X stands for them."""
    first = sentence.joined_first(noun) if words.direct else noun
    lead = sentence.text[start : first.start].rpartition(",")[2]
    told = re.findall(r"\w+", lead)
    return 1 < len(told) <= 6 and not words.has("prepositions", told[0])


def right_behind(sentence: Sentence, cue: Cue, noun: Noun, words: Words) -> bool:
    """Whether a party follows a verb with nothing but its article between."""
    gap = sentence.text[cue.end : noun.start].split()
    return bool(gap) and all(words.has("articles", word) for word in gap)
