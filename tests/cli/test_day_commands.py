"""`briefing run`, `extract`, `render` and `explain` as a user meets them."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.command import (
    CHECKOUT,
    DAY,
    KNOWN,
    LAST_DAY,
    Result,
    briefing,
    model_flags,
    paid,
    tree,
    without_traceback,
)
from tests.scripted import ScriptedServer, by_schema


@pytest.fixture
def given() -> Path:
    """The articles: 00 and 01 of the day, 02 to 05 of the two days after it."""
    return paid() / "in"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store that knows every answer about them; its only day is the last."""
    return Path(shutil.copytree(paid() / "out", tmp_path / "out"))


def two(given: Path) -> list[Path]:
    return [given / "00.md", given / "01.md"]


def known(*words: object, **more: Any) -> Result:
    return briefing(*words, *KNOWN, **more)


# -- run ---------------------------------------------------------------------------------------


def test_run_prints_the_briefings_path_and_one_line_of_counts(given: Path, store: Path) -> None:
    done = known("run", *two(given), "--day", DAY, "-o", store)
    assert done.code == 0
    assert done.out == f"{store / DAY / 'briefing.md'}\n"
    assert done.err.startswith("2 articles, ")
    assert done.err.endswith(" 0 model calls, recipe cue-and-tree/1\n")
    assert done.err.count("\n") == 1
    one = known("run", given / "00.md", "--day", DAY, "-o", store)
    assert one.err.startswith("1 article, ")


def test_quiet_leaves_only_the_path(given: Path, store: Path) -> None:
    done = known("run", *two(given), "--day", DAY, "-o", store, "-q")
    assert (done.code, done.err) == (0, "")


def test_quiet_still_names_what_was_left_out(given: Path, store: Path) -> None:
    done = known("run", *two(given), "nowhere.md", "--day", DAY, "-o", store, "-q")
    assert done.code == 3
    expected = "There is no such file or folder; check the spelling."
    assert done.err == f"left out: nowhere.md: not found. {expected}\n"


def test_verbose_tells_the_fate_of_each_article(given: Path, store: Path) -> None:
    done = known("run", *two(given), "--day", DAY, "-o", store, "-v")
    assert "from store: Arven condemns Dunmere over Canary0\n" in done.err


def test_json_is_one_object_on_stdout_and_nothing_else(given: Path, store: Path) -> None:
    done = known("run", *two(given), "nowhere.md", "--day", DAY, "-o", store, "--json")
    said = json.loads(done.out)
    assert done.code == 3
    assert done.err == ""
    assert (said["day"], said["articles"], said["calls"]) == (DAY, 2, 0)
    assert [failure["reason"] for failure in said["failures"]] == ["not found"]
    assert set(said["outcomes"].values()) == {"from store"}
    assert Path(said["briefing"]).is_file()


def test_articles_of_later_days_are_held_back_by_name(given: Path, store: Path) -> None:
    done = known("run", given, "--day", DAY, "-o", store)
    assert done.code == 0
    assert f"held back: {(given / '04.md').as_posix()}: dated after {DAY}\n" in done.err
    page = (store / DAY / "briefing.md").read_text("utf-8")
    assert "04.md" in page.replace("\\", "")
    assert "Canary4" not in page


def test_a_day_before_every_article_is_told_as_such(given: Path, tmp_path: Path) -> None:
    done = known("run", given, "--day", "2020-01-01", "-o", tmp_path / "new")
    assert done.code == 2
    assert "all 6 articles are dated after 2020-01-01" in without_traceback(done)
    assert not (tmp_path / "new").exists()


def test_excluded_articles_are_not_read(given: Path, store: Path) -> None:
    done = known("run", given, "--exclude", "0[1-5]*", "--day", DAY, "-o", store)
    assert done.err.startswith("1 article, ")
    gone = known("run", given, "--exclude", "*", "--day", DAY, "-o", store)
    assert gone.code == 4
    assert str(given) in without_traceback(gone)


def test_an_article_comes_from_standard_input(given: Path, store: Path) -> None:
    text = (given / "00.md").read_bytes()
    done = known("run", "-", "--day", DAY, "-o", store, stdin=text)
    assert done.code == 0
    assert done.err.startswith("1 article, ")


@pytest.mark.parametrize("stdin", [b"", b"  \n\n", bytes(range(256)) * 8])
def test_nothing_readable_on_standard_input_is_told(stdin: bytes, tmp_path: Path) -> None:
    done = briefing("run", "-", "-o", tmp_path / "out", stdin=stdin)
    assert done.code == 4
    assert "no article could be read: - (" in without_traceback(done)
    assert not (tmp_path / "out").exists()


def test_endless_standard_input_is_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_MAX_BYTES", "1000")
    done = briefing("run", "-", "-o", tmp_path / "out", stdin=b"Arven condemned Brisk. " * 10_000)
    assert done.code == 4
    assert "too long" in done.err


