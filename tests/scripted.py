"""A small OpenAI-compatible server over a real socket, for tests that need a model but no weights.

It is a stand-in server, not a recording: what it says is computed from the request by a function.
"""

from __future__ import annotations

import contextlib
import json
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

MODEL = "scripted"
_RUN = re.compile(r"[A-Z][\w’'-]+(?: (?:of |the )*[A-Z][\w’'-]+)*")
_OPENERS = frozenset(
    {"A", "An", "And", "At", "But", "By", "For", "From", "He", "Her", "His", "In", "It", "On"}
    | {"She", "That", "The", "They", "This"}
)


@dataclass(frozen=True)
class Reply:
    """One answer of the server. ``body`` replaces the chat completion made of the other fields.

    ``delay`` is waited before the first byte and ``drip`` between single bytes of the body, in
    seconds; with ``hang_up`` the connection is closed after that without any answer.
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


class ScriptedServer:
    """``with ScriptedServer(answer) as server:`` listens on a free port of 127.0.0.1.

    ``models`` are listed at ``/v1/models``, unless ``models_page`` replaces that page.

    ``answer`` gets the parsed body of a chat completion request and returns the assistant's words
    or a ``Reply``. ``requests`` holds the bodies in the order of arrival, ``raw`` their bytes,
    ``headers`` their headers (names in lower case) and ``times`` their arrival (monotonic seconds).
    An exception inside ``answer`` is raised again when the server closes.
    """

    def __init__(self, answer: Callable[[dict[str, Any]], str | Reply]) -> None:
        self.answer = answer
        self.model = MODEL
        self.models: list[str] = [MODEL]
        self.models_page: Reply | None = None
        self.requests: list[dict[str, Any]] = []
        self.raw: list[bytes] = []
        self.headers: list[dict[str, str]] = []
        self.times: list[float] = []
        self.errors: list[BaseException] = []
        self.closing = threading.Event()
        self._lock = threading.Lock()
        self._server = _Listener(("127.0.0.1", 0), _Handler)
        self._server.scripted = self
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

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
    scripted: ScriptedServer

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that gave up is what several tests are about; it needs no traceback."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Listener

    def log_message(self, format: str, *args: Any) -> None:
        """The tests read ``requests``; nothing is printed."""

    def do_GET(self) -> None:
        page = self.server.scripted.models_page
        if page is not None:
            self._send(page, page.body or b"")
            return
        models = [
            {"id": name, "object": "model", "created": 0, "owned_by": "tests"}
            for name in self.server.scripted.models
        ]
        known = self.path.rstrip("/") == "/v1/models"
        value = {"object": "list", "data": models} if known else {"error": "no such page"}
        self._send(Reply(status=200 if known else 404), json.dumps(value).encode())

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("content-length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        reply = self.server.scripted.take(raw, headers)
        if reply.delay:
            self.server.scripted.closing.wait(reply.delay)
        if reply.hang_up:
            self.close_connection = True
            return
        self._send(reply, completion(reply) if reply.body is None else reply.body)

    def _send(self, reply: Reply, body: bytes) -> None:
        self.send_response(reply.status)
        for name, value in {"Content-Type": "application/json", **reply.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with contextlib.suppress(ConnectionError):  # the client gave up, as some tests want it to
            for piece in [body[i : i + 1] for i in range(len(body))] if reply.drip else [body]:
                self.wfile.write(piece)
                if reply.drip and self.server.scripted.closing.wait(reply.drip):
                    self.close_connection = True
                    return


def completion(reply: Reply) -> bytes:
    """The bytes of a chat completion that says ``reply.content``."""
    message = {"role": "assistant", "content": reply.content, "refusal": reply.refusal}
    value = {
        "id": "chatcmpl-scripted",
        "object": "chat.completion",
        "created": 1,
        "model": reply.model,
        "choices": [{"index": 0, "finish_reason": reply.finish_reason, "message": message}],
        "usage": {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18},
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
