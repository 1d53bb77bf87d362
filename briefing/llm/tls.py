"""TLS to a model server: which authorities are believed, and what its failures mean."""

from __future__ import annotations

import os
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import httpx2

from briefing.addresses import https_host
from briefing.errors import ConfigError

_TRUST = (
    "if it is your own or your company's, name the file of its authority: "
    "SSL_CERT_FILE=authority.pem (or SSL_CERT_DIR, a folder made ready by `openssl rehash`); "
    "either replaces this machine's own list"
)
_RENEW = "renew it on the server, and check the clock of this machine"
_RENAME = "write the address with a name that its certificate holds, or have one issued for this"
_PLAIN = "write http:// instead of https:// if the server there has no certificate"
_SECURE = "write https:// instead of http:// if the server there speaks TLS"

# OpenSSL's codes, then those of Windows; macOS has words only
_UNTRUSTED = frozenset({2, 18, 19, 20, 21, 27, 0x800B0109, 0x800B010A})
_EXPIRED = frozenset({10, 0x800B0101})
_OTHER_NAME = frozenset({62, 63, 64, 0x800B010F})
_NOT_YET, _REVOKED = 9, frozenset({23, 0x80092010})
_WORDS = {
    "expired": _EXPIRED,
    "not trusted": _UNTRUSTED,
    "host name mismatch": _OTHER_NAME,
    "hostname mismatch": _OTHER_NAME,
}
_NO_TLS = frozenset(
    {"WRONG_VERSION_NUMBER", "RECORD_LAYER_FAILURE", "PACKET_LENGTH_TOO_LONG", "HTTP_REQUEST"}
)
_DISAGREED = (
    "PROTOCOL_VERSION",
    "UNSUPPORTED_PROTOCOL",
    "HANDSHAKE_FAILURE",
    "NO_PROTOCOLS",
    "UNRECOGNIZED_NAME",
    "KEY_TOO_SMALL",
)
_CUT_OFF = (httpx2.ReadError, httpx2.WriteError, httpx2.RemoteProtocolError)
# nginx, Go, Apache
_TLS_ONLY = ("to https port", "http request to an https server", "http to an ssl-enabled")
_NO_TEXT = "illegal request line"  # what is said of a reply that begins like an alert of TLS
NOT_TAKEN = "it did not take the connection, or not finish the TLS handshake, in time"


@dataclass(frozen=True)
class Fault:
    """What is wrong, "" for no more than is seen, what to do, and whether that is so every time."""

    message: str
    hint: str
    lasting: bool = True


def context_for(url: str) -> ssl.SSLContext:
    """What an address is contacted with: only https needs to know whom this machine trusts.

    A certificate is checked on loopback addresses, too: many of them are the near end of a tunnel,
    and a port of this machine may be anybody's. Raises ConfigError for an ``SSL_CERT_FILE`` or an
    ``SSL_CERT_DIR`` that is not there.
    """
    if not https_host(url):  # where nobody shows a certificate none is looked up
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    file, folder = os.environ.get("SSL_CERT_FILE", ""), os.environ.get("SSL_CERT_DIR", "")
    if folder and not file and not Path(folder).is_dir():
        raise ConfigError(
            f"SSL_CERT_DIR names {folder}, where there is no folder",
            hint="correct it or unset it",
        )
    try:
        return _trusting(file, folder)
    except OSError as error:  # of which an SSLError is one kind
        reason = error.strerror or str(error)
        raise ConfigError(
            f"SSL_CERT_FILE names {file}, which cannot be read as certificates: {reason}",
            hint="name a PEM file of the authorities to believe, or unset it",
        ) from error


@lru_cache(maxsize=4)
def _trusting(file: str, folder: str) -> ssl.SSLContext:
    """Reading the certificates takes 150 ms; they are the same for every server."""
    return httpx2.create_ssl_context()


def tls_fault(error: BaseException, *, secure: bool) -> Fault | None:
    """What TLS, or the lack of it, has to do with a failed connection; None for nothing.

    ``secure`` says that the address was one of https.
    """
    links = tuple(_chain(error))
    for link in links:
        if isinstance(link, ssl.SSLCertVerificationError):
            return _of_certificate(link)
        if isinstance(link, ssl.SSLError) and link.reason:
            known = _of_handshake(link.reason)
            if known is not None:
                return known
    if secure and _hung_up_in_handshake(links):
        return Fault("it hung up during the TLS handshake", _PLAIN, lasting=False)
    if not secure and any(isinstance(link, _CUT_OFF) for link in links):
        text = "" if _NO_TEXT not in str(error.__cause__ or error) else "what came is no HTTP"
        return Fault(text, _SECURE, lasting=False)
    return None


def wants_tls(status: int, words: str) -> str:
    """What to do about a server that answers plain http at its https port, else ""."""
    lower = words.lower()
    return _SECURE if status == 400 and any(said in lower for said in _TLS_ONLY) else ""


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error and what led to it; the pool of connections hides its causes."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _of_certificate(error: ssl.SSLCertVerificationError) -> Fault:
    said = getattr(error, "verify_message", "") or str(error)
    told = " ".join(said.split())[:200].rstrip(".")
    code = getattr(error, "verify_code", 0) % (1 << 32)
    kind = next((codes for words, codes in _WORDS.items() if words in told.lower()), {code})
    if not kind.isdisjoint(_OTHER_NAME):
        return Fault(f"its certificate is for another host name ({told})", _RENAME)
    if not kind.isdisjoint(_EXPIRED):
        return Fault("its certificate has expired", _RENEW)
    if code == _NOT_YET:
        return Fault("its certificate is not valid yet", _RENEW)
    if code in _REVOKED:
        return Fault("its certificate was revoked", "have another one issued")
    if not kind.isdisjoint(_UNTRUSTED):
        known = "its certificate comes from an authority that this machine does not trust"
        return Fault(f"{known} ({told})", _TRUST)
    return Fault(f"its certificate is not accepted ({told})", _TRUST)


def _of_handshake(reason: str) -> Fault | None:
    if reason in _NO_TLS:
        return Fault("no TLS is spoken at that port", _PLAIN)
    if "CERTIFICATE_REQUIRED" in reason:
        return Fault(
            "it wants a certificate of ours, and there is none to show",
            "put a proxy before it that has one",
        )
    if any(word in reason for word in _DISAGREED):
        words = reason.lower().replace("_", " ")
        return Fault(f"no TLS could be agreed on ({words})", "let the server speak TLS 1.2 or 1.3")
    return None


def _hung_up_in_handshake(links: tuple[BaseException, ...]) -> bool:
    """No connection although one was made: what is not taken at all says so."""
    failed = next((link for link in links if isinstance(link, httpx2.ConnectError)), None)
    return failed is not None and not str(failed)
