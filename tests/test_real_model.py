"""The main job with the real embedded model, on articles that have no recorded answers.

Structure is asserted, never wording: what a model says may change, what we print may not break.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from briefing.domain.dossier import Dossier
from briefing.llm.embedded import EmbeddedServer
from briefing.llm.models import CATALOGUE, DEFAULT, pull
from tests.command import slowness

ARTICLES = Path(__file__).parent / "articles" / "unrecorded"
pytestmark = pytest.mark.real_model


def _run(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "briefing", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=1500,
    )


@pytest.mark.timeout(1800)
def test_two_unrecorded_articles_become_a_checked_briefing(tmp_path: Path) -> None:
    first = _run("run", str(ARTICLES), "--day", "2026-12-01", "--json", folder=tmp_path)
    assert first.returncode == 0, first.stderr
    report = json.loads(first.stdout)
    assert report["articles"] == 2
    assert report["calls"] > 0
    assert report["failures"] == []

    day = tmp_path / "outputs" / "2026-12-01"
    dossier = Dossier.model_validate_json((day / "dossier.json").read_text("utf-8"))
    assert dossier.actors
    assert dossier.events
    for extraction in dossier.extractions:
        assert extraction.provenance.answering == ("qwen2.5-coder-1.5b-instruct-q4_k_m",)
        assert extraction.provenance.tokens_in
    briefing = (day / "briefing.md").read_text("utf-8")
    links = re.findall(r"\]\((articles/[^)#]+)#(s\d+)\)", briefing)
    assert links
    for note, anchor in links:
        assert f"### {anchor.upper()}\n" in (day / note).read_text("utf-8")

    again = _run("run", str(ARTICLES), "--day", "2026-12-01", "--json", folder=tmp_path)
    assert json.loads(again.stdout)["calls"] == 0
    assert (day / "briefing.md").read_text("utf-8") == briefing


@pytest.fixture
async def server() -> AsyncIterator[EmbeddedServer]:
    """llama.cpp at an address, as a server of somebody else."""
    async with EmbeddedServer(pull(CATALOGUE[DEFAULT]), context=4096, alias=DEFAULT) as server:
        yield server


def _answers(store: Path) -> int:
    if not store.is_file():
        return 0
    with contextlib.closing(sqlite3.connect(store, timeout=30)) as db:
        try:
            return int(db.execute("SELECT count(*) FROM answers WHERE key <> ''").fetchone()[0])
        except sqlite3.OperationalError:  # the run is about to make its table
            return 0


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.timeout(600)
async def test_stopped_midway_a_run_keeps_its_answers_and_pays_only_for_the_rest(
    server: EmbeddedServer, tmp_path: Path
) -> None:
    words = ["run", str(ARTICLES), "--day", "2026-12-01", "--json", "--jobs", "1"]
    words += ["--base-url", server.base_url, "--model", DEFAULT]
    child = subprocess.Popen(
        [sys.executable, "-m", "briefing", *words],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    store = tmp_path / "outputs" / "briefing.db"
    try:
        while not _answers(store) and child.poll() is None:
            await asyncio.sleep(0.05)
        begun = time.monotonic()
        child.send_signal(signal.SIGINT)
        _, err = await asyncio.to_thread(child.communicate, timeout=60)
        took = time.monotonic() - begun
    finally:
        child.kill()
        child.wait()
    assert child.returncode == 130, err.decode()
    assert took < 2 * slowness()
    assert b"go on with: briefing run" in err
    kept = _answers(store)
    assert kept
    again = await asyncio.to_thread(_run, *words, folder=tmp_path)
    assert again.returncode == 0, again.stderr
    report = json.loads(again.stdout)
    assert report["articles"] == 2
    assert report["calls"] == _answers(store) - kept > 0


@pytest.mark.timeout(600)
async def test_an_article_longer_than_the_context_is_told_by_name_with_both_numbers(
    tmp_path: Path,
) -> None:
    words = ["run", str(ARTICLES), "--day", "2026-12-01", "--json", "--model", DEFAULT]
    async with EmbeddedServer(pull(CATALOGUE[DEFAULT]), context=256, alias=DEFAULT) as small:
        words += ["--base-url", small.base_url, "--context", "8192"]
        done = await asyncio.to_thread(_run, *words, folder=tmp_path)
    assert done.returncode == 4, done.stderr
    assert "Traceback" not in done.stderr
    assert re.search(r"\d+ tokens of 256", done.stderr + done.stdout)
    assert "Ombara sends medical team to Lestova" in done.stderr
    assert "Peldra expels two Quorish diplomats" in done.stderr


@pytest.mark.timeout(600)
async def test_the_doctor_knows_llama_cpp_and_what_it_enforces(
    server: EmbeddedServer, tmp_path: Path
) -> None:
    words = ["doctor", "--base-url", server.base_url, "--quick", "--budget", "30", "--json"]
    done = await asyncio.to_thread(_run, *words, folder=tmp_path)
    assert done.returncode == 3, done.stderr
    said = json.loads(done.stdout)
    assert said["mechanism"] == "json_schema"
    assert said["trials"]["json_schema"] == "enforced"
    assert said["context"] == 4096
    assert any("4096" in line for line in said["advice"])
