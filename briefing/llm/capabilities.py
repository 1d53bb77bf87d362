"""What a model server really does, found out by asking it: mechanisms, context, speed, slots.

Every probe is a few requests within a budget of seconds. A server's word is taken for what it tells
of itself; whether a schema or a long prompt arrives is only believed when it was seen.
"""

from __future__ import annotations

import asyncio
import re
import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from briefing.llm.asking import Sampling, request_for
from briefing.llm.identity import Identity
from briefing.llm.ladder import canary, fits
from briefing.llm.mechanisms import LADDER, SPOKEN, Mechanism, on_rung
from briefing.llm.probing import Probe, Said
from briefing.llm.waking import PAUSE, Clock, first_answer, outcome_of

SHORT_LINES, FEWEST_LINES = 40, 12
SHORT_READ = 4.0  # seconds that a short prompt may cost
CUT = 0.85  # of the tokens that were sent; below, the prompt was cut
GROWTH = 1.15  # what twice as many requests at once must bring to be worth it
MOST_JOBS = 64
FEWEST = 8  # tokens; of fewer no speed can be told
TRIES = 3  # of a request that fails for reasons that pass
_WINDOW = re.compile(r"(?:context length|context size|n_ctx|maximum)\D{0,24}(\d{3,7})")


@dataclass
class Findings:
    """What was found. None is "not found out", which differs from "no".

    ``context`` is the tokens one request gets, ``read`` the longest prompt that arrived whole,
    ``cut`` whether a longer one was cut in silence; the tokens in and out are per second.
    """

    trials: dict[Mechanism, str] = field(default_factory=dict)
    words: dict[Mechanism, str] = field(default_factory=dict)
    reasoning: str = ""
    answering: str = ""
    context: int | None = None
    read: int | None = None
    cut: bool = False
    prefix_cache: bool | None = None
    logprobs: bool | None = None
    tokens_in: float | None = None
    tokens_out: float | None = None
    jobs: int | None = None

    @property
    def mechanism(self) -> Mechanism:
        """The strictest rung that works; of those the server holds a model to, if there are any."""
        for rung in LADDER:
            if self.trials.get(rung) in ("enforced", "works"):
                return rung
        if self.trials.get("json_schema", "failed") == "failed":
            return "json_schema"  # nothing was found out: a run finds out by itself
        refused = self.trials.get("json_object") in ("refused", None)
        return "prompt" if refused else "json_object"


