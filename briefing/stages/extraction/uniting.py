"""Parties that are one under two names become one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefing.domain.lexicon import Lexicon
from briefing.domain.vocabulary import CountryTable
from briefing.stages.extraction.called import members
from briefing.stages.extraction.mentions import Party
from briefing.stages.extraction.short_names import elders, seated, shortened, spelled_out
from briefing.stages.extraction.states import (
    convening,
    governed,
    halves,
    has_people,
    homes,
    issuing,
    short_bodies,
)
from briefing.stages.extraction.synonyms import alike_in, torn_in
from briefing.stages.extraction.titles import is_person

_LONGEST_REALM = 3
_OFFICES = (
    r"(?:government|(?:foreign|defen[cs]e|interior) (?:minister|ministry)|prime minister|embassy"
    r"|parliament|army|navy|armed forces|troops)"
)
_BANDS = ("group", "organisation", "other", "military")
_FIRMS = ("organisation", "other")
# what ends the name of the body that a group of synonyms belongs to
_BODY = {
    "military": re.compile(r"(?i)\b(?:army|military|armed forces)$"),
    "police": re.compile(r"(?i)\bpolice$"),
    "judges": re.compile(r"(?i)\b(?:court|tribunal)s?\b"),
    "lawmakers": re.compile(r"(?i)\b(?:parliament|assembly|senate|congress|knesset)$"),
}


def united(
    parties: Sequence[Party], text: str, lexicon: Lexicon, countries: CountryTable
) -> list[Party]:
    """Each party once, under its fuller name.

    "Dorje" is "Karma Dorje", "Tavena" the "Republic of Tavena", "the rebels" the only armed group,
    and of words that mean the same people the first stands for all.
    """
    realm = _realm(lexicon)
    places = lexicon.grammar.within if lexicon.grammar else ()
    surnames = {word for p in parties if p.kind == "person" for word in p.name.split()[1:]}
    kept = {
        party.name: replace(party, kind="state", sure=True)
        if party.name not in surnames
        and (
            _is_state(party, text)
            or has_people(party, text)
            or (lexicon.grammar is None and realm.match(party.name))
        )
        else party
        for party in parties
    }
    for party in parties:
        placed = [
            word for word in places if re.search(rf"\b{word} {re.escape(party.name)}\b", text)
        ]
        others = [p for p in kept.values() if p.name != party.name]
        whole = _whole(party, others, realm, town=bool(placed))
        if whole is not None:
            kept[whole.name] = _with_forms(kept[whole.name], (party.name, *party.forms), party)
            del kept[party.name]
    _join(kept, spelled_out(kept))
    _join(kept, shortened(kept))
    _join(kept, members(kept, lexicon))
    _join(kept, seated(kept, countries, text))
    _join(kept, homes(kept, countries))
    for party in list(kept.values()):
        for form in _short(party, kept, text, lexicon):
            other = kept.pop(form, None)
            forms = (form, *(other.forms if other else ()))
            kept[party.name] = _with_forms(kept[party.name], forms, other or party)
    for last, name in elders(kept, text).items():
        kept[name] = _with_forms(kept[name], (last,), kept[name])
    for kind in lexicon.synonyms:
        alike, torn = alike_in(kind, kept, text, lexicon), torn_in(kind, text, lexicon)
        _unite_words(kept, text, kind, [word for word in alike if word not in torn], lexicon)
        _unite_words(kept, text, "", [word for word in alike if word in torn], lexicon)
    return list(kept.values())


def _realm(lexicon: Lexicon) -> re.Pattern[str]:
    """What stands before the short name of a state in its official one: "Republic of the"."""
    realms = lexicon.grammar.realms if lexicon.grammar else lexicon.realms
    first = "|".join(map(re.escape, realms)) or "(?!)"
    if lexicon.grammar or not realms:
        return re.compile(rf"(?:{first}) of (?:the )?")
    owners = "|".join(map(re.escape, lexicon.order.get("of", ())))
    return re.compile(rf"(?:{first}) (?:{owners})\b\s?")


def ruled(parties: Sequence[Party], text: str, countries: CountryTable) -> list[Party]:
    """The parties with "the government" as the one of them that it governs, and with what a state
    calls itself as that state.
    """
    kept = {party.name: party for party in parties}
    own = issuing(kept, text, countries) | convening(kept, text) | halves(kept, text, countries)
    _join(kept, {name: home for name, home in own.items() if name in kept})
    for name, home in own.items():
        kept[home] = _with_forms(kept[home], (name,), kept[home])
    other = governed(kept, text, countries)
    _join(kept, {name: home for name, home in other.items() if name not in own})
    return list(kept.values())


def _join(kept: dict[str, Party], homes: Mapping[str, str]) -> None:
    """Make each party that is another one a form of it."""
    for name, home in homes.items():
        if home == name or home not in kept:
            continue
        short = short_bodies(name, kept)
        other = kept.pop(name)
        kept[home] = _with_forms(kept[home], (name, *other.forms, *short), other)


def _with_forms(party: Party, forms: Sequence[str], other: Party) -> Party:
    return Party(
        party.name,
        party.kind,
        tuple(dict.fromkeys((*party.forms, *forms))),
        party.country or other.country,
        party.sure or other.sure,
    )


def _whole(
    party: Party, others: Sequence[Party], realm: re.Pattern[str], *, town: bool
) -> Party | None:
    """The only party whose fuller name this one's is part of; a ``town`` is none of its firms."""
    name = party.name
    if not name[:1].isupper():
        return None
    wholes = [
        other
        for other in others
        if (other.kind == "person" and " " not in name and _surname(other.name) == name)
        or (_is_realm(other.name, name, realm))
        or (
            other.kind == "company"
            and party.kind != "person"
            and not town
            and other.name.startswith(f"{name} ")
        )
    ]
    return wholes[0] if len(wholes) == 1 else None


