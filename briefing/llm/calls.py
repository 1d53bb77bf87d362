"""One question on its way to a valid answer: what is sent first, and what is sent again. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from briefing.domain.questions import Question
from briefing.errors import AnswerInvalid, AnswerTruncated, PromptTruncated
from briefing.llm.answers import Record, answer_digest
from briefing.llm.mechanisms import FIRST, Mechanism
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

    ``request`` is what is sent next on ``rung``: the question, then also each bad answer with what
    was wrong with it. ``context`` bounds it, in tokens. ``new`` is the key of a first answer that
    the book is known not to hold, ``before`` are the keys of the answers that other rungs gave,
    and ``repairs`` are those of the accepted ``value``.
    """

    question: Question
    article: str
    request: dict[str, Any]
    context: int
    budget: Budget
    rung: Mechanism = FIRST
    before: tuple[str, ...] = ()
    new: str = ""
    keys: list[str] = field(default_factory=list)
    origin: str = "recording"
    answering: str = ""
    tokens: list[tuple[int | None, int | None]] = field(default_factory=list)
    problem: str = ""
    cut: bool = False
    value: Any = None
    repairs: tuple[str, ...] = ()

    def accepts(self, record: Record) -> bool:
        """Whether our parser takes the answer; if not, ``request`` is what is sent next.

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
        messages = [
            *self.request["messages"],
            {"role": "assistant", "content": said},
            {"role": "user", "content": RE_ASK.format(problem=self.problem[:SHOWN_AGAIN])},
        ]
        if estimate(messages) + self.request["max_tokens"] > self.context:
            raise AnswerInvalid(
                f"the answer to {self.question.label} is not valid ({self.problem[:200]}), and to "
                f"say so takes more than the {self.context} tokens of the context",
                hint="raise --context if the server allows it, or try another model",
            )
        self.request = {**self.request, "messages": messages}

    def _with_more_room(self, *, looping: bool) -> None:
        """A cut answer is asked for once more, a loop at another temperature; never salvaged."""
        request, limit = self.request, self.request["max_tokens"]
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
            self.request = {**request, "temperature": other}
        else:
            self.request = {**request, "max_tokens": room}

    def check_read(self, response: dict[str, Any]) -> None:
        """Raise PromptTruncated when the server counted less than the prompt has."""
        counted = (response["usage"] or {}).get("prompt_tokens")
        if counted and was_cut(self.request["messages"], counted):
            sent = estimate(self.request["messages"])
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
