"""Which type of event a judgement is: blame, praise, or the denial of what somebody said."""

from __future__ import annotations

from typing import NamedTuple

from briefing.domain.lexicon import Lexicon
from briefing.domain.vocabulary import Vocabulary
from briefing.stages.extraction.evaluating import evaluation


class JudgingTypes(NamedTuple):
    """The event types that judgements take, empty where the lexicon names none."""

    blame: str
    praise: str
    denial: str


def judging_types(lexicon: Lexicon, vocabulary: Vocabulary) -> JudgingTypes:
    """The types under which the lexicon has "criticise", "praise" and "deny"."""
    judging = lexicon.judging
    found = [
        next(
            (
                key.partition("/")[0]
                for key, verbs in lexicon.verbs.items()
                if verb in verbs and key.partition("/")[0] in vocabulary.types
            ),
            "",
        )
        for verb in (judging.blame, judging.praise, judging.denial)
    ]
    return JudgingTypes(*found)


class Verdicts:
    """Finds the type of a judgement with the lists of one lexicon. Build it once."""

    def __init__(self, lexicon: Lexicon, types: JudgingTypes) -> None:
        self._types = types
        self._accounts = evaluation(lexicon.judging.accounts, lexicon)
        self._untrue = evaluation(lexicon.judging.untrue, lexicon)

    def type(self, score: int, judged: str, words: str) -> str:
        """The type of a verdict above or below 0, passed in ``words`` on the noun ``judged``.

        Whoever calls an account untrue denies it rather than blames it. Where no noun is judged
        ("what it called a fabricated report"), the words name the account themselves.
        """
        if score > 0:
            return self._types.praise
        account = self._accounts.search(judged or words)
        if account and self._untrue.search(words) and self._types.denial:
            return self._types.denial
        return self._types.blame
