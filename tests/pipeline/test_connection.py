from __future__ import annotations

from contextlib import AsyncExitStack, nullcontext
from pathlib import Path
from typing import Any

import pytest

from briefing.config import Settings
from briefing.errors import AccountError, BriefingError, ConfigError, ModelUnavailable
from briefing.llm.answers import AnswerBook, FolderBook, answer_key
from briefing.llm.models import CATALOGUE, DEFAULT
from briefing.pipeline.connection import Connection
from briefing.pipeline.progress import Progress
from briefing.store import FILE_NAME, Store
from tests.scripted import ScriptedServer, by_schema

DEAD = "http://127.0.0.1:9/v1"


class Remarks(Progress):
    def __init__(self) -> None:
        self.said: list[str] = []

    def say(self, message: str) -> None:
        self.said.append(message)


@pytest.fixture
def store(tmp_path: Path) -> Any:
    with Store(tmp_path / FILE_NAME) as opened:
        yield opened


async def model_of(store: Store, **settings: Any) -> str:
    async with AsyncExitStack() as stack:
        return await connection(store, stack, **settings).model()


def connection(store: Store, stack: AsyncExitStack, **settings: Any) -> Connection:
    return Connection(Settings(**settings), AnswerBook(), store, stack, Progress(), nullcontext)


def record(folder: Path, model: str) -> None:
    request = {"model": model, "messages": []}
    key = answer_key(request, 1)
    said = {"model": model, "finish_reason": "stop", "content": "{}", "usage": None}
    one = {"article": "a-1", "purpose": "actors", "request": request, "attempt": 1, "key": key}
    FolderBook(folder).put_answer(key, {**one, "response": said})


@pytest.mark.parametrize(
    ("settings", "model"),
    [
        ({}, DEFAULT),
        ({"model": min(CATALOGUE)}, min(CATALOGUE)),
        ({"model_path": "some/Weights.Q4.gguf"}, "Weights.Q4"),
        ({"model_path": "some/Weights.Q4.gguf", "model": "mine"}, "mine"),
        ({"base_url": DEAD, "model": "gpt"}, "gpt"),
    ],
)
async def test_the_model_is_known_without_contacting_anybody(
    settings: dict[str, Any], model: str, store: Store
) -> None:
    assert await model_of(store, **settings) == model


async def test_an_unknown_embedded_model_names_those_there_are(store: Store) -> None:
    with pytest.raises(ConfigError, match="no embedded model 'gpt'") as caught:
        await model_of(store, model="gpt")
    assert all(name in caught.value.hint for name in CATALOGUE)


async def test_a_server_whose_model_nobody_named_is_asked_and_remembered(store: Store) -> None:
    with ScriptedServer(by_schema) as server:
        server.models = ["first", "second"]
        assert await model_of(store, base_url=server.base_url) == "first"
        async with AsyncExitStack() as stack:
            again = connection(store, stack, base_url=server.base_url)
            assert again.model_of_last_time() == "first"
            for other in ({"model": "x"}, {"fresh": True}):
                assert not connection(
                    store, stack, base_url=server.base_url, **other
                ).model_of_last_time()
            assert not connection(store, stack, base_url=DEAD).model_of_last_time()
        server.models = ["third"]  # what is remembered does not outrank what is served
        assert await model_of(store, base_url=server.base_url) == "third"


async def test_a_server_without_models_is_unavailable(store: Store) -> None:
    with ScriptedServer(by_schema) as server:
        server.models = []
        with pytest.raises(ModelUnavailable, match="--model"):
            await model_of(store, base_url=server.base_url)


async def test_an_address_that_is_no_model_server_is_told(store: Store) -> None:
    with ScriptedServer(by_schema) as server, pytest.raises(BriefingError) as caught:
        await model_of(store, base_url=server.base_url.replace("/v1", "/nope"))
    assert isinstance(caught.value, AccountError | ModelUnavailable)


async def test_a_replay_asks_for_the_model_that_was_recorded(store: Store, tmp_path: Path) -> None:
    record(tmp_path / "answers", "somebody")
    for more in ({}, {"base_url": DEAD}):
        assert await model_of(store, replay=tmp_path / "answers", **more) == "somebody"
    assert await model_of(store, replay=tmp_path / "answers", model="other") == "other"


async def test_a_replay_of_several_models_wants_one_named(store: Store, tmp_path: Path) -> None:
    for model in ("one", "two"):
        record(tmp_path / "answers", model)
    with pytest.raises(ConfigError, match="several models: one, two") as caught:
        await model_of(store, replay=tmp_path / "answers")
    assert "--model" in caught.value.hint
    record(tmp_path / "answers", DEFAULT)
    assert await model_of(store, replay=tmp_path / "answers") == DEFAULT


async def test_a_replay_from_nowhere_is_a_wrong_flag(store: Store, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no folder of recorded answers"):
        await model_of(store, replay=tmp_path / "nowhere")


async def test_a_model_that_cannot_be_started_is_tried_once(store: Store, tmp_path: Path) -> None:
    remarks = Remarks()
    settings = Settings(model_path=tmp_path / "nowhere.gguf")
    async with AsyncExitStack() as stack:
        one = Connection(settings, AnswerBook(), store, stack, remarks, nullcontext)
        for _ in range(3):
            with pytest.raises(ModelUnavailable, match=r"nowhere\.gguf"):
                await one.client()
    assert remarks.said == ["starting the embedded model nowhere.gguf"]


async def test_one_client_serves_the_whole_run(store: Store) -> None:
    async with AsyncExitStack() as stack:
        one = connection(store, stack, base_url=DEAD)
        assert await one.client() is await one.client()


async def test_the_key_of_a_server_is_not_remembered(store: Store) -> None:
    with ScriptedServer(by_schema) as server:
        key = "sk-marker-0123456789"
        await model_of(store, base_url=server.base_url, api_key=key)
        assert server.base_url.encode() in _written(store)
    assert key.encode() not in _written(store)


def _written(store: Store) -> bytes:
    return b"".join(path.read_bytes() for path in store.path.parent.glob(f"{FILE_NAME}*"))
