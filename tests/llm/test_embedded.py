"""The embedded server's life and death, with a stand-in for the library that it runs.

The child is real. What it imports as ``xllamacpp`` is a stub in front of our import path, so no
model and no hundred megabytes of library are needed; tests/llm/test_embedded_real.py has both.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from briefing.errors import ModelUnavailable
from briefing.llm.embedded import EmbeddedServer, default_threads, serve_forever

_STUB = """
import http.server, json, os, sys, threading, time
from types import SimpleNamespace
os.write(1, b"loud on descriptor 1"); print("loud on stdout"); print("loud", file=sys.stderr)

def CommonParams():
    return SimpleNamespace(
        model=SimpleNamespace(), cpuparams=SimpleNamespace(), cpuparams_batch=SimpleNamespace())

class Server:
    def __init__(self, params):
        {behaviour}
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                body = json.dumps(
                    [params.n_ctx, params.n_parallel, params.cpuparams.n_threads]).encode()
                self.send_response(200); self.end_headers(); self.wfile.write(body)
            def log_message(self, *_):
                os.write(1, b"a line for every request")
        server = http.server.ThreadingHTTPServer((params.hostnames[0], params.port), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.listening_address = "http://%s:%d" % server.server_address
"""


class Library:
    """Puts a stub with this behaviour at the start of Server.__init__ in front of our path."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._file = folder / "stub" / "xllamacpp.py"
        self._file.parent.mkdir()
        self.behaves("pass")
        monkeypatch.syspath_prepend(self._file.parent)

    def behaves(self, statement: str) -> None:
        self._file.write_text(_STUB.replace("{behaviour}", statement))

    def cannot_be_imported(self) -> None:
        self._file.write_text("raise ImportError('no wheel for this machine')")


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    return Library(tmp_path, monkeypatch)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.gguf"
    path.write_bytes(b"GGUF and so on")
    return path


def listens(base_url: str) -> bool:
    address = urlsplit(base_url)
    try:
        socket.create_connection((address.hostname, address.port), 1).close()
    except OSError:
        return False
    return True


def soon_deaf(base_url: str) -> bool:
    end = time.monotonic() + 5
    while listens(base_url) and time.monotonic() < end:
        time.sleep(0.02)
    return not listens(base_url)


async def get(base_url: str) -> bytes:
    address = urlsplit(base_url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    writer.write(b"GET / HTTP/1.0\r\n\r\n")
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return answer.partition(b"\r\n\r\n")[2]


async def test_it_serves_on_the_loopback_address_until_the_block_ends(
    library: Library, model: Path
) -> None:
    async with EmbeddedServer(model, alias="tiny-model") as server:
        assert server.base_url.startswith("http://127.0.0.1:")
        assert server.base_url.endswith("/v1")
        assert server.model == "tiny-model"
        assert listens(server.base_url)
    assert not listens(server.base_url)


async def test_the_context_is_for_each_of_the_slots(library: Library, model: Path) -> None:
    async with EmbeddedServer(model, context=1024, slots=3, threads=2) as server:
        assert await get(server.base_url) == b"[3072, 3, 2]"


async def test_nothing_the_library_says_reaches_our_output(
    library: Library, model: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    async with EmbeddedServer(model) as server:
        await get(server.base_url)
    assert capfd.readouterr() == ("", "")


async def test_verbose_lets_it_speak_on_standard_error_only(
    library: Library, model: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    async with EmbeddedServer(model, verbose=True) as server:
        await get(server.base_url)
    out, err = capfd.readouterr()
    assert out == ""
    assert "loud on descriptor 1" in err


@pytest.mark.parametrize(
    ("behaviour", "words"),
    [
        (
            "print('0.1 E load: tensor is not within the file', file=sys.stderr); "
            "raise RuntimeError('init failed')",
            "did not start: load: tensor is not within the file",
        ),
        ("raise RuntimeError('init failed')", "llama.cpp refused: init failed"),
        ("os.abort()", "died while starting (signal SIGABRT)"),
        ("os._exit(3)", "died while starting (exit 3)"),
    ],
)
async def test_a_server_that_does_not_come_up_says_why(
    library: Library, model: Path, behaviour: str, words: str
) -> None:
    library.behaves(behaviour)
    with pytest.raises(ModelUnavailable) as caught:
        await EmbeddedServer(model).__aenter__()
    assert words in caught.value.message
    assert all(way in caught.value.hint for way in ("--base-url", "--model-path", "--replay"))


async def test_a_machine_without_the_library_is_told_so(library: Library, model: Path) -> None:
    library.cannot_be_imported()
    with pytest.raises(ModelUnavailable, match="not to be had on this machine: no wheel for"):
        await EmbeddedServer(model).__aenter__()


async def test_a_server_that_hangs_is_given_up_after_the_patience(
    library: Library, model: Path
) -> None:
    library.behaves("time.sleep(60)")
    server = EmbeddedServer(model, patience=1.0)
    with pytest.raises(ModelUnavailable, match="not ready after 1 s"):
        await server.__aenter__()
    assert_gone(server.pid)


async def test_a_start_that_is_cancelled_leaves_no_child(library: Library, model: Path) -> None:
    library.behaves("time.sleep(60)")
    server = EmbeddedServer(model)
    starting = asyncio.create_task(server.__aenter__())
    while not server.pid:
        await asyncio.sleep(0.01)
    starting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await starting
    assert_gone(server.pid)


async def test_a_child_that_hears_neither_sigterm_nor_the_end_of_input_is_killed(
    library: Library, model: Path
) -> None:
    library.behaves("import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)")
    server = EmbeddedServer(model, patience=1.0)
    began = time.monotonic()
    with pytest.raises(ModelUnavailable):
        await server.__aenter__()
    assert time.monotonic() - began < 3.5
    assert_gone(server.pid)


async def test_ctrl_c_in_our_terminal_does_not_reach_the_child(
    library: Library, model: Path
) -> None:
    async with EmbeddedServer(model) as server:
        assert os.getsid(server.pid) == server.pid


async def test_a_crash_is_a_readable_failure_of_whoever_waits(
    library: Library, model: Path
) -> None:
    async with EmbeddedServer(model) as server:
        os.kill(server.pid, signal.SIGSEGV)
        with pytest.raises(ModelUnavailable, match=r"tiny.gguf ended by itself \(signal SIGSEGV\)"):
            await server.wait()


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_the_child_goes_with_its_parent_however_that_dies(
    library: Library, model: Path, end: signal.Signals
) -> None:
    program = (
        "import sys; from pathlib import Path; from briefing.llm.embedded import serve_forever\n"
        "serve_forever(Path(sys.argv[1]), port=0, ready=lambda *said: print(*said, flush=True))"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", program, str(model)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, text=True
    ) as parent:
        assert parent.stdout is not None
        base_url, name = parent.stdout.readline().split()
        assert name == "tiny"
        assert listens(base_url)
        parent.send_signal(end)
        parent.wait(5)
    assert soon_deaf(base_url)


def test_a_port_that_is_taken_is_a_readable_failure(library: Library, model: Path) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(ModelUnavailable, match="Address already in use"),
    ):
        serve_forever(model, port=taken.getsockname()[1])


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"<html>no model</html>", "is not a GGUF model file"), (None, "cannot be read: No such")],
)
async def test_a_file_that_is_no_model_starts_no_child(
    tmp_path: Path, content: bytes | None, words: str
) -> None:
    path = tmp_path / "page.gguf"
    if content is not None:
        path.write_bytes(content)
    server = EmbeddedServer(path)
    with pytest.raises(ModelUnavailable, match=words):
        await server.__aenter__()
    assert server.pid == 0


def test_threads_are_never_more_than_the_cores_we_may_use() -> None:
    assert 1 <= default_threads() <= min(8, os.cpu_count() or 1)


def test_importing_the_module_loads_neither_llama_cpp_nor_an_http_client() -> None:
    program = (
        "import sys, briefing.llm.embedded\n"
        "print([name for name in ('xllamacpp', 'httpx2', 'openai') if name in sys.modules])"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    said = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    assert said.stdout == "[]\n"


def assert_gone(pid: int) -> None:
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
