"""What a question about one sentence may use: who is named, what went before, worked examples."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefing.domain.articles import Article, Sentence
from briefing.domain.questions import Message
from briefing.domain.vocabulary import Vocabulary
from briefing.stages.extraction.actors import Cast
from briefing.stages.extraction.mentions import Mention, MentionFinder, contains

NAMES_A_QUESTION = 8
CONTEXT_SENTENCES = 2


@dataclass(frozen=True)
class Scene:
    """One sentence with what a question about it may use; ``earlier`` mentions, nearest first."""

    sentence: Sentence
    mentions: tuple[Mention, ...]
    names: tuple[str, ...]
    issues: tuple[str, ...]
    context: str
    earlier: tuple[tuple[Mention, ...], ...] = ()


def scenes(article: Article, cast: Cast, finder: MentionFinder) -> list[Scene]:
    """Sentences that name an actor or follow one that does; masked ones are left out everywhere."""
    visible = [s for s in article.sentences if not s.masked]
    mentions = [finder.find(s.text) for s in visible]
    result = []
    for index, sentence in enumerate(visible):
        here = [m.party for m in mentions[index]]
        first = max(0, index - CONTEXT_SENTENCES)
        around = [m.party for ms in reversed(mentions[first:index]) for m in ms]
        names = tuple(dict.fromkeys([*here, *around]))[:NAMES_A_QUESTION]
        if not names:
            continue
        lines = list(dict.fromkeys([visible[0].text, *(s.text for s in visible[first:index])]))
        context = " ".join(line for line in lines if line != sentence.text)
        issues = tuple(i for i in cast.issues if contains(sentence.text, i))
        earlier = tuple(reversed(mentions[first:index]))
        result.append(Scene(sentence, mentions[index], names, issues, context, earlier))
    return result


def messages(system: str, shown: Sequence[Message], user: str) -> tuple[Message, ...]:
    """System text, worked turns, then the question: what never changes comes first."""
    return (
        Message(role="system", content=system),
        *shown,
        Message(role="user", content=user),
    )


@lru_cache(maxsize=8)
def examples(text: str) -> tuple[Message, ...]:
    """The worked turns of a prompt file: ``>>> user`` and ``<<< assistant`` blocks in turn."""
    blocks = re.split(r"^(>>>|<<<)\n", text, flags=re.MULTILINE)[1:]
    turns = zip(blocks[::2], blocks[1::2], strict=True)
    return tuple(
        Message(role="user" if mark == ">>>" else "assistant", content=body.strip())
        for mark, body in turns
    )


def fitting(turns: Sequence[Message], vocabulary: Vocabulary) -> tuple[Message, ...]:
    """The worked turns whose answers use only types and kinds of the vocabulary.

    Others would mislead; an analyst with a vocabulary of their own writes their own.
    """
    kept: list[Message] = []
    for user, assistant in zip(turns[::2], turns[1::2], strict=True):
        types = set(re.findall(r'"type":\s*"([^"]*)"', assistant.content))
        kinds = set(re.findall(r'"k":\s*"([^"]*)"', assistant.content))
        if types <= set(vocabulary.types) and kinds <= set(vocabulary.actor_kinds):
            kept += [user, assistant]
    return tuple(kept)
