"""The model servers of a run: the only loop that sends a request again.

All workers share one transport, and with it the servers' own word on when to come back, the
rotation among several servers and the breaker that stops a run.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass
from typing import Any, TypeVar

import tenacity

from briefing.errors import BriefingError, CallFailed, ModelUnavailable
from briefing.llm.breaker import ATTEMPTS, Breaker
from briefing.llm.envelope import Reply
from briefing.llm.ladder import Ladder, in_use
from briefing.llm.mechanisms import Mechanism
from briefing.llm.models import WAYS_OUT
from briefing.llm.outcome import LONGEST_WAIT, Outcome
from briefing.llm.rotation import Rotation
from briefing.llm.server import Address, Failed, Limits, Server

SLOW_ATTEMPTS = 2
FIRST_WAIT = 0.5
LONGEST_BACK_OFF = 30.0
FIRST_LOOK = 0.25  # seconds until a server that loads its model is asked again
LONGEST_LOOK = 5.0
AWAY = 30.0  # seconds for a server that answered before, to be started again

_T = TypeVar("_T")
_Send = Callable[[Server, Mechanism], Awaitable[_T]]
Turned = Callable[[Mechanism], dict[str, Any]]


class Budget:
    """How often the requests of one question may be sent again: re-asks share it.

    ``sent`` counts what went out.
    """

    def __init__(self) -> None:
        self.sent = 0
        self.again = ATTEMPTS - 1
        self.slow = SLOW_ATTEMPTS - 1


@dataclass(frozen=True)
class Sent:
    """An answer, and what was asked for it: of which server, by which mechanism."""

    reply: Reply
    server: Server
    rung: Mechanism
    request: dict[str, Any]


class _Again(Exception):
    """A request failed and another may help; ``counts`` when it came out of the budget."""

    def __init__(self, outcome: Outcome, *, counts: bool) -> None:
        super().__init__(outcome.message)
        self.outcome = outcome
        self.counts = counts


def retryable(error: BaseException) -> bool:
    """Only what we ourselves call so: never KeyboardInterrupt, never a cancelled task."""
    return isinstance(error, _Again)


class _Wait(tenacity.wait.wait_base):
    """The server's own word, else full jitter; no wait where another server takes over."""

    def __init__(self) -> None:
        self._counted = 0

    def __call__(self, retry_state: tenacity.RetryCallState) -> float:
        error = retry_state.outcome.exception() if retry_state.outcome else None
        if not isinstance(error, _Again) or not error.counts:
            return 0.0
        self._counted += 1
        after = error.outcome.after
        if after is not None:
            return min(after, LONGEST_WAIT)
        longest = min(LONGEST_BACK_OFF, FIRST_WAIT * 2 ** (self._counted - 1))
        return float(tenacity.wait_random(0, longest)(retry_state))


