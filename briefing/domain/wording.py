"""Parts of a lexicon with names of their own: calendar, judgements, attitudes, closed words."""

from __future__ import annotations

from typing import Literal

from briefing.domain.base import Frozen

# the kinds of words by which roles are read off the order of words, without a parser
# Where the verb comes first (Arabic), the subject stands before it behind ``fronting`` words;
# ``governing`` verbs and ``deciding`` nouns govern the noun of an act ("decided the withdrawal");
# the subject of ``undergone`` verbs has it done to him where no object follows, ``objective`` verbs
# always name whom they are done to. ``speaking`` words join a title to whom it speaks for,
# ``belonging`` ones what acts to whose it is; ``quantities`` stand for what they are of; behind
# ``asides`` stands nobody to whom it is done ("in coordination with"), ``on_behalf`` is how a
# spokesman speaks for whom was told last ("its"). Of pronouns the ``masculine`` stand for no state,
# the ``plural`` for many; ``women`` and ``men`` tell the gender of names whose ending does not.
OrderWords = Literal[
    "accusative",
    "active",
    "adverbs",
    "against",
    "apart",
    "articles",
    "asides",
    "at",
    "belonging",
    "between",
    "blows",
    "both",
    "by",
    "called",
    "clitics",
    "conjunctions",
    "dative",
    "deciding",
    "definite",
    "direct",
    "doing",
    "drawing",
    "embodying",
    "envoys",
    "fronting",
    "genitive",
    "governing",
    "gerunds",
    "happened",
    "harms",
    "indicative",
    "instrumental",
    "joins",
    "light",
    "likewise",
    "linking",
    "locative",
    "masculine",
    "men",
    "moved",
    "objective",
    "of",
    "on_behalf",
    "ours",
    "participles",
    "passive",
    "perfect",
    "plural",
    "prepositions",
    "pronouns",
    "quantities",
    "reasons",
    "relative",
    "reported",
    "serving",
    "speaking",
    "statements",
    "summoned",
    "subjunctive",
    "suffered",
    "suffering",
    "that",
    "to",
    "towards",
    "undergone",
    "undone",
    "unreal",
    "women",
    "worded",
    "without",
]

# what tells a name that is no actor's: nouns that head it, what stands behind these, word endings
ThingWords = Literal["heads", "behind", "endings"]


class Calendar(Frozen):
    """How one language names days; all in lower case.

    ``days`` begin with Monday, ``months`` with January, each with its abbreviations. ``offsets``
    count days from publication ("yesterday": -1), ``shifts`` from the day told before ("the same
    evening": 0). ``last`` and ``next`` stand beside a weekday; ``until`` before a deadline.
    ``at_once`` are conjunctions that join what happens at one time ("when"), ``since`` words that
    begin a span of time up to now.
    """

    days: tuple[tuple[str, ...], ...] = ()
    months: tuple[tuple[str, ...], ...] = ()
    offsets: dict[str, int] = {}
    shifts: dict[str, int] = {}
    last: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    at_once: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """Every name of a day and a month."""
        return frozenset(name for group in (*self.days, *self.months) for name in group)


class Judging(Frozen):
    """The words of judgements.

    ``blame`` and ``praise`` are cue verbs whose event types judgements take. ``names`` are verbs
    that give what they name a quality ("call"), ``likens`` those that do so with "as" ("describe"),
    ``retorts`` verbs of hostile speech, ``opinions`` verbs of thinking and finding, ``wrongs``
    verbs that are a reproach when told of somebody ("ignore"). What a ``light`` verb says of its
    subject stands in its object ("did an excellent job"); ``feelings`` say nothing for or against
    who has them ("happy"). ``good`` and ``bad`` are words of praise
    and blame beside ``approval`` and ``disapproval``.
    ``denial`` is the cue verb whose type a judgement takes that calls one of the ``accounts``
    (what somebody else said) ``untrue``: "called the allegation fiction" denies it.
    """

    blame: str = ""
    praise: str = ""
    denial: str = ""
    names: tuple[str, ...] = ()
    likens: tuple[str, ...] = ()
    retorts: tuple[str, ...] = ()
    opinions: tuple[str, ...] = ()
    wrongs: tuple[str, ...] = ()
    light: tuple[str, ...] = ()
    feelings: tuple[str, ...] = ()
    good: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    untrue: tuple[str, ...] = ()


AttitudeSide = Literal["support", "oppose"]


class Called(Frozen):
    """What bodies and office holders are called beside their names or instead of them.

    ``groupings`` stand in small letters behind the name of a body ("the Forward party").
    ``holders`` hold an office, of which ``fields`` say which one it is ("foreign");
    ``same_office`` tells by what words the holder of an office is called elsewhere ("the premier"
    is the prime minister). ``voicing`` verbs are words of whoever speaks, also in a participle;
    behind a preposition of ``hitting`` stands whom something is fired or thrown at.
    ``boards`` are bodies that a text may describe and not name ("the labour court").
    """

    groupings: tuple[str, ...] = ()
    holders: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    same_office: dict[str, str] = {}
    voicing: tuple[str, ...] = ()
    hitting: tuple[str, ...] = ()
    boards: tuple[str, ...] = ()


class Attitudes(Frozen):
    """The words of attitudes, that is of sides that are held without an act, by side.

    A pattern is a word and the prepositions behind which the target stands
    ("sceptical of|about"); ``verbs`` without a preposition have it as their object. ``traits`` are
    adjectives and participles, ``feelings`` abstract nouns, ``bonds`` nouns for persons and bodies
    ("critic"), whose target is behind "of" or before them. ``shows`` are verbs that leave a feeling
    as it is ("have"), ``loses`` those that end it. ``nots`` turn support round; what is ``lapsed``
    ("former") says nothing, nor does a side taken of oneself (``selves``).
    ``able`` are auxiliaries that a negation makes a fact of ("could not be trusted").
    ``asked`` are ``verbs`` that only tell the side of who asks others for them ("reject").
    """

    verbs: dict[AttitudeSide, tuple[str, ...]] = {}
    traits: dict[AttitudeSide, tuple[str, ...]] = {}
    feelings: dict[AttitudeSide, tuple[str, ...]] = {}
    bonds: dict[AttitudeSide, tuple[str, ...]] = {}
    shows: tuple[str, ...] = ()
    loses: tuple[str, ...] = ()
    nots: tuple[str, ...] = ()
    lapsed: tuple[str, ...] = ()
    selves: tuple[str, ...] = ()
    able: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
