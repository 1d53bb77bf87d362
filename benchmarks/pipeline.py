"""How busy the pipeline keeps a model server of fixed latency, and what it costs besides.

Prints, for several numbers of jobs, the share of slot-seconds in which a question was being
answered, and the CPU time per call outside the server. All figures are of this one run.

    python -m benchmarks.pipeline [--latency 0.2] [--articles 12]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

ARTICLE = """Torvane and Lesk trade blame over border clash {n}
Torvane accused Lesk of shelling a border post on Monday. Lesk denied the charge.
President Olga Haar {n} condemned the attack and demanded an apology from Lesk.
The Council of Harbours urged both governments to talk, and Lesk welcomed the appeal.
"""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def __init__(self, latency: float) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.latency = latency
        self.calls = 0
        self.lock = threading.Lock()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, *_: object) -> None:
        return

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with self.server.lock:
            self.server.calls += 1
        time.sleep(self.server.latency)
        schema = body["response_format"]["json_schema"]["schema"]
        payload = json.dumps(
            {
                "id": "x",
                "object": "chat.completion",
                "created": 0,
                "model": "fixed",
                "choices": [
                    {
                        "index": 0,
                        "finish_reason": "stop",
                        "message": {"role": "assistant", "content": json.dumps(_answer(schema))},
                    }
                ],
                "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
            }
        ).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)


def _answer(schema: dict[str, Any]) -> dict[str, Any]:
    properties = schema["properties"]
    if "actors" in properties:
        return {
            "actors": [{"n": "Torvane", "k": "state"}, {"n": "Lesk", "k": "state"}],
            "issues": [],
        }
    return {"who": properties["who"]["enum"][0], "whom": properties["whom"]["enum"][-1]}


def measure(jobs: int, articles: int, latency: float) -> tuple[float, float, int]:
    """Share of busy slot-seconds, CPU seconds per call, and calls, of one run in a subprocess."""
    server = _Server(latency)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as folder:
        news = Path(folder, "news")
        news.mkdir()
        for n in range(articles):
            Path(news, f"{n}.txt").write_text(ARTICLE.format(n=n), encoding="utf-8")
        started = time.monotonic()
        before = os.times()
        command = [sys.executable, "-m", "briefing", "run", str(news), "--jobs", str(jobs)]
        command += ["--base-url", f"http://127.0.0.1:{server.server_port}/v1", "--model", "fixed"]
        done = subprocess.run(
            [*command, "--output", str(Path(folder, "out")), "--quiet"],
            check=False,
            stdout=subprocess.DEVNULL,
        )
        wall = time.monotonic() - started
        after = os.times()
    server.shutdown()
    if done.returncode:
        raise SystemExit(f"the run ended with exit code {done.returncode}")
    cpu = (
        after.children_user + after.children_system - before.children_user - before.children_system
    )
    return server.calls * latency / (wall * jobs), cpu / server.calls, server.calls


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else "")
    parser.add_argument("--latency", type=float, default=0.2, help="seconds the server takes")
    parser.add_argument("--articles", type=int, default=12)
    options = parser.parse_args()
    print(f"{'jobs':>5} {'calls':>6} {'busy':>6} {'CPU ms per call (start-up included)':>36}")
    for jobs in (1, 4, 8):
        busy, cpu, calls = measure(jobs, options.articles, options.latency)
        print(f"{jobs:>5} {calls:>6} {busy:>6.0%} {1000 * cpu:>36.1f}")


if __name__ == "__main__":
    main()
