"""The ladder of mechanisms that a run walks down, at most once for one model on one server.

Every server has its own: of several, each is asked in the way that it is known to bear. A ladder
moves when a server refuses what a rung sends, and when the answers show that it takes a schema
and ignores it. Whatever the rung, our own validation decides on the answers.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Iterable
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, create_model

from briefing.domain.questions import Message, Question
from briefing.llm.mechanisms import (
    FIRST,
    LADDER,
    SPOKEN,
    Mechanism,
    next_rung,
    one_lower,
    refuses_formats,
)
from briefing.llm.parsing import Unparseable, read_answer

SUSPECTS = 2


class Ladder:
    """The rung in use for one model on one server; shared by all workers of a run.

    ``settled`` says that the rung was found earlier, so that bad answers are the model's doing.
    ``remember`` is called with the rung once it is known, ``say`` with one line for the user.
    """

    def __init__(
        self,
        rung: Mechanism = FIRST,
        *,
        settled: bool = False,
        walked: bool = True,
        remember: Callable[[Mechanism], None] = lambda rung: None,
        say: Callable[[str], None] = lambda line: None,
    ) -> None:
        self.rung = rung
        self._settled = settled
        self._walked = walked
        self._taken = settled
        self._remember = remember
        self._say = say
        self._formats = True
        self._suspects = 0
        self._judging = asyncio.Lock()

    @property
    def walked(self) -> bool:
        """Whether there may be answers on other rungs than the one in use."""
        return self._walked

    @property
    def taken(self) -> bool:
        """Whether the rung is known to be taken; until then requests on it go one by one."""
        return self._taken

    def took(self, rung: Mechanism) -> None:
        """The server answered a request on this rung, whatever it said."""
        self._taken = self._taken or rung == self.rung

    def refused(self, rung: Mechanism, words: str) -> bool:
        """Move below a rung that a server refuses in ``words``; False when they mean another thing.

        True also when another worker has moved already: send again on the rung of now.
        """
        if rung != self.rung:
            return True
        self._formats = self._formats and not refuses_formats(words)
        lower = next_rung(rung, words, formats=self._formats)
        if lower is not None:
            self._move(lower, f"refuses the mechanism {SPOKEN[rung]!r}")
        return lower is not None

    def accepted(self, rung: Mechanism) -> None:
        """A valid answer came on this rung: the server may well enforce it."""
        self._settled = self._settled or rung == self.rung

    async def doubted(self, rung: Mechanism, ignores: Callable[[], Awaitable[bool | None]]) -> bool:
        """An answer came that no enforced schema lets pass; True when the rung is another now.

        Two such answers before any valid one make ``ignores`` ask a canary, None where that gets no
        answer. Only when that is ignored, too, is it the server's doing.
        """
        async with self._judging:
            if rung != self.rung:
                return True
            self._suspects += 1
            lower = one_lower(rung)
            if self._settled or self._suspects < SUSPECTS or lower is None:
                return False
            ignored = await ignores()
            if ignored is False:
                self._settled = True
                self._remember(rung)
            if not ignored:
                return False
            self._move(lower, f"takes the mechanism {SPOKEN[rung]!r} and ignores it")
            return True

    def _move(self, lower: Mechanism, why: str) -> None:
        self.rung = lower
        self._walked = True
        self._suspects = 0
        self._settled = self._taken = False
        self._remember(lower)
        self._say(f"the server {why}; going on with {SPOKEN[lower]!r}")


class Ladders:
    """On which rungs there may be answers of a run, whichever of its servers gave them."""

    def __init__(self, ladders: Iterable[Ladder] = ()) -> None:
        self._ladders = tuple(ladders)

    @property
    def rungs(self) -> tuple[Mechanism, ...]:
        """All rungs, those in use first: answers paid for on another one are answers, too."""
        return tuple(dict.fromkeys((*in_use(self._ladders), *LADDER)))

    @property
    def known_rungs(self) -> tuple[Mechanism, ...]:
        """The rungs on which there may be answers, those in use first."""
        some = self._ladders and not any(ladder.walked for ladder in self._ladders)
        return in_use(self._ladders) if some else self.rungs


def in_use(ladders: Iterable[Ladder]) -> tuple[Mechanism, ...]:
    """The rungs that these stand on, each once."""
    return tuple(dict.fromkeys(ladder.rung for ladder in ladders))


def canary() -> Question:
    """A question whose schema allows only words that nobody can guess and the prompt does not say.

    An answer that fits shows that the server holds the model to the schema. The schema is written
    like those of the real questions: a definition that is referred to, a length, a bound.
    """
    words = tuple(f"{secrets.choice('bdfgklmnprstvz')}{secrets.token_hex(3)}" for _ in range(3))
    word: Any = Literal[words]
    closed = ConfigDict(extra="forbid")
    text = Annotated[str, Field(max_length=20)]
    named = create_model("Named", __config__=closed, word=(word, ...), other=(text, ...))
    shape = create_model("Colour", __config__=closed, colour=(named, ...))
    told = 'Answer with one line of minified JSON: {"colour":{"word":word,"other":word}}'
    return Question(
        purpose="canary",
        label="the canary",
        messages=(
            Message(role="system", content=told),
            Message(role="user", content="Which colour is the sky?"),
        ),
        answer=shape,
        max_tokens=48,
    )


def fits(response: dict[str, Any], question: Question) -> bool:
    """Whether a response, as the answer book keeps it, is a valid answer to the question."""
    try:
        read_answer({"response": response}, question.answer)
    except Unparseable:
        return False
    return True
