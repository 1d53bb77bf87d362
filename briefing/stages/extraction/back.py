"""An article taken apart (``apart``) and back: what is found there in the article's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefing.domain.articles import Article
from briefing.domain.claims import EventClaim, StanceClaim
from briefing.domain.lexicon import Lexicon
from briefing.domain.vocabulary import CountryTable
from briefing.stages.extraction.actors import Cast
from briefing.stages.extraction.apart import Separator, Taken
from briefing.stages.extraction.forms import FormFinder
from briefing.stages.extraction.mentions import Mention, MentionFinder, Party
from briefing.stages.extraction.translating import in_english
from briefing.stages.extraction.uncased import Namer

_LATER = ("part", "capital", "demonym")
_DATELINE = re.compile(r"\s[–—-]\s.*\b(?:19|20)\d\d\b")
_SHORT = 14


class Apart:
    """An article whose sentences are taken apart, under the same numbers."""

    def __init__(self, article: Article, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        shown = [s for s in article.sentences if not s.masked and not _is_dateline(s.text)]
        self.separator = Separator(lexicon, [s.text for s in shown])
        self.taken = {s.number: self.separator.take(s.text) for s in shown}
        told = {number: one.text for number, one in self.taken.items()}
        self.own = article
        self.article = in_english(article, told).model_copy(update={"language": article.language})

    def cast(self, countries: CountryTable) -> tuple[Cast, FormFinder]:
        """The parties in words taken apart, and how to find them there."""
        texts = [s.text for s in self.article.sentences if not s.masked]
        found = Namer(self.lexicon, countries).parties(texts)
        finder = FormFinder(found, countries)
        placed = self._placed(finder, texts)
        parties = [replace(p, sure=p.sure and p.name not in placed) for p, _ in found]
        return Cast(tuple(parties), (), (), ()), finder

    def _placed(self, finder: FormFinder, texts: Sequence[str]) -> set[str]:
        """Who is only ever named behind words that lead to places."""
        at = "|".join(map(re.escape, self.lexicon.order.get("at", ()))) or "(?!)"
        led = re.compile(rf"(?<!\w)(?:{at})\s(?:[^\W\d_]+\s)?$")
        stands: dict[str, set[bool]] = {}
        for text in texts:
            for mention in finder.find(text):
                place = bool(led.search(text[: mention.start])) or mention.how == "demonym"
                stands.setdefault(mention.party, set()).add(place)
        return {party for party, how in stands.items() if how == {True}}


class Back(MentionFinder):
    """Tells in the words of the article what is found in its sentences taken apart.

    It also finds the parties in sentences of the article itself.
    """

    def __init__(self, apart: Apart, cast: Cast, finder: FormFinder) -> None:
        self._apart = apart
        self._finder = finder
        self._names = {party.name: party.name for party in cast.parties if party.country}
        self._forms: dict[str, dict[str, None]] = {}
        found = [(one, m) for one in apart.taken.values() for m in finder.find(one.text)]
        found.sort(key=lambda one: _LATER.index(one[1].how) if one[1].how in _LATER else -1)
        for taken, mention in found:
            forms = self._forms.setdefault(mention.party, {})
            own = taken.bare(mention.start, mention.end)
            if taken.text[mention.start : mention.end] == mention.party:
                self._names.setdefault(mention.party, own)
            forms[own] = None
            forms[taken.whole(mention.start, mention.end)] = None
        self.parties = tuple(self._party(party) for party in cast.parties)

    def _party(self, party: Party) -> Party:
        name = self._names.get(party.name) or next(
            iter(self._forms.get(party.name, {})), party.name
        )
        self._names[party.name] = name
        forms = tuple(form for form in self._forms.get(party.name, {}) if form != name)
        return replace(party, name=name, forms=forms)

    def cast(self, cast: Cast) -> Cast:
        """The cast under the names that the article gives."""
        return replace(cast, parties=self.parties)

    def find(self, sentence: str) -> tuple[Mention, ...]:
        """The mentions in a sentence of the article."""
        if _is_dateline(sentence):
            return ()
        taken = self._apart.separator.take(sentence)
        found = []
        for mention in self._finder.find(taken.text):
            start, end = taken.places[mention.start], taken.places[mention.end - 1] + 1
            party = self._names.get(mention.party, mention.party)
            found.append(Mention(party, start, end, mention.how))
        return tuple(found)

    def event(self, claim: EventClaim) -> EventClaim:
        """An act in the words of the article."""
        taken = self._apart.taken[claim.evidence[0]]
        near = _place(taken, claim.phrase.removesuffix("…").strip() or claim.cue, 0)
        told = claim.attribution
        return claim.model_copy(
            update={
                "initiators": self._own(claim.initiators),
                "recipients": self._own(claim.recipients),
                "issue": _words(taken, claim.issue, near),
                "cue": _cue(taken, claim.cue, near),
                "phrase": _cue(taken, claim.phrase.removesuffix("…").strip(), near),
                "attribution": told.model_copy(update={"source": self._source(taken, told.source)}),
                "figures": tuple(
                    figure.model_copy(update={"text": _cue(taken, figure.text, 0)})
                    for figure in claim.figures
                ),
                "date": claim.date
                and claim.date.model_copy(update={"text": _cue(taken, claim.date.text, 0)}),
            }
        )

    def stance(self, claim: StanceClaim) -> StanceClaim:
        """A side taken in the words of the article."""
        taken = self._apart.taken[claim.evidence[0]]
        actor = claim.target_type == "actor"
        return claim.model_copy(
            update={
                "holder": self._names.get(claim.holder, claim.holder),
                "target": self._names.get(claim.target, claim.target)
                if actor
                else _words(taken, claim.target, _place(taken, claim.cue, 0)),
                "speaker": self._source(taken, claim.speaker),
                "cue": _cue(taken, claim.cue, 0),
            }
        )

    def _own(self, names: Sequence[str]) -> tuple[str, ...]:
        return tuple(self._names.get(name, name) for name in names)

    def _source(self, taken: Taken, name: str) -> str:
        return self._names.get(name) or _words(taken, name, 0)


def _is_dateline(text: str) -> bool:
    """Whether a line only says where, when and by whom: "بروكسل – سليم النجار – 20 أكتوبر 2026"."""
    short = len(text.split()) <= _SHORT and not text.rstrip().endswith((".", "!", "؟"))
    return short and bool(_DATELINE.search(text))


def _place(taken: Taken, words: str, near: int) -> int:
    return max(0, taken.text.find(words, near))


def _words(taken: Taken, words: str, near: int) -> str:
    """Words of a sentence taken apart as the article writes them."""
    start = taken.text.find(words, near)
    start = taken.text.find(words) if start < 0 else start
    return taken.bare(start, start + len(words)) if words and start >= 0 else words


def _cue(taken: Taken, words: str, near: int) -> str:
    """The letters of the article for words of a sentence taken apart."""
    start = taken.text.find(words, near)
    start = taken.text.find(words) if start < 0 else start
    return taken.written(start, start + len(words)) if words and start >= 0 else words
