"""Servers of https: whom we believe, what each failure costs, and what a reader is told of it."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path

import pytest

from briefing.llm import probing, server
from tests.command import briefing, model_flags
from tests.faults.handshakes import LASTING, PASSING, SecureServer, believed
from tests.faults.running import faultless, run
from tests.faults.server import FaultServer
from tests.scripted import Reply, ScriptedServer, Wire

KEY = "sk-marker-7f3a9c1e5d"
QUESTIONS = 4  # of one article
QUICK = ("--quick", "--budget", "10", "-j", "2")


@pytest.fixture(autouse=True)
def ours(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """This machine believes our authority and holds a key."""
    monkeypatch.setenv("SSL_CERT_FILE", believed(tmp_path / "authorities"))
    monkeypatch.setenv("BRIEFING_API_KEY", KEY)


# -- a sound server ----------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_server_of_a_private_authority_is_believed_once_that_is_named(
    host: str, tmp_path: Path
) -> None:
    with SecureServer() as secure:
        secure.host = host
        done = run(secure, faultless(2)[0], tmp_path)
        told = briefing("doctor", *model_flags(secure), "-o", tmp_path, *QUICK)
    assert (done.code, done.err) == (0, ""), done.err
    assert told.code == 0, told.err
    assert done.pages == faultless(2)[1].pages
    assert {head["authorization"] for head in secure.headers} == {f"Bearer {KEY}"}


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl names the files there")
def test_a_folder_of_authorities_does_as_well(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    file = believed(folder)
    printed = subprocess.run(
        ["openssl", "x509", "-noout", "-hash", "-in", file], capture_output=True, check=True
    )
    (folder / f"{printed.stdout.decode().strip()}.0").write_bytes(Path(file).read_bytes())
    monkeypatch.delenv("SSL_CERT_FILE")
    monkeypatch.setenv("SSL_CERT_DIR", str(folder))
    with SecureServer() as secure:
        done = run(secure, faultless(2)[0], tmp_path / "out")
    assert done.code == 0, done.err


def test_faults_behind_tls_are_met_as_elsewhere(tmp_path: Path) -> None:
    with SecureServer("", "500", "reset", "close_mid_body", first=1) as secure:
        done = run(secure, faultless(2)[0], tmp_path)
    assert done.code == 0, done.err
    assert set(secure.questions.values()) == {2}
    assert done.pages == faultless(2)[1].pages


@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "SSL_CERT_DIR"])
def test_authorities_that_are_not_there_are_a_wrong_setting(
    variable: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    monkeypatch.setenv(variable, str(tmp_path / "nowhere"))
    with SecureServer() as secure, FaultServer() as plain:
        done = run(secure, faultless(2)[0], tmp_path / "out")
        told = briefing("doctor", *model_flags(secure), "-o", tmp_path / "out")
        # nobody shows a certificate there, so that none is looked up
        assert run(plain, faultless(2)[0], tmp_path / "plain").code == 0
    for result in (done, told):
        assert result.code == 2, result.err
        assert variable in result.err
        assert str(tmp_path / "nowhere") in result.err
    assert secure.connections == 0


def test_a_file_without_authorities_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    junk = tmp_path / "junk.pem"
    junk.write_text("no certificate", "utf-8")
    monkeypatch.setenv("SSL_CERT_FILE", str(junk))
    with SecureServer() as secure:
        done = run(secure, faultless(2)[0], tmp_path / "out")
    assert done.code == 2
    assert f"{junk}, which cannot be read as certificates" in done.err


# -- what no further attempt mends -------------------------------------------------------------


@pytest.mark.parametrize("jobs", [1, 4])
@pytest.mark.parametrize("handshake", sorted(LASTING))
def test_a_handshake_that_cannot_work_costs_one_connection_and_is_told_in_words(
    handshake: str, jobs: int, tmp_path: Path
) -> None:
    wrong, remedy = LASTING[handshake]
    with SecureServer(handshake) as secure:
        done = run(secure, faultless(2)[0], tmp_path / "out", jobs=jobs)
    assert done.code == 6, done.err
    assert secure.connections == 1
    assert secure.requests == []
    for words in (f"no answer from {secure.base_url}", wrong, remedy):
        assert words in done.err
    assert KEY not in done.err
    assert not list(tmp_path.glob("out/2*"))


@pytest.mark.parametrize("handshake", sorted(LASTING))
def test_doctor_says_the_same_words(handshake: str, tmp_path: Path) -> None:
    with SecureServer(handshake) as secure:
        done = briefing("doctor", *model_flags(secure), "-o", tmp_path, *QUICK)
    assert done.code == 6, done.err
    assert secure.connections == 1
    for words in (f"no answer from {secure.base_url}", *LASTING[handshake]):
        assert words in done.err
    assert KEY not in done.err


def test_a_server_whose_certificate_is_bad_is_left_out_while_another_answers(
    tmp_path: Path,
) -> None:
    with SecureServer("expired") as bad, SecureServer() as good:
        both = ["--base-url", bad.base_url]
        done = run(good, faultless(2)[0], tmp_path / "out", *both, jobs=4)
        told = briefing("doctor", *model_flags(good), *both, "-o", tmp_path / "out", *QUICK)
    assert done.code == 0, done.err
    assert bad.connections == 2  # of the run and of doctor
    assert f"left out: no answer from {bad.base_url}: its certificate has expired" in done.err
    assert done.pages == faultless(2)[1].pages
    assert told.code == 3, told.err
    assert f"at {good.base_url}" in told.out
    assert "its certificate has expired" in told.err


def test_when_all_certificates_are_bad_each_is_told_with_its_remedy(tmp_path: Path) -> None:
    with SecureServer("expired") as one, SecureServer("untrusted") as two:
        done = run(one, faultless(2)[0], tmp_path / "out", "--base-url", two.base_url)
    assert done.code == 6, done.err
    for handshake, secure in (("expired", one), ("untrusted", two)):
        assert secure.connections == 1
        for words in (secure.base_url, *LASTING[handshake]):
            assert words in done.err


# -- what may pass -----------------------------------------------------------------------------


@pytest.mark.parametrize("handshake", PASSING)
def test_a_connection_that_ends_in_its_handshake_is_made_again(
    handshake: str, tmp_path: Path
) -> None:
    with SecureServer(handshake, spared_after=3) as secure:
        done = run(secure, faultless(2)[0], tmp_path)
    assert (done.code, done.err) == (0, ""), done.err
    assert len(secure.requests) == 2 * QUESTIONS
    assert done.pages == faultless(2)[1].pages


@pytest.mark.parametrize("handshake", PASSING)
def test_one_that_always_ends_so_costs_four_connections(handshake: str, tmp_path: Path) -> None:
    with SecureServer(handshake) as secure:
        done = run(secure, faultless(2)[0], tmp_path / "out")
    assert done.code == 6, done.err
    assert secure.connections == 4
    assert secure.base_url in done.err
    if handshake != "reset_after_handshake":
        assert "hung up during the TLS handshake" in done.err
        assert "write http:// instead of https://" in done.err


def test_silence_in_the_handshake_is_bounded_by_the_time_to_connect(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for module in (server, probing):
        monkeypatch.setattr(module, "CONNECT", 0.3)
    with SecureServer("hang") as secure:
        begun = time.monotonic()
        done = run(secure, faultless(2)[0], tmp_path / "out")
        took = time.monotonic() - begun
        told = briefing("doctor", *model_flags(secure), "-o", tmp_path / "out", *QUICK)
    for result in (done, told):
        assert result.code == 6, result.err
        assert f"no answer from {secure.base_url}" in result.err
        assert "not finish the TLS handshake, in time" in result.err
    assert secure.connections == 2 + 1
    assert took < 20


def test_a_server_that_is_silent_in_the_handshake_rests_while_another_answers(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(server, "CONNECT", 0.3)
    with SecureServer("hang") as silent, SecureServer(latency=0.05) as good:
        done = run(good, faultless(2)[0], tmp_path, "--base-url", silent.base_url, jobs=4)
    assert done.code == 0, done.err
    assert "its questions go to the others" in done.err
    assert done.pages == faultless(2)[1].pages


# -- TLS where plain http was written ----------------------------------------------------------


class Mute(SecureServer):
    """A server of TLS whose address is written without it."""

    @property
    def base_url(self) -> str:
        return FaultServer.base_url.fget(self)  # type: ignore[attr-defined]


def test_plain_http_to_a_port_of_tls_names_https(tmp_path: Path) -> None:
    with Mute() as mute:
        done = run(mute, faultless(2)[0], tmp_path / "out")
        told = briefing("doctor", *model_flags(mute), "-o", tmp_path / "out", *QUICK)
    for result in (done, told):
        assert result.code == 6, result.err
        assert f"no answer from {mute.base_url}" in result.err
        assert "write https:// instead of http://" in result.err
    assert mute.connections <= 4 + 3  # attempts of a question, looks of doctor


@pytest.mark.parametrize(
    "page",
    [
        b"<html><head><title>400 The plain HTTP request was sent to HTTPS port</title></head>",
        b"Client sent an HTTP request to an HTTPS server.",
        b"You're speaking plain HTTP to an SSL-enabled server port.",
    ],
    ids=["nginx", "Go", "Apache"],
)
def test_a_server_that_says_so_is_asked_once(page: bytes, tmp_path: Path) -> None:
    said = Reply(status=400, body=page, headers={"Content-Type": "text/html"})
    with ScriptedServer(lambda body: said) as plain:
        plain.models_page = said
        words = ["run", faultless(2)[0], "-o", tmp_path, "--day", "2026-03-02"]
        done = briefing(*words, *model_flags(plain))
        told = briefing("doctor", *model_flags(plain), "-o", tmp_path, *QUICK)
    assert len(plain.requests) == 1
    for result in (done, told):
        assert result.code == 6, result.err
        assert f"no answer from {plain.base_url}" in result.err
        assert "write https:// instead of http://" in result.err


def test_what_begins_like_an_alert_is_told_to_be_no_http(tmp_path: Path) -> None:
    alert = Reply(wire=(b"\x15\x03\x03\x00\x02\x02\x46", Wire.CLOSE))
    with ScriptedServer(lambda body: alert) as plain:
        words = ["run", faultless(2)[0], "-o", tmp_path, "--day", "2026-03-02"]
        done = briefing(*words, *model_flags(plain))
    assert done.code == 6, done.err
    assert "what came is no HTTP" in done.err
    assert "write https:// instead of http://" in done.err


def test_a_plain_server_that_is_gone_after_it_answered_is_not_said_to_speak_tls(
    tmp_path: Path,
) -> None:
    with FaultServer("reset", poison=r"Canary1\b") as plain:
        done = run(plain, faultless(2)[0], tmp_path)
    assert done.code == 3
    assert "https://" not in done.err + str(done.told["failures"])
