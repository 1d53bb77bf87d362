"""Stances read from what actors did."""

from __future__ import annotations

from typing import Any

import pytest

from briefing.domain.claims import Attribution, EventClaim, StanceClaim
from briefing.stages.extraction.company import Company
from briefing.stages.extraction.stances import derive_stances
from tests.factories import an_article, an_event_claim
from tests.stages.extraction.newsroom import vocabulary

PLAIN = an_article("Ombara condemned Lestova.", "“We condemn Lestova,” Ombara said.")


BODIES = {"Ombara": "state", "Lestova": "state", "Norvia": "state", "Velmar": "state"}


def company(**more: Any) -> Company:
    return Company(**{"kinds": {**BODIES, "Ana Roe": "person", "villagers": "group"}, **more})


def stances(*events: EventClaim, **more: Any) -> list[StanceClaim]:
    return derive_stances(events, PLAIN, vocabulary(), company(**more))


def an_accusation(**more: Any) -> EventClaim:
    return an_event_claim(**{"type": "ACCUSE", "cue": "condemned", **more})


@pytest.mark.parametrize("factuality", ["denied", "alleged"])
def test_an_act_that_may_not_have_been_implies_nothing(factuality: str) -> None:
    assert stances(an_accusation(factuality=factuality)) == []


@pytest.mark.parametrize("factuality", ["occurred", "announced", "planned", "threatened"])
def test_an_act_that_stands_implies_a_stance(factuality: str) -> None:
    (one,) = stances(an_accusation(factuality=factuality))
    assert (one.holder, one.target, one.label) == ("Ombara", "Lestova", "oppose")


@pytest.mark.parametrize(
    ("type_", "label", "explicitness"),
    [
        ("SUPPORT", "support", "explicit"),
        ("ACCUSE", "oppose", "explicit"),
        ("REJECT", "oppose", "explicit"),
        ("THREATEN", "oppose", "explicit"),
        ("AID", "support", "implied"),
        ("SANCTION", "oppose", "implied"),
        ("ASSAULT", "oppose", "implied"),
    ],
)
def test_words_are_explicit_and_deeds_imply(type_: str, label: str, explicitness: str) -> None:
    (one,) = stances(an_event_claim(type=type_))
    assert (one.label, one.explicitness, one.from_event) == (label, explicitness, type_)


@pytest.mark.parametrize("type_", ["CONSULT", "REQUEST", "AGREE", "MOBILIZE"])
def test_some_acts_take_no_side(type_: str) -> None:
    assert stances(an_event_claim(type=type_)) == []


def test_every_holder_stands_towards_every_target() -> None:
    event = an_accusation(initiators=("Ombara", "Norvia"), recipients=("Lestova", "Velmar"))
    assert {(s.holder, s.target) for s in stances(event)} == {
        ("Ombara", "Lestova"),
        ("Ombara", "Velmar"),
        ("Norvia", "Lestova"),
        ("Norvia", "Velmar"),
    }


def test_an_act_upon_an_issue_is_a_stance_on_a_policy() -> None:
    (one,) = stances(an_accusation(recipients=(), issue="the ban"))
    assert (one.target, one.target_type) == ("the ban", "policy")


def test_a_named_target_goes_before_an_issue() -> None:
    (one,) = stances(an_accusation(issue="the ban"))
    assert (one.target, one.target_type) == ("Lestova", "actor")


@pytest.mark.parametrize("roles", [{"initiators": ()}, {"recipients": ()}])
def test_no_holder_or_no_target_is_no_stance(roles: dict[str, Any]) -> None:
    assert stances(an_accusation(**roles)) == []


def test_the_words_that_are_quoted_are_the_holders_own() -> None:
    indirect, own = (stances(an_accusation(evidence=(n,)))[0].attribution for n in (1, 2))
    assert (indirect, own) == ("own_statement_indirect", "own_statement")


def test_a_deed_is_inferred_and_a_report_is_reported() -> None:
    deed = stances(an_event_claim(type="ASSAULT"))[0]
    said = stances(an_accusation(attribution=Attribution(kind="named", source="Velmar")))[0]
    assert (deed.attribution, deed.speaker) == ("inferred_from_action", "")
    assert (said.attribution, said.speaker) == ("reported_by_other", "Velmar")


