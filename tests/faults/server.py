"""A model server with faults: real sockets, seeded, bounded, and counting what reaches it.

with FaultServer("500", first=1) as server: ...              # each question fails once
with FaultServer(*named("recoverable"), rate=0.5, seed=3) as server: ...
with FaultServer(profile="ollama") as server: ...
"""

from __future__ import annotations

import json
import random
import re
import time
from collections import Counter
from dataclasses import replace
from typing import Any

from tests.faults.answering import Asked, Reader, valid_answer
from tests.faults.known_faults import FAULTS, Case
from tests.faults.profiles import CHARACTERS_A_TOKEN, PROFILES, Profile
from tests.scripted import Reply, ScriptedServer

TRANSPORT_BUDGET = 3  # faults that a client with four attempts survives
RE_ASK_BUDGET = 2
_SLOW = ("hang", "hang_mid_body", "slow_drip")  # a client waits out its time limit for these


class FaultServer(ScriptedServer):
    """A server of one ``profile`` whose replies show the given faults.

    The faults of a question depend on the seed and the question alone, never on the order in which
    questions arrive. ``first`` hits the first so many requests of each question; otherwise each
    request is hit with probability ``rate``. With ``bounded`` no question meets more faults than a
    client that keeps to four attempts and two re-asks survives. ``total`` bounds the faults of the
    whole server. ``poison`` is a pattern; questions that do not hold it are spared.

    ``latency`` is waited before each answer; ``retry_after`` is what a 429 asks for, in seconds;
    ``patience`` bounds every silence. ``hits`` counts the faults shown,
    ``questions`` the requests of each question, its re-asks among them; ``answered`` are the bodies
    that got an answer which can be used.
    """

    def __init__(
        self,
        *faults: str,
        profile: str = "openai",
        rate: float = 1.0,
        seed: int = 0,
        first: int | None = None,
        total: int | None = None,
        bounded: bool = False,
        poison: str = "",
        latency: float = 0.0,
        retry_after: float = 0.05,
        patience: float = 2.0,
    ) -> None:
        super().__init__(self._answer)
        self.faults = faults
        self.profile: Profile = PROFILES[profile]
        self.models = list(self.profile.models)
        self.model = self.models[0]
        self.pages = {
            path: Reply(body=json.dumps(value).encode())
            for path, value in self.profile.pages.items()
        }
        self.rate, self.seed, self.first, self.bounded = rate, seed, first, bounded
        self.total = total
        self.poison, self.latency, self.retry_after = poison, latency, retry_after
        self.patience = patience
        self.hits: Counter[str] = Counter()
        self.questions: Counter[str] = Counter()
        self.answered: list[bytes] = []
        self._shown: dict[str, list[str]] = {}
        self._reader = Reader()

    def _answer(self, body: dict[str, Any]) -> Reply:
        asked = self._reader.read(body)
        self.questions[asked.root] += 1
        bearing = self.profile.bears(asked)
        tokens = _tokens(asked)
        refusal = bearing if isinstance(bearing, Reply) else self.profile.too_long(tokens)
        if refusal is not None:
            return refusal
        value = valid_answer(asked, enforced=bearing == "enforced")
        name = self._fault(asked)
        if not name or FAULTS[name][0] in ("benign", "silent"):
            self.answered.append(self.raw[-1])
        if not name:
            return self._good(asked, json.dumps(value, ensure_ascii=False))
        self.hits[name] += 1
        case = Case(
            asked,
            value,
            lambda text: self._good(asked, text),
            self.retry_after,
            time.time(),
            self.headers[-1].get("authorization", ""),
            self.patience,
        )
        return FAULTS[name][1](case)

    def _good(self, asked: Asked, text: str) -> Reply:
        said = max(1, len(text) // CHARACTERS_A_TOKEN)
        sent = _tokens(asked)
        if self.profile.window and self.profile.overflow == "cut":
            sent = min(sent, self.profile.window)
        known = asked.body.get("model") if not self.profile.any_model else self.model
        reply = Reply(
            text,
            delay=self.latency,
            model=str(known),
            tool=asked.tool if asked.mechanism == "tools" else "",
            usage=(sent, said) if self.profile.usage else (0, 0),
        )
        if self.profile.reasoning_field:
            reply = replace(reply, content=None, reasoning=text)
        return reply

    def _fault(self, asked: Asked) -> str:
        """The name of the fault to show now, or ""."""
        if not self.faults or not re.search(self.poison, asked.text):
            return ""
        if self.total is not None and self.hits.total() >= self.total:
            return ""
        shown = self._shown.setdefault(asked.root, [])
        dice = random.Random(f"{self.seed}/{asked.root}/{len(shown)}")
        hit = len(shown) < self.first if self.first is not None else dice.random() < self.rate
        name = dice.choice(self._allowed(shown)) if hit else ""
        shown.append(name)
        return name

    def _allowed(self, shown: list[str]) -> tuple[str, ...]:
        if not self.bounded:
            return self.faults
        kinds = Counter(FAULTS[name][0] for name in shown if name)
        full = set()
        # one attempt of four is left: "close_after" and its like close a kept connection, on a busy
        # machine only when another request is on its way, and that request is no fault of its own
        if kinds["transient"] >= TRANSPORT_BUDGET - 1:
            full.add("transient")
        if kinds["re-ask"] + kinds["cut"] >= RE_ASK_BUDGET:
            full |= {"re-ask", "cut"}
        slow = any(name in _SLOW for name in shown)
        names = (n for n in self.faults if FAULTS[n][0] not in full)
        return tuple(n for n in names if not (slow and n in _SLOW)) or ("",)


def _tokens(asked: Asked) -> int:
    return max(1, len(asked.text.encode("utf-8", "replace")) // CHARACTERS_A_TOKEN)
