"""The door: how every command ends, whatever happened behind it."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from briefing import __version__
from briefing.cli import _how_to_go_on, main
from briefing.llm.locking import locked
from briefing.pipeline.publishing import ASKING_NAME
from tests.command import (
    CHECKOUT,
    DAY,
    arguments,
    briefing,
    environment,
    model_flags,
    slowness,
    without_traceback,
    write_article,
)
from tests.scripted import Reply, ScriptedServer, by_schema


def test_no_command_shows_the_help_with_exit_codes() -> None:
    done = briefing()
    assert done.code == 2
    assert "Usage: briefing [OPTIONS]" in done.out + done.err
    assert "6 no model, 7 replay miss" in done.out + done.err


def test_the_version_is_told() -> None:
    done = briefing("--version")
    assert (done.code, done.out) == (0, f"briefing {__version__}\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["bogus"], "No such command 'bogus'"),
        (["run"], "Missing argument"),
        (["run", "x", "--nope"], "No such option: --nope"),
        (["run", "x", "--jobs", "many"], "Invalid value for '--jobs'"),
        (["run", "x", "--jobs", "999"], "--jobs"),
        (["run", "x", "--timeout", "nan"], "--timeout"),
        (["run", "x", "--timeout", "0"], "greater than 0"),
        (["run", "x", "--day", "2026-02-30"], "write it like 2026-03-04"),
        (["run", "x", "--day", "4 March"], "write it like 2026-03-04"),
        (["run", "x", "--base-url", "ftp://host"], "--base-url"),
        (["run", "x", "--base-url", "http://example.org/v1"], "--base-url"),
        (["run", "x", "--vocabulary", "nonesuch"], "There is no schemas/nonesuch.yaml"),
        (["run", "x", "--vocabulary", "../plover"], "plover"),
        (["run", "x", "--overrides", "nowhere"], "nowhere"),
        (["run", "x", "--config", "nowhere.toml"], "nowhere.toml"),
        (["run", "x", "--record", "a", "--replay", "a"], "not both"),
        (["render", "--output", "nowhere"], "there is no store in nowhere"),
        (["explain", "e-1", "--output", "nowhere"], "there is no store in nowhere"),
        (["explain"], "Missing argument"),
        (["eject", "nothing"], "names no resource"),
        (["eject", "prompts/../x.md.j2"], "is not the name of a file"),
        (["model", "pull", "nonesuch"], "there is no embedded model 'nonesuch'"),
        (["eval", "--as", "poem"], "none of table, markdown, json"),
        (["eval", "--gold", "nowhere"], "nowhere holds no gold.json"),
    ],
)
def test_a_wrong_command_line_is_told_in_words(
    words: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = briefing(*words)
    assert done.code == 2
    assert told in without_traceback(done)
    assert done.out == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ('jobs = "many"', "line 1"),
        ("[[[", "this is not TOML"),
        ("outputt = 3", "Did you mean output?"),
    ],
)
def test_a_bad_settings_file_is_named(
    toml: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "briefing.toml").write_text(toml)
    for words in (["run", "x"], ["render"], ["where"]):
        done = briefing(*words)
        assert done.code == 2
        assert "briefing.toml" in without_traceback(done)
        assert told in done.err


def test_a_bug_of_ours_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("ours")

    monkeypatch.setattr("briefing.resources.every", broken)
    with pytest.raises(ZeroDivisionError):
        briefing("where")


@contextmanager
def hanging(tmp_path: Path, *more: str) -> Iterator[tuple[subprocess.Popen[bytes], ScriptedServer]]:
    """A real process that waits for an answer which takes a minute."""
    for number in range(3):
        write_article(tmp_path / "in", number)
    with ScriptedServer(lambda body: Reply(by_schema(body), delay=60)) as server:
        words = ["run", tmp_path / "in", "-o", tmp_path / "out", "--day", DAY]
        child = subprocess.Popen(
            arguments(*words, *model_flags(server, jobs=3), *more),
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        try:
            give_up = time.monotonic() + 120
            while not server.requests and time.monotonic() < give_up:
                time.sleep(0.02)
            yield child, server
        finally:
            child.kill()
            child.communicate()


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize(("signum", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_a_hanging_run_at_once_and_says_how_to_go_on(
    signum: signal.Signals, code: int, tmp_path: Path
) -> None:
    with hanging(tmp_path, "--fresh") as (child, server):
        begun = time.monotonic()
        child.send_signal(signum)
        out, err = child.communicate(timeout=60)
        took = time.monotonic() - begun
        assert len(server.requests) <= 3
        until = time.monotonic() + 30
        while not server.left and time.monotonic() < until:
            time.sleep(0.01)
        assert server.left  # it was cancelled, not waited for
    assert child.returncode == code
    assert took < 3 * slowness()  # without cancelling it would be 60
    assert out == b""
    assert b"Traceback" not in err
    last = err.decode().splitlines()[-1]
    assert last.startswith("Stopped. What is done is kept; go on with: briefing run ")
    assert f"--output {tmp_path}" in last or f"-o {tmp_path}" in last
    assert "--fresh" not in last  # it would throw away what was answered
    assert not (tmp_path / "out" / DAY).exists()


def wait_until_caught(pid: int) -> None:
    """Wait until the program itself, no longer the interpreter alone, is there to hear a signal."""
    status, until = Path(f"/proc/{pid}/status"), time.monotonic() + 30
    if not status.exists():  # no Linux
        time.sleep(1)
        return
    while time.monotonic() < until:
        lines = status.read_text("utf-8").splitlines()
        caught = next(line for line in lines if line.startswith("SigCgt:"))
        if int(caught.split()[1], 16) >> (signal.SIGTERM - 1) & 1:
            return
        time.sleep(0.005)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize("moment", [0.0, 0.05, 0.3, 0.7, 1.1, 1.5, 1.9, 2.5])
def test_a_signal_at_any_moment_ends_in_words_and_with_its_code(
    moment: float, tmp_path: Path
) -> None:
    """Also while modules are imported, files read, and while a library works in its own thread."""
    for number in range(6):
        write_article(tmp_path / "in", number)
    with ScriptedServer(lambda body: Reply("{}", delay=60.0)) as server:
        words = ["run", tmp_path / "in", "-o", tmp_path / "out", *model_flags(server, jobs=3)]
        for signum, code in ((signal.SIGTERM, 143), (signal.SIGINT, 130)):
            child = subprocess.Popen(
                arguments(*words),
                env=environment(),
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
            wait_until_caught(child.pid)
            time.sleep(moment)
            child.send_signal(signum)
            _, err = child.communicate(timeout=60)
            assert child.returncode == code, err.decode()
            assert b"Traceback" not in err
            assert err.splitlines()[-1].startswith(b"Stopped.")


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_a_run_that_waits_for_another_can_be_stopped_and_has_asked_nothing(tmp_path: Path) -> None:
    write_article(tmp_path / "in", 0)
    (tmp_path / "out").mkdir()
    with (
        ScriptedServer(by_schema) as server,
        locked(tmp_path / "out" / ASKING_NAME, lambda: None),
    ):
        child = subprocess.Popen(
            arguments("run", tmp_path / "in", "-o", tmp_path / "out", *model_flags(server)),
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert child.stderr is not None
        assert b"another run works in" in child.stderr.readline()
        child.send_signal(signal.SIGINT)
        _, err = child.communicate(timeout=60)
    assert child.returncode == 130
    assert err.splitlines()[-1].startswith(b"Stopped.")
    assert server.requests == []


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX pipes")
def test_a_reader_that_goes_away_ends_the_program_in_silence() -> None:
    child = subprocess.Popen(
        arguments("where", "--json"),
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert child.stdout is not None
    child.stdout.close()
    _, err = child.communicate(timeout=30)
    assert (child.returncode, err) == (141, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX shell")
@pytest.mark.parametrize(
    ("redirect", "code", "told"),
    [
        ("<&-", 4, "-: empty"),
        (">&-", 4, "-: empty"),
        ("2>&-", 4, ""),
    ],
)
def test_a_closed_stream_is_no_bug(redirect: str, code: int, told: str, tmp_path: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", f'exec "$@" {redirect}', "sh", *arguments("run", "-", "-o", tmp_path)],
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
    assert told.replace(": ", " (") in done.stderr.decode()


def test_the_door_is_the_console_script() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["scripts"] == {"briefing": f"{main.__module__}:main"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["run", "my news", "--fresh", "-j", "2"], "go on with: briefing run 'my news' -j 2"),
        (["model", "pull"], "go on with: briefing model pull"),
        (["model", "serve", "--port", "8080"], ""),
    ],
)
def test_what_is_said_after_an_interrupt_can_be_pasted(words: list[str], told: str) -> None:
    assert _how_to_go_on(words).endswith(told)
    assert bool(_how_to_go_on(words)) == bool(told)
