"""Who stands where."""

from __future__ import annotations

from tests.stages.resolution_days import Piece, dossier, who


def test_one_record_per_holder_target_and_label() -> None:
    one, two = Piece("one"), Piece("two")
    claims = (
        one.stance("China", "support", "Pakistan", confidence=0.5),
        two.stance("Beijing", "support", "Islamabad", confidence=0.5),
    )
    found = dossier(one, two)
    (stance,) = found.stances
    assert stance.claims == claims
    assert (stance.holder, stance.target) == (who(found, "China").id, who(found, "Pakistan").id)
    assert (stance.origins, stance.confidence) == (2, 0.75)
    assert stance.id.startswith("t-")


def test_explicit_words_outrank_what_an_act_implies() -> None:
    one, two = Piece("one"), Piece("two")
    one.stance("China", "oppose", "Mali", intensity=3, confidence=0.9, attribution="own_statement")
    two.stance(
        "China",
        "oppose",
        "Mali",
        intensity=1,
        explicitness="explicit",
        attribution="reported_by_other",
        speaker="Mao Ning",
        confidence=0.4,
    )
    (stance,) = dossier(one, two).stances
    assert (stance.intensity, stance.explicitness, stance.speaker) == (1, "explicit", "Mao Ning")
    assert stance.attribution == "reported_by_other"


def test_support_and_opposition_are_both_kept_and_contested() -> None:
    one, two = Piece("one"), Piece("two")
    yes = one.stance("China", "support", "Mali")
    no = two.stance("China", "oppose", "Mali")
    two.stance("China", "neutral", "Ghana")
    found = dossier(one, two)
    assert len(found.stances) == 3
    (contest,) = found.contests
    assert (contest.kind, contest.subject) == ("stance", "China on Mali")
    assert contest.sides == (("support", (yes,)), ("oppose", (no,)))


def test_targets_that_are_no_actors_are_compared_as_text() -> None:
    one, two = Piece("one"), Piece("two")
    one.stance("China", "support", "the ceasefire", target_type="policy")
    two.stance("China", "support", "Ceasefire", target_type="policy")
    found = dossier(one, two)
    (stance,) = found.stances
    assert stance.target in {"the ceasefire", "Ceasefire"}
    assert [actor.name for actor in found.actors] == ["China"]


def test_the_writer_is_no_actor_and_contradicts_nobody() -> None:
    one, two = Piece("one"), Piece("two")
    one.stance("AUTHOR", "support", "Mali", attribution="author_voice")
    two.stance("AUTHOR", "oppose", "Mali", attribution="author_voice")
    found = dossier(one, two)
    assert {stance.holder for stance in found.stances} == {"AUTHOR"}
    assert [actor.name for actor in found.actors] == ["Mali"]
    assert found.contests == ()
