"""Cutting what surrounds an article: credits, link lists, calls to subscribe."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from briefing.domain.articles import Cut
from briefing.domain.vocabulary import ReadingRules
from briefing.errors import ConfigError

# A tail phrase this early is part of the article, or the article would be gone.
_EARLIEST = 0.3
_DECORATION = " \t#*_>|•·–—-"
_SEPARATORS = tuple(":：|–—-»>→…([*_.!")
_SENTENCE_END = tuple(".!?。！？।۔؟”\"'»)")
_SPECIFIC_WORDS = 3
_HEADLINE = 200
_PARAGRAPH = 60
_LONGEST_LINE = 2_000


_FENCE = re.compile(r"[-*_]{3,80}[ \t]{0,80}")
_METADATA = re.compile(
    r"[ \t]{0,8}(?:title|source|outlet|author|published|date|url|language|lang)[ \t]{0,8}:",
    re.IGNORECASE,
)
_LONGEST_HIDDEN = 5_000
_LONGEST_CLOSER = 50
_OPENER = re.compile(r"<!--|<(script|style)\b[^>]{0,500}>", re.IGNORECASE)
_CLOSERS = {
    "": re.compile("-->"),
    "script": re.compile(r"</script\s{0,40}>", re.IGNORECASE),
    "style": re.compile(r"</style\s{0,40}>", re.IGNORECASE),
}

_Pruned = tuple[list[str], list[Cut]]


class Trimmed(NamedTuple):
    """What is left, and what was taken, in the order it was taken."""

    text: str
    cuts: tuple[Cut, ...]


class _Matchers(NamedTuple):
    tails: tuple[tuple[str, str], ...]  # as compared, as written
    lines: tuple[re.Pattern[str], ...]
    links: tuple[re.Pattern[str], ...]


def cut_boilerplate(text: str, rules: ReadingRules) -> Trimmed:
    """``text`` without what ``rules`` name, and every piece cut with the rule that took it.

    Raises ConfigError when a rule is no regular expression.
    """
    found = _matchers(rules.tails, rules.lines, rules.link_line)
    lines = text.split("\n")
    cuts: list[Cut] = []
    end, phrase, pointers = _tail(lines, found)
    if phrase:
        cuts.append(Cut(rule=f"tail: {phrase}", text="\n".join(lines[end:]).strip()))
    cuts += [Cut(rule="pointer", text=lines[index].strip()) for index in pointers]
    lines = [line for index, line in enumerate(lines[:end]) if index not in pointers]
    lines, fenced = _without_metadata(lines)
    cuts += fenced
    for prune, patterns in ((_without_links, found.links), (_without_lines, found.lines)):
        kept, taken = prune(lines, patterns)
        if any(line.strip() for line in kept):  # a rule that eats a whole article is too wide
            lines = kept
            cuts += taken
    return Trimmed("\n".join(lines).strip() if cuts else text, tuple(cuts))


def cut_hidden(text: str) -> Trimmed:
    """``text`` without what a page never shows: HTML comments, scripts and styles.

    An unclosed comment hides nothing, so nothing is cut then.
    """
    spans = _hidden_spans(text)
    if not spans:
        return Trimmed(text, ())
    left = [text[end:start] for (_, end), (start, _) in pairwise([(0, 0), *spans, (len(text), 0)])]
    cuts = tuple(Cut(rule="hidden text", text=text[start:end]) for start, end in spans)
    return Trimmed(" ".join(left), cuts)


def _hidden_spans(text: str) -> list[tuple[int, int]]:
    """In one pass: what was searched for an end in vain is not searched again."""
    spans: list[tuple[int, int]] = []
    searched = dict.fromkeys(_CLOSERS, 0)
    for opener in _OPENER.finditer(text):
        if spans and opener.start() < spans[-1][1]:
            continue
        kind = (opener.group(1) or "").lower()
        limit = opener.end() + _LONGEST_HIDDEN + _LONGEST_CLOSER
        closer = _CLOSERS[kind].search(text, max(opener.end(), searched[kind]), limit)
        if closer is not None:
            spans.append((opener.start(), closer.end()))
        else:
            searched[kind] = limit - _LONGEST_CLOSER
    return spans


def _tail(lines: list[str], found: _Matchers) -> tuple[int, str, list[int]]:
    """Where the article ends, by which phrase (empty: no tail), and pointer lines before that.

    Lines of a link list do not count towards the position, so that a long list below a short
    article does not push its own heading into the protected part. "Read more: ..." in the middle
    of an article points elsewhere and the article goes on: such a line is a pointer.
    """
    solid = [
        index for index, line in enumerate(lines) if line.strip() and not _any(found.links, line)
    ]
    last_prose = max((index for index in solid if _is_prose(lines[index])), default=-1)
    pointers: list[int] = []
    for position, index in enumerate(solid):
        if not position or position < _EARLIEST * len(solid):
            continue
        phrase = _tail_phrase(lines[index], found.tails)
        if phrase and index < last_prose and _names_more(lines[index], phrase):
            pointers.append(index)
        elif phrase:
            return index, phrase, pointers
    return len(lines), "", pointers


def _is_prose(line: str) -> bool:
    return len(line) >= _PARAGRAPH and line.rstrip().endswith(_SENTENCE_END)


def _names_more(line: str, phrase: str) -> bool:
    rest = line.strip(_DECORATION)[len(phrase) :]
    return any(map(str.isalnum, rest))


def _tail_phrase(line: str, tails: tuple[tuple[str, str], ...]) -> str:
    bare = line.strip(_DECORATION)
    folded = bare.casefold()
    for compared, written in tails:
        if folded.startswith(compared) and _ends_article(bare, folded[len(compared) :], compared):
            return written
    return ""


def _ends_article(line: str, rest: str, phrase: str) -> bool:
    """Whether a line that begins with ``phrase`` is a heading or a call, not a sentence.

    "Latest news: ..." and "Latest news" end an article; "Latest news from the front is that it
    holds." does not. A phrase of three words or one that ends in a mark is specific enough.
    """
    if not phrase[-1].isalnum():
        return True
    if rest[:1].isalnum():
        return False
    if not rest.strip() or rest.strip().startswith(_SEPARATORS):
        return True
    if len(phrase.split()) >= _SPECIFIC_WORDS:
        return True
    return len(line) <= _HEADLINE and not line.endswith(_SENTENCE_END)


def _without_links(lines: list[str], links: tuple[re.Pattern[str], ...]) -> _Pruned:
    """Runs of two or more link lines; a blank line inside a run belongs to it."""
    kept: list[str] = []
    cuts: list[Cut] = []
    run: list[str] = []

    def close() -> None:
        if sum(1 for line in run if line.strip()) >= 2:
            cuts.append(Cut(rule="link list", text="\n".join(run).strip()))
        else:
            kept.extend(run)
        run.clear()

    for line in lines:
        if _any(links, line) or (run and not line.strip()):
            run.append(line)
        else:
            close()
            kept.append(line)
    close()
    return kept, cuts


def _without_metadata(lines: list[str]) -> _Pruned:
    """Fenced ``key: value`` lines amid the text: metadata of another text, and nothing told."""
    kept: list[str] = []
    cuts: list[Cut] = []
    index = 0
    while index < len(lines):
        end = index + 1
        if _FENCE.fullmatch(lines[index]):
            while end < len(lines) and _METADATA.match(lines[end]):
                end += 1
        if end > index + 1 and end < len(lines) and _FENCE.fullmatch(lines[end]):
            cuts.append(Cut(rule="metadata", text="\n".join(lines[index : end + 1])))
            index = end + 1
        else:
            kept.append(lines[index])
            index += 1
    return kept, cuts


def _without_lines(lines: list[str], rules: tuple[re.Pattern[str], ...]) -> _Pruned:
    kept: list[str] = []
    cuts: list[Cut] = []
    for line in lines:
        hits = (number for number, rule in enumerate(rules, start=1) if _hit(rule, line))
        number = next(hits, 0) if line.strip() else 0
        if number:
            cuts.append(Cut(rule=f"line rule {number}", text=line.strip()))
        else:
            kept.append(line)
    return kept, cuts


def _any(rules: tuple[re.Pattern[str], ...], line: str) -> bool:
    return any(_hit(rule, line) for rule in rules)


def _hit(rule: re.Pattern[str], line: str) -> bool:
    # Boilerplate lines are short; a paragraph of a megabyte need not be searched.
    return len(line) <= _LONGEST_LINE and rule.search(line.strip()) is not None


@lru_cache(maxsize=8)
def _matchers(tails: tuple[str, ...], lines: tuple[str, ...], links: tuple[str, ...]) -> _Matchers:
    compared = sorted((tail.strip().casefold(), tail) for tail in tails if tail.strip())
    longest_first = sorted(compared, key=lambda pair: -len(pair[0]))
    return _Matchers(tuple(longest_first), _compile(lines), _compile(links))


def _compile(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    compiled = []
    for pattern in patterns:
        try:
            compiled.append(re.compile(pattern, re.IGNORECASE))
        except re.error as error:
            raise ConfigError(
                f"A reading rule is not a regular expression: {pattern!r} ({error}).",
                hint="Correct it in schemas/reading.yaml.",
            ) from error
    return tuple(compiled)
