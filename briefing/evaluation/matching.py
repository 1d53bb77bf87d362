"""Who equals whom, and which predicted event is which gold event.

Names are compared at these levels (the first that holds): 1.0 equal to the canonical name or an
alias; 0.9 a table handed in says so; 0.8 an acronym spelled out, or one name contains the other and
both keep the head word; 0.7 character 3-grams overlap by 0.75. The level 0.4 of the usual recipe
(same country, other sector) never makes a match, so it is not computed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefing.domain.vocabulary import Vocabulary
from briefing.errors import ConfigError
from briefing.evaluation.gold import GoldEvent, Span
from briefing.evaluation.roles import Fit, Reading, fit, type_credit

Related = Callable[[str, str], bool]
"""Says of a predicted and a gold name whether a table of demonyms, capitals, … equates them."""

_POSSESSIVE = re.compile(r"['’ʼ]s\b")
_ELIDED = re.compile(r"['’ʼ]|(?<=\b\w)\.")
# Thai, Lao, Burmese, Khmer, Japanese, Chinese
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_GAP = re.compile(r"[\W_]+")
_ARTICLES = frozenset({"the", "a", "an"})
_HONORIFICS = frozenset(
    ("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lord", "lady")
)
_MINOR = frozenset({"of", "for", "and", "the", "in", "on", "to"})
_TURNS = frozenset({"of", "for", "in", "on", "to", "at", "from", "against", "under"})


def words(text: str) -> tuple[str, ...]:
    """The words of ``text`` in NFKC, casefolded, without possessives and punctuation.

    In scripts that set no space between words, each character is one.
    """
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    plain = _UNSPACED.sub(r" \g<0> ", plain)
    return tuple(_GAP.sub(" ", _ELIDED.sub("", _POSSESSIVE.sub("", plain))).split())


@lru_cache(maxsize=4096)
def normalise(name: str) -> str:
    """The words of ``name`` without leading articles and honorifics; "" if there is no word."""
    found = words(name)
    while len(found) > 1 and (found[0] in _ARTICLES or found[0] in _HONORIFICS):
        found = found[1:]
    return " ".join(found)


def mentions(text: str, names: Iterable[str]) -> bool:
    """Whether ``text`` has one of ``names``, word for word, as a run of its own words."""
    padded = f" {' '.join(words(text))} "
    return any(f" {form} " in padded for form in map(normalise, names) if form)


def _head(tokens: Sequence[str]) -> str:
    """The head word: "minister" in "foreign minister", "ministry" in "ministry of defence"."""
    for place, token in enumerate(tokens):
        if token in _TURNS and place:
            return tokens[place - 1]
    return tokens[-1]


def _contained(one: Sequence[str], other: Sequence[str]) -> bool:
    short, long = sorted((one, other), key=len)
    extra = set(long) - set(short)
    # "Pakistan and China" names two actors: it is not a longer form of "China".
    return set(short) < set(long) and _head(long) in short and not extra & {"and", "or"}


def _acronym(one: Sequence[str], other: Sequence[str]) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) != 1 or len(long) < 2:
        return False
    spelled = {"".join(w[0] for w in long), "".join(w[0] for w in long if w not in _MINOR)}
    return len(short[0]) > 1 and short[0] in spelled


def _grams(text: str) -> frozenset[str]:
    return frozenset(text[place : place + 3] for place in range(len(text) - 2))


def level(predicted: str, names: Sequence[str], related: Related | None = None) -> float:
    """How well ``predicted`` names the actor called ``names`` (canonical first): 0 or 0.7 to 1."""
    mine = normalise(predicted)
    theirs = [form for form in map(normalise, names) if form]
    if not mine or not theirs:
        return 0.0
    if mine in theirs:
        return 1.0
    if related is not None and related(predicted, names[0]):
        return 0.9
    tokens = mine.split()
    if any(_acronym(tokens, form.split()) or _contained(tokens, form.split()) for form in theirs):
        return 0.8
    own = _grams(mine)
    for form in map(_grams, theirs):
        if own and form and len(own & form) / len(own | form) >= 0.75:
            return 0.7
    return 0.0


class NameTable:
    """The names of one article's gold, and who a predicted name can be among them."""

    def __init__(
        self, entries: Mapping[str, Sequence[str]], related: Related | None = None
    ) -> None:
        """``entries`` maps a canonical name to its aliases."""
        self._entries = {name: (name, *aliases) for name, aliases in sorted(entries.items())}
        self._related = related

    def forms(self, canonical: str) -> tuple[str, ...]:
        """The canonical name and its aliases."""
        return self._entries[canonical]

    def resolve(self, name: str, others: Sequence[str] = ()) -> tuple[frozenset[str], float]:
        """The canonical names that ``name`` stands for, and the level; (empty, 0.0) for nobody.

        Only the best level counts. Below 1.0 it must single out one entry: a name that fits two
        halfway is ambiguous and stands for nobody. ``others`` are further forms of the same
        predicted actor, tried in order when ``name`` itself is nobody's.
        """
        for form in (name, *others):
            found = {key: level(form, own, self._related) for key, own in self._entries.items()}
            best = max(found.values(), default=0.0)
            hits = frozenset(key for key, value in found.items() if value == best)
            if best and (best == 1.0 or len(hits) == 1):
                return hits, best
        return frozenset(), 0.0


