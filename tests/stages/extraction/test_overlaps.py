"""What two windows tell of one sentence becomes one claim."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.claims import EventClaim
from briefing.stages.extraction.merging import merged
from briefing.stages.extraction.overlaps import events_once, stances_once
from tests.factories import a_stance_claim, an_event_claim

PARTIES = st.sampled_from([(), ("Ombara",), ("Lestova",), ("Norvia", "Lestova")])


@st.composite
def acts(draw: st.DrawFn, sentence: int) -> list[EventClaim]:
    """Up to three acts of a sentence, each in words of its own."""
    return [
        an_event_claim(
            type=draw(st.sampled_from(["CONSULT", "ACCUSE", "AID"])),
            initiators=draw(PARTIES.filter(bool)),
            recipients=draw(PARTIES),
            cue=f"cue-{sentence}-{number}",
            evidence=(sentence,),
        )
        for number in range(draw(st.integers(0, 3)))
    ]


@st.composite
def readings(draw: st.DrawFn) -> tuple[list[list[EventClaim]], list[list[list[EventClaim]]]]:
    """The acts of each sentence, and the same in windows that overlap."""
    told = [draw(acts(number)) for number in range(1, draw(st.integers(1, 10)) + 1)]
    overlap, size = draw(st.integers(0, 3)), draw(st.integers(1, 5))
    shown, fresh = [], 0
    while fresh < len(told):
        shown.append(told[max(0, fresh - overlap) : fresh + size])
        fresh += size
    return told, shown


@given(readings())
def test_reading_in_windows_tells_what_reading_at_once_tells(
    found: tuple[list[list[EventClaim]], list[list[list[EventClaim]]]],
) -> None:
    told, shown = found
    at_once = [claim for sentence in told for claim in sentence]
    in_windows = events_once([[claim for s in window for claim in s] for window in shown])
    assert in_windows == at_once
    assert merged(in_windows, apart=True) == merged(at_once, apart=True)


@given(readings())
def test_nothing_that_a_window_told_is_lost(
    found: tuple[list[list[EventClaim]], list[list[list[EventClaim]]]],
) -> None:
    windows = [[claim for s in window for claim in s] for window in found[1]]
    kept = events_once(windows)
    for claim in (claim for window in windows for claim in window):
        assert any(claim.evidence == k.evidence and claim.cue == k.cue for k in kept)


def test_the_reading_that_names_more_is_kept() -> None:
    poor = an_event_claim(recipients=(), evidence=(3,))
    rich = an_event_claim(evidence=(3,), cue="met with")
    assert events_once([[poor], [rich]]) == [rich]
    assert events_once([[rich], [poor]]) == [rich]


def test_two_names_for_the_type_of_the_same_words_are_one_act_the_first() -> None:
    one = an_event_claim(type="COERCE", cue="seized")
    other = an_event_claim(type="SANCTION", cue="seized a tanker")
    assert events_once([[one], [other]]) == [one]


def test_acts_of_one_window_and_acts_of_other_parties_stay_apart() -> None:
    one = an_event_claim(cue="met")
    again = an_event_claim(cue="held talks")
    other = an_event_claim(recipients=("Norvia",))
    assert events_once([[one, again]]) == [one, again]
    assert events_once([[one], [other]]) == [one, other]
    assert events_once([[one], [an_event_claim(evidence=(2,))]])[1].evidence == (2,)


def test_a_stance_read_twice_in_one_sentence_is_the_first_reading() -> None:
    one, other = a_stance_claim(label="oppose"), a_stance_claim(label="support")
    elsewhere = a_stance_claim(evidence=(2,))
    assert stances_once([[one], [other, elsewhere]]) == [one, elsewhere]
