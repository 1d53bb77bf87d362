"""What extraction is handed from outside: vocabulary, lexicon, countries, prompts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from briefing.domain.vocabulary import CountryTable, Lexicon, Vocabulary


@dataclass(frozen=True)
class Tools:
    """``prompt(name, **values)`` renders a file of ``prompts/``; ``lexicons`` are by language."""

    vocabulary: Vocabulary
    countries: CountryTable
    prompt: Callable[..., str]
    lexicons: Mapping[str, Lexicon] = field(default_factory=dict)

    def lexicon(self, language: str) -> Lexicon | None:
        """The lexicon of a language; an undetermined language is read as English."""
        return self.lexicons.get("en" if language == "und" else language)
