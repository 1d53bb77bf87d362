"""The parsers of the languages that have one, and their trees in one scheme."""

from __future__ import annotations

import pytest

from briefing import grammar
from briefing.domain.syntax import Parse


def parse(text: str, language: str = "en") -> Parse:
    found = grammar.parser(language)
    assert found is not None, f"the parser of {language!r} is not installed"
    return found(text)


def hangs(text: str, word: str, language: str = "en") -> tuple[str, str, str]:
    """Relation, head and preposition of a word."""
    words = parse(text, language)
    found = next(w for w in words if w.text == word)
    return found.relation, words[found.head].text, found.case


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("Velmar attacked Tosk.", "attacked", ("root", "attacked", "")),
        ("Velmar attacked Tosk.", "Velmar", ("nsubj", "attacked", "")),
        ("Velmar attacked Tosk.", "Tosk", ("obj", "attacked", "")),
        ("The rebels were bombed by Velmar.", "rebels", ("nsubj:pass", "bombed", "")),
        ("The rebels were bombed by Velmar.", "were", ("aux:pass", "bombed", "")),
        ("The rebels were bombed by Velmar.", "Velmar", ("obl:agent", "bombed", "by")),
        ("The rebels were bombed by Velmar.", "by", ("case", "Velmar", "")),
        ("Velmar met with Tosk.", "Tosk", ("obl", "met", "with")),
        ("The border with Tosk is closed.", "Tosk", ("nmod", "border", "with")),
        ("He fled out of Tosk.", "Tosk", ("obl", "fled", "out of")),
        ("They offered help to Tosk.", "Tosk", ("iobj", "offered", "to")),
        ("They offered help to Tosk.", "to", ("case", "Tosk", "")),
        ("Velmar's envoy left.", "Velmar", ("nmod:poss", "envoy", "")),
        ("The men who left were rebels.", "left", ("acl:relcl", "men", "")),
        ("They accused Tosk of attacking India.", "attacking", ("advcl", "accused", "of")),
        ("They shot down a plane.", "down", ("compound:prt", "shot", "")),
    ],
)
def test_english_trees_are_universal_dependencies(
    text: str, word: str, found: tuple[str, str, str]
) -> None:
    assert hangs(text, word) == found


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("La police a arrêté le maire.", "police", ("nsubj", "arrêté", "")),
        ("La police a arrêté le maire.", "maire", ("obj", "arrêté", "")),
        ("La police a arrêté le maire.", "a", ("aux", "arrêté", "")),
        ("Le maire a été arrêté par la police.", "maire", ("nsubj:pass", "arrêté", "")),
        ("Le maire a été arrêté par la police.", "police", ("obl:agent", "arrêté", "par")),
        ("La France a condamné l'attaque contre l'Inde.", "Inde", ("nmod", "attaque", "contre")),
        ("Il a promis de partir.", "partir", ("xcomp", "promis", "")),
    ],
)
def test_french_trees_speak_the_same_scheme(
    text: str, word: str, found: tuple[str, str, str]
) -> None:
    assert hangs(text, word, "fr") == found


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Ana Roe, the minister, said Velmar's plan to leave was \u201ca gift to Tosk\u201d.",
            "en",
        ),
        ("They gave it to him out of pity, having come from behind the hill.", "en"),
        ("Le ministre qui a signé l'accord est parti avec eux, a-t-il dit.", "fr"),
        ("", "en"),
        ("…", "fr"),
    ],
)
def test_offsets_are_those_of_the_sentence_and_every_word_hangs_below_a_root(
    text: str, language: str
) -> None:
    words = parse(text, language)
    assert [text[w.start : w.end] for w in words] == [w.text for w in words]
    for index, word in enumerate(words):
        steps = 0
        while words[index].head != index:
            index, steps = words[index].head, steps + 1
            assert steps <= len(words), f"{word.text!r} hangs in a ring"


def test_a_name_is_marked_with_its_first_word_and_the_others() -> None:
    words = {w.text: w.entity for w in parse("Police arrested Karl Voss on Monday.")}
    assert (words["Karl"], words["Voss"], words["arrested"]) == ("B-PERSON", "I-PERSON", "")


def test_the_same_sentence_has_the_same_tree() -> None:
    text = "Velmar attacked Tosk on Monday."
    assert parse(text) == parse(text)


@pytest.mark.parametrize("language", ["de", "es", "xx", ""])
def test_a_language_without_a_parser_has_none(language: str) -> None:
    assert grammar.parser(language) is None


def test_a_parser_that_is_not_installed_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(grammar.PIPELINES, "tl", "no_such_pipeline_anywhere")
    assert grammar.parser("tl") is None
    grammar.parser.cache_clear()


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("La Grèce a expulsé deux diplomates turcs.", "expulsé", ("root", "expulsé", "")),
        ("La Grèce a expulsé deux diplomates turcs.", "Grèce", ("nsubj", "expulsé", "")),
        ("La Grèce a expulsé deux diplomates turcs.", "a", ("aux", "expulsé", "")),
        ("Le parquet a poursuivi le maire Jean Vial.", "Jean", ("appos", "maire", "")),
        ("« Nous refusons », a averti le ministre.", "ministre", ("nsubj", "averti", "")),
        ("Le Rwanda a rompu, en mars 2025, ses relations.", "relations", ("obj", "rompu", "")),
        ("Il a dit « non » et menace le maire.", "maire", ("obj", "menace", "")),
    ],
)
def test_french_parses_are_mended(text: str, word: str, found: tuple[str, str, str]) -> None:
    assert hangs(text, word, "fr") == found


def test_a_french_participle_has_the_tag_of_one() -> None:
    tags = {w.text: w.tag for w in parse("Paul Kane, arrêté en août, a été libéré.", "fr")}
    assert (tags["arrêté"], tags["libéré"]) == ("VBN", "VBN")
    assert {
        w.pos for w in parse("Les alliés se sont entendues.", "fr") if w.text == "entendues"
    } == {"VERB"}


def test_the_apostrophe_of_newspapers_is_read_in_french() -> None:
    words = [w.text for w in parse("L’armée s’est repliée.", "fr")]
    assert words[:2] == ["L'", "armée"]
