"""What the news calls states and bodies whose name it knows: "the Baltic state", "the alliance"."""

from __future__ import annotations

from briefing.domain.base import Frozen


class Epithets(Frozen):
    """Words of one language that stand for names, all in lower case, and the names.

    ``bodies`` maps a noun to those who are called so ("the lender"), ``unlike`` are nouns that none
    of these is called by ("the group"). ``regions`` maps what stands before "state" to the states
    there ("Baltic"), ``lying`` are such words that name no region ("landlocked"). ``numbers`` tells
    how many "three" are.
    """

    bodies: dict[str, tuple[str, ...]] = {}
    regions: dict[str, tuple[str, ...]] = {}
    lying: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()
    numbers: dict[str, int] = {}
