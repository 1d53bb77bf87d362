"""What a language without capitals calls countries and what is theirs."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.domain.lexicon import Lexicon
from briefing.domain.vocabulary import Country, CountryTable
from briefing.stages.extraction.forms import Form


def lands_of(
    lexicon: Lexicon, countries: CountryTable
) -> Iterator[tuple[str, tuple[str, str, list[Form]]]]:
    """Every country with its forms in the language."""
    inflection = lexicon.inflection
    entries: list[Country] = [*countries.bodies, *countries.countries]
    for code, names in lexicon.countries.items():
        country = next((c for c in entries if c.code == code), None)
        if country is None:
            continue
        forms = [Form(name) for name in names]
        forms += [Form(town, "capital") for town in lexicon.uncased.capitals.get(code, ())]
        for people in lexicon.uncased.peoples.get(code, ()):
            for ending in inflection.peoples:
                told = [word + ending for word in people.split()]
                forms.append(Form(" ".join(told), "demonym"))
                forms.append(Form(" ".join(inflection.article + word for word in told), "demonym"))
        yield country.name, (code, countries.kind_of(country), forms)
