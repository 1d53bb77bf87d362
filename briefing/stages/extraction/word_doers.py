"""Who did what somebody met with, and whom an act is about that names harm done, where the order of
words tells: "uccisi in un raid di X", "condanna per l'attacco di X contro Y".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.domain.wording import OrderWords
from briefing.stages.extraction.closed_words import Words
from briefing.stages.extraction.cues import Cue
from briefing.stages.extraction.word_cases import Noun, Sentence
from briefing.stages.extraction.word_sides import agents


class Doers:
    """Tells by the words of one lexicon whose deed it was and at whom it was done."""

    def __init__(self, words: Words) -> None:
        self.words = words
        adjectives = rf"(?:\s+(?!{_closed(words)})[\w-]+){{0,2}}?"
        led = rf"{adjectives}(?:\s+{words.some('of')})?\s*(?:[\w-]+\s+{words.some('of')}\s*)?$"
        # nobody knows whose deed it is where a language does not say which acts their owner suffers
        deed = rf"(?!{words.some('suffered')}){words.some('harms')}"
        self._harm = deed if words.any("suffered") else "(?!)"
        self._deed = rf"{self._harm}{led}"
        self._inside = rf"{words.some('at')}\s*(?:[\w-]+\s+){{0,2}}?{self._deed}"
        # "In serata", "A margine del vertice": what opens a sentence before its verb
        opens = "|".join(words.some(kind) for kind in ("prepositions", "to", "at", "of"))
        self._opened = re.compile(
            rf"^(?:(?:{opens})\s*(?:(?!{opens})[\w-]+\s+){{1,2}}){{1,2}},?\s*", re.I
        )
        # whom something is taken from: "ritirato dal Perù"
        self.from_: tuple[tuple[str, ...], ...] = (("by",),) if words.any("suffered") else ()
        self._perfect = re.compile(rf"(?:{words.some('of')}\s+)?{words.some('perfect')}\s+\w+")
        # a short quotation is part of its clause: "ha definito «vile» l'attacco"
        inner = words.any("suffered")
        self.stops = r"[;:”]|(?<!«)(?:(?<=[.!?,])|(?![»]))»" if inner else "[;:»”]"
        self._suffered = rf"{words.some('suffered')}{adjectives}\s+{words.some('of')}\s*$"

    def without_opening(self, lead: str) -> str:
        """The words before a verb without what only opens the sentence."""
        return self._opened.sub("", lead) if self.words.any("suffered") else lead

    def told_end(self, text: str, cue: Cue) -> int:
        """Where what somebody is said to have done begins: "ha smentito *di aver venduto*"."""
        found = self._perfect.search(text, cue.end)
        return found.start() if found else len(text)

    def subject_behind(self, sentence: Sentence, cue: Cue) -> Noun | None:
        """Who acts where the sentence opens with "dopo aver incontrato X," or "accusando X,"."""
        lead = sentence.text[: cue.start]
        gerund = self.words.gerund(cue.text.split()[0]) and not re.search(r"\w", lead)
        after = re.match(rf"\W*\w+\s+{self.words.some('perfect')}\s*$", lead)
        comma = sentence.text.find(", ", cue.end)
        if not (gerund or after) or comma < 0 or not self.words.any("perfect"):
            return None
        return next((n for n in sentence.nouns if n.start > comma and n.case == "free"), None)

    def of(self, sentence: Sentence, cue: Cue, end: int) -> list[Noun]:
        """Who did what a subject met with: behind "by", as the owner of the act, or as whose deed
        it happened in ("uccisi in un raid israeliano").
        """
        found = agents(sentence, cue, end, self.words)
        behind = sentence.reached(cue.end, end)
        called = self.words.has("summoned", cue.text.split()[0])  # "convocato alla Farnesina"
        if not found and called:
            found = [n for n in behind if n.case == "to"][:1]
        gaps = {n.start: sentence.text[cue.end : n.start] for n in behind}
        return found or [n for n in behind if re.search(self._inside, gaps[n.start])]

    def sorted_out(
        self, sentence: Sentence, cue: Cue, after: Sequence[Noun], *, by_object: bool
    ) -> tuple[list[Noun], Noun | None]:
        """The parties behind an act without those that only suffer what it is about ("ha condannato
        l'arresto di X"), and the one it is surely done to: right behind the preposition that ends
        its words, or whose deed it is about ("condanna per l'attacco di X contro Y").
        """
        after = self._acted_upon(cue, after)
        after = [n for n in after if not self._told_apart(sentence, cue, n)]
        kept = []
        doing = rf"{self.words.some('doing')}\s+{self.words.some('of')}\s*$"
        for noun in after:
            if re.search(doing, sentence.text[: noun.start]):
                return [*after], noun
        for noun in after:
            gap = sentence.text[cue.end : sentence.phrase_start(noun)]
            if re.search(self._deed, gap) or self._led(cue, gap):
                return [*after], noun
            if not re.search(self._suffered, gap):
                kept.append(noun)
        towns = by_object or self.words.bare
        return (self._without_towns(sentence, cue, kept) if towns else kept), None

    def _acted_upon(self, cue: Cue, after: Sequence[Noun]) -> list[Noun]:
        """The parties without people that are words of the act: "registro degli indagati"."""
        inside = [n for n in after if n.end <= cue.end and n.case == "of" and n.party.islower()]
        return [n for n in after if n not in inside or not self.words.any("suffered")]

    def _told_apart(self, sentence: Sentence, cue: Cue, noun: Noun) -> bool:
        """Whether a party stands in a clause of its own: "a annoncé que la France fermerait"."""
        gap = sentence.text[cue.end : noun.start]
        return self.words.bare and bool(re.search(self.words.some("relative"), gap))

    def _without_towns(self, sentence: Sentence, cue: Cue, after: Sequence[Noun]) -> list[Noun]:
        """The parties without a town before the object: "ha incontrato *a Roma* Ken Mori"."""
        objects = [n for n in after if n.case in ("free", "object") and n.start > cue.start]
        bare = [n for n in after if n.case == "to" and self.words.has("at", n.prep)]
        if self.words.bare:  # the tree tells of whom a town stands for
            towns = [n for n in bare if sentence.text[n.start : n.end] not in n.party]
            return [n for n in after if n not in towns]
        if not objects or not self.words.any("suffered"):
            return [*after]
        return [n for n in after if n not in bare or n.start > objects[0].start]

    def _led(self, cue: Cue, gap: str) -> bool:
        """Whether the words of an act end with the preposition of a party: "si è recata in X"."""
        last = re.findall(r"[\w’'-]+", cue.text)[-1].lower()
        towards = self.words.has("at", last) or self.words.has("to", last)
        led = towards and self.words.any("suffered") and " " in cue.text
        return led and all(self.words.has("articles", word) for word in gap.split())

    def aimed(self, sentence: Sentence, cue: Cue, who: Sequence[str]) -> Noun | None:
        """Whom the deed is aimed at that leads an act: "l'attacco di X *contro Y* ha ucciso"."""
        start = sentence.hard_start(cue.start)
        for noun in sentence.between(start, cue.start):
            lead = sentence.text[start : noun.start]
            towards = noun.case == "to" or (
                noun.case == "oblique" and noun.prep in self.words.towards
            )
            deed = re.search(rf"^\W*(?:[\w’']+\s*){{0,2}}?{self._harm}", lead)
            if towards and deed and noun.party not in who:
                return noun
        return None


def _closed(words: Words) -> str:
    kinds: tuple[OrderWords, ...] = (
        "articles",
        "of",
        "prepositions",
        "by",
        "to",
        "relative",
        "joins",
    )
    return "|".join(words.some(kind) for kind in kinds)
