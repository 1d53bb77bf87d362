from __future__ import annotations

import io
import json
import os
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.cli.console import OutputError, complain, note, out, out_json, plain, steady_output
from tests.hostile import hostile_text


@given(st.one_of(hostile_text, st.text()))
def test_printed_text_holds_nothing_that_steers_a_terminal(text: str) -> None:
    kept = plain(text)
    assert {unicodedata.category(c) for c in kept if c not in "\n\t"}.isdisjoint(
        {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    )
    assert plain(kept) == kept


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1))
def test_ordinary_text_is_printed_as_it_is(text: str) -> None:
    assert plain(text) == text


def test_output_goes_to_stdout_and_remarks_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    out("a\x1b[31m result")
    note("a\x07 remark")
    complain("Input", "nothing\u202e given", "give something")
    said = capsys.readouterr()
    assert said.out == "a[31m result\n"
    assert said.err == "a remark\nInput: nothing given\n  give something\n"


@given(hostile_text)
def test_json_is_one_line_of_ascii_and_reads_back(text: str) -> None:
    class Captured(io.StringIO):
        pass

    stream, before = Captured(), sys.stdout
    sys.stdout = stream
    try:
        out_json({"text": text})
    finally:
        sys.stdout = before
    line = stream.getvalue()
    assert line.isascii()
    assert line.count("\n") == 1
    assert "\x1b" not in line
    assert json.loads(line) == {"text": text}


def test_json_refuses_what_is_no_json() -> None:
    with pytest.raises(ValueError):
        out_json(float("nan"))


def test_every_character_can_be_printed_in_every_encoding(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    memory = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(memory, encoding="ascii"))
    steady_output()
    out("Åsa in Łódź")
    assert memory.getvalue() == b"\\xc5sa in \\u0141\\xf3d\\u017a\n"


def test_closed_streams_swallow_what_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    steady_output()
    out("nobody")
    note("listens")
    for stream in (sys.stdout, sys.stderr):
        stream.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_an_expected_error(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        monkeypatch.setattr(sys, "stdout", full)
        with pytest.raises(OutputError) as caught:
            out("a line")
    assert caught.value.exit_code == 2
    assert "standard output cannot be written" in caught.value.message


def test_a_reader_that_went_away_stays_a_broken_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    read, write = os.pipe()
    os.close(read)
    stream = os.fdopen(write, "w", encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", stream)
    with pytest.raises(BrokenPipeError):
        out("a line")
    with pytest.raises(BrokenPipeError):
        stream.close()
