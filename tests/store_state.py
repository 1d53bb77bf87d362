"""What SQLite itself says of a store that runs have used."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path


def integrity(out: Path) -> str:
    """ "ok", or what is broken in the store of an output folder; "ok" where there is none."""
    path = out / "briefing.db"
    if not path.is_file():
        return "ok"
    with closing(sqlite3.connect(path)) as db:
        return str(db.execute("PRAGMA integrity_check").fetchone()[0])
