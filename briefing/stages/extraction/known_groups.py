"""Groups that the news names without saying what they are, found by the names of the table."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import lru_cache

from briefing.domain.vocabulary import CountryTable, Group
from briefing.stages.extraction.mentions import Party, word_pattern

# before what is part of a longer name: "American Red Cross"
_LED = re.compile(r"\b(?!The\b)[A-Z][a-z]+\s$")


def groups_in(
    text: str, table: CountryTable, known: Collection[str] = (), articles: Collection[str] = ()
) -> list[Party]:
    """The groups that a text names, each under the name that it uses first.

    Of two names at one place the longer counts ("Pakistani Taliban"), so does that of a party that
    is ``known`` already ("Islamic State in the Greater Sahara"). An organisation's name may be part
    of a longer one, an armed group's seldom is ("Lebanese Hezbollah").
    """
    if not table.groups:
        return []
    pattern, groups = _finder(table.groups)
    for name in known:
        if name[:1].isupper() and not name.split()[-1].islower() and pattern.search(name):
            text = text if name in groups else text.replace(name, " ")
    found: dict[str, list[str]] = {}
    for match in pattern.finditer(text):
        form = " ".join(match.group().split())
        group = groups[form]
        led = _LED.search(text[: match.start()][-40:])
        longer = led is not None and led[0].strip().lower() not in articles
        if group.kind != "organisation" or not longer:
            found.setdefault(group.name, []).append(form)
    kinds = {group.name: group.kind for group in table.groups}
    return [
        Party(forms[0], kinds[name], tuple(dict.fromkeys(f for f in forms if f != forms[0])))
        for name, forms in found.items()
    ]


def known_as(party: Party, parties: Mapping[str, Party]) -> str:
    """The key of a party that has one of another's names; "" where none has."""
    forms = {form.lower() for form in (party.name, *party.forms)}
    same = (
        key
        for key, other in parties.items()
        if any(
            form.lower() in forms or _people_of(form, forms) for form in (other.name, *other.forms)
        )
    )
    return next(same, "")


def _people_of(name: str, forms: Collection[str]) -> bool:
    """Whether a name is a group's with what its people are: "ELN guerrillas"."""
    first, _, last = name.rpartition(" ")
    return last.islower() and first.lower() in forms


@lru_cache(maxsize=4)
def _finder(groups: tuple[Group, ...]) -> tuple[re.Pattern[str], dict[str, Group]]:
    forms = {form: group for group in groups for form in (group.name, *group.aliases)}
    longest = sorted(forms, key=lambda form: (-len(form), form))
    return re.compile("|".join(map(word_pattern, longest))), forms
