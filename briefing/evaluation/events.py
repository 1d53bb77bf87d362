"""Event claims against gold: matches, near misses, and what the fields of the matches are worth.

Lenient: the credits of all matches, see ``EventPairer``. Strict: of the same matches only those
with an exact type, a right direction wherever one is stated, and no party left over count, as 1;
the others are wrong, also where gold is optional. Roles: as lenient, whatever the type.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from briefing.domain.claims import EventClaim, Grounded
from briefing.evaluation.case import Case, share, text_of
from briefing.evaluation.gold import GoldEvent
from briefing.evaluation.matching import EventPairer, EventPairing
from briefing.evaluation.measures import Count, Example, Graded, Share
from briefing.evaluation.similarity import similar_events


def as_text(names: Sequence[str | None]) -> str:
    """Alternatives as one text; nobody is a dash."""
    return "/".join(name or "-" for name in names) or "-"


def predicted_text(claim: EventClaim) -> str:
    """A predicted event as one line."""
    doers, hits = ", ".join(claim.initiators), ", ".join(claim.recipients)
    cue = f' ("{claim.cue}")' if claim.cue else ""
    return f"{doers or '-'} {claim.type} {hits or claim.issue or '-'}{cue}"


def gold_text(event: GoldEvent) -> str:
    """A gold event as one line, with its alternatives."""
    return f"{as_text(event.actor)} {as_text(event.type)} {as_text(event.target)}"


class Events:
    """The events of one article."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self.golds = case.gold.events
        self.claims = case.claims(EventClaim)
        self._readings = [case.reading(claim, item) for claim, item in self.claims]

    @cached_property
    def pairing(self) -> EventPairing:
        """What became of every claim and every gold event."""
        spans = [self._case.gold_spans(event.evidence) for event in self.golds]
        return EventPairer(self.golds, spans, self._case.vocabulary).pair(self._readings)

    def counts(self) -> dict[str, Count]:
        """Lenient, strict, by similarity, roles alone; and the figures of matched events."""
        pairing = self.pairing
        owed, loose = [event.required for event in self.golds], dict(pairing.strangers)
        wrong = len(pairing.strangers) + len(pairing.near) + len(pairing.extra)
        hits = [match for match in pairing.matches if owed[match.column]]
        exact = [m for m in pairing.matches if m.credit == 1 and m.fit.directed]
        strict = [owed[match.column] for match in exact if match.row not in loose]
        credit, shown = sum(match.credit for match in hits), len(hits) + wrong
        right, kept = sum(strict), len(pairing.matches) + wrong - strict.count(False)
        typed = [owed[column] for _, column, kind in pairing.near if kind == "wrong type"]
        return {
            "events": Count(credit=credit, predicted=shown, required=sum(owed)),
            "events strict": Count(credit=right, predicted=kept, required=sum(owed)),
            "events by similarity": similar_events(self._case, self.claims, self._readings),
            "event roles": Count(
                credit=len(hits) + sum(typed),
                predicted=shown - typed.count(False),
                required=sum(owed),
            ),
            "figures": self._figures()[0],
        }

    def shares(self) -> dict[str, Share]:
        """The fields of the claims that are a gold event or miss one by a field."""
        pairing = self.pairing
        exact = [match.credit == 1 for match in pairing.matches]
        kinds = [kind for _, _, kind in pairing.near]
        pairs = [(match.row, match.column) for match in pairing.matches]
        full = [True] * len(pairs)
        pairs += [(row, column) for row, column, kind in pairing.near if kind == "wrong type"]
        quads = [self._same_quad(self.claims[r][0].type, self.golds[c].type) for r, c in pairs]
        straight = [True] * len(pairs) + [False] * kinds.count("swapped roles")
        lost = {"swapped roles"}
        return {
            "type right": share(exact + [False] * kinds.count("wrong type")),
            "quad class right": share(quads),
            "actor right": share(full + [kind not in lost | {"wrong actor"} for kind in kinds]),
            "target right": share(full + [kind not in lost | {"wrong target"} for kind in kinds]),
            "direction right": share(straight),
            "factuality right": share([gold == mine for gold, mine in self._statuses()]),
            "date right": share([gap == 0 for gap in self._gaps()]),
            "date within a day": share([gap is not None and gap <= 1 for gap in self._gaps()]),
        }

    def _same_quad(self, predicted: str, golds: Sequence[str]) -> bool:
        types = self._case.vocabulary.types
        return predicted in types and types[predicted].quad in {types[name].quad for name in golds}

    def _statuses(self) -> list[tuple[str, str]]:
        """Factuality of gold (the predicted one where gold accepts it) and of the match."""
        return [self._status(m.row, m.column) for m in self.pairing.matches if self._told(m.column)]

    def _status(self, row: int, column: int) -> tuple[str, str]:
        mine, golds = self.claims[row][0].factuality, self.golds[column].factuality
        return (mine if mine in golds else golds[0], mine)

    def _told(self, column: int) -> bool:
        """Whether gold says anything about the status and the figures of this event."""
        return bool(self.golds[column].factuality)

    def statuses(self) -> dict[str, int]:
        """How often which factuality of gold was told as which."""
        return dict(Counter(f"{gold} as {mine}" for gold, mine in self._statuses()))

    def _gap(self, row: int, column: int) -> int | None:
        mine, wanted = self.claims[row][0].date, self.golds[column].date
        return abs((mine.day - wanted).days) if mine is not None and wanted is not None else None

    def _gaps(self) -> list[int | None]:
        """Days between gold's and the predicted date, of matches that gold has a date for."""
        matches = self.pairing.matches
        return [self._gap(m.row, m.column) for m in matches if self.golds[m.column].date]

    def _figures(self) -> tuple[Count, list[Example]]:
        """The figures of matched events that gold requires, one to one by kind and value."""
        credit = shown = owed = 0
        errors = []
        for match in self.pairing.matches:
            gold, (claim, item) = self.golds[match.column], self.claims[match.row]
            if not gold.required or not self._told(match.column):
                continue
            said = {(figure.kind, figure.value) for figure in claim.figures}
            left = sorted(said)
            missed = []
            for kind, values in sorted(gold.figures.items()):
                hits = [pair for pair in left if pair[0] == kind and pair[1] in values]
                if hits:
                    left.remove(hits[0])
                else:
                    missed.append(f"{kind} {'/'.join(f'{value:g}' for value in values)}")
            credit, shown, owed = (
                credit + len(gold.figures) - len(missed),
                shown + len(said),
                owed + len(gold.figures),
            )
            text = text_of(item)
            errors += [Example(error="missed figure", gold=m, evidence=text) for m in missed]
            errors += [
                Example(error="extra figure", predicted=f"{kind} {value:g}", evidence=text)
                for kind, value in left
            ]
        return Count(credit=credit, predicted=shown, required=owed), errors

    def graded(self) -> list[Graded]:
        """Every event claim: right if its type and all its parties are those of a gold event."""
        loose = dict(self.pairing.strangers)
        right = {m.row for m in self.pairing.matches if m.credit == 1 and m.row not in loose}
        return [
            Graded(claim="event", confidence=claim.confidence, right=row in right)
            for row, (claim, _) in enumerate(self.claims)
        ]

    def errors(self) -> list[Example]:
        """Every error, first of whole events, then of the fields of matched ones."""
        pairing = self.pairing
        found = [self._example(kind, row, column) for row, column, kind in pairing.near]
        found += [self._example(f"wrong {role}", row) for row, role in pairing.strangers]
        found += [
            self._example("wrong type", m.row, m.column) for m in pairing.matches if m.credit < 1
        ]
        found += [
            self._example("missed event", None, c) for c in pairing.missed if self.golds[c].required
        ]
        for row in pairing.extra:
            stands = self._case.stands(*self.claims[row])
            found.append(self._example("extra event" if stands else "not in the text", row))
        return found + self._field_errors()

    def _field_errors(self) -> list[Example]:
        found = []
        for match in self.pairing.matches:
            gold, (claim, item) = self.golds[match.column], self.claims[match.row]
            about, text = f" of {predicted_text(claim)}", text_of(item)
            if gold.factuality and claim.factuality not in gold.factuality:
                wanted, mine = as_text(gold.factuality) + about, claim.factuality
                found.append(
                    Example(error="wrong factuality", gold=wanted, predicted=mine, evidence=text)
                )
            if gold.date and self._gap(match.row, match.column) != 0:
                wanted, day = str(gold.date) + about, str(claim.date.day) if claim.date else "-"
                found.append(Example(error="wrong date", gold=wanted, predicted=day, evidence=text))
        return found + self._figures()[1]

    def _example(self, error: str, row: int | None, column: int | None = None) -> Example:
        gold = gold_text(self.golds[column]) if column is not None else ""
        if row is not None:
            claim, item = self.claims[row]
            return Example(
                error=error, gold=gold, predicted=predicted_text(claim), evidence=text_of(item)
            )
        numbers = self.golds[column].evidence if column is not None else ()
        return Example(error=error, gold=gold, evidence=self._case.gold_text(numbers))

    def proven(self) -> list[tuple[Grounded, tuple[int, ...]]]:
        """The evidence of the matches next to gold's."""
        return [
            (self.claims[m.row][1], self.golds[m.column].evidence) for m in self.pairing.matches
        ]
