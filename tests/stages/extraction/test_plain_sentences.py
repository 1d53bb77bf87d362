"""Claims about the constructions that news is written in, each in one short sentence.

A line is a sentence and, behind "=>", all that it tells: type, who, whom; several behind ";".
"""

from __future__ import annotations

import pytest

from briefing.domain.claims import EventClaim
from tests.factories import an_article
from tests.stages.extraction.newsroom import Model, propose

CAST = (
    ("Chile", "state"),
    ("Japan", "state"),
    ("Peru", "state"),
    ("Ana Roe", "person"),
    ("Idris Salah", "person"),
    ("army", "military"),
    ("al-Ansar", "armed_group"),
)
Event = tuple[str, frozenset[str], frozenset[str]]

PARTIES = """
Envoys of Chile and Japan held talks in Geneva. => CONSULT Chile, Japan -> -
Chile's president met his counterparts from Peru and Japan. => CONSULT Chile -> Peru, Japan
Chile, along with Japan, condemned Peru. => ACCUSE Chile, Japan -> Peru
Chile as well as Japan condemned the coup. => ACCUSE Chile, Japan -> -
Chile not only condemned Peru but cut ties. => ACCUSE Chile -> Peru; SANCTION Chile -> -
Delegates from Chile and Japan held talks. => CONSULT Chile, Japan -> -
Chile's and Japan's foreign ministers held talks. => CONSULT Chile, Japan -> -
The Chilean and Japanese foreign ministers held talks. => CONSULT Chile, Japan -> -
The ministers of Chile and the Republic of Peru held talks. => CONSULT Chile, Peru -> -
A spokesman for the Chilean government accused Peru of lying. => ACCUSE Chile -> Peru
Forces loyal to General Idris Salah attacked Peru. => ASSAULT Idris Salah -> Peru
Two Japanese diplomats were expelled from Chile. => SANCTION Chile -> Japan
A Peruvian base came under fire from Chilean troops. => ASSAULT Chile -> Peru
Five Peruvian soldiers were killed in a Chilean air strike. => ASSAULT Chile -> Peru
Chile denounced the raid by forces loyal to Idris Salah. => ACCUSE Chile -> Idris Salah
The raid, which Japan blamed on Peru, killed two. => ACCUSE Japan -> Peru; ASSAULT Peru -> -
Japan charged Ana Roe with attacking Peru. => ACCUSE Japan -> Ana Roe; ASSAULT Ana Roe -> Peru
The army said it had attacked Peru. => ASSAULT army -> Peru
Chile received food aid from Japan. => AID Japan -> Chile
Chile is under pressure from Japan to open its market. => REQUEST Japan -> Chile
Chile faces sanctions from Japan. => SANCTION Japan -> Chile
Chile won the backing of Japan. => SUPPORT Japan -> Chile
The Chilean drone strike on Peru killed 30 people. => ASSAULT Chile -> Peru
The withdrawal of Chilean troops from Peru began. => RETREAT Chile -> Peru
A wave of Chilean attacks hit Peru. => ASSAULT Chile -> Peru
Gunmen from al-Ansar attacked Peru. => ASSAULT al-Ansar -> Peru
Two Peruvian drivers were killed. => ASSAULT - -> Peru
A Chilean base fell to forces loyal to Idris Salah. => ASSAULT Idris Salah -> Chile
"""

