"""A small OpenAI-compatible server over a real socket, for tests that need a model but no weights.

It is a stand-in server, not a recording: what it says is computed from the request by a function.
"""

from __future__ import annotations

import contextlib
import enum
import hashlib
import json
import re
import select
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

MODEL = "scripted"
_RUN = re.compile(r"[A-Z][\w’'-]+(?: (?:of |the )*[A-Z][\w’'-]+)*")
_OPENERS = frozenset(
    {"A", "An", "And", "At", "But", "By", "For", "From", "He", "Her", "His", "In", "It", "On"}
    | {"She", "That", "The", "They", "This"}
)


class Wire(enum.Enum):
    """What can happen on a socket besides bytes; all end the connection.

    ``HANG`` is silence until the client leaves, the server closes or its patience is over;
    ``CLOSE_LATE`` waits up to a second for another request and closes without reading it.
    """

    CLOSE = "close"
    CLOSE_LATE = "close late"
    RESET = "reset"
    HANG = "hang"


@dataclass(frozen=True)
class Reply:
    """One answer of the server. ``body`` replaces the chat completion made of the other fields.

    ``delay`` is waited before the first byte and ``drip`` between single bytes of the body, in
    seconds; with ``hang_up`` the connection is closed after that without any answer. ``wire``
    replaces everything behind the delay: bytes to send as they are, and what happens to the socket.
    With ``tool`` the content is sent as the arguments of a call of that tool; ``usage`` are the
    tokens of prompt and answer.
    """

    content: str | None = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    delay: float = 0.0
    drip: float = 0.0
    hang_up: bool = False
    finish_reason: str = "stop"
    refusal: str | None = None
    model: str = MODEL
    tool: str = ""
    reasoning: str | None = None
    usage: tuple[int, int] = (11, 7)
    wire: tuple[bytes | Wire, ...] = ()

    def packed(self) -> bytes:
        """The whole answer as HTTP/1.1 bytes, for a ``wire`` that sends only part of them."""
        body = completion(self) if self.body is None else self.body
        headers = {"Content-Type": "application/json", **self.headers}
        lines = [f"HTTP/1.1 {self.status} said", *(f"{n}: {v}" for n, v in headers.items())]
        return "\r\n".join([*lines, f"Content-Length: {len(body)}", "", ""]).encode() + body


