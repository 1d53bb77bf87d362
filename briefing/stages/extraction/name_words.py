"""The words that open, join and end names in a language without capitals."""

from __future__ import annotations

from collections import defaultdict

from briefing.domain.lexicon import Lexicon
from briefing.domain.vocabulary import CountryTable
from briefing.domain.wording import OrderWords
from briefing.stages.extraction.forms import Form
from briefing.stages.extraction.lands_of import lands_of

QUOTES = '«“"„'
CLOSING = '»”"'
LONGEST = 5
STEM = 4


class NameWords:
    """The words of one lexicon by what they say of the names beside them."""

    def __init__(self, lexicon: Lexicon, countries: CountryTable) -> None:
        self._lexicon = lexicon
        self._article = lexicon.inflection.article
        self._sorts = {w: kind for kind, words in lexicon.uncased.sorts.items() for w in words}
        self._titles = {title.split()[0] for title in lexicon.titles}
        self._fields = frozenset(lexicon.uncased.fields)
        self._given = frozenset(lexicon.uncased.given)
        order = lexicon.order
        self._speaking = frozenset(order.get("speaking", ()))
        kinds: tuple[OrderWords, ...] = (
            "prepositions",
            "relative",
            "joins",
            "fronting",
            "adverbs",
            "clitics",
            "by",
            "both",
        )
        self._closed = {
            w for kind in kinds for words in order.get(kind, ()) for w in words.split()[:1]
        }
        self._closed |= {w for slot in lexicon.inflection.attached for w in slot}
        self._closed |= {*lexicon.calendar.names, *lexicon.negation, *lexicon.numbers}
        told = {word for word, how in lexicon.agreement.items() if how in ("noun", "beside")}
        self._nouns = told | {*lexicon.nounlike, *order.get("on_behalf", ())}
        self._joins = frozenset(order.get("joins", ()))
        self._known: frozenset[str] = frozenset()
        self._of_land: dict[str, list[Form]] = defaultdict(list)
        self._lands = dict(lands_of(lexicon, countries))
        self._all = self._lands

    def _sort(self, word: str) -> str:
        own = next(
            (
                word.removesuffix(e)
                for e in self._lexicon.inflection.suffixes
                if word.endswith(f"ت{e}")
            ),
            "",
        )
        bare = f"{own[:-1]}ة" if own else word.removeprefix(self._article)  # "صحيفتها «المنارة»"
        return self._sorts.get(bare, "")

    def _verbal(self, word: str) -> bool:
        return self._lexicon.agreement.get(word, "noun") in (
            "m",
            "f",
            "many",
        ) and not word.startswith(self._article)
