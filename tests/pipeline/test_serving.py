"""What a run takes from the profile of a server, and what it leaves in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from briefing.config import Settings
from briefing.llm.mechanisms import on_rung, rung_of
from briefing.llm.profiles import Profile, SelfTest, choose_granularity, read_profile
from briefing.pipeline.progress import Progress
from briefing.pipeline.serving import Served, put_profile, remembered
from briefing.store import FILE_NAME, Store
from tests.command import DAY, briefing, model_flags, write_article
from tests.scripted import Reply, ScriptedServer, by_schema

SERVER = "http://127.0.0.1:9/v1"


@pytest.fixture
def store(tmp_path: Path) -> Any:
    with Store(tmp_path / FILE_NAME) as opened:
        yield opened


def profile(**more: Any) -> Profile:
    return Profile(address=SERVER, model="m", **more)


def served(store: Store, **settings: Any) -> Any:
    return remembered((SERVER,), "m", Settings(base_url=SERVER, **settings), store, Progress())


def test_without_a_profile_the_settings_decide(store: Store) -> None:
    found = served(store)
    assert (found.context, found.jobs, found.ladders.rungs[0]) == (8192, 1, "json_schema")
    assert found.granularity == "sentence"


def test_a_profile_fills_in_what_the_user_did_not_set(store: Store) -> None:
    put_profile(store, profile(context=4096, jobs=6, mechanism="tools"))
    found = served(store)
    assert (found.context, found.jobs, found.ladders.rungs[0]) == (4096, 6, "tools")
    chosen = served(store, context=16384, jobs=2)
    assert (chosen.context, chosen.jobs) == (16384, 2)


def test_profiles_are_kept_apart_by_address_and_by_model(store: Store) -> None:
    put_profile(store, profile(jobs=6))
    put_profile(store, profile(jobs=7).model_copy(update={"model": "n"}))
    assert store.get_profile(SERVER, "m") == profile(jobs=6).model_dump(mode="json")
    assert store.get_profile("http://127.0.0.1:10/v1", "m") is None


@pytest.mark.parametrize("record", [{"jobs": "many"}, {"address": "a", "unknown": 1}, {}])
def test_a_profile_of_another_version_is_dropped_not_raised(record: dict[str, Any]) -> None:
    assert read_profile(record, SERVER, "m") == profile()


OTHER = "https://models.example/v1"


def both(store: Store, **settings: Any) -> Served:
    given = Settings(base_urls=(SERVER, OTHER), **settings)
    return remembered((SERVER, OTHER), "m", given, store, Progress())


def at(address: str, **more: Any) -> Profile:
    return Profile(address=address, model="m", **more)


def test_of_several_servers_each_is_asked_as_it_is_known(store: Store) -> None:
    put_profile(store, at(SERVER, mechanism="tools", jobs=6))
    found = both(store)
    assert [(way.slots, way.ladder.rung) for way in found.ways.values()] == [
        (6, "tools"),
        (4, "json_schema"),  # unknown, on another machine
    ]
    assert found.jobs == 10
    assert found.ladders.rungs[:2] == ("tools", "json_schema")
    assert both(store, jobs=3).jobs == 3
    put_profile(store, at(OTHER, jobs=64))
    assert both(store).jobs == 64


def test_a_mechanism_is_remembered_for_the_server_that_showed_it(store: Store) -> None:
    words = "json_schema is not supported"
    assert both(store).ways[OTHER].ladder.refused("json_schema", words)
    assert both(store).ways[OTHER].ladder.rung == "tools"
    assert both(store).ways[SERVER].ladder.rung == "json_schema"
    assert store.get_profile(f"{SERVER} {OTHER}", "m") is None


@pytest.mark.parametrize(
    ("one", "two", "context"),
    [
        ({}, {}, 8192),
        ({"context": 4096}, {}, 4096),
        ({"context": 32768}, {}, 8192),  # the other may well have no more than the default
        ({"context": 32768}, {"context": 16384}, 16384),
    ],
)
def test_the_context_is_what_every_server_gives(
    one: dict[str, Any], two: dict[str, Any], context: int, store: Store
) -> None:
    put_profile(store, at(SERVER, **one))
    put_profile(store, at(OTHER, **two))
    found = both(store)
    assert found.context == context
    assert (f"{context} tokens" in found.remark) == (one != two)
    assert both(store, context=2048).context == 2048
    assert "tokens" not in both(store, context=2048).remark


@pytest.mark.parametrize("known", [True, False])
def test_whole_articles_are_asked_for_only_where_every_server_does_better_so(
    known: bool, store: Store
) -> None:
    put_profile(store, at(SERVER, granularity="article"))
    if known:
        put_profile(store, at(OTHER, granularity="sentence"))
    found = both(store)
    assert found.granularity == "sentence"
    assert found.remark == (
        f"the servers differ: one question is about a sentence, for the sake of {OTHER}"
    )
    assert both(store, granularity="article").granularity == "article"
    assert not both(store, granularity="article").remark
    put_profile(store, at(OTHER, granularity="article"))
    assert both(store).granularity == "article"
    assert not both(store).remark


def measured(events: float, seconds: float) -> SelfTest:
    return SelfTest(events=events, actors=1.0, stances=0.0, seconds=seconds, articles=2)


@pytest.mark.parametrize(
    ("sentence", "article", "best"),
    [
        ((0.5, 10.0), (0.6, 99.0), "article"),
        ((0.6, 99.0), (0.5, 1.0), "sentence"),
        ((0.6, 10.0), (0.6, 1.0), "sentence"),
        ((0.0, 9.0), (0.0, 10.0), "sentence"),
    ],
)
def test_the_granularity_with_the_better_f1_is_chosen_and_the_sentence_among_equals(
    sentence: tuple[float, float], article: tuple[float, float], best: str
) -> None:
    results = {"sentence": measured(*sentence), "article": measured(*article)}
    assert choose_granularity(results) == best


def test_a_granularity_wins_only_against_the_other_on_the_same_articles() -> None:
    good, poor = measured(0.9, 1.0), measured(0.1, 1.0)
    fewer = good.model_copy(update={"articles": 1})
    assert choose_granularity({}) == "sentence"
    assert choose_granularity({"article": good}) == "sentence"
    assert choose_granularity({"sentence": poor, "article": fewer}) == "sentence"


def test_a_granularity_that_is_set_wins_over_the_remembered_one(store: Store) -> None:
    assert served(store).granularity == "sentence"
    put_profile(store, profile(granularity="article"))
    assert served(store).granularity == "article"
    assert served(store, granularity="auto").granularity == "article"
    assert served(store, granularity="sentence").granularity == "sentence"


def test_a_replay_is_read_as_it_was_recorded_whatever_is_remembered(
    store: Store, tmp_path: Path
) -> None:
    put_profile(store, profile(granularity="article"))
    answers = Path(__file__).parent.parent.parent / "seeds" / "answers"
    assert served(store, replay=answers).granularity == "sentence"
    assert served(store, replay=answers, granularity="article").granularity == "article"


def no_schema(body: dict[str, Any]) -> str | Reply:
    """A server without schemas and tools, whose model does what the prompt says."""
    if rung_of(body) in ("json_schema", "tools"):
        words = "json_schema is not supported; tools neither"
        return Reply(status=400, body=json.dumps({"error": words}).encode())
    told = body["messages"][-1]["content"]
    before, _, schema = told.rpartition("JSON Schema: ")
    name = {"actors": "Actors", "who": "Roles", "events": "Event"}[
        next(iter(json.loads(schema)["properties"]))
    ]
    asked = {"name": name, "schema": json.loads(schema)}
    messages = [{"role": "user", "content": before.rpartition("\n\n")[0]}]
    if name == "Event":
        return '{"events":[]}'
    return by_schema({"response_format": {"json_schema": asked}, "messages": messages})


def test_a_run_remembers_the_rung_and_the_next_one_asks_nothing_extra(tmp_path: Path) -> None:
    write_article(tmp_path / "in", 0)
    words = ["run", tmp_path / "in", "--day", DAY, "-o", tmp_path / "out", "-j", "4"]
    with ScriptedServer(no_schema) as server:
        first = briefing(*words, *model_flags(server))
        assert first.code == 0, first.err
        refused = [body for body in server.requests if rung_of(body) != "json_object"]
        assert [rung_of(body) for body in refused] == ["json_schema", "tools"]
        assert first.err.count("refuses the mechanism") == 2
        count = len(server.requests)
        text = (tmp_path / "out" / DAY / "briefing.md").read_text("utf-8")

        write_article(tmp_path / "in", 1)
        again = briefing(*words, *model_flags(server))
        assert again.code == 0, again.err
        assert "refuses" not in again.err
        new = server.requests[count:]
        assert new
        assert {rung_of(body) for body in new} == {"json_object"}
    assert "Arven" in text


def test_what_was_paid_for_on_a_lower_rung_is_replayed_without_a_profile(tmp_path: Path) -> None:
    write_article(tmp_path / "in", 0)
    words = ["run", tmp_path / "in", "--day", DAY]
    with ScriptedServer(no_schema) as server:
        flags = ["-o", tmp_path / "out", "--record", tmp_path / "answers"]
        first = briefing(*words, *flags, *model_flags(server))
        assert first.code == 0, first.err
    again = briefing(*words, "-o", tmp_path / "new", "--replay", tmp_path / "answers")
    assert again.code == 0, again.err
    one, other = (tmp_path / name / DAY / "briefing.md" for name in ("out", "new"))
    assert one.read_bytes() == other.read_bytes()
    assert on_rung({"model": "m"}, "json_schema") == {"model": "m"}
