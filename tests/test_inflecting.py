"""Verbs with pronouns behind them and prepositions joined to articles, written out at loading."""

from __future__ import annotations

import functools

from briefing.codebooks.inflecting import written_out
from briefing.domain.lexicon import Lexicon


@functools.cache
def portuguese() -> Lexicon:
    return Lexicon.model_validate(
        {
            "language": "pt",
            "verbs": {"REJECT": ["opor-se"]},
            "endings": {"ir": ["iu"], "ar": ["ou", "ou-o", "arem", "ará"]},
            "inflection": {
                "reflexive": ["se"],
                "enclitic": ["-se", "-se-ão"],
                "infinitives": ["arem", "ir-se"],
                "contractions": {"de": ["do", "da"], "a": ["ao"]},
            },
        }
    )


def heads(pattern: str) -> list[str]:
    return written_out(pattern, portuguese()).split()[0].split("|")


def test_a_pronoun_stands_before_its_verb_or_joined_behind_it() -> None:
    assert heads("reunir-se") == [
        "=reunir^",
        "=reuniu^",
        "+reunir-se",
        "=reuniu-se",
        "=reunir-se-ão",
        "=reuniu-se-ão",
    ]
    assert heads("reunir") == ["+reunir", "=reuniu"]


def test_an_infinitive_may_lose_its_last_letter_before_a_pronoun() -> None:
    italian = Lexicon.model_validate(
        {
            "language": "it",
            "verbs": {"CONSULT": ["riunirsi"]},
            "endings": {"ire": ["isce"]},
            "inflection": {"reflexive": ["si"], "clipped": "e"},
        }
    )
    assert written_out("riunirsi", italian) == "=riunire^|=riunisce^|+riunirsi"


def test_only_what_the_lexicon_says_is_an_infinitive_beside_the_lemma() -> None:
    assert heads("atacar") == ["+atacar", "=atacou", "=atacou-o", "+atacarem", "=atacará"]


def test_a_preposition_is_also_found_joined_to_an_article() -> None:
    assert written_out("sair de (acordo)", portuguese()).split()[1:] == ["de|do|da", "(acordo)"]
    assert written_out("chegar a .. acordo", portuguese()).split()[1:] == ["a|ao", "..", "acordo"]