def test_equal_stances_become_one_on_the_evidence_of_both() -> None:
    deed = an_event_claim(type="ASSAULT", cue="attacked", evidence=(1,))
    word = an_accusation(evidence=(2,))
    (one,) = stances(deed, word)
    assert (one.cue, one.explicitness, one.evidence) == ("condemned", "explicit", (2, 1))


def test_opposite_stances_stand_side_by_side() -> None:
    found = stances(an_accusation(), an_event_claim(type="SUPPORT", cue="praised"))
    assert [s.label for s in found] == ["oppose", "support"]


def test_deeds_against_the_defenceless_and_plain_people_are_no_positions() -> None:
    assert stances(an_event_claim(type="ASSAULT", recipients=("villagers",))) == []
    assert stances(an_event_claim(type="COERCE", recipients=("Ana Roe",))) == []


def test_a_demand_takes_sides_where_an_appeal_does_not() -> None:
    demand, appeal = (
        an_event_claim(type="REQUEST", cue=cue) for cue in ("demanded an apology", "appealed to")
    )
    (one,) = stances(demand, demands=("demanded",))
    assert (one.label, one.target) == ("oppose", "Lestova")
    assert stances(appeal, demands=("demanded",)) == []


@pytest.mark.parametrize(
    ("sentence", "sides"),
    [
        ("Ombara urged Lestova to stop the shelling.", ["oppose"]),
        ("Ombara urged Lestova to immediately stop the shelling.", ["oppose"]),
        ("Ombara urged Lestova to send monitors.", []),
        ("Ombara urged Lestova to vote; it hopes to stop the war.", []),
    ],
)
def test_whoever_is_asked_to_stop_is_reproached(sentence: str, sides: list[str]) -> None:
    article = an_article("It rained.", sentence)
    asked = an_event_claim(type="REQUEST", cue="urged", evidence=(2,))

    def found(event: EventClaim, **more: Any) -> list[str]:
        known = company(amends=("to stop",), **more)
        return [s.label for s in derive_stances([event], article, vocabulary(), known)]

    assert found(asked) == sides
    assert found(asked, kinds={**BODIES, "Lestova": "organisation"}) == []  # asked about others
    assert found(asked.model_copy(update={"recipients": ("Lestova", "Norvia")})) == []


def test_a_target_that_only_the_quarrel_tells_is_believed_of_states_only() -> None:
    guessed = ("text", "quarrel")
    curb = an_event_claim(type="SANCTION", roles_from=guessed)
    assert [s.target for s in stances(curb)] == ["Lestova"]
    assert stances(curb, kinds={**BODIES, "Lestova": "organisation"}) == []
    assert stances(an_event_claim(type="AID", roles_from=guessed)) == []
    assert len(stances(an_event_claim(type="AID"))) == 1


@pytest.mark.parametrize(
    ("sentence", "side"),
    [
        ("Ombara demanded the immediate release of Lestova.", "support"),
        ("Ombara demanded Lestova's release.", "support"),
        ("Ombara demanded that Lestova stop.", "oppose"),
        ("Ombara demanded Lestova to release prisoners.", "oppose"),
    ],
)
def test_whoever_asks_for_the_release_of_somebody_is_for_him(sentence: str, side: str) -> None:
    asked = an_event_claim(type="REQUEST", cue="demanded", evidence=(2,))
    known = company(freeing=("release",), demands=("demanded",))
    article = an_article("It rained.", sentence)
    (one,) = derive_stances([asked], article, vocabulary(), known)
    assert (one.label, one.target) == (side, "Lestova")


def test_a_thing_is_named_in_the_number_of_the_text() -> None:
    article = an_article("It rained.", "Ombara condemned the raids and the city.")
    for noun, spelt in (("raid", "raids"), ("city", "city"), ("ban", "ban")):
        event = an_accusation(recipients=(), issue=noun, evidence=(2,))
        (one,) = derive_stances([event], article, vocabulary(), company())
        assert one.target == spelt


