"""The main job with the real embedded model, on articles that have no recorded answers.

Structure is asserted, never wording: what a model says may change, what we print may not break.
"""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.domain.dossier import Dossier
from briefing.llm.embedded import EmbeddedServer
from briefing.llm.models import CATALOGUE, DEFAULT, pull

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
