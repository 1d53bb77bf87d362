"""Rules for a list of actors: what is no name is dropped, what a model overlooks is added."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from briefing.domain.lexicon import Lexicon
from briefing.domain.vocabulary import Country, CountryTable
from briefing.stages.extraction.closed_words import of_land, without_article
from briefing.stages.extraction.forces import with_forces
from briefing.stages.extraction.known_groups import groups_in, known_as
from briefing.stages.extraction.mentions import LONGER, OPENING, Party, contains, word_pattern
from briefing.stages.extraction.titles import (
    NAME,
    is_grouping,
    is_person,
    strip_titles,
    titles_in,
)

_ACTING = re.compile(
    r"(?<![\w.] )(?<!^)\b((?:[A-Z][\w-]+[^\S\n]+){1,4}[A-Z][\w-]+)"
    r"(?=\s+(?:has|have|had|said|says|will|would|[a-z]+ed)\b|['’]s\s)"
)
_SPELLED = re.compile(r"\s*\(([A-ZÀ-Þ][\w&-]{1,10})\)$")
_MONTH_DAY = re.compile(
    r"^(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)


def clean(
    listed: Sequence[Party], text: str, lexicon: Lexicon | None, countries: CountryTable
) -> tuple[list[Party], list[Party]]:
    """Only names that stand in the text word for word, titles stripped, each once."""
    kept: dict[str, Party] = {}
    unfound: list[Party] = []
    for party in listed:
        name = without_article(party.name, lexicon, text).strip(" .,;:'\"’")
        name = of_land(name, lexicon, countries) if lexicon is not None else name
        bare = strip_titles(name, lexicon)
        # "General Assembly" is no general
        titled = bare != name and (party.kind == "person" or len(bare.split()) > 1)
        name = bare if titled else name
        name = re.sub(r"['’]s?$", "", name)
        spelled = _SPELLED.search(name)  # "World Food Programme (WFP)"
        short = spelled.group(1) if spelled else ""
        name = name[: spelled.start()] if spelled else name
        if lexicon is not None and _is_common(name, text, lexicon):
            name = name.lower()  # "Doctors", where a sentence begins
        if not _can_act(name, text, lexicon) or _is_posted(name, lexicon):
            continue
        if not contains(text, name):
            unfound += [party] if name else []
            continue
        name = as_written(name, text)
        country = countries.named(name) or _by_people(name, party.kind, countries)
        if country is not None:
            party = Party(
                country.name,
                countries.kind_of(country),
                (name,) if name != country.name else (),
                country.code,
            )
        else:
            kind = "person" if titled and is_person(name) else party.kind
            if kind == "person" and not _has_first_name(name, text):
                kind = "other"  # one word alone: small models call every second state a person
            others = (party.name if not short else "", short)
            forms = tuple(form for form in others if form and form != name and contains(text, form))
            party = Party(name, kind, forms)
        old = kept.get(party.name.lower())
        kept[party.name.lower()] = _joined(old, party) if old else party
    return list(kept.values()), unfound


def _is_common(name: str, text: str, lexicon: Lexicon) -> bool:
    """Whether a name is a word for anybody ("Doctors"), not a body's own ("National Assembly")."""
    own = len(name.split()) > 1 and name.istitle() and re.search(word_pattern(name), text)
    return name.lower() in lexicon.collectives and not own


def _is_posted(name: str, lexicon: Lexicon | None) -> bool:
    """Whether a name only says what somebody is, and where: "ambassador in Oslo"."""
    grammar = lexicon.grammar if lexicon is not None else None
    office, _, place = name.partition(" ")
    return grammar is not None and office in grammar.titled and place.startswith(grammar.within)


def as_written(name: str, text: str) -> str:
    """A name as the text spells it, where that is only a matter of capitals ("EUropol")."""
    if not name[:1].isupper() or re.search(word_pattern(name), text):
        return name
    found = re.search(word_pattern(name), text, re.IGNORECASE)
    return found.group() if found and found.group()[:1].isupper() else name


