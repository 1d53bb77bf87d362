"""Whether the words of a verb tell what its subject does or what it suffers."""

from __future__ import annotations

import re

from briefing.domain.wording import OrderWords
from briefing.stages.extraction.closed_words import Words
from briefing.stages.extraction.cues import Cue
from briefing.stages.extraction.word_cases import Sentence
from briefing.stages.extraction.word_references import Offices
from briefing.stages.extraction.word_signs import suffers


class Voice:
    """Reads the voice of verbs in one sentence after the other."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self._sentence = Sentence("", (), words)
        self.asking: frozenset[str] = frozenset()
        self.reproaching: frozenset[str] = frozenset()
        self.harming: frozenset[str] = frozenset()
        self._offices = Offices(words)

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
        led = rf"(?:\s+[\w-]+){{0,3}}?\s+{self.words.some('by')}"
        by = re.match(led, sentence.text[cue.end :]) or re.match(rf"\w+{led}$", cue.text)
        return bool(participle and not active and (by or self._bare_participle(sentence, cue)))

    def _auxiliary(self, before: str) -> bool:
        """Whether the auxiliary of a passive stands before a verb: "foi nesta terça preso"."""
        gap = r"((?:[\w-]+\s+){0,2}?)" if self.words.direct else r"(?:\w+mente\s+)?()"
        found = re.search(rf"{self.words.some('passive')}\s+{gap}$", before)
        if found is None or any(self.words.has("articles", w) for w in found[1].split()):
            return False
        if not self.words.any("suffered"):
            return True
        # "gli Stati Uniti hanno posto", "sono scesi in piazza contro", "è pronto a ritirarsi"
        named = found.start() > 0 and found[0][:1].isupper()
        kinds: tuple[OrderWords, ...] = ("active", "moved", "to", "of", "prepositions")
        return not named and not any(
            self.words.has(kind, word) for kind in kinds for word in found[1].split()
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
        return self.words.has("passive", first) or suffers(cue, self.words) or self.drawn(cue)

    def drawn(self, cue: Cue) -> bool:
        """Whether a subject meets with what a noun of the cue tells: "ha ricevuto l'appoggio", but
        not "ha ricevuto il presidente".
        """
        first, *more = re.findall(r"[\w-]+", cue.text.lower()) or [""]
        told = self.words.has("drawing", first) and bool(more)
        people = any(self.words.has("serving", w) or self.words.has("envoys", w) for w in more)
        return told and not people and not any(word in self.words.titles for word in more)

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
