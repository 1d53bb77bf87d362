"""At whom an act is directed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.stages.extraction.targets import TargetReader
from tests.stages.extraction.newsroom import cue
from tests.stages.extraction.reading_room import reading, references, scenery, word


def target(text: str, act: str, *who: str, by_object: bool = True) -> tuple[tuple[str, ...], str]:
    """The parties a verb is directed at, and the thing."""
    scene = scenery(text)
    reader = TargetReader(scene, references([]))
    found = reader.of_verb(cue(text, act), word(text, act), who, by_object, None)
    return found.parties, found.thing


@pytest.mark.parametrize(
    ("text", "act", "parties", "thing"),
    [
        ("Velmar attacked Tosk.", "attacked", ("Tosk",), ""),
        ("Velmar attacked the bus.", "attacked", (), "bus"),
        ("Velmar denounced the raid by Tosk.", "denounced", ("Tosk",), "raid"),
        ("Velmar condemned the shelling of Tosk.", "condemned", ("Tosk",), "shelling"),
        ("Velmar condemned the arrest of Ana Roe by Tosk.", "condemned", ("Tosk",), "arrest"),
        ("Velmar expelled two Indian diplomats.", "expelled", ("India",), ""),
        ("Velmar blamed Ana Roe on Tosk.", "blamed", ("Tosk",), ""),
        ("Velmar demanded that Tosk leave.", "demanded", ("Tosk",), ""),
        ("Velmar demanded that Ana Roe be freed.", "demanded", (), ""),
        ("Velmar called it a mistake made by Tosk.", "called", (), ""),
        ("Velmar alleged that Ana Roe had lied.", "alleged", ("Ana Roe",), ""),
        ("Velmar donated monitors.", "donated", (), "monitor"),
        ("Velmar donated 15 million euros.", "donated", (), ""),
    ],
)
def test_a_verb_is_directed_at_a_party_or_a_thing(
    text: str, act: str, parties: tuple[str, ...], thing: str
) -> None:
    assert target(text, act, "Velmar") == (parties, thing)


def test_of_whom_a_warning_tells_is_not_warned() -> None:
    assert target("Velmar warned that Tosk would tolerate no rallies.", "warned", "Velmar")[0] == ()


def test_who_only_hears_a_complaint_is_not_its_target() -> None:
    text = "Velmar complained to the National Assembly about Tosk."
    assert target(text, "complained", "Velmar")[0] == ("Tosk",)


def test_a_person_within_the_cue_stands_for_whom_he_serves() -> None:
    text = "Ana Roe urged the Indian president to praise Tosk."
    here = scenery(text)
    at = cue(text, "urged")
    at = replace(at, end=text.index(" to praise"), text="urged the Indian president")
    found = TargetReader(here, references([])).of_verb(at, word(text, "urged"), (), True, None)
    assert found.parties == ("India",)


def test_whoever_acts_is_never_the_target() -> None:
    assert target("Velmar attacked Tosk.", "attacked", "Tosk")[0] == ()


def test_where_the_object_is_a_means_only_a_preposition_leads_to_the_target() -> None:
    text = "Velmar deployed soldiers against Tosk."
    assert target(text, "deployed", "Velmar", by_object=False)[0] == ("Tosk",)
    assert target(text, "deployed", "Velmar", by_object=True)[0] == ("soldiers",)


def test_who_is_given_something_is_the_target_whatever_the_object_is() -> None:
    text = "Velmar gave Tosk five tanks."
    assert target(text, "gave", "Velmar", by_object=False)[0] == ("Tosk",)
    assert target("Velmar invited Tosk.", "invited", "Velmar", by_object=False)[0] == ("Tosk",)


def test_whoever_is_asked_within_the_cue_is_asked() -> None:
    text = "Velmar asked the rebels to leave."
    asked = cue(text, "asked the rebels to")
    reader = TargetReader(scenery(text), references([]))
    found = reader.of_verb(asked, word(text, "asked"), ("Velmar",), True, None)
    assert found.parties == ("rebels",)


def test_who_is_asked_for_is_not_asked() -> None:
    text = "Velmar asked for protesters."
    reader = TargetReader(scenery(text), references([]))
    act, verb = cue(text, "asked for"), word(text, "asked")
    assert reader.of_verb(act, verb, ("Velmar",), True, None).parties == ()


def test_a_party_behind_when_is_not_the_target() -> None:
    text = "Two soldiers were wounded when India attacked."
    assert target(text, "wounded")[0] == ()


def test_where_somebody_demonstrates_is_not_against_whom() -> None:
    text = "Protesters demonstrated in Tosk."
    reader = TargetReader(scenery(text), references([]))
    act, verb = cue(text, "demonstrated in"), word(text, "demonstrated")
    assert reader.of_verb(act, verb, ("protesters",), True, None).parties == ()
    across = "Protesters demonstrated against Tosk."
    act, verb = cue(across, "demonstrated against"), word(across, "demonstrated")
    reader = TargetReader(scenery(across), references([]))
    assert reader.of_verb(act, verb, ("protesters",), True, None).parties == ("Tosk",)


@pytest.mark.parametrize(
    "text", ["Ana Roe met her Indian counterpart.", "Ana Roe met her colleague in India."]
)
def test_a_colleague_is_of_his_own_land(text: str) -> None:
    assert target(text, "met", "Ana Roe")[0] == ("India",)


def test_both_sides_of_a_meeting_are_told_apart() -> None:
    text = "Talks between Velmar and Tosk began."
    reader = TargetReader(scenery(text), references([]))
    assert reader.of_noun(word(text, "Talks"), ()) == (("Velmar",), ("Tosk",))


def test_a_noun_tells_its_doers_and_owners() -> None:
    text = "Velmar's arrest of Ana Roe by police angered Tosk."
    reader = TargetReader(scenery(text), references([]))
    assert reader.doers(word(text, "arrest")) == [word(text, "police")]
    assert reader.before(word(text, "arrest")) == ("Velmar",)


@pytest.mark.parametrize(
    ("sentence", "act", "whom", "thing"),
    [
        ("Ana Roe condemned the attack on Tosk.", "condemned", (), "attack"),
        ("Ana Roe denounced the sanctions against Velmar.", "denounced", (), "sanction"),
        ("Ana Roe criticised the treatment of Karl Voss.", "criticised", (), "treatment"),
        ("The attack on Tosk was condemned by Ana Roe.", "condemned", (), "attack"),
        ("Ana Roe condemned Velmar's attack on Tosk.", "condemned", ("Velmar",), "attack"),
        ("Ana Roe condemned the attack on Tosk by Velmar.", "condemned", ("Velmar",), "attack"),
        ("Ana Roe welcomed the pact with Tosk.", "welcomed", ("Tosk",), "pact"),
        ("Ana Roe criticised the policies of Tosk.", "criticised", ("Tosk",), "policy"),
    ],
)
def test_who_suffers_what_is_judged_is_not_judged(
    sentence: str, act: str, whom: tuple[str, ...], thing: str
) -> None:
    found = reading(act, sentence)
    assert (found.who, found.whom, found.thing) == (("Ana Roe",), whom, thing)
