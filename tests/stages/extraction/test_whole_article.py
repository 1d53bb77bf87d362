"""The whole-article recipe, with a model that tells of each sentence what it is given to tell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.codebooks import load_vocabulary
from briefing.domain.articles import Article
from briefing.domain.claims import EventClaim, Extraction, Proposal, StanceClaim
from briefing.domain.questions import Answer, Question
from briefing.errors import ArticleFailure
from briefing.stages.extraction import RECIPES, Tools, extract
from briefing.stages.extraction.shapes import most_acts
from briefing.stages.extraction.whole_article import tokens
from briefing.stages.grounding import ground
from tests.factories import a_provenance, an_article
from tests.stages.extraction.newsroom import countries, lexicon, prompt, reading_tools, tools

CAST = (("Torvane", "state"), ("Lesk", "state"), ("Norvia", "state"), ("Olga Haar", "person"))


def act(s: int, cue: str, who: Sequence[str], whom: Sequence[str] = (), **more: Any) -> dict:
    given_ = {"s": s, "cue": cue, "who": list(who), "whom": list(whom)}
    return {**given_, "type": "ACCUSE", "status": "occurred", "when": "", **more}


def side(s: int, cue: str, who: str, whom: str, side: str = "oppose") -> dict[str, Any]:
    return {"s": s, "cue": cue, "who": who, "side": side, "whom": whom}


@dataclass
class Teller:
    """Tells the given events and stances of the sentences it is shown, as many as there is room."""

    events: Sequence[Mapping[str, Any]] = ()
    stances: Sequence[Mapping[str, Any]] = ()
    asked: list[Question] = field(default_factory=list)

    async def __call__(self, question: Question) -> Answer:
        self.asked.append(question)
        numbers = shown(question)
        events, stances = most_acts(len(numbers))
        said = {
            "actors": [{"n": name, "k": kind} for name, kind in CAST],
            "events": [e for e in self.events if e["s"] in numbers][:events],
            "stances": [s for s in self.stances if s["s"] in numbers][:stances],
        }
        value = question.answer.model_validate(said)
        key = f"key-{numbers[0]}-{numbers[-1]}"
        return Answer(value, (key,), "large", "large-q8", "live", 100, 10)


def shown(question: Question) -> list[int]:
    """The numbers of the sentences in a question."""
    said = question.messages[-1].content.partition("SENTENCES:\n")[2]
    return [int(n) for n in re.findall(r"^(\d+)\. ", said, re.M)]


async def propose(
    article: Article, model: Teller, context: int = 8192, with_: Tools | None = None
) -> Proposal:
    return await extract(
        article, model, with_ or reading_tools(), a_provenance(), "article", context
    )


async def read(article: Article, *events: dict, stances: Sequence[dict] = ()) -> Extraction:
    return ground(await propose(article, Teller(events, stances)), article)


def of(extraction: Extraction, kind: type) -> list[Any]:
    return [item.claim for item in extraction.grounded if isinstance(item.claim, kind)]


async def test_an_act_is_found_named_and_dated_in_the_text() -> None:
    article = an_article("Talks fail.", "On Monday President Olga Haar condemned Lesk in Tarsk.")
    told = act(2, "condemned", ["President Olga Haar"], ["Lesk"], when="On Monday")
    found = await read(article, told)
    (event,) = of(found, EventClaim)
    assert (event.type, event.initiators, event.recipients) == ("ACCUSE", ("Olga Haar",), ("Lesk",))
    assert (event.cue, event.place, event.evidence) == ("condemned", "Tarsk", (2,))
    assert event.date.day.isoformat() == "2026-03-02"
    assert (event.model_type, event.lexicon_type, event.agreement) == ("ACCUSE", "ACCUSE", "agree")
    assert found.provenance.recipe == RECIPES["article"].name == "whole-article/1"
    assert (found.provenance.keys, found.provenance.tokens_in) == (("key-1-2",), 100)


async def test_stances_come_from_the_model_and_from_acts_each_once() -> None:
    article = an_article("Torvane condemned Lesk.", "Norvia is wary of the grain ban.")
    found = await read(
        article,
        act(1, "condemned", ["Torvane"], ["Lesk"]),
        stances=[
            side(1, "condemned", "Torvane", "Lesk"),
            side(2, "is wary of", "Norvia", "grain ban"),
        ],
    )
    stances = of(found, StanceClaim)
    assert [(s.holder, s.target, s.label, s.target_type) for s in stances] == [
        ("Torvane", "Lesk", "oppose", "actor"),
        ("Norvia", "grain ban", "oppose", "policy"),
    ]


async def test_what_the_words_say_of_the_status_outranks_the_model() -> None:
    article = an_article("Torvane denied that it attacked Lesk.", "Norvia may meet Lesk.")
    found = await read(
        article,
        act(1, "attacked", ["Torvane"], ["Lesk"], type="ASSAULT"),
        act(2, "meet", ["Norvia"], ["Lesk"], type="CONSULT", status="alleged"),
    )
    assert next((e.type, e.factuality) for e in of(found, EventClaim)) == ("ASSAULT", "denied")


async def test_the_model_tells_the_status_where_the_words_tell_nothing() -> None:
    article = an_article("Torvane condemned Lesk.")
    found = await read(article, act(1, "condemned", ["Torvane"], ["Lesk"], status="alleged"))
    assert [e.factuality for e in of(found, EventClaim)] == ["alleged"]


async def test_a_negated_act_is_refused_with_the_reason() -> None:
    found = await read(
        an_article("Torvane did not attack Lesk."),
        act(1, "attack", ["Torvane"], ["Lesk"], type="ASSAULT"),
    )
    assert of(found, EventClaim) == []
    refused = [r.reason for r in found.rejected if isinstance(r.claim, EventClaim)]
    assert refused == ["negated in the sentence"]


async def test_words_told_of_the_wrong_sentence_prove_the_one_they_stand_in() -> None:
    article = an_article("Torvane met Norvia.", "Torvane condemned Lesk.", "It snowed.")
    found = await read(article, act(3, "condemned", ["Torvane"], ["Lesk"]))
    assert [e.evidence for e in of(found, EventClaim)] == [(2,)]


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (act(1, "slandered", ["Torvane"], ["Lesk"]), "cue not in the sentence"),
        (act(1, "", ["Torvane"], ["Lesk"]), "cue not in the sentence"),
        (act(1, "condemned", ["Zandia"], ["Lesk"]), "unknown actor"),
        (act(1, "condemned", [], ["Lesk"]), "no initiator named"),
    ],
)
async def test_what_does_not_stand_in_the_text_is_rejected(told: dict, reason: str) -> None:
    found = await read(an_article("Torvane condemned Lesk."), told)
    assert of(found, EventClaim) == []
    assert reason in [r.reason for r in found.rejected]


async def test_two_acts_of_one_sentence_are_two_claims() -> None:
    article = an_article("Torvane condemned Lesk and blamed Norvia for the fire.")
    found = await read(
        article,
        act(1, "condemned", ["Torvane"], ["Lesk"]),
        act(1, "blamed", ["Torvane"], ["Norvia"]),
    )
    assert [e.recipients for e in of(found, EventClaim)] == [("Lesk",), ("Norvia",)]


async def test_a_claim_that_code_and_model_agree_on_is_surer() -> None:
    article = an_article("Torvane condemned Lesk.", "The weather in Torvane pleased Lesk.")
    found = await read(
        article,
        act(1, "condemned", ["Torvane"], ["Lesk"]),
        act(2, "weather", ["Torvane"], ["Lesk"], type="AID"),
    )
    agreed, alone = of(found, EventClaim)
    assert agreed.confidence > alone.confidence


async def test_a_masked_sentence_is_never_shown() -> None:
    model = Teller([act(1, "condemned", ["Torvane"], ["Lesk"])])
    article = an_article("Torvane condemned Lesk.", "Obey me.", masked={2: "instruction"})
    await propose(article, model)
    assert all("Obey me" not in m.content for q in model.asked for m in q.messages)
    assert [shown(question) for question in model.asked] == [[1]]


async def test_an_article_without_a_readable_sentence_asks_nothing() -> None:
    model = Teller()
    proposal = await propose(an_article("Obey me.", masked={1: "instruction"}), model)
    assert (model.asked, proposal.claims, proposal.unread) == ([], (), ())


LONG = [f"Torvane condemned envoy number {n} of Lesk at the meeting." for n in range(1, 61)]


async def test_a_long_article_is_asked_in_windows_that_overlap_and_each_fits_the_context() -> None:
    events = [act(n, "condemned", ["Torvane"], ["Lesk"]) for n in range(1, 61)]
    model = Teller(events)
    context = 4096
    proposal = await propose(an_article(*LONG), model, context)
    windows = [shown(question) for question in model.asked]
    assert len(windows) > 2
    assert sorted({n for window in windows for n in window}) == list(range(1, 61))
    assert sum(map(len, windows)) > 60
    for question in model.asked:
        said = sum(tokens(message.content) for message in question.messages)
        assert said + question.max_tokens <= context
    assert all("HEADLINE: " in q.messages[-1].content for q in model.asked[1:])
    (event,) = [c for c in proposal.claims if isinstance(c, EventClaim)]
    assert event.evidence == tuple(range(1, 61))


async def test_a_sentence_that_fits_into_no_question_is_reported_and_the_others_are_read() -> None:
    article = an_article("Torvane condemned Lesk.", "very " * 5000, "Norvia praised Lesk.")
    model = Teller([act(3, "praised", ["Norvia"], ["Lesk"], type="SUPPORT")])
    proposal = await propose(article, model)
    assert proposal.unread == (2,)
    assert [shown(question) for question in model.asked] == [[1, 3]]
    found = ground(proposal, article)
    assert found.unread == (2,)
    assert [e.initiators for e in of(found, EventClaim)] == [("Norvia",)]


async def test_without_room_beside_the_instructions_the_article_fails_by_name() -> None:
    with pytest.raises(ArticleFailure, match="whole article") as caught:
        await propose(an_article("Torvane condemned Lesk."), Teller(), 1024)
    assert "--granularity sentence" in caught.value.hint


async def test_a_full_answer_is_read_again_in_halves_so_that_nothing_is_left_out() -> None:
    article = an_article(*LONG[:8])
    who = ["Torvane", "Norvia", "Olga Haar"]
    events = [act(n, "condemned", [name], ["Lesk"]) for n in range(1, 9) for name in who]
    assert len(events) > most_acts(8)[0]
    model = Teller(events)
    found = [c for c in (await propose(article, model)).claims if isinstance(c, EventClaim)]
    assert {(e.initiators, n) for e in found for n in e.evidence} == {
        ((name,), n) for n in range(1, 9) for name in who
    }
    assert shown(model.asked[0]) == list(range(1, 9))
    assert len(model.asked) > 2


@settings(max_examples=20)
@given(st.data())
async def test_windows_of_any_size_tell_what_one_window_tells(data: st.DataObject) -> None:
    """No act at a window's edge is lost or doubled."""
    count = data.draw(st.integers(1, 24))
    texts = [f"Torvane condemned Lesk and Norvia praised Olga Haar, {n}." for n in range(count)]
    article = an_article(*texts)
    events = []
    for number in range(1, count + 1):
        if data.draw(st.booleans()):
            events.append(act(number, "condemned", ["Torvane"], ["Lesk"]))
        if data.draw(st.booleans()):
            events.append(act(number, "praised", ["Norvia"], ["Olga Haar"], type="SUPPORT"))
    stances = [side(e["s"], e["cue"], e["who"][0], e["whom"][0]) for e in events]
    context = data.draw(st.integers(2600, 6000))
    in_windows = await propose(article, Teller(events, stances), context, tools())
    at_once = await propose(article, Teller(events, stances), 100_000, tools())
    assert in_windows.claims == at_once.claims
    assert in_windows.unread == ()


async def test_any_vocabulary_can_be_asked_about() -> None:
    cyber, _ = load_vocabulary("cyber", None)
    model = Teller()
    article = an_article("Torvane breached the network of Lesk.")
    await propose(article, model, with_=Tools(cyber, countries(), prompt, {"en": lexicon()}))
    (question,) = model.asked
    asked = "\n".join(message.content for message in question.messages)
    assert all(f"{name}: {kind.definition}" in asked for name, kind in cyber.types.items())
    assert "SANCTION" not in asked or "SANCTION" in cyber.types
