"""The sentences of one article as trees, read in order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.domain.articles import Article
from briefing.domain.syntax import Parse
from briefing.stages.extraction.parsing import ParsedArticle
from briefing.stages.extraction.roles import Reading
from briefing.stages.extraction.sentence_trees import trees_of
from briefing.stages.extraction.trees import Tree
from tests.factories import an_article
from tests.stages.extraction.newsroom import cue, reading_tools, vocabulary
from tests.stages.extraction.reading_room import KINDS, finder, grammar, parsed


def trees(article: Article) -> dict[int, Tree]:
    return trees_of(article, parsed, grammar())


def read(article: Article) -> ParsedArticle:
    language = reading_tools().language("en")
    assert language is not None
    return ParsedArticle(article, trees(article), finder(), KINDS, language, vocabulary())


def roles(article: Article, number: int, act: str) -> Reading:
    text = article.sentences[number - 1].text
    return read(article).reading(number, cue(text, act, headline=number == 1))


def test_a_masked_sentence_has_no_tree_and_stands_for_nothing() -> None:
    article = an_article("It rained.", "Velmar left.", "It left.", masked={2: "instruction"})
    assert list(trees(article)) == [1, 3]
    hidden = an_article(
        "It rained.", "Velmar left.", "It attacked Tosk.", masked={2: "instruction"}
    )
    assert roles(hidden, 3, "attacked").who == ()


@pytest.mark.parametrize(
    "dateline",
    [
        *("TOSK CITY — ", "TARSK, Velmar (Halden Wire) — ", "TARSK: ", "TARSK – "),
        *("2. ", "(iv) ", "12:50 ", "9.05pm: ", "14:30 GMT – ", "8 September. – "),
    ],
)
def test_a_dateline_is_no_part_of_the_sentence(dateline: str) -> None:
    article = an_article("It rained.", f"{dateline}Velmar attacked India.")
    here = trees(article)[2]
    text = article.sentences[1].text
    assert [text[w.start : w.end] for w in here.words] == [w.text for w in here.words]
    assert here.words[0].text == "Velmar"
    found = roles(article, 2, "attacked")
    assert (found.who, found.whom) == (("Velmar",), ("India",))


def test_an_initial_is_part_of_the_sentence() -> None:
    here = trees(an_article("It rained.", "V. Roe attacked India."))[2]
    assert here.words[0].start == 0


def test_every_cue_has_a_reading() -> None:
    article = an_article("Velmar strikes Tosk", "It then attacked India and met Ana Roe.")
    found = roles(article, 2, "attacked")
    assert (found.who, found.whom) == (("Velmar",), ("India",))
    assert roles(article, 2, "met").who == ("Velmar",)


def test_where_the_parser_sees_no_verb_the_surface_is_read() -> None:
    def blind(text: str) -> Parse:
        return tuple(replace(w, pos="NOUN", tag="NN") for w in parsed(text))

    article = an_article("It rained.", "Velmar attacked Tosk.")
    language = reading_tools().language("en")
    assert language is not None
    sightless = trees_of(article, blind, grammar())
    found = ParsedArticle(article, sightless, finder(), KINDS, language, vocabulary()).reading(
        2, cue("Velmar attacked Tosk.", "attacked")
    )
    assert (found.who, found.whom, found.misread) == (("Velmar",), ("Tosk",), True)


def test_the_sentence_that_names_the_actor_is_told_where_the_acts_own_does_not() -> None:
    article = an_article("Velmar left.", "Ana Roe left.", "It attacked Tosk.")
    here = read(article)
    assert here.antecedent(3, ("Velmar",), ()) == (1,)
    assert here.antecedent(3, ("Velmar",), ("Tosk",)) == ()
    assert here.antecedent(3, (), ("Ana Roe",)) == (2,)
    assert here.antecedent(3, (), ()) == ()


def test_an_agent_of_speech_is_no_passive() -> None:
    article = an_article("It rained.", "Ana Roe spoke by telephone with Karl Voss.")
    found = roles(article, 2, "spoke")
    assert (found.who, found.whom) == (("Ana Roe",), ("Karl Voss",))
