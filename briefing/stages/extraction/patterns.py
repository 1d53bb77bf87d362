"""The patterns of a lexicon as the finder of cues has them: which words open one, what follows.

Of a language other than English the loader has written out all forms of the first word
(``briefing.codebooks.inflecting``); how they are marked is told there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from briefing.domain.inflection import Inflection
from briefing.domain.lexicon import Lexicon, pattern_words
from briefing.stages.extraction.frames import Slot, slots_of
from briefing.stages.extraction.inflection import Form, inflect

_NO_MORE = Inflection()
_REFUSING = 3.0
_NOT = ("n't", "n’t")
_MARKED: dict[str, Form] = {"=": "literal", "+": "infinitive", "?": "doubtful"}
_GAP = r"(?:[ \t]+[“\"‘]?(?:[\w'’$€£%-]|[.,](?=\d))+){0,4}?"
# what stands between a verb and the prefix that it left: a clause without commas
_BRACKET = r"(?:[ \t“\"„«»()–'’-]+(?:[\w'’%€$/-]|[.,](?=\d)|\.(?= \w))+){0,22}?"


@dataclass(frozen=True)
class Pattern:
    """One pattern; ``heads`` maps the forms of its first word to lemma and form, ``written`` are
    those with a capital letter.
    """

    type: str
    mode: str
    words: int
    heads: dict[str, tuple[str, Form]]
    rest: list[str]
    noun: bool = False
    slots: tuple[Slot, ...] = ()
    written: tuple[str, ...] = ()
    inflection: Inflection = _NO_MORE
    refusing: bool = False

    @property
    def weight(self) -> float:
        """Of two that overlap the heavier wins; what the tree bears out weighs more than a gap.

        What is itself a refusal outweighs the act that it refuses ("would not sign the accord").
        """
        if not self.slots:
            return self.words + (_REFUSING if self.refusing else 0)
        vague = sum(slot.anybody for slot in self.slots)
        return self.words + 1.5 - 0.25 * vague + (0.0 if self.type else 0.1)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Compiled when its first word is met: most of a lexicon's never are in one run."""
        return _regex(list(self.heads), self.rest, self.inflection)

    @cached_property
    def first(self) -> re.Pattern[str]:
        """Finds the verb alone, without what a frame has beside it."""
        return _regex(list(self.heads), [], self.inflection)

    @property
    def keys(self) -> set[str]:
        """The words by one of which a sentence may have the pattern."""
        return {re.split(r"[~^ ]", head, maxsplit=1)[0] for head in self.heads}

    def lowered(self, text: str) -> bool:
        """Whether the form that a text begins with is written in small letters in the lexicon."""
        return not any(text.startswith(head) for head in self.written)

    def head(self, word: str) -> tuple[str, Form]:
        """Lemma and form of a first word as it stands in a sentence."""
        return self.heads.get(word) or self.heads.get(f"{word}^") or (word, "literal")


def _regex(heads: list[str], rest: list[str], inflection: Inflection) -> re.Pattern[str]:
    first = "|".join(_head(head, inflection) for head in heads)
    parts = [rf"(?<![\w-])(?:{first})"]
    # "all'accordo": what lost its vowel stands without a space
    space = r"(?:[ \t]+|(?<='))" if inflection.contractions else r"[ \t]+"
    for word in rest:
        if word == "..":
            parts.append(_GAP)
        else:
            options = "|".join(re.escape(option.lstrip("=")) for option in word.split("|"))
            parts.append(rf"{space}(?:{options})")
    return re.compile("".join(parts) + r"(?![\w-])", re.IGNORECASE)


def _head(head: str, inflection: Inflection) -> str:
    form, split, prefix = head.partition("~")
    if split:
        closing = _any(inflection.closing)
        closed = rf"(?=[ \t]*(?:[,.;:!?»”“\")–—]|$|(?:{closing})\b))"
        return rf"{re.escape(form)}{_BRACKET}[ \t“”\"«»)]+{re.escape(prefix)}{closed}"
    form, own, _ = head.partition("^")
    written = re.escape(form).replace(r"\ ", r"\s+").replace("'", "['’]")
    if not own:
        return written
    # "se", but "s'" without a space
    pronouns = "|".join(
        re.escape(p) + ("" if p.endswith("'") else r"\s") for p in inflection.reflexive
    )
    between = r"(?:[^\W\d_]+\s+){0,2}?"  # "s'est aussitôt félicité"
    return rf"(?:{pronouns})(?:(?:{_any(inflection.auxiliaries)})\s+{between})?{written}"


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words)) or "(?!)"


def pattern_of(kind: str, mode: str, entry: str, lexicon: Lexicon) -> Pattern:
    """A pattern as written, or as the loader wrote it out."""
    head, *rest = pattern_words(entry)
    heads: dict[str, tuple[str, Form]] = {}
    for lemma in head.split("|"):
        if lemma.startswith(("=", "+", "?")):
            form: Form = _MARKED[lemma[0]]
            heads[lemma[1:].lower()] = (re.split(r"[~^]", lemma[1:])[0], form)
            continue
        for written, what in inflect(lemma, lexicon.irregular.get(lemma, ())).items():
            heads.setdefault(written.lower(), (lemma, what))
    capital = tuple(one.lstrip("=+?") for one in head.split("|") if one.lstrip("=+?")[:1].isupper())
    return Pattern(
        kind,
        mode,
        1 + len(rest),
        heads,
        rest,
        slots=slots_of(entry, lexicon.classes),
        written=capital,
        inflection=lexicon.inflection,
        refusing=_refuses(heads, rest, lexicon),
    )


def _refuses(heads: Collection[str], rest: Iterable[str], lexicon: Lexicon) -> bool:
    """Whether words as written say that somebody will not do something: "would not", "won't"."""
    negation = {*lexicon.negation}
    if {*heads} & {*lexicon.future}:
        return bool(negation & {*rest})
    return bool({*heads} & negation) or any(head.endswith(_NOT) for head in heads)


def pattern_regex(entry: str, lexicon: Lexicon) -> re.Pattern[str]:
    """The expression that finds one pattern in all its forms."""
    return pattern_of("", "", entry, lexicon).regex
