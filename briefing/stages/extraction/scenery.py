"""One sentence as it is read: its tree and where it names the actors of its article."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.stages.extraction.mentions import Mention
from briefing.stages.extraction.trees import Tree


@dataclass
class Scenery:
    """A sentence with its tree and mentions.

    ``subjects`` and the word that names them, ``lead``, are filled once it has been read.
    """

    number: int
    text: str
    tree: Tree
    mentions: tuple[Mention, ...]
    subjects: tuple[str, ...] = ()
    lead: int | None = None

    @property
    def parties(self) -> tuple[str, ...]:
        """Everybody the sentence names, peoples included, in its order."""
        return tuple(dict.fromkeys(m.party for m in self.mentions))

    @property
    def named(self) -> tuple[str, ...]:
        """The parties that are named by name and not as a people."""
        return tuple(dict.fromkeys(m.party for m in self.mentions if m.how != "demonym"))

    def mention(self, index: int) -> Mention | None:
        """The mention that a word belongs to."""
        start = self.tree.words[index].start
        return next((m for m in self.mentions if m.start <= start < m.end), None)

    def joined(self, index: int) -> list[int]:
        """A noun and what "and" joins to it, or to the last word of its name.

        "Doctors Without Borders and Oxfam": parsers join Oxfam to the borders.
        """
        mention = self.mention(index)
        inside = self.tree.within(mention.start, mention.end) if mention is not None else []
        found = [one for word in {index, *inside} for one in self.tree.joined(word)]
        return sorted({index, *found} - ({*inside} - {index}))

    def named_before(self, index: int) -> tuple[str, ...]:
        """The parties named before a word, the nearest first."""
        start = self.tree.words[index].start
        before = [m.party for m in self.mentions if m.end <= start and m.how != "demonym"]
        return tuple(dict.fromkeys(reversed(before)))
