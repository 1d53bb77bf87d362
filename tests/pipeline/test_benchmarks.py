"""Foreign benchmarks on records of our own, and on the real ones where they are."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from briefing.config import Settings
from briefing.errors import ConfigError
from briefing.evaluation.foreign import Told, gsr_file, load_gsr, measured, seesaw_file, show
from briefing.pipeline.benchmarks import file_of, run_benchmark
from tests.command import briefing

GOLD = Path(os.environ.get("BRIEFING_GOLD") or Path(__file__).parents[3] / "shared" / "gold")


def a_record(number: int, event: str, text: str, **more: Any) -> dict[str, Any]:
    parties = {"source": [{"actorText": "Arven"}], "target": [{"actorText": "Brisk"}]}
    return {"id": f"r{number}", "event": event, "text": text} | parties | more


RECORDS = [
    {"id": "r0", "event": "DOCUMENT", "license": "free"},
    a_record(1, "DISAPPROVE", "Arven condemned Brisk."),
    a_record(2, "DEMAND", "Arven said Brisk must leave."),
    a_record(3, "FIGHT", "Brisk was attacked by Arven."),
    a_record(4, "AID", "Arven condemned Brisk.", source=None, target=""),
]
STORY = {
    "story_id": "s",
    "doc_id": "s_0",
    "sentences": ["Arven praised Brisk.", "Arven spoke to Brisk.", "Arven condemned Corland."],
    "stances": [
        {"sent": 0, "subject": "Arven", "object": "Brisk", "sentiment": "POS"},
        {"sent": 1, "subject": "Arven", "object": "Brisk", "sentiment": "POS"},
        {"sent": 2, "subject": "Arven", "object": "Corland", "sentiment": "NEG"},
        {"sent": 2, "subject": "None", "object": "Not in the list", "sentiment": "NEG"},
    ],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for file, text in (
        (gsr_file(tmp_path), json.dumps(RECORDS)),
        (seesaw_file(tmp_path), json.dumps(STORY)),
    ):
        file.parent.mkdir()
        file.write_text(text, "utf-8")
    return tmp_path


def test_old_type_names_are_read_as_the_present_ones(folder: Path) -> None:
    found = load_gsr(gsr_file(folder))
    assert [one.type for one in found] == ["ACCUSE", "REQUEST", "ASSAULT", "AID"]
    assert (found[3].initiators, found[3].recipients) == ((), ())


def test_sentences_of_gsr_are_measured_with_the_pair_given(folder: Path) -> None:
    found = run_benchmark("gsr", folder, Settings(), None)
    type_, quad, roles = found.measures
    assert (type_.accuracy["all"].hits, type_.accuracy["all"].of) == (3, 4)
    assert (quad.accuracy["all"].hits, quad.accuracy["all"].of) == (3, 4)
    assert (roles.accuracy["all"].hits, roles.accuracy["all"].of) == (3, 3)
    assert roles.floors == {"whoever is named first": pytest.approx(2 / 3)}
    assert type_.classes["AID"].f1 == 0.0
    halves = [type_.accuracy[half].of for half in ("first", "second")]
    assert sum(halves) == 4
    assert run_benchmark("gsr", folder, Settings(), 2).records == 2


def test_polarity_of_seesaw_leans_on_the_same_pair_elsewhere(folder: Path) -> None:
    found = run_benchmark("seesaw", folder, Settings(), None)
    polarity, roles = found.measures
    assert polarity.accuracy["all"].value == 1.0  # "spoke to" alone would oppose
    assert polarity.floors == {"always negative": 0.5}
    assert roles.accuracy["all"].of == 3
    assert run_benchmark("seesaw", folder, Settings(), 1).records == 1


def test_a_result_shows_licence_floors_and_classes_in_every_layout(folder: Path) -> None:
    found = [run_benchmark(name, folder, Settings(), None) for name in ("gsr", "seesaw")]
    for form in ("table", "markdown"):
        text = show(found, form)
        assert "CC BY-SA 4.0" in text
        assert "CC BY-NC-SA 4.0" in text
        assert "naive Bayes 0.63" in text
        assert "ASSAULT" in text
    data = json.loads(show(found, "json"))["benchmarks"]
    assert data[0]["measures"][0]["accuracy"]["all"]["value"] == 0.75


def test_the_halves_are_counted_apart() -> None:
    told = [
        Told(measure="m", half="first", gold="a", told="a"),
        Told(measure="m", half="second", gold="a", told="b"),
        Told(measure="other", half="second", gold="a", told="b"),
    ]
    found = measured(told, "m", {})
    assert {name: (s.hits, s.of) for name, s in found.accuracy.items()} == {
        "all": (1, 2),
        "first": (1, 1),
        "second": (0, 1),
    }
    assert found.classes["a"].precision == 1.0
    assert found.classes["a"].recall == 0.5


@pytest.mark.parametrize("name", ["gsr", "seesaw"])
def test_data_of_another_shape_is_refused_with_its_file(name: str, folder: Path) -> None:
    file_of(name, folder).write_text('[{"id": 1}]\n', "utf-8")
    with pytest.raises(ConfigError, match="not the benchmark it should be"):
        run_benchmark(name, folder, Settings(), None)


def test_a_benchmark_is_asked_for_by_name_and_skipped_with_one_line(
    folder: Path, tmp_path: Path
) -> None:
    done = briefing("eval", "--gold", folder, "--benchmark", "gsr", "--limit", 1)
    assert done.code == 0
    assert done.out.startswith("PLOVER GSR, pair given (1 records; ")
    absent = briefing("eval", "--gold", tmp_path / "nowhere", "--benchmark", "gsr")
    assert (absent.code, absent.out) == (0, "")
    assert absent.err.startswith("skipped: no plover_gsr")
    assert absent.err.count("\n") == 1
    wrong = briefing("eval", "--benchmark", "nonesuch")
    assert wrong.code == 2
    assert "none of gsr, seesaw" in wrong.err


@pytest.mark.skipif(not gsr_file(GOLD).is_file(), reason="no benchmark data: set BRIEFING_GOLD")
def test_the_real_sentences_are_read_better_than_by_naive_bayes_on_the_half_nobody_looked_at() -> (
    None
):
    type_, quad, _ = run_benchmark("gsr", GOLD, Settings(), None).measures
    assert (type_.accuracy["second"].value or 0) > 0.63
    assert (quad.accuracy["second"].value or 0) > 0.79


@pytest.mark.skipif(not seesaw_file(GOLD).is_file(), reason="no benchmark data: set BRIEFING_GOLD")
def test_the_real_stances_are_read_better_than_always_negative() -> None:
    polarity, _ = run_benchmark("seesaw", GOLD, Settings(), None).measures
    assert (polarity.accuracy["second"].value or 0) > 0.62
    assert (polarity.accuracy["all"].value or 0) > polarity.floors["always negative"]
