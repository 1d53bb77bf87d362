"""Text that tries to become syntax, and how a reader's parser sees a text."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.gfm import gfm_plugin

PAYLOADS = (
    "![x](https://evil.example/beacon.png)",
    "![x][ref]\n\n[ref]: https://evil.example/beacon.png",
    "[click](javascript:alert(1))",
    "<https://evil.example>",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "<!-- id:stance/3f2a -->",
    "&lt;b&gt; &#60;img src=x&#62; &copy",
    "a | b || c \\| d",
    "\n\n# Heading\n\n## Bottom line\n",
    "\n```\nfence\n~~~\n",
    "\n- item\n\n1. item\n+ item\n* * *\n---\n===\n",
    "---\ntitle: front matter\n---",
    "> quote\n> [!WARNING]\n> alert",
    "[^1] and\n\n[^1]: footnote",
    "www.evil.example http://evil.example https://evil.com/a mailto:a@evil.com a@evil.com",
    "[[wikilink]] ==mark== %%comment%% $x$ #tag ^block",
    "- [x] accepted",
    "{{ 7*7 }} {% for x in y %} {# c #}",
    "\u202egnp.exe\u202c\u2066x\u2069\u200b\ufeff\U000e0041",
    "\x1b[31mred\x07\x00\x9b31m\x1b]8;;https://evil.example\x1b\\",
    "../../etc/passwd\x00.md",
    "*_`~**bold**~~gone~~__x__`code`",
    "ends with a backslash \\",
    "ends with a bang!",
    "1986. A great year",
    "\ttab\u2028line\u2029paragraph\x85next",
    "\ud800 lone surrogate",
    "=cmd|' /C calc'!A0",
    "",
    "   ",
)

_PIECES = [*"\\`*_[]<>|~#$^{}&!-+=:.()/@%'\" 1a\n\t", "\u202e", "\u200d", "\r\n\r\n", "    "]
_PIECES += ["http://", "ftp://", "www.", "](", "```", "---", "&amp;", "&#x41;", "[^1]", "[x] "]
_PIECES += ["a@b.cc", "javascript:", "x.com", "1. ", "<b>", "<!--", "-->", "{{", "}}", "{%", "![["]

hostile_text = st.one_of(
    st.lists(st.sampled_from(_PIECES), max_size=12).map("".join),
    st.sampled_from(PAYLOADS),
    st.text(max_size=30),
)


def parse(text: str) -> list[Token]:
    """Block tokens as CommonMark with GFM reads them."""
    return MarkdownIt("commonmark").use(gfm_plugin).parse(text)


def walk(tokens: list[Token]) -> Iterator[Token]:
    """Every token of the tree, depth first."""
    for token in tokens:
        yield token
        yield from walk(token.children or [])


def words_of(inline: Token) -> str:
    """The text of an inline token; anything that is not text shows as its type."""
    children = inline.children or []
    return "".join(t.content if t.type == "text" else f"<{t.type}>" for t in children)
