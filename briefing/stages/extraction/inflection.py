"""Every written form of an English verb."""

from __future__ import annotations

import re
from typing import Literal

from briefing.domain.lexicon import Lexicon

Form = Literal["base", "s", "past", "ing", "literal", "infinitive", "doubtful"]
_VOWELS = "aeiou"


def inflect(lemma: str, irregular: tuple[str, ...] = ()) -> dict[str, Form]:
    """Every written form of an English verb with what it is; irregular forms count as past.

    >>> sorted(inflect("deny"))
    ['denied', 'denies', 'deny', 'denying']
    """
    ending_y = lemma.endswith("y") and lemma[-2:-1] not in _VOWELS
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    doubled = (
        len(lemma) > 2
        and lemma[-1] not in "aeiouwxy"
        and lemma[-2] in _VOWELS
        and lemma[-3] not in _VOWELS
    )
    forms: dict[str, Form] = {lemma: "base"}
    if ending_y:
        forms[lemma[:-1] + "ies"] = "s"
    else:
        forms[lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")] = "s"
    ing_stem = lemma if lemma.endswith(("ee", "oe", "ye")) else stem
    forms[ing_stem + "ing"] = "ing"
    if lemma.endswith("ie"):
        forms[lemma[:-2] + "ying"] = "ing"
    if doubled:
        forms[lemma + lemma[-1] + "ing"] = "ing"
    if irregular:
        forms.update(dict.fromkeys(irregular, "past"))
        return forms
    forms[lemma[:-1] + "ied" if ending_y else stem + "ed"] = "past"
    if doubled:
        forms[lemma + lemma[-1] + "ed"] = "past"
    return forms


def as_spelt(noun: str, text: str) -> str:
    """A noun in the number in which a text first has it, in small letters.

    >>> as_spelt("talk", "Velmar called for talks.")
    'talks'
    """
    one = re.escape(noun)
    many = f"{one}s|{one}es" + (f"|{one[:-1]}ies" if noun.endswith("y") else "")
    found = re.search(rf"\b(?:{one}|({many}))\b", text, re.IGNORECASE)
    return found[1].lower() if found is not None and found[1] else noun


def irregular_forms(lexicon: Lexicon) -> frozenset[str]:
    """The forms of irregular English verbs that no noun has: "upheld", "drove", not "meeting"."""
    if lexicon.endings or lexicon.grammar is None:
        return frozenset()
    told = {form for forms in lexicon.irregular.values() for form in forms}
    return frozenset(form for form in told if not form.endswith("ing")) | {*lexicon.grammar.acting}
