"""What a model told of a whole window, as claims: found in the text, named, checked by rule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from briefing.domain.articles import Article, Sentence
from briefing.domain.claims import (
    Agreement,
    Attribution,
    EventClaim,
    Rejection,
    StanceAttribution,
    StanceClaim,
)
from briefing.stages.extraction.actors import Cast
from briefing.stages.extraction.acts import Act, status_at
from briefing.stages.extraction.claiming import Spot, event_claim
from briefing.stages.extraction.confidence import side_confidence, told_confidence
from briefing.stages.extraction.cues import Cue
from briefing.stages.extraction.dates import find_date
from briefing.stages.extraction.mentions import MentionFinder, contains, word_pattern
from briefing.stages.extraction.parsing import ParsedArticle
from briefing.stages.extraction.settling import Parts
from briefing.stages.extraction.status import Status, has_quote
from briefing.stages.extraction.titles import strip_titles
from briefing.stages.extraction.tools import Tools
from briefing.stages.extraction.windows import Window

_LONGEST_ISSUE = 40


class Teller:
    """Turns the events and stances of an answer into claims of one article."""

    def __init__(
        self,
        article: Article,
        cast: Cast,
        finder: MentionFinder,
        tools: Tools,
        parsed: ParsedArticle | None,
    ) -> None:
        self._article = article
        self._tools = tools
        self._parsed = parsed
        self._finder = finder
        self._language = tools.language(article.language)
        self._persons = tuple(party.name for party in cast.parties if party.kind == "person")
        self._known = {
            _plain(form): party.name
            for party in reversed(cast.parties)
            for form in (*party.forms, party.name)
        }
        self._mentions = {s.number: finder.find(s.text) for s in article.sentences if not s.masked}

    def event(self, said: Any, window: Window) -> EventClaim | Rejection:
        """One act; a rejection where the words of its sentence deny that it happened."""
        sentence = _located(said.s, said.cue, window)
        cue, known = self._cue(said, sentence)
        status = self._status(said, sentence, cue, known)
        parts = self._parts(said, sentence, known)
        before = self._before(sentence.number, parts)
        mentions = self._mentions[sentence.number]
        spot = Spot(self._article, sentence, mentions, self._persons)
        claim = event_claim(spot, Act(cue, status), parts, self._tools, self._language, before)
        lexicon_type = known.type if known is not None else self._same_type(said.type, sentence)
        claim = claim.model_copy(
            update={
                "date": self._date(said.when, sentence) or claim.date,
                "model_type": said.type,
                "lexicon_type": lexicon_type,
                "confidence": told_confidence(said.type, lexicon_type, parts.agreement),
            }
        )
        if not cue.text:
            return Rejection(claim=claim, reason="cue not in the sentence", detail="no words given")
        if status.negated:
            return Rejection(claim=claim, reason="negated in the sentence", detail=claim.cue)
        return claim

    def stance(self, said: Any, window: Window) -> StanceClaim:
        """One position that the model read."""
        sentence = _located(said.s, said.cue, window)
        text = sentence.text
        holder, target = self._party(said.who), self._party(said.whom)
        known = target in self._known.values()
        attribution, speaker = self._spoken(sentence, holder)
        mentions = {mention.party for mention in self._mentions[sentence.number]}
        here = holder in mentions and (target in mentions or contains(text, target))
        return StanceClaim(
            holder=holder,
            target=target,
            target_type="actor" if known or not contains(text, target) else "policy",
            label=said.side,
            explicitness="explicit",
            attribution=attribution,
            speaker=speaker,
            cue=said.cue.strip(),
            confidence=side_confidence(named=here),
            evidence=(sentence.number,),
        )

    def _cue(self, said: Any, sentence: Sentence) -> tuple[Cue, Cue | None]:
        """The model's words with its type, and the lexicon's cue in the same words."""
        words, text = said.cue.strip(), sentence.text
        found = re.search(word_pattern(words), text, re.IGNORECASE) if words else None
        start = found.start() if found else -1
        end = found.end() if found else -1
        known = None
        if found and self._language is not None:
            cues = self._language.cues.find(text, headline=sentence.number == 1)
            types = self._tools.vocabulary.types
            same = [c for c in cues if c.start < end and start < c.end and c.type in types]
            known = next((c for c in same if c.type == said.type), next(iter(same), None))
        mode = known.mode if known is not None and known.type == said.type else ""
        lemma = known.lemma if known is not None else words.casefold()
        form = known.form if known is not None else "literal"
        passive = known is not None and known.passive
        return Cue(said.type, mode, lemma, form, start, end, words, passive), known

    def _same_type(self, type_: str, sentence: Sentence) -> str:
        """The model's type where the lexicon finds it in other words of the sentence, else ""."""
        if self._language is None:
            return ""
        cues = self._language.cues.find(sentence.text, headline=sentence.number == 1)
        return type_ if any(cue.type == type_ for cue in cues) else ""

    def _status(self, said: Any, sentence: Sentence, cue: Cue, known: Cue | None) -> Status:
        """What the words around the cue tell; the model's status where they tell nothing."""
        vocabulary = self._tools.vocabulary
        plain = vocabulary.types[said.type].said
        if self._language is not None and cue.start >= 0:
            at, tree = cue, None
            if known is not None and self._parsed is not None:
                at, tree = replace(known, type=said.type), self._parsed.tree(sentence.number)
            found = status_at(sentence.text, at, self._language, vocabulary, tree)
            if found.negated or found.factuality != "occurred":
                return found
        return Status(said.status if plain == "occurred" else plain)

    def _parts(self, said: Any, sentence: Sentence, known: Cue | None) -> Parts:
        who = tuple(dict.fromkeys(self._party(name) for name in said.who if name.strip()))
        told = dict.fromkeys(self._party(name) for name in said.whom if name.strip())
        whom = [name for name in told if name not in who]
        parties = set(self._known.values())
        things = [t for t in whom if t not in parties and contains(sentence.text, t)]
        whom = [name for name in whom if name not in things]
        issue = things[0][:_LONGEST_ISSUE].strip() if things and not whom else ""
        origin = ("model" if who else "unset", "model" if whom else "unset")
        return Parts(who, tuple(whom), issue, origin, self._agreement(who, whom, sentence, known))

    def _agreement(
        self, who: Sequence[str], whom: Sequence[str], sentence: Sentence, known: Cue | None
    ) -> Agreement:
        """Whether the tree of the sentence names the same parties for the same words."""
        if self._parsed is None or known is None:
            return "model_only"
        reading = self._parsed.reading(sentence.number, known)
        if not reading.who and not reading.whom:
            return "model_only"
        same = {*reading.who} == {*who} and {*reading.whom} == {*whom}
        return "agree" if same else "differ"

    def _party(self, name: str) -> str:
        """The party of the cast that a name stands for; a name of nobody known stays as it is."""
        plain = _plain(name)
        bare = strip_titles(name.strip(), self._language.lexicon if self._language else None)
        for form in (plain, _plain(bare)):
            if form in self._known:
                return self._known[form]
        meant = {mention.party for mention in self._finder.find(name)}
        return meant.pop() if len(meant) == 1 else name.strip()

    def _before(self, number: int, parts: Parts) -> tuple[int, ...]:
        """The last sentence that names a party, where the act's own sentence names none of them."""
        parties = {*parts.initiators, *parts.recipients}
        named = {n: {m.party for m in found} for n, found in self._mentions.items()}
        if not parties or parties & named[number]:
            return ()
        wanted = {*parts.initiators} or parties
        return tuple([n for n in sorted(named) if n < number and wanted & named[n]][-1:])

    def _date(self, when: str, sentence: Sentence) -> Any:
        """The day that the model's words say, if they stand in the sentence."""
        if not when.strip() or not contains(sentence.text, when.strip()):
            return None
        finder = self._language.dates if self._language is not None else None
        return find_date(when, 0, self._article.day, finder=finder)

    def _spoken(self, sentence: Sentence, holder: str) -> tuple[StanceAttribution, str]:
        said = Attribution()
        if self._language is not None:
            mentions = self._mentions[sentence.number]
            said = self._language.status.attribution(sentence.text, mentions, (holder,))
        if said.kind != "outlet":
            return "reported_by_other", said.source
        return ("own_statement" if has_quote(sentence.text) else "own_statement_indirect"), ""


def _plain(name: str) -> str:
    return re.sub(r"^the\s+|['’]s?$", "", " ".join(name.split()).casefold())


def _located(number: int, cue: str, window: Window) -> Sentence:
    """The sentence that was named, unless the words stand in exactly one other of the window."""
    named = next(sentence for sentence in window.sentences if sentence.number == number)
    words = cue.strip()
    if not words or contains(named.text, words):
        return named
    others = [sentence for sentence in window.sentences if contains(sentence.text, words)]
    return others[0] if len(others) == 1 else named
