"""Articles that are much more than they weigh, or that would take for ever: refused, or cheap."""

from __future__ import annotations

import gzip
import io
import json
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest
import yaml

from briefing.domain.vocabulary import ReadingRules
from briefing.sources.files import read_sources

ROOT = Path(__file__).parents[2]
RULES = ReadingRules(**yaml.safe_load((ROOT / "schemas/reading.yaml").read_text("utf-8")))
MEMORY = 60 << 20
SECONDS = 30.0  # a bomb takes minutes; a loaded machine may take several
NEWS = "The envoys of Maru and Estova met on Monday. They will meet again.\n"


def _zip() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("article.txt", b"\0" * (99 << 20))
    return packed.getvalue()


def _laughs() -> bytes:
    levels = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    return "\n".join(["---", "a0: &a0 lol", *levels, "title: *a9", "---", NEWS]).encode()


def _entities() -> bytes:
    levels = [f'<!ENTITY a{n} "{f"&a{n - 1};" * 9}">' for n in range(1, 10)]
    return "\n".join(["<!DOCTYPE x [<!ENTITY a0 'lol'>", *levels, "]><x>&a9;</x>", NEWS]).encode()


BOMBS = {
    "gzip": lambda: gzip.compress(b"\0" * (99 << 20)),
    "zip": _zip,
    "yaml": _laughs,
    "xml": _entities,
    "tags": lambda: b"<div>" * 200_000 + NEWS.encode(),
    "comments": lambda: b"<!--" * 200_000 + NEWS.encode(),
    "brackets": lambda: b"[" * 900_000 + NEWS.encode(),
    "quotes": lambda: b"> " * 400_000 + NEWS.encode(),
    "line": lambda: NEWS.strip().encode() * 20_000,
    "spaces": lambda: b"Talks\n" + b" " * 1_500_000 + b"open\n",
}


@pytest.mark.parametrize("suffix", [".txt", ".md", ".jsonl"])
@pytest.mark.parametrize("name", sorted(BOMBS))
def test_what_unpacks_to_more_than_it_weighs_is_refused_or_read_as_it_stands(
    name: str, suffix: str, tmp_path: Path
) -> None:
    path = tmp_path / f"bomb{suffix}"
    data = BOMBS[name]()
    path.write_bytes(data)
    read_sources(["-"], stdin=NEWS.encode(), rules=RULES)  # loads what tells languages apart
    tracemalloc.start()
    begun = time.monotonic()
    try:
        reading = read_sources([str(path)], rules=RULES)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert time.monotonic() - begun < SECONDS
    assert peak < MEMORY
    assert reading.articles or reading.failures
    if name in ("gzip", "zip"):
        assert [failure.reason for failure in reading.failures] != []
    for article in reading.articles:
        assert len(article.text) <= len(data)


def test_a_packed_file_is_no_article(tmp_path: Path) -> None:
    path = tmp_path / "article.txt.gz"
    path.write_bytes(gzip.compress(NEWS.encode()))
    (failure,) = read_sources([str(path)], rules=RULES).failures
    assert failure.reason == "unsupported file type"


def test_a_record_nested_without_end_is_a_failure_of_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = ['{"text":' * 100_000, json.dumps({"text": NEWS})]
    path.write_text("\n".join(lines), "utf-8")
    reading = read_sources([str(path)], rules=RULES)
    assert (len(reading.failures), len(reading.articles)) == (1, 1)
