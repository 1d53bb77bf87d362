"""The house itself: what is imported when, how long a room may be, what the reference names."""

from __future__ import annotations

import ast
import graphlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from briefing.cli import app
from briefing.cli.generated import generate
from tests.command import CHECKOUT, python

PACKAGE = CHECKOUT / "briefing"
FILES = sorted(PACKAGE.rglob("*.py"))
MODULES = [
    ".".join(path.relative_to(CHECKOUT).with_suffix("").parts).removesuffix(".__init__")
    for path in FILES
]
LINES, FUNCTION = 300, 50
HEAVY = ("openai", "instructor", "httpx2", "pydantic", "jinja2", "rich.progress")
# run as programs, not imported
PROGRAMS = ("briefing.__main__", "briefing.llm.llamacpp")


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


def commands(group: Any = None, words: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Every command that does something, by the words that call it."""
    for name, command in (group or get_command(app)).commands.items():
        if getattr(command, "commands", None):
            yield from commands(command, (*words, name))
        else:
            yield " ".join((*words, name)), command


COMMANDS = dict(commands())


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from briefing.cli import main\n"
        "sys.argv = ['briefing', '--help']\n"
        "try: main()\n"
        "except SystemExit as leave: assert not leave.code\n"
        f"print('loaded:', [name for name in {HEAVY} if name in sys.modules])"
    )
    said = python(code)
    assert "Exit codes: 0 complete, 2 usage" in said
    assert said.splitlines()[-1] == "loaded: []"


def test_no_module_imports_itself_in_a_circle() -> None:
    graph = {name: _imports(name) for name in MODULES}
    assert any(graph.values())
    graphlib.TopologicalSorter(graph).prepare()  # raises CycleError, which names the circle


def _imports(name: str) -> set[str]:
    """What is imported of ours when ``name`` is, so not what waits inside a function."""
    found: set[str] = set()
    for node in parsed(FILES[MODULES.index(name)]).body:
        if isinstance(node, ast.ImportFrom) and node.module:
            deeper = {f"{node.module}.{alias.name}" for alias in node.names} & set(MODULES)
            found |= deeper or {node.module}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found & set(MODULES)


def test_every_module_can_be_imported() -> None:
    code = "import importlib, sys; [importlib.import_module(name) for name in sys.argv[1:]]"
    python(code, *[name for name in MODULES if name not in PROGRAMS])


@pytest.mark.parametrize("path", FILES, ids=MODULES)
def test_a_module_is_short_and_says_what_it_is_for(path: Path) -> None:
    tree = parsed(path)
    assert ast.get_docstring(tree), "no docstring"
    assert len(path.read_text("utf-8").splitlines()) <= LINES
    lengths = {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in functions(tree)}
    assert {name: length for name, length in lengths.items() if length > FUNCTION} == {}


@pytest.mark.parametrize("path", FILES, ids=MODULES)
def test_public_names_have_docstrings(path: Path) -> None:
    bare = [name for name, node in _public(parsed(path)) if not ast.get_docstring(node)]
    assert not bare


def _public(
    tree: ast.AST, inside: str = ""
) -> Iterator[tuple[str, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Classes, functions and methods that others call; an overridden method says it above."""
    for node in ast.iter_child_nodes(tree):
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if node.name.startswith("_") or _is_settings_hook(node):
            continue
        yield f"{inside}{node.name}", node
        if isinstance(node, ast.ClassDef):
            yield from _public(node, f"{node.name}.")


def _is_settings_hook(node: ast.AST) -> bool:
    return getattr(node, "name", "") == "settings_customise_sources"


def test_every_module_is_imported_by_a_test() -> None:
    """Directly, or as part of a package whose door a test goes through."""
    imported: set[str] = set()
    for path in (CHECKOUT / "tests").rglob("*.py"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ImportFrom) and node.module:
                imported |= {node.module, *(f"{node.module}.{a.name}" for a in node.names)}
            elif isinstance(node, ast.Import):
                imported |= {alias.name for alias in node.names}
    reached = _reached({name for name in imported if name in MODULES})
    programs = {name for name in PROGRAMS if name not in reached}
    assert set(MODULES) - reached - programs == set()


def _reached(modules: set[str]) -> set[str]:
    """The modules, and those of the same package that they import."""
    todo, seen = set(modules), set()
    while todo:
        name = todo.pop()
        seen.add(name)
        package = name if (PACKAGE.parent / Path(*name.split("."))).is_dir() else ""
        package = package or name.rpartition(".")[0]
        seen.add(package)
        for node in ast.walk(parsed(FILES[MODULES.index(name)])):
            if isinstance(node, ast.ImportFrom) and node.module:
                found = {node.module, *(f"{node.module}.{a.name}" for a in node.names)}
                near = {m for m in found if m.startswith(package + ".") and m in MODULES}
                todo |= near - seen
    return seen


@pytest.mark.parametrize("words", sorted(COMMANDS))
def test_a_command_has_an_example_and_stands_in_the_reference(words: str) -> None:
    command = COMMANDS[words]
    assert re.search(rf"(?m)^(?:.*\| )?briefing {re.escape(words)}\b", command.help or "")
    reference = (CHECKOUT / "docs" / "commands.md").read_text("utf-8")
    section = reference.partition(f"\n## briefing {words}\n")[2].partition("\n## ")[0]
    assert section
    for parameter in command.params:
        for name in parameter.opts:
            shown = parameter.metavar or name
            assert re.search(rf"(?<![\w-]){re.escape(shown)}(?![\w-])", section), shown
            assert parameter.help, name


def test_examples_name_only_options_that_exist() -> None:
    for words, command in COMMANDS.items():
        known = {option for parameter in command.params for option in parameter.opts}
        for line in (command.help or "").splitlines():
            if line.startswith(f"briefing {words} "):
                assert set(re.findall(r"(?<=\s)--?[a-z][a-z-]*", line)) <= known, line


def test_generated_files_are_up_to_date() -> None:
    assert generate(into=CHECKOUT, check=True) == 0


def test_no_two_test_files_share_a_name() -> None:
    names = [path.name for path in (CHECKOUT / "tests").rglob("test_*.py")]
    assert len(names) == len(set(names))
