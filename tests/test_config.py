"""Settings from flags, environment and file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import SecretStr, ValidationError

from briefing.config import Settings, load_settings, where_settings_come_from
from briefing.errors import ConfigError

SECRET = "sk-hunter2-hunter2"


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.upper().startswith(("BRIEFING_", "OPENAI_")):
            monkeypatch.delenv(name)


def write(folder: Path, text: str, name: str = "briefing.toml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def refusal(folder: Path, **flags: object) -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        load_settings(flags, cwd=folder)
    return caught.value


def test_nothing_given_means_the_embedded_model_and_the_documented_defaults(tmp_path: Path) -> None:
    found = load_settings({}, cwd=tmp_path)
    assert found == Settings()
    assert (found.base_url, found.vocabulary, found.output) == ("", "plover", Path("outputs"))
    assert (found.timeout, found.deadline, found.context) == (300, 1800, 8192)
    assert (found.workers, found.local, found.api_key) == (1, True, None)


def test_flags_win_over_the_environment_and_the_environment_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, 'model = "file"\njobs = 2\ntimeout = 20\n')
    monkeypatch.setenv("BRIEFING_MODEL", "variable")
    monkeypatch.setenv("BRIEFING_JOBS", "3")
    found = load_settings({"model": "flag", "jobs": None}, cwd=tmp_path)
    assert (found.model, found.jobs, found.timeout) == ("flag", 3, 20)
    origins = where_settings_come_from({"model": "flag", "jobs": None}, cwd=tmp_path)
    assert origins["model"] == "--model"
    assert origins["jobs"] == "BRIEFING_JOBS"
    assert origins["timeout"].endswith("briefing.toml, line 3")
    assert origins["fresh"] == "default"
    assert set(origins) == set(Settings.model_fields)


def test_settings_built_directly_read_neither_environment_nor_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "jobs = 2\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BRIEFING_MODEL", "variable")
    assert Settings().model == ""
    assert Settings().jobs == 0


def test_settings_are_frozen() -> None:
    with pytest.raises(ValidationError):
        Settings().model = "other"  # type: ignore[misc]


def test_an_empty_variable_counts_as_unset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BRIEFING_MODEL_PATH", "BRIEFING_JOBS", "BRIEFING_API_KEY", "BRIEFING_CONFIG"):
        monkeypatch.setenv(name, "")
    assert load_settings({}, cwd=tmp_path) == Settings()


def test_the_file_named_by_the_flag_wins_over_the_one_named_by_the_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, 'model = "here"\n')
    first, second = (
        write(tmp_path, 'model = "a"', "a.toml"),
        write(tmp_path, 'model = "b"', "b.toml"),
    )
    monkeypatch.setenv("BRIEFING_CONFIG", str(first))
    assert load_settings({}, cwd=tmp_path).model == "a"
    assert load_settings({}, config=second, cwd=tmp_path).model == "b"


def test_a_named_file_that_does_not_exist_is_refused_and_its_namer_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml, named by --config"):
        load_settings({}, config=tmp_path / "none.toml")
    monkeypatch.setenv("BRIEFING_CONFIG", str(tmp_path / "none.toml"))
    assert "BRIEFING_CONFIG" in refusal(tmp_path).message


def test_paths_in_the_file_are_relative_to_the_file_and_others_are_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_OVERRIDES", "mine")
    monkeypatch.setenv("HOME", str(tmp_path))
    config = write(
        tmp_path / "conf", 'output = "out"\nmodel_path = "~/m.gguf"\nreplay = "/r"\n', "c"
    )
    found = load_settings({}, config=config)
    assert found.output == tmp_path / "conf" / "out"
    assert found.overrides == Path("mine")
    assert found.model_path == tmp_path / "m.gguf"
    assert found.replay == Path("/r")


def test_the_file_in_the_current_folder_gives_relative_paths(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, 'output = "out"\n')
    monkeypatch.chdir(tmp_path)
    assert load_settings({}).output == Path("out")


def test_a_misspelt_key_is_refused_with_its_line_and_the_closest_key(tmp_path: Path) -> None:
    path = write(tmp_path, '# mine\nmodel = "m"\ntime-out = 20\n')
    error = refusal(tmp_path)
    assert error.message == f"{path}, line 3: there is no setting 'time-out'."
    assert error.hint == "Did you mean timeout?"


def test_a_key_like_no_other_gets_the_list_of_keys(tmp_path: Path) -> None:
    write(tmp_path, "[llm]\njobs = 3\n")
    error = refusal(tmp_path)
    assert "line 1: there is no setting 'llm'" in error.message
    assert "jobs" in error.hint
    assert "vocabulary" in error.hint


def test_a_misspelt_variable_is_refused_with_the_closest_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_BASEURL", "https://models.example")
    error = refusal(tmp_path)
    assert error.message == "BRIEFING_BASEURL: there is no such variable."
    assert error.hint == "Did you mean BRIEFING_BASE_URL?"


def test_variables_that_are_no_settings_are_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_GOLD", "somewhere")
    assert load_settings({}, cwd=tmp_path) == Settings()


def test_an_unknown_flag_is_refused(tmp_path: Path) -> None:
    error = refusal(tmp_path, modell="m")
    assert (error.message, error.hint) == (
        "--modell: there is no such flag.",
        "Did you mean model?",
    )


def test_bad_toml_is_refused_with_file_and_line(tmp_path: Path) -> None:
    path = write(tmp_path, 'model = "m"\njobs = \n')
    error = refusal(tmp_path)
    assert str(path) in error.message
    assert "line 2" in error.message


def test_a_file_that_is_not_utf8_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "briefing.toml").write_bytes(b'model = "m"\n# caf\xe9\n')
    assert "line 2 is not UTF-8" in refusal(tmp_path).message


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    (tmp_path / "briefing.toml").write_bytes(b"\xef\xbb\xbfjobs = 3\n")
    assert load_settings({}, cwd=tmp_path).jobs == 3


def test_every_mistake_is_told_at_once_each_with_its_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, 'fresh = false\ncontext = "much"\n')
    monkeypatch.setenv("BRIEFING_JOBS", "65")
    lines = refusal(tmp_path, temperature=-1).message.splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("BRIEFING_JOBS: jobs: it should be less than or equal to 64")
    assert lines[1].startswith(f"{path}, line 2: context: it should be a valid integer")
    assert lines[2].startswith("--temperature: temperature: it should be greater than or equal")


@pytest.mark.parametrize(
    "line",
    [
        "jobs = -1",
        "jobs = true",
        "jobs = 1.5",
        "timeout = 0",
        "timeout = nan",
        "deadline = inf",
        "context = 1023",
        "temperature = 3",
        "max_bytes = 0",
        "model = 5",
        'vocabulary = ""',
        'output = ""',
        "output = 3",
        'fresh = "perhaps"',
        'outlets = "B"',
        'record = "a\\u0000b"',
        'api_key = "two words"',
        'api_key = "line\\nend"',
        "api_key = 12345678",
    ],
)
def test_a_value_of_the_wrong_kind_or_size_is_refused_by_key(tmp_path: Path, line: str) -> None:
    write(tmp_path, line)
    assert f"line 1: {line.split()[0]}: " in refusal(tmp_path).message


def test_outlets_take_admiralty_letters_from_a_table_and_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, '[outlets]\n"Harbour Post" = "b"\n')
    assert load_settings({}, cwd=tmp_path).outlets == {"Harbour Post": "B"}
    monkeypatch.setenv("BRIEFING_OUTLETS", '{"Gazette": "F"}')
    assert load_settings({}, cwd=tmp_path).outlets == {"Gazette": "F"}


@pytest.mark.parametrize("letter", ["G", "", "AB", "1"])
def test_an_outlet_without_an_admiralty_letter_is_refused(tmp_path: Path, letter: str) -> None:
    write(tmp_path, f'[outlets]\nGazette = "{letter}"\n')
    assert "A to F" in refusal(tmp_path).message


def test_outlets_in_the_environment_that_are_not_json_are_refused_with_an_example(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_OUTLETS", "Gazette=B")
    error = refusal(tmp_path)
    assert error.message == "BRIEFING_OUTLETS: outlets: it is not JSON."
    assert '{"Harbour Post": "B"}' in error.hint


def test_a_setting_written_below_the_outlets_table_is_explained(tmp_path: Path) -> None:
    write(tmp_path, '[outlets]\nGazette = "B"\njobs = 4\n')
    assert "above the line [outlets]" in refusal(tmp_path).hint


def test_recording_while_replaying_is_refused_and_both_sources_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_RECORD", "a")
    message = refusal(tmp_path, replay=Path("b")).message
    assert message.startswith("--replay: ")
    assert "BRIEFING_RECORD" in message


def test_plain_http_beyond_this_machine_needs_allow_http(tmp_path: Path) -> None:
    url = "http://models.example/v1"
    assert "allow_http" in refusal(tmp_path, base_url=url).message
    found = load_settings({"base_url": url + "/", "allow_http": True}, cwd=tmp_path)
    assert (found.base_url, found.local, found.workers) == (url, False, 4)


def test_a_server_on_this_machine_gets_one_question_at_a_time_unless_told(tmp_path: Path) -> None:
    url = "http://127.0.0.1:8080/v1"
    assert load_settings({"base_url": url}, cwd=tmp_path).workers == 1
    assert load_settings({"base_url": url, "jobs": 8}, cwd=tmp_path).workers == 8


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://api.openai.com/v1", SecretStr(SECRET)),
        ("https://API.OpenAI.com/v1/", SecretStr(SECRET)),
        ("https://api.openai.com.models.example/v1", None),
        ("https://models.example/api.openai.com", None),
        ("http://127.0.0.1:8080/v1", None),
        ("", None),
    ],
)
def test_the_openai_key_goes_to_openai_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str, expected: SecretStr | None
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    assert load_settings({"base_url": url}, cwd=tmp_path).api_key == expected


def test_an_own_key_wins_over_the_openai_key_and_is_stripped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    monkeypatch.setenv("BRIEFING_API_KEY", " own \n")
    found = load_settings({"base_url": "https://api.openai.com/v1"}, cwd=tmp_path)
    assert found.api_key == SecretStr("own")
    assert "own" not in repr(found)


def test_a_broken_openai_key_is_traced_to_its_variable_and_not_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", SECRET + " x")
    error = refusal(tmp_path, base_url="https://api.openai.com/v1")
    assert error.message.startswith("OPENAI_API_KEY: api_key: ")
    assert "hunter2" not in error.message + error.hint


@pytest.mark.parametrize("key", sorted(Settings.model_fields))
def test_a_key_put_into_any_setting_never_shows_in_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    for text in (f"https://u:{SECRET}@models.example", f"{SECRET}\n", f'{{"{SECRET}'):
        monkeypatch.setenv(f"BRIEFING_{key.upper()}", text)
        monkeypatch.setenv("BRIEFING_JOBS", "none")  # so that there is always an error
        error = refusal(tmp_path)
        shown = f"{error!r} {error.message} {error.hint} {error.__cause__} {error.__context__}"
        assert "hunter2" not in shown


def test_a_refusal_by_the_type_itself_repeats_no_value_either() -> None:
    with pytest.raises(ValidationError) as caught:
        Settings(api_key=[SECRET], jobs=SECRET)
    assert "hunter2" not in str(caught.value)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    key=st.sampled_from(sorted(Settings.model_fields)),
    value=st.one_of(
        st.text(max_size=20),
        st.integers(),
        st.just(10**400),
        st.floats(),
        st.booleans(),
        st.lists(st.integers(), max_size=2),
        st.dictionaries(st.text(max_size=5), st.one_of(st.text(max_size=2), st.none()), max_size=2),
    ),
)
def test_any_value_gives_settings_or_a_config_error(
    tmp_path: Path, key: str, value: object
) -> None:
    try:
        told = ""
        load_settings({key: value}, cwd=tmp_path)
    except ConfigError as error:
        told = error.message
    assert not told or told.startswith(f"--{key.replace('_', '-')}: {key}")


def test_importing_the_settings_loads_no_heavy_library() -> None:
    code = (
        "import sys, briefing.config; "
        "heavy = ('openai', 'instructor', 'httpx2', 'rich', 'typer', 'yaml', 'jinja2', 'babel'); "
        "print([name for name in heavy if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


# -- several servers -------------------------------------------------------------------------------

ONE, TWO = "http://127.0.0.1:8080/v1", "https://models.example/v1"


@pytest.mark.parametrize(
    "flags",
    [
        {"base_urls": [ONE, TWO]},
        {"base_urls": f"{ONE}, {TWO}"},
        {"base_url": [ONE, TWO]},
        {"base_url": f"{ONE},{TWO}/"},
        {"base_url": [ONE, TWO, ONE]},
        {"base_url": [f"{ONE},{TWO}", ONE]},
    ],
)
def test_several_addresses_are_several_however_they_are_written(
    tmp_path: Path, flags: dict[str, object]
) -> None:
    found = load_settings(flags, cwd=tmp_path)
    assert found.addresses == (ONE, TWO)
    assert (found.local, found.workers) == (False, 5)
    assert [slots for _, _, slots in found.places] == [1, 4]


@pytest.mark.parametrize("name", ["BRIEFING_BASE_URL", "BRIEFING_BASE_URLS"])
def test_several_addresses_from_a_variable_stand_between_commas(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, f"{ONE},{TWO}")
    assert load_settings({}, cwd=tmp_path).addresses == (ONE, TWO)
    assert load_settings({"base_url": TWO}, cwd=tmp_path).addresses == (TWO,)


def test_one_of_several_addresses_that_is_none_is_told(tmp_path: Path) -> None:
    assert "allow_http" in refusal(tmp_path, base_url=[ONE, "http://10.0.0.7/v1"]).message


def test_base_url_and_base_urls_in_one_file_are_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "briefing.toml").write_text(f'base_url = "{ONE}"\nbase_urls = ["{TWO}"]\n')
    with pytest.raises(ConfigError, match="both set"):
        load_settings({}, cwd=tmp_path)


def keys(found: Settings) -> dict[str, str]:
    return {url: key for url, key, _ in found.places}


def test_a_key_beside_an_address_is_sent_to_no_other_host(tmp_path: Path) -> None:
    (tmp_path / "briefing.toml").write_text(f'base_url = "{TWO}"\napi_key = "{SECRET}"\n')
    assert keys(load_settings({}, cwd=tmp_path)) == {TWO: SECRET}
    other = "https://elsewhere.example/v1"
    found = load_settings({"base_url": [other, "https://models.example/v2"]}, cwd=tmp_path)
    assert keys(found) == {other: "", "https://models.example/v2": SECRET}


def test_a_key_on_its_own_is_for_the_addresses_of_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_API_KEY", SECRET)
    assert keys(load_settings({"base_url": [ONE, TWO]}, cwd=tmp_path)) == {ONE: SECRET, TWO: SECRET}


def test_the_key_of_openai_goes_to_openai_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    openai = "https://api.openai.com/v1"
    assert keys(load_settings({"base_url": [TWO, openai]}, cwd=tmp_path)) == {
        TWO: "",
        openai: SECRET,
    }
