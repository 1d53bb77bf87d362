"""What stands behind a preposition and is no target: "ont défilé à Paris", "withdrew to Tosk"."""

from __future__ import annotations

from briefing.domain.lexicon import Grammar
from briefing.stages.extraction.scenery import Scenery
from briefing.stages.extraction.trees import Tree


def reached(scenery: Scenery, grammar: Grammar, verb: int, anchor: int, case: str) -> list[int]:
    """The nouns behind a preposition of a word, without towns where the verb only happens, whither
    somebody only goes, and those with whose help he acts.
    """
    tree = scenery.tree
    if case in grammar.bound and tree.words[verb].lemma in grammar.leaving:
        return []
    behind = [one for one in tree.obliques(anchor, (case,)) if not _helps(tree, one, grammar)]
    return [one for one in behind if not _is_town(scenery, verb, one, grammar)]


def _helps(tree: Tree, noun: int, grammar: Grammar) -> bool:
    """ "took it with the help of Tosk": Tosk is on the side of who took it."""
    word = tree.words[noun]
    return word.case in grammar.beside and word.lemma in grammar.helping


def _is_town(scenery: Scenery, verb: int, noun: int, grammar: Grammar) -> bool:
    word, mention = scenery.tree.words[noun], scenery.mention(noun)
    if mention is None or mention.how != "capital" or word.case.lower() not in grammar.townward:
        return False
    return scenery.tree.words[verb].lemma not in grammar.addressing
