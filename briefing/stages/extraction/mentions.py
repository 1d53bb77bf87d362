"""Where an article names its actors: full names, short forms, demonyms, acronyms, pronouns."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from briefing.domain.vocabulary import CountryTable

How = Literal["name", "part", "demonym", "acronym", "alias", "capital"]
_WEAK = frozenset(
    {
        *(
            "the",
            "of",
            "and",
            "for",
            "in",
            "on",
            "an",
            "to",
            "new",
            "national",
            "united",
            "republic",
        ),
        *("ministry", "government", "army", "military", "police", "party", "union", "council"),
        *("president", "minister", "general", "state", "states", "group", "committee", "forces"),
        *(
            "north",
            "south",
            "east",
            "west",
            "northern",
            "southern",
            "eastern",
            "western",
            "central",
        ),
        *("foreign", "defence", "defense", "joint", "senior", "chief", "people's", "democratic"),
        *("federal", "international"),
    }
)
# "military deputies", "police station": a bare noun before another noun is no actor
MODIFIES = re.compile(
    r"\s+(?!(?:and|or|in|on|of|to|at|by|for|from|with|near|over|as|who|which|that|has|have|had|was|"
    r"were|is|are|will|would|could|can|may|also|not|now|then|later|still|already|again|just|never|"
    r"inside|outside|after|before|but|against|into|under|across|say|says|should|must|might|did|does|"
    r"cannot|only|though|while|when|where|since|until|because|if|during|without|around|through|"
    r"toward|towards|off|out|up|down|both|last|late|early|this|today|yesterday|there)\b)"
    r"(?:(?:family|assembly|ally|supply|rally|monopoly)\b"
    r"|[a-zß-öø-ÿ]+(?<!ed)(?<!ing)(?<!ly)\b(?!ed\b))"
)
_TITLES = frozenset({"judge", "prosecutor", "magistrate", "coroner", "spokesman", "spokeswoman"})
# where a capital says nothing: the start of a sentence, after a dateline, a quotation mark
_WHOSE = (" ", "'s ", "’s ")
OPENING = r"(?:^|(?<=[–—-] )|(?<=: )|(?<=[“\"«])|(?<=^\d\. )|(?<=^\d\d\. )|(?<=^\d\d[:.]\d\d ))"
# behind what is only part of a longer name: "San Salvador de Jujuy", "the Emirates of Saqr"
_OF_STATES = ("government", "republic", "army", "president")
_OF_NAME = re.compile(r" of (?:the )?(?=[A-Z])")
LONGER = r"(?! (?:de|del|da|do) [A-Z]|(?<=Emirates) of [A-Z])"
# what stands between the stem of an invented state and the end of its demonym: "Norv-ian"
_DEMONYM = r"[aeiouyی]{0,2}(?:n|ns|sh|ese|er|ers|c|s)?"


@dataclass(frozen=True)
class Party:
    """An actor of one article while it is being read. ``forms`` are other ways it is written.

    ``sure`` is False for names that only rules found: they are actors when they get a role.
    """

    name: str
    kind: str
    forms: tuple[str, ...] = ()
    country: str = ""
    sure: bool = True


@dataclass(frozen=True)
class Mention:
    """One place in a sentence where a party is named; offsets count from the sentence's start."""

    party: str
    start: int
    end: int
    how: How


def word_pattern(form: str) -> str:
    """A regular expression that finds a form as whole words, white space folded.

    Scripts without spaces between words (Chinese, Japanese, Thai) are found anywhere.
    """
    body = r"\s+".join(re.escape(part) for part in form.split())
    if re.search(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]", form):
        return body
    return rf"(?<!\w){body}(?!\w|-(?:based|born|style))"


def declined(pattern: str) -> str:
    """A pattern that also finds other cases of the adjective that a German name begins with.

    >>> declined("Rote\\\\s+Brigade")
    'Rot(?:e|en|er|es|em)\\\\s+Brigade'
    """
    return re.sub(
        r"([A-ZÄÖÜ][a-zäöüß]{2,})(?:e|en|er|es)(?=\\s\+[A-ZÄÖÜ])",
        r"\1(?:e|en|er|es|em)",
        pattern,
        count=1,
    )


