"""The whole-article recipe's questions: one a window, the answer with everything that is in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from briefing.domain.articles import Article, Sentence
from briefing.domain.questions import BYTES_A_TOKEN, Answer, Ask, Question
from briefing.errors import ArticleFailure
from briefing.stages.extraction.scenes import examples, fitting, messages
from briefing.stages.extraction.shapes import SIDES, STATUSES, article_shape, most_acts
from briefing.stages.extraction.together import all_of
from briefing.stages.extraction.tools import Tools
from briefing.stages.extraction.windows import Window, windows

# tokens: of a window with its answer, unless the server gives less; of the answer about a sentence;
# of what stands in every answer; and of the chat's own marks
ROOM = 3000
OVERLAP = 2
_SAID = 100
_LISTED = 400
_MARKS = 100


@dataclass(frozen=True)
class Reading:
    """What a model answered about one window."""

    window: Window
    answer: Answer


async def read_windows(
    article: Article, ask: Ask, tools: Tools, context: int
) -> tuple[list[Reading], list[Sentence]]:
    """What was answered, in the order of the text, and the sentences that fit into no question.

    ``context`` is the tokens of one request. A window whose answer is full, so that something may
    have been left out, is read again in halves. Raises ArticleFailure when there is no room beside
    the instructions at all.
    """
    reader = _Reader(article, ask, tools)
    room = min(ROOM, context - reader.fixed - _LISTED - _MARKS)
    if room <= _SAID:
        raise ArticleFailure(
            f"{article.title!r}: the question about a whole article takes "
            f"{reader.fixed + _LISTED + _MARKS} tokens beside its text; the model is given "
            f"{context}",
            hint="raise --context if the server allows it, or ask with --granularity sentence",
        )
    visible = [sentence for sentence in article.sentences if not sentence.masked]
    fit = [sentence for sentence in visible if _weight(sentence) <= room]
    parts = windows(fit, room, _weight, OVERLAP)
    read = await all_of([reader.read(window) for window in parts])
    return [one for some in read for one in some], [s for s in visible if _weight(s) > room]


def _weight(sentence: Sentence) -> int:
    """Tokens that a sentence takes, and that the answer about it takes."""
    return tokens(sentence.text) + 4 + _SAID


def tokens(text: str) -> int:
    """About how many tokens a text has."""
    return len(text.encode("utf-8", "replace")) // BYTES_A_TOKEN


class _Reader:
    def __init__(self, article: Article, ask: Ask, tools: Tools) -> None:
        self._article = article
        self._ask = ask
        self._tools = tools
        vocabulary = tools.vocabulary
        self._system = tools.prompt(
            "article.system.md.j2",
            kinds=dict(vocabulary.actor_kinds),
            types={name: kind.definition for name, kind in vocabulary.types.items()},
            statuses=list(STATUSES),
            sides=list(SIDES),
        )
        self._shown = fitting(examples(tools.prompt("article.examples.md.j2")), vocabulary)
        self._headline = next((s for s in article.sentences if not s.masked), None)
        head = self._headline.text if self._headline else ""
        said = (self._system, head, *(turn.content for turn in self._shown))
        self.fixed = sum(map(tokens, said))

    async def read(self, window: Window) -> list[Reading]:
        answer = await self._ask(self._question(window))
        reading = Reading(window, answer)
        if len(window.sentences) == 1 or not _full(answer.value, len(window.sentences)):
            return [reading]
        halves = await all_of([self.read(half) for half in window.halves(OVERLAP)])
        return [reading, *(one for half in halves for one in half)]

    def _question(self, window: Window) -> Question:
        first, last = window.sentences[0], window.sentences[-1]
        head = self._headline
        user = self._tools.prompt(
            "article.user.md.j2",
            headline=head.text if head is not None and head.number != first.number else "",
            sentences=[
                {"number": one.number, "text": " ".join(one.text.split())}
                for one in window.sentences
            ],
        )
        return Question(
            purpose="article",
            label=f"{self._article.title!r}, sentences {first.number} to {last.number}",
            messages=messages(self._system, self._shown, user),
            answer=article_shape(
                tuple(sentence.number for sentence in window.sentences), self._tools.vocabulary
            ),
            max_tokens=_LISTED + _SAID * len(window.sentences),
        )


def _full(said: Any, sentences: int) -> bool:
    events, stances = most_acts(sentences)
    return len(said.events) >= events or len(said.stances) >= stances
