"""Misreadings of the parser that news sentences provoke again and again, set right in the parse.

A subject that is far from its verb, or stands behind a day, is hung elsewhere: "On Wednesday
General Roe ordered", "Ana Roe, speaking in Tull, said", "After the vote, Ana Roe, the party's
leader, said", "Velmar, whose envoy had left, offered to talk", "Despite Lesk favouring Torvane,".
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from briefing.domain.lexicon import Grammar
from briefing.domain.syntax import Parse, Word
from briefing.stages.extraction.mistagged import retagged
from briefing.stages.extraction.trees import Tree

_FINITE = ("VBD", "VBZ", "VBP")
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "csubj:pass", "expl")
_OWN = ("obj", "xcomp", "ccomp")
_ADJECTIVAL = ("acl", "advcl")
_SHORT = ("M.", "MM.", "Mme", "Mmes", "Mlle", "Me", "Mgr", "Dr")


def mended(parse: Parse, days: Collection[str], grammar: Grammar) -> Parse:
    """The parse with such subjects hung on their verbs; ``days`` are names of days and months."""
    words = list(parse)
    _honoured(words)
    _goes_on(words)
    _beside(words, grammar.beside)
    _signed(words)
    _accused(words, grammar.control)
    _in_places(words, grammar.places, grammar.at)
    for mend in (_behind_a_day, _with_an_aside, _speaking, _far, _parted):
        mend(words, days)
    _who(words, (*grammar.persons, *grammar.others))
    _upon_those(words, grammar.hitting)
    _whose(words, days)
    _voiced(words, grammar.voicing)
    retagged(words, grammar)
    return tuple(words)


def _honoured(words: list[Word]) -> None:
    """ "a félicité M. Koura": where a title heads its name, the name stands in its place."""
    for index, word in enumerate(words[:-1]):
        name = words[index + 1]
        if name.relation != "flat:name" or name.head != index or not word.text.endswith(_SHORT):
            continue
        head = word.head if word.head != index else index + 1
        words[index + 1] = replace(name, relation=word.relation, head=head, case=word.case)
        words[index] = replace(word, relation="compound", head=index + 1, case="")
        for other, one in enumerate(words):
            if one.head == index and other not in (index, index + 1):
                words[other] = replace(one, head=index + 1)


def _below(words: Sequence[Word], index: int, *relations: str) -> list[int]:
    return Tree(tuple(words)).children(index, *relations)


def _last(words: Sequence[Word], index: int) -> int:
    """The last word of all that hangs on a word, commas at its end aside."""
    phrase = Tree(tuple(words)).phrase(index, clauses=True)
    return max(i for i in phrase if words[i].pos != "PUNCT")


def _lead(words: list[Word], noun: int, verb: int) -> None:
    words[noun] = replace(words[noun], relation="nsubj", head=verb, case="")


def _beside(words: list[Word], beside: Collection[str]) -> None:
    """ "Despite the US increasingly favouring India,": who favours stands before it."""
    for verb, word in enumerate(words):
        if word.tag != "VBG" or word.pos != "VERB" or word.relation != "advcl":
            continue
        noun = verb - 1
        while noun > 0 and words[noun].pos == "ADV":
            noun -= 1
        before = words[noun]
        if before.pos not in ("NOUN", "PROPN") or before.case.lower() not in beside:
            continue
        if before.relation in ("obl", "nmod") and not _below(words, verb, *_SUBJECTS):
            _lead(words, noun, verb)


def _goes_on(words: list[Word]) -> None:
    """ "condemns the arrest of X by Y and calls for": a finite verb goes on from a finite one.

    Parsers join it to a noun or an infinitive before it; without a subject of its own it has that
    of the nearest verb above in its own tense.
    """
    for verb, word in enumerate(words):
        first = words[word.head]
        if word.relation != "conj" or word.tag not in ("VBD", "VBZ") or word.pos != "VERB":
            continue
        led = _below(words, verb, *_SUBJECTS, "aux", "aux:pass")
        bare = first.tag == "VB" and not _finite_aux(words, word.head)
        if led or not (first.pos in ("NOUN", "PROPN") or bare):
            continue
        above = [i for i in Tree(tuple(words)).ancestors(word.head) if words[i].tag == word.tag]
        if above and _below(words, above[0], "nsubj"):
            words[verb] = replace(word, head=above[0])


def _signed(words: list[Word]) -> None:
    """ "the army and the rebels fighting it signed a truce": "it" does not sign."""
    for verb, word in enumerate(words):
        participle = word.head
        if word.relation != "ccomp" or word.tag not in _FINITE or participle != verb - 2:
            continue
        noun = words[participle].head
        hung = words[participle].tag == "VBG" and words[participle].relation == "acl"
        if not hung or words[verb - 1].pos != "PRON" or words[verb - 1].relation != "nsubj":
            continue
        if words[noun].relation == "conj":
            noun = words[noun].head
        if words[noun].head != noun or words[noun].pos not in ("NOUN", "PROPN"):
            continue
        behind = [i for i, one in enumerate(words) if one.head == noun and i > verb]
        for one in behind:
            relation = "advcl" if words[one].relation == "acl" else words[one].relation
            words[one] = replace(words[one], relation=relation, head=verb)
        words[verb - 1] = replace(words[verb - 1], relation="obj", head=participle)
        words[verb] = replace(word, relation="root", head=verb)
        _lead(words, noun, verb)


def _accused(words: list[Word], control: Collection[str]) -> None:
    """ "was accused of burning villages": of what was done to them, not of villages that burn."""
    for index, word in enumerate(words[1:], start=1):
        noun = words[word.head]
        if word.tag != "VBG" or word.relation != "amod" or not noun.case:
            continue
        led = words[index - 1].text.lower() == noun.case and noun.relation == "obl"
        if led and words[noun.head].lemma in control:
            below, above = word.head, noun.head
            words[index] = replace(word, relation="advcl", head=above, case=noun.case)
            words[index - 1] = replace(words[index - 1], head=index)
            words[below] = replace(noun, relation="obj", head=index, case="")


def _in_places(words: list[Word], nouns: Collection[str], cases: Collection[str]) -> None:
    """ "went from house to house in the town of Tull hunting rebels": no town hunts anybody."""
    for verb, word in enumerate(words):
        place = word.head
        if word.tag != "VBG" or word.relation not in _ADJECTIVAL or words[verb - 1].text == ",":
            continue
        led = [i for i in _below(words, verb, "nsubj") if words[i].pos == "PROPN"]
        town = words[place].lemma in nouns and bool(led) and led[0] == verb - 1
        if town:
            words[led[0]] = replace(words[led[0]], relation="nmod", head=place, case=word.case)
        elif words[place].pos != "PROPN" or not words[place].entity.endswith("GPE"):
            continue
        above = words[place].head
        acts = words[above].pos == "VERB" and words[place].relation == "obl" and above < place
        if acts and words[place].case in cases:
            words[verb] = replace(word, relation="advcl", head=above, case="")


def _finite_aux(words: Sequence[Word], index: int) -> bool:
    """Whether an auxiliary of this time stands with a verb: "will go and sees"."""
    return any(words[i].tag in (*_FINITE, "MD") for i in _below(words, index, "aux"))


def _behind_a_day(words: list[Word], days: Collection[str]) -> None:
    """ "On Wednesday General Roe ordered": who acts is no day."""
    for index, word in enumerate(words):
        verb = word.head
        if word.relation != "obl" or word.pos != "PROPN" or index > verb:
            continue
        front = [i for i in _below(words, index, "compound") if words[i].text.lower() in days]
        if not front or word.text.lower() in days or _below(words, verb, *_SUBJECTS):
            continue
        for one in (*front, *_below(words, index, "case")):
            words[one] = replace(words[one], relation="obl:npmod", head=verb)
        _lead(words, index, verb)


def _with_an_aside(words: list[Word], _: Collection[str]) -> None:
    """ "Velmar, whose envoy had left, offered to talk": a verb with an object is no participle."""
    for verb, word in enumerate(words):
        noun = word.head
        if word.relation not in _ADJECTIVAL or word.tag != "VBN" or not noun < verb - 2:
            continue
        apart = words[noun + 1].text == words[verb - 1].text == ","
        if not apart or not word.text.endswith("ed") or words[noun].relation not in _SUBJECTS:
            continue
        above = words[noun].head
        if _below(words, verb, *_OWN) and words[above].pos in ("VERB", "AUX") and verb < above:
            words[verb] = replace(word, relation="ccomp", head=above, tag="VBD")
            _lead(words, noun, verb)


def _speaking(words: list[Word], _: Collection[str]) -> None:
    """ "Ana Roe, speaking in Tull, said": who speaks says it."""
    for index, word in enumerate(words):
        if word.tag != "VBG" or word.relation not in ("csubj", "ccomp", "advcl"):
            continue
        verb = word.head
        before = [i for i in _below(words, index, "nsubj") if i < index]
        named = [i for i in before if words[i + 1].text == ","]
        led = _below(words, verb, "nsubj", "nsubj:pass")
        if named and index < verb and words[verb].tag in _FINITE and not led:
            words[index] = replace(word, relation="acl", head=named[0])
            _lead(words, named[0], verb)


def _far(words: list[Word], _: Collection[str]) -> None:
    """ "After the vote, Ana Roe, the party's leader, said": the name before the aside says it."""
    for verb, word in enumerate(words):
        if word.tag not in _FINITE or word.pos != "VERB" or verb < 4 or words[verb - 1].text != ",":
            continue
        if word.relation not in ("root", "ccomp") or _below(words, verb, *_SUBJECTS):
            continue
        for noun in range(verb - 2):
            named = words[noun]
            if named.pos != "PROPN" or words[noun + 1].text != ",":
                continue
            free = not _below(words, noun, "case") and named.relation not in _SUBJECTS
            if free and _last(words, noun) == verb - 2:
                _lead(words, noun, verb)
                break


def _parted(words: list[Word], _: Collection[str]) -> None:
    """ "lifted, with immediate effect, the suspension of X": what stands behind the aside."""
    for index, word in enumerate(words):
        verb = word.head
        if word.relation != "dep" or word.pos != "NOUN" or not verb < index - 3:
            continue
        led = min([*_below(words, index), index])
        aside = words[verb + 1].text == words[led - 1].text == ","
        active = words[verb].pos == "VERB" and words[verb].tag != "VBN"
        if aside and active and not _below(words, verb, "obj"):
            words[index] = replace(word, relation="obj")


def _upon_those(words: list[Word], upon: Collection[str]) -> None:
    """ "fired tear gas at teachers marching on the ministry": at them, not at their marching."""
    for verb, word in enumerate(words):
        doing = word.tag == "VBG" and word.relation == "advcl" and word.case in upon
        who = [i for i in _below(words, verb, "nsubj") if i < verb and words[i].pos != "PRON"]
        if doing and who:
            noun = who[-1]
            words[noun] = replace(words[noun], relation="obl", head=word.head, case=word.case)
            words[verb] = replace(word, relation="acl", head=noun, case="")


def _whose(words: list[Word], _: Collection[str]) -> None:
    """ "Velmar, whose envoy spoke to Roe, praised her": the verb behind the aside is Velmar's."""
    for verb, word in enumerate(words):
        inner = word.head
        apart = word.relation == "conj" and word.tag in _FINITE and words[verb - 1].text == ","
        led = _below(words, inner, "nsubj") if apart and not _below(words, verb, *_SUBJECTS) else []
        if len(led) < 2 or not led[0] < led[-1] < inner < verb:
            continue
        if not any(words[i].tag == "WP$" for i in _below(words, led[-1], "nmod:poss")):
            continue
        above = words[inner]
        words[verb] = replace(
            word, relation=above.relation, head=verb if above.head == inner else above.head
        )
        words[inner] = replace(above, relation="acl:relcl", head=led[0])
        _lead(words, led[0], verb)


def _voiced(words: list[Word], voicing: Collection[str]) -> None:
    """ "said she would abstain, accusing them of lies": who says it accuses, and does so now."""
    for verb, word in enumerate(words):
        clause = words[word.head]
        if word.tag != "VBG" or word.relation != "advcl" or word.lemma not in voicing:
            continue
        told = clause.relation == "ccomp" and words[clause.head].tag in _FINITE
        if told and clause.head < word.head < verb and words[verb - 1].text == ",":
            words[verb] = replace(word, head=clause.head)


def _who(words: list[Word], persons: Collection[str]) -> None:
    """ "the statement of the President of X, who denied": no thing is who did something."""
    for verb, word in enumerate(words):
        thing = words[word.head].pos == "NOUN" and words[word.head].lemma not in persons
        if word.relation != "acl:relcl" or not thing:
            continue
        who = [i for i in _below(words, verb, "nsubj") if words[i].text.lower() == "who"]
        below = [i for i in _below(words, word.head, "nmod") if words[i].pos == "PROPN"]
        near = [i for i in below if who and word.head < i < who[0]]
        if near and _last(words, near[-1]) >= who[0] - 2:
            words[verb] = replace(word, head=near[-1])
