"""Senses of the English lexicon's verbs that are no acts, and newsroom expressions that are."""

from __future__ import annotations

import pytest

from tests.stages.extraction.test_frames import cues, found

NO_ACTS = (
    "Surveillance footage captured the moment.",
    "Firefighters fought the blaze all night.",
    "The crash killed two people on the spot.",
    "The rule protects threatened and endangered species.",
    "The company offers services in three cities.",
    "The card supports larger files.",
    "Guests can visit the website of the museum.",
    "The plan was executed well.",
    "The parcel will not arrive before Monday.",
    "The singer hosted the awards in May.",
    "Flames shot from the roof.",
    "The armed forces have three branches.",
)


@pytest.mark.parametrize("sentence", NO_ACTS)
def test_senses_that_are_no_acts_find_nothing(sentence: str) -> None:
    assert found(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        ("The minister will not sign the pact.", "REJECT"),
        ("The court overturned the ruling.", "REJECT"),
        ("Youths overturned two cars in Lesk.", "PROTEST"),
        ("Torvane wants an apology from Lesk.", "REQUEST"),
        ("Torvane has armed the rebels.", "AID"),
        ("Rescue teams were deployed to the valley.", "AID"),
        ("The clerk was let go from her post.", "SANCTION"),
        ("Villagers fought the soldiers for an hour.", "ASSAULT"),
    ],
)
def test_the_same_verbs_in_senses_that_are_acts(sentence: str, type_: str) -> None:
    assert type_ in found(sentence)


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        ("The two sides ended their feud.", "AGREE"),
        ("The minister paid a courtesy call on the bishop.", "CONSULT"),
        ("Lesk came to the defence of Torvane.", "SUPPORT"),
        ("Torvane delisted the group.", "CONCEDE"),
        ("Lesk handed the suspect to Torvane.", "COOPERATE"),
        ("Torvane furnished Lesk with shells.", "AID"),
        ("The army ceded the hill.", "RETREAT"),
        ("Torvane leaned on Lesk to free the crew.", "REQUEST"),
        ("The governor trashed the report.", "ACCUSE"),
        ("The party scuttled the pact.", "REJECT"),
        ("Torvane is mulling sanctions.", "THREATEN"),
        ("Riots rocked the city.", "PROTEST"),
        ("The chief was shown the door.", "SANCTION"),
        ("Torvane paraded its rockets.", "MOBILIZE"),
        ("Police busted a ring of smugglers.", "COERCE"),
        ("A bomb went off near the market.", "ASSAULT"),
    ],
)
def test_what_newsrooms_say_finds_its_type(sentence: str, type_: str) -> None:
    assert type_ in found(sentence)


def test_any_noun_behind_a_preposition_stays_outside_the_words_of_the_act() -> None:
    (cue,) = cues("Torvane turned its back on the plan.")
    assert cue.text == "turned its back"


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        ("Torvane gutted the funding of the Lesk agency.", "SANCTION"),
        ("The ministry has shut off the pipeline to Lesk.", "SANCTION"),
        ("Militants have blown a hole through the Lesk dam.", "ASSAULT"),
        ("Rebels carried the war into Lesk.", "ASSAULT"),
        ("The alliance has shipped home its contingent from Lesk.", "RETREAT"),
        ("The Lesk poet broke his hunger strike in his cell.", "RETREAT"),
        ("Torvane granted special status to the Lesk valley.", "CONCEDE"),
        ("Torvane lifted its hold on the loan.", "CONCEDE"),
        ("Torvane left Lesk off the guest list.", "REJECT"),
        ("Torvane excluded the possibility of a deal.", "REJECT"),
        ("Thousands flocked onto the streets of Lesk.", "PROTEST"),
        ("Torvane and Lesk cobbled together a coalition.", "AGREE"),
        ("The panel has turned the spotlight on the Lesk bank.", "ACCUSE"),
        ("The regulator has rapped Lesk over its deficit.", "ACCUSE"),
        ("Torvane was represented at the funeral of the Lesk king.", "CONSULT"),
        ("The union gave 14 days' strike notice.", "THREATEN"),
        ("Torvane has made common cause with Lesk.", "SUPPORT"),
        ("Torvane went cap in hand to Lesk.", "REQUEST"),
        ("Torvane decreed a curfew in Lesk.", "COERCE"),
        ("Torvane hurried relief to Lesk.", "AID"),
        ("Torvane inducted a new submarine into its navy on Friday.", "MOBILIZE"),
        ("The navy has synchronised patrols with Lesk.", "COOPERATE"),
        ("The commander's men sprang an ambush on the Lesk convoy.", "ASSAULT"),
    ],
)
def test_the_long_tail_of_newsroom_verbs_is_known(sentence: str, type_: str) -> None:
    assert type_ in found(sentence)
