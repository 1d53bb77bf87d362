"""Whom the persons of an article speak for: "Norvian President Dulan", "its envoy, Ana Roe"."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.stages.extraction.references import References
from briefing.stages.extraction.scenery import Scenery


def homes_in(scenery: Scenery, references: References, kinds: Mapping[str, str]) -> dict[str, str]:
    """The bodies that a sentence says its persons belong to."""
    tree = scenery.tree
    found: dict[str, str] = {}
    for mention in scenery.mentions:
        if kinds.get(mention.party) != "person" or mention.party in found:
            continue
        head = tree.head_of(mention.start, mention.end)
        if head is None:
            continue
        around = [head, *tree.children(head, "appos")]
        if tree.words[head].relation == "appos":
            around.append(tree.words[head].head)
        for noun in around:
            for owner in references.owner(scenery, noun):
                if owner != mention.party and kinds.get(owner) != "person":
                    found.setdefault(mention.party, owner)
    return found
