"""The figures of an evaluation, as values.

A figure that does not exist (a share of nothing, a token count that the server never told) is None.
"""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, computed_field

from briefing.domain.base import Frozen

MAIN = ("actors", "events", "stances")
LABELS = ("support", "oppose", "mixed", "neutral")
DETAIL = (
    "actors strict",
    "events strict",
    "events by similarity",
    "event roles",
    "figures",
    "stances found",
    *(f"stance {x}" for x in LABELS),
)
COUNTS = (*MAIN, *DETAIL)
SHARES = (
    "type right",
    "quad class right",
    "actor right",
    "target right",
    "direction right",
    "factuality right",
    "date right",
    "date within a day",
    "stance direction right",
    "evidence names both",
    "evidence names any",
    "offsets exact",
    "evidence as in gold",
    "actors in the text",
    "claims that stand",
    "published right",
    "language right",
)
EVENT_ERRORS = (
    "wrong type",
    "wrong actor",
    "wrong target",
    "swapped roles",
    "missed event",
    "not in the text",
    "extra event",
)
FIELD_ERRORS = (
    "wrong factuality",
    "wrong date",
    "missed figure",
    "extra figure",
    "missed actor",
    "extra actor",
    "actor not in the text",
    "wrong label",
    "swapped stance",
    "missed stance",
    "extra stance",
)
ERRORS = (*EVENT_ERRORS, *FIELD_ERRORS)


class Count(Frozen):
    """Credit earned, and what it is divided by: predictions not absorbed, and required items."""

    model_config = ConfigDict(extra="ignore")  # reads its own output, worked-out figures and all

    credit: float = 0.0
    predicted: int = 0
    required: int = 0

    @computed_field  # type: ignore[prop-decorator]
    @property
    def precision(self) -> float:
        """1 where nothing was predicted and nothing required; 0 where only one of them is so."""
        return self._over(self.predicted)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def recall(self) -> float:
        """See ``precision``."""
        return self._over(self.required)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def f1(self) -> float:
        """See ``precision``."""
        return self._over((self.predicted + self.required) / 2)

    def _over(self, divisor: float) -> float:
        if not self.predicted and not self.required:
            return 1.0
        return self.credit / divisor if divisor else 0.0


class Share(Frozen):
    """``hits`` out of ``of``; ``value`` is None out of nothing."""

    model_config = ConfigDict(extra="ignore")

    hits: int = 0
    of: int = 0

    @computed_field  # type: ignore[prop-decorator]
    @property
    def value(self) -> float | None:
        """0 to 1, or None."""
        return self.hits / self.of if self.of else None


class Example(Frozen):
    """One error: its class, what gold says, what was predicted, and the sentence to look at.

    ``gold`` is empty for an extra item, ``predicted`` for a missed one.
    """

    error: str
    gold: str = ""
    predicted: str = ""
    evidence: str = ""


class Graded(Frozen):
    """The confidence of one claim and whether it turned out right."""

    claim: Literal["event", "stance"]
    confidence: float
    right: bool


class Bin(Frozen):
    """The claims with a confidence from ``low`` to below ``high``, and how they fared."""

    low: float
    high: float
    size: int
    confidence: float
    right: float


class Reliability(Frozen):
    """How far confidence can be trusted. The four figures are None where there is no claim.

    ``brier`` is the mean squared gap between confidence and outcome; ``ece`` the mean gap between
    confidence and share right over the bins, weighted by size; ``auc`` how often a right claim has
    the higher confidence of a right and a wrong one (ties count half), None without such a pair.
    """

    size: int = 0
    right: float | None = None
    brier: float | None = None
    ece: float | None = None
    auc: float | None = None
    bins: tuple[Bin, ...] = ()


class Measures(Frozen):
    """The numbers. The keys are all of ``COUNTS``, ``SHARES`` and ``ERRORS``.

    Of ``EVENT_ERRORS``, each wrong prediction and each missed event is in exactly one.
    ``statuses`` counts pairs of factuality, gold's and the predicted one ("denied as occurred").
    """

    counts: dict[str, Count]
    shares: dict[str, Share]
    errors: dict[str, int]
    statuses: dict[str, int] = {}


class ArticleScore(Measures):
    """The measures of one article; ``part`` is the part of the gold it belongs to."""

    name: str
    held_out: bool = False
    examples: tuple[Example, ...] = ()
    graded: tuple[Graded, ...] = ()

    @property
    def part(self) -> str:
        """The part of the gold that the article belongs to."""
        return self.name.partition("/")[0]


class Totals(Measures):
    """The sums over ``articles`` articles, and more about the F1 of the ``MAIN`` counts.

    ``macro`` is its mean over articles, ``intervals`` its 95 % bootstrap interval over articles;
    both are empty where there is no article. ``stance_macro`` is the mean F1 over the labels that
    gold requires, None where it requires none; ``reliability`` is by kind of claim.
    """

    articles: int
    macro: dict[str, float]
    intervals: dict[str, tuple[float, float]]
    stance_macro: float | None = None
    reliability: dict[str, Reliability] = {}


class Cost(Frozen):
    """What answers cost. Token counts are None when the server did not tell, seconds unmeasured."""

    calls: int = 0
    tokens_in: int | None = None
    tokens_out: int | None = None
    seconds: float | None = None
