from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path

import pytest

from briefing.errors import StoreError
from briefing.pipeline.publishing import check_folder, one_writer, publish, write_whole
from tests.command import tree

NOTE = "articles/a-title-0123abcd.md"
FILES = {"briefing.md": "new\n", NOTE: "note\n", "dossier.json": "{}\n"}


def test_what_is_published_lies_there_byte_for_byte_and_the_briefing_came_last(
    tmp_path: Path,
) -> None:
    written = publish(tmp_path / "day", {**FILES, "briefing.md": "Łódź\r\nend"})
    assert written[-1].name == "briefing.md"
    assert tree(tmp_path / "day") == {
        "briefing.md": "Łódź\r\nend".encode(),
        NOTE: b"note\n",
        "dossier.json": b"{}\n",
    }


def test_notes_of_articles_no_longer_in_the_day_go_and_strangers_files_stay(
    tmp_path: Path,
) -> None:
    publish(tmp_path, {**FILES, "articles/gone-89abcdef.md": "old"})
    for name in ("my own notes.md", "draft-of-8.md", "photo-89abcdef.png"):
        (tmp_path / "articles" / name).write_text("mine")
    publish(tmp_path, FILES)
    left = {path.name for path in (tmp_path / "articles").iterdir()}
    assert left == {"a-title-0123abcd.md", "my own notes.md", "draft-of-8.md", "photo-89abcdef.png"}


def test_what_a_killed_run_left_half_written_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / ".abc.part").write_text("half")
    (tmp_path / "articles" / ".def.part").write_text("half")
    publish(tmp_path, FILES)
    assert set(tree(tmp_path)) == set(FILES)


@pytest.mark.parametrize("call", ["fsync", "replace", "fdopen"])
def test_a_failing_disk_leaves_the_old_file_whole_and_no_rubbish(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, {"briefing.md": "old\n"})

    def broken(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, call, broken)
    with pytest.raises(StoreError, match="No space left on device") as caught:
        publish(tmp_path, {"briefing.md": "new\n"})
    monkeypatch.undo()
    assert "--output" in caught.value.hint
    assert tree(tmp_path) == {"briefing.md": b"old\n"}


def test_an_interrupt_while_writing_leaves_no_rubbish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stopped)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "x.md", "text")
    assert list(tmp_path.iterdir()) == []


def test_a_reader_never_sees_a_torn_file(tmp_path: Path) -> None:
    texts = [f"{mark * 50_000}end" for mark in "ab"]
    path = write_whole(tmp_path / "briefing.md", texts[0])
    seen: set[str] = set()
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            seen.add(path.read_text())

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(40):
        write_whole(path, texts[number % 2])
    stop.set()
    reader.join()
    assert seen <= set(texts)


@pytest.mark.parametrize("place", ["day", "day/articles"])
def test_a_file_in_the_place_of_a_folder_is_found_before_anything_is_asked(
    place: str, tmp_path: Path
) -> None:
    check_folder(tmp_path / "day")
    (tmp_path / place).parent.mkdir(exist_ok=True)
    (tmp_path / place).write_text("in the way")
    with pytest.raises(StoreError, match="is a file, not a folder"):
        check_folder(tmp_path / "day")
    with pytest.raises(StoreError):
        publish(tmp_path / "day", FILES)


@pytest.mark.parametrize(("name", "words"), [("x" * 300, "cannot be written"), ("f", "is a file")])
def test_an_output_that_can_be_no_folder_is_told_in_words(
    name: str, words: str, tmp_path: Path
) -> None:
    if len(name) < 200:
        (tmp_path / name).write_text("in the way")
    with pytest.raises(StoreError, match=words):
        check_folder(tmp_path / name / "day")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_found_before_anything_is_asked(
    tmp_path: Path,
) -> None:
    (tmp_path / "day").mkdir(mode=0o555)
    with pytest.raises(StoreError, match="is not writable"):
        check_folder(tmp_path / "day")


def test_writers_wait_for_each_other(tmp_path: Path) -> None:
    order: list[str] = []

    def second() -> None:
        with one_writer(tmp_path):
            order.append("second")

    thread = threading.Thread(target=second)
    with one_writer(tmp_path):
        thread.start()
        time.sleep(0.1)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_an_output_folder_without_room_for_the_lock_is_an_expected_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError), one_writer(tmp_path / "file"):
        raise AssertionError("not reached")


def test_an_error_inside_is_not_taken_for_one_of_the_lock(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="inside"), one_writer(tmp_path):
        raise OSError("inside")
    with one_writer(tmp_path):
        pass
