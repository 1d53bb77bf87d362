"""Names with what is only said of them: "the developer Ultan Brogan", "the Pheu Rak party"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefing.domain.lexicon import Lexicon
from briefing.stages.extraction.mentions import Party, word_pattern
from briefing.stages.extraction.titles import is_grouping, is_person, strip_titles
from briefing.stages.extraction.trees import Tree

_CALLING = re.compile(r"^(?:[a-z][\w-]* )+(?=[A-ZÀ-ÖØ-Þ])")
_STEM = 5


def without_calling(party: Party) -> Party:
    """A listed person under the bare name: "property developer Ultan Brogan"."""
    rest = _CALLING.sub("", party.name)
    called = party.kind == "person" and rest != party.name and is_person(rest)
    return replace(party, name=rest) if called else party


def with_nouns(parties: Sequence[Party], text: str, lexicon: Lexicon) -> list[Party]:
    """The parties, bodies both under their names and with the noun that says what they are."""
    nouns = lexicon.grammar.groupings if lexicon.grammar else ()
    some = "|".join(map(re.escape, nouns)) or "(?!)"
    result = []
    for party in parties:
        own = party.kind not in ("person", "state") and party.name.split()[-1][:1].isupper()
        pattern = rf"{word_pattern(party.name)} (?:{some})\b"
        forms = re.findall(pattern, text) if own else []
        forms += [party.name.rpartition(" ")[0]] if is_grouping(party.name, lexicon) else []
        result.append(replace(party, forms=tuple(dict.fromkeys((*party.forms, *forms)))))
    return result


def with_full_names(
    parties: Sequence[Party], trees: Sequence[Tree], lexicon: Lexicon
) -> list[Party]:
    """The parties, those listed by one word under the only full name of a person that ends in it.

    "Chidzero", where the text has "Learnmore Chidzero".
    """
    names = Counter(name for tree in trees for name in _persons(tree, lexicon))
    result = []
    for party in parties:
        bare = " " not in party.name and party.name[:1].isupper() and not party.country
        fuller = [name for name in names if name.split()[-1] == party.name]
        known = any(other.name in fuller for other in parties)
        if bare and party.kind in ("person", "other") and len(fuller) == 1 and not known:
            party = replace(party, name=fuller[0], kind="person")
        result.append(party)
    return result


def _persons(tree: Tree, lexicon: Lexicon) -> list[str]:
    """The full names that the parser takes for persons'."""
    found: list[str] = []
    for word in tree.words:
        if word.entity == "B-PERSON":
            found.append(word.text)
        elif word.entity == "I-PERSON" and found:
            found[-1] += f" {word.text}"
    names = (strip_titles(name, lexicon) for name in found)
    return [name for name in names if is_person(name)]


def members(kept: Mapping[str, Party], lexicon: Lexicon) -> dict[str, str]:
    """Words for the people of a party with its name: "the Agrarians" for the Agrarian Union."""
    nouns = lexicon.grammar.groupings if lexicon.grammar else ()
    found = {}
    for name, party in kept.items():
        stem = name.removesuffix("s")
        if " " in name or stem == name or len(stem) < _STEM or party.kind in ("person", "state"):
            continue
        wholes = [
            other.name
            for other in kept.values()
            if stem in other.name.split()[:-1] and other.name.split()[-1].lower() in nouns
        ]
        if len(wholes) == 1:
            found[name] = wholes[0]
    return found
