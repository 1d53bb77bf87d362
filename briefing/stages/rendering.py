"""From a briefing to Markdown files, through the layouts."""

from __future__ import annotations

import re
from collections.abc import Callable

from briefing.domain.briefing import Briefing, Note
from briefing.errors import RenderError

_NOTE = re.compile(r"articles/(?!\.)[A-Za-z0-9._-]{1,120}\.md")


def render(briefing: Briefing, template: Callable[..., str]) -> dict[str, str]:
    """Relative path to Markdown text: ``briefing.md`` first, then one file per note.

    ``template(kind, name, **values)`` renders a layout from plain values. Raises RenderError for
    a note whose file is not a plain name under ``articles/`` or is taken by another note.
    """
    data = briefing.model_dump(mode="json")
    files = {"briefing.md": _tidy(template("layouts", "briefing.md.j2", briefing=data))}
    taken: set[str] = set()
    for note in data["notes"]:
        path = note["file"]
        # Two names that differ in case only are one file on half of all machines.
        if not _NOTE.fullmatch(path) or path.casefold() in taken:
            raise RenderError(f"The note {path!r} has no name of its own under articles/.")
        taken.add(path.casefold())
        values = {"note": note, "title": data["title"]}
        files[path] = _tidy(template("layouts", "note.md.j2", **values))
    return files


def render_note(note: Note, template: Callable[..., str]) -> str:
    """One article note on its own, without a way back to a briefing."""
    values = {"note": note.model_copy(update={"back": ""}).model_dump(mode="json"), "title": ""}
    return _tidy(template("layouts", "note.md.j2", **values))


def _tidy(text: str) -> str:
    """No trailing blanks, no two blank lines in a row, one newline at the end."""
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n") + "\n"