def test_what_was_only_said_is_nothing_to_take_sides_on() -> None:
    refusal = an_event_claim(type="REJECT", cue="dismissed", recipients=(), issue="claim")
    assert stances(refusal, sayings=("claim",)) == []
    assert [s.target for s in stances(refusal)] == ["claim"]


def test_whoever_asks_for_a_thing_is_for_it() -> None:
    asked = an_event_claim(type="REQUEST", cue="called for", recipients=(), issue="recount")
    (one,) = stances(asked, causes=("recount",))
    assert (one.label, one.target, one.target_type) == ("support", "recount", "policy")
    assert stances(asked, causes=("inquiry",)) == []
    of_somebody = asked.model_copy(update={"recipients": ("Lestova",)})
    assert stances(of_somebody, causes=("recount",)) == []
    change = asked.model_copy(update={"mode": "change"})
    assert [s.label for s in stances(change, causes=("recount",))] == ["support"]


@pytest.mark.parametrize(("type_", "mode"), [("COOPERATE", ""), ("SANCTION", "convict")])
def test_trade_and_sentences_of_courts_take_no_side(type_: str, mode: str) -> None:
    assert stances(an_event_claim(type=type_, mode=mode)) == []


def test_an_issue_may_stand_in_the_words_of_the_act() -> None:
    (one,) = stances(an_accusation(recipients=(), issue="bill", cue="voted against the bill"))
    assert (one.target, one.label) == ("bill", "oppose")


def test_calling_for_another_government_opposes_this_one() -> None:
    (one,) = stances(an_event_claim(type="REQUEST", mode="change"))
    assert one.label == "oppose"


def test_whoever_reports_an_attack_opposes_the_attacker() -> None:
    attack = an_event_claim(
        type="ASSAULT",
        recipients=("villagers",),
        factuality="alleged",
        attribution=Attribution(kind="named", source="Velmar"),
    )
    (one,) = stances(attack)
    assert (one.holder, one.label, one.target, one.speaker) == ("Velmar", "oppose", "Ombara", "")
    assert stances(attack, homes={"Velmar": "Ombara"}) == []


def test_two_who_trade_blame_oppose_each_other() -> None:
    event = an_accusation(initiators=("Ombara", "Velmar"), recipients=(), cue="traded blame")
    found = {(s.holder, s.target) for s in stances(event, mutual=("traded",))}
    assert found == {("Ombara", "Velmar"), ("Velmar", "Ombara")}


def test_a_court_that_hears_a_complaint_is_not_its_target() -> None:
    event = an_accusation(cue="lodged a complaint")
    kinds = {**BODIES, "Lestova": "organisation"}
    assert stances(event, pleas=("complaint",), kinds=kinds) == []
    assert len(stances(event, pleas=("complaint",))) == 1


def test_a_court_that_hears_a_complaint_is_nobodys_other_side() -> None:
    suit = an_accusation(cue="filed a complaint")
    threat = an_event_claim(type="THREATEN", cue="weighs duties", recipients=(), evidence=(2,))
    kinds = {**BODIES, "Lestova": "organisation"}
    assert stances(suit, threat, pleas=("complaint",), kinds=kinds) == []
    (one,) = stances(suit, threat, kinds=kinds)
    assert {*one.evidence} == {1, 2}


def test_a_refusal_without_a_target_goes_to_the_other_side_of_the_quarrel() -> None:
    blow = an_accusation(initiators=("Lestova",), recipients=("Ombara",), evidence=(1,))
    answer = an_event_claim(
        type="REJECT", cue="refused", initiators=("Ana Roe",), recipients=(), evidence=(2,)
    )
    found = stances(blow, answer, homes={"Ana Roe": "Ombara"})
    assert ("Ana Roe", "Lestova") in {(s.holder, s.target) for s in found}
    assert len(stances(answer)) == 0


def test_what_is_denied_is_not_what_is_opposed() -> None:
    blow = an_accusation(initiators=("Lestova",), recipients=("Ombara",), evidence=(1,))
    denial = an_event_claim(type="REJECT", cue="denied", recipients=(), issue="role", evidence=(2,))
    (_, other) = stances(blow, denial, denials=("denied",))
    assert (other.holder, other.target) == ("Ombara", "Lestova")
    assert stances(denial, denials=("denied",)) == []


