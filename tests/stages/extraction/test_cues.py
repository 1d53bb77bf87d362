"""Finding the words that carry an action."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.lexicon import Lexicon
from briefing.stages.extraction.cues import CueFinder
from briefing.stages.extraction.frames import is_frame
from briefing.stages.extraction.inflection import inflect
from tests.stages.extraction.newsroom import cue, cue_finder, cues, lexicon
from tests.stages.extraction.reading_room import tree


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("attack", "attack attacks attacked attacking"),
        ("condemn", "condemn condemns condemned condemning"),
        ("deny", "deny denies denied denying"),
        ("deploy", "deploy deploys deployed deploying"),
        ("free", "free frees freed freeing"),
        ("seize", "seize seizes seized seizing"),
        ("agree", "agree agrees agreed agreeing"),
        ("clash", "clash clashes clashed clashing"),
        ("veto", "veto vetoes vetoed vetoing"),
        ("sanction", "sanction sanctions sanctioned sanctioning"),
    ],
)
def test_a_regular_verb_has_its_written_forms(lemma: str, forms: str) -> None:
    assert set(forms.split()) <= set(inflect(lemma))


@pytest.mark.parametrize(
    ("lemma", "form"),
    [("ban", "banned"), ("ban", "banning"), ("expel", "expelled"), ("stab", "stabbing")],
)
def test_a_final_consonant_is_doubled(lemma: str, form: str) -> None:
    assert form in inflect(lemma)


@pytest.mark.parametrize(
    ("lemma", "form"),
    [
        ("support", "supportted"),
        ("meet", "meetting"),
        ("deploy", "deployyed"),
        ("relax", "relaxxed"),
    ],
)
def test_what_is_never_doubled_is_not(lemma: str, form: str) -> None:
    assert form not in inflect(lemma)


def test_what_each_form_is_is_told() -> None:
    assert inflect("deny") == {
        "deny": "base",
        "denies": "s",
        "denying": "ing",
        "denied": "past",
    }


@pytest.mark.parametrize(
    ("lemma", "past"),
    [
        ("meet", "met"),
        ("strike", "struck"),
        ("withdraw", "withdrew"),
        ("withdraw", "withdrawn"),
        ("shoot", "shot"),
        ("seek", "sought"),
        ("throw", "thrown"),
    ],
)
def test_an_irregular_verb_takes_its_past_from_the_lexicon_alone(lemma: str, past: str) -> None:
    forms = inflect(lemma, lexicon().irregular[lemma])
    assert forms[past] == "past"
    assert lemma + "ed" not in forms


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Torvane attacked Lesk on Monday.", ("ASSAULT", "", "attacked")),
        ("Torvane met Lesk envoys.", ("CONSULT", "", "met")),
        ("Torvane held talks with Lesk.", ("CONSULT", "", "held talks")),
        ("Torvane withdrew its ambassador from Lesk.", ("SANCTION", "withdraw", None)),
        ("Torvane withdrew troops from the valley.", ("RETREAT", "withdraw", None)),
        ("The two held a face-to-face meeting in Lesk.", ("CONSULT", "", None)),
        ("Torvane strikes a deal with Lesk.", ("AGREE", "", "strikes a deal")),
        ("Police fired tear gas at protesters.", ("ASSAULT", "crowd-control", "fired tear")),
        ("Torvane threatened to attack Lesk.", ("THREATEN", "violence", None)),
        ("Rebels shot down a helicopter.", ("ASSAULT", "", "shot down")),
        ("The court sentenced two rebels to death.", ("SANCTION", "convict", None)),
        ("Dockers went on strike in Lesk.", ("PROTEST", "strike", "went on strike")),
    ],
)
def test_a_sentence_gives_its_act(sentence: str, found: tuple[str, str, str | None]) -> None:
    type_, mode, text = found
    first = cues(sentence)[0]
    assert (first.type, first.mode) == (type_, mode)
    assert text is None or first.text == text


def test_the_longest_pattern_wins() -> None:
    agreed = cue("Torvane agreed to a ceasefire with Lesk.", "agreed")
    assert (agreed.text, agreed.type) == ("agreed to a ceasefire", "CONCEDE")
    assert cue("Torvane agreed.", "agreed").type == "AGREE"


def test_a_gap_stays_within_four_words() -> None:
    near = "Torvane held the first two formal talks with Lesk."
    far = "Torvane held a village where men told us of many talks."
    assert cue(near, "held").text == "held the first two formal talks"
    assert not [c for c in cues(far) if c.lemma == "hold"]


def test_offsets_point_at_the_cue() -> None:
    sentence = "On Monday Torvane condemned Lesk, and Lesk recalled its ambassador."
    found = cues(sentence)
    assert [c.text for c in found] == ["condemned", "recalled its ambassador"]
    assert all(sentence[c.start : c.end] == c.text for c in found)


@pytest.mark.parametrize(
    "sentence",
    [
        "The attack on the convoy shocked Torvane.",
        "Protests continued in the capital.",
        "The protests spread to Lesk.",
        "His visit to Lesk ended on Monday.",
        "He said the attacks were a crime.",
        "The fighting in the valley went on.",
        "It was their first meeting since May.",
        "The killing of a farmer went unpunished.",
        "The killed men were farmers.",
        "Wounded soldiers were taken away.",
        "Talks on a ban are near.",
        "The raid was over by dawn.",
        "A counter-attack came at night.",
    ],
)
def test_a_noun_is_no_verb(sentence: str) -> None:
    assert cues(sentence) == ()


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ("Torvane attacks Lesk port", "attacks"),
        ("Rebels attack Torvane", "attack"),
        ("Police detain opposition leader", "detain"),
        ("Torvane protests over border raid", "protests"),
        ("Attack on Lesk port kills five", "kills"),
    ],
)
def test_a_headline_tells_in_the_present_tense(headline: str, text: str) -> None:
    assert [c.text for c in cues(headline, headline=True)] == [text]


@pytest.mark.parametrize(
    "headline",
    ["Torvane visit ends", "Anger after attack in Lesk", "Anger after shelling inquiry"],
)
def test_a_headline_has_nouns_too(headline: str) -> None:
    assert cues(headline, headline=True) == ()


def test_the_same_words_are_a_noun_outside_a_headline() -> None:
    assert cues("Torvane attacks Lesk port", headline=False) == ()


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("The convoy was attacked on Monday.", "attacked"),
        ("Lesk was repeatedly attacked by rebels.", "attacked"),
        ("Lesk had been shelled for weeks.", "shelled"),
        ("Lesk got attacked.", "attacked"),
        ("Torvane was not condemned.", "condemned"),
        ("Haar, criticised by Lesk, resigned.", "criticised"),
        ("The raid, condemned by Lesk, killed two.", "condemned"),
        ("Four soldiers were shot dead by rebels.", "shot dead"),
    ],
)
def test_a_passive_is_seen(sentence: str, word: str) -> None:
    assert cue(sentence, word).passive


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Rebels attacked the convoy.", "attacked"),
        ("Rebels have attacked the convoy.", "attacked"),
        ("Rebels attacked by night.", "attacked"),
        ("Torvane retaliated by closing the border and attacked by sea.", "attacked"),
        ("Torvane imposed sanctions by decree.", "imposed sanctions"),
        ("Rebels are attacking the town.", "attacking"),
    ],
)
def test_an_active_is_no_passive(sentence: str, word: str) -> None:
    assert not cue(sentence, word).passive


def test_a_headline_leaves_the_auxiliary_out() -> None:
    assert cue("Leader arrested by police", "arrested", headline=True).passive


def test_case_does_not_matter() -> None:
    assert [c.type for c in cues("TORVANE CONDEMNED LESK")] == ["ACCUSE"]


@pytest.mark.parametrize("word", ["reattacked", "attackedly", "pre-attacked", "attacked-for"])
def test_no_cue_is_found_inside_a_word(word: str) -> None:
    assert cues(f"Rebels {word} towns.") == ()


def test_a_literal_pattern_is_found_only_as_written() -> None:
    tiny = Lexicon(language="en", verbs={"SUPPORT": ("=backed",)})
    finder = CueFinder(tiny)
    assert [c.form for c in finder.find("Lesk backed Torvane.")] == ["literal"]
    assert finder.find("Lesk will back Torvane.") == ()


def test_the_order_of_the_lexicon_decides_no_type() -> None:
    """Reading the same book backwards gives the same cues: length decides, then the words."""
    turned = lexicon().model_copy(update={"verbs": dict(reversed(lexicon().verbs.items()))})
    sentences = [
        "Torvane agreed to a ceasefire with Lesk.",
        "Torvane withdrew its ambassador and imposed sanctions on Lesk.",
        "Rebels attacked the convoy and took hostages.",
    ]
    for sentence in sentences:
        assert CueFinder(turned).find(sentence) == cues(sentence)


PHRASES = sorted(
    {
        " ".join(word.split("|")[0].lstrip("=") for word in entry.split()).replace("..", "the long")
        for entries in lexicon().verbs.values()
        for entry in entries
    }
)
JOINS = (" ", ", ", " and ", " the ", " to ", " was ", ". ", " — ", " Torvane ")


@given(
    st.lists(st.tuples(st.sampled_from(PHRASES), st.sampled_from(JOINS)), min_size=1, max_size=8),
    st.booleans(),
)
def test_cues_are_in_order_and_never_overlap(parts: list[tuple[str, str]], headline: bool) -> None:
    sentence = "".join(phrase + join for phrase, join in parts)
    found = cue_finder().find(sentence, headline=headline)
    for one, other in itertools.pairwise(found):
        assert one.end <= other.start
    for each in found:
        assert sentence[each.start : each.end] == each.text
        assert each.start < each.end


@given(st.text(max_size=80))
def test_any_text_can_be_searched(text: str) -> None:
    for each in cue_finder().find(text):
        assert text[each.start : each.end] == each.text


def test_every_phrase_of_the_lexicon_is_found_in_a_plain_sentence() -> None:
    """A pattern that nothing can match is a mistake in the data."""
    missed = []
    for key, entries in lexicon().verbs.items():
        finder = CueFinder(lexicon().model_copy(update={"verbs": {key: entries}}))
        for entry in [one for one in entries if not is_frame(one)]:
            words = " ".join(word.split("|")[0].lstrip("=") for word in entry.split())
            words = words.replace(" .. ", " ")
            if not finder.find(f"They will {words} the town"):
                missed.append(f"{key}: {entry}")
    assert missed == []


def test_declining_to_comment_is_no_refusal() -> None:
    assert cues("Lesk declined to comment.") == ()
    assert cues("Lesk refused to comment on the arrest.") == ()
    assert cues("Lesk declined to say who left and refused to be named.") == ()
    assert [one.type for one in cues("Lesk declined to sign it.")] == ["REJECT"]


def test_who_attacks_a_plan_or_the_press_uses_words() -> None:
    text = "Olga Haar attacked the press and attacked the outpost."
    found = cue_finder().find(text, tree=tree(text))
    assert [one.type for one in found] == ["ACCUSE", "ASSAULT"]
    text = "Olga Haar attacked India as a mess. The army attacked India as night fell."
    kinds = [
        one.type for part in text.split(". ") for one in cue_finder().find(part, tree=tree(part))
    ]
    assert kinds == ["ACCUSE", "ASSAULT"]


def test_who_rallies_a_team_demonstrates_for_nothing() -> None:
    text = "Olga Haar rallied her team and declined to give her name."
    assert cue_finder().find(text, tree=tree(text)) == ()


def test_what_a_parser_takes_for_a_noun_is_a_verb_where_it_has_a_subject() -> None:
    text = "The Republic of Lesk thanks the Republic of Tosk for its help."
    assert [cue.type for cue in cue_finder().find(text, tree=tree(text))] == ["SUPPORT"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Torvane said it would not send troops to the exercises.",
        "Torvane will not sign the accord with Lesk.",
        "The rebels said they won’t negotiate.",
        "Lesk wouldn't sign the accord.",
        "The minister cannot back the bill.",
        "We are not going to negotiate, said the minister.",
        "Lesk would never recognise the vote.",
    ],
)
def test_what_somebody_says_he_will_not_do_he_refuses(sentence: str) -> None:
    assert [c.type for c in cue_finder().find(sentence, tree=tree(sentence))] == ["REJECT"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The council remains seized of the matter.",
        "Soldiers stood by as the crowd fled.",
        "Ana Roe in Lesk contributed to this report.",
        "Trade between Torvane and Lesk fell by a tenth.",
    ],
)
def test_what_is_a_state_or_a_formula_is_no_act(sentence: str) -> None:
    assert cue_finder().find(sentence, tree=tree(sentence)) == ()


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        ("Torvane barred Lesk's wheat in August.", "SANCTION"),
        ("Torvane has halted grain sales to Lesk.", "SANCTION"),
        ("The activist was picked up by Torvane police in Lesk.", "COERCE"),
        ("The activist was led away by plainclothes officers.", "COERCE"),
        ("Torvane handed him over to the Lesk authorities.", "COOPERATE"),
        ("The minister ordered a destroyer sent to the area.", "MOBILIZE"),
        ("Two attachés were sent home.", "SANCTION"),
        ("The bloc demands that the drivers be released.", "REQUEST"),
    ],
)
def test_words_for_acts_that_news_tells_every_day(sentence: str, type_: str) -> None:
    assert type_ in [c.type for c in cue_finder().find(sentence, tree=tree(sentence))]
