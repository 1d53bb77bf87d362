from __future__ import annotations

import asyncio
import shutil
from pathlib import Path
from typing import Any

import pytest

from briefing.config import Settings
from briefing.domain.questions import Granularity
from briefing.errors import AccountError, ArticleFailure, ModelUnavailable, ReplayMiss
from briefing.pipeline.harvest import (
    Gathered,
    Harvest,
    _all_or_first_error,
    _standing,
    gather,
    harvest,
)
from briefing.pipeline.progress import Progress
from briefing.pipeline.workshop import Workshop
from briefing.store import FILE_NAME, Store
from tests.command import paid, write_article
from tests.scripted import Reply, ScriptedServer, by_schema

WORKSHOP = Workshop()


@pytest.fixture
def gathered(tmp_path: Path) -> Gathered:
    for number in range(3):
        write_article(tmp_path / "in", number)
    return gather([str(tmp_path / "in")], WORKSHOP, Settings(), Progress())


def run(gathered: Gathered, server: ScriptedServer, output: Path, **more: Any) -> Harvest:
    more = {"base_url": server.base_url, "model": server.model, **more}
    settings = Settings(output=output, **more)
    with Store(output / FILE_NAME) as store:
        return asyncio.run(harvest(gathered.articles, WORKSHOP, settings, store, Progress()))


def asked_about(server: ScriptedServer, word: str) -> int:
    return sum(word in str(request["messages"]) for request in server.requests)


def test_gathered_articles_are_numbered_and_in_order(gathered: Gathered) -> None:
    assert [Path(article.path).name for article in gathered.articles] == [
        f"0{number}.md" for number in range(3)
    ]
    assert all(article.sentences for article in gathered.articles)


def test_results_come_in_the_order_of_the_articles(gathered: Gathered, tmp_path: Path) -> None:
    def slow_first(body: dict[str, Any]) -> Reply:
        return Reply(by_schema(body), delay=0.1 if "Canary0" in str(body["messages"]) else 0)

    with ScriptedServer(slow_first) as server:
        result = run(gathered, server, tmp_path, jobs=4)
    ids = [article.id for article in gathered.articles]
    assert [extraction.article_id for extraction in result.extractions] == ids
    assert set(result.outcomes) == set(result.seconds) == set(ids)


def test_one_bad_article_costs_itself_only_and_is_asked_again_next_time(
    gathered: Gathered, tmp_path: Path
) -> None:
    with ScriptedServer(by_schema) as server:
        server.answer = lambda b: "no" if "Canary2" in str(b["messages"]) else by_schema(b)
        result = run(gathered, server, tmp_path)
        (failure,) = result.failures
        assert (failure.reason, failure.stage) == ("invalid answer", "extract")
        assert failure.title == gathered.articles[2].title
        assert len(result.extractions) == 2
        server.answer, before = by_schema, len(server.requests)
        again = run(gathered, server, tmp_path)
        assert again.failures == ()
        assert all("Canary2" in str(r["messages"]) for r in server.requests[before:])
    assert sorted(again.outcomes.values()) == ["asked", "from store", "from store"]


def test_a_refused_account_stops_everything(gathered: Gathered, tmp_path: Path) -> None:
    with (
        ScriptedServer(lambda body: Reply(status=403, body=b"{}")) as server,
        pytest.raises(AccountError),
    ):
        run(gathered, server, tmp_path, jobs=4)
    assert len(server.requests) <= 4


def test_an_article_over_its_deadline_fails_and_the_next_go_on(tmp_path: Path) -> None:
    output = Path(shutil.copytree(paid() / "out", tmp_path / "out"))
    slow = write_article(tmp_path / "in", 9)
    paths = [paid() / "in" / "00.md", slow, paid() / "in" / "01.md"]
    mixed = gather([str(path) for path in paths], WORKSHOP, Settings(), Progress())
    with ScriptedServer(lambda body: Reply(by_schema(body), delay=60)) as server:
        result = run(mixed, server, output, deadline=0.5)
    assert [(failure.path, failure.reason) for failure in result.failures] == [
        (slow.as_posix(), "deadline")
    ]
    assert len(result.extractions) == 2


def test_a_recording_is_made_once_and_replayed_without_a_server(
    gathered: Gathered, tmp_path: Path
) -> None:
    with ScriptedServer(by_schema) as server:
        live = run(gathered, server, tmp_path / "a", record=tmp_path / "rec")
        asked = len(server.requests)
        again = run(gathered, server, tmp_path / "b", record=tmp_path / "rec")
        assert len(server.requests) == asked  # a recording is read before it is added to
        replay = run(gathered, server, tmp_path / "c", replay=tmp_path / "rec", model="")
    assert (live.calls, again.calls, replay.calls) == (asked, 0, 0)
    assert live.extractions == again.extractions == replay.extractions
    assert set(replay.outcomes.values()) == {"from recording"}


def test_a_replay_leaves_no_trace_in_the_store(gathered: Gathered, tmp_path: Path) -> None:
    one = Gathered(gathered.articles[:1], (), ())
    with ScriptedServer(by_schema) as server:
        run(one, server, tmp_path / "a", record=tmp_path / "rec")
        run(one, server, tmp_path / "b", replay=tmp_path / "rec")
        asked = len(server.requests)
        run(one, server, tmp_path / "b")
        assert len(server.requests) == 2 * asked


