"""The words around a cue: the clause it opens, and what the act is about."""

from __future__ import annotations

import re

from briefing.stages.extraction.cues import Cue

# a full stop inside a sentence is that of an abbreviation
_CLAUSE_END = re.compile(
    r"[;:!?](?:\s|$)|\.+\s*$|[.!?,]?”|(?:[.!?,]|(?<=[^\s(—–-]))\"|,\s|\s[–—(]\s?|\)|—"
)
# a quotation, whose beginning may stand in a sentence before, and who says it behind it
_QUOTED = re.compile(r"(?:^|[“\"«„])([^“”\"«»„]{3,}?)[,.!?]?[”\"»“],?(?:\s[^“”\"«»;:]{1,80})?\s$")
_LONGEST = 14
_OBJECT = re.compile(
    r"^\s+(?:(?:against|for|to|with)\s+)?(?:the|a|an|its|their|his|her|any|all|new|earlier|further)\s+"
    r"((?:[a-z][a-z-]+\s+){0,2}?[a-z][a-z-]+)"
    r"(?=\s+(?:on|in|at|as|and|or|after|before|by|for|to|with|over|against|from|that|which|who|of|is|"
    r"was|were|said|but|while|when|last|this|during|saying|late|early|again|today|yesterday|"
    r"overnight|immediately|\w+ly)\b|[,;:.!?”\"]|\s*$)"
)


def phrase_at(sentence: str, cue: Cue) -> str:
    """The article's words from the cue to the end of its clause, at most fourteen of them."""
    rest = sentence[cue.end :]
    end = _CLAUSE_END.search(rest)
    clause = rest[: end.start()] if end else rest
    words = clause.split()
    kept = words[: max(1, _LONGEST - len(cue.text.split()))]
    while kept and len(kept) < len(words) and len(kept[-1]) < 4:
        kept.pop()  # not "… to the"
    whole = " ".join([cue.text, *kept]) if clause[:1].isspace() else cue.text + " ".join(kept)
    return whole + (" …" if len(kept) < len(words) else "")


def quotation_before(sentence: str, cue: Cue) -> str:
    """The words of the quotation that a verb of saying stands behind, or "".

    ``"These expulsions are unlawful," said X``: what was said tells more than that it was.
    """
    found = _QUOTED.search(sentence[: cue.start])
    words = found.group(1).split() if found else []
    return " ".join(words[:_LONGEST]) + (" …" if len(words) > _LONGEST else "")


def object_of(sentence: str, cue: Cue) -> str:
    """The common noun the act is about ("welcomed the ceasefire"), or ""."""
    found = _OBJECT.match(sentence[cue.end :])
    return found.group(1) if found and not cue.passive else ""
