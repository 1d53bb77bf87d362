"""Who speaks, and to whom, where the clause of the words does not say it.

"Roe said the blame lay with Lesk" accuses Lesk: the speaker stands above. "Roe, in a call with
Haar, urged restraint" and "wrote to the Council asking for help" name beside the verb to whom the
words went.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from briefing.stages.extraction.cues import Cue
from briefing.stages.extraction.government import anchor
from briefing.stages.extraction.references import References
from briefing.stages.extraction.roles import Reading
from briefing.stages.extraction.scenery import Scenery

_Parties = tuple[str, ...]


def voiced(
    reading: Reading,
    scenery: Scenery,
    references: References,
    cue: Cue,
    speech: Collection[str],
) -> Reading:
    """A reading of words with their speaker and whom they went to, told outside their clause."""
    verb = anchor(scenery.tree, cue)
    if verb is None or cue.noun:
        return reading
    tree, grammar = scenery.tree, references.grammar
    subject = tree.subject(verb)
    noun = tree.words[subject.word] if subject is not None else None
    if noun is not None and noun.lemma in grammar.blames and not reading.who:
        return replace(reading, who=_speaker(scenery, references, verb, speech))
    inside = reading.thing in cue.text.lower()  # "pledged support" is about nothing else
    if reading.who and inside and not reading.whom:
        whom = _addressed(scenery, references, verb, reading.who)
        return replace(reading, whom=whom) if whom else reading
    return reading


def _speaker(
    scenery: Scenery, references: References, verb: int, speech: Collection[str]
) -> _Parties:
    """Who says the clause of a verb, before or behind it."""
    tree = scenery.tree
    for above in (verb, *tree.ancestors(verb)):
        if tree.words[above].lemma in speech and above != verb:
            subject = tree.subject(above)
            return tuple(references.parties(scenery, subject.word)) if subject else ()
    return ()


def _addressed(
    scenery: Scenery, references: References, verb: int, who: Collection[str]
) -> _Parties:
    """To whom words went: "in a letter to X", "wrote to X asking"; the parties behind "to"."""
    tree, grammar = scenery.tree, references.grammar
    cases = [case for case in grammar.towards if case not in grammar.of]
    subject = tree.subject(verb)
    hung = [verb, *tree.children(verb, "obj"), *([subject.word] if subject else [])]
    occasions = [
        index
        for index, one in enumerate(tree.words)
        if one.lemma in grammar.occasions
        and one.case in grammar.within[:1]
        and (one.head in hung or tree.words[one.head].pos == "PUNCT")
    ]
    word = tree.words[verb]
    if word.tag == "VBG" and word.relation in ("advcl", "xcomp"):
        occasions += [word.head] if tree.words[word.head].lemma in grammar.writing else []
    for one in occasions:
        for other in tree.obliques(one, cases):
            if found := tuple(p for p in references.parties(scenery, other) if p not in who):
                return found
    return ()
