"""How well an extraction agrees with gold, for one article and for a corpus.

Matching is optimal and one to one. Exactness outranks obligation: a prediction goes to the gold
item that it fits best, and to a required one where both fit equally. One that goes to an optional
item is absorbed: it enters no count. A second prediction of the same item is an extra one.

- **Actors.** Lenient: names match at 0.7 or better, trying the actor's other forms when its name is
  nobody's. Strict: its name itself must be the gold name or an alias.
- **Events.** Lenient: credits of all matches, see ``EventPairer``. Strict: of the same matches only
  those with an exact type, a right direction wherever one is stated, and no party left over count,
  as 1; the others are wrong, also where gold is optional.
- **Stances.** Holder, target (an actor or an issue) and label must be right; "stances found" looks
  at holder and target alone. A predicted label "unclear" abstains and is not counted.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

from briefing.domain import claims as proposed
from briefing.domain.articles import Article
from briefing.domain.claims import ActorClaim, EventClaim, Extraction, Grounded, StanceClaim
from briefing.domain.vocabulary import Vocabulary
from briefing.errors import ConfigError
from briefing.evaluation import matching, report
from briefing.evaluation.gold import GoldArticle, GoldStance, Party, Reading, Span
from briefing.evaluation.matching import EventPairer, EventPairing, NameTable, assign, mentions
from briefing.evaluation.report import LABELS, MAIN, ArticleScore, Count, Share, Totals

__all__ = ["RESAMPLES", "ArticleScore", "Totals", "score_article", "total"]

RESAMPLES = 1000
_SEED = 20260101

_Kind = TypeVar("_Kind", ActorClaim, EventClaim, StanceClaim)


def score_article(
    gold: GoldArticle,
    article: Article,
    extraction: Extraction,
    vocabulary: Vocabulary,
    related: matching.Related | None = None,
) -> ArticleScore:
    """Compare the grounded claims of ``extraction`` with ``gold`` (rules: see the module).

    The order of the claims does not matter. Raises ConfigError when gold uses an event type that
    the vocabulary lacks, or scipy is missing.
    """
    unknown = {name for event in gold.events for name in event.type} - set(vocabulary.types)
    if unknown:
        raise ConfigError(f"{gold.name}: the vocabulary has no event type {min(unknown)!r}")
    scorer = _Scorer(gold, article, extraction, vocabulary, related)
    pairing = scorer.events()
    stances, proofs = scorer.stances()
    actors = {"actors": scorer.actors(strict=False), "actors strict": scorer.actors(strict=True)}
    return ArticleScore(
        name=gold.name,
        counts=actors | scorer.event_counts(pairing) | stances,
        shares=scorer.event_shares(pairing) | scorer.grounding(pairing, proofs),
        errors=scorer.event_errors(pairing),
    )


def total(scores: Iterable[ArticleScore]) -> Totals:
    """Add up articles. The bootstrap draws articles, ``RESAMPLES`` times, from a fixed seed."""
    ordered = sorted(scores, key=lambda score: (score.name, score.model_dump_json()))
    size = len(ordered)
    return Totals(
        articles=size,
        counts={name: _sum(ordered, name) for name in report.COUNTS},
        shares={name: _share(ordered, name) for name in report.SHARES},
        errors={name: sum(score.errors[name] for score in ordered) for name in report.ERRORS},
        macro={
            name: sum(score.counts[name].f1 for score in ordered) / size for name in MAIN if size
        },
        intervals={name: _interval(ordered, name) for name in MAIN if size},
    )


def _sum(scores: Sequence[ArticleScore], name: str) -> Count:
    found = [score.counts[name] for score in scores]
    return Count(
        credit=sum(count.credit for count in found),
        predicted=sum(count.predicted for count in found),
        required=sum(count.required for count in found),
    )


def _share(scores: Sequence[ArticleScore], name: str) -> Share:
    found = [score.shares[name] for score in scores]
    return Share(hits=sum(share.hits for share in found), of=sum(share.of for share in found))


def _interval(scores: Sequence[ArticleScore], name: str) -> tuple[float, float]:
    draw = random.Random(_SEED)
    values = sorted(_sum(draw.choices(scores, k=len(scores)), name).f1 for _ in range(RESAMPLES))
    return values[round(0.025 * RESAMPLES)], values[round(0.975 * RESAMPLES) - 1]


def _spans(grounded: Grounded) -> tuple[Span, ...]:
    return tuple((proof.start, proof.end) for proof in grounded.evidence)


def _of(flags: Sequence[bool]) -> Share:
    return Share(hits=sum(flags), of=len(flags))


class _Scorer:
    """Scores one article; the claims are put into one order first, so that theirs cannot matter."""

    def __init__(
        self,
        gold: GoldArticle,
        article: Article,
        extraction: Extraction,
        vocabulary: Vocabulary,
        related: matching.Related | None,
    ) -> None:
        self.gold, self.article, self.vocabulary = gold, article, vocabulary
        self.grounded = sorted(
            extraction.grounded, key=lambda item: item.model_dump_json(exclude={"id"})
        )
        entries = {actor.name: actor.aliases for actor in gold.actors}
        self.actor_names = NameTable(entries, related)
        self.names = NameTable(entries | {it.name: it.aliases for it in gold.issues}, related)
        self.places = gold.spans(article.text)
        self.forms: dict[str, tuple[str, ...]] = {}
        for claim, _ in self.claims(ActorClaim):
            self.forms[claim.name] = (*self.forms.get(claim.name, ()), *claim.names)

    def claims(self, kind: type[_Kind]) -> list[tuple[_Kind, Grounded]]:
        return [(item.claim, item) for item in self.grounded if isinstance(item.claim, kind)]

    def party(self, name: str) -> Party:
        return Party(name, self.names.resolve(name, self.forms.get(name, ()))[0])

    def gold_spans(self, numbers: Iterable[int]) -> tuple[Span, ...]:
        return tuple(span for number in numbers if (span := self.places[number - 1]) is not None)

    def actors(self, *, strict: bool) -> Count:
        who = self.gold.actors
        table = []
        for claim, _ in self.claims(ActorClaim):
            ids, level = self.actor_names.resolve(claim.name, () if strict else claim.names)
            usable = ids if level == 1.0 or not strict else ()
            table.append([(gold.name in usable) * (level + 1e-3 * gold.required) for gold in who])
        pairs = assign(table)
        hits = sum(who[column].required for _, column in pairs)
        shown = len(table) - len(pairs) + hits
        return Count(credit=hits, predicted=shown, required=sum(gold.required for gold in who))

    def reading(self, claim: EventClaim, item: Grounded) -> Reading:
        kind = self.vocabulary.types.get(claim.type)
        return Reading(
            type=claim.type,
            initiators=tuple(map(self.party, claim.initiators)),
            recipients=tuple(map(self.party, claim.recipients)),
            issue=self.party(claim.issue).ids if claim.issue else frozenset(),
            spans=_spans(item),
            one_sided=bool(kind and kind.reciprocal and claim.initiators[1:])
            and not claim.recipients,
        )

    def events(self) -> EventPairing:
        """Read every event claim and pair it."""
        spans = [self.gold_spans(event.evidence) for event in self.gold.events]
        pairer = EventPairer(self.gold.events, spans, self.vocabulary)
        return pairer.pair([self.reading(claim, item) for claim, item in self.claims(EventClaim)])

    def event_counts(self, pairing: EventPairing) -> dict[str, Count]:
        owed, loose = [event.required for event in self.gold.events], dict(pairing.strangers)
        wrong = len(pairing.strangers) + len(pairing.near) + len(pairing.extra)
        hits = [match for match in pairing.matches if owed[match.column]]
        exact = [m for m in pairing.matches if m.credit == 1 and m.fit.directed]
        strict = [owed[match.column] for match in exact if match.row not in loose]
        credit, shown = sum(match.credit for match in hits), len(hits) + wrong
        right, kept = sum(strict), len(pairing.matches) + wrong - strict.count(False)
        return {
            "events": Count(credit=credit, predicted=shown, required=sum(owed)),
            "events strict": Count(credit=right, predicted=kept, required=sum(owed)),
        }

    def event_shares(self, pairing: EventPairing) -> dict[str, Share]:
        claims = [claim for claim, _ in self.claims(EventClaim)]
        exact = [match.credit == 1 for match in pairing.matches]
        kinds = [kind for _, _, kind in pairing.near]
        pairs = [(match.row, match.column) for match in pairing.matches]
        pairs += [(row, column) for row, column, kind in pairing.near if kind == "wrong type"]
        quads = [self.same_quad(claims[r].type, self.gold.events[c].type) for r, c in pairs]
        straight = [True] * len(pairs) + [False] * kinds.count("swapped roles")
        return {
            "type right": _of(exact + [False] * kinds.count("wrong type")),
            "quad class right": _of(quads),
            "direction right": _of(straight),
        }

    def same_quad(self, predicted: str, golds: Sequence[str]) -> bool:
        types = self.vocabulary.types
        return predicted in types and types[predicted].quad in {types[name].quad for name in golds}

    def event_errors(self, pairing: EventPairing) -> dict[str, int]:
        found = Counter(kind for _, _, kind in pairing.near)
        found.update(f"wrong {role}" for _, role in pairing.strangers)
        found["wrong type"] += sum(match.credit < 1 for match in pairing.matches)
        found["missed event"] = sum(self.gold.events[c].required for c in pairing.missed)
        claims = self.claims(EventClaim)
        for row in pairing.extra:
            found["extra event" if self.stands(*claims[row]) else "not in the text"] += 1
        return {name: found[name] for name in report.ERRORS}

    def stands(self, claim: EventClaim, item: Grounded) -> bool:
        """Whether the cue is in the evidence and every party somewhere in the article."""
        proof = " ".join(piece.text for piece in item.evidence)
        everything = f"{self.article.title} {self.article.text}"
        parties = (*claim.initiators, *claim.recipients)
        named = all(mentions(everything, self.called(name)) for name in parties)
        return named and (not matching.words(claim.cue) or mentions(proof, [claim.cue]))

    def called(self, name: str) -> tuple[str, ...]:
        """Every form of a predicted name: as predicted, and as gold has it."""
        known = [form for who in self.party(name).ids for form in self.names.forms(who)]
        return (name, *self.forms.get(name, ()), *known)

    def stances(self) -> tuple[dict[str, Count], list[tuple[Grounded, tuple[int, ...]]]]:
        """The counts, and the evidence of the right ones next to gold's."""
        golds = self.gold.stances
        claims = [pair for pair in self.claims(StanceClaim) if pair[0].label != "unclear"]
        table = [[self.stance_value(*claim, gold) for gold in golds] for claim in claims]
        pairs = assign(table)
        right = [(row, column) for row, column in pairs if table[row][column] >= 1]
        labels = [claim.label for claim, _ in claims]
        counts = {"stances found": self.count(labels, pairs, LABELS)}
        counts["stances"] = self.count(labels, right, LABELS)
        counts |= {f"stance {label}": self.count(labels, right, (label,)) for label in LABELS}
        return counts, [(claims[row][1], golds[column].evidence) for row, column in right]

    def stance_value(self, claim: StanceClaim, item: Grounded, gold: GoldStance) -> float:
        holder, target = self.party(claim.holder).ids, self.party(claim.target).ids
        if holder.isdisjoint(gold.holder) or target.isdisjoint(gold.target):
            return 0.0
        shared = matching.overlap(_spans(item), self.gold_spans(gold.evidence))
        return (1.0 if claim.label in gold.labels else 0.1) + 1e-3 * gold.required + 1e-5 * shared

    def count(
        self, labels: Sequence[str], pairs: Sequence[tuple[int, int]], only: Sequence[str]
    ) -> Count:
        """Count the stances of the labels ``only``; ``labels`` are predicted, ``pairs`` right.

        Where gold accepts several labels it requires the one that was predicted, else its first.
        """
        golds = self.gold.stances
        expected: dict[int, str] = dict(enumerate(gold.labels[0] for gold in golds))
        expected |= {column: labels[row] for row, column in pairs}
        required = [gold.required and expected[n] in only for n, gold in enumerate(golds)]
        mine = [golds[column].required for row, column in pairs if labels[row] in only]
        shown = sum(label in only for label in labels) - mine.count(False)
        return Count(credit=sum(mine), predicted=shown, required=sum(required))

    def grounding(
        self, pairing: EventPairing, stances: Sequence[tuple[Grounded, tuple[int, ...]]]
    ) -> dict[str, Share]:
        events = self.claims(EventClaim)
        roles = [self.roles(item, (c.initiators, c.recipients or (c.issue,))) for c, item in events]
        held = self.claims(StanceClaim)
        roles += [self.roles(item, ((c.holder,), (c.target,))) for c, item in held]
        pairs = [(events[m.row][1], self.gold.events[m.column].evidence) for m in pairing.matches]
        proofs = [(_spans(item), self.gold_spans(wanted)) for item, wanted in (*pairs, *stances)]
        pieces = [proof for item in self.grounded for proof in item.evidence]
        return {
            "evidence names both": _of([bool(named) and all(named) for named in roles]),
            "evidence names any": _of([any(named) for named in roles]),
            "offsets exact": _of([self.exact(proof) for proof in pieces]),
            "evidence as in gold": _of([matching.overlap(*two) for two in proofs]),
        }

    def roles(self, item: Grounded, roles: Sequence[Sequence[str]]) -> list[bool]:
        """For each role that names somebody: whether the evidence names one of them."""
        proof = " ".join(piece.text for piece in item.evidence)
        filled = [names for role in roles if (names := [name for name in role if name])]
        return [any(mentions(proof, self.called(name)) for name in names) for names in filled]

    def exact(self, proof: proposed.Evidence) -> bool:
        """Whether the offsets give the text back, and the cue lies within."""
        start, end = proof.cue or (proof.start, proof.end)
        within = proof.start <= start <= end <= proof.end
        same = self.article.text[proof.start : proof.end] == proof.text
        return same and within and proof.article_id == self.article.id
