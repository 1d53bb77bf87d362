"""The names of the day, each once per article, with what the claims say about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from briefing.domain.claims import ActorClaim, EventClaim, StanceClaim
from briefing.stages.resolution.context import Context, Stated, majority
from briefing.stages.resolution.names import Form, clean, folded, mention_key, read

# A stance may have no actor as its holder: the writer of the article, or nobody named.
NOBODY = frozenset({"", "AUTHOR", "UNATTRIBUTED"})


@dataclass
class Mention:
    """One name in one article. ``claims`` are its actor claims, else the claims that use it.

    ``kinds`` are those of claims about this very name, ``hints`` those of claims that list it.
    """

    id: str
    article: str
    names: set[str] = field(default_factory=set)
    kinds: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    sectors: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    claims: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Mentions:
    """All mentions by id, their forms, and the pairs that an actor claim says are one actor."""

    all: Mapping[str, Mention]
    forms: Mapping[str, Form]
    aliases: tuple[tuple[str, str], ...]


def mention_id(article: str, name: str) -> str:
    """The id of ``name`` within ``article``."""
    return f"{article}\x1f{mention_key(clean(name)[0])}"


def gather(context: Context) -> Mentions:
    """Collect every name that a claim uses as an actor."""
    mentions: dict[str, Mention] = {}
    aliases: list[tuple[str, str]] = []
    for stated, claim in context.stated(ActorClaim):
        ids = []
        for name in dict.fromkeys((claim.name, *claim.names)):
            if not name.strip():
                continue
            mention = _enter(mentions, stated, name)
            mention.claims.add(stated.id)
            if mention_id(stated.article, claim.name) == mention.id:
                mention.kinds.append(claim.kind)
            elif _is_hint(claim, name, context):
                mention.hints.append(claim.kind)
            mention.sectors.append(claim.sector)
            mention.countries.append(context.places.code(claim.country))
            ids.append(mention.id)
        aliases += [(ids[0], other) for other in ids[1:] if other != ids[0]]
    known = frozenset(mentions)
    for stated, name in _roles(context):
        mention = _enter(mentions, stated, name)
        if mention.id not in known:
            mention.claims.add(stated.id)
    forms = {key: _form(mentions[key], context) for key in sorted(mentions)}
    return Mentions(mentions, forms, tuple(sorted(set(aliases))))


def _is_hint(claim: ActorClaim, name: str, context: Context) -> bool:
    """Whether the kind of a claim tells the kind of a name it lists.

    A country listed among a person's names is no person, unless the name is part of the person's.
    """
    words = set(folded(clean(name)[0]).split())
    own = bool(words & set(folded(clean(claim.name)[0]).split()))
    return own or context.places.find(clean(name)[0]) is None


def _roles(context: Context) -> Iterable[tuple[Stated, str]]:
    for stated, event in context.stated(EventClaim):
        yield from (
            (stated, name) for name in (*event.initiators, *event.recipients) if name.strip()
        )
    for stated, stance in context.stated(StanceClaim):
        if stance.holder.strip() not in NOBODY:
            yield stated, stance.holder
        if stance.target_type == "actor" and stance.target.strip():
            yield stated, stance.target


def _enter(mentions: dict[str, Mention], stated: Stated, name: str) -> Mention:
    key = mention_id(stated.article, name)
    mention = mentions.setdefault(key, Mention(key, stated.article))
    mention.names.add(" ".join(name.split()))
    return mention


def _form(mention: Mention, context: Context) -> Form:
    kind = majority(kind for kind in (mention.kinds or mention.hints) if kind != "other")
    forms = [read(name, kind, context.places) for name in sorted(mention.names)]
    return max(forms, key=lambda form: (form.acronym, form.text))
