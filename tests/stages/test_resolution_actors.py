"""Who is who across the articles of a day."""

from __future__ import annotations

import pytest

from tests.stages.resolution_days import Piece, dossier, groups, reasons, who


def test_names_of_one_state_become_one_actor_with_a_reason_each() -> None:
    one, two = Piece("one"), Piece("two")
    one.actor("China", "Beijing", kind="state")
    one.event("AID", "Beijing", "Chinese government")
    two.event("AID", "the Chinese", "Islamabad")
    found = dossier(one, two)
    china = who(found, "China")
    assert china.country == "CHN"
    assert reasons(china) == {
        "Beijing": "capital of China",
        "Chinese": "demonym of China",
        "Chinese government": "government of China",
    }
    assert who(found, "Pakistan").aliases == ("Islamabad",)
    assert len(found.actors) == 2


def test_an_army_is_not_its_state_even_where_an_article_lists_it_so() -> None:
    one = Piece("one")
    one.actor("Pakistan", "Pakistan army", "Pakistani Army", kind="state")
    found = dossier(one)
    assert groups(found) == {
        frozenset({"Pakistan"}),
        frozenset({"Pakistan army", "Pakistani Army"}),
    }
    assert {actor.country for actor in found.actors} == {"PAK"}


def test_two_states_never_become_one_whatever_an_article_lists() -> None:
    one = Piece("one")
    one.actor("China", "Taiwan", "Beijing", kind="state")
    found = dossier(one)
    assert groups(found) == {frozenset({"China", "Beijing"}), frozenset({"Taiwan"})}


def test_chinese_military_gets_the_country_of_its_adjective() -> None:
    one = Piece("one")
    one.actor("Chinese military", kind="military", sector="MIL")
    actor = who(dossier(one), "Chinese military")
    assert (actor.country, actor.kind, actor.sector) == ("CHN", "military", "MIL")


@pytest.mark.parametrize(
    "full", ["Inter-Services Public Relations (ISPR)", "Inter-Services Public Relations"]
)
def test_an_acronym_finds_its_name_across_articles(full: str) -> None:
    one, two = Piece("one"), Piece("two")
    one.actor(full, kind="military")
    two.actor("ISPR", kind="military")
    found = dossier(one, two)
    actor = who(found, "ISPR")
    assert actor.name == "Inter-Services Public Relations"
    assert reasons(actor)["ISPR"] == "abbreviation of Inter-Services Public Relations"
    assert len(found.actors) == 1


def test_an_acronym_of_two_names_belongs_to_neither() -> None:
    one, two, three = Piece("one"), Piece("two"), Piece("three")
    one.actor("Popular Peace Party", kind="organisation")
    two.actor("Patriotic People's Party", kind="organisation")
    three.actor("PPP", kind="organisation")
    assert len(dossier(one, two, three).actors) == 3
    assert len(dossier(one, three).actors) == 1


def test_look_alike_letters_stay_apart_even_where_an_article_lists_them() -> None:
    one, two = Piece("one"), Piece("two")
    one.actor("Kaja Lind", "Kаja Lind", kind="person")
    two.actor("Pаkistan", kind="state")
    two.actor("Pakistan", kind="state")
    assert len(dossier(one, two).actors) == 4


def test_a_description_means_another_actor_in_every_article() -> None:
    one, two = Piece("one"), Piece("two")
    one.actor("Kaja Lind", "the president", kind="person")
    two.actor("Omar Vale", "the president", kind="person")
    assert groups(dossier(one, two)) == {
        frozenset({"Kaja Lind", "president"}),
        frozenset({"Omar Vale", "president"}),
    }


def test_bodies_of_one_code_are_different_actors() -> None:
    one = Piece("one")
    one.actor("NATO", kind="organisation")
    one.actor("African Union", kind="organisation")
    one.event("AID", "UN Security Council", "the AU")
    found = dossier(one)
    assert {(actor.name, actor.country) for actor in found.actors} == {
        ("NATO", "IGO"),
        ("African Union", "IGO"),
        ("UN Security Council", "UNO"),
    }
    assert len({actor.id for actor in found.actors}) == 3


