"""One ask for the stages: recorded answers need no server, no client and no openai."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from questions import GOOD, SAMPLING, Roles, a_question, asking
from scripted import Reply, ScriptedServer

from briefing.domain.questions import Message
from briefing.errors import AnswerInvalid, ArticleFailure, ReplayMiss
from briefing.llm.answers import AnswerBook, FolderBook, answer_key
from briefing.llm.asking import Asker, Sampling, request_for
from briefing.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "briefing.db") as store:
        yield store


async def never() -> Any:
    raise AssertionError("a recorded answer needs no client")


async def record(folder: Path, *replies: str | Reply) -> None:
    """Record the answers to one question, asked of a real socket."""
    left = list(replies)
    with ScriptedServer(lambda body: left.pop(0)) as server:
        async with asking(server, AnswerBook((), (FolderBook(folder),))) as asker:
            await asker.for_article("a-1")(a_question())


def replaying(folder: Path, sampling: Sampling = SAMPLING) -> Asker:
    return Asker(sampling, AnswerBook((("recording", FolderBook(folder)),), strict=True), never)


async def test_a_recorded_answer_is_given_without_a_client(tmp_path: Path) -> None:
    await record(tmp_path, GOOD)
    asker = replaying(tmp_path)
    answer = await asker.for_article("a-1")(a_question())
    await asker.close()
    assert answer.value == Roles(who="Lesk", whom="ban")
    assert (answer.origin, answer.asked, answer.answering) == ("recording", "scripted", "scripted")
    assert (answer.tokens_in, answer.tokens_out) == (11, 7)
    assert asker.live_calls == 0


async def test_a_recorded_answer_is_given_for_whatever_article_asks(tmp_path: Path) -> None:
    await record(tmp_path, GOOD)
    answer = await replaying(tmp_path).for_article("another")(a_question())
    assert answer.value.who == "Lesk"


@pytest.mark.parametrize(
    ("question", "sampling", "line"),
    [
        (a_question("SENTENCE: Lesk buys."), SAMPLING, "+user: SENTENCE: Lesk buys."),
        (a_question(max_tokens=65), SAMPLING, "+max_tokens: 65"),
        (a_question(), Sampling("large"), "+model: large"),
        (a_question(), Sampling("scripted", temperature=0.5), "+temperature: 0.5"),
    ],
)
async def test_strict_replay_says_which_question_misses_and_what_changed(
    tmp_path: Path, question: Any, sampling: Sampling, line: str
) -> None:
    await record(tmp_path, GOOD)
    with pytest.raises(ReplayMiss) as caught:
        await replaying(tmp_path, sampling).for_article("a-1")(question)
    assert question.label in caught.value.message
    assert line in caught.value.message.splitlines()


async def test_a_recorded_re_ask_is_replayed_without_a_client(tmp_path: Path) -> None:
    await record(tmp_path, "no idea", GOOD)
    asker = replaying(tmp_path)
    answer = await asker.for_article("a-1")(a_question())
    await asker.close()
    assert answer.value.who == "Lesk"
    assert len(answer.keys) == 2
    assert answer.origin == "recording"


async def test_a_recording_that_breaks_off_after_a_bad_answer_is_a_miss(tmp_path: Path) -> None:
    await record(tmp_path, "no idea", GOOD)
    second = (await replaying_keys(tmp_path))[1]
    FolderBook(tmp_path).discard_answers((second,))
    asker = replaying(tmp_path)
    with pytest.raises(ReplayMiss, match="Lesk bans"):
        await asker.for_article("a-1")(a_question())
    await asker.close()


async def replaying_keys(folder: Path) -> tuple[str, ...]:
    asker = replaying(folder)
    answer = await asker.for_article("a-1")(a_question())
    await asker.close()
    return answer.keys


class KilledBeforeItForgot(FolderBook):
    def discard_answers(self, keys: tuple[str, ...]) -> None:
        """The process ended before this was called."""


async def test_three_bad_recorded_answers_are_an_invalid_answer(tmp_path: Path) -> None:
    book = AnswerBook((), (KilledBeforeItForgot(tmp_path),))
    with ScriptedServer(lambda body: "no idea") as server:
        async with asking(server, book) as asker:
            with pytest.raises(AnswerInvalid):
                await asker.for_article("a-1")(a_question())
    reader = replaying(tmp_path)
    with pytest.raises(AnswerInvalid, match="3 attempts"):
        await reader.for_article("a-1")(a_question())
    await reader.close()


FAST = """
import asyncio, sys
sys.path[:0] = {path!r}
from pathlib import Path
from typing import Literal
from pydantic import BaseModel, ConfigDict
from briefing.domain.questions import Message, Question
from briefing.llm.answers import AnswerBook, FolderBook
from briefing.llm.asking import Asker, Sampling

