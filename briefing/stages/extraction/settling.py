"""The roles of an act as one source tells them: the grammar of the text, or a model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from briefing.domain.claims import Agreement
from briefing.stages.extraction.roles import Reading
from briefing.stages.extraction.shapes import NOBODY


@dataclass(frozen=True)
class Parts:
    """The roles of one act; ``origin`` says who named each, as in ``EventClaim.roles_from``."""

    initiators: tuple[str, ...]
    recipients: tuple[str, ...]
    issue: str
    origin: tuple[str, str]
    agreement: Agreement


def from_text(reading: Reading, source: str = "text") -> Parts:
    """What the text says by its ``source``: the parse ("text") or the "order" of its words.

    A common noun acted upon is the issue where no party is.
    """
    issue = "" if reading.whom else reading.thing
    who = "office" if reading.office else source if reading.who else "unset"
    origin = (who, source if reading.whom else "unset")
    return Parts(reading.who, reading.whom, issue, origin, "text_only")


def from_model(said: Any, issues: Sequence[str]) -> Parts:
    """The ``who`` and ``whom`` of an answer. A party never acts upon itself; a recipient that is an
    issue is the act's issue.
    """
    who = () if said.who == NOBODY else (said.who,)
    whom = () if said.whom in (NOBODY, said.who) else (said.whom,)
    issue = whom[0] if whom and whom[0] in issues else ""
    origin = ("model" if who else "unset", "model" if whom else "unset")
    return Parts(who, () if issue else whom, issue, origin, "model_only")
