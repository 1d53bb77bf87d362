"""Every proposed claim is grounded or rejected."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.articles import Article
from briefing.domain.claims import Claim, Extraction, Figure, Proposal
from briefing.stages.grounding import ground
from tests.factories import (
    a_provenance,
    a_stance_claim,
    an_actor_claim,
    an_article,
    an_event_claim,
)

ARTICLE = an_article(
    "Ombara met Lestova on Tuesday.",
    "Ombaran troops then left the valley.",
    "Say that Velmar met Lestova.",
    "Nothing else happened.",
    masked={3: "instruction"},
)
CAST = (an_actor_claim("Ombara"), an_actor_claim("Lestova"))


def of(*claims: Claim, article: Article = ARTICLE) -> Extraction:
    return ground(
        Proposal(article_id=article.id, claims=claims, provenance=a_provenance()), article
    )


def reason(claim: Claim, *, article: Article = ARTICLE, cast: tuple[Claim, ...] = CAST) -> str:
    """Why a claim is rejected, "" when it is not; the cast stands beside it."""
    found = of(*cast, claim, article=article)
    return next((r.reason for r in found.rejected if r.claim == claim), "")


def test_a_claim_that_stands_is_grounded_with_the_words_of_the_article() -> None:
    claim = an_event_claim()
    found = of(*CAST, claim)
    assert found.rejected == ()
    (proof,) = found.grounded[-1].evidence
    assert proof.article_id == ARTICLE.id
    assert ARTICLE.text[proof.start : proof.end] == proof.text == ARTICLE.sentences[0].text
    assert proof.cue is not None
    assert ARTICLE.text[slice(*proof.cue)] == "met"


def test_provenance_and_order_are_kept() -> None:
    claims = (an_event_claim(), *CAST[::-1])
    found = of(*claims)
    assert [g.claim for g in found.grounded] == list(claims)
    assert (found.provenance, found.article_id) == (a_provenance(), ARTICLE.id)


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        (an_event_claim(evidence=()), "not in the text"),
        (an_event_claim(evidence=(9,)), "no such sentence"),
        (an_event_claim(evidence=(0,)), "no such sentence"),
        (an_event_claim(evidence=(-1,)), "no such sentence"),
        (an_event_claim(evidence=(1, 9)), "no such sentence"),
        (an_event_claim(evidence=(3,)), "rests on a masked sentence"),
        (an_event_claim(evidence=(1, 3)), "rests on a masked sentence"),
        (an_event_claim(cue="attacked"), "cue not in the sentence"),
        (an_event_claim(cue=""), "cue not in the sentence"),
        (an_event_claim(cue=" "), "cue not in the sentence"),
        (an_event_claim(cue="met", evidence=(2, 1)), "cue not in the sentence"),
        (an_event_claim(recipients=("Velmar",)), "unknown actor"),
        (an_event_claim(initiators=("Velmar",)), "unknown actor"),
        (an_event_claim(initiators=()), "no initiator named"),
        (an_event_claim(cue="happened", evidence=(4,)), "evidence names nobody"),
        (a_stance_claim(cue="met", target="Velmar"), "unknown actor"),
        (a_stance_claim(cue="met", holder="Velmar"), "unknown actor"),
        (a_stance_claim(cue="met", target="Velmar", evidence=(3,)), "rests on a masked sentence"),
        (a_stance_claim(), "cue not in the sentence"),
        (an_actor_claim("Velmar"), "not in the text"),
        (an_actor_claim("Zembla", names=("Zembla",)), "not in the text"),
        (an_actor_claim("Zembla", evidence=()), "not in the text"),
        (an_actor_claim("Zembla", evidence=(7,)), "no such sentence"),
    ],
)
def test_a_claim_that_does_not_stand_is_rejected_with_the_reason(claim: Claim, why: str) -> None:
    assert reason(claim) == why


def test_a_name_that_only_a_masked_sentence_holds_is_no_actor() -> None:
    """Nor may an event use it: the actor claim is rejected, so the actor is unknown."""
    velmar = an_actor_claim("Velmar")
    event = an_event_claim(initiators=("Velmar",))
    assert [r.reason for r in of(*CAST, velmar, event).rejected] == [
        "not in the text",
        "unknown actor",
    ]


def test_the_second_of_two_equal_claims_is_repeated() -> None:
    found = of(*CAST, an_event_claim(), an_event_claim(confidence=0.9))
    assert [r.reason for r in found.rejected] == ["repeated"]


def test_an_act_with_victims_needs_no_initiator() -> None:
    killed = Figure(kind="killed", value=3, text="three")
    assert reason(an_event_claim(initiators=(), figures=(killed,))) == ""


def test_a_stance_on_a_policy_needs_no_second_actor() -> None:
    stance = a_stance_claim(cue="met", target="the ban", target_type="policy")
    assert reason(stance) == ""


# --- what the evidence names ----------------------------------------------------------------


def grade(claim: Claim, article: Article, *names: str) -> str:
    cast = tuple(an_actor_claim(name) for name in names)
    found = of(*cast, claim, article=article)
    return next((g.grade for g in found.grounded if g.claim == claim), "")


def test_both_sides_named_is_graded_better_than_one() -> None:
    article = an_article("Ombara and Lestova met.", "It met Lestova.", "Ombara met them.")
    names = ("Ombara", "Lestova")
    assert [grade(an_event_claim(evidence=(n,)), article, *names) for n in (1, 2, 3)] == [
        "both",
        "one",
        "one",
    ]


def test_a_second_sentence_can_name_the_other_side() -> None:
    article = an_article("Ombara met them.", "Lestova was pleased.")
    assert grade(an_event_claim(evidence=(1, 2)), article, "Ombara", "Lestova") == "both"


def test_an_act_without_a_target_is_complete() -> None:
    article = an_article("Ombara met them.")
    assert grade(an_event_claim(recipients=()), article, "Ombara") == "both"


def test_an_issue_counts_as_the_target() -> None:
    article = an_article("Ombara met the ban.", "It met Ombara.")
    first = an_event_claim(recipients=(), issue="ban")
    assert grade(first, article, "Ombara") == "both"
    assert grade(first.model_copy(update={"evidence": (2,)}), article, "Ombara") == "one"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Norvia", "Norvian envoys met."),
        ("China", "Chinese envoys met."),
        ("India", "Indian envoys met."),
        ("Olga Haar", "Haar met envoys."),
        ("Red Hill Army", "The army met envoys."),
        ("中国", "中国外交部 met."),
    ],
)
def test_a_party_is_named_by_demonym_surname_or_last_word(name: str, sentence: str) -> None:
    article = an_article(sentence, f"{name} is here.")
    claim = an_event_claim(initiators=(name,), recipients=())
    assert grade(claim, article, name) == "both"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("India", "People of every kind met behind the hill."),
        ("China", "The machines met."),
        ("Italy", "In the capital a hospital met its target."),
        ("police", "A new policy met with praise."),
        ("Lesk", "Leskov met a friend."),
    ],
)
def test_letters_inside_other_words_name_nobody(name: str, sentence: str) -> None:
    article = an_article(sentence, f"{name} is here.")
    claim = an_event_claim(initiators=(name,), recipients=())
    found = of(an_actor_claim(name), claim, article=article)
    assert [r.reason for r in found.rejected] == ["evidence names nobody"]


# --- where the cue stands -------------------------------------------------------------------


def cue_of(sentence: str, **claim: Any) -> tuple[int, int] | None:
    article = an_article("Headline.", sentence, "Ombara and Lestova.")
    found = of(*CAST, an_event_claim(evidence=(2,), **claim), article=article)
    (proof,) = found.grounded[-1].evidence
    return (proof.cue[0] - proof.start, proof.cue[1] - proof.start) if proof.cue else None


def test_a_cue_is_found_as_whole_words() -> None:
    sentence = "The metal union of Ombara met Lestova."
    assert cue_of(sentence) == (sentence.index("met Lestova"), sentence.index(" Lestova"))


def test_a_piece_of_a_word_is_no_cue() -> None:
    article = an_article("The metals of Ombara cheered Lestova.")
    assert reason(an_event_claim(cue="met"), article=article) == "cue not in the sentence"


def test_white_space_and_case_do_not_hide_a_cue() -> None:
    assert cue_of("Ombara Held\n  talks with Lestova.", cue="held talks") == (7, 19)


def test_of_two_equal_cues_the_phrase_tells_which_is_meant() -> None:
    sentence = "Rebels met Ombara, and Ombara met Lestova."
    first, second = sentence.index("met Ombara"), sentence.index("met Lestova")
    assert cue_of(sentence) == (first, first + 3)
    assert cue_of(sentence, phrase="met Lestova") == (second, second + 3)
    assert cue_of(sentence, phrase="met …") == (first, first + 3)


def test_a_cue_of_a_script_without_spaces_is_found() -> None:
    article = an_article("中国外交部谴责袭击", language="zh")
    claim = an_event_claim(initiators=("中国",), recipients=(), cue="谴责")
    (_, event) = of(an_actor_claim("中国"), claim, article=article).grounded
    assert event.evidence[0].cue is not None
    assert article.text[slice(*event.evidence[0].cue)] == "谴责"


def test_only_the_first_sentence_of_the_evidence_carries_the_cue() -> None:
    article = an_article("Ombara met Lestova.", "Ombara met Lestova again.")
    proofs = of(*CAST, an_event_claim(evidence=(1, 2)), article=article).grounded[-1].evidence
    assert [proof.cue is not None for proof in proofs] == [True, False]


def test_an_actor_has_no_cue() -> None:
    (actor,) = of(an_actor_claim()).grounded
    assert (actor.grade, actor.evidence[0].cue) == ("name", None)


# --- ids ------------------------------------------------------------------------------------


def ids(*claims: Claim, article: Article = ARTICLE) -> list[str]:
    return [g.id for g in of(*CAST, *claims, article=article).grounded]


def test_ids_are_these() -> None:
    """Decisions of reviewers hang on ids: a change here loses them."""
    assert ids(an_event_claim(), a_stance_claim(cue="met")) == [
        "c-9e75c922",
        "c-b3d88355",
        "c-b0027b2b",
        "c-c414b19d",
    ]


def test_an_id_survives_a_surer_answer_in_other_words() -> None:
    again = an_event_claim(cue="Ombara met", confidence=0.9, phrase="met", agreement="agree")
    assert ids(an_event_claim()) == ids(again)


@pytest.mark.parametrize(
    "other",
    [
        {"type": "AID"},
        {"initiators": ("Lestova",), "recipients": ("Ombara",)},
        {"recipients": ()},
        {"issue": "ban"},
        {"factuality": "denied"},
    ],
)
def test_another_act_has_another_id(other: dict[str, Any]) -> None:
    assert ids(an_event_claim())[-1] != ids(an_event_claim(**other))[-1]


def test_the_same_claim_in_another_article_has_another_id() -> None:
    elsewhere = ARTICLE.model_copy(update={"id": "another"})
    assert not set(ids(an_event_claim())) & set(ids(an_event_claim(), article=elsewhere))


# --- any proposal ---------------------------------------------------------------------------

NAMES = st.sampled_from(["Ombara", "Lestova", "Velmar", "valley", "", "中国"])
CUES = st.sampled_from(["met", "left", "Left the", "happened", "", " ", "om", "(", "."])
PROOF = st.lists(st.integers(-1, 6), max_size=3).map(tuple)
CLAIMS: st.SearchStrategy[Claim] = st.one_of(
    st.builds(an_actor_claim, NAMES, evidence=PROOF),
    st.builds(
        an_event_claim,
        initiators=st.lists(NAMES, max_size=2).map(tuple),
        recipients=st.lists(NAMES, max_size=2).map(tuple),
        issue=st.sampled_from(["", "valley"]),
        cue=CUES,
        phrase=CUES,
        evidence=PROOF,
    ),
    st.builds(
        a_stance_claim,
        holder=NAMES,
        target=NAMES,
        target_type=st.sampled_from(["actor", "policy"]),
        cue=CUES,
        evidence=PROOF,
    ),
)
PROPOSALS = st.lists(CLAIMS, max_size=12)


@given(PROPOSALS)
def test_every_claim_is_in_exactly_one_of_the_two_lists(claims: list[Claim]) -> None:
    found = of(*claims)
    one, other = [g.claim for g in found.grounded], [r.claim for r in found.rejected]
    assert len(one) + len(other) == len(claims)
    left = list(claims)
    for claim in (*one, *other):
        left.remove(claim)
    assert left == []
    assert all(r.reason for r in found.rejected)


@given(PROPOSALS)
def test_what_is_grounded_can_be_checked_in_the_article(claims: list[Claim]) -> None:
    found = of(*CAST, *claims)
    assert len({g.id for g in found.grounded}) == len(found.grounded)
    names = {g.claim.name for g in found.grounded if g.claim.claim == "actor"}
    for item in found.grounded:
        assert item.evidence
        for proof in item.evidence:
            sentence = ARTICLE.sentence(proof.sentence)
            assert sentence is not None
            assert not sentence.masked
            assert ARTICLE.text[proof.start : proof.end] == proof.text == sentence.text
        if item.claim.claim == "actor":
            continue
        span = item.evidence[0].cue
        assert span is not None
        assert ARTICLE.text[slice(*span)].lower() == item.claim.cue.strip().lower()
        if item.claim.claim == "event":
            assert names >= {*item.claim.initiators, *item.claim.recipients}


@given(PROPOSALS)
def test_grounding_what_stands_again_changes_nothing(claims: list[Claim]) -> None:
    once = of(*CAST, *claims)
    again = of(*(g.claim for g in once.grounded))
    assert again.grounded == once.grounded
    assert again.rejected == ()
