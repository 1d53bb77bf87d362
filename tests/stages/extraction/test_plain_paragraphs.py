"""Who is meant where two sentences have to be read together, each pair short."""

from __future__ import annotations

import pytest

from briefing.domain.claims import EventClaim
from tests.factories import an_article
from tests.stages.extraction.newsroom import Model, propose

CAST = (("Chile", "state"), ("Peru", "state"), ("Red Front", "armed_group"))


async def told(*sentences: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    proposal = await propose(an_article(*sentences), Model(actors=CAST), parsed=True)
    events = [claim for claim in proposal.claims if isinstance(claim, EventClaim)]
    return [(e.type, e.initiators, e.recipients) for e in events]


async def test_it_is_a_ministry_without_a_name_before_it_is_anybody_aside() -> None:
    first = "The interior ministry said protesters threw stones at Peru."
    events = await told("Background", first, "It accused Chile of lying.")
    assert events[-1] == ("ACCUSE", ("interior ministry",), ("Chile",))


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Gunmen killed two aid workers.", "gunmen"),
        ("The gunmen killed two aid workers.", "Red Front"),
    ],
)
async def test_gunmen_of_whom_nothing_is_said_are_nobody_known(sentence: str, who: str) -> None:
    events = await told("Background", sentence, "Chile accused the Red Front of lying.")
    assert events[0][1] == (who,)


async def test_an_ambassador_and_where_he_is_are_no_name() -> None:
    cast = (*CAST, ("ambassador in Lima", "person"))
    article = an_article("Background", "Peru summoned Chile's ambassador in Lima.")
    proposal = await propose(article, Model(actors=cast), parsed=True)
    events = [claim for claim in proposal.claims if isinstance(claim, EventClaim)]
    assert [(e.initiators, e.recipients) for e in events] == [(("Peru",), ("Chile",))]


async def test_and_joins_to_a_whole_name_what_the_parser_joins_to_its_last_word() -> None:
    cast = (*CAST, ("Doctors Without Borders", "organisation"))
    article = an_article("Background", "Doctors Without Borders and Chile condemned Peru.")
    proposal = await propose(article, Model(actors=cast), parsed=True)
    events = [claim for claim in proposal.claims if isinstance(claim, EventClaim)]
    assert {*events[0].initiators} == {"Doctors Without Borders", "Chile"}
