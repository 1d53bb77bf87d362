from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefing.errors import ConfigError
from briefing.pipeline.workshop import Workshop
from tests.command import CHECKOUT

PROMPTS = sorted(path.name for path in (CHECKOUT / "prompts").glob("*.j2"))


def recipe(workshop: Workshop, model: str = "m", temperature: float = 0.0) -> str:
    return workshop.recipe(model, temperature)


def changed(folder: Path, kind: str, name: str) -> Workshop:
    (folder / kind).mkdir(parents=True)
    shutil.copy(CHECKOUT / kind / name, folder / kind / name)
    with (folder / kind / name).open("a", encoding="utf-8") as file:
        file.write("\n# changed\n" if kind == "schemas" else "\nchanged\n")
    return Workshop(overrides=folder)


def test_the_recipe_is_the_same_until_something_changes() -> None:
    assert recipe(Workshop()) == recipe(Workshop())
    assert recipe(Workshop()) != recipe(Workshop(), model="other")
    assert recipe(Workshop()) != recipe(Workshop(), temperature=0.5)


@pytest.mark.parametrize("name", PROMPTS)
def test_every_prompt_is_part_of_the_recipe(name: str, tmp_path: Path) -> None:
    assert recipe(changed(tmp_path, "prompts", name)) != recipe(Workshop())


@pytest.mark.parametrize(
    "name", ["plover.yaml", "lexicon.en.yaml", "countries.yaml", "reading.yaml", "standing.yaml"]
)
def test_every_vocabulary_file_is_part_of_the_recipe(name: str, tmp_path: Path) -> None:
    assert recipe(changed(tmp_path, "schemas", name)) != recipe(Workshop())


def test_a_layout_is_not_since_it_shapes_no_claim(tmp_path: Path) -> None:
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "note.md.j2").write_text("x")
    assert recipe(Workshop(overrides=tmp_path)) == recipe(Workshop())


def test_provenance_names_the_digest_of_every_prompt() -> None:
    origin = Workshop().origin("m")
    assert sorted(origin.prompts) == PROMPTS
    assert origin.asked == "m"
    assert {"plover.yaml", "countries.yaml"} <= set(origin.schemas)


def test_an_unknown_vocabulary_is_a_configuration_error() -> None:
    with pytest.raises(ConfigError, match="nonesuch"):
        Workshop("nonesuch")
