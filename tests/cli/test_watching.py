from __future__ import annotations

import io
import re
import sys

import pytest

from briefing.cli.watching import Bars, Lines, watcher
from tests.hostile import PAYLOADS

_SGR = re.compile(r"\x1b\[[\d;?]*[A-Za-z]")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def sit_down(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Make stderr a terminal; called in the test, since pytest puts its own stream there."""
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    return stream


def test_a_person_at_a_terminal_gets_bars_and_a_log_gets_lines(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sit_down(monkeypatch)
    assert isinstance(watcher(quiet=False, verbose=False), Bars)
    for found in (
        watcher(quiet=True, verbose=False),
        watcher(quiet=False, verbose=False, machine=True),
    ):
        assert type(found) is Lines
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert type(watcher(quiet=False, verbose=False)) is Lines


def test_bars_tell_how_far_it_is_and_remark_above(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = sit_down(monkeypatch)
    with watcher(quiet=False, verbose=True) as bars:
        bars.extracting(2)
        bars.article("The first title", "asked")
        bars.pulling("a-model", 40_000_000, 100_000_000)
        bars.article("Another", "from store")
    said = _SGR.sub("", terminal.getvalue())
    assert "asked: The first title" in said
    assert "2/2 articles" in said
    assert "40/100 MB" in said


def test_nothing_of_a_title_steers_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = sit_down(monkeypatch)
    titles = [
        *PAYLOADS,
        "[bold red]x[/]",
        "[/nope]",
        ":smile:",
        "\x1b]8;;https://evil.example\x1b\\",
    ]
    with watcher(quiet=False, verbose=True) as bars:
        bars.extracting(len(titles))
        for title in titles:
            bars.article(title, "asked")
    said = terminal.getvalue()
    assert "[bold red]x[/]" in said
    assert ":smile:" in said
    left = _SGR.sub("", said)
    assert set(re.findall(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e]", left)) <= {"\n", "\r", "\t"}
    assert "\x1b]" not in said  # our own colours are no links


def test_a_log_gets_a_line_for_every_tenth_of_a_download(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with Lines(quiet=False, verbose=False) as lines:
        for done in range(0, 1001):
            lines.pulling("a-model", done * 100_000, 100_000_000)
        lines.article("not told", "asked")
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 11
    assert said[-1] == "a-model: 100 of 100 MB"


def test_quiet_lines_say_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with Lines(quiet=True, verbose=True) as lines:
        lines.say("a remark")
        lines.article("a title", "asked")
        lines.pulling("a-model", 1, 2)
    assert capsys.readouterr().err == ""
