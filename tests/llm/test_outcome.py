"""Every way a server can fail has one documented outcome."""

from __future__ import annotations

import json
import ssl
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

import httpx2
import openai
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.llm.outcome import (
    LONGEST_WAIT,
    BadEnvelope,
    BodyTooLarge,
    ErrorBody,
    body_text,
    classify,
    retry_after,
)

NOW = 1_772_600_000.0
ASKED = httpx2.Request("POST", "http://127.0.0.1:1/v1/chat/completions")
SECURE = httpx2.Request("POST", "https://127.0.0.1:1/v1/chat/completions")


def refused(status: int, body: Any = None, headers: dict[str, str] | None = None) -> Exception:
    """The error the client raises for an answer with this status and parsed body."""
    inner = body.get("error", body) if isinstance(body, dict) else body  # as openai does
    response = httpx2.Response(status, headers=headers or {}, request=ASKED)
    return openai.APIStatusError("", response=response, body=inner)


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


def connecting(inner: Exception, asked: httpx2.Request = SECURE) -> Exception:
    """A failed connection as the client raises it: the pool hides the cause behind a context."""
    words = str(inner) if isinstance(inner, ssl.SSLError) else ""
    pooled = httpx2.ConnectError(words)
    pooled.__context__ = inner
    return caused(openai.APIConnectionError(request=asked), pooled)


def distrust(code: int, words: str) -> Exception:
    error = ssl.SSLCertVerificationError(1, f"certificate verify failed: {words}")
    error.verify_code, error.verify_message = code, words
    return connecting(error)


def no_handshake(reason: str) -> Exception:
    error = ssl.SSLError(1, f"[SSL: {reason}]")
    error.reason = reason
    return connecting(error)


def cut_off(inner: Exception) -> Exception:
    return caused(openai.APIConnectionError(request=ASKED), inner)


QUOTA = {"error": {"message": "You exceeded your current quota.", "code": "insufficient_quota"}}
LLAMA_CONTEXT = {
    "error": {
        "code": 400,
        "message": "the request exceeds the available context size, try increasing it",
        "type": "exceed_context_size_error",
        "n_prompt_tokens": 9001,
        "n_ctx": 4096,
    }
}
STUDIO_CONTEXT = {"error": "The number of tokens to keep (n_keep: 13055>= n_ctx: 4096)"}
VLLM_CONTEXT = {"message": "This model's maximum context length is 4096 tokens", "code": 400}
HTML = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"


@pytest.mark.parametrize("status", [408, 409, 425, 429, 500, 502, 503, 504, 520, 524, 529])
def test_a_passing_status_is_tried_again(status: int) -> None:
    outcome = classify(refused(status, {"error": {"message": "busy"}}), now=NOW)
    assert (outcome.verdict, outcome.after) == ("retry", None)
    assert str(status) in outcome.message
    assert "busy" in outcome.message


@pytest.mark.parametrize(
    ("error", "verdict", "words"),
    [
        (refused(401, {"error": {"message": "bad key"}}), "account", "401: bad key"),
        (refused(402), "account", "402"),
        (refused(403, {"detail": "no"}), "account", "403: no"),
        (refused(404, {"error": {"message": "no model x"}}), "account", "model's name"),
        (refused(429, QUOTA), "account", "quota"),
        (refused(429, {"error": {"message": "no", "code": "insufficient_quota"}}), "account", "no"),
        (refused(400, {"error": "Your credit balance is too low"}), "account", "credit"),
        (refused(400, {"error": {"message": "'response_format.type' must be 'text'"}}), "mechanism",
         "response_format"),
        (refused(400, {"error": {"message": "Unsupported parameter", "param": "max_tokens"}}),
         "account", "Unsupported"),
        (refused(400, LLAMA_CONTEXT), "article", "9001 tokens of 4096"),
        (refused(500, LLAMA_CONTEXT), "article", "context size"),
        (refused(400, STUDIO_CONTEXT), "article", "n_keep: 13055"),
        (refused(400, VLLM_CONTEXT), "article", "4096"),
        (refused(400, {"error": {"message": "failed to parse grammar"}}), "mechanism", "grammar"),
        (refused(413, HTML), "account", "Bad Gateway"),
        (refused(422, {"detail": [{"loc": ["body"], "input": "the billing row"}]}), "account",
         "billing"),
        (refused(418, None), "account", "418"),
        (refused(405, None), "account", "405"),
        (refused(505, None), "account", "505"),
        (refused(413, STUDIO_CONTEXT), "article", "n_keep"),
        (refused(400, {"error": "no"}), "article", "400: no"),
        (refused(530, HTML), "retry", "530"),
        (refused(502, HTML), "retry", "an HTML page titled '502 Bad Gateway'"),
        (refused(503, b""), "retry", "503"),
        (ErrorBody({"message": "overloaded"}), "retry", "200: overloaded"),
        (ErrorBody("model crashed"), "retry", "model crashed"),
        (ErrorBody(STUDIO_CONTEXT["error"]), "article", "n_keep"),
        (ErrorBody(QUOTA["error"]), "account", "quota"),
        (openai.APITimeoutError(request=ASKED), "retry", "in time"),
        (TimeoutError(), "retry", "in time"),
        (caused(openai.APIConnectionError(request=ASKED), OSError("Connection refused")), "retry",
         "Connection refused"),
        (json.JSONDecodeError("Expecting value", "<html>", 0), "retry", "chat completion"),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid"), "retry", "chat completion"),
        (BadEnvelope("it has no choices"), "retry", "chat completion: it has no choices"),
        (caused(openai.APIConnectionError(request=ASKED), BodyTooLarge(1024)), "retry",
         "larger than 1,024 bytes"),
        (refused(503, {"error": {"message": "Loading model", "type": "unavailable_error"}}),
         "retry", "Loading model"),
        (refused(307, None, {"location": "https://other.example/v1"}), "account",
         "https://other.example/v1"),
        (refused(302, HTML), "account", "nowhere"),
        (RuntimeError("odd"), "article", "RuntimeError: odd"),
    ],
    ids=lambda part: type(part).__name__ if isinstance(part, Exception) else None,
)  # fmt: skip
def test_each_fault_has_its_outcome(error: Exception, verdict: str, words: str) -> None:
    outcome = classify(error, now=NOW)
    assert outcome.verdict == verdict
    assert words in outcome.message


