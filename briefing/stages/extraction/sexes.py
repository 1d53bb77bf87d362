"""Who is a he and who a she, as far as an article tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefing.domain.lexicon import Grammar
from briefing.stages.extraction.mentions import Mention
from briefing.stages.extraction.scenery import Scenery

_TITLE_WEIGHT = 4
_NAME_WEIGHT = 2


def learn_sexes(
    sceneries: Sequence[Scenery], kinds: Mapping[str, str], grammar: Grammar
) -> dict[str, str]:
    """ "f" or "m" for the persons whose title, first name and pronouns agree on one of the two."""
    votes: dict[str, list[str]] = {}
    for person, kind in kinds.items():
        if kind == "person" and (told := _by_first_name(person, grammar)):
            votes[person] = [told] * _NAME_WEIGHT
    for scenery in sceneries:
        for person, sex, weight in (
            *_titles(scenery, kinds, grammar),
            *_pronouns(scenery, kinds, grammar),
        ):
            votes.setdefault(person, []).extend([sex] * weight)
    return {
        person: "f" if said.count("f") > said.count("m") else "m"
        for person, said in votes.items()
        if said.count("f") != said.count("m")
    }


def _by_first_name(person: str, grammar: Grammar) -> str:
    """What the first name of a full name tells; "" when it tells nothing."""
    first, _, rest = person.lower().partition(" ")
    for form in (first, first.split("-")[0]):
        if rest and (form in grammar.women or form in grammar.men):
            return "f" if form in grammar.women else "m"
    return ""


def _titles(
    scenery: Scenery, kinds: Mapping[str, str], grammar: Grammar
) -> list[tuple[str, str, int]]:
    """ "Ms Roe", "the editor's widow, Ana Roe"."""
    found = []
    words = scenery.tree.words
    for mention in scenery.mentions:
        head = scenery.tree.head_of(mention.start, mention.end)
        if kinds.get(mention.party) != "person" or head is None:
            continue
        about = [w.lemma for w in words if w.head == head]
        about += [words[words[head].head].lemma] if words[head].relation == "appos" else []
        inside = scenery.tree.within(mention.start, mention.end)
        lead = words[max(0, inside[0] - 1) : inside[-1] + 1] if inside else ()
        about += [w.text.lower().strip(".") for w in lead if w.pos == "PROPN"]
        for word in about:
            if word in grammar.female or word in grammar.male:
                sex = "f" if word in grammar.female else "m"
                found.append((mention.party, sex, _TITLE_WEIGHT))
    return found


def _pronouns(
    scenery: Scenery, kinds: Mapping[str, str], grammar: Grammar
) -> list[tuple[str, str, int]]:
    """The only person of a sentence, its subject, with pronouns of one kind behind it."""
    persons = [m for m in scenery.mentions if kinds.get(m.party) == "person"]
    if len({m.party for m in persons}) != 1:
        return []
    first = persons[0]
    words = scenery.tree.words
    he_or_she = [
        w
        for i, w in enumerate(words)
        if w.text.lower() in (*grammar.he, *grammar.she) and _goes_back(scenery, i, first)
    ]
    leads = any(
        w.relation == "nsubj" and any(m.start <= w.start < m.end for m in persons) for w in words
    )
    sexes = {"f" if w.text.lower() in grammar.she else "m" for w in he_or_she}
    if not leads or len(sexes) != 1 or any(w.start < first.start for w in he_or_she):
        return []
    return [(first.party, sexes.pop(), 1)]


def _goes_back(scenery: Scenery, pronoun: int, person: Mention) -> bool:
    """Whether a pronoun can be a person named before: not where its clause has another subject.

    In "Judge Roe said the accused had betrayed his neighbours" he is not Roe.
    """
    tree = scenery.tree
    for verb in tree.ancestors(pronoun):
        for subject in tree.children(verb, "nsubj", "nsubj:pass"):
            word = tree.words[subject]
            own = pronoun in tree.phrase(subject)  # "his party would leave"
            if not own and word.pos in ("NOUN", "PROPN"):
                return person.start <= word.start < person.end
    return True
