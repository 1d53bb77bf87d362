"""Extraction confidence: how often claims that came about in the same way are right."""

from __future__ import annotations

from briefing.domain.claims import Agreement

# who named initiator and recipient -> share right on the tuning articles (`briefing eval`)
_SHARES = {
    ("text", "text"): 0.75,
    ("text", "unset"): 0.65,
    ("unset", "text"): 0.3,
    ("model", "model"): 0.25,
    ("model", "unset"): 0.25,
}
_REMOTE = 0.3
_LOWEST = 0.1


def confidence(origin: tuple[str, str], *, remote: bool = False) -> float:
    """0 to 1, from who named initiator and recipient ("text", "model", "unset").

    ``remote``: the act's own sentence names none of them ("It refused"); that fails more often.
    """
    found = _SHARES.get(origin, _LOWEST)
    return min(found, _REMOTE) if remote else found


# not measured yet
_TOLD: dict[tuple[str, bool], float] = {}


def told_confidence(*, same_type: bool | None, agreement: Agreement, named: bool) -> float:
    """0 to 1, for a claim that a model told of a whole article."""
    return 0.25
