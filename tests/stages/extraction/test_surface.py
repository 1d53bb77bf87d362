"""Who did it and to whom, read off the surface of an English sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.stages.extraction import surface
from tests.stages.extraction.newsroom import CAST, cue, cues, mentions


def read(sentence: str, word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Subjects and targets of the cue that begins with ``word``."""
    at, named = cue(sentence, word), mentions(sentence)
    who = surface.subjects(sentence, at, named, cues(sentence))
    return who, surface.targets(sentence, at, named)


@pytest.mark.parametrize(
    ("sentence", "word", "who", "whom"),
    [
        ("Torvane attacked Lesk on Monday.", "attacked", "Torvane", "Lesk"),
        ("Police arrested protesters in Lesk.", "arrested", "police", "protesters"),
        ("Rebels in Norvia attacked Lesk.", "attacked", "rebels", "Lesk"),
        ("Lesk said Torvane had attacked Norvia.", "attacked", "Torvane", "Norvia"),
        ("Torvane condemned Lesk; Ombara praised Norvia.", "praised", "Ombara", "Norvia"),
        ("Torvane accused Lesk of attacking Norvia.", "accused", "Torvane", "Lesk"),
        ("Haar told Brandt that Torvane would support Lesk.", "support", "Torvane", "Lesk"),
    ],
)
def test_the_subject_acts_upon_the_object(sentence: str, word: str, who: str, whom: str) -> None:
    assert read(sentence, word) == ((who,), (whom,))


@pytest.mark.parametrize(
    ("sentence", "word", "who", "whom"),
    [
        ("Lesk was attacked by Torvane.", "attacked", ("Torvane",), ("Lesk",)),
        (
            "Four soldiers were shot by the Red Hill Army near Norvia.",
            "shot",
            ("Red Hill Army",),
            ("soldiers",),
        ),
        ("The rebels were bombed by Torvane and Lesk.", "bombed", ("Torvane", "Lesk"), ("rebels",)),
        ("Lesk was attacked on Monday.", "attacked", (), ("Lesk",)),
        ("Brandt, criticised by Lesk, resigned.", "criticised", ("Lesk",), ("Ivo Brandt",)),
    ],
)
def test_in_the_passive_the_agent_acts(
    sentence: str, word: str, who: tuple[str, ...], whom: tuple[str, ...]
) -> None:
    assert read(sentence, word) == (who, whom)


@pytest.mark.parametrize(
    ("sentence", "word", "who", "whom"),
    [
        ("Torvane and Lesk attacked Norvia.", "attacked", ("Torvane", "Lesk"), ("Norvia",)),
        (
            "Torvane, Lesk and Ombara attacked Norvia.",
            "attacked",
            ("Torvane", "Lesk", "Ombara"),
            ("Norvia",),
        ),
        ("Torvane condemned Lesk and Ombara.", "condemned", ("Torvane",), ("Lesk", "Ombara")),
        (
            "Torvane condemned Lesk, Ombara and Norvia.",
            "condemned",
            ("Torvane",),
            ("Lesk", "Ombara", "Norvia"),
        ),
    ],
)
def test_parties_joined_by_and_act_together(
    sentence: str, word: str, who: tuple[str, ...], whom: tuple[str, ...]
) -> None:
    assert read(sentence, word) == (who, whom)


def test_a_relative_clause_is_about_the_word_before_it() -> None:
    sentence = "Haar met the rebels, who attacked Lesk in May."
    assert read(sentence, "attacked") == (("rebels",), ("Lesk",))


def test_a_possessor_stands_for_what_it_has() -> None:
    assert read("Torvane condemned Lesk's raid.", "condemned") == (("Torvane",), ("Lesk",))
    assert read("Torvane's police arrested Brandt.", "arrested") == (("Torvane",), ("Ivo Brandt",))


def test_the_name_before_of_acts() -> None:
    sentence = "President Olga Haar of Torvane condemned Lesk."
    assert read(sentence, "condemned") == (("Olga Haar",), ("Lesk",))


def test_an_apposition_is_not_the_subject() -> None:
    sentence = "Ivo Brandt, the trade minister of Lesk, criticised Torvane."
    assert read(sentence, "criticised") == (("Ivo Brandt",), ("Torvane",))


def test_what_follows_a_preposition_is_not_the_subject() -> None:
    sentence = "After talks with Lesk, Torvane condemned Norvia."
    assert read(sentence, "condemned") == (("Torvane",), ("Norvia",))


def test_nobody_is_read_where_nobody_is_named() -> None:
    assert read("The crowd attacked the bus.", "attacked") == ((), ())


NAMES = [party.name for party in CAST]
PIECES = [*NAMES, "attacked", "was attacked by", "condemned", "and", ",", "who", "of", "'s", "it"]


@given(st.lists(st.sampled_from(PIECES), min_size=2, max_size=12).map(" ".join))
def test_only_named_parties_get_a_role_and_each_once(sentence: str) -> None:
    named = mentions(sentence)
    for at in cues(sentence):
        for parties in (
            surface.subjects(sentence, at, named, cues(sentence)),
            surface.targets(sentence, at, named),
        ):
            assert {*parties} <= {m.party for m in named}
            assert len(set(parties)) == len(parties)
