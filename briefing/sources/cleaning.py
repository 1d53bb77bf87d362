"""Text without the characters that no reader sees or that drive a terminal.

Cleaning its own result changes nothing. Line ends become ``\\n``.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from typing import NamedTuple

_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")

# A whole terminal sequence: CSI (colour, cursor), OSC (title, link, clipboard) and the string
# sequences up to their terminator, then the two-character ones. The bodies exclude ESC, so that a
# file of unclosed openers costs one pass.
_ESCAPE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,8}[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\n]{0,4096}(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]{0,8}[0-Z\\^-~]"
)

_INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x9f"  # controls but tab and line feed (line ends are mapped before)
    "\u00ad\u034f\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff"  # soft hyphen, zero width
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction overrides
    "\u115f\u1160\u3164\uffa0"  # fillers that draw nothing
    "\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff"  # annotation marks, non-characters
    "\ud800-\udfff"  # halves of pairs
    "\U000e0000-\U000e0fff"  # tags and supplementary variation selectors: hidden messages
    "]"
)
_JOINER = re.compile("[\u200c\u200d]")
_JOINING_SCRIPTS = (
    (0x0600, 0x06FF),  # Arabic, also Persian and Urdu
    (0x0750, 0x077F),
    (0x08A0, 0x08FF),
    (0x0900, 0x0DFF),  # Devanagari to Sinhala
    (0xFB50, 0xFDFF),
    (0xFE70, 0xFEFC),
)
_MARK_RUN = 30
_BLANK_LINES = 2


class Cleaned(NamedTuple):
    """``removed`` counts the characters taken out, terminal sequences with all their parts."""

    text: str
    removed: int


def clean(text: str) -> Cleaned:
    """``text`` in NFC, without controls and invisible characters, lines and ends trimmed."""
    text = _LINE_END.sub("\n", text)
    before = len(text)
    text = _ESCAPE.sub("", text)
    text = _INVISIBLE.sub("", text)
    text = _JOINER.sub(_keep_joiner, text)
    removed = before - len(text)
    if not unicodedata.is_normalized("NFC", text):
        capped = _cap_marks(text)
        removed += len(text) - len(capped)
        text = unicodedata.normalize("NFC", capped)
    return Cleaned(_trim(text), removed)


def clean_line(text: str, limit: int = 300) -> str:
    """``text`` cleaned onto one line of at most ``limit`` characters (a title, a name, a path)."""
    line = " ".join(clean(text).text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def _keep_joiner(found: re.Match[str]) -> str:
    """A joiner stays between two letters of a script whose spelling needs it."""
    text, at = found.string, found.start()
    if 0 < at < len(text) - 1 and _joins(text[at - 1]) and _joins(text[at + 1]):
        return found.group()
    return ""


def _joins(char: str) -> bool:
    code = ord(char)
    in_script = any(low <= code <= high for low, high in _JOINING_SCRIPTS)
    return in_script and unicodedata.category(char)[0] in "LM"


def _cap_marks(text: str) -> str:
    """At most 30 combining marks in a row: ordering longer runs takes quadratic time."""
    parts: list[str] = []
    for marks, run in groupby(text, key=lambda char: unicodedata.combining(char) != 0):
        piece = "".join(run)
        parts.append(piece[:_MARK_RUN] if marks else piece)
    return "".join(parts)


def _trim(text: str) -> str:
    lines: list[str] = []
    blank = 0
    for line in text.split("\n"):
        line = line.rstrip()
        blank = 0 if line else blank + 1
        if blank <= _BLANK_LINES:
            lines.append(line)
    return "\n".join(lines).strip()
