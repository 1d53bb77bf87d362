"""Whom the words right behind a cue name, whatever a tree makes of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from briefing.domain.lexicon import Grammar
from briefing.stages.extraction.cues import Cue
from briefing.stages.extraction.mentions import Mention
from briefing.stages.extraction.references import References
from briefing.stages.extraction.scenery import Scenery
from briefing.stages.extraction.trees import Tree

_OPENERS = ("ADP", "VERB")  # the last word of a cue that somebody described stands behind
_WITHIN = ("ADJ", "NUM")


def adjacent(scenery: Scenery, grammar: Grammar, cue: Cue, who: Collection[str]) -> tuple[str, ...]:
    """The party within the cue or right behind it, whatever the tree makes of it."""
    tree, mentions = scenery.tree, scenery.mentions
    words = tree.words
    within = [
        mention
        for mention in mentions
        if cue.start < mention.start
        and mention.end <= cue.end
        and not _acts(tree, mention)  # "said Tosk would respond"
    ]
    if len(within) == 1 and within[0].party not in who and not within[0].party.islower():
        return (within[0].party,)
    inside = tree.within(cue.start, cue.end)
    marks = [words[i].head for i in inside[-1:] if words[i].relation == "mark"]
    if any(tree.finite(clause) for clause in marks):
        return ()  # "warned that police would", but "demanded that X leave"
    if len(inside) == 2 and words[inside[1]].text.lower() in grammar.within:
        return ()  # "demonstrated in Tull"
    index = inside[-1] + 1 if inside else len(words)
    while index < len(words) and (
        words[index].pos == "DET" or words[index].text.lower() in grammar.relative
    ):
        index += 1
    sought = bool(inside) and words[inside[-1]].text.lower() in grammar.sought
    for mention in mentions:
        if sought and mention.party.islower():
            continue  # "asked for the young men"
        if index < len(words) and mention.start == words[index].start:
            head = tree.head_of(mention.start, mention.end)
            asked = head is None or words[head].relation != "nsubj:pass"
            return (mention.party,) if asked and mention.party not in who else ()
    return ()


def _acts(tree: Tree, mention: Mention) -> bool:
    """Whether it is the subject of a verb."""
    head = tree.head_of(mention.start, mention.end)
    return head is not None and tree.words[head].relation == "nsubj"


def described(scenery: Scenery, references: References, cue: Cue) -> tuple[str, ...]:
    """Whom the noun phrase right behind a cue describes: "a motion backing the minister".

    Nobody that is asked for: "called for the crew to be let go".
    """
    words, inside = scenery.tree.words, scenery.tree.within(cue.start, cue.end)
    first = inside[-1] + 1 if inside else len(words)
    if first >= len(words) or words[first].pos != "DET" or words[first - 1].pos not in _OPENERS:
        return ()
    if words[first - 1].text.lower() in references.grammar.sought:
        return ()
    noun = next((i for i in range(first + 1, len(words)) if words[i].pos not in _WITHIN), first)
    return tuple(references.parties(scenery, noun, loosely=False))


def led_within(scenery: Scenery, references: References, inside: Sequence[int]) -> tuple[str, ...]:
    """Who is named behind a preposition amid a cue: "turned to Tosk for help" against others."""
    words = scenery.tree.words
    if words[inside[-1]].pos == "ADP":
        return ()  # "filed a complaint with prosecutors against"
    led = [i for i in inside if words[i].relation in ("obl", "nmod")]
    cases = {*references.grammar.towards} - {*references.grammar.of}
    named = [i for i in led if words[i].case in cases and scenery.mention(i)]
    return next((tuple(f) for i in named if (f := references.parties(scenery, i))), ())
