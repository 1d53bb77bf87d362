"""One article on its own: as a note to print, and to try out a layout of the user's own."""

from __future__ import annotations

from datetime import date

from briefing.domain.articles import Article
from briefing.domain.briefing import Briefing
from briefing.domain.claims import Extraction
from briefing.domain.dossier import Delta, Method
from briefing.pipeline.workshop import Workshop
from briefing.stages.composition import compose
from briefing.stages.rendering import render
from briefing.stages.resolution import resolve


def page_of_one(
    article: Article, extraction: Extraction, day: date, workshop: Workshop
) -> Briefing:
    """The briefing of a day with this article only; ``day`` files it when it has no date."""
    dossier = resolve(
        day,
        [article],
        [extraction],
        (),
        countries=workshop.countries,
        vocabulary=workshop.vocabulary,
        filed={article.id: article.day or day},
        outlets={},
        method=Method(program="briefing"),
    )
    return compose(dossier, Delta(since=None), {article.id: article}, workshop.vocabulary)


def prove_layouts(article: Article, day: date, workshop: Workshop) -> None:
    """Render the quiet day on which ``article`` was read and nothing was found in it.

    Raises RenderError. It is better known before a model is asked than after an hour of answers;
    a layout that passes may still fail over what only a busy day has.
    """
    nothing = Extraction(
        article_id=article.id, grounded=(), rejected=(), provenance=workshop.origin("")
    )
    render(page_of_one(article, nothing, day, workshop), workshop.templates.render)
