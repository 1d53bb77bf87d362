"""Grounded acts stand, or fall with a reason, by what speaks for them."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.claims import EventClaim, Extraction
from briefing.domain.standing import UNWEIGHED, Standing
from briefing.stages.standing import WEAK, likelihood, signs, weigh
from tests.factories import (
    a_grounded_actor,
    a_grounded_event,
    a_grounded_stance,
    an_article,
    an_extraction,
)

ARTICLE = an_article(
    "Ombara met Lestova on Tuesday.",
    "In 2019, “we condemned Lestova”, Ombara said.",
    "Lestova condemned Ombara.",
)
RECIPE = "sentence"
MEETING = a_grounded_event(ARTICLE)
BLAME = a_grounded_event(ARTICLE, type="ACCUSE", cue="condemned", evidence=(2,))
REPLY = a_grounded_event(
    ARTICLE,
    type="ACCUSE",
    cue="condemned",
    initiators=("Lestova",),
    recipients=("Ombara",),
    evidence=(3,),
)
AGAINST = a_grounded_stance(ARTICLE, cue="condemned", from_event="ACCUSE", evidence=(2,))
EVERYTHING = (a_grounded_actor(ARTICLE), MEETING, BLAME, REPLY, AGAINST)


def standing(**more: Any) -> Standing:
    values = {"least": 0.5, "base": 1.0, "recipe": RECIPE, "languages": ("en",), "signs": {}}
    return Standing(**(values | more))


def fallen(found: Extraction) -> list[str]:
    return [f"{one.claim.claim} {one.claim.evidence[0]}" for one in found.rejected]


def weighed(*claims: Any, **more: Any) -> Extraction:
    return weigh(an_extraction(ARTICLE, *(claims or EVERYTHING)), ARTICLE, standing(**more))


def test_an_act_that_its_signs_speak_against_falls_with_its_likelihood() -> None:
    found = weighed(MEETING, REPLY, signs={"type CONSULT": -2.0})
    assert [item.claim for item in found.grounded] == [REPLY.claim]
    (one,) = found.rejected
    assert (one.claim, one.reason) == (MEETING.claim, WEAK)
    assert one.detail == "likelihood 0.26, at least 0.5 is needed"


def test_a_likelihood_just_below_the_bar_is_not_rounded_up_to_it() -> None:
    (one,) = weighed(MEETING, base=-0.001).rejected
    assert one.detail == "likelihood 0.49, at least 0.5 is needed"


def test_an_act_in_the_headline_needs_a_share_of_the_bar() -> None:
    assert fallen(weighed(MEETING, BLAME, base=-0.2, headline=0.8)) == ["event 2"]
    (one, _) = weighed(MEETING, BLAME, base=-0.5, headline=0.8).rejected
    assert one.detail == "likelihood 0.37, at least 0.4 is needed"
    assert fallen(weighed(MEETING, BLAME, base=-0.2)) == ["event 1", "event 2"]


def test_the_headline_counts_where_it_has_the_words_of_the_act() -> None:
    told = a_grounded_event(ARTICLE, type="ACCUSE", cue="condemned", evidence=(1, 2))
    own = [proof.sentence for proof in told.evidence if proof.cue]
    assert own == [2]
    assert fallen(weighed(told, base=-0.2, headline=0.8)) == ["event 1"]


def test_a_weak_act_is_kept_as_it_was_grounded() -> None:
    (one,) = weighed(MEETING, base=-9.0).rejected
    assert one.grounded == MEETING


def test_a_stance_falls_with_the_act_that_it_is_read_from() -> None:
    found = weighed(signs={"a year": -9.0})
    assert fallen(found) == ["event 2", "stance 2"]


def test_a_stance_stands_that_rests_on_other_sentences_or_on_no_act() -> None:
    others = [
        AGAINST.model_copy(update={"claim": AGAINST.claim.model_copy(update=more)})
        for more in ({"evidence": (2, 3)}, {"from_event": ""})
    ]
    for stance in others:
        assert fallen(weighed(BLAME, stance, signs={"a year": -9.0})) == ["event 2"]


def test_a_stance_stands_while_one_act_that_tells_it_does() -> None:
    twin = a_grounded_event(
        ARTICLE, type="ACCUSE", cue="condemned", factuality="alleged", evidence=(2,)
    )
    assert fallen(weighed(BLAME, twin, AGAINST, signs={"factuality alleged": -9.0})) == ["event 2"]


@pytest.mark.parametrize(
    "more", [{"least": 0.0}, {"recipe": "whole"}, {"languages": ("de",)}, {"languages": ()}]
)
def test_what_the_weights_are_not_for_is_left_as_it_is(more: dict[str, Any]) -> None:
    assert weighed(**({"base": -9.0} | more)) == an_extraction(ARTICLE, *EVERYTHING)


def test_without_weights_everything_stands() -> None:
    extraction = an_extraction(ARTICLE, *EVERYTHING)
    assert weigh(extraction, ARTICLE, UNWEIGHED) == extraction


def test_an_undetermined_language_is_weighed_as_english_as_it_is_read() -> None:
    article = ARTICLE.model_copy(update={"language": "und"})
    found = weigh(an_extraction(article, MEETING), article, standing(base=-9.0))
    assert fallen(found) == ["event 1"]


@given(
    st.dictionaries(
        st.sampled_from(("type CONSULT", "a year", "en: behind ombara", "answered", "no target")),
        st.floats(-1e6, 1e6),
    ),
    st.floats(0, 1),
)
def test_every_claim_is_kept_once_in_its_order(weights: dict[str, float], least: float) -> None:
    found = weighed(signs=weights, least=least)
    kept = [item for item in EVERYTHING if item in found.grounded]
    assert list(found.grounded) == kept
    assert {*(item.claim for item in kept), *(one.claim for one in found.rejected)} == {
        item.claim for item in EVERYTHING
    }
    assert len(kept) + len(found.rejected) == len(EVERYTHING)
    assert a_grounded_actor(ARTICLE) in kept


@given(st.floats(-1e300, 1e300))
def test_a_likelihood_is_a_probability_however_large_the_weights(weight: float) -> None:
    one = likelihood({"a year": 1.0}, standing(base=0.0, signs={"a year": weight}))
    assert 0 <= one <= 1
    assert math.isclose(
        one, 1 - likelihood({"a year": 1.0}, standing(base=0.0, signs={"a year": -weight}))
    )


def test_signs_that_are_not_listed_weigh_nothing() -> None:
    assert likelihood({"a year": 1.0, "type NEW": 1.0}, standing(base=0.0)) == 0.5


def test_weights_add_up_to_log_odds() -> None:
    weights = standing(base=0.5, signs={"a year": 0.25, "how far down": -0.5})
    found = likelihood({"a year": 1.0, "how far down": 0.5}, weights)
    assert math.isclose(math.log(found / (1 - found)), 0.5)


def of(item: Any, *others: Any) -> dict[str, float]:
    return signs(an_extraction(ARTICLE, item, *others), ARTICLE)[item.id]


def test_signs_say_where_an_act_stands_and_how_it_is_worded() -> None:
    found = of(MEETING, BLAME, REPLY)
    assert found["in the headline"] == 1
    assert found["how far down"] == pytest.approx(1 / 3)
    assert found["en: after ombara"] == found["en: behind ombara"] == 1
    assert found["en: cue in -met"] == 1
    assert found["type CONSULT"] == 1
    assert not found.keys() & {"a year", "cue quoted", "no target", "told again", "in the lead"}


def test_signs_of_a_quotation_of_long_ago() -> None:
    found = of(BLAME, MEETING, REPLY)
    assert found["in the lead"] == found["a year"] == found["cue quoted"] == 1
    assert found["en: after we"] == 1
    assert found["answered"] == found["another act of the pair"] == 1


def test_what_stands_behind_the_cue_is_no_sign_of_what_is_before_it() -> None:
    assert "en: behind lestova" not in of(MEETING)
    assert "en: behind lestova" in of(REPLY)


@pytest.mark.parametrize(
    ("more", "sign"),
    [
        ({"recipients": ()}, "no target"),
        ({"recipients": ()}, "no target, type CONSULT"),
        ({"recipients": (), "issue": "fishing"}, "an issue alone"),
        ({"issue": "fishing"}, "an issue"),
        ({"mode": "visit"}, "type CONSULT visit"),
        ({"initiators": ("police",)}, "initiator without a name"),
        ({"recipients": ("police",)}, "recipient without a name"),
        ({"initiators": ("Ombara", "Lestova")}, "several initiators"),
        ({"evidence": (1, 3)}, "several sentences"),
        ({"factuality": "alleged"}, "factuality alleged"),
        ({"roles_from": ("text", "unset")}, "roles from text, unset"),
        ({"agreement": "text_only"}, "agreement text_only"),
        ({"place": "Tull"}, "a place"),
    ],
)
def test_a_sign_is_there_where_the_claim_has_it(more: dict[str, Any], sign: str) -> None:
    assert of(a_grounded_event(ARTICLE, **more))[sign] == 1
    assert sign not in of(a_grounded_event(ARTICLE, recipients=("Lestova",)))


def test_an_act_told_twice_is_told_again_the_second_time_before() -> None:
    later = a_grounded_event(ARTICLE, recipients=(), cue="condemned", evidence=(3,))
    assert "told again" in of(MEETING, later)
    assert "told before" not in of(MEETING, later)
    assert "told before" in of(later, MEETING)


def test_every_sign_is_a_number_from_0_to_1() -> None:
    many = [a_grounded_event(ARTICLE, issue=f"matter {number}", cue="met") for number in range(40)]
    for found in signs(an_extraction(ARTICLE, *many, BLAME), ARTICLE).values():
        assert all(0 < value <= 1 for value in found.values())


def test_only_acts_are_weighed() -> None:
    found = signs(an_extraction(ARTICLE, *EVERYTHING), ARTICLE)
    acts = [item.id for item in EVERYTHING if isinstance(item.claim, EventClaim)]
    assert list(found) == acts


def test_only_words_within_90_characters_before_the_cue_are_behind() -> None:
    article = an_article(f"Quietly {'and so on ' * 9}Ombara met Lestova.")
    found = signs(an_extraction(article, a_grounded_event(article)), article)
    (one,) = found.values()
    assert "en: behind so" in one
    assert "en: behind quietly" not in one


@pytest.mark.parametrize(
    ("sentence", "quoted"),
    [
        ('"We met Lestova," said Ombara.', True),
        ('The "friends" met Ombara of Lestova.', False),
        ("«On a met Lestova», dit Ombara.", True),
        ("“Yes.” Ombara met Lestova.", False),
    ],
)
def test_a_cue_is_quoted_where_a_quotation_is_open_before_it(sentence: str, quoted: bool) -> None:
    article = an_article(sentence)
    (one,) = signs(an_extraction(article, a_grounded_event(article)), article).values()
    assert ("cue quoted" in one) is quoted


def test_an_issue_is_no_missing_target() -> None:
    found = of(a_grounded_event(ARTICLE, recipients=(), issue="fishing"))
    assert not found.keys() & {"no target", "no target, type CONSULT"}
