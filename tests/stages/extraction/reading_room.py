"""Sentences as extraction reads them: the real parser, the shipped grammar, an invented cast.

The names are such that the parser sees names in them; the cast of the newsroom is for the surface.
"""

from __future__ import annotations

from functools import cache

from briefing.domain.lexicon import Grammar
from briefing.domain.syntax import Parse, Word
from briefing.grammar import parser
from briefing.stages.extraction.mentions import MentionFinder, Party
from briefing.stages.extraction.references import References
from briefing.stages.extraction.roles import Reading, RoleReader
from briefing.stages.extraction.scenery import Scenery
from briefing.stages.extraction.sexes import learn_sexes
from briefing.stages.extraction.trees import Tree
from tests.stages.extraction.newsroom import countries, cue, lexicon, vocabulary

PLAYERS = (
    Party("Velmar", "state"),
    Party("Tosk", "state"),
    Party("India", "state", country="IND"),
    Party("Israel", "state", country="ISR"),
    Party("Ana Roe", "person"),
    Party("Karl Voss", "person"),
    Party("Kim Lorne", "person"),
    Party("Robin Hale", "person"),
    Party("Dunmore Homes", "company"),
    Party("Red Hill Army", "armed_group"),
    Party("National Assembly", "government_body"),
    Party("Farmers' League", "organisation"),
    Party("police", "group"),
    Party("rebels", "group"),
    Party("soldiers", "group"),
    Party("protesters", "group"),
    Party("monitors", "group"),
)
KINDS = {party.name: party.kind for party in PLAYERS}
AFTER_THE_HEADLINE = 2


@cache
def finder() -> MentionFinder:
    return MentionFinder(PLAYERS, countries())


def grammar() -> Grammar:
    found = lexicon().grammar
    assert found is not None
    return found


@cache
def parsed(text: str, language: str = "en") -> Parse:
    parse = parser(language)
    assert parse is not None, f"the parser of {language!r} is not installed"
    return parse(text)


@cache
def tree(text: str) -> Tree:
    return Tree(parsed(text), grammar().control, grammar().relative)


def word(text: str, form: str) -> int:
    """The first word of a sentence that is written like this."""
    return next(i for i, w in enumerate(parsed(text)) if w.text == form)


def scenery(text: str, number: int = AFTER_THE_HEADLINE) -> Scenery:
    return Scenery(number, text, tree(text), finder().find(text))


def sceneries(texts: tuple[str, ...], first: int = AFTER_THE_HEADLINE) -> list[Scenery]:
    return [scenery(text, number) for number, text in enumerate(texts, start=first)]


def references(read: list[Scenery], upcoming: list[Scenery] | None = None) -> References:
    """After ``read``; what sex the persons are is learnt from ``upcoming``, too."""
    known = References(grammar(), KINDS, learn_sexes([*read, *(upcoming or [])], KINDS, grammar()))
    for one in read:
        known.enter(one)
    return known


def meant(form: str, *texts: str) -> list[str]:
    """Whom a word of the last of these sentences stands for."""
    *before, last = sceneries(texts)
    return references(before, [last]).parties(last, word(last.text, form))


def reading(act: str, *texts: str, first: int = AFTER_THE_HEADLINE) -> Reading:
    """The roles of the cue that begins with ``act`` in the last of these sentences."""
    *before, last = sceneries(texts, first)
    reader = RoleReader(last, references(before, [last]), lexicon().instruments, lexicon().speech)
    at = cue(last.text, act, headline=last.number == 1)
    kind = vocabulary().types[at.type]
    by_object = kind.acts_on_object(at.mode)
    return reader.read(
        at, object_is_target=by_object, verbal=kind.quad in (1, 3), judging=kind.judges
    )


def a_word(relation: str, head: int, text: str = "x", pos: str = "NOUN", tag: str = "NN") -> Word:
    """A word of a tree that no parser made; all stand in one place."""
    return Word(0, len(text), text, text, pos, tag, relation, head)
