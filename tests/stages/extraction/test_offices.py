"""Who did what a text tells without its doer."""

from __future__ import annotations

import pytest

from briefing.stages.extraction.cues import CueFinder
from briefing.stages.extraction.mentions import MentionFinder, Party
from briefing.stages.extraction.offices import office_holder
from briefing.stages.extraction.parsing import ParsedArticle
from tests.factories import an_article
from tests.stages.extraction.newsroom import countries, cue, lexicon, reading_tools, vocabulary
from tests.stages.extraction.test_parsed_articles import roles, trees

OFFICES = {"court": ("acquit", "sentence"), "police": ("arrest",)}


@pytest.mark.parametrize(
    ("text", "parties", "holder"),
    [
        ("Roe was acquitted.", ["High Court", "Roe"], ("High Court",)),
        ("Roe was arrested.", ["High Court", "police", "Roe"], ("police",)),
        ("Roe was acquitted.", ["High Court", "Supreme Court"], ()),
        ("Roe was acquitted.", ["Courtney Roe"], ()),
        ("Roe was accused.", ["High Court"], ()),
    ],
)
def test_the_only_holder_of_an_office_does_its_acts(
    text: str, parties: list[str], holder: tuple[str, ...]
) -> None:
    (cue,) = CueFinder(lexicon()).find(text)
    assert office_holder(cue, OFFICES, parties) == holder


@pytest.mark.parametrize(
    ("text", "act", "who"),
    [
        ("Tosk said three men had been expelled.", "expelled", ("Tosk",)),
        ("Tosk announces that 2,000 men were deployed.", "deployed", ("Tosk",)),
        (
            "Three men have been expelled, the National Assembly said.",
            "expelled",
            ("National Assembly",),
        ),
        ("Tosk informed Ana Roe that Karl Voss had been arrested.", "arrested", ("Tosk",)),
        ("Tosk said three men had been killed.", "killed", ()),
        ("Ana Roe said three men had been expelled.", "expelled", ()),
        ("Monitors said three men had been expelled.", "expelled", ()),
        ("Tosk said Tosk had been suspended.", "suspended", ()),
        ("Among those arrested was Ana Roe.", "arrested", ("police",)),
        ("Fourteen people were arrested.", "arrested", ("police",)),
        ("Ana Roe was expelled from the Farmers' League.", "expelled", ("Farmers' League",)),
        ("Ana Roe was expelled from office.", "expelled", ()),
        ("India said Tosk would pay a price.", "would", ("India",)),
        ("India said it would pay a price.", "would", ("India",)),
    ],
)
def test_a_body_that_tells_of_an_act_of_authority_did_it(
    text: str, act: str, who: tuple[str, ...]
) -> None:
    assert roles(an_article("It rained.", text), 2, act).who == who


def test_the_office_is_that_of_the_verb_in_the_passive() -> None:
    article = an_article("It rained.", "The prosecutors met.", "Ana Roe was charged with fraud.")
    cast = (Party("prosecutors", "group"), Party("Ana Roe", "person"))
    language = reading_tools().language("en")
    assert language is not None
    kinds = {party.name: party.kind for party in cast}
    finder = MentionFinder(cast, countries())
    read = ParsedArticle(article, trees(article), finder, kinds, language, vocabulary())
    found = read.reading(3, cue(article.sentences[2].text, "was"))
    assert (found.who, found.whom) == (("prosecutors",), ("Ana Roe",))
