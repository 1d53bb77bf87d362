"""Words that the parser joins to what stands before them, though a clause of their own begins.

"… on charges of theft, witnesses and diplomats said", "Roe agreed to talk and Lesk lifted a ban",
"Tosk remains committed to peace and calls on Lesk to stop", "Tosk thanks the Union".
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from briefing.domain.syntax import Parse, Word
from briefing.stages.extraction.trees import Tree

_FINITE = ("VBD", "VBZ", "VBP")
_PAST = ("VBD", "VBZ")
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "csubj:pass", "expl")
_NOMINAL = ("NOUN", "PROPN", "ADJ", "DET", "CCONJ", "NUM")
_NOUNS = ("NOUN", "PROPN")
_TOLD = ("ccomp", "advcl")
_LONGEST = 8


def parted(
    parse: Parse, speech: Collection[str], upon: Collection[str], terming: Collection[str]
) -> Parse:
    """The parse with such clauses apart; ``speech`` are verbs that report, ``upon`` prepositions
    behind a verb that looks like a noun ("calls upon"), ``terming`` verbs give names ("called").
    """
    words = list(parse)
    _what_it_called(words, terming)
    for index in range(1, len(words)):
        _speakers(words, index, speech)
        _next_clause(words, index)
        _goes_on_calling(words, index, upon)
        _goes_on_doing(words, index)
    _thanks(words)
    _no_participle(words)
    return tuple(words)


def _below(words: Sequence[Word], index: int, *relations: str) -> list[int]:
    return Tree(tuple(words)).children(index, *relations)


def _speakers(words: list[Word], verb: int, speech: Collection[str]) -> None:
    """ "…, witnesses and diplomats said": those behind the comma say it."""
    word = words[verb]
    if word.lemma not in speech or word.tag not in _FINITE or words[verb - 1].pos not in _NOUNS:
        return
    first = verb - 1
    while first > 0 and words[first].pos in _NOMINAL and verb - first <= _LONGEST:
        first -= 1
    if words[first].text != "," or _below(words, verb, *_SUBJECTS):
        return
    led = [i for i in range(first + 1, verb) if not first < words[i].head < verb]
    led = [i for i in led if words[i].pos in _NOUNS and words[i].relation == "conj"]
    for one in led:
        words[one] = replace(words[one], head=led[0])
    if led:
        words[led[0]] = replace(words[led[0]], relation="nsubj", head=verb, case="")


def _next_clause(words: list[Word], verb: int) -> None:
    """ "agreed to reopen its posts and Nairobi lifted a ban": Nairobi lifted it."""
    word, noun = words[verb], words[verb - 1]
    joined = word.relation == noun.relation == "conj" and words[verb - 2].pos == "CCONJ"
    if not joined or word.tag not in _PAST or noun.pos != "PROPN" or word.head >= verb - 2:
        return
    if noun.head < word.head or _below(words, verb, *_SUBJECTS, "obl:agent"):
        return
    words[verb - 1] = replace(noun, relation="nsubj", head=verb, case="")


def _goes_on_calling(words: list[Word], index: int, upon: Collection[str]) -> None:
    """ "remains committed to peace and calls upon Lesk": no calls, but somebody calls."""
    word = words[index]
    if word.tag != "NNS" or word.relation != "conj" or words[index - 1].pos != "CCONJ":
        return
    verb = next((i for i, one in enumerate(words) if one.relation == "root"), index)
    behind = [i for i in _below(words, index, "nmod") if words[i].case in upon]
    if words[verb].tag != "VBZ" or verb > index or not behind or behind[0] > index + _LONGEST:
        return
    if words[index + 1].text.lower() != words[behind[0]].case:
        return
    words[index] = replace(word, pos="VERB", tag="VBZ", head=verb)
    for one in behind:
        words[one] = replace(words[one], relation="obl")


def _goes_on_doing(words: list[Word], verb: int) -> None:
    """ "marched, chanting "Roe must go" and burning tyres": who chants burns them."""
    word, first = words[verb], words[words[verb].head]
    if word.relation != "conj" or word.tag != "VBG" or first.tag == "VBG" or first.pos != "VERB":
        return
    if _below(words, verb, "aux", *_SUBJECTS) or _below(words, word.head, "aux:pass"):
        return
    above = [i for i in Tree(tuple(words)).ancestors(word.head) if words[i].tag == "VBG"]
    if above and not any(words[i].tag == "VBG" for i in _below(words, word.head, "aux")):
        words[verb] = replace(word, head=above[0])


def _what_it_called(words: list[Word], terming: Collection[str]) -> None:
    """ "condemned what it called a raid by Tosk": it condemned a raid, and called it so."""
    for verb, word in enumerate(words):
        asked = _below(words, verb, "obj")
        if word.lemma not in terming or word.relation not in _TOLD or not asked:
            continue
        if words[asked[0]].tag != "WP" or asked[0] > verb:
            continue
        behind = [one for one in _below(words, verb, "oprd", "obj", "obl") if one > verb]
        nouns = [one for one in behind if words[one].pos in _NOUNS]
        if not nouns:
            continue
        relation = "obj" if word.relation == "ccomp" else "obl"
        words[nouns[0]] = replace(
            words[nouns[0]], relation=relation, head=word.head, case=word.case
        )
        words[verb] = replace(word, relation="acl:relcl", head=nouns[0], case="")


def _thanks(words: list[Word]) -> None:
    """ "Tosk thanks the Union": what has an object is no noun, and who is before it its subject."""
    for index, word in enumerate(words):
        if word.relation != "root" or word.tag not in ("NNS", "VBZ"):
            continue
        before = [i for i in _below(words, index, "compound") if words[i].pos == "PROPN"]
        acts = before and before[-1] == index - 1 and _below(words, index, "obj")
        if acts and not _below(words, index, *_SUBJECTS):
            words[index] = replace(word, pos="VERB", tag="VBZ")
            words[index - 1] = replace(words[index - 1], relation="nsubj")


def _no_participle(words: list[Word]) -> None:
    """ "Tosk, the current chair, offered to host talks in": the only verb is no participle."""
    for verb, word in enumerate(words):
        noun = word.head
        if words[noun].relation == "appos" and words[verb - 1].text == ",":
            noun = words[noun].head
        elif any(words[i].pos == "PUNCT" for i in range(noun, verb)):
            continue
        while words[noun].relation == "nmod" and words[noun].head < noun:
            noun = words[noun].head  # "the strike on the camp killed ten"
        alone = word.tag == "VBN" and word.relation == "acl" and words[noun].relation == "root"
        if not alone or words[noun].pos not in _NOUNS or words[-1].text != ".":
            continue
        if not _below(words, verb, "obj", "xcomp", "ccomp"):
            continue
        words[verb] = replace(word, relation="root", head=verb, tag="VBD")
        words[noun] = replace(words[noun], relation="nsubj", head=verb, case="")
        for one in _below(words, noun, "punct", "advcl", "appos"):
            if one > verb:
                words[one] = replace(words[one], head=verb)
