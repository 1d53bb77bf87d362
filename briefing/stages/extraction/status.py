"""Whether an act happened, is announced, planned, threatened, alleged or denied; who says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefing.domain.claims import Attribution, Factuality
from briefing.domain.lexicon import Lexicon
from briefing.stages.extraction.cues import Cue
from briefing.stages.extraction.government import Government
from briefing.stages.extraction.inflection import Form, inflect
from briefing.stages.extraction.mentions import Mention
from briefing.stages.extraction.patterns import pattern_regex

_CLAUSE = re.compile(r"[;:]|,\s+(?:but|while|and|as|after|before|although)\s", re.IGNORECASE)
_COMMA = re.compile(r"[;:,]\s")
_EITHER = re.compile(r"\b(?:not|never)\s+(?:\w+\s+){1,3}(?:or|nor)\s+$", re.IGNORECASE)
_NOTHING = re.compile(
    r"\s+(?:nothing|nobody|no one|none|neither|no(?!\s+(?:longer|fewer|less|more)\b))\b",
    re.IGNORECASE,
)
_OBJECT = re.compile(r"\b(?:to|by|with|of|from)\s+(?:the\s+)?$")
_PARTED = re.compile(r"^[^,]*\b(?:after|before|when|while|because|as|that)\b", re.IGNORECASE)
_NO_TITLE = (
    r"(?:that|it|he|she|they|we|on|in|of|at|to|by|for|after|before|when|as|had|has|have|was|were|"
    r"is|are|will|would)\b"
)
_QUOTED = re.compile(r"[“\"«„](.{3,}?)[”\"»“]", re.DOTALL)


@dataclass(frozen=True)
class Status:
    """``negated`` acts are not proposed at all; what is ``ahead`` has its day still to come."""

    factuality: Factuality
    negated: bool = False
    ahead: bool = False


class StatusReader:
    """Reads status and attribution with the words of one lexicon. Build it once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._denial = frozenset(lexicon.denial)
        self._allegation = frozenset(lexicon.allegation)
        denial, allegation = _forms(lexicon.denial, lexicon), _forms(lexicon.allegation, lexicon)
        speech = _forms(lexicon.speech, lexicon)
        past = _forms(lexicon.speech, lexicon, only="past")
        self._with_no = _with_no(lexicon)
        negated = rf"(?:\b|(?<=n))(?:{_words(lexicon.negation)})"
        words = r"\W+(?:\w+\W+)"
        # where the order of words is free, what is negated stands right behind
        near = r"\s+" if lexicon.inflection.cases else words + "{0,2}"
        self._negated = re.compile(rf"{negated}{near}$", re.I)
        self._governed = re.compile(rf"{negated}{words}{{0,5}}$", re.I)
        self._denied = re.compile(rf"\b(?:{denial})\b(?!\s*,)(?:\W+\w+){{0,8}}?\W+$", re.I)
        # "may have" opens an allegation, so its "may" promises nothing
        self._ahead = re.compile(
            rf"\b(?!(?:{allegation})\b)(?:{_words(lexicon.future)})\b(?:\W+\w+){{0,3}}?\W*$", re.I
        )
        self._learn_tenses(lexicon)
        unreal = lexicon.grammar.conditional if lexicon.grammar else ()
        self._unreal = re.compile(rf"\b(?:{_words(unreal)})\b", re.I)
        self._promised = re.compile(
            rf"(?:(?:has|have|had)\s+)?(?:{_words(lexicon.future)})\s+(?!\W)", re.I
        )
        self._announced = re.compile(rf"\b(?:{_forms(lexicon.announcement, lexicon)})\b", re.I)
        within = r"[^\w,]" if lexicon.order.get("direct") else r"\W"  # "X, che accusa Y, ha agito"
        self._alleged = re.compile(rf"\b(?:{allegation})\b(?:{within}+\w+){{0,8}}?{within}*$", re.I)
        self._told = re.compile(rf"[^.;]{{0,40}}?\b(?:{speech})\b", re.I)
        self._unsaid = re.compile(rf"(?:\b|(?<=n))(?:{_words(lexicon.negation)})(?!\w)", re.I)
        # only "…, said X" puts the speaker behind the verb; in "said it had attacked X" X is silent
        self._led = re.compile(
            rf"(?:according to|[,”\"]\s*(?:{past}))\s+(?:(?!{_NO_TITLE})\w+\s+){{0,3}}?$", re.I
        )
        self._learn_lead(lexicon, speech)
        self._implied: list[tuple[Factuality, re.Pattern[str]]] = [
            (status, pattern_regex(entry, lexicon))
            for status, entries in lexicon.implied.items()
            for entry in entries
        ]
        unnamed = _words(lexicon.unnamed_sources)
        self._unnamed = re.compile(
            rf"according to (?:\w+ ){{0,3}}?({unnamed})\b|"
            rf"\b({unnamed})\b[^.;]{{0,30}}?\b(?:{speech})\b",
            re.I,
        )

    def _learn_lead(self, lexicon: Lexicon, speech: str) -> None:
        """Where the verb comes first it stands before whoever says it."""
        if "fronting" not in lexicon.order:
            return
        led = _words(lexicon.order.get("likewise", ()))
        self._told = re.compile(r"(?!)")
        self._led = re.compile(rf"(?<!\w)(?:{speech}|{led})\s+(?:\w+\s+){{0,3}}?$")

    def _learn_joins(self, lexicon: Lexicon) -> None:
        """What stands between two verbs of one subject, of which none governs the other."""
        order = lexicon.order
        self._no_is_at = "no" in order.get("at", ())  # Portuguese "presos no domingo"
        light = _words((*order.get("light", ()), *order.get("clitics", ())))
        joins = _words(order.get("joins", ())) if order.get("direct") else "(?!)"
        self._beside = re.compile(rf"\b(?:{joins})\s+(?:(?:{light})\s+)*$", re.I)

    def _learn_tenses(self, lexicon: Lexicon) -> None:
        """What other languages than English tell by the form of a verb or far from it."""
        self._learn_joins(lexicon)
        self._clause = _COMMA if "fronting" in lexicon.order else _CLAUSE
        # a finite verb may stand far from its infinitive: "will seine Truppen … abziehen"
        verb_last = "conjunctions" in lexicon.order
        far = {*lexicon.future} - {*lexicon.order.get("passive", ())} if verb_last else ()
        self._bracket = re.compile(rf"\b(?:{_words(far)})\b(?:\W+\w+){{0,14}}?\W*$", re.I)
        negation = _words({*lexicon.negation} - {*lexicon.order.get("without", ())})
        joins = _words(lexicon.order.get("joins", ()))
        # "kritisierte den Beschluss nicht", but "nicht nur"
        behind = (
            rf"\w+(?:(?!\b(?:{joins})\b)[^,;:.])*?\s(?:{negation})\b(?!\s+(?:nur|allein|zuletzt)\b)"
        )
        self._behind = re.compile(behind if verb_last else "(?!)", re.I)
        linking = _words(lexicon.order.get("linking", ()))
        self._linked = re.compile(rf"\b(?:{linking})\s+$", re.I)
        later = _words(lexicon.inflection.future)
        self._later = re.compile(
            rf"(?:{_words(lexicon.inflection.reflexive)}\s?)?\w+(?:{later})\b", re.I
        )

    def status(
        self,
        sentence: str,
        cue: Cue,
        *,
        said: Factuality = "occurred",
        over: Government | None = None,
    ) -> Status:
        """The status of the act at ``cue``, from the words ``over`` it (see ``government``).

        Without a tree they are those before it in its clause: denial and allegation reach over a
        following clause ("denied that its troops had crossed"); negation and future only count
        directly before the verb. ``said`` is the status of the act where nothing stands over it.
        """
        before = sentence[: cue.start] if over is None else over.words
        clause = self._clause.split(before)[-1] if over is None else over.words
        if over is not None and (over.wished or self._unreal.search(over.words)):
            return Status("occurred", negated=True)
        unmade = over is not None and bool(self._governed.search(over.words))
        behind = over is None and self._behind.match(sentence, cue.start)
        if unmade or behind or self._negates(clause) or self._nothing_done(sentence, cue):
            return Status("occurred", negated=True)
        if cue.form != "infinitive" and (beside := self._beside.search(clause)):
            clause = clause[beside.start() :]  # "accusa il premier e ne chiede le dimissioni"
        denied = self._denied.search(clause) if cue.lemma not in self._denial else None
        if denied:
            # "has not confirmed or denied attacking" leaves it open
            left_open = self._negates(clause[: denied.start()])
            return Status("occurred", negated=True) if left_open else Status("denied")
        promised = self._promised.match(cue.text) or self._later.match(cue.text)
        ahead = bool(self._ahead.search(clause) or self._bracket.search(clause))
        if ahead or (said == "occurred" and promised):
            announced = self._announced.search(f"{before}{cue.text}")
            return Status("announced" if announced else "planned", ahead=ahead)
        if self._linked.search(before) and self._announced.search(before):
            return Status("announced", ahead=True)  # "kündigte an, Truppen zu verlegen"
        if cue.lemma not in self._allegation and self._alleged.search(clause):
            return Status("alleged")
        for implied, pattern in self._implied:
            if pattern.match(sentence, cue.start):
                return Status(implied)
        return Status(said)

    def _nothing_done(self, sentence: str, cue: Cue) -> bool:
        """Whether nobody is acted upon: "condemned nobody", "held no talks"."""
        if self._no_is_at:
            return False
        within = cue.lemma not in self._with_no and _NOTHING.search(cue.text)
        return bool(within or _NOTHING.match(sentence[cue.end :]))

    def _negates(self, before: str) -> bool:
        return bool(self._negated.search(before) or _EITHER.search(before))

    def attribution(
        self, sentence: str, mentions: Sequence[Mention], initiators: Sequence[str]
    ) -> Attribution:
        """Who reports: "according to X", "X said", unnamed officials, else the outlet itself.

        An initiator speaking for itself is no second source: that is the outlet's own report.
        """
        for mention in mentions:
            if not self._speaks(sentence[: mention.start], sentence[mention.end :]):
                continue
            led = [m for m in mentions if self._led.search(sentence[: m.start])]
            source = led[-1] if mention in led else mention  # "said Lesk minister Ivo Brandt"
            if source.party not in initiators:
                return Attribution(kind="named", source=source.party)
        found = self._unnamed.search(sentence)
        if found:
            return Attribution(kind="unnamed", source=(found.group(1) or found.group(2)).lower())
        return Attribution()

    def _speaks(self, before: str, after: str) -> bool:
        """Whether a mention with these words around it is the subject of a verb of speech.

        In "killing two soldiers, officials said" one comma parts the two; two enclose an aside.
        """
        told = self._told.match(after)
        if told and self._unsaid.search(told.group()):
            return False  # "a claim that Lesk has not confirmed"
        if told and told.group().count(",") != 1 and not _PARTED.search(told.group()):
            return not _OBJECT.search(before)
        return bool(self._led.search(before))


def _forms(lemmas: Iterable[str], lexicon: Lexicon, only: Form | None = None) -> str:
    """An alternation of the forms of some verbs, of one kind or all, the longest first."""
    forms: set[str] = set()
    for lemma in lemmas:
        head, _, rest = lemma.partition(" ")
        for form, kind in inflect(head, lexicon.irregular.get(head, ())).items():
            if only in (None, kind):
                forms.add(f"{form} {rest}".strip())
    return _words(forms)


def _with_no(lexicon: Lexicon) -> frozenset[str]:
    """The verbs of acts with a "no": "say no to", "table a motion of no confidence"."""
    return frozenset(
        head.lstrip("=")
        for entries in lexicon.verbs.values()
        for entry in entries
        if "no" in re.split(r"[ |(]", entry)
        for head in entry.split()[0].split("|")
    )


def _words(words: Iterable[str]) -> str:
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) or "(?!)"


def has_quote(sentence: str) -> bool:
    """Whether the sentence quotes somebody's own words."""
    return bool(_QUOTED.search(sentence))
