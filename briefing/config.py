"""Settings: flags first, then ``BRIEFING_*`` variables, then ``briefing.toml``."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator, Field, SecretStr, ValidationError, field_validator
from pydantic_core import ErrorDetails, PydanticCustomError
from pydantic_core.core_schema import ValidationInfo
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)

from briefing.addresses import host_of, https_host, is_loopback, server_address
from briefing.errors import ConfigError

_FILE_NAME = "briefing.toml"
_PREFIX = "BRIEFING_"
_OTHER_VARIABLES = frozenset({"BRIEFING_CONFIG", "BRIEFING_GOLD"})
_PATHS = frozenset({"model_path", "output", "overrides", "record", "replay"})


def _number(value: object) -> object:
    if isinstance(value, bool):  # pydantic would read true as 1
        raise ValueError("it should be a number, not true or false")
    return value


def _path(value: object) -> object:
    if not isinstance(value, str | Path):
        return value
    if not str(value).strip() or "\0" in str(value):
        raise ValueError("it should be a path, and is empty or no path at all")
    try:
        return Path(value).expanduser()
    except RuntimeError:
        raise ValueError("its ~ names no home folder") from None


Whole = Annotated[int, BeforeValidator(_number)]
Number = Annotated[float, BeforeValidator(_number)]
FilePath = Annotated[Path, BeforeValidator(_path)]


class Settings(BaseSettings):
    """All settings of a run. Built by ``load_settings``; built directly, it reads no environment.

    ``base_url`` empty means the embedded model. ``jobs`` 0 means as many as the server bears, see
    ``workers``. ``timeout`` and ``deadline`` are seconds, for one model call and for one article;
    ``context`` is the tokens that the server gives one request; ``outlets`` maps names to Admiralty
    letters; an article file of more than ``max_bytes`` is too long.
    """

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX,
        env_ignore_empty=True,
        extra="forbid",
        frozen=True,
        allow_inf_nan=False,
        str_strip_whitespace=True,
        hide_input_in_errors=True,
    )

    # allow_http stands before base_url, and record before replay: the later looks at the earlier
    allow_http: bool = False
    base_url: str = ""
    model: str = ""
    api_key: SecretStr | None = None
    model_path: FilePath | None = None
    output: FilePath = Path("outputs")
    jobs: Whole = Field(default=0, ge=0, le=64)
    timeout: Number = Field(default=300, gt=0)
    deadline: Number = Field(default=1800, gt=0)
    context: Whole = Field(default=8192, ge=1024)
    temperature: Number = Field(default=0, ge=0, le=2)
    overrides: FilePath | None = None
    vocabulary: str = Field(default="plover", min_length=1)
    outlets: dict[str, str] = {}
    record: FilePath | None = None
    replay: FilePath | None = None
    fresh: bool = False
    max_bytes: Whole = Field(default=2_000_000, ge=1)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        *_: Any,
        **__: Any,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        # load_settings reads the sources one by one, so that a mistake can be traced to its source
        return (init_settings,)

    @field_validator("base_url")
    @classmethod
    def _is_an_address(cls, url: str, info: ValidationInfo) -> str:
        return server_address(url, allow_http=info.data.get("allow_http", False)) if url else ""

    @field_validator("api_key")
    @classmethod
    def _fits_a_header(cls, key: SecretStr | None) -> SecretStr | None:
        text = key.get_secret_value().strip() if key else ""
        if not all("!" <= character <= "~" for character in text):
            raise ValueError("it holds blanks, line ends or characters that no key has")
        return SecretStr(text) if text else None

    @field_validator("outlets")
    @classmethod
    def _are_letters(cls, outlets: dict[str, str]) -> dict[str, str]:
        graded = {name.strip(): letter.upper() for name, letter in outlets.items()}
        if not all(name and letter in tuple("ABCDEF") for name, letter in graded.items()):
            raise ValueError("each outlet needs a name and one Admiralty letter, A to F")
        return graded

    @field_validator("replay")
    @classmethod
    def _not_both(cls, replay: Path | None, info: ValidationInfo) -> Path | None:
        if replay is not None and info.data.get("record") is not None:
            raise PydanticCustomError("with_record", "answers are either recorded or replayed")
        return replay

    @property
    def local(self) -> bool:
        """True when the model runs on this machine: embedded, or at a loopback address."""
        return not self.base_url or is_loopback(host_of(self.base_url))

    @property
    def workers(self) -> int:
        """Questions asked at the same time, 1 to 64."""
        return self.jobs or (1 if self.local else 4)


class _Found(NamedTuple):
    """A value, the variable, flag or file that gave it, and the hint should it be wrong."""

    value: object
    source: str
    remedy: str


def load_settings(
    flags: Mapping[str, object], *, config: Path | None = None, cwd: Path | None = None
) -> Settings:
    """Settings from flags, environment and ``briefing.toml``, in this order of precedence.

    ``flags`` has setting names as keys; None means not given. ``config`` is the file of
    ``--config``; ``cwd`` is where ``briefing.toml`` is looked for, the current folder by default.
    Empty variables count as unset; ``outlets`` is taken whole from one source; paths in the file
    are relative to the file. Raises ConfigError that names the source and key of every mistake and
    repeats no value, since any value may be a key put into the wrong place.
    """
    found = _gather(flags, config, cwd)
    values: dict[str, Any] = {key: item.value for key, item in found.items()}
    try:
        return Settings(**values)
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
    # raised out here: as its cause, pydantic's error would carry the values along, keys among them
    raise _config_error([_mistake(item, found) for item in details])


def where_settings_come_from(
    flags: Mapping[str, object], *, config: Path | None = None, cwd: Path | None = None
) -> dict[str, str]:
    """For every setting the source of its value: a flag, a variable, a file or "default"."""
    found = _gather(flags, config, cwd)
    return {key: found[key].source if key in found else "default" for key in _KNOWN}


def _gather(
    flags: Mapping[str, object], config: Path | None, cwd: Path | None
) -> dict[str, _Found]:
    """The winning value of every key that is set anywhere."""
    mistakes: list[tuple[str, str]] = []
    path = _config_file(config, cwd)
    found = (_from_file(path, mistakes) if path else {}) | _from_environment(mistakes)
    for key, value in flags.items():
        flag = "--" + key.replace("_", "-")
        if value is not None and key not in _KNOWN:
            mistakes.append((f"{flag}: there is no such flag.", _closest(key)))
        elif value is not None:
            found[key] = _Found(value, flag, f"Correct {flag}.")
    if mistakes:
        raise _config_error(mistakes)
    openai_key = os.environ.get("OPENAI_API_KEY")
    own_key, url = found.get("api_key"), found.get("base_url")
    if (
        openai_key
        and url
        and https_host(str(url.value)) == "api.openai.com"
        and not (own_key and own_key.value)
    ):
        # The key of one company is never sent to another's server.
        found["api_key"] = _Found(openai_key, "OPENAI_API_KEY", "Correct OPENAI_API_KEY.")
    return found


def _config_file(config: Path | None, cwd: Path | None) -> Path | None:
    named = config or os.environ.get("BRIEFING_CONFIG")
    if not named:
        path = (cwd or Path()) / _FILE_NAME
        return path if path.exists() else None
    asker = "--config" if config else "BRIEFING_CONFIG"
    path = Path(named)
    if not path.is_file():
        raise ConfigError(f"{path}, named by {asker}, is not a file.", hint=f"Correct {asker}.")
    return path


def _from_file(path: Path, mistakes: list[tuple[str, str]]) -> dict[str, _Found]:
    found: dict[str, _Found] = {}
    text, table = _read_toml(path)
    for key, value in table.items():
        start = re.search(rf"(?m)^[ \t]*\[?[\"']?{re.escape(key)}[\"']?[ \t]*[\].=]", text)
        line = f", line {text[: start.start()].count(chr(10)) + 1}" if start else ""
        if key not in _KNOWN:
            mistakes.append((f"{path}{line}: there is no setting {key!r}.", _closest(key)))
            continue
        path_like = key in _PATHS or (key == "vocabulary" and str(value).endswith(".yaml"))
        if path_like and isinstance(value, str) and value.strip() and value[0] != "~":
            value = str(path.parent / value)
        found[key] = _Found(value, f"{path}{line}", f"Correct `{key}` in {path}.")
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


def _from_environment(mistakes: list[tuple[str, str]]) -> dict[str, _Found]:
    names: dict[str, str] = {}
    for name in sorted(os.environ):
        key = name.upper().removeprefix(_PREFIX).lower()
        if not name.upper().startswith(_PREFIX) or name.upper() in _OTHER_VARIABLES:
            continue
        if key in _KNOWN:
            names[key] = name
        else:
            mistakes.append((f"{name}: there is no such variable.", _closest(key, _PREFIX)))
    try:
        values = EnvSettingsSource(Settings)()
    except SettingsError:  # only outlets is read as JSON
        example = 'Write it like {"Harbour Post": "B"}.'
        mistakes.append((f"{names['outlets']}: outlets: it is not JSON.", example))
        return {}
    return {
        key: _Found(value, names[key], f"Correct or unset {names[key]}.")
        for key, value in values.items()
    }


def _closest(key: str, prefix: str = "") -> str:
    """The hint for an unknown key: the known one that it resembles, else all of them."""
    close = difflib.get_close_matches(key.lower().replace("-", "_"), _KNOWN, 1)
    names = [prefix + (name.upper() if prefix else name) for name in close or _KNOWN]
    return f"Did you mean {names[0]}?" if close else f"Known are: {', '.join(names)}."


def _mistake(item: ErrorDetails, found: Mapping[str, _Found]) -> tuple[str, str]:
    """One error of pydantic as text with source and key, and what to do about it."""
    key = str(item["loc"][0])
    problem = item["msg"].removeprefix("Value error, ").replace("Input should", "it should", 1)
    if item["type"] == "with_record":
        problem += f", not both; record is set by {found['record'].source}"
    remedy, inner = found[key].remedy, str(item["loc"][-1])
    if key == "outlets" and inner != key and inner in _KNOWN:
        remedy = f"If {inner} is meant as a setting, write it above the line [outlets]."
    place = ".".join(str(part) for part in item["loc"] if part != "[key]")
    return f"{found[key].source}: {place}: {problem}.", remedy


def _config_error(mistakes: list[tuple[str, str]]) -> ConfigError:
    hints = dict.fromkeys(hint for _, hint in mistakes)
    return ConfigError("\n".join(text for text, _ in mistakes), hint="\n".join(hints))


_KNOWN = sorted(Settings.model_fields)
