"""Patterns that are read off the tree: a verb and its object, wherever that stands."""

from __future__ import annotations

import re

import pytest

from briefing.domain.lexicon import pattern_words
from briefing.grammar import parser
from briefing.stages.extraction.cues import Cue, CueFinder
from briefing.stages.extraction.frames import is_frame, slot_words, slots_of
from briefing.stages.extraction.trees import Tree
from tests.stages.extraction.newsroom import cue_finder, lexicon


def tree(sentence: str) -> Tree:
    parse, grammar = parser("en"), lexicon().grammar
    assert parse is not None
    assert grammar is not None
    return Tree(parse(sentence), grammar.control, grammar.relative)


def found(sentence: str, finder: CueFinder | None = None) -> list[str]:
    return [cue.type for cue in cues(sentence, finder)]


def cues(sentence: str, finder: CueFinder | None = None) -> tuple[Cue, ...]:
    return (finder or cue_finder()).find(sentence, tree=tree(sentence))


def a_finder(*patterns: str, kind: str = "SANCTION") -> CueFinder:
    return CueFinder(lexicon().model_copy(update={"verbs": {kind: patterns}, "nouns": {}}))


@pytest.mark.parametrize(
    "sentence",
    [
        "Torvane imposed sanctions on Lesk.",
        "Torvane imposed a first round of sweeping new economic sanctions on Lesk.",
        "Sanctions were imposed on Lesk.",
        "Sanctions imposed by Torvane have hurt Lesk.",
        "The sanctions that Torvane imposed have hurt Lesk.",
        "Torvane has drafted and imposed sanctions.",
        "Torvane imposed a visa ban and sanctions on Lesk.",
    ],
)
def test_the_object_is_found_wherever_it_stands(sentence: str) -> None:
    assert found(sentence, a_finder("impose (sanction)")) == ["SANCTION"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Torvane imposed a fine and ignored the sanctions.",
        "Torvane imposed itself after years of sanctions.",
        "No sanctions were imposed on Lesk.",
    ],
)
def test_another_noun_near_the_verb_is_no_object(sentence: str) -> None:
    assert found(sentence, a_finder("impose (sanction)")) == []


@pytest.mark.parametrize(
    ("sentence", "types"),
    [
        ("The rebels dropped their claims.", ["CONCEDE"]),
        ("The jets dropped bombs.", ["ASSAULT"]),
        ("Lesk suspended aid.", ["SANCTION"]),
        ("Lesk suspended 45 million dollars in aid.", ["SANCTION"]),
        ("Lesk suspended the talks.", ["REJECT"]),
        ("Lesk suspended the sanctions.", ["CONCEDE"]),
        ("Torvane withdrew its troops.", ["RETREAT"]),
        ("Torvane withdrew its ambassador.", ["SANCTION"]),
        ("Torvane withdrew its objections.", ["CONCEDE"]),
        ("Torvane withdrew from the treaty.", ["SANCTION"]),
        ("Lesk agreed to meet the demands of the rebels.", ["AGREE"]),
        ("Lesk sent troops.", ["MOBILIZE"]),
        ("Lesk sent blankets.", ["AID"]),
        ("Ivo Brandt called off the talks.", ["REJECT"]),
    ],
)
def test_the_object_tells_the_type(sentence: str, types: list[str]) -> None:
    language = cue_finder()
    assert [cue.type for cue in language.find(sentence, tree=tree(sentence))][:1] == types


def test_particle_preposition_and_somebody() -> None:
    finder = a_finder("call off (talk)", "put <somebody> on (trial)", "walk out of (talk)")
    assert found("Lesk called the talks off.", finder) == ["SANCTION"]
    assert found("Lesk put Olga Haar on trial.", finder) == ["SANCTION"]
    assert found("Lesk put the matter on trial.", finder) == []
    assert found("Lesk walked out of the talks.", finder) == ["SANCTION"]
    assert found("Lesk walked into the talks.", finder) == []


def test_a_noun_with_what_stands_before_it() -> None:
    finder = a_finder("impose (visa ban)")
    assert found("Lesk imposed a visa ban.", finder) == ["SANCTION"]
    assert found("Lesk imposed a ban.", finder) == []


def test_the_cue_reaches_from_the_verb_to_a_near_object() -> None:
    (cue,) = cues("Lesk has imposed new sanctions.", a_finder("impose (sanction)"))
    assert (cue.text, cue.lemma, cue.form, cue.passive) == (
        "imposed new sanctions",
        "impose",
        "past",
        False,
    )
    (cue,) = cues("Sanctions were imposed.", a_finder("impose (sanction)"))
    assert (cue.text, cue.passive) == ("imposed", True)


def test_an_idle_frame_is_no_act() -> None:
    finder = CueFinder(
        lexicon().model_copy(update={"verbs": {"X": ("impose",)}, "idle": ("impose (order)",)})
    )
    assert found("Lesk imposed order.", finder) == []
    assert found("Lesk imposed itself.", finder) == ["X"]


def test_without_a_tree_there_are_no_frames() -> None:
    assert a_finder("impose (sanction)").find("Torvane imposed sanctions.") == ()


def test_slots() -> None:
    classes = {"talks": ("talk", "meeting")}
    assert is_frame("open <talks>")
    assert not is_frame("open .. talks")
    assert slot_words("<talks>", classes) == ("talk", "meeting")
    assert slot_words("(arrest warrant|fine)", classes) == ("arrest warrant", "fine")
    assert slot_words("talks", classes) == ()
    assert slots_of("open .. talks", classes) == ()
    assert [
        (s.case, sorted(s.words)) for s in slots_of("walk out of <talks> on (day)", classes)
    ] == [
        ("out of", ["meeting", "talk"]),
        ("on", ["day"]),
    ]


def test_nearly_every_frame_is_found_in_a_plain_sentence() -> None:
    """A frame that nothing can match is a mistake in the data; parsers miss some."""
    frames, missed = 0, []
    for key, entries in lexicon().verbs.items():
        for entry in [one for one in entries if is_frame(one)]:
            frames += 1
            sentence = _plain(entry)
            if not found(sentence, a_finder(entry)):
                missed.append(f"{key}: {entry}: {sentence}")
    assert frames > 150
    assert len(missed) < 0.12 * frames, missed


def _plain(entry: str) -> str:
    verb, *rest = pattern_words(entry)
    words = [verb.split("|")[0]]
    for word in rest:
        nouns = slot_words(word, lexicon().classes)
        if word == "<somebody>":
            words.append("President Ivo Brandt")
        elif word != "<nothing>":
            words.append(f"the {nouns[0]}" if nouns else word)
    return re.sub(r"\s+", " ", f"Torvane will {' '.join(words)}.")


def test_nothing_is_the_object_of_what_stands_alone() -> None:
    finder = a_finder("accept <nothing>")
    assert found("Lesk offered to mediate, and Torvane accepted.", finder) == ["SANCTION"]
    assert found("Manila has accepted.", finder) == ["SANCTION"]
    for other in (
        "Torvane accepted the offer.",
        "The offer was accepted.",
        "Torvane accepted that it had lost.",
        "The offer, which Torvane accepted, was Lesk's.",
    ):
        assert found(other, finder) == []
    assert finder.find("Torvane accepted.") == (), "no tree, no missing object"
