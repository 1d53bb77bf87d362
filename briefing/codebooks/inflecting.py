"""Every written form of the verbs of a language other than English, by what its lexicon tells.

The finder of cues knows how English verbs are inflected and no others, so each pattern gets the
forms of its first word as alternatives: ``=form`` as written, ``+form`` an infinitive that cannot
be anything else, ``form~ab`` a verb whose prefix stands at the end of its clause, ``form^se`` one
behind its own pronoun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from briefing.codebooks.conjugating import conjugated
from briefing.domain.lexicon import Lexicon, pattern_words

_STATUS_LISTS = ("speech", "denial", "allegation", "announcement", "demand", "mutual")


def inflected(lexicon: Lexicon) -> Lexicon:
    """A lexicon with ``endings`` with every form of its verbs written out, else as it is.

    A form that is as often a noun counts only where the pattern goes on.
    """
    if lexicon.inflection.attached:
        return conjugated(lexicon)
    if not lexicon.endings:
        return lexicon

    def out(patterns: tuple[str, ...]) -> tuple[str, ...]:
        written = [written_out(pattern, lexicon) for pattern in patterns]
        return tuple(pattern for pattern in written if pattern)

    lemmas = {entry.split()[0] for name in _STATUS_LISTS for entry in getattr(lexicon, name)}
    lemmas |= {name.split()[0] for name in lexicon.judging.names}
    irregular = {lemma: _spoken(lemma, lexicon) for lemma in sorted(lemmas)}
    grammar = lexicon.grammar
    if grammar is not None:
        told = {office: _all_forms(verbs, lexicon) for office, verbs in grammar.offices.items()}
        grammar = grammar.model_copy(update={"offices": told})
    return lexicon.model_copy(
        update={
            "grammar": grammar,
            "verbs": {key: out(patterns) for key, patterns in lexicon.verbs.items()},
            "implied": {key: out(patterns) for key, patterns in lexicon.implied.items()},
            "idle": out(lexicon.idle),
            "irregular": irregular,
        }
    )


def _all_forms(lemmas: tuple[str, ...], lexicon: Lexicon) -> tuple[str, ...]:
    """Every form of some verbs: a cue is known by the form that it has in the text."""
    return tuple(dict.fromkeys(form for lemma in lemmas for form in lexicon.forms(lemma)))


def _spoken(lemma: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The forms of a verb without marks; of one whose prefix leaves it, those without it, too."""
    marked = (re.split(r"[~^]", form)[0].lstrip("=+") for form in _forms(lemma, lexicon))
    return tuple(dict.fromkeys(marked))


def written_out(pattern: str, lexicon: Lexicon) -> str:
    """A pattern with all forms of its verb; "" where every one of them is as often a noun."""
    head, *rest = pattern_words(pattern)
    if head in lexicon.inflection.reflexive and rest:
        head, rest = f"{rest[0]}^{head}", rest[1:]
    forms: list[str] = []
    for lemma in head.split("|"):
        if lemma.startswith("="):
            forms.append(lemma)
        else:
            forms += _forms(lemma, lexicon)
    if not rest and not lexicon.order.get("direct"):  # there an article tells one from the other
        kept = [form for form in forms if form.lstrip("=+") not in lexicon.nounlike]
        told = lexicon.grammar is not None  # what stands beside them and a parser tell them apart
        doubtful = [form for form in forms if form not in kept and "^" not in form]
        forms = [*kept, *(f"?{form.lstrip('=+')}" for form in doubtful if told)]
    contracted = [_contracted(word, lexicon.inflection.contractions) for word in rest]
    return " ".join(["|".join(dict.fromkeys(forms)), *contracted]) if forms else ""


def _contracted(word: str, contractions: Mapping[str, Sequence[str]]) -> str:
    """A word of a pattern with what it becomes before articles: "de" with "do", "da"."""
    found = (form for one in word.split("|") for form in (one, *contractions.get(one, ())))
    return "|".join(dict.fromkeys(found)) if contractions and word[0] not in "(<" else word


def _forms(lemma: str, lexicon: Lexicon) -> Iterator[str]:
    """The forms of one verb, marked for the finder."""
    inflection = lexicon.inflection
    verb, pronoun = _reflexive(lemma, lexicon)
    if pronoun:
        whole = _whole(verb, lexicon)
        yield from (f"={form}^" for form in whole)
        if lemma.endswith(pronoun):
            yield f"+{lemma}"
        for behind in inflection.enclitic:
            forms = [f"{form}{behind}" for form in whole if f"{form}{behind}" != lemma]
            yield from (f"{'+' if _ends_infinitive(one, lexicon) else '='}{one}" for one in forms)
        return
    prefix, _, base = lemma.partition("-")
    if base and prefix in inflection.separable:
        finite = _whole(base, lexicon)
        yield from (f"={prefix}{form}" for form in finite)
        yield f"+{prefix}{inflection.linking}{base}"
        yield from (f"={form}~{prefix}" for form in finite)
        return
    first, *others = _whole(lemma, lexicon)
    sure = not inflection.linking  # a German infinitive is the plural of the present, too
    yield f"+{first}" if sure else f"={first}"
    for form in others:
        longer = sure and _is_infinitive(form, first, lexicon)
        yield f"+{form}" if longer else f"={form}"


def _is_infinitive(form: str, lemma: str, lexicon: Lexicon) -> bool:
    """Whether a form is the infinitive with more behind it: "detenerlo", but not "bombardeara"."""
    if lexicon.inflection.infinitives:
        return _ends_infinitive(form, lexicon)
    wished = lexicon.order.get("subjunctive", ()) or ("\0",)
    return form.startswith(lemma) and not form.endswith(wished)


def _ends_infinitive(form: str, lexicon: Lexicon) -> bool:
    return form.endswith(lexicon.inflection.infinitives)


def _reflexive(lemma: str, lexicon: Lexicon) -> tuple[str, str]:
    """The verb and its pronoun: "reunirse", "réunir^se", "s'opposer"; "" for one without."""
    for pronoun in lexicon.inflection.reflexive:
        if lemma.endswith(f"^{pronoun}"):
            return lemma.partition("^")[0], pronoun
        if pronoun.endswith("'") and lemma.startswith(pronoun):
            return lemma.removeprefix(pronoun), pronoun
        verb = lemma.removesuffix(pronoun).removesuffix("-")
        verb += lexicon.inflection.clipped if verb != lemma else ""
        if verb != lemma and any(verb.endswith(ending) for ending in lexicon.endings):
            return verb, pronoun
    return lemma, ""


def _whole(verb: str, lexicon: Lexicon) -> tuple[str, ...]:
    """All forms of a verb without its prefix, the infinitive first."""
    inflection = lexicon.inflection
    if verb in lexicon.irregular:
        return lexicon.forms(verb)
    for start in sorted(inflection.bare, key=len, reverse=True):
        simple = verb.removeprefix(start)
        if simple != verb and simple in lexicon.irregular:
            forms = lexicon.forms(simple)
            bare = (form.removeprefix(inflection.front) for form in forms)
            return tuple(dict.fromkeys(start + form for form in (*forms, *bare)))
    found = [*lexicon.forms(verb)]
    if not verb.startswith(inflection.bare) and not verb.endswith(inflection.plain or ("\0",)):
        for ending in sorted(inflection.participles, key=lambda one: (-len(one), one)):
            if verb.endswith(ending):
                stem = verb.removesuffix(ending)
                found += [inflection.front + stem + e for e in inflection.participles[ending]]
                break
    return tuple(dict.fromkeys(found))
