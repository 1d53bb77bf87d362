"""The store: one SQLite file in the output folder, openable with any SQLite tool.

It holds the answers that were paid for, the articles, the proposals made from the answers, and the
dossier of each day. Everything but the answers and the filing days can be made again from them.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Self, cast

from pydantic import ValidationError

from briefing.domain.articles import Article
from briefing.domain.briefing import Decision
from briefing.domain.claims import Proposal
from briefing.domain.dossier import Dossier
from briefing.errors import StoreError

FILE_NAME = "briefing.db"
WAIT = 10.0  # seconds that one run waits for another's transaction
SWITCHES = 100

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE answers (
        key TEXT PRIMARY KEY,
        article TEXT NOT NULL,
        purpose TEXT NOT NULL,
        usable INTEGER NOT NULL DEFAULT 1,
        record TEXT NOT NULL
    ) STRICT;
    CREATE INDEX answers_by_article ON answers (article);
    CREATE TABLE articles (id TEXT PRIMARY KEY, filed TEXT NOT NULL, record TEXT NOT NULL) STRICT;
    CREATE TABLE proposals (
        article TEXT NOT NULL,
        recipe TEXT NOT NULL,
        record TEXT NOT NULL,
        PRIMARY KEY (article, recipe)
    ) STRICT;
    CREATE TABLE dossiers (day TEXT PRIMARY KEY, record TEXT NOT NULL) STRICT;
    CREATE TABLE decisions (
        number INTEGER PRIMARY KEY,
        entry TEXT NOT NULL,
        record TEXT NOT NULL UNIQUE
    ) STRICT;
    """,
    """
    CREATE TABLE profiles (
        address TEXT NOT NULL,
        model TEXT NOT NULL,
        record TEXT NOT NULL,
        PRIMARY KEY (address, model)
    ) STRICT;
    """,
)


