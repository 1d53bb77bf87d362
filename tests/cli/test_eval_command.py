"""`briefing eval` as a user calls it, against a scripted server."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import briefing, model_flags
from tests.scripted import ScriptedServer, by_schema

GERMAN = "Arven hat am Montag die Regierung von Brisk wegen der neuen Zölle verurteilt."
EVENT = {"actor": ["Arven"], "type": ["ACCUSE"], "target": ["Brisk"], "evidence": [1]}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    for part in ("tuning", "held-out"):
        folder = tmp_path / "gold" / part
        folder.mkdir(parents=True)
        text = f"Arven condemned Brisk over {part}."
        entry = {
            "sentences": [text],
            "actors": [{"name": "Arven"}, {"name": "Brisk"}],
            "events": [EVENT],
        }
        (folder / "gold.json").write_text(json.dumps({f"{part}-one": entry}), "utf-8")
        (folder / f"{part}-one.txt").write_text(text, "utf-8")
    return tmp_path / "gold"


def test_gold_that_is_nowhere_is_skipped_with_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = briefing("eval")
    assert (done.code, done.out) == (0, "")
    assert done.err == "skipped: no gold.json; name its folder with --gold or BRIEFING_GOLD\n"


def test_a_change_is_measured_against_an_earlier_result(
    gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("scipy")
    monkeypatch.chdir(tmp_path)
    with ScriptedServer(by_schema) as server:
        flags = ("--gold", gold, *model_flags(server), "-q")
        before = briefing("eval", *flags, "--json", "--name", "before")
        assert before.code == 0, before.err
        (run,) = json.loads(before.out)["runs"]
        assert set(run["groups"]) == {"tuning", "held-out"}
        assert "held-out-one" not in before.out
        assert "tuning-one" in before.out
        (tmp_path / "before.json").write_text(before.out, "utf-8")

        table = briefing("eval", *flags, "--against", "before.json", "--name", "after")
        assert table.code == 0, table.err
        assert 0 <= table.out.index("tuning: diff") < table.out.index("held-out: differences")
        assert "before" in table.out.splitlines()[2]

        (tmp_path / "a.toml").write_text("jobs = 1\n", "utf-8")
        several = ("--config", "one=a.toml", "--config", "a.toml", "--part", "tuning")
        both = briefing("eval", *flags, *several, "--format", "markdown")
        assert both.out.startswith("## tuning\n\n|  | one | a |\n"), both.err
        assert "held-out" not in both.out

        shown = briefing("eval", *flags, "--part", "held-out", "--reveal-held-out", "--errors")
        assert "held-out-one" in shown.out
        (gold / "tuning" / "tuning-one.txt").write_text(GERMAN, "utf-8")
        english = briefing("eval", *flags, "--language", "en", "--json")
        (run,) = json.loads(english.out)["runs"]
        assert set(run["groups"]) == {"held-out"}
        french = briefing("eval", *flags, "--language", "fr")
        assert (french.code, "Its articles are in: de, en." in french.err) == (2, True)
        wrong = briefing("eval", *flags, "--part", "nonesuch")
        assert wrong.code == 2
        assert "It has: held-out, tuning." in wrong.err
