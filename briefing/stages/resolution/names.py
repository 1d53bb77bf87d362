"""Reading one name: what is left without titles, articles and possessives, and whom it means."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Literal

from briefing.domain.vocabulary import Country, CountryTable
from briefing.stages.resolution.words import (
    ARMED_FORCES,
    DOUBTFUL,
    GENERIC,
    GOVERNMENT,
    INNER,
    LOOKS_LIKE,
    OFFICE,
    RANKED,
    SPELLING,
    TITLES,
)

Sort = Literal["state", "body", "office", "person", "name", "generic"]
How = Literal["name", "capital", "demonym", "alias", "government"]

_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "‐": "-", "‑": "-", "–": "-"} | dict.fromkeys('"“”„«»')
)
_DOTTED = re.compile(r"^(?:[^\W\d_]\.){2,}$|^(?:[^\W\d_]\.)+[^\W\d_]$")
_PARENTHESES = re.compile(r"\s*\(([^()]*)\)\s*")
_ACRONYM = re.compile(r"^[A-Z][A-Z0-9&+-]{1,7}$")


@dataclass(frozen=True)
class Hit:
    """A country or body a whole name stands for; ``anchor`` is unique to it."""

    anchor: str
    code: str
    name: str
    state: bool
    how: How


@dataclass(frozen=True)
class Form:
    """One name as read. ``key`` is equal for equal names; ``anchor`` says whom it means, if known.

    ``tokens`` are the name's words without titles, lower case; ``acronym`` is what the text itself
    puts in parentheses behind the name; ``code`` is the country the name mentions.
    """

    text: str
    key: str
    sort: Sort
    tokens: tuple[str, ...]
    anchor: str = ""
    code: str = ""
    owner: str = ""
    how: How = "name"
    titles: tuple[str, ...] = ()
    acronym: str = ""


def clean(name: str) -> tuple[str, str]:
    """The name without marks, "the", possessive and parentheses, and a trailing acronym."""
    text = unicodedata.normalize("NFC", name).translate(_QUOTES)
    text = " ".join(text.split())
    found = _PARENTHESES.search(text)
    acronym = ""
    if found and found.start() > 0:
        inner = found.group(1).strip()
        if found.end() == len(text) and _ACRONYM.match(inner):
            acronym = inner
        text = _PARENTHESES.sub(" ", text).strip()
    text = text.strip(" ',;:!?")
    text = " ".join(_undot(word) for word in text.split())
    text = re.sub(r"'s$", "", text)
    bare = re.sub(r"^the\s+(?=\S)", "", text, flags=re.IGNORECASE)
    return bare or " ".join(name.split()), acronym


def _undot(word: str) -> str:
    return word.replace(".", "") if _DOTTED.match(word) else word


def folded(text: str) -> str:
    """``text`` for comparison: lower case, one spelling, no hyphens."""
    words = text.casefold().replace("-", " ").replace(".", "").split()
    return " ".join(SPELLING.get(word, word) for word in words)


def is_short(text: str) -> bool:
    """Whether ``text`` is a word in capitals that counts only as written (US, WHO)."""
    return len(text) <= 5 and text.isupper()


def mention_key(text: str) -> str:
    """The key of a cleaned name within one article."""
    return text if is_short(text) else folded(text)


def skeleton(key: str) -> str:
    """``key`` with look-alike letters replaced: two names that look the same have the same one."""
    return key.casefold().translate(LOOKS_LIKE)


class Places:
    """The country table, ready for look-up of whole names."""

    def __init__(self, table: CountryTable) -> None:
        self._hits: dict[str, Hit] = {}
        self._codes: dict[str, Country] = {}
        for country in sorted(table.countries, key=lambda one: one.code):
            self._codes[country.code] = country
            self._enter(country, f"state {country.code}", state=True)
        for body in sorted(table.bodies, key=lambda one: (one.code, one.name)):
            self._codes.setdefault(body.code, body)
            self._enter(body, f"body {body.code} {folded(body.name)}", state=False)

    def _enter(self, entry: Country, anchor: str, *, state: bool) -> None:
        words: list[tuple[How, str]] = [("name", entry.name)]
        words += [("alias", word) for word in entry.aliases]
        words += [("demonym", word) for word in entry.demonyms]
        words += [("capital", entry.capital)] if entry.capital else []
        for how, word in words:
            text, _ = clean(word)
            key = text if is_short(text) else folded(text)
            self._hits.setdefault(key, Hit(anchor, entry.code, entry.name, state, how))

    def find(self, text: str) -> Hit | None:
        """The country or body of which the cleaned ``text`` is a whole name, or None."""
        return self._hits.get(text) or self._hits.get(folded(text))

    def code(self, text: str) -> str:
        """The code meant by a code or a country name, or the empty string."""
        if text in self._codes:
            return text
        hit = self.find(clean(text)[0]) if text.strip() else None
        return hit.code if hit else ""

    def state(self, text: str) -> Hit | None:
        """Like ``find``, for states called by name or demonym, with or without possessive."""
        hit = self.find(clean(text)[0])
        return hit if hit and hit.state and hit.how != "capital" else None


def read(name: str, kind: str, places: Places) -> Form:
    """Read ``name`` of an actor of ``kind`` (empty: unknown)."""
    text, acronym = clean(name)
    whole = _whole(text, kind, places) or _office(text, kind, places)
    if whole is not None:
        return replace(whole, acronym=acronym)
    titles: tuple[str, ...] = ()
    rest, owner = text, None
    if kind in {"person", "other", ""}:
        titles, rest, owner = strip_titles(text, places)
    key = folded(rest)
    tokens = tuple(key.split())
    sort: Sort = "person" if kind == "person" or titles else "name"
    if set(folded(text).split()) <= GENERIC or (text == text.lower() != text.upper()):
        sort, titles, key, tokens = "generic", (), folded(text), tuple(folded(text).split())
    return Form(
        text, key, sort, tokens, code=owner.code if owner else "", titles=titles, acronym=acronym
    )


def _whole(text: str, kind: str, places: Places) -> Form | None:
    if kind in {"person", "company"}:
        return None
    hit, how = places.find(text), None
    if hit is None:
        hit, how = _government(text, places), "government"
    elif hit.how == "capital" and kind not in {"state", "government_body", "other", ""}:
        return None
    if hit is None:
        return None
    words = tuple(folded(text).split())
    sort: Sort = "state" if hit.state else "body"
    taken: How = "government" if how else hit.how
    return Form(text, hit.anchor, sort, words, hit.anchor, hit.code, hit.name, taken)


def _government(text: str, places: Places) -> Hit | None:
    words = text.split()
    if len(words) > 1 and words[-1].casefold() in GOVERNMENT:
        return places.state(" ".join(words[:-1]))
    if len(words) > 2 and words[0].casefold() in GOVERNMENT and words[1].casefold() == "of":
        return places.state(" ".join(words[2:]))
    return None


def _office(text: str, kind: str, places: Places) -> Form | None:
    """A part of a state: "Pakistan's army", "army of Pakistan", "Chinese foreign minister"."""
    found = _office_before(text, places) or _office_behind(text, places)
    if found is None:
        return None
    hit, rest, plain = found
    if plain and (kind == "person" or hit.name.casefold() in DOUBTFUL):
        return None
    words = tuple(folded(rest).split())
    if not words or not set(words) <= OFFICE | TITLES:
        return None
    office = " ".join(words)
    anchor = f"office {hit.code} {'military' if office in ARMED_FORCES else office}"
    return Form(text, anchor, "office", words, anchor, hit.code, hit.name)


def _office_before(text: str, places: Places) -> tuple[Hit, str, bool] | None:
    words = text.split()
    rank = [word for word in words[:1] if word.casefold() in RANKED]
    words = words[len(rank) :]
    for size in range(min(len(words) - 1, 5), 0, -1):
        front = " ".join(words[:size])
        hit = places.state(front)
        if hit is not None:
            plain = hit.how != "demonym" and not front.endswith(("'s", "'"))
            return hit, " ".join([*rank, *words[size:]]), plain
    return None


def _office_behind(text: str, places: Places) -> tuple[Hit, str, bool] | None:
    for found in re.finditer(r"\s+of\s+", text):
        hit = places.state(text[found.end() :])
        if hit is not None and hit.how != "demonym":
            return hit, text[: found.start()], False
    return None


_SEATS = frozenset({"in", "at", "to", "from", "near"})


def strip_titles(text: str, places: Places) -> tuple[tuple[str, ...], str, Hit | None]:
    """Titles (lower case), the name behind them, and the country the titles name.

    Without a title, or with nothing behind it, the name is returned whole.
    """
    words = text.split()
    end = at = 0
    owner: Hit | None = None
    titles: list[str] = []
    pending: list[str] = []
    while at < len(words):
        parts = folded(words[at].strip(",").removesuffix("'s")).split()
        hit, size = _state_at(words, at, places)
        ends = bool(parts) and parts[-1] in TITLES and set(parts) <= TITLES | INNER
        if ends:
            end = at + 1
            titles, pending = [*titles, *pending, *parts], []
        elif hit is not None:
            owner = owner or (hit if hit.state else None)
        elif set(parts) <= INNER:
            pending += parts
        else:
            break
        at += size if hit is not None and not ends else 1
    rest = " ".join(words[end:])
    named = any(word[0].upper() == word[0] for word in rest.split())
    seat = bool(rest) and rest.split()[0] in _SEATS  # "ambassador in Brennick"
    if not end or not named or seat or set(folded(rest).split()) <= INNER:
        return (), text, None
    return tuple(_title(titles)), rest, owner


def _title(words: list[str]) -> list[str]:
    return [
        part
        for word in words
        for part in ({"pm": ["prime", "minister"], "premier": ["prime", "minister"]}).get(
            word, [word]
        )
        if part not in {"of", "and", "the", "for"}
    ]


def _state_at(words: list[str], at: int, places: Places) -> tuple[Hit | None, int]:
    """The state or body that the words from ``at`` begin with, and how many words it takes."""
    for size in (3, 2, 1):
        front = clean(" ".join(words[at : at + size]))[0]
        hit = places.find(front) if at + size <= len(words) else None
        if hit is not None and hit.how != "capital":
            return hit, size
    return None, 1
