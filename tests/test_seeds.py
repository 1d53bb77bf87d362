"""The shipped seeds run on shipped answers, and every shipped answer is one they ask for."""

from __future__ import annotations

import json
from pathlib import Path

from briefing.domain.dossier import Dossier
from briefing.stages.standing import WEAK
from tests.command import briefing

ROOT = Path(__file__).parent.parent
ANSWERS = ROOT / "seeds" / "answers"


def _dossier(output: Path, day: str) -> Dossier:
    text = (output / day / "dossier.json").read_text("utf-8")
    return Dossier.model_validate_json(text)


def test_all_seeds_replay_strictly_and_no_recording_is_an_orphan(tmp_path: Path) -> None:
    seeds = str(ROOT / "seeds")
    done = briefing(
        *("run", seeds, "--day", "2026-03-05", "--replay", str(ANSWERS), "-o", str(tmp_path))
    )
    assert done.code == 0, done.err
    asked = {key for e in _dossier(tmp_path, "2026-03-05").extractions for key in e.provenance.keys}
    recorded = {json.loads(path.read_text("utf-8"))["key"] for path in ANSWERS.glob("*/*.json")}
    assert recorded == asked


def test_three_days_show_a_copy_a_contest_and_what_was_seen_before(tmp_path: Path) -> None:
    for day in ("2026-03-02", "2026-03-03", "2026-03-04"):
        folder = str(ROOT / "seeds" / "days" / day)
        done = briefing(
            *("run", folder, "--day", day, "--replay", str(ANSWERS), "-o", str(tmp_path))
        )
        assert done.code == 0, done.err
    first = _dossier(tmp_path, "2026-03-02")
    assert [source.outlet for source in first.sources if source.copy_of] == ["Sundhara Times"]
    assert {contest.kind for contest in first.contests} == {"figures"}
    last = (tmp_path / "2026-03-04" / "briefing.md").read_text("utf-8")
    assert "since 3 March 2026" in last


def test_no_seed_claim_comes_from_an_instruction_or_a_link_list(tmp_path: Path) -> None:
    seeds = str(ROOT / "seeds")
    briefing(*("run", seeds, "--day", "2026-03-05", "--replay", str(ANSWERS), "-o", str(tmp_path)))
    dossier = _dossier(tmp_path, "2026-03-05")
    proofs = {
        proof.text
        for extraction in dossier.extractions
        for item in extraction.grounded
        for proof in item.evidence
    }
    for bait in ("disregard", "automated systems", "AI assistants", "HACKED", "Nico Williams"):
        assert not [text for text in proofs if bait.lower() in text.lower()], bait


def test_least_says_how_likely_an_act_must_be_and_no_claim_gets_lost(tmp_path: Path) -> None:
    seeds = str(ROOT / "seeds")
    told, weak = {}, {}
    for least in ("0", "", "1"):
        output = tmp_path / f"least{least}"
        flags = ("--least", least) if least else ()
        done = briefing(
            *("run", seeds, "--day", "2026-03-05", "--replay", str(ANSWERS), "-o", str(output)),
            *flags,
        )
        assert done.code == 0, done.err
        found = _dossier(output, "2026-03-05").extractions
        told[least] = sum(len(one.grounded) + len(one.rejected) for one in found)
        weak[least] = sum(claim.reason == WEAK for one in found for claim in one.rejected)
        page = (output / "2026-03-05" / "briefing.md").read_text("utf-8")
        assert (f"{WEAK} {weak[least]}" in page) == bool(weak[least])
    assert len(set(told.values())) == 1
    assert weak["0"] == 0 < weak[""] < weak["1"]


def test_what_the_day_before_told_stands_however_weak_it_is_told_again(tmp_path: Path) -> None:
    def run(day: str, folder: str, least: str, output: Path) -> Dossier:
        source = str(ROOT / "seeds" / "days" / folder)
        words = ("run", source, "--day", day, "--replay", str(ANSWERS), "-o", str(output))
        done = briefing(*words, "--least", least)
        assert done.code == 0, done.err
        return _dossier(output, day)

    first = run("2026-03-04", "2026-03-04", "0", tmp_path / "two")
    again = run("2026-03-05", "2026-03-04", "1", tmp_path / "two")
    alone = run("2026-03-05", "2026-03-04", "1", tmp_path / "one")
    assert {event.id for event in again.events} == {event.id for event in first.events}
    assert len(alone.events) < len(again.events)
    carried = [one.weak for part in again.extractions for one in part.grounded if one.weak]
    assert carried
    note = " ".join(p.read_text("utf-8") for p in (tmp_path / "two").glob("*-05/articles/*.md"))
    assert note.count("told elsewhere") >= len(carried)
