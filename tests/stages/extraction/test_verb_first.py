"""Who does it to whom in Arabic sentences, read by the whole of extraction."""

from __future__ import annotations

import pytest

from briefing.domain.claims import EventClaim
from briefing.grammar import parser
from briefing.stages.extraction import Tools, extract
from tests.factories import a_provenance, an_article
from tests.stages.extraction.newsroom import Model, countries, lexicon, prompt, vocabulary

CASES = [
    # where an article was written acts upon nobody; what stands behind all words of an act first
    (
        "تونس - قضت المحكمة الابتدائية بتونس العاصمة بسجن المعارض البارز رضا المنصوري.",
        "المحكمة الابتدائية",
        "رضا المنصوري",
    ),
    # a title with where its holder is sent
    ("أدان المبعوث الأممي إلى السودان هانس كرامر إيران.", "هانس كرامر", "Iran"),
    # people within a body
    (
        "فرضت الولايات المتحدة عقوبات على قائدين في قوات الدعم السريع.",
        "United States",
        "قوات الدعم السريع",
    ),
    # whom the one who acted before asks
    (
        "نددت منظمة العفو الدولية بالحكم، وطالبت تركيا بالإفراج عن المعتقلين.",
        "منظمة العفو الدولية",
        "Türkiye",
    ),
]


@pytest.mark.parametrize(("sentence", "who", "whom"), CASES)
async def test_who_and_whom_in_arabic(sentence: str, who: str, whom: str) -> None:
    tools = Tools(vocabulary(), countries(), prompt, {"ar": lexicon("ar")}, parser)
    article = an_article("xxx.", sentence, title="x", language="ar")
    proposal = await extract(article, Model(actors=()), tools, a_provenance())
    events = [claim for claim in proposal.claims if isinstance(claim, EventClaim)]
    assert events[-1].initiators == (who,)
    assert events[-1].recipients == (whom,)
