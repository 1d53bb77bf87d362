"""Stances read from what actors did and said: an act implies a position towards its target."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from briefing.domain.articles import Article
from briefing.domain.claims import EventClaim, StanceAttribution, StanceClaim, TargetType
from briefing.domain.vocabulary import StanceRule, Vocabulary
from briefing.stages.extraction.company import Company
from briefing.stages.extraction.inflection import as_spelt
from briefing.stages.extraction.opponents import Opponents
from briefing.stages.extraction.status import has_quote

_VERBAL = (1, 3)
_ORGANISED = ("state", "government_body", "military", "armed_group", "organisation")
# of stances read from acts, nine in ten of what the acts' own confidence promises are right on the
# tuning articles; fewer elsewhere
_OF_ACTS = 0.75
_GRAVEST = 3
_JUDGING = ("organisation", "government_body")
_DOING = re.compile(r"\w+\s+(?:\w+ly\s+|ever\s+)?\w+ing\b")
_CLAUSE = re.compile(r"[;:!?“”\"—]|\.(?=\s+[A-Z]|$)")


def derive_stances(
    events: Sequence[EventClaim],
    article: Article,
    vocabulary: Vocabulary,
    company: Company | None = None,
) -> list[StanceClaim]:
    """One stance per initiator and recipient (or issue) of an event whose type implies one.

    Acts that are denied or only alleged imply nothing. Verbal acts are explicit positions, material
    acts implied ones. Whoever reports a grave attack opposes the attacker. A stance keeps the type
    of the event it comes from. Where a party is only thought to be meant, the thing that words are
    about is their target, unless other acts tell the same side towards that party.
    """
    reader = _Reader(events, article, vocabulary, company or Company())
    read = [(event, [*reader.positions(event), *reader.reported(event)]) for event in events]
    sure = {_side(claim) for event, some in read if not reader.guessed(event) for claim in some}
    return united_stances(
        [
            reader.on_thing(event, one) if reader.guessed(event) and _side(one) not in sure else one
            for event, some in read
            for one in some
        ]
    )


def united_stances(claims: Sequence[StanceClaim]) -> list[StanceClaim]:
    """Equal stances of one holder towards one target as one, in the order of the first."""
    stances: dict[tuple[str, str, str], StanceClaim] = {}
    for claim in claims:
        key = _side(claim)
        stances[key] = _stronger(stances[key], claim) if key in stances else claim
    return list(stances.values())


class _Reader:
    """Reads the stances of one article's events."""

    def __init__(
        self,
        events: Sequence[EventClaim],
        article: Article,
        vocabulary: Vocabulary,
        company: Company,
    ) -> None:
        self._article = article
        self._vocabulary = vocabulary
        self._company = company
        self._asked = _spoken(company.amends)
        freeing = "|".join(map(re.escape, company.freeing)) or "(?!)"
        self._freeing = re.compile(rf"(?:['’]s?|\b(?!to\b)[a-z]+)\s(?:{freeing})\b")
        aimed = [self._aimed(event) for event in events]
        self._opponents = Opponents(
            aimed, vocabulary, company.homes, company.denials, company.kinds
        )

    def positions(self, event: EventClaim) -> list[StanceClaim]:
        """What the act says of its initiators."""
        kind = self._vocabulary.types[event.type]
        if event.factuality in ("denied", "alleged"):
            return []
        rule = self._rule(event)
        if rule is None:
            return self._wished(event)
        verbal = kind.quad in _VERBAL
        pairs = self._pairs(event)
        if pairs:
            return [
                self._claim(event, holder, target, rule, "actor", verbal)
                for holder, target in pairs
                if self._claimed(rule, holder, target)
                and (not event.inferred[1] or self._at_odds(rule, holder, target))
            ]
        looks = event.mode in kind.modes and not kind.modes[event.mode].answers
        if looks and {*event.issue.split()[-1:]} & {*self._company.causes}:
            return []  # "opened an inquiry"
        sided = verbal or (kind.complains and self._grievance(event))
        if not sided or rule.between != "all" or not self._an_issue(event):
            return []
        return [
            self._claim(event, holder, self._spelt(event), rule, "policy", verbal)
            for holder in event.initiators
        ]

    def _wished(self, event: EventClaim) -> list[StanceClaim]:
        """Whoever asks for a thing is for it: "called for an inquiry"."""
        wish = self._vocabulary.types[event.type].wish
        thing = event.issue.split()[-1:]
        if wish is None or event.recipients or not {*thing} & {*self._company.causes}:
            return []
        return [
            self._claim(event, holder, self._spelt(event), wish, "policy", verbal=True)
            for holder in event.initiators
        ]

    def guessed(self, event: EventClaim) -> bool:
        """Whether only an act told before says whose the thing is that words take a side on.

        The side is then on the thing ("called the tariff absurd"); but what one party holds out to
        another ("dismissed the offer") stands for that party.
        """
        kind = self._vocabulary.types[event.type]
        if event.roles_from[1] != "unset" or not event.recipients or kind.quad not in _VERBAL:
            return False
        by_all = kind.stance is not None and kind.stance.between == "all"
        return (
            by_all
            and self._an_issue(event)
            and event.issue.split()[-1] not in self._company.gestures
        )

    def on_thing(self, event: EventClaim, claim: StanceClaim) -> StanceClaim:
        """The stance on the thing that an act is about instead of on a party."""
        return claim.model_copy(update={"target": self._spelt(event), "target_type": "policy"})

    def _pairs(self, event: EventClaim) -> list[tuple[str, str]]:
        """Holders with their targets, where these are actors."""
        who, whom = event.initiators, event.recipients
        if len(who) == 2 and event.cue.lower().split()[0] in self._company.mutual:
            return [(who[0], who[1]), (who[1], who[0])]
        verbal = self._vocabulary.types[event.type].quad == _VERBAL[1]
        if verbal:
            side = self._opponents.side(who)
            whom = tuple(p for p in self._aimed(event).recipients if p not in side)
        whom = whom or self._opponents.of(event)
        return [(holder, target) for holder in who for target in whom]

    def _aimed(self, event: EventClaim) -> EventClaim:
        """The act without those before whom a complaint is only laid, and whom a denial spares."""
        whom = tuple(party for party in event.recipients if not self._judges(event, party))
        if event.cue.lower().split()[0] in self._company.denials and _DOING.match(
            self._told(event)
        ):
            whom = ()  # "denied arming the rebels"
        return event.model_copy(update={"recipients": whom})

    def _judges(self, event: EventClaim, party: str) -> bool:
        """Whether a complaint is only laid before the party: "lodged a protest at the UN"."""
        cue = event.cue.lower().split()
        if not any(word in self._company.pleas for word in cue):
            return False
        return self._company.kinds.get(party) in _JUDGING

    def _an_issue(self, event: EventClaim) -> bool:
        """Whether the thing that an act is about can be taken sides on."""
        if self._vocabulary.types[event.type].threat or self._opponents.denies(event):
            return False  # a strike that is threatened, a role that is denied
        return bool(event.issue) and event.issue.split()[-1] not in self._company.sayings

    def _grievance(self, event: EventClaim) -> bool:
        """Whether the thing of a protest is what it is about: "a strike over the new wage"."""
        words = "|".join(map(re.escape, self._company.grievances)) or "(?!)"
        thing = re.escape(self._spelt(event))
        return bool(re.search(rf"\b(?:{words})\b.*\b{thing}\b", self._told(event)))

    def reported(self, event: EventClaim) -> list[StanceClaim]:
        """A named party that tells of an attack by another one opposes it."""
        rule, source = self._vocabulary.types[event.type].stance, event.attribution.source
        hostile = rule is not None and rule.label == "oppose" and rule.intensity >= _GRAVEST
        homes = self._company.homes
        if (
            rule is None
            or not hostile
            or event.attribution.kind != "named"
            or self._vocabulary.types[event.type].quad in _VERBAL
            or source not in self._company.kinds
            or source.islower()
            or homes.get(source, source) in event.initiators
        ):
            return []
        return [
            self._claim(event, source, target, rule.model_copy(update={"intensity": 1}))
            for target in event.initiators
            if target != source
        ]

    def _rule(self, event: EventClaim) -> StanceRule | None:
        """What an act of this type and mode implies; a demand takes sides where a plea does not."""
        kind = self._vocabulary.types[event.type]
        if kind.wish is not None and event.recipients and self._freeing.search(self._told(event)):
            return kind.wish
        mode = kind.modes.get(event.mode)
        if mode is not None and mode.stance is not None and (event.recipients or kind.wish is None):
            return mode.stance
        if kind.demand is not None and event.cue.lower().split()[0] in self._company.demands:
            return kind.demand if event.recipients else None
        return kind.demand if kind.demand is not None and self._amends(event) else kind.stance

    def _amends(self, event: EventClaim) -> bool:
        """Whether one party is asked to undo, stop or answer for something: "urged X to stop".

        Bodies are also asked to act against others ("asked the court to end the strike").
        """
        kind = self._company.kinds.get(event.recipients[0]) if len(event.recipients) == 1 else ""
        return kind not in ("", *_JUDGING) and bool(self._asked.search(self._told(event)))

    def _spelt(self, event: EventClaim) -> str:
        """The thing that an act is about in the number in which the text has it: "talks"."""
        sentence = self._article.sentence(event.evidence[0])
        return as_spelt(event.issue, sentence.text if sentence is not None else "")

    def _told(self, event: EventClaim) -> str:
        """The clause of an act from its cue on."""
        sentence = self._article.sentence(event.evidence[0])
        text = sentence.text if sentence is not None else event.cue
        return _CLAUSE.split(text[max(text.find(event.cue), 0) :])[0]

    def _claimed(self, rule: StanceRule, holder: str, target: str) -> bool:
        kinds = self._company.kinds
        if rule.between == "nobody":
            return False
        organised = all(kinds.get(party) in _ORGANISED for party in (holder, target))
        return rule.between == "all" or (organised and not target.islower())

    def _at_odds(self, rule: StanceRule, holder: str, target: str) -> bool:
        """Whether a target that only the quarrel of the article tells is believed: of states."""
        kinds = self._company.kinds
        states = kinds.get(holder) == kinds.get(target) == "state"
        return states and rule.label == "oppose"

    def _claim(
        self,
        event: EventClaim,
        holder: str,
        target: str,
        rule: StanceRule,
        target_type: TargetType = "actor",
        verbal: bool = False,
    ) -> StanceClaim:
        return StanceClaim(
            holder=holder,
            target=target,
            target_type=target_type,
            label=rule.label,
            intensity=rule.intensity,
            explicitness="explicit" if verbal else "implied",
            attribution=self._attribution(event, verbal),
            speaker="" if event.attribution.source == holder else event.attribution.source,
            cue=event.cue,
            from_event=event.type,
            confidence=round(event.confidence * _OF_ACTS, 2),
            evidence=event.evidence,
        )

    def _attribution(self, event: EventClaim, verbal: bool) -> StanceAttribution:
        if event.attribution.kind != "outlet":
            return "reported_by_other"
        if not verbal:
            return "inferred_from_action"
        sentence = self._article.sentence(event.evidence[0])
        quoted = sentence is not None and has_quote(sentence.text)
        return "own_statement" if quoted else "own_statement_indirect"


def _side(claim: StanceClaim) -> tuple[str, str, str]:
    return claim.holder, claim.target, claim.label


def _spoken(phrases: Collection[str]) -> re.Pattern[str]:
    """Any of some phrases; behind its first word another may stand ("to immediately stop")."""
    found = (re.escape(one).replace(r"\ ", r"\s(?:\w+\s)?", 1) for one in phrases)
    return re.compile(rf"\b(?:{'|'.join(found) or '(?!)'})\b", re.IGNORECASE)


def _stronger(one: StanceClaim, other: StanceClaim) -> StanceClaim:
    """The clearer of two equal stances, resting on the evidence of both."""
    best = max(one, other, key=lambda c: (c.explicitness == "explicit", c.intensity, c.confidence))
    evidence = tuple(dict.fromkeys((*best.evidence, *one.evidence, *other.evidence)))
    return best.model_copy(update={"evidence": evidence})
