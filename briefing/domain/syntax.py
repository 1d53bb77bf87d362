"""A parsed sentence, whichever parser and language it comes from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a parsed sentence; ``start`` and ``end`` are code points of the sentence.

    ``pos`` is a Universal Dependencies part of speech, ``tag`` the tagger's own finer one.
    ``relation`` is a Universal Dependencies relation to ``head`` (an index; the root is its own
    head), whatever scheme the parser speaks: a noun behind a preposition hangs on the word that the
    preposition hung on, as ``obl`` or ``nmod`` ("obl:agent" in a passive), with the preposition in
    ``case``. ``entity`` is the kind of name the parser sees, with "B-" for its first word and "I-"
    for the others ("B-PERSON", "I-PERSON", "B-ORG", "B-GPE", "B-NORP"), or "".
    """

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    relation: str
    head: int
    case: str = ""
    entity: str = ""


Parse = tuple[Word, ...]
Parser = Callable[[str], Parse]