def _can_act(name: str, text: str, lexicon: Lexicon | None) -> bool:
    """No for bare titles ("Prime Minister", "COAS") and for things ("Chinese missile systems").

    A name that ends in a common noun must be a known collective, or somewhere in the text the
    subject of a past tense.
    """
    if lexicon is None or not name:
        return bool(name)
    if name.split()[0].lower() in lexicon.order.get("prepositions", ()):
        return False  # "Am Vormittag"
    titles = titles_in(lexicon)
    if re.fullmatch(titles, name, re.IGNORECASE) or re.search(
        rf"(?:{titles})\s*\({re.escape(name)}\)", text, re.IGNORECASE
    ):
        return False
    if re.match(rf"(?:[\w.-]+\s)?(?:{titles})\s+(?:of|for|to)\s", name, re.IGNORECASE):
        return False  # "Lanvari Minister of Trade": an office; who holds it has a name
    if re.search(rf"(?:^|[\s’'s])(?:{titles})$", name, re.IGNORECASE):
        return False
    last = name.split()[-1]
    known = last in lexicon.collectives or name.lower() in lexicon.collectives
    if not last.islower() or known or is_grouping(name, lexicon):
        return True
    called = lexicon.order.get("called", ())
    if name[:1].isupper() and name.split()[0].lower() in lexicon.bodies and last.endswith(called):
        return True  # "Partito democratico"
    acts = rf"{word_pattern(name)}\s+(?:\w+ly\s+)?(?:ha[ds]\s+|have\s+)?[a-z]{{2,}}ed\b(?!\s+by)"
    return bool(re.search(acts, text, re.IGNORECASE))


def _joined(old: Party, new: Party) -> Party:
    forms = tuple(f for f in dict.fromkeys((*old.forms, new.name, *new.forms)) if f != old.name)
    return Party(old.name, old.kind, forms, old.country or new.country)


def _has_first_name(name: str, text: str) -> bool:
    return " " in name or bool(re.search(rf"\b[A-Z][\w-]+\s+{re.escape(name)}\b", text))


def _by_people(name: str, kind: str, countries: CountryTable) -> Country | None:
    """The state that a model lists by the word for its people ("Omani")."""
    found = [c for c in countries.countries if name in c.demonyms]
    return found[0] if kind == "state" and len(found) == 1 else None


def complete(
    found: list[Party], text: str, lexicon: Lexicon | None, countries: CountryTable
) -> list[Party]:
    """Add what a model overlooks: countries, titled persons, names that act, collectives."""
    parties = {party.name.lower(): party for party in found}
    for party in _countries(text, countries):
        parties.setdefault(party.name.lower(), party)
    articles = lexicon.order.get("articles", ()) if lexicon is not None else ()
    for party in groups_in(text, countries, [p.name for p in parties.values()], articles):
        old = known_as(party, parties)
        joined = _joined(parties[old], party) if old else party
        parties[old or party.name.lower()] = replace(joined, kind=party.kind)
    if lexicon is None:
        return [parties[key] for key in sorted(parties)]
    for name in _titled_persons(text, lexicon):
        low = name.lower()
        if not any(low in other or other.endswith(f" {low}") for other in parties):
            parties[low] = Party(name, "person")
    for name, kind in _named_groups(text, [p.name for p in parties.values()], lexicon):
        if countries.named(bare := strip_titles(name, lexicon)) is None:  # "Addis Ababa said"
            parties.setdefault(bare.lower(), Party(bare, "person" if bare != name else kind))
    for name in _single_names(text, [p.name for p in parties.values()], lexicon, countries):
        parties.setdefault(name.lower(), Party(name, "other", sure=False))
    parties = with_forces(parties, text, lexicon, countries)
    _add_bodies(parties, text, lexicon)
    return [parties[key] for key in sorted(parties)]


def _countries(text: str, countries: CountryTable) -> list[Party]:
    found: dict[str, Party] = {}
    for form, country in sorted(countries.forms, key=lambda one: -one[0].count(" ")):
        name = country.name
        own = form == name or form in country.demonyms
        pattern = word_pattern(form) + ("" if own else LONGER)
        if form in text and re.search(pattern, text):
            found.setdefault(name, Party(name, countries.kind_of(country), (), country.code))
            if " " in form:  # in "UN Security Council" no "UN" is named
                text = re.sub(pattern, "-", text)
    return list(found.values())


