"""Articles from files, folders and standard input.

Whatever is wrong with one of them becomes a Failure with its name; the others are read.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from briefing.domain.articles import Article, Failure, Reading
from briefing.domain.vocabulary import ReadingRules
from briefing.errors import InputError
from briefing.sources.building import Material, as_text, build_article
from briefing.sources.cleaning import clean, clean_line
from briefing.sources.decoding import Decoded, decode, looks_binary
from briefing.sources.folders import ARTICLE_SUFFIXES, files_below
from briefing.sources.frontmatter import split_front_matter

STDIN = "-"
_SMALL = 1 << 16
_LINES_FACTOR = 100  # a .jsonl file holds many articles: its lines are capped one by one
_BODY_KEYS = ("text", "body", "content")
_HOPELESS = 20
_DETAILS = {
    "empty": "There is nothing to read in it; remove it or put the text in.",
    "binary": "It is not a text file; save the article as plain text or Markdown.",
    "no text": "It holds metadata but no text; add the body of the article.",
    "not JSON": "It is not a JSON object on one line; correct it or write the article as .md.",
    "not found": "There is no such file or folder; check the spelling.",
    "unsupported file type": (
        "Only .txt, .md, .markdown and .jsonl are read; save the article as one of them."
    ),
}

_Outcome = Article | Failure


def read_sources(
    paths: Sequence[str],
    *,
    rules: ReadingRules,
    stdin: bytes | None = None,
    exclude: Sequence[str] = (),
    max_bytes: int = 2_000_000,
) -> Reading:
    """Every article that ``paths`` stand for, in their order, folders sorted by name.

    ``-`` stands for ``stdin``. ``exclude`` are glob patterns against paths below a given folder.
    ``max_bytes`` bounds one article. An article met again goes to ``repeats``.

    Raises InputError when ``paths`` is empty and ConfigError when a rule is no regular expression.
    """
    if not paths:
        raise InputError(
            "No file or folder was given.",
            hint="Name at least one article, a folder of articles, or - for standard input.",
        )
    articles: dict[str, Article] = {}
    failures: list[Failure] = []
    repeats: list[str] = []
    for path in paths:
        for outcome in _read(path, rules, stdin, exclude, max_bytes):
            if isinstance(outcome, Failure):
                failures.append(outcome)
            elif outcome.id in articles:
                repeats.append(outcome.path)
            else:
                articles[outcome.id] = outcome
    return Reading(
        articles=tuple(articles.values()), failures=tuple(failures), repeats=tuple(repeats)
    )


def _read(
    given: str, rules: ReadingRules, stdin: bytes | None, exclude: Sequence[str], limit: int
) -> Iterator[_Outcome]:
    if given == STDIN:
        yield from _from_bytes(STDIN, _kind_of(stdin or b""), stdin or b"", rules, limit)
        return
    try:
        path = Path(given)
        exists, is_folder = path.exists(), path.is_dir()
    except (OSError, ValueError):  # a name too long, or with a NUL in it
        exists, is_folder = False, False
    if not exists:
        yield _failure(given, "not found")
    elif is_folder:
        yield from _read_folder(path, rules, exclude, limit)
    else:
        yield from _read_file(path, rules, limit)


def _read_folder(
    folder: Path, rules: ReadingRules, exclude: Sequence[str], limit: int
) -> Iterator[_Outcome]:
    found = files_below(folder, exclude)
    if not found:
        detail = "There is no .txt, .md, .markdown or .jsonl file in this folder; check the path."
        yield _failure(_shown(folder), "empty", detail)
    for path, problem in found:
        if problem:
            yield _unreadable(path, problem)
        else:
            yield from _read_file(path, rules, limit)


def _read_file(path: Path, rules: ReadingRules, limit: int) -> Iterator[_Outcome]:
    suffix = path.suffix.lower()
    if suffix not in ARTICLE_SUFFIXES:
        yield _failure(_shown(path), "unsupported file type")
        return
    cap = limit * _LINES_FACTOR if suffix == ".jsonl" else limit
    try:
        if not path.is_file():  # a pipe or a device could block for ever
            yield _unreadable(path, "not a regular file")
            return
        with path.open("rb") as file:
            # room for all that may come would be taken at once, however little there is
            data = file.read(min(cap, max(path.stat().st_size, _SMALL)) + 1)
    except OSError as error:
        yield _unreadable(path, error.strerror or "cannot be opened")
        return
    yield from _from_bytes(_shown(path), suffix, data, rules, limit)


def _from_bytes(
    path: str, suffix: str, data: bytes, rules: ReadingRules, limit: int
) -> Iterator[_Outcome]:
    cap = limit * _LINES_FACTOR if suffix == ".jsonl" else limit
    if len(data) > cap:
        yield _too_long(path, cap)
    elif looks_binary(data):
        yield _failure(path, "binary")
    elif suffix == ".jsonl":
        yield from _from_lines(path, data, rules, limit)
    else:
        yield _from_text(path, decode(data), suffix != ".txt", rules)


def _from_text(path: str, decoded: Decoded, markdown: bool, rules: ReadingRules) -> _Outcome:
    text, removed = clean(decoded.text)
    if not text:
        return _failure(path, "empty")
    notes = _decoding_notes(decoded)
    material = Material(path, text, {}, markdown, decoded.encoding, notes, removed)
    if markdown:
        opened = split_front_matter(text)
        notes += (opened.note,) if opened.note else ()
        material = material._replace(body=opened.body, fields=opened.fields, notes=notes)
    return build_article(material, rules) or _failure(path, "no text" if markdown else "empty")


def _from_lines(path: str, data: bytes, rules: ReadingRules, limit: int) -> Iterator[_Outcome]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = decode(data).text.encode("utf-8", "replace")
    outcomes: list[_Outcome] = []
    for number, line in enumerate(data.split(b"\n"), start=1):
        if line.strip():
            outcomes.append(_from_line(f"{path}:{number}", line, rules, limit))
    if not outcomes:
        yield _failure(path, "empty")
    elif len(outcomes) > _HOPELESS and all(_is_not_json(outcome) for outcome in outcomes):
        detail = f"None of its {len(outcomes)} lines is a JSON object; one article belongs on each."
        yield _failure(path, "not JSON", detail)
    else:
        yield from outcomes


def _from_line(path: str, line: bytes, rules: ReadingRules, limit: int) -> _Outcome:
    if len(line) > limit:
        return _too_long(path, limit)
    decoded = decode(line)
    try:
        record = json.loads(decoded.text)
    except (ValueError, RecursionError):
        return _failure(path, "not JSON")
    if not isinstance(record, dict):
        return _failure(path, "not JSON")
    fields = {key.strip().lower(): value for key, value in record.items()}
    body = next((text for key in _BODY_KEYS if (text := as_text(fields.get(key))).strip()), "")
    notes = _decoding_notes(decoded)
    material = Material(path, body, fields, False, decoded.encoding, notes)
    return build_article(material, rules) or _failure(path, "no text")


def _is_not_json(outcome: _Outcome) -> bool:
    return isinstance(outcome, Failure) and outcome.reason == "not JSON"


def _kind_of(data: bytes) -> str:
    """Which suffix standard input would have had."""
    text = decode(data[:4096]).text.lstrip()
    if text.startswith("---\n") or text.startswith("---\r\n"):
        return ".md"
    first = data.lstrip().partition(b"\n")[0]
    if text.startswith("{") and first.rstrip().endswith(b"}"):
        return ".jsonl"
    return ".txt"


def _decoding_notes(decoded: Decoded) -> tuple[str, ...]:
    return (f"decoded as {decoded.encoding}, guessed",) if decoded.guessed else ()


def _shown(path: Path) -> str:
    """``path`` with forward slashes, safe to print and to store."""
    return clean_line(os.fsencode(path.as_posix()).decode("utf-8", "replace"), 4096)


def _failure(path: str, reason: str, detail: str = "") -> Failure:
    safe = clean_line(path.encode("utf-8", "replace").decode("utf-8"), 4096)
    return Failure(path=safe, stage="read", reason=reason, detail=detail or _DETAILS[reason])


def _unreadable(path: Path, problem: str) -> Failure:
    detail = f"The system says: {clean_line(problem)}; check the permissions and the path."
    return _failure(_shown(path), "unreadable", detail)


def _too_long(path: str, limit: int) -> Failure:
    detail = f"It is longer than {limit:,} bytes; split it into single articles."
    return _failure(path, "too long", detail)
