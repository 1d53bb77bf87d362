"""Actors of the day from their names, each with the reason for every name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefing.domain.dossier import Actor, Merge
from briefing.stages.resolution.context import Context, distinct, majority
from briefing.stages.resolution.mentions import Mention, Mentions, gather, mention_id
from briefing.stages.resolution.merging import initials, merge
from briefing.stages.resolution.names import Form, mention_key
from briefing.stages.resolution.people import is_full, is_short, is_shorter


@dataclass(frozen=True)
class Cast:
    """The actors and the way from a name in an article to the actor's id."""

    actors: tuple[Actor, ...]
    ids: Mapping[str, str]

    def of(self, article: str, name: str) -> str:
        """The actor id of ``name`` as used in ``article``; the name must have been gathered."""
        return self.ids[mention_id(article, name)]


@dataclass(frozen=True)
class _Group:
    mentions: list[Mention]
    forms: list[Form]
    chosen: Form

    @property
    def scope(self) -> tuple[str, ...]:
        return (min(one.article for one in self.mentions), min(one.id for one in self.mentions))


def cast(context: Context) -> Cast:
    """Resolve every name of the day to an actor."""
    mentions = gather(context)
    groups = [_group(keys, mentions) for keys in merge(mentions, context)]
    ids = distinct("p", groups, [lambda one: _basis(one, context), lambda one: one.scope])
    position = {article.id: at for at, article in enumerate(context.articles)}
    actors = [_actor(key, one, context, position) for key, one in zip(ids, groups, strict=True)]
    actors.sort(key=lambda actor: (actor.name.casefold(), actor.id))
    names = {
        mention.id: key for key, one in zip(ids, groups, strict=True) for mention in one.mentions
    }
    return Cast(tuple(actors), names)


def _group(keys: list[str], mentions: Mentions) -> _Group:
    forms = [mentions.forms[key] for key in keys]
    return _Group([mentions.all[key] for key in keys], forms, min(forms, key=_rank))


def _rank(form: Form) -> tuple[int, int, int, str]:
    """The fullest name first: a known state or body, then the most words, then the alphabet."""
    sorts = {"state": 0, "body": 0, "office": 2, "generic": 4}
    rank = sorts.get(form.sort, 3 if is_short(form) else 1)
    return rank, -len(form.tokens), len(form.text), form.text


def _basis(group: _Group, context: Context) -> tuple[str, ...]:
    """What the actor's id is made of: nothing that another article can change without reason."""
    chosen = group.chosen
    if chosen.sort == "generic":
        scope = min(context.origins.first[mention.article] for mention in group.mentions)
        return chosen.key, scope
    if chosen.sort == "state":
        return (chosen.code,)
    if chosen.sort == "person" and is_short(chosen):
        return (" ".join((*chosen.titles, chosen.key)),)
    return (chosen.key,)


def _actor(key: str, group: _Group, context: Context, position: Mapping[str, int]) -> Actor:
    chosen = group.chosen
    name = _display(chosen)
    texts: dict[str, Form] = {}
    for form in sorted(group.forms, key=lambda one: (one.text, one.acronym)):
        if mention_key(form.text) != mention_key(name):
            texts.setdefault(mention_key(form.text), form)
    others = sorted(texts.values(), key=lambda form: (form.text.casefold(), form.text))
    articles = {mention.article for mention in group.mentions}
    return Actor(
        id=key,
        name=name,
        aliases=tuple(form.text for form in others),
        kind=_kind(group, context),
        sector=majority(one for mention in group.mentions for one in mention.sectors),
        country=_country(group),
        merges=tuple(Merge(name=form.text, reason=_reason(form, group)) for form in others),
        claims=tuple(sorted({claim for one in group.mentions for claim in one.claims})),
        articles=tuple(sorted(articles, key=lambda one: position[one])),
    )


def _display(form: Form) -> str:
    if form.sort in {"state", "body"}:
        return form.owner
    if form.sort != "person" or is_short(form) or not form.titles:
        return form.text
    return " ".join(form.text.split()[-_words_without_titles(form) :])


def _words_without_titles(form: Form) -> int:
    """How many words at the end of the text make up the name (hyphens make one word of several)."""
    words, left = 0, len(form.tokens)
    for word in reversed(form.text.split()):
        if left <= 0:
            break
        left -= len(word.replace("-", " ").split())
        words += 1
    return words


def _kind(group: _Group, context: Context) -> str:
    kinds = context.vocabulary.actor_kinds
    said = [one for mention in group.mentions for one in mention.kinds]
    if group.chosen.sort == "state" and "state" in kinds:
        return "state"
    known = {"body": "organisation", "person": "person"}.get(group.chosen.sort, "other")
    sure = majority(one for one in said if one != "other")
    return sure or (known if known in kinds else majority(said, "other"))


def _country(group: _Group) -> str:
    if group.chosen.anchor:
        return group.chosen.code
    said = majority(one for mention in group.mentions for one in mention.countries)
    return said or majority(form.code for form in group.forms)


_KNOWN = {
    "name": "name of {}",
    "alias": "another name of {}",
    "capital": "capital of {}",
    "demonym": "demonym of {}",
    "government": "government of {}",
}


def _reason(form: Form, group: _Group) -> str:
    """Why ``form`` is a name of the group's actor, in words for a reader."""
    chosen = group.chosen
    if form.sort in {"state", "body"}:
        return _KNOWN[form.how].format(form.owner)
    if form.sort == "office" and form.anchor == chosen.anchor:
        return f"same office of {form.owner}"
    if form.key == chosen.key:
        return "same name after titles" if form.titles or chosen.titles else "same name"
    for other in sorted(group.forms, key=_rank):
        if other.acronym == form.text or (form.text and initials(other) == form.text):
            return f"abbreviation of {_display(other)}"
    if chosen.sort == "person" and is_short(form) and form.sort in {"person", "name"}:
        return f"surname of {_display(chosen)}"
    if is_full(form) and is_shorter(form, chosen):
        return f"shorter form of {_display(chosen)}"
    return "named so in the article"
