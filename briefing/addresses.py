"""What a web address says before anything is sent to it."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit


def server_address(url: str, *, allow_http: bool) -> str:
    """The address of a model server without a closing slash.

    Raises ValueError, without repeating the address, for anything but http or https with a host;
    for blanks, credentials, a query or a fragment; and, unless ``allow_http``, for plain http to
    another machine.
    """
    scheme, host = _scheme_and_host(url)
    if scheme == "http" and not is_loopback(host) and not allow_http:
        raise ValueError(
            "plain http would send articles and key readable over the network; "
            "use https, or set allow_http (BRIEFING_ALLOW_HTTP=1) if you trust the way there, "
            "as in your own network"
        )
    return url.rstrip("/")


def host_of(url: str) -> str:
    """Host in lower case; empty for what ``server_address`` could not accept."""
    return _parts(url)[1]


def https_host(url: str) -> str:
    """Host of an https address; empty for any other."""
    scheme, host = _parts(url)
    return host if scheme == "https" else ""


def is_loopback(host: str) -> bool:
    """True when the host is this machine whatever a name server says."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _parts(url: str) -> tuple[str, str]:
    try:
        return _scheme_and_host(url.strip())
    except ValueError:
        return "", ""


def _scheme_and_host(url: str) -> tuple[str, str]:
    if not url.isprintable() or any(character in url for character in " \\@?#"):
        # urlsplit drops tabs and line ends in silence
        raise ValueError(
            "an address has no blanks, and no user name, password, query or fragment is taken in "
            "it; a key belongs into api_key"
        )
    try:
        parts = urlsplit(url)
        host, _ = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:  # a port that is none, or half an IPv6 address
        host = ""
    if not host or parts.scheme not in ("http", "https"):
        raise ValueError("it should look like http://127.0.0.1:8080/v1 or https://host.example/v1")
    return parts.scheme, host
