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


def test_titles_do_not_make_another_person() -> None:
    one, two = Piece("one"), Piece("two")
    one.actor("Estonian Prime Minister Kaja Lind", kind="person")
    two.actor("Kaja Lind", kind="person")
    found = dossier(one, two)
    lind = who(found, "Kaja Lind")
    assert lind.name == "Kaja Lind"
    assert lind.country == "EST"
    assert reasons(lind) == {"Estonian Prime Minister Kaja Lind": "same name after titles"}


def test_a_surname_belongs_to_the_only_bearer_in_the_article() -> None:
    one, two = Piece("one"), Piece("two")
    one.actor("Foreign Minister Ishaq Dar", kind="person")
    one.actor("Dar", kind="person")
    two.actor("Abdul Dar", kind="person")
    found = dossier(one, two)
    assert reasons(who(found, "Ishaq Dar"))["Dar"] == "surname of Ishaq Dar"
    assert who(found, "Abdul Dar").aliases == ()


def test_a_surname_that_two_persons_of_the_article_bear_stays_alone() -> None:
    one = Piece("one")
    for name in ("Imran Khan", "Shehbaz Khan", "Khan"):
        one.actor(name, kind="person")
    assert len(dossier(one).actors) == 3


def test_a_surname_from_another_article_needs_a_single_bearer_in_the_day() -> None:
    one, two, three = Piece("one"), Piece("two"), Piece("three")
    one.actor("Ishaq Dar", kind="person")
    two.actor("Dar", kind="person")
    three.actor("Abdul Dar", kind="person")
    assert groups(dossier(one, two)) == {frozenset({"Ishaq Dar", "Dar"})}
    assert len(dossier(one, two, three).actors) == 3


def test_a_family_name_that_stands_first_is_known_by_the_country() -> None:
    one = Piece("one")
    one.actor("Chinese President Xi Jinping", kind="person")
    one.actor("Xi", kind="person")
    assert len(dossier(one).actors) == 1


def test_surnames_alone_with_different_titles_are_different_persons() -> None:
    one, two, three = Piece("one"), Piece("two"), Piece("three")
    one.actor("General Khan", kind="person")
    two.actor("Senator Khan", kind="person")
    three.actor("General Khan", kind="person")
    found = dossier(one, two, three)
    assert groups(found) == {frozenset({"General Khan"}), frozenset({"Senator Khan"})}
    assert len({actor.id for actor in found.actors}) == 2


def test_persons_who_share_only_a_surname_stay_apart() -> None:
    one = Piece("one")
    one.actor("Nawaz Sharif", "Shehbaz Sharif", kind="person")
    one.actor("Raheel Sharif", kind="person")
    assert "Raheel Sharif" in {actor.name for actor in dossier(one).actors}
    two = Piece("two")
    two.actor("Nawaz Sharif", kind="person")
    two.actor("Shehbaz Sharif", kind="person")
    assert len(dossier(two).actors) == 2


def test_a_middle_name_or_an_initial_makes_no_other_person() -> None:
    one, two, three = Piece("one"), Piece("two"), Piece("three")
    one.actor("Qamar Javed Bajwa", kind="person")
    two.actor("Qamar Bajwa", kind="person")
    three.actor("Q. Bajwa", kind="person")
    actor = who(dossier(one, two, three), "Qamar Javed Bajwa")
    assert reasons(actor)["Qamar Bajwa"] == "shorter form of Qamar Javed Bajwa"
    assert len(actor.articles) == 3


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


def test_jordan_the_person_is_not_jordan_the_state() -> None:
    one, two = Piece("one"), Piece("two")
    one.actor("Jordan", kind="person")
    two.actor("Jordan", kind="state")
    found = dossier(one, two)
    assert sorted(actor.country for actor in found.actors) == ["", "JOR"]
    assert len({actor.id for actor in found.actors}) == 2


def test_a_description_means_another_actor_in_every_article() -> None:
    one, two = Piece("one"), Piece("two")
    one.actor("Kaja Lind", "the president", kind="person")
    two.actor("Omar Vale", "the president", kind="person")
    assert groups(dossier(one, two)) == {
        frozenset({"Kaja Lind", "president"}),
        frozenset({"Omar Vale", "president"}),
    }


def test_a_minister_listed_by_name_and_office_is_the_person() -> None:
    one, two = Piece("one"), Piece("two")
    one.actor("Wang Yi", "Chinese foreign minister", kind="person")
    two.event("AID", "China's foreign minister", "Mali")
    found = dossier(one, two)
    assert who(found, "Wang Yi").country == "CHN"
    assert len(found.actors) == 2


def test_two_persons_listed_under_one_office_stay_apart() -> None:
    one, two = Piece("one"), Piece("two")
    one.actor("Wang Yi", "Chinese officials", kind="person")
    two.actor("Li Hui", "Chinese officials", kind="person")
    found = dossier(one, two)
    assert who(found, "Wang Yi").aliases == who(found, "Li Hui").aliases == ()


def test_bodies_of_one_code_are_different_actors() -> None:
    one = Piece("one")
    one.actor("NATO", kind="organisation")
    one.actor("African Union", kind="organisation")
    one.event("AID", "UN Security Council", "the AU")
    found = dossier(one)
    assert {(actor.name, actor.country) for actor in found.actors} == {
        ("NATO", "IGO"),
        ("African Union", "IGO"),
        ("United Nations", "UNO"),
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
