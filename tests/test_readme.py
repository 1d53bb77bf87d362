"""README says what the program does, and says it first."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import typer.main

from briefing import errors
from briefing.cli import app

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def _commands() -> list[list[str]]:
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    lines = [line.split("#")[0].strip() for block in blocks for line in block.splitlines()]
    return [shlex.split(line) for line in lines if line.startswith("briefing ")]


def test_readme_opens_with_the_two_commands() -> None:
    block = README.split("```sh\n", 1)[1].split("```", 1)[0].splitlines()
    assert [line.split("#")[0].strip() for line in block] == ["make briefing", "make test"]
    assert README.index("make briefing") < 200


@pytest.mark.parametrize("words", _commands(), ids=" ".join)
def test_readme_commands_exist_with_these_options(words: list[str]) -> None:
    command = typer.main.get_command(app)
    for word in words[1:]:
        inner = getattr(command, "commands", {})
        if word not in inner:
            break
        command = inner[word]
    known = {option for param in command.params for option in getattr(param, "opts", ())}
    assert {word for word in words if word.startswith("-") and word != "-"} <= known


def test_readme_names_every_exit_code_of_our_errors() -> None:
    listed = {
        int(code)
        for row in re.findall(r"^\| ([\d, ]+) \|", README, re.MULTILINE)
        for code in row.split(",")
    }
    own = {kind.exit_code for kind in vars(errors).values() if hasattr(kind, "exit_code")}
    assert own | {0, 3, 130, 143} == listed


def test_readme_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", README):
        assert (ROOT / target).exists(), target


def test_makefile_words_of_readme_and_contributing_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    text = README + (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert set(re.findall(r"(?m)(?:^|`)make ([a-z]+)", text)) <= targets
