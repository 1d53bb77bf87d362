"""Judgements read from the tree: what somebody calls, says of or finds in another."""

from __future__ import annotations

import pytest

from briefing.domain.claims import EventClaim
from briefing.stages.extraction.evaluating import Evaluator
from briefing.stages.extraction.parsing import ParsedArticle
from briefing.stages.extraction.sentence_trees import trees_of
from briefing.stages.extraction.verdicts import judging_types
from tests.factories import an_article, an_event_claim
from tests.stages.extraction.newsroom import lexicon, reading_tools, vocabulary
from tests.stages.extraction.reading_room import KINDS, finder, grammar, parsed


def judged(*sentences: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...], str]]:
    """Type, who, whom and thing of the judgements in the last sentence."""
    article = an_article("It rained.", *sentences)
    language = reading_tools().language("en")
    assert language is not None
    trees = trees_of(article, parsed, grammar())
    read = ParsedArticle(article, trees, finder(), KINDS, language, vocabulary())
    last = article.sentences[-1]
    found = []
    for act in read.judgements(last):
        reading = read.reading(last.number, act.cue)
        found.append((act.cue.type, reading.who, reading.whom, reading.thing))
    return found


@pytest.mark.parametrize(
    ("sentence", "whom", "thing"),
    [
        ('Ana Roe called the strike "a blow".', (), "strike"),
        ('Ana Roe called the strike "protectionism of a kind".', (), "strike"),
        ('Ana Roe described Velmar as "heartless".', ("Velmar",), ""),
        ('Velmar called the talks "theatre sports" and left.', (), "talk"),
        ("Ana Roe said the vote was disappointing.", (), "vote"),
        ("Ana Roe said Tosk had squandered the money.", ("Tosk",), ""),
        ('"Velmar is a liar and a coward," Ana Roe said.', ("Velmar",), ""),
        ('"The expulsions are unlawful," said Ana Roe.', (), "expulsion"),
        ('"Karl Voss betrayed the farmers," Ana Roe said.', ("Karl Voss",), ""),
        ("Ana Roe said Tosk had no right to patrol there.", ("Tosk",), ""),
        ("Ana Roe found that Tosk had ignored the rules.", ("Tosk",), ""),
        ("Velmar dropped the case, which Ana Roe said was unjust.", (), "case"),
        ("Ana Roe described sanctions on Velmar as a mistake.", (), "sanction"),
        ("Ana Roe said the raid was ill-advised.", (), "raid"),
        ('"The levy has no basis in law," Ana Roe said.', (), "levy"),
        ('Ana Roe called the rapprochement "appeasement".', (), ""),
    ],
)
def test_blame_in_other_words_than_the_lexicon_has(
    sentence: str, whom: tuple[str, ...], thing: str
) -> None:
    (found,) = judged(sentence)
    assert (found[0], found[2], found[3]) == ("ACCUSE", whom, thing)


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        ('"Nobody has the right to hold a town hostage," Ana Roe said.', "ACCUSE"),
        ('"Tosk has the right to be heard," Ana Roe said.', "SUPPORT"),
        ('"The raid was an assault on a lifeline," Ana Roe said.', "ACCUSE"),
        ('"The ferry is a lifeline," Ana Roe said.', "SUPPORT"),
    ],
)
def test_what_is_denied_or_called_a_harm_is_not_praised(sentence: str, type_: str) -> None:
    (found,) = judged(sentence)
    assert found[0] == type_


def test_praise_is_support() -> None:
    (found,) = judged("Ana Roe described Karl Voss as a guarantor of peace.")
    assert found == ("SUPPORT", ("Ana Roe",), ("Karl Voss",), "")
    (found,) = judged("Ana Roe said Karl Voss was pragmatic.")
    assert found == ("SUPPORT", ("Ana Roe",), ("Karl Voss",), "")
    (found,) = judged("Ana Roe said Karl Voss had done an excellent job.")
    assert found == ("SUPPORT", ("Ana Roe",), ("Karl Voss",), "")


@pytest.mark.parametrize(
    "sentence",
    [
        "Ana Roe called the allegations baseless.",
        "Ana Roe described the report as pure fiction.",
        "Ana Roe said the video was a fake.",
        "Velmar accused Tosk of spying, a claim that Ana Roe described as a fabrication.",
    ],
)
def test_who_calls_what_others_said_untrue_denies_it(sentence: str) -> None:
    assert [one[0] for one in judged(sentence)] == ["REJECT"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ana Roe called the blockade a false step.",  # no account
        "Ana Roe called the report a mockery.",  # not untrue
        "Ana Roe described Karl Voss as a fake.",
    ],
)
def test_other_reproaches_deny_nothing(sentence: str) -> None:
    assert [one[0] for one in judged(sentence)] == ["ACCUSE"]


