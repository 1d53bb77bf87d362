"""What a model proposes about one article, and what grounding makes of it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from briefing.domain.base import Frozen

Factuality = Literal["occurred", "announced", "planned", "threatened", "alleged", "denied"]
FigureKind = Literal["killed", "wounded", "arrested", "displaced", "missing", "troops", "money"]
StanceLabel = Literal["support", "oppose", "neutral", "mixed", "unclear"]
TargetType = Literal["actor", "event", "policy", "proposition"]
StanceAttribution = Literal[
    "own_statement",
    "own_statement_indirect",
    "reported_by_other",
    "inferred_from_action",
    "author_voice",
]
Agreement = Literal["agree", "differ", "model_only", "text_only"]


class Figure(Frozen):
    """A number the sentence states. ``unit`` is a currency code for money, else empty.

    ``bound`` is ``"least"`` for "at least / more than", ``"most"`` for "up to", else ``"exact"``;
    ``text`` is the words of the article.
    """

    kind: FigureKind
    value: float
    unit: str = ""
    bound: Literal["exact", "least", "most", "about"] = "exact"
    text: str


class EventDate(Frozen):
    """The day an event is said to have happened, with the words it was resolved from."""

    day: date
    precision: Literal["day", "week", "month", "year"] = "day"
    text: str = ""


class Attribution(Frozen):
    """Who reports the event: the outlet itself, a named speaker, or somebody unnamed."""

    kind: Literal["outlet", "named", "unnamed"] = "outlet"
    source: str = ""


class ActorClaim(Frozen):
    """An actor that the article names. ``names`` are the forms found, the fullest first."""

    claim: Literal["actor"] = "actor"
    name: str
    names: tuple[str, ...] = ()
    kind: str = "other"
    sector: str = ""
    country: str = ""
    evidence: tuple[int, ...]


# values of ``EventClaim.roles_from`` for parties that the act's own sentence does not tell
INFERRED = frozenset({"office", "quarrel", "foremost"})


class EventClaim(Frozen):
    """Who did what to whom, in names of the article (PLOVER ``type`` and optional ``mode``).

    ``cue`` is the words of the evidence sentence that carry the action, ``phrase`` the words from
    the cue to the end of its clause. ``issue`` is what the act is about where that is no actor
    ("ceasefire"). ``model_type`` is set where the model named the type, ``lexicon_type`` where the
    verb lexicon did. ``agreement`` says whether the text and the model name the same parties, or
    which of them alone was asked; ``roles_from`` who named initiator and recipient: "text" (its
    parse), "order" (of its words), "office" (only whose office the act is), "quarrel" (with whom
    else the article tells of strife), "foremost" (the state that it names most), "model",
    "translated" (the parse of an English translation of the sentence; then ``cue`` is the whole
    sentence), "unset".
    ``confidence`` (0 to 1) is extraction confidence, not analytic confidence.
    """

    claim: Literal["event"] = "event"
    type: str
    mode: str = ""
    initiators: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    issue: str = ""
    cue: str
    phrase: str = ""
    factuality: Factuality = "occurred"
    attribution: Attribution = Attribution()
    figures: tuple[Figure, ...] = ()
    date: EventDate | None = None
    place: str = ""
    model_type: str = ""
    lexicon_type: str = ""
    agreement: Agreement = "model_only"
    roles_from: tuple[str, str] = ("model", "model")
    confidence: float = 0.5
    evidence: tuple[int, ...]

    @property
    def inferred(self) -> tuple[bool, bool]:
        """Whether initiators and recipients are inferred, not told by the act's sentence."""
        who, whom = self.roles_from
        return who in INFERRED, whom in INFERRED


class StanceClaim(Frozen):
    """A holder's position towards a target (``standards``: stance is not tone).

    ``intensity`` 0 to 3; ``explicitness`` stated or implied by an act; ``attribution`` own words or
    reported; ``speaker`` differs from the holder when somebody speaks for it.
    """

    claim: Literal["stance"] = "stance"
    holder: str
    target: str
    target_type: TargetType = "actor"
    label: StanceLabel
    intensity: int = Field(default=1, ge=0, le=3)
    explicitness: Literal["explicit", "implied"] = "implied"
    attribution: StanceAttribution = "inferred_from_action"
    speaker: str = ""
    cue: str
    from_event: str = ""
    confidence: float = 0.5
    evidence: tuple[int, ...]


Claim = Annotated[ActorClaim | EventClaim | StanceClaim, Field(discriminator="claim")]


def act_of(claim: Claim) -> tuple[str, str, tuple[int, ...]]:
    """The act that a claim is or is read from: its type, cue and sentences."""
    act = claim.type if isinstance(claim, EventClaim) else getattr(claim, "from_event", "")
    return act, getattr(claim, "cue", ""), claim.evidence


class Provenance(Frozen):
    """Where the claims of one article come from: enough to ask the same questions again.

    ``asked`` is the model we named, ``answering`` the names the server answered under. ``prompts``
    and ``schemas`` map file names to SHA-256 digests (12 hex digits). ``keys`` are answer keys.
    Token counts are None when the server did not tell.
    """

    asked: str
    answering: tuple[str, ...] = ()
    prompts: dict[str, str] = {}
    schemas: dict[str, str] = {}
    recipe: str = ""
    keys: tuple[str, ...] = ()
    tokens_in: int | None = None
    tokens_out: int | None = None
    repairs: dict[str, int] = {}


class Evidence(Frozen):
    """A sentence that proves a claim. ``cue`` is the half-open span of the cue within the article.

    ``start``/``end`` and ``cue`` count code points of ``Article.text``; ``cue`` is None for actors.
    """

    article_id: str
    sentence: int
    start: int
    end: int
    text: str
    cue: tuple[int, int] | None = None


class Grounded(Frozen):
    """A claim that stands in the article. ``id`` is stable across re-extraction.

    ``grade`` says what the evidence itself names: ``"both"`` roles, ``"one"`` of them, or for an
    actor ``"name"``. ``weak`` says why the claim, or the act that a stance is read from, would not
    stand by itself, where it does because another article or the day before tells the same event.
    """

    id: str
    claim: Claim
    evidence: tuple[Evidence, ...]
    grade: Literal["both", "one", "name"]
    weak: str = ""


class Rejection(Frozen):
    """A proposed claim that does not stand, with the reason a reader can check.

    ``grounded`` is what grounding made of it, where only its weight speaks against it.
    """

    claim: Claim
    reason: str
    detail: str = ""
    grounded: Grounded | None = None


class Proposal(Frozen):
    """What was proposed about one article. Only grounding accepts it.

    ``refused`` are claims that extraction itself found wrong; ``unread`` are the numbers of the
    sentences that no question could hold.
    """

    article_id: str
    claims: tuple[Claim, ...]
    provenance: Provenance
    refused: tuple[Rejection, ...] = ()
    unread: tuple[int, ...] = ()


class Extraction(Frozen):
    """Every proposed claim of one article, each in exactly one of the two lists.

    ``unread`` are the numbers of the sentences that no model was asked about for want of room.
    """

    article_id: str
    grounded: tuple[Grounded, ...]
    rejected: tuple[Rejection, ...]
    provenance: Provenance
    unread: tuple[int, ...] = ()