TARGETS = """
Chile withdrew its troops towards the border with Peru. => RETREAT Chile -> -
Chile retook the valley with the help of Japan. => ASSAULT Chile -> -
Chile has filed a complaint with Japan against Peru. => ACCUSE Chile -> Peru
Chile imposed asset freezes and travel bans on Peru. => SANCTION Chile -> Peru
Chile has backed the deal, while Peru has criticised it. => SUPPORT Chile -> -; ACCUSE Peru -> -
Chile said it would retaliate by barring envoys from Peru. => THREATEN Chile -> -
Chile threatened to veto the measures. => THREATEN Chile -> -
Chile condemned the arrest of two editors by Peru. => ACCUSE Chile -> Peru; COERCE Peru -> editors
Chile said Japan must withdraw its troops. => REQUEST Chile -> Japan
Chile called for Peru to withdraw its troops. => REQUEST Chile -> Peru
Chile called for Ana Roe to be released. => REQUEST Chile -> -
Chile closed its embassy in Tokyo. => SANCTION Chile -> Japan
Chile imposed sanctions on three Japanese firms. => SANCTION Chile -> Japan
Chile threatened to impose sanctions on Japan. => THREATEN Chile -> Japan
Chile responded with sanctions on Peru. => SANCTION Chile -> Peru
Chile ordered its troops to withdraw from Peru. => RETREAT Chile -> Peru
Chile sided with Japan against Peru. => SUPPORT Chile -> Japan
In response to Peru's tariffs, Chile suspended imports. => SANCTION Chile -> Peru
With help from Japan, Chile repelled a Peruvian attack. => ASSAULT Chile -> Peru
Chile's plan met resistance from Peru. => REJECT Peru -> Chile
Police fired tear gas near the square. => ASSAULT police -> -
Police fired tear gas to disperse protesters. => ASSAULT police -> protesters
Chile said it stood by Peru. => SUPPORT Chile -> Peru
Chile promised to ratify a treaty with Japan. => AGREE Chile -> Japan
Chile imposed a tariff on Japan, retaliating for a ban. => SANCTION Chile -> Japan
Peru praised the raids, but Chile criticised them. => SUPPORT Peru -> -; ACCUSE Chile -> -
Chile claimed responsibility for the attack. => ASSAULT Chile -> -
Chile regretted that Peru had left the talks. => ACCUSE Chile -> Peru; REJECT Peru -> -
Chile's defence minister said Peru was behind the attack. => ACCUSE Chile -> Peru
Chile said Peru had lied to Japan. => ACCUSE Chile -> Peru
Chile holds Peru responsible for the strike. => ACCUSE Chile -> Peru
Chile turned to Peru for help against Japan. => REQUEST Chile -> Peru
Chile found Ana Roe guilty of fraud. => SANCTION Chile -> Ana Roe
Chile ordered Ana Roe to be arrested. => COERCE Chile -> Ana Roe
The shelling of a Peruvian village by Chile killed five people. => ASSAULT Chile -> Peru
Chilean drones hit a power plant in Peru. => ASSAULT Chile -> Peru
Two Chilean warships entered Peruvian waters. => MOBILIZE Chile -> Peru
Chile gave Peru until Friday to withdraw its troops. => THREATEN Chile -> Peru
Chile won Japan's backing for its bid. => SUPPORT Japan -> Chile
Chile attacked an army base. => ASSAULT Chile -> army
Two army posts were attacked by Chile. => ASSAULT Chile -> army
Chile condemned Peru for its attack on Japan. => ACCUSE Chile -> Peru; ASSAULT Peru -> Japan
Chile cut ties with Peru over its aid for Japan. => SANCTION Chile -> Peru; AID Peru -> Japan
Chile condemned what it called a raid by Peru. => ACCUSE Chile -> Peru
Ana Roe was among those detained. => COERCE - -> Ana Roe
Among those detained was Ana Roe, an editor. => COERCE - -> Ana Roe
Those arrested include Ana Roe. => COERCE - -> Ana Roe
Police detained 30 people, among them Ana Roe. => COERCE police -> Ana Roe
Chile hit back with a ban on imports from Peru. => SANCTION Chile -> Peru
"""

