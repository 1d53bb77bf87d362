"""What a briefing and its notes say of parties that no sentence tells."""

from __future__ import annotations

from briefing.domain.dossier import Delta
from briefing.stages.composition import compose
from briefing.stages.composition.wording import claim_text
from tests.factories import (
    a_coverage,
    a_dossier,
    a_grounded_event,
    a_source,
    a_vocabulary,
    an_actor,
    an_article,
    an_event,
    an_extraction,
)


def told(*origins: tuple[str, str]) -> tuple[str, list[str]]:
    """The line of an event that one article a pair tells, and the lines of the notes."""
    articles = [an_article(f"Ombara met Lestova {n}.", title=f"A{n}") for n in range(len(origins))]
    claims = [
        a_grounded_event(article, phrase="", roles_from=origin)
        for article, origin in zip(articles, origins, strict=True)
    ]
    dossier = a_dossier(
        actors=(an_actor("Ombara"), an_actor("Lestova")),
        events=(an_event(*claims),),
        sources=tuple(a_source(article, n) for n, article in enumerate(articles, start=1)),
        extractions=tuple(map(an_extraction, articles, claims)),
        coverage=a_coverage(articles=len(articles), origins=len(articles)),
    )
    vocabulary = a_vocabulary()
    briefing = compose(dossier, Delta(since=None), {a.id: a for a in articles}, vocabulary)
    section = next(part for part in briefing.sections if part.id == "developments")
    return section.entries[0].text, [claim_text(one.claim, vocabulary) for one in claims]


def test_an_inferred_recipient_and_initiator_say_so() -> None:
    line, (note,) = told(("text", "foremost"))
    assert "Lestova (inferred)" in line
    assert "Lestova (inferred)" in note
    assert "Ombara (inferred)" not in line
    assert told(("text", "quarrel"))[0].count("(inferred)") == 1
    assert "Ombara (inferred)" in told(("office", "text"))[0]


def test_what_a_sentence_tells_is_not_called_inferred() -> None:
    assert "inferred" not in told(("text", "text"))[0]


def test_one_report_that_names_the_recipient_is_enough() -> None:
    line, notes = told(("text", "text"), ("text", "foremost"))
    assert "inferred" not in line
    assert ["inferred" in note for note in notes] == [False, True]
