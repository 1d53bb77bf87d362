"""The real code books with an invented cast, and a model that answers by rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pydantic import BaseModel

from briefing.codebooks import load_countries, load_lexicon, load_vocabulary
from briefing.domain.articles import Article
from briefing.domain.claims import Proposal
from briefing.domain.lexicon import Lexicon
from briefing.domain.questions import Answer, Question
from briefing.domain.vocabulary import CountryTable, Vocabulary
from briefing.grammar import parser
from briefing.resources import find
from briefing.stages.extraction import Tools, extract
from briefing.stages.extraction.cues import Cue, CueFinder
from briefing.stages.extraction.inflection import irregular_forms
from briefing.stages.extraction.mentions import Mention, MentionFinder, Party
from briefing.stages.extraction.status import Status, StatusReader
from briefing.templating import Templates
from tests.factories import a_provenance

CAST = (
    Party("Torvane", "state"),
    Party("Lesk", "state"),
    Party("Ombara", "state"),
    Party("Norvia", "state"),
    Party("Olga Haar", "person"),
    Party("Ivo Brandt", "person"),
    Party("Red Hill Army", "group"),
    Party("Farmers' League", "organisation"),
    Party("foreign ministry", "government_body"),
    Party("rebels", "group"),
    Party("police", "group"),
    Party("soldiers", "group"),
    Party("officials", "group"),
    Party("protesters", "group"),
)
KINDS = {party.name: party.kind for party in CAST}


@cache
def lexicon(language: str = "en") -> Lexicon:
    found = load_lexicon(language, None)
    assert found is not None
    return found[0]


@cache
def vocabulary() -> Vocabulary:
    return load_vocabulary("plover", None)[0]


@cache
def countries() -> CountryTable:
    return load_countries(None)[0]


@cache
def cue_finder() -> CueFinder:
    return CueFinder(lexicon())


@cache
def status_reader() -> StatusReader:
    return StatusReader(lexicon())


@cache
def cast_finder() -> MentionFinder:
    return MentionFinder(CAST, countries(), acting=irregular_forms(lexicon()))


@cache
def templates() -> Templates:
    return Templates(lambda kind, name: find("prompts", name, None).text)


def prompt(name: str, **values: Any) -> str:
    """A shipped prompt, rendered as a run renders it."""
    return templates().render_prompt("prompts", name, **values)


@cache
def tools() -> Tools:
    """Tools without a parser: a model names who and whom."""
    return Tools(vocabulary(), countries(), prompt, {"en": lexicon()})


@cache
def reading_tools() -> Tools:
    """The same tools with the parsers that are installed."""
    return Tools(vocabulary(), countries(), prompt, {"en": lexicon()}, parser)


def cues(sentence: str, *, headline: bool = False) -> tuple[Cue, ...]:
    return cue_finder().find(sentence, headline=headline)


def cue(sentence: str, word: str, *, headline: bool = False) -> Cue:
    """The cue of a sentence that begins with ``word``."""
    found = [c for c in cues(sentence, headline=headline) if c.text.startswith(word)]
    assert found, f"no cue {word!r} in {sentence!r}, only {cues(sentence, headline=headline)}"
    return found[0]


def mentions(sentence: str) -> tuple[Mention, ...]:
    """Where the invented cast is named."""
    return cast_finder().find(sentence)


def status(sentence: str, word: str) -> Status:
    at = cue(sentence, word)
    return status_reader().status(sentence, at, said=vocabulary().types[at.type].said)


Rule = Callable[[Question], Mapping[str, Any]]


def nobody(question: Question) -> Mapping[str, Any]:
    """The empty answer to every question."""
    if question.purpose == "actors":
        return {"actors": [], "issues": []}
    return {"events": []} if question.purpose == "event" else {"who": "nobody", "whom": "nobody"}


@dataclass
class Model:
    """A model that answers by rule: ``actors`` and ``issues`` it lists, ``roles`` by the cue.

    ``roles`` maps the first words of a question to (who, whom), ``english`` the first words of a
    sentence to its translation and the names in it. ``asked`` keeps every question.
    """

    actors: Sequence[tuple[str, str]] = ()
    issues: Sequence[str] = ()
    roles: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    events: Sequence[Mapping[str, str]] = ()
    english: Mapping[str, tuple[str, Mapping[str, str]]] = field(default_factory=dict)
    asked: list[Question] = field(default_factory=list)

    async def __call__(self, question: Question) -> Answer:
        self.asked.append(question)
        number = len(self.asked)
        return Answer(
            value=question.answer.model_validate(self._answer(question)),
            keys=(f"key-{number}",),
            asked="small",
            answering="small-q4",
            origin="live",
            tokens_in=100,
            tokens_out=10,
        )

    def _answer(self, question: Question) -> Mapping[str, Any]:
        last = question.messages[-1].content
        if question.purpose == "actors":
            listed = [{"n": name, "k": kind} for name, kind in self.actors]
            return {"actors": listed, "issues": list(self.issues)}
        if question.purpose == "event":
            sentence = last.rpartition("SENTENCE: ")[2]
            return {"events": [e for e in self.events if e["cue"] in sentence][:1]}
        if question.purpose == "translation":
            for words, (text, names) in self.english.items():
                if last.startswith(words):
                    pairs = [{"n": name, "en": said} for name, said in names.items()]
                    return {"english": text, "names": pairs}
            return {"english": last.strip(), "names": []}
        phrase = last.rpartition('QUESTION: "')[2]
        for words, (who, whom) in self.roles.items():
            if phrase.startswith(words):
                return {"who": who, "whom": whom}
        return nobody(question)


async def propose(article: Article, model: Model, *, parsed: bool = False) -> Proposal:
    """What is proposed; ``parsed`` with the tree of each sentence, else by the model's answers."""
    return await extract(article, model, reading_tools() if parsed else tools(), a_provenance())


def members(shape: type[BaseModel], name: str) -> list[str]:
    """The enum of one field of a question's schema."""
    schema = shape.model_json_schema()["properties"][name]
    return [schema["const"]] if "const" in schema else list(schema["enum"])