def assign(values: Sequence[Sequence[float]]) -> tuple[tuple[int, int], ...]:
    """Pairs (row, column), one of each at most, with the largest sum; never a pair worth 0 or less.

    Optimal, not greedy: a greedy match would depend on the order of the rows. Raises ConfigError
    when scipy is not installed.
    """
    if not values or not values[0]:
        return ()
    try:
        from scipy.optimize import linear_sum_assignment
    except ImportError as error:
        raise ConfigError(
            "Scoring needs scipy, which is not installed.", hint="pip install briefing[eval]"
        ) from error
    gains = [[max(value, 0.0) for value in row] for row in values]
    rows, columns = linear_sum_assignment(gains, maximize=True)
    pairs = zip(rows.tolist(), columns.tolist(), strict=True)
    return tuple((row, column) for row, column in pairs if gains[row][column] > 0)


@dataclass(frozen=True)
class EventMatch:
    """Reading ``row`` is gold event ``column``; ``credit`` is what the type earns (0.5 or 1)."""

    row: int
    column: int
    credit: float
    fit: Fit


@dataclass(frozen=True)
class EventPairing:
    """What became of every reading and every gold event.

    ``strangers``: row and role of each further party of a matched reading that found no gold event.
    ``near``: row, column and error class of pairs that miss by one field. ``extra``: rows without a
    gold event. ``missed``: columns, required or not, without a reading.
    """

    matches: tuple[EventMatch, ...]
    strangers: tuple[tuple[int, str], ...]
    near: tuple[tuple[int, int, str], ...]
    extra: tuple[int, ...]
    missed: tuple[int, ...]


def overlap(some: Iterable[Span], others: Iterable[Span]) -> bool:
    """Whether a half-open span of the one shares a character with a span of the other."""
    theirs = tuple(others)
    return any(a < d and c < b for a, b in some for c, d in theirs)


class EventPairer:
    """Pairs the readings of one article with its gold events; ``spans`` is each one's evidence.

    Some initiator and some recipient must be acceptable (naming nobody only where gold allows it),
    in either direction for reciprocal types. The type earns 1, or 0.5 for the same quad class or
    an allied type. An event with several parties is one prediction, right if one of them is
    acceptable; each further party whom the matched gold event does not accept must find a gold
    event of its own (gold may list "A and B accused C" as two, then both are found); else it is a
    stranger, one more wrong prediction.
    """

    def __init__(
        self, golds: Sequence[GoldEvent], spans: Sequence[Sequence[Span]], vocabulary: Vocabulary
    ) -> None:
        self._golds, self._spans, self._vocabulary = golds, spans, vocabulary

    def pair(self, readings: Sequence[Reading]) -> EventPairing:
        """First whole events, then their further parties, then near misses; each optimally."""
        columns = range(len(self._golds))
        whole = self._match(readings, columns)
        left = [c for c in columns if c not in {match.column for match in whole}]
        parties = [(match.row, *stranger) for match in whole for stranger in match.fit.foreign]
        single = [readings[row].for_party(role, party) for row, role, party in parties]
        further = self._match(single, left)
        found = {match.row for match in further}
        left = [c for c in left if c not in {match.column for match in further}]
        rest = [r for r in range(len(readings)) if r not in {match.row for match in whole}]
        near = self._near(readings, rest, left)
        rows, taken = {pair[0] for pair in near}, {pair[1] for pair in near}
        owned = [EventMatch(parties[m.row][0], m.column, m.credit, m.fit) for m in further]
        return EventPairing(
            matches=(*whole, *owned),
            strangers=tuple((p[0], p[1]) for n, p in enumerate(parties) if n not in found),
            near=near,
            extra=tuple(row for row in rest if row not in rows),
            missed=tuple(column for column in left if column not in taken),
        )

    def _match(self, readings: Sequence[Reading], columns: Sequence[int]) -> list[EventMatch]:
        table = [[self._value(reading, column) for column in columns] for reading in readings]
        return [self._judge(row, readings[row], columns[c]) for row, c in assign(table)]

    def _judge(self, row: int, reading: Reading, column: int) -> EventMatch:
        gold = self._golds[column]
        credit = type_credit(reading.type, gold, self._vocabulary)
        return EventMatch(row, column, credit, fit(reading, gold, self._vocabulary))

    def _value(self, reading: Reading, column: int) -> float:
        match = self._judge(0, reading, column)
        if not match.credit or not match.fit.right:
            return 0.0
        # Ties: a required event, then a right direction, common evidence, the fewest strangers, and
        # of two shellings the one of the right day with the right number of dead.
        return (
            match.credit
            + 1e-3 * self._golds[column].required
            + 1e-4 * match.fit.directed
            + 1e-5 * overlap(reading.spans, self._spans[column])
            - 1e-6 * len(match.fit.foreign) / (1 + len(match.fit.foreign))
            + 1e-8 * reading.details(self._golds[column])
        )

    def _near(
        self, readings: Sequence[Reading], rows: Sequence[int], columns: Sequence[int]
    ) -> tuple[tuple[int, int, str], ...]:
        kinds = [[self._near_class(readings[row], column) for column in columns] for row in rows]
        worth = {"swapped roles": 3.0, "wrong type": 2.0, "wrong target": 1.1, "wrong actor": 1.0}
        pairs = assign([[worth.get(kind, 0.0) for kind in line] for line in kinds])
        return tuple((rows[row], columns[column], kinds[row][column]) for row, column in pairs)

    def _near_class(self, reading: Reading, column: int) -> str:
        match = self._judge(0, reading, column)
        if match.credit and match.fit.swapped:
            return "swapped roles"
        if not overlap(reading.spans, self._spans[column]):
            return ""  # one field off and told elsewhere is another event, not a near miss
        if match.fit.right:
            return "wrong type"
        if match.credit and match.fit.actor:
            return "wrong target"
        return "wrong actor" if match.credit and match.fit.target else ""
