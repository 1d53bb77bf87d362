"""The publisher as a source: ranges, broken connections, other files, silence."""

from __future__ import annotations

import socket
import time
from pathlib import Path

import pytest

from briefing.errors import ConfigError, ModelUnavailable
from briefing.llm.models import pull
from tests.llm.fake_models import CONTENT, MODEL, Publisher, publishing


def fetched(cache: Path, publisher: Publisher) -> bytes:
    with publishing(publisher):
        path = pull(MODEL, cache=cache, sources=["publisher"], publisher=publisher.url)
    return path.read_bytes()


def holding(cache: Path, content: bytes) -> Path:
    cache.mkdir()
    partial = cache / "tiny.gguf.partial"
    partial.write_bytes(content)
    return partial


def test_the_file_is_streamed_from_the_publishers_repository(tmp_path: Path) -> None:
    publisher = Publisher()
    assert fetched(tmp_path / "cache", publisher) == CONTENT
    assert publisher.asked == [("/somebody/Tiny-GGUF/resolve/main/tiny.gguf", "")]


def test_a_server_that_never_gives_a_byte_is_asked_three_times(tmp_path: Path) -> None:
    publisher = Publisher(content=b"", announce=len(CONTENT))
    with pytest.raises(ModelUnavailable, match="the publisher broke off at 0 bytes"):
        fetched(tmp_path / "cache", publisher)
    assert len(publisher.asked) == 3


def test_only_the_missing_bytes_are_asked_for(tmp_path: Path) -> None:
    holding(tmp_path / "cache", CONTENT[:1234])
    publisher = Publisher()
    assert fetched(tmp_path / "cache", publisher) == CONTENT
    assert [wanted for _, wanted in publisher.asked] == ["bytes=1234-"]


def test_a_server_that_ignores_ranges_gives_the_whole_file_and_not_half_of_it_twice(
    tmp_path: Path,
) -> None:
    holding(tmp_path / "cache", CONTENT[:1234])
    assert fetched(tmp_path / "cache", Publisher(ranges=False)) == CONTENT


def test_a_complete_partial_needs_no_request(tmp_path: Path) -> None:
    holding(tmp_path / "cache", CONTENT)
    publisher = Publisher(status=500)
    assert fetched(tmp_path / "cache", publisher) == CONTENT
    assert publisher.asked == []


def test_connections_that_keep_breaking_are_resumed_as_long_as_bytes_come(tmp_path: Path) -> None:
    publisher = Publisher(cut=500)
    assert fetched(tmp_path / "cache", publisher) == CONTENT
    assert len(publisher.asked) == 6
    assert publisher.asked[-1][1] == "bytes=2500-"


@pytest.mark.parametrize("announce", [len(CONTENT) - 1, len(CONTENT) + 1, 15])
def test_another_size_is_refused_before_a_byte_is_kept(tmp_path: Path, announce: int) -> None:
    partial = holding(tmp_path / "cache", b"")
    with pytest.raises(ModelUnavailable, match=f"offers a file of {announce:,} bytes, not 2,800"):
        fetched(tmp_path / "cache", Publisher(content=b"<html>", announce=announce))
    assert partial.read_bytes() == b""


def test_another_file_of_the_same_size_is_refused_and_removed(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="another file than the one we know"):
        fetched(tmp_path / "cache", Publisher(content=bytes(len(CONTENT))))
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["tiny.gguf.lock"]


def test_a_refusal_keeps_the_bytes_for_the_next_source(tmp_path: Path) -> None:
    partial = holding(tmp_path / "cache", CONTENT[:1234])
    with pytest.raises(ModelUnavailable, match="the publisher answered 403"):
        fetched(tmp_path / "cache", Publisher(status=403))
    assert partial.read_bytes() == CONTENT[:1234]


def test_a_closed_port_is_given_up_at_once(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    began = time.monotonic()
    with pytest.raises(ModelUnavailable, match=r"the publisher cannot be reached: .*refused"):
        pull(MODEL, cache=tmp_path, sources=["publisher"], publisher=f"http://127.0.0.1:{port}")
    assert time.monotonic() - began < 3


def test_a_host_that_swallows_everything_is_given_up_within_six_seconds(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
        began = time.monotonic()
        with pytest.raises(ModelUnavailable, match="did not answer within 5 s"):
            pull(MODEL, cache=tmp_path, sources=["publisher"], publisher=address)
        assert time.monotonic() - began < 6.5


def test_authorities_that_are_not_there_are_a_wrong_setting_for_the_publisher_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "nowhere.pem"))
    with pytest.raises(ConfigError, match=r"SSL_CERT_FILE names .*nowhere\.pem"):
        pull(MODEL, cache=tmp_path, sources=["publisher"], publisher="https://127.0.0.1:9")
