"""Questions to the tree of a sentence: real ones, and such as no parser would make."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.syntax import Word
from briefing.stages.extraction.trees import Subject, Tree
from tests.stages.extraction.reading_room import a_word, parsed, tree, word


def subject(text: str, verb: str) -> tuple[str, bool] | None:
    """The subject of a verb as it is written, and whether it undergoes."""
    found = tree(text).subject(word(text, verb))
    return (parsed(text)[found.word].text, found.undergoes) if found else None


def test_a_subject_that_hangs_on_the_auxiliary_is_the_verbs() -> None:
    words = (
        a_word("nsubj", 1, "Velda", "PROPN"),
        a_word("aux:pass", 2, "is", "AUX", "VBZ"),
        a_word("root", 2, "opposed", "VERB", "VBN"),
    )
    assert Tree(words).subject(2) == Subject(0, True)


@pytest.mark.parametrize(
    ("text", "verb", "found"),
    [
        ("Velmar attacked Tosk.", "attacked", ("Velmar", False)),
        ("Tosk was attacked by Velmar.", "attacked", ("Tosk", True)),
        ("Velmar vowed to fight Tosk.", "fight", ("Velmar", False)),
        ("Velmar urged Tosk to fight India.", "fight", ("Tosk", False)),
        ("Velmar accused Tosk of shelling India.", "shelling", ("Tosk", False)),
        ("Velmar met Tosk and attacked India.", "attacked", ("Velmar", False)),
        ("The rebels who attacked Tosk left.", "attacked", ("rebels", False)),
        ("India left the case, which Velmar said was unjust.", "was", ("case", False)),
        ("The men killed by Tosk were rebels.", "killed", ("men", True)),
        ("Tosk was shelled and bombed by Velmar.", "bombed", ("Tosk", True)),
        ("India condemned Velmar's plan to attack Tosk.", "attack", ("Velmar", False)),
        ("Dunmore, for its part, offered on Monday to pay.", "offered", ("Dunmore", False)),
        ("Having attacked Tosk, Velmar left.", "attacked", ("Velmar", False)),
        ("Velmar was quick to praise Tosk.", "praise", ("Velmar", False)),
        ("The decision of Velmar to expel Ana Roe held.", "expel", ("Velmar", False)),
        ("Velmar has spoken by telephone to Tosk.", "spoken", ("Velmar", False)),
    ],
)
def test_a_verb_has_the_subject_of_its_clause_or_of_the_one_above(
    text: str, verb: str, found: tuple[str, bool]
) -> None:
    assert subject(text, verb) == found


def test_only_what_and_joins_is_joined() -> None:
    text = "Velmar, Tosk and India condemned Israel."
    names = [parsed(text)[i].text for i in tree(text).joined(word(text, "Velmar"))]
    assert names == ["Velmar", "Tosk", "India"]
    assert tree(text).joined(word(text, "Israel")) == [word(text, "Israel")]


def test_obliques_come_in_the_order_of_the_prepositions_asked_for() -> None:
    text = "Velmar signed in Tosk with India."
    here = tree(text)
    verb = word(text, "signed")
    assert here.obliques(verb, ("with", "in")) == [word(text, "India"), word(text, "Tosk")]
    assert here.obliques(verb, ("in", "with")) == [word(text, "Tosk"), word(text, "India")]
    assert here.obliques(verb, ("against",)) == []


def test_a_word_before_a_noun_is_part_of_it_and_one_behind_it_is_not() -> None:
    text = "Indian drone strikes on Tosk killed four."
    here = tree(text)
    assert here.modifies(word(text, "Indian"), word(text, "strikes"))
    assert here.modifies(word(text, "drone"), word(text, "strikes"))
    assert not here.modifies(word(text, "Tosk"), word(text, "strikes"))


def test_a_span_has_the_word_its_others_hang_on() -> None:
    text = "The Red Hill Army left Tosk."
    start, end = text.index("Red"), text.index(" left")
    assert tree(text).head_of(start, end) == word(text, "Army")
    assert tree(text).head_of(len(text), len(text) + 5) is None


RELATIONS = [
    *("root", "nsubj", "nsubj:pass", "conj", "acl", "acl:relcl", "advcl", "xcomp", "ccomp"),
    *("obj", "obl", "nmod", "nmod:poss", "compound", "amod", "aux", "aux:pass", "mark"),
]
TAGS = ["VBN", "VBD", "VB", "NN", "NNP"]
MANY_LOOKS = 20_000


class Watched(tuple):  # type: ignore[type-arg]
    """Words that stop a function which keeps asking."""

    looks = 0

    def __getitem__(self, index: Any) -> Any:
        type(self).looks += 1
        assert type(self).looks < MANY_LOOKS, "asks without end"
        return super().__getitem__(index)


@st.composite
def trees(draw: st.DrawFn, *, rings: bool = False) -> Tree:
    """Trees of up to eight words in any order; with ``rings``, words may hang on each other."""
    size = draw(st.integers(1, 8))
    order = draw(st.permutations(range(size)))
    heads = {
        one: draw(st.sampled_from(range(size) if rings else order[: max(at, 1)]))
        for at, one in enumerate(order)
    }
    words: list[Word] = [
        a_word(
            draw(st.sampled_from(RELATIONS)) if rings or heads[index] != index else "root",
            heads[index],
            draw(st.sampled_from(["who", "it", "Velmar"])),
            draw(st.sampled_from(["VERB", "NOUN", "PRON"])),
            draw(st.sampled_from(TAGS)),
        )
        for index in range(size)
    ]
    Watched.looks = 0
    return Tree(Watched(words), ("x",), ("who",))


def ask_everything(tree: Tree) -> None:
    size = len(tree.words)
    assert tree.head_of(0, 10) in range(size)
    for index in range(size):
        found = tree.subject(index)
        assert found is None or (isinstance(found, Subject) and found.word in range(size))
        assert isinstance(tree.passive(index), bool)
        assert index in tree.joined(index)
        above = list(tree.ancestors(index))
        assert len(set(above)) == len(above)
        assert {*tree.obliques(index, ("", "by"))} <= {*tree.children(index)}
        for other in range(size):
            assert isinstance(tree.modifies(index, other), bool)


@given(trees())
def test_every_tree_answers_whatever_hangs_where(tree: Tree) -> None:
    ask_everything(tree)


@given(trees(rings=True))
def test_words_that_hang_on_each_other_in_a_ring_are_no_trap(tree: Tree) -> None:
    ask_everything(tree)
