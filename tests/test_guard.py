"""The guard around the tests: no network, no settings and no cache of the user's."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import httpx2
import platformdirs
import pytest
from scripted import ScriptedServer


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("example.org", 80), ("2001:db8::1", 80)])
def test_a_test_that_reaches_out_fails_with_the_address(address: tuple[str, int]) -> None:
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    with socket.socket(family) as out:
        for connect in (out.connect, out.connect_ex):
            with pytest.raises(AssertionError, match=address[0]):
                connect(address)


def test_a_test_that_looks_up_a_name_fails_with_the_name() -> None:
    with pytest.raises(AssertionError, match=r"example\.org"):
        httpx2.get("http://example.org/")


def test_a_server_on_this_machine_is_reached() -> None:
    with ScriptedServer(lambda body: "") as server:
        for host in ("127.0.0.1", "localhost"):
            address = server.base_url.replace("127.0.0.1", host)
            assert httpx2.get(f"{address}/models").json()["data"][0]["id"] == server.model


def test_settings_and_caches_of_the_user_are_out_of_sight(tmp_path: Path) -> None:
    assert not [name for name in os.environ if name.startswith(("BRIEFING_", "OPENAI_"))]
    assert Path.home().is_relative_to(tmp_path)
    assert Path(platformdirs.user_cache_dir("briefing")).is_relative_to(tmp_path)
    code = "import pathlib; print(pathlib.Path.home())"
    child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert child.stdout.strip() == str(Path.home())
