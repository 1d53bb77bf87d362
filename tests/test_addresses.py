"""Addresses of model servers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.addresses import host_of, https_host, is_loopback, server_address


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8080/v1",
        "http://localhost:11434/v1",
        "http://[::1]:8000/v1",
        "http://LOCALHOST./v1",
        "http://127.8.9.1",
        "https://models.example/v1",
    ],
)
def test_loopback_and_https_need_no_permission(url: str) -> None:
    assert server_address(url, allow_http=False) == url


@pytest.mark.parametrize(
    "url",
    [
        "http://models.example/v1",
        "http://192.168.0.7:8080/v1",
        "http://localhost.models.example/v1",
        "http://127.0.0.1.models.example/v1",
        "http://0.0.0.0:8080/v1",
    ],
)
def test_plain_http_to_another_machine_needs_permission(url: str) -> None:
    with pytest.raises(ValueError, match="allow_http"):
        server_address(url, allow_http=False)
    assert server_address(url + "/", allow_http=True) == url


@pytest.mark.parametrize(
    "url",
    [
        "models.example/v1",
        "ftp://models.example",
        "file:///etc/passwd",
        "https://",
        "https://models.example:many/v1",
        "https://[::1/v1",
        "https://reader:hunter2@models.example/v1",
        "https://models.example/v1?key=hunter2",
        "https://models.example/v1#hunter2",
        "http://127.0.0.1\\@models.example/",
        "http://127.0.0.1\\.models.example/",
        "http://127.0.0.1\t.models.example/",
        "https://models.example/v1\n",
    ],
)
def test_what_is_no_plain_address_is_refused_without_being_repeated(url: str) -> None:
    with pytest.raises(ValueError) as caught:
        server_address(url, allow_http=True)
    assert "models.example" not in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_only_https_has_an_https_host() -> None:
    assert https_host(" https://API.openai.com/v1 ") == "api.openai.com"
    assert https_host("http://api.openai.com/v1") == ""
    assert https_host("https://api.openai.com@models.example/v1") == ""


def test_a_name_that_a_name_server_decides_is_not_loopback() -> None:
    assert not is_loopback("mine.localhost")
    assert host_of("https://reader@models.example") == ""


@given(st.text(max_size=40))
def test_any_text_gives_an_address_or_a_value_error(text: str) -> None:
    for url in (text, "http://" + text, "https://" + text):
        try:
            address = server_address(url, allow_http=False)
        except ValueError:
            continue
        assert address.startswith("https://") or is_loopback(host_of(address))
