"""Claims about whole sentences: what is no act at all, and at whom an act is directed."""

from __future__ import annotations

import pytest

from briefing.domain.claims import ActorClaim, EventClaim
from tests.factories import an_article
from tests.stages.extraction.newsroom import Model, cue, propose

CAST = (
    ("Lesk", "state"),
    ("Tosk", "state"),
    ("Ana Roe", "person"),
    ("Karl Voss", "person"),
    ("Miners' League", "organisation"),
    ("police", "group"),
    ("crew", "group"),
    ("Fourth Brigade", "military"),
)
FIRST = "Lesk and Tosk are at odds over a canal."


async def told(sentence: str, *before: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Type, initiators and recipients of the acts of one sentence."""
    proposal = await propose(an_article(FIRST, *before, sentence), Model(actors=CAST), parsed=True)
    number = 2 + len(before)
    events = [claim for claim in proposal.claims if isinstance(claim, EventClaim)]
    return [(e.type, e.initiators, e.recipients) for e in events if e.evidence[0] == number]


@pytest.mark.parametrize(
    "sentence",
    [
        "Would Lesk recall its ambassador from Tosk?",
        "Why, Ana Roe asked, has Lesk attacked Tosk?",
        "Ana Roe neither welcomed nor condemned the decision of Tosk.",
        "A Lesk delegation that was to have visited Tosk in May never set out.",
        "Ana Roe, an analyst, said Lesk could still wreck the process.",
    ],
)
async def test_what_is_asked_left_open_or_only_possible_is_no_act(sentence: str) -> None:
    assert await told(sentence) == []


async def test_an_infinitive_goes_on_from_an_infinitive_that_is_an_act() -> None:
    sentence = "Lesk has decided to suspend the talks and to recall its envoy from Tosk."
    assert [one[0] for one in await told(sentence)] == ["REJECT", "SANCTION"]
    asked = "Lesk asked Tosk to suspend the talks and to recall its envoy."
    assert [one[0] for one in await told(asked)] == ["REQUEST"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Lesk has appointed Ana Roe to mediate.",
        "Lesk is considering recalling its envoy from Tosk.",
        "Lesk no longer insists on an apology by Tosk.",
    ],
)
async def test_tasks_thoughts_and_what_is_no_longer_so_are_no_acts(sentence: str) -> None:
    assert await told(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "whom"),
    [
        ("Lesk invited the Tosk president to visit.", ("Tosk",)),
        ("Lesk regrets that Tosk has chosen silence.", ("Tosk",)),
        ("Lesk traced the breach to Tosk.", ("Tosk",)),
    ],
)
async def test_whom_an_invitation_or_a_regret_names_is_meant(
    sentence: str, whom: tuple[str, ...]
) -> None:
    assert [one[2] for one in await told(sentence)] == [whom]


@pytest.mark.parametrize("marks", ['""', "“”", "‘’", "''"])
async def test_who_puts_a_question_to_somebody_still_acts(marks: str) -> None:
    sentence = f"Lesk accused Tosk: {marks[0]}Who\u2019s closed the canal?{marks[1]}"
    assert await told(sentence) == [("ACCUSE", ("Lesk",), ("Tosk",))]


@pytest.mark.parametrize(
    "sentence",
    [
        "Lesk warned that it would freeze its aid if Tosk interfered.",
        "Should Tosk persist, Lesk will not hesitate to close the canal.",
        "Lesk threatened to close the canal unless Tosk withdrew.",
    ],
)
async def test_a_threat_is_aimed_at_whose_acts_it_depends_on(sentence: str) -> None:
    assert await told(sentence) == [("THREATEN", ("Lesk",), ("Tosk",))]


async def test_whoever_is_to_be_freed_is_not_asked() -> None:
    (request,) = await told("Ana Roe called for the release of 29 reporters.")
    assert request == ("REQUEST", ("Ana Roe",), ())


async def test_what_was_done_by_somebody_is_charged_to_the_doer() -> None:
    assert ("ACCUSE", ("Lesk",), ("Tosk",)) in await told(
        "Lesk complained that its drivers had been beaten by Tosk."
    )


async def test_nobody_speaks_against_the_body_that_he_speaks_for() -> None:
    (threat,) = await told(
        "The chief negotiator of the Miners' League, Karl Voss, warned that the Miners' League "
        "would walk out unless Lesk paid."
    )
    assert threat == ("THREATEN", ("Karl Voss",), ("Lesk",))


async def test_a_land_that_is_only_called_on_is_an_actor() -> None:
    article = an_article("A canal is closed.", "Lesk called on Tosk to reopen the canal.")
    proposal = await propose(article, Model(actors=CAST), parsed=True)
    actors = {claim.name for claim in proposal.claims if isinstance(claim, ActorClaim)}
    assert {"Lesk", "Tosk"} <= actors


def test_police_that_break_up_a_rally_do_not_protest() -> None:
    assert cue("Police broke up the rally with stun grenades.", "broke").type == "COERCE"


@pytest.mark.parametrize(
    ("sentence", "aimed_at"),
    [
        ("Ana Roe pleaded with both governments to reopen the canal.", {"Lesk", "Tosk"}),
        ("Ana Roe invited the warring parties to talks.", {"Lesk", "Tosk"}),
        ("The Miners' League passed a motion backing the government of Tosk.", {"Tosk"}),
        ("The Miners' League said its teams had been refused entry by Tosk.", {"Miners' League"}),
        ("Lesk accepted an offer by Tosk to share the water.", {"Tosk"}),
        ("Ana Roe threatened to send in the brigade if the canal stayed shut.", set()),
        ("Ana Roe called for the 23 crew to be let go.", set()),
    ],
)
async def test_whom_the_words_behind_a_cue_mean(sentence: str, aimed_at: set[str]) -> None:
    before = (
        "Lesk expelled an envoy of Tosk.",
        "Tosk recalled its ambassador from Lesk.",
        "Karl Voss visited the Fourth Brigade.",
    )
    _, _, recipients = (await told(sentence, *before))[0]
    assert {*recipients} == aimed_at


async def test_who_answers_takes_up_the_word_of_another() -> None:
    cast = (("Karl Voss", "person"), ("Kito Zarn", "person"))
    texts = ("Karl Voss resigned on Monday.", "President Kito Zarn accepted his resignation.")
    proposal = await propose(an_article(*texts), Model(actors=cast), parsed=True)
    events = [claim for claim in proposal.claims if isinstance(claim, EventClaim)]
    accepted = [(e.initiators, e.recipients) for e in events if e.evidence[0] == 2]
    assert accepted == [(("Kito Zarn",), ("Karl Voss",))]


async def test_the_points_of_a_resolution_are_what_its_body_says() -> None:
    before = ("The Miners' League,", "Having heard a report by Lesk;")
    condemned = await told("1. Strongly condemns the attack of 2 May by Tosk;", *before)
    assert ("ACCUSE", ("Miners' League",), ("Tosk",)) in condemned
    both = await told("2. Commends Lesk for its patience, and urges Tosk to leave;", *before)
    assert ("SUPPORT", ("Miners' League",), ("Lesk",)) in both
    assert ("REQUEST", ("Miners' League",), ("Tosk",)) in both
    for sentence in ("3. Lawmakers of Tosk condemned Lesk.", "4. His envoy condemned Lesk."):
        assert all("Miners' League" not in who for _, who, _ in await told(sentence, *before))


async def test_a_body_is_called_what_it_was_introduced_as() -> None:
    """Also where a model lists the common noun as an actor of its own."""
    cast = (("VLG", "organisation"), ("union", "group"), ("VeloBahn", "company"))
    texts = (
        "The drivers' union, VLG, wants back 41 members dismissed by the railway, VeloBahn.",
        "The union condemned the dismissals.",
    )
    proposal = await propose(an_article(*texts), Model(actors=cast), parsed=True)
    events = [claim for claim in proposal.claims if isinstance(claim, EventClaim)]
    assert [e.initiators for e in events if e.evidence[0] == 2] == [("VLG",)]


async def test_who_will_act_is_not_threatened_by_who_says_so() -> None:
    threats = await told("Spokesman Karl Voss said Lesk would respond in kind.")
    assert threats == [("THREATEN", ("Karl Voss",), ())]


async def test_the_military_leaders_of_a_state_are_not_the_army_of_another() -> None:
    cast = (("Lesk", "state"), ("Tosk", "state"), ("Tosk army", "military"))
    texts = (
        "The Tosk army held a drill.",
        "The army leaders of Lesk visited Tosk.",
        "The army leaders visited Tosk.",
    )
    proposal = await propose(an_article(*texts), Model(actors=cast), parsed=True)
    events = [claim for claim in proposal.claims if isinstance(claim, EventClaim)]
    visits = {e.evidence[0]: e.initiators for e in events if e.type == "CONSULT"}
    assert visits == {2: ("Lesk",), 3: ("Tosk army",)}


async def test_a_known_woman_is_chosen_among_two_of_one_phrase() -> None:
    cast = (("Maria Dol", "person"), ("Kito Zarn", "person"), ("Lesk", "state"))
    texts = ("Kito Zarn and Maria Dol arrived.", "She condemned Lesk.")
    proposal = await propose(an_article(*texts), Model(actors=cast), parsed=True)
    events = [claim for claim in proposal.claims if isinstance(claim, EventClaim)]
    assert [e.initiators for e in events if e.type == "ACCUSE"] == [("Maria Dol",)]


@pytest.mark.parametrize(
    ("sentence", "acts"),
    [
        (
            "Two men were shot and wounded by soldiers of the Fourth Brigade.",
            [("ASSAULT", ("Fourth Brigade",), ("men",))],
        ),
        (
            "Lesk calls upon Tosk to hand over the suspects, to apologise to the crew and to pay.",
            [("REQUEST", ("Lesk",), ("Tosk",))],
        ),
        (
            "Ana Roe says delaying the vote is a pity and urges Tosk to sign.",
            [("REQUEST", ("Ana Roe",), ("Tosk",))],
        ),
        ("Lesk has been sharing intercepted messages for years.", []),
        (
            "Ana Roe told reporters that she would not reopen the canal.",
            [("REJECT", ("Ana Roe",), ())],
        ),
        (
            "Ana Roe told reporters that Lesk would suspend its aid to Tosk.",
            [("THREATEN", ("Lesk",), ("Tosk",))],
        ),
        ("Lesk condemned the use of firearms against the crew.", [("ACCUSE", ("Lesk",), ())]),
        (
            "The Miners' League demanded that Lesk release 11 of its fighters.",
            [("REQUEST", ("Miners' League",), ("Lesk",))],
        ),
        (
            "The Miners' League, many of whose members live in Tosk, criticised Lesk on Monday.",
            [("ACCUSE", ("Miners' League",), ("Lesk",))],
        ),
        (
            "Lesk lifted, with immediate effect, the suspension of Tosk imposed after the vote.",
            [("CONCEDE", ("Lesk",), ("Tosk",))],
        ),
        (
            "Ana Roe noted the statement of the President of Tosk, who denied the charge.",
            [("REJECT", ("Tosk",), ())],
        ),
        ("Ana Roe urged people to stop harming Tosk.", [("REQUEST", ("Ana Roe",), ())]),
        (
            "A video shows police pushing Karl Voss into an unmarked van.",
            [("COERCE", ("police",), ("Karl Voss",))],
        ),
    ],
)
async def test_who_acts_and_what_is_only_the_content_of_an_act(
    sentence: str, acts: list[tuple[str, tuple[str, ...], tuple[str, ...]]]
) -> None:
    assert [act for act in await told(sentence) if act[1]] == acts


async def test_who_meets_for_a_body_is_that_body_and_a_storm_is_nobody() -> None:
    cast = (("Lake Community", "organisation"), ("Summit", "organisation"), ("Lesk", "state"))
    article = an_article(
        "The Heads of State and Government of the Lake Community met in Lesk.",
        "The Summit condemned Lesk.",
        "The Heads of State thanked Tosk for its help after Cyclone Imara, which killed ten.",
    )
    model = Model(actors=(*cast, ("Cyclone Imara", "other"), ("Tosk", "state")))
    proposal = await propose(article, model, parsed=True)
    events = {c.type: c for c in proposal.claims if isinstance(c, EventClaim)}
    assert events["ACCUSE"].initiators == events["SUPPORT"].initiators == ("Lake Community",)
    actors = {claim.name for claim in proposal.claims if isinstance(claim, ActorClaim)}
    assert actors == {"Lake Community", "Lesk", "Tosk"}


async def test_whoever_is_freed_in_a_headline_frees_nobody() -> None:
    cast = (*CAST, ("engineers", "group"))
    article = an_article("Two engineers freed in Tosk after seven months in captivity")
    proposal = await propose(article, Model(actors=cast), parsed=True)
    events = [claim for claim in proposal.claims if isinstance(claim, EventClaim)]
    assert [(e.initiators, e.recipients) for e in events] == [((), ("engineers",))]


async def test_a_headline_in_the_perfect_is_no_passive() -> None:
    article = an_article("Lesk has called for calm.")
    proposal = await propose(article, Model(actors=CAST), parsed=True)
    events = [claim for claim in proposal.claims if isinstance(claim, EventClaim)]
    assert [(e.initiators, e.recipients) for e in events] == [(("Lesk",), ())]


async def test_a_name_behind_a_noun_that_another_body_is_known_by_is_who_acts() -> None:
    cast = (*CAST, ("NPB", "organisation"), ("Seafarers' Union", "organisation"))
    article = an_article("It rained.", "The union left.", "The police union NPB sued Tosk.")
    proposal = await propose(article, Model(actors=cast), parsed=True)
    events = [claim for claim in proposal.claims if isinstance(claim, EventClaim)]
    assert [event.initiators for event in events] == [("NPB",)]


async def test_the_government_of_another_state_is_that_state() -> None:
    cast = (("Tarsenia", "state"), ("Velmark", "state"), ("Government", "government_body"))
    article = an_article(
        "The Ministry of Foreign Affairs of Tarsenia summoned the Ambassador of Velmark.",
        "The Government calls upon Velmark to apologise.",
        "Ana Roe thanked the Government of Austria.",
    )
    proposal = await propose(article, Model(actors=cast), parsed=True)
    events = {c.type: c for c in proposal.claims if isinstance(c, EventClaim)}
    assert events["REQUEST"].initiators == ("Tarsenia",)
    assert events["SUPPORT"].recipients == ("Austria",)
