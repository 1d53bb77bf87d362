"""Cutting what surrounds an article: credits, link lists, calls to subscribe."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from briefing.domain.articles import Cut
from briefing.domain.vocabulary import ReadingRules
from briefing.errors import ConfigError
from briefing.sources.bylines import writer_lines
from briefing.sources.hidden import Trimmed
from briefing.sources.sections import find_sections
from briefing.sources.teasers import caption_lines, teaser_lines

# A tail phrase this early is part of the article, or the article would be gone.
_EARLIEST = 0.3
_DECORATION = " \t#*_>|•·–—-"
_SEPARATORS = tuple(":：|–—-»>→…([*_.!·•")
_SENTENCE_END = tuple(".!?。！？।۔؟”\"'»)")
_SPECIFIC_WORDS = 3
_HEADLINE = 200
_PARAGRAPH = 60
_LONGEST_LINE = 2_000


_ORNAMENT = re.compile(r"^[\s*_#>|•♦\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]{1,20}|[\s*_]{1,20}$")
_FENCE = re.compile(r"[-*_]{3,80}[ \t]{0,80}")
_METADATA = re.compile(
    r"[ \t]{0,8}(?:title|source|outlet|author|published|date|url|language|lang)[ \t]{0,8}:",
    re.IGNORECASE,
)
_Pruned = tuple[list[str], list[Cut]]


class _Matchers(NamedTuple):
    tails: tuple[tuple[str, str], ...]  # as compared, as written
    sections: tuple[tuple[str, str], ...]
    lines: tuple[re.Pattern[str], ...]
    links: tuple[re.Pattern[str], ...]
    pictures: tuple[re.Pattern[str], ...]
    teasers: tuple[re.Pattern[str], ...]
    bylines: tuple[re.Pattern[str], ...]
    bios: tuple[re.Pattern[str], ...]


_RULES = ("tails", "sections", "lines", "link_line", "pictures", "teasers", "bylines", "bios")


def cut_boilerplate(text: str, rules: ReadingRules, author: str = "") -> Trimmed:
    """``text`` without what ``rules`` name, and every piece cut with the rule that took it.

    ``author`` is who wrote it, where that is known. Raises ConfigError when a rule is no regular
    expression.
    """
    found = _matchers(*(getattr(rules, name) for name in _RULES))
    lines = text.split("\n")
    lines, cuts = _without_sections(lines, found)
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
    bylines = writer_lines(lines, found.bylines, found.bios, author)
    lines, taken = _without(lines, bylines, "writer")
    cuts += taken
    captions = caption_lines(lines, lambda line: _any(found.pictures, line))
    lines, taken = _without(lines, captions, "caption")
    cuts += taken
    teasers = teaser_lines(lines, lambda line: _label(line, found.teasers))
    lines, taken = _without(lines, teasers, "teaser")
    cuts += taken
    return Trimmed("\n".join(lines).strip() if cuts else text, tuple(cuts))


def _without(lines: list[str], numbers: set[int], rule: str) -> _Pruned:
    cuts = [Cut(rule=rule, text=lines[number].strip()) for number in sorted(numbers)]
    return [line for number, line in enumerate(lines) if number not in numbers], cuts


def _without_sections(lines: list[str], found: _Matchers) -> _Pruned:
    sections = find_sections(
        lines,
        lambda line: _tail_phrase(line, found.sections),
        lambda line: _any(found.lines, line) or _any(found.links, line),
    )
    cuts = [
        Cut(rule=f"section: {phrase}", text="\n".join(lines[start:end]).strip())
        for start, end, phrase in sections
    ]
    gone = {number for start, end, _ in sections for number in range(start, end)}
    return [line for number, line in enumerate(lines) if number not in gone], cuts


def _label(line: str, teasers: tuple[re.Pattern[str], ...]) -> str | None:
    """What follows a label that leads to something else; None where there is none."""
    bare = _bare(line)
    hits = (pattern.match(bare) for pattern in teasers)
    return next((bare[hit.end() :].strip() for hit in hits if hit), None)


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
    words = len(phrase.split())
    if words == 1 or words >= _SPECIFIC_WORDS:
        return words > 1
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
        number = next(hits, 0) if line.strip() and _any(rules, line) else 0
        if number:
            cuts.append(Cut(rule=f"line rule {number}", text=line.strip()))
        else:
            kept.append(line)
    return kept, cuts


def _any(rules: tuple[re.Pattern[str], ...], line: str) -> bool:
    return bool(rules) and _hit(_either(rules), line)


@lru_cache(maxsize=32)
def _either(rules: tuple[re.Pattern[str], ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{rule.pattern})" for rule in rules), re.IGNORECASE)


def _hit(rule: re.Pattern[str], line: str) -> bool:
    # Boilerplate lines are short; a paragraph of a megabyte need not be searched.
    if len(line) > _LONGEST_LINE:
        return False
    plain, bare = line.strip(), _bare(line)
    return bool(rule.search(plain) or (bare != plain and rule.search(bare)))


def _bare(line: str) -> str:
    """``line`` without emphasis and pictographs around it."""
    return _ORNAMENT.sub("", line)


@lru_cache(maxsize=8)
def _matchers(*texts: tuple[str, ...]) -> _Matchers:
    tails, sections, *expressions = texts
    return _Matchers(_phrases(tails), _phrases(sections), *map(compile_rules, expressions))


def _phrases(written: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    compared = sorted((phrase.strip().casefold(), phrase) for phrase in written if phrase.strip())
    return tuple(sorted(compared, key=lambda pair: -len(pair[0])))


def compile_rules(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """``patterns`` compiled without regard to case. Raises ConfigError where one is none."""
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
