"""Where prompts, schemas and layouts are found."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import briefing.resources
from briefing.errors import ConfigError
from briefing.resources import Kind, eject, every, find, look_up, shipped_answers

PACKAGE = Path(briefing.resources.__file__).parent


def put(folder: Path, name: str, content: bytes | str = "x\n") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def installed(folder: Path, *, wheel: bool) -> Path:
    """A copy of the modules under test as a wheel or as a checkout would lay them out."""
    package = folder / "briefing"
    package.mkdir(parents=True)
    for name in ("__init__.py", "errors.py", "resources.py"):
        shutil.copy(PACKAGE / name, package / name)
    put(package, "layouts/briefing.md.j2", "layout")
    put(package / "_bundled" if wheel else folder, "prompts/event.md.j2", "prompt of ours")
    put(folder, "prompts/stranger.md.j2", "somebody else's")
    put(folder, "seeds/answers/a.json", "{}")
    return folder


def ask(folder: Path, expression: str) -> str:
    code = f"from briefing.resources import *; from briefing.resources import look_up; {expression}"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


LIST = "print([(r.kind, r.name, r.origin) for r in every(None)], shipped_answers() is not None)"


def test_an_installed_wheel_uses_its_bundle_and_not_the_folders_of_its_neighbours(
    tmp_path: Path,
) -> None:
    expected = [
        ("layouts", "briefing.md.j2", "bundled"),
        ("prompts", "event.md.j2", "bundled"),
    ]
    assert ask(installed(tmp_path / "site", wheel=True), LIST) == f"{expected} False"


def test_a_checkout_uses_the_folders_beside_the_package(tmp_path: Path) -> None:
    expected = [
        ("layouts", "briefing.md.j2", "bundled"),
        ("prompts", "event.md.j2", "checkout"),
        ("prompts", "stranger.md.j2", "checkout"),
    ]
    assert ask(installed(tmp_path / "tree", wheel=False), LIST) == f"{expected} True"


def test_the_users_own_copy_wins_and_the_rest_stays_built_in(tmp_path: Path) -> None:
    tree = installed(tmp_path / "tree", wheel=False)
    put(tmp_path, "mine/prompts/event.md.j2", "prompt of mine")
    put(tmp_path, "mine/schemas/house.yaml", "a: b")
    put(tmp_path, "mine/schemas/notes.txt", "not a schema")
    listed = ask(
        tree,
        "from pathlib import Path; "
        f"print([(r.name, r.origin, r.text) for r in every(Path({str(tmp_path / 'mine')!r}))])",
    )
    assert listed == str(
        [
            ("briefing.md.j2", "bundled", "layout"),
            ("event.md.j2", "yours", "prompt of mine"),
            ("stranger.md.j2", "checkout", "somebody else's"),
            ("house.yaml", "yours", "a: b"),
        ]
    )


def test_the_digest_is_of_the_bytes_and_the_text_has_line_feeds_only(tmp_path: Path) -> None:
    content = "\ufeffé\r\nb\rc\n".encode()
    put(tmp_path, "prompts/p.md.j2", content)
    found = find("prompts", "p.md.j2", tmp_path)
    assert found.text == "é\nb\nc\n"
    assert found.digest == hashlib.sha256(content).hexdigest()[:12]
    assert (found.kind, found.name, found.origin) == ("prompts", "p.md.j2", "yours")
    assert found.path == tmp_path / "prompts" / "p.md.j2"


def test_a_missing_resource_is_refused_with_the_list_of_what_exists(tmp_path: Path) -> None:
    put(tmp_path, "schemas/zebra.yaml")
    with pytest.raises(ConfigError, match=r"There is no schemas/horse\.yaml") as caught:
        find("schemas", "horse.yaml", tmp_path)
    assert "zebra.yaml" in caught.value.hint
    assert look_up("schemas", "horse.yaml", tmp_path) is None


def test_a_folder_or_a_file_of_another_kind_is_no_resource(tmp_path: Path) -> None:
    (tmp_path / "schemas" / "folder.yaml").mkdir(parents=True)
    put(tmp_path, "schemas/README.md")
    for name in ("folder.yaml", "README.md"):
        with pytest.raises(ConfigError, match="There is no"):
            find("schemas", name, tmp_path)
    assert not {"folder.yaml", "README.md"} & {found.name for found in every(tmp_path)}


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "../x.yaml", "a/b.yaml", "a\\b.yaml", "/etc/x.yaml", "C:x.yaml", "a\0.yaml"],
)
def test_a_name_that_leaves_its_folder_is_refused(tmp_path: Path, name: str) -> None:
    put(tmp_path, "x.yaml")
    put(tmp_path, "schemas/a/b.yaml")
    for call in (find, look_up):
        with pytest.raises(ConfigError, match="not the name of a file"):
            call("schemas", name, tmp_path)
    with pytest.raises(ConfigError, match="not the name of a file"):
        eject("schemas", name, tmp_path / "into")


@given(st.text(max_size=12), st.sampled_from(["", ".yaml"]))
def test_any_name_is_found_inside_its_folder_or_refused(stem: str, suffix: str) -> None:
    try:
        found = look_up("schemas", stem + suffix, None)
    except ConfigError:
        return
    assert found is None or found.path.parent.name == "schemas"


def test_an_override_folder_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    for call in (
        lambda: find("prompts", "p.md.j2", tmp_path / "no"),
        lambda: every(tmp_path / "no"),
    ):
        with pytest.raises(ConfigError, match="does not exist"):
            call()


def test_a_file_that_is_not_utf8_is_refused_with_its_line(tmp_path: Path) -> None:
    path = put(tmp_path, "prompts/p.md.j2", b"good\ncaf\xe9\n")
    with pytest.raises(ConfigError) as caught:
        find("prompts", "p.md.j2", tmp_path)
    assert caught.value.message == f"{path}, line 2: this is not UTF-8 text."


def test_eject_copies_the_built_in_file_byte_for_byte(tmp_path: Path) -> None:
    tree = installed(tmp_path / "tree", wheel=False)
    put(tree, "prompts/event.md.j2", b"\xef\xbb\xbfa\r\n")
    put(tmp_path, "mine/prompts/event.md.j2", "mine")
    into = tmp_path / "new" / "folder"
    call = f"from pathlib import Path; print(eject('prompts', 'event.md.j2', Path({str(into)!r})))"
    target = Path(ask(tree, call))
    assert target == into / "prompts" / "event.md.j2"
    assert target.read_bytes() == b"\xef\xbb\xbfa\r\n"
    assert sorted(path.name for path in into.rglob("*")) == ["event.md.j2", "prompts"]


def test_eject_with_overrides_copies_the_copy_in_use(tmp_path: Path) -> None:
    put(tmp_path, "mine/layouts/own.md.j2", "mine")
    target = eject("layouts", "own.md.j2", tmp_path / "new", overrides=tmp_path / "mine")
    assert target.read_text() == "mine"


def test_eject_never_overwrites(tmp_path: Path) -> None:
    put(tmp_path, "mine/schemas/a.yaml", "built in")
    edited = put(tmp_path, "new/schemas/a.yaml", "edited")
    with pytest.raises(ConfigError, match="in the way"):
        eject("schemas", "a.yaml", tmp_path / "new", overrides=tmp_path / "mine")
    assert edited.read_text() == "edited"


def test_eject_into_what_is_no_folder_is_refused(tmp_path: Path) -> None:
    put(tmp_path, "mine/schemas/a.yaml")
    blocked = put(tmp_path, "file")
    with pytest.raises(ConfigError, match="cannot be written"):
        eject("schemas", "a.yaml", blocked, overrides=tmp_path / "mine")


def test_the_list_is_sorted_and_every_entry_is_what_find_gives() -> None:
    listed = every(None)
    assert list(listed) == sorted(listed, key=lambda found: (found.kind, found.name))
    assert all(find(found.kind, found.name, None) == found for found in listed)


def test_shipped_answers_lie_in_this_checkout_or_are_absent() -> None:
    folder = PACKAGE.parent / "seeds" / "answers"
    assert shipped_answers() == (folder if folder.is_dir() else None)


@pytest.mark.parametrize("kind", ["prompts", "schemas", "layouts"])
def test_this_checkout_ships_something_of_every_kind(kind: Kind) -> None:
    assert [found for found in every(None) if found.kind == kind]
