"""Templates, and the escaping that keeps data from becoming syntax. Only this module knows jinja2.

Data never becomes a template: values are plain, are passed in, and are rendered once. The sandbox
is a seat belt; a template of your own is code that you trust.
"""

from __future__ import annotations

import re
import traceback
import unicodedata
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlsplit

import jinja2
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from briefing.errors import BriefingError, RenderError

Source = Callable[[str, str], str]

MAX_OUTPUT = 4_000_000
_MAX_URL = 2_000

_NAME = re.compile(r"(?!\.)[A-Za-z0-9._-]+")
_SPACE = re.compile(r"\s+")
# Joiners shape letters in Persian, Hindi and emoji; every other invisible character only deceives.
_JOINERS = "\u200c\u200d"
_DROPPED = {"Cc", "Cf", "Cs"}

# One pass over the cleaned line, so that no rule sees what another has written.
_SYNTAX = re.compile(
    r"[\\`*_\[\]|~#$^{}&@=]"  # means something anywhere in a line, to one renderer or another
    r"|^[-+:]"  # a list, a rule, a table's second row
    r"|:(?=//)"  # bare links
    r"|%(?=%)|(?<=%)%"  # Obsidian's comments
    r"|!$"  # would make an image of a link that the template puts next
    # Some renderers link a bare domain: a dot before two letters or a common ending. "3.5", "U.S."
    # and "a.txt" stay as they are.
    r"|(?<=[wW]{3})\."
    r"|(?i:(?<=[^\W_])\.(?=(?:[^\W\d_]{2}|aero|asia|biz|com|coop|edu|gov|info|museum|name|net|org"
    r"|pro|shop|web|xn--\w+|xxx)(?![^\W_])))"
)
_NUMBER_START = re.compile(r"^(\d+)([.)])")


def clean(value: object) -> str:
    """One line: white space collapsed, control, bidi and other invisible characters removed."""
    spaced = _SPACE.sub(" ", str(value))
    kept = "".join(c for c in spaced if c in _JOINERS or unicodedata.category(c) not in _DROPPED)
    return _SPACE.sub(" ", kept).strip()


def md(value: object) -> str:
    """Inline Markdown that renders back to ``clean(value)``, wherever in a line it is put."""
    text = _SYNTAX.sub(r"\\\g<0>", clean(value))
    text = _NUMBER_START.sub(r"\1\\\2", text)
    return text.replace("<", "&lt;").replace(">", "&gt;")


def mdcell(value: object) -> str:
    """As ``md``, for a cell of a GFM table."""
    # A table takes the backslash off a pipe before inline text is parsed; an entity survives.
    return md(value).replace("\\|", "&#124;")


def mdurl(value: object) -> str:
    """An http(s) address safe as a link destination, else the empty string.

    Addresses with a user name are refused: they show one host and open another.
    """
    url = clean(value)
    try:
        parts = urlsplit(url)
        named = bool(parts.hostname) and parts.username is None and parts.password is None
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not named or len(url) > _MAX_URL:
        return ""
    encoded = quote(url, safe="%/:?#@!&+,;=~-._")
    encoded = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", encoded)
    return re.sub(r"&(?=#?\w+;)", "&amp;", encoded)


def mdpath(value: object) -> str:
    """A relative path safe as a link destination; absolute ones become the empty string."""
    path = quote(clean(value), safe="/-._~")
    return "" if path.startswith("/") else path


class _Sandbox(ImmutableSandboxedEnvironment):
    """Also refuses to build giant values by ``*`` and ``**``, which the size cap would see late."""

    intercepted_binops = frozenset(["*", "**"])

    def call_binop(
        self, context: jinja2.runtime.Context, operator: str, left: Any, right: Any
    ) -> Any:
        for one, other in ((left, right), (right, left)):
            if hasattr(one, "__len__") and isinstance(other, int) and len(one) * other > MAX_OUTPUT:
                raise SecurityError("a repetition of more than 4 MB")
        if operator == "**" and max(abs(left), abs(right)) > 1_000:
            raise SecurityError("a power of large numbers")
        return super().call_binop(context, operator, left, right)


class Templates:
    """Renders named templates.

    ``source`` returns the text of template ``(kind, name)``; what BriefingError it raises passes
    through unchanged.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._prompts = self._environment()
        self._layouts = self._environment()
        self._layouts.filters.update(md=md, mdcell=mdcell, mdurl=mdurl, mdpath=mdpath)

    def render(self, kind: str, name: str, /, **values: Any) -> str:
        """A layout; the filters md, mdcell, mdurl and mdpath escape. RenderError names the line."""
        return self._render(self._layouts, f"{kind}/{name}", values)

    def render_prompt(self, kind: str, name: str, /, **values: Any) -> str:
        """A prompt: no Markdown filter exists, the text goes to the model as it is."""
        return self._render(self._prompts, f"{kind}/{name}", values)

    def _environment(self) -> _Sandbox:
        return _Sandbox(
            loader=jinja2.FunctionLoader(self._load),
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            autoescape=False,
        )

    def _load(self, key: str) -> tuple[str, str, None]:
        kind, _, name = key.partition("/")
        if not (_NAME.fullmatch(kind) and _NAME.fullmatch(name)):
            raise jinja2.TemplateNotFound(key, f"{key!r} is not of the form kind/name")
        return self._source(kind, name), key, None

    def _render(self, environment: _Sandbox, key: str, values: dict[str, Any]) -> str:
        try:
            plain = {name: _plain(value, name) for name, value in values.items()}
            parts: list[str] = []
            size = 0
            for part in environment.get_template(key).generate(plain):
                size += len(part)
                if size > MAX_OUTPUT:
                    raise RenderError(f"{key} writes more than {MAX_OUTPUT:,} characters.")
                parts.append(part)
            return "".join(parts)
        except BriefingError:
            raise
        except Exception as error:  # a template can raise anything: 1/0, None + 1, a missing key
            reason = clean(error) or type(error).__name__
            raise RenderError(
                f"{key}, line {_line(error, key)}: {reason}",
                hint="Correct the template, or remove your copy to use the built-in one.",
            ) from error


def _line(error: Exception, key: str) -> str:
    """The line of the template at fault; that of an included template is given with its name."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        place = error.name or key
        return str(error.lineno) if place == key else f"? (line {error.lineno} of {place})"
    lines = [
        frame.lineno
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename == key and frame.lineno is not None
    ]
    return str(lines[-1]) if lines else "1"


def _plain(value: Any, name: str) -> Any:
    """A copy made of dict, list, str, int, float, bool and None only: nothing with methods."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return "".join(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value)
    if isinstance(value, dict):
        return {_key(key, name): _plain(item, f"{name}.{key}") for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item, name) for item in value]
    raise RenderError(f"The value {name} is a {type(value).__name__}; templates take plain data.")


def _key(key: Any, name: str) -> str | int:
    if isinstance(key, str):
        return "".join(key)
    if isinstance(key, int):
        return int(key)
    raise RenderError(f"The value {name} has a key that is no text: {key!r}.")
