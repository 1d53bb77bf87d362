"""The closed words of a language without a parser, and what they tell of the word behind them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from briefing.domain.lexicon import Lexicon
from briefing.domain.vocabulary import CountryTable
from briefing.domain.wording import OrderWords

_BEFORE_NAMES: tuple[OrderWords, ...] = ("articles", "of", "to", "by")


class Words:
    """The closed words of one lexicon as sets and as patterns."""

    def __init__(self, lexicon: Lexicon) -> None:
        order: Mapping[OrderWords, tuple[str, ...]] = lexicon.order
        self._sets = {key: frozenset(words) for key, words in order.items()}
        self.titles = frozenset(word for title in lexicon.titles for word in title.lower().split())
        self.things = tuple(word.lower() for word in lexicon.instruments)
        self.governments = frozenset(lexicon.governments)
        organs = (*lexicon.organs, *lexicon.institutions, *lexicon.governments)
        self.organs = frozenset(word.lower() for word in organs)
        self.arms = frozenset(word.lower() for word in lexicon.organs)
        self.harms = order.get("harms", ())
        self.statements = order.get("statements", ())
        self.capitals = lexicon.inflection.capitals
        self.genitive = lexicon.inflection.genitive
        self._collectives = frozenset(word.lower() for word in lexicon.collectives)
        self.done = "|".join(map(re.escape, lexicon.inflection.done)) or "(?!)"
        self.towards = order.get("towards", ())
        self.direct = bool(order.get("direct"))
        self._own = tuple(f"-{word}" for word in lexicon.inflection.reflexive)
        self.days = lexicon.calendar.names
        # where a parser sees the auxiliaries, a participle without one is passive
        self.bare = lexicon.grammar is not None

    def any(self, key: OrderWords) -> bool:
        """Whether the language has words of one kind."""
        return bool(self._sets.get(key))

    def collective(self, party: str) -> bool:
        """Whether a party is only known by what it is ("policía")."""
        return party.lower() in self._collectives

    def serves(self, party: str) -> bool:
        """Whether people act for the body that they are of; all where a language tells none."""
        served = self.has("serving", party) or self.has("embodying", party)
        return served or not self.any("serving")

    def has(self, key: OrderWords, word: str) -> bool:
        """Whether a word is of one kind."""
        return word.lower() in self._sets.get(key, frozenset())

    def own(self, verb: str) -> bool:
        """Whether a verb with its pronoun is done to whoever does it: "demitiu-se"."""
        return verb.lower().endswith(self._own) or f"-{verb.lower()}" in self._own

    def ours(self, verb: str) -> bool:
        """Whether a verb tells what "we" do: "chiediamo"."""
        return verb.lower().endswith(tuple(self._sets.get("ours", ())))

    def gerund(self, verb: str) -> bool:
        """Whether a form only tells what somebody does beside another act: "accusando"."""
        return verb.lower().endswith(tuple(self._sets.get("gerunds", ())))

    def participle(self, verb: str) -> bool:
        """Whether a form is a participle and can be nothing else."""
        return verb.lower().endswith(tuple(self._sets.get("participles", ())))

    def closed(self, word: str) -> bool:
        """Whether a word is an article or a preposition."""
        kinds: tuple[OrderWords, ...] = ("articles", "objective", "of", "prepositions", "by", "to")
        return any(self.has(kind, word) for kind in kinds)

    def stops(self, word: str) -> bool:
        """Whether what stands before a word says nothing of what stands behind it."""
        kinds: tuple[OrderWords, ...] = ("relative", "joins", "active", "passive")
        return any(self.has(kind, word) for kind in kinds)

    def some(self, key: OrderWords) -> str:
        """A pattern that finds any word of one kind."""
        words = sorted(self._sets.get(key, frozenset()), key=lambda word: (-len(word), word))
        return rf"\b(?i:{'|'.join(map(re.escape, words)) or '(?!)'})(?:\b|(?<=['’]))"


def led_noun(match: re.Match[str], lexicon: Lexicon, *, alone: bool = False) -> bool:
    """Whether an article tells that what looks like a verb is a noun: "a proposta de paz".

    A form that is ``alone`` a cue is a verb only behind who may act or a word that verbs follow.
    """
    order = lexicon.order
    if not order.get("direct") and order.get("to") and lexicon.grammar is None:
        return _nominalised(match, lexicon)
    if not order.get("direct") or match.group().split()[0].lower() not in lexicon.nounlike:
        return False
    last = re.search(r"([\w-]+['’]?),?\s*$", match.string[: match.start()])
    owned = (
        re.match(r"\s(\w{3,}['’]?)", match.string[match.end() :]) if " " not in match[0] else None
    )
    if order.get("suffered") and owned and owned[1].lower() in order.get("of", ()):
        return True  # "dura condanna del Cile"
    closed = {*order.get("articles", ()), *order.get("of", ()), *order.get("definite", ())}
    if last is not None and last[1].lower() in closed:
        return True
    if alone:
        kinds: tuple[OrderWords, ...] = ("relative", "light", "active", "passive")
        verbal = {form for kind in kinds for form in order.get(kind, ())}
        verbal |= {*lexicon.titles, *lexicon.collectives, *lexicon.governments}
        joined = last is not None and last[1].lower() in order.get("joins", ())
        object_ = re.match(r"\s+([\w-]+['’]?)", match.string[match.end() :])
        if order.get("suffered") and joined and object_:  # "e accusa l'armatore"
            return object_[1].lower() not in order.get("direct", ()) and object_[1].islower()
        return last is None or not (last[1][0].isupper() or last[1].lower() in verbal)
    return False


def _nominalised(match: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether a participle stands right behind an article: "la retirada de", "los detenidos"."""
    done = "|".join(map(re.escape, lexicon.inflection.done)) or "(?!)"
    last = re.search(r"([\w-]+)\s+$", match.string[: match.start()])
    closed = {*lexicon.order.get("articles", ()), *lexicon.order.get("of", ())}
    first = match.group().split()[0].lower()
    if first in lexicon.nounlike:
        closed |= {*lexicon.order.get("prepositions", ()), *lexicon.order.get("by", ())}
    elif not re.fullmatch(rf"\w*(?:{done})", first):
        return False
    return bool(last and last[1].lower() in closed)


