"""Claims of one article that say the same."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.claims import EventClaim, EventDate, Figure
from briefing.stages.extraction.merging import merged
from tests.factories import an_event_claim

KILLED = Figure(kind="killed", value=3, text="three")
WOUNDED = Figure(kind="wounded", value=5, text="five")


def test_equal_claims_become_one_with_the_evidence_of_both() -> None:
    (one,) = merged([an_event_claim(evidence=(2,)), an_event_claim(evidence=(5,))])
    assert one.evidence == (2, 5)


def test_the_surest_claim_keeps_its_fields_and_comes_first_in_the_evidence() -> None:
    weak = an_event_claim(evidence=(2,), cue="met", confidence=0.3)
    sure = an_event_claim(evidence=(5,), cue="held talks", confidence=0.8)
    (one,) = merged([weak, sure])
    assert (one.cue, one.confidence, one.evidence) == ("held talks", 0.8, (5, 2))


def test_of_equally_sure_claims_the_first_keeps_its_fields() -> None:
    first = an_event_claim(evidence=(2,), cue="met")
    second = an_event_claim(evidence=(5,), cue="held talks")
    assert merged([first, second])[0].cue == "met"
    assert merged([second, first])[0].cue == "met"


def test_what_only_one_of_them_says_is_kept() -> None:
    when = EventDate(day=date(2026, 3, 3), text="on Tuesday")
    poor = an_event_claim(evidence=(1,), confidence=0.9, figures=(KILLED,))
    rich = an_event_claim(
        evidence=(2,), confidence=0.3, figures=(WOUNDED, KILLED), date=when, place="Tarsk"
    )
    (one,) = merged([poor, rich])
    assert set(one.figures) == {KILLED, WOUNDED}
    assert len(one.figures) == 2
    assert (one.date, one.place) == (when, "Tarsk")


def test_different_acts_stay_apart() -> None:
    claims = [
        an_event_claim(evidence=(1,)),
        an_event_claim(evidence=(2,), type="ACCUSE"),
        an_event_claim(evidence=(3,), factuality="denied"),
        an_event_claim(evidence=(4,), initiators=("Lestova",), recipients=("Ombara",)),
        an_event_claim(evidence=(5,), recipients=("Norvia",)),
        an_event_claim(evidence=(6,), recipients=(), issue="ceasefire"),
    ]
    assert merged(claims) == claims


def test_a_claim_without_a_target_joins_one_that_has_it_in_the_same_sentence() -> None:
    bare = an_event_claim(evidence=(4,), recipients=(), confidence=0.9)
    full = an_event_claim(evidence=(4, 6), confidence=0.3)
    (one,) = merged([bare, full])
    assert one.recipients == ("Lestova",)
    assert one.evidence == (4, 6)


def test_the_headline_is_about_the_whole_article() -> None:
    headline = an_event_claim(evidence=(1,), recipients=())
    body = an_event_claim(evidence=(6,))
    (one,) = merged([headline, body])
    assert (one.recipients, one.evidence) == (("Lestova",), (6, 1))


def test_what_has_joined_brings_its_sentences_along() -> None:
    full = an_event_claim(evidence=(2,))
    linked = an_event_claim(evidence=(2, 3), recipients=())
    far = an_event_claim(evidence=(3,), recipients=())
    (one,) = merged([far, linked, full])
    assert one.evidence == (2, 3)


def test_a_claim_without_a_target_elsewhere_stays_alone() -> None:
    assert len(merged([an_event_claim(evidence=(4,), recipients=()), an_event_claim()])) == 2


def test_several_words_for_one_act_in_one_sentence_are_one_claim() -> None:
    shelled = an_event_claim(type="ASSAULT", recipients=(), issue="post", evidence=(3,))
    killing = an_event_claim(type="ASSAULT", recipients=(), figures=(KILLED,), evidence=(3,))
    (one,) = merged([shelled, killing])
    assert (one.issue, one.figures) == ("post", (KILLED,))


def test_claims_come_in_the_order_of_the_article() -> None:
    claims = [an_event_claim(type=t, evidence=(n,)) for t, n in (("AID", 7), ("ACCUSE", 2))]
    assert [c.evidence for c in merged(claims)] == [(2,), (7,)]


SAID = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["CONSULT", "ASSAULT"]),
        "initiators": st.sampled_from([("Ombara",), ("Norvia",), ()]),
        "recipients": st.sampled_from([("Lestova",), ("Velmar",), ()]),
        "issue": st.sampled_from(["", "", "ceasefire"]),
        "factuality": st.sampled_from(["occurred", "denied"]),
        "figures": st.sampled_from([(), (KILLED,), (WOUNDED,)]),
        "place": st.sampled_from(["", "Tarsk", "Dorvan"]),
        "evidence": st.sampled_from([(1,), (2,), (3,), (4,), (2, 3), (3, 4)]),
    }
)


def build(said: list[dict[str, Any]]) -> list[EventClaim]:
    """No two claims are equally sure, so that nothing is decided by order."""
    return [
        an_event_claim(**values, confidence=0.1 + number / 100)
        for number, values in enumerate(said)
    ]


@given(st.lists(SAID, max_size=8))
def test_merging_what_is_merged_changes_nothing(said: list[dict[str, Any]]) -> None:
    once = merged(build(said))
    assert merged(once) == once


@given(st.lists(SAID, max_size=7).map(build), st.randoms(use_true_random=False))
def test_the_order_of_the_claims_does_not_matter(claims: list[EventClaim], random: Any) -> None:
    shuffled = list(claims)
    random.shuffle(shuffled)
    one, other = merged(claims), merged(shuffled)
    assert {c.model_dump_json() for c in one} == {c.model_dump_json() for c in other}


@given(st.lists(SAID, max_size=8).map(build))
def test_no_sentence_and_no_figure_is_lost(claims: list[EventClaim]) -> None:
    one = merged(claims)
    assert {n for c in one for n in c.evidence} == {n for c in claims for n in c.evidence}
    assert {f for c in one for f in c.figures} == {f for c in claims for f in c.figures}
    assert all(len(set(c.evidence)) == len(c.evidence) for c in one)