def people_pattern(land: str, peoples: Sequence[str] = ()) -> str:
    """Finds a land and its people ("Norvia", "Norvian"); empty for a name that is too short.

    ``peoples`` are the endings of small words for what is a land's ("ondarense").
    """
    stem = re.sub(r"ien$|[aeiouy]+$" if peoples else r"[aeiouy]+$", "", land)
    if peoples:
        ends = "|".join(map(re.escape, peoples))
        named = rf"(?<!\w){re.escape(land)}(?!\w)"
        return rf"{named}|(?<!\w){re.escape(stem.lower())}(?:{ends})(?!\w)" if stem[2:] else named
    if len(stem) >= 4:
        return rf"(?<!\w){re.escape(stem)}{_DEMONYM}(?!\w)"
    return rf"(?<!\w){re.escape(land)}a?n?s?(?!\w)" if len(land) >= 5 else ""  # "Maluayan"


def contains(text: str, form: str) -> bool:
    """Whether a form stands in a text word for word (case and white space apart)."""
    return bool(form.strip()) and bool(re.search(word_pattern(form), text, re.IGNORECASE))


class MentionFinder:
    """Finds mentions of the given parties. Build one per article.

    ``qualifying``: a noun may qualify the next one, as in English ("police station"). ``units`` are
    words for money, of which a people only tells whose it is; ``acting`` are verbs, which no noun
    before them qualifies ("the court upheld"); ``peoples`` and ``genitive`` as in the lexicon.
    """

    def __init__(
        self,
        parties: Sequence[Party],
        countries: CountryTable,
        *,
        qualifying: bool = True,
        units: Collection[str] = (),
        peoples: Sequence[str] = (),
        genitive: str = "",
        acting: Collection[str] = (),
    ) -> None:
        money = "|".join(sorted(map(re.escape, units)))
        self._money = re.compile(rf" (?:{money})\b" if units else "(?!)")
        self.parties = tuple(parties)
        self._qualifying = qualifying
        self._acting = frozenset(acting)
        self._states = {party.name for party in parties if party.kind == "state"}
        self._patterns: list[tuple[str, How, re.Pattern[str]]] = []
        words: dict[str, list[str]] = {}
        for party in parties:
            for word in set(_strong_words(party.name)):
                words.setdefault(word.lower(), []).append(party.name)
        for party in parties:
            for form, how in _forms(party, words, countries):
                pattern = word_pattern(form)
                if genitive and party.kind != "person":
                    pattern = declined(pattern)
                if form.islower():  # a capital only where a sentence begins: not "Labour Union"
                    pattern += f"|{OPENING}{word_pattern(form.capitalize())}"
                self._patterns.append((party.name, how, re.compile(pattern)))
                if genitive and not party.country and form[:1].isupper() and form[-1] not in "sxz":
                    own = word_pattern(f"{form}{genitive}")
                    self._patterns.append((party.name, "demonym", re.compile(own)))
            one_word = (
                " " not in party.name and party.name[-1:] in "aeioy" and party.name[:1].isupper()
            )
            land = party.kind == "state" or (one_word and party.kind != "person")
            land = land and not party.country
            name = party.name.split()[-1 if peoples else 0]  # "República de Ondara"
            people = people_pattern(name, peoples) if land else ""
            if people:
                self._patterns.append((party.name, "demonym", re.compile(people)))

    def find(self, sentence: str) -> tuple[Mention, ...]:
        """Mentions in order; of two that overlap the longer wins."""
        found = [
            Mention(party, match.start(), match.end(), how)
            for party, how, pattern in self._patterns
            for match in pattern.finditer(sentence)
            if not (self._qualifying and self._modifies(party, match, sentence))
            and not self._elsewhere(party, how, match, sentence)
        ]
        order = {"name": 0, "alias": 1, "capital": 1, "acronym": 2, "part": 3, "demonym": 4}
        found.sort(key=lambda m: (m.start - m.end, order[m.how], m.start, m.party))
        kept: list[Mention] = []
        for mention in found:
            if not any(mention.start < k.end and k.start < mention.end for k in kept):
                kept.append(mention)
        kept.sort(key=lambda m: m.start)
        return tuple(m for m in kept if not self._of_others(m, kept, sentence))

    def _of_others(self, mention: Mention, found: Sequence[Mention], sentence: str) -> bool:
        """Whether a common noun is another state's: "Chinese coast guard" is not Japan's."""
        if mention.how != "alias" or not sentence[mention.start : mention.end].islower():
            return False
        named = {state for state in self._states if state in mention.party}
        if not named:  # "Cambodian troops" are not the Thai navy
            named = {m.party for m in self._peoples(mention.party)}
        return any(
            named and one.party in self._states and one.party not in named
            for one in found
            if sentence[one.end : mention.start] in _WHOSE and one.end < mention.start
        )

    def _peoples(self, name: str) -> list[Mention]:
        """The states whose people a name begins with."""
        return [
            Mention(party, 0, match.end(), how)
            for party, how, pattern in self._patterns
            if how == "demonym" and (match := pattern.match(name))
        ]

    def _explained(self, sentence: str, end: int) -> bool:
        """Whether the name of a party follows at once: "the aid group Solidaris"."""
        return any(
            form[:1].isupper() and sentence.startswith(f" {form}", end)
            for party in self.parties
            for form in (party.name, *party.forms)
        )

    def _elsewhere(self, party: str, how: How, match: re.Match[str], sentence: str) -> bool:
        """Whether a people or a capital only names something: "U.S. dollars", "Paris Agreement"."""
        behind = sentence[match.end() :]
        if how == "capital" and re.match(r" [A-Z][a-z]", behind):
            return True
        if how in ("capital", "alias") and not re.match(LONGER, behind):
            return True
        whose = _OF_NAME.match(behind) if match[0].lower() in _OF_STATES else None
        if how == "alias" and whose is not None and not behind.startswith(party, whose.end()):
            return True  # "the Government of Austria" is not that of the state told of
        return how in ("demonym", "alias") and bool(self._money.match(behind))

    def _modifies(self, party: str, match: re.Match[str], sentence: str) -> bool:
        """Whether a singular common noun only qualifies the next one ("police station").

        So does a title: "Prosecutor Ana Roe" is no prosecutor beside her.
        """
        if party.islower() and party in _TITLES and re.match(r" [A-Z]", sentence[match.end() :]):
            return True
        if not party.islower() or party.endswith("s") or match.start() == 0:
            return False
        if self._explained(sentence, match.end()):
            return True
        noun = MODIFIES.match(sentence[match.end() :])
        return noun is not None and noun[0].strip() not in self._acting


