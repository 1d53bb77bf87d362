"""French: what parser and order of words tell together, and names that go on in small letters."""

from __future__ import annotations

import pytest

from briefing.domain.syntax import Word
from briefing.grammar import parser
from briefing.stages.extraction import Tools, extract
from briefing.stages.extraction.cues import Cue, CueFinder
from briefing.stages.extraction.mending import mended
from briefing.stages.extraction.mentions import MentionFinder, Party
from briefing.stages.extraction.roles import Reading
from briefing.stages.extraction.small_letters import in_small_letters
from briefing.stages.extraction.tree_and_order import joined
from briefing.stages.extraction.trees import Tree
from briefing.stages.extraction.word_orders import order_reader
from tests.factories import a_provenance, an_article
from tests.stages.extraction.newsroom import Model, countries, lexicon, prompt, vocabulary
from tests.stages.extraction.test_other_languages import events

STATES = {"Velmar": "state", "Torvane": "state"}


async def told(
    names: dict[str, str], *sentences: str
) -> list[tuple[tuple[str, ...], str, tuple[str, ...]]]:
    tools = Tools(vocabulary(), countries(), prompt, {"fr": lexicon("fr")}, parser)
    article = an_article("xxx.", *sentences, title="x", language="fr")
    return events(await extract(article, Model(actors=[*names.items()]), tools, a_provenance()))


@pytest.mark.parametrize(
    ("sentence", "verbs"),
    [
        ("La syndicaliste Ana Roe reproche au maire d'avoir menti.", ["reproche"]),
        ("Elle critique la décision, qu'elle conteste.", ["critique", "conteste"]),
        ("Le reproche du maire est ancien, la critique aussi.", []),
        ("Le gel a duré pendant trois heures, selon les blessés.", []),
    ],
)
def test_a_form_that_may_be_a_noun_is_a_verb_by_what_stands_around_it(
    sentence: str, verbs: list[str]
) -> None:
    parse = parser("fr")
    assert parse is not None
    found = CueFinder(lexicon("fr")).find(sentence, tree=Tree(parse(sentence)))
    assert [cue.text.split()[0] for cue in found if cue.text.split()[0] in sentence] == verbs


async def test_the_order_of_words_tells_whom_where_the_tree_names_nobody() -> None:
    for text in (
        "Velmar a félicité sans tarder M. Koura.",
        "Interrogée hier, Velmar a félicité M. Koura.",
    ):
        names = {"Velmar": "state", "Abdel Koura": "person"}
        found = await told(names, "Abdel Koura préside le pays.", text)
        assert (("Velmar",), "SUPPORT", ("Abdel Koura",)) in found, text


async def test_celui_ci_is_who_was_named_last() -> None:
    found = await told(
        {"Parti agraire": "organisation", "Velmar": "state"},
        "Velmar a voté.",
        "Le Parti agraire, pourtant allié de Velmar, a accusé celui-ci d'avoir menti.",
    )
    assert (("Parti agraire",), "ACCUSE", ("Velmar",)) in found


async def test_who_is_named_in_the_sentence_acts_before_who_is_called_so() -> None:
    found = await told(
        {"Les Démocrates": "organisation", "Cédéao": "organisation"},
        "La Cédéao a parlé.",
        "Le parti d'opposition Les Démocrates a de son côté exigé une commission d'enquête.",
    )
    assert (("Les Démocrates",), "REQUEST") in [(who, kind) for who, kind, _ in found]


async def test_a_participle_alone_is_done_to_whom_it_stands_behind() -> None:
    found = await told(
        {"Compagnons du Désert": "armed_group"},
        "Les otages libérés par les Compagnons du Désert sont arrivés.",
        "Dix otages, libérés lundi par les Compagnons du Désert, ont parlé.",
    )
    released = [one for one in found if one[1] == "RETREAT"]
    assert released == [(("Compagnons du Désert",), "RETREAT", ("otages",))] * len(released)
    assert released


async def test_between_reflexive_and_participle_adverbs_may_stand() -> None:
    found = await told(STATES, "Velmar s'est néanmoins vivement opposé à Torvane.")
    assert (("Velmar",), "REJECT", ("Torvane",)) in found


@pytest.mark.parametrize(
    ("text", "name", "forms"),
    [
        ("Selon la Commission électorale nationale, oui.", "Commission électorale nationale", ()),
        ("Le Rassemblement pour elle (RPA) a dit.", "Rassemblement pour elle", ("RPA",)),
        ("Le chef de l'Union africaine a parlé.", "Union africaine", ()),
        ("La Croix-Rouge béninoise aide.", "Croix-Rouge béninoise", ()),
        ("Le Conseil de sécurité a voté.", "Conseil de sécurité", ()),
        ("Une note de Médecins sans frontières a paru.", "Médecins sans frontières", ()),
        ("On a demandé au Conseil de sécurité d'agir.", "Conseil de sécurité", ()),
    ],
)
def test_the_name_of_a_body_goes_on_in_small_letters(
    text: str, name: str, forms: tuple[str, ...]
) -> None:
    found = in_small_letters([], text, lexicon("fr"), countries())
    assert [(party.name, party.forms) for party in found] == [(name, forms)]


