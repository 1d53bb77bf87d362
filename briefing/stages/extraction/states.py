"""A state under several names: its people, its government, its full name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from briefing.domain.vocabulary import CountryTable
from briefing.stages.extraction.mentions import MentionFinder, Party, people_pattern

_MINISTRY = re.compile(r"Ministry of ")
# a government that is told from another by its seat
_SEATED = re.compile(r"\b[Gg]overnment in [A-Z]")
_OFTENER = 2
# what a state's own statements call it
_SELF = re.compile(
    r"(?:Ministry(?: of Foreign Affairs(?: and [A-Z]\w+)?)?|Government(?: of the [A-Z]\w+)?"
    r"|Republic|Kingdom|Sultanate|Federation|Emirate)"
)
# "the Ministry of Foreign Affairs of the Republic of Tosk" is how it signs
_NOT_ISSUING = r"(?<!Ministry of Foreign Affairs )"
# what a body calls those who speak for it in its own statements
_GATHERED = re.compile(
    r"(?:Summit|Assembly|Heads of State(?: and(?: of)? Government)?|Heads of Government"
    r"|(?:Foreign )?Ministers|Leaders)"
)
_MINISTRY_ALONE = re.compile(r"\b[Tt]he Ministry(?: of Foreign Affairs)?\b(?! of| in)")
_ENVOYS = r"(?i:ambassador|embassy|chargé d['’]affaires|consul|consulate|envoy)"
# the endings of words for what is a land's
_ADJECTIVES = ("an", "ian", "ish", "ese", "ani", "eni", "iri")
_BARE = re.compile(r"\b[Tt]he [Gg]overnment\b(?! of\b)")
_LEAGUES = ("organisation", "other", "group")
_GOVERNMENTS = ("government", "Government", "presidency", "Presidency")


def homes(kept: Mapping[str, Party], countries: CountryTable) -> dict[str, str]:
    """Parties that are another state of the article, with that state's name.

    "Dromish" is Dromia, "the government of Quendor" and "Quendor's government" are Quendor.
    """
    states = [p for p in kept.values() if p.kind == "state" or _one_word(p)]
    found = {}
    for party in kept.values():
        others = [state for state in states if state.name != party.name]
        owners = [
            state.name
            for state in others
            if _is_people(party, state) or _rules(party, state, countries)
        ]
        if len(owners) == 1:
            found[party.name] = owners[0]
    return {name: home for name, home in found.items() if home not in found}


def _one_word(party: Party) -> bool:
    return " " not in party.name and party.name[:1].isupper() and party.kind != "person"


def _is_people(party: Party, state: Party) -> bool:
    """Whether a name of one word is what the people of an invented state is called."""
    land = state.name.split()[-1]
    pattern = people_pattern(land)
    longer = len(party.name) > len(land) or not party.name.startswith(land[:-1])
    return (
        _one_word(party)
        and not party.country
        and bool(pattern)
        and longer
        and bool(re.fullmatch(pattern, party.name))
    )


def has_people(party: Party, text: str) -> bool:
    """Whether a name of one word has a people that something is called by ("Dromish envoys")."""
    pattern = people_pattern(party.name)
    if not pattern or not _land(party) or not re.search(rf"{pattern}", party.name):
        return False
    forms = re.findall(rf"{pattern}(?= [a-z])", text)
    return any(form != party.name and form.endswith(_ADJECTIVES) for form in forms)


def _land(party: Party) -> bool:
    name = party.name
    bare = " " not in name and name[:1].isupper() and not name.isupper() and not party.country
    return bare and party.kind != "state" and not name.endswith(_ADJECTIVES)


def _rules(party: Party, state: Party, countries: CountryTable) -> bool:
    country = countries.named(state.name) if state.country else None
    known = country.demonyms if country is not None else ()
    names = "|".join(re.escape(form) for form in (state.name, *state.forms, *known))
    return bool(
        re.fullmatch(
            rf"(?i:government|ministry [\w ]+?) of (?:the )?(?:{names})"
            rf"|(?:{names})['’]s (?i:government|embassy|[a-z]+ ministry)"
            rf"|(?:{names}) (?i:government|authorities|judiciary)",
            party.name,
        )
    )


def governed(kept: Mapping[str, Party], text: str, countries: CountryTable) -> dict[str, str]:
    """ "the government" with the state whose it is: the only one, the only one whose government
    the text names, or the one that it names first.
    """
    words = [word for word in _GOVERNMENTS if word in kept]
    states = [p for p in kept.values() if p.kind == "state" and p.sure]
    owning = [p for p in states if _owns(p, text)]
    if len(owning) == 1 and _bare_before(owning[0], text):
        owning = []  # "the Government" was told before "the Government of Austria"
    chosen = owning if len(owning) == 1 else states
    if len(chosen) == 1 and chosen is not owning and not _leads(chosen[0], kept, text, countries):
        return {}
    if len(chosen) > 1:
        chosen = [] if _SEATED.search(text) else first_named(chosen, text, countries)
    return dict.fromkeys(words, chosen[0].name) if len(chosen) == 1 else {}


def issuing(kept: Mapping[str, Party], text: str, countries: CountryTable) -> dict[str, str]:
    """What a state calls itself in its own statements, with that state: "the Ministry of Foreign
    Affairs", "the Republic".

    It is the first state that the text names twice and does not speak of as of another one, by
    its full name or its envoys ("the ambassador of the Kingdom of Roum").
    """
    if not _MINISTRY_ALONE.search(text):
        return {}
    states = [p for p in kept.values() if p.kind == "state" and not _is_another(p, text)]
    times = Counter(mention.party for mention in MentionFinder(states, countries).find(text))
    first = first_named([p for p in states if times[p.name] > 1], text, countries)
    words = [name for name in kept if _SELF.fullmatch(name)]
    words += re.findall(rf"\b(?<=[Tt]he ){_SELF.pattern}\b(?! of| [A-Z])", text)
    return dict.fromkeys(words, first[0].name) if first else {}


def halves(kept: Mapping[str, Party], text: str, countries: CountryTable) -> dict[str, str]:
    """What a text calls one of two states of one name: "the North" for North Korea."""
    lands = {country.name for country in countries.countries} | {*kept}
    found = {}
    for name in (party.name for party in kept.values() if party.kind == "state"):
        half, _, land = name.partition(" ")
        twin = any(other != name and other.split()[-1] == land for other in lands if land)
        if twin and half not in kept and re.search(rf"\b[Tt]he {half}\b(?![-’'\w]| [A-Z])", text):
            found[half] = name
    return found


def convening(kept: Mapping[str, Party], text: str) -> dict[str, str]:
    """Who meets for a body, with that body: "the Heads of State of the Lake Community", "the
    Summit". It is the only one of which the text says whose they are.
    """
    bodies = [p for p in kept.values() if p.kind in _LEAGUES and not _GATHERED.fullmatch(p.name)]
    owning = []
    for body in bodies:
        forms = "|".join(map(re.escape, (body.name, *body.forms)))
        if re.search(rf"\b{_GATHERED.pattern} of (?:the )?(?:{forms})\b", text):
            owning.append(body.name)
    words = [name for name in kept if _GATHERED.fullmatch(name)]
    words += re.findall(rf"\b(?<=[Tt]he ){_GATHERED.pattern}\b(?! of| [A-Z])", text)
    return dict.fromkeys(words, owning[0]) if len(owning) == 1 else {}


def _is_another(state: Party, text: str) -> bool:
    names = "|".join(re.escape(form) for form in (state.name, *state.forms))
    return bool(
        re.search(
            rf"(?:{_NOT_ISSUING}\bof the [A-Z]\w+ of|{_ENVOYS} (?:of|to)(?: the)?) (?:{names})\b",
            text,
        )
    )


def first_named(states: Sequence[Party], text: str, countries: CountryTable) -> list[Party]:
    """The state that a text names first, by itself or in a longer name, as a list of one."""
    found = MentionFinder(states, countries).find(text)
    return [state for state in states if found and state.name == found[0].party]


def _owns(party: Party, text: str) -> re.Match[str] | None:
    forms = "|".join(map(re.escape, (party.name, *party.forms)))
    owner = rf"\b(?:{forms})(?:['’]s)? government\b|\b[Gg]overnment of (?:the )?(?:{forms})\b"
    return re.search(owner, text)


def _bare_before(party: Party, text: str) -> bool:
    owned, bare = _owns(party, text), _BARE.search(text)
    return bool(owned and bare and bare.start() < owned.start())


def _leads(state: Party, kept: Mapping[str, Party], text: str, countries: CountryTable) -> bool:
    """Whether a text names no other state before this one."""
    states = [party for party in kept.values() if party.kind == "state"]
    first = next(iter(MentionFinder(states, countries).find(text)), None)
    return first is None or first.party == state.name


def most_named(states: Sequence[Party], text: str, countries: CountryTable) -> list[Party]:
    """The state that a text names at least twice as often as any other, if there is one."""
    finder = MentionFinder(states, countries)
    times = Counter(mention.party for mention in finder.find(text))
    (_, first), (_, second) = [*times.most_common(2), ("", 0), ("", 0)][:2]
    often = first >= _OFTENER * second and first > 1
    return [state for state in states if often and times[state.name] == first]


def short_bodies(name: str, kept: Mapping[str, Party]) -> tuple[str, ...]:
    """What a text calls the only ministry that has a name: "the ministry"."""
    alike = [other for other in kept if _MINISTRY.match(other)]
    return ("Ministry", "ministry") if alike == [name] else ()
