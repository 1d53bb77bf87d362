"""Where settings come from: flags, ``BRIEFING_*`` variables, ``briefing.toml``; unchecked."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, cast

from pydantic_settings import BaseSettings, EnvSettingsSource, SettingsError

from briefing.addresses import host_of, https_host
from briefing.errors import ConfigError

FILE_NAME = "briefing.toml"
PREFIX = "BRIEFING_"
_OTHER_VARIABLES = frozenset({"BRIEFING_CONFIG", "BRIEFING_GOLD"})
_PATHS = frozenset({"model_path", "output", "overrides", "record", "replay"})
_OPENAI_HOST = "api.openai.com"


class Found(NamedTuple):
    """A value, the variable, flag or file that gave it, and the hint should it be wrong."""

    value: object
    source: str
    remedy: str


class Gathered(NamedTuple):
    """The winning value of every key that is set anywhere.

    ``key_hosts`` are those that the key may be sent to, None for every address of the run.
    """

    found: dict[str, Found]
    key_hosts: frozenset[str] | None


def gather(
    kind: type[BaseSettings], flags: Mapping[str, object], config: Path | None, cwd: Path | None
) -> Gathered:
    """The settings of ``kind`` from all sources; ConfigError for keys that are none."""
    known = sorted(kind.model_fields)
    mistakes: list[tuple[str, str]] = []
    path = _config_file(config, cwd)
    sources = [
        _from_flags(flags, known, mistakes),
        _from_environment(kind, known, mistakes),
        _from_file(path, known, mistakes) if path else {},
    ]
    for source in sources:
        _as_one_or_many(source, mistakes)
    if mistakes:
        raise config_error(mistakes)
    hosts = _key_hosts(sources)
    found: dict[str, Found] = {}
    for source in reversed(sources):
        if "base_url" in source or "base_urls" in source:
            found.pop("base_url", None)
            found.pop("base_urls", None)
        found |= source
    openai_key, own_key = os.environ.get("OPENAI_API_KEY"), found.get("api_key")
    asked = any(https_host(url) == _OPENAI_HOST for url in _urls(found))
    if openai_key and asked and not (own_key and own_key.value):
        # The key of one company is never sent to another's server.
        found["api_key"] = Found(openai_key, "OPENAI_API_KEY", "Correct OPENAI_API_KEY.")
        hosts = frozenset({_OPENAI_HOST})
    return Gathered(found, hosts)


def split_addresses(value: object) -> object:
    """A text with commas, or a list of such, as the list that it means; else as it is."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    if isinstance(value, list | tuple) and all(isinstance(part, str) for part in value):
        return [part for text in value for part in cast(list[str], split_addresses(text))]
    return value


def _as_one_or_many(source: dict[str, Found], mistakes: list[tuple[str, str]]) -> None:
    """Several addresses lie under base_urls, also where they were given as base_url."""
    if "base_url" in source and "base_urls" in source:
        both = f"{source['base_url'].source}: base_url and base_urls are both set."
        mistakes.append((both, "Keep one of them."))
        return
    given = source.get("base_url")
    several = split_addresses(given.value) if given else None
    if given is None or not isinstance(several, list | tuple):
        return
    if len(several) == 1:
        source["base_url"] = given._replace(value=several[0])
    elif several:
        del source["base_url"]
        source["base_urls"] = given._replace(value=several)


def _urls(source: Mapping[str, Found]) -> list[str]:
    one, many = source.get("base_url"), source.get("base_urls")
    value = split_addresses(many.value) if many else ()
    listed = value if isinstance(value, list | tuple) else ()
    return [str(url) for url in (*([one.value] if one else []), *listed)]


def _key_hosts(sources: Sequence[Mapping[str, Found]]) -> frozenset[str] | None:
    """A key that stands beside addresses belongs to these, wherever else the run may go."""
    for source in sources:
        key = source.get("api_key")
        if key and key.value:
            hosts = frozenset(host_of(url) for url in _urls(source)) - {""}
            return hosts or None
    return None


