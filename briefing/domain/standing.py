"""What speaks for an act and against it: ``schemas/standing.yaml``."""

from __future__ import annotations

from pydantic import Field

from briefing.domain.base import Frozen


class Standing(Frozen):
    """Weights of the signs of an act, in log-odds; a sign that is not listed weighs nothing.

    ``least`` is the probability (0 to 1) below which an act does not stand, ``headline`` the share
    of it (0 to 1) that an act in the headline needs; ``base`` is the log-odds of an act without any
    sign. They hold for the extraction ``recipe`` and the ``languages`` (ISO
    639-1) that they were fitted to: whatever else is told stands as it is.
    """

    least: float = Field(ge=0, le=1)
    headline: float = Field(default=1, ge=0, le=1)
    base: float
    recipe: str
    languages: tuple[str, ...]
    signs: dict[str, float]

    def bar(self, *, headline: bool) -> float:
        """The likelihood that an act needs, in the ``headline`` or elsewhere."""
        return round(self.least * self.headline, 4) if headline else self.least

    def at_least(self, least: float | None) -> Standing:
        """The same weights with another likelihood needed; as they are for None."""
        return self if least is None else self.model_copy(update={"least": least})


UNWEIGHED = Standing(least=0, base=0, recipe="", languages=(), signs={})
"""Every act of every recipe and language stands."""
