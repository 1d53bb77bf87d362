"""One article on its own: records, notes, scores and explanations."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from briefing.config import Settings
from briefing.errors import InputError, NothingExtracted
from briefing.pipeline.day import run_day
from briefing.pipeline.evaluating import evaluate
from briefing.pipeline.explaining import explain
from briefing.pipeline.extracting import Records, as_note, as_record, extract_articles
from briefing.pipeline.progress import Progress
from briefing.pipeline.single import page_of_one, prove_layouts
from briefing.pipeline.workshop import Workshop
from tests.command import DAY, LAST_DAY, NOBODY, paid, write_article
from tests.scripted import MODEL, ScriptedServer, by_schema

DAY_ONE = date.fromisoformat(DAY)


@pytest.fixture
def server() -> Any:
    with ScriptedServer(by_schema) as running:
        yield running


@pytest.fixture
def settings(server: ScriptedServer, tmp_path: Path) -> Settings:
    return Settings(base_url=server.base_url, model=server.model, output=tmp_path / "new")


@pytest.fixture
def known(tmp_path: Path) -> Settings:
    """Settings whose store knows every answer about the paid articles."""
    output = shutil.copytree(paid() / "out", tmp_path / "out")
    return Settings(base_url=NOBODY, model=MODEL, output=output)


@pytest.fixture
def records(known: Settings) -> Records:
    paths = [str(paid() / "in" / name) for name in ("00.md", "01.md")]
    return extract_articles([*paths, "nowhere.md"], known, Progress())


def test_records_lie_beside_their_articles_and_failures_are_returned(records: Records) -> None:
    assert len(records.articles) == 2
    for article, extraction in zip(records.articles, records.extractions, strict=True):
        assert article.id == extraction.article_id
    assert [failure.path for failure in records.failures] == ["nowhere.md"]


def test_a_record_is_json_that_names_every_claim_and_leaves_out_the_whole_text(
    records: Records,
) -> None:
    record = json.loads(json.dumps(as_record(records.articles[0], records.extractions[0])))
    assert "text" not in record["article"]
    assert len(record["article"]["sentences"]) == 3
    assert len(record["grounded"]) == len(records.extractions[0].grounded) > 0


def test_a_note_stands_alone(records: Records) -> None:
    note = as_note(records.articles[0], records.extractions[0], DAY_ONE, Workshop())
    assert note.startswith("# Article: Arven condemns Dunmere over Canary0\n")
    assert "briefing.md" not in note


def test_nothing_to_read_makes_no_store(settings: Settings) -> None:
    records = extract_articles(["nowhere.md"], settings, Progress())
    assert records.articles == ()
    assert not settings.output.exists()


def test_the_page_of_one_article_holds_it_alone(records: Records) -> None:
    page = page_of_one(records.articles[1], records.extractions[1], DAY_ONE, Workshop())
    assert [note.title for note in page.notes] == [records.articles[1].title]
    prove_layouts(records.articles[1], DAY_ONE, Workshop())  # the built-in layouts pass


def test_a_story_rests_on_the_claims_of_its_events(known: Settings) -> None:
    text = (known.output / LAST_DAY / "dossier.json").read_text("utf-8")
    dossier = json.loads(text)
    story = dossier["stories"][0]
    claims = {c for e in dossier["events"] if e["id"] in story["events"] for c in e["claims"]}
    found = explain(story["id"], None, known)
    assert {claim["id"] for claim in found["claims"]} == claims
    assert claims


def test_an_article_that_failed_can_be_explained(
    settings: Settings, server: ScriptedServer, tmp_path: Path
) -> None:
    for number in range(2):
        write_article(tmp_path / "in", number)
    server.answer = lambda b: "no" if "Canary1" in str(b["messages"]) else by_schema(b)
    report = run_day([str(tmp_path / "in")], DAY_ONE, settings, Progress())
    found = explain(report.failures[0].article_id, DAY_ONE, settings)
    assert (found["kind"], found["record"]["reason"]) == ("article", "invalid answer")


def gold(folder: Path, **texts: str) -> Path:
    (folder / "gold" / "one").mkdir(parents=True)
    entry = {
        "sentences": ["Arven condemned Brisk."],
        "actors": [{"name": "Arven"}, {"name": "Brisk"}],
        "issues": [],
        "events": [{"actor": ["Arven"], "type": ["ACCUSE"], "target": ["Brisk"], "evidence": [1]}],
        "stances": [],
    }
    for name, text in texts.items():
        (folder / "gold" / "one" / f"{name}.txt").write_text(text, "utf-8")
    (folder / "gold" / "one" / "gold.json").write_text(json.dumps(dict.fromkeys(texts, entry)))
    return folder / "gold"


def test_gold_is_scored_with_its_costs(settings: Settings, tmp_path: Path) -> None:
    pytest.importorskip("scipy")
    result = evaluate([gold(tmp_path, a="Arven condemned Brisk.")], None, settings, Progress())
    group = result.groups["tuning"]
    assert [score.name for score in group.articles] == ["one/a"]
    assert result.missed == ()
    cost = group.cost
    assert cost.calls == cost.tokens_in // 11 > 0  # type: ignore[operator]


def test_equal_annotated_articles_are_each_scored(settings: Settings, tmp_path: Path) -> None:
    pytest.importorskip("scipy")
    texts = {"a": "Arven condemned Brisk.", "b": "Arven condemned Brisk."}
    result = evaluate([gold(tmp_path, **texts)], None, settings, Progress())
    assert [score.name for score in result.groups["tuning"].articles] == ["one/a", "one/b"]


def test_an_annotated_article_that_cannot_be_read_is_named(
    settings: Settings, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=r"a\.txt cannot be read: empty"):
        evaluate([gold(tmp_path, a="")], None, settings, Progress())


def test_gold_of_which_nothing_was_processed_has_no_score(
    settings: Settings, server: ScriptedServer, tmp_path: Path
) -> None:
    server.answer = lambda body: "no"
    with pytest.raises(NothingExtracted):
        evaluate([gold(tmp_path, a="Arven condemned Brisk.")], None, settings, Progress())
