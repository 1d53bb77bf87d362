"""One article with its gold and its claims, in terms that both can be compared in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from briefing.domain.articles import Article
from briefing.domain.claims import (
    ActorClaim,
    EventClaim,
    Evidence,
    Extraction,
    Grounded,
    StanceClaim,
)
from briefing.domain.vocabulary import Vocabulary
from briefing.evaluation import matching
from briefing.evaluation.gold import GoldArticle, Span
from briefing.evaluation.matching import NameTable, mentions
from briefing.evaluation.measures import Share
from briefing.evaluation.roles import Party, Reading

Kind = TypeVar("Kind", ActorClaim, EventClaim, StanceClaim)


def share(flags: Sequence[bool]) -> Share:
    """How many of ``flags`` are True."""
    return Share(hits=sum(flags), of=len(flags))


def spans_of(grounded: Grounded) -> tuple[Span, ...]:
    """Where the evidence of a claim lies in the article."""
    return tuple((proof.start, proof.end) for proof in grounded.evidence)


def text_of(grounded: Grounded) -> str:
    """The evidence of a claim as one text."""
    return " ".join(piece.text for piece in grounded.evidence)


class Case:
    """The claims are put into one order first, so that the order they came in cannot matter."""

    def __init__(
        self,
        gold: GoldArticle,
        article: Article,
        extraction: Extraction,
        vocabulary: Vocabulary,
        related: matching.Related | None = None,
    ) -> None:
        self.gold, self.article, self.vocabulary = gold, article, vocabulary
        self.rejected = len(extraction.rejected)
        self.grounded = sorted(
            extraction.grounded, key=lambda item: item.model_dump_json(exclude={"id"})
        )
        entries = {actor.name: actor.aliases for actor in gold.actors}
        self.actor_names = NameTable(entries, related)
        self._names = NameTable(entries | {it.name: it.aliases for it in gold.issues}, related)
        self._places = gold.spans(article.text)
        self._forms: dict[str, tuple[str, ...]] = {}
        for claim, _ in self.claims(ActorClaim):
            self._forms[claim.name] = (*self._forms.get(claim.name, ()), *claim.names)

    def claims(self, kind: type[Kind]) -> list[tuple[Kind, Grounded]]:
        """The grounded claims of one kind, each with its grounding."""
        return [(item.claim, item) for item in self.grounded if isinstance(item.claim, kind)]

    def party(self, name: str) -> Party:
        """A predicted name with the gold actors and issues that it stands for."""
        return Party(name, self._names.resolve(name, self._forms.get(name, ()))[0])

    def gold_spans(self, numbers: Iterable[int]) -> tuple[Span, ...]:
        """Where gold's evidence sentences lie in the article, as far as they are found there."""
        return tuple(span for number in numbers if (span := self._places[number - 1]) is not None)

    def gold_text(self, numbers: Iterable[int]) -> str:
        """Gold's evidence sentences as one text."""
        return " ".join(self.gold.sentences[number - 1] for number in numbers)

    def reading(self, claim: EventClaim, item: Grounded) -> Reading:
        """An event claim in gold's names."""
        kind = self.vocabulary.types.get(claim.type)
        return Reading(
            type=claim.type,
            initiators=tuple(map(self.party, claim.initiators)),
            recipients=tuple(map(self.party, claim.recipients)),
            issue=self.party(claim.issue).ids if claim.issue else frozenset(),
            spans=spans_of(item),
            one_sided=bool(kind and kind.reciprocal and claim.initiators[1:])
            and not claim.recipients,
            status=claim.factuality,
            day=claim.date.day if claim.date else None,
            figures=frozenset((figure.kind, figure.value) for figure in claim.figures),
        )

    def called(self, name: str) -> tuple[str, ...]:
        """Every form of a predicted name: as predicted, and as gold has it."""
        known = [form for who in self.party(name).ids for form in self._names.forms(who)]
        return (name, *self._forms.get(name, ()), *known)

    def in_text(self, name: str) -> bool:
        """Whether the article has some form of a predicted name."""
        return mentions(f"{self.article.title} {self.article.text}", self.called(name))

    def stands(self, claim: EventClaim, item: Grounded) -> bool:
        """Whether the cue is in the evidence and every party somewhere in the article."""
        named = all(map(self.in_text, (*claim.initiators, *claim.recipients)))
        return named and (not matching.words(claim.cue) or mentions(text_of(item), [claim.cue]))

    def exact(self, proof: Evidence) -> bool:
        """Whether the offsets give the text back, and the cue lies within."""
        start, end = proof.cue or (proof.start, proof.end)
        within = proof.start <= start <= end <= proof.end
        same = self.article.text[proof.start : proof.end] == proof.text
        return same and within and proof.article_id == self.article.id
