"""How busy the pipeline keeps a model server of fixed latency, and what it costs besides.

For several numbers of slots, each in a run of its own from the same installation:

- busy: the share of slot-seconds in which the server was making an answer, between the arrival of
  the first request and that of the last. Start-up (imports, reading, numbering), the last answers
  and the writing of the briefing lie outside this window; the first request, which goes alone, and
  all work on articles lie inside it.
- CPU per call: user and system time of the pipeline's process within that window but its first
  tenth, in which lexicon and templates are built, divided by the calls; and beside it that of the
  whole process, start-up and the briefing included.

    python -m benchmarks.pipeline [--latency 1] [--seconds 100] [--jobs 1 --jobs 8 --jobs 64]
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.fixed_server import FixedServer

# Dutch, a language without a lexicon: a question for the actors and one for each sentence
ARTICLE = """Torvane en Lesk geven elkaar de schuld van grensgevecht {n}
Torvane beschuldigde Lesk er maandag van dat het grenspost {n} had beschoten.
Lesk ontkende dat in een gesprek met krant {n}.
President Olga Haar van Torvane veroordeelde aanval {n} en eiste excuses van Lesk.
De Raad van Havens riep Torvane en Lesk op om over kwestie {n} te praten.
Lesk was blij met oproep {n}.
Volgens Torvane zijn er {n} soldaten van Lesk gewond geraakt.
Lesk noemde dat getal van {n} onzin.
"""
CALLS_AN_ARTICLE = 9
BUSY, CPU_MS = 0.95, 5.0


@dataclass(frozen=True)
class Measured:
    """One run: ``busy`` is a share, ``cpu`` and ``whole`` seconds of CPU a call."""

    calls: int
    window: float
    busy: float
    cpu: float | None
    whole: float


def measure(jobs: int, articles: int, latency: float) -> Measured:
    """One run of the command line in a process of its own."""
    process: list[subprocess.Popen[bytes]] = []
    with (
        FixedServer(latency, lambda: cpu_of(process[0].pid)) as server,
        tempfile.TemporaryDirectory() as folder,
    ):
        news = Path(folder, "news")
        news.mkdir()
        for n in range(articles):
            Path(news, f"{n}.txt").write_text(ARTICLE.format(n=n), encoding="utf-8")
        command = [sys.executable, "-m", "briefing", "run", str(news), "--jobs", str(jobs)]
        command += ["--base-url", server.url, "--model", "fixed", "--quiet"]
        before = os.times()
        process.append(
            subprocess.Popen(
                [*command, "--output", str(Path(folder, "out"))], stdout=subprocess.DEVNULL
            )
        )
        code = process[0].wait()
        after = os.times()
    if code:
        raise SystemExit(f"the run ended with exit code {code}")
    whole = sum(after[2:4]) - sum(before[2:4])
    first = len(server.marks) // 10
    within = server.marks[-1] - server.marks[first]
    return Measured(
        server.calls,
        server.window,
        server.busy / (server.window * jobs),
        within / (server.calls - first) if within else None,
        whole / server.calls,
    )


def cpu_of(pid: int) -> float:
    """Seconds of CPU that a process has used; 0 where the system does not tell."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, AttributeError):
        return 0.0


def main() -> None:
    """Print the table; a target that is missed is marked."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else "")
    parser.add_argument("--latency", type=float, default=1.0, help="seconds the server takes")
    parser.add_argument("--seconds", type=float, default=100, help="about what one row takes")
    parser.add_argument("--jobs", type=int, action="append", help="slots [1, 8, 64]")
    options = parser.parse_args()
    started = time.monotonic()
    print(f"{'slots':>5} {'calls':>6} {'seconds':>8} {'busy':>7} {'CPU ms/call':>12} {'whole':>7}")
    for jobs in options.jobs or (1, 8, 64):
        calls = max(2 * jobs, jobs * options.seconds / options.latency)
        found = measure(jobs, round(calls / CALLS_AN_ARTICLE) or 1, options.latency)
        cpu = f"{1000 * found.cpu:.1f}" if found.cpu is not None else "unknown"
        missed = found.busy < BUSY or (found.cpu or 0) * 1000 > CPU_MS
        print(
            f"{jobs:>5} {found.calls:>6} {found.window:>8.1f} {found.busy:>7.1%} {cpu:>12} "
            f"{1000 * found.whole:>7.1f}{'  missed' if missed else ''}",
            flush=True,
        )
    print(
        f"targets: busy at least {BUSY:.0%}, at most {CPU_MS:.0f} ms of CPU a call; "
        f"latency {options.latency} s, {time.monotonic() - started:.0f} s in all"
    )


if __name__ == "__main__":
    main()
