"""Cue verbs of one sentence, found with the lexicon: which words carry an action, of which type."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.domain.lexicon import Lexicon
from briefing.stages.extraction.closed_words import led_noun
from briefing.stages.extraction.frames import VERBAL, FrameReader
from briefing.stages.extraction.heard import a_noun, elsewhere, heard, own_wish, people, whole_words
from briefing.stages.extraction.inflection import Form
from briefing.stages.extraction.nominal import NominalReader
from briefing.stages.extraction.patterns import Pattern, pattern_of
from briefing.stages.extraction.trees import Tree
from briefing.stages.extraction.word_frames import WordFrames
from briefing.stages.extraction.word_verbs import VerbTeller

_INQUIRY = "inquiry"  # the class of nouns for what looks into an act
_BE = re.compile(r"\b(?:is|are|was|were|be|been|being|got|gets)(?:\s+\w+ly)?(?:\s+not)?\s*$", re.I)
_TO = re.compile(
    r"\b(?:to|will|would|shall|should|may|might|can|could|must|not|did|does|do|"
    r"I|you|we|they|and|or|who|which|that)(?:\s+\w+ly)?\s*$",
    re.I,
)
_MODIFIED = re.compile(r"\b(?:the|an?|for|of|by|with|from|its|their|other|several|many)\s+$", re.I)
_TAKES_OBJECT = re.compile(
    r"\s+(?!(?:since|in|on|at|for|and|or|as|between|after|before|by|over|would|was|is|were|are|has|"
    r"had|will|of|from|place|about|near|amid|than|that|which|who)\b)[\w“\"'‘$€£]",
    re.I,
)
_PARTICIPLE_BEFORE = re.compile(r"\b(?:the|a|an|its|their|his|her|of|in|with)\s*$", re.I)
_BY_AGENT = re.compile(
    r"\s+by\s+(?!(?:\w+ing|night|air|sea|land|force|decree|mistake|phone|then|now|\w+day|\d+)\b)",
    re.I,
)
_OWNED = re.compile(r"\b(?:the|an?|its|their|his|her|our|my|this)\s+$", re.I)
_OF_SOMEBODY = re.compile(r"(?:['’]s?|\b(?!The|An?|Its?|This|That)[A-Z][a-z]+)\s+(?:[a-z-]+\s+)?$")
_DONE_BY = re.compile(r"(?:\s+[\w'’-]+){1,6}?\s+by\s+(?:the\s+|an?\s+)?[A-Za-z]")
_OF = re.compile(r"\w+\s+of\b", re.I)
# an act told by a noun is news where it opens the sentence ("The arrest of…"), else background
_OPENS = re.compile(
    r"^\W*(?:(?!(?:after|since|following|over|for|in|on|during|before|amid|when|as|by|of|to|and|at|"
    r"from|with|says?|said|no|without|despite|if|new)\b)[\w'’-]+\s+){0,5}$",
    re.I,
)


@dataclass(frozen=True)
class Cue:
    """Words that carry an action. ``start``/``end`` count from the start of the sentence.

    ``noun``: of a noun of which its tree says who did it, the words that lead to its target.
    """

    type: str
    mode: str
    lemma: str
    form: Form
    start: int
    end: int
    text: str
    passive: bool
    noun: tuple[str, ...] = ()


_Found = tuple[Pattern, int, int, Cue | None]


class CueFinder:
    """Finds cues with one lexicon. Build it once: inflecting the verbs takes a moment."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._frames = FrameReader(lexicon)
        self._worded = WordFrames(lexicon)
        self._nominals = NominalReader(lexicon)
        self._teller = VerbTeller(lexicon)
        self._by_head: dict[str, list[Pattern]] = {}
        self._framed_by_head: dict[str, list[Pattern]] = {}
        for key, entries in lexicon.verbs.items():
            kind, _, mode = key.partition("/")
            for entry in entries:
                pattern = pattern_of(kind, mode, entry, lexicon)
                self._add(pattern)
        for entry in lexicon.idle:
            self._add(pattern_of("", "", entry, lexicon))
        for key, entries in () if lexicon.order else lexicon.nouns.items():
            kind, _, mode = key.partition("/")
            for entry in entries:
                heads = "|".join(f"={word}" for word in entry.split()[0].split("|"))
                literal = " ".join([heads, *entry.split()[1:]])
                self._add(replace(pattern_of(kind, mode, literal, lexicon), noun=True))

    def _add(self, pattern: Pattern) -> None:
        known = self._framed_by_head if pattern.slots else self._by_head
        for key in sorted(pattern.keys):
            known.setdefault(key, []).append(pattern)

    def find(
        self, sentence: str, *, headline: bool = False, tree: Tree | None = None
    ) -> tuple[Cue, ...]:
        """The cues of a sentence in order, none overlapping; of two that overlap the longer wins.

        ``headline`` sentences use the present tense for what has happened, so a bare -s form there
        is a verb even where it could be a noun. With a ``tree``, frames are read off it.
        """
        if self._lexicon.endings:
            sentence = sentence.replace("’", "'")
        sentence = self._lexicon.inflection.fold(sentence)
        found = [
            (pattern, *match.span(), self._cue(sentence, pattern, match, headline, tree))
            for pattern, match in self._matches(sentence)
            if tree is None or headline or not _no_deed(pattern, match, tree)
        ]
        found += self._framed(sentence, tree) if tree is not None else self._by_words(sentence)
        found.sort(key=lambda f: (-f[0].weight, f[1] - f[2], f[1]))
        taken: list[tuple[int, int]] = []
        cues: list[Cue] = []
        nouns: list[Cue] = []
        for pattern, start, end, cue in found:
            if any(start < b and a < end for a, b in taken):
                continue
            taken.append((start, end))
            if cue is not None:
                (nouns if pattern.noun else cues).append(cue)
        for noun in nouns if tree is None else ():  # a tree tells of nouns by itself
            # "the attack on Lesk killed four" is one act, and its verb tells more about it
            if all(cue.start > noun.end and cue.type != noun.type for cue in cues):
                cues.append(noun)
        if tree is not None:
            cues += self._told(sentence, tree, cues)
        return tuple(sorted(cues, key=lambda cue: cue.start))

    def _told(self, sentence: str, tree: Tree, cues: Sequence[Cue]) -> list[Cue]:
        """The acts that nouns tell, but not what a cue contains or its verb tells already."""
        found = []
        for one in self._nominals.find(tree):
            start, end = tree.words[one.first].start, tree.words[one.last].end
            verb = tree.words[tree.words[one.last].head]
            within = any(c.start < end and start < c.end for c in cues)
            above = [c for c in cues if c.start < verb.end and verb.start < c.end]
            kind, mode = one.pattern.type, one.pattern.mode
            if within or any(c.type == kind for c in above):
                continue  # "shelled Lesk in an attack" is one act
            lemma, text = tree.words[one.last].lemma, sentence[start:end]
            cases = tuple(sorted(one.pattern.cases)) or ("",)
            found.append(Cue(kind, mode, lemma, "literal", start, end, text, False, cases))
        return found

    def _framed(self, sentence: str, tree: Tree) -> list[_Found]:
        """The frames of a sentence, of like ones first those that name their noun in two words."""
        found: list[_Found] = []
        named: list[_Found] = []
        for index, word in whole_words(tree):
            head = word.text.lower()
            for pattern in self._framed_by_head.get(head, ()):
                lemma, form = pattern.head(head)
                # what looks like a verb only is one where it cannot be a noun
                if people(tree, index) if form == "past" else word.pos not in VERBAL:
                    continue
                if (span := self._frames.match(tree, index, pattern.slots)) is None:
                    continue
                start, end = word.start, tree.words[span[1]].end
                text, passive = sentence[start:end], tree.passive(index)
                cue = Cue(pattern.type, pattern.mode, lemma, form, start, end, text, passive)
                idle = not pattern.type or self._frames.none_of(tree, index)
                whole = self._frames.in_two_words(tree, span[1], pattern.slots)
                (named if whole else found).append((pattern, start, end, None if idle else cue))
        return named + found

    def _by_words(self, sentence: str) -> list[_Found]:
        """The frames of a sentence of which there is no tree, in a language whose words tell it."""
        found: list[_Found] = []
        for pattern, match in self._matches(sentence, self._framed_by_head):
            if (span := self._worded.match(sentence, *match.span(), pattern.slots)) is None:
                continue
            lemma, form = pattern.head(match.group().split()[0].lower())
            text = sentence[slice(*span)]
            cue = Cue(pattern.type, pattern.mode, lemma, form, *span, text, passive=False)
            none = self._worded.none_of(sentence, *match.span(), pattern.slots)
            found.append((pattern, *span, None if none or not pattern.type else cue))
        return found

    def _matches(
        self, sentence: str, known: Mapping[str, Sequence[Pattern]] | None = None
    ) -> list[tuple[Pattern, re.Match[str]]]:
        """Only patterns whose first word is in the sentence are tried, of frames only its verb."""
        words = {word.lower() for word in re.findall(r"[\w'’-]+", sentence)}
        words |= {word.replace("’", "'") for word in words}  # "won’t"
        words |= {word.partition("'")[2] for word in words}  # "s'oppose"
        table = self._by_head if known is None else known
        patterns = {
            id(pattern): pattern for word in sorted(words) for pattern in table.get(word, ())
        }
        return [
            (pattern, match)
            for pattern in patterns.values()
            for match in (pattern.regex if known is None else pattern.first).finditer(sentence)
            if not self._noun_by_capital(pattern, match)
            and not self._describes(match, sentence)
            and not led_noun(match, self._lexicon, alone=pattern.words == 1)
        ]

    def _describes(self, match: re.Match[str], sentence: str) -> bool:
        """Whether a participle stands between an article and its noun: "22 inhaftierte Kämpfer"."""
        if not self._lexicon.inflection.capitals or " " in match.group():
            return False
        before = re.search(r"([\w-]+)\s+$", sentence[: match.start()])
        noun = re.match(r"\s+[A-ZÀ-Þ]", sentence[match.end() :])
        if before is None or noun is None:
            return False
        order, word = self._lexicon.order, before.group(1).lower()
        return word.isdigit() or word in (*order.get("articles", ()), *order.get("objective", ()))

    def _noun_by_capital(self, pattern: Pattern, match: re.Match[str]) -> bool:
        """Whether a capital letter tells a noun: German "Angriffe", but not where a line begins."""
        first = match.group()[0]
        if not self._lexicon.inflection.capitals or not first.isupper() or match.start() == 0:
            return False
        return pattern.lowered(match.group())

    def _cue(
        self,
        sentence: str,
        pattern: Pattern,
        match: re.Match[str],
        headline: bool,
        tree: Tree | None,
    ) -> Cue | None:
        start, end = match.span()
        head = re.split(r"\s", match.group(), maxsplit=1)[0].lower()
        lemma, form = pattern.head(head)
        before, after = sentence[:start], sentence[end:]
        if not pattern.type or (pattern.noun and not _has_doer(match.group(), before, after)):
            return None
        if form in ("base", "s") and _OF.match(match.group()) and _OWNED.search(before):
            return None  # "the supply of gas"
        if pattern.words == 1 and form in ("literal", "doubtful"):
            if not self._teller.verb(sentence, start, end, form, tree):
                return None
        elif pattern.words == 1 and form != "infinitive":
            verb = None if tree is None or headline else heard(tree, start, form)
            if verb is None:
                verb = _is_verb(lemma, form, before, after, self._lexicon, headline)
            if not verb:
                return None
        passive = form in ("past", "literal", "infinitive") and (
            bool(_BE.search(before))
            or ((headline or pattern.words == 1) and bool(_BY_AGENT.match(after)))
        )
        return Cue(pattern.type, pattern.mode, lemma, form, start, end, match.group(), passive)