class ScriptedServer:
    """``with ScriptedServer(answer) as server:`` listens on a free ``port`` of 127.0.0.1.

    ``models`` are listed at ``/v1/models``, unless ``models_page`` replaces that page.

    ``answer`` gets the parsed body of a chat completion request and returns the assistant's words
    or a ``Reply``. ``requests`` holds the bodies in the order of arrival, ``raw`` their bytes,
    ``headers`` their headers (names in lower case) and ``times`` their arrival (monotonic seconds).
    ``pages`` answers GET of other paths (and POST, but for chat completions); ``paths`` are those
    that were asked for.
    ``left`` counts clients that went away while they were being answered. No reply takes longer
    than ``patience`` seconds.
    ``opened`` gets every new connection in a thread of its own, and may make TLS of it.
    An exception inside ``answer`` is raised again when the server closes.
    """

    patience = 60.0

    def __init__(self, answer: Callable[[dict[str, Any]], str | Reply], port: int = 0) -> None:
        self.answer = answer
        self.model = MODEL
        self.models: list[str] = [MODEL]
        self.models_page: Reply | None = None
        self.pages: dict[str, Reply] = {}
        self.paths: list[str] = []
        self.left = 0
        self.max_in_flight = 0
        self._in_flight = 0
        self.requests: list[dict[str, Any]] = []
        self.raw: list[bytes] = []
        self.headers: list[dict[str, str]] = []
        self.times: list[float] = []
        self.errors: list[BaseException] = []
        self.closing = threading.Event()
        self._lock = threading.Lock()
        self._server = _Listener(("127.0.0.1", port), _Handler)
        self._server.scripted = self
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        if self.errors and kind is None:
            raise self.errors[0]

    @property
    def attempts(self) -> Counter[str]:
        """How often each body arrived, by the hash of its bytes."""
        with self._lock:
            return Counter(hashlib.sha256(raw).hexdigest() for raw in self.raw)

    @contextlib.contextmanager
    def serving(self) -> Iterator[None]:
        """One chat completion is being answered."""
        with self._lock:
            self._in_flight += 1
            self.max_in_flight = max(self.max_in_flight, self._in_flight)
        try:
            yield
        finally:
            with self._lock:
                self._in_flight -= 1

    def opened(self, connection: socket.socket) -> socket.socket | None:
        """The connection to read requests from; None to end it. Errors of sockets end it, too."""
        return connection

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def take(self, raw: bytes, headers: dict[str, str]) -> Reply:
        """Note one request and find its reply; called by the handler's thread."""
        body = json.loads(raw)
        with self._lock:
            self.requests.append(body)
            self.raw.append(raw)
            self.headers.append(headers)
            self.times.append(time.monotonic())
            try:
                reply = self.answer(body)
            except Exception as error:  # shown by the test that owns the server
                self.errors.append(error)
                reply = Reply(status=400, body=b'{"error": "the script failed"}')
        return Reply(content=reply) if isinstance(reply, str) else reply


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 256
    scripted: ScriptedServer

    def finish_request(self, request: Any, client_address: Any) -> None:
        """One connection, from its handshake to its end."""
        connection = self.scripted.opened(request)
        if connection is not None:
            with connection:
                self.RequestHandlerClass(connection, client_address, self)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that gave up is what several tests are about; it needs no traceback."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 0
    server: _Listener
    connection: socket.socket

    def log_message(self, format: str, *args: Any) -> None:
        """The tests read ``requests``; nothing is printed."""

    def do_GET(self) -> None:
        script = self.server.scripted
        script.paths.append(self.path)
        page = script.pages.get(self.path.rstrip("/"))
        if page is None and self.path.rstrip("/") == "/v1/models":
            page = script.models_page or Reply(body=_listing(script.models))
        self._reply(page or Reply(status=404, body=b'{"error": "no such page"}'))

    def do_POST(self) -> None:
        script = self.server.scripted
        raw = self.rfile.read(int(self.headers.get("content-length", 0)))
        if self.path.rstrip("/") != "/v1/chat/completions":
            script.paths.append(self.path)
            page = script.pages.get(self.path.rstrip("/"))
            self._reply(page or Reply(status=404, body=b'{"error": "no such page"}'))
            return
        headers = {name.lower(): value for name, value in self.headers.items()}
        with script.serving():
            self._reply(script.take(raw, headers))

    def _reply(self, reply: Reply) -> None:
        with contextlib.suppress(ConnectionError):  # the client gave up, as some tests want it to
            if reply.delay and not self._waited(reply.delay):
                return
            if reply.hang_up:
                self.close_connection = True
            elif reply.wire:
                self._perform(reply.wire)
            else:
                self._send(reply, completion(reply) if reply.body is None else reply.body)

    def _waited(self, seconds: float) -> bool:
        """Wait; False when the client went away meanwhile or the server closes."""
        over = time.monotonic() + min(seconds, self.server.scripted.patience)
        while (left := over - time.monotonic()) > 0:
            if self.server.scripted.closing.wait(min(left, 0.01)):
                break
            readable, _, _ = select.select([self.connection], [], [], 0)
            if readable and not self._still_there():
                self.server.scripted.left += 1
                break
        else:
            return True
        self.close_connection = True
        return False

    def _still_there(self) -> bool:
        try:
            return bool(socket.socket.recv(self.connection, 1, socket.MSG_PEEK))  # below any TLS
        except ConnectionError:
            return False

    def _perform(self, steps: tuple[bytes | Wire, ...]) -> None:
        for step in steps:
            if isinstance(step, bytes):
                self.wfile.write(step)
                continue
            self.close_connection = True
            if step is Wire.HANG:
                self._waited(self.server.scripted.patience)
            elif step is Wire.CLOSE_LATE:
                select.select([self.connection], [], [], 1.0)
            elif step is Wire.RESET:  # no lingering: the client gets RST instead of FIN
                linger = struct.pack("ii", 1, 0)
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                self.connection.close()

    def _send(self, reply: Reply, body: bytes) -> None:
        self.send_response(reply.status)
        for name, value in {"Content-Type": "application/json", **reply.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if not reply.drip:
            self.wfile.write(body)
            return
        for i in range(len(body)):
            self.wfile.write(body[i : i + 1])
            if not self._waited(reply.drip):
                return


def _listing(names: list[str]) -> bytes:
    models = [{"id": name, "object": "model", "created": 0, "owned_by": "tests"} for name in names]
    return json.dumps({"object": "list", "data": models}).encode()


def completion(reply: Reply) -> bytes:
    """The bytes of a chat completion that says ``reply.content``."""
    message: dict[str, Any] = {"role": "assistant", "content": reply.content}
    message["refusal"] = reply.refusal
    finish = reply.finish_reason
    if reply.reasoning is not None:
        message["reasoning_content"] = reply.reasoning
    if reply.tool and reply.content is not None:
        function = {"name": reply.tool, "arguments": reply.content}
        message["tool_calls"] = [{"id": "call_1", "type": "function", "function": function}]
        message["content"] = None
        finish = "tool_calls" if finish == "stop" else finish
    sent, said = reply.usage
    value = {
        "id": "chatcmpl-scripted",
        "object": "chat.completion",
        "created": 1,
        "model": reply.model,
        "choices": [{"index": 0, "finish_reason": finish, "message": message}],
        "usage": {"prompt_tokens": sent, "completion_tokens": said, "total_tokens": sent + said},
    }
    return json.dumps(value).encode()


def by_schema(body: dict[str, Any]) -> str:
    """A deterministic answer that satisfies the schema in the request.

    "Actors": the capitalised word runs of the article, all of them states. "Roles": the first name
    acts, the second is acted upon. "Event": one event whose cue is the second word of the sentence.
    Any other schema gets its smallest instance.
    """
    wanted = body["response_format"]["json_schema"]
    schema, text = wanted["schema"], body["messages"][-1]["content"]
    value = smallest(schema, schema)
    if wanted["name"] == "Actors":
        value = {"actors": [{"n": name, "k": "state"} for name in _names(text)], "issues": []}
    elif wanted["name"] == "Roles":
        value["whom"] = _second(schema["properties"]["whom"])
    elif wanted["name"] == "Event":
        words = text.rpartition("SENTENCE:")[2].partition("\n")[0].split()
        event = schema["$defs"]["Act"]
        act = smallest(event, schema) | {"whom": _second(event["properties"]["whom"])}
        if "ACCUSE" in _members(event["properties"]["type"]):  # which takes a side
            act["type"] = "ACCUSE"
        value["events"] = [act | {"cue": words[1][:50]}] if len(words) > 1 else []
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def smallest(schema: dict[str, Any], root: dict[str, Any]) -> Any:
    """The smallest instance of a JSON schema without unions; enums give their first member."""
    if "$ref" in schema:
        return smallest(root["$defs"][schema["$ref"].rpartition("/")[2]], root)
    if "const" in schema or "enum" in schema:
        return _members(schema)[0]
    if schema["type"] == "object":
        return {name: smallest(part, root) for name, part in schema["properties"].items()}
    return {"string": "", "integer": 0, "number": 0, "boolean": False, "array": []}[schema["type"]]


def _members(schema: dict[str, Any]) -> list[Any]:
    return [schema["const"]] if "const" in schema else schema["enum"]


def _second(schema: dict[str, Any]) -> Any:
    return _members(schema)[:2][-1]


def _names(text: str) -> list[str]:
    """At most eight; the last paragraph of the message is our own instruction, not the article."""
    article = text.partition("ARTICLE:")[2]
    article = article.rpartition("\n\n")[0] or article
    runs = [match.group()[:60].strip() for match in _RUN.finditer(article)]
    cleaned = [" ".join(run.split()[run.split()[0] in _OPENERS :]) for run in runs]
    return list(dict.fromkeys(name for name in cleaned if name))[:8]
