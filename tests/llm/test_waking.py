"""The first answer of a server: what is waited for, asked again, or told at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from scripted import Reply, ScriptedServer, Wire

from briefing.errors import AccountError, BriefingError, ModelUnavailable
from briefing.llm import waking
from briefing.llm.probing import Page, Probe, Said
from briefing.llm.waking import first_answer, outcome_of

PORTAL = Reply(body=b"<html><title>Hotel Wifi</title></html>")


@pytest.fixture(autouse=True)
def short_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waking, "PAUSE", 0.01)


async def woken(
    replies: Iterable[str | Reply], *, patience: float = 5.0, loading: float = 10.0
) -> tuple[Said | BriefingError, int, list[str]]:
    """What came of it, how many requests it took, and what was told meanwhile."""
    left = list(replies)
    told: list[str] = []

    def answer(body: dict[str, Any]) -> str | Reply:
        return left.pop(0) if len(left) > 1 else left[0]

    with ScriptedServer(answer) as server:
        async with Probe(server.base_url) as probe:
            try:
                came: Said | BriefingError = await first_answer(
                    probe, patience, loading, told.append
                )
            except BriefingError as error:
                came = error
        return came, len(server.requests), told


@pytest.mark.parametrize(
    "fault",
    [
        Reply(status=500),
        Reply(status=502, body=b"<html>bad gateway</html>"),
        Reply(hang_up=True),
        Reply(wire=(Wire.RESET,)),
        Reply(body=b'{"choi'),
        Reply(body=b"null"),
    ],
)
async def test_a_fault_that_passes_is_asked_again(fault: Reply) -> None:
    came, requests, told = await woken([fault, fault, "yes"])
    assert isinstance(came, Said)
    assert came.content == "yes"
    assert requests == 3
    assert len(told) == 2


@pytest.mark.parametrize(
    ("reply", "words", "hint"),
    [
        (Reply(status=401), "answered 401", "BRIEFING_API_KEY"),
        (Reply(status=404), "answered 404", "--model"),
        (Reply(status=405), "answered 405", "address"),
        (Reply(status=407), "answered 407", "HTTPS_PROXY"),
        (Reply(status=302, headers={"Location": "http://far/v1"}), "http://far/v1", "address"),
    ],
)
async def test_what_stops_a_run_is_told_after_one_request(
    reply: Reply, words: str, hint: str
) -> None:
    came, requests, _ = await woken([reply])
    assert isinstance(came, AccountError)
    assert words in came.message
    assert hint in came.hint
    assert requests == 1


async def test_a_login_page_in_the_servers_place_is_called_so() -> None:
    came, requests, _ = await woken([PORTAL])
    assert isinstance(came, ModelUnavailable)
    assert "'Hotel Wifi'" in came.message
    assert "not from a model server" in came.hint
    assert requests == 4


async def test_a_model_that_loads_is_waited_for_however_often_it_says_so() -> None:
    loading = Reply(status=503, body=b'{"error": {"message": "Loading model"}}')
    came, requests, _ = await woken([loading] * 9 + ["yes"])
    assert isinstance(came, Said)
    assert requests == 10


async def test_one_that_says_nothing_is_asked_once_and_left_after_its_time() -> None:
    came, requests, _ = await woken([Reply(wire=(Wire.HANG,))], patience=0.5, loading=1.0)
    assert isinstance(came, ModelUnavailable)
    assert "no answer within 1 s" in came.message
    assert requests == 1


async def test_one_that_is_always_busy_is_left_after_the_patience() -> None:
    came, requests, _ = await woken([Reply(status=429)], patience=1.2, loading=60.0)
    assert isinstance(came, ModelUnavailable)
    assert "429" in came.message
    assert requests > 4


@pytest.mark.parametrize("value", [None, 3, [], {}, {"choices": []}, {"choices": [{"message": 1}]}])
def test_json_that_is_no_completion_is_an_outcome(value: Any) -> None:
    outcome = outcome_of(Page(200, 0.1, "null", {}, value))
    assert outcome is not None
    assert outcome.verdict == "retry"
    assert "chat completion" in outcome.message