def _no_deed(pattern: Pattern, match: re.Match[str], tree: Tree) -> bool:
    """Whether a parser sees that words which look like a longer pattern are none."""
    start, end = match.span()
    head = re.split(r"\s", match.group(), maxsplit=1)[0].lower()
    form = pattern.head(head)[1]
    if pattern.words == 1 or not pattern.type or form in ("literal", "infinitive"):
        return False
    noun = a_noun(tree, start, form) or elsewhere(pattern.rest, tree, start, end)
    return noun or own_wish(pattern.rest, tree, start, end)


def _has_doer(noun: str, before: str, after: str) -> bool:
    """Whether an act told by a noun opens the sentence and is somebody's: else it is background."""
    if not _OPENS.match(before):
        return False
    mutual = noun.lower().endswith((" between", " with"))
    return mutual or bool(_OF_SOMEBODY.search(before) or _DONE_BY.match(after))


def _is_verb(
    lemma: str, form: Form, before: str, after: str, lexicon: Lexicon, headline: bool
) -> bool:
    """Whether a one-word cue is a verb here rather than a noun or an adjective."""
    if form == "ing" and not _TAKES_OBJECT.match(after):
        return False  # "their first meeting since", "the fighting in"
    behind = re.match(r"\s+([a-z]+)\b", after)
    if form == "ing" and behind and behind[1] in lexicon.classes.get(_INQUIRY, ()):
        return False  # "quits after shelling inquiry"
    if form in ("past", "ing"):
        first = form == "past" and not before.strip(" “\"‘'")  # "Wounded soldiers were"
        adjective = (first or _PARTICIPLE_BEFORE.search(before)) and re.match(r"\s+[a-z]+", after)
        return not (adjective and not re.match(r"\s+(?:by|in|on|at|with|to|the|a)\b", after))
    if form == "base":
        if headline and re.search(r"(?:\w{3,}s|olice|\band\s+\w+)\s+$", before):
            return True  # "Police detain", "rebels hold": headlines speak of many in the present
        many = re.search(r"(\w+)\s+$", before)
        plural = many is not None and (
            many.group(1).lower() in lexicon.collectives
            or bool(re.match(r"[A-Z]\w+s$", many.group(1)))
        )
        free = lemma not in lexicon.nounlike
        return bool(_TO.search(before)) or (free and (plural or not before.strip()))
    if lemma in lexicon.nounlike:
        return headline and bool(re.search(r"[A-Z]\w*\s*$", before))
    return True
