"""Who did it and to whom, read off the tree that the real parser makes of a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.stages.extraction.cues import Cue
from briefing.stages.extraction.roles import Reading, RoleReader
from tests.stages.extraction.newsroom import cues, lexicon
from tests.stages.extraction.reading_room import KINDS, reading, references, scenery

ACTIVE = [
    ("Velmar [attacked] Tosk on Monday.", "Velmar", "Tosk"),
    ("Police [arrested] two protesters in Velmar.", "police", "protesters"),
    ("Police in Tosk [arrested] Ana Roe.", "police", "Ana Roe"),
    ("After talks with Tosk, Velmar [condemned] India.", "Velmar", "India"),
    ("Speaking in Tosk, Ana Roe [condemned] Velmar.", "Ana Roe", "Velmar"),
    ("Velmar [visited] Tosk.", "Velmar", "Tosk"),
    ("Velmar [gave] Tosk five tanks.", "Velmar", "Tosk"),
    ("Velmar [offered] help to Tosk.", "Velmar", "Tosk"),
    ("The crowd [attacked] the bus.", "", ""),
    ("Karl Voss [condemned] himself.", "Karl Voss", ""),
]
PASSIVE = [
    ("Tosk was [attacked] by Velmar.", "Velmar", "Tosk"),
    ("Tosk was [attacked] on Monday.", "", "Tosk"),
    ("Four soldiers were [shot] by rebels near Velmar.", "rebels", "soldiers"),
    ("Ana Roe, [criticised] by Tosk, resigned.", "Tosk", "Ana Roe"),
    ("Protesters were arrested and [beaten] by police.", "police", "protesters"),
    ("The attack on Tosk was [condemned] by Velmar.", "Velmar", ""),
    ("The shelling, which killed five soldiers, was [condemned] by Velmar.", "Velmar", ""),
    ("The bus was [attacked] by Velmar.", "Velmar", ""),
]
TOGETHER = [
    ("Velmar and Tosk [attacked] the Red Hill Army.", "Velmar Tosk", "Red Hill Army"),
    ("Velmar, Tosk and India [condemned] Israel.", "Velmar Tosk India", "Israel"),
    ("Velmar [condemned] Tosk and India.", "Velmar", "Tosk India"),
    ("Leaders of Velmar and Tosk [met].", "Velmar Tosk", ""),
    ("Mediators from Velmar and Tosk [met].", "Velmar Tosk", ""),
]
CHAINED = [
    ("Velmar recalled its envoy and [condemned] Tosk.", "Velmar", "Tosk"),
    ("Velmar closed the border, expelled two envoys and [condemned] Tosk.", "Velmar", "Tosk"),
    ("Rebels attacked Tosk, [killing] four soldiers.", "rebels", "soldiers"),
    ("Velmar has condemned and Tosk has [praised] India.", "Tosk", "India"),
]
RELATIVE = [
    ("Ana Roe met the rebels, who [attacked] Tosk in May.", "rebels", "Tosk"),
    ("Ana Roe, who [condemned] Tosk, met Karl Voss.", "Ana Roe", "Tosk"),
    ("Police arrested Ana Roe, whom Velmar had [accused].", "Velmar", "Ana Roe"),
    ("Velmar freed Karl Voss, who [thanked] Tosk.", "Karl Voss", "Tosk"),
]
APPOSED = [
    ("Ana Roe, the trade minister of Tosk, [criticised] Velmar.", "Ana Roe", "Velmar"),
    ("The trade minister, Ana Roe, [criticised] Velmar.", "Ana Roe", "Velmar"),
    ("Velmar, a neighbour of Tosk, [condemned] India.", "Velmar", "India"),
    ("Velmar [accused] Tosk, a neighbour of India.", "Velmar", "Tosk"),
]
OWNERS = [
    ("Velmar [condemned] Tosk's raid.", "Velmar", "Tosk"),
    ("Tosk's police [arrested] Karl Voss.", "Tosk", "Karl Voss"),
    ("Indian troops [attacked] Tosk.", "India", "Tosk"),
    ("Velmar [attacked] Indian troops.", "Velmar", "India"),
    ("Troops of Velmar [attacked] Tosk.", "Velmar", "Tosk"),
    ("The army of Tosk [attacked] rebels.", "Tosk", "rebels"),
    ("Ana Roe's lawyer [accused] Velmar.", "Ana Roe", "Velmar"),
    ("Velmar [closed] its border with Tosk.", "Velmar", "Tosk"),
    ("Velmar [closed] its border.", "Velmar", ""),
    ("Velmar [recalled] its ambassador from Tosk.", "Velmar", "Tosk"),
    ("Police [protested] against their treatment by Velmar.", "police", "Velmar"),
    ("Rebels [seized] a town in Tosk.", "rebels", ""),
]
QUANTITIES = [
    ("Rebels [freed] four of the monitors.", "rebels", "monitors"),
    ("Dozens of protesters [attacked] police.", "protesters", "police"),
    (
        "Several members of the National Assembly [condemned] Tosk.",
        "National Assembly",
        "Tosk",
    ),
]
MEANS = [
    ("Velmar [freed] four soldiers.", "Velmar", "soldiers"),
    ("Velmar [withdrew its soldiers] from Tosk.", "Velmar", "Tosk"),
    ("Velmar [invited] Tosk.", "Velmar", "Tosk"),
    ("Velmar [offered] monitors.", "Velmar", ""),
]
DRAWN = [
    ("The raid [drew criticism] from Tosk.", "Tosk", ""),
    ("Velmar [drew criticism] from Tosk.", "Tosk", "Velmar"),
    ('"Nobody has seen it," Ana Roe said, [urging] Tosk to stop.', "Ana Roe", "Tosk"),
]
REPORTED = [
    ("Velmar said Tosk had [attacked] India.", "Tosk", "India"),
    ("Velmar said Tosk had attacked and [bombed] India.", "Tosk", "India"),
    ("Velmar said Tosk had failed and [demanded] talks.", "Velmar", ""),
    ("Velmar said the talks had collapsed and [accused] Tosk.", "Velmar", "Tosk"),
    ("It was said that Tosk [condemned] Velmar.", "Tosk", "Velmar"),
]
BEHIND = [
    ("Ana Roe [threw] her weight behind Karl Voss.", "Ana Roe", "Karl Voss"),
    ("Velmar [blamed] the attack on Tosk.", "Velmar", "Tosk"),
    ("Velmar [blamed] Tosk for the attack.", "Velmar", "Tosk"),
    ("Velmar [deployed] troops against Tosk.", "Velmar", "Tosk"),
    ("Velmar [signed] a treaty with Tosk.", "Velmar", "Tosk"),
    ("Velmar [imposed] sanctions on Tosk.", "Velmar", "Tosk"),
    ("Velmar [fired] missiles at Tosk.", "Velmar", "Tosk"),
]
CLAUSES = [
    ("Velmar [demanded] that Karl Voss resign.", "Velmar", "Karl Voss"),
    ("Velmar [demanded] that Tosk be expelled.", "Velmar", ""),
    ("Velmar [refused] to recognise Tosk.", "Velmar", "Tosk"),
    ("Velmar [refused] to sign a treaty with Tosk.", "Velmar", "Tosk"),
    ("Velmar [promised] to support Tosk.", "Velmar", "Tosk"),
    ("Velmar [urged] Tosk to sign the treaty.", "Velmar", "Tosk"),
    ("Velmar [called] on Tosk to leave.", "Velmar", "Tosk"),
    ("Velmar [accused] Tosk of attacking India.", "Velmar", "Tosk"),
    ("Velmar accused Tosk of [attacking] India.", "Tosk", "India"),
]
NOMINAL = [
    ("The [arrest] of Karl Voss by police angered Tosk.", "police", "Karl Voss"),
    ("Velmar announced the [arrest] of Karl Voss by police.", "police", "Karl Voss"),
    ("The [killing] of Ana Roe by rebels shocked Velmar.", "rebels", "Ana Roe"),
    ("[Talks] between Velmar and Tosk began.", "Velmar", "Tosk"),
    ("A [meeting] between Ana Roe and Karl Voss ended.", "Ana Roe", "Karl Voss"),
]
THINGS = [
    ("An [explosion] killed four soldiers.", "", "soldiers"),
    ("A bomb [killed] four soldiers in Tosk.", "", "soldiers"),
    ("An Israeli strike [killed] four soldiers.", "Israel", "soldiers"),
    ("A strike by Israel [killed] four soldiers.", "Israel", "soldiers"),
]
PARTICIPLES = [
    ("Having [attacked] Tosk, Velmar left.", "Velmar", "Tosk"),
    ("Tosk, [accused] by Velmar, denied it.", "Velmar", "Tosk"),
]


def named(parties: str) -> tuple[str, ...]:
    """ "Velmar Tosk" as two parties, "Red Hill Army" as one."""
    return (parties,) if parties in KINDS else tuple(parties.split())


def read(*texts: str, first: int = 2) -> Reading:
    """The roles of the bracketed cue of the last sentence."""
    at = texts[-1].index("[")
    act = texts[-1][at + 1 : texts[-1].index("]")]
    return reading(act, *(t.replace("[", "").replace("]", "") for t in texts), first=first)


@pytest.mark.parametrize(
    ("sentence", "who", "whom"),
    [
        *(ACTIVE + PASSIVE + TOGETHER + CHAINED + RELATIVE + APPOSED + OWNERS + QUANTITIES + MEANS),
        *(DRAWN + REPORTED + BEHIND + CLAUSES + NOMINAL + THINGS + PARTICIPLES),
    ],
)
def test_a_sentence_says_who_did_it_and_to_whom(sentence: str, who: str, whom: str) -> None:
    found = read(sentence)
    assert (found.who, found.whom) == (named(who), named(whom))
    assert not found.misread


@pytest.mark.parametrize(
    ("before", "sentence", "who", "whom"),
    [
        ("Ms Roe met Karl Voss.", "She [condemned] Tosk.", "Ana Roe", "Tosk"),
        ("Mr Voss met Ms Roe.", "She [condemned] Tosk.", "Ana Roe", "Tosk"),
        ("Ms Roe met Mr Voss.", "He [condemned] Tosk.", "Karl Voss", "Tosk"),
        ("Ms Roe met Karl Voss.", "Velmar [arrested] him.", "Velmar", "Karl Voss"),
        ("Mr Voss left.", "She [condemned] Velmar.", "", "Velmar"),
        ("Tosk met India.", "She [condemned] Velmar.", "", "Velmar"),
        ("It rained.", "Ana Roe said she had [sued] Karl Voss.", "Ana Roe", "Karl Voss"),
        ("Velmar closed its border.", "It [condemned] Tosk.", "Velmar", "Tosk"),
        ("Tosk left.", "Velmar [condemned] it.", "Velmar", "Tosk"),
        ("It rained.", "Velmar [condemned] it.", "Velmar", ""),
        ("Ana Roe and Karl Voss resigned.", "They [condemned] Tosk.", "Ana Roe Karl Voss", "Tosk"),
        ("Police beat protesters.", "They [arrested] Ana Roe.", "police", "Ana Roe"),
        ("It rained.", '"We [condemn] Tosk," Ana Roe said.', "Ana Roe", "Tosk"),
        ("Velmar met Tosk.", "Both governments [condemned] India.", "Velmar Tosk", "India"),
        ("Velmar and Tosk left.", "Both countries [condemned] India.", "Velmar Tosk", "India"),
        (
            "Ana Roe met Karl Voss.",
            "The two leaders [condemned] India.",
            "Ana Roe Karl Voss",
            "India",
        ),
        ("Rebels left.", "Both governments [condemned] India.", "", "India"),
        ("The minister, Ana Roe, left.", "The minister [condemned] Tosk.", "Ana Roe", "Tosk"),
        ("The Red Hill Army left.", "The group [attacked] Velmar.", "Red Hill Army", "Velmar"),
        ("Dunmore Homes paid.", "Karl Voss [sued] the company.", "Karl Voss", "Dunmore Homes"),
        ("It rained.", "The minister [condemned] Tosk.", "", "Tosk"),
    ],
)
def test_what_stands_for_a_party_is_read_as_that_party(
    before: str, sentence: str, who: str, whom: str
) -> None:
    found = read(before, sentence)
    pair = ("Ana Roe", "Karl Voss")
    assert found.who == (pair if who == " ".join(pair) else named(who))
    assert found.whom == named(whom)


def test_a_headline_leaves_out_the_auxiliary_of_a_passive() -> None:
    for sentence, whom in (
        ("Ana Roe [arrested] in Tosk", "Ana Roe"),
        ("Protesters [arrested] in Tosk", "protesters"),
        ("Four soldiers [killed] in Tosk", "soldiers"),
    ):
        headline = read(sentence, first=1)
        assert (headline.who, headline.whom) == ((), (whom,))
    active = read("Police [arrested] Ana Roe", first=1)
    assert (active.who, active.whom) == (("police",), ("Ana Roe",))


def test_a_common_noun_that_is_acted_upon_is_told_where_no_party_is() -> None:
    assert read("Velmar [attacked] the bus.").thing == "bus"
    assert read("Velmar [condemned] the raid.").thing == "raid"
    assert read("Velmar [condemned] Tosk.").thing == ""


def test_that_somebody_unnamed_acts_is_told_apart_from_nobody_acting() -> None:
    assert read("The crowd [attacked] Tosk.").subject
    assert not read("Tosk was [attacked].").subject


def test_where_the_parser_sees_no_verb_nothing_is_known() -> None:
    scene = scenery("Velmar and Tosk left.")
    reader = RoleReader(scene, references([]), lexicon().instruments, lexicon().speech)
    no_verb = Cue("ASSAULT", "", "strike", "s", 11, 15, "Tosk", passive=False)
    assert reader.read(no_verb) == Reading(misread=True)


PIECES = [
    *("Velmar", "Tosk", "Ana Roe", "police", "Indian", "the group", "both governments", "its"),
    *("attacked", "was attacked by", "condemned", "said", "talks between", "and", ",", "who"),
    *("of", "'s", "it", "they", "an explosion", "arrest", "demanded that", "to", "."),
]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(PIECES), min_size=2, max_size=12).map(" ".join))
def test_only_known_parties_get_a_role_each_once_and_none_acts_upon_itself(sentence: str) -> None:
    earlier, scene = scenery("Velmar met Ana Roe in Tosk."), scenery(sentence)
    reader = RoleReader(
        scene, references([earlier], [scene]), lexicon().instruments, lexicon().speech
    )
    for at in cues(sentence):
        found = reader.read(at)
        assert {*found.who, *found.whom} <= {*scene.parties, *earlier.parties}
        assert not {*found.who} & {*found.whom}
        assert len({*found.who}) == len(found.who)
        assert len({*found.whom}) == len(found.whom)


@pytest.mark.parametrize(
    ("text", "act", "who"),
    [
        ("The envoys had been refused entry to Tosk by Velmar.", "refused entry", "Velmar"),
        ("Velmar addressed a letter to India denouncing Tosk.", "denouncing", "Velmar"),
        ("A report by the Farmers' League accused Tosk.", "accused", "Farmers' League"),
        (
            "Ana Roe read a report by the Farmers' League accusing Tosk.",
            "accusing",
            "Farmers' League",
        ),
    ],
)
def test_who_acts_is_found_where_the_verb_has_no_subject_of_its_own(
    text: str, act: str, who: str
) -> None:
    assert reading(act, text).who == (who,)


def test_what_a_crowd_does_is_not_done_by_who_met_it() -> None:
    assert reading("attacking", "Ana Roe met a crowd attacking Tosk.").who == ()


def test_what_is_felt_is_told_of_who_feels_it() -> None:
    found = reading("was", "Ana Roe said she was deeply disappointed by Velmar.")
    assert (found.who, found.whom) == (("Ana Roe",), ("Velmar",))
    done = reading("condemned", "Velmar was condemned by Tosk.")
    assert (done.who, done.whom) == (("Tosk",), ("Velmar",))


def test_what_is_told_in_the_passive_was_done_to_its_subject() -> None:
    found = reading("was", "Karl Voss was charged with fraud.")
    assert (found.who, found.whom) == ((), ("Karl Voss",))
    found = reading("was", "Karl Voss was accused of fraud by Tosk.")
    assert (found.who, found.whom) == (("Tosk",), ("Karl Voss",))


def test_what_somebody_is_in_or_receives_was_done_to_him() -> None:
    found = reading("is", "Karl Voss is in custody.")
    assert (found.who, found.whom) == ((), ("Karl Voss",))
    found = reading("received", "Karl Voss received a life sentence.")
    assert (found.who, found.whom) == ((), ("Karl Voss",))


def test_a_verb_of_harm_without_an_object_was_done_to_its_subject() -> None:
    found = reading("killed", "Three rebels killed when a wall fell were buried in Tosk.")
    assert (found.who, found.whom) == ((), ("rebels",))
    assert reading("killed", "The rebels killed two men when a wall fell.").who == ("rebels",)


def test_whoever_meets_with_criticism_does_not_criticise() -> None:
    found = reading("faced", "Karl Voss faced some criticism at home.")
    assert found.who == ()
    found = reading("drew", "The raid drew condemnation from Tosk.")
    assert (found.who, found.whom, found.thing) == (("Tosk",), (), "raid")


def test_who_did_it_may_hang_on_the_verb_above() -> None:
    found = reading("shelling", "They deplored the shelling of Tosk by Velmar.")
    assert (found.who, found.whom) == (("Velmar",), ("Tosk",))
