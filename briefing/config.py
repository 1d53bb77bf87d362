"""Settings: flags first, then ``BRIEFING_*`` variables, then ``briefing.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    BeforeValidator,
    Field,
    PrivateAttr,
    SecretStr,
    ValidationError,
    field_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError
from pydantic_core.core_schema import ValidationInfo
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from briefing.addresses import host_of, is_loopback, server_address
from briefing.sourcing import PREFIX, Found, config_error, gather, split_addresses


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
Addresses = Annotated[tuple[str, ...], NoDecode, BeforeValidator(split_addresses)]


class Settings(BaseSettings):
    """All settings of a run. Built by ``load_settings``; built directly, it reads no environment.

    ``base_url`` empty means the embedded model; of several ``base_urls`` each gets its share.
    ``jobs`` 0 means as many as the servers bear, see ``workers``. ``timeout``, ``deadline`` and
    ``loading`` are seconds, for one model call, for one article, and for a server to load its
    model; ``max_answer`` is the bytes of one answer; ``context`` the tokens that a server gives one
    request; ``granularity`` is what one question is about, "auto" what `briefing doctor` chose;
    ``least`` is the likelihood an act needs to stand, that of ``schemas/standing.yaml`` when None;
    ``outlets`` maps names to Admiralty letters; an article file of more than ``max_bytes``
    is too long.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
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
    base_urls: Addresses = ()
    model: str = ""
    api_key: SecretStr | None = None
    model_path: FilePath | None = None
    output: FilePath = Path("outputs")
    jobs: Whole = Field(default=0, ge=0, le=64)
    timeout: Number = Field(default=300, gt=0)
    deadline: Number = Field(default=1800, gt=0)
    loading: Number = Field(default=300, ge=0)
    max_answer: Whole = Field(default=1 << 20, ge=1024)
    context: Whole = Field(default=8192, ge=1024)
    temperature: Number = Field(default=0, ge=0, le=2)
    granularity: Literal["auto", "sentence", "article"] = "auto"
    least: Number | None = Field(default=None, ge=0, le=1)
    overrides: FilePath | None = None
    vocabulary: str = Field(default="plover", min_length=1)
    outlets: dict[str, str] = {}
    record: FilePath | None = None
    replay: FilePath | None = None
    fresh: bool = False
    max_bytes: Whole = Field(default=2_000_000, ge=1)
    # set by load_settings: the hosts that the key belongs to, None for every address
    _key_hosts: frozenset[str] | None = PrivateAttr(default=None)

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

    @field_validator("base_urls")
    @classmethod
    def _are_addresses(cls, urls: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        allow = info.data.get("allow_http", False)
        return tuple(dict.fromkeys(server_address(url, allow_http=allow) for url in urls))

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
    def addresses(self) -> tuple[str, ...]:
        """Every model server of the run; none means the embedded model."""
        return self.base_urls or ((self.base_url,) if self.base_url else ())

    @property
    def places(self) -> list[tuple[str, str, int]]:
        """For every address its key, empty where it gets none, and the requests it gets at once."""
        key = self.api_key.get_secret_value() if self.api_key else ""
        return [
            (url, key if self._may_have_key(url) else "", self.jobs or _bears(url))
            for url in self.addresses
        ]

    def _may_have_key(self, url: str) -> bool:
        return self._key_hosts is None or host_of(url) in self._key_hosts

    @property
    def local(self) -> bool:
        """True when the model runs on this machine: embedded, or at loopback addresses."""
        return all(is_loopback(host_of(url)) for url in self.addresses)

    @property
    def workers(self) -> int:
        """Questions asked at the same time, 1 to 64."""
        return self.jobs or min(64, sum(map(_bears, self.addresses)) or 1)


def _bears(url: str) -> int:
    """Requests at once that a server of unknown size is given."""
    return 1 if is_loopback(host_of(url)) else 4


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
    found, key_hosts = gather(Settings, flags, config, cwd)
    values: dict[str, Any] = {key: item.value for key, item in found.items()}
    try:
        settings = Settings(**values)
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
    else:
        settings._key_hosts = key_hosts
        return settings
    # raised out here: as its cause, pydantic's error would carry the values along, keys among them
    raise config_error([_mistake(item, found) for item in details])


def where_settings_come_from(
    flags: Mapping[str, object], *, config: Path | None = None, cwd: Path | None = None
) -> dict[str, str]:
    """For every setting the source of its value: a flag, a variable, a file or "default"."""
    found, _ = gather(Settings, flags, config, cwd)
    return {key: found[key].source if key in found else "default" for key in _KNOWN}


def _mistake(item: ErrorDetails, found: Mapping[str, Found]) -> tuple[str, str]:
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


_KNOWN = sorted(Settings.model_fields)
