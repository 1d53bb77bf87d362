"""No test reaches the network, the user's settings or the user's model cache."""

from __future__ import annotations

import ipaddress
import os
import socket
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("default", deadline=None, max_examples=60, print_blob=True)
settings.register_profile(
    "ci", settings.get_profile("default"), derandomize=True, database=None, print_blob=True
)
settings.load_profile("ci" if os.environ.get("CI") else "default")

_connect = socket.socket.connect
_connect_ex = socket.socket.connect_ex
_getaddrinfo = socket.getaddrinfo


def _is_here(address: Any) -> bool:
    if not isinstance(address, tuple):  # a unix socket
        return True
    if address[0] == "localhost":
        return True
    try:
        return ipaddress.ip_address(address[0]).is_loopback
    except ValueError:  # a name that would have to be looked up
        return False


@pytest.fixture(autouse=True)
def only_this_machine(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Sockets reach loopback and unix addresses only; settings and home start empty."""

    def guarded(real: Any) -> Any:
        def connect(self: socket.socket, address: Any) -> Any:
            if not _is_here(address):
                raise AssertionError(
                    f"a test tried to reach {address!r}; only 127.0.0.1 is allowed"
                )
            return real(self, address)

        return connect

    def getaddrinfo(host: Any, *rest: Any, **more: Any) -> Any:
        if host and not _is_here((host.decode() if isinstance(host, bytes) else host, 0)):
            raise AssertionError(f"a test tried to look up {host!r}; only 127.0.0.1 is allowed")
        return _getaddrinfo(host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr(socket.socket, "connect", guarded(_connect))
    monkeypatch.setattr(socket.socket, "connect_ex", guarded(_connect_ex))
    for name in [name for name in os.environ if name.startswith(("BRIEFING_", "OPENAI_"))]:
        monkeypatch.delenv(name)
    if "real_model" not in request.keywords:
        home = tmp_path / "home"
        monkeypatch.setenv("HOME", str(home))
        monkeypatch.setenv("USERPROFILE", str(home))
        monkeypatch.setenv("LOCALAPPDATA", str(home / "local"))
        monkeypatch.setenv("XDG_CACHE_HOME", str(home / ".cache"))
