"""What tells names in a language whose script has no capitals."""

from __future__ import annotations

from briefing.domain.base import Frozen


class Uncased(Frozen):
    """Names and the words that open them.

    ``capitals`` maps the codes of countries to towns that stand for their governments, ``peoples``
    to words for what is theirs (the loader adds their endings). ``known`` are bodies by their
    actor kind, ``alike`` other names of theirs. ``sorts`` are nouns that open the names of bodies
    of each kind, ``ruling`` ones bodies that are the state whose name or people stands behind
    them, ``fields`` words between a title and a name, ``given`` first names. ``particles``
    stand before a part of a name, ``compound`` words end a first name; ``many`` are endings of
    words for many, ``adjectives`` those of words that describe, ``relational`` of
    those that say of what sort something is.
    """

    capitals: dict[str, tuple[str, ...]] = {}
    peoples: dict[str, tuple[str, ...]] = {}
    known: dict[str, tuple[str, ...]] = {}
    alike: dict[str, tuple[str, ...]] = {}
    sorts: dict[str, tuple[str, ...]] = {}
    ruling: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    compound: tuple[str, ...] = ()
    many: tuple[str, ...] = ()
    relational: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
