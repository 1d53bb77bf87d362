"""The one base class of every value that travels through the program."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """Immutable, strict about unknown fields, comparable by value, JSON-safe (no NaN)."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
