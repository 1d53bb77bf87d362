"""Whether words speak for or against what they are said of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefing.domain.lexicon import Lexicon
from briefing.stages.extraction.inflection import inflect

_NOT = (
    r"(?:\b(?:not|never|no|nor|neither|without|hardly|less|nothing|nobody|none)|n['’]t)"
    r"\W+(?:\w+\W+){0,3}$"
)


def evaluation(words: Sequence[str], lexicon: Lexicon) -> re.Pattern[str]:
    """Every form of ``words``; with ``*`` at the end, every word that begins so."""
    parts = []
    for word in words:
        if word.endswith("*"):
            parts.append(re.escape(word[:-1]) + r"[\w'’-]*")
        else:
            parts += map(re.escape, inflect(word, lexicon.irregular.get(word, ())))
    ordered = sorted(set(parts), key=lambda part: (-len(part), part))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(ordered) or '(?!)'})(?![\w-])", re.IGNORECASE)


def forms_of(verbs: Iterable[str], lexicon: Lexicon) -> frozenset[str]:
    """Every written form of some verbs: by the endings of the language, where it has such."""
    if lexicon.endings:
        return frozenset(form for verb in verbs for form in lexicon.forms(verb))
    return frozenset(
        form for verb in verbs for form in inflect(verb, lexicon.irregular.get(verb, ()))
    )


class Evaluator:
    """Weighs words with the lists of one lexicon. Build it once."""

    def __init__(self, lexicon: Lexicon) -> None:
        judging = lexicon.judging
        self._for = evaluation((*lexicon.approval, *judging.good), lexicon)
        self._against = evaluation((*lexicon.disapproval, *judging.bad, *judging.untrue), lexicon)
        self._nobody = re.compile(r"\b(?:to|for|of|by)\s+(?:nobody|no one|nothing|none)\b", re.I)
        self._not = re.compile(_NOT, re.IGNORECASE)

    def score(self, text: str) -> int:
        """Above 0 for praise, below for blame; a negation before a word turns it round."""
        total = 0
        for pattern, worth in ((self._for, 1), (self._against, -1)):
            for found in pattern.finditer(text):
                negated = bool(self._not.search(text[: found.start()]))
                total += -worth if negated else worth
        return -total if self._nobody.search(text) else total
