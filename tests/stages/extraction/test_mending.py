"""Subjects that the parser hangs elsewhere: what it makes of them, and what is made of that."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.syntax import Parse, Word
from briefing.stages.extraction.mending import mended
from briefing.stages.extraction.trees import Subject, Tree
from tests.stages.extraction.newsroom import lexicon
from tests.stages.extraction.reading_room import grammar, parsed, word

DAYS = lexicon().calendar.names
DAYED = "On Wednesday General Edrisi, without telling her, ordered the Fourth Brigade out."
HOSTED = (
    "China, whose envoy shuttled between the two capitals all night, offered to host both sides"
)
MISREAD = [
    (
        "Despite the US increasingly favoring India as its key South Asian partner, Pakistan "
        "reaffirmed its commitment to China.",
        "favoring",
        "US",
    ),
    ("Despite Lesk openly backing Torvane, Marrow stayed silent.", "backing", "Lesk"),
    (DAYED, "ordered", "Edrisi"),
    (f"{HOSTED} in Urumqi; Pakistan accepted, Afghanistan has yet to.", "offered", "China"),
    (
        "The bloc takes note of the decision of the authorities to postpone the vote and rejects "
        "any extension.",
        "rejects",
        "bloc",
    ),
    ("Gustav Rehn, addressing a rally in Karst, maintained that he won.", "maintained", "Rehn"),
    (
        "When the subpoenas were issued April 15, Eric Trump, executive vice president of The "
        "Trump Organization, called the subpoenas an abuse.",
        "called",
        "Trump",
    ),
]


def led(words: Parse, verb: str) -> str:
    """The word that a tree has as the subject of a verb."""
    tree = Tree(words)
    found = tree.subject(next(i for i, word in enumerate(words) if word.text == verb))
    return words[found.word].text if found is not None and not found.undergoes else ""


@pytest.mark.parametrize(("text", "verb", "who"), MISREAD)
def test_a_far_subject_is_hung_on_its_verb(text: str, verb: str, who: str) -> None:
    assert led(parsed(text), verb) != who, "the parser reads it right by now: take another example"
    assert led(mended(parsed(text), DAYS, grammar()), verb) == who


@pytest.mark.parametrize(
    "text",
    [
        "On Wednesday Velmar ordered two brigades out.",
        "In Tull on Monday, the police freed two men.",
        "They marched with banners denouncing the president.",
        "Despite the cold, waiting for Ana Roe, Velmar freed two men.",
        "The bridge, built by Tosk in 1990, collapsed.",
        "Karl Voss, backed by the army, has said he will stay.",
        "Speaking in Tull, Ana Roe said she would go.",
        "After the vote Ana Roe, the party's leader, left.",
        "The bloc takes note of the decision and rejects any extension.",
        "Ana Roe said the army would go and asked Tosk for help.",
        "Ana Roe praised Velmar, Tosk and India, said nothing more and left.",
    ],
)
def test_what_the_parser_reads_right_stays(text: str) -> None:
    assert mended(parsed(text), DAYS, grammar()) == parsed(text)


TAGS = ("VBD", "VBN", "VBG", "VBZ", "NNP", "NN", ",")
RELATIONS = ("nsubj", "obl", "csubj", "acl", "advcl", "ccomp", "compound", "case", "obj", "appos")


@st.composite
def trees(draw: st.DrawFn) -> Parse:
    """Any tree of a few words: each hangs on one that was hung before it."""
    size = draw(st.integers(2, 9))
    order = draw(st.permutations(range(size)))
    heads = {order[0]: order[0]}
    for one in order[1:]:
        heads[one] = draw(st.sampled_from(sorted(heads)))
    words = []
    for index in range(size):
        tag = draw(st.sampled_from(TAGS))
        pos = "PUNCT" if tag == "," else "VERB" if tag[0] == "V" else draw(names())
        text = "," if tag == "," else draw(st.sampled_from(["voted", "monday", "Velmar"]))
        relation = "root" if heads[index] == index else draw(st.sampled_from(RELATIONS))
        words.append(Word(index, index + 1, text, text, pos, tag, relation, heads[index]))
    return tuple(words)


def names() -> st.SearchStrategy[str]:
    return st.sampled_from(["PROPN", "NOUN"])


@given(trees())
def test_what_was_mended_is_still_one_tree(words: Parse) -> None:
    new = mended(words, {"monday"}, grammar())
    assert [(w.start, w.text) for w in new] == [(w.start, w.text) for w in words]
    roots = {i for i, word in enumerate(new) if word.head == i}
    assert len(roots) == 1
    for index in range(len(new)):
        seen: set[int] = set()
        while index not in roots:
            assert index not in seen, "a circle"
            seen.add(index)
            index = new[index].head


def _mends(text: str) -> Tree:
    known = grammar()
    return Tree(mended(parsed(text), (), known), known.control)


def test_something_is_fired_at_those_who_do_something() -> None:
    text = "Police fired tear gas at teachers marching on the ministry."
    tree = _mends(text)
    fired, teachers = word(text, "fired"), word(text, "teachers")
    assert tree.obliques(fired, ("at",)) == [teachers]
    assert tree.subject(word(text, "marching")) == Subject(teachers, undergoes=False)


def test_the_verb_behind_whose_aside_is_the_owners() -> None:
    text = "Velmar, whose envoy spoke to Roe by telephone on Monday, praised her decision."
    tree = _mends(text)
    assert tree.subject(word(text, "praised")) == Subject(word(text, "Velmar"), undergoes=False)
    assert tree.subject(word(text, "spoke")) == Subject(word(text, "envoy"), undergoes=False)


def test_who_tells_accuses() -> None:
    text = "Roe told them that her party would abstain, accusing the ministry of lies."
    assert _mends(text).words[word(text, "accusing")].head == word(text, "told")


def test_a_pronoun_behind_a_participle_is_its_object() -> None:
    text = (
        "The government of Tamara and the main rebel coalition fighting it signed a 60-day "
        "ceasefire on Thursday, raising hopes of an end to a four-year war."
    )
    assert led(parsed(text), "signed") == "it", "the parser reads it right by now"
    assert led(mended(parsed(text), DAYS, grammar()), "signed") == "government"


def test_a_town_does_not_do_what_is_done_in_it() -> None:
    text = (
        "The violence began on Thursday, when ELN fighters went house to house in the town of Tibu "
        "hunting down former members of the FARC."
    )
    assert led(parsed(text), "hunting") == "Tibu", "the parser reads it right by now"
    assert led(mended(parsed(text), DAYS, grammar()), "hunting") == "fighters"


def test_somebody_is_accused_of_a_deed_and_not_of_things() -> None:
    text = "The army was accused of burning villages."
    tree = _mends(text)
    assert tree.subject(word(text, "burning")) == Subject(word(text, "army"), undergoes=False)
    assert tree.children(word(text, "burning"), "obj") == [word(text, "villages")]
    same = "Prices were said to depend on rising demand."
    assert mended(parsed(same), (), grammar()) == parsed(same)


def test_who_is_charged_with_a_deed_did_it() -> None:
    text = "Prosecutors charged Roe with ordering the raid."
    found = _mends(text).subject(word(text, "ordering"))
    assert found == Subject(word(text, "Roe"), undergoes=False)
