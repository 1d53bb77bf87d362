"""How words change in one language, where endings alone do not tell it."""

from __future__ import annotations

from briefing.domain.base import Frozen


class Inflection(Frozen):
    """What a lexicon says of its language's verbs and nouns beside ``endings``.

    ``front`` opens participles ("ge") but for verbs that begin with one of ``bare`` ("ver") or
    end in one of ``plain`` ("ieren"); ``participles`` maps the ending of an infinitive to those
    that follow behind ``front``. ``separable`` are prefixes that leave their verb ("lehnte …
    ab"), written with a hyphen in patterns ("ab-lehnen"); ``linking`` stands between such a
    prefix and its infinitive ("abzulehnen"), before one of ``closing`` a clause ends as at a
    comma. ``reflexive`` are the pronouns of verbs done to oneself, written with their verb
    ("reunirse", "se réunir"), ``auxiliaries`` may stand between both. ``nouns`` are the endings
    of the nouns that patterns name in the singular; with ``compounds`` a noun is also found as
    the end of a longer one ("Strafzölle"); with ``capitals`` nouns begin with a capital letter,
    so that what begins with one is no verb. ``future`` are endings of verbs that tell what is
    still to come. ``done`` are those of participles, ``infinitives`` those of infinitives beside
    the lemma ("atacá-lo", "atacarem"); without them what is longer than it counts as one.
    ``enclitic`` is what a pronoun looks like behind its verb ("reuniu-se", "reunir-se-á"),
    ``clipped`` what an infinitive loses before it ("riunirsi" of "riunire"). ``contractions`` map
    a preposition to what it becomes before an article ("de": "do", "da").
    ``folded`` are letters that are read as
    others ("ё" as "е"). ``cases`` maps the ending of a nominative to what takes its place in the
    genitive, dative, accusative, instrumental and locative; ``=`` stands for the nominative, ``|``
    parts alternatives. ``adjectives`` maps how adjectives end to their cases, none where nouns do.

    Of a language that writes short words together with the next one, ``attached`` are these words
    in the order in which they stand (Arabic "و", "س", "ب"), ``article`` is what nouns begin with,
    ``suffixes`` are pronouns at the end of verbs, and ``whole`` are words that only look as if one
    of those stood before them. ``peoples`` are endings of the words for what is a country's,
    ``feminine`` those of nouns. ``genitive`` is what names end in before what is theirs
    ("Serbiens Regierung").
    """

    front: str = ""
    bare: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    participles: dict[str, tuple[str, ...]] = {}
    separable: tuple[str, ...] = ()
    linking: str = ""
    closing: tuple[str, ...] = ()
    reflexive: tuple[str, ...] = ()
    auxiliaries: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    compounds: bool = False
    capitals: bool = False
    future: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    infinitives: tuple[str, ...] = ()
    enclitic: tuple[str, ...] = ()
    clipped: str = ""
    contractions: dict[str, tuple[str, ...]] = {}
    folded: dict[str, str] = {}
    cases: dict[str, tuple[str, ...]] = {}
    adjectives: dict[str, tuple[str, ...]] = {}
    attached: tuple[tuple[str, ...], ...] = ()
    article: str = ""
    suffixes: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    peoples: tuple[str, ...] = ()
    feminine: tuple[str, ...] = ()
    genitive: str = ""

    def fold(self, text: str) -> str:
        """A text with its letters as they are read."""
        for letter, other in self.folded.items():
            text = text.replace(letter, other).replace(letter.upper(), other.upper())
        return text
