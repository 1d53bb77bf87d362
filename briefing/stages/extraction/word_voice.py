"""Whether the words of a verb tell what its subject does or what it suffers."""

from __future__ import annotations

import re

from briefing.stages.extraction.closed_words import Words
from briefing.stages.extraction.cues import Cue
from briefing.stages.extraction.word_cases import Sentence
from briefing.stages.extraction.word_signs import suffers


class Voice:
    """Reads the voice of verbs in one sentence after the other."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self._sentence = Sentence("", (), words)

    def passive(self, sentence: Sentence, cue: Cue) -> bool:
        """Whether what stands before the verb is acted upon: "fue detenido", "detenido por"."""
        before, first = sentence.text[: cue.start], cue.text.split()[0]
        if self.words.has("moved", first):
            return False  # "è fuggito"
        if self._auxiliary(before):
            return True
        if self._told_passive(cue):
            return True
        participle = re.match(rf"\w+(?:{self.words.done})\b", cue.text)
        active = re.search(rf"{self.words.some('active')}\s+(?:[\w’'-]+\s+){{0,4}}$", before)
        by = re.match(rf"(?:\s+[\w-]+){{0,3}}?\s+{self.words.some('by')}", sentence.text[cue.end :])
        return bool(participle and not active and (by or self._bare_participle(sentence, cue)))

    def _auxiliary(self, before: str) -> bool:
        """Whether the auxiliary of a passive stands before a verb: "foi nesta terça preso"."""
        gap = r"((?:[\w-]+\s+){0,2}?)" if self.words.direct else r"(?:\w+mente\s+)?()"
        found = re.search(rf"{self.words.some('passive')}\s+{gap}$", before)
        return found is not None and not any(
            self.words.has("articles", w) for w in found[1].split()
        )

    def _bare_participle(self, sentence: Sentence, cue: Cue) -> bool:
        """Whether a participle alone says what happened to whom it stands behind: "quatre
        enseignantes libérées", "deux diplomates, accusés d'avoir".
        """
        if not self.words.bare:
            return False
        before = [n for n in sentence.between(0, cue.start) if n.case != "by"]
        gap = sentence.text[before[-1].end : cue.start] if before else "-"
        return bool(re.fullmatch(r"\s*,?\s*(?:[\w-]+\s+)?", gap))

    def _told_passive(self, cue: Cue) -> bool:
        """Whether a cue itself says that its subject suffers it: "foi morto", "morreu num …"."""
        first = cue.text.split()[0]
        return self.words.has("passive", first) or suffers(cue, self.words)

    def finite(self, cue: Cue) -> bool:
        """Whether a cue is a verb that has a subject: no participle without its auxiliary."""
        before = self._sentence.text[: cue.start]
        auxiliary = rf"{self.words.some('active')}\s+(?:[\w’'-]+\s+){{0,4}}"
        joined = rf"{auxiliary}(?:[^\s,;:]+\s+){{0,5}}?{self.words.some('joins')}\s+$"
        if re.search(rf"{auxiliary}$|{joined}", before):
            return True
        return not re.fullmatch(rf"\w+(?:{self.words.done})", cue.text.split()[0])

    def tells_who(self, cue: Cue) -> bool:
        """Whether a reading of the cue may name who acts: a subject, or who stands behind "by"."""
        return self.finite(cue) or self.passive(self._sentence, cue)