@pytest.mark.parametrize(
    ("holder", "other", "kinds", "told"),
    [
        ("Ombara", "Lestova", {}, True),
        ("Ana Roe", "Lestova", {}, True),
        ("Ana Roe", "villagers", {}, False),
        ("villagers", "Lestova", {}, False),
        ("Ombara", "Ana Roe", {}, False),
        ("Ombara", "Free Halden Front", {"Free Halden Front": "armed_group"}, True),
    ],
)
def test_the_other_side_of_a_quarrel_is_a_match(
    holder: str, other: str, kinds: dict[str, str], told: bool
) -> None:
    known = {**BODIES, "Ana Roe": "person", "villagers": "group", **kinds}
    blow = an_event_claim(type="ASSAULT", initiators=(other,), recipients=(holder,), evidence=(1,))
    answer = an_event_claim(
        type="REJECT", cue="refused", initiators=(holder,), recipients=(), evidence=(2,)
    )
    found = {(s.holder, s.target) for s in stances(blow, answer, kinds=known) if s.cue == "refused"}
    assert found == ({(holder, other)} if told else set())


def test_where_a_party_is_only_thought_to_be_meant_the_thing_is_the_target() -> None:
    guess = an_accusation(issue="tariff", roles_from=("text", "unset"))
    (one,) = stances(guess)
    assert (one.target, one.target_type, one.label) == ("tariff", "policy", "oppose")
    (one,) = stances(guess.model_copy(update={"roles_from": ("text", "text")}))
    assert one.target == "Lestova"
    (one,) = stances(guess.model_copy(update={"issue": "offer"}), gestures=("offer",))
    assert one.target == "Lestova"
    blow = an_event_claim(type="SANCTION", cue="froze", evidence=(2,))
    (one,) = stances(guess, blow)
    assert (one.target, {*one.evidence}) == ("Lestova", {1, 2})


@pytest.mark.parametrize(
    ("sentence", "sides"),
    [
        ("Ombara denied arming Lestova.", []),
        ("Ombara denied secretly arming Lestova.", []),
        ("Ombara denied the charge of Lestova.", ["Lestova"]),
    ],
)
def test_with_whom_somebody_denies_to_have_dealt_is_not_opposed(
    sentence: str, sides: list[str]
) -> None:
    article = an_article("It rained.", sentence)
    denial = an_event_claim(type="REJECT", cue="denied", evidence=(2,))
    known = company(denials=("denied",))
    assert [s.target for s in derive_stances([denial], article, vocabulary(), known)] == sides


@pytest.mark.parametrize(
    ("sentence", "things"),
    [
        ("Ombara protested for days over the fees.", ["fees"]),
        ("Ombara protested and blocked the fees office.", []),
    ],
)
def test_a_protest_over_a_thing_opposes_it(sentence: str, things: list[str]) -> None:
    article = an_article("It rained.", sentence)
    protest = an_event_claim(
        type="PROTEST", cue="protested", recipients=(), issue="fee", evidence=(2,)
    )
    known = company(grievances=("against", "over"))
    found = derive_stances([protest], article, vocabulary(), known)
    assert [(s.target, s.target_type) for s in found] == [(one, "policy") for one in things]


def test_nobody_opposes_his_own_side() -> None:
    warning = an_event_claim(type="THREATEN", initiators=("Ana Roe",), recipients=("Ombara",))
    assert stances(warning, homes={"Ana Roe": "Ombara"}) == []


def test_what_is_threatened_is_not_what_is_opposed() -> None:
    threat = an_event_claim(type="THREATEN", recipients=(), issue="strike")
    assert stances(threat) == []
    quarrel = an_accusation(recipients=("Velmar",))
    assert {s.target for s in stances(quarrel, threat)} == {"Velmar"}


def test_a_promise_of_a_thing_is_no_position_on_it() -> None:
    assert stances(an_event_claim(type="AGREE", recipients=(), issue="patrol")) == []