class Examiner:
    """Examines one model on one server. ``tell`` gets a line before each part of it."""

    def __init__(
        self,
        probe: Probe,
        identity: Identity,
        clock: Clock,
        tell: Callable[[str], None],
        found: Findings | None = None,
    ) -> None:
        self.found = found or Findings()
        self.found.context = identity.context or None
        self._probe = probe
        self._identity = identity
        self._clock = clock
        self._tell = tell

    async def wake(self, patience: float, loading: float) -> None:
        """Wait until the model answers at all; it may have to be loaded first.

        ``patience`` and what is raised are those of ``first_answer``.
        """
        reply = await first_answer(self._probe, patience, loading, self._tell)
        self.found.answering = reply.model
        self._note(reply)

    async def mechanisms(self) -> None:
        """Try mechanisms with canaries that cannot be guessed, until one is good enough.

        What lies below that is worth knowing and needed by nobody: see ``other_mechanisms``.
        """
        for rung in LADDER:
            await self._try(rung)
            if self.found.trials[rung] in ("enforced", "works") or self._clock.left <= 0:
                return

    async def other_mechanisms(self) -> None:
        """Try what was not tried yet, as long as there is time."""
        for rung in LADDER:
            spared = rung == "portable_schema" and self.found.trials["json_schema"] == "enforced"
            if rung not in self.found.trials and not spared and self._clock.left > 0:
                await self._try(rung)

    async def _try(self, rung: Mechanism) -> None:
        self._tell(f"trying: {SPOKEN[rung]}")
        question = canary()
        first = request_for(question, Sampling(self._probe.model))
        reply = await self._chat(on_rung(first, rung))
        self.found.trials[rung] = verdict(rung, reply, fits(reply.response, question))
        self.found.words[rung] = reply.page.error
        self._note(reply)

    def _note(self, reply: Said) -> None:
        """What any reply tells by the way: reasoning, and llama.cpp its speeds."""
        for kind, name, count in (
            ("prompt_per_second", "tokens_in", "prompt_n"),
            ("predicted_per_second", "tokens_out", "predicted_n"),
        ):
            told, many = reply.page.get("timings", kind), reply.page.number("timings", count) or 0
            if isinstance(told, int | float) and told > 0 and many >= FEWEST:
                setattr(self.found, name, float(told))
        if "<think>" in reply.content:
            self.found.reasoning = "<think> in the answer"
        elif reply.reasoning:
            self.found.reasoning = self.found.reasoning or "reasoning beside the answer"

    async def reading(self, wanted: int) -> None:
        """The context one request gets, up to ``wanted`` tokens; speed in; the prefix cache."""
        self._tell("reading: speed and prefix cache")
        salt = secrets.token_hex(4)
        quick = SHORT_READ * (self.found.tokens_in or 1e9) / 14
        lines = int(min(SHORT_LINES, max(FEWEST_LINES, quick)))
        first = await self._chat(_long(lines, salt, "Say yes.", 1))
        if not first.page.ok:
            return
        sent = first.tokens_in or len(_text(lines, salt)) // 4
        self.found.read = first.tokens_in
        self.found.tokens_in = sent / max(first.page.seconds, 0.001)
        self._note(first)
        again = await self._chat(_long(lines, salt, "Say no.", 1))
        self.found.prefix_cache = cached(first, again)
        await self._longest(wanted, sent / lines)

    async def _longest(self, wanted: int, per_line: float) -> None:
        """One prompt as long as it may be within the time, with a word at either end."""
        seconds = min(20.0, 0.4 * self._clock.left)
        most = min(wanted, self.found.context or wanted, seconds * (self.found.tokens_in or 0))
        lines = int((most - 96) / per_line)
        if lines <= 2 * SHORT_LINES:
            return
        expected = lines * per_line
        self._tell(f"reading: a prompt of about {expected:.0f} tokens")
        head, tail = secrets.token_hex(3), secrets.token_hex(3)
        question = f"The last code word is {tail}. Write both code words, first and last."
        reply = await self._chat(_long(lines, f"The first code word is {head}.", question, 32))
        if not reply.page.ok:
            self.found.context = told_window(reply) or self.found.context
            return
        seen = reply.response["content"]
        lost = tail in seen and head not in seen and reply.tokens_in is None
        if lost or (reply.tokens_in is not None and reply.tokens_in < CUT * expected):
            self.found.cut = True
            self.found.context = reply.tokens_in
        elif reply.tokens_in is not None:
            self.found.read = reply.tokens_in

    async def writing(self) -> None:
        """Speed out, and whether the server tells how sure the model is."""
        self._tell("writing: speed and logprobs")
        request = {"messages": _user("Count from one to fifty in words."), "max_tokens": 24}
        reply = await self._chat({**request, "logprobs": True})
        if reply.page.ok:
            self.found.logprobs = reply.logprobs
        elif "logprob" in reply.page.error.lower():
            self.found.logprobs = False
            reply = await self._chat(request)
        if not reply.page.ok:
            return
        count = reply.tokens_out or len(reply.response["content"]) // 4
        if count >= FEWEST:
            self.found.tokens_out = count / max(reply.page.seconds, 0.001)
        self._note(reply)

    async def crowd(self, most: int = MOST_JOBS) -> None:
        """How many requests at once bring the most answers a second."""
        best, rate = 0, 0.0
        jobs, took = 1, 0.0
        while jobs <= most and self._clock.left > 2.5 * took:
            self._tell(f"asking {jobs} at once")
            started = time.monotonic()
            batch = [
                self._chat(_errand(f"{jobs}.{number}"), crowded=True) for number in range(jobs)
            ]
            replies = await asyncio.gather(*batch)
            took = time.monotonic() - started
            done = sum(reply.page.ok for reply in replies) / max(took, 0.001)
            if done < (GROWTH * rate if best else 0.001):
                break
            best, rate = jobs, done
            jobs *= 2
        self.found.jobs = best or None

    async def _chat(self, request: dict[str, object], *, crowded: bool = False) -> Said:
        """A fault that passes shall not be told as what the server can or cannot do.

        In a crowd, to be busy is an answer.
        """
        for left in reversed(range(TRIES)):
            reply = await self._probe.chat(request, patience=max(5.0, self._clock.left))
            outcome = outcome_of(reply.page)
            again = outcome is not None and outcome.verdict == "retry" and not outcome.slow
            told = crowded and outcome is not None and outcome.busy
            if not again or told or not left or self._clock.left <= PAUSE:
                break
            await asyncio.sleep(PAUSE)
        return reply


def verdict(rung: Mechanism, reply: Said, fitting: bool) -> str:
    """What a canary's answer says of the rung.

    "enforced" only where the prompt does not tell the words to choose from: "works" may be the
    model's doing.
    """
    if reply.page.status == 0 or reply.page.status >= 500 or reply.page.status == 429:
        return "failed"
    if not reply.page.ok:
        return "refused"
    if not fitting:
        return "ignored"
    return "enforced" if rung in ("json_schema", "portable_schema") else "works"


def cached(first: Said, again: Said) -> bool | None:
    """Whether the second of two requests with the same beginning was spared reading it."""
    if not again.page.ok:
        return None
    if again.cached is not None and first.tokens_in:
        return again.cached >= first.tokens_in / 2
    if first.page.seconds < 0.4:
        return None  # too quick to tell
    share = again.page.seconds / first.page.seconds
    return True if share < 0.5 else False if share > 0.8 else None


def told_window(reply: Said) -> int | None:
    """The size of the context in a server's refusal of a prompt that is too long, or None."""
    number = reply.page.number("error", "n_ctx")
    found = _WINDOW.search(reply.page.error)
    return number or (int(found.group(1)) if found else None)


def _user(text: str) -> list[dict[str, str]]:
    return [{"role": "user", "content": text}]


def _lines(count: int) -> Iterator[str]:
    return (f"{n:04}. The quiet harbour keeps its boats until the spring." for n in range(count))


def _text(lines: int, head: str) -> str:
    return "\n".join((head, *_lines(lines)))


def _long(lines: int, head: str, question: str, answer: int) -> dict[str, object]:
    return {"messages": _user(f"{_text(lines, head)}\n{question}"), "max_tokens": answer}


def _errand(number: str) -> dict[str, object]:
    """A request as they come in a run: a common beginning, an end of its own, a short answer."""
    return _long(8, "Read these lines.", f"Errand {number}: write the third line again.", 12)
