"""Names that are no actors: places, documents, credits. An actor acts, is acted upon or speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from briefing.domain.lexicon import Grammar, Lexicon
from briefing.domain.syntax import Word
from briefing.domain.vocabulary import CountryTable
from briefing.stages.extraction.belonging import nouns_beside
from briefing.stages.extraction.credits import credited
from briefing.stages.extraction.inflection import irregular_forms
from briefing.stages.extraction.mentions import Mention, MentionFinder, Party
from briefing.stages.extraction.parsed_names import sorts_of_bodies
from briefing.stages.extraction.trees import Tree

# kinds that mostly only name whose a thing is ("an al-Qaeda affiliate")
_NAMING = ("state", "armed_group")
_SIGNS = ("called", "site", "inside", "defined", "craft")
_DATED = ("credit", "place")
_SHOUTED = re.compile(r"(?:[A-ZÀ-Þ’'-]{2,}\s+)+[A-ZÀ-Þ’'-]{4,}")


def is_thing(name: str, lexicon: Lexicon, kind: str = "other") -> bool:
    """Whether a name is that of a document, an event or a place by its head noun, or is shouted.

    "Muscat Understanding of 2023", "National Route 52", "JOINT COMMUNIQUÉ", "Cyclone Imara".
    """
    if _SHOUTED.fullmatch(name):
        return True
    words = name.split()
    at = lexicon.grammar.at if lexicon.grammar else lexicon.order.get("prepositions", ())
    if words[0].lower() in at:  # "In January Lima"
        return True
    crafts = lexicon.grammar.crafts if lexicon.grammar else ()
    if words[0].isupper() and words[0].lower() in crafts:  # "HMS Resolute"
        return True
    if len(words) == 2 and words[0].lower() in lexicon.disasters and not _is_body(name, lexicon):
        return True
    if kind == "person":
        return False
    things = lexicon.things
    if name.endswith(things.get("endings", ())):
        return True
    turns = things.get("behind", ())
    turn = next((i for i, w in enumerate(words) if w.lower() in turns and i), len(words))
    head = [w for w in words[:turn] if not re.search(r"\d", w)][-1:]
    if lexicon.order.get("direct") and words[0].islower():
        head = words[:1]  # "piazza Esquilino"
    return len(words) > 1 and bool(head) and head[0].lower() in things.get("heads", ())


def sifted(
    parties: Sequence[Party],
    sentences: Sequence[tuple[Tree | None, str]],
    lexicon: Lexicon,
    countries: CountryTable,
) -> list[Party]:
    """Without things and writers; places become unsure: actors only where they get a role.

    A name is a place when the trees show it in places only ("in Tull", "the town of Tull").
    """
    stands = _stands(parties, sentences, lexicon, countries)
    kept = (
        _judged(party, stands.get(party.name, set()), lexicon, stood=party.name in stands)
        for party in parties
    )
    return [party for party in kept if party is not None]


def _stands(
    parties: Sequence[Party],
    sentences: Sequence[tuple[Tree | None, str]],
    lexicon: Lexicon,
    countries: CountryTable,
) -> dict[str, set[str]]:
    """How each party stands in the text; "called" where a noun says that it is a body."""
    finder = MentionFinder(parties, countries, acting=irregular_forms(lexicon))
    stands: dict[str, set[str]] = {}
    grammar = lexicon.grammar
    people = {*lexicon.collectives, *(grammar.persons if grammar else ())}
    sorts = sorts_of_bodies(lexicon)
    for number, (tree, text) in enumerate(sentences):
        mentions = finder.find(text)
        for mention in mentions:
            how = stands.setdefault(mention.party, set())
            if grammar is None and _is_apposed(mention, mentions, text, people):
                continue
            if re.search(r"[a-z,] $", text[: mention.start]) and mention.party[:1].isupper():
                how.add("inside")  # where a capital tells a name
            if grammar and re.search(rf"(?i)\b{grammar.definite[0]} $", text[: mention.start]):
                how.add("defined")  # "the Hesk Pass": a person has no article
            if outside := credited(text, mention.start, lexicon, first=number == 0):
                how.add(outside)
            elif tree is None or grammar is None:
                how.add("place" if _is_at(text, mention.start, lexicon) else "leads")
            elif mention.how == "demonym":
                how.add("acts")
            else:
                how.add(_standing(tree, mention.start, mention.end, grammar, people))
                how.update(_beside(tree, mention, sorts, lexicon, grammar))
    return stands


def _is_apposed(
    mention: Mention, mentions: Sequence[Mention], text: str, people: AbstractSet[str]
) -> bool:
    """Whether a word only says what the name behind it is: "die Gewerkschaft Verdi"."""
    if text[mention.start : mention.end] not in people:
        return False
    return any(
        other.start > mention.end
        and not text[mention.end : other.start].strip()
        and other.how != "demonym"
        and text[other.start : other.end] not in people
        for other in mentions
    )


def _is_at(text: str, start: int, lexicon: Lexicon) -> bool:
    """Whether the word before a name leads to places: "en Ipiales", "nach Port Selim"."""
    before = re.search(r"(\w+)\s+$|(\w+['’])$", text[:start])
    if before is None:
        return False
    at, of = lexicon.order.get("at", ()), lexicon.order.get("of", ())
    bare = of[:1] if "suffered" in lexicon.order else ()  # "il prefetto di Genova"
    return before[0].strip().lower() in (*at, *bare)


def _beside(
    tree: Tree, mention: Mention, sorts: AbstractSet[str], lexicon: Lexicon, grammar: Grammar
) -> list[str]:
    """What a noun beside a name says that it is."""
    inside = tree.within(mention.start, mention.end)
    if not inside:
        return []
    span = (inside[0], inside[-1] + 1)
    people = nouns_beside(tree, *span, lexicon.collectives, behind=False)
    if people or nouns_beside(tree, *span, sorts):
        return ["called"]
    if nouns_beside(tree, *span, grammar.places):
        return ["site"]
    head = tree.head_of(mention.start, mention.end)
    craft = head is not None and _is_craft(tree, inside[0], head, grammar)
    return ["craft"] if craft else []


def _judged(party: Party, how: set[str], lexicon: Lexicon, *, stood: bool) -> Party | None:
    """A party with what is left of its sureness; None for things and writers."""
    if "dated" in how:  # a dateline has a place, a line of credit all others
        how = how - {"dated"} | {_DATED[party.kind == "state"]}
    if not how and stood:
        return None  # only ever said of a name behind it
    called, site, inside, defined, craft = (word in how for word in _SIGNS)
    how = how - {*_SIGNS}
    kind = "other" if defined else party.kind
    if how == {"credit"} or craft or (not called and is_thing(party.name, lexicon, kind)):
        return None
    own = party.kind == "organisation" and _is_body(party.name, lexicon)
    told = party.kind in _NAMING or how & {"place", "goal"}
    placed = not own and bool(told) and how <= {"place", "goal", "way", "credit"}
    acting = party.kind == "state" and "leads" in how  # "Tosk airport" is no sign against Tosk
    placed = placed or (site and not called and not acting)  # "the Tern Bank, a fishing ground"
    generic = lexicon.grammar is None and party.name in lexicon.collectives
    unnamed = party.name.split()[-1].islower() or generic
    listed = unnamed and party.sure and party.kind != "person"
    parsed = lexicon.grammar is not None or " " not in party.name
    bare = parsed and inside and not (unnamed or party.name.isupper())
    leads = (listed or bare or party.name.lower() in lexicon.institutions) and "leads" in how
    if (
        placed
        and "place" in how
        and "goal" not in how
        and party.kind == "state"
        and not party.country
    ):
        return None  # "in Hafr": a town that was taken for a state
    doubtful = unnamed or (placed and party.kind != "person")
    return replace(party, sure=leads or (party.sure and not doubtful))


def _standing(tree: Tree, start: int, end: int, grammar: Grammar, people: AbstractSet[str]) -> str:
    """How a name stands: "place", "goal" (whither), "way" (from, to), "leads" a verb, or "acts"."""
    head = tree.head_of(start, end)
    if head is None:
        return "place"  # a dateline has no tree
    word = tree.words[_first(tree, head)]
    above = tree.words[word.head]
    if word.relation == "nmod" and above.text in grammar.realms:
        return _standing(tree, above.start, above.end, grammar, people)  # "the Republic of Tosk"
    if _is_goal(word, above, grammar):
        return "goal"
    if word.relation == "nsubj" and above.pos == "VERB":
        return "leads"
    at_home = word.case in ("at", "from", "of", "with", "for")
    heads = (above, tree.words[_first(tree, word.head)])
    called = {form for noun in heads for form in (noun.text.lower(), noun.lemma)}
    if at_home and word.relation == "nmod" and called & people:
        return "acts"  # "campaigners at", "monitors from", "the government and people of"
    if word.relation == "nmod" and above.lemma in grammar.others:
        return "acts"  # "her colleagues in"
    if word.case in grammar.of and above.lemma in grammar.statements:
        return "acts"  # "the decision of Tosk"
    if word.relation in ("compound", "nmod") and above.lemma in grammar.places:
        return "place"
    verbs = {above.lemma, tree.words[above.head].lemma if above.relation == "obj" else ""}
    if word.case and word.case in map(grammar.upon.get, verbs):
        return "acts"  # "called on Tosk", "imposed a levy on Tosk"
    return _by_preposition(word, above, grammar)


def _by_preposition(word: Word, above: Word, grammar: Grammar) -> str:
    if word.relation == "compound" and above.pos == "NOUN":
        return "way"  # "the Tull bombing"
    if word.relation in ("obl", "nmod", "advmod"):
        way = "way" if word.case in grammar.ways else "acts"
        return "place" if word.case in grammar.at else way
    return "acts"


def _is_goal(word: Word, above: Word, grammar: Grammar) -> bool:
    """Whether a place is meant, if a name can be one: "fled Tull", "the bishop of Tull"."""
    local = word.relation == "nmod" and above.lemma in grammar.locals
    return local or (word.relation == "obj" and above.lemma in grammar.reaching)


def _is_body(name: str, lexicon: Lexicon) -> bool:
    """Whether a name of several words says that it is a body's: nothing is in it or at it."""
    words = [word.lower() for word in name.split()]
    return len(words) > 1 and bool({words[0], words[-1]} & {*lexicon.bodies})


def _is_craft(tree: Tree, first: int, head: int, grammar: Grammar) -> bool:
    """Whether a noun before a name makes it a ship's or an exercise's ("the frigate Resolute").

    The parser takes it for an adjective or the name for an apposition; not so in "the ship Tosk
    seized".
    """
    if not first or tree.words[first - 1].text.lower() not in grammar.crafts:
        return False
    return tree.words[first - 1].head == head or tree.words[head].head == first - 1


def _first(tree: Tree, head: int) -> int:
    """The first of what "and" joins, or the noun that an apposition explains."""
    for _ in range(3):
        if tree.words[head].relation not in ("conj", "appos"):
            break
        head = tree.words[head].head
    return head