def _from_flags(
    flags: Mapping[str, object], known: Sequence[str], mistakes: list[tuple[str, str]]
) -> dict[str, Found]:
    found: dict[str, Found] = {}
    for key, value in flags.items():
        flag = "--" + key.replace("_", "-")
        if value is not None and key not in known:
            mistakes.append((f"{flag}: there is no such flag.", closest(key, known)))
        elif value is not None:
            found[key] = Found(value, flag, f"Correct {flag}.")
    return found


def _config_file(config: Path | None, cwd: Path | None) -> Path | None:
    named = config or os.environ.get("BRIEFING_CONFIG")
    if not named:
        path = (cwd or Path()) / FILE_NAME
        return path if path.exists() else None
    asker = "--config" if config else "BRIEFING_CONFIG"
    path = Path(named)
    if not path.is_file():
        raise ConfigError(f"{path}, named by {asker}, is not a file.", hint=f"Correct {asker}.")
    return path


def _from_file(
    path: Path, known: Sequence[str], mistakes: list[tuple[str, str]]
) -> dict[str, Found]:
    found: dict[str, Found] = {}
    text, table = _read_toml(path)
    for key, value in table.items():
        start = re.search(rf"(?m)^[ \t]*\[?[\"']?{re.escape(key)}[\"']?[ \t]*[\].=]", text)
        line = f", line {text[: start.start()].count(chr(10)) + 1}" if start else ""
        if key not in known:
            mistakes.append((f"{path}{line}: there is no setting {key!r}.", closest(key, known)))
            continue
        path_like = key in _PATHS or (key == "vocabulary" and str(value).endswith(".yaml"))
        if path_like and isinstance(value, str) and value.strip() and value[0] != "~":
            value = str(path.parent / value)
        found[key] = Found(value, f"{path}{line}", f"Correct `{key}` in {path}.")
    return found


def _read_toml(path: Path) -> tuple[str, dict[str, Any]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
        return text, tomllib.loads(text)
    except OSError as error:
        problem = f"it cannot be read ({error.strerror})"
    except UnicodeDecodeError as error:
        problem = f"line {error.object[: error.start].count(10) + 1} is not UTF-8 text"
    except tomllib.TOMLDecodeError as error:
        problem = f"this is not TOML: {error}"
    except (ValueError, RecursionError):
        problem = "a number is too long or a list too deep"
    hint = 'Correct the file: each setting is key = value, and text goes into "quotes".'
    raise ConfigError(f"{path}: {problem}.", hint=hint)


def _from_environment(
    kind: type[BaseSettings], known: Sequence[str], mistakes: list[tuple[str, str]]
) -> dict[str, Found]:
    names: dict[str, str] = {}
    for name in sorted(os.environ):
        key = name.upper().removeprefix(PREFIX).lower()
        if not name.upper().startswith(PREFIX) or name.upper() in _OTHER_VARIABLES:
            continue
        if key in known:
            names[key] = name
        else:
            mistakes.append((f"{name}: there is no such variable.", closest(key, known, PREFIX)))
    try:
        values = EnvSettingsSource(kind)()
    except SettingsError:  # only outlets is read as JSON
        example = 'Write it like {"Harbour Post": "B"}.'
        mistakes.append((f"{names['outlets']}: outlets: it is not JSON.", example))
        return {}
    return {
        key: Found(value, names[key], f"Correct or unset {names[key]}.")
        for key, value in values.items()
    }


def closest(key: str, known: Sequence[str], prefix: str = "") -> str:
    """The hint for an unknown key: the known one that it resembles, else all of them."""
    close = difflib.get_close_matches(key.lower().replace("-", "_"), known, 1)
    names = [prefix + (name.upper() if prefix else name) for name in close or known]
    return f"Did you mean {names[0]}?" if close else f"Known are: {', '.join(names)}."


def config_error(mistakes: list[tuple[str, str]]) -> ConfigError:
    """Every mistake on a line of its own, and each hint once."""
    hints = dict.fromkeys(hint for _, hint in mistakes)
    return ConfigError("\n".join(text for text, _ in mistakes), hint="\n".join(hints))
