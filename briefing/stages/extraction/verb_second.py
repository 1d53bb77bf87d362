"""The order of words in German: the finite verb second, or last in a clause that depends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefing.domain.lexicon import Lexicon
from briefing.stages.extraction.cues import Cue
from briefing.stages.extraction.roles import Reading
from briefing.stages.extraction.word_brackets import Clause, asked, given, refused
from briefing.stages.extraction.word_cases import Noun, Sentence
from briefing.stages.extraction.word_order import OrderReader
from briefing.stages.extraction.word_signs import suffers, whose_harm

_SUBJECTS = ("free",)
_OBJECTS = ("free", "object")
_LED = ("oblique", "by")


class VerbSecondReader(OrderReader):
    """Reads main clauses by what stands before and behind the finite verb."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__(lexicon)
        bare = "|".join(map(re.escape, lexicon.inflection.bare))
        strong = "|".join(map(re.escape, lexicon.order.get("participles", ())))
        front = lexicon.inflection.front
        self._participles = re.compile(rf"(?:{front}|{bare})(?:{strong})$", re.I)

    def read(self, cue: Cue, cues: Sequence[Cue], *, by_object: bool) -> Reading | None:
        """As in other languages, but for participles before their noun: "die von Lesk gegen Norvia
        verhängten Sanktionen".
        """
        sentence = self._sentence
        before = sentence.text[sentence.hard_start(cue.start) : cue.start]
        led = rf"(?:{self.words.some('articles')}|{self.words.some('objective')})\s+"
        found = re.search(rf"{led}({self.words.some('by')}\s[^,;:]*)$", before)
        if found is None or not re.match(r"\w+(?:t|n)e[nrsm]?\b", cue.text):
            told = super().read(cue, cues, by_object=by_object)
            if told is None or told.whom or told.thing or not by_object:
                return told
            return replace(told, thing=self._fronted(sentence, cue))
        start = cue.start - len(found[1])
        nouns = sentence.between(start, cue.start)
        who = next((sentence.with_joined(n) for n in nouns if n.case == "by"), ())
        upon = (n for n in nouns if self.words.has("against", n.prep))
        whom = next((sentence.with_joined(n) for n in upon), ())
        return Reading(who=who, whom=whom, subject=True)

    def _fronted(self, sentence: Sentence, cue: Cue) -> str:
        """Who or what is acted upon without a name and opens a sentence: "Den drei Männern"."""
        opened = rf"\s*{self.words.some('objective')}\s+(?:[\w-]+\s+){{0,2}}?([A-ZÄÖÜ][\w-]+)"
        start = sentence.hard_start(cue.start)
        found = re.match(opened, sentence.text[start : cue.start])
        return found[1] if found and not sentence.between(start, cue.start) else ""

    def passive(self, sentence: Sentence, cue: Cue) -> bool:
        """ "wurde … festgenommen", "festgenommen worden", "erhielt Unterstützung von"."""
        fell = cue.type in self.harming and self.words.has("undergone", cue.text.split()[0])
        if fell or suffers(cue, self.words):
            return True
        if self._infinitive(cue.text):
            return False
        clause = self._clause(sentence, cue)
        text = sentence.text
        around = text[clause.start : cue.start] + " " + text[cue.end : clause.end][:20]
        participle = re.search(r"(?:t|en)$", cue.text) and " " not in cue.text
        return bool(participle and re.search(self.words.some("passive"), around))

    def _infinitive(self, verb: str) -> bool:
        """Whether a verb in -en is no participle: "wird Lesk angreifen", "zu bombardieren"."""
        return verb.endswith("n") and not self._participles.search(verb)

    def clause_end(self, sentence: Sentence, cue: Cue, cues: Sequence[Cue]) -> int:
        """The end of the clause, or the next verb behind "und"."""
        clause = self._clause(sentence, cue)
        later = [c.start for c in cues if c.start > cue.end]
        joined = [
            at
            for at in later
            if re.search(rf"{self.words.some('joins')}\s*$", sentence.text[cue.end : at])
        ]
        return min([clause.end, *joined])

    def _clause(self, sentence: Sentence, cue: Cue) -> Clause:
        text = sentence.text
        start = sentence.hard_start(cue.start)
        comma = text.rfind(",", start, cue.start)
        start = comma + 1 if comma >= 0 else start
        stop = re.search(r"[;:.»”](?=\s|$)|,\s", text[cue.end :])
        end = cue.end + stop.start() if stop else len(text)
        first = re.search(r"[\w-]+", text[start : cue.start])
        opener = first.group().lower() if first else ""
        relative = comma >= 0 and self.words.has("relative", opener)
        depends = self.words.has("conjunctions", opener) or relative
        auxiliaries = "|".join((self.words.some("active"), self.words.some("passive")))
        aux = list(re.finditer(auxiliaries, text[start : cue.start]))
        last = depends and self._ends(text, cue, end)
        verb = cue.start if last or not aux else start + aux[0].start()
        return Clause(start, end, opener, verb, last)

    def _ends(self, text: str, cue: Cue, end: int) -> bool:
        """Whether the verb stands last in its clause, but for an auxiliary."""
        rest = text[cue.end : end].split()
        return len(rest) <= 2

    def subject(self, sentence: Sentence, cue: Cue, cues: Sequence[Cue]) -> tuple[str, ...] | None:
        """The parties in the first place of the clause, else those right behind its verb."""
        clause = self._clause(sentence, cue)
        text = sentence.text
        if clause.last:
            return self._dependent(sentence, clause, cue)
        if re.search(r"\bzu\s+$", text[clause.start : cue.start]):
            over = [n for n in sentence.between(0, clause.start) if n.case == "free"]
            return self.within or (sentence.with_joined(over[0]) if over else None)
        front = text[clause.start : clause.verb]
        bare = re.sub(rf"^\s*{self.words.some('joins')}", "", front).strip()
        if self.sides and re.fullmatch(self.words.some("both"), bare):
            return self.sides
        if not bare:
            return self._bare(sentence, clause, cue, joined=bool(front.strip()))
        chained = re.search(rf"{self.words.some('joins')}\s*$", front)
        if chained and self.within:
            return self.within
        pronoun = re.match(rf"{self.words.some('pronouns')}\s*$", bare)
        if pronoun:
            return self.within or self.last or None
        named = self._first(sentence.between(clause.start, clause.verb))
        if self._turned(sentence, clause, bare, named):
            return self._behind_verb(sentence, clause, cue)
        if named is not None and named.case == "free":
            return sentence.with_joined(named)
        if re.search(rf"{self.words.some('joins')}", bare) and self.within and named is None:
            return self.within
        return self._otherwise(sentence, clause, cue, bare, named)

    def _otherwise(
        self, sentence: Sentence, clause: Clause, cue: Cue, bare: str, named: Noun | None
    ) -> tuple[str, ...] | None:
        """Behind the verb where no subject opens the clause: "Am Freitag nahm die Polizei …"."""
        opening = re.match(r"[\w-]+", bare)
        adverb = opening is not None and (
            self.words.has("prepositions", opening.group())
            or self.words.has("adverbs", opening.group())
            or (named is not None and named.case in ("oblique", "object"))
        )
        if adverb:
            return self._behind_verb(sentence, clause, cue)
        if named is not None and named.case == "of":
            return (named.party,)  # "Beamte der Polizei": nobody else is named
        if named is None and cue.type not in self.harming:  # "Die Reise sagte Brandt ab"
            behind = self._behind_verb(sentence, clause, cue) or ()
            return behind if any(" " in party for party in behind) else None
        return None

    def _turned(self, sentence: Sentence, clause: Clause, bare: str, named: Noun | None) -> bool:
        """Whether an object opens it: "Den Angriff verurteilte X", "Der SPD hielt er vor"."""
        finite = re.match(r"[\w-]+", sentence.text[clause.verb :])
        behind = sentence.text[clause.verb + (finite.end() if finite else 0) : clause.end]
        pronoun = re.match(rf"\s+({self.words.some('pronouns')})\s", behind)
        stands_in = pronoun and self.words.has("light", pronoun[1])  # "Lesk lehnte es ab, …"
        if pronoun and not (stands_in and named is not None and named.case == "free"):
            return True
        first = bare.split()[0]
        return named is None and self.words.has("objective", first)

    def _first(self, nouns: Sequence[Noun]) -> Noun | None:
        free = [noun for noun in nouns if noun.case == "free"]
        return next(iter(free or nouns), None)

    def _bare(
        self, sentence: Sentence, clause: Clause, cue: Cue, *, joined: bool
    ) -> tuple[str, ...] | None:
        """A clause that begins with its verb: it goes on, or a quotation or clause stands first."""
        if joined and self.within:
            return self.within
        head = sentence.text[sentence.hard_start(clause.start) : clause.start]
        opener = re.match(r"\W*([\w-]+)", head)
        aside = opener is None or self.words.has("conjunctions", opener.group(1))
        aside = aside or bool(re.search(self.words.some("reported"), head))
        named = [n for n in sentence.between(0, clause.start) if n.case == "free"]
        if joined and named:
            return sentence.with_joined(named[0])
        if not aside and named:
            return sentence.with_joined(named[0])
        return self._behind_verb(sentence, clause, cue)

    def _behind_verb(self, sentence: Sentence, clause: Clause, cue: Cue) -> tuple[str, ...] | None:
        """ "Am Freitag nahm die Polizei …": the first party behind the verb."""
        finite = re.match(r"[\w-]+", sentence.text[clause.verb :])
        start = clause.verb + (finite.end() if finite else 0)
        rest = sentence.text[start : clause.end]
        if re.match(rf"\s+{self.words.some('pronouns')}\s", rest):
            return self.within or self.last or None
        for noun in sentence.between(start, clause.end):
            gap = sentence.text[start : noun.start].split()
            if noun.case in ("free", "of", "by") and len(gap) <= 4:
                return sentence.with_joined(noun)
            if noun.case not in ("oblique",):
                break
        return None

    def _dependent(self, sentence: Sentence, clause: Clause, cue: Cue) -> tuple[str, ...] | None:
        named = sentence.between(clause.start, cue.start)
        # "als" and "während" are prepositions, too
        inside = [n for n in named if n.case in _SUBJECTS or n.prep == clause.opener]
        nominative = clause.opener in ("der", "die", "das", "welcher", "welche", "welches")
        if self.words.has("relative", clause.opener) and nominative:
            before = sentence.between(0, clause.start)
            if before:
                return (before[-1].party,)
        if inside:
            return sentence.with_joined(inside[0])
        if self.words.has("conjunctions", clause.opener):
            lead = sentence.text[clause.start : cue.start]
            if re.search(rf"^\W*[\w-]+\s+{self.words.some('pronouns')}\b", lead):
                return self.within or self.last or None
        return None

    def target(
        self,
        sentence: Sentence,
        cue: Cue,
        cues: Sequence[Cue],
        who: tuple[str, ...],
        by_object: bool,
    ) -> tuple[str, ...]:
        """The object of the clause, else whom a preposition leads to."""
        clause = self._clause(sentence, cue)
        start = max([clause.start, *(c.end for c in cues if c.end <= clause.verb)])
        end = self.clause_end(sentence, cue, cues)
        around = [n for n in sentence.between(start, end) if n.party not in who]
        finite = clause.verb if clause.verb < cue.start else cue.start
        if re.search(self.words.some("both"), sentence.text[max(finite, start) : end]):
            return tuple(party for party in self.sides if party not in who)
        clitic = re.match(
            rf"[\w-]+\s+(?:[\w-]+\s+){{0,3}}?{self.words.some('clitics')}(?!\s+[A-Z])",
            sentence.text[finite : clause.end],
        )
        if clitic and not [n for n in around if n.start < finite + clitic.end()]:
            return self.meant(sentence, cue, who)
        if cue.type in self.reproaching and (doer := whose_harm(sentence, cue, around, self.words)):
            return sentence.with_joined(doer)
        for cases in (_OBJECTS if by_object else (), _LED, ("of",) if by_object else ()):
            for noun in around:
                if noun.case == "of" and noun.start < clause.verb:
                    continue  # "der Verband der Bauern protestierte": whose the subject is
                led = noun.case not in _LED or noun.prep in self.words.towards
                led = led or sentence.sent_to(noun)
                led = led and not (noun.case == "by" and noun.start < clause.verb)
                if noun.case in cases and led:
                    return sentence.with_joined(noun)
        if not by_object and (receiver := given(sentence, clause, around, self.words)):
            return receiver
        if any(cue.end < other.start < clause.end for other in cues):
            return ()  # "sprach von einem Eklat und drohte, Lesk anzugreifen"
        beyond = asked if cue.type in self.asking else refused
        return beyond(sentence, clause, who, self.words)
