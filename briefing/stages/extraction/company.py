"""What is known of the parties of an article, and the words of its language that take sides."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Company:
    """What is known of the parties of one article.

    ``kinds`` are their actor kinds, ``homes`` the bodies that persons speak for; ``demands`` and
    ``denials`` are words that open a demand which takes a side, and a denial; ``mutual`` those that
    open what two sides do to each other ("trade blame"), ``pleas`` what is brought before somebody
    who is to judge ("lodged a complaint with"), ``causes`` things that who asks for them is for,
    ``amends`` what only somebody reproached is asked to do ("to stop"), ``sayings`` what was only
    said ("allegation"), ``freeing`` what is asked for somebody ("the release of X"), ``gestures``
    what one party holds out to another ("offer"), ``grievances`` prepositions before what a protest
    is about ("over").
    """

    kinds: Mapping[str, str] = field(default_factory=dict)
    homes: Mapping[str, str] = field(default_factory=dict)
    demands: Collection[str] = ()
    denials: Collection[str] = ()
    mutual: Collection[str] = ()
    pleas: Collection[str] = ()
    causes: Collection[str] = ()
    amends: Collection[str] = ()
    sayings: Collection[str] = ()
    freeing: Collection[str] = ()
    gestures: Collection[str] = ()
    grievances: Collection[str] = ()