class Store:
    """Every write is one transaction that begins as a write, so two runs wait instead of failing.

    Raises ``StoreError`` when the file cannot be opened, is no SQLite file, was made by a newer
    version, or cannot be written (disk full, read-only).
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise self._broken(error) from error
        try:
            self._known_version()
            self._use_wal()
            self._one("PRAGMA synchronous = NORMAL")
            self._migrate()
        except BaseException:
            self._db.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; the write-ahead log is folded into it when nobody else reads."""
        self._db.close()

    def _broken(self, error: Exception) -> StoreError:
        said = getattr(error, "strerror", "") or str(error)
        spoilt = "not a database" in said or "malformed" in said
        remedy = (
            "move the file away" if spoilt else "check that the folder is writable and has room"
        )
        return StoreError(
            f"the store {self.path} cannot be used: {said}",
            hint=f"{remedy}, or give another with --output",
        )

    def _known_version(self) -> int:
        """The version of the file, before anything in it is changed."""
        have = int(self._one("PRAGMA user_version"))
        if not 0 <= have <= len(MIGRATIONS):
            raise StoreError(
                f"the store {self.path} has version {have}; this program knows up to "
                f"{len(MIGRATIONS)}",
                hint="use a newer `briefing`, or another folder with --output",
            )
        return have

    def _migrate(self) -> None:
        """Bring the file to our version, all in one transaction."""
        with self._writing() as db:
            have = self._known_version()
            for number, script in enumerate(MIGRATIONS[have:], start=have + 1):
                for statement in script.split(";"):
                    if statement.strip():
                        db.execute(statement)
                db.execute(f"PRAGMA user_version = {number}")

    def _use_wal(self) -> None:
        """SQLite does not wait when two processes switch a new file at once, so we do."""
        for left in range(SWITCHES, -1, -1):
            try:
                self._db.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if left == 0 or "locked" not in str(error):
                    raise self._broken(error) from error
                time.sleep(WAIT / SWITCHES)
            except sqlite3.Error as error:
                raise self._broken(error) from error

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            finally:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
        except sqlite3.Error as error:
            raise self._broken(error) from error

    def _write(self, statement: str, *values: object) -> None:
        """One statement, by itself a transaction: no word to begin and none to end it."""
        try:
            self._db.execute(statement, values)
        except sqlite3.Error as error:
            raise self._broken(error) from error

    def _all(self, query: str, *values: object) -> list[Any]:
        """The first column of every row."""
        try:
            return [row[0] for row in self._db.execute(query, values)]
        except sqlite3.Error as error:
            raise self._broken(error) from error

    def _one(self, query: str, *values: object) -> Any:
        rows = self._all(query, *values)
        return rows[0] if rows else None

    # -- answers -------------------------------------------------------------------------------

    def get_answer(self, key: str) -> dict[str, Any] | None:
        """The recorded answer of ``key``, or None; answers marked unusable are not given."""
        text = self._one("SELECT record FROM answers WHERE key = ? AND usable = 1", key)
        return self._answer(text) if text else None

    def put_answer(self, key: str, record: Mapping[str, Any]) -> None:
        """Make one paid answer durable before anything is derived from it."""
        self._write(
            "INSERT INTO answers (key, article, purpose, record) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (key) DO UPDATE SET record = excluded.record, usable = 1",
            *(key, record["article"], record["purpose"], json.dumps(record, sort_keys=True)),
        )

    def discard_answers(self, keys: tuple[str, ...]) -> None:
        """Keep the answers for the audit, but ask again next time."""
        with self._writing() as db:
            db.executemany("UPDATE answers SET usable = 0 WHERE key = ?", [(k,) for k in keys])

    def near_answers(self, article: str, purpose: str) -> list[dict[str, Any]]:
        """Answers of the same article and purpose, to explain a miss."""
        rows = self._all(
            "SELECT record FROM answers WHERE article = ? AND purpose = ? ORDER BY key",
            article,
            purpose,
        )
        return [self._answer(text) for text in rows]

    def _answer(self, text: str) -> dict[str, Any]:
        try:
            return cast(dict[str, Any], json.loads(text))
        except ValueError as error:
            raise self._broken(error) from error

    # -- articles and proposals ----------------------------------------------------------------

    def file_article(self, article: Article, day: date) -> date:
        """Remember an article; returns the day it is filed under (the first one stays)."""
        self._write(
            "INSERT INTO articles (id, filed, record) VALUES (?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET record = excluded.record",
            *(article.id, (article.day or day).isoformat(), article.model_dump_json()),
        )
        return date.fromisoformat(self._one("SELECT filed FROM articles WHERE id = ?", article.id))

    def article(self, article_id: str) -> Article | None:
        """One article as it was last read."""
        text = self._one("SELECT record FROM articles WHERE id = ?", article_id)
        return self._load(Article, text) if text else None

    def get_proposal(self, article_id: str, recipe: str) -> Proposal | None:
        """The proposal made under exactly this recipe, or None."""
        text = self._one(
            "SELECT record FROM proposals WHERE article = ? AND recipe = ?", article_id, recipe
        )
        return self._load(Proposal, text) if text else None

    def put_proposal(self, proposal: Proposal, recipe: str) -> None:
        """Remember what was derived from the answers under one recipe."""
        self._write(
            "INSERT OR REPLACE INTO proposals (article, recipe, record) VALUES (?, ?, ?)",
            *(proposal.article_id, recipe, proposal.model_dump_json()),
        )

    # -- servers -------------------------------------------------------------------------------

    def get_profile(self, address: str, model: str) -> dict[str, Any] | None:
        """What was found out about one model on one server, or None."""
        text = self._one(
            "SELECT record FROM profiles WHERE address = ? AND model = ?", address, model
        )
        return self._answer(text) if text else None

    def other_mechanisms(self, mechanism: str) -> bool:
        """Whether any server is, or was once, asked by another mechanism than this one."""
        query = "SELECT 1 FROM profiles WHERE json_extract(record, '$.mechanism') <> ? LIMIT 1"
        return self._one(query, mechanism) is not None

    def put_profile(self, address: str, model: str, record: Mapping[str, Any]) -> None:
        """Remember what was found out about one model on one server."""
        self._write(
            "INSERT OR REPLACE INTO profiles (address, model, record) VALUES (?, ?, ?)",
            *(address, model, json.dumps(record, sort_keys=True)),
        )

    # -- days ----------------------------------------------------------------------------------

    def put_dossier(self, dossier: Dossier) -> None:
        """Set the dossier of its day."""
        self._write(
            "INSERT OR REPLACE INTO dossiers (day, record) VALUES (?, ?)",
            *(dossier.day.isoformat(), dossier.model_dump_json()),
        )

    def dossier(self, day: date) -> Dossier | None:
        """The dossier of one day."""
        text = self._one("SELECT record FROM dossiers WHERE day = ?", day.isoformat())
        return self._load(Dossier, text) if text else None

    def dossier_before(self, day: date) -> Dossier | None:
        """The last dossier of an earlier day."""
        text = self._one(
            "SELECT record FROM dossiers WHERE day < ? ORDER BY day DESC LIMIT 1", day.isoformat()
        )
        return self._load(Dossier, text) if text else None

    def days(self) -> tuple[date, ...]:
        """The days that have a dossier, the earliest first."""
        rows = self._all("SELECT day FROM dossiers ORDER BY day")
        return tuple(date.fromisoformat(day) for day in rows)

    def decisions(self) -> tuple[Decision, ...]:
        """Every reviewer's decision, in the order they were made."""
        rows = self._all("SELECT record FROM decisions ORDER BY number")
        return tuple(self._load(Decision, record) for record in rows)

    def _load(self, kind: Any, text: str) -> Any:
        try:
            return kind.model_validate_json(text)
        except ValidationError as error:
            raise StoreError(
                f"the store {self.path} holds a {kind.__name__} that this version cannot read: "
                f"{error.error_count()} field(s) differ",
                hint="run again with --fresh, or use another folder with --output",
            ) from error
