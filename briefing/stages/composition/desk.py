"""The dossier laid out for looking things up: names, numbers, citations, changes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping

from anyascii import anyascii

from briefing.domain.articles import Article
from briefing.domain.briefing import Citation
from briefing.domain.claims import Evidence, Grounded
from briefing.domain.dossier import Change, Delta, DeltaEntry, Dossier, Source
from briefing.domain.vocabulary import Vocabulary

SHOWN_CITATIONS = 5
_SLUG = 40
_HEX = re.compile(r"[0-9a-f]{8,}")


class Desk:
    """``events``, ``stances`` and ``actors`` are those with evidence that can be cited, in the
    dossier's order; ``unsupported`` counts the others.
    """

    def __init__(
        self,
        dossier: Dossier,
        delta: Delta,
        articles: Mapping[str, Article],
        vocabulary: Vocabulary,
    ) -> None:
        self.dossier = dossier
        self.delta = delta
        self.vocabulary = vocabulary
        ordered = sorted(dossier.sources, key=lambda source: source.number)
        self.sources: tuple[Source, ...] = tuple(ordered)
        self.source_of = {source.article_id: source for source in ordered}
        self.articles = {
            source.article_id: articles[source.article_id]
            for source in ordered
            if source.article_id in articles
        }
        self.files = note_files(self.articles.values())
        self._claims: dict[str, list[Grounded]] = {}
        for extraction in dossier.extractions:
            for claim in extraction.grounded:
                self._claims.setdefault(claim.id, []).append(claim)
        self._names = {actor.id: actor.name for actor in dossier.actors}
        self._changes: dict[str, DeltaEntry] = {entry.id: entry for entry in delta.entries}
        self.events = tuple(item for item in dossier.events if self.proofs(item.claims))
        self.stances = tuple(item for item in dossier.stances if self.proofs(item.claims))
        self.actors = tuple(item for item in dossier.actors if self.proofs(item.claims))

    @property
    def unsupported(self) -> int:
        """How many items of the dossier are left out because nothing can be cited for them."""
        given = len(self.dossier.events) + len(self.dossier.stances) + len(self.dossier.actors)
        return given - len(self.events) - len(self.stances) - len(self.actors)

    def name(self, reference: str) -> str:
        """The name of an actor id; any other text as it is."""
        return self._names.get(reference, reference)

    def names(self, references: Iterable[str]) -> list[str]:
        """The names of several actor ids, in their order."""
        return [self.name(reference) for reference in references]

    def change(self, item_id: str) -> Change:
        """New, unless the delta says otherwise."""
        entry = self._changes.get(item_id)
        return entry.change if entry else "new"

    def is_new(self, item_id: str) -> bool:
        """Whether a reader of the last briefing does not know this yet."""
        return self.change(item_id) != "continuing"

    def change_note(self, item_id: str) -> str:
        """What changed, or the empty string: ``"2 more killed; before: 4 killed"``."""
        entry = self._changes.get(item_id)
        if entry is None:
            return ""
        before = f"before: {entry.before}" if entry.before else ""
        return "; ".join(part for part in (entry.detail, before) if part)

    def claims(self, claim_ids: Iterable[str]) -> list[Grounded]:
        """The grounded claims of these ids, in the order of the ids."""
        return [claim for claim_id in claim_ids for claim in self._claims.get(claim_id, [])]

    def proofs(self, claim_ids: Iterable[str]) -> list[Evidence]:
        """One piece of evidence per cited sentence, by source and sentence number.

        Where several claims rest on one sentence, evidence that knows the cue is preferred.
        """
        found: dict[tuple[int, int], Evidence] = {}
        for claim in self.claims(claim_ids):
            for proof in claim.evidence:
                if not self._exists(proof):
                    continue
                key = (self.source_of[proof.article_id].number, proof.sentence)
                if key not in found or (found[key].cue is None and proof.cue is not None):
                    found[key] = proof
        return [found[key] for key in sorted(found)]

    def cite(self, proofs: Iterable[Evidence]) -> tuple[Citation, ...]:
        """Citations of the first few proofs; ``more`` says how many are left out."""
        return tuple(
            self.citation(proof.article_id, proof.sentence)
            for proof in list(proofs)[:SHOWN_CITATIONS]
        )

    def citation(self, article_id: str, sentence: int) -> Citation:
        """The citation of a sentence of an article that is among the sources."""
        number = self.source_of[article_id].number
        return Citation(source=number, sentence=sentence, note=self.files[article_id])

    def _exists(self, proof: Evidence) -> bool:
        article = self.articles.get(proof.article_id)
        sentence = article.sentence(proof.sentence) if article else None
        return sentence is not None and not sentence.masked


def more(proofs: list[Evidence]) -> tuple[str, ...]:
    """A remark on the sentences that ``Desk.cite`` leaves out, if any."""
    hidden = len(proofs) - SHOWN_CITATIONS
    if hidden <= 0:
        return ()
    return (f"+{hidden} more {'sentence' if hidden == 1 else 'sentences'}",)


def note_files(articles: Iterable[Article]) -> dict[str, str]:
    """Paths of notes by article id: ``articles/<slug>-<hex>.md``, unique and portable.

    The hex digits set apart equal titles, and names that a system would reserve ("con").
    """
    files: dict[str, str] = {}
    taken: set[str] = set()
    for article in sorted(articles, key=lambda article: article.id):
        digits = article.id if _HEX.fullmatch(article.id) else _digest(article.id)
        slug = _slug(article.title)
        file = f"articles/{slug}-{digits[:8]}.md"
        if file in taken:
            file = f"articles/{slug}-{_digest(article.id)}.md"
        taken.add(file)
        files[article.id] = file
    return files


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()


def _slug(title: str) -> str:
    # A title may be a megabyte: what lies beyond the first few hundred characters is not read.
    words = re.sub(r"[^a-z0-9]+", "-", anyascii(title[:400]).lower()).strip("-")
    if len(words) > _SLUG:
        head = words[:_SLUG]
        words = head if words[_SLUG] == "-" or "-" not in head else head.rpartition("-")[0]
    return words.strip("-") or "article"
