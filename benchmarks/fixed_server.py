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

    ``calls`` counts the answers and ``busy`` sums the seconds in which they were being made;
    ``window`` is the time from the arrival of the first request to the end of the last answer.
    ``mark`` is called at the start of that window and at the end of each answer.
    """

    def __init__(self, latency: float, mark: Callable[[], float] = lambda: 0.0) -> None:
        self.latency = latency
        self.mark = mark
        self.url = ""
        self.calls = 0
        self.busy = 0.0
        self.marks = (0.0, 0.0)
        self._first = self._last = 0.0
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
        """Seconds from the first request to the last answer."""
        return self._last - self._first

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
        if not self._first:
            self._first, self.marks = started, (self.mark(), 0.0)
        payload = _completion(json.loads(raw))
        await asyncio.sleep(self.latency - (time.monotonic() - started))
        self.calls += 1
        self._last = time.monotonic()
        self.busy += self._last - started
        self.marks = (self.marks[0], self.mark())
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
    return {"who": properties["who"]["enum"][0], "whom": properties["whom"]["enum"][-1]}
