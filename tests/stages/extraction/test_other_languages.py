"""Spanish, German and French articles: what is asked, what is answered, which sides are taken."""

from __future__ import annotations

from briefing.domain.claims import EventClaim, Proposal, StanceClaim
from briefing.grammar import parser
from briefing.stages.extraction import Tools, extract
from tests.factories import a_provenance, an_article
from tests.stages.extraction.newsroom import Model, countries, lexicon, prompt, vocabulary

PERSON = "person"


async def proposed(language: str, names: dict[str, str], *sentences: str) -> tuple[Proposal, Model]:
    model = Model(actors=[*names.items()])
    tools = Tools(vocabulary(), countries(), prompt, {language: lexicon(language)}, parser)
    article = an_article("xxx.", *sentences, title="x", language=language)
    return await extract(article, model, tools, a_provenance()), model


def events(proposal: Proposal) -> list[tuple[tuple[str, ...], str, tuple[str, ...]]]:
    claims = [claim for claim in proposal.claims if isinstance(claim, EventClaim)]
    return [(claim.initiators, claim.type, claim.recipients) for claim in claims]


def stances(proposal: Proposal) -> list[tuple[str, str, str]]:
    claims = [claim for claim in proposal.claims if isinstance(claim, StanceClaim)]
    return [(claim.holder, claim.label, claim.target) for claim in claims]


async def test_no_model_is_asked_who_acts_where_the_order_of_words_can_be_read() -> None:
    _, model = await proposed(
        "es", {"Ana Ruiz": PERSON}, "Lo que dijo la víspera indignó: criticó, dicen, a Ana Ruiz."
    )
    assert [question.purpose for question in model.asked] == ["actors"]


async def test_a_refusal_answers_whoever_acted_upon_the_land_of_the_speaker() -> None:
    proposal, _ = await proposed(
        "es",
        {"Velmar": "state", "Torvane": "state", "Ana Ruiz": PERSON},
        "Torvane acusó a Velmar de fraude.",
        "La ministra de Velmar, Ana Ruiz, rechazó la acusación.",
    )
    assert (("Ana Ruiz",), "REJECT", ("Torvane",)) in events(proposal)
    assert ("Ana Ruiz", "oppose", "Torvane") in stances(proposal)


async def test_sides_are_taken_on_things_and_by_demands() -> None:
    names = {"Velmar": "state", "Torvane": "state"}
    german, _ = await proposed("de", names, "Velmar begrüßte den Beschluss.")
    assert stances(german) == [("Velmar", "support", "Beschluss")]
    spanish, _ = await proposed("es", names, "Velmar exigió a Torvane una reunión.")
    assert stances(spanish) == [("Velmar", "oppose", "Torvane")]
    french, _ = await proposed("fr", names, "Velmar a exhorté Torvane à retirer ses troupes.")
    assert ("Velmar", "oppose", "Torvane") in stances(french)


async def test_the_order_of_words_tells_who_where_the_french_parser_sees_no_subject() -> None:
    proposal, _ = await proposed(
        "fr",
        {"Issa Dembara": PERSON},
        "Son principal rival, l’ancien gouverneur de la banque centrale Issa Dembara, "
        "a aussitôt rejeté ces chiffres.",
    )
    assert [(who, type_) for who, type_, _ in events(proposal)] == [(("Issa Dembara",), "REJECT")]


async def test_what_a_sentence_tells_of_both_sides_is_evidenced_by_the_one_that_named_them() -> (
    None
):
    proposal, _ = await proposed(
        "pt",
        {"República de Velmar": "organisation", "Torvane": "state"},
        "Os ministros da República de Velmar e de Torvane reuniram-se em Lima.",
        "As duas partes acordaram uma trégua.",
        "A delegação velmarense rejeitou o convite.",
    )
    told = [claim for claim in proposal.claims if isinstance(claim, EventClaim)]
    agreed = next(claim for claim in told if claim.type == "AGREE")
    assert {*agreed.initiators} == {"República de Velmar", "Torvane"}
    assert agreed.evidence == (3, 2)
    assert (("República de Velmar",), "REJECT") in [(c.initiators, c.type) for c in told]


async def test_idioms_of_newsrooms_tell_their_acts() -> None:
    names = {"Velmar": "state", "Torvane": "state"}
    for code, text, told in [
        ("es", "Velmar no acepta la tregua.", "REJECT"),
        ("es", "Velmar no descartó romper relaciones con Torvane.", "THREATEN"),
        ("es", "Los agricultores bloquearon ayer las autopistas.", "PROTEST"),
        ("es", "Velmar respondió con la expulsión de dos diplomáticos.", "SANCTION"),
        ("pt", "Velmar não descartou romper relações com Torvane.", "THREATEN"),
        ("pt", "Velmar acabou de cobrar de Torvane uma explicação.", "REQUEST"),
        ("pt", "Velmar chamou o presidente de Torvane de mentiroso.", "ACCUSE"),
        ("de", "Velmar bedankte sich bei Torvane.", "SUPPORT"),
        ("de", "Velmar erteilte Torvane eine Rüge.", "ACCUSE"),
    ]:
        proposal, _ = await proposed(code, names, text)
        assert told in [one[1] for one in events(proposal)], text
    for text in ("Prender quem paga é bom.", "A proposta de mediação de Velmar."):
        proposal, _ = await proposed("pt", names, text)
        assert events(proposal) == [], text
    proposal, _ = await proposed("es", names, "Velmar estudia la propuesta en la mina de Torvane.")
    assert events(proposal) == []
