"""The child process of the embedded server: the only module that knows xllamacpp.

    python -m briefing.llm.llamacpp --model PATH --alias NAME --threads T
                                    [--host H] [--port 0] [--context N] [--slots S] [--verbose]

``--context`` is for one request. Prints one JSON line when the model is loaded, ``{"base_url": …,
"model": …}`` or ``{"error": …}``, serves until standard input ends, and then exits at once.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Sequence
from typing import Any, NoReturn

LOOPBACK = "127.0.0.1"
# llama.cpp's scale: 1 errors, 2 warnings, 3 also some lines for every request
_QUIET, _TALKATIVE = 1, 3


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Serve until standard input ends; one JSON line on stdout says where, or why not."""
    options = _parser().parse_args(arguments)
    # Whatever the library writes to descriptor 1 goes to 2; the real one carries our single line.
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as parent:
        os.dup2(2, 1)
        server, said = _load(options)
        print(json.dumps(said), file=parent, flush=True)
    if server is None:
        os._exit(1)
    while os.read(0, 4096):
        pass
    # not sys.exit: tearing llama.cpp down waits for the batch it is working on
    os._exit(0)


def _load(options: argparse.Namespace) -> tuple[object, dict[str, str]]:
    """The running server, or None, and what to tell the parent. Holds the GIL while it loads."""
    try:
        import xllamacpp
    except ImportError as error:
        return None, {"error": f"llama.cpp (xllamacpp) is not to be had on this machine: {error}"}
    try:
        server = xllamacpp.Server(_parameters(xllamacpp, options))
    except Exception as error:  # whatever it is, the parent must hear of it
        return None, {"error": f"llama.cpp refused: {error}"}
    return server, {"base_url": f"{server.listening_address}/v1", "model": options.alias}


def _parameters(xllamacpp: Any, options: argparse.Namespace) -> Any:
    made = xllamacpp.CommonParams()
    made.model.path = options.model
    made.model_alias = {options.alias}
    made.hostnames, made.port = [options.host], options.port
    made.n_parallel = options.slots
    made.n_ctx = options.context * options.slots  # llama.cpp divides it by the slots
    made.cpuparams.n_threads = made.cpuparams_batch.n_threads = options.threads
    made.cont_batching = True
    made.cache_prompt = True
    # A slot keeps only the prefix of its last request; main memory keeps those of the other kinds
    # of question. Measured with three kinds in turn: 61 % of the prompt read from it, else 1 %.
    # A 1.5B model takes 28 kB a token, so this is 19,000 tokens; the library's default is 8 GiB.
    made.cache_ram_mib = 512
    made.warmup = True
    made.ui = False
    made.endpoint_slots = False  # would show one client's prompts to another
    made.cors_origins = f"http://{LOOPBACK}"  # no web page may ask
    made.verbosity = _TALKATIVE if options.verbose else _QUIET
    return made


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m briefing.llm.llamacpp")
    parser.add_argument("--model", required=True)
    parser.add_argument("--alias", required=True)
    parser.add_argument("--host", default=LOOPBACK)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--context", type=int, default=8192)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--slots", type=int, default=2)
    parser.add_argument("--verbose", action="store_true")
    return parser


if __name__ == "__main__":
    main()
