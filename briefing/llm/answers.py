"""The answer book: cache, recording and audit trail in one mechanism.

An answer is found by a key over everything that was sent. Two backings have the same three methods:
the store (SQLite, every day) and a folder of readable JSON files (``--record`` and ``--replay``).
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher, unified_diff
from pathlib import Path
from typing import Any, Literal, Protocol, cast

from briefing.errors import ReplayMiss, StoreError

KEY_VERSION = 1

Record = dict[str, Any]
Found = tuple[Literal["live", "store", "recording"], Record]

_HALVES = re.compile("[\ud800-\udfff]")


def canonical(value: Any) -> str:
    """JSON with sorted keys and no spare white space; NaN is refused with ``ValueError``."""
    return json.dumps(
        value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )


def answer_key(request: Mapping[str, Any], attempt: int) -> str:
    """64 hex digits: SHA-256 over everything sent, the attempt number and the key version.

    ``request`` holds model, messages, schema and mechanism, sampling, token limit and extra body,
    as they are handed to the client. The server's address is not part of it.
    """
    whole = {"version": KEY_VERSION, "attempt": attempt, "request": dict(request)}
    return hashlib.sha256(canonical(whole).encode("utf-8", "surrogatepass")).hexdigest()


def answer_digest(response: Mapping[str, Any]) -> str:
    """16 hex digits over an answer, so that a recording that was retouched is noticed."""
    return hashlib.sha256(canonical(response).encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Book(Protocol):
    """Where answers lie. ``Store`` and ``FolderBook`` are books."""

    def get_answer(self, key: str) -> Record | None:
        """The record of ``key``, or None."""

    def put_answer(self, key: str, record: Mapping[str, Any]) -> None:
        """Make a record durable."""

    def near_answers(self, article: str, purpose: str) -> list[Record]:
        """Records of the same article and purpose, to explain a miss."""


class FolderBook:
    """A folder of JSON files, one an answer, named ``<article>/<purpose>-<12 hex>.json``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files: dict[str, Path] | None = None

    def _index(self) -> dict[str, Path]:
        if self._files is None:
            found = self.folder.glob("*/*.json") if self.folder.is_dir() else iter(())
            self._files = {path.stem.rsplit("-", 1)[-1]: path for path in sorted(found)}
        return self._files

    def _read(self, path: Path) -> Record:
        try:
            record: Any = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError, RecursionError) as error:
            raise StoreError(
                f"the recording {path} cannot be read: {error}", hint="restore or record it again"
            ) from error
        fault = _fault(record)
        if fault:
            raise StoreError(
                f"the recording {path} was changed: {fault}",
                hint="recordings come from real runs; record it again with --record",
            )
        return cast(Record, record)

    def get_answer(self, key: str) -> Record | None:
        """The record of ``key``, checked against its own request; StoreError if it was edited."""
        path = self._index().get(key[:12])
        record = self._read(path) if path else None
        return record if record and record["key"] == key else None

    def put_answer(self, key: str, record: Mapping[str, Any]) -> None:
        """Write one file; it is whole or absent, whatever happens meanwhile."""
        path = self.folder / record["article"] / f"{record['purpose']}-{key[:12]}.json"
        text = json.dumps(record, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
        text = _HALVES.sub(lambda half: f"\\u{ord(half.group()):04x}", text)  # UTF-8 has no halves
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_whole(path, text)
        except OSError as error:
            raise StoreError(
                f"the recording {path} cannot be written: {error}", hint="check --record DIR"
            ) from error
        self._index()[key[:12]] = path

    def discard_answers(self, keys: tuple[str, ...]) -> None:
        """Remove answers that led to nothing, so that they are asked again."""
        for key in keys:
            path = self._index().pop(key[:12], None)
            if path is not None:
                path.unlink(missing_ok=True)

    def near_answers(self, article: str, purpose: str) -> list[Record]:
        """Records of the same article and purpose; of any article when there is none."""
        paths = list(self._index().values())
        any_article = [path for path in paths if path.stem.rsplit("-", 1)[0] == purpose]
        same = [path for path in any_article if path.parent.name == article]
        return [self._read(path) for path in (same or any_article)[:40]]

    def __iter__(self) -> Iterator[Record]:
        return (self._read(path) for path in self._index().values())


def _write_whole(path: Path, text: str) -> None:
    """The file is whole or absent, whatever happens meanwhile."""
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", newline="\n", dir=path.parent, suffix=".part", delete=False
    ) as file:
        part = Path(file.name)
        try:
            file.write(text)
            file.close()
            part.chmod(0o644)
            os.replace(part, path)  # noqa: PTH105  (atomic on every platform)
        except BaseException:
            file.close()
            part.unlink(missing_ok=True)
            raise


