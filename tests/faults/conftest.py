"""Runs with faults wait milliseconds where a user's run waits seconds."""

from __future__ import annotations

import pytest

from briefing.llm import transport


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "FIRST_WAIT", 0.001)
    monkeypatch.setattr(transport, "LONGEST_BACK_OFF", 0.002)
