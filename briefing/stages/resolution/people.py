"""Persons by their names: which short form belongs to which full one."""

from __future__ import annotations

from briefing.stages.resolution.names import Form
from briefing.stages.resolution.words import FAMILY_FIRST, PARTICLES, RANKS, SUFFIXES


def split(tokens: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """First names and family name; particles belong to the latter ("von der leyen")."""
    core = tokens
    while len(core) > 1 and core[-1] in SUFFIXES:
        core = core[:-1]
    for at, token in enumerate(core[:-1]):
        if token in PARTICLES:
            return core[:at], core[at:]
    return core[:-1], core[-1:]


def is_full(form: Form) -> bool:
    """Whether the name has a first name as well as a family name."""
    return form.sort in {"person", "name"} and bool(split(form.tokens)[0])


def is_short(form: Form) -> bool:
    """Whether the name is a family name alone."""
    return form.sort in {"person", "name"} and not split(form.tokens)[0]


def has_surname(full: Form, short: Form, code: str) -> bool:
    """Whether ``short`` is the family name of ``full``, whose country is ``code``."""
    if code in FAMILY_FIRST and len(full.tokens) > 1:
        return short.tokens == full.tokens[:1]
    family = split(full.tokens)[1]
    return short.tokens in (family, family[-1:])


def is_shorter(short: Form, full: Form) -> bool:
    """Whether both are one person's full names, ``short`` with fewer or cut first names."""
    if short.tokens == full.tokens or len(short.tokens) > len(full.tokens):
        return False
    firsts, family = split(short.tokens)
    others, others_family = split(full.tokens)
    if not firsts or not others or family != others_family or not _same_suffix(short, full):
        return False
    if not _agree(firsts[0], others[0]):
        return False
    rest = iter(others[1:])
    return all(any(_agree(one, other) for other in rest) for one in firsts[1:])


def _same_suffix(one: Form, other: Form) -> bool:
    return set(one.tokens) & SUFFIXES == set(other.tokens) & SUFFIXES


def _agree(one: str, other: str) -> bool:
    """Whether ``one`` is the first name ``other``, or its initial."""
    return one == other or (len(one) == 1 and other.startswith(one))


def titles_agree(one: Form, other: Form) -> bool:
    """Whether two titles can be one person's: one says no more than the other, at the same rank."""
    mine, theirs = set(one.titles), set(other.titles)
    if not mine or not theirs:
        return True
    return mine & RANKS == theirs & RANKS and (mine <= theirs or theirs <= mine)
