"""At whom acts are aimed whose own sentences do not say it."""

from __future__ import annotations

from briefing.domain.claims import EventClaim
from briefing.stages.extraction.aims import agreed, carried_on, directed
from tests.stages.extraction.test_answered import ACCUSED, claim

NEEDING, HOSTILE = ("SANCTION", "AID"), ("ACCUSE", "SANCTION", "ASSAULT")


def aimed(*claims: EventClaim, homes: dict[str, str] | None = None) -> tuple[str, ...]:
    """The recipients of the last claim."""
    return directed(claims, NEEDING, HOSTILE, homes)[-1].recipients


def test_an_act_that_needs_a_recipient_hits_the_other_side_of_the_quarrel() -> None:
    assert aimed(ACCUSED, claim("SANCTION", "B")) == ("A",)
    assert aimed(ACCUSED, claim("SANCTION", "A")) == ("B",)
    later = directed([claim("SANCTION", "B"), ACCUSED], NEEDING, HOSTILE)
    assert later[0].recipients == ("A",)
    assert later[0].roles_from[1] == "quarrel"


def test_most_quarrels_decide_and_the_first_of_equals() -> None:
    first, second = claim("ACCUSE", "A", "B"), claim("ASSAULT", "C", "A")
    assert aimed(first, second, claim("SANCTION", "A")) == ("B",)
    assert aimed(first, second, second, claim("SANCTION", "A")) == ("C",)


def test_who_speaks_for_a_side_has_its_quarrels_and_none_with_it() -> None:
    homes = {"Roe": "B"}
    assert aimed(ACCUSED, claim("SANCTION", "Roe"), homes=homes) == ("A",)
    assert aimed(claim("ACCUSE", "Roe", "B"), claim("SANCTION", "Roe"), homes=homes) == ()


def test_no_recipient_is_guessed_where_none_is_needed_or_one_is_told() -> None:
    assert aimed(ACCUSED, claim("ACCUSE", "B")) == ()
    assert aimed(ACCUSED, claim("SANCTION", "B", issue="treaty")) == ()
    assert aimed(ACCUSED, claim("SANCTION", "B", "C")) == ("C",)
    assert aimed(claim("CONSULT", "A", "B"), claim("SANCTION", "B")) == ()


def given(act: EventClaim, states: dict[str, int], *leagues: str) -> tuple[str, ...]:
    return directed([act], NEEDING, HOSTILE, {"Roe": "B"}, states, leagues)[0].recipients


def test_without_a_quarrel_the_state_named_most_is_hit_or_helped_from_abroad() -> None:
    named = {"A": 2, "B": 5, "C": 4}
    assert given(claim("SANCTION", "A"), named) == ("B",)
    assert given(claim("AID", "A"), named) == ("B",)
    assert given(claim("SANCTION", "Bank"), named, "Bank") == ("B",)
    assert given(claim("SANCTION", "Roe"), named) == ("C",)  # never his own state
    (hit,) = directed([claim("SANCTION", "A")], NEEDING, HOSTILE, None, named)
    assert hit.roles_from[1] == "foremost"


def test_bodies_at_home_and_states_named_once_leave_it_open() -> None:
    assert given(claim("SANCTION", "Court"), {"B": 5}) == ()
    assert given(claim("AID", "Bank"), {"B": 5}, "Bank") == ()
    assert given(claim("SANCTION", "A"), {"A": 5, "B": 1}) == ()
    assert given(claim("ASSAULT", "A"), {"A": 2, "B": 5}) == ()


def carried(first: EventClaim, second: EventClaim) -> tuple[str, ...]:
    return carried_on([first, second], ("REQUEST",), HOSTILE)[-1].recipients


def test_words_behind_a_hostile_act_in_one_sentence_are_aimed_at_the_same() -> None:
    assert carried(ACCUSED, claim("REQUEST", "A")) == ("B",)
    assert carried(ACCUSED, claim("REQUEST", "A", number=2)) == ()
    assert carried(ACCUSED, claim("REQUEST", "C")) == ()
    assert carried(ACCUSED, claim("REQUEST", "A", issue="inquiry")) == ()
    assert carried(ACCUSED, claim("AGREE", "A")) == ()
    assert carried(claim("CONSULT", "A", "B"), claim("REQUEST", "A")) == ()


def test_who_agrees_agrees_with_whom_asked_in_the_same_sentence() -> None:
    asked = claim("REQUEST", "A", "B")

    def agreeing(act: EventClaim, homes: dict[str, str] | None = None) -> tuple[str, ...]:
        return agreed([asked, act], ["AGREE"], homes or {})[-1].recipients

    assert agreeing(claim("AGREE", "B")) == ("A",)
    assert agreeing(claim("AGREE", "Roe"), {"Roe": "B"}) == ("A",)
    assert agreeing(claim("AGREE", "C")) == ()
    assert agreeing(claim("AGREE", "B", number=2)) == ()
    assert agreeing(claim("REJECT", "B")) == ()
    assert agreeing(claim("AGREE", "B", "C")) == ("C",)


def test_help_that_is_only_alleged_or_denied_goes_to_nobody_who_is_not_named() -> None:
    for status in ("alleged", "denied"):
        aid = claim("AID", "A").model_copy(update={"factuality": status})
        assert given(aid, {"A": 2, "B": 5}) == ()
        blow = claim("SANCTION", "A").model_copy(update={"factuality": status})
        assert given(blow, {"A": 2, "B": 5}) == ("B",)