def test_what_was_listed_of_a_name_becomes_the_whole_name() -> None:
    listed = [
        Party("Église", "organisation"),
        Party("Ouattéba", "person"),
        Party("ministère", "group", sure=False),
    ]
    text = (
        "L'Église catholique et le ministère de l'Intérieur ont reçu Mariam Ouattéba. "
        "Mme Ouattéba a parlé."
    )
    found = in_small_letters(listed, text, lexicon("fr"), countries())
    assert [(party.name, party.forms) for party in found] == [
        ("Église catholique", ("Église",)),
        ("Mariam Ouattéba", ("Ouattéba",)),
        ("ministère de l'Intérieur", ("ministère",)),
    ]


def test_of_two_ministries_neither_is_the_ministry() -> None:
    text = "Le ministère de l'Intérieur contredit le ministère de la Défense."
    listed = [Party("ministère", "group", sure=False)]
    assert in_small_letters(listed, text, lexicon("fr"), countries()) == listed


def a_tree(verb: str) -> Tree:
    """ "Velmar … Torvane", the middle word being what the parser takes it for."""
    words = []
    for index, (text, pos) in enumerate(
        (("Velmar", "PROPN"), ("punit", verb), ("Torvane", "PROPN"))
    ):
        start = sum(len(word.text) + 1 for word in words)
        relation = "root" if index == 1 else "dep"
        words.append(
            Word(start, start + len(text), text, text.lower(), pos, "", relation, 1, "", "")
        )
    return Tree(tuple(words))


PUNISHED = Cue("SANCTION", "", "punit", "literal", 7, 12, "punit", passive=False)
BOTH = Reading(who=("Velmar",), whom=("Torvane",), subject=True)


@pytest.mark.parametrize(
    ("verb", "seen", "led", "found"),
    [
        ("VERB", Reading(who=("Velmar",), subject=True), True, (("Velmar",), ("Torvane",))),
        ("VERB", Reading(whom=("Torvane",)), True, (("Velmar",), ("Torvane",))),
        ("VERB", Reading(whom=("Torvane",)), False, ((), ("Torvane",))),
        ("VERB", Reading(whom=("Torvane",), subject=True), True, ((), ("Torvane",))),
        ("NOUN", Reading(whom=("Velmar",), subject=True), False, (("Velmar",), ("Torvane",))),
    ],
)
def test_order_mends_what_the_tree_does_not_tell(
    verb: str, seen: Reading, led: bool, found: tuple[tuple[str, ...], tuple[str, ...]]
) -> None:
    both = joined(seen, BOTH, PUNISHED, a_tree(verb), {"Velmar", "Torvane"}, led=led)
    assert (both.who, both.whom) == found


def test_a_name_stands_in_the_place_of_its_title() -> None:
    parse = parser("fr")
    assert parse is not None
    known = lexicon("fr").grammar
    assert known is not None
    words = mended(parse("Velmar a félicité M. Koura."), (), known)
    name = next(word for word in words if word.text == "Koura")
    assert (name.relation, words[name.head].text) == ("obj", "félicité")


def test_by_the_order_of_words_a_participle_alone_is_passive() -> None:
    french = lexicon("fr")
    for text, found in [
        ("Dix otages libérés dans la nuit ont parlé.", ((), ("otages",))),
        ("Dix otages ont libéré la ville.", (("otages",), ())),
    ]:
        cues = CueFinder(french).find(text)[:1]
        mentions = MentionFinder([Party("otages", "group")], countries(), qualifying=False)
        order = order_reader(french)
        assert order is not None
        order.enter(text, mentions.find(text), cues)
        reading = order.read(cues[0], cues, by_object=True)
        assert reading is not None
        assert (reading.who, reading.whom) == found, text


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("Le Chili a reçu le soutien du Japon.", ("Japan", "SUPPORT", "Chile")),
        ("Le Pérou a subi une attaque du Chili.", ("Chile", "ASSAULT", "Peru")),
        ("Le président chilien a limogé Luc Noir.", ("Chile", "SANCTION", "Luc Noir")),
        ("Le Chili s'en est pris au Pérou.", ("Chile", "ACCUSE", "Peru")),
        ("Anne Conti est arrivée au Japon en visite.", ("Anne Conti", "CONSULT", "Japan")),
        ("Un sommet entre le Chili et le Japon s'est tenu hier.", ("Chile", "CONSULT", "Japan")),
    ],
)
async def test_who_and_whom_of_plain_sentences(sentence: str, act: tuple[str, str, str]) -> None:
    who, kind, whom = act
    found = await told({"Luc Noir": "person", "Anne Conti": "person"}, sentence)
    assert ((who,), kind, (whom,)) in found


async def test_a_town_is_where_a_march_goes_and_whom_somebody_asks() -> None:
    names = {"cheminots": "group"}
    assert await told(names, "Les cheminots ont défilé à Paris.") == [
        (("cheminots",), "PROTEST", ())
    ]
    asked = await told(names, "Le Chili a demandé à Paris de l'aide.")
    assert (("Chile",), "REQUEST", ("France",)) in asked


async def test_a_pronoun_that_is_asked_is_whom_the_last_act_was_done_to() -> None:
    names = {"Ken Mori": "person", "Anne Conti": "person"}
    text = "Ken Mori a rencontré Anne Conti.", "Il lui a demandé de rester."
    assert (("Ken Mori",), "REQUEST", ("Anne Conti",)) in await told(names, *text)


async def test_who_is_told_in_a_clause_of_its_own_is_no_target() -> None:
    text = "Anne Conti a dénoncé un « recul » et annoncé que la Suède fermerait ses ports."
    assert (("Anne Conti",), "ACCUSE", ("Sweden",)) not in await told(
        {"Anne Conti": "person"}, text
    )
