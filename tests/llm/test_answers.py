"""The answer book: what a key is made of, and what is found, kept and refused."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import ReplayMiss, StoreError
from briefing.llm import answers
from briefing.llm.answers import (
    AnswerBook,
    FolderBook,
    answer_digest,
    answer_key,
    canonical,
    readable,
)
from briefing.store import Store


def a_request(text: str = "Lesk bans.", **more: Any) -> dict[str, Any]:
    values: dict[str, Any] = {
        "model": "small",
        "messages": [
            {"role": "system", "content": "Answer in JSON."},
            {"role": "user", "content": text},
        ],
        "temperature": 0.0,
        "max_tokens": 64,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "Roles", "schema": {"enum": ["Lesk", "nobody"]}},
        },
        "extra_body": {"cache_prompt": True},
    }
    return {**values, **more}


def a_record(request: dict[str, Any] | None = None, content: str = "{}", **more: Any) -> Any:
    request = a_request() if request is None else request
    attempt = more.get("attempt", 1)
    response = {"model": "small", "finish_reason": "stop", "content": content, "usage": None}
    values: dict[str, Any] = {
        "version": 1,
        "key": answer_key(request, attempt),
        "attempt": 1,
        "article": "a-1",
        "purpose": "roles",
        "label": "article a-1, sentence 4",
        "request": request,
        "response": response,
        "digest": answer_digest(response),
    }
    return {**values, **more}


# -- the key ---------------------------------------------------------------------------------------

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path to every leaf and every container below ``value``."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, part in items:
        yield (*path, key)
        if isinstance(part, dict | list):
            yield from places(part, (*path, key))


def at(value: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


def turned_round(value: Any) -> Any:
    """The same value with every dict in the opposite order."""
    if isinstance(value, dict):
        return {key: turned_round(value[key]) for key in reversed(value)}
    return [turned_round(part) for part in value] if isinstance(value, list) else value


@given(st.sampled_from(list(places(a_request()))), json_values)
def test_changing_any_single_field_changes_the_key(path: tuple[Any, ...], other: Any) -> None:
    request = a_request()
    changed = copy.deepcopy(request)
    at(changed, path[:-1])[path[-1]] = other
    same = canonical(changed) == canonical(request)
    assert (answer_key(changed, 1) == answer_key(request, 1)) == same


@given(st.sampled_from([p for p in places(a_request()) if isinstance(p[-1], str)]))
def test_leaving_out_any_single_field_changes_the_key(path: tuple[Any, ...]) -> None:
    changed = a_request()
    del at(changed, path[:-1])[path[-1]]
    assert answer_key(changed, 1) != answer_key(a_request(), 1)


@given(st.dictionaries(st.text(), json_values, max_size=4))
def test_the_order_of_a_dict_does_not_change_the_key(request: dict[str, Any]) -> None:
    assert answer_key(turned_round(request), 1) == answer_key(request, 1)


def test_the_order_of_the_messages_changes_the_key() -> None:
    request = a_request()
    assert answer_key({**request, "messages": request["messages"][::-1]}, 1) != answer_key(
        request, 1
    )


def test_the_attempt_and_the_version_are_part_of_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    first = answer_key(a_request(), 1)
    assert answer_key(a_request(), 2) != first
    monkeypatch.setattr(answers, "KEY_VERSION", answers.KEY_VERSION + 1)
    assert answer_key(a_request(), 1) != first


def test_the_key_of_a_request_is_the_same_for_ever() -> None:
    # a key that changes here makes every recording in the world stale: raise KEY_VERSION instead
    assert answer_key({"model": "m", "messages": [], "t": 0.5, "u": "é\u2028\ud800"}, 1) == (
        "7b472aeb7d8d5ffd5c02dc8d69b72b444ee8f2b3abf7209500fa2532c9d4351e"
    )


def test_a_number_that_json_does_not_have_makes_no_key() -> None:
    with pytest.raises(ValueError, match="JSON"):
        answer_key({"temperature": float("nan")}, 1)


# -- a folder of recordings ------------------------------------------------------------------------


@given(st.text(), st.text())
def test_a_recording_comes_back_as_it_was_put(
    tmp_path_factory: pytest.TempPathFactory, asked: str, said: str
) -> None:
    folder = tmp_path_factory.mktemp("recorded")
    record = a_record(a_request(asked), said)
    FolderBook(folder).put_answer(record["key"], record)
    assert FolderBook(folder).get_answer(record["key"]) == record


def test_recordings_are_readable_files_named_by_article_and_purpose(tmp_path: Path) -> None:
    record = a_record(a_request("Müller sagt «nein».\nUnd 三."))
    FolderBook(tmp_path).put_answer(record["key"], record)
    file = tmp_path / "a-1" / f"roles-{record['key'][:12]}.json"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [file]
    assert "Müller sagt «nein»." in file.read_text("utf-8")
    assert file.read_bytes() == file.read_bytes().replace(b"\r", b"")


def test_half_a_surrogate_pair_in_an_answer_can_be_recorded(tmp_path: Path) -> None:
    record = a_record(content='{"who": "\ud83d"}')
    FolderBook(tmp_path).put_answer(record["key"], record)
    assert FolderBook(tmp_path).get_answer(record["key"]) == record


def test_putting_an_answer_twice_replaces_the_file(tmp_path: Path) -> None:
    book = FolderBook(tmp_path)
    for content in ("{}", "[]"):
        book.put_answer(a_record()["key"], a_record(content=content))
    found = book.get_answer(a_record()["key"])
    assert found is not None
    assert found["response"]["content"] == "[]"
    assert len(list(book)) == 1


def put(folder: Path, change: Callable[[Any], Any]) -> str:
    """One recording whose file was changed after it was written; gives its key."""
    record = a_record()
    FolderBook(folder).put_answer(record["key"], record)
    (file,) = folder.glob("*/*.json")
    file.write_text(json.dumps(change(json.loads(file.read_text("utf-8")))), "utf-8")
    return str(record["key"])


EDITS: dict[str, Callable[[Any], Any]] = {
    "the prompt": lambda r: {**r, "request": a_request("Lesk allows.")},
    "the model": lambda r: {**r, "request": a_request(model="large")},
    "the attempt": lambda r: {**r, "attempt": 2},
    "the key": lambda r: {**r, "key": "0" * 64},
    "the answer": lambda r: {**r, "response": {**r["response"], "content": "[]"}},
    "no request": lambda r: {k: v for k, v in r.items() if k != "request"},
    "no response": lambda r: {k: v for k, v in r.items() if k != "response"},
    "no content": lambda r: {**r, "response": {"model": "m", "finish_reason": "stop"}},
    "odd usage": lambda r: {**r, "digest": "", "response": {**r["response"], "usage": 5}},
    "a list": lambda r: [r],
    "nothing": lambda r: None,
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=list(EDITS))
def test_an_edited_recording_is_refused_by_name(tmp_path: Path, edit: Any) -> None:
    key = put(tmp_path, edit)
    with pytest.raises(StoreError, match="was changed") as caught:
        FolderBook(tmp_path).get_answer(key)
    assert key[:12] in caught.value.message


@pytest.mark.parametrize("content", [b"", b'{"key": "half', b"\xff\xfe\x00", b"[" * 100_000])
def test_a_torn_recording_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    key = put(tmp_path, lambda record: record)
    (file,) = tmp_path.glob("*/*.json")
    file.write_bytes(content)
    with pytest.raises(StoreError, match="cannot be read") as caught:
        FolderBook(tmp_path).get_answer(key)
    assert str(file) in caught.value.message


def test_a_file_that_was_never_finished_is_not_seen(tmp_path: Path) -> None:
    (tmp_path / "a-1").mkdir()
    (tmp_path / "a-1" / "tmpx.part").write_bytes(b'{"half')
    assert list(FolderBook(tmp_path)) == []


def test_a_write_that_fails_leaves_the_old_recording_and_no_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, record = FolderBook(tmp_path), a_record()
    book.put_answer(record["key"], record)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(StoreError, match="No space left"):
        book.put_answer(record["key"], a_record(content="[]"))
    monkeypatch.undo()
    assert FolderBook(tmp_path).get_answer(record["key"]) == record
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_a_folder_that_is_a_file_is_explained(tmp_path: Path) -> None:
    (tmp_path / "recorded").write_text("a file")
    with pytest.raises(StoreError, match="cannot be written"):
        FolderBook(tmp_path / "recorded").put_answer(a_record()["key"], a_record())


def test_a_folder_that_does_not_exist_holds_nothing(tmp_path: Path) -> None:
    book = FolderBook(tmp_path / "never")
    assert book.get_answer("0" * 64) is None
    assert book.near_answers("a-1", "roles") == []


def test_two_keys_that_begin_alike_are_not_confused(tmp_path: Path) -> None:
    record = a_record()
    book = FolderBook(tmp_path)
    book.put_answer(record["key"], record)
    assert book.get_answer(record["key"][:12] + "0" * 52) is None


# -- the book --------------------------------------------------------------------------------------


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "briefing.db") as store:
        yield store


def test_an_answer_that_is_found_is_copied_to_the_writers_that_lack_it(
    store: Store, tmp_path: Path
) -> None:
    shipped, record = FolderBook(tmp_path / "shipped"), a_record()
    shipped.put_answer(record["key"], record)
    mine = FolderBook(tmp_path / "mine")
    book = AnswerBook((("store", store), ("recording", shipped)), (store, mine))
    assert book.find(record["key"]) == ("recording", record)
    assert store.get_answer(record["key"]) == record
    assert mine.get_answer(record["key"]) == record
    assert book.find(record["key"]) == ("store", record)


def test_a_live_answer_is_in_every_writer_and_found_as_live(store: Store, tmp_path: Path) -> None:
    folder, record = FolderBook(tmp_path / "recorded"), a_record()
    book = AnswerBook((), (store, folder))
    assert book.find(record["key"]) is None
    book.save(record["key"], record)
    assert store.get_answer(record["key"]) == folder.get_answer(record["key"]) == record
    assert book.find(record["key"]) == ("live", record)


def test_after_an_answer_that_could_not_be_kept_no_further_one_is_asked_for(
    tmp_path: Path,
) -> None:
    (tmp_path / "recorded").write_text("a file where a folder should be")
    book, record = AnswerBook((), (FolderBook(tmp_path / "recorded"),)), a_record()
    book.require_room()
    with pytest.raises(StoreError):
        book.save(record["key"], record)
    with pytest.raises(StoreError, match="recorded"):
        book.require_room()


def test_what_is_forgotten_is_found_nowhere_and_can_be_saved_again(
    store: Store, tmp_path: Path
) -> None:
    folder, record = FolderBook(tmp_path / "recorded"), a_record()
    book = AnswerBook((("store", store), ("recording", folder)), (store, folder))
    book.save(record["key"], record)
    book.forget((record["key"], "0" * 64))
    assert book.find(record["key"]) is None
    assert list(folder) == []
    book.save(record["key"], record)
    assert FolderBook(tmp_path / "recorded").get_answer(record["key"]) == record
    assert store.get_answer(record["key"]) == record


def test_forgetting_never_touches_what_is_only_read(tmp_path: Path) -> None:
    folder, record = FolderBook(tmp_path), a_record()
    folder.put_answer(record["key"], record)
    book = AnswerBook((("recording", folder),), strict=True)
    book.forget((record["key"],))
    assert book.find(record["key"]) == ("recording", record)


def missed(book: AnswerBook, request: dict[str, Any], article: str = "a-1") -> ReplayMiss:
    return book.miss(request, article, "roles", "article a-1, sentence 4")


def test_a_miss_names_the_question_and_shows_the_line_that_differs(tmp_path: Path) -> None:
    folder = FolderBook(tmp_path)
    for text in ("Lesk bans grain.\nSo be it.", "Torvane votes.", "Nobody came."):
        record = a_record(a_request(text))
        folder.put_answer(record["key"], record)
    book = AnswerBook((("recording", folder),), strict=True)
    miss = missed(book, a_request("Lesk bans barley.\nSo be it."))
    assert "article a-1, sentence 4 (roles)" in miss.message
    assert "-user: Lesk bans grain." in miss.message
    assert "+user: Lesk bans barley." in miss.message
    assert "So be it" not in miss.message
    assert "--record" in miss.hint


def test_a_miss_shows_a_model_and_a_setting_that_differ(tmp_path: Path) -> None:
    folder, record = FolderBook(tmp_path), a_record()
    folder.put_answer(record["key"], record)
    book = AnswerBook((("recording", folder),), strict=True)
    message = missed(book, a_request(model="large", temperature=1.0)).message
    assert "-model: small" in message
    assert "+model: large" in message
    assert "+temperature: 1.0" in message


def test_a_miss_compares_with_other_articles_only_when_it_must(tmp_path: Path) -> None:
    folder = FolderBook(tmp_path)
    theirs = a_record(a_request("Lesk bans grain now."), article="a-2")
    folder.put_answer(theirs["key"], theirs)
    book = AnswerBook((("recording", folder),), strict=True)
    assert "-user: Lesk bans grain now." in missed(book, a_request("Lesk bans grain.")).message
    ours = a_record(a_request("Quite another sentence."))
    folder.put_answer(ours["key"], ours)
    assert "-user: Quite another" in missed(book, a_request("Lesk bans grain.")).message


def test_a_miss_in_an_empty_folder_says_so(tmp_path: Path) -> None:
    book = AnswerBook((("recording", FolderBook(tmp_path)),), strict=True)
    assert "nothing like it is recorded" in missed(book, a_request()).message


def test_a_sealed_book_shares_what_was_answered_but_asks_nobody(store: Store) -> None:
    book, record = AnswerBook((), (store,)), a_record()
    sealed = book.sealed()
    assert sealed.strict
    assert not book.strict
    book.save(record["key"], record)
    assert sealed.find(record["key"]) == ("live", record)


def test_a_request_reads_line_by_line() -> None:
    assert readable(a_request("one\ntwo")).splitlines()[:4] == [
        "model: small",
        "system: Answer in JSON.",
        "user: one",
        "user: two",
    ]