@pytest.mark.parametrize("name", ["empty", "nowhere"])
def test_a_folder_without_articles_is_named_and_nothing_is_written(
    name: str, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    done = briefing("run", tmp_path / name, "-o", tmp_path / "out")
    assert done.code == 4
    assert str(tmp_path / name) in without_traceback(done)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("prompt", ["{{ nope", "{{ nope }}", "{% include '../../x' %}"])
def test_a_broken_prompt_of_ones_own_is_named_before_anything_is_asked(
    prompt: str, given: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "mine" / "prompts"
    mine.mkdir(parents=True)
    (mine / "actors.user.md.j2").write_text(prompt)
    words = ["--day", DAY, "-o", tmp_path / "out", "--overrides", mine.parent]
    with ScriptedServer(by_schema) as server:
        done = briefing("run", given, *words, *model_flags(server))
    assert done.code == 2
    assert "actors.user.md.j2, line 1" in without_traceback(done)
    assert server.requests == []
    assert not (tmp_path / "out" / DAY).exists()


# -- extract -----------------------------------------------------------------------------------


def test_extract_prints_one_json_object_an_article(given: Path, store: Path) -> None:
    done = known("extract", *two(given), "-o", store)
    records = [json.loads(line) for line in done.out.splitlines()]
    assert done.code == 0
    assert [record["article"]["title"][:14] for record in records] == [
        "Arven condemns",
        "Brisk condemns",
    ]
    for record in records:
        assert {"article", "grounded", "rejected", "unread", "provenance"} == set(record)
        assert record["grounded"]
        assert record["provenance"]["asked"] == "scripted"


def test_extract_as_markdown_is_the_note_of_the_briefing_without_the_way_back(
    given: Path, store: Path
) -> None:
    done = known("extract", given / "00.md", "--markdown", "-o", store)
    assert done.code == 0
    assert done.out.startswith("# Article: Arven condemns Dunmere over Canary0\n")
    assert "\n### S1\n" in done.out
    assert "Back to the" not in done.out


def test_extract_goes_on_after_a_bad_article(given: Path, store: Path) -> None:
    broken = CHECKOUT / "tests" / "articles" / "broken" / "empty.txt"
    done = known("extract", broken, given / "00.md", "-o", store, "-q")
    assert done.code == 3
    assert done.err.startswith("left out: ")
    assert len(done.out.splitlines()) == 1
    assert known("extract", broken, "-o", store).code == 4


# -- render and explain ------------------------------------------------------------------------


def test_render_writes_the_latest_day_again(store: Path) -> None:
    files = tree(store / LAST_DAY)
    shutil.rmtree(store / LAST_DAY)
    done = briefing("render", "-o", store)
    assert (done.code, done.out) == (0, f"{store / '2026-03-04' / 'briefing.md'}\n")
    assert tree(store / LAST_DAY) == files
    said = json.loads(briefing("render", "-o", store, "--json").out)
    names = {Path(name).relative_to(store / LAST_DAY).as_posix() for name in said["files"]}
    assert names == set(files)


def test_render_of_an_unknown_day_names_the_days_there_are(store: Path) -> None:
    done = briefing("render", "-o", store, "--day", "2030-01-01")
    assert done.code == 2
    assert "days in the store: 2026-03-04" in without_traceback(done)


def test_a_broken_layout_leaves_the_old_briefing_in_place(store: Path, tmp_path: Path) -> None:
    files = tree(store / LAST_DAY)
    layouts = tmp_path / "mine" / "layouts"
    layouts.mkdir(parents=True)
    (layouts / "briefing.md.j2").write_text("# fine\n\n{{ briefing.nope }}\n")
    done = briefing("render", "-o", store, "--overrides", layouts.parent)
    assert done.code == 2
    assert "layouts/briefing.md.j2, line 3" in without_traceback(done)
    assert tree(store / LAST_DAY) == files


def test_render_under_a_vocabulary_that_lacks_a_type_is_told(store: Path, tmp_path: Path) -> None:
    schemas = tmp_path / "mine" / "schemas"
    schemas.mkdir(parents=True)
    text = (CHECKOUT / "schemas" / "plover.yaml").read_text("utf-8")
    used = json.loads((store / LAST_DAY / "dossier.json").read_text("utf-8"))["events"][0]["type"]
    (schemas / "other.yaml").write_text(re.sub(rf"\b{used}\b", "DIFFERENT", text), "utf-8")
    words = ["-o", store, "--overrides", schemas.parent, "--vocabulary", "other"]
    done = briefing("render", *words)
    assert done.code == 2
    assert f"has no {used}" in without_traceback(done)
    assert "--vocabulary" in done.err


def _ids(value: object) -> set[str]:
    """Every id anywhere in a dossier."""
    if isinstance(value, dict):
        own = {str(value[key]) for key in ("id", "article_id") if value.get(key)}
        return own.union(*(_ids(item) for item in value.values()))
    if isinstance(value, list):
        return set().union(*(_ids(item) for item in value))
    return set()


def test_explain_knows_every_id_of_the_dossier(store: Path) -> None:
    ids = _ids(json.loads((store / LAST_DAY / "dossier.json").read_text("utf-8")))
    assert {item.partition("-")[0] for item in ids} >= {"e", "p", "t", "c", "a", "y"}
    for item in sorted(ids):
        said = briefing("explain", item, "-o", store, "--json")
        assert said.code == 0, (item, said.err)
        found = json.loads(said.out)
        assert found["id"] == item
        assert found["claims"], item
        assert all(claim["evidence"] for claim in found["claims"])


def test_explain_shows_the_sentences_a_line_rests_on(store: Path) -> None:
    dossier = json.loads((store / LAST_DAY / "dossier.json").read_text("utf-8"))
    event = dossier["events"][0]
    done = briefing("explain", event["id"], "-o", store)
    assert done.code == 0
    assert done.out.startswith(f"event {event['id']} of 2026-03-04\n")
    assert "  type: " in done.out
    assert "\n  S" in done.out
    for claim in event["claims"]:
        assert f"\nclaim {claim} in " in done.out


def test_explain_of_an_unknown_id_says_where_ids_stand(store: Path) -> None:
    done = briefing("explain", "e-00000000", "-o", store)
    assert done.code == 2
    assert "dossier.json" in without_traceback(done)
    dated = briefing("explain", "e-00000000", "-o", store, "--day", LAST_DAY)
    assert "the briefing of 2026-03-04" in dated.err