def _short(party: Party, kept: Mapping[str, Party], text: str, lexicon: Lexicon) -> list[str]:
    """The acronym in brackets behind a name, and "the Council" for the only "Council of …".

    Of a person the first word, where the text calls by that ("Wang" for Wang Shaolin).
    """
    if party.name not in kept or " " not in party.name:
        return []
    if party.kind == "person":
        return _called_first(party.name, kept, text, lexicon.titles)
    found = re.findall(rf"\b{re.escape(party.name)}[,]?\s+\(([A-ZÀ-Þ][\w&-]{{1,10}})\)", text)
    head, _, _ = party.name.partition(" of ")
    alone = " " not in head and head != party.name and head.lower() in lexicon.bodies
    alike = [p for p in kept.values() if p.name != head and head in p.name.split()]
    if alone and len(alike) == 1 and re.search(rf"\b[Tt]he {head}\b(?! of\b)", text):
        found.append(head)
    return [form for form in dict.fromkeys(found) if form != party.name]


def _called_first(
    name: str, kept: Mapping[str, Party], text: str, titles: Sequence[str]
) -> list[str]:
    """The first word of a name, if it stands alone, is no other person's, and the last never does.

    In Chinese, Korean and Hungarian that is the family; in Lao, Thai and Burmese what all say.
    """
    first, last = name.split()[0], _surname(name)
    others = [p.name for p in kept.values() if p.name not in (name, first)]
    if not is_person(name) or any(first in re.split(r"[\s-]", other) for other in others):
        return []
    untitled = re.sub(rf"\b(?i:{'|'.join(map(re.escape, titles))}) (?=[A-Z])", "", text)
    return [first] if _alone(first, untitled) and not _alone(last, untitled) else []


def _alone(word: str, text: str) -> bool:
    """Whether a name stands somewhere without another name beside it."""
    return any(
        not re.search(r"[A-Z][\w’'-]*\s$", text[max(0, m.start() - 30) : m.start()])
        for m in re.finditer(rf"\b{re.escape(word)}\b(?!-|[’']?\w*\s+[A-Z])", text)
    )


def _surname(name: str) -> str:
    return re.split(r"[\s-]", name)[-1]


