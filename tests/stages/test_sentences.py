"""Claims about numbering: exact offsets, nothing lost, sensible ends, linear time."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.domain.articles import Article
from briefing.domain.vocabulary import ReadingRules
from briefing.errors import ConfigError
from briefing.stages.sentences import LONGEST, SEGMENTER, number_sentences

ROOT = Path(__file__).parents[2]
BARE = ReadingRules(tails=(), instructions=())
LANGUAGES = ("en", "und", "", "xx", "zh", "ur", "ar", "hi", "ru", "de", "fr", "es", "it", "pt")


def numbered(text: str, language: str = "en", rules: ReadingRules = BARE) -> Article:
    return number_sentences(Article(id="a-1", title="t", text=text, language=language), rules)


def texts(text: str, language: str = "en") -> list[str]:
    return [sentence.text for sentence in numbered(text, language).sentences]


def assert_exact(article: Article) -> None:
    at = 0
    for number, sentence in enumerate(article.sentences, start=1):
        assert sentence.number == number
        assert article.text[sentence.start : sentence.end] == sentence.text
        assert not article.text[at : sentence.start].strip()
        assert sentence.text.strip() == sentence.text
        assert 0 < len(sentence.text) <= LONGEST
        assert "\n" not in sentence.text
        at = sentence.end
    assert not article.text[at:].strip()


PIECES = st.one_of(
    st.sampled_from(
        ("U.S. ", "Gen. ", "؟ ", "e.g. ", "A. ", "said. ", "۔ ", "। ", "No. 5 ", "...")
    ),
    st.sampled_from('"”“ \n\u2028。\u0301\u200d👩\x1c('),
    st.sampled_from(("a" * 700, "x, " * 300)),
)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400), st.sampled_from(LANGUAGES))
def test_any_text_is_covered_in_order_with_exact_offsets(text: str, language: str) -> None:
    assert_exact(numbered(text, language))


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join), st.sampled_from(LANGUAGES))
def test_awkward_pieces_are_covered_in_order_with_exact_offsets(text: str, language: str) -> None:
    assert_exact(numbered(text, language))


def test_half_of_a_surrogate_pair_does_not_stop_the_numbering() -> None:
    assert texts("One \ud800 two. Three.") == ["One \ud800 two.", "Three."]


def test_abbreviations_do_not_end_a_sentence() -> None:
    assert texts("He met Gen. Smith at No. 5. They talked.") == [
        "He met Gen. Smith at No. 5.",
        "They talked.",
    ]
    assert texts("On Jan. 5 J. K. Rowan met George W. Banks. Both smiled.") == [
        "On Jan. 5 J. K. Rowan met George W. Banks.",
        "Both smiled.",
    ]
    assert texts("Approx. 10 km away, 5 pct. of votes were lost. The rest counted.") == [
        "Approx. 10 km away, 5 pct. of votes were lost.",
        "The rest counted.",
    ]
    assert texts("Sen. Ann Lee, D-N.Y., met Lt. Col. Brown. He left.") == [
        "Sen. Ann Lee, D-N.Y., met Lt. Col. Brown.",
        "He left.",
    ]


def test_a_country_abbreviation_ends_a_sentence_only_before_an_opening_word() -> None:
    assert texts("The U.S. President spoke.") == ["The U.S. President spoke."]
    assert texts("He lives in the U.S. The talks failed.") == [
        "He lives in the U.S.",
        "The talks failed.",
    ]


@pytest.mark.parametrize("entry", ["2.", "12.", "3)", "iv.", "b)", "8 September.", "8. Mai 2026."])
def test_what_an_entry_of_a_list_begins_with_is_no_sentence(entry: str) -> None:
    assert texts(f"{entry} The Council met. It rose at noon.") == [
        f"{entry} The Council met.",
        "It rose at noon.",
    ]


def test_a_number_at_the_end_of_a_sentence_ends_it() -> None:
    assert texts("The vote was 3. The Council rose.") == ["The vote was 3.", "The Council rose."]


def test_a_short_no_is_an_answer_and_not_a_number() -> None:
    assert texts("He said no. Then he left.") == ["He said no.", "Then he left."]


def test_every_sentence_of_a_quotation_is_its_own_sentence() -> None:
    assert texts('She said: "We left. Nobody stayed." “It is over,” he said. “Go.”') == [
        'She said: "We left.',
        'Nobody stayed."',
        "“It is over,” he said.",
        "“Go.”",
    ]


def test_an_unclosed_quote_does_not_swallow_what_follows() -> None:
    assert len(texts('He said "never. The army left. The talks failed.')) == 3


def test_a_small_letter_goes_on_with_the_sentence() -> None:
    assert texts('"Why?" he asked. He left.') == ['"Why?" he asked.', "He left."]


def test_lines_end_sentences_even_without_a_full_stop() -> None:
    assert texts("Talks fail in Denga\n- ferry stopped\n- port closed\n\nThe end.") == [
        "Talks fail in Denga",
        "- ferry stopped",
        "- port closed",
        "The end.",
    ]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("zh", ["部长说。", "他走了！", "真的吗？"]),
        ("ur", ["وزیراعظم نے کہا۔", "وہ چلے گئے۔", "کیا یہ سچ ہے؟", "ہاں۔"]),
        ("ar", ["قال الوزير ذلك.", "ثم غادر.", "هل هذا صحيح؟", "نعم."]),
        ("hi", ["प्रधानमंत्री ने कहा।", "डॉ. सिंह आए।"]),
        ("ru", ["В г. Москве 5 тыс. человек.", "В. В. Путин сказал."]),
        ("de", ["Am 5. Mai kam Dr. Müller.", "Das war ca. 10 km weit."]),
        ("fr", ["M. Martin et Mme. Dupont ont dit non.", "Le général J. Martin est parti."]),
        ("es", ["El Sr. Sánchez habló.", "EE. UU. respondió."]),
    ],
)
def test_other_languages_are_split_by_their_own_rules(language: str, expected: list[str]) -> None:
    joint = "" if language == "zh" else " "
    assert texts(joint.join(expected), language) == expected


def test_a_very_long_sentence_is_cut_after_a_clause_mark_or_at_a_space() -> None:
    clauses = texts("the army of the north moved on, " * 100)
    assert all(clause.endswith(",") for clause in clauses)
    assert all(not part.startswith("x") or part[1] == "y" for part in texts("xyz " * 900))
    assert [len(part) for part in texts("z" * 3000)] == [LONGEST, LONGEST, 600]


def test_one_line_of_ten_megabytes_is_numbered_in_linear_time() -> None:
    begun = time.process_time()
    article = numbered("a" * 10_000_000)
    assert len(article.sentences) == 8_334
    assert time.process_time() - begun < 10


def test_numbering_again_changes_nothing() -> None:
    once = numbered("One. Two.\n\nThree.")
    assert number_sentences(once, BARE) == once


def test_the_segmenter_names_library_version_and_rules() -> None:
    assert SEGMENTER.startswith("sentencex/1.")
    assert SEGMENTER.endswith("+rules2")


def test_a_broken_rule_is_a_configuration_error() -> None:
    with pytest.raises(ConfigError, match="not a regular expression"):
        numbered("One.", rules=ReadingRules(tails=(), instructions=("(",)))


def test_the_shipped_rules_number_both_seeds_without_masks() -> None:
    rules = ReadingRules(**yaml.safe_load((ROOT / "schemas/reading.yaml").read_text("utf-8")))
    for seed in sorted((ROOT / "seeds").glob("*.txt")):
        article = numbered(seed.read_text("utf-8"), rules=rules)
        assert_exact(article)
        assert not [sentence.text for sentence in article.sentences if sentence.masked]
