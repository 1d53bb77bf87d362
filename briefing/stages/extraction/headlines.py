"""Headlines that put a comma for "and": "Ostravian army, Karsk rebels trade fire"."""

from __future__ import annotations

from dataclasses import replace

from briefing.domain.syntax import Parse

_NOMINAL = ("NOUN", "PROPN", "ADJ", "DET", "NUM")
_NOUNS = ("NOUN", "PROPN")
_NO_NAMES = ("ADP", "SCONJ", "CCONJ", "PRON", "ADV")
_PLURAL = ("VBP", "VB")
_LONGEST = 5
_STOPS = (".", "!", "?", "”", '"', "…")  # what headlines do not end with


def with_joined_subjects(parse: Parse, text: str = "") -> Parse:
    """The parse of a headline with both its subjects joined where a comma stands between them.

    They are two noun phrases before a verb in the plural, the first of which opens the headline. A
    ``text`` that ends with a stop is none.
    """
    if text.rstrip().endswith(_STOPS):
        return parse
    commas = [index for index, word in enumerate(parse) if word.text == ","]
    if not commas or not 0 < commas[0] <= _LONGEST or not _named(parse[: commas[0]]):
        return parse
    first = commas[0] - 1
    verb = next((i for i in range(commas[0], len(parse)) if _acts(parse, i)), 0)
    between = parse[commas[0] + 1 : verb]
    if not between or len(between) > _LONGEST or not _named(between):
        return parse
    words = list(parse)
    words[verb] = replace(words[verb], pos="VERB", tag="VBP")
    if words[first].head == first:
        words[verb] = replace(words[verb], relation="root", head=verb)
        words[first + 1 :] = [
            replace(word, head=verb) if word.head == first else word for word in words[first + 1 :]
        ]
    words[first] = replace(words[first], relation="nsubj", head=verb, case="")
    words[verb - 1] = replace(words[verb - 1], relation="conj", head=first, case="")
    return tuple(words)


def _acts(parse: Parse, index: int) -> bool:
    """Whether a word is a verb in the plural, or a noun that has a subject: "rebels trade fire"."""
    word, before = parse[index], parse[index - 1]
    led = before.relation == "nsubj" and before.head == index and word.relation == "root"
    return (word.pos == "VERB" and word.tag in _PLURAL) or (word.tag == "NN" and led)


def _named(words: Parse) -> bool:
    """Whether words are one noun phrase; names may be taken for other words in headlines."""
    inside = all(
        word.pos in _NOMINAL or (word.text[:1].isupper() and word.pos not in _NO_NAMES)
        for word in words
    )
    return inside and words[-1].pos in _NOUNS and words[-1].text != ","
