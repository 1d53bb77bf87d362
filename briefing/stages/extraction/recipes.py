"""The two ways to read an article, behind one interface: sentence by sentence, and as a whole."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.domain.articles import Article
from briefing.domain.claims import EventClaim, Rejection, StanceClaim
from briefing.domain.questions import Answer, Ask, Granularity
from briefing.stages.extraction.actors import Cast, cast_of, find_cast
from briefing.stages.extraction.back import Apart, Back
from briefing.stages.extraction.company import Company
from briefing.stages.extraction.events import find_events, homes_of
from briefing.stages.extraction.holding import held_stances
from briefing.stages.extraction.inflection import irregular_forms
from briefing.stages.extraction.mentions import MentionFinder, Party
from briefing.stages.extraction.merging import merged
from briefing.stages.extraction.overlaps import events_once, stances_once
from briefing.stages.extraction.parsing import ParsedArticle
from briefing.stages.extraction.sentence_trees import trees_of
from briefing.stages.extraction.stances import derive_stances, united_stances
from briefing.stages.extraction.told import Teller
from briefing.stages.extraction.tools import Tools
from briefing.stages.extraction.translated import Names, event_in, stance_in
from briefing.stages.extraction.translating import LANGUAGES, translate
from briefing.stages.extraction.trees import Tree
from briefing.stages.extraction.whole_article import Reading, read_windows


@dataclass(frozen=True)
class Task:
    """One article, whom to ask about it and with how many tokens a request, and the tools."""

    article: Article
    ask: Ask
    tools: Tools
    context: int


@dataclass(frozen=True)
class Findings:
    """What a recipe makes of an article; what comes after does not know which recipe it was."""

    cast: Cast
    finder: MentionFinder
    events: tuple[EventClaim, ...]
    stances: tuple[StanceClaim, ...]
    answers: tuple[Answer, ...]
    refused: tuple[Rejection, ...] = ()
    unread: tuple[int, ...] = ()


@dataclass(frozen=True)
class Recipe:
    """``name`` is kept with every claim."""

    name: str
    read: Callable[[Task], Awaitable[Findings]]


async def by_sentence(task: Task) -> Findings:
    """The model lists actors; the lexicon finds acts; tree or model says who and whom."""
    article, tools = task.article, task.tools
    if article.language in LANGUAGES and _in_english(article.language, tools):
        return await by_translation(task)
    if _written_together(article.language, tools):
        return await by_words_apart(task)
    trees = _trees(article, tools)
    cast = await find_cast(article, task.ask, tools, trees)
    finder = _finder(article, cast, tools)
    parsed = _parsed(article, cast, finder, tools, trees)
    events, answers = await find_events(article, cast, finder, task.ask, tools, parsed)
    stances = _stances(article, events, cast, tools, parsed, finder)
    return Findings(cast, finder, tuple(events), tuple(stances), (*cast.answers, *answers))


def _written_together(language: str, tools: Tools) -> bool:
    """Whether short words are written with the next one in a language."""
    known = tools.language(language)
    return known is not None and bool(known.lexicon.inflection.attached)


async def by_words_apart(task: Task) -> Findings:
    """As by sentence, but read in sentences taken apart and told in the words of the article."""
    article, tools = task.article, task.tools
    language = tools.language(article.language)
    assert language is not None
    apart = Apart(article, language.lexicon)
    cast, finder = apart.cast(tools.countries_in(article.language))
    events, _ = await find_events(apart.article, cast, finder, task.ask, tools, None)
    stances = _stances(apart.article, events, cast, tools, None, finder)
    back = Back(apart, cast, finder)
    return Findings(
        back.cast(cast),
        back,
        tuple(back.event(event) for event in events),
        tuple(back.stance(stance) for stance in stances),
        (),
    )


def _in_english(language: str, tools: Tools) -> bool:
    """Whether English can be read where a language itself cannot."""
    english = tools.language("en")
    readable = english is not None and english.lexicon.grammar is not None
    return readable and tools.language(language) is None and tools.parser("en") is not None


async def by_translation(task: Task) -> Findings:
    """The model translates; what the English article tells is told in the names of this one."""
    article, tools = task.article, task.tools
    told = await translate(article, task.ask, tools)
    read = await by_sentence(replace(task, article=told.article))
    names = Names(article, told.names)
    names.learn(read.cast.parties)
    events = [event_in(event, names, article) for event in read.events]
    stances = [stance_in(stance, names, article) for stance in read.stances]
    answers = (*told.answers, *read.answers)
    cast = Cast(tuple(names.parties), (), (), answers)
    return Findings(
        cast,
        _finder(article, cast, tools),
        tuple(merged([event for event in events if event is not None])),
        tuple(united_stances([stance for stance in stances if stance is not None])),
        answers,
    )


async def by_article(task: Task) -> Findings:
    """The model tells everything window by window; code finds it in the text and checks it."""
    article, tools = task.article, task.tools
    readings, left = await read_windows(article, task.ask, tools, task.context)
    trees = _trees(article, tools)
    answers = tuple(reading.answer for reading in readings)
    cast = cast_of(article, _listed(readings), _issues(readings), answers, tools, trees)
    finder = _finder(article, cast, tools)
    parsed = _parsed(article, cast, finder, tools, trees)
    teller = Teller(article, cast, finder, tools, parsed)
    told = [[teller.event(e, one.window) for e in one.answer.value.events] for one in readings]
    acts = [[claim for claim in some if isinstance(claim, EventClaim)] for some in told]
    refused = [claim for some in told for claim in some if isinstance(claim, Rejection)]
    events = merged(events_once(acts), apart=True)
    said = [[teller.stance(s, one.window) for s in one.answer.value.stances] for one in readings]
    derived = derive_stances(
        events,
        article,
        tools.vocabulary,
        _company(article, cast, tools, parsed.homes if parsed is not None else {}),
    )
    stances = united_stances([*stances_once(said), *derived])
    once = {(r.claim.model_dump_json(), r.reason): r for r in refused}  # two windows, one act
    unread = tuple(sentence.number for sentence in left)
    return Findings(
        cast, finder, tuple(events), tuple(stances), answers, tuple(once.values()), unread
    )


RECIPES: Mapping[Granularity, Recipe] = {
    "sentence": Recipe("cue-and-tree/1", by_sentence),
    "article": Recipe("whole-article/1", by_article),
}


def _listed(readings: list[Reading]) -> list[Party]:
    """The actors that were listed, then whoever acts or takes a side without being listed."""
    values = [reading.answer.value for reading in readings]
    listed = [Party(actor.n.strip(), actor.k) for value in values for actor in value.actors]
    named = [name for value in values for event in value.events for name in event.who]
    named += [stance.who for value in values for stance in value.stances]
    known = {party.name.casefold() for party in listed}
    more = dict.fromkeys(name.strip() for name in named if name.strip().casefold() not in known)
    return [*listed, *(Party(name, "other") for name in more if name[:1].isupper())]


def _issues(readings: list[Reading]) -> list[str]:
    return [stance.whom.strip() for one in readings for stance in one.answer.value.stances]


def _finder(article: Article, cast: Cast, tools: Tools) -> MentionFinder:
    language = tools.language(article.language)
    english = language is None or not language.lexicon.endings
    return MentionFinder(
        cast.parties,
        tools.countries_in(article.language),
        qualifying=english,
        units=language.lexicon.units if language is not None else (),
        peoples=language.lexicon.peoples if language is not None else (),
        genitive=language.lexicon.inflection.genitive if language is not None else "",
        acting=irregular_forms(language.lexicon) if language is not None else (),
    )


def _parsed(
    article: Article,
    cast: Cast,
    finder: MentionFinder,
    tools: Tools,
    trees: Mapping[int, Tree] | None,
) -> ParsedArticle | None:
    language = tools.language(article.language)
    if trees is None or language is None:
        return None
    kinds = {party.name: party.kind for party in cast.parties}
    return ParsedArticle(article, trees, finder, kinds, language, tools.vocabulary)


def _stances(
    article: Article,
    events: Sequence[EventClaim],
    cast: Cast,
    tools: Tools,
    parsed: ParsedArticle | None,
    finder: MentionFinder,
) -> list[StanceClaim]:
    told = [(s.text, finder.find(s.text)) for s in article.sentences if not s.masked]
    homes = homes_of(told, cast, tools.language(article.language), parsed)
    company = _company(article, cast, tools, homes)
    return united_stances(
        [
            *derive_stances(events, article, tools.vocabulary, company),
            *(held_stances(article, parsed) if parsed is not None else ()),
        ]
    )


def _company(article: Article, cast: Cast, tools: Tools, homes: Mapping[str, str]) -> Company:
    language = tools.language(article.language)
    return Company(
        kinds={party.name: party.kind for party in cast.parties},
        homes=homes,
        **(language.takers if language is not None else {}),
    )


def _trees(article: Article, tools: Tools) -> dict[int, Tree] | None:
    """The trees of the sentences, where there are a parser and the words to read them with."""
    language, parse = tools.language(article.language), tools.parser(article.language)
    if language is None or parse is None or language.lexicon.grammar is None:
        return None
    lexicon = language.lexicon
    days = lexicon.calendar.names
    return trees_of(article, parse, language.lexicon.grammar, days, lexicon.speech)