class Transport:
    """Create and close it inside the event loop that uses it.

    ``say`` is told what a person should know while the run goes on; ``waiting`` is entered while
    a server starts or loads its model, time that no article took.
    """

    def __init__(
        self,
        addresses: Sequence[Address],
        limits: Limits,
        *,
        say: Callable[[str], None] = lambda message: None,
        waiting: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        self.limits = limits
        self._say = say
        self._waiting = waiting
        self._breaker = Breaker()
        self._answered = False
        self._loads = ExitStack()
        self._looks: dict[str, int] = {}
        self._told: set[tuple[str, str]] = set()
        self._rotation = Rotation([Server(address, limits) for address in addresses], say)
        self._rotation.most = lambda: self._breaker.allowance

    @property
    def requests(self) -> int:
        """How many requests were sent, whatever became of them."""
        return sum(server.requests for server in self._rotation.servers)

    async def close(self) -> None:
        """Close the connections."""
        self._loads.close()
        for server in self._rotation.servers:
            await server.close()

    @property
    def rungs(self) -> tuple[Mechanism, ...]:
        """The mechanisms by which the servers are asked now that are still asked at all."""
        return in_use(s.ladder for s in self._rotation.servers if s.stopped is None)

    def learn(self, ways: Callable[[str], tuple[int, Ladder]]) -> None:
        """Ask each address from now on with so many requests at once, by the rung of that ladder.

        For a run that had to ask for the model's name before it knew what is known of it.
        """
        for server in self._rotation.servers:
            server.learn(*ways(server.url))

    async def first_model(self) -> str:
        """The first model that the first answering server lists.

        Raises AccountError, or ModelUnavailable when it lists none.
        """
        try:
            names = await self._tried(lambda s, _: s.models(), "the list of models", Budget())
        except CallFailed as error:
            raise self._unavailable(error.message) from error
        if not names:
            raise self._unavailable("the server lists no model; name one with --model")
        return names[0]

    async def complete(self, turned: Turned, label: str, budget: Budget) -> Sent:
        """One chat completion, sent again as often as ``budget`` allows.

        ``turned`` makes the request for the mechanism of the server whose turn it is; a refused
        mechanism moves that server's ladder and costs the question nothing.
        ``label`` names the question in errors. Raises CallFailed, AccountError, ModelUnavailable.
        """

        async def send(server: Server, rung: Mechanism) -> Sent:
            budget.sent += 1
            request = turned(rung)
            reply = await server.complete(request, fresh=budget.sent > 1)
            server.ladder.took(rung)
            return Sent(reply, server, rung, request)

        sent = await self._tried(send, label, budget)
        self._answered = True
        return sent

    async def once(self, server: Server, request: dict[str, Any]) -> Reply | None:
        """The answer of this very server to one request, or None when it gave none."""
        try:
            await self._rotation.take(server)
        except BriefingError:
            return None
        try:
            return await server.complete(request, fresh=True)
        except Failed as error:
            self._failed(server, error, Budget())
            return None
        finally:
            self._rotation.give(server)

    async def _tried(self, send: _Send[_T], label: str, budget: Budget) -> _T:
        policy = tenacity.AsyncRetrying(
            wait=_Wait(), retry=tenacity.retry_if_exception(retryable), reraise=True
        )
        async for attempt in policy:
            with attempt:
                return await self._once(send, label, budget)
        raise AssertionError("the policy raises what it gives up on")

    async def _once(self, send: _Send[_T], label: str, budget: Budget) -> _T:
        server = await self._rotation.take()
        rung = server.ladder.rung
        try:
            result = await send(server, rung)
        except Failed as error:
            outcome = error.outcome
            if outcome.verdict == "mechanism" and server.ladder.refused(rung, outcome.message):
                self._loaded(server)
                raise _Again(outcome, counts=False) from error
            again = self._failed(server, error, budget)
            raise again or self._given_up(outcome, label) from error
        finally:
            self._rotation.give(server)
        self._breaker.answered()
        self._rotation.answered(server)
        self._loaded(server)
        return result

    def _failed(self, server: Server, error: Failed, budget: Budget) -> _Again | None:
        """Whether the request is sent again, and whether the question pays for that."""
        outcome = error.outcome
        moved = self._rotation.failed(server, outcome)
        if outcome.loading or (outcome.gone and server.answered and not moved):
            return self._starts(server, outcome)
        self._loaded(server)
        if moved:
            return _Again(outcome, counts=False)
        if outcome.verdict != "retry":
            return None
        if not outcome.busy:
            self._breaker.failed(error.sent, time.monotonic())
        budget.again -= 1
        budget.slow -= outcome.slow
        if budget.again < 0 or budget.slow < 0:
            return None
        if self._breaker.open:
            return None
        return _Again(outcome, counts=True)

    def _starts(self, server: Server, outcome: Outcome) -> _Again:
        """A server that is about to answer is waited for; the first time somebody is told."""
        now = time.monotonic()
        since = server.starting()
        patience = self.limits.loading if outcome.loading else min(AWAY, self.limits.loading)
        state = "is loading its model" if outcome.loading else "is not there any more"
        if server.url not in self._looks:
            self._loads.enter_context(self._waiting())
        if (server.url, state) not in self._told:
            self._told.add((server.url, state))
            self._say(f"{server.url} {state}; waiting up to {patience:.0f} s")
        looks = self._looks[server.url] = self._looks.get(server.url, -1) + 1
        server.gate = max(server.gate, now + min(LONGEST_LOOK, FIRST_LOOK * 2.0 ** min(looks, 9)))
        if now - since >= patience:
            server.stopped = server.unavailable(
                f"its model was not loaded after {patience:.0f} s; set loading to wait longer"
                if outcome.loading
                else f"it did not come back within {patience:.0f} s: {outcome.message}"
            )
            self._rotation.failed(server, outcome)
            self._loaded(server)
        return _Again(outcome, counts=False)

    def _loaded(self, server: Server) -> None:
        self._looks.pop(server.url, None)
        if not self._looks:
            self._loads.close()

    def _given_up(self, outcome: Outcome, label: str) -> BriefingError:
        """The end of one question: for this article, or for the whole run.

        A server that never answered anything is given up at once, or after a few questions that it
        refuses without a word of them: then it is not for what they say.
        """
        again = outcome.verdict == "retry"
        if again or (outcome.unclear and not self._answered):
            self._breaker.gave_up()
            if (again and not self._answered) or self._breaker.open:
                hint = "" if self._answered else outcome.hint
                self._rotation.stop(self._unavailable(outcome.message, hint))
        return self._rotation.stopped or CallFailed(
            f"{label}: {outcome.message}",
            hint="run again; what was answered is kept" if again else "",
        )

    def _unavailable(self, message: str, hint: str = "") -> ModelUnavailable:
        more = f"{hint}; {WAYS_OUT}" if hint else WAYS_OUT
        return ModelUnavailable(f"no answer from {self._rotation.address}: {message}", hint=more)
