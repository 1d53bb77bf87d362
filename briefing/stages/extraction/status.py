"""Whether an act happened, is announced, planned, threatened, alleged or denied; who says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefing.domain.claims import Attribution, Factuality
from briefing.domain.vocabulary import Lexicon
from briefing.stages.extraction.cues import Cue, Form, inflect
from briefing.stages.extraction.mentions import Mention

_CLAUSE = re.compile(r"[;:]|,\s+(?:but|while|and|as|after|before|although)\s", re.IGNORECASE)
_EITHER = re.compile(r"\b(?:not|never)\s+(?:\w+\s+){1,3}(?:or|nor)\s+$", re.IGNORECASE)
_NOTHING = re.compile(r"\s+(?:nothing|nobody|no one|none|neither)\b", re.IGNORECASE)
_OBJECT = re.compile(r"\b(?:to|by|with|of|from)\s+(?:the\s+)?$")
_QUOTED = re.compile(r"[“\"«„](.{3,}?)[”\"»]", re.DOTALL)


@dataclass(frozen=True)
class Status:
    """``negated`` acts are not proposed at all."""

    factuality: Factuality
    negated: bool = False
    denier: str = ""


class StatusReader:
    """Reads status and attribution with the words of one lexicon. Build it once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._denial = frozenset(lexicon.denial)
        self._allegation = frozenset(lexicon.allegation)
        denial, allegation = _forms(lexicon.denial, lexicon), _forms(lexicon.allegation, lexicon)
        speech = _forms(lexicon.speech, lexicon)
        past = _forms(lexicon.speech, lexicon, only="past")
        self._negated = re.compile(
            rf"(?:\b|(?<=n))(?:{_words(lexicon.negation)})\W+(?:\w+\W+){{0,2}}$", re.I
        )
        self._denied = re.compile(rf"\b(?:{denial})\b(?!\s*,)(?:\W+\w+){{0,8}}?\W+$", re.I)
        self._ahead = re.compile(rf"\b(?:{_words(lexicon.future)})\b(?:\W+\w+){{0,3}}?\W*$", re.I)
        self._announced = re.compile(rf"\b(?:{_forms(lexicon.announcement, lexicon)})\b", re.I)
        self._alleged = re.compile(rf"\b(?:{allegation})\b(?:\W+\w+){{0,8}}?\W*$", re.I)
        self._told = re.compile(rf"[^.;]{{0,40}}?\b(?:{speech})\b", re.I)
        self._led = re.compile(
            rf"(?:according to|\b(?:{past}))\s+(?:(?!that\b)\w+\s+){{0,3}}?$", re.I
        )
        unnamed = _words(lexicon.unnamed_sources)
        self._unnamed = re.compile(
            rf"according to (?:\w+ ){{0,3}}?({unnamed})\b|"
            rf"\b({unnamed})\b[^.;]{{0,30}}?\b(?:{speech})\b",
            re.I,
        )

    def status(self, sentence: str, cue: Cue, type_: str) -> Status:
        """The status of the act at ``cue``, from the words before it in its clause.

        Denial and allegation reach over a following clause ("denied that its troops had
        crossed"); negation and future only count directly before the verb.
        """
        before = sentence[: cue.start]
        clause = _CLAUSE.split(before)[-1]
        if (
            self._negated.search(clause)
            or _EITHER.search(clause)
            or _NOTHING.match(sentence[cue.end :])
        ):
            return Status("occurred", negated=True)
        if cue.lemma not in self._denial and self._denied.search(clause):
            return Status("denied")
        if self._ahead.search(clause):
            return Status("announced" if self._announced.search(before) else "planned")
        if cue.lemma not in self._allegation and self._alleged.search(clause):
            return Status("alleged")
        return Status("threatened" if type_ == "THREATEN" else "occurred")

    def attribution(
        self, sentence: str, mentions: Sequence[Mention], initiators: Sequence[str]
    ) -> Attribution:
        """Who reports: "according to X", "X said", unnamed officials, else the outlet itself.

        An initiator speaking for itself is no second source: that is the outlet's own report.
        """
        for mention in mentions:
            if mention.party in initiators:
                continue
            before, after = sentence[: mention.start], sentence[mention.end :]
            told = self._told.match(after) and not _OBJECT.search(before)
            if told or self._led.search(before):
                return Attribution(kind="named", source=mention.party)
        source = self._unnamed.search(sentence)
        if source:
            return Attribution(kind="unnamed", source=(source.group(1) or source.group(2)).lower())
        return Attribution()


def _forms(lemmas: Iterable[str], lexicon: Lexicon, only: Form | None = None) -> str:
    """An alternation of the forms of some verbs, of one kind or all, the longest first."""
    forms: set[str] = set()
    for lemma in lemmas:
        head, _, rest = lemma.partition(" ")
        for form, kind in inflect(head, lexicon.irregular.get(head, ())).items():
            if only in (None, kind):
                forms.add(f"{form} {rest}".strip())
    return _words(forms)


def _words(words: Iterable[str]) -> str:
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) or "(?!)"


def has_quote(sentence: str) -> bool:
    """Whether the sentence quotes somebody's own words."""
    return bool(_QUOTED.search(sentence))