HEADLINES = """
Chile urged to free Peruvian sailors => REQUEST - -> Chile
Ex-president Ana Roe found guilty of treason => SANCTION - -> Ana Roe
Peru hit by Chilean sanctions => SANCTION Chile -> Peru
Chile, Peru agree to halt fighting => CONCEDE Chile, Peru -> -
Police, protesters clash in Tosk => ASSAULT police, protesters -> -
Opposition leader Ana Roe arrested => COERCE - -> Ana Roe
Opposition leader Ana Roe jailed for five years => SANCTION - -> Ana Roe
Five killed in Chilean strike on Peru => ASSAULT Chile -> Peru
Chilean strike kills five in Peru => ASSAULT Chile -> Peru
Chile pulls troops out of Peru => RETREAT Chile -> Peru
Chile backs Peru in border row => SUPPORT Chile -> Peru
"""

UNDONE = """
Chile warned Japan against attacking Peru. => THREATEN Chile -> Japan
Chile cautioned against imposing sanctions on Peru. =>
Chile ruled out imposing sanctions on Peru. => REJECT Chile -> Peru
Chile stopped short of condemning Peru. =>
Chile warned its citizens against travelling to Peru. =>
Chile refrained from condemning Peru. =>
Chile suggested sending troops to Peru. =>
Chile debated imposing sanctions on Peru. =>
Chile opposes sending troops to Peru. => REJECT Chile -> Peru
Chile delayed imposing sanctions on Peru. =>
Chile is capable of attacking Peru. =>
There was talk of expelling Peruvian diplomats. =>
Chile stopped sending aid to Peru. =>
Chile is unlikely to condemn Peru. =>
Troops of Chile stood by while towns burned. =>
Chile sent officers to Peru to help fight gangs. => AID Chile -> Peru
Chile is home to a former minister wanted on fraud charges. =>
"""


def _lines(table: str) -> list[tuple[str, str]]:
    pairs = [line.split("=>") for line in table.strip().splitlines()]
    return [(sentence.strip(), told.strip()) for sentence, told in pairs]


def _event(told: str) -> Event:
    kind, parties = told.strip().split(" ", 1)
    who, whom = (
        frozenset(name.strip() for name in names.split(",")) - {"-"}
        for names in parties.split("->")
    )
    return kind, who, whom


async def _told(*sentences: str) -> list[Event]:
    proposal = await propose(an_article(*sentences), Model(actors=CAST), parsed=True)
    events = [claim for claim in proposal.claims if isinstance(claim, EventClaim)]
    return [(e.type, frozenset(e.initiators), frozenset(e.recipients)) for e in events]


@pytest.mark.parametrize(("sentence", "told"), _lines(PARTIES))
async def test_who_acts_is_read_from_the_construction(sentence: str, told: str) -> None:
    assert await _told("Background", sentence) == [_event(one) for one in told.split(";")]


@pytest.mark.parametrize(("sentence", "told"), _lines(TARGETS))
async def test_the_construction_tells_at_whom_an_act_is_directed(sentence: str, told: str) -> None:
    assert await _told("Background", sentence) == [_event(one) for one in told.split(";")]


@pytest.mark.parametrize(("headline", "told"), _lines(HEADLINES))
async def test_headlines_leave_words_out(headline: str, told: str) -> None:
    assert await _told(headline) == [_event(told)]


@pytest.mark.parametrize(("sentence", "told"), _lines(UNDONE))
async def test_what_is_only_weighed_or_left_undone_is_no_act(sentence: str, told: str) -> None:
    assert await _told("Background", sentence) == [_event(one) for one in told.split(";") if one]


async def test_we_of_a_statement_are_those_who_said_so_once() -> None:
    opening = "We, the foreign ministers of Chile and Japan, met in Osaka."
    proposal = await propose(
        an_article("Joint statement", opening, "We condemn the attack on Peru."),
        Model(actors=CAST),
        parsed=True,
    )
    events = [claim for claim in proposal.claims if isinstance(claim, EventClaim)]
    assert [e.initiators for e in events if e.type == "ACCUSE"] == [("Chile", "Japan")]
