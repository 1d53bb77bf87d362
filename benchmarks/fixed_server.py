"""A chat-completion server that takes the same time for every answer and notes how busy it was."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Callable
from typing import Any, Self


class FixedServer:
    """``with FixedServer(0.5) as server`` answers at ``server.url`` after half a second each.

    ``calls`` counts the answers; ``window`` is the time from the arrival of the first request to
    that of the last, and ``busy`` sums the seconds of it in which answers were being made.
    ``mark`` is called at the arrival of each request; ``marks`` are what it gave.
    """

    def __init__(self, latency: float, mark: Callable[[], float] = lambda: 0.0) -> None:
        self.latency = latency
        self.mark = mark
        self.url = ""
        self.marks: list[float] = []
        self._made: list[tuple[float, float]] = []
        self._arrivals: list[float] = []
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    @property
    def window(self) -> float:
        """Seconds from the arrival of the first request to that of the last."""
        return self._arrivals[-1] - self._arrivals[0]

    @property
    def calls(self) -> int:
        """How many answers were given."""
        return len(self._made)

    @property
    def busy(self) -> float:
        """Slot-seconds within the window in which an answer was being made."""
        last = self._arrivals[-1]
        return sum(max(0.0, min(end, last) - start) for start, end in self._made)

    def _run(self) -> None:
        self._loop.run_until_complete(self._listen())
        self._loop.run_forever()

    async def _listen(self) -> None:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0, backlog=256)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
        self._ready.set()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).lower()
                length = int(head.split(b"content-length:", 1)[1].split(b"\r\n", 1)[0])
                writer.write(await self._answer(await reader.readexactly(length)))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def _answer(self, raw: bytes) -> bytes:
        started = time.monotonic()
        self.marks.append(self.mark())
        self._arrivals.append(started)
        payload = _completion(json.loads(raw))
        await asyncio.sleep(self.latency - (time.monotonic() - started))
        self._made.append((started, time.monotonic()))
        head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
        return f"{head}{len(payload)}\r\n\r\n".encode() + payload


def _completion(body: dict[str, Any]) -> bytes:
    content = json.dumps(_content(body["response_format"]["json_schema"]["schema"]))
    message = {"role": "assistant", "content": content}
    value = {
        "id": "x",
        "object": "chat.completion",
        "created": 0,
        "model": "fixed",
        "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }
    return json.dumps(value).encode()


def _content(schema: dict[str, Any]) -> dict[str, Any]:
    properties = schema["properties"]
    if "actors" in properties:
        return {
            "actors": [{"n": "Torvane", "k": "state"}, {"n": "Lesk", "k": "state"}],
            "issues": [],
        }
    if "events" in properties:
        return {"events": []}
    return {"who": properties["who"]["enum"][0], "whom": properties["whom"]["enum"][-1]}
