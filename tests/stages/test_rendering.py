from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import briefing
from briefing.domain.briefing import Briefing
from briefing.domain.dossier import Delta
from briefing.errors import RenderError
from briefing.stages.composition import compose
from briefing.stages.rendering import render
from briefing.templating import Templates, mdurl
from tests.factories import a_dossier, a_vocabulary
from tests.full_day import a_full_day
from tests.hostile import PAYLOADS, hostile_text, parse, walk

PACKAGE = Path(briefing.__file__).parent
LAYOUTS = {path.name: path.read_text("utf-8") for path in (PACKAGE / "layouts").glob("*.j2")}
OWN = "https://post.example/a?x=1&y=2"

# Made by the program from closed sets; a layout puts them where no text may stand.
GENERATED = {"id", "note", "file", "back", "day", "url"}


template = Templates(lambda kind, name: LAYOUTS[name]).render


def files_of(briefing: Briefing) -> dict[str, str]:
    return render(briefing, template)


def poisoned(value: Any, text: Callable[[str], str]) -> Any:
    """A copy in which every text of a briefing has passed through ``text``."""
    if isinstance(value, dict):
        return {k: v if k in GENERATED else poisoned(v, text) for k, v in value.items()}
    if isinstance(value, list):
        return [poisoned(item, text) for item in value]
    return text(value) if isinstance(value, str) else value


def poisoned_briefing(text: Callable[[str], str]) -> Briefing:
    return Briefing.model_validate(poisoned(FULL.model_dump(mode="json"), text))


FULL = compose(*a_full_day())
EMPTY = compose(a_dossier(), Delta(since=None), {}, a_vocabulary())


def shape(markdown: str) -> Counter[str]:
    """How often each kind of element occurs; text itself aside."""
    aside = {"text", "text_special", "softbreak"}
    return Counter(t.type + t.tag for t in walk(parse(markdown)) if t.type not in aside)


def links(markdown: str) -> set[str]:
    return {str(t.attrs["href"]) for t in walk(parse(markdown)) if t.type == "link_open"}


def headings(markdown: str) -> list[str]:
    tokens = parse(markdown)
    return [tokens[i + 1].content for i, t in enumerate(tokens) if t.type == "heading_open"]


def assert_tame(briefing: Briefing, benign: dict[str, str]) -> None:
    files = files_of(briefing)
    notes = {note.file: note for note in briefing.notes}
    for (path, text), expected in zip(files.items(), benign.values(), strict=True):
        found = shape(text)
        assert found == shape(expected), path
        assert not {"imageimg", "html_inline", "html_block"} & set(found)
        for href in links(text):
            target = href.partition("#")[0]
            assert target in notes or target == "../briefing.md" or href == OWN, href


def test_the_layouts_show_an_empty_dossier() -> None:
    files = files_of(EMPTY)
    assert list(files) == ["briefing.md"]
    assert headings(files["briefing.md"]) == [
        EMPTY.title,
        *(section.heading for section in EMPTY.sections),
    ]
    assert "No stance could be grounded." in files["briefing.md"]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_in_every_field_of_a_briefing_stays_text(payload: str) -> None:
    def spoil(benign: str) -> str:
        # Empty texts switch parts of a layout off: they stay empty.
        return payload + " benign" if benign else ""

    assert_tame(poisoned_briefing(spoil), files_of(FULL))


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(hostile_text, hostile_text)
def test_hostile_text_in_every_field_of_a_day_stays_text(before: str, after: str) -> None:
    def spoil(benign: str) -> str:
        return f"{before}{benign}{after}"

    day = a_full_day(spoil, url=OWN)
    assert_tame(compose(*day), files_of(FULL))


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(hostile_text)
def test_an_address_links_nowhere_but_to_itself(url: str) -> None:
    files = files_of(compose(*a_full_day(url=url)))
    own = links(f"[x]({mdurl(url)})")
    for text in files.values():
        outside = {
            href for href in links(text) if not re.match(r"articles/|\.\./briefing\.md", href)
        }
        assert outside <= own


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"])
def test_an_address_that_is_no_web_address_is_shown_but_not_linked(url: str) -> None:
    files = files_of(compose(*a_full_day(url=url)))
    for text in files.values():
        assert not any(href.startswith(url.partition(":")[0]) for href in links(text))
    assert any("not linked" in text for text in files.values())


