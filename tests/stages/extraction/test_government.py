"""What an act stands under, read off the tree that the real parser makes of a sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.domain.lexicon import Lexicon
from briefing.domain.syntax import Word
from briefing.stages.extraction.government import government
from briefing.stages.extraction.status import Status, StatusReader
from briefing.stages.extraction.trees import Tree
from tests.stages.extraction.newsroom import cue, lexicon, status_reader, vocabulary
from tests.stages.extraction.reading_room import grammar, parsed


def status(sentence: str, word: str) -> Status:
    at = cue(sentence, word)
    over = government(Tree(parsed(sentence), grammar().control), at, grammar().wishes)
    assert over is not None
    return status_reader().status(sentence, at, said=vocabulary().types[at.type].said, over=over)


@pytest.mark.parametrize(
    ("sentence", "word", "words"),
    [
        (
            "The army denied that its troops had attacked the town.",
            "attacked",
            "The denied that had",
        ),
        ("The army denied it and attacked the town.", "attacked", ""),
        ("The army, which denies everything, attacked the town.", "attacked", "The"),
        ("India said it would not attack Israel.", "attack", "said it would not"),
        ("India did not attack Israel or condemn it.", "condemn", "did not"),
        ("No soldiers were arrested.", "arrested", "No were"),
        ("India is not willing to attack Israel.", "attack", "is not willing to"),
        ("India no longer insists on talks with Israel.", "insists", "no longer"),
        ("There was nothing to attack.", "attack", "nothing to"),
    ],
)
def test_only_what_governs_an_act_stands_over_it(sentence: str, word: str, words: str) -> None:
    found = government(Tree(parsed(sentence)), cue(sentence, word))
    assert found is not None
    assert found.words.split() == words.split()


@pytest.mark.parametrize(
    ("sentence", "word", "factuality"),
    [
        # a verb joined by "and" is not contained in what stands before it
        ("The army chief flatly denied it and warned politicians.", "warned", "threatened"),
        ("India accused Israel of fraud and demanded a recount.", "demanded", "occurred"),
        ("The rebels claimed to have killed ten men and imposed a curfew.", "imposed", "occurred"),
        (
            "The chairman thanked no one, claimed the town and condemned India.",
            "condemned",
            "occurred",
        ),
        # nor one outside the relative clause, or one that only follows
        ("India, which denies any role, attacked the town.", "attacked", "occurred"),
        ("India, which did not sign the treaty, attacked the town.", "attacked", "occurred"),
        # what contains it does reach over many words
        ("India denied reports that it had attacked the town.", "attacked", "denied"),
        ("India denied attacking the convoy.", "attacking", "denied"),
        ("India accused Israel of shelling the village.", "shelling", "alleged"),
        ("The army dismissed claims that its men had killed ten civilians.", "killed", "alleged"),
        ("India may have attacked the convoy.", "attacked", "alleged"),
        ("Rebels reportedly attacked the convoy.", "attacked", "alleged"),
        ("India will attack the town and arrest its mayor.", "arrest", "planned"),
        ("India announced that it would expel two diplomats.", "expel", "announced"),
        ("India pledged to expel two diplomats.", "expel", "announced"),
        ("India attacked the town after Israel said it would not attack.", "attacked", "occurred"),
    ],
)
def test_the_status_of_an_act_is_that_of_its_own_clause(
    sentence: str, word: str, factuality: str
) -> None:
    found = status(sentence, word)
    assert (found.factuality, found.negated) == (factuality, False)


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("India will strike back if Israel attacked the town.", "attacked"),
        ("Unless rebels freed the hostages, India would act.", "freed"),
        ("India told Israel to free the prisoners.", "free"),
        ("Protesters want the minister to resign.", "resign"),
        ("India did not attack or shell the town.", "shell"),
        ("India failed to release the prisoners.", "release"),
        ("No protesters were arrested.", "arrested"),
        ("Instead of attacking the town, the rebels left.", "attacking"),
        ("India has not confirmed or denied the report.", "denied"),
    ],
)
def test_what_is_only_asked_for_supposed_or_not_done_is_negated(sentence: str, word: str) -> None:
    assert status(sentence, word).negated


def test_what_is_to_come_lies_ahead_and_a_promise_made_does_not() -> None:
    assert status("India will attack the town.", "attack").ahead
    assert status("India pledged to expel two diplomats.", "expel").ahead
    assert not status("India agreed to a ceasefire.", "agreed").ahead


def test_a_verb_that_the_parser_does_not_see_has_no_government() -> None:
    sentence = "India attacked the town."
    words = tuple(w if w.text != "attacked" else noun(w) for w in parsed(sentence))
    assert government(Tree(words), cue(sentence, "attacked")) is None


def noun(word: Word) -> Word:
    return replace(word, pos="NOUN")


def test_without_words_for_it_nothing_is_only_asked_for() -> None:
    bare: Lexicon = lexicon().model_copy(update={"grammar": None})
    sentence = "India told Israel to free the prisoners."
    at = cue(sentence, "free")
    over = government(Tree(parsed(sentence)), at)
    assert not StatusReader(bare).status(sentence, at, over=over).negated


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("India can attack Israel.", "attack"),
        ("India must attack Israel.", "attack"),
        ("India should attack Israel.", "attack"),
        ("India has the right to attack Israel.", "attack"),
        ("The resolution to condemn Israel failed.", "condemn"),
        ("There is no evidence that India intended to attack Israel.", "attack"),
        ("The law allows India to expel envoys.", "expel"),
    ],
)
def test_what_somebody_can_must_or_may_do_is_not_told_as_done(sentence: str, word: str) -> None:
    assert status(sentence, word).negated
