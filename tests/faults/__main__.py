"""A server with faults to try the program against by hand.

python -m tests.faults --faults recoverable --rate 0.5 --profile ollama
briefing run news/ --base-url http://127.0.0.1:PORT/v1
"""

from __future__ import annotations

import argparse
import time

from tests.faults.known_faults import FAULTS, KINDS, named
from tests.faults.profiles import PROFILES
from tests.faults.server import FaultServer


def main() -> None:
    """Serve until Ctrl-C, then tell what was seen."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.faults",
        description="A model server with faults.",
        epilog=f"kinds: {', '.join(KINDS)}, recoverable, all; faults: {', '.join(FAULTS)}",
    )
    parser.add_argument("--faults", default="recoverable", help="kinds or names, with commas")
    parser.add_argument("--rate", type=float, default=0.5)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--first", type=int, help="hit the first N requests of each question")
    parser.add_argument("--profile", choices=sorted(PROFILES), default="openai")
    parser.add_argument("--latency", type=float, default=0.0)
    parser.add_argument("--unbounded", action="store_true", help="more faults than can be survived")
    given = parser.parse_args()
    names = [n for word in given.faults.split(",") if word for n in (named(word) or (word,))]
    server = FaultServer(
        *names,
        profile=given.profile,
        rate=given.rate,
        seed=given.seed,
        first=given.first,
        bounded=not given.unbounded,
        latency=given.latency,
    )
    with server:
        print(server.base_url, flush=True)
        try:
            while True:
                time.sleep(1)
        except KeyboardInterrupt:
            shown = ", ".join(f"{name} {count}" for name, count in server.hits.most_common())
            print(f"{len(server.requests)} requests; faults: {shown or 'none'}")


if __name__ == "__main__":
    main()
