"""Which reader of the order of words a language has."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.domain.lexicon import Lexicon
from briefing.stages.extraction.case_order import CaseReader
from briefing.stages.extraction.case_words import CaseWords
from briefing.stages.extraction.verb_first import VerbFirstReader
from briefing.stages.extraction.verb_second import VerbSecondReader
from briefing.stages.extraction.word_order import OrderReader


def order_reader(
    lexicon: Lexicon, cased: CaseWords | None = None, kinds: Mapping[str, str] | None = None
) -> OrderReader | None:
    """The reader for a lexicon, None where it has no words for one.

    Conjunctions that send the verb to the end of their clause mean that it is second elsewhere,
    words that bring the subject before it that it is first. ``kinds`` are those of the parties.
    """
    if not lexicon.order:
        return None
    if cased is not None:
        return CaseReader(cased, kinds or {})
    if "fronting" in lexicon.order:
        return VerbFirstReader(lexicon, kinds or {})
    return VerbSecondReader(lexicon) if "conjunctions" in lexicon.order else OrderReader(lexicon)
