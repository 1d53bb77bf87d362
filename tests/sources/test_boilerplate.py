"""Claims about cuts: the right tail, never the article, always on record."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.vocabulary import ReadingRules
from briefing.errors import ConfigError
from briefing.sources.boilerplate import cut_boilerplate

ROOT = Path(__file__).parents[2]
RULES = ReadingRules(**yaml.safe_load((ROOT / "schemas/reading.yaml").read_text("utf-8")))
BODY = (
    "Talks open in Denga\nOne envoy came.\nAnother stayed away.\nThe port is shut.\nNobody spoke."
)


def tail(text: str) -> tuple[str, list[str]]:
    trimmed = cut_boilerplate(text, RULES)
    return trimmed.text, [cut.text for cut in trimmed.cuts]


def test_the_seeds_lose_their_tails_and_nothing_else() -> None:
    first, second = (path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt")))
    text, cuts = tail(first)
    assert cuts == ["Source credit:"]
    assert text == first.removesuffix("Source credit:").strip()
    text, cuts = tail(second)
    assert len(cuts) == 1
    assert cuts[0].startswith("Lire aussi\nLatest News\n- Ayer 17:50")
    assert cuts[0].endswith("pursuit")
    assert text.endswith("interests in South Asia.")


HEADINGS = """
Related articles
LATEST NEWS
**Read also:** Ferry stopped
Lire aussi : Le port
## Mehr zum Thema
مزید پڑھیں
相关阅读：港口关闭
Читайте также
اقرأ أيضا
Subscribe to our newsletter today.
"""


@pytest.mark.parametrize("heading", HEADINGS.strip().split("\n"))
def test_a_tail_heading_ends_the_article_and_is_kept_on_record(heading: str) -> None:
    text, cuts = tail(f"{BODY}\n{heading}\nFerry stopped\nPort closed")
    assert text == BODY
    assert cuts == [f"{heading}\nFerry stopped\nPort closed"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Latest news from the front is that the bridge holds.",
        "Most popular among voters is the mayor, a survey found.",
        "Related stories, told by three sailors, differ.",
        "Relatedness matters",
    ],
)
def test_a_sentence_that_begins_like_a_tail_is_not_one(sentence: str) -> None:
    text = f"{BODY}\n{sentence}\nThe end."
    assert tail(text) == (text, [])


def test_a_tail_phrase_at_the_top_does_not_eat_the_article() -> None:
    for lines_before in (0, 1):
        lines = BODY.split("\n")
        lines.insert(lines_before, "Latest news")
        text, cuts = tail("\n".join(lines))
        assert not cuts
        assert text.endswith("Nobody spoke.")


def test_a_long_link_list_does_not_protect_its_own_heading() -> None:
    links = "\n".join(f"- [Headline number {n}](https://news.example/{n})" for n in range(40))
    text, cuts = tail(f"{BODY}\nRelated articles\n{links}")
    assert text == BODY
    assert cuts[0].endswith("(https://news.example/39)")


def test_two_link_lines_in_a_row_go_and_a_single_one_stays() -> None:
    link = "- Ayer 17:50 Spain's opposition eyes a change"
    head, *rest = BODY.split("\n")
    assert tail("\n".join([head, link, "", link, *rest])) == (BODY, [f"{link}\n\n{link}"])
    assert tail("\n".join([head, link, *rest]))[1] == []


def test_the_timeline_of_a_live_report_is_no_link_list() -> None:
    text = f"{BODY}\n- 17:50 Police close the bridge\n- 18:10 The mayor speaks"
    assert tail(text) == (text, [])


def test_single_lines_of_a_web_page_are_cut_one_by_one() -> None:
    dirty = BODY.replace("\nThe port", "\nADVERTISEMENT\n3 min read\nPhoto: A. Lee/Echo\nThe port")
    assert tail(dirty) == (BODY, ["ADVERTISEMENT\n3 min read\nPhoto: A. Lee/Echo"])
    dirty = BODY.replace("\nThe port", "\n3 min read\nPhoto: A. Lee/Echo\nThe port")
    assert tail(dirty) == (BODY, ["3 min read", "Photo: A. Lee/Echo"])


def test_a_pointer_in_the_middle_goes_alone_and_the_article_goes_on() -> None:
    paragraph = (
        "The mayor said that the bridge would stay shut until the engineers had seen every pillar."
    )
    for pointer in (
        "Lire aussi : Le port ferme",
        "READ MORE: The port opens",
        "Lea también: El puerto",
    ):
        text, cuts = tail(f"{BODY}\n{pointer}\n{paragraph}\nLatest news\nFerry stopped")
        assert text == f"{BODY}\n{paragraph}"
        assert sorted(cuts) == sorted([pointer, "Latest news\nFerry stopped"])


def test_metadata_of_another_text_amid_an_article_goes_and_a_dialogue_stays() -> None:
    block = "---\ntitle: Denga bombs Osk\nsource: Ministry of Truth\n---"
    assert tail(f"{BODY}\n{block}\n{BODY}") == (f"{BODY}\n{BODY}", [block])
    for left in ("---\ntitle: unclosed", "---\nRoe: you lied.\n---", "title: no fence", "---\n---"):
        text = f"{BODY}\n{left}\n{BODY}"
        assert tail(text) == (text, [])


def test_rules_that_would_leave_nothing_cut_nothing() -> None:
    greedy = ReadingRules(tails=(), lines=(".",), link_line=(".",), instructions=())
    assert cut_boilerplate(BODY, greedy) == (BODY, ())


@given(st.lists(st.sampled_from(["Latest news", "Share", "A line.", "", "- https://a.example/b"])))
def test_every_line_is_either_kept_or_on_record(lines: list[str]) -> None:
    trimmed = cut_boilerplate("\n".join(lines), RULES)
    kept = "\n".join([trimmed.text, *(cut.text for cut in trimmed.cuts)]).split("\n")
    assert sorted(filter(None, kept)) == sorted(filter(None, lines))


def test_a_broken_rule_is_a_configuration_error() -> None:
    broken = ReadingRules(tails=(), lines=("[",), instructions=())
    with pytest.raises(ConfigError, match="not a regular expression"):
        cut_boilerplate(BODY, broken)