def test_kind_and_sector_follow_the_majority_and_ties_the_alphabet() -> None:
    pieces = [Piece(name) for name in ("one", "two", "three", "four")]
    for piece, kind, sector in zip(
        pieces,
        ("organisation", "military", "organisation", "military"),
        ("PTY", "REB", "REB", ""),
        strict=True,
    ):
        piece.actor("Blue Front", kind=kind, sector=sector)
    actor = who(dossier(*pieces), "Blue Front")
    assert (actor.kind, actor.sector) == ("military", "REB")


def test_the_country_an_article_gives_is_taken_as_code_or_name() -> None:
    one, two = Piece("one"), Piece("two")
    one.actor("Blue Front", country="Mali")
    two.actor("Red Front", country="MLI")
    assert {actor.country for actor in dossier(one, two).actors} == {"MLI"}


def test_the_id_of_an_actor_depends_on_its_name_alone() -> None:
    one, two, three = Piece("one"), Piece("two"), Piece("three")
    one.actor("Beijing", kind="state")
    two.actor("China", kind="state", sector="GOV")
    three.actor("General Motors", kind="company")
    first, second = dossier(one), dossier(two, three)
    assert who(first, "China").id == who(second, "China").id
    assert who(first, "China").id.startswith("p-")
    assert len(who(first, "China").id) == 10


def test_a_name_used_only_in_an_event_rests_on_the_event() -> None:
    one = Piece("one")
    actor_claim = one.actor("Mali", kind="state")
    event_claim = one.event("AID", "Mali", "Blue Front")
    found = dossier(one)
    assert who(found, "Mali").claims == (actor_claim,)
    assert who(found, "Blue Front").claims == (event_claim,)
    assert who(found, "Mali").kind == "state"
    assert who(found, "Blue Front").kind == "other"


def test_a_nickname_is_no_name_of_a_state() -> None:
    one, two = Piece("one"), Piece("two")
    one.actor("Ombara Front", "Kremlin", kind="organisation")
    two.actor("Russia", kind="state")
    found = dossier(one, two)
    assert who(found, "Ombara Front").aliases == ()
    assert len(found.actors) == 2


def test_police_in_two_articles_are_two_actors_unless_one_copies_the_other() -> None:
    same = "The police held forty people near the old harbour on Monday night."
    one, copy, other = Piece("one", same), Piece("copy", same), Piece("other")
    for piece in (one, copy, other):
        piece.event("ASSAULT", "police", "Blue Front")
    alone, found = dossier(one), dossier(one, copy, other)
    police = [actor for actor in found.actors if actor.name == "police"]
    assert sorted(len(actor.articles) for actor in police) == [1, 2]
    again = dossier(one, other)
    assert {actor.id for actor in alone.actors} <= {actor.id for actor in again.actors}


def test_a_capital_that_acts_is_a_state_whatever_kind_was_said() -> None:
    one = Piece("one")
    one.actor("Beijing", kind="other")
    assert who(dossier(one), "China").kind == "state"


def test_a_blank_name_is_nobody() -> None:
    one = Piece("one")
    one.event("AID", "Mali", " ")
    one.stance(" ", "support", " ")
    found = dossier(one)
    assert [actor.name for actor in found.actors] == ["Mali"]
    assert [stance.holder for stance in found.stances] == ["UNATTRIBUTED"]


def test_an_acronym_behind_the_army_of_a_state_is_kept() -> None:
    one, two = Piece("one"), Piece("two")
    one.actor("Pakistan army (PA)", kind="military")
    two.actor("PA", kind="military")
    assert groups(dossier(one, two)) == {frozenset({"Pakistan army", "PA"})}
