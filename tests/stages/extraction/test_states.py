"""A state under several names."""

from __future__ import annotations

import pytest

from briefing.stages.extraction.mentions import Party
from briefing.stages.extraction.states import governed, homes, issuing, short_bodies
from tests.stages.extraction.newsroom import countries


def cast(*parties: tuple[str, str]) -> dict[str, Party]:
    return {name: Party(name, kind) for name, kind in parties}


@pytest.mark.parametrize(
    ("name", "kind", "home"),
    [
        ("Tormish", "organisation", "Torma"),
        ("Torman", "state", "Torma"),
        ("government of Torma", "government_body", "Torma"),
        ("Torma's government", "government_body", "Torma"),
        ("Ministry of Defence of Torma", "government_body", "Torma"),
        ("Torma's embassy", "organisation", "Torma"),
        ("Torma's army", "military", ""),
        ("Torman embassy", "organisation", ""),
        ("Torman", "person", "Torma"),
        ("Tormak Steel", "company", ""),
        ("Hesk", "state", ""),
    ],
)
def test_a_people_and_a_government_are_their_state(name: str, kind: str, home: str) -> None:
    if kind == "person":
        assert homes(cast(("Torma", "state"), (name, kind)), countries()) == {}
        return
    assert homes(cast(("Torma", "state"), (name, kind)), countries()).get(name, "") == home


def test_a_people_belongs_to_the_state_under_its_full_name() -> None:
    known = cast(("Kingdom of Belk", "state"), ("Belkan", "state"))
    assert homes(known, countries()) == {"Belkan": "Kingdom of Belk"}


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Torma sued Hesk. Torma won, said Torman judges. The government cheered.", "Torma"),
        ("Torma sued Hesk. Hesk won. Hesk cheered. The government wept.", "Torma"),
        ("No, said the government.", ""),
        ("Hesk sued Torma. The government of Torma cheered. Hesk wept.", "Torma"),
        ("Hesk sued. The government met. It told the government of Torma.", "Hesk"),
        ("Torma sued Hesk. Torma won. Torma cheered. The government in Aldo wept.", ""),
    ],
)
def test_the_government_is_that_of_the_state_which_the_text_is_about(text: str, state: str) -> None:
    known = cast(("Torma", "state"), ("Hesk", "state"), ("government", "group"))
    assert governed(known, text, countries()) == ({"government": state} if state else {})


def test_the_demonyms_of_a_known_country_count() -> None:
    known = {
        "Niger": Party("Niger", "state", (), "NER"),
        "Ayor": Party("Ayor", "state"),
        "government": Party("government", "group", sure=False),
    }
    text = "Nigerien troops left Ayor. The Nigerien army and Niger's police stayed."
    assert governed(known, text, countries()) == {"government": "Niger"}


def test_the_only_ministry_with_a_name_is_the_ministry() -> None:
    one = "Ministry of Defence of Torma"
    assert short_bodies(one, cast((one, "government_body"))) == ("Ministry", "ministry")
    both = cast((one, "government_body"), ("Ministry of Health of Hesk", "government_body"))
    assert short_bodies(one, both) == ()


@pytest.mark.parametrize(
    ("name", "home"),
    [
        ("Omani authorities", "Oman"),
        ("Iranian judiciary", "Iran"),
        ("Iranian government", "Iran"),
        ("Iranian bank", None),
    ],
)
def test_authorities_of_a_people_are_its_state(name: str, home: str | None) -> None:
    known = {
        "Oman": Party("Oman", "state", country="OMN"),
        "Iran": Party("Iran", "state", country="IRN"),
        name: Party(name, "government_body"),
    }
    assert homes(known, countries()).get(name) == home


def test_a_statement_of_a_ministry_calls_its_state_the_republic() -> None:
    known = cast(("Roum", "state"), ("Tavena", "state"), ("Republic", "other"))
    text = (
        "The Ministry of Foreign Affairs summoned the ambassador of the Kingdom of Roum over "
        "drones in Tavenan skies. The Ministry thanks all. The Republic will act. Tavena waits."
    )
    words = ("Republic", "Ministry of Foreign Affairs", "Ministry")
    assert issuing(known, text, countries()) == dict.fromkeys(words, "Tavena")
    full = "The Ministry of Foreign Affairs of the Republic of Tavena"
    signed = text.replace("The Ministry of Foreign Affairs", full, 1)
    assert issuing(known, signed, countries()).get("Republic") == "Tavena"
    others = text.replace("The Ministry", "A ministry")
    assert issuing(known, others, countries()) == {}
    once = text.replace("Tavena waits.", "")
    assert issuing(known, once, countries()) == {}
