"""Which cues of a sentence are acts of their own, and what becomes of them in time."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from briefing.domain.articles import Sentence
from briefing.domain.lexicon import Lexicon
from briefing.domain.vocabulary import Vocabulary
from briefing.domain.wording import OrderWords
from briefing.stages.extraction.cues import Cue
from briefing.stages.extraction.government import anchor, government
from briefing.stages.extraction.status import Status
from briefing.stages.extraction.tools import Language
from briefing.stages.extraction.trees import Tree

ACTS_A_SENTENCE = 6
_ASKED = "?？؟"
_STRAIGHT = re.compile(r'"[^"]*"')
_QUOTED = re.compile(r"“[^”]*”|„[^“”]*[“”]|«[^»]*»|(?<!\w)['‘].*?['’](?!\w)")
_STOP = re.compile(rf"[{_ASKED}.!;\"”»]")


@dataclass(frozen=True)
class Act:
    """A cue with its status. Acts that a sentence negates are not kept."""

    cue: Cue
    status: Status


def acts_in(
    sentence: Sentence, language: Language, vocabulary: Vocabulary, tree: Tree | None = None
) -> tuple[list[Act], list[Cue]]:
    """The acts a sentence states, and all its cues; by its tree, where there is one."""
    text = sentence.text
    found = language.cues.find(text, headline=sentence.number == 1, tree=tree)
    cues = [cue for cue in found if cue.type in vocabulary.types and not is_asked(text, cue.end)]
    acts = []
    asking = [name for name, kind in vocabulary.types.items() if kind.wish is not None]
    threats = [name for name, kind in vocabulary.types.items() if kind.threat]
    own = own_acts(text, cues, language.lexicon, asking, threats)
    by = language.lexicon.grammar.by if language.lexicon.grammar else ()
    meant = [cue for cue in own if tree is None or not _by_which(tree, cue, own, threats, by)]
    for cue in meant[:ACTS_A_SENTENCE]:
        status = status_at(text, cue, language, vocabulary, tree)
        if not status.negated:
            acts.append(Act(cue, status))
    return acts, cues


def status_at(
    sentence: str, cue: Cue, language: Language, vocabulary: Vocabulary, tree: Tree | None
) -> Status:
    """What became of one act, by the tree of its sentence, where there is one."""
    grammar = language.lexicon.grammar
    over = None
    if tree is not None and grammar is not None:
        speech = language.lexicon.speech
        over = government(tree, cue, grammar.wishes, speech, grammar.unreal)
    said = vocabulary.types[cue.type].said
    return language.status.status(sentence, cue, said=said, over=over)


def _by_which(
    tree: Tree, cue: Cue, cues: Sequence[Cue], threats: Collection[str], by: Collection[str]
) -> bool:
    """Whether an act is only how a threat is to be carried out: "would retaliate by barring X"."""
    verb = anchor(tree, cue)
    if verb is None or tree.words[verb].relation != "advcl" or tree.words[verb].case not in by:
        return False
    above = tree.words[verb].head
    return any(one.type in threats and above in tree.within(one.start, one.end) for one in cues)


def own_acts(
    sentence: str,
    cues: Sequence[Cue],
    lexicon: Lexicon | None = None,
    asking: Collection[str] = (),
    threats: Collection[str] = (),
) -> list[Cue]:
    """Without the cues that only say what another cue asks, promises, threatens or refuses.

    "asked Bresk to hand over two suspects" and "demanded that Bresk open the gates" are one event,
    not two; demands of a demonstration are part of the demonstration. An infinitive of a language
    without a parser is such a content of the act before it ("propuso enviar", "drohte, die Grenze
    zu schließen"), but not behind a word that tells when or why ("tras detener").
    """
    order = lexicon.order if lexicon is not None else {}
    kept: list[Cue] = []
    for cue in cues:
        last = kept[-1] if kept else None
        between = sentence[last.end : cue.start] if last is not None else ""
        wished = cue.form == "base" or bool(re.search(r"\bbe\s+$", between))
        if last is not None and order and _contained(cue, between, order):
            continue
        if last is not None and last.type in asking and _demanded(between, order):
            continue
        if last is not None and _past_content(sentence[: cue.start], order):
            continue
        if order and any(told(cue, sentence, order) for told in (_supposed, _opens, _undone)):
            continue
        if last is not None and wished:
            threat = last.type in threats and last.text.endswith(" to") and not between.strip()
            help_ = re.search(r"\bto\s+help\s+$", sentence[: cue.start])
            content = threat or help_ or re.search(r"\bto\s+(?:be\s+)?$|\bthat\b", between)
            # "decided to suspend the talks and to recall its envoy": one as much as the other
            likewise = last.form == "base" and re.search(r"\band to\s+$", between)
            if content and not likewise and not re.search(r"[;,]", between):
                continue
        kept.append(cue)
    return kept


def is_asked(sentence: str, end: int) -> bool:
    """Whether what stands before ``end`` is part of a question: "Would he recall the envoy?".

    What is asked in quotation marks behind it is not ("demanded: 'Who did this?'").
    """
    within = sentence[:end].count('"') % 2 == 1
    behind = _QUOTED.sub(" ", sentence[end:] if within else _STRAIGHT.sub(" ", sentence[end:]))
    stop = _STOP.search(behind)
    return stop is not None and stop[0] in _ASKED


def _contained(cue: Cue, between: str, order: Mapping[OrderWords, tuple[str, ...]]) -> bool:
    """Whether an infinitive only says what the act before it is about."""
    before = re.findall(r"[\w-]+|;", between.lower())
    linked = bool(before) and before[-1] in order.get("linking", ())
    apart = {*order.get("apart", ()), ";"}
    apart -= {*order.get("to", ())} - {*before[-1:]}  # "al atacar", but "al PP de bloquear"
    return (cue.form == "infinitive" or linked) and not apart & {*before[-3:]}


def _undone(cue: Cue, sentence: str, order: Mapping[OrderWords, tuple[str, ...]]) -> bool:
    """Whether an infinitive tells what somebody left undone: "ohne Gefangene freizulassen"."""
    words = "|".join(map(re.escape, order.get("undone", ()))) or "(?!)"
    linking = "|".join(map(re.escape, order.get("linking", ()))) or "(?!)"
    before = sentence[: cue.start].lower()
    linked = cue.form == "infinitive" or re.search(rf"\b(?:{linking})\s+$", before)
    return bool(linked and re.search(rf"\b(?:{words})\s[^,;:.]*$", before))


def _demanded(between: str, order: Mapping[OrderWords, tuple[str, ...]]) -> bool:
    """Whether a clause only tells what the act before it asks for: "verlangt, dass Lesk …"."""
    words = "|".join(map(re.escape, order.get("that", ()))) or "(?!)"
    return bool(re.match(rf"[^,;:.]{{0,25}},\s(?:{words})\s[^,;:.]*$", between))


def _past_content(before: str, order: Mapping[OrderWords, tuple[str, ...]]) -> bool:
    """Whether an infinitive of the past is what another act is about: "accusa X di aver", "per
    aver", but not "dopo aver".
    """
    words = re.findall(r"[\w-]+|;", before.lower())[-4:]
    apart = {*order.get("apart", ())} - {*order.get("reasons", ())}
    return bool(words) and words[-1] in order.get("perfect", ()) and not apart & {*words}


def _opens(cue: Cue, sentence: str, order: Mapping[OrderWords, tuple[str, ...]]) -> bool:
    """Whether an infinitive is what a sentence speaks of: "Prender quem paga é bom"."""
    opens = cue.form == "infinitive" and bool(order.get("direct"))
    return opens and bool(re.search(r"(?:^|[“\"«.:])\s*$", sentence[: cue.start]))


def _unreal(cue: Cue, sentence: str, order: Mapping[OrderWords, tuple[str, ...]]) -> bool:
    """Whether a clause only tells what is wished or supposed: "потребовал, чтобы она ушла"."""
    words = "|".join(map(re.escape, order.get("unreal", ()))) or "(?!)"
    return bool(re.search(rf"\b(?:{words})\s(?:[^,;:.]*\s)?$", sentence[: cue.start].lower()))


def _meant_for(cue: Cue, sentence: str, order: Mapping[OrderWords, tuple[str, ...]]) -> bool:
    """Whether an infinitive only tells what something is for: "48 ore per ritirarsi", but not
    "è volato a Roma per incontrare".
    """
    words = re.findall(r"[\w-]+", sentence[: cue.start].lower())
    free = cue.form == "infinitive" and bool(order.get("direct"))  # no parser sees what governs it
    led = free and words[-1:] and words[-1] in order.get("reasons", ())
    return bool(led) and not {*order.get("moved", ())} & {*words}


def _supposed(cue: Cue, sentence: str, order: Mapping[OrderWords, tuple[str, ...]]) -> bool:
    """Whether a subjunctive tells what was wished or feared: "pidió que retirara", but not
    "después de que bombardeara".
    """
    if _unreal(cue, sentence, order) or _meant_for(cue, sentence, order):
        return True
    verb = cue.text.split()[0].lower()
    endings = order.get("subjunctive", ())
    if not endings or not verb.endswith(endings) or verb in order.get("indicative", ()):
        return False
    clause = re.split(r"[;:.»”]\s", sentence[: cue.start].lower())[-1]
    happened = "|".join(map(re.escape, order.get("happened", ())))
    return not re.search(rf"\b(?:{happened})\s(?:(?!\bque\b)[^,])*$", clause)
