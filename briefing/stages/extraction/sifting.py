"""Names that are no actors: places, documents, credits. An actor acts, is acted upon or speaks."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from briefing.domain.lexicon import Lexicon
from briefing.domain.vocabulary import CountryTable
from briefing.stages.extraction.mentions import MentionFinder, Party
from briefing.stages.extraction.trees import Tree

# who wrote, photographed or sent an article: a line of its own, without a verb
_CREDIT = re.compile(
    r"^\W*(?:(?:Written |Reporting |Additional reporting |Edited |Editing |Photos? |Images? )?[Bb]y"
    r"|Par|Von|Por|Photos?|Images?|Photograph|Source|Foto|Credit|(?:From )?[Oo]ur correspondent)\b"
    r"[: ]\s*(?=[A-ZÀ-Þ])"
)
_LONGEST_CREDIT = 14
_PIPES = re.compile(r"^[^|]+\|[^|]+(?:\|[^|]+)*$")
_THING_WORDS = """
    accord accords act agenda agreement amendment anniversary armistice article bill blockade book
    calendar ceasefire championship charter code communique communiqué
    constitution convention covenant crisis cup cyclone day deal declaration directive doctrine
    earthquake edition election elections festival games guidelines hurricane law
    magazine manifesto memorandum night note operation package pact plan principle
    protocol referendum regulation report resolution review roadmap route rules statement
    statute storm summit talks treaty truce typhoon understanding vaccine verdict virus war year
    avenue barrage basin bay beach boulevard bridge canal cape channel coast crossing dam delta
    desert gulf harbour highway hill hills hospital hotel lake mine motorway
    mountain mountains ocean park pass peninsula pipeline plain plateau refinery reef reservoir
    ridge river road sea square strait straits street stadium terminal tunnel valley
"""
_THINGS = frozenset(_THING_WORDS.split())
# bodies that are actors without a name, since a place has only one of them
_INSTITUTIONS = frozenset(
    {*("parliament", "police", "opposition", "electoral commission", "election commission")}
    | {*("central bank", "supreme court", "constitutional court", "high court", "navy", "junta")}
    | {*("coast guard", "security forces", "protesters", "demonstrators", "regulator", "jury")}
    | {
        *(
            "policía",
            "parlement",
            "parlamento",
            "manifestants",
            "manifestantes",
            "fiscalía",
            "tribunal",
        )
    }
    | {*("polizei", "demonstranten", "landtag", "bundestag", "untersuchungsausschuss")}
)
_TURNS = frozenset({"of", "on", "for", "in", "to", "against", "at", "with", "between"})
_AT = frozenset(
    {*("in", "at", "near", "outside", "inside", "around", "across", "through", "off", "along")}
    | {*("on", "over", "above", "below", "beyond", "under", "via", "throughout", "within")}
    | {*("dans", "en", "près de", "am", "im", "beim", "zum", "nach", "seit", "während")}
    | {*("durante", "desde", "según", "selon", "depuis", "pendant", "après", "after", "since")}
)
_WAY = frozenset({"from", "to", "into", "towards", "toward", "de", "du", "vers", "of", "for"})
_COMPOUND = re.compile(
    r"[a-zäöüß](?:affäre|skandal|krise|gesetz|abkommen|vertrag|wahl|straße|platz|brücke|flughafen)$"
)
_SHOUTED = re.compile(r"(?:[A-ZÀ-Þ’'-]{2,}\s+)+[A-ZÀ-Þ’'-]{4,}")


def is_thing(name: str, kind: str = "other") -> bool:
    """Whether a name is that of a document, an event or a place by its head noun, or is shouted.

    "Muscat Understanding of 2023", "National Route 52", "JOINT COMMUNIQUÉ".
    """
    if _SHOUTED.fullmatch(name):
        return True
    words = name.split()
    if words[0].lower() in _AT:  # "In January Lima"
        return True
    if kind == "person":
        return False
    if _COMPOUND.search(name):
        return True
    turn = next((i for i, w in enumerate(words) if w.lower() in _TURNS and i), len(words))
    head = [w for w in words[:turn] if not re.search(r"\d", w)][-1:]
    return len(words) > 1 and bool(head) and head[0].lower() in _THINGS


def sifted(
    parties: Sequence[Party],
    sentences: Sequence[tuple[Tree | None, str]],
    lexicon: Lexicon,
    countries: CountryTable,
) -> list[Party]:
    """Without things and writers; places become unsure: actors only where they get a role.

    A name is a place when the trees show it in places only ("in Tull", "the town of Tull").
    """
    finder = MentionFinder(parties, countries)
    stands: dict[str, set[str]] = {}
    places = lexicon.grammar.places if lexicon.grammar else ()
    people = {*lexicon.collectives, *(lexicon.grammar.persons if lexicon.grammar else ())}
    for tree, text in sentences:
        credit = is_credit(text)
        for mention in finder.find(text):
            if credit:
                how = "credit"
            elif tree is None:
                how = "leads"
            elif mention.how == "demonym":
                how = "acts"
            else:
                how = _standing(tree, mention.start, mention.end, places, people)
            stands.setdefault(mention.party, set()).add(how)
    kept = []
    for party in parties:
        how_it_stands = stands.get(party.name, set())
        if how_it_stands == {"credit"} or is_thing(party.name, party.kind):
            continue
        placed = "place" in how_it_stands and how_it_stands <= {"place", "way", "credit"}
        leads = party.name.lower() in _INSTITUTIONS and "leads" in how_it_stands
        person = party.kind == "person"
        doubtful = party.name.split()[-1].islower() and " " in party.name if person else placed
        sure = leads or (party.sure and not doubtful)
        kept.append(replace(party, sure=sure))
    return kept


def is_credit(text: str) -> bool:
    """Whether a line only says who wrote or photographed what."""
    short = len(text.split()) <= _LONGEST_CREDIT and not text.rstrip().endswith((".", "?", "!"))
    return short and bool(_CREDIT.match(text) or _PIPES.match(text))


def _standing(
    tree: Tree, start: int, end: int, places: Collection[str], people: AbstractSet[str]
) -> str:
    """How a name stands: "place", "way" (from, to), "leads" a verb, or "acts" in another way."""
    head = tree.head_of(start, end)
    if head is None:
        return "place"  # a dateline has no tree
    word = tree.words[_first(tree, head)]
    above = tree.words[word.head]
    if word.relation == "nsubj" and above.pos == "VERB":
        return "leads"
    at_home = word.case in ("at", "from", "of", "with", "for")
    if at_home and word.relation == "nmod" and {above.text.lower(), above.lemma} & people:
        return "acts"  # "campaigners at", "monitors from"
    if word.relation in ("compound", "nmod") and above.lemma in places:
        return "place"
    if word.relation == "compound" and above.pos == "NOUN":
        return "way"  # "the Tull bombing"
    if word.relation in ("obl", "nmod", "advmod"):
        return "place" if word.case in _AT else "way" if word.case in _WAY else "acts"
    return "acts"


def _first(tree: Tree, head: int) -> int:
    """The first of what "and" joins, or the noun that an apposition explains."""
    for _ in range(3):
        if tree.words[head].relation not in ("conj", "appos"):
            break
        head = tree.words[head].head
    return head
