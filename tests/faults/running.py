"""Whole runs against a server with faults, and what a test wants to know of them."""

from __future__ import annotations

import atexit
import functools
import json
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.command import DAY, Result, briefing, model_flags, tree, write_article
from tests.faults.server import FaultServer


@dataclass(frozen=True)
class Run:
    """One ``briefing run``: how it ended, what it told as JSON, and what lies in its folder."""

    result: Result
    out: Path

    @property
    def code(self) -> int:
        return self.result.code

    @property
    def err(self) -> str:
        return self.result.err

    @property
    def told(self) -> dict[str, Any]:
        """The JSON report; {} when the run was stopped."""
        return json.loads(self.result.out) if self.result.out else {}

    @property
    def failures(self) -> dict[str, str]:
        """Path's last part to reason."""
        return {Path(f["path"]).name: f["reason"] for f in self.told.get("failures", ())}

    @property
    def page(self) -> str:
        """The briefing as text without escapes; "" when there is none."""
        path = self.out / DAY / "briefing.md"
        return path.read_text("utf-8").replace("\\", "") if path.is_file() else ""

    @property
    def pages(self) -> dict[str, bytes]:
        """Every page of the day, by its name."""
        files = tree(self.out / DAY) if (self.out / DAY).is_dir() else {}
        return {name: raw for name, raw in files.items() if name.endswith(".md")}

    def claims(self) -> dict[str, Any]:
        """What the day holds, without how it came about."""
        dossier = json.loads((self.out / DAY / "dossier.json").read_text("utf-8"))
        return {key: dossier[key] for key in ("actors", "events", "stances", "sources")}


def articles(folder: Path, count: int) -> Path:
    """A folder of so many articles; number N holds the word ``CanaryN``."""
    for number in range(count):
        write_article(folder, number)
    return folder


def run(server: FaultServer, source: Path, out: Path, *words: object, **flags: Any) -> Run:
    """Run over a folder, with the JSON report. No run may end in a traceback."""
    flags = {"jobs": 1, **flags}
    given = ["run", source, "-o", out, "--day", DAY, "--json", *model_flags(server, **flags)]
    result = briefing(*given, *words)
    assert "Traceback" not in result.err, result.err
    return Run(result, out)


@functools.cache
def faultless(count: int) -> tuple[Path, Run]:
    """The articles and a run over them without any fault."""
    folder = Path(tempfile.mkdtemp(prefix="briefing-faultless-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    source = articles(folder / "in", count)
    with FaultServer() as server:
        done = run(server, source, folder / "out")
    assert done.code == 0, done.err
    assert done.claims()["events"]
    return source, done


def numbers_in(text: str) -> set[str]:
    """Every number in a text, as written."""
    return set(re.findall(r"\d+", text))
