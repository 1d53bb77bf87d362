"""Which names are one actor. Rules run from the surest to the weakest, each in a fixed order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from briefing.stages.resolution.context import Context
from briefing.stages.resolution.groups import Groups
from briefing.stages.resolution.mentions import Mention, Mentions
from briefing.stages.resolution.names import Form, skeleton
from briefing.stages.resolution.people import (
    has_surname,
    is_full,
    is_short,
    is_shorter,
    split,
    titles_agree,
)
from briefing.stages.resolution.words import TITLES

_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "de", "to"})


def merge(mentions: Mentions, context: Context) -> list[list[str]]:
    """The mention ids of the day in groups, one group per actor, sorted."""
    merger = _Merger(mentions)
    for one, other in mentions.aliases:
        if _may_be_called(mentions.forms[one], mentions.forms[other]):
            merger.join(one, other)
    _same_names(merger, context)
    _shorter_names(merger)
    for word, members in sorted(_single_words(merger).items()):
        things, people = _kinds_of(word, members, merger)
        _abbreviations(things, merger)
        _surnames(people, merger)
    return merger.groups.all()


class _Merger:
    """Joins mentions, and refuses what would make one actor of two known ones or of look-alikes."""

    def __init__(self, mentions: Mentions) -> None:
        self.mentions = mentions.all
        self.forms = mentions.forms
        self.groups = Groups(self.forms)
        # Mentions of persons with first and family name, by each word of the name.
        self.bearers: defaultdict[str, list[str]] = defaultdict(list)
        self.full_people: list[str] = []
        self.acronyms: defaultdict[str, set[str]] = defaultdict(set)
        self.initials: defaultdict[str, set[str]] = defaultdict(set)
        for key in sorted(self.forms):
            self._enter(key, self.forms[key])
        self._members = {key: [key] for key in self.forms}
        self._anchors = {key: {form.anchor} - {""} for key, form in self.forms.items()}
        self._people = {
            key: {form.tokens} if form.sort == "person" and is_full(form) else set()
            for key, form in self.forms.items()
        }
        self._looks = {key: {skeleton(form.key): form.key} for key, form in self.forms.items()}

    def _enter(self, key: str, form: Form) -> None:
        if form.sort == "person" and is_full(form):
            self.full_people.append(key)
            for token in set(form.tokens):
                self.bearers[token].append(key)
        self.acronyms[form.acronym].add(key)
        self.initials[initials(form)].add(key)

    def join(self, one: str, other: str) -> None:
        low, high = sorted((self.groups.root(one), self.groups.root(other)))
        if low == high or self._clash(low, high):
            return
        self.groups.join(low, high)
        self._members[low] += self._members.pop(high)
        self._anchors[low] |= self._anchors.pop(high)
        self._looks[low] |= self._looks.pop(high)
        self._people[low] |= self._people.pop(high)

    def join_all(self, keys: Iterable[str]) -> None:
        ordered = sorted(keys)
        for key in ordered[1:]:
            self.join(ordered[0], key)

    def _clash(self, one: str, other: str) -> bool:
        looks = self._looks[one]
        return (
            len(self._anchors[one] | self._anchors[other]) > 1
            or any(looks.get(look, key) != key for look, key in self._looks[other].items())
            or any(not set(a) & set(b) for a in self._people[one] for b in self._people[other])
        )

    def roots(self, keys: Iterable[str], wanted: Callable[[Form], bool]) -> set[str]:
        """Roots of ``keys`` whose group has a name that is wanted."""
        roots = {self.groups.root(key) for key in keys}
        return {root for root in roots if any(map(wanted, self.forms_of(root)))}

    def forms_of(self, root: str) -> list[Form]:
        return [self.forms[key] for key in self._members[root]]

    def code(self, root: str) -> str:
        """The one country that the group's names and claims give, else empty."""
        codes = {code for key in self._members[root] for code in self.mentions[key].countries}
        codes |= {form.code for form in self.forms_of(root)}
        codes -= {""}
        return min(codes) if len(codes) == 1 else ""


def _may_be_called(one: Form, other: Form) -> bool:
    """Whether an article's own list of names may make ``one`` and ``other`` one actor."""
    if bool(one.anchor) != bool(other.anchor):
        known, free = (one, other) if one.anchor else (other, one)
        if known.sort != "office":
            return free.sort == "generic"
        return free.sort != "person" or known.tokens[-1] in TITLES
    if is_full(one) and is_full(other) and "person" in {one.sort, other.sort}:
        return bool(set(one.tokens) & set(other.tokens))
    return True


