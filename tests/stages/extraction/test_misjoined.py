"""Clauses of their own that the parser joins to what stands before them."""

from __future__ import annotations

import pytest

from briefing.stages.extraction.misjoined import parted
from briefing.stages.extraction.trees import Tree
from tests.stages.extraction.newsroom import lexicon
from tests.stages.extraction.reading_room import parsed

MISREAD = [
    ("Police held Roe on charges of plotting against Voss, clerks and envoys said.", "clerks"),
    ("Kampala agreed to reopen its posts and Nairobi lifted a ban on eggs.", "Nairobi"),
    ("Velmar remains committed to the settlement of disputes and calls upon Tosk.", "Velmar"),
    ("Castovia thanks the Red Cross, whose delegates visited the seamen.", "Castovia"),
    ("Georgia shells Ossetian positions after drone strike kills four policemen", "Georgia"),
    (
        'Students, drivers and traders took to the streets for a third day, chanting "Mweemba '
        'must go" and burning tyres outside the finance ministry.',
        "Students",
    ),
]
VERBS = ["said", "lifted", "calls", "thanks", "shells", "burning"]


@pytest.mark.parametrize(
    ("text", "who", "verb"), [(*row, verb) for row, verb in zip(MISREAD, VERBS, strict=True)]
)
def test_a_clause_of_its_own_has_its_own_subject(text: str, who: str, verb: str) -> None:
    def led(mended: bool) -> str:
        words = parsed(text)
        grammar = lexicon().grammar
        assert grammar is not None
        words = (
            parted(words, lexicon().speech, grammar.hitting, grammar.terming) if mended else words
        )
        tree = Tree(words)
        at = next(i for i, word in enumerate(words) if word.text == verb)
        found = tree.subject(at) if words[at].pos == "VERB" else None
        return words[found.word].text if found is not None else ""

    assert led(mended=False) != who, "the parser reads it right by now: take another example"
    assert led(mended=True) == who


@pytest.mark.parametrize(
    "text",
    [
        "The Catholic bishops' conference offered to mediate, a proposal that the party took.",
        "Malaysia, the bloc's current chair, offered to host talks in Langkawi, which Bangkok said "
        "it was ready to attend.",
    ],
)
def test_the_only_verb_is_no_participle(text: str) -> None:
    words = parted(parsed(text), (), (), ())
    assert [word.text for word in words if word.relation == "root"] == ["offered"]
