"""When to stop a run: the model servers fail whatever they are asked."""

from __future__ import annotations

IN_A_ROW = 5
ATTEMPTS = 4


class Breaker:
    """Counts failures between two answers. A failure that only one article causes is none of its.

    Five questions given up in a row open it, or as many requests as these may cost. Requests that
    were in flight together fail together, so that three rounds of them are waited for.
    """

    def __init__(self) -> None:
        self._given_up = 0
        self._requests = 0
        self._rounds = 0
        self._known = 0.0

    def answered(self) -> None:
        """Some request succeeded."""
        self._given_up = self._requests = self._rounds = 0

    def failed(self, sent: float, now: float) -> None:
        """A request sent at ``sent`` failed for the server's reasons."""
        self._requests += 1
        if sent >= self._known:
            self._rounds, self._known = self._rounds + 1, now

    def gave_up(self) -> None:
        """A question was given up after every attempt it has."""
        self._given_up += 1

    @property
    def allowance(self) -> float:
        """How many requests may be in flight: no more than are left before it opens."""
        left = IN_A_ROW * ATTEMPTS - self._requests
        return max(1, left) if self._requests else float("inf")

    @property
    def open(self) -> bool:
        """Whether the run is to be stopped."""
        many = self._requests >= IN_A_ROW * ATTEMPTS and self._rounds >= 3
        return many or self._given_up >= IN_A_ROW
