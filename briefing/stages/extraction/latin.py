"""Names of other scripts in Latin letters, and words that differ only in their endings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from anyascii import anyascii

# scripts without spaces between words, and those that leave vowels out and join particles to words
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
_ARABIC = re.compile(r"[\u0590-\u06ff]")
_MARKS = re.compile(r"[\u0610-\u061a\u064b-\u065f\u0670]")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# a capital amid a sentence: behind a letter, a comma or an opening quotation mark
_AMID = re.compile(r"[\w,;)»”-] ?[«“„(]?$")
_ENDING = 3
_STEM = 4
_ALIKE = 0.75


def is_latin(text: str) -> bool:
    """Whether every letter of a text is a Latin one."""
    return all(ord(letter) < 0x250 for letter in text if letter.isalpha())


def in_latin(name: str) -> str:
    """A name in Latin letters, each word with a capital."""
    if is_latin(name):
        return name
    words = re.findall(r"[A-Za-z-]+", re.sub(r"['`]", "", anyascii(_MARKS.sub("", name))))
    return " ".join(word[:1].upper() + word[1:] for word in words)


def skeleton(name: str) -> str:
    """The consonants of a name, so far as spellings in several scripts agree upon them."""
    plain = anyascii(_MARKS.sub("", name)).lower()
    for old, new in (("ph", "f"), ("ck", "k"), ("c", "k"), ("q", "k"), ("w", "v"), ("z", "s")):
        plain = plain.replace(old, new)
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[^bdfgklmnprstv]", "", plain))


def alike(one: str, other: str) -> bool:
    """Whether two spellings, perhaps in two scripts, are those of one name."""
    first, second = skeleton(one), skeleton(other)
    return bool(first and second) and SequenceMatcher(None, first, second).ratio() >= _ALIKE


def inflected(name: str) -> str:
    """A regular expression for a name in any of its cases, or with a particle joined to it."""
    if _UNSPACED.search(name):
        return re.escape(name)
    words = re.findall(r"[^\W_]+(?:['’\u0610-\u061a\u064b-\u065f\u0670-][^\W_]*)*", name)
    return r"[\W_]{1,3}".join(_cases(word) for word in words) or "(?!)"


def _cases(word: str) -> str:
    if _ARABIC.search(word):
        letters = _MARKS.sub("", word)
        marked = "".join(re.escape(letter) + _MARKS.pattern + "?" for letter in letters)
        return rf"(?<!\w)[وفبلك]?(?:ال)?{marked}(?!\w)"
    if len(word) < _STEM or word.isupper() or is_latin(word):
        return rf"(?<!\w){re.escape(word)}(?!\w)"
    return rf"(?<!\w){re.escape(_stem(word))}[^\W\d_]{{0,{_ENDING}}}(?!\w)"


def _stem(word: str) -> str:
    """A word without the vowels at its end, which are what cases change."""
    short = re.sub(r"[аеёиоуыэюяйьїієў]+$", "", word, flags=re.IGNORECASE)
    return short if len(short) >= _STEM - 1 else word


def same_word(one: str, other: str) -> bool:
    """Whether two words are one, but for their endings."""
    if one.casefold() == other.casefold():
        return True
    short, long = sorted((_stem(one).casefold(), _stem(other).casefold()), key=len)
    return len(short) >= _STEM - 1 and long.startswith(short) and len(long) - len(short) <= _ENDING


def spellings(sentences: Sequence[str]) -> dict[str, str]:
    """Latin letters for words with a capital amid a sentence, one spelling for all their cases.

    Only of scripts that have capitals. Words all in capitals ("ООН") are for a translator, and so
    is what stands in small letters elsewhere.
    """
    words = [word for sentence in sentences for word in _WORD.findall(sentence)]
    small = {_stem(word) for word in words if word.islower()}
    found: dict[str, str] = {}
    for word in (w for sentence in sentences for w in _capitalised(sentence)):
        if _stem(word.lower()) not in small:
            found[word] = ""
    named = [w for w in dict.fromkeys(words) if w[0].isupper() and not w.isupper()]
    cases = [w for w in named if any(same_word(w, name) for name in found)]
    for word in cases:
        shortest = min((one for one in cases if same_word(one, word)), key=len)
        found[word] = in_latin(shortest)
    return {word: spelt for word, spelt in found.items() if spelt}


def _capitalised(sentence: str) -> list[str]:
    return [
        match.group()
        for match in _WORD.finditer(sentence)
        if match.group()[0].isupper()
        and not match.group().isupper()
        and not is_latin(match.group())
        and _AMID.search(sentence[: match.start()])
    ]


def spelt(sentence: str, found: Mapping[str, str]) -> str:
    """A sentence with other spellings of some of its words."""
    return _WORD.sub(lambda match: found.get(match.group(), match.group()), sentence)
