"""At whom one act is directed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """The parties acted upon, the common noun acted upon, and whether anything is."""

    parties: tuple[str, ...] = ()
    thing: str = ""
    open: bool = False