def _same_names(merger: _Merger, context: Context) -> None:
    same: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for key, form in merger.forms.items():
        if form.sort == "generic":
            scope = context.origins.first[merger.mentions[key].article]
            same[scope, form.key].append(key)
        elif form.anchor or not is_short(form):
            same["", form.key].append(key)
    for name in sorted(same):
        merger.join_all(same[name])


def _shorter_names(merger: _Merger) -> None:
    """Full names with fewer first names, where only one person can be meant."""
    families: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for key in merger.full_people:
        families[split(merger.forms[key].tokens)[1]].append(key)
    for _, keys in sorted(families.items()):
        for key in sorted(keys, key=lambda one: (-len(merger.forms[one].key), one)):
            form = merger.forms[key]
            longer = {
                merger.groups.root(one) for one in keys if is_shorter(form, merger.forms[one])
            }
            root = merger.groups.root(key)
            if len(longer) == 1 and _same_country(merger, root, min(longer)):
                merger.join(root, min(longer))


def _same_country(merger: _Merger, one: str, other: str) -> bool:
    codes = {merger.code(one), merger.code(other)} - {""}
    return len(codes) < 2


def _single_words(merger: _Merger) -> dict[str, list[str]]:
    words: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted(merger.forms):
        form = merger.forms[key]
        if not form.anchor and is_short(form):
            words[form.key].append(key)
    return dict(words)


def _kinds_of(word: str, keys: list[str], merger: _Merger) -> tuple[list[str], list[str]]:
    """The mentions of one word that mean a thing, and those that mean a person.

    Where nothing tells, the other mentions of the word decide; where they differ, neither.
    """
    people = [key for key in keys if merger.forms[key].sort == "person"]
    things = [key for key in keys if key not in people and _is_thing(merger.mentions[key])]
    rest = [key for key in keys if key not in people and key not in things]
    if people and things:
        return things, people
    if people or (word.split()[-1] in merger.bearers and not things):
        return [], [*people, *rest]
    return [*things, *rest], []


def _is_thing(mention: Mention) -> bool:
    return bool({*mention.kinds, *mention.hints} - {"", "other", "person"})


def _abbreviations(keys: list[str], merger: _Merger) -> None:
    """One word for the same thing everywhere, and for the name it abbreviates if there is one."""
    if not keys:
        return
    text = merger.forms[keys[0]].text
    long = merger.roots(keys, lambda form: len(form.tokens) > 1)
    long |= {merger.groups.root(key) for key in merger.acronyms.get(text, ())}
    if not long and text.isupper() and len(text) > 2:
        long = {merger.groups.root(key) for key in merger.initials.get(text, ())}
    if len(long) > 1:
        keys = [key for key in keys if merger.groups.root(key) not in long]
        long = set()
    merger.join_all([*keys, *long])


def initials(form: Form) -> str:
    """The capitals that would abbreviate the name; empty for persons, states and single words."""
    words = [word for word in form.text.replace("-", " ").split() if word not in _SMALL]
    if form.sort not in {"name", "office"} or len(words) < 2:
        return ""
    return "".join(word[0] for word in words).upper()


def _surnames(keys: list[str], merger: _Merger) -> None:
    """Family names: first within the article, then, where only one person bears it, in the day."""
    left: list[str] = []
    for key in keys:
        if merger.roots([key], is_full):
            continue
        bearers = _bearers(key, merger, merger.mentions[key].article)
        if len(bearers) == 1:
            merger.join(key, min(bearers))
        elif not bearers:
            left.append(key)
    bearers = {root for key in left for root in _bearers(key, merger)}
    for key in left:
        if len(bearers) == 1:
            merger.join(key, min(bearers))
    if not bearers:
        _same_titles(left, merger)


def _bearers(key: str, merger: _Merger, article: str = "") -> set[str]:
    """Roots of the persons, of the article or of the day, whose family name ``key`` is."""
    short = merger.forms[key]
    found: set[str] = set()
    for one in merger.bearers.get(short.tokens[-1], ()):
        root = merger.groups.root(one)
        here = not article or merger.mentions[one].article == article
        if here and root not in found and has_surname(merger.forms[one], short, merger.code(root)):
            found.add(root)
    return found


def _same_titles(keys: list[str], merger: _Merger) -> None:
    """Family names alone are one person unless their titles say otherwise."""
    forms = [merger.forms[key] for key in keys]
    if all(titles_agree(one, other) for one in forms for other in forms):
        merger.join_all(keys)
        return
    groups: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for key in keys:
        titles = tuple(sorted(set(merger.forms[key].titles)))
        groups[titles or (key,)].append(key)
    for _, same in sorted(groups.items()):
        merger.join_all(same)