def without_article(name: str, lexicon: Lexicon | None, text: str = "") -> str:
    """A name without "the", a body's also without another article before the noun for it, and
    whatever the ``text`` has with a small article elsewhere ("Le Tchad" beside "du Tchad").

    "The Bank", "A Associação Yanomami", but "O Globo".
    """
    name = re.sub(r"^(?:the|The)\s+", "", name)
    if lexicon is None:
        return name
    first, space, rest = name.partition(" ")
    if space and first.lower() in lexicon.order.get("articles", ()) and rest[:1].isupper():
        closed = (lexicon.order.get(kind, ()) for kind in _BEFORE_NAMES)
        small = "|".join(re.escape(word) for words in closed for word in words)
        if not lexicon.inflection.capitals and re.search(
            rf"(?<![\w’'])(?:{small})(?:\s|(?<=['’])){re.escape(rest)}(?!\w)", text
        ):
            return rest
    if not lexicon.order.get("direct"):
        return name
    body = rest.split(" ")[0].lower() in {*lexicon.bodies, *lexicon.collectives, *lexicon.titles}
    return rest if space and body and first.lower() in lexicon.order["direct"] else name


def of_land(name: str, lexicon: Lexicon, countries: CountryTable) -> str:
    """A state or a league that opens its sentence without its article: "Le Japon", "L'ONU"."""
    articles = "|".join(map(re.escape, lexicon.order.get("articles", ()))) or "(?!)"
    led = re.match(rf"(?i:{articles})(?:\s+|(?<=['’]))(?=[A-ZÀ-ÖØ-Þ])", name)
    rest = name[led.end() :] if led else name
    return rest if countries.named(rest) is not None else name
