"""Harm told of nobody ("six people were killed when rebels shelled the town"): whose act it was."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from briefing.domain.claims import EventClaim, FigureKind
from briefing.domain.vocabulary import Vocabulary
from briefing.stages.extraction.trees import Tree

_VICTIMS: tuple[FigureKind, ...] = ("killed", "wounded", "arrested", "displaced", "missing")
_ON_NOUNS = ("acl", "acl:relcl", "amod")
_DAYS = 60
_NOUNS = ("NOUN", "PROPN")


def is_news(
    claim: EventClaim,
    tree: Tree | None,
    word: int | None,
    published: date | None,
    since: Collection[str],
    disasters: Collection[str] = (),
) -> bool:
    """Whether harm that a sentence tells of nobody is an event of its own.

    It has victims, is not only told of somebody else ("the 22 soldiers captured last year"), is no
    sum over years (``since`` are words for "since") and lies not more than two months back.
    ``word`` is where the tree has the act. Where its sentence names one of the ``disasters``,
    nobody did it.
    """
    if not any(figure.kind in _VICTIMS for figure in claim.figures):
        return False
    day = claim.date.day if claim.date is not None else published
    if day is not None and published is not None and (published - day).days > _DAYS:
        return False
    if tree is None or word is None:
        return True
    if any(w.pos in _NOUNS and w.lemma.lower() in disasters for w in tree.words):
        return False
    head = tree.words[word].head
    aside = tree.words[word].relation in _ON_NOUNS and tree.words[head].head != head
    summed = any(tree.words[i].text.lower() in since for i in tree.phrase(word))
    return not (aside or summed)


def is_aimless(claim: EventClaim, vocabulary: Vocabulary, deeds: Collection[str] = ()) -> bool:
    """Whether one party harms nobody and nothing that the text names or counts.

    Whoever owns up to one of the ``deeds`` that were told before is heard ("claimed
    responsibility for the attack").
    """
    words = claim.cue.lower().split()
    owned = claim.factuality != "denied" and len(words) > 1 and {*words} & {*deeds}
    told = claim.recipients or claim.issue or claim.figures or owned
    harm = vocabulary.types[claim.type].needs_victim(claim.mode)
    return harm and len(claim.initiators) == 1 and not told


def claimed(claims: Sequence[EventClaim]) -> list[EventClaim]:
    """Claims without an initiator join the one act of the same type that their sentence tells.

    They give it their figures, and their recipients where it names none. Where the sentence tells
    no such act, or several, they stay as they are.
    """
    result = list(claims)
    for claim in claims:
        if claim.initiators:
            continue
        hosts = [host for host in result if _same_harm(host, claim)]
        if len({(host.initiators, host.factuality) for host in hosts}) == 1:
            result.remove(claim)
            result[result.index(hosts[0])] = _joined(hosts[0], claim)
    return result


def told_elsewhere(claims: Sequence[EventClaim], harming: Collection[str]) -> list[EventClaim]:
    """The claims, harm by nobody without its victims where somebody is told to have done harm.

    Then it is that deed in other words ("seven died"), or beside the point; it is news of its own
    only where the article knows nobody who did the like, nor any harm to somebody. ``harming`` are
    the types of such deeds.
    """
    known = [claim for claim in claims if claim.initiators and claim.type in harming]
    types = {claim.type for claim in known}
    hurt = any(claim.recipients for claim in known)
    return [
        c if c.initiators or not (hurt or c.type in types) else c.model_copy(update={"figures": ()})
        for c in claims
    ]


def _same_harm(host: EventClaim, claim: EventClaim) -> bool:
    return (
        bool(host.initiators)
        and host.type == claim.type
        and host.evidence[0] == claim.evidence[0]
        and not {*host.initiators} & {*claim.recipients}
    )


def _joined(host: EventClaim, claim: EventClaim) -> EventClaim:
    known = {(figure.kind, figure.value) for figure in host.figures}
    more = tuple(f for f in claim.figures if (f.kind, f.value) not in known)
    told = bool(host.recipients)
    return host.model_copy(
        update={
            "figures": (*host.figures, *more),
            "recipients": host.recipients if told else claim.recipients,
            "roles_from": host.roles_from if told else (host.roles_from[0], claim.roles_from[1]),
        }
    )
