"""From what a file said to an Article: cleaned, cut, dated, named."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from briefing.domain.articles import Article, Cut
from briefing.domain.vocabulary import ReadingRules
from briefing.sources.boilerplate import compile_rules, cut_boilerplate
from briefing.sources.cleaning import clean, clean_line
from briefing.sources.dates import parse_published, printed_date
from briefing.sources.hidden import cut_hidden
from briefing.sources.identity import article_id
from briefing.sources.language import declared_language, detect_language
from briefing.sources.markup import strip_markup
from briefing.sources.wrapping import unwrap

_KEYS = {
    "title": ("title",),
    "outlet": ("source", "outlet"),
    "author": ("author",),
    "published": ("published", "date"),
    "url": ("url", "link"),
    "language": ("language", "lang"),
}
_TITLE_LIMIT = 200
_FULL_STOPS = (".", "。", "۔", "।")
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(?=\S)", re.MULTILINE)
_TOP_HEADING = re.compile(r"^ {0,3}#[ \t]+(\S.*)$", re.MULTILINE)


class Material(NamedTuple):
    """One article as found. ``fields`` are its metadata, keys in lower case; ``body`` is raw."""

    path: str
    body: str
    fields: Mapping[str, object] = {}
    markdown: bool = False
    encoding: str = "utf-8"
    notes: tuple[str, ...] = ()
    removed: int = 0


def build_article(material: Material, rules: ReadingRules) -> Article | None:
    """The article, or None when no text is left after cleaning."""
    heading, uncut, pages, tags, removed = _laid_bare(material, rules)
    values = {name: _first(material.fields, keys) for name, keys in _KEYS.items()}
    body, cuts = cut_boilerplate(uncut, rules, clean_line(values["author"]))
    if not any(map(str.isalnum, body)):
        return None
    title = clean_line(values["title"])
    if title:
        text = body if _same_line(title, body) else f"{title}\n\n{body}"
    else:
        title = _title_of(body, heading)
        text = body
    notes = list(material.notes)
    if tags:
        notes.append(f"{tags} tag(s) of a web page taken off")
    url = _address(values["url"], notes)
    published = _published(values["published"], notes)
    printed = None
    if published is None and not values["published"].strip():
        printed = printed_date(text, uncut)
        if printed is not None:
            notes.append(f"dated {printed:%Y-%m-%d} by its own first lines")
    declared = declared_language(values["language"])
    replaced = text.count("\ufffd")
    removed += material.removed
    notes += _losses(replaced, removed)
    identity = {
        "title": title,
        "outlet": clean_line(values["outlet"]),
        "author": clean_line(values["author"]),
        "url": url,
        "text": text,
    }
    return Article(
        id=article_id(**identity, published=published),
        **identity,
        published=published or printed,
        language=declared or detect_language(body),
        language_declared=bool(declared),
        path=material.path,
        encoding=material.encoding,
        replaced=replaced,
        removed=removed,
        cuts=(*pages, *cuts),
        notes=tuple(notes),
    )


def _laid_bare(
    material: Material, rules: ReadingRules
) -> tuple[str, str, tuple[Cut, ...], int, int]:
    """Top heading, text without what is no text, what was cut, and how many tags and characters."""
    body, removed = clean(material.body)
    heading = _TOP_HEADING.search(body) if material.markdown else None
    if material.markdown:
        body = _HEADING.sub("", body)
    body, hidden = cut_hidden(body)
    body, parts, tags = strip_markup(body, compile_rules(rules.page_parts))
    if tags:
        body, more = clean(body)  # an entity may have stood for what nobody sees
        removed += more
    title = clean_line(heading[1]) if heading else ""
    return title, unwrap(body), (*hidden, *parts), tags, removed


def _published(written: str, notes: list[str]) -> datetime | None:
    moment = parse_published(written)
    if written.strip() and moment is None:
        notes.append(
            f"the date {clean_line(written, 40)!r} cannot be read: undated (write it as 2025-06-30)"
        )
    return moment


def _first(fields: Mapping[str, object], keys: tuple[str, ...]) -> str:
    return next((text for key in keys if (text := as_text(fields.get(key))).strip()), "")


def as_text(value: object) -> str:
    """A metadata value as text: a list joined by commas, ``{"name": ...}`` by its name."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return as_text(value.get("name"))
    if isinstance(value, list):
        return ", ".join(part for item in value if isinstance(item, str) and (part := item.strip()))
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if abs(value) < 10**18 else ""
    return ""


def _title_of(body: str, heading: str) -> str:
    """The heading, else a short first line with text below it, else the opening words."""
    first, _, rest = body.partition("\n")
    line = clean_line(first, len(first) + 1)
    if heading and (rest.strip() or heading != line):
        return heading
    if len(line) <= _TITLE_LIMIT and not line.endswith(_FULL_STOPS) and rest.strip():
        return line
    opening = clean_line(body[: _TITLE_LIMIT * 2], len(body) + 1)
    if len(opening) <= _TITLE_LIMIT // 2:
        return opening
    words = opening[: _TITLE_LIMIT // 2].rsplit(" ", 1)[0]
    return words.rstrip(" ,;:") + "…"


def _same_line(title: str, body: str) -> bool:
    first = clean_line(body.partition("\n")[0], _TITLE_LIMIT * 2)
    return first.casefold() == title.casefold()


def _address(value: str, notes: list[str]) -> str:
    """``value`` when it is a plain web address, else nothing and a note."""
    value = value.strip()
    if not value:
        return ""
    try:
        parts = urlsplit(value)
        good = (
            parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
        )
    except ValueError:
        good = False
    if (
        good
        and value.isprintable()
        and not any(map(str.isspace, value))
        and value == clean(value)[0]
    ):
        return value
    notes.append("the address was dropped: only plain http and https addresses are kept")
    return ""


def _losses(replaced: int, removed: int) -> list[str]:
    notes = []
    if replaced:
        notes.append(f"{replaced} character(s) could not be decoded")
    if removed:
        notes.append(f"{removed} invisible or control character(s) removed")
    return notes
