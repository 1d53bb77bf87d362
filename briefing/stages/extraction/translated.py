"""What the English words of a translated article tell, in the names of the article itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefing.domain.articles import Article
from briefing.domain.claims import Attribution, EventClaim, Figure, StanceClaim
from briefing.stages.extraction.confidence import confidence
from briefing.stages.extraction.latin import alike, inflected, same_word, skeleton
from briefing.stages.extraction.mentions import Party, contains

_SHORTEST = 3
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class Names:
    """Whom of an article an English name means. ``parties`` are all that are found, by their words
    in the article, and ``forms`` every case of these.
    """

    def __init__(self, article: Article, pairs: Sequence[tuple[str, str]]) -> None:
        self.parties: list[Party] = []
        self._texts = [s.text for s in article.sentences if not s.masked]
        self._words = [_WORD.findall(text) for text in self._texts]
        self._pairs = {english.casefold(): name for name, english in reversed(pairs)}
        self._known: dict[str, str] = {}

    def learn(self, parties: Sequence[Party]) -> None:
        """Take up the actors that the English text names, each with all its names."""
        for party in parties:
            names = (party.name, *party.forms)
            found = next((words for name in names if (words := self._pair(name))), "")
            found = found or next((words for name in names if (words := self._spelt(name))), "")
            if found:
                self._known[party.name.casefold()] = self._taken(party, found)

    def of(self, names: Sequence[str]) -> tuple[str, ...]:
        """Their names in the article, without those who have none."""
        known = [self._known.get(name.casefold(), "") for name in names]
        return tuple(dict.fromkeys(filter(None, known)))

    def _taken(self, party: Party, found: str) -> str:
        """The name under which a party stands; a case or a part of a known one is the known one."""
        text = "\n".join(self._texts)
        words = _WORD.findall(found)
        for at, known in enumerate(self.parties):
            others = _WORD.findall(known.name)
            surname = known.kind == "person" or len(words) == len(others)
            if surname and words and all(any(same_word(w, o) for o in others) for w in words):
                forms = dict.fromkeys((*known.forms, *_cases_in(found, text)))
                forms.pop(known.name, None)
                self.parties[at] = replace(known, forms=tuple(forms))
                return known.name
        forms = dict.fromkeys(_cases_in(found, text))
        if party.kind == "person" and len(words) > 1:
            forms |= dict.fromkeys(_cases_in(words[-1], text))
        forms.pop(found, None)
        self.parties.append(replace(party, name=found, forms=tuple(forms)))
        return found

    def _pair(self, name: str) -> str:
        """The words that the model itself gave for a name, or for one that it is part of."""
        words = self._pairs.get(name.casefold(), "")
        if words or not name[:1].isupper():
            return words
        longer = {own for other, own in self._pairs.items() if contains(other, name)}
        return longer.pop() if len(longer) == 1 else ""

    def _spelt(self, name: str) -> str:
        """The words of the article that sound like a name."""
        size = len(name.split())
        if not name[:1].isupper() or len(skeleton(name)) < _SHORTEST:
            return ""
        for text, words in zip(self._texts, self._words, strict=True):
            for first in range(len(words) - size + 1):
                found = " ".join(words[first : first + size])
                if alike(found, name) and contains(text, found):
                    return found
        return ""


def _cases_in(name: str, text: str) -> list[str]:
    return [match.group() for match in re.finditer(inflected(name), text)]


def event_in(claim: EventClaim, names: Names, article: Article) -> EventClaim | None:
    """An act that the translation tells as one of the article, None where nobody known did it."""
    who, whom = names.of(claim.initiators), names.of(claim.recipients)
    whom = tuple(party for party in whom if party not in who)
    sentence = article.sentence(claim.evidence[0])
    if not who or sentence is None:
        return None
    source = names.of((claim.attribution.source,))
    day = claim.date.model_copy(update={"text": ""}) if claim.date else None
    origin = ("translated", "translated" if whom else "unset")
    return claim.model_copy(
        update={
            "initiators": who,
            "recipients": whom,
            "issue": "",
            "cue": sentence.text,
            "phrase": "",
            "attribution": claim.attribution.model_copy(update={"source": source[0]})
            if source
            else Attribution(),
            "figures": _figures(claim, sentence.text),
            "date": day,
            "place": "",
            "roles_from": origin,
            "confidence": confidence(origin),
        }
    )


def _figures(claim: EventClaim, text: str) -> tuple[Figure, ...]:
    """The numbers of the act that stand in its own sentence, too, in digits."""
    kept = []
    for figure in claim.figures:
        for found in re.finditer(r"\d+", text):
            if int(found.group()) == figure.value:
                kept.append(figure.model_copy(update={"text": found.group()}))
                break
    return tuple(kept)


def stance_in(claim: StanceClaim, names: Names, article: Article) -> StanceClaim | None:
    """A stance that the translation tells, None where one of its sides is nobody of the article."""
    holder, target = names.of((claim.holder,)), names.of((claim.target,))
    sentence = article.sentence(claim.evidence[0])
    if not holder or not target or holder == target or sentence is None:
        return None
    speaker = names.of((claim.speaker,))
    return claim.model_copy(
        update={
            "holder": holder[0],
            "target": target[0],
            "speaker": speaker[0] if speaker else "",
            "cue": sentence.text,
            "confidence": min(claim.confidence, confidence(("translated", "translated"))),
        }
    )
