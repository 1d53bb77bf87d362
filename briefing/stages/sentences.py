"""From the text of an article to numbered sentences.

``sentencex`` proposes the ends; the rules here cut long pieces, join what it splits too often and
keep every offset exact. The numbers of all evidence depend on both, hence ``SEGMENTER``.
"""

from __future__ import annotations

import re
import unicodedata
from importlib.metadata import version

import sentencex

from briefing.domain.articles import Article, Sentence
from briefing.domain.vocabulary import ReadingRules
from briefing.stages.masks import instructions

SEGMENTER = f"sentencex/{version('sentencex')}+rules2"
LONGEST = 1_200

_Span = tuple[int, int]

_LINE = re.compile("[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_LOOK_BACK = 40
_CLAUSE_MARKS = ",;:،؛，；、：—–)"
_QUOTES = str.maketrans(dict.fromkeys('"“”„«»', " "))
_OPENING = re.compile(r"\s[\"“„«]\s?$")
_ENTRY = re.compile(
    r"\(?(?:\d{1,3}|[ivxIVX]{1,5}|[a-zA-Z])[.)]|\d{1,2}\.? [^\W\d_]{3,12}(?: \d{4})?\."
)
_SURROGATE = re.compile("[\ud800-\udfff]")

# Ends that never close a sentence, by language; "*" holds everywhere. Compared without regard to
# case when written in lower case, exactly when capitalised.
_TITLES = {
    "en": "Gen Lt Col Sgt Capt Adm Maj Brig Cmdr Cpl Pvt Gov Sen Rep Dr Mr Mrs Ms Prof Rev Hon St "
    "Pres Amb Supt Insp Det Msgr Fr Messrs Mx Lt-Gen Maj-Gen Sens Reps Govs Gens Mt Ft",
    "fr": "M MM Mme Mmes Mlle Mgr Me Dr Pr St Ste",
    "es": "Sr Sra Sres Srta Dr Dra Gral Cnel Cap Lic Ing Prof Ud Uds EE UU",
    "de": "Dr Prof Hr Fr Gen Nr St",
    "it": "Sig Sigg Dott Prof On Gen Avv Ing Mons",
    "pt": "Sr Sra Dr Dra Prof Gen Cel Eng Exmo",
    "ru": "г ул им св тыс млн млрд акад проф ген",
    "hi": "डॉ श्री श्रीमती प्रो पं",
}
_BEFORE_ANYTHING = {
    "*": "approx vs cf viz e.g i.e",
    "en": "est pp pct incl",
    "de": "z.B u.a d.h bzw ca vgl",
    "fr": "p.ex env",
    "es": "p.ej aprox",
}
_BEFORE_FIGURE = {
    "en": "No Nos Art Sec Vol Fig Ch para ca circa p "
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec",
    "fr": "art janv févr avr juil sept oct nov déc",
    "de": "Nr Art Abs Jan Feb Mär Apr Jun Jul Aug Sep Okt Nov Dez",
    "es": "núm art ene feb abr jul ago sept oct nov dic",
    "pt": "art jan fev abr jun jul ago set out nov dez",
    "it": "art gen feb apr giu lug ago set ott nov dic",
}
_COMPANY = frozenset({"Inc", "Corp", "Ltd", "Co", "Jr", "Sr", "Bros", "LLC"})
_COUNTRY = re.compile(r"(?:^|[\s(\"“‘'-])(?:U\.S|U\.K|U\.N|E\.U|U\.A\.E|U\.S\.A|D|N|S)\.$")
_INITIAL = re.compile(r"(?:^|[\s(\"“‘'.-])[^\W\d_]\.$")
_NO_WORD = re.compile(r"\W")
_LAST_WORD = re.compile(r"([^\W\d_][^\s(),;:\"“”]{0,11})\.$")  # not \w: Hindi vowel signs

# A capitalised word after "U.S." or an initial that opens a new sentence more often than a name.
_STARTERS = (
    " The A An He She It They We I You In On At But And Or So If As After Before When While Since "
    "Although Though However Meanwhile Moreover This That These Those There Here His Her Its Their "
    "Our My For From With Under By To Of Not No Yes What Who Why How Earlier Later Both Some Many "
    "Most All Now Then Last Next Also Such According "
)


def number_sentences(article: Article, rules: ReadingRules) -> Article:
    """``article`` with its sentences: every character but white space is in one, in order.

    A sentence never spans two lines and never exceeds 1,200 characters. Sentences that address a
    model are masked ("instruction"), whatever else they say.

    Raises ConfigError when an instruction rule is no regular expression.
    """
    text = article.text
    spans = [part for span in _spans(text, article.language) for part in _short(text, *span)]
    masked = instructions(text, spans, rules)
    sentences = [
        Sentence(number=number, start=start, end=end, text=text[start:end], masked=mask)
        for number, (start, end) in enumerate(spans, start=1)
        for mask in ("instruction" if (start, end) in masked else "",)
    ]
    return article.model_copy(update={"sentences": tuple(sentences)})


def _spans(text: str, language: str) -> list[_Span]:
    code = language if language and language != "und" else "en"
    spans: list[_Span] = []
    for match in _LINE.finditer(text):
        # Half of a surrogate pair would stop the segmenter; the stand-in is as long.
        line = _SURROGATE.sub("\ufffd", match.group())
        spans += [
            (match.start() + low, match.start() + high) for low, high in _line_spans(line, code)
        ]
    return spans


def _line_spans(line: str, code: str) -> list[_Span]:
    """Spans of one line. Only the ends are taken from the segmenter, so that no gap can open."""
    spans: list[_Span] = []
    start = 0
    # Blanked quotes, else a quotation of ten sentences stays one, and an unclosed one never ends.
    bare = line.translate(_QUOTES)
    ends = [int(found["end_index"]) for found in sentencex.get_sentence_boundaries(code, bare)]
    for end in [*ends, len(line)]:
        opening = _OPENING.search(line, max(start, end - 4), end)
        end = opening.start() + 1 if opening else end
        low, high = _trimmed(line, start, min(end, len(line)))
        start = max(start, end)
        if low == high:
            continue
        if spans and _belongs(line, spans[-1], (low, high), code):
            spans[-1] = (spans[-1][0], high)
        else:
            spans.append((low, high))
    return spans


def _trimmed(text: str, start: int, end: int) -> _Span:
    if start >= end:
        return start, start
    piece = text[start:end]
    low = start + len(piece) - len(piece.lstrip())
    return (low, low) if low == end else (low, end - len(piece) + len(piece.rstrip()))


def _belongs(line: str, before: _Span, after: _Span, code: str) -> bool:
    """Whether ``after`` goes on with ``before`` although a full stop stands between."""
    head = line[max(before[0], before[1] - _LOOK_BACK) : before[1]]
    tail = line[after[0] : after[0] + _LOOK_BACK]
    if not any(map(str.isalnum, line[after[0] : min(after[1], after[0] + 200)])):
        return after[1] - after[0] < 20  # closing quotes and brackets
    if not line[: before[0]].strip() and _ENTRY.fullmatch(line[before[0] : before[1]]):
        return True  # "2. The Ministers", "8 September. – In its reply"
    opening = tail.lstrip("\"'“‘«(")
    if opening[:1].islower() and not opening.startswith(("al-", "el-", "an-", "ash-")):
        return True
    if (
        before[1] == after[0]
        and head[-1:] == "."
        and opening[:1].isalnum()
        and head[-2:-1].isupper()
    ):
        return True  # "D-N.Y." was cut in the middle
    return _abbreviated(head, opening, code)


def _abbreviated(head: str, opening: str, code: str) -> bool:
    starter = f" {re.split(_NO_WORD, opening, maxsplit=1)[0]} " in _STARTERS
    if _INITIAL.search(head) or _COUNTRY.search(head):
        return not starter and opening[:1].isalnum()
    found = _LAST_WORD.search(head)
    if not found:
        return False
    word = found[1]
    if _listed(word, _TITLES, code) or _listed(word, _BEFORE_ANYTHING, code):
        return True
    if word in _COMPANY:
        return False
    return opening[:1].isdigit() and _listed(word, _BEFORE_FIGURE, code)


def _listed(word: str, table: dict[str, str], code: str) -> bool:
    return any(
        word == entry or (entry.islower() and word.lower() == entry)
        for key in ("*", code)
        for entry in table.get(key, "").split()
    )


def _short(text: str, start: int, end: int) -> list[_Span]:
    """The span in parts of at most 1,200 characters, cut after a clause mark or at a space."""
    parts: list[_Span] = []
    while end - start > LONGEST:
        cut = _cut(text, start)
        parts.append(_trimmed(text, start, cut))
        while text[cut].isspace():  # ends: the last character of a span is none
            cut += 1
        start = cut
    parts.append((start, end))
    return parts


def _cut(text: str, start: int) -> int:
    window = text[start : start + LONGEST]
    for place in range(len(window) - 1, LONGEST // 2, -1):
        after = text[start + place]
        if window[place - 1] in _CLAUSE_MARKS and (after.isspace() or window[place - 1] > "\u2e00"):
            return start + place
    for place in range(len(window) - 1, LONGEST // 4, -1):
        if window[place].isspace():
            return start + place
    for place in range(len(window), LONGEST - 40, -1):  # no space at all: not before a mark
        if not unicodedata.combining(text[start + place]):
            return start + place
    return start + LONGEST
