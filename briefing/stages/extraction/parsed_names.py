"""Names that the parser sees in a sentence and that a model's list lacks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from briefing.domain.lexicon import Lexicon
from briefing.domain.vocabulary import CountryTable
from briefing.stages.extraction.belonging import nouns_beside
from briefing.stages.extraction.closed_words import of_land, without_article
from briefing.stages.extraction.mentions import Party, word_pattern
from briefing.stages.extraction.naming import without_opener
from briefing.stages.extraction.titles import is_person, strip_titles
from briefing.stages.extraction.trees import Tree

_LIKELY = 3  # of the prepositions before whom an act is directed at
_ROLES = frozenset(
    {"nsubj", "nsubj:pass", "obl:agent", "obj", "iobj", "appos", "nmod:poss", "csubj"}
)
_KINDS = {
    **dict.fromkeys(("PERSON", "PER"), "person"),
    **dict.fromkeys(("GPE", "LOC"), "state"),
    **{"ORG": "organisation", "NORP": "group", "MISC": "other"},
}
# what the parser takes some names of bodies for ("the rights group Open Square")
_NO_BODIES = frozenset({"FAC", "WORK_OF_ART", "PRODUCT", "EVENT", "LAW"})
# kinds that the noun beside a name may put right; a land or a people only qualifies it
_UNTOLD = frozenset({"", "organisation", "person", "other"})
_BEFORE = ("NOUN", "ADJ")  # the parser takes "preacher" for an adjective
_PLURALS = ("'", "’")
_JUNK = re.compile(r"^(?:[A-Z]\.?|[A-Z]{1,2}\d.*|.*\d.*)$")


def parsed_names(
    trees: Sequence[tuple[Tree, str]],
    known: Sequence[Party],
    lexicon: Lexicon,
    countries: CountryTable,
) -> list[Party]:
    """Persons and bodies with a role in some sentence, each once, in the order of the text."""
    found: dict[str, Party] = {}
    votes: dict[str, Counter[str]] = {}
    acts: set[str] = set()
    called: set[str] = set()
    whole = "\n".join(text for _, text in trees)
    sorts = sorts_of_bodies(lexicon)
    for tree, text in trees:
        for start, end in _runs(tree, lexicon.bodies):
            name, kind, acting = _named(tree, text, start, end, lexicon)
            name = of_land(without_article(name, lexicon, whole), lexicon, countries)
            own = acting and kind == "organisation" and not _is_ruling(name, lexicon)
            if (
                not name
                or name.lower() in lexicon.numbers
                or _covered(name, known, body=own or _is_body(name, lexicon))
            ):
                continue
            is_called = kind in _UNTOLD and nouns_beside(tree, start, end, sorts)
            votes.setdefault(name, Counter())[kind] += 1
            if is_called:
                called.add(name)
            if acting and tree.words[start].entity[2:] not in _NO_BODIES:
                acts.add(name)
    peoples = {form for country in countries.countries for form in country.demonyms}
    for name, kinds in votes.items():
        if countries.named(name) is not None or name in peoples:
            continue
        if any(name in other and name != other for other in found):
            continue
        paper = " " in name and name.split()[-1].lower() in lexicon.outlets
        kind = kinds.most_common(1)[0][0]
        kind = "organisation" if name in called or (paper and kind == "person") else kind
        told = name in called or _is_body(name, lexicon)
        party = _party(name, kind, acts=name in acts, called=told)
        if party is not None:
            found[name] = party
    longer = [name for name, party in found.items() if party.kind == "organisation"]
    return [
        party
        for name, party in found.items()
        if name not in longer or not any(other.startswith(f"{name} of ") for other in longer)
    ]


def sorts_of_bodies(lexicon: Lexicon) -> frozenset[str]:
    """Nouns that say of a name that it is a body's and no state's ("charity", "bloc")."""
    bodies = lexicon.grammar.bodies if lexicon.grammar else {}
    return frozenset(
        noun
        for kinds, nouns in bodies.items()
        if {"company", "group"} & {*kinds.split()}
        for noun in nouns
    )


def _party(name: str, kind: str, *, acts: bool, called: bool = False) -> Party | None:
    """A person by first and last name, a body by what it is called, anybody else who acts."""
    words = name.split()
    if kind == "person" and len(words) >= 2:
        return Party(name, kind, sure=acts)
    if called:
        return Party(name, "organisation")
    if acts:
        return Party(name, kind or "other", sure=len(words) >= 2 and kind == "organisation")
    return None


def _is_body(name: str, lexicon: Lexicon) -> bool:
    words = name.lower().split()
    headed = words[0] in lexicon.bodies and words[1:2] in (["of"], ["for"])
    return len(words) > 1 and (headed or words[-1] in lexicon.bodies)


def _runs(tree: Tree, bodies: Collection[str]) -> list[tuple[int, int]]:
    """Stretches of words that make one name: entities, else proper nouns in a row.

    Two with only a plural's apostrophe between them are one before a body ("Dockers' Union").
    """
    runs: list[tuple[int, int]] = []
    for start, end in _single_runs(tree):
        owned = runs and runs[-1][1] == start - 1 and tree.words[start - 1].text in _PLURALS
        if owned and tree.words[end - 1].text.lower() in bodies:
            start = runs.pop()[0]
        runs.append((start, end))
    return runs


def _single_runs(tree: Tree) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    index = 0
    words = tree.words
    while index < len(words):
        word = words[index]
        if word.entity.startswith("B-") and word.entity[2:] in {*_KINDS, *_NO_BODIES}:
            end = index + 1
            while end < len(words) and words[end].entity == f"I-{word.entity[2:]}":
                end += 1
            runs.append((index, end))
            index = end
        elif word.pos == "PROPN" and not word.entity:
            end = index + 1
            while end < len(words) and words[end].pos == "PROPN" and not words[end].entity:
                end += 1
            runs.append((index, end))
            index = end
        else:
            index += 1
    return runs


def _named(tree: Tree, text: str, first: int, last: int, lexicon: Lexicon) -> tuple[str, str, bool]:
    words = tree.words
    name = text[words[first].start : words[last - 1].end]
    name = re.sub(r"^(?:[Tt]he|[Aa]n?)\s+", "", " ".join(name.split()))
    name = re.sub(r"['’]s?$", "", name).strip(" .,;:'\"“”‘’")
    closed = ")" in name or text[words[last - 1].end :].startswith(")")
    name = f"{name.strip(')')})" if "(" in name and closed else name.strip("() ")
    name = without_opener(name, lexicon)
    bare = strip_titles(name, lexicon)
    kind = _KINDS.get(words[first].entity[2:], "")
    if bare != name:
        name, kind = bare, "person"
    titles = {title.lower() for title in lexicon.titles}
    if name.lower() in _realms(lexicon) and re.match(r" of\b", text[words[last - 1].end :]):
        return "", "", False  # "the Sultanate of Maqdar" is Maqdar
    office = kind == "person" and name.split()[-1:] and name.split()[-1].lower() in titles
    if name.lower() in lexicon.openers or office:  # "Even", "RCMP Sgt"
        return "", "", False
    if not name[:1].isupper() or _JUNK.match(name) or name.lower() in titles or len(name) < 3:
        return "", "", False
    if _introduced(tree, first, name, kind, lexicon):
        return name, "person", True
    head = tree.head_of(words[first].start, words[last - 1].end)
    by = lexicon.grammar.by if lexicon.grammar and kind == "organisation" and " " in name else ()
    acting = head is not None and (_acting(tree, head) or words[head].case in by)
    return name, kind, acting


def _introduced(tree: Tree, first: int, name: str, kind: str, lexicon: Lexicon) -> bool:
    """Whether what stands before a name says who a person is: "the financier Oren Dahl"."""
    grammar = lexicon.grammar
    if grammar is None or not first or not is_person(name):
        return False
    before = tree.words[first - 1]
    called = kind == "person" or name.split()[0].lower() in {*grammar.women, *grammar.men}
    return called and before.text.islower() and before.pos in _BEFORE


def _realms(lexicon: Lexicon) -> list[str]:
    """What a state is in its full name ("Republic")."""
    return [realm.lower() for realm in lexicon.grammar.realms] if lexicon.grammar else []


def _acting(tree: Tree, head: int) -> bool:
    for _ in range(4):
        word = tree.words[head]
        if word.relation in _ROLES:
            return True
        if word.relation != "conj" or word.head == head:
            return False
        head = word.head
    return False


def _covered(name: str, known: Sequence[Party], *, body: bool = False) -> bool:
    """Whether a name is part of a known one or has one in it, which for a ``body`` may be a state's
    or of one word ("Nigeria Labour Congress").
    """
    pattern = re.compile(word_pattern(name), re.IGNORECASE)
    for party in known:
        for form in (party.name, *party.forms):
            part = body and _bears(name, form, party.kind)
            if pattern.search(form) or (not part and re.search(word_pattern(form), name)):
                return True
    return False


def _is_ruling(name: str, lexicon: Lexicon) -> bool:
    """Whether a name is that of a state or of what rules it: "Government of Tosk"."""
    grammar = lexicon.grammar
    ruling = {*grammar.states, *grammar.ruling} if grammar else set()
    return bool({word.lower() for word in name.split()} & ruling)


def _bears(name: str, form: str, kind: str) -> bool:
    """Whether a body's name has another's in it, as it may a state's or one of a single word.

    "Nigeria Labour Congress", "Manufacturers Association of Nigeria"; not "Steelmaker Usinova".
    """
    short = kind == "state" or " " not in form
    return short and (name.startswith(f"{form} ") or name.endswith(f" of {form}"))


def short_forms(
    trees: Sequence[Tree],
    known: Sequence[Party],
    lexicon: Lexicon,
) -> list[Party]:
    """Parties with the first word of their name as a form where the text uses it alone.

    What stands behind a preposition of place ("in") is a town or a land, and nobody's short name;
    what is only told to be "at", "of" or "from" somewhere may be one.

    "Dunmore apologised" after "Dunmore Homes"; never a person's first name, nor a word that begins
    the names of two parties.
    """
    grammar = lexicon.grammar
    within = grammar.within if grammar else ()
    where = {*grammar.at, *grammar.ways} - {*grammar.towards[:_LIKELY]} if grammar else set()
    firsts = Counter(p.name.split()[0] for p in known if " " in p.name)
    words = [(tree, i, word) for tree in trees for i, word in enumerate(tree.words)]
    places = {word.text for _, _, word in words if word.case in within}
    alone = {
        word.text
        for tree, index, word in words
        if word.pos in ("PROPN", "NOUN")
        and word.relation != "nmod:poss"  # "Ostrell's harbour" may be a town's
        and (_acting(tree, index) or (word.case and word.case not in where))
    } - places
    result = []
    names = {p.name for p in known}
    for party in known:
        first = party.name.split()[0]
        fits = (
            " " in party.name
            and not party.country
            and party.kind in ("company", "organisation", "armed_group", "other", "group")
            and firsts[first] == 1
            and first in alone
            and first not in names
            and first[:1].isupper()
            and first.lower() not in lexicon.common
        )
        result.append(
            Party(party.name, party.kind, (*party.forms, first), party.country, party.sure)
            if fits
            else party
        )
    return result
