"""Words that tell who acts, and upon whom, where the clause of an act does not."""

from __future__ import annotations

from briefing.domain.base import Frozen


class RoleWords(Frozen):
    """The part of a language's grammar that is read beside the clause of an act.

    ``blames`` are nouns that lie with somebody ("responsibility"), ``occasions`` those of words to
    somebody ("in a letter to X"), ``writing`` the verbs. What is the subject of a ``lapsing`` verb
    was made long before ("the truce expired"). ``frays`` are fights; who fights stands behind one
    of ``fought`` ("in clashes with X"). ``seated`` bodies are told by their capital ("the
    authorities in Tull"). ``replying`` nouns say what an act answers ("in response to X's ban"),
    ``scattering`` verbs to what end force is used ("fired tear gas to disperse protesters").
    What ``yielding`` verbs tell of goes to who stands behind their preposition ("fell to X").
    ``needing`` verbs always have an object: a headline without one is in the passive.
    A town behind one of ``townward`` is a place ("ont défilé à Paris"), but whom it is that an
    ``addressing`` verb asks or gives something ("a demandé à Paris").
    Who comes to somebody's ``grounds`` comes to him ("entered Toskan waters").
    Who is one of many stands behind one of ``amid`` ("held nine, among them Roe") or is the object
    of a ``listing`` verb ("those held include Roe").
    Before whose fault or merit it is stands one of ``faulting`` ("condemned X for its war").
    ``acting`` are forms of irregular verbs, beside those of cues, that no noun has ("became").
    Behind a ``leaving`` verb a ``bound`` preposition only tells whither ("withdrew to Tosk").
    ``helping`` nouns tell whose help somebody has ("with the backing of X"), ``handing`` verbs
    behind a passive what their subject gets ("was summoned and handed a note").
    Who is ``next_door`` to one of two opponents is the other one ("its bigger neighbour").
    ``moves`` are statements by deeds, not by words ("decision"). ``strangers`` may be people of
    whom a text never says who they are ("gunmen"), nor whose with one of ``tied`` ("linked to") or
    ``supposed`` ("suspected"). ``clauseless`` verbs have no clause for an
    object ("imposed asset freezes").
    """

    blames: tuple[str, ...] = ()
    occasions: tuple[str, ...] = ()
    writing: tuple[str, ...] = ()
    lapsing: tuple[str, ...] = ()
    frays: tuple[str, ...] = ()
    fought: tuple[str, ...] = ()
    seated: tuple[str, ...] = ()
    replying: tuple[str, ...] = ()
    scattering: tuple[str, ...] = ()
    yielding: dict[str, str] = {}
    needing: tuple[str, ...] = ()
    townward: tuple[str, ...] = ()
    addressing: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    acting: tuple[str, ...] = ()
    leaving: tuple[str, ...] = ()
    bound: tuple[str, ...] = ()
    helping: tuple[str, ...] = ()
    handing: tuple[str, ...] = ()
    next_door: tuple[str, ...] = ()
    moves: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()
    clauseless: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()
    supposed: tuple[str, ...] = ()
    listing: tuple[str, ...] = ()
    amid: tuple[str, ...] = ()
    faulting: tuple[str, ...] = ()
