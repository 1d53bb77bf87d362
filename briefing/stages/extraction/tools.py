"""What extraction is handed from outside: vocabulary, lexicons, countries, prompts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from briefing.domain.lexicon import Lexicon
from briefing.domain.syntax import Parser
from briefing.domain.vocabulary import Country, CountryTable, Vocabulary
from briefing.stages.extraction.case_words import CaseWords
from briefing.stages.extraction.cues import CueFinder
from briefing.stages.extraction.dates import DateFinder
from briefing.stages.extraction.evaluating import forms_of
from briefing.stages.extraction.status import StatusReader


class Language:
    """One language's lexicon with the readers built from it."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.cues = CueFinder(lexicon)
        self.status = StatusReader(lexicon)
        self.dates = DateFinder(lexicon.calendar)
        self.takers = {
            "demands": forms_of(lexicon.demand, lexicon),
            "denials": forms_of(lexicon.denial, lexicon),
            "mutual": forms_of(lexicon.mutual, lexicon),
            "pleas": forms_of(lexicon.plea, lexicon),
            "causes": frozenset(lexicon.causes),
            "amends": lexicon.amends,
            "sayings": frozenset(lexicon.sayings),
            "freeing": lexicon.freeing,
            "gestures": frozenset(lexicon.gestures),
            "grievances": lexicon.grievances,
        }
        self.cased = CaseWords(lexicon) if lexicon.inflection.cases else None
        things = "|".join(map(re.escape, lexicon.instruments)) or "(?!)"
        self._thing = re.compile(
            rf"(?:^|[;:—–,]\s*|\b(?:when|after|as|and)\s+)(?:(?:[Aa]n?|[Tt]he|[a-z]+)\s+){{0,3}}"
            rf"(?i:{things})\b(?!['’])[^;:]*$"
        )

    def thing_acts(self, clause: str) -> bool:
        """Whether a thing that does harm by itself is what acts: "an explosion tore through"."""
        return bool(self._thing.search(clause))


class Tools:
    """``prompt(name, **values)`` renders a file of ``prompts/``; ``lexicons`` are by language."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        countries: CountryTable,
        prompt: Callable[..., str],
        lexicons: Mapping[str, Lexicon],
        parser: Callable[[str], Parser | None] = lambda language: None,
    ) -> None:
        self.vocabulary = vocabulary
        self.countries = countries
        self.prompt = prompt
        self._lexicons = lexicons
        self._languages: dict[str, Language] = {}
        self._tables: dict[str, CountryTable] = {}
        self._parser = parser

    def parser(self, code: str) -> Parser | None:
        """The parser of a language, None without one; undetermined is read as English."""
        return self._parser("en" if code == "und" else code)

    def countries_in(self, code: str) -> CountryTable:
        """The countries with what a language calls them besides."""
        language = self.language(code)
        if language is None or not language.lexicon.countries:
            return self.countries
        named = language.lexicon.countries
        if code not in self._tables:
            forms = language.cased.declension if language.cased is not None else None
            if forms is not None:
                towns = language.lexicon.capitals
                named = {
                    code: forms.phrases((*named.get(code, ()), *towns.get(code, ())))
                    for code in (*named, *towns)
                }
            genitive = language.lexicon.inflection.genitive
            self._tables[code] = named_countries(self.countries, named, genitive)
        return self._tables[code]

    def language(self, code: str) -> Language | None:
        """The readers of a language, None without a lexicon; undetermined is read as English."""
        code = "en" if code == "und" else code
        if code not in self._languages and code in self._lexicons:
            self._languages[code] = Language(self._lexicons[code])
        return self._languages.get(code)


def named_countries(
    table: CountryTable, named: Mapping[str, tuple[str, ...]], genitive: str = ""
) -> CountryTable:
    """A table in which countries have further names and demonyms, their genitives among these."""
    countries = tuple(
        _with_genitives(_with_names(one, named.get(one.code, ())), genitive)
        for one in table.countries
    )
    bodies = tuple(_with_names(one, named.get(one.name, ())) for one in table.bodies)
    # a copy of the model would keep the look-ups that the table has made of its own names
    groups = tuple(
        group.model_copy(update={"aliases": (*group.aliases, *named[group.name])})
        if group.name in named
        else group
        for group in table.groups
    )
    return CountryTable(countries=countries, bodies=bodies, groups=groups)


def _with_names(country: Country, more: Sequence[str]) -> Country:
    aliases = (*country.aliases, *(name for name in more if not name.islower()))
    demonyms = (*country.demonyms, *(name for name in more if name.islower()))
    return (
        country.model_copy(update={"aliases": aliases, "demonyms": demonyms}) if more else country
    )


def _with_genitives(country: Country, genitive: str) -> Country:
    """A country with what its names are before what is its own ("Serbiens Regierung")."""
    if not genitive:
        return country
    names = (country.name, *country.aliases, country.capital)
    forms = (f"{n}{genitive}" for n in names if n.isalpha() and n[-1:] not in "sxzß")
    own = (form for form in dict.fromkeys(forms) if form not in names)
    return country.model_copy(update={"demonyms": (*country.demonyms, *own)})
