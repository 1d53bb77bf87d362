"""What one sentence says that one given party does to another: event type and polarity, by code.

Here the two parties are known beforehand and nobody is asked. Foreign data sets give a sentence and
a pair; so may anybody who wants to know how two actors stand in a sentence.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.domain.claims import StanceLabel
from briefing.domain.vocabulary import Vocabulary
from briefing.stages.extraction.acts import own_acts
from briefing.stages.extraction.cues import Cue
from briefing.stages.extraction.evaluating import evaluation
from briefing.stages.extraction.tools import Language

_WORD = re.compile(r"\w[\w'’-]*")
_BY = re.compile(r"\bby\s+(?:\w+\s+){0,4}$", re.IGNORECASE)
_DUTY = re.compile(
    r"(?:\W+\w+){0,4}?\W+(?:must|should|has to|have to|ought to|needs? to|be allowed to)\b", re.I
)
_OR_ELSE = re.compile(r"\b(?:unless|or else|or face|will be met with|otherwise)\b", re.I)
_WILLING = re.compile(r"\b(?:willing|ready|able|free) to\s+(?:\w+\s+){0,3}$", re.I)
_REFUSED = re.compile(r"\b(?:not|never|n['’]t|no longer)\s+(?:\w+\s+){0,2}$", re.I)
_STEM = 5
_FRIENDLY = (1, 2)


@dataclass(frozen=True)
class PairAct:
    """The act of a pair: its event type, and the cue it was read from ("" where it was guessed)."""

    type: str
    cue: str = ""


class PairReader:
    """Reads pairs with the lexicon of one language. Build it once.

    Where the sentence has no cue, its words are weighed by the patterns of the lexicon that hold
    them, so that "an investigation into" leans to the type of "investigate".
    """

    def __init__(self, language: Language, vocabulary: Vocabulary) -> None:
        self._language, self._vocabulary = language, vocabulary
        self._stems: dict[str, Counter[str]] = {}
        for key, patterns in language.lexicon.verbs.items():
            kind = key.partition("/")[0]
            for pattern in patterns if kind in vocabulary.types else ():
                for word in set(_WORD.findall(pattern.lower())):
                    self._stems.setdefault(word[:_STEM], Counter())[kind] += 1
        self._sizes = Counter(kind for found in self._stems.values() for kind in found.elements())
        threats = [name for name, kind in vocabulary.types.items() if kind.threat]
        self._threat = threats[0] if threats else ""
        self._for = evaluation(language.lexicon.approval, language.lexicon)
        self._against = evaluation(language.lexicon.disapproval, language.lexicon)
        self._demand, self._refusal = self._type_of("demand"), self._type_of("refuse")

    def _type_of(self, verb: str) -> str:
        """The type of which the lexicon has a verb, "" for none."""
        found = [key for key, verbs in self._language.lexicon.verbs.items() if verb in verbs]
        names = [key.partition("/")[0] for key in found]
        return next((name for name in names if name in self._vocabulary.types), "")

    def act(
        self, sentence: str, initiators: Sequence[str], recipients: Sequence[str]
    ) -> PairAct | None:
        """The act that ``initiators`` do to ``recipients``; None where no word tells anything.

        Of several cues the one that stands best to both parties wins. An act that is still to come
        has the type that the vocabulary gives it then.
        """
        doers, hits = _places(sentence, initiators), _places(sentence, recipients)
        if hits and doers and hits[0] > doers[0] and _DUTY.match(sentence[hits[0][1] :]):
            return PairAct(self._demand) if self._demand else None
        ranked = [
            (-_worth(sentence, cue, place, doers, hits), cue.start, cue)
            for place, cue in enumerate(self._cues(sentence))
        ]
        for _, _, cue in sorted(ranked, key=lambda item: item[:2]):
            kind = self._type(sentence, cue)
            if kind:
                return PairAct(kind, cue.text)
        guess = self._guess(sentence, (*doers, *hits))
        return PairAct(guess) if guess else None

    def _cues(self, sentence: str) -> list[Cue]:
        cues = self._language.cues.find(sentence)
        return own_acts(sentence, [cue for cue in cues if cue.type in self._vocabulary.types])

    def _type(self, sentence: str, cue: Cue) -> str:
        """The type of the act as its status leaves it; "" where the act is only negated."""
        kind = self._vocabulary.types[cue.type]
        before = sentence[: cue.start]
        status = self._language.status.status(sentence, cue, said=kind.said)
        ahead = status.factuality in ("announced", "planned") or bool(_WILLING.search(before))
        if status.negated:
            return self._refusal if kind.quad in _FRIENDLY and _REFUSED.search(before) else ""
        if ahead and _OR_ELSE.search(sentence[cue.end :]):
            return self._threat or cue.type
        return kind.future if ahead and kind.future else cue.type

    def polarity(self, sentence: str, holder: str, target: str) -> float:
        """How friendly the sentence tells ``holder`` to be towards ``target``: above 0 supports.

        Words that approve count 1, words that disapprove -1, the stance of the act 1 or -1. The
        words of the two names do not count: a "Justice Department" is not yet just.
        """
        names = _WORD.findall(f"{holder} {target}".lower())
        words = " ".join(word for word in _WORD.findall(sentence.lower()) if word not in names)
        score = float(len(self._for.findall(words)) - len(self._against.findall(words)))
        act = self.act(sentence, [holder], [target])
        stance = self._vocabulary.types[act.type].stance if act and act.cue else None
        signs: dict[StanceLabel, int] = {"support": 1, "oppose": -1}
        return score + (signs.get(stance.label, 0) if stance else 0)

    def named(self, sentence: str, *names: str) -> bool:
        """Whether the sentence has each of ``names``, or at least its longest word."""
        return all(_places(sentence, [name]) for name in names)

    def first_acts(self, sentence: str, one: str, other: str) -> bool:
        """Whether it is ``one`` who acts upon ``other`` rather than the other way round.

        Whoever is named first acts, unless the other one is the agent of a passive between them.
        """
        straight = self.named_first(sentence, one, other)
        places = sorted((*_places(sentence, [one]), *_places(sentence, [other])))
        if len(places) < 2:
            return straight
        (_, start), (end, _) = places
        passive = any(cue.passive and start <= cue.start < end for cue in self._cues(sentence))
        return straight != (passive and bool(_BY.search(sentence[:end])))

    def named_first(self, sentence: str, one: str, other: str) -> bool:
        """Whether ``one`` stands before ``other``."""
        return _places(sentence, [one]) <= _places(sentence, [other])

    def _guess(self, sentence: str, names: Sequence[tuple[int, int]]) -> str:
        """The type whose patterns have the words of the sentence, as naive Bayes weighs them."""
        votes = dict.fromkeys(self._sizes, 0.0)
        total = sum(self._sizes.values())
        for word in _WORD.finditer(sentence):
            if any(start < word.end() and word.start() < end for start, end in names):
                continue
            found = self._stems.get(word.group().lower()[:_STEM])
            if found is None or len(word.group()) < 4:
                continue
            whole = found.total()
            for kind in self._sizes:
                share = (found[kind] + 0.2) / (whole + 0.2 * len(self._sizes))
                votes[kind] += math.log(share / (self._sizes[kind] / total))
        best = sorted(votes.items(), key=lambda item: (-item[1], item[0]))
        return best[0][0] if best and best[0][1] else ""


def _places(sentence: str, names: Sequence[str]) -> list[tuple[int, int]]:
    """Where a name stands, else where its longest word does."""
    found = []
    for name in names:
        words = sorted(_WORD.findall(name), key=lambda word: (-len(word), word))
        for form in (name, *words):
            hit = re.search(rf"\b{re.escape(form)}", sentence, re.IGNORECASE) if form else None
            if hit:
                found.append(hit.span())
                break
    return found


def _worth(
    sentence: str,
    cue: Cue,
    place: int,
    doers: Sequence[tuple[int, int]],
    hits: Sequence[tuple[int, int]],
) -> float:
    """How well a cue stands to the pair: after who does it and before whom, or the other way round.

    The later of equal cues is the worse one.
    """
    worth = -0.25 * place
    for start, end in doers:
        agent = bool(_BY.search(sentence[:start]))
        worth += 1.0 if (end <= cue.start) != (cue.passive and agent) else 0.0
        worth -= abs(cue.start - end) / 400
    for start, _ in hits:
        worth += 0.5 if (cue.end <= start) != cue.passive else 0.0
        worth -= abs(start - cue.end) / 400
    return worth
