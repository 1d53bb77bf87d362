"""Who "both sides", "the two governments" are: the two that the article sets against each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from briefing.domain.lexicon import Grammar
from briefing.stages.extraction.closed_words import Words
from briefing.stages.extraction.trees import Tree

_BOTH_BACK = 6
_CONFLICT = 3
_HOSTILE = 2
_BETWEEN = 2
_SUBJECTS = ("nsubj", "nsubj:pass")
Pair = frozenset[str]
# quad class, whether such acts are against somebody and can be mutual, who, whom
Between = tuple[int, bool, bool, Sequence[str], Sequence[str]]


@dataclass(frozen=True)
class Opposed:
    """How often an article tells acts between two parties."""

    acts: Counter[Pair] = field(default_factory=Counter)

    def pair(self, apart: Collection[str], fitting: Collection[str]) -> list[str]:
        """The two of the ``fitting`` with most acts between them, none of them ``apart``."""
        left = Counter(
            {pair: n for pair, n in self.acts.items() if pair <= {*fitting} and not pair & {*apart}}
        )
        (best, times), (_, next_) = (*left.most_common(2), *[(frozenset[str](), 0)] * 2)[:2]
        return [party for party in fitting if party in best] if times > max(1, next_) else []


def opposed_in(acts: Iterable[Between], homes: Mapping[str, str], grammar: Grammar) -> Opposed:
    """Who acts upon whom and who acts together, by all acts of an article.

    Acts of persons count for them and for whom they speak for (``homes``), hostile ones twice.
    """
    found: Counter[Pair] = Counter()
    for quad, hostile, mutual, *sides in acts:
        who, whom = ([p for p in side if _is_side(p, grammar)] for side in sides)
        weight = _HOSTILE if hostile else 1
        two = [(one, other) for one in who for other in whom]
        if not whom and (quad < _CONFLICT or mutual) and len(who) == 2:  # "A and B traded fire"
            two.append((who[0], who[1]))
        if quad < _CONFLICT and len(whom) == 2 and not {*who} & {*whom}:
            two += [(whom[0], whom[1])] * _BETWEEN  # "mediated between A and B"
        told = Counter(frozenset(pair) for pair in two)
        told |= Counter(frozenset(homes.get(one, one) for one in pair) for pair in two)
        found.update({pair: weight * n for pair, n in told.items() if len(pair) == 2})
    return Opposed(found)


def _is_side(party: str, grammar: Grammar) -> bool:
    """Whether a party has a name, or is one that has none: "the army", "the government"."""
    bare = (*grammar.ruling, *grammar.bodies.get("military", ()))
    return not party.islower() or party.split()[-1] in bare


def set_against(sides: tuple[str, ...], who: Sequence[str], whom: Sequence[str]) -> tuple[str, ...]:
    """Who "both sides" are once one party acted upon another, read in order: these two, unless
    they are persons and two were told before.
    """
    pair = (*who, *whom)
    named = len(who) == len(whom) == 1 and not any(party.islower() for party in pair)
    return pair if named and (not sides or " " not in "".join(pair)) else sides


def led_by_both(lead: str, words: Words) -> bool:
    """Whether "both sides" stand right before a verb, behind whatever ``lead`` begins with."""
    light = rf"(?:{words.some('light')}\s*)*"
    return bool(re.search(rf"{words.some('both')}\s+{light}$", lead))


def bare_pair(tree: Tree, index: int, grammar: Grammar) -> bool:
    """Whether "both" or "the two" act alone, without a noun: "both agreed to meet"."""
    word = tree.words[index]
    below = {tree.words[c].text.lower() for c in tree.children(index, "det")}
    two = word.text.lower() in grammar.both[1:2] and below & {*grammar.definite}
    both = word.text.lower() in grammar.both[:1] and word.pos in ("PRON", "DET")
    return word.relation in _SUBJECTS and bool(both or two) and word.tag != "CC"


def next_door(tree: Tree, index: int, grammar: Grammar) -> list[int]:
    """Whose neighbour or foe a noun means, one alone: "its bigger neighbour"."""
    word = tree.words[index]
    one = word.tag == "NN" and word.lemma in grammar.next_door
    return tree.children(index, "nmod:poss") if one else []


def says_both(tree: Tree, grammar: Grammar) -> bool:
    """Whether a sentence speaks of two sides at all, or of the one that is not named."""
    if any(next_door(tree, index, grammar) for index in range(len(tree.words))):
        return True
    return any(
        tree.words[below].text.lower() in grammar.both and word.lemma in grammar.sides
        for index, word in enumerate(tree.words)
        for below in (*tree.children(index), word.head)  # "both of the leaders"
    )


class TwoSides:
    """Finds the two sides of one article.

    ``opposed`` is None while the acts of the article are still being read: then nobody is guessed.
    """

    def __init__(self, grammar: Grammar, kinds: Mapping[str, str], opposed: Opposed | None) -> None:
        self._grammar = grammar
        self._kinds = kinds
        self._opposed = opposed

    def among(self, noun: str, named: Sequence[Sequence[str]], doing: Collection[str]) -> list[str]:
        """The two, by the ``noun`` they are called and the parties ``named``, nearest first."""
        if self._opposed is None:
            return []
        persons = noun in self._grammar.persons
        groups = [
            [
                party
                for party in parties
                if (self._kinds.get(party) == "person") == persons and not party.islower()
                if party not in doing
            ]
            for parties in named
        ]
        lands = [[one for one in group if self._kinds.get(one) == "state"] for group in groups]
        land = noun in self._grammar.states
        titled = (*self._grammar.titled, *self._grammar.others)  # "both of his counterparts"
        told = [] if persons else self._article_pair(land, doing)
        return (
            told
            or (self._main_pair(lands) if land else [])
            or self._main_pair(groups)
            or (self._article_pair(True, doing) if noun in titled else [])
            or self._last_pair(groups[: _BOTH_BACK + 1], noun)
        )

    def opposite(self, parties: Sequence[str]) -> list[str]:
        """With whom one body has most acts in the article, if more than one and nobody as many."""
        if self._opposed is None or len(parties) != 1 or self._kinds.get(parties[0]) == "person":
            return []
        others = Counter(
            {
                other: times
                for pair, times in self._opposed.acts.items()
                for other in pair - {*parties}
                if parties[0] in pair and self._kinds.get(other) == self._kinds.get(parties[0])
            }
        )
        (best, times), (_, next_) = (*others.most_common(2), *[("", 0)] * 2)[:2]
        return [best] if times > max(1, next_) else []

    def together(self, named: Sequence[Sequence[str]]) -> list[str]:
        """The two persons, else the two bodies, that the nearest sentence which names any names."""
        for group in named:
            told = [party for party in group if not party.islower()]
            persons = [party for party in told if self._kinds.get(party) == "person"]
            for some in (persons, [party for party in told if party not in persons]):
                if len(some) == 2:
                    return list(reversed(some))
            if told:
                return []
        return []

    def _article_pair(self, lands_only: bool, apart: Collection[str]) -> list[str]:
        """The two bodies, or states, with most acts between them in the whole article."""
        named = [p for p in self._kinds if _is_side(p, self._grammar)]
        bodies = [p for p in named if self._kinds[p] != "person"]
        fitting = [p for p in bodies if self._kinds[p] == "state"] if lands_only else bodies
        return self._opposed.pair(apart, fitting) if self._opposed is not None else []

    def _main_pair(self, groups: Sequence[Sequence[str]]) -> list[str]:
        """The two that most sentences name together, if more than one does and no other two."""
        pairs = Counter(
            frozenset(pair) for group in groups for pair in combinations(dict.fromkeys(group), 2)
        )
        (best, times), (_, next_) = (*pairs.most_common(2), *[(frozenset[str](), 0)] * 2)[:2]
        if times < 2 or times == next_:
            return []
        return [party for party in dict.fromkeys(p for g in groups for p in g) if party in best]

    def _last_pair(self, groups: Sequence[Sequence[str]], noun: str) -> list[str]:
        """The two named last, states if there are any and the noun means such.

        Of three named in one sentence nobody can tell which two are meant.
        """
        found: dict[str, None] = {}
        everybody: dict[str, None] = {}
        for group in groups:
            near = list(group)
            if noun in self._grammar.states:
                everybody.update(dict.fromkeys(near))
                near = [one for one in near if self._kinds.get(one) == "state"] or near
            if len({*near}) == 2:
                return list(dict.fromkeys(near))
            if len(near) > 2:
                return []
            found.update(dict.fromkeys(near))
        sides = list(found if len(found) >= 2 else everybody)
        return sides[:2] if len(sides) >= 2 else []
