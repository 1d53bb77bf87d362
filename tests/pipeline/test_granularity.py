"""One question a sentence or an article: chosen by the self-test, remembered, recorded, told."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from briefing.pipeline.selftest import GOLD
from tests.command import DAY, briefing, model_flags, write_article
from tests.faults.known_faults import named
from tests.faults.server import FaultServer
from tests.scripted import Reply

SENTENCE = re.compile(r"^(\d+)\. (.*)$", re.M)


def gold_answer(body: dict[str, Any]) -> dict[str, Any]:
    """What the shipped gold says of the sentences in a question."""
    shown = {text: int(n) for n, text in SENTENCE.findall(body["messages"][-1]["content"])}
    answer: dict[str, Any] = {"actors": [], "events": [], "stances": []}
    for file in GOLD.glob("*/gold.json"):
        (gold,) = json.loads(file.read_text("utf-8")).values()
        texts = {n: " ".join(text.split()) for n, text in enumerate(gold["sentences"], 1)}
        for event in gold["events"]:
            text = texts[event["evidence"][-1]]
            if text not in shown or not event.get("required", True):
                continue
            cue = max(re.findall(r"\b[a-z]+\b", text), key=len)
            answer["events"].append(
                {
                    **{"s": shown[text], "cue": cue, "who": event["actor"][:1]},
                    **{"type": event["type"][0], "whom": [t for t in event["target"][:1] if t]},
                    **{"status": "occurred", "when": ""},
                }
            )
        if set(texts.values()) & set(shown):
            answer["actors"] = [{"n": a["name"], "k": a["kind"]} for a in gold["actors"]]
    return answer


class GoodAtArticles(FaultServer):
    """Knows the shipped gold by heart, when it is asked about a whole article."""

    def _answer(self, body: dict[str, Any]) -> Reply:
        reply = super()._answer(body)
        asked = (body.get("response_format") or {}).get("json_schema", {})
        if asked.get("name") != "Article":
            return reply
        return self._good(self._reader.read(body), json.dumps(gold_answer(body)))


@pytest.fixture(scope="module")
def chosen(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A server that doctor has looked at, and the output folder that remembers it."""
    output = tmp_path_factory.mktemp("granularity")
    with GoodAtArticles() as server:
        found = briefing(
            *("doctor", "--base-url", server.base_url, "-o", output, "--budget", "120"),
            *("--jobs", "2", "--json"),
        )
        assert found.code in (0, 3), found.err
        yield server, output, json.loads(found.out)


def test_doctor_measures_both_and_remembers_the_better(chosen: Any) -> None:
    _, _, told = chosen
    tested = told["tested"]
    assert tested["article"]["events"] > tested["sentence"]["events"]
    assert tested["article"]["articles"] == tested["sentence"]["articles"]
    assert told["granularity"] == "article"


def test_doctor_says_so_in_words(chosen: Any) -> None:
    server, output, _ = chosen
    found = briefing(
        *("doctor", "--base-url", server.base_url, "-o", output, "--budget", "120", "-j", "2")
    )
    assert "one question a sentence: F1 of events" in found.out
    assert "one question a article: F1" not in found.out
    assert "one question an article: F1 of events" in found.out
    assert "a run asks one question an article" in found.out


def test_a_run_goes_by_what_is_remembered_and_says_which_recipe_it_used(
    chosen: Any, tmp_path: Path
) -> None:
    server, output, _ = chosen
    write_article(tmp_path / "in", 0)
    done = briefing("run", tmp_path / "in", "--day", DAY, "-o", output, *model_flags(server))
    assert done.code == 0, done.err
    assert "recipe whole-article/1" in done.err
    text = (output / DAY / "briefing.md").read_text("utf-8")
    assert "Recipe: whole-article/1" in text
    notes = [path.read_text("utf-8") for path in (output / DAY).rglob("*.md")]
    assert any("whole-article/1" in note and "Canary0" in note for note in notes)


