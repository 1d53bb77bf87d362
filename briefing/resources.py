"""Where prompts, schemas and layouts are found, and which copy of each is in use."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from briefing.errors import ConfigError

Kind = Literal["prompts", "schemas", "layouts"]
Origin = Literal["yours", "bundled", "checkout"]

KINDS: tuple[Kind, ...] = get_args(Kind)

_SUFFIXES: dict[Kind, tuple[str, ...]] = {
    "prompts": (".md.j2",),
    "schemas": (".yaml", ".json"),
    "layouts": (".md.j2",),
}
_PACKAGE = Path(__file__).parent


class Resource(NamedTuple):
    """One file as it is used.

    ``text`` is UTF-8 without a byte order mark and with line feeds only, so that an editor's habits
    change no prompt; ``digest`` is the first 12 hex digits of the SHA-256 of the bytes on disk.
    """

    kind: Kind
    name: str
    path: Path
    origin: Origin
    text: str
    digest: str


def find(kind: Kind, name: str, overrides: Path | None) -> Resource:
    """The copy in use: the user's own, else the built-in one.

    Raises ConfigError when there is none, when ``name`` is not a plain file name, when the
    override folder does not exist, or when the file cannot be read as UTF-8.
    """
    resource = look_up(kind, name, overrides)
    if resource is None:
        names = ", ".join(sorted(_names(kind, overrides))) or "none at all"
        raise ConfigError(f"There is no {kind}/{name}.", hint=f"In {kind}/ there is: {names}.")
    return resource


def look_up(kind: Kind, name: str, overrides: Path | None) -> Resource | None:
    """As ``find``, but None when no copy exists."""
    _check_name(kind, name)
    if not name.endswith(_SUFFIXES[kind]):
        return None
    for folder, origin in _folders(kind, overrides):
        if (folder / name).is_file():
            return _read(kind, folder / name, origin)
    return None


def read_file(kind: Kind, path: Path) -> Resource:
    """A file of the user's own that lies anywhere. Raises ConfigError when it cannot be read."""
    return _read(kind, path, "yours")


def every(overrides: Path | None) -> tuple[Resource, ...]:
    """Every resource in the copy that is in use, sorted by kind and name."""
    return tuple(
        find(kind, name, overrides)
        for kind in sorted(KINDS)
        for name in sorted(_names(kind, overrides))
    )


def eject(kind: Kind, name: str, into: Path, *, overrides: Path | None = None) -> Path:
    """Copy one file, byte for byte, to ``<into>/<kind>/<name>`` and return that path.

    The built-in copy is taken; with ``overrides``, the copy in use there. Raises ConfigError, and
    changes nothing, when the file is already there or cannot be written.
    """
    source = find(kind, name, overrides).path
    target = into / kind / name
    try:
        content = source.read_bytes()
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            file.write(content)
    except FileExistsError:
        raise ConfigError(
            f"{target} is in the way: it would be overwritten.",
            hint="Rename or remove it first, or name another folder.",
        ) from None
    except OSError as error:
        raise ConfigError(
            f"{target} cannot be written: {error.strerror or error}.",
            hint="Name a folder that you may write to.",
        ) from error
    return target


def shipped_answers() -> Path | None:
    """The answers recorded for the shipped seeds; None outside a checkout."""
    folder = _PACKAGE.parent / "seeds" / "answers"
    return folder if _is_checkout() and folder.is_dir() else None


def _is_checkout() -> bool:
    # Beside an installed package lie the folders of strangers: a "prompts" there is not ours.
    return not (_PACKAGE / "_bundled").is_dir()


def _folders(kind: Kind, overrides: Path | None) -> list[tuple[Path, Origin]]:
    """Folders to search, the first hit wins."""
    found: list[tuple[Path, Origin]] = []
    if overrides is not None:
        if not overrides.is_dir():
            raise ConfigError(
                f"The folder of your own prompts, schemas and layouts does not exist: {overrides}",
                hint="Create it, or correct or remove the setting `overrides`.",
            )
        found.append((overrides / kind, "yours"))
    if kind == "layouts":
        found.append((_PACKAGE / kind, "bundled"))
    elif _is_checkout():
        found.append((_PACKAGE.parent / kind, "checkout"))
    else:
        found.append((_PACKAGE / "_bundled" / kind, "bundled"))
    return found


def _names(kind: Kind, overrides: Path | None) -> set[str]:
    return {
        path.name
        for folder, _ in _folders(kind, overrides)
        if folder.is_dir()
        for path in folder.iterdir()
        if path.name.endswith(_SUFFIXES[kind]) and path.is_file()
    }


def _check_name(kind: Kind, name: str) -> None:
    if not name or name.startswith(".") or any(c in "/\\:" or not c.isprintable() for c in name):
        raise ConfigError(
            f"{name!r} is not the name of a file in {kind}/.",
            hint="Give the plain file name, without folders.",
        )


def _read(kind: Kind, path: Path, origin: Origin) -> Resource:
    try:
        content = path.read_bytes()
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise ConfigError(
            f"{path} cannot be read: {error.strerror or error}.", hint="Check its permissions."
        ) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ConfigError(
            f"{path}, line {line}: this is not UTF-8 text.", hint="Save the file as UTF-8."
        ) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    digest = hashlib.sha256(content).hexdigest()[:12]
    return Resource(kind, path.name, path, origin, text, digest)
