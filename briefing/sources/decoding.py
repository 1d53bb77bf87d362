"""Bytes to text, with a record of how it was done."""

from __future__ import annotations

import codecs
from typing import NamedTuple

MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"\x1f\x8b",
    b"\x7fELF",
    b"Rar!\x1a",
    b"7z\xbc\xaf",
    b"BZh9",
    b"\xfd7zXZ",
    b"\x28\xb5\x2f\xfd",
    b"\xd0\xcf\x11\xe0",
    b"SQLite format 3\x00",
    b"{\\rtf",
    b"OggS",
    b"ID3",
)
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\x0b\x0c\r\x1b") + b"\x7f"
_CONTROL_SHARE = 0.05
_SAMPLE = 65_536

# Every non-ASCII character that Western European prose puts into a cp1252 file. Statistics cannot
# tell cp1252 from its Baltic and Central European sisters on a few accents; this list can, since
# those sisters' letters turn into signs such as superscript three when read as cp1252.
_WESTERN = frozenset(
    "àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿßœšžÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŒŠŽŸ"
    "‘’‚“”„‹›«»–—…•·€£§©®°ºª¡¿\u00a0"
)
_LATIN_FAMILY = frozenset(
    {"cp1250", "cp1252", "cp1254", "cp1257", "latin_1", "mac_roman", "mac_latin2", "mac_iceland"}
    | {"mac_turkish", "hp_roman8", "cp437", "cp850", "cp852", "cp858", "cp865", "cp500", "cp037"}
    | {f"iso8859_{part}" for part in (1, 2, 3, 4, 9, 10, 13, 14, 15, 16)}
)


class Decoded(NamedTuple):
    """``encoding`` is a Python codec name; ``guessed`` says that nothing in the file named it."""

    text: str
    encoding: str
    guessed: bool = False


def looks_binary(data: bytes) -> bool:
    """Whether ``data`` is no text at all.

    True for a known file signature, for more than 5 % control bytes, and for a NUL in bytes that
    are not valid UTF-8. A stray NUL in clean UTF-8 is left to the cleaning, and so are terminal
    escapes.
    """
    if data.startswith(MAGIC):
        return True
    if _marked(data) or _silent_utf16(data):
        return False
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > _CONTROL_SHARE * len(data):
        # One NUL in a line of ten bytes is an accident, not a format.
        return controls > 2 or _as_utf8(data) is None
    return b"\x00" in data and _as_utf8(data) is None


def decode(data: bytes) -> Decoded:
    """Text of ``data``; never raises, what cannot be decoded becomes U+FFFD."""
    marked = _marked(data)
    if marked:
        return Decoded(data.decode(marked, "replace").removeprefix("\ufeff"), marked)
    silent = _silent_utf16(data)
    if silent:  # asked first: with its NULs it would pass for UTF-8
        return Decoded(data.decode(silent, "replace"), silent, guessed=True)
    text = _as_utf8(data)
    if text is not None:
        return Decoded(text, "utf-8")
    return _guess(data)


def _marked(data: bytes) -> str:
    return next((name for mark, name in _MARKS if data.startswith(mark)), "")


def _as_utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _silent_utf16(data: bytes) -> str:
    """The byte order of UTF-16 without a mark, seen by NULs on one side of nearly every pair."""
    sample = data[:_SAMPLE]
    if len(sample) < 8 or len(data) % 2:
        return ""
    even, odd = sample[0::2], sample[1::2]
    for name, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if high.count(0) > 0.8 * len(high) and low.count(0) == 0:
            return name
    return ""


def _guess(data: bytes) -> Decoded:
    patched = data.decode("utf-8", "replace")
    broken = patched.count("\ufffd")
    if sum(map(_beyond_ascii, patched)) > 2 * broken:
        # Whole multi-byte sequences do not happen by chance: UTF-8 with a few bytes lost.
        return Decoded(patched.removeprefix("\ufeff"), "utf-8", guessed=True)

    # Imported here: the tables cost a tenth of a second that clean UTF-8 need not pay.
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    western = data.decode("cp1252", "replace")
    is_western = set(filter(_beyond_ascii, western)) <= _WESTERN
    if best and not (is_western and best.encoding in _LATIN_FAMILY):
        return Decoded(str(best).removeprefix("\ufeff"), best.encoding, guessed=True)
    return Decoded(western, "cp1252", guessed=True)


def _beyond_ascii(char: str) -> bool:
    return char > "\x7f"
