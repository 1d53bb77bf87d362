"""What a lexicon knows of one language, as types; the data lies in ``schemas/lexicon.*.yaml``."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import Field

from briefing.domain.base import Frozen
from briefing.domain.claims import Factuality, FigureKind
from briefing.domain.epithets import Epithets
from briefing.domain.inflection import Inflection
from briefing.domain.role_words import RoleWords
from briefing.domain.uncased import Uncased
from briefing.domain.wording import Attitudes, Calendar, Called, Judging, OrderWords, ThingWords

SOMEBODY = "somebody"
NOTHING = "nothing"
"""In a pattern, whoever can act; no class of nouns may have this name."""

_PART = re.compile(r"\([^()]*\)|\S+")
_Some = Annotated[tuple[str, ...], Field(min_length=1)]


def pattern_words(pattern: str) -> list[str]:
    """The parts of a pattern: words, and alternatives in brackets, which may be of two words."""
    return _PART.findall(pattern)


class Grammar(Called, RoleWords):
    """The closed words by which a parsed sentence of one language is read; all in lower case.

    ``towards`` are the prepositions that lead to whom an act is directed at, the likeliest first;
    ``of`` and ``by`` those of owner and doer. ``he`` … ``relative`` are pronouns, ``own`` the
    possessives that refer to the subject. ``female`` and ``male`` are titles and descriptions.
    ``persons``, ``states`` and ``bodies`` are nouns that describe actors ("the minister", "the
    country", "the group"); the keys of ``bodies`` are actor kinds, separated by spaces.
    ``quantities`` stand for what they are "of"; ``deeds`` are nouns of acts done to their "of",
    ``harms`` nouns of what somebody suffers who stands behind ``against`` ("the attack on Tosk");
    ``statements`` are nouns for what somebody did or said before ("allegation", "decision");
    ``places`` are nouns that own nothing. ``control`` are verbs whose object does what they ask
    for, ``answers`` are verbs by which who was asked replies ("refuse"), ``answering`` such as take
    up another's word ("spurned its offer"), ``resolving`` patterns of how the points of a
    resolution begin. ``latter`` means who was named last ("celui-ci"). ``called`` are participles
    before a name ("known as"), ``others`` nouns for somebody else than their owner ("his rival"),
    ``titled`` those nouns of ``persons`` that mean only who is called so ("the governor"), ``upon``
    maps verbs to the preposition of their target ("impose X on Y"), of ``charging`` ones of the
    doer ("blame X on Y"), ``pleading`` to that of who only hears ("complained to Y about X").
    ``conditional`` are conjunctions under which nothing is told to have happened ("if");
    ``provisos`` open the clause of what an act depends on ("unless", "should they"); ``wishes`` are
    verbs that only ask for what they govern ("asked them to leave"), ``unreal`` words under which a
    noun tells nothing that happened ("fear of", "prevent"). ``suffered`` are nouns of acts whose
    owner suffers them ("his arrest"). ``offices`` maps a noun of bodies to the verbs that are
    theirs to do ("court": "sentence"); ``enacted`` are verbs of authorities, done by the one that
    tells of them ("had been expelled"). ``within`` are prepositions before the names of towns and
    lands, ``at`` all those that tell where or when, ``ways`` those that tell whence and whither.
    ``women`` and ``men`` are first names that mostly one sex bears. ``sought`` stand before what is
    asked for. ``terming`` verbs say what a thing is ("called it a mistake"), ``alleging`` ones
    accuse the subject of what they tell, ``giving`` ones have a gift as their object, and from whom
    a ``drawing`` one has its object, does the act ("drew a rebuke from X"). ``former`` words end an
    office. A state is its ``ruling`` bodies ("junta"), a body the people who ``embodying`` it are
    called ("observers", not "workers"). ``unofficial`` people do not act for their state ("Sudanese
    rebels"). ``felt`` are participles that tell what their subject feels ("was alarmed by"),
    ``victimising`` verbs of harm that always have an object ("kill"), ``ordeals`` what somebody
    suffers who is in it or receives it. ``locals`` are people of a place and no state ("the bishop
    of Tull"), ``reaching`` verbs go to or are done to places ("flee"), ``crafts`` bear names like
    persons ("the frigate Resolute"). Behind a word of ``beside`` may stand who does what a
    participle tells ("despite Lesk's allies favouring Torvane"), behind a ``loyal`` one for whom
    somebody fights; ``ousting`` verbs send off their object, ``obliging`` ones ask their subject,
    ``paying`` ones threaten it ("would pay a price").
    """

    towards: _Some
    of: _Some
    by: _Some
    between: tuple[str, ...] = ()
    he: tuple[str, ...] = ()
    she: tuple[str, ...] = ()
    it: tuple[str, ...] = ()
    they: tuple[str, ...] = ()
    latter: tuple[str, ...] = ()
    we: tuple[str, ...] = ()
    relative: tuple[str, ...] = ()
    resolving: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    definite: tuple[str, ...] = ()
    both: tuple[str, ...] = ()
    female: tuple[str, ...] = ()
    male: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    bodies: dict[str, tuple[str, ...]] = {}
    quantities: tuple[str, ...] = ()
    deeds: tuple[str, ...] = ()
    harms: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    control: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    answering: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    titled: tuple[str, ...] = ()
    upon: dict[str, str] = {}
    charging: tuple[str, ...] = ()
    ousting: tuple[str, ...] = ()
    obliging: tuple[str, ...] = ()
    pleading: dict[str, str] = {}
    conditional: tuple[str, ...] = ()
    provisos: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    unreal: tuple[str, ...] = ()
    suffered: tuple[str, ...] = ()
    realms: tuple[str, ...] = ()
    offices: dict[str, tuple[str, ...]] = {}
    enacted: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    sought: tuple[str, ...] = ()
    terming: tuple[str, ...] = ()
    alleging: tuple[str, ...] = ()
    giving: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    drawing: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    alongside: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    women: tuple[str, ...] = ()
    men: tuple[str, ...] = ()
    ruling: tuple[str, ...] = ()
    embodying: tuple[str, ...] = ()
    loyal: tuple[str, ...] = ()
    locals: tuple[str, ...] = ()
    reaching: tuple[str, ...] = ()
    crafts: tuple[str, ...] = ()
    unofficial: tuple[str, ...] = ()
    felt: tuple[str, ...] = ()
    victimising: tuple[str, ...] = ()
    ordeals: tuple[str, ...] = ()
    paying: tuple[str, ...] = ()
    epithets: Epithets = Epithets()


class Lexicon(Frozen):
    """Cue verbs of one language and the words that tell the status of an act.

    ``verbs`` maps ``TYPE`` or ``TYPE/mode`` to patterns. A pattern is words separated by spaces;
    the first is a verb lemma (found in every inflection) unless it starts with ``=`` (found as
    written); ``a|b`` are alternatives; ``..`` stands for up to four words. A pattern with
    ``<class>`` or ``(noun|noun)`` in it is read off the tree: that is the object of the verb, or
    the noun behind the preposition before it. ``classes`` are the nouns of each class; ``wholes``
    are nouns that stand for what they are "of" ("a round of talks"). ``irregular`` gives the
    inflected forms of lemmas that do not follow the rules; ``endings`` are the rules of a language
    other than English: what takes the place of a lemma's ending, ``inflection`` what endings do not
    tell. ``nounlike`` lists lemmas whose bare and -s forms are as often nouns; with
    ``endings``, it lists the forms that are.
    ``nouns`` maps as ``verbs`` does, to patterns of nouns that tell an act where they open a
    sentence and its doer stands with them ("Turkey's condemnation of"); found as written.
    ``idle`` patterns are no act at all, whatever verb stands in them ("hit a record").
    ``implied`` gives the status that an idiom carries in itself ("announce .. sanctions").
    ``instruments`` are things that do harm without being anybody, ``disasters`` such as nobody
    does ("earthquake"); ``things`` tells the names of
    documents, events and places from those of actors; ``institutions`` are bodies that are actors
    without a name, since a place has only one of them ("parliament"). ``approval`` and
    ``disapproval`` are words that speak for or against what they are said of; a ``*`` stands for
    any ending.
    ``demand`` are verbs that ask in a way that takes sides, ``mutual`` verbs of what two sides do
    to each other, ``plea`` words for what is laid before somebody who is to judge,
    ``causes`` nouns of what whoever asks for it is for ("an inquiry", not "an apology"), ``amends``
    what only somebody is asked to do who is reproached ("to stop"). ``sayings`` are nouns of what
    was only said ("allegation"): nothing to take sides on; ``freeing`` ones what is asked for
    somebody ("the release of X"), ``gestures`` ones of what one party holds out to another
    ("offer"), for which that party stands; ``grievances`` prepositions before what a protest is
    about ("a strike over the fee"), the first also before bare nouns.
    ``openers`` are words that open a sentence and no name ("When Lisk left").
    ``calendar`` names days and months; ``credits`` open a line that says who wrote or photographed.
    ``bodies`` are words in the names of bodies ("council"), ``outlets`` such as newspapers bear,
    ``common`` words that begin many names and stand for none alone ("national"),
    ``naming`` nouns stand before a body's name ("Partei"), ``compounds`` are what its name ends in;
    ``realms`` open the official names of states ("República"), ``peoples`` end words for what is
    an invented land's ("ondarense"), both where there is no grammar.
    ``governments`` are words for a state's government, here mostly that of one of the
    ``homelands``, ``organs`` for others that speak for one.
    ``synonyms`` groups words that mean the same people within one article, ``rifts`` tell when they
    do not (mutiny), ``armed`` are words in the names of those who fight without being an army
    ("front"), ``forces`` by kind what a state has as an actor beside it, ``means`` what that acts
    through ("vessel"); ``grammar`` may be None. ``order`` has the closed words by which roles are
    read off the order of words there: ``to`` marks named objects ("a", "al"), ``objective`` are
    articles that only objects have ("den"), ``conjunctions`` open clauses whose verb stands last,
    ``active`` and ``passive`` are auxiliaries, ``joins`` mean "and", ``linking`` stands before an
    infinitive ("zu"), ``apart`` before one that tells an act of its own ("tras"), ``definite``
    are articles of what is known, ``statements`` nouns for what somebody said or did
    ("decisión"), ``harms`` such for harm done, ``envoys`` who or what stands for a state at the
    place behind it ("embajador en Quito"), ``at`` lead to places, behind ``likewise`` stands a
    verb before its subject ("como reclama X"); where there are ``direct`` articles, a party behind
    them is the object of the verb before it, since no preposition marks it; ``light`` are words
    that stand before a verb without a subject ("não"), ``moved`` participles that take the
    auxiliary of the passive and are none ("è fuggito"), ``suffering`` verbs whose subject suffers
    what they tell ("morreu num ataque"); ``both`` mean the two parties that were named together
    last ("as partes"); ``called`` are endings of adjectives in the names of bodies that go on in
    small letters, ``without`` prepositions in such names beside ``of``. Forms that end in a
    ``subjunctive`` and are no ``indicative`` only tell acts behind the conjunctions ``happened``
    ("después de que"). ``between`` leads to two sides, ``ours`` and ``participles`` are endings.
    A language that is read by case has ``prepositions`` by the case behind them (``genitive`` …
    ``locative``); under an ``unreal`` word a verb tells what is only wished ("чтобы").
    ``countries`` maps the codes of countries and the names of bodies to what the language calls
    them and, in small letters, what is theirs; ``capitals`` to the towns that stand for them, but
    not behind a word of ``at``. ``uncased`` has what tells names in a
    language without capitals, ``conjugation`` the stem of a verb's present and the nouns of its
    act; ``agreement`` (made by the loader) tells of each form whose it is: "m", "f", "many", of
    an act "beside" another one, or "noun". The remaining lists are lemmas or literal phrases.
    """

    language: str
    verbs: dict[str, tuple[str, ...]]
    nouns: dict[str, tuple[str, ...]] = {}
    classes: dict[str, tuple[str, ...]] = {}
    wholes: tuple[str, ...] = ()
    idle: tuple[str, ...] = ()
    irregular: dict[str, tuple[str, ...]] = {}
    endings: dict[str, tuple[str, ...]] = {}
    inflection: Inflection = Inflection()
    implied: dict[Factuality, tuple[str, ...]] = {}
    nounlike: tuple[str, ...] = ()
    speech: tuple[str, ...] = ()
    demand: tuple[str, ...] = ()
    mutual: tuple[str, ...] = ()
    plea: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    amends: tuple[str, ...] = ()
    sayings: tuple[str, ...] = ()
    freeing: tuple[str, ...] = ()
    gestures: tuple[str, ...] = ()
    grievances: tuple[str, ...] = ()
    denial: tuple[str, ...] = ()
    allegation: tuple[str, ...] = ()
    announcement: tuple[str, ...] = ()
    future: tuple[str, ...] = ()
    negation: tuple[str, ...] = ()
    pronouns: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()
    collectives: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    disasters: tuple[str, ...] = ()
    things: dict[ThingWords, tuple[str, ...]] = {}
    institutions: tuple[str, ...] = ()
    numbers: dict[str, int] = {}
    multipliers: dict[str, int] = {}
    figures: dict[FigureKind, tuple[str, ...]] = {}
    currencies: dict[str, tuple[str, ...]] = {}
    unnamed_sources: tuple[str, ...] = ()
    synonyms: dict[str, tuple[str, ...]] = {}
    rifts: dict[str, tuple[str, ...]] = {}
    armed: tuple[str, ...] = ()
    forces: dict[str, tuple[str, ...]] = {}
    means: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    naming: tuple[str, ...] = ()
    compounds: tuple[str, ...] = ()
    governments: tuple[str, ...] = ()
    homelands: tuple[str, ...] = ()
    realms: tuple[str, ...] = ()
    peoples: tuple[str, ...] = ()
    organs: tuple[str, ...] = ()
    calendar: Calendar = Calendar()
    grammar: Grammar | None = None
    order: dict[OrderWords, tuple[str, ...]] = {}
    countries: dict[str, tuple[str, ...]] = {}
    capitals: dict[str, tuple[str, ...]] = {}
    uncased: Uncased = Uncased()
    conjugation: dict[str, tuple[str, ...]] = {}
    agreement: dict[str, str] = {}
    approval: tuple[str, ...] = ()
    disapproval: tuple[str, ...] = ()
    judging: Judging = Judging()
    attitudes: Attitudes = Attitudes()

    @property
    def units(self) -> tuple[str, ...]:
        """Words for money of four letters and more ("dollars"); shorter ones mean other things."""
        last = {form.split()[-1] for forms in self.currencies.values() for form in forms}
        return tuple(sorted(word for word in last if word.islower() and len(word) > 3))

    def forms(self, lemma: str) -> tuple[str, ...]:
        """Every written form of a verb by its longest of ``endings``, or by ``irregular``."""
        if lemma in self.irregular:
            return tuple(dict.fromkeys((lemma, *self.irregular[lemma])))
        for ending in sorted(self.endings, key=lambda one: (-len(one), one)):
            if lemma.endswith(ending) and len(lemma) > len(ending):
                stem = lemma.removesuffix(ending)
                return tuple(dict.fromkeys((lemma, *(stem + e for e in self.endings[ending]))))
        return (lemma,)