def test_a_flag_and_a_setting_win_over_what_is_remembered(chosen: Any, tmp_path: Path) -> None:
    server, output, _ = chosen
    write_article(tmp_path / "in", 1)
    words = ["run", tmp_path / "in", "--day", DAY, "-o", output, *model_flags(server)]
    by_flag = briefing(*words, "--granularity", "sentence", "--json")
    assert json.loads(by_flag.out)["recipe"] == "cue-and-tree/1"
    (tmp_path / "mine.toml").write_text('granularity = "sentence"\n')
    by_file = briefing(*words, "--config", tmp_path / "mine.toml", "--json")
    assert json.loads(by_file.out)["recipe"] == "cue-and-tree/1"
    wrong = briefing(*words, "--granularity", "word")
    assert wrong.code == 2
    assert "granularity" in wrong.err


def test_what_was_recorded_is_replayed_without_a_server_or_a_profile(
    chosen: Any, tmp_path: Path
) -> None:
    server, _, _ = chosen
    write_article(tmp_path / "in", 0)
    words = ["run", tmp_path / "in", "--day", DAY]
    flags = ["-o", tmp_path / "out", "--record", tmp_path / "answers", "--granularity", "article"]
    first = briefing(*words, *flags, *model_flags(server))
    assert first.code == 0, first.err
    kept = [path.name for path in (tmp_path / "answers").glob("*/*.json")]
    assert kept
    assert all(name.startswith("article-") for name in kept)
    again = briefing(*words, "-o", tmp_path / "new", "--replay", tmp_path / "answers")
    assert again.code == 0, again.err
    one, other = (tmp_path / name / DAY / "briefing.md" for name in ("out", "new"))
    assert one.read_bytes() == other.read_bytes()


def test_another_granularity_makes_new_claims_and_asks_again_only_what_is_new(
    chosen: Any, tmp_path: Path
) -> None:
    server, _, _ = chosen
    write_article(tmp_path / "in", 2)
    words = ["run", tmp_path / "in", "--day", DAY, "-o", tmp_path / "out", *model_flags(server)]
    asked = [
        json.loads(briefing(*words, "--granularity", name, "--json").out)["calls"]
        for name in ("sentence", "article", "sentence", "article")
    ]
    assert asked[0] > 1
    assert asked[1:] == [1, 0, 0]


def test_a_sentence_too_long_for_any_question_is_named_in_the_briefing(
    chosen: Any, tmp_path: Path
) -> None:
    server, _, _ = chosen
    write_article(tmp_path / "in", 3, extra="and " * 250 + "so on.\n")
    words = ["run", tmp_path / "in", "--day", DAY, *model_flags(server), "--granularity", "article"]
    small = briefing(*words, "-o", tmp_path / "small", "--context", 1024)
    takes = re.search(r"takes (\d+) tokens beside its text", small.err)
    assert takes is not None, small.err
    room = int(takes.group(1)) + 250
    done = briefing(*words, "-o", tmp_path / "out", "--context", room)
    assert done.code == 0, done.err
    text = (tmp_path / "out" / DAY / "briefing.md").read_text("utf-8")
    assert "Not read: 1 sentence of source 1" in text


def test_a_run_of_whole_articles_through_faults_tells_the_same(tmp_path: Path) -> None:
    for number in range(3):
        write_article(tmp_path / "in", number)
    words = ["run", tmp_path / "in", "--day", DAY, "--granularity", "article", "-j", "2"]
    with FaultServer() as calm:
        clean = briefing(*words, "-o", tmp_path / "calm", *model_flags(calm))
    with FaultServer(*named("transient"), first=1, bounded=True) as rough:
        mended = briefing(*words, "-o", tmp_path / "rough", *model_flags(rough))
        assert rough.hits.total() >= 3
    assert (clean.code, mended.code) == (0, 0), mended.err
    one, other = (tmp_path / name / DAY / "dossier.json" for name in ("calm", "rough"))
    told = [json.loads(path.read_text("utf-8")) for path in (one, other)]
    assert told[0]["events"] == told[1]["events"]
    assert told[0]["actors"] == told[1]["actors"]
    assert told[0]["stances"] == told[1]["stances"]
