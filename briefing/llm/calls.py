"""One question on its way to a valid answer: what is sent first, and what is sent again. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from briefing.domain.questions import Question
from briefing.errors import AnswerInvalid, AnswerTruncated, PromptTruncated
from briefing.llm.answers import Record, answer_digest, answer_key
from briefing.llm.mechanisms import FIRST, Mechanism, on_rung
from briefing.llm.parsing import Unparseable, is_cut, loops, read_answer
from briefing.llm.sizes import estimate, was_cut
from briefing.llm.transport import Budget

SHOWN_AGAIN = 1000
OTHER_TEMPERATURE = 0.4
RE_ASK = (
    "That answer cannot be used: {problem}. Answer again, with the corrected JSON object and "
    "nothing else."
)


@dataclass
class Call:
    """State of one question while instructor asks and re-asks it.

    ``request`` is that of the first rung. What is sent stands on the rung of the server whose turn
    it is, see ``on``: the question, then also each bad answer, whoever gave it, with what was wrong
    with it. ``context`` bounds it, in tokens. ``rung`` is that of the last answer, ``new`` holds
    the keys of first answers that the book is known not to hold, ``before`` are the keys of the
    answers to earlier calls, and ``repairs`` are those of the accepted ``value``.
    """

    question: Question
    article: str
    request: dict[str, Any]
    context: int
    budget: Budget
    rung: Mechanism = FIRST
    before: tuple[str, ...] = ()
    new: Mapping[Mechanism, str] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)
    origin: str = "recording"
    answering: str = ""
    tokens: list[tuple[int | None, int | None]] = field(default_factory=list)
    problem: str = ""
    cut: bool = False
    value: Any = None
    repairs: tuple[str, ...] = ()
    _said: list[dict[str, str]] = field(default_factory=list)
    _other: dict[str, Any] = field(default_factory=dict)
    _turned: dict[Mechanism, dict[str, Any]] = field(default_factory=dict)

    def on(self, rung: Mechanism) -> dict[str, Any]:
        """What is sent next to a server that is asked by this mechanism."""
        if rung not in self._turned:
            self._turned[rung] = on_rung(self.request, rung)
        made = self._turned[rung]
        if not self._said and not self._other:
            return made
        return {**made, **self._other, "messages": [*made["messages"], *self._said]}

    def key(self, rung: Mechanism) -> str:
        """The key of the answer to that."""
        if not self.keys and rung in self.new:
            return self.new[rung]
        return answer_key(self.on(rung), len(self.keys) + 1)

    def accepts(self, record: Record) -> bool:
        """Whether our parser takes the answer on ``rung``; if not, something else is sent next.

        Raises AnswerTruncated or AnswerInvalid where nothing may be sent again.
        """
        response = record["response"]
        length = response["finish_reason"] == "length"
        if not length:
            try:
                self.value, self.repairs = read_answer(record, self.question.answer)
            except Unparseable as error:
                self.problem = str(error)
            else:
                return True
        if length or is_cut(response["content"]):
            self._with_more_room(looping=loops(response["content"]))
        else:
            self._told_what_is_wrong(response["content"])
        return False

    def _told_what_is_wrong(self, text: str) -> None:
        said = text[:SHOWN_AGAIN].encode("utf-8", "replace").decode()
        more = [
            {"role": "assistant", "content": said},
            {"role": "user", "content": RE_ASK.format(problem=self.problem[:SHOWN_AGAIN])},
        ]
        request = self.on(self.rung)
        if estimate([*request["messages"], *more]) + request["max_tokens"] > self.context:
            raise AnswerInvalid(
                f"the answer to {self.question.label} is not valid ({self.problem[:200]}), and to "
                f"say so takes more than the {self.context} tokens of the context",
                hint="raise --context if the server allows it, or try another model",
            )
        self._said += more

    def _with_more_room(self, *, looping: bool) -> None:
        """A cut answer is asked for once more, a loop at another temperature; never salvaged."""
        request = self.on(self.rung)
        limit = request["max_tokens"]
        room = min(2 * limit, self.context - estimate(request["messages"]))
        if self.cut or not (looping or room > limit):
            how = "ran into a loop and was cut" if looping else "stopped"
            raise AnswerTruncated(
                f"the answer to {self.question.label} {how} at {limit} tokens",
                hint="try another model",
            )
        self.cut = True
        if looping:
            other = OTHER_TEMPERATURE if request["temperature"] < OTHER_TEMPERATURE / 2 else 0.0
            self._other["temperature"] = other
        else:
            self._other["max_tokens"] = room

    def check_read(self, request: dict[str, Any], response: dict[str, Any]) -> None:
        """Raise PromptTruncated when the server counted less than the prompt has."""
        counted = (response["usage"] or {}).get("prompt_tokens")
        if counted and was_cut(request["messages"], counted):
            sent = estimate(request["messages"])
            raise PromptTruncated(
                f"{self.question.label} is about {sent} tokens long and the server read {counted}: "
                "it cuts prompts without saying so",
                hint="give the model more context on the server: OLLAMA_CONTEXT_LENGTH=8192 for "
                "Ollama, -c 8192 for llama-server, --max-model-len 8192 for vLLM",
            )


def make_record(call: Call, key: str, request: dict[str, Any], response: dict[str, Any]) -> Record:
    """One answer as it is kept: what was asked, what was said, by whom; no headers, no clock."""
    return {
        "version": 1,
        "key": key,
        "attempt": len(call.keys),
        "article": call.article,
        "purpose": call.question.purpose,
        "label": call.question.label,
        "request": request,
        "response": response,
        "digest": answer_digest(response),
    }