def _is_realm(whole: str, name: str, realm: re.Pattern[str]) -> bool:
    longer = len(whole.split()) - len(name.split())
    return bool(realm.match(whole)) and whole.endswith(f" {name}") and longer <= _LONGEST_REALM


def _unite_words(
    kept: dict[str, Party], text: str, kind: str, group: Sequence[str], lexicon: Lexicon
) -> None:
    """Of words for the same people the first in the text stands for all, or the only named party
    of that kind.
    """
    words = [word for word in group if word in kept]
    if not words:
        return
    capital = [p for p in kept.values() if p.name[:1].isupper()]
    body = _BODY.get(kind)
    named = [p for p in capital if p.kind == kind or (body and body.search(p.name))]
    named = [p for p in named if kind != "military" or not _is_armed(p.name, lexicon.armed)]
    if kind == "armed_group":
        bands = [p for p in capital if p.kind in _BANDS and not p.country]
        called = [p for p in (*named, *bands) if _armed(p, group, text)]
        named = called or named or [p for p in bands if _is_armed(p.name, lexicon.armed)]
    if kind == "company":
        named = _firms(capital, text, lexicon)
    first = min(words, key=lambda word: (text.lower().find(word), word))
    target = named[0] if len(named) == 1 else kept[first]
    others = [word for word in words if word != target.name]
    kept[target.name] = _with_forms(target, others, target)
    for word in others:
        del kept[word]


def _firms(capital: Sequence[Party], text: str, lexicon: Lexicon) -> list[Party]:
    """The firm that "the company" is: one that the text calls so, else the first that it names."""
    nouns = lexicon.grammar.bodies.get("company", ()) if lexicon.grammar else ()
    called = re.compile(rf"\b(?i:{'|'.join(map(re.escape, nouns)) or '(?!)'}),? $")
    own = [p for p in capital if p.kind == "company"]
    bare = [p for p in capital if p.kind in _FIRMS and not p.country and _is_bare(p.name, lexicon)]
    told = [p for p in (*own, *bare) if called.search(text[: max(0, text.find(p.name))][-30:])]
    firms = told or own or bare
    return sorted(firms, key=lambda party: text.find(party.name))[:1]


def _is_bare(name: str, lexicon: Lexicon) -> bool:
    """Whether a name says of nobody what he is: "Harbourlink", not "Dockers' Union"."""
    return not any(word.lower().rstrip("s") in lexicon.bodies for word in name.split())


def _is_armed(name: str, armed: Sequence[str]) -> bool:
    return any(re.search(rf"(?i)\b{re.escape(word)}s?\b", name) for word in armed)


def _armed(party: Party, words: Sequence[str], text: str) -> bool:
    """Whether the text calls a body armed: "fighters of the Dawn Front", "Dawn Front rebels"."""
    who = "|".join(map(re.escape, words))
    forms = [party.name, *party.forms, party.name.split()[-1]]
    name = "|".join(re.escape(form) for form in forms if form[:1].isupper())
    armed = "rebel|militant|armed|jihadist|insurgent|separatist|guerrilla|paramilitary|terrorist"
    sort = rf"(?:{armed})\s+(?:\w+\s+)?"
    of = r"(?:of|from|with|loyal to|belonging to)"
    called = rf"(?:(?:{who})\s+{of}\s+(?:the\s+)?|{sort}(?:the\s+)?)"
    return bool(
        re.search(rf"(?i:{called})(?:{name})\b", text)
        or re.search(rf"\b(?:{name})\s+(?i:{who})\b", text)
    )


def _governed(party: Party, text: str, office: str = "government") -> bool:
    forms = "|".join(map(re.escape, (party.name, *party.forms)))
    return bool(re.search(rf"\b(?:{forms})(?:['’]s)? {office}\b|\b{office} of (?:{forms})\b", text))


def _is_state(party: Party, text: str) -> bool:
    """Whether a name of one word is a state's, since it has what only states have."""
    bare = " " not in party.name and party.name[:1].isupper() and not party.country
    return bare and party.kind != "state" and _governed(party, text, _OFFICES)
