from __future__ import annotations

import dataclasses
import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from briefing.config import Settings
from briefing.errors import (
    ConfigError,
    InputError,
    NothingExtracted,
    RenderError,
    StoreError,
)
from briefing.pipeline.day import open_store, render_day, run_day
from briefing.pipeline.progress import Progress
from briefing.pipeline.workshop import Workshop
from tests.command import DAY, NOBODY, paid, tree, write_article
from tests.scripted import MODEL, ScriptedServer, by_schema

DAY_ONE = date.fromisoformat(DAY)


PAPER = "00.md"


@pytest.fixture
def server() -> Any:
    with ScriptedServer(by_schema) as running:
        yield running


@pytest.fixture
def paper() -> Path:
    return paid() / "in" / PAPER


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An output folder whose store knows every answer about the paid articles."""
    return Path(shutil.copytree(paid() / "out", tmp_path / "out"))


def known(output: Path, **more: Any) -> Settings:
    return Settings(base_url=NOBODY, model=MODEL, output=output, **more)


def to(server: ScriptedServer, output: Path, **more: Any) -> Settings:
    return Settings(base_url=server.base_url, model=server.model, output=output, **more)


def override(folder: Path, kind: str, name: str, text: str) -> Path:
    (folder / kind).mkdir(parents=True)
    (folder / kind / name).write_text(text, "utf-8")
    return folder


def test_a_day_reports_what_it_wrote(paper: Path, tmp_path: Path, server: ScriptedServer) -> None:
    report = run_day([str(paper)], DAY_ONE, to(server, tmp_path / "out"), Progress())
    assert report.folder == tmp_path / "out" / DAY
    assert {p.relative_to(report.folder).as_posix() for p in report.files} == set(
        tree(report.folder)
    )
    assert (report.articles, report.partial, report.held_back) == (1, False, ())
    assert report.events == report.new > 0
    assert report.calls == len(server.requests)
    assert list(report.outcomes.values()) == ["asked"]


def test_the_evening_edition_of_another_zone_is_not_held_back(output: Path) -> None:
    report = run_day([str(paid() / "in")], DAY_ONE, known(output), Progress())
    assert report.articles == 4
    assert [Path(path).name for path in report.held_back] == ["04.md", "05.md"]
    assert not report.partial


def test_a_second_days_events_are_told_apart_from_yesterdays(paper: Path, output: Path) -> None:
    settings = known(output)
    first = run_day([str(paper)], DAY_ONE, settings, Progress())
    second = run_day([str(paper)], date(2026, 3, 3), settings, Progress())
    assert (first.new, second.new) == (first.events, 0)
    assert second.events == first.events


def test_no_readable_article_names_each_with_its_reason(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt", "d.txt"):
        (tmp_path / name).write_bytes(b"")
    with pytest.raises(NothingExtracted) as caught:
        run_day([str(tmp_path)], DAY_ONE, known(tmp_path / "out"), Progress())
    assert caught.value.message.count("empty") == 3
    assert caught.value.message.endswith("; and 1 more")
    assert not (tmp_path / "out").exists()


def test_only_later_articles_is_a_question_of_the_day(paper: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="all 1 articles are dated after 2020-01-01"):
        run_day([str(paper)], date(2020, 1, 1), known(tmp_path / "out"), Progress())


@pytest.mark.parametrize("name", ["briefing.md.j2", "note.md.j2"])
@pytest.mark.parametrize("text", ["{{ nope }}", "{% if %}"])
def test_a_broken_layout_is_found_before_a_model_is_asked(
    name: str, text: str, paper: Path, tmp_path: Path, server: ScriptedServer
) -> None:
    mine = override(tmp_path / "mine", "layouts", name, text)
    with pytest.raises(RenderError, match=name):
        run_day([str(paper)], DAY_ONE, to(server, tmp_path / "out", overrides=mine), Progress())
    assert server.requests == []


def test_a_place_that_cannot_be_written_is_found_before_a_model_is_asked(
    paper: Path, tmp_path: Path, server: ScriptedServer
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / DAY).write_text("in the way")
    (tmp_path / "file").write_text("in the way")
    for output in (tmp_path / "out", tmp_path / "file"):
        with pytest.raises(StoreError, match=r"is a file, not|cannot be used"):
            run_day([str(paper)], DAY_ONE, to(server, output), Progress())
    assert server.requests == []


def test_a_layout_of_ones_own_is_used_and_its_data_is_never_a_template(
    tmp_path: Path, server: ScriptedServer
) -> None:
    write_article(tmp_path / "in", 0, extra="Arven thanked Brisk for {{ 7*7 }} ships.\n")
    layout = "{{ briefing.title }}\n{% for n in briefing.notes %}\n{% for s in n.sentences %}\n"
    layout += "{{ s.text }}\n{% endfor %}\n{% endfor %}\n"
    mine = override(tmp_path / "mine", "layouts", "briefing.md.j2", layout)
    settings = to(server, tmp_path / "out", overrides=mine)
    report = run_day([str(tmp_path / "in")], DAY_ONE, settings, Progress())
    page = (report.folder / "briefing.md").read_text("utf-8")
    assert page.startswith("Briefing for 2 March 2026\nArven condemns")
    assert "for {{ 7*7 }} ships." in page


def test_rendering_needs_a_store_and_a_day(tmp_path: Path) -> None:
    settings = Settings(output=tmp_path)
    with pytest.raises(InputError, match="there is no store"):
        render_day(None, settings)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "in").mkdir()
    with pytest.raises(InputError, match="there is no store"):
        open_store(Settings(output=tmp_path / "in"))


def test_a_store_without_a_day_is_told(paper: Path, tmp_path: Path, server: ScriptedServer) -> None:
    server.answer = lambda body: "no"
    settings = to(server, tmp_path / "out")
    with pytest.raises(NothingExtracted):
        run_day([str(paper)], DAY_ONE, settings, Progress())
    with pytest.raises(InputError, match="no briefing for any day"):
        render_day(None, settings)


def test_rendering_under_a_vocabulary_without_the_types_of_the_day_is_told(
    paper: Path, output: Path, tmp_path: Path
) -> None:
    report = run_day([str(paper)], DAY_ONE, known(output), Progress())
    used = json.loads((report.folder / "dossier.json").read_text("utf-8"))["events"][0]["type"]
    text = re.sub(rf"\b{used}\b", "DIFFERENT", Workshop()._text("schemas", "plover.yaml"))
    mine = override(tmp_path / "mine", "schemas", "other.yaml", text)
    with pytest.raises(ConfigError, match=f"has no {used}, which the briefing of 2026-03-02 uses"):
        render_day(DAY_ONE, known(output, overrides=mine, vocabulary="other"))


def test_the_dossier_is_the_one_in_the_store_and_names_its_recipe(
    paper: Path, output: Path
) -> None:
    settings = known(output)
    report = run_day([str(paper)], DAY_ONE, settings, Progress())
    text = (report.folder / "dossier.json").read_text("utf-8")
    with open_store(settings) as store:
        dossier = store.dossier(DAY_ONE)
    assert dossier is not None
    assert json.loads(text) == json.loads(dossier.model_dump_json())
    assert dossier.method.asked == (MODEL,)
    assert dossier.method.prompts == Workshop().prompt_digests
    assert dataclasses.asdict(report)["grounded"] == dossier.coverage.grounded
