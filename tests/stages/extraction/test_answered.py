"""Whom an act answers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.claims import EventClaim
from briefing.stages.extraction.answered import REACH, answered
from tests.factories import an_event_claim

ANSWERING, STATEMENTS = ("REJECT",), ("allegation", "decision")


def claim(
    type_: str,
    who: str = "",
    whom: str = "",
    *,
    cue: str = "did",
    issue: str = "",
    number: int = 1,
) -> EventClaim:
    return an_event_claim(
        type=type_,
        initiators=tuple(who.split()),
        recipients=tuple(whom.split()),
        cue=cue,
        issue=issue,
        evidence=(number,),
    )


def whom(*claims: EventClaim) -> tuple[str, ...]:
    """The recipients that the last claim is told to have."""
    return answered(claims, ANSWERING, STATEMENTS)[-1].recipients


ACCUSED = claim("ACCUSE", "A", "B", cue="accused")


def test_whoever_is_accused_answers_the_accuser() -> None:
    assert whom(ACCUSED, claim("REJECT", "B", number=2)) == ("A",)
    assert whom(ACCUSED, claim("REJECT", "B", issue="allegation", number=2)) == ("A",)


def test_who_was_not_meant_answers_only_a_statement() -> None:
    assert whom(ACCUSED, claim("REJECT", "C", number=2)) == ()
    assert whom(ACCUSED, claim("REJECT", "C", issue="allegation", number=2)) == ("A",)


def test_a_thing_that_is_no_statement_is_not_an_answer() -> None:
    assert whom(ACCUSED, claim("REJECT", "B", issue="bill", number=2)) == ()


def test_a_deed_that_is_named_again_is_its_doers() -> None:
    closed = claim("COERCE", "A", cue="closed the border")
    assert whom(closed, claim("ACCUSE", "B", issue="border closure", number=2)) == ("A",)
    assert whom(closed, claim("ACCUSE", "B", issue="raid", number=2)) == ()


def test_harm_that_is_named_is_that_of_the_last_who_did_such() -> None:
    shelled = claim("ASSAULT", "A", cue="shelled")
    judged = claim("REJECT", "B", issue="attack", number=2)
    told = answered((shelled, judged), ANSWERING, STATEMENTS, {}, (), ("attack",), ("ASSAULT",))
    assert told[-1].recipients == ("A",)
    assert whom(shelled, judged) == ()
    spoken = claim("CONSULT", "A", cue="met")
    told = answered((spoken, judged), ANSWERING, STATEMENTS, {}, (), ("attack",), ("ASSAULT",))
    assert told[-1].recipients == ()


def test_what_the_sentence_names_stands() -> None:
    assert whom(ACCUSED, claim("REJECT", "B", "C", number=2)) == ("C",)


def test_nobody_answers_himself_and_nobody_unnamed_answers() -> None:
    assert whom(ACCUSED, claim("REJECT", "A", issue="allegation", number=2)) == ()
    assert whom(ACCUSED, claim("REJECT", "", issue="allegation", number=2)) == ()


def test_an_inquiry_answers_nobody() -> None:
    inquiry = claim("REJECT", "B", number=2).model_copy(update={"mode": "inquire"})
    assert whom(ACCUSED, inquiry) == ("A",)
    (_, found) = answered([ACCUSED, inquiry], ANSWERING, STATEMENTS, {}, [("REJECT", "inquire")])
    assert found.recipients == ()


def test_the_last_who_accused_is_the_one_answered() -> None:
    again = claim("ACCUSE", "D", "B", number=2)
    assert whom(ACCUSED, again, claim("REJECT", "B", number=3)) == ("D",)


def test_an_answer_reaches_back_only_so_far() -> None:
    assert whom(ACCUSED, claim("REJECT", "B", number=1 + REACH)) == ("A",)
    assert whom(ACCUSED, claim("REJECT", "B", number=2 + REACH)) == ()


CLAIMS = st.lists(
    st.builds(
        claim,
        st.sampled_from(["ACCUSE", "REJECT"]),
        st.sampled_from(["", "A", "B", "A B"]),
        st.sampled_from(["", "", "A", "C"]),
        cue=st.sampled_from(["accused", "closed", "hit"]),
        issue=st.sampled_from(["", "allegation", "closure", "ban"]),
        number=st.integers(1, 6),
    ),
    max_size=6,
).map(lambda claims: sorted(claims, key=lambda c: c.evidence))


@given(CLAIMS)
def test_only_empty_recipients_change_and_order_and_count_stay(claims: list[EventClaim]) -> None:
    after = answered(claims, ANSWERING, STATEMENTS)
    assert len(after) == len(claims)
    for old, new in zip(claims, after, strict=True):
        assert new.model_copy(update={"recipients": old.recipients}) == old
        assert new.recipients == old.recipients or not old.recipients
        assert not {*new.recipients} & {*new.initiators} or new.recipients == old.recipients


@given(CLAIMS)
def test_a_second_reading_adds_nothing(claims: list[EventClaim]) -> None:
    once = answered(claims, ANSWERING, STATEMENTS)
    assert answered(once, ANSWERING, STATEMENTS) == once


def test_a_decision_is_a_deed_and_no_mere_word() -> None:
    deed, word = claim("SANCTION", "A", "B"), claim("REJECT", "C", "B", number=2)
    reply = claim("REJECT", "B", issue="decision", number=3)
    told = answered([deed, word, reply], ANSWERING, STATEMENTS, moves=("decision",))
    assert told[-1].recipients == ("A",)
    assert whom(deed, word, reply) == ("C",)
