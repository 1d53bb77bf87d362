"""Whether an act happened, is announced, planned, threatened, alleged or denied; who says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefing.domain.claims import Attribution, Factuality
from briefing.domain.vocabulary import Lexicon
from briefing.stages.extraction.cues import Cue, inflect
from briefing.stages.extraction.mentions import Mention

_CLAUSE = re.compile(r"[;:]|,\s+(?:but|while|and|as|after|before|although)\s", re.IGNORECASE)
_QUOTED = re.compile(r"[“\"«„](.{3,}?)[”\"»]", re.DOTALL)


@dataclass(frozen=True)
class Status:
    """``negated`` acts are not proposed at all."""

    factuality: Factuality
    negated: bool = False
    denier: str = ""


@lru_cache(maxsize=64)
def _any_of(lemmas: tuple[str, ...], irregular: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    known = dict(irregular)
    forms: set[str] = set()
    for lemma in lemmas:
        head, _, rest = lemma.partition(" ")
        for form in inflect(head, known.get(head, ())):
            forms.add(f"{form} {rest}".strip())
    return "|".join(re.escape(f).replace(r"\ ", r"\s+") for f in sorted(forms, key=len)[::-1])


def _lemmas(words: Iterable[str], lexicon: Lexicon) -> str:
    irregular = tuple(sorted(lexicon.irregular.items()))
    return _any_of(tuple(words), irregular) or "(?!)"


def status_of(sentence: str, cue: Cue, type_: str, lexicon: Lexicon) -> Status:
    """The status of the act at ``cue``, from the words before it in its clause.

    Denial and allegation reach over a following clause ("denied that its troops had crossed");
    negation and future only count directly before the verb.
    """
    before = sentence[: cue.start]
    clause = _CLAUSE.split(before)[-1]
    literal = [re.escape(w).replace(r"\ ", r"\s+") for w in lexicon.negation]
    close = re.compile(
        rf"(?:\b|(?<=n))(?:{'|'.join(literal) or '(?!)'})\W+(?:\w+\W+){{0,2}}$", re.I
    )
    either = re.compile(r"\b(?:not|never)\s+(?:\w+\s+){1,3}(?:or|nor)\s+$", re.I)
    nothing = re.match(r"\s+(?:nothing|nobody|no one|none|neither)\b", sentence[cue.end :], re.I)
    if close.search(clause) or either.search(clause) or nothing:
        return Status("occurred", negated=True)
    deny = re.compile(
        rf"\b(?:{_lemmas(lexicon.denial, lexicon)})\b(?!\s*,)(?:\W+\w+){{0,8}}?\W+$", re.I
    )
    if cue.lemma not in lexicon.denial and deny.search(clause):
        return Status("denied")
    future = [re.escape(w).replace(r"\ ", r"\s+") for w in lexicon.future]
    ahead = re.compile(rf"\b(?:{'|'.join(future) or '(?!)'})\b(?:\W+\w+){{0,3}}?\W*$", re.I)
    if ahead.search(clause):
        announced = re.search(rf"\b(?:{_lemmas(lexicon.announcement, lexicon)})\b", before, re.I)
        return Status("announced" if announced else "planned")
    alleged = re.compile(
        rf"\b(?:{_lemmas(lexicon.allegation, lexicon)})\b(?:\W+\w+){{0,8}}?\W*$", re.I
    )
    if cue.lemma not in lexicon.allegation and alleged.search(clause):
        return Status("alleged")
    return Status("threatened" if type_ == "THREATEN" else "occurred")


def is_quoted(sentence: str, cue: Cue) -> bool:
    """Whether the cue stands inside quotation marks."""
    return any(m.start() < cue.start < m.end() for m in _QUOTED.finditer(sentence))


def has_quote(sentence: str) -> bool:
    """Whether the sentence quotes somebody's own words."""
    return bool(_QUOTED.search(sentence))


def attribution_of(
    sentence: str, mentions: Sequence[Mention], initiators: Sequence[str], lexicon: Lexicon
) -> Attribution:
    """Who reports: "according to X", "X said", unnamed officials, else the outlet itself.

    An initiator speaking for itself is no second source, so that counts as the outlet's report.
    """
    speech = _lemmas(lexicon.speech, lexicon)
    for mention in mentions:
        if mention.party in initiators:
            continue
        before, after = sentence[: mention.start], sentence[mention.end :]
        told = re.match(rf"[^.;]{{0,40}}?\b(?:{speech})\b", after, re.I)
        led = re.search(
            rf"(?:according to|\b(?:{speech}))\s+(?:(?!that\b)\w+\s+){{0,3}}?$", before, re.I
        )
        if led or (told and not re.search(r"\b(?:to|by|with|of|from)\s+(?:the\s+)?$", before)):
            return Attribution(kind="named", source=mention.party)
    unnamed = "|".join(map(re.escape, lexicon.unnamed_sources)) or "(?!)"
    source = re.search(
        rf"according to (?:\w+ ){{0,3}}?({unnamed})|\b({unnamed})\b[^.;]{{0,30}}?\b(?:{speech})\b",
        sentence,
        re.I,
    )
    if source:
        return Attribution(kind="unnamed", source=(source.group(1) or source.group(2)).lower())
    return Attribution()
