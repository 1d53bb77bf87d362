"""Who is named in an article whose script has no capitals: by what stands at the head of a name.

Countries and known bodies by their lists, bodies by their first noun ("نقابة المحامين"), persons
behind a title or by a first name, people by a word for them. No model is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefing.stages.extraction.body_names import BodyNames
from briefing.stages.extraction.forms import Form, tokens_of
from briefing.stages.extraction.mentions import Party, word_pattern
from briefing.stages.extraction.name_words import STEM
from briefing.stages.extraction.person_names import PersonNames


class Namer(BodyNames, PersonNames):
    """Finds the parties of articles in one language. Build it once an article."""

    def parties(self, texts: Sequence[str]) -> list[tuple[Party, list[Form]]]:
        """Every party of the sentences with its forms."""
        found: dict[str, tuple[Party, list[Form]]] = {}
        text = "\n".join(texts)
        self._all = {**self._lands, **dict(self._unlisted(texts))}
        self._of_land.clear()
        for name, (country, kind, forms) in self._all.items():
            if any(re.search(word_pattern(form.text), text) for form in forms):
                party = Party(name, kind, (), country)
                found[name] = (party, forms := [*forms])
                self._of_land[name] = forms
        lands = [form.text for _, forms in found.values() for form in forms]
        lines = [tokens_of(line) for line in texts]
        self._known = frozenset(
            (*lands, *(e for words in self._lexicon.uncased.known.values() for e in words))
        )
        for party, forms in (
            *self._bodies(lines, texts),
            *self._persons(lines),
            *self._named(text),
        ):
            found.setdefault(party.name, (party, forms))
        united = _united(list(found.values()))
        self._shorten(united, text)
        known = {form.text for _, forms in united for form in forms}
        united += [(party, some) for party, some in self._people(text) if party.name not in known]
        self._govern(united, text)
        return united

    def _shorten(self, found: list[tuple[Party, list[Form]]], text: str) -> None:
        """ "الجبهة" is the first body whose name begins so."""
        taken: set[str] = set()
        for party, forms in sorted(found, key=lambda one: text.find(one[0].name)):
            head = party.name.split()[0].removeprefix(self._article)
            heads = {form.text.split()[0].removeprefix(self._article) for form in forms} | {head}
            for word in heads:
                short = self._article + word
                if (
                    word in self._sorts
                    and word not in taken
                    and party.kind not in ("person", "state")
                ):
                    taken.add(word)
                    if re.search(word_pattern(short), text):
                        forms.append(Form(short, "part"))

    def _govern(self, found: list[tuple[Party, list[Form]]], text: str) -> None:
        """ "الحكومة" is that of the state which the text names most."""
        words = [w for w in self._lexicon.governments if re.search(word_pattern(w), text)]
        states = [(party, forms) for party, forms in found if party.kind == "state"]
        if words and states:
            told = [
                (
                    sum(
                        len(re.findall(word_pattern(f.text), text))
                        for f in forms
                        if f.how != "part"
                    ),
                    -text.find(forms[0].text),
                    n,
                )
                for n, (_, forms) in enumerate(states)
            ]
            states[max(told)[2]][1].extend(Form(word) for word in words)
            found[:] = [one for one in found if one[0].name not in words]

    def _unlisted(self, texts: Sequence[str]) -> Iterator[tuple[str, tuple[str, str, list[Form]]]]:
        """States of no list, by what is theirs: "الحكومة الدارفانية" is that of "دارفان"."""
        words = [word.text for text in texts for word in tokens_of(text)]
        seen = {w for w in words if len(w) >= STEM and not w.startswith(self._article)}
        listed = {f.text for _, _, forms in self._lands.values() for f in forms}
        ruling = {
            w.removeprefix(self._article) for w in (*self._lexicon.uncased.ruling, *self._sorts)
        }
        ends = list(self._lexicon.inflection.peoples)
        for name in sorted(seen - self._closed - self._fields - self._titles - listed):
            peoples = [
                f"{a}{name.removesuffix('ا')}ي{e}" for a in (self._article, "") for e in ends
            ]
            theirs = {p for p in peoples if p in words} - listed
            ruled = any(
                w in theirs
                and {x.removeprefix(self._article) for x in words[max(0, n - 2) : n]} & ruling
                for n, w in enumerate(words)
            )
            if ruled and self._article + name not in words and name not in self._lexicon.agreement:
                forms = [Form(name), *(Form(p, "demonym") for p in sorted(theirs))]
                yield name, ("", "state", forms)

    def _people(self, text: str) -> Iterator[tuple[Party, list[Form]]]:
        """Words for people without a name: "متظاهرين", "المتظاهرون"."""
        for word in self._lexicon.collectives:
            many = word.endswith(("ون", "ين", "ا"))  # else it may be followed by whose they are
            whose = re.escape(word) + ("" if many else rf"(?:\s{self._article}\w{{3,}})?")
            pattern = rf"(?<!\w)(?:{self._article}{re.escape(word)}|{whose})(?!\w)"
            found = list(dict.fromkeys(match.group() for match in re.finditer(pattern, text)))
            if found:
                yield Party(found[0], "group", sure=False), [Form(form) for form in found]


def _united(found: list[tuple[Party, list[Form]]]) -> list[tuple[Party, list[Form]]]:
    """Each party once: a name that begins or ends another's of its kind is that one's."""
    kept: list[tuple[Party, list[Form]]] = []
    for party, forms in sorted(found, key=lambda one: -len(one[0].name)):
        whole = next(
            (
                (other, some)
                for other, some in kept
                if other.kind == party.kind
                and not party.country
                and (
                    other.name.startswith(f"{party.name} ")
                    or (party.kind == "person" and other.name.endswith(f" {party.name}"))
                )
            ),
            None,
        )
        if whole is None:
            kept.append((party, list(dict.fromkeys(forms))))
        else:
            whole[1].extend(form for form in forms if form not in whole[1])
    return kept
