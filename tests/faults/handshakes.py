"""What can be wrong with an https server before a single byte of HTTP is read.

with SecureServer("expired") as server: ...           # every connection meets it
with SecureServer("reset", spared_after=2) as server: ...  # the first two do
with SecureServer("", "500", first=1) as server: ...  # a sound handshake, then a fault of HTTP
"""

from __future__ import annotations

import contextlib
import functools
import select
import socket
import ssl
import struct
import threading
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import trustme

from tests.faults.server import FaultServer

HERE = ("127.0.0.1", "localhost")

# what no further attempt mends: what a reader is told is wrong, and what to do about it
LASTING: Mapping[str, tuple[str, str]] = {
    "untrusted": ("an authority that this machine does not trust", "SSL_CERT_FILE="),
    "self_signed": ("an authority that this machine does not trust", "SSL_CERT_FILE="),
    "expired": ("its certificate has expired", "renew it"),
    "early": ("its certificate is not valid yet", "check the clock"),
    "other_host": ("its certificate is for another host name", "with a name that its certificate"),
    "plain_http": ("no TLS is spoken at that port", "write http:// instead of https://"),
    "wants_ours": ("it wants a certificate of ours", "put a proxy before it"),
    "no_cipher": ("no TLS could be agreed on", "TLS 1.2 or 1.3"),
}
# what ends a connection and may pass: in the handshake, and right after it
PASSING = ("close", "close_after_hello", "reset_after_hello", "reset_after_handshake")


@functools.cache
def authority(name: str) -> trustme.CA:
    """The authority of that name; that of the tests is "ours"."""
    return trustme.CA(organization_name=name)


def believed(folder: Path) -> str:
    """A file for ``SSL_CERT_FILE`` with our authority."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "ours.pem"
    authority("ours").cert_pem.write_to_path(str(path))
    return str(path)


def _certificate(handshake: str) -> trustme.LeafCert:
    ours, now = authority("ours"), datetime.now(UTC)
    if handshake == "untrusted":
        return authority("somebody").issue_cert(*HERE)
    if handshake == "expired":
        last_week, yesterday = now - timedelta(days=7), now - timedelta(days=1)
        return ours.issue_cert(*HERE, not_before=last_week, not_after=yesterday)
    if handshake == "early":
        tomorrow, next_week = now + timedelta(days=1), now + timedelta(days=7)
        return ours.issue_cert(*HERE, not_before=tomorrow, not_after=next_week)
    return ours.issue_cert(*(("models.example",) if handshake == "other_host" else HERE))


@functools.cache
def _context(handshake: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if handshake == "self_signed":  # an authority that shows its own certificate
        own = authority("itself")
        with own.private_key_pem.tempfile() as key, own.cert_pem.tempfile() as certificate:
            context.load_cert_chain(certificate, key)
    else:
        _certificate(handshake).configure_cert(context)
    if handshake == "wants_ours":
        context.verify_mode = ssl.CERT_REQUIRED
    if handshake == "no_cipher":  # one for certificates of another kind than ours
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        context.set_ciphers("ECDHE-RSA-AES256-GCM-SHA384")
    return context


class SecureServer(FaultServer):
    """A server with ``faults`` behind TLS, of which ``handshake`` is one more.

    With ``spared_after``, only so many connections meet it. ``connections`` counts all of them.
    """

    def __init__(
        self, handshake: str = "", *faults: str, spared_after: int | None = None, **more: Any
    ) -> None:
        super().__init__(*faults, **more)
        self.handshake, self.spared_after = handshake, spared_after
        self.connections = 0
        self.host = HERE[0]
        self._counting = threading.Lock()

    @property
    def base_url(self) -> str:
        return f"https://{self.host}:{self.port}/v1"

    def opened(self, connection: socket.socket) -> socket.socket | None:
        """The handshake, or what happens in its place."""
        with self._counting:
            self.connections += 1
            spared = self.spared_after is not None and self.connections > self.spared_after
        handshake = "" if spared else self.handshake
        if handshake == "plain_http":
            return connection
        if handshake == "hang":
            self._silent(connection)
            return None
        if handshake.startswith(("close", "reset")) and handshake != "reset_after_handshake":
            if handshake.endswith("hello"):
                connection.recv(1 << 16)
            if handshake.startswith("reset"):
                _reset(connection)
            return None
        secured = _context(handshake).wrap_socket(
            connection, server_side=True, do_handshake_on_connect=False
        )
        try:
            secured.do_handshake()
        except ssl.SSLError:
            _drained(secured)
            return None
        if handshake == "reset_after_handshake":
            _reset(secured)
            return None
        return secured

    def _silent(self, connection: socket.socket) -> None:
        """Say nothing until the client leaves or the server closes."""
        while not self.closing.is_set():
            readable, _, _ = select.select([connection], [], [], 0.02)
            if readable and not connection.recv(1 << 16):
                self.left += 1
                return


def _drained(connection: ssl.SSLSocket) -> None:
    """Close so that our last words arrive: what lies unread would make a reset of it."""
    with connection, contextlib.suppress(OSError):
        socket.socket.shutdown(connection, socket.SHUT_WR)
        connection.settimeout(2)
        while socket.socket.recv(connection, 1 << 16):
            pass


def _reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()
