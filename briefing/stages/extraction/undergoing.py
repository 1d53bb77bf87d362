"""Who suffers an act that a sentence tells without a passive, and who then did it.

"Nine people killed in Tull", "was in custody", "drew a rebuke from Tosk", "came under fire from
rebels", "was expelled from Tosk", "were killed in a Toskan air strike".
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from briefing.stages.extraction.cues import Cue
from briefing.stages.extraction.references import References
from briefing.stages.extraction.scenery import Scenery
from briefing.stages.extraction.targets import TargetReader

_BODIES = ("state", "organisation", "government_body", "armed_group")
_ARMED = ("military", "armed_group", "government_body")
_PAST = ("VBD", "VBN")
_ENDS = ("PUNCT", "SCONJ")


class Undergoing:
    """Reads one sentence; ``targets`` knows whether judgements are read, ``harming`` is harm."""

    def __init__(self, scenery: Scenery, references: References, targets: TargetReader) -> None:
        self.harming = False
        self._scenery = scenery
        self._tree = scenery.tree
        self._references = references
        self._grammar = references.grammar
        self._targets = targets

    def _parties(self, index: int) -> tuple[str, ...]:
        return tuple(self._references.parties(self._scenery, index))

    def passive(self, cue: Cue, verb: int) -> bool:
        """Whether the subject suffers the act."""
        headline = self._headline(verb) or self._undergone(cue, verb)
        return not self.felt(cue, verb) and (self._tree.passive(verb) or headline)

    def doers(self, cue: Cue, verb: int) -> list[int]:
        """The words that say who did it: behind "by", else whence it came or whose deed it was."""
        agents = self._tree.children(verb, "obl:agent") or self._within(verb)
        if not agents and self._tree.words[verb].lemma in self._grammar.ousting:
            agents = [o for o in self._whence(verb) if self._is_one(o, *_BODIES)]
        if not agents:
            agents = self._winners(cue, verb)
        if not agents and (self.draws(cue, verb) or self._suffers(cue)):
            agents = self._sources(verb)
        return agents

    def struck(self, verb: int, who: Collection[str]) -> tuple[str, ...]:
        """Whose people suffered, by the deed or by its place: "kills five in Tosk"."""
        tree, grammar = self._tree, self._grammar
        if not (self.harming and who):
            return ()
        if held := self._held(tree.children(verb, "obj", "nsubj:pass"), who):
            return held
        objects = tree.children(verb, "obj", "obl:agent")
        if tree.words[verb].lemma not in grammar.victimising:
            return self._first(self._lands(objects), who)  # "hit a power plant in Tosk"
        near = tree.obliques(verb, (*grammar.by, *grammar.within)) + tree.children(verb, "nsubj")
        deeds = [one for one in near if tree.words[one].lemma in grammar.harms]
        hit = [one for deed in deeds for one in tree.obliques(deed, grammar.against)]
        return self._first([*hit, *self._lands([verb, *deeds, *objects])], who)

    def _held(self, things: Sequence[int], who: Collection[str]) -> tuple[str, ...]:
        """The armed body whose a thing is: "an army base", "two police stations"."""
        kinds = self._references.kinds
        words = [
            self._tree.words[inner].text
            for thing in things
            for one in self._tree.children(thing, "compound")
            for inner in (one, *self._tree.children(one, "compound"))
        ]
        for word in words:
            ends = (word, f"{word}s") if word.islower() else ()
            armed = [
                party
                for party, kind in kinds.items()
                if kind in _ARMED and party not in who and party.split()[-1] in ends
            ]
            if len(armed) == 1:
                return tuple(armed)
        return ()

    def _lands(self, indices: Sequence[int]) -> list[int]:
        """The states in which words say that something is."""
        within = [o for one in indices for o in self._tree.obliques(one, self._grammar.within)]
        return [one for one in within if self._is_one(one, "state")]

    def _first(self, indices: Sequence[int], who: Collection[str]) -> tuple[str, ...]:
        """The parties of the first word that names others than who acts."""
        found = [tuple(p for p in self._parties(one) if p not in who) for one in indices]
        return next((parties for parties in found if parties), ())

    def _is_one(self, index: int, *sorts: str) -> bool:
        kinds = self._references.kinds
        return any(kinds.get(party) in sorts for party in self._parties(index))

    def felt(self, cue: Cue, verb: int) -> bool:
        """Whether the cue tells what its subject feels: "X was disappointed by Y" tells of X.

        Not "X was charged with fraud": that was done to X.
        """
        tree, felt = self._tree, self._grammar.felt
        first = tree.within(cue.start, cue.end)[0]
        if cue.form == "literal" or tree.words[first].pos != "AUX" or first >= verb:
            return False
        return not tree.passive(verb) or tree.words[verb].lemma in felt

    def _headline(self, verb: int) -> bool:
        """ "Eleven aid workers freed in Gaboro": headlines leave the auxiliary out."""
        if self._scenery.number != 1:
            return False
        tree, grammar, word = self._tree, self._grammar, self._tree.words[verb]
        needy = {*grammar.control, *grammar.victimising, *grammar.ousting, *grammar.needing}
        if word.tag == "VBN" and not tree.children(verb, "aux", "obj", "iobj", "xcomp", "ccomp"):
            return True
        bare = not tree.children(verb, "aux", "obj", "iobj", "ccomp")
        return word.tag in _PAST and bare and word.lemma in needy  # "Tosk urged to free editor"

    def _undergone(self, cue: Cue, verb: int) -> bool:
        """Whether a participle was taken for a verb: "Nine people killed when a wall fell".

        A verb of harm has an object; where none follows, its subject suffered.
        """
        tree, word = self._tree, self._tree.words[verb]
        within = tree.within(cue.start, cue.end)
        if self._suffers(cue) or self._winners(cue, verb):
            return True
        if self._is_ordeal(cue) and self.draws(cue, verb):
            return True  # "received a sentence"
        met = {*within} & {*tree.children(verb, "obj", "obl")}
        if met and not self._targets.judging and self.draws(cue, verb):
            return True  # "received aid from Tosk"
        harm = word.lemma in self._grammar.victimising
        headline = self._scenery.number == 1
        if not harm or word.tag not in _PAST or not (headline or word.text == cue.text):
            return False
        if tree.children(verb, "obj", "iobj", "aux") or not tree.children(verb, "nsubj"):
            return False
        if headline and not tree.children(verb, "ccomp", "xcomp"):
            return True  # "Opposition leader jailed for five years"
        behind = tree.words[verb + 1] if verb + 1 < len(tree.words) else word
        return behind.pos in _ENDS or behind.text.lower() in self._grammar.within

    def _winners(self, cue: Cue, verb: int) -> list[int]:
        """Who got what changed hands: "the town fell to the rebels"."""
        case = self._grammar.yielding.get(self._tree.words[verb].lemma)
        behind = self._tree.obliques(verb, (case,)) if case else []
        return [one for one in behind if one in self._tree.within(cue.start, cue.end)]

    def _is_ordeal(self, cue: Cue) -> bool:
        within = self._tree.within(cue.start, cue.end)
        return any(self._tree.words[one].lemma in self._grammar.ordeals for one in within)

    def _suffers(self, cue: Cue) -> bool:
        """Whether somebody is in what he suffers: "was in custody", "is under pressure from"."""
        first = self._tree.within(cue.start, cue.end)[0]
        return self._tree.words[first].pos == "AUX" and self._is_ordeal(cue)

    def draws(self, cue: Cue, verb: int) -> bool:
        """Whether the subject only meets with the act: "faced criticism", "drew a rebuke"."""
        tree, grammar = self._tree, self._grammar
        if tree.words[verb].lemma not in grammar.drawing:
            return False
        within = {*tree.within(cue.start, cue.end)}
        met = within & {*tree.children(verb, "obj", "obl")}
        suffered = any(tree.words[one].lemma in grammar.ordeals for one in met)
        judged = bool(self._targets.judging and within & {*tree.children(verb, "obj")})
        return judged or suffered or bool(self.drawn_from(verb))

    def drawn_from(self, verb: int) -> tuple[str, ...]:
        """Who really acts: "the move drew a rebuke *from X*"; not "met officials from X"."""
        people = (*self._grammar.persons, *self._grammar.others, *self._grammar.embodying)
        for one in self._tree.children(verb, "obj"):
            word = self._tree.words[one]
            if {word.lemma, word.text} & {*people} or self._scenery.mention(one) is not None:
                return ()
        behind = [party for one in self._sources(verb) for party in self._parties(one)]
        met = self._tree.children(verb, "obj")
        owners = [party for one in met for party in self._targets.before(one)]  # "won X's backing"
        of = self._grammar.of[:1] if self._targets.judging else ()  # "won the backing of X"
        owners += [p for one in met for o in self._tree.obliques(one, of) for p in self._parties(o)]
        return tuple(behind or owners)

    def _sources(self, verb: int) -> list[int]:
        hung = (verb, *self._tree.children(verb, "obj"))
        hung = (*hung, *self._tree.children(verb, "obl"))
        return [one for index in hung for one in self._whence(index)]

    def _whence(self, index: int) -> list[int]:
        return self._tree.obliques(index, self._grammar.of[1:])

    def _within(self, verb: int) -> list[int]:
        """Who did it, hung elsewhere: "were refused entry by X", "were shot and killed by X"."""
        tree = self._tree
        for other in tree.children(verb, "conj"):
            own = tree.children(other, "nsubj", "nsubj:pass", "aux", "aux:pass")
            if not own and (found := tree.children(other, "obl:agent")):
                return found
        nouns = tree.children(verb, "obj", "obl")
        nouns += [c for one in nouns for c in tree.children(one, "nmod")]
        return [a for one in nouns for a in tree.obliques(one, self._grammar.by)]
