"""The sentences of an article in pieces that one question can hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from briefing.domain.articles import Sentence


@dataclass(frozen=True)
class Window:
    """Sentences in order; the first ``known`` of them stand in the window before, too."""

    sentences: tuple[Sentence, ...]
    known: int = 0

    def halves(self, overlap: int) -> tuple[Window, Window]:
        """Two windows over the same sentences; the second begins with some of the first."""
        middle = (len(self.sentences) + 1) // 2
        first, rest = self.sentences[:middle], self.sentences[middle:]
        again = min(overlap, middle - 1)
        return (
            Window(first, min(self.known, middle)),
            Window((*first[middle - again :], *rest), again),
        )


def windows(
    sentences: Sequence[Sentence], room: int, weigh: Callable[[Sentence], int], overlap: int = 0
) -> list[Window]:
    """Every sentence in order, in windows that weigh ``room`` at most; a heavier one stands alone.

    A window begins with the last ``overlap`` sentences of the one before, or with fewer where they
    leave no room for a new one. Every window has a new one.
    """
    made: list[Window] = []
    weights = [weigh(sentence) for sentence in sentences]
    fresh = 0
    while fresh < len(sentences):
        start = max(0, fresh - overlap)
        while start < fresh and sum(weights[start : fresh + 1]) > room:
            start += 1
        end, weight = fresh + 1, sum(weights[start : fresh + 1])
        while end < len(sentences) and weight + weights[end] <= room:
            weight += weights[end]
            end += 1
        made.append(Window(tuple(sentences[start:end]), fresh - start))
        fresh = end
    return made
