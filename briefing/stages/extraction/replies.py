"""Whom a clause about something just told answers: "A offered help, an offer that B welcomed"."""

from __future__ import annotations

from collections.abc import Collection

from briefing.stages.extraction.references import References
from briefing.stages.extraction.scenery import Scenery


def replied_to(
    scenery: Scenery,
    references: References,
    verb: int,
    who: Collection[str],
    statements: Collection[str],
) -> tuple[str, ...]:
    """Who said or did what the noun of a relative clause stands for: the subject before it."""
    tree = scenery.tree
    word = tree.words[verb]
    if word.relation not in ("acl:relcl", "acl") or word.head >= verb:
        return ()
    noun = tree.words[word.head]
    first = min([word.head, *tree.children(word.head)])
    if noun.lemma not in statements or not first or tree.words[first - 1].text != ",":
        return ()  # what a comma does not set off is told here for the first time
    for above in tree.ancestors(word.head):
        if above > word.head or tree.words[above].pos not in ("VERB", "AUX"):
            continue
        subject = tree.subject(above)
        if subject is None or subject.undergoes:
            continue
        found = tuple(p for p in references.parties(scenery, subject.word) if p not in who)
        if found:
            return found[:1]
    return ()


def thing_against(scenery: Scenery, verb: int) -> str:
    """The common noun that an act is told to be against: "voted against the bill"."""
    words = scenery.tree.words
    below = (words[one] for one in scenery.tree.obliques(verb, ("against",)))
    return next((word.lemma for word in below if word.pos == "NOUN"), "")
