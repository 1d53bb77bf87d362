"""The actors and issues of one article: a model lists them, code cleans and completes the list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.domain.articles import Article, Sentence
from briefing.domain.claims import ActorClaim
from briefing.domain.questions import Answer, Ask, Message, Question
from briefing.domain.vocabulary import Country, CountryTable, Lexicon
from briefing.stages.extraction.mentions import MentionFinder, Party, contains, word_pattern
from briefing.stages.extraction.shapes import actors_shape
from briefing.stages.extraction.tools import Tools

WINDOW = 3_500
_NAME = r"[A-Z][\w'’-]+(?:\s+(?:al-|el-|bin|ben|van|von|de|da|del|di|der|la|le|[A-Z])[\w'’-]*)*"
_MONTH_DAY = re.compile(
    r"^(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)


@dataclass(frozen=True)
class Cast:
    """Who and what one article is about. ``unfound`` was named by the model, not by the text."""

    parties: tuple[Party, ...]
    issues: tuple[str, ...]
    unfound: tuple[Party, ...]
    answers: tuple[Answer, ...]


async def find_cast(article: Article, ask: Ask, tools: Tools) -> Cast:
    """Ask for actors window by window, then drop, split and complete by rule."""
    shape = actors_shape(tools.vocabulary)
    system = tools.prompt("actors.system.md.j2", kinds=dict(tools.vocabulary.actor_kinds))
    shown = (
        Message(role="user", content=tools.prompt("actors.example.md.j2")),
        Message(role="assistant", content=tools.prompt("actors.answer.md.j2").strip()),
    )
    answers = []
    windows = list(_windows(article))
    for number, window in enumerate(windows, start=1):
        user = tools.prompt("actors.user.md.j2", text=window)
        part = f", part {number} of {len(windows)}" if len(windows) > 1 else ""
        answers.append(
            await ask(
                Question(
                    purpose="actors",
                    label=f"{article.title!r}{part}",
                    messages=(
                        Message(role="system", content=system),
                        *shown,
                        Message(role="user", content=user),
                    ),
                    answer=shape,
                    max_tokens=600,
                )
            )
        )
    text = visible_text(article)
    language = tools.language(article.language)
    lexicon = language.lexicon if language else None
    listed = [Party(a.n.strip(), a.k) for answer in answers for a in answer.value.actors]
    found, unfound = _clean(listed, text, lexicon, tools.countries)
    parties = _complete(found, text, lexicon, tools.countries)
    names = {party.name.lower() for party in parties}
    issues = dict.fromkeys(
        issue.strip()
        for answer in answers
        for issue in answer.value.issues
        if contains(text, issue.strip()) and issue.strip().lower() not in names
    )
    return Cast(tuple(parties), tuple(issues), tuple(unfound), tuple(answers))


def visible_text(article: Article) -> str:
    """The article's sentences, masked ones left out."""
    return "\n".join(s.text for s in article.sentences if not s.masked)


def _windows(article: Article) -> Sequence[str]:
    windows: list[list[str]] = [[]]
    size = 0
    for sentence in article.sentences:
        if sentence.masked:
            continue
        if size + len(sentence.text) > WINDOW and windows[-1]:
            windows.append([])
            size = 0
        windows[-1].append(sentence.text)
        size += len(sentence.text)
    return ["\n".join(window) for window in windows if window]


def _clean(
    listed: Sequence[Party], text: str, lexicon: Lexicon | None, countries: CountryTable
) -> tuple[list[Party], list[Party]]:
    """Only names that stand in the text word for word, titles stripped, each once."""
    kept: dict[str, Party] = {}
    unfound: list[Party] = []
    for party in listed:
        name = re.sub(r"^(?:the|The)\s+", "", party.name).strip(" .,;:'\"’")
        bare = strip_titles(name, lexicon)
        # "General Assembly" is no general
        name = bare if party.kind == "person" or len(bare.split()) > 1 else name
        name = re.sub(r"['’]s?$", "", name)
        if not _can_act(name, text, lexicon):
            continue
        if not name or not contains(text, name):
            if name:
                unfound.append(party)
            continue
        country = match_country(name, countries)
        if country is not None:
            party = Party(
                country.name,
                "state" if country in countries.countries else "organisation",
                (name,) if name != country.name else (),
                country.code,
            )
        else:
            kind = "person" if name != party.name and _is_person(name) else party.kind
            forms = (party.name,) if party.name != name and contains(text, party.name) else ()
            party = Party(name, kind, forms)
        old = kept.get(party.name.lower())
        kept[party.name.lower()] = _joined(old, party) if old else party
    return list(kept.values()), unfound


