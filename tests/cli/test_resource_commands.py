"""`briefing where`, `eject`, `model list` and `generate`."""

from __future__ import annotations

import json
from pathlib import Path

from briefing.cli.generated import generate
from briefing.llm.models import CATALOGUE, DEFAULT
from tests.command import CHECKOUT, briefing


def test_where_lists_every_resource_with_origin_and_digest() -> None:
    lines = [json.loads(line) for line in briefing("where", "--json").out.splitlines()]
    listed = {(line["kind"], line["name"]) for line in lines}
    for kind in ("prompts", "schemas"):
        files = {path.name for path in (CHECKOUT / kind).iterdir() if path.is_file()}
        assert {name for found, name in listed if found == kind} == files
    assert all(line["origin"] in ("checkout", "bundled") for line in lines)
    text = briefing("where").out
    assert all(f"{line['digest']}  " in text for line in lines)


def test_an_ejected_file_is_the_one_in_use_from_then_on(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    done = briefing("eject", "layouts/briefing.md.j2", "--into", mine)
    assert (done.code, done.out) == (0, f"{mine / 'layouts' / 'briefing.md.j2'}\n")
    built_in = CHECKOUT / "briefing" / "layouts" / "briefing.md.j2"
    assert (mine / "layouts" / "briefing.md.j2").read_bytes() == built_in.read_bytes()
    lines = briefing("where", "--overrides", mine).out.splitlines()
    assert [line.split()[2] for line in lines if line.split()[1] == "yours"] == [
        "layouts/briefing.md.j2"
    ]


def test_eject_overwrites_nothing(tmp_path: Path) -> None:
    briefing("eject", "layouts/note.md.j2", "--into", tmp_path)
    (tmp_path / "layouts" / "note.md.j2").write_text("my work")
    done = briefing("eject", "layouts/note.md.j2", "--into", tmp_path)
    assert done.code == 2
    assert "is in the way" in done.err
    assert (tmp_path / "layouts" / "note.md.j2").read_text() == "my work"


def test_eject_of_an_unknown_file_names_those_there_are(tmp_path: Path) -> None:
    done = briefing("eject", "layouts/nope.md.j2", "--into", tmp_path)
    assert done.code == 2
    assert "note.md.j2" in done.err
    assert list(tmp_path.iterdir()) == []


def test_model_list_names_every_model_and_where_it_lies() -> None:
    lines = [json.loads(line) for line in briefing("model", "list", "--json").out.splitlines()]
    assert [line["name"] for line in lines] == list(CATALOGUE)
    assert [line["name"] for line in lines if line["default"]] == [DEFAULT]
    assert {line["path"] for line in lines} == {None}  # the tests' home is empty
    text = briefing("model", "list").out
    assert f"{DEFAULT} (default)  " in text
    assert "not here yet" in text


def test_generate_says_what_is_out_of_date_and_makes_it_again(tmp_path: Path) -> None:
    assert generate(into=tmp_path, check=True) == 1
    assert list(tmp_path.iterdir()) == []
    assert generate(into=tmp_path) == 0
    assert generate(into=tmp_path, check=True) == 0
    page = tmp_path / "docs" / "commands.md"
    page.write_text(page.read_text("utf-8").replace("--exclude", "--omit"), "utf-8")
    done = briefing("generate", "--into", tmp_path, "--check")
    assert done.code == 1
    assert done.err == "out of date: docs/commands.md (run `make docs`)\n"
    schema = json.loads((tmp_path / "schemas" / "article.schema.json").read_text("utf-8"))
    assert schema["title"] == "Article"
