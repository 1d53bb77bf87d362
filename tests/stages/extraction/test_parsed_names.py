"""Names that the parser sees and a model's list lacks."""

from __future__ import annotations

from briefing.stages.extraction.mentions import Party
from briefing.stages.extraction.parsed_names import parsed_names, short_forms
from briefing.stages.extraction.trees import Tree
from tests.stages.extraction.newsroom import countries, lexicon
from tests.stages.extraction.reading_room import grammar, parsed, tree


def names(*texts: str, known: tuple[Party, ...] = ()) -> dict[str, str]:
    read = [(tree(text), text) for text in texts]
    return {p.name: p.kind for p in parsed_names(read, known, lexicon(), countries())}


def test_a_person_is_found_by_first_and_last_name() -> None:
    assert names("Police arrested Karl Voss on Monday.") == {"Karl Voss": "person"}


def test_a_title_is_no_part_of_the_name() -> None:
    assert names("President Karl Voss left on Monday.") == {"Karl Voss": "person"}


def test_what_is_known_is_not_found_again_under_any_form() -> None:
    voss = Party("Karl Voss", "person")
    assert names("Karl Voss left on Monday.", known=(voss,)) == {}
    assert names("Voss left on Monday.", known=(voss,)) == {}


def test_countries_peoples_and_days_are_no_new_names() -> None:
    assert names("France met the Indians on Monday.", "Indians left Paris.") == {}


def test_a_body_is_found_wherever_it_stands_and_a_newspaper_where_it_acts() -> None:
    acting = names("The Halden Council condemned the raid.")
    assert list(acting) == ["Halden Council"]
    assert list(names("Villagers turned to the Halden Council.")) == ["Halden Council"]
    assert list(names("The Halden Courier condemned the raid.")) == ["Halden Courier"]
    assert names("A man wrote to the Halden Courier.") == {}


def test_a_body_with_a_state_in_its_name_is_found_beside_that_state() -> None:
    nigeria = Party("Nigeria", "state", country="NGA")
    text = "Workers met the Nigeria Labour Congress in Abuja."
    assert list(names(text, known=(nigeria,))) == ["Nigeria Labour Congress"]
    assert (
        names("The Nigeria Labour Congress left.", known=(Party("Labour Congress", "group"),)) == {}
    )


def test_a_body_of_something_is_found_wherever_it_stands() -> None:
    found = names("Monitors from the Organization of Southern States watched the vote.")
    assert list(found) == ["Organization of Southern States"]


def test_an_office_at_the_end_of_a_name_is_no_person_and_a_newspaper_is_none() -> None:
    assert names("Albany County Sheriff said so on Monday.").get("Albany County Sheriff") is None
    assert "person" not in names("The Boston Herald said so on Monday.").values()


def test_french_names_are_found_as_english_ones_are() -> None:
    text = "Jean Dupont a rencontré Marie Curie."
    read = [(Tree(parsed(text, "fr")), text)]
    found = parsed_names(read, (), lexicon(), countries())
    assert {p.name: p.kind for p in found} == {"Jean Dupont": "person", "Marie Curie": "person"}


def forms(party: Party, *texts: str, beside: tuple[Party, ...] = ()) -> tuple[str, ...]:
    trees = [Tree(parsed(t), grammar().control, grammar().relative) for t in texts]
    return short_forms(trees, [party, *beside], lexicon())[0].forms


def test_the_first_word_of_a_body_is_a_form_where_the_text_uses_it_alone() -> None:
    homes = Party("Dunmore Homes", "company")
    assert forms(homes, "Dunmore apologised on Monday.") == ("Dunmore",)
    assert forms(homes, "It rained on Monday.") == ()


def test_a_word_that_may_mean_another_is_no_form() -> None:
    homes = Party("Dunmore Homes", "company")
    text = "Police said Dunmore paid Karl Voss."
    assert forms(homes, text) == ("Dunmore",)
    assert forms(homes, text, beside=(Party("Dunmore Bank", "company"),)) == ()
    assert forms(homes, text, beside=(Party("Dunmore", "state"),)) == ()
    assert forms(homes, text + " It rained in Dunmore.") == ()
    assert forms(homes, "Two men were charged over the bombing of Dunmore's harbour.") == ()
    assert forms(Party("Karl Voss", "person"), "Police said Karl paid.") == ()
    assert forms(Party("National Guard", "organisation"), "Police said National paid.") == ()


def test_a_noun_beside_a_name_tells_that_it_is_a_bodys() -> None:
    assert names("Nurses of the charity Medic Bridge left.") == {"Medic Bridge": "organisation"}
    assert names("Doses were given by the Gavia alliance.") == {"Gavia": "organisation"}
    assert "Gavia" not in names("Doses were kept near the Gavia warehouse.")


def test_a_body_that_sounds_like_a_place_is_one_where_a_noun_beside_it_says_so() -> None:
    assert "Open Square" in names("The rights group Open Square faulted police for it.")
    assert "Open Square" not in names("Crowds left Open Square at noon.")


def test_a_person_who_only_seems_one_amid_a_place_is_unsure() -> None:
    def sure(text: str) -> bool:
        return parsed_names([(tree(text), text)], (), lexicon(), countries())[0].sure

    assert sure("Police arrested Karl Voss on Monday.")
    assert not sure("The envoys met in Porto Lun on Monday.")


def test_a_realm_before_the_name_of_its_land_is_no_name() -> None:
    assert "Sultanate" not in names("The minister thanked the Sultanate of Maqdar.")
    assert "Sultanate" in names("The Sultanate thanked the minister.")


def test_a_body_of_the_country_table_has_no_short_form_of_its_own() -> None:
    body = Party("UN Security Council", "organisation", (), "UNO")
    assert forms(body, "The UN Security Council met.", "The UN left.") == ()


def test_a_body_that_acts_may_have_the_name_of_a_state_in_its_own() -> None:
    lesk = Party("Lesk", "state")
    acting = "The trawler was boarded by the Lesk Border Fleet on Monday."
    assert list(names(acting, known=(lesk,))) == ["Lesk Border Fleet"]
    nigeria = Party("Nigeria", "state", country="NGA")
    text = "The Manufacturers Association of Nigeria urged both sides to talk."
    assert list(names(text, known=(nigeria,))) == ["Manufacturers Association of Nigeria"]
    # what rules a state is no body beside it
    assert names("The Government of Nigeria signed the deal.", known=(nigeria,)) == {}


def test_a_body_owned_by_many_is_one_name_with_its_owners() -> None:
    found = names("The Dockers' Union said the stoppage would last two days.")
    assert list(found) == ["Dockers' Union"]
    assert "Dockers' Roe" not in names("The Dockers' Roe Harbour shut on Monday.")


def test_a_body_by_which_something_was_done_is_found() -> None:
    assert list(names("The trial began after an audit by the State Comptroller in May.")) == [
        "State Comptroller"
    ]


def test_a_person_is_found_behind_a_word_that_says_who_he_is() -> None:
    assert names("The report was about the plumber Ivo Brandt.") == {"Ivo Brandt": "person"}
    assert names("Nobody believed the hairdresser Moses Quell.") == {"Moses Quell": "person"}


def test_what_is_called_a_firm_is_a_body() -> None:
    text = "Lesk was recruiting mercenaries through the firm Boreas Holdings, diplomats said."
    assert names(text)["Boreas Holdings"] == "organisation"


def test_what_stands_in_brackets_is_part_of_a_name() -> None:
    assert "Janata Dal (United)" in names("The Janata Dal (United) hit back on Monday.")
