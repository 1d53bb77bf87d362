"""The name of an article: a hash of what it says, not of where it lies."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime


def article_id(
    *, title: str, outlet: str, author: str, url: str, published: datetime | None, text: str
) -> str:
    """``a-`` and 12 hex digits of SHA-256 over the canonical JSON of the six fields."""
    moment = published.isoformat() if published else ""
    canonical = json.dumps([title, outlet, author, url, moment, text], separators=(",", ":"))
    return "a-" + hashlib.sha256(canonical.encode("ascii")).hexdigest()[:12]
