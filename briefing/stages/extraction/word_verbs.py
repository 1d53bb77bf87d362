"""Whether a form that may be a noun is the verb that a pattern takes it for, where verbs are listed
form by form and a parser is often unsure: "reproche au maire", but not "un reproche".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefing.domain.lexicon import Lexicon
from briefing.stages.extraction.inflection import Form
from briefing.stages.extraction.trees import Tree

_NAMED = re.compile(r"(?:[A-ZÀ-ÖØ-Þ][\w’'-]*|[,)»\"])\s+$")
_DETERMINING = ("det", "nummod")
_NOMINAL = ("NOUN", "PROPN")


class VerbTeller:
    """Tells verbs from nouns by what stands around them. Build it once."""

    def __init__(self, lexicon: Lexicon) -> None:
        order = lexicon.order
        self._listed = bool(lexicon.endings)
        led = [*order.get("relative", ()), *order.get("pronouns", ()), *lexicon.negation]
        led += lexicon.inflection.reflexive
        self._led = re.compile(rf"(?:^|(?<=\W))(?i:{_any(led)})\s*$")
        noun = [word for key in ("articles", "of", "to") for word in order.get(key, ())]
        noun += order.get("prepositions", ())
        self._noun = re.compile(rf"(?:(?:^|(?<=\W))(?i:{_any(noun)})|\d)\s*$")
        behind = [word for key in ("articles", "to", "of") for word in order.get(key, ())]
        behind += order.get("relative", ())
        self._object = re.compile(rf"\s+(?:(?i:{_any(behind)})(?!\w)|[«\"“]|[A-ZÀ-ÖØ-Þ])")

    def verb(self, sentence: str, start: int, end: int, form: Form, tree: Tree | None) -> bool:
        """Whether the word there is a verb. What is no ``doubtful`` form is one unless a parser
        sees an article or a number with it.
        """
        if tree is None or form not in ("literal", "doubtful") or not self._listed:
            return form != "doubtful"
        before, after = sentence[:start], sentence[end:]
        found = tree.within(start, start + 1)
        word = tree.words[found[0]] if found else None
        if form == "doubtful":
            if self._led.search(before):
                return True
            if self._noun.search(before):
                return False
            if word is not None and word.pos in ("VERB", "AUX"):
                return True
            return bool(_NAMED.search(before) and self._object.match(after))
        if word is None or word.pos not in (*_NOMINAL, "ADP"):
            return True
        told = any(child < found[0] for child in tree.children(found[0], *_DETERMINING))
        return not told and word.pos != "ADP"


def _any(words: Iterable[str]) -> str:
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, ordered)) or "(?!)"
