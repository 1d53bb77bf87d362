"""Text without the tags of a web page: paragraphs on lines of their own, page parts cut."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from briefing.domain.articles import Cut

_TAG = re.compile(
    r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})((?:[ \t\n/][^<>]{0,2000})?)>|<![a-zA-Z][^<>]{0,200}>"
)
_MOST_TAGS = 50_000
_LABEL = re.compile(r"\b(?:class|id|role)\s{0,4}=\s{0,4}[\"']?([^\"'<>]{1,300})", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,7}|#x[0-9a-fA-F]{1,6});")


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_LINES = _names(
    "p div br hr h1 h2 h3 h4 h5 h6 li ul ol dl dt dd tr table tbody thead section article main "
    "blockquote header body html pre figure address"
)
_INLINE = _names(
    "a abbr b big cite code em font i img input link meta mark q s small span strong sub sup time "
    "u wbr picture source video audio td th center"
)
_PARTS = _names(
    "nav aside footer form figure button iframe noscript select head title svg template label"
)
_KNOWN = _LINES | _INLINE | _PARTS
_VOID = _names("br hr img input link meta wbr source")
_HEADER = re.compile(r"<h1\b", re.IGNORECASE)


class Bare(NamedTuple):
    """``tags`` counts the tags that were taken off."""

    text: str
    cuts: tuple[Cut, ...]
    tags: int


class _Tag(NamedTuple):
    start: int
    end: int
    name: str
    closes: bool
    labels: str


def strip_markup(text: str, page_parts: tuple[re.Pattern[str], ...]) -> Bare:
    """``text`` as a page shows it, without its navigation, figures and forms.

    Elements whose class or id ``page_parts`` finds go as well. An element that is never closed is
    no part to cut, and what is no tag of a page (``a < b``, ``<system>``) stays. So does a text
    with a stray tag or two, that is without a paragraph opened and closed: it quotes them.
    """
    tags = list(islice(_tags(text), _MOST_TAGS + 1))
    lines = [tag for tag in tags if tag.name in _LINES]
    if len(tags) > _MOST_TAGS or len(lines) < 2 or not any(tag.closes for tag in lines):
        return Bare(text, (), 0)
    closers = _closers(tags)
    pieces: list[str] = []
    cuts: list[Cut] = []
    at = 0
    for number, tag in enumerate(tags):
        if tag.start < at:
            continue
        pieces.append(text[at : tag.start])
        at = tag.end
        closer = closers.get(number)
        if closer is not None and _is_part(tag, text[tag.end : closer.start], page_parts):
            inner = _shown(text[tag.end : closer.start])
            if inner:
                cuts.append(Cut(rule=f"page part: {tag.name}", text=inner))
            pieces.append("\n")
            at = closer.end
        elif tag.name in _LINES:
            pieces.append("\n")
        elif closer is not None and tag.name == "a" and _fills_line(text, tag, closer):
            pieces.append(f"- [{_shown(text[tag.end : closer.start])}](https://link)")
            at = closer.end
    pieces.append(text[at:])
    return Bare(_unescaped("".join(pieces)).strip(), tuple(cuts), len(tags))


def _tags(text: str) -> Iterator[_Tag]:
    for found in _TAG.finditer(text):
        name = (found[2] or "html").lower()
        if name in _KNOWN:
            labels = " ".join(_LABEL.findall(found[3] or ""))
            yield _Tag(found.start(), found.end(), name, bool(found[1]), labels)


def _closers(tags: list[_Tag]) -> dict[int, _Tag]:
    """The tag that closes each opening one, by the number of the latter."""
    open_: dict[str, list[int]] = {}
    found: dict[int, _Tag] = {}
    for number, tag in enumerate(tags):
        if tag.name in _VOID:
            continue
        waiting = open_.setdefault(tag.name, [])
        if not tag.closes:
            waiting.append(number)
        elif waiting:
            found[waiting.pop()] = tag
    return found


def _is_part(tag: _Tag, inner: str, page_parts: tuple[re.Pattern[str], ...]) -> bool:
    if tag.name in ("html", "body", "main", "article"):
        return False
    if _HEADER.search(inner):
        return False  # the headline stands in it
    if tag.name in _PARTS or tag.name == "header":
        return True
    return any(part.search(tag.labels) for part in page_parts)


def _fills_line(text: str, tag: _Tag, closer: _Tag) -> bool:
    """Whether a link is all that its list item says."""
    before = text[max(0, tag.start - 200) : tag.start].rstrip()
    after = text[closer.end : closer.end + 200].lstrip()
    return before.endswith(">") and "<li" in before[-100:].lower() and after[:4].lower() == "</li"


def _shown(text: str) -> str:
    bare = _TAG.sub(lambda tag: "\n" if (tag[2] or "").lower() in _LINES else " ", text)
    lines = (" ".join(line.split()) for line in _unescaped(bare).split("\n"))
    return "\n".join(line for line in lines if line)


def _unescaped(text: str) -> str:
    return _ENTITY.sub(lambda entity: html.unescape(entity.group()).replace("\xa0", " "), text)
