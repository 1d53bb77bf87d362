"""Acts told by nouns: real sentences, the shipped lexicon."""

from __future__ import annotations

import pytest

from briefing.stages.extraction.acts import acts_in
from briefing.stages.extraction.roles import Reading, RoleReader
from tests.factories import an_article
from tests.stages.extraction.newsroom import cue_finder, lexicon, reading_tools, vocabulary
from tests.stages.extraction.reading_room import references, scenery, tree


def nouns(text: str) -> list[str]:
    return [cue.text for cue in cue_finder().find(text, tree=tree(text)) if cue.noun]


def told(text: str) -> list[tuple[str, str, str]]:
    """Type, initiators and recipients of the acts that nouns tell."""
    here = scenery(text)
    reader = RoleReader(here, references([]), lexicon().instruments, lexicon().speech)
    found = []
    for cue in cue_finder().find(text, tree=here.tree):
        if cue.noun:
            reading: Reading = reader.read(cue)
            found.append((cue.type, " ".join(reading.who), " ".join(reading.whom)))
    return found


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Prices fell after Velmar's invasion of Tosk.", ("ASSAULT", "Velmar", "Tosk")),
        ("Ana Roe deplored Israel's withdrawal from Tosk.", ("RETREAT", "Israel", "Tosk")),
        ("He cited the arrest of Ana Roe by Tosk in May.", ("COERCE", "Tosk", "Ana Roe")),
        (
            "An attack on an old mill by the Red Hill Army left it closed.",
            ("ASSAULT", "Red Hill Army", ""),
        ),
        (
            "It follows the killing of Karl Voss, which Velmar blames on the Red Hill Army.",
            ("ASSAULT", "Red Hill Army", "Karl Voss"),
        ),
        ("Nobody spoke of Ana Roe's arrest by Tosk.", ("COERCE", "Tosk", "Ana Roe")),
        ("The report recalls a meeting between Velmar and Tosk.", ("CONSULT", "Velmar", "Tosk")),
        ("Prices fell after the withdrawal of Velmar from Tosk.", ("RETREAT", "Velmar", "Tosk")),
        (
            "Ana Roe deplored Israel's withdrawal from Tosk and its refusal to admit Karl Voss.",
            ("REJECT", "Israel", "Karl Voss"),
        ),
        ("He spoke of accusations by Velmar that Tosk had lied.", ("ACCUSE", "Velmar", "Tosk")),
        ("Prices fell after the shelling by Velmar of Tosk.", ("ASSAULT", "Velmar", "Tosk")),
        ("They deplored the killing of Tosk by Velmar.", ("ASSAULT", "Velmar", "Tosk")),
        ("Prices fell after Velmar's closure of the border.", ("SANCTION", "Velmar", "")),
    ],
)
def test_a_noun_tells_an_act_whose_doer_stands_in_its_phrase(
    text: str, act: tuple[str, str, str]
) -> None:
    assert act in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Prices fell after the invasion of Tosk.",
        "The meeting began late.",
        "Velmar fears an invasion of Tosk by India.",
        "Ana Roe called for Israel's withdrawal from Tosk.",
        "Troops prevented an attack on Tosk by the Red Hill Army.",
        "Ana Roe praised Velmar's partnership with Tosk.",
        "Tosk demanded Israel's withdrawal from Velmar.",
        "Prices fell after Velmar's closure of the file.",
    ],
)
def test_a_noun_without_doer_or_under_a_wish_tells_nothing(text: str) -> None:
    assert nouns(text) == []


def test_an_owner_who_suffers_the_act_did_not_do_it() -> None:
    assert told("Karl Voss spoke of Ana Roe's arrest of Kim Lorne.") == [
        ("COERCE", "Ana Roe", "Kim Lorne")
    ]
    assert told("Karl Voss spoke of Ana Roe's arrest by police.") == [
        ("COERCE", "police", "Ana Roe")
    ]


def test_a_verb_and_its_noun_are_one_act() -> None:
    text = "Velmar bombed Tosk in an attack on the harbour by its air force."
    assert nouns(text) == []


def test_a_noun_amid_a_sentence_is_an_act_of_its_own() -> None:
    article = an_article("Ana Roe praised Velmar after India's invasion of Tosk.")
    sentence = article.sentences[0]
    language = reading_tools().language("en")
    assert language is not None
    acts, _ = acts_in(sentence, language, vocabulary(), tree(sentence.text))
    assert [act.cue.type for act in acts] == ["SUPPORT", "ASSAULT"]
