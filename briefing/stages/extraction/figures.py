"""Figures a sentence states, by rule: killed, wounded, arrested, displaced, troops, money."""

from __future__ import annotations

import re
from typing import Literal, cast

from briefing.domain.claims import Figure, FigureKind
from briefing.domain.vocabulary import Lexicon

_NEAR = 45
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
    for start, end, value in numbers:
        money = _money(sentence, start, end, value, lexicon)
        if money is not None:
            figures.append((start, money))
            continue
        kind = _kind(sentence, start, end, lexicon)
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


def _money(sentence: str, start: int, end: int, value: float, lexicon: Lexicon) -> Figure | None:
    before, after = sentence[max(0, start - 5) : start], sentence[end : end + 20]
    for code, signs in lexicon.currencies.items():
        for sign in signs:
            in_front = not sign[0].isalpha() or sign[-1] in "$€£¥"
            if (in_front and before.rstrip().endswith(sign)) or re.match(
                rf"[\s-]*(?:{re.escape(sign)})(?!\w)", after, re.IGNORECASE
            ):
                bound = _bound(sentence[:start].rstrip().removesuffix(sign))
                return Figure(
                    kind="money", value=value, unit=code, bound=bound, text=sentence[start:end]
                )
    return None


def _kind(sentence: str, start: int, end: int, lexicon: Lexicon) -> FigureKind | None:
    """The figure word nearest to the number in its clause; what follows wins over what leads."""
    after = re.split(r"[;:.]|,\s(?!\d)|\band\b", sentence[end : end + _NEAR], maxsplit=1)[0]
    before = re.split(r"[;:.,]", sentence[max(0, start - 25) : start])[-1]
    best: tuple[int, str] | None = None
    for kind, words in lexicon.figures.items():
        pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
        # "12 soldiers killed" counts the dead, "killed 3 people" the dead before it
        late = 30 if kind == "troops" else 0
        ahead = pattern.search(after)
        if ahead and re.search(r"\d", after[: ahead.start()]) is None:
            best = min(best or (999, ""), (late + ahead.start(), kind))
        behind = list(pattern.finditer(before))
        if behind:
            gap = len(before) - behind[-1].end()
            best = min(best or (999, ""), (late + (0 if gap <= 1 else 100 + gap), kind))
    return cast(FigureKind, best[1]) if best else None


def _bound(before: str) -> Literal["exact", "least", "most", "about"]:
    tail = before[-30:].rstrip("$€£ ") + " "
    for pattern, bound in _BOUNDS:
        if re.search(pattern, tail, re.IGNORECASE):
            return bound
    return "exact"
