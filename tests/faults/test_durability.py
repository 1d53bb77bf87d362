"""Kills, full disks and neighbours: what was paid for stays, and no page is ever torn."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from briefing import store as store_module
from briefing.errors import StoreError
from briefing.store import MIGRATIONS, Store
from tests.command import DAY, arguments, briefing, environment, model_flags, started, tree
from tests.faults.running import faultless, run
from tests.faults.server import FaultServer
from tests.store_state import integrity

KILLS = int(os.environ.get("FAULT_KILLS", "6"))
QUESTIONS = 4
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and a fork server")


def test_killed_at_any_moment_a_run_pays_at_most_one_call_a_worker_again(tmp_path: Path) -> None:
    source, clean = faultless(8)
    jobs, moment = 4, random.Random(11)
    with FaultServer(latency=0.06) as server:
        words = ["run", source, "-o", tmp_path / "out", "--day", DAY]
        words += model_flags(server, jobs=jobs)
        for _ in range(KILLS):
            enough = len(server.requests) + moment.randint(1, 6)
            with started(*words, log=tmp_path / "log") as child:
                give_up = time.monotonic() + 60
                while (
                    len(server.requests) < enough
                    and child.is_alive()
                    and time.monotonic() < give_up
                ):
                    time.sleep(0.003)
                time.sleep(moment.uniform(0, 0.08))
                child.kill()
                child.join()
            assert integrity(tmp_path / "out") == "ok"
        done = run(server, source, tmp_path / "out", jobs=jobs)
    assert done.code == 0, done.err
    assert len(server.attempts) == 8 * QUESTIONS
    assert len(server.requests) - len(server.attempts) <= KILLS * jobs
    assert done.pages == clean.pages


def test_two_runs_on_one_store_at_once_end_well_and_tell_the_same(tmp_path: Path) -> None:
    source, clean = faultless(8)
    with FaultServer(latency=0.02) as server:
        words = ["run", source, "-o", tmp_path / "out", "--day", DAY]
        words += model_flags(server, jobs=2)
        logs = [tmp_path / "1", tmp_path / "2"]
        with started(*words, log=logs[0]) as one, started(*words, log=logs[1]) as two:
            for child in (one, two):
                child.join(100)
            told = "".join(log.read_text() for log in logs)
            assert (one.exitcode, two.exitcode) == (0, 0), told
        assert len(server.raw) == len({*server.raw}), "a question was paid for twice"
    assert "locked" not in told
    pages = {name: raw for name, raw in tree(tmp_path / "out" / DAY).items() if name[-3:] == ".md"}
    assert pages == clean.pages


def test_a_file_size_limit_stops_the_run_in_words_and_a_resume_completes(tmp_path: Path) -> None:
    """A full disk as a process sees it: no file may grow beyond a limit."""
    source, clean = faultless(8)
    with FaultServer() as server:
        words = ["run", source, "-o", tmp_path / "out", "--day", DAY]
        words += model_flags(server, jobs=2)

        def little_room() -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))

        child = subprocess.run(
            arguments(*words),
            env=environment(),
            capture_output=True,
            timeout=100,
            preexec_fn=little_room,
            check=False,
        )
        err = child.stderr.decode()
        assert child.returncode == 2, err
        assert "Traceback" not in err
        assert "room" in err
        assert not (tmp_path / "out" / DAY / "briefing.md").exists()
        assert integrity(tmp_path / "out") == "ok"
        asked = len(server.requests)
        assert asked > 2
        done = run(server, source, tmp_path / "out", jobs=2)
    assert done.code == 0, done.err
    # two were asking when the disk was full, and one may have begun before all were told
    assert len(server.requests) - len(server.attempts) <= 3
    assert done.pages == clean.pages


def test_a_reader_sees_whole_pages_while_runs_are_killed(tmp_path: Path) -> None:
    source, clean = faultless(8)
    with FaultServer() as server:
        assert run(server, source, tmp_path / "out").code == 0
    page = tmp_path / "out" / DAY / "briefing.md"
    moment = random.Random(3)
    seen = set()
    for _ in range(KILLS):
        with started("render", "-o", tmp_path / "out", log=tmp_path / "log") as child:
            until = time.monotonic() + moment.uniform(0.05, 0.5)
            while time.monotonic() < until:
                seen.add(page.read_bytes())
            child.kill()
            child.join()
    assert briefing("render", "-o", tmp_path / "out").code == 0
    assert seen == {clean.pages["briefing.md"]}
    assert not list((tmp_path / "out" / DAY).rglob("*.part"))


def old_store(path: Path, version: int) -> None:
    """A store as version ``version`` of the program left it, with one answer in it."""
    record = {"article": "a-1", "purpose": "roles", "response": {"content": "{}"}}
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as db:
        for script in MIGRATIONS[:version]:
            db.executescript(script)
        db.execute(f"PRAGMA user_version = {version}")
        db.execute(
            "INSERT INTO answers (key, article, purpose, record) VALUES ('k', 'a-1', 'roles', ?)",
            (json.dumps(record),),
        )
        db.commit()


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS) + 1))
def test_a_store_of_every_version_opens_with_its_answers(version: int, tmp_path: Path) -> None:
    old_store(tmp_path / "briefing.db", version)
    with Store(tmp_path / "briefing.db") as store:
        answer = store.get_answer("k")
    assert answer is not None
    assert answer["response"] == {"content": "{}"}
    with closing(sqlite3.connect(tmp_path / "briefing.db")) as db:
        assert db.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS)


def test_a_migration_killed_in_the_middle_leaves_the_old_store(tmp_path: Path) -> None:
    path = tmp_path / "briefing.db"
    old_store(path, 1)
    code = (
        "import os, sys; from pathlib import Path; from briefing import store\n"
        "store.MIGRATIONS = (store.MIGRATIONS[0], 'CREATE TABLE more (x); INSERT INTO more "
        "VALUES (die())')\n"
        "connect = store.sqlite3.connect\n"
        "def opened(*words, **more):\n"
        "    db = connect(*words, **more)\n"
        "    db.create_function('die', 0, lambda: os.kill(os.getpid(), 9))\n"
        "    return db\n"
        "store.sqlite3.connect = opened\n"
        "store.Store(Path(sys.argv[1]))\n"
    )
    child = subprocess.run(
        [sys.executable, "-c", code, str(path)], env=environment(), timeout=60, check=False
    )
    assert child.returncode == -signal.SIGKILL
    assert integrity(tmp_path) == "ok"
    with Store(path) as store:
        assert store.get_answer("k") is not None


def test_a_store_from_the_future_is_refused_by_a_run_before_anything_is_asked(
    tmp_path: Path,
) -> None:
    source, _ = faultless(2)
    old_store(tmp_path / "briefing.db", len(MIGRATIONS))
    with closing(sqlite3.connect(tmp_path / "briefing.db")) as db:
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    before = (tmp_path / "briefing.db").read_bytes()
    with FaultServer() as server:
        done = run(server, source, tmp_path)
    assert done.code == 2
    assert "newer" in done.err
    assert server.requests == []
    assert (tmp_path / "briefing.db").read_bytes() == before


class _Failing:
    """A connection whose Nth statement fails like a bad disk; everything else goes through."""

    def __init__(self, db: sqlite3.Connection, countdown: list[int]) -> None:
        self._db, self._countdown = db, countdown

    def __getattr__(self, name: str) -> object:
        return getattr(self._db, name)

    def execute(self, *words: object) -> object:
        self._countdown[0] -= 1
        if self._countdown[0] == 0:
            raise sqlite3.OperationalError("disk I/O error")
        return self._db.execute(*words)  # type: ignore[arg-type]


def test_whichever_statement_fails_the_store_opens_again_with_what_it_had(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = {"article": "a-1", "purpose": "roles", "response": {"content": "{}"}}
    countdown = [0]
    connect = sqlite3.connect
    monkeypatch.setattr(
        store_module.sqlite3, "connect", lambda *w, **m: _Failing(connect(*w, **m), countdown)
    )
    failed = 0
    for nth in range(1, 60):
        path = tmp_path / str(nth) / "briefing.db"
        countdown[0] = 0
        with Store(path) as store:
            store.put_answer("old", record)
        countdown[0] = nth
        try:
            with Store(path) as store:
                store.put_answer("new", record)
                store.get_answer("new")
        except StoreError as error:
            failed += "disk I/O error" in error.message
        over = countdown[0] > 0
        countdown[0] = 0
        with Store(path) as store:
            assert store.get_answer("old") == record
            assert store.get_answer("new") in (None, record)
        if over:
            break
    assert failed == nth - 1
    assert failed > 5