@pytest.mark.parametrize(
    ("error", "words", "remedy"),
    [
        (distrust(18, "self-signed certificate"), "does not trust (self-signed certificate)",
         "SSL_CERT_FILE="),
        (distrust(19, "self-signed certificate in chain"), "does not trust", "SSL_CERT_DIR"),
        (distrust(20, "unable to get local issuer certificate"), "does not trust", "SSL_CERT_FILE"),
        (distrust(10, "certificate has expired"), "has expired", "renew it"),
        (distrust(9, "certificate is not yet valid"), "not valid yet", "clock"),
        (distrust(23, "certificate revoked"), "was revoked", "have another one issued"),
        (distrust(62, "Hostname mismatch, certificate is not valid for 'a.example'."),
         "another host name (Hostname mismatch, certificate is not valid for 'a.example')",
         "a name that its certificate holds"),
        (distrust(64, "IP address mismatch"), "another host name", "a name"),
        (distrust(85, "Missing Authority Key Identifier"),
         "not accepted (Missing Authority Key Identifier)", "SSL_CERT_FILE"),
        # Windows
        (distrust(0x800B0109, "a root that the provider does not trust"), "does not trust", "FILE"),
        (distrust(0x800B0101 - (1 << 32), "outside of its period"), "has expired", "renew it"),
        (distrust(0x800B010F, "the CN does not match"), "another host name", "a name"),
        # macOS
        (distrust(-67843, "“ours” certificate is not trusted"), "does not trust", "FILE"),
        (distrust(-67818, "“ours” certificate is expired"), "has expired", "renew it"),
        (distrust(-67602, "host name mismatch"), "another host name", "a name"),
        (no_handshake("WRONG_VERSION_NUMBER"), "no TLS is spoken at that port", "http://"),
        (no_handshake("RECORD_LAYER_FAILURE"), "no TLS is spoken at that port", "http://"),
        (no_handshake("TLSV13_ALERT_CERTIFICATE_REQUIRED"), "a certificate of ours", "proxy"),
        (no_handshake("SSLV3_ALERT_HANDSHAKE_FAILURE"), "sslv3 alert handshake failure", "1.2"),
        (no_handshake("TLSV1_ALERT_PROTOCOL_VERSION"), "tlsv1 alert protocol version", "1.2"),
        (refused(400, "Client sent an HTTP request to an HTTPS server."), "400", "https://"),
    ],
)  # fmt: skip
def test_what_tls_can_never_mend_ends_a_server_with_a_remedy(
    error: Exception, words: str, remedy: str
) -> None:
    outcome = classify(error, now=NOW)
    assert (outcome.verdict, outcome.lost) == ("unavailable", False)
    assert words in outcome.message
    assert remedy in outcome.hint
    assert outcome.message.isprintable()


@pytest.mark.parametrize(
    ("error", "words", "remedy"),
    [
        (connecting(EOFError()), "hung up during the TLS handshake", "http://"),
        (connecting(ConnectionResetError(104, "reset")), "during the TLS handshake", "http://"),
        (no_handshake("DECRYPTION_FAILED_OR_BAD_RECORD_MAC"), "the connection failed", ""),
        (connecting(OSError("refused"), ASKED), "the connection failed", ""),
        (cut_off(httpx2.ReadError("")), "the connection failed (ReadError)", "https://"),
        (cut_off(httpx2.RemoteProtocolError("illegal request line")), "is no HTTP", "https://"),
        (caused(openai.APITimeoutError(request=SECURE), httpx2.ConnectTimeout("")),
         "not finish the TLS handshake, in time", ""),
    ],
)  # fmt: skip
def test_what_ends_a_connection_may_pass(error: Exception, words: str, remedy: str) -> None:
    outcome = classify(error, now=NOW)
    assert (outcome.verdict, outcome.lost) == ("retry", True)
    assert words in outcome.message
    assert remedy in outcome.hint
    assert bool(remedy) == bool(outcome.hint)
    assert outcome.slow == isinstance(error, openai.APITimeoutError)


