"""Words for people who belong to somebody: "Mali's junta", "monks of Lion's Breath"."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from briefing.domain.lexicon import Grammar, Lexicon
from briefing.domain.vocabulary import CountryTable
from briefing.stages.extraction.inflection import irregular_forms
from briefing.stages.extraction.mentions import MentionFinder, Party
from briefing.stages.extraction.trees import Tree

_ORGANISED = ("organisation", "group", "armed_group", "government_body", "company", "other")
_LONGEST = 3
_OF = ("of", "from", "for")


def belonging(
    parties: Sequence[Party],
    sentences: Sequence[tuple[Tree | None, str]],
    lexicon: Lexicon,
    countries: CountryTable,
) -> list[Party]:
    """The parties, without words for people who are one of the others.

    A state is its junta and its ministry (``ruling``), a body its fighters and its observers
    (``embodying``), where the text says whose they are and never that they are another's.
    """
    grammar = lexicon.grammar
    if grammar is None:
        return list(parties)
    kinds = {party.name: party.kind for party in parties if not party.name.islower()}
    finder = MentionFinder(parties, countries, acting=irregular_forms(lexicon))
    said = _said_of(sentences, finder, kinds, grammar)
    homes: dict[str, str] = {}
    for word, owners in said.items():
        fitting = [name for name in owners if _fits(word, kinds[name], grammar)]
        if len(owners) == len(fitting) == 1:
            homes[word] = fitting[0]
    moved = {
        party.name: [
            word
            for word in (party.name, *party.forms)
            if kinds[homes[party.name]] == "state" or word.split()[-1] in grammar.embodying
        ]
        for party in parties
        if party.name in homes
    }
    result = []
    for party in parties:
        more = [w for name, words in moved.items() if homes[name] == party.name for w in words]
        left = [w for w in (party.name, *party.forms) if w not in moved.get(party.name, ())]
        if left:  # of "officers" and "police" only the first are a bureau's
            forms = tuple(dict.fromkeys((*left[1:], *more)))
            result.append(replace(party, name=left[0], forms=forms))
    return result


def _said_of(
    sentences: Sequence[tuple[Tree | None, str]],
    finder: MentionFinder,
    kinds: Mapping[str, str],
    grammar: Grammar,
) -> dict[str, set[str]]:
    """Whose the text says that people are, by the words for them."""
    said: dict[str, set[str]] = {}
    for tree, text in sentences:
        if tree is None:
            continue
        mentions = finder.find(text)
        named = {
            head: mention.party
            for mention in mentions
            if mention.party in kinds
            and (head := tree.head_of(mention.start, mention.end)) is not None
        }
        for mention in mentions:
            head = tree.head_of(mention.start, mention.end)
            if mention.party not in kinds and head is not None:
                whose = _owners(tree, head, named) + _seats(tree, head, named, kinds, grammar)
                said.setdefault(mention.party, set()).update(whose)
    return said


def owning(noun: str, grammar: Grammar) -> tuple[str, ...]:
    """The prepositions before whom a noun belongs to: "the junta in Mali", "negotiators for X"."""
    seats = grammar.within[:1] if noun in grammar.seated else ()
    return (*grammar.of, *seats, *(grammar.sought if noun in grammar.embodying else ()))


def _seats(
    tree: Tree, head: int, named: dict[int, str], kinds: Mapping[str, str], grammar: Grammar
) -> list[str]:
    """The states in which a government is said to sit."""
    if tree.words[head].text.lower() not in grammar.seated:
        return []
    found = (named.get(i, "") for i in tree.obliques(head, grammar.within[:1]))
    return [name for name in found if kinds.get(name) == "state"]


def _fits(word: str, kind: str, grammar: Grammar) -> bool:
    last = word.split()[-1]
    if kind == "state":
        return word in grammar.ruling or last in grammar.ruling
    return kind in _ORGANISED and last in grammar.embodying


def _owners(tree: Tree, head: int, named: dict[int, str]) -> list[str]:
    """Whose a noun is: its owner, its people, whom it is of, and who is explained by it."""
    near = [*tree.children(head, "nmod:poss", "compound", "amod", "appos")]
    behind = [i for i in tree.children(head, "nmod") if tree.words[i].case in _OF]
    near += [one for i in behind for one in tree.joined(i)]  # "negotiators for Lesk and Tosk"
    # "a spokesman for the Toskan government"
    near += [c for i in near for c in tree.children(i, "amod", "compound", "nmod:poss")]
    word = tree.words[head]
    if word.relation == "appos":
        near.append(word.head)
    near += _whose(tree, head)
    whose = dict.fromkeys(j for index in near for j in tree.joined(index))  # "envoys of A and B"
    return [named[index] for index in whose if index in named]


def _whose(tree: Tree, head: int) -> list[int]:
    """The noun that "whose" stands for: "Nato, whose ambassadors met"."""
    owners = [tree.words[i] for i in tree.children(head, "nmod:poss")]
    if not any(owner.tag == "WP$" for owner in owners):
        return []
    above = head
    for _ in range(_LONGEST):
        if tree.words[above].relation == "acl:relcl":
            return [tree.words[above].head]
        above = tree.words[above].head
    return []


def nouns_beside(
    tree: Tree, first: int, last: int, nouns: Collection[str], *, behind: bool = True
) -> bool:
    """Whether a noun says what the name from ``first`` to before ``last`` is.

    It stands beside it ("the charity Medic Bridge", "the Gavi bloc") or explains it ("the Northern
    Pact, a defence alliance"; "the organisers, Memory March"). People ``behind`` a name only belong
    to it ("Central Hospital doctors"). The parser takes some nouns before a name for adjectives
    ("the firm Boreas Holdings").
    """
    places = (first - 1, last) if behind else (first - 1,)
    beside = [index for index in places if 0 <= index < len(tree.words)]
    head = tree.head_of(tree.words[first].start, tree.words[last - 1].end)
    explaining = [*tree.children(head, "appos")] if head is not None else []
    if head is not None and tree.words[head].relation == "appos":
        explaining.append(tree.words[head].head)
    return any(
        (tree.words[i].pos == "NOUN" or (i == first - 1 and tree.words[i].pos == "ADJ"))
        and {tree.words[i].text, tree.words[i].lemma} & {*nouns}
        for i in (*beside, *explaining)
        if not first <= i < last
    )
