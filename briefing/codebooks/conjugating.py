"""Every written form of Arabic verbs: past, present, participle and the noun of the act.

A lemma is the third person of the past, masculine singular. Newspapers write no vowels, so a rule
for the letters is enough; what it does not tell stands in ``conjugation`` of the lexicon.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from briefing.domain.letters import fold_all
from briefing.domain.lexicon import Lexicon, pattern_words
from briefing.domain.wording import OrderWords

_ALEF, _WAW, _YA = "ا", "و", "ي"
_REGULAR = "-"
_STATUS = ("speech", "denial", "allegation", "announcement", "demand", "mutual")
_DERIVED = 4  # letters of the shortest verb whose participle begins with "م"


def conjugated(lexicon: Lexicon) -> Lexicon:
    """A lexicon with its letters folded and its verbs written out, and what each form tells."""
    lexicon = Lexicon.model_validate(_folded(lexicon.model_dump()))
    agreement: dict[str, str] = {}

    def out(patterns: tuple[str, ...]) -> tuple[str, ...]:
        written = (_written_out(pattern, lexicon, agreement) for pattern in patterns)
        return tuple(pattern for pattern in written if pattern)

    lemmas = {entry.split()[0] for name in _STATUS for entry in getattr(lexicon, name)}
    lemmas |= {name.split()[0] for name in lexicon.judging.names}
    read: tuple[OrderWords, ...] = ("governing", "passive", "suffering", "undergone", "objective")
    lemmas |= {lemma for kind in read for lemma in lexicon.order.get(kind, ())}
    spoken = {lemma: tuple(_finite(lemma, lexicon)) for lemma in sorted(lemmas)}
    changed = {
        "verbs": {key: out(patterns) for key, patterns in lexicon.verbs.items()},
        "implied": {key: out(patterns) for key, patterns in lexicon.implied.items()},
        "idle": out(lexicon.idle),
    }
    for lemma in sorted(lemmas):
        agreement.update(_finite(lemma, lexicon))
    return lexicon.model_copy(update={**changed, "irregular": spoken, "agreement": agreement})


def _folded(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a lexicon with folded words; keys that name types and kinds stay."""
    return {key: fold_all(value) for key, value in values.items()}


def _written_out(pattern: str, lexicon: Lexicon, agreement: dict[str, str]) -> str:
    head, *rest = pattern_words(pattern)
    forms: list[str] = []
    for lemma in head.split("|"):
        for form, told in forms_of(lemma, lexicon).items():
            common = form in lexicon.nounlike and told in ("beside", "noun")
            if common and (told == "beside" or not rest):
                continue
            if not common:
                agreement.setdefault(form, told)
            forms.append(f"+{form}" if told == "noun" else f"={form}")
    return " ".join(["|".join(dict.fromkeys(forms)), *rest]) if forms else ""


def forms_of(lemma: str, lexicon: Lexicon) -> dict[str, str]:
    """Every form of a verb with what it tells ("m", "f", "many", "beside", "noun")."""
    found = _finite(lemma, lexicon)
    for form in (*_participles(lemma, lexicon), *_nouns(lemma, lexicon)):
        told = "noun" if form in _nouns(lemma, lexicon) else "beside"
        found.setdefault(form, told)
    return found


def _finite(lemma: str, lexicon: Lexicon) -> dict[str, str]:
    weak = lemma.endswith((_YA, _ALEF)) and len(lemma) > 2
    stem = lemma[:-1] if weak else lemma
    found = {lemma: "m", f"{stem}ت": "f", f"{stem}وا": "many"}
    found |= {f"{stem}تا": "f", (f"{stem}يا" if weak else f"{stem}ا"): "m"}
    present = _present(lemma, lexicon)
    bare = present[:-1] if present.endswith((_WAW, _YA)) and weak else present
    found |= {f"ي{present}": "m", f"ت{present}": "f", f"ي{bare}ون": "many", f"ي{bare}وا": "many"}
    return found | {f"ي{present}ان": "m", f"ت{present}ان": "f"}


def _present(lemma: str, lexicon: Lexicon) -> str:
    told = lexicon.conjugation.get(lemma, ())
    if told and told[0] != _REGULAR:
        return told[0]
    return lemma[1:] if lemma.startswith(_ALEF) and len(lemma) >= _DERIVED - 1 else lemma


def _participles(lemma: str, lexicon: Lexicon) -> Iterator[str]:
    """What tells that somebody does it beside another act: "متهما", "رافضا"."""
    present = _present(lemma, lexicon)
    if len(lemma) >= _DERIVED or (present != lemma and len(lemma) > len("ند") + 1):
        stem = present[:-1] + "ي" if present.endswith((_YA, _ALEF)) else present
        asking = lemma in lexicon.order.get("objective", ())
        endings = ("ا", "ة", "ين") if asking else ("ا", "ة")
        yield from (f"م{stem}{ending}" for ending in endings)
    elif len(lemma) == _DERIVED - 1 and lemma[1] != _ALEF:
        last = _YA if lemma[2] == _ALEF else lemma[2]
        yield from (f"{lemma[0]}{_ALEF}{lemma[1]}{last}ا", f"م{lemma}ا", f"م{lemma}ة")


def _nouns(lemma: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The nouns of the act: as told, else by the shape of the verb ("اعتقل": "اعتقال")."""
    told = lexicon.conjugation.get(lemma, ())
    if told:
        return told[1:]
    strong = lemma[-2:-1] != _ALEF and not lemma.endswith((_YA, _ALEF))
    if lemma.startswith(_ALEF) and strong and len(lemma) >= _DERIVED:
        return (f"{lemma[:-1]}{_ALEF}{lemma[-1]}",)
    return ()