def test_only_a_call_out_of_time_is_slow() -> None:
    assert classify(TimeoutError(), now=NOW).slow
    assert classify(openai.APITimeoutError(request=ASKED), now=NOW).slow
    assert not classify(openai.APIConnectionError(request=ASKED), now=NOW).slow
    assert not classify(refused(504), now=NOW).slow


@pytest.mark.parametrize("status", [500, 503, 504])
@pytest.mark.parametrize(
    "words",
    [
        "Loading model",
        "llm server loading model",
        "Model x is currently loading",
        "model is loading",
    ],
)
def test_a_server_that_loads_its_model_is_told_from_one_that_fails(status: int, words: str) -> None:
    outcome = classify(refused(status, {"error": {"message": words}}), now=NOW)
    assert (outcome.verdict, outcome.loading, outcome.busy) == ("retry", True, False)
    assert not classify(refused(status, {"error": {"message": "try later"}}), now=NOW).loading
    assert not classify(refused(404, {"error": {"message": words}}), now=NOW).loading


@pytest.mark.parametrize(
    ("error", "busy", "lost"),
    [
        (refused(429), True, False),
        (refused(503), True, False),
        (refused(529), True, False),
        (refused(500), False, False),
        (refused(429, QUOTA), False, False),
        (openai.APIConnectionError(request=ASKED), False, True),
        (TimeoutError(), False, False),
    ],
)
def test_being_asked_too_much_and_being_gone_are_told_apart(
    error: Exception, busy: bool, lost: bool
) -> None:
    outcome = classify(error, now=NOW)
    assert (outcome.busy, outcome.lost) == (busy, lost)


def date_header(seconds: float) -> str:
    return format_datetime(datetime.fromtimestamp(NOW + seconds, UTC), usegmt=True)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "7"}, 7.0),
        ({"retry-after": " 1.5 "}, 1.5),
        ({"retry-after-ms": "250", "retry-after": "9"}, 0.25),
        ({"retry-after-ms": "soon", "retry-after": "9"}, 9.0),
        ({"Retry-After": date_header(30)}, 30.0),
        ({"Retry-After": date_header(30).replace("GMT", "-0000")}, 30.0),
        ({"Retry-After": date_header(-30)}, None),
        ({"Retry-After": "0"}, None),
        ({"Retry-After": "-5"}, None),
        ({"Retry-After": "9" * 40}, 365 * 86_400.0),
        ({"Retry-After": "Fri, 31 Dec 99999 23:59:59 GMT"}, None),
        ({"Retry-After": "in a while"}, None),
        ({"Retry-After": "9" * 400}, None),
        ({"Retry-After": "Thu, 99 Foo 2026 99:99:99 GMT"}, None),
        ({"Retry-After": ""}, None),
        ({}, None),
    ],
)
def test_every_form_of_retry_after_is_understood(
    headers: dict[str, str], seconds: float | None
) -> None:
    assert retry_after(headers, NOW) == seconds


def test_a_wait_longer_than_we_wait_stops_the_run_and_says_how_long() -> None:
    outcome = classify(refused(429, None, {"Retry-After": "3600"}), now=NOW)
    assert (outcome.verdict, outcome.after) == ("unavailable", 3600.0)
    assert "3600 s" in outcome.message
    short = classify(refused(429, None, {"Retry-After": str(LONGEST_WAIT)}), now=NOW)
    assert (short.verdict, short.after) == ("retry", LONGEST_WAIT)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("a  bare\nstring", "a bare string"),
        ({"error": "flat"}, "flat"),
        ({"error": {"message": "nested", "code": 400}}, "nested"),
        ({"message": "flat too", "code": "x"}, "flat too"),
        ({"detail": [{"msg": "wrong"}]}, '[{"msg": "wrong"}]'),
        ({"code": 5}, '{"code": 5}'),
        (HTML, "an HTML page titled '502 Bad Gateway'"),
        ("<p>no title", "an HTML page"),
        ("\x1b[31mred\x07\ud800", "[31mred"),
        (None, ""),
    ],
)
def test_the_words_of_the_server_are_found_in_every_shape(body: Any, text: str) -> None:
    assert body_text(body) == text


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@given(
    st.integers(300, 599),
    json_values | st.fixed_dictionaries({"error": json_values, "message": json_values}),
    st.dictionaries(
        st.sampled_from(["retry-after", "retry-after-ms"]),
        st.text(st.characters(min_codepoint=32, max_codepoint=126)) | st.text("0123456789.:GMT ,-"),
    ),
)
def test_no_body_and_no_header_breaks_the_classifier(
    status: int, body: Any, headers: dict[str, str]
) -> None:
    error = openai.APIStatusError(
        "", response=httpx2.Response(status, headers=headers, request=ASKED), body=body
    )
    outcome = classify(error, now=NOW)
    assert str(status) in outcome.message
    assert len(outcome.message) < 500
    assert outcome.message.isprintable()
