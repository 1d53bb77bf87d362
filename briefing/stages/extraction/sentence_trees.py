"""The sentences of one article as trees, set right where the parser errs again and again."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from briefing.domain.articles import Article
from briefing.domain.lexicon import Grammar
from briefing.domain.syntax import Parse, Parser
from briefing.stages.extraction.headlines import with_joined_subjects
from briefing.stages.extraction.joining import joined_up
from briefing.stages.extraction.mending import mended
from briefing.stages.extraction.misjoined import parted
from briefing.stages.extraction.trees import Tree

# "ORVANE, Kestria (Halden Wire) —": a dateline is no part of the first sentence's grammar
_DATELINE = re.compile(
    r"^[A-ZÀ-Þ][A-ZÀ-Þ'’. -]{2,}\b[^—–:-]{0,60}?(?:\s[—–-]+\s|:\s)"
    # "Djeddah (Arabie saoudite), 9 avr 2026 (AFP) - "
    r"|^[A-ZÀ-Þ][\w'’ ()-]{2,40}, \d{1,2}\S* [^\W\d_]{3,10}\.?(?: \d{4})? \([^()]{2,40}\) [—–-]+ "
)

# nor is what an entry of a list or of a live page begins with: "2.", "12:50 GMT –", "8 May. –";
# a capital with a full stop is somebody's initial
_ENTRY = re.compile(
    r"^(?:\(?(?:(?:\d{1,3}|[ivx]{1,5}|[IVX]{2,5}|[a-z])[.)]|[A-Z]\))"
    r"|\d{1,2}[:.h]\d{2}(?:\s?(?:[ap]\.?m\.?|[A-Z]{3,4}\b))?"
    r"|\d{1,2}\.? [^\W\d_]{3,12}(?: \d{4})?[.:])\s*[-–—|:]?\s+(?=[^\W\d_]|[“\"‘«])"
)


def _parsed(
    text: str, parse: Parser, days: Collection[str], grammar: Grammar, speech: Collection[str] = ()
) -> Parse:
    """The words of a sentence behind its dateline."""
    dateline = _DATELINE.match(text) or _ENTRY.match(text)
    offset = dateline.end() if dateline and dateline.end() < len(text) else 0
    words = (_resolved(text[offset:], parse, grammar) if offset else ()) or parse(text[offset:])
    words = joined_up(with_joined_subjects(words, text), grammar.alongside)
    words = mended(words, days, grammar)
    words = parted(words, speech, grammar.hitting, grammar.terming)
    return tuple(replace(w, start=w.start + offset, end=w.end + offset) for w in words)


def _resolved(text: str, parse: Parser, grammar: Grammar) -> Parse:
    """The words of a point of a resolution ("1. Strongly condemns the attack") behind the subject
    that it leaves out, a pronoun of no width; empty where the text is none.
    """
    if not any(re.match(pattern, text) for pattern in grammar.resolving):
        return ()
    subject = grammar.it[0].capitalize()
    words = parse(f"{subject} {text[:1].lower()}{text[1:]}")
    verb = words[words[0].head] if words else None
    if verb is None or words[0].relation != "nsubj" or verb.tag != "VBZ":
        return ()
    gone = len(subject) + 1
    return tuple(replace(w, start=max(w.start - gone, 0), end=max(w.end - gone, 0)) for w in words)


def trees_of(
    article: Article,
    parse: Parser,
    grammar: Grammar,
    days: Collection[str] = (),
    speech: Collection[str] = (),
) -> dict[int, Tree]:
    """The trees of the visible sentences by their numbers; ``days`` names days and months,
    ``speech`` are verbs that report.
    """
    return {
        sentence.number: Tree(
            _parsed(sentence.text, parse, days, grammar, speech), grammar.control, grammar.relative
        )
        for sentence in article.sentences
        if not sentence.masked
    }