def test_words_in_quotation_marks_that_name_are_blame() -> None:
    (found,) = judged('Ana Roe labelled the duty "a tax on Sunday lunch".')
    assert found[0] == "ACCUSE"
    assert judged("Ana Roe labelled the box in red.") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Ana Roe did not describe Velmar as brutal.",
        "Ana Roe called the capital on Monday.",
        "Ana Roe said the vote was on Tuesday.",
        "The talks were described as brutal.",
        "Ana Roe said she was disappointed.",
        "Ana Roe admitted he was a liar.",
        "Ana Roe said Velmar was happy.",
        "Ana Roe said it was important that Velmar and Tosk talk.",
        "Ana Roe said Velmar was only a consequence of attacking Tosk.",
        "Ana Roe painted the wall on Monday, an act condemned by Tosk as a disgrace.",
        "Ana Roe said Velmar did just that.",
        'Ana Roe said that Karl Voss had gone into "emergency mode".',
        "Ana Roe, who used to say that Velmar was a liar, left.",
        '"Velmar fed us in the flood," Ana Roe said.',
    ],
)
def test_what_judges_nobody_or_is_nobodys_is_none(sentence: str) -> None:
    assert judged(sentence) == []


def test_what_is_only_said_to_be_itself_is_not_judged() -> None:
    assert judged('"Piracy is piracy," Ana Roe said.') == []
    assert len(judged('"The blockade is piracy," Ana Roe said.')) == 1


def test_what_is_quoted_of_a_deed_of_somebody_named_is_a_reproach() -> None:
    (found,) = judged('Ana Roe said that Karl Voss had "left the south to drown".')
    assert found == ("ACCUSE", ("Ana Roe",), ("Karl Voss",), "")
    assert judged('Ana Roe said that Karl Voss "stands ready" for talks.') == []
    (praised,) = judged('Ana Roe said that Karl Voss had "served with excellent skill".')
    assert praised == ("SUPPORT", ("Ana Roe",), ("Karl Voss",), "")
    assert len(judged('"He was a liar," Ana Roe said of Karl Voss.')) == 1


def test_a_retort_goes_to_who_spoke_before() -> None:
    (found,) = judged("Velmar blamed Tosk.", 'Karl Voss retorted: "Look who is talking."')
    assert found == ("ACCUSE", ("Karl Voss",), ("Velmar",), "")
    (found,) = judged("Velmar blamed Tosk.", "The rebels do not talk to Tosk, Karl Voss retorted.")
    assert found[2] != ("rebels",)


def test_what_was_just_told_stands_for_who_told_it() -> None:
    (found,) = judged("Velmar closed the border, a move that Ana Roe described as brutal.")
    assert (found[0], found[1], found[2]) == ("ACCUSE", ("Ana Roe",), ("Velmar",))


def test_a_judgement_becomes_an_event_with_its_stance() -> None:
    types = judging_types(lexicon(), vocabulary())
    claim: EventClaim = an_event_claim(type=types.blame)
    assert claim.type == "ACCUSE"
    assert (types.praise, types.denial) == ("SUPPORT", "REJECT")


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        ("a disgrace", -1),
        ("a milestone", 1),
        ("no disgrace", 1),
        ("not wise", -1),
        ("a gift to nobody", -1),
        ("a window", 0),
    ],
)
def test_words_weigh_for_or_against(words: str, sign: int) -> None:
    score = Evaluator(lexicon()).score(words)
    assert (score > 0) - (score < 0) == sign


def test_what_stands_behind_a_dash_is_no_part_of_the_verdict() -> None:
    text = "Ana Roe described Velmar's course as a walk on a rope—supporting Tosk."
    assert judged(text) == []
    assert judged(text.replace("a walk on a rope", "an excellent choice"))


def test_what_is_only_called_so_by_the_way_is_no_judgement_of_its_own() -> None:
    report = "what Velmar called a fabricated report."
    assert judged(f"Ana Roe read {report}") != []
    for behind in ("blamed Tosk for", "left over", "complained about"):
        assert judged(f"Ana Roe {behind} {report}") == []
