"""Which cues of a sentence are acts of their own."""

from __future__ import annotations

import pytest

from briefing.domain.articles import Sentence
from briefing.stages.extraction.acts import ACTS_A_SENTENCE, acts_in, own_acts
from tests.factories import an_article
from tests.stages.extraction.newsroom import cues, tools, vocabulary


def sentence(text: str) -> Sentence:
    return an_article("It rained.", text).sentences[1]


def acts(text: str) -> list[str]:
    language = tools().language("en")
    assert language is not None
    return [act.cue.text.split()[0] for act in acts_in(sentence(text), language, vocabulary())[0]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Velmar condemned Tosk and attacked India.", ["condemned", "attacked"]),
        ("Velmar asked Tosk to release two men.", ["asked"]),
        ("Velmar demanded that Tosk release two men.", ["demanded"]),
        ("Velmar condemned Tosk, vowing to attack India.", ["condemned", "vowing"]),
        ("Velmar did not attack Tosk.", []),
        ("It snowed.", []),
    ],
)
def test_what_an_act_only_asks_for_and_what_is_negated_is_no_act(
    text: str, found: list[str]
) -> None:
    assert acts(text) == found


def test_a_cue_that_is_no_act_is_still_told_as_a_cue() -> None:
    language = tools().language("en")
    assert language is not None
    text = "Velmar did not attack Tosk."
    kept, all_cues = acts_in(sentence(text), language, vocabulary())
    assert (kept, [cue.text for cue in all_cues]) == ([], ["attack"])


def test_a_sentence_has_only_so_many_acts() -> None:
    text = ", ".join(["Velmar attacked Tosk"] * (ACTS_A_SENTENCE + 3))
    assert len(own_acts(text, cues(text))) > ACTS_A_SENTENCE
    assert len(acts(text)) == ACTS_A_SENTENCE
