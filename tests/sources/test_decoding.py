"""Claims about decoding: never an exception, the right encoding, every guess admitted."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.sources.decoding import MAGIC, decode, looks_binary

FRENCH = "L’été fut très “chaud” à Genève – déjà vu. Le président a été reçu."
PLAIN = "The ferry left Denga at noon, the harbour master said on Monday."


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_decode_to_text_without_an_exception(data: bytes) -> None:
    looks_binary(data)
    assert isinstance(decode(data).text, str)


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), min_size=1))
def test_utf8_comes_back_as_it_was_and_is_no_guess(text: str) -> None:
    decoded = decode(text.encode())
    assert decoded.text == text.removeprefix("\ufeff") or text.startswith(("\ufeff", "\ufffe"))
    assert decoded.encoding in ("utf-8", "utf-16", "utf-32")
    assert not decoded.guessed


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_names_the_encoding_and_leaves_the_text(encoding: str) -> None:
    decoded = decode(FRENCH.encode(encoding))
    assert decoded.text == FRENCH
    assert decoded.encoding == encoding.removesuffix("-sig")
    assert not decoded.guessed


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_found_and_said_to_be_guessed(encoding: str) -> None:
    data = PLAIN.encode(encoding)
    assert not looks_binary(data)
    assert decode(data) == (PLAIN, encoding, True)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "cp1252"),
        ("Die Größe der Änderung überrascht.", "latin-1"),
        ("Zażółć gęślą jaźń, powiedział minister spraw zagranicznych w Łodzi.", "cp1250"),
        ("Министр сказал, что это правда, и ушёл из зала.", "cp1251"),
        ("部长说他走了，真的吗？是的，他说我们都知道。", "gb18030"),
        ("日本の首相は今日、東京で言いました。", "shift_jis"),
        ("قال الوزير ذلك ثم غادر البلاد", "cp1256"),
    ],
)
def test_old_encodings_are_guessed_right_and_said_to_be_guessed(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.guessed


def test_utf8_with_a_lost_byte_stays_utf8_with_one_replacement() -> None:
    damaged = FRENCH.encode()[:-1].replace("é".encode(), b"\xc3", 1)
    decoded = decode(damaged)
    assert decoded.text.count("\ufffd") == 1
    assert "Genève" in decoded.text
    assert decoded.guessed


@pytest.mark.parametrize("magic", MAGIC)
def test_a_known_signature_is_binary_whatever_follows(magic: bytes) -> None:
    assert looks_binary(magic + PLAIN.encode())


def test_many_control_bytes_are_binary_and_one_stray_nul_is_not() -> None:
    assert looks_binary(bytes(range(32)) * 4)
    assert looks_binary(b"\x00\x01\xff" + FRENCH.encode("cp1252"))
    assert not looks_binary(PLAIN.encode() + b"\x00")
    assert not looks_binary(b"tiny\x00")
    assert not looks_binary(b"\x1b[31mred\x1b[0m " * 20)
    assert not looks_binary(b"")
