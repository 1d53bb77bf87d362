"""Persons: titles, surnames, shorter forms, and who must stay apart."""

from __future__ import annotations

from tests.stages.resolution_days import Piece, dossier, groups, reasons, who


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


def test_jordan_the_person_is_not_jordan_the_state() -> None:
    one, two = Piece("one"), Piece("two")
    one.actor("Jordan", kind="person")
    two.actor("Jordan", kind="state")
    found = dossier(one, two)
    assert sorted(actor.country for actor in found.actors) == ["", "JOR"]
    assert len({actor.id for actor in found.actors}) == 2


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


def test_two_persons_who_hold_one_office_in_turn_stay_apart() -> None:
    one, two = Piece("one"), Piece("two")
    one.actor("Kaja Lind", "Estonian prime minister", kind="person")
    two.actor("Omar Vale", "Estonia's prime minister", kind="person")
    names = [sorted(group) for group in groups(dossier(one, two))]
    assert not any({"Kaja Lind", "Omar Vale"} <= set(group) for group in names)


def test_a_country_listed_among_the_names_of_a_person_stays_a_country() -> None:
    one = Piece("one")
    one.actor("Ishaq Dar", "Pakistan", "Dar", kind="person")
    one.actor("Michael Jordan", "Jordan", kind="person")
    assert groups(dossier(one)) == {
        frozenset({"Ishaq Dar", "Dar"}),
        frozenset({"Pakistan"}),
        frozenset({"Michael Jordan", "Jordan"}),
    }


def test_a_shorter_name_from_another_country_is_another_person() -> None:
    one, two = Piece("one"), Piece("two")
    one.actor("John Albert Smith", kind="person", country="GBR")
    two.actor("John Smith", kind="person", country="USA")
    assert len(dossier(one, two).actors) == 2


def test_a_word_that_is_a_person_here_and_a_company_there_is_two_actors() -> None:
    one, two, three = Piece("one"), Piece("two"), Piece("three")
    one.actor("Wagner", kind="person")
    two.actor("Wagner", kind="company")
    three.event("AID", "Wagner", "Mali")
    assert len([one for one in dossier(one, two, three).actors if one.name == "Wagner"]) == 3
    assert len([one for one in dossier(two, three).actors if one.name == "Wagner"]) == 1
