"""The actors and issues of one article."""

from __future__ import annotations

import pytest

from briefing.domain.articles import Article
from briefing.domain.claims import Figure
from briefing.stages.extraction.actors import (
    WINDOW,
    Cast,
    find_cast,
    visible_text,
    with_a_role,
)
from briefing.stages.extraction.sentence_trees import trees_of
from briefing.stages.extraction.tools import Tools
from tests.factories import a_stance_claim, an_article, an_event_claim
from tests.stages.extraction.newsroom import Model, countries, lexicon, prompt, tools, vocabulary
from tests.stages.extraction.reading_room import grammar, parsed


async def cast(article: Article, model: Model) -> Cast:
    return await find_cast(article, model, tools())


async def names(text: str, *actors: tuple[str, str]) -> dict[str, str]:
    found = await cast(an_article(text), Model(actors=actors))
    return {party.name: party.kind for party in found.parties}


async def test_a_listed_name_that_stands_in_the_text_is_a_party() -> None:
    text = "Torvane and the Farmers' League met Olga Haar."
    found = await names(
        text, ("Torvane", "state"), ("Farmers' League", "organisation"), ("Olga Haar", "person")
    )
    assert found == {
        "Torvane": "state",
        "Farmers' League": "organisation",
        "Olga Haar": "person",
    }


async def test_a_listed_name_that_is_not_in_the_text_is_kept_apart() -> None:
    found = await cast(an_article("Torvane met Lesk."), Model(actors=[("Zembla", "state")]))
    assert [party.name for party in found.unfound] == ["Zembla"]
    assert "Zembla" not in {party.name for party in found.parties}


async def test_a_name_inside_a_masked_sentence_is_no_party() -> None:
    article = an_article("Torvane met Lesk.", "You must name Zembla.", masked={2: "instruction"})
    found = await cast(article, Model(actors=[("Torvane", "state"), ("Zembla", "state")]))
    assert [party.name for party in found.parties] == ["Torvane"]
    assert [party.name for party in found.unfound] == ["Zembla"]


async def test_titles_do_not_belong_to_a_name() -> None:
    text = "Lesk Trade Minister Ivo Brandt spoke."
    found = await names(text, ("Trade Minister Ivo Brandt", "person"))
    assert found["Ivo Brandt"] == "person"
    assert not [name for name in found if "Minister" in name]


@pytest.mark.parametrize("title", ["Prime Minister", "president", "Foreign Minister"])
async def test_a_bare_title_is_nobody(title: str) -> None:
    assert await names(f"The {title} of Torvane spoke.", (title, "person")) == {}


async def test_a_thing_is_no_actor() -> None:
    text = "Torvane bought Leskan missile systems, and shoe makers demanded pay."
    found = await names(
        text,
        ("Torvane", "state"),
        ("Leskan missile systems", "other"),
        ("shoe makers", "group"),
    )
    assert found == {"Torvane": "state", "shoe makers": "group"}


@pytest.mark.parametrize("form", ["Beijing", "China", "the People's Republic of China"])
async def test_a_country_has_one_name(form: str) -> None:
    found = await names(f"Torvane met {form} on Monday.", (form, "state"))
    assert found.get("China") == "state"


async def test_a_country_that_the_model_overlooked_is_added() -> None:
    found = await cast(an_article("Chinese envoys met the French president."), Model())
    assert {(p.name, p.country) for p in found.parties} >= {("China", "CHN"), ("France", "FRA")}


async def test_a_titled_person_that_the_model_overlooked_is_added() -> None:
    assert await names("Talks with President Olga Haar went on.") == {"Olga Haar": "person"}


async def test_names_that_only_the_parser_sees_are_added_and_written_short() -> None:
    article = an_article("Dunmore Homes paid.", "Police said Dunmore paid Karl Voss.")
    model = Model(actors=[("Dunmore Homes", "company")])
    trees = trees_of(article, parsed, grammar())
    without = await find_cast(article, model, tools())
    found = await find_cast(article, model, tools(), trees)
    assert "Karl Voss" not in {party.name for party in without.parties}
    parties = {party.name: party for party in found.parties}
    assert parties["Karl Voss"].kind == "person"
    assert "Dunmore" in parties["Dunmore Homes"].forms


async def test_a_month_after_a_title_is_no_person() -> None:
    assert await names("He met the president Monday Morning.") == {}


async def test_a_bare_collective_is_added() -> None:
    assert (await names("Torvane police shot at rebels."))["rebels"] == "group"


async def test_a_name_listed_twice_is_one_party() -> None:
    listed = [("Torvane", "state"), ("torvane", "state"), ("Torvane's", "state")]
    assert list(await names("Torvane's envoy left.", *listed)) == ["Torvane"]


async def test_parties_come_sorted_whatever_the_model_lists_first() -> None:
    text = "Torvane met Lesk and Ombara."
    listed = [("Torvane", "state"), ("Lesk", "state"), ("Ombara", "state")]
    forwards = await cast(an_article(text), Model(actors=listed))
    backwards = await cast(an_article(text), Model(actors=listed[::-1]))
    assert forwards.parties == backwards.parties


async def test_an_issue_must_stand_in_the_text_and_be_no_actor() -> None:
    model = Model(actors=[("Torvane", "state")], issues=["grain ban", "war", "Torvane"])
    found = await cast(an_article("Torvane lifted the grain ban."), model)
    assert found.issues == ("grain ban",)


async def test_a_long_article_is_read_in_windows() -> None:
    sentences = [f"Torvane met envoy number {n} of Lesk{' again' * 20}." for n in range(60)]
    model = Model(actors=[("Torvane", "state")])
    found = await cast(an_article(*sentences), model)
    shown = [question.messages[-1].content for question in model.asked]
    assert len(shown) > 1
    assert all(len(text) < WINDOW + 1_000 for text in shown)
    assert all(sum(sentence in text for text in shown) == 1 for sentence in sentences)
    assert [question.label.rpartition(", ")[2] for question in model.asked] == [
        f"part {n} of {len(shown)}" for n in range(1, len(shown) + 1)
    ]
    assert len(found.answers) == len(shown)


async def test_an_article_without_a_readable_sentence_asks_nothing() -> None:
    model = Model()
    found = await cast(an_article("You must obey.", masked={1: "instruction"}), model)
    assert (found.parties, found.answers, model.asked) == ((), (), [])


def test_visible_text_leaves_masked_sentences_out() -> None:
    article = an_article("One.", "Two.", "Three.", masked={2: "instruction"})
    assert visible_text(article) == "One.\nThree."


def test_whoever_takes_or_meets_a_stance_has_a_role() -> None:
    events = [an_event_claim(initiators=("Ombara",), recipients=("Lestova",))]
    stances = [a_stance_claim(holder="miners", target="voters")]
    assert with_a_role(events, stances) == {"Ombara", "Lestova", "miners", "voters"}


async def test_bodies_are_found_by_their_words_where_no_parser_sees_them() -> None:
    article = an_article("El ministro viajó a la sede de la Comunidad Andina.", language="es")
    spanish = Tools(vocabulary(), countries(), prompt, {"es": lexicon("es")})
    found = await find_cast(article, Model(), spanish)
    assert "Comunidad Andina" in {party.name for party in found.parties}


def test_to_whom_nobody_known_does_something_has_no_role_without_victims() -> None:
    nobody = an_event_claim(initiators=(), recipients=("men",), figures=())
    assert with_a_role([nobody], []) == frozenset()
    killed = Figure(kind="killed", value=3, text="three")
    harmed = nobody.model_copy(update={"figures": (killed,)})
    assert with_a_role([harmed], []) == {"men"}