def _strong_words(name: str) -> list[str]:
    return [w for w in re.findall(r"[\w'’-]+", name) if w.lower() not in _WEAK and len(w) > 2]


def _forms(
    party: Party, words: dict[str, list[str]], countries: CountryTable
) -> Iterable[tuple[str, How]]:
    yield party.name, "name"
    for form in party.forms:
        yield form, "alias"
    strong = _strong_words(party.name)
    unique = [w for w in strong if len(words.get(w.lower(), [])) == 1 and w[:1].isupper()]
    if party.kind == "person" and strong and strong[-1] in unique:
        yield strong[-1], "part"
    elif party.kind != "state" and len(party.name.split()) > 1:
        # the last word only: "the Front", but not "Kestrian" for the Kestrian police
        yield from ((word, "part") for word in unique[-1:] if word == party.name.split()[-1])
    elif " of " in party.name and strong[-1:] and strong[-1] in unique:
        yield strong[-1], "part"  # "the Kingdom of Astor" is Astor
    capitals = [w for w in party.name.split() if w[:1].isupper() and w.lower() not in ("the", "of")]
    if len(capitals) >= 3:
        yield "".join(w[0] for w in capitals), "acronym"
    if party.country:
        for country in (*countries.countries, *countries.bodies):
            if country.code == party.country and country.name == party.name:
                yield from ((form, "alias") for form in country.aliases)
                if country.capital and country.capital not in country.aliases:
                    yield country.capital, "capital"
                yield from ((form, "demonym") for form in country.demonyms)