def test_every_citation_leads_to_the_heading_of_its_sentence() -> None:
    files = files_of(FULL)
    cited = {href for href in links(files["briefing.md"]) if "#" in href}
    assert len(cited) >= 4
    for href in cited:
        path, _, anchor = href.partition("#")
        # The anchor that GitHub and VS Code derive from a heading, the first of its name.
        assert [h.lower() for h in headings(files[path])].count(anchor) == 1


def test_a_title_cannot_take_the_anchor_of_a_sentence() -> None:
    files = files_of(poisoned_briefing(lambda benign: "S1" if benign else ""))
    for path, text in files.items():
        if path != "briefing.md":
            assert headings(text).count("S1") == 1


def test_a_note_leads_back_to_the_briefing() -> None:
    files = files_of(FULL)
    assert all("../briefing.md" in links(text) for path, text in files.items() if "/" in path)


def test_data_is_never_a_template() -> None:
    files = files_of(poisoned_briefing(lambda benign: "{{ 7*7 }}" if benign else ""))
    for text in files.values():
        assert "49" not in text
        assert "\\{\\{ 7\\*7 \\}\\}" in text


@pytest.mark.parametrize("made", [FULL, EMPTY], ids=["full", "empty"])
def test_files_are_plain_tidy_markdown(made: Briefing) -> None:
    for text in files_of(made).values():
        assert text.endswith("\n")
        assert not text.endswith("\n\n")
        assert "\n\n\n" not in text
        assert not re.search(r"[ \t]\n", text)
        lines = text.split("\n")
        for before, line, after in zip(["", *lines], lines, [*lines[1:], ""], strict=False):
            if line.startswith("#"):
                assert (before, after) == ("", "")
            if line.startswith(("- ", "| ", "> ")) and not before.startswith(line[:2]):
                assert before == "", line


def test_every_row_of_a_table_has_as_many_cells_as_its_head() -> None:
    tokens = parse(files_of(FULL)["briefing.md"])
    row: list[int] = []
    for token in tokens:
        if token.type == "tr_open":
            row.append(0)
        elif token.type in {"th_open", "td_open"}:
            row[-1] += 1
    assert len(row) == 2 + 4
    assert set(row) == {6}


@pytest.mark.parametrize(
    "file",
    ["../x.md", "articles/../x.md", "/x.md", "articles/.x.md", "briefing.md", "articles/a/b.md"],
)
def test_a_note_outside_its_folder_is_refused(file: str) -> None:
    note = FULL.notes[0].model_copy(update={"file": file})
    with pytest.raises(RenderError, match="under articles/"):
        files_of(FULL.model_copy(update={"notes": (note,)}))


def test_two_notes_never_share_a_file() -> None:
    first = FULL.notes[0]
    twin = first.model_copy(update={"file": "articles/" + first.file[9:].upper()[:-3] + ".md"})
    with pytest.raises(RenderError, match="of its own"):
        files_of(FULL.model_copy(update={"notes": (first, twin)}))


def test_the_bytes_do_not_depend_on_the_hash_seed_or_the_locale() -> None:
    code = (
        "import hashlib\n"
        "from tests.stages.test_rendering import FULL, files_of\n"
        "print(hashlib.sha256(repr(files_of(FULL)).encode()).hexdigest())\n"
    )
    root = Path(__file__).parents[2]
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONPATH": str(root)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed, locale in (("0", "C"), ("1", "C.UTF-8"), ("4711", "tr_TR.UTF-8"))
    }
    assert len(digests) == 1


def test_a_layout_of_ones_own_is_tidied_too() -> None:
    files = render(EMPTY, lambda kind, name, **values: "\n\n# Mine \t\n\n\n\n\ntext  \n\n")
    assert files == {"briefing.md": "# Mine\n\ntext\n"}
