"""What somebody calls something in quotation marks, where a language has no parser.

"nannte den Schritt „Fahnenflucht“", "sprach von einem „Erfolg“", "habló de «chantaje»".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.domain.lexicon import Lexicon
from briefing.stages.extraction.cues import Cue, CueFinder
from briefing.stages.extraction.evaluating import Evaluator

_NEAR = 7
_QUOTED = r"[„“\"«‚‘]([^„“”\"«»]{3,90})[“”\"»]"


class QuotedJudgements:
    """Finds the verdicts of one language's ``judging.names``. Build it once."""

    def __init__(self, lexicon: Lexicon, acts: CueFinder) -> None:
        """``acts`` knows the types of the verbs of blame and praise."""
        judging = lexicon.judging
        self._blame, self._praise = (
            next((cue.type for cue in acts.find(verb)), "")
            for verb in (judging.blame, judging.praise)
        )
        self._words = Evaluator(lexicon)
        found = []
        for name in judging.names:
            verb, _, led = name.partition(" ")
            forms = "|".join(sorted(map(re.escape, lexicon.forms(verb)), key=len, reverse=True))
            behind = rf"\s+{re.escape(led)}\b" if led else ""
            found.append(rf"(?:{forms})(?={behind}(?:\s+[\w-]+){{0,{_NEAR}}}?\s+{_QUOTED})")
        self._pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(found) or '(?!)'})(?!\w)")

    def find(self, sentence: str, cues: Sequence[Cue]) -> list[Cue]:
        """Blame or praise in a sentence where none of the ``cues`` tells an act."""
        result = []
        for match in self._pattern.finditer(sentence):
            start, end = match.span()
            verdict = next((part for part in match.groups() if part), "")
            type_ = self._praise if self._words.score(verdict) > 0 else self._blame
            if type_ and not any(cue.start < end and start < cue.end for cue in cues):
                verb = match.group()
                result.append(Cue(type_, "", verb, "past", start, end, verb, passive=False))
        return result
