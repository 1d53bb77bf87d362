"""An article in a language without a lexicon, sentence by sentence put into English."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefing.domain.articles import Article, Sentence
from briefing.domain.questions import Answer, Ask, Question
from briefing.stages.extraction.latin import inflected, spellings, spelt
from briefing.stages.extraction.mentions import contains
from briefing.stages.extraction.scenes import examples, messages
from briefing.stages.extraction.shapes import translation_shape
from briefing.stages.extraction.together import all_of
from briefing.stages.extraction.tools import Tools

# what the embedded model is made for and no lexicon reads. Of others (Urdu was tried) it tells news
# of its own instead of translating them
LANGUAGES = frozenset({"ar", "it", "ja", "ko", "pt", "ru", "th", "vi", "zh"})
_BYTES_A_TOKEN = 2
_ROOM = 160
_MOST = 500
# a small model ends its answer at the first quotation mark that JSON uses itself
_QUOTES = str.maketrans("«»「」『』", "“”“”“”")


@dataclass(frozen=True)
class Translation:
    """An article in English under the numbers of its own sentences; others are masked.

    ``names`` are pairs of words of the article and what English has for them.
    """

    article: Article
    names: tuple[tuple[str, str], ...]
    answers: tuple[Answer, ...]


async def translate(article: Article, ask: Ask, tools: Tools) -> Translation:
    """Ask for each sentence in English, and for who is named in it in both languages."""
    shown = [s for s in article.sentences if not s.masked]
    known = spellings([sentence.text for sentence in shown])
    own = {latin: word for word, latin in reversed(known.items())}
    texts = [_quoted(spelt(sentence.text, known)) for sentence in shown]
    answers = await all_of(
        [
            _ask(ask, _question(article, sentence, text, tools))
            for sentence, text in zip(shown, texts, strict=True)
        ]
    )
    pairs: list[tuple[str, str]] = []
    told: dict[int, str] = {}
    for sentence, answer in zip(shown, answers, strict=True):
        told[sentence.number] = " ".join(answer.value.english.split())
        pairs += _pairs(answer.value, sentence.text, own)
    same = canonical(pairs)
    told = {number: _renamed(text, same) for number, text in told.items()}
    pairs = [(name, same.get(english, english)) for name, english in pairs]
    return Translation(in_english(article, told), tuple(dict.fromkeys(pairs)), tuple(answers))


def _quoted(text: str) -> str:
    """A text with quotation marks that are none of JSON's."""
    return re.sub(r'"([^"]*)"', r"“\1”", text).translate(_QUOTES).replace('"', "")


async def _ask(ask: Ask, question: Question) -> Answer:
    return await ask(question)


def _question(article: Article, sentence: Sentence, text: str, tools: Tools) -> Question:
    return Question(
        purpose="translation",
        label=f"{article.title!r}, sentence {sentence.number}",
        messages=messages(
            tools.prompt("translation.system.md.j2"),
            examples(tools.prompt("translation.examples.md.j2")),
            tools.prompt("translation.user.md.j2", sentence=text),
        ),
        answer=translation_shape(),
        max_tokens=min(_MOST, _ROOM + len(text.encode()) // _BYTES_A_TOKEN),
    )


def _pairs(said: Any, text: str, own: Mapping[str, str]) -> list[tuple[str, str]]:
    """The names of an answer that stand in the sentence and in its translation.

    ``own`` are words of the article by the Latin letters in which the model was shown them.
    """
    pairs: list[tuple[str, str]] = []
    for one in said.names:
        english = " ".join(one.en.split())
        found = re.search(inflected(spelt(one.n, own)), text)
        if found and contains(said.english, english):
            pairs.append((found.group(), english))
    return pairs


def canonical(pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    """For each English name the one that its words in the article have most often."""
    named: dict[str, Counter[str]] = {}
    for name, english in pairs:
        named.setdefault(name, Counter())[english] += 1
    return {
        english: counted.most_common(1)[0][0]
        for counted in named.values()
        for english in counted
        if english[:1].isupper()
    }


def _renamed(text: str, same: Mapping[str, str]) -> str:
    for old, new in same.items():
        if old != new:
            text = re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", new.replace("\\", ""), text)
    return text


def in_english(article: Article, told: Mapping[int, str]) -> Article:
    """The article with what is ``told`` of its sentences, by number; the others are masked."""
    sentences: list[Sentence] = []
    text = ""
    for sentence in article.sentences:
        words = told.get(sentence.number, "")
        masked = sentence.masked or ("" if words else "untranslated")
        words = "" if masked else words
        start = len(text) + (1 if text else 0)
        text = f"{text}\n{words}" if text else words
        end = start + len(words)
        sentences.append(
            Sentence(number=sentence.number, start=start, end=end, text=words, masked=masked)
        )
    title = told.get(1, article.title)
    changes = {"text": text, "title": title, "language": "en", "sentences": tuple(sentences)}
    return article.model_copy(update=changes)
