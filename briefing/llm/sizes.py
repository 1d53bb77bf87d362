"""How large a prompt is, before it is sent and as the server counted it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from briefing.domain.questions import BYTES_A_TOKEN

# beyond six bytes to a token something is missing; counts below the smallest window are some
# server's placeholder, not a cut prompt
_SPARSEST = 6
_SMALLEST_WINDOW = 512
_WINDOWS = frozenset(
    {size * 2**power for size in (512, 768, 640) for power in range(10)}
    - {640, 768}  # no server has these, and short prompts come near them
)


def estimate(messages: Sequence[dict[str, Any]]) -> int:
    """About how many tokens the messages take; English prose a little less, dense text more."""
    return _size(messages) // BYTES_A_TOKEN


def was_cut(messages: Sequence[dict[str, Any]], counted: int | None) -> bool:
    """Whether the server's own count shows that it dropped a part of the prompt in silence.

    It does when it falls far below every estimate, or exactly on the size of a window while the
    estimate is larger.
    """
    if counted is None or counted < _SMALLEST_WINDOW:
        return False
    size = _size(messages)
    return counted < size / _SPARSEST or (counted in _WINDOWS and size // BYTES_A_TOKEN > counted)


def _size(messages: Sequence[dict[str, Any]]) -> int:
    return sum(len(str(m["content"]).encode("utf-8", "replace")) for m in messages)
