"""Everything a run works with: vocabulary, lexicons, prompts, layouts and their digests."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

from briefing import __version__
from briefing.codebooks import (
    LoadedLexicon,
    load_countries,
    load_lexicon,
    load_reading_rules,
    load_standing,
    load_vocabulary,
)
from briefing.domain.articles import Article
from briefing.domain.claims import Provenance
from briefing.domain.questions import Granularity
from briefing.grammar import parser
from briefing.resources import Kind, Resource, every, find
from briefing.stages import extraction
from briefing.stages.extraction import RECIPES, Tools
from briefing.stages.sentences import SEGMENTER, number_sentences
from briefing.templating import Templates

# languages whose sentences are read with a lexicon; lexicons of more are shipped and checked, and
# wait here until reading with them is measured to beat the model's own label
LANGUAGES = ("ar", "de", "en", "es", "fr", "it", "pt", "ru")


class Workshop:
    """Loads each file once, on first use. Raises ConfigError for a file that cannot be used."""

    def __init__(self, vocabulary: str = "plover", overrides: Path | None = None) -> None:
        self.overrides = overrides
        self.vocabulary, self._vocabulary_file = load_vocabulary(vocabulary, overrides)
        self.rules, self._rules_file = load_reading_rules(overrides)
        self.standing, self._standing_file = load_standing(
            self.vocabulary, overrides, [recipe.name for recipe in RECIPES.values()]
        )
        self.templates = Templates(self._text)
        self._fixed: dict[str, str] = {}

    def _text(self, kind: str, name: str) -> str:
        return find(cast(Kind, kind), name, self.overrides).text

    @cached_property
    def _lexicons(self) -> dict[str, LoadedLexicon]:
        chosen = (self.vocabulary, self._vocabulary_file)
        found = {code: load_lexicon(code, self.overrides, chosen) for code in LANGUAGES}
        return {code: loaded for code, loaded in found.items() if loaded is not None}

    @cached_property
    def _countries(self) -> tuple[Any, Resource]:
        return load_countries(self.overrides)

    @cached_property
    def tools(self) -> Tools:
        """What the extraction stage is handed."""
        return Tools(
            vocabulary=self.vocabulary,
            countries=self._countries[0],
            prompt=self._prompt,
            lexicons={code: loaded.lexicon for code, loaded in self._lexicons.items()},
            parser=parser,
        )

    @property
    def countries(self) -> Any:
        """The country table."""
        return self._countries[0]

    def _prompt(self, name: str, **values: Any) -> str:
        if values and ".system." not in name:
            return self.templates.render_prompt("prompts", name, **values)
        key = json.dumps([name, values])
        if key not in self._fixed:  # what never changes stands in every question
            self._fixed[key] = self.templates.render_prompt("prompts", name, **values)
        return self._fixed[key]

    @cached_property
    def prompt_digests(self) -> dict[str, str]:
        """Digest of every prompt in use."""
        return {item.name: item.digest for item in every(self.overrides) if item.kind == "prompts"}

    @cached_property
    def schema_digests(self) -> dict[str, str]:
        """Digest of every file of ``schemas/`` that shapes what is extracted."""
        files = [self._vocabulary_file, self._rules_file, self._countries[1]]
        files += [self._standing_file] if self._standing_file is not None else []
        bases = [base for loaded in self._lexicons.values() for base in loaded.bases]
        files += [loaded.resource for loaded in self._lexicons.values()]
        digests = {file.name: file.digest for file in files}
        for base in bases:  # a file of the same name may add to the built-in one
            digests.setdefault(base.name, base.digest)
            if digests[base.name] != base.digest:
                digests[f"{base.name} ({base.origin})"] = base.digest
        return dict(sorted(digests.items()))

    def origin(self, model: str) -> Provenance:
        """Provenance as far as it is known before anything is asked."""
        return Provenance(
            asked=model,
            prompts=self.prompt_digests,
            schemas=self.schema_digests,
        )

    def recipe(
        self,
        model: str,
        temperature: float,
        granularity: Granularity = "sentence",
        context: int = 0,
    ) -> str:
        """A digest over all that shapes a proposal beside the article: the key it is kept under.

        ``context`` is the tokens of one request; it sizes the windows of whole articles only.
        """
        parts: Sequence[Any] = (
            __version__,
            RECIPES[granularity].name,
            context if granularity == "article" else 0,
            SEGMENTER,
            model,
            temperature,
            self.prompt_digests,
            self.schema_digests,
            _code_digest(),
        )
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


@cache
def _code_digest() -> str:
    """SHA-256 over the extraction code: changed rules make new proposals from the old answers."""
    digest = hashlib.sha256()
    for file in sorted(files(extraction).iterdir(), key=lambda one: one.name):
        if file.name.endswith(".py"):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def numbered(article: Article, workshop: Workshop) -> Article:
    """The article with its sentences."""
    return number_sentences(article, workshop.rules)
