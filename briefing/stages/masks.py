"""Which sentences of an article speak to a model.

The wordings lie in ``schemas/reading.yaml``; here is what no wording tells: tokens of chat formats,
encoded text, quotation marks, and how the orders of one sentence reach into the next.
"""

from __future__ import annotations

import bisect
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from briefing.domain.expressions import expanded, leading_part
from briefing.domain.vocabulary import ReadingRules
from briefing.errors import ConfigError

_Span = tuple[int, int]
_Patterns = tuple[re.Pattern[str], ...]

_ROLE_TOKEN = re.compile(
    r"<\|[a-z_]{2,30}\|>|\[/?INST\]|<</?SYS>>|</?s>|<(?:start|end)_of_turn>"
    r"|</?(?:system|assistant|tool_call|function_calls?|instructions?)>"
    r"|#{2,4} ?(?:system|instruction|response|assistant)\b ?:?",
    re.IGNORECASE,
)
_SPEAKER = re.compile(r"[\W_]{0,5}(?:assistant|system)\W{0,3}:", re.IGNORECASE)
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+")
_BLOB = re.compile(r"[A-Za-z0-9+/]{81,}")
_PLAIN = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "`": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "*": "",
        "_": " ",
    }
)
_RULE_LINE = re.compile(r"[*_=~-]{3,}")
_QUOTATION = re.compile(
    '"[^"\n]{1,3000}"|“[^“”\n]{1,3000}”|„[^„“”\n]{1,3000}[“”]|«[^«»\n]{1,3000}»|»[^«»\n]{1,3000}«'
)

# Rules that begin with this part are orders to nobody in particular: in a quotation somebody else
# is told.
_BARE = "bare"
_REPEATED = ("?", "*", "+", "{")


class _Rules(NamedTuple):
    anywhere: _Patterns
    unquoted: _Patterns
    headers: _Patterns
    follow_ups: _Patterns


def instructions(text: str, spans: Sequence[_Span], rules: ReadingRules) -> frozenset[_Span]:
    """The sentences among ``spans``, in order, that speak to a model.

    Raises ConfigError when a rule is no regular expression.
    """
    compiled = _compile(
        tuple(rules.parts.items()), rules.instructions, rules.headers, rules.follow_ups
    )
    quotations = [match.span() for match in _QUOTATION.finditer(text)]
    found: set[_Span] = set()
    before: _Span | None = None
    for span in spans:
        quoted = _within(span[0], quotations)
        if _speaks(text, span, quoted, compiled) or (
            before in found and _reaches(text, before, span, compiled)
        ):
            found.add(span)
        before = span
    return frozenset(found)


def _speaks(text: str, span: _Span, quoted: bool, rules: _Rules) -> bool:
    start, end = span
    sentence = text[start:end]
    if _ROLE_TOKEN.search(sentence) or _is_blob(sentence):
        return True
    if (start == 0 or text[start - 1] == "\n") and _SPEAKER.match(sentence):
        return True
    plain = _plain(sentence)
    return _any(rules.anywhere, plain) or (not quoted and _any(rules.unquoted, plain))


def _reaches(text: str, before: _Span | None, span: _Span, rules: _Rules) -> bool:
    """Whether a masked sentence announces the next one, or the next one carries its orders on.

    Both hold within a paragraph; a header that ends in a colon announces the next one, too.
    """
    if before is None:
        return False
    header = _plain(text[before[0] : before[1]])
    announced = _any(rules.headers, header)
    if "\n" in text[before[1] : span[0]]:
        return announced and header.endswith(":")
    return announced or _any(rules.follow_ups, _plain(text[span[0] : min(span[1], span[0] + 100)]))


def _any(patterns: _Patterns, plain: str) -> bool:
    return any(pattern.search(plain) for pattern in patterns)


def _within(place: int, quotations: Sequence[_Span]) -> bool:
    index = bisect.bisect_left(quotations, (place, 0)) - 1
    return index >= 0 and place < quotations[index][1] - 1


def _plain(sentence: str) -> str:
    """For comparing only: wide letters narrowed, quotes straight, emphasis and gaps taken out,
    rules of stars or dashes as one bar."""
    ruled = _RULE_LINE.sub(" | ", unicodedata.normalize("NFKC", sentence))
    return " ".join(ruled.translate(_PLAIN).split())


def _is_blob(sentence: str) -> bool:
    if len(sentence) <= 80:
        return False
    for run in _BLOB.findall(_ADDRESS.sub(" ", sentence)):
        letters = {"a" if c.islower() else "A" if c.isupper() else "0" for c in run if c.isalnum()}
        if len(letters) == 3:
            return True
    return False


@lru_cache(maxsize=8)
def _compile(
    parts: tuple[tuple[str, tuple[str, ...]], ...],
    instructions: tuple[str, ...],
    headers: tuple[str, ...],
    follow_ups: tuple[str, ...],
) -> _Rules:
    named = dict(parts)
    bare = tuple(rule for rule in instructions if leading_part(rule) == _BARE)
    rest = tuple(rule for rule in instructions if leading_part(rule) != _BARE)
    return _Rules(*(_joined(rules, named) for rules in (rest, bare, headers, follow_ups)))


def _joined(rules: tuple[str, ...], parts: dict[str, tuple[str, ...]]) -> _Patterns:
    """One expression for all rules that begin with the same part, so that the places where a clause
    begins are looked for once; one each for the others."""
    whole: list[str] = []
    grouped: dict[str, list[str]] = {}
    for rule in rules:
        part = leading_part(rule)
        rest = rule.removeprefix(f"<{part}>")
        if part and not rest.startswith(_REPEATED):
            grouped.setdefault(part, []).append(rest)
        else:
            whole.append(rule)
    for part, rests in grouped.items():
        whole.append(f"<{part}>(?:" + "|".join(f"(?:{rest})" for rest in rests) + ")")
    return tuple(_compiled(rule, parts) for rule in whole)


def _compiled(rule: str, parts: dict[str, tuple[str, ...]]) -> re.Pattern[str]:
    try:
        return re.compile(expanded(rule, parts), re.IGNORECASE)
    except (re.error, ValueError) as error:
        raise ConfigError(
            f"An instruction rule is not a regular expression: {rule[:200]!r} ({error}).",
            hint="Correct it in schemas/reading.yaml.",
        ) from error