def _add_bodies(parties: dict[str, Party], text: str, lexicon: Lexicon) -> None:
    """Short forms of named bodies ("The bank"), and bare collectives ("police")."""
    for word in sorted({*lexicon.bodies, *lexicon.outlets} - set(lexicon.collectives)):
        named = [key for key in sorted(parties) if key.endswith(f" {word}")]
        if len(named) == 1 and re.search(rf"\b[Tt]he {word}\b", text):
            _add_collective(word, parties, lexicon.armed)  # the one bank that has a name
    places = lexicon.grammar.places if lexicon.grammar else ()
    for word in lexicon.collectives:
        if word.lower() in parties or word.split()[0].lower() not in text.lower():
            continue
        found = [
            text[: one.start()]
            for one in _collective(word).finditer(text)
            if not text.startswith(("'", "’"), one.end())
        ]
        if found:
            local = all(before.rstrip().endswith(places) for before in found)
            _add_collective(word, parties, lexicon.armed, named=not local)


@lru_cache(maxsize=4096)  # there are more of them than Python's own cache of patterns holds
def _collective(word: str) -> re.Pattern[str]:
    """A collective, with a capital only where a sentence begins."""
    low, opening = word_pattern(word), word_pattern(word.capitalize())
    return re.compile(rf"{low}|{OPENING}{opening}", re.MULTILINE)


def _add_collective(
    word: str, parties: dict[str, Party], armed: Sequence[str], *, named: bool = True
) -> None:
    """ "the government" is the one government that has a name in the article, else itself.

    "the army" is no "Liberation Army", which is called a band sooner; without ``named`` the word is
    nobody's short name ("a village council").
    """
    wholes = [
        key
        for key in sorted(parties)
        if key.endswith(f" {word.lower()}") and not key.endswith(tuple(armed))
    ]
    if len(wholes) == 1 and named:
        old = parties[wholes[0]]
        parties[wholes[0]] = Party(old.name, old.kind, (*old.forms, word), old.country)
    elif not wholes:
        parties[word.lower()] = Party(word, "group", sure=False)


def _named_groups(text: str, known: Sequence[str], lexicon: Lexicon) -> list[tuple[str, str]]:
    """Capitalised names of several words that act or own, and that nobody has listed."""
    bodies = {*lexicon.bodies, *lexicon.outlets}
    found: dict[str, str] = {}
    for match in _ACTING.finditer(text):
        name = without_opener(re.sub(r"^(?:The|A|An)\s+", "", match.group(1)), lexicon)
        if " " not in name or any(name in other or other in name for other in (*known, *found)):
            continue
        organisation = any(word.rstrip("s").lower() in bodies for word in name.split())
        found[name] = "organisation" if organisation else "person"
    return list(found.items())


def without_opener(name: str, lexicon: Lexicon) -> str:
    """A name without a word that only opens its sentence: "When Lisk left", "With Lisk's help"."""
    first, _, rest = name.partition(" ")
    return without_opener(rest, lexicon) if first.lower() in lexicon.openers and rest else name


def _single_names(
    text: str, known: Sequence[str], lexicon: Lexicon, countries: CountryTable
) -> list[str]:
    """Capitalised words that stand inside sentences more than once and act or own somewhere."""
    inside = Counter(re.findall(r"(?:\b[a-z]+|,) ([A-Z][a-z]{3,})\b(?!\s+[A-Z])", text))
    stems = {word[:4] for name in known for word in name.split()}  # Ostravan is no new Ostrava
    peoples = {form for country in countries.countries for form in country.demonyms}
    return [
        name
        for name, times in sorted(inside.items())
        if times > 1
        and name[:4] not in stems
        and name not in peoples
        and name.lower() not in lexicon.titles
        and countries.named(name) is None
        and not _MONTH_DAY.match(name)
        and re.search(rf"\b{name}(?:\s+(?:has|had|said|will|would|[a-z]+(?:ed|s))\b|['’]s\s)", text)
    ]


def _titled_persons(text: str, lexicon: Lexicon) -> list[str]:
    titles = titles_in(lexicon)
    pattern = re.compile(rf"(?<!\d )\b(?i:{titles})\.?,?\s+({NAME})")
    names = (
        strip_titles(re.sub(r"['’]s?$", "", m.group(1)), lexicon) for m in pattern.finditer(text)
    )
    return [
        n
        for n in dict.fromkeys(names)
        if is_person(n)
        and not _MONTH_DAY.match(n)
        and not re.fullmatch(titles, n, re.IGNORECASE)  # "Deputy Prime Minister"
    ]
