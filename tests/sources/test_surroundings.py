"""Claims about what stands around an article: it goes, and no paragraph goes with it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from briefing.domain.articles import Article
from briefing.domain.vocabulary import ReadingRules
from briefing.sources.files import read_sources
from briefing.stages.sentences import number_sentences

ROOT = Path(__file__).parents[2]
RULES = ReadingRules(**yaml.safe_load((ROOT / "schemas/reading.yaml").read_text("utf-8")))
TITLE = "Estova closes the bridge at Karn"
FIRST = "Estova closed the bridge over the Sul on Wednesday, its interior ministry said."
SECOND = "The ministry gave no reason for the step."
THIRD = "Trade across the bridge is worth 40 million dollars a month."


def article(*lines: str) -> Article:
    found = read_sources(["-"], stdin="\n".join(lines).encode(), rules=RULES).articles[0]
    return number_sentences(found, RULES)


def sentences(*lines: str) -> list[str]:
    return [sentence.text for sentence in article(*lines).sentences]


LISTS = {
    "one word": ("Related", "Velmar shells Udin", "Who burned the delta?"),
    "a link": ("Read more", "Velmar shells Udin", "Judge shot in Karn"),
    "capitals": ("MOST READ", "1. Velmar shells Udin", "2. Judge shot"),
    "numbers alone": ("Most popular", "1", "Velmar shells Udin", "2", "Judge shot in Karn"),
    "an outlet named": ("More from the Echo", "Velmar shells Udin", "Echo • 3h", "Judge shot"),
    "two headings": ("Advertisement", "Buy now", "More on this story", "Velmar shells Udin"),
    "German": ("Mehr zum Thema", "Velmar beschießt Udin", "Richter erschossen"),
    "French": ("Les plus lus", "1 Le Velmar bombarde Udin", "2 Un juge tué"),
    "Spanish": ("Te recomendamos", "Velmar ataca Udin", "Matan a un juez"),
    "Russian": ("Материалы по теме", "Велмар обстрелял Удин", "Убит судья"),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_heading_opens_a_list_until_prose_returns(name: str) -> None:
    block = LISTS[name]
    assert sentences(TITLE, FIRST, *block, SECOND, *block, "", THIRD) == [
        *(TITLE, FIRST, SECOND, THIRD)
    ]
    assert sentences(TITLE, FIRST, SECOND, THIRD, *block) == [TITLE, FIRST, SECOND, THIRD]


def test_above_the_text_only_marked_items_belong_to_a_heading() -> None:
    marked = ("Lesk Daily", "Most read", "1. Velmar shells Udin", "2. Judge shot in Karn")
    assert sentences(*marked, TITLE, FIRST) == ["Lesk Daily", TITLE, FIRST]
    assert TITLE in sentences("Lesk Daily", "Most read", TITLE, FIRST, SECOND)


def test_summaries_below_headlines_belong_to_the_list_that_ends_a_text() -> None:
    teasers = ("Velmar shells Udin", "Guns hit a school, its head said.")
    text = (TITLE, FIRST, SECOND, THIRD)
    assert sentences(*text, "Related stories", *teasers * 3) == list(text)


@pytest.mark.parametrize(
    "line",
    [
        "Velmar's guns hit a house in Udin on Monday. Photograph: I. Petz/AFP",
        "FILE - Soldiers burn a village near Karn, May 2023. (AP Photo/Ilan Petz)",
        "Correction: An earlier version said that Velmar had attacked Karn.",
        "This article was amended on 4 March because it said that Velmar had attacked Karn.",
        "Korrektur: In einer früheren Version hieß es, Velmar habe Karn angegriffen.",
        "Fe de errores: una versión anterior decía que Velmar había atacado Karn.",
        "Jan Brask, whom Velmar expelled in 2021, contributed to this report.",
        "Sign up to our newsletter and read first whom Velmar attacked.",
        "👉 Join our Telegram channel: rebels attack Karn, first on Telegram",
        "Got a tip? Tell us who robbed the bank.",
        "Listen: why Velmar invaded Udin",
        "Opinion: The generals lie again",
        "[Photos: Looters attack shops in the dark]",
        "list 2 of 3 Velmar paid a militia, court told",
        "Tags: Velmar attacks Udin, bridge",
        "[Previous: Judge shot](https://e.example/1) | [Next: Velmar shells Udin](https://e.example/2)",
    ],
)
def test_lines_that_are_no_part_of_the_story_go_alone(line: str) -> None:
    assert sentences(TITLE, FIRST, line, SECOND, THIRD) == [TITLE, FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "line",
    [
        "Reporting by the state radio said that nobody was hurt.",
        "Related crimes will be tried in June, the prosecutor said.",
        "Latest figures show 90 dead in Osk",
        "• Partners of the mission withdraw their police",
        "Share prices fell by 4 percent on Tuesday.",
        "Published in 2019, the report accuses Velmar of fraud.",
        "Video seen by the Herald shows soldiers firing at a bus.",
        "Regulators said the firm set cookies without asking and broke its privacy policy.",
        "The opposition called on its members to leave Facebook and join a boycott of its app.",
        '"Follow us on Telegram, they cannot close everything," the leader told a rally.',
        "Copyright lawyers sued the bank in May.",
        "Police shot at him for 10 minutes",
        "Anzeige erstattete der Bürgermeister gegen drei Offiziere.",
        "Publicité mensongère : la justice condamne la société du port à une amende.",
        "Автор резолюции обвинил Велмар в срыве переговоров.",
        "2. Estova releases 40 prisoners",
    ],
)
def test_lines_of_the_story_that_look_alike_stay(line: str) -> None:
    assert line in " ".join(sentences(TITLE, FIRST, line, SECOND, THIRD))


def test_a_title_may_bear_a_label_and_a_ticker_goes() -> None:
    assert sentences(f"Live: {TITLE}", "2 March 2026", FIRST)[0] == f"Live: {TITLE}"
    assert sentences("LIVE: Rebels shell Tosk", TITLE, FIRST) == [TITLE, FIRST]
    assert sentences("BREAKING NEWS", "Rebels shell Tosk", TITLE, FIRST) == [TITLE, FIRST]


def test_a_credit_alone_takes_its_caption_along() -> None:
    caption = "Soldiers stormed the customs house in 2019"
    assert sentences(TITLE, "Getty Images", caption, FIRST) == [TITLE, FIRST]
    assert sentences(TITLE, FIRST, "Reuters", SECOND) == [TITLE, FIRST, SECOND]


def test_headlines_in_capitals_amid_the_text_go_and_a_subheading_stays() -> None:
    shouts = ("VELMAR SHELLS A SCHOOL", "JUDGE SHOT AT HIS HOME")
    body = (TITLE, FIRST, SECOND, "THE WAR OF THE BRIDGE", THIRD)
    assert sentences(TITLE, FIRST, SECOND, *shouts, THIRD) == [TITLE, FIRST, SECOND, THIRD]
    assert sentences(*body) == list(body)


def test_the_note_on_the_writer_goes_and_whoever_the_story_is_about_stays() -> None:
    note = "Ana Roe covers the bridge and was arrested by Velmar in 2019."
    text = (TITLE, "By Ana Roe in Karn", FIRST, SECOND, THIRD)
    assert sentences(*text, note) == [TITLE, FIRST, SECOND, THIRD]
    assert sentences(TITLE, FIRST, SECOND, THIRD, note) == [TITLE, FIRST, SECOND, THIRD]
    told = "Police took Roe from her house on Sunday."
    assert sentences(TITLE, FIRST, told, THIRD, note)[-1] == note
    other = "Lise Brandt is the editor of the Herald and was beaten in May."
    assert sentences(*text, other)[-1] == other


def test_a_day_in_a_line_that_is_cut_still_dates_the_article() -> None:
    found = article(TITLE, "Updated 4 March 2026 at 10:12", FIRST)
    assert "Updated" not in found.text
    assert found.published is not None
    assert found.published.date().isoformat() == "2026-03-04"


PAGE = """<html><head><title>Velmar wins | Echo</title></head><body>
<nav><ul><li><a href="/p">Velmar shells Udin</a></li></ul></nav>
<header><h1>{title}</h1></header>
<figure><img src="x.jpg"><figcaption>Police beat a driver in June.</figcaption></figure>
<p>{first}</p><p>{second}<br>He said &ldquo;no&rdquo;&nbsp;<b>twice</b> &amp; left.</p>
<div class="related-stories"><h3>Also</h3><p>Velmar bribes three senators.</p></div>
<ul><li><a href="/1">Judge shot</a></li><li><a href="/2">Velmar shells Udin</a></li></ul>
<p>{third}</p><footer><p>The Echo was sued by the senate.</p></footer></body></html>"""


def test_of_a_page_with_its_tags_the_story_is_read() -> None:
    found = article(PAGE.format(title=TITLE, first=FIRST, second=SECOND, third=THIRD))
    told = [sentence.text for sentence in found.sentences]
    assert told == [TITLE, FIRST, SECOND, "He said “no” twice & left.", THIRD]
    assert "Velmar bribes three senators." in " ".join(cut.text for cut in found.cuts)
    assert any("tag(s) of a web page" in note for note in found.notes)


def test_an_element_that_is_never_closed_hides_nothing() -> None:
    told = sentences(TITLE, "<nav>", f"<p>{FIRST}</p>", f'<div class="ad"><p>{SECOND}</p>')
    assert {TITLE, FIRST, SECOND} <= set(told)
