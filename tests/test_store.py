"""The store: one file that survives kills, neighbours, old versions and damage."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from factories import (
    DAY,
    a_dossier,
    a_provenance,
    a_stance_claim,
    an_actor_claim,
    an_article,
    an_event_claim,
)
from hypothesis import given
from hypothesis import strategies as st

from briefing import store as module
from briefing.domain.articles import Cut
from briefing.domain.briefing import Decision
from briefing.domain.claims import Proposal
from briefing.errors import StoreError
from briefing.store import FILE_NAME, MIGRATIONS, Store


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "out" / FILE_NAME


@pytest.fixture
def store(place: Path) -> Iterator[Store]:
    with Store(place) as store:
        yield store


def an_answer(article: str = "a-1", purpose: str = "roles", **more: Any) -> dict[str, Any]:
    return {"article": article, "purpose": purpose, "response": {"content": "{}"}, **more}


def version_of(place: Path) -> int:
    db = sqlite3.connect(place)
    found = db.execute("PRAGMA user_version").fetchone()[0]
    db.close()
    return int(found)


# -- opening and migrating -------------------------------------------------------------------------


def test_a_new_store_is_made_with_its_folder_and_carries_our_version(place: Path) -> None:
    Store(place).close()
    assert version_of(place) == len(MIGRATIONS)
    assert [path.name for path in place.parent.iterdir()] == [FILE_NAME]


def test_an_empty_file_is_migrated_like_a_new_store(place: Path) -> None:
    place.parent.mkdir()
    place.write_bytes(b"")
    with Store(place) as store:
        store.put_answer("k", an_answer())
    assert version_of(place) == len(MIGRATIONS)


NEWER = (
    "CREATE TABLE extra (a TEXT) STRICT; ALTER TABLE answers ADD COLUMN cost REAL",
    "CREATE TABLE more (a TEXT) STRICT",
)


def test_a_store_of_an_older_version_is_brought_forward_with_its_data(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(place) as store:
        store.put_answer("k", an_answer())
    monkeypatch.setattr(module, "MIGRATIONS", (*MIGRATIONS, *NEWER))
    with Store(place) as store:
        assert store.get_answer("k") == an_answer()
    assert version_of(place) == len(MIGRATIONS) + 2


def test_a_migration_that_fails_half_way_changes_nothing(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(place) as store:
        store.put_answer("k", an_answer())
    monkeypatch.setattr(module, "MIGRATIONS", (*MIGRATIONS, NEWER[0], "CREATE NONSENSE"))
    with pytest.raises(StoreError, match="NONSENSE"):
        Store(place)
    monkeypatch.undo()
    with Store(place) as store:
        assert store.get_answer("k") == an_answer()
    assert version_of(place) == len(MIGRATIONS)


@pytest.mark.parametrize("version", [len(MIGRATIONS) + 1, 9999, -1])
def test_a_store_of_an_unknown_version_is_refused_and_left_alone(place: Path, version: int) -> None:
    Store(place).close()
    db = sqlite3.connect(place)
    db.execute(f"PRAGMA user_version = {version}")
    db.close()
    with pytest.raises(StoreError, match=f"version {version}"):
        Store(place)
    assert version_of(place) == version


def not_sqlite(place: Path) -> None:
    place.write_bytes(b"This is a letter, not a database. " * 100)


def damaged(place: Path) -> None:
    Store(place).close()
    content = bytearray(place.read_bytes())
    content[100:] = b"\xff" * (len(content) - 100)
    place.write_bytes(content)


def a_folder(place: Path) -> None:
    place.mkdir()


@pytest.mark.parametrize("spoil", [not_sqlite, damaged, a_folder])
def test_a_file_that_is_no_store_is_explained(place: Path, spoil: Callable[[Path], None]) -> None:
    place.parent.mkdir()
    spoil(place)
    with pytest.raises(StoreError, match="cannot be used") as caught, Store(place) as store:
        store.days()
    assert str(place) in caught.value.message
    assert "--output" in caught.value.hint


def test_an_output_folder_that_is_a_file_is_explained(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(StoreError, match="cannot be used"):
        Store(tmp_path / "out" / FILE_NAME)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_a_read_only_folder_is_explained(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(StoreError, match="cannot be used"):
            Store(tmp_path / FILE_NAME)
    finally:
        tmp_path.chmod(0o755)


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a place nobody can write to")
def test_a_place_nobody_can_write_to_is_explained() -> None:
    with pytest.raises(StoreError, match="cannot be used"):
        Store(Path("/proc/self/out") / FILE_NAME)


def test_a_full_disk_loses_nothing_and_is_explained(store: Store, place: Path) -> None:
    store.put_answer("before", an_answer())
    pages = store._one("PRAGMA page_count")
    store._one(f"PRAGMA max_page_count = {pages}")  # as SQLite sees a full disk
    with pytest.raises(StoreError, match="full"):
        store.put_answer("big", an_answer(text="x" * 200_000))
    assert store.get_answer("before") == an_answer()
    assert store.get_answer("big") is None
    store._one("PRAGMA max_page_count = 100000")
    store.put_answer("big", an_answer())
    assert store.get_answer("big") is not None


QUERIES: list[Callable[[Store], Any]] = [
    lambda store: store.get_answer("k"),
    lambda store: store.put_answer("k", an_answer()),
    lambda store: store.discard_answers(("k",)),
    lambda store: store.near_answers("a-1", "roles"),
    lambda store: store.file_article(an_article(), DAY),
    lambda store: store.article("a-1"),
    lambda store: store.get_proposal("a-1", "r"),
    lambda store: store.put_dossier(a_dossier()),
    lambda store: store.dossier(DAY),
    lambda store: store.dossier_before(DAY),
    lambda store: store.days(),
    lambda store: store.decisions(),
]


@pytest.mark.parametrize("query", QUERIES)
def test_every_method_explains_a_file_that_broke_while_it_was_open(
    store: Store, query: Callable[[Store], Any]
) -> None:
    for table in ("answers", "articles", "proposals", "dossiers", "decisions"):
        store._db.execute(f"DROP TABLE {table}")
    with pytest.raises(StoreError, match="cannot be used"):
        query(store)


# -- answers ---------------------------------------------------------------------------------------


@given(
    st.dictionaries(
        st.text(), st.recursive(st.none() | st.integers() | st.text(), st.lists), max_size=4
    )
)
def test_an_answer_comes_back_as_it_was_put(record: dict[str, Any]) -> None:
    with Store(Path(":memory:")) as store:
        store.put_answer("k", {**record, **an_answer()})
        assert store.get_answer("k") == {**record, **an_answer()}


def test_an_answer_found_unusable_is_kept_but_given_no_more_until_it_is_put_again(
    store: Store,
) -> None:
    store.put_answer("bad", an_answer())
    store.put_answer("good", an_answer())
    store.discard_answers(("bad", "never there"))
    assert store.get_answer("bad") is None
    assert store.get_answer("good") is not None
    assert store._one("SELECT count(*) FROM answers") == 2
    store.put_answer("bad", an_answer(attempt=2))
    assert store.get_answer("bad") == an_answer(attempt=2)


def test_near_answers_are_those_of_the_same_article_and_purpose(store: Store) -> None:
    store.put_answer("3", an_answer("a-1", "roles", n=3))
    store.put_answer("1", an_answer("a-1", "roles", n=1))
    store.put_answer("2", an_answer("a-1", "actors"))
    store.put_answer("4", an_answer("a-2", "roles"))
    assert [record["n"] for record in store.near_answers("a-1", "roles")] == [1, 3]


def test_a_damaged_record_is_explained(store: Store) -> None:
    store.put_answer("k", an_answer())
    store._db.execute("UPDATE answers SET record = '{half'")
    with pytest.raises(StoreError):
        store.get_answer("k")
    with pytest.raises(StoreError):
        store.near_answers("a-1", "roles")


def test_a_record_of_another_version_is_explained(store: Store) -> None:
    article = an_article()
    store.file_article(article, DAY)
    store._db.execute("""UPDATE articles SET record = '{"id": "a-1", "colour": "red"}'""")
    with pytest.raises(StoreError, match="Article that this version cannot read") as caught:
        store.article(article.id)
    assert "--fresh" in caught.value.hint


# -- the rest --------------------------------------------------------------------------------------

ARTICLES = [
    an_article(),
    an_article("Ein Satz. «Zwei»", "‮三 ☃ \x00", title="", published=None, language="zh"),
    an_article(
        published=datetime(2026, 3, 4, 23, 30, tzinfo=UTC),
        cuts=(Cut(rule="link list", text="More\n* here"),),
        notes=("decoded as cp1252, guessed",),
        masked={1: "instruction"},
    ),
]


@pytest.mark.parametrize("article", ARTICLES)
def test_an_article_comes_back_equal(store: Store, article: Any) -> None:
    store.file_article(article, DAY)
    assert store.article(article.id) == article
    assert store.article("another") is None


def test_an_article_stays_filed_under_its_first_day(store: Store) -> None:
    undated = an_article(published=None)
    assert store.file_article(undated, date(2026, 3, 4)) == date(2026, 3, 4)
    assert store.file_article(undated, date(2026, 3, 9)) == date(2026, 3, 4)
    moved = undated.model_copy(update={"path": "elsewhere.txt"})
    store.file_article(moved, date(2026, 3, 9))
    assert store.article(undated.id) == moved


def test_a_dated_article_is_filed_under_its_own_day(store: Store) -> None:
    assert store.file_article(an_article(), date(2030, 1, 1)) == date(2026, 3, 4)


def test_a_proposal_belongs_to_its_recipe(store: Store) -> None:
    claims = (an_event_claim(), a_stance_claim(), an_actor_claim())
    proposal = Proposal(article_id="a-1", claims=claims, provenance=a_provenance())
    store.put_proposal(proposal, "recipe one")
    assert store.get_proposal("a-1", "recipe one") == proposal
    assert store.get_proposal("a-1", "recipe two") is None
    assert store.get_proposal("a-2", "recipe one") is None


def test_dossiers_are_found_by_day_and_by_the_day_before(store: Store) -> None:
    days = [date(2026, 3, 1), date(2026, 2, 27), date(2026, 3, 10)]
    for day in days:
        store.put_dossier(a_dossier(day=day))
    assert store.days() == tuple(sorted(days))
    assert store.dossier(date(2026, 3, 1)) == a_dossier(day=date(2026, 3, 1))
    assert store.dossier(date(2026, 3, 2)) is None
    before = store.dossier_before(date(2026, 3, 10))
    assert before is not None
    assert before.day == date(2026, 3, 1)
    assert store.dossier_before(date(2026, 2, 27)) is None


def test_decisions_come_in_the_order_in_which_they_were_made(store: Store) -> None:
    made = [
        Decision(entry="z", verdict="accept"),
        Decision(entry="a", verdict="reject"),
        Decision(entry="z", verdict="change", before="x", after="y", reviewer="me"),
    ]
    for number, decision in enumerate(made, start=1):
        store._db.execute(
            "INSERT INTO decisions (number, entry, record) VALUES (?, ?, ?)",
            (number * 2, decision.entry, decision.model_dump_json()),
        )
    assert store.decisions() == tuple(made)


# -- two runs --------------------------------------------------------------------------------------


def write_many(place: Path, name: str, start: Any, failures: Any) -> None:
    start.wait()
    try:
        with Store(place) as store:
            for number in range(50):
                store.put_answer(f"{name}-{number}", an_answer(name))
                store.file_article(an_article(title=f"{name} {number}"), DAY)
    except BaseException as error:
        failures.put(repr(error))
        raise


def test_two_runs_on_one_new_store_wait_for_each_other(place: Path) -> None:
    context = multiprocessing.get_context("spawn")
    start, failures = context.Barrier(3), context.Queue()
    runs = [
        context.Process(target=write_many, args=(place, name, start, failures))
        for name in ("one", "two")
    ]
    for run in runs:
        run.start()
    start.wait(timeout=60)
    for run in runs:
        run.join(timeout=60)
    assert failures.empty(), failures.get()
    assert [run.exitcode for run in runs] == [0, 0]
    with Store(place) as store:
        assert store._one("SELECT count(*) FROM answers") == 100
        assert store._one("SELECT count(*) FROM articles") == 100


def test_a_run_waits_for_a_transaction_that_is_under_way(
    store: Store, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WAIT", 0.05)
    with Store(place) as other:
        store._db.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="locked"):
            other.put_answer("k", an_answer())
        store._db.execute("COMMIT")
        other.put_answer("k", an_answer())
    assert store.get_answer("k") is not None


def test_a_transaction_holds_its_place_from_its_first_read(
    store: Store, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # a transaction that reads first and writes later fails at once in WAL, whatever the time-out
    monkeypatch.setattr(module, "WAIT", 0.05)
    with Store(place) as other, store._writing():
        assert store.get_answer("k") is None
        with pytest.raises(StoreError, match="locked"):
            other.put_answer("k", an_answer())


def test_a_failed_write_leaves_no_transaction_open(store: Store) -> None:
    with pytest.raises(KeyError):
        store.put_answer("k", {"article": "a-1"})
    with pytest.raises(StoreError):
        store.put_answer("k", {"article": None, "purpose": "roles"})
    store.put_answer("k", an_answer())
    assert store.get_answer("k") == an_answer()