class Roles(BaseModel):
    model_config = ConfigDict(extra="forbid")
    who: Literal["Lesk", "Olga Haar", "nobody"]
    whom: Literal["Olga Haar", "ban", "nobody"]

async def never():
    raise AssertionError

question = Question("roles", "x", (Message(role="system", content="Answer in JSON."),
    Message(role="user", content="SENTENCE: Lesk bans.")), Roles, 64)
book = AnswerBook((("recording", FolderBook(Path({folder!r}))),), strict=True)
answer = asyncio.run(Asker(Sampling("scripted"), book, never).for_article("a-1")(question))
heavy = {{"openai", "instructor", "tenacity", "httpx2", "jinja2"}} & set(sys.modules)
print(answer.value.who, sorted(heavy))
"""


async def test_a_recorded_answer_loads_neither_openai_nor_instructor(tmp_path: Path) -> None:
    await record(tmp_path, GOOD)
    code = FAST.format(path=sys.path, folder=str(tmp_path))
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "Lesk []"


async def test_a_prompt_that_cannot_fit_is_refused_before_anything_is_sent(store: Store) -> None:
    book = AnswerBook((("store", store),), (store,))
    asker = Asker(Sampling("scripted", context=1000), book, never)
    text = "x" * 4 * 936  # with 64 for the answer and the system message: a little over 1000
    with pytest.raises(ArticleFailure, match="needs about 1003 tokens") as caught:
        await asker.for_article("a-1")(a_question(text))
    assert "--context" in caught.value.hint


async def test_bytes_count_and_a_prompt_that_just_fits_is_asked(store: Store) -> None:
    book = AnswerBook((("store", store),), (store,))
    with ScriptedServer(lambda body: GOOD) as server:
        async with asking(server, book) as asker:
            asker.sampling = Sampling("scripted", context=1000)
            await asker.for_article("a-1")(a_question("x" * 4 * 932))
            with pytest.raises(ArticleFailure):
                await asker.for_article("a-1")(a_question("三" * 4 * 400))
    assert len(server.requests) == 1


async def test_the_client_is_connected_once_for_all_workers(store: Store) -> None:
    made: list[int] = []
    book = AnswerBook((("store", store),), (store,))
    with ScriptedServer(lambda body: GOOD) as server:
        async with asking(server, book, jobs=3, connected=lambda: made.append(1)) as asker:
            assert made == []
            for number in range(3):
                await asker.for_article("a-1")(a_question(f"question {number}"))
    assert made == [1]
    assert asker.live_calls == 3


def test_a_request_holds_everything_that_shapes_the_answer() -> None:
    question = a_question()
    request = request_for(question, Sampling("m", temperature=0.2))
    assert request["model"] == "m"
    assert request["temperature"] == 0.2
    assert request["max_tokens"] == 64
    assert request["messages"][1] == {"role": "user", "content": "SENTENCE: Lesk bans."}
    schema = request["response_format"]["json_schema"]["schema"]
    assert schema["properties"]["who"]["enum"] == ["Lesk", "Olga Haar", "nobody"]
    longer = a_question(messages=(*question.messages, Message(role="user", content="?")))
    assert answer_key(request_for(longer, SAMPLING), 1) != answer_key(
        request_for(question, SAMPLING), 1
    )