def _fault(record: Any) -> str:
    """What is wrong with a record that was read from a file; empty when it is sound."""
    if not isinstance(record, dict) or not isinstance(record.get("request"), dict):
        return "it holds no request"
    if answer_key(record["request"], record.get("attempt", 0)) != record.get("key"):
        return "its key does not belong to its request"
    response = record.get("response")
    words = ("model", "finish_reason", "content")
    if not isinstance(response, dict) or not all(isinstance(response.get(w), str) for w in words):
        return "it holds no answer"
    usage = response.get("usage")
    if usage is not None and not isinstance(usage, dict):
        return "its token counts cannot be read"
    if record.get("digest", "") not in ("", answer_digest(response)):
        return "its answer is not the one that was recorded"
    return ""


class AnswerBook:
    """Looks answers up in several books and writes to some of them.

    ``readers`` are asked in order, each with the name shown as the answer's origin. With ``strict``
    a miss is a ``ReplayMiss`` that says what differs from the nearest recording.
    """

    def __init__(
        self,
        readers: tuple[tuple[Literal["store", "recording"], Book], ...] = (),
        writers: tuple[Book, ...] = (),
        *,
        strict: bool = False,
    ) -> None:
        self.readers = readers
        self.writers = writers
        self.strict = strict
        self._fresh: dict[str, Record] = {}
        self._fault: StoreError | None = None

    def find(self, key: str) -> Found | None:
        """The answer and where it lay, or None. An answer found is copied to every writer."""
        if key in self._fresh:
            return "live", self._fresh[key]
        for origin, book in self.readers:
            record = book.get_answer(key)
            if record is not None:
                for writer in self.writers:
                    if writer is not book and writer.get_answer(key) is None:
                        writer.put_answer(key, record)
                return origin, record
        return None

    def save(self, key: str, record: Record) -> None:
        """Make a live answer durable in every writer, before anything is derived from it."""
        try:
            for writer in self.writers:
                writer.put_answer(key, record)
        except StoreError as error:
            self._fault = error
            raise
        self._fresh[key] = record

    def require_room(self) -> None:
        """Raise the StoreError of a failed ``save``: what cannot be kept is not to be asked for."""
        if self._fault is not None:
            raise self._fault

    def forget(self, keys: tuple[str, ...]) -> None:
        """Answers that never led to a valid one are asked again next time."""
        for key in keys:
            self._fresh.pop(key, None)
        for writer in self.writers:
            discard = getattr(writer, "discard_answers", None)
            if discard:
                discard(keys)

    def sealed(self) -> AnswerBook:
        """The same answers, with nobody to ask: what is missing is a ``ReplayMiss``."""
        sealed = AnswerBook(self.readers, self.writers, strict=True)
        sealed._fresh = self._fresh
        return sealed

    def miss(
        self, request: Mapping[str, Any], article: str, purpose: str, label: str
    ) -> ReplayMiss:
        """The error of strict replay: which question, and how it differs from the nearest one."""
        near = [r for _, book in self.readers for r in book.near_answers(article, purpose)]
        text = readable(request)
        best = max(
            (readable(record["request"]) for record in near),
            key=lambda other: SequenceMatcher(None, text, other, autojunk=False).quick_ratio(),
            default="",
        )
        diff = "\n".join(
            list(unified_diff(best.splitlines(), text.splitlines(), "recorded", "asked", n=0))[:20]
        )
        return ReplayMiss(
            f"no recorded answer for {label} ({purpose})"
            + (
                f"; the nearest recording differs:\n{diff}"
                if best
                else "; nothing like it is recorded"
            ),
            hint="record it with --record DIR and a model, or run without --replay",
        )


def readable(request: Mapping[str, Any]) -> str:
    """A request as lines of text, for a diff a person can read."""
    parts = [f"model: {request.get('model')}"]
    parts += [
        f"{m['role']}: {line}" for m in request["messages"] for line in m["content"].split("\n")
    ]
    rest = {k: v for k, v in sorted(request.items()) if k not in ("model", "messages")}
    parts += [f"{k}: {canonical(v)}" for k, v in rest.items()]
    return "\n".join(parts)