def _can_act(name: str, text: str, lexicon: Lexicon | None) -> bool:
    """No for bare titles ("Prime Minister", "COAS") and for things ("Chinese missile systems").

    A name that ends in a common noun must be a known collective, or somewhere in the text the
    subject of a past tense.
    """
    if lexicon is None or not name:
        return bool(name)
    titles = _titles(lexicon)
    if re.fullmatch(titles, name, re.IGNORECASE) or re.search(
        rf"(?:{titles})\s*\({re.escape(name)}\)", text, re.IGNORECASE
    ):
        return False
    last = name.split()[-1]
    if not last.islower() or last in lexicon.collectives or name.lower() in lexicon.collectives:
        return True
    acts = rf"{word_pattern(name)}\s+(?:\w+ly\s+)?(?:ha[ds]\s+|have\s+)?[a-z]{{2,}}ed\b(?!\s+by)"
    return bool(re.search(acts, text, re.IGNORECASE))


def _titles(lexicon: Lexicon) -> str:
    return "|".join(sorted(map(re.escape, lexicon.titles), key=len, reverse=True)) or "(?!)"


def _joined(old: Party, new: Party) -> Party:
    forms = tuple(dict.fromkeys((*old.forms, *new.forms)))
    return Party(old.name, old.kind, forms, old.country or new.country)


def _is_person(name: str) -> bool:
    return bool(re.fullmatch(_NAME, name)) and 2 <= len(name.split()) <= 4


def strip_titles(name: str, lexicon: Lexicon | None) -> str:
    """ "Ostravan Defence Minister Petra Halvik" becomes "Petra Halvik"; a bare title stays."""
    if lexicon is None:
        return name
    titles = _titles(lexicon)
    match = re.match(rf"^(?:.*\s)?(?:{titles})\.?\s+({_NAME})$", name, re.IGNORECASE)
    rest = match.group(1) if match else ""
    return rest if rest[:1].isupper() and not re.match(rf"^(?:{titles})$", rest, re.I) else name


def match_country(name: str, countries: CountryTable) -> Country | None:
    """The country or body a whole name stands for: its name, alias or capital."""
    low = name.lower()
    for country in (*countries.countries, *countries.bodies):
        forms = (country.name, *country.aliases, country.capital)
        if any(low == form.lower() for form in forms if form):
            return country
    return None


def _complete(
    found: list[Party], text: str, lexicon: Lexicon | None, countries: CountryTable
) -> list[Party]:
    """Add what a model overlooks: countries by table, titled persons, bare collectives."""
    parties = {party.name.lower(): party for party in found}
    for country in (*countries.countries, *countries.bodies):
        forms = [
            f for f in (country.name, *country.aliases, country.capital, *country.demonyms) if f
        ]
        here = [f for f in forms if f in text and re.search(word_pattern(f), text)]
        if here and country.name.lower() not in parties:
            kind = "state" if country in countries.countries else "organisation"
            parties[country.name.lower()] = Party(country.name, kind, (), country.code)
    if lexicon is not None:
        for name in _titled_persons(text, lexicon):
            if not any(
                name.lower() in other or other.endswith(" " + name.lower()) for other in parties
            ):
                parties[name.lower()] = Party(name, "person")
        for word in lexicon.collectives:
            if word not in parties and contains(text, word):
                parties[word] = Party(word, "group")
    return [parties[key] for key in sorted(parties)]


def _titled_persons(text: str, lexicon: Lexicon) -> list[str]:
    titles = _titles(lexicon)
    pattern = re.compile(rf"\b(?i:{titles})\.?,?\s+({_NAME})")
    names = (re.sub(r"['’]s?$", "", m.group(1)) for m in pattern.finditer(text))
    return [n for n in dict.fromkeys(names) if _is_person(n) and not _MONTH_DAY.match(n)]


def actor_claims(
    cast: Cast, sentences: Sequence[Sentence], finder: MentionFinder, used: frozenset[str]
) -> list[ActorClaim]:
    """One claim per party that is mentioned; bare collectives only when they have a role."""
    evidence: dict[str, list[int]] = {}
    for sentence in sentences:
        if sentence.masked:
            continue
        for mention in finder.find(sentence.text):
            if mention.how != "demonym" or mention.party in used:
                numbers = evidence.setdefault(mention.party, [])
                if sentence.number not in numbers:
                    numbers.append(sentence.number)
    claims = []
    for party in cast.parties:
        bare = party.kind == "group" and party.name.islower()
        if party.name in evidence and (not bare or party.name in used):
            claims.append(
                ActorClaim(
                    name=party.name,
                    names=(party.name, *party.forms),
                    kind=party.kind,
                    country=party.country,
                    evidence=tuple(evidence[party.name]),
                )
            )
    return claims
