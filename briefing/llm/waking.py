"""The first answer of a server to a question, waited for: its model may have to be loaded first."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from briefing.errors import AccountError, ModelUnavailable
from briefing.llm.breaker import ATTEMPTS
from briefing.llm.models import WAYS_OUT
from briefing.llm.outcome import Outcome, Verdict, no_completion, of_status
from briefing.llm.probing import Page, Probe, Said
from briefing.llm.server import ACCOUNT

PAUSE = 0.5


class Clock:
    """Seconds that are left of a budget. Create it when the work starts."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Never less than 0."""
        return max(0.0, self._end - time.monotonic())


def outcome_of(page: Page) -> Outcome | None:
    """What is wrong with a reply to a question, in the words and by the rules of a run, or None."""
    if page.status == 0:
        verdict: Verdict = "unavailable" if page.lasting else "retry"
        return Outcome(verdict, page.text, slow=page.slow, lost=not page.slow, hint=page.hint)
    if page.status != 200 or page.error:
        return of_status(page.status, page.body, page.headers, time.time())
    if not isinstance(page.get("choices", 0, "message"), dict):
        return no_completion(page.body)
    return None


async def first_answer(
    probe: Probe, patience: float, loading: float, tell: Callable[[str], None]
) -> Said:
    """Ask until there is an answer.

    A fault that may pass is asked again three times; whoever is busy for ``patience`` seconds,
    whoever loads a model or says nothing at all for ``loading`` seconds.
    Raises AccountError where a run would stop with it, else ModelUnavailable.
    """
    busy, clock, tries = Clock(patience), Clock(loading), ATTEMPTS
    request = {"messages": [{"role": "user", "content": "Say yes."}], "max_tokens": 8}
    while True:
        reply = await probe.chat(request, patience=max(1.0, clock.left))
        outcome = outcome_of(reply.page)
        if outcome is None:
            return reply
        waited = (outcome.loading or outcome.busy) and clock.left > 1
        tries -= not waited
        if outcome.busy and reply.page.status == 429 and busy.left <= 1:
            waited, tries = False, 0  # whoever is slowed down is not loading a model
        if outcome.verdict != "retry" or outcome.slow or tries <= 0:
            raise _refused(probe.base_url, outcome)
        tell(f"waiting: {outcome.message}" if waited else f"asking again: {outcome.message}")
        await asyncio.sleep(min(PAUSE, clock.left))


def _refused(url: str, outcome: Outcome) -> AccountError | ModelUnavailable:
    if outcome.verdict == "account" and not outcome.unclear:
        return AccountError(f"{url}: {outcome.message}", hint=outcome.hint or ACCOUNT)
    return ModelUnavailable(
        f"{url} did not answer a question: {outcome.message}", hint=outcome.hint or WAYS_OUT
    )
