"""Capitals that are only places: "ont défilé à Paris", but "a demandé à Paris de"."""

from __future__ import annotations

from briefing.domain.lexicon import Grammar
from briefing.stages.extraction.scenery import Scenery


def reached(scenery: Scenery, grammar: Grammar, verb: int, anchor: int, case: str) -> list[int]:
    """The nouns behind a preposition of a word, without towns where the verb only happens."""
    behind = scenery.tree.obliques(anchor, (case,))
    return [one for one in behind if not _is_town(scenery, verb, one, grammar)]


def _is_town(scenery: Scenery, verb: int, noun: int, grammar: Grammar) -> bool:
    word, mention = scenery.tree.words[noun], scenery.mention(noun)
    if mention is None or mention.how != "capital" or word.case.lower() not in grammar.townward:
        return False
    return scenery.tree.words[verb].lemma not in grammar.addressing
