"""Figures a sentence states, by rule: killed, wounded, arrested, displaced, troops, money."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, cast

from briefing.domain.claims import Figure, FigureKind
from briefing.domain.lexicon import Lexicon

_NEAR = 45
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
# "12 March", "40%", "for 12 years" and "no one" count no people
_NO_COUNT_AFTER = re.compile(
    rf"\s*(?:%|per\s?cent\b)|[\s-]+(?:{_MONTH}|(?:percentage|years?|months?|weeks?|days?|hours?|"
    r"minutes?|km|kilomet(?:re|er)s?|miles?|met(?:re|er)s?|times|another|p\.?m|a\.?m)\b)",
    re.IGNORECASE,
)
_NO_COUNT_BEFORE = re.compile(r"\b(?:no|no\.|aged|number)\s+$", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_BEFORE_YEAR = re.compile(
    rf"(?:\b(?:in|since|until|till|during|before|after|by|early|late|mid|the|{_MONTH})\s+|,\s+)$",
    re.I,
)
_OTHER_ACT = re.compile(r"\b(?!estimated|reported)\w{3,}ed\b")
_SHORT = {"k": 1e3, "m": 1e6, "bn": 1e9, "tn": 1e12}
_BOUNDS: tuple[tuple[str, Literal["least", "most", "about"]], ...] = (
    (r"(?:at least|more than|over|no fewer than|upwards of|exceeding)\s+$", "least"),
    (r"(?:up to|at most|no more than|fewer than|less than|under)\s+$", "most"),
    (r"(?:about|around|some|roughly|nearly|almost|approximately|an estimated)\s+$", "about"),
)


def find_figures(sentence: str, lexicon: Lexicon) -> tuple[Figure, ...]:
    """Figures in order of appearance; a number no word explains is not a figure."""
    numbers = _numbers(sentence, lexicon)
    figures: list[tuple[int, Figure]] = []
    for index, (start, end, value) in enumerate(numbers):
        money = _money(sentence, start, end, value, lexicon)
        if money is not None:
            figures.append((start, money))
            continue
        if not _counts(sentence, start, end):
            continue
        limit = numbers[index + 1][0] if index + 1 < len(numbers) else len(sentence)
        kind = _kind(sentence, start, end, limit, lexicon)
        if kind is not None and value == int(value):
            figures.append(
                (
                    start,
                    Figure(
                        kind=kind,
                        value=value,
                        bound=_bound(sentence[:start]),
                        text=sentence[start:end],
                    ),
                )
            )
    unique = {(f.kind, f.value, f.unit): f for _, f in reversed(figures)}
    return tuple(sorted(unique.values(), key=lambda f: (f.kind, f.value, f.unit)))


def _counts(sentence: str, start: int, end: int) -> bool:
    """Whether a number can count people: no date, year, share, span of time or "no one"."""
    before = sentence[:start]
    if _NO_COUNT_AFTER.match(sentence[end:]) or _NO_COUNT_BEFORE.search(before):
        return False
    return not (_YEAR.fullmatch(sentence[start:end]) and _BEFORE_YEAR.search(before))


def _numbers(sentence: str, lexicon: Lexicon) -> list[tuple[int, int, float]]:
    words = "|".join(sorted(map(re.escape, lexicon.numbers), key=len, reverse=True)) or "(?!)"
    scale = "|".join(sorted(map(re.escape, lexicon.multipliers), key=len, reverse=True)) or "(?!)"
    pattern = re.compile(
        rf"(?<![\w.,-])(?:(\d{{1,3}}(?:,\d{{3}})+|\d{{1,9}}(?:\.\d{{1,3}})?)|({words}))"
        rf"(?:[\s-]+({scale})|(?<=[$€£¥]\d)(m|bn|tn|k)|(?<=[$€£¥]\d\d)(m|bn|tn|k)|"
        rf"(?<=[$€£¥]\d\d\d)(m|bn|tn|k)|(?<=[$€£¥]\d\.\d)(m|bn|tn|k))?(?![\w-]|[.,:]\d)",
        re.IGNORECASE,
    )
    found = []
    for match in pattern.finditer(sentence):
        digits, word, times, *short = match.groups()
        value = float(digits.replace(",", "")) if digits else float(lexicon.numbers[word.lower()])
        if times:
            value *= lexicon.multipliers[times.lower()]
        value *= next((_SHORT[s.lower()] for s in short if s), 1)
        found.append((match.start(), match.end(), value))
    return found


@lru_cache(maxsize=512)
def _first(sign: str) -> re.Pattern[str]:
    return re.compile(rf"[\s-]*(?:{re.escape(sign)})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=64)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


def _money(sentence: str, start: int, end: int, value: float, lexicon: Lexicon) -> Figure | None:
    before, after = sentence[max(0, start - 5) : start], sentence[end : end + 20]
    for code, signs in lexicon.currencies.items():
        for sign in signs:
            symbol = not sign[0].isalpha() or sign[-1] in "$€£¥"
            leads = before.rstrip().endswith(sign)
            if not symbol:
                leads = before.endswith(f"{code} ")  # "USD 45 million"
            if leads or _first(sign).match(after):
                bound = _bound(sentence[:start].rstrip().removesuffix(sign))
                return Figure(
                    kind="money", value=value, unit=code, bound=bound, text=sentence[start:end]
                )
    return None


def _kind(sentence: str, start: int, end: int, limit: int, lexicon: Lexicon) -> FigureKind | None:
    """The figure word nearest to the number in its clause; what follows wins over what leads.

    ``limit`` is where the next number begins: the words behind it are not about this one.
    """
    near = sentence[end : min(end + _NEAR, limit)]
    after = re.split(r"[;:.]|\s[-–—]+\s|,\s(?!\d)|\band\b", near, maxsplit=1)[0]
    before = re.split(r"[;:.,]", sentence[max(0, start - 25) : start])[-1]
    best: tuple[int, str] | None = None
    for kind, words in lexicon.figures.items():
        pattern = _any_of(words)
        # "12 soldiers killed" counts the dead, "killed 3 people" the dead before it
        late = 30 if kind == "troops" else 0
        ahead = pattern.search(after)
        if ahead:
            best = min(best or (999, ""), (late + ahead.start(), kind))
        behind = list(pattern.finditer(before))
        if behind and not _OTHER_ACT.search(before[behind[-1].end() :]):
            gap = len(before) - behind[-1].end()
            best = min(best or (999, ""), (late + (0 if gap <= 1 else 100 + gap), kind))
    return cast(FigureKind, best[1]) if best else None


def _bound(before: str) -> Literal["exact", "least", "most", "about"]:
    tail = before[-30:].rstrip("$€£ ") + " "
    for pattern, bound in _BOUNDS:
        if re.search(pattern, tail, re.IGNORECASE):
            return bound
    return "exact"