def test_a_miss_stops_a_replay(gathered: Gathered, tmp_path: Path) -> None:
    (tmp_path / "rec").mkdir()
    with ScriptedServer(by_schema) as server, pytest.raises(ReplayMiss):
        run(gathered, server, tmp_path, replay=tmp_path / "rec")
    assert server.requests == []


def test_a_served_model_that_changed_is_asked_as_soon_as_there_is_something_to_ask(
    gathered: Gathered, tmp_path: Path
) -> None:
    two = Gathered(gathered.articles[:2], (), ())
    with ScriptedServer(by_schema) as server:
        run(two, server, tmp_path, model="")
        server.models, before = ["newer"], len(server.requests)
        assert run(two, server, tmp_path, model="").calls == 0
        run(gathered, server, tmp_path, model="")
        assert {request["model"] for request in server.requests[before:]} == {"newer"}
        assert asked_about(server, "Canary0") > 0


async def test_the_error_that_stops_a_run_is_raised_bare_and_before_others() -> None:
    async def fails(error: BaseException) -> None:
        await asyncio.sleep(0)
        raise error

    for errors in (
        [ModelUnavailable("gone")],
        [ValueError("a bug"), ModelUnavailable("gone")],
        [ModelUnavailable("gone"), ArticleFailure("late")],
    ):
        with pytest.raises(ModelUnavailable, match="gone"):
            await _all_or_first_error([fails(error) for error in errors])
    with pytest.raises(ValueError, match="a bug"):
        await _all_or_first_error([fails(ValueError("a bug"))])


def late_and_bad(status: int) -> Any:
    """A server that fails over the second article, once the first is read."""

    def answer(body: dict[str, Any]) -> str | Reply:
        if "Canary1" not in str(body["messages"]):
            return by_schema(body)
        return Reply(status=status, body=b"{}", delay=0.7)

    return answer


@pytest.mark.parametrize(("status", "kind"), [(500, ModelUnavailable), (401, AccountError)])
def test_servers_that_fail_midway_leave_the_rest_pending_and_free_to_resume(
    gathered: Gathered, tmp_path: Path, status: int, kind: type[BaseException]
) -> None:
    two = Gathered(gathered.articles[:2], (), ())
    with ScriptedServer(late_and_bad(status)) as server, pytest.MonkeyPatch.context() as patch:
        patch.setattr("briefing.llm.breaker.IN_A_ROW", 1)
        result = run(two, server, tmp_path, jobs=2)
        assert isinstance(result.stopped, kind)
        assert [one.article_id for one in result.extractions] == [two.articles[0].id]
        assert [failure.reason for failure in result.failures] == ["pending"]
        assert sorted(result.outcomes.values()) == ["asked", "pending"]
        server.answer, before = by_schema, len(server.requests)
        again = run(two, server, tmp_path)
        assert (again.stopped, again.failures) == (None, ())
        assert not any("Canary0" in str(r["messages"]) for r in server.requests[before:])


def test_a_run_that_stops_finds_what_the_store_holds_of_the_rest(
    gathered: Gathered, tmp_path: Path
) -> None:
    last = Gathered(gathered.articles[2:], (), ())
    with ScriptedServer(by_schema) as server:
        run(last, server, tmp_path)
        server.answer = late_and_bad(403)
        result = run(gathered, server, tmp_path, jobs=2)
    assert [one.article_id for one in result.extractions] == [
        gathered.articles[0].id,
        gathered.articles[2].id,
    ]
    assert [failure.reason for failure in result.failures] == ["pending"]


def test_a_server_that_never_answered_leaves_nothing_behind(
    gathered: Gathered, tmp_path: Path
) -> None:
    last = Gathered(gathered.articles[2:], (), ())
    with ScriptedServer(by_schema) as server:
        run(last, server, tmp_path)
        server.answer = lambda body: Reply(status=403, body=b"{}")
        with pytest.raises(AccountError):
            run(gathered, server, tmp_path)


class Said(Progress):
    def __init__(self) -> None:
        self.lines: list[str] = []

    def say(self, message: str) -> None:
        self.lines.append(message)


@pytest.mark.parametrize(
    ("vocabulary", "granularity", "least", "lines"),
    [
        ("plover", "sentence", 0.7, []),
        ("plover", "article", None, []),
        ("plover", "article", 0.0, []),
        (
            "plover",
            "article",
            0.7,
            ["least 0.7 has no effect: there are no weights for the recipe whole-article/1"],
        ),
        (
            "cyber",
            "sentence",
            0.7,
            ["least 0.7 has no effect: there are no weights for this vocabulary"],
        ),
    ],
)
def test_a_bar_that_no_act_is_held_to_is_said(
    vocabulary: str, granularity: Granularity, least: float | None, lines: list[str]
) -> None:
    said = Said()
    found = _standing(Workshop(vocabulary), Settings(least=least), granularity, said)
    assert said.lines == lines
    assert least is None or found.least == least
